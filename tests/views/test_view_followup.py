"""The page's view of follow-up: what it counts is what the analysis counts, on any day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import analysis
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.project import page_tables, view
from kgraph.views.explorer import explorer
from kgraph.views.explorer.view_followup import _tokens
from tests.people import towns


def test_a_page_can_be_of_a_day_in_the_last_year() -> None:
    graph = kgraph.example()
    html = explorer(graph, tables=page_tables(graph, on=date(9999, 6, 1))).html
    assert "9999-12-31" in html


@given(towns(), st.dates(date(2023, 1, 1), date(2027, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_the_filter_finds_as_many_as_the_analysis_counts(graph: KnowledgeGraph, on: date) -> None:
    table = analysis.status(graph, on=on, measures=True)
    rows = next(one for one in table.also if one.name == "measure_status").rows
    found = Counter(token for row in rows for token in _tokens(row))
    assert {count.key: found[count.key] for count in table.counts} == {
        count.key: count.with_interpreted for count in table.counts
    }


@pytest.mark.parametrize(("on", "expired"), [(date(2026, 3, 15), False), (date(2026, 11, 21), True)])
def test_the_checks_are_judged_by_the_day_of_the_follow_up(plan: KnowledgeGraph, tmp_path: Path, on: date, expired: bool) -> None:  # noqa: FBT001 - parametrised  # fmt: skip
    """The annex and `check` say of L3 and L4 what the day makes of them, and so must the page that tells the same day."""
    html = view(plan, tmp_path, on=on).read_text(encoding="utf-8")
    checks = html.split('id="kontroller"')[1].split("</section>\n</section>")[0]
    assert f"bedömda efter {on}" in checks
    assert "ingen dag att bedöma efter" not in checks
    told = {one.code for one in check(plan, on=on) if one.code in ("L3", "L4") and one.judged}
    assert bool(told) is expired
    for code in told:
        assert f"{code} · lagkrav" in checks
