"""How far it is from a thing to everything else: one search, against one search for each pair."""

from __future__ import annotations

from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Plan, Text
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
    """m-0 – plan – m-1, and m-1 – area: what stands in the same plan is not near for that, but the plan itself is one link away."""
    nodes = [
        Measure(id="m-0", label=Text(sv="m-0")), Measure(id="m-1", label=Text(sv="m-1")), Plan(id="plan", label=Text(sv="plan")),
        CrimeArea(id="area", label=Text(sv="area")),
    ]  # fmt: skip
    links = [("m-0", "partOf", "plan"), ("m-1", "partOf", "plan"), ("m-1", "homeArea", "area")]
    graph = KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t) for s, r, t in links])
    assert steps_from(graph, "m-0").tolist() == [FARTHEST, 0, FARTHEST, 1]  # area, m-0, m-1, plan
    assert steps_from(graph, "area").tolist() == [0, FARTHEST, 1, 2]
    assert steps_from(graph, "plan").tolist() == [2, 1, 1, 0]  # a way may begin there
    assert between(graph, "m-0", "m-1") == between(graph, "m-0", "area") == ()
    assert [len(path.steps) for path in between(graph, "plan", "area")] == [2]


def test_the_shipped_data_are_searched_alike() -> None:
    graph = kgraph.load()
    thing = graph.of_kind("CrimeArea")[0].id
    steps = dict(zip(graph.index.interned.ids, steps_from(graph, thing).tolist(), strict=True))
    some = [node.id for kind in ("Measure", "Plan", "Actor", "PlanTable") for node in graph.of_kind(kind)[:8]]
    assert {one: steps[one] for one in some} == {
        one: min((len(path.steps) for path in between(graph, one, thing, most=1)), default=FARTHEST) for one in some
    }
