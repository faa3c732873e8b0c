"""The numbers of a part of a graph, taken from those of the whole."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Interned, intern
from tests.strategies import graphs, rich_graphs


def told(known: Interned) -> dict[str, Any]:
    """All that numbers say; in which order relations and kinds were met says nothing."""
    columns = {
        relation: [column[group].tolist() for column in (known.source, known.target, known.strength, known.link)]
        for relation, group in known.groups.items()
    }
    return {
        "ids": known.ids, "number": dict(known.number), "kinds": [known.kind_names[one] for one in known.kinds.tolist()], "links": columns,
    }  # fmt: skip


@given(st.one_of(graphs(), rich_graphs()), st.data())
def test_a_part_has_the_numbers_that_it_would_get_by_itself(graph: KnowledgeGraph, data: st.DataObject) -> None:
    ids = data.draw(st.sets(st.sampled_from(sorted(graph.nodes))))
    among = data.draw(st.none() | st.lists(st.sampled_from(graph.links))) if graph.links else None
    part = graph.within(ids, among)
    assert told(part.interned) == told(intern(part, part.links))
    wanted = {id(link) for link in (graph.links if among is None else among)}
    left = [link for link in graph.links if id(link) in wanted and {link.source, link.target} <= ids]
    assert list(map(id, part.links)) == list(map(id, left))
    assert set(part.nodes) == ids
