from __future__ import annotations

import copy
import pickle
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import AmbiguousName, DataError, ExistsError, Position, Problem, UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Records, Text
from kgraph.rdf import PREFIXES
from kgraph.views.explorer import published
from tests.strategies import graphs


def test_nodes_and_links_stand_in_a_fixed_order_whatever_order_they_came_in() -> None:
    graph = kgraph.example()
    turned = KnowledgeGraph.of(reversed(list(graph)), reversed(graph.links))
    assert turned == graph
    assert list(turned.nodes) == sorted(graph.nodes)
    assert turned.links == graph.links


@given(graphs(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_equality_ignores_order(graph: KnowledgeGraph, random: object) -> None:
    shuffled = list(graph.links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis' Random
    assert KnowledgeGraph.of(graph, shuffled) == graph


def test_a_graph_is_frozen() -> None:
    graph = kgraph.example()
    with pytest.raises(TypeError):
        graph.nodes["x"] = graph["m-tobak"]  # type: ignore[index]  # that is the point
    with pytest.raises(ValueError, match="frozen"):
        graph["m-tobak"].label = Text(sv="annat")  # type: ignore[misc]  # that is the point
    with pytest.raises(AttributeError):
        graph.links = ()  # type: ignore[misc]  # that is the point
    with pytest.raises(nx.NetworkXError):
        graph.net.add_node("x")


def test_all_structural_problems_come_at_once_with_their_codes() -> None:
    area, cause = CrimeArea(id="a", label=Text(sv="a")), Cause(id="c", label=Text(sv="c"))
    links = [
        Link(source="c", relation="contributesTo", target="nowhere"),
        Link(source="a", relation="contributesTo", target="c"),
        Link(source="c", relation="inventedRelation", target="a"),
        Link(source="c", relation="contributesTo", target="a"),
        Link(source="c", relation="contributesTo", target="a"),
        Link(source="a", relation="broader", target="c"),
    ]
    with pytest.raises(DataError) as caught:
        KnowledgeGraph.of([area, area, cause], links)
    assert sorted(problem.code for problem in caught.value.problems) == ["S1", "S2", "S3", "S3", "S4", "S5"]
    for problem in caught.value.problems:
        assert problem.sv
        assert problem.en
        assert problem.fix_sv
        assert problem.fix_en


def test_a_dangling_end_is_answered_with_what_comes_closest() -> None:
    measure = Measure(id="m-skolan", label=Text(sv="x"))
    with pytest.raises(DataError, match=r"Menade du «m-skolan»"):
        KnowledgeGraph.of(
            [measure, Cause(id="c", label=Text(sv="c"))], [Link(source="m-skola", relation="addresses", target="c")]
        )


def test_the_network_has_every_record_with_its_fields() -> None:
    graph = kgraph.example()
    assert set(graph.net) == set(graph.nodes)
    assert graph.net.number_of_edges() == len(graph.links)
    assert graph.net.nodes["actor-skolan"]["abbreviation"] == "SKF"
    assert graph.net.nodes["m-tobak"]["label"] == {"sv": "Tobaksfri skoltid", "en": "Tobacco-free schools"}
    edge = graph.net.edges["m-skola", "cause-skola", 0]
    assert edge["relation"] == "addresses"
    assert edge["status"] == "interpreted"
    assert edge["rationale"]["en"] == "The measure acts on the cause."


def test_simple_triples_are_the_stated_links_and_link_nodes_are_all() -> None:
    graph = kgraph.example()
    stated = {(one.source, one.relation, one.target) for one in graph.links if one.counts_as_stated}
    rows = graph.store.query(
        "SELECT ?s ?p ?o WHERE { ?l rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . ?s ?p ?o }", prefixes=PREFIXES
    )
    found = {tuple(term.value.rpartition("/")[2].rpartition("#")[2] for term in row) for row in rows}  # type: ignore[union-attr]  # a SELECT
    assert found == stated
    assert graph.store.query("ASK { ?l kg:status kgv:link_status-rejected }", prefixes=PREFIXES)
    every = graph.store.query("SELECT ?l WHERE { ?l a kg:Link }", prefixes=PREFIXES)
    assert len(list(every)) == len(graph.links)  # type: ignore[arg-type]  # a SELECT


def test_rdflib_sees_the_triples_of_the_store() -> None:
    graph = kgraph.example()
    assert len(graph.rdf) == len(graph.store)


def test_a_position_is_kept_beside_the_record() -> None:
    assert kgraph.example().position(kgraph.example()["m-tobak"]) == Position("-")


def test_resolve_names_a_thing_among_kinds() -> None:
    graph = kgraph.example()
    assert graph.resolve("droger").id == "area-narkotika"
    assert graph.resolve("skf", ["Actor"]).id == "actor-skolan"
    assert "<KnowledgeGraph: 15 nodes, 16 links>" in repr(graph)
    assert graph != "graph"


def test_graphs_and_errors_survive_a_process_pool() -> None:
    graph = kgraph.example()
    assert pickle.loads(pickle.dumps(graph)) == copy.deepcopy(graph) == graph  # noqa: S301 - our own bytes
    errors = [
        DataError.single("F1", "a", "sv", "en", line=2), UsageError("sv", "en"), UnknownName("x", ("y",)),
        AmbiguousName("x", ("y", "z")), ExistsError(Path("a")),
    ]  # fmt: skip
    for error in errors:
        back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
        assert (type(back), str(back)) == (type(error), str(error))


def test_what_the_reader_left_out_is_told_of_a_part_too() -> None:
    remark = Problem("filtered", Position("nodes.csv", line=3), "En rad är bortvald.", "A row is left out.")
    cause = Cause(id="c", label=Text(sv="Orsak"), note=Text(sv="Anmärkning"))
    whole = KnowledgeGraph(Records(((cause, Position("-")),), (), remarks=(remark,)))
    assert whole.within(set()).remarks == whole.part([], []).remarks == (remark,)
    assert whole.part([cause.model_copy(update={"note": None})], []).remarks == (remark,)
    assert published(whole, "open").remarks == (remark,)
