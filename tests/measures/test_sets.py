"""The rule of what a measure touches by one link is carried out in several places for speed; here they are held to each other."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given

from kgraph import ways
from kgraph.covering.id_pairs import owners
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.measures.sets import linked
from kgraph.model import Link
from kgraph.paths.touching import Touching
from kgraph.paths.toward import Toward
from tests.strategies import nodes, rich_graphs

LAYERS = (False, True)


def brute_force(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, set[str]]:
    """For each thing the measures that one link of theirs, or of a part of theirs, leads to, read from the records."""
    counted = [link for link in graph.links if (link.counts if interpreted else link.counts_as_stated)]
    measures = {one.id for one in graph.of_kind("Measure")}
    whole = defaultdict(set, {one: {one} for one in measures})
    for link in counted:
        if link.relation == "partOf" and link.target in measures and graph[link.source].kind == "SubActivity":
            whole[link.source].add(link.target)
    found: dict[str, set[str]] = defaultdict(set)
    for link in counted:
        if link.relation in ways.DIRECT:
            found[link.target] |= whole[link.source]
        if link.relation in ways.DIRECT_INVERSE:
            found[link.source] |= whole[link.target]
    return {thing: ones for thing, ones in found.items() if ones and graph[thing].kind in ways.TOUCHABLE}


@given(rich_graphs())
def test_the_index_the_sets_and_the_table_of_marks_link_the_same_measures(graph: KnowledgeGraph) -> None:
    index, things = graph.index, graph.index.things
    sets = linked(graph, *ways.DIRECT, *ways.DIRECT_INVERSE)
    for layer in LAYERS:
        known = brute_force(graph, interpreted=layer)
        by_index: dict[str, set[str]] = defaultdict(set)
        for measure, thing in zip(*(one.tolist() for one in index.linked(interpreted=layer)), strict=True):
            by_index[things[thing]].add(index.measures[measure])
        direct = Touching.of(graph, things, interpreted=layer).direct
        by_marks = {one: set(index.named(row.nonzero()[0])) for one, row in zip(things, direct, strict=True)}
        assert by_index == known
        assert {one: ones for one, ones in by_marks.items() if ones} == known
        assert {one: ones for one, ones in sets[layer].items() if ones and one in index.number} == known


def test_a_measure_that_is_said_to_be_part_of_another_hands_nothing_on() -> None:
    """Only what a sub-activity is linked to is its measure's too; the roles once said otherwise than the index."""
    said = [("partOf", "m-0", "m-1"), ("isResponsibleFor", "actor-0", "m-0")]
    ends = [Link(source=source, relation=relation, target=target) for relation, source, target in said]
    graph = KnowledgeGraph.of(nodes(), ends)
    assert graph.index.touching("actor-0", interpreted=False) == ("m-0",)
    assert linked(graph, "isResponsibleFor")[False] == {"actor-0": {"m-0"}}
    assert not links.responsible(graph, "m-1")


@given(rich_graphs())
def test_of_one_measure_the_links_are_those_of_all(graph: KnowledgeGraph) -> None:
    for asked, relations in ((links.actors, ways.DIRECT_INVERSE), (links.causes, ways.CAUSE_LINKS)):
        sets = linked(graph, *relations)
        for measure in graph.of_kind("Measure"):
            for layer in LAYERS:
                found = [one for one in asked(graph, measure.id) if layer or one.counts_as_stated]
                ends = {one.source if relations == ways.DIRECT_INVERSE else one.target for one in found}
                assert ends == {thing for thing, measures in sets[layer].items() if measure.id in measures}


@given(rich_graphs())
def test_a_chain_leads_wherever_the_index_says_that_a_measure_touches(graph: KnowledgeGraph) -> None:
    for layer in LAYERS:
        for thing in graph.index.things:
            toward = Toward.of(graph, thing, interpreted=layer)
            led = {one for one in graph.index.measures if toward.chain(graph.index.interned.number[one])}
            assert led == set(graph.index.touching(thing, interpreted=layer))


@given(rich_graphs())
def test_parts_have_the_same_wholes_however_they_are_asked(graph: KnowledgeGraph) -> None:
    for layer in LAYERS:
        found: dict[str, set[str]] = defaultdict(set)
        for link in graph.of_relation("partOf"):
            ends = graph[link.source].kind, graph[link.target].kind
            if ends == ("SubActivity", "Measure") and (link.counts if layer else link.counts_as_stated):
                found[link.source].add(link.target)
        assert {part: set(wholes) for part, wholes in owners(graph, interpreted=layer).items()} == found
