"""The page's view of follow-up: what it counts is what the analysis counts, on any day."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.project import page_tables
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
