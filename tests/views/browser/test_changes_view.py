"""In a page of two versions every count opens the changes behind it, and the numbers of the later version their lists."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph import analysis, project
from kgraph.graph import KnowledgeGraph
from kgraph.model import integer
from tests.views.conftest import Open, until

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('#andringar-versions tbody tr')].filter((row) => row.checkVisibility()).length"


def test_every_count_of_changes_opens_its_rows(plan: KnowledgeGraph, tmp_path: Path, visit: Open) -> None:
    before = kgraph.select(plan, lambda graph: frozenset(node.id for node in graph if node.id != "m-andts-coacher"))
    table = analysis.versions(before, plan)
    page = visit(project.view(plan, tmp_path, before=before), "#andringar")
    counted = [count for count in table.counts if count.with_interpreted]
    assert {"changes", "measures_added", "gained"} <= {count.key for count in counted}
    for count in counted:
        link = page.locator(f"#andringar .tallies a[href='#andringar;urval={count.key}'] >> nth=0")
        assert link.inner_text() == str(count.with_interpreted)
        link.click()
        until(page, "key => location.hash.includes('urval=' + key)", count.key)
        rows = [row for row in table.rows if count.key in ("changes", row["counts_as"]) or row.get(count.key)]
        assert page.evaluate(SHOWN) == len(rows) > 0
    page.click("#urval-rad button")
    until(page, "!location.hash.includes('urval')")
    assert page.evaluate(SHOWN) == len(table.rows)
    summary = next(one for one in table.also if one.name == "summary")
    row = next(row for row in summary.rows if row["id"] == "cause")
    link = page.locator("#andringar-summary a[href='#lista;urval=efter.cause;tolkade=1']")
    assert link.inner_text() == str(row["after"])
    link.click()
    until(page, "document.querySelector('#lista').checkVisibility()")
    assert page.locator("#lista-tabell tbody tr").count() == integer(row, "after") > 40


def test_a_page_of_two_versions_opens_on_what_changed(plan: KnowledgeGraph, tmp_path: Path, visit: Open) -> None:
    before = kgraph.select(plan, lambda graph: frozenset(node.id for node in graph if node.id != "m-andts-coacher"))
    page = visit(project.view(plan, tmp_path, before=before))
    assert page.locator("[data-view]").filter(visible=True).evaluate_all("shown => shown.map((one) => one.id)") == [
        "andringar"
    ]
    page.click(".views a[href='#laget']")
    until(page, "document.querySelector('#laget').checkVisibility()")


def test_every_number_of_the_summary_opens_what_its_version_counts(
    plan: KnowledgeGraph, tmp_path: Path, visit: Open
) -> None:
    """The earlier version has causes, goals and measures that the later one lost; the lists name them all the same."""
    gone = {one.id for kind in ("Measure", "Cause", "Goal", "TargetGroup") for one in plan.of_kind(kind)[:3]}
    after = kgraph.select(plan, lambda graph: frozenset(node.id for node in graph if node.id not in gone))
    summary = next(one for one in analysis.versions(plan, after).also if one.name == "summary")
    page = visit(project.view(after, tmp_path, before=plan), "#andringar")
    ways = ("before_stated", "before", "total_before", "after_stated", "after", "total_after")
    told = {f"{row['id']}:{way}": row[way] for row in summary.rows for way in ways if row[way]}
    opened = {}
    for row, place in [(row, place) for row in summary.rows for place in range(len(ways))]:
        if not row[ways[place]]:
            continue
        page.evaluate("location.hash = '#andringar'")
        until(page, "document.querySelector('#andringar').checkVisibility()")
        line = page.locator("#andringar-summary tbody tr").nth(summary.rows.index(row))
        line.locator("td").nth(place).locator("a").click()
        until(page, "document.querySelector('#lista').checkVisibility()")
        opened[f"{row['id']}:{ways[place]}"] = page.locator("#lista-tabell tbody tr").count()
        assert "version" in page.inner_text("#lista-rubrik")
    assert opened == told
    page.evaluate("location.hash = '#lista;urval=fore.measures'")
    until(page, "document.querySelector('#lista').checkVisibility()")
    lost = plan.of_kind("Measure")[0]
    there = page.locator("#lista-tabell tbody tr").filter(has_text=lost.brief.sv).first
    assert there.locator("th a").count() == 0
