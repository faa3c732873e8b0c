"""A proposal that nobody has read is told apart on the page too, from what somebody has read."""

from __future__ import annotations

import re

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link
from kgraph.project import page_tables
from kgraph.views.explorer import explorer
from kgraph.wording import text
from tests.views.conftest import DAY


def test_the_list_of_readings_says_which_are_unread_proposals() -> None:
    """The example has two readings of its own; the one proposal among them has its status beside its link."""
    example = kgraph.example()
    link = Link(source="m-krogar", relation="addresses", target="cause-status", status="interpreted")
    graph = KnowledgeGraph.of(example, [*example.links, link])
    html = explorer(graph, tables=page_tables(graph, on=DAY), level="internal").html
    rows = re.findall(r'<tr id="tolk-\d+".*?</th>', html, re.DOTALL)
    assert len(rows) == 3
    (told,) = (row for row in rows if text("status.unread").sv in row)
    assert "cause-status" in told
    assert text("status.unread").sv not in explorer(example, tables=page_tables(example, on=DAY), level="internal").html
