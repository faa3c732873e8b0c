"""Paths found from the thing are those found from the measure."""

from __future__ import annotations

from hypothesis import given, settings

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Node, SubActivity, Text
from kgraph.paths import toward
from kgraph.paths.chains import touches
from tests.strategies import rich_graphs


@given(rich_graphs())
@settings(max_examples=150, deadline=None)
def test_asked_of_some_things_the_paths_are_the_same(graph: KnowledgeGraph) -> None:
    things = [thing.id for thing in graph.of_kind(*ways.TOUCHABLE)]
    for measure in graph.of_kind("Measure"):
        assert touches(graph, measure.id, things) == touches(graph, measure.id)


def test_on_the_shipped_data_too() -> None:
    graph = kgraph.load()
    things = [thing.id for thing in graph.of_kind(*ways.TOUCHABLE)]
    for measure in graph.of_kind("Measure")[::5]:
        assert touches(graph, measure.id, things) == touches(graph, measure.id)


def test_a_thing_that_cannot_be_touched_or_is_not_there_has_no_path() -> None:
    graph = kgraph.example()
    assert toward.chains(graph, "m-krogar", ["m-tobak", "nowhere", "area-skola"]) == {}


def _named(*nodes: tuple[type[Node], str]) -> list[Node]:
    return [model(id=one, label=Text(sv=one)) for model, one in nodes]


def test_a_part_of_two_measures_does_not_lend_one_what_the_other_touches() -> None:
    nodes = _named((Measure, "m-0"), (Measure, "m-1"), (SubActivity, "s-0"), (CrimeArea, "a-0"))
    links = [("s-0", "partOf", "m-0"), ("s-0", "partOf", "m-1"), ("m-1", "homeArea", "a-0")]
    graph = KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t) for s, r, t in links])
    assert graph.index.touching("a-0", interpreted=True) == ("m-1",)
    assert touches(graph, "m-0") == touches(graph, "m-0", ["a-0"]) == {}


def test_a_chain_of_thousands_of_causes_is_walked() -> None:
    size = 3000
    nodes = _named((Measure, "m"), (CrimeArea, "a"), *((Cause, f"c-{n:04}") for n in range(size)))
    links = [(f"c-{n:04}", "contributesTo", f"c-{n + 1:04}") for n in range(size - 1)]
    links += [("m", "addresses", "c-0000"), (f"c-{size - 1:04}", "contributesTo", "a")]
    graph = KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t) for s, r, t in links])
    assert len(toward.chains(graph, "m", ["a"])["a"]) == size + 1
