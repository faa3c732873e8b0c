"""Links looked up by end and relation, parts that are not checked again, and what is kept with a graph."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import DataError, Position
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Node, Records, Text
from kgraph.parts import scope
from tests.strategies import graphs

RELATIONS = ("addresses", "homeArea", "contributesTo", "takesPartIn", "partOf", "mattersFor", "nothing")


@given(graphs(), st.lists(st.sampled_from(RELATIONS), max_size=3))
@settings(max_examples=80, deadline=None)
def test_links_are_found_as_by_looking_through_all(graph: KnowledgeGraph, relations: list[str]) -> None:
    for _ in range(2):  # the second time from what was kept
        for node in graph:
            out = tuple(
                one for one in graph.links if one.source == node.id and (not relations or one.relation in relations)
            )
            into = tuple(
                one for one in graph.links if one.target == node.id and (not relations or one.relation in relations)
            )
            assert graph.outgoing(node.id, *relations) == out
            assert graph.incoming(node.id, *relations) == into
    assert sorted(graph.of_relation(*relations), key=Link.sort_key) == [
        one for one in graph.links if one.relation in relations
    ]


def test_a_hub_is_told_apart_by_relation() -> None:
    measures = [Measure(id=f"m-{n:02}", label=Text(sv=str(n))) for n in range(30)]
    links = [
        Link(source=one.id, relation=("homeArea", "alsoAffects")[n % 2], target="a") for n, one in enumerate(measures)
    ]
    graph = KnowledgeGraph.of([CrimeArea(id="a", label=Text(sv="a")), *measures], links)
    assert [one.source for one in graph.incoming("a", "homeArea")] == [f"m-{n:02}" for n in range(0, 30, 2)]
    assert [one.source for one in graph.incoming("a", "homeArea", "alsoAffects")] == [one.id for one in measures]


@given(graphs(), st.data())
@settings(max_examples=80, deadline=None)
def test_a_part_is_what_building_it_anew_gives(graph: KnowledgeGraph, data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from([node.id for node in graph])))
    links = [one for one in graph.links if one.source in kept and one.target in kept]
    part = graph.part((graph[one] for one in sorted(kept, reverse=True)), reversed(links))
    anew = KnowledgeGraph.of((graph[one] for one in kept), links)
    assert part == anew
    assert list(part.nodes) == sorted(kept)
    assert part.links == tuple(links)
    assert part.part(part, part.links) == part


def test_a_part_keeps_the_places_of_its_records() -> None:
    area, measure = CrimeArea(id="a", label=Text(sv="a")), Measure(id="m", label=Text(sv="m"))
    link = Link(source="m", relation="homeArea", target="a")
    places = [Position("one.yaml", line) for line in (1, 2, 3)]
    graph = KnowledgeGraph(Records(((area, places[0]), (measure, places[1])), ((link, places[2]),)))
    part = graph.part(graph, graph.links)
    assert [part.position(one) for one in (area, measure, link)] == places
    assert part.position(link.model_copy(update={"locator": "elsewhere"})) == Position("-")


def test_a_part_with_a_loose_end_is_refused() -> None:
    graph = kgraph.example()
    with pytest.raises(DataError) as caught:
        graph.part((node for node in graph if node.id != "m-krogar"), graph.links)
    assert {problem.code for problem in caught.value.problems} == {"S2"}


def test_records_from_elsewhere_are_checked() -> None:
    graph = kgraph.example()
    wrong = Link(source="area-skola", relation="homeArea", target="m-krogar")
    with pytest.raises(DataError):
        graph.part(graph, [*graph.links, wrong])
    with pytest.raises(DataError):
        graph.part(graph, [*graph.links, graph.links[0]])
    with pytest.raises(DataError):
        graph.part([*graph, graph["m-krogar"]], graph.links)
    renamed = graph["m-krogar"].model_copy(update={"label": Text(sv="Annat namn")})
    part = graph.part([renamed, *(node for node in graph if node.id != "m-krogar")], graph.links)
    assert part["m-krogar"].label.sv == "Annat namn"


def test_what_is_kept_with_a_graph_is_made_once() -> None:
    graph = kgraph.example().part([], [])
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return 7

    assert [graph.once("key", make), graph.once("key", make), graph.once("other", make)] == [7, 7, 7]
    assert len(made) == 2


def origin(graph: KnowledgeGraph, measure: Node) -> tuple[Node, ...]:
    """The plans of a measure; the document that names it where there are none."""
    named = (graph[measure.document],) if measure.document and measure.document in graph else ()
    return scope.plans_of(graph, measure.id) or named


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_origins_are_the_origin_of_each(graph: KnowledgeGraph) -> None:
    assert scope.origins(graph) == {one.id: origin(graph, one) for one in graph.of_kind("Measure")}


def test_origins_of_the_shipped_measures() -> None:
    graph = kgraph.load()
    found = scope.origins(graph)
    assert found == {one.id: origin(graph, one) for one in graph.of_kind("Measure")}
    assert len({id(one) for one in found.values()}) == len(set(map(str, found.values())))
