"""What is written can be read: export and load give an equal graph."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

import kgraph
from kgraph import KnowledgeGraph, sources
from kgraph.export import FORMATS, export, write
from kgraph.rdf import triples
from tests.export.strategies import graphs

LOSSLESS = ("turtle", "ntriples", "jsonld", "json")
UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def through(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    with tempfile.TemporaryDirectory() as folder:
        return KnowledgeGraph(sources.read(write(export(graph, name), Path(folder) / f"graph{FORMATS[name].suffix}")))


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_example_comes_back(name: str) -> None:
    assert through(kgraph.example(), name) == kgraph.example()


@pytest.mark.parametrize("name", LOSSLESS)
def test_the_shipped_data_comes_back(name: str) -> None:
    graph = kgraph.load()
    assert through(graph, name) == graph


@pytest.mark.parametrize("name", LOSSLESS)
@given(graph=graphs())
@UNHURRIED
def test_any_graph_comes_back(name: str, graph: KnowledgeGraph) -> None:
    assert through(graph, name) == graph


@given(graph=graphs())
@UNHURRIED
def test_networkx_reads_the_json_and_the_graphml_of_any_graph(graph: KnowledgeGraph) -> None:
    net = nx.node_link_graph(json.loads(export(graph, "json")), edges="edges")
    assert net.is_multigraph()
    assert net.is_directed()
    assert dict(net.nodes) == dict(graph.net.nodes)
    assert dict(net.edges) == dict(graph.net.edges)
    flat = nx.read_graphml(io.BytesIO(export(graph, "graphml")), force_multigraph=True)
    assert list(flat.nodes) == list(graph.net.nodes)
    assert sorted((a, b) for a, b in flat.edges()) == sorted((link.source, link.target) for link in graph.links)
    assert len({edge[-1] for edge in flat.edges}) == len(graph.links)


@given(graph=graphs())
@UNHURRIED
def test_every_rdf_format_of_any_graph_holds_the_same_triples(graph: KnowledgeGraph) -> None:
    formats = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
    expected = set(triples(graph, graph.links))
    for name, rdf_format in formats.items():
        assert {quad.triple for quad in ox.parse(export(graph, name), format=rdf_format)} == expected
    jsonld = {quad.triple for quad in ox.parse(export(graph, "jsonld"), format=ox.RdfFormat.JSON_LD)}
    assert {_number_free(triple) for triple in jsonld} == {_number_free(triple) for triple in expected}


def _number_free(triple: ox.Triple) -> tuple[str, str, str]:
    """A triple whose numbers are written one way: JSON has 0.5 where Turtle may have 5.0E-1."""
    value = triple.object
    is_double = isinstance(value, ox.Literal) and value.datatype.value.endswith("#double")
    return str(triple.subject), str(triple.predicate), repr(float(value.value)) if is_double else str(value)  # type: ignore[union-attr]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD parser
def test_rdflib_reads_the_json_ld_as_kgraph_does() -> None:
    graph = kgraph.example()
    assert set(rdflib.Graph().parse(data=export(graph, "jsonld"), format="json-ld")) == set(graph.rdf)


def test_rdflib_reads_the_turtle_as_kgraph_does() -> None:
    graph = kgraph.example()
    assert set(rdflib.Graph().parse(data=export(graph, "turtle"), format="turtle")) == set(graph.rdf)
