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
    assert {"changes", "gained"} <= {count.key for count in counted}
    for count in counted:
        link = page.locator(f"#andringar .tallies a[href='#andringar;urval={count.key}'] >> nth=0")
        assert link.inner_text() == str(count.with_interpreted)
        link.click()
        until(page, "key => location.hash.includes('urval=' + key)", count.key)
        rows = [row for row in table.rows if count.key == "changes" or row[count.key]]
        assert page.evaluate(SHOWN) == len(rows) > 0
    page.click("#urval-rad button")
    until(page, "!location.hash.includes('urval')")
    assert page.evaluate(SHOWN) == len(table.rows)
    summary = next(one for one in table.also if one.name == "summary")
    row = next(row for row in summary.rows if row["id"] == "cause")
    link = page.locator("#andringar-summary a[href='#lista;urval=siffra.nominal.Cause;tolkade=1']")
    assert link.inner_text() == str(row["after"])
    link.click()
    until(page, "document.querySelector('#lista').checkVisibility()")
    assert page.locator("#lista-tabell tbody tr").count() == integer(row, "after") > 40
