from __future__ import annotations

import networkx as nx
from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.parts.scope import scope
from tests.people import people, towns


def pairs(table: Table) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (str(row["first"]), str(row["second"])): (int(str(row["together_stated"])), int(str(row["together"])))
        for row in table.rows
    }


def test_pairs_and_gaps_by_hand() -> None:
    table = kgraph.collaboration(people())
    assert pairs(table) == {("actor-police", "actor-school"): (2, 2), ("actor-club", "actor-police"): (0, 1)}
    assert (table.counts[0].stated, table.counts[0].with_interpreted, table.counts[0].total) == (1, 2, None)
    (gap,) = table.also[0].rows
    assert (gap["id"], gap["actor_ids"]) == ("p-gap", ("actor-police", "actor-school"))
    assert (gap["together_stated"], gap["together"]) == (2, 2)


def test_a_plan_without_stated_gaps_tells_that_other_documents_state_some() -> None:
    """17 gaps in cooperation are told of by the two studies; the plan of Västerås itself states none."""
    whole = kgraph.load()
    plan = scope(whole, plan="vasterasplanen")
    (gaps,) = kgraph.collaboration(plan, whole=whole).also
    everywhere = len(kgraph.collaboration(whole).also[0].rows)
    assert not gaps.rows
    assert everywhere
    assert str(everywhere) in gaps.notes[0].sv
    assert "andra dokument" in gaps.notes[0].sv
    assert kgraph.collaboration(plan).also[0].notes != gaps.notes


def test_only_so_many_pairs_stand() -> None:
    table = kgraph.collaboration(people(), most=1)
    assert list(pairs(table)) == [("actor-police", "actor-school")]
    assert table.notes
    assert table.counts[0].with_interpreted == 2


def shared(graph: KnowledgeGraph, *, interpreted: bool) -> dict[tuple[str, str], int]:
    """The weighted projection of the graph of actors and measures, by networkx."""
    net: nx.Graph[str] = nx.Graph()
    actors = [one.id for one in graph.of_kind("Actor")]
    net.add_nodes_from([*actors, *(one.id for one in graph.of_kind("Measure"))])
    counts = [one for one in graph.links if (one.counts if interpreted else one.counts_as_stated)]
    owner = {(one.source, one.target) for one in counts if one.relation == "partOf" and one.target.startswith("m-")}
    for link in counts:
        if link.relation in ("isResponsibleFor", "takesPartIn"):
            measures = [link.target] if link.target.startswith("m-") else [m for s, m in owner if s == link.target]
            net.add_edges_from((link.source, measure) for measure in measures)
    projected = nx.bipartite.weighted_projected_graph(net, actors)
    return {(min(a, b), max(a, b)): fields["weight"] for a, b, fields in projected.edges(data=True)}


@given(towns())
@settings(max_examples=60, deadline=None)
def test_the_collaboration_graph_is_the_projection_that_networkx_makes(graph: KnowledgeGraph) -> None:
    found = pairs(kgraph.collaboration(graph))
    assert {pair: both[1] for pair, both in found.items()} == shared(graph, interpreted=True)
    assert {pair: both[0] for pair, both in found.items() if both[0]} == shared(graph, interpreted=False)
    assert all(stated <= every for stated, every in found.values())


@given(towns())
@settings(max_examples=40, deadline=None)
def test_what_a_pair_shares_is_a_part_of_what_each_has_in_both_ways_of_counting(graph: KnowledgeGraph) -> None:
    load = {row["id"]: (row["measures_stated"], row["measures"]) for row in kgraph.actors(graph).rows}
    for row in kgraph.collaboration(graph).rows:
        for key, actor in (("of_first", row["first"]), ("of_second", row["second"])):
            assert (row[f"{key}_stated"], row[key]) == load[actor]


@given(towns())
@settings(max_examples=40, deadline=None)
def test_every_stated_gap_is_told_once(graph: KnowledgeGraph) -> None:
    gaps = {
        one.id for one in graph.of_kind("Problem") if getattr(one, "problem_kind", None) == "cooperation_gap"
    }  # fmt: skip
    table = kgraph.collaboration(graph).also[0]
    assert sorted(str(row["id"]) for row in table.rows) == sorted(gaps)
    assert table.counts[0].total == len(gaps)


def test_the_five_documents() -> None:
    """The mapping and the Hässelby plan state twenty gaps; police and region, told to meet too little, share seven measures."""
    table = kgraph.collaboration(kgraph.load())
    gaps = {str(row["id"]): row for row in table.also[0].rows}
    assert len(gaps) == 20
    assert gaps["gap-s1-polis-region"]["together"] == 7
