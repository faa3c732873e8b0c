"""How far it is from a thing to everything else: one search, against one search for each pair."""

from __future__ import annotations

from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.paths.chains import between
from kgraph.paths.distances import FARTHEST, steps_from
from tests.strategies import graphs


def by_pairs(graph: KnowledgeGraph, thing: str) -> dict[str, int]:
    """The same from a search of its own for each pair."""
    return {
        node.id: min((len(path.steps) for path in between(graph, node.id, thing, most=1)), default=FARTHEST)
        for node in graph
        if node.id != thing
    }


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_one_search_tells_what_a_search_for_each_pair_tells(graph: KnowledgeGraph) -> None:
    steps = steps_from(graph, "c-0")
    told = dict(zip(graph.index.interned.ids, steps.tolist(), strict=True))
    assert told.pop("c-0") == 0
    assert told == by_pairs(graph, "c-0")


def test_no_way_leads_through_a_plan() -> None:
    graph = kgraph.load()
    thing = graph.of_kind("CrimeArea")[0].id
    steps = dict(zip(graph.index.interned.ids, steps_from(graph, thing).tolist(), strict=True))
    some = [node.id for kind in ("Measure", "Plan", "Actor", "PlanTable") for node in graph.of_kind(kind)[:8]]
    assert {one: steps[one] for one in some} == {
        one: min((len(path.steps) for path in between(graph, one, thing, most=1)), default=FARTHEST) for one in some
    }
