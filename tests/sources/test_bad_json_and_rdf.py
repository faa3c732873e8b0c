"""Node-link JSON and triples that do not hold together."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.export import export
from kgraph.model import Link
from tests.sources.loading import places, problems, yaml_file

Cases = dict[str, tuple[str, list[tuple[int | None, str]]]]

CAUSE = '{"id": "a", "kind": "Cause", "label": {"sv": "A"}}'
JSON: Cases = {
    "no JSON": ('{"nodes": [\n}', [(2, "F5")]),
    "100,000 brackets": ("[" * 100_000, [(None, "F5")]),
    "a number of 5,000 digits": ("1" * 5000, [(None, "F5")]),
    "a key twice": ('{"nodes": [], "nodes": [], "edges": []}', [(None, "F5")]),
    "a list": ("[]", [(None, "F7")]),
    "no edges": ('{"nodes": []}', [(None, "F7")]),
    "an unknown kind": ('{"nodes": [{"id": "a", "kind": "Thing"}], "edges": []}', [(None, "S4")]),
    "a kind that is a list": ('{"nodes": [{"id": "a", "kind": []}], "edges": []}', [(None, "S4")]),
    "a node that is a number": ('{"nodes": [1], "edges": []}', [(None, "S4")]),
    "an edge that is a number": ('{"nodes": [], "edges": [1]}', [(None, "F7")]),
    "no label": ('{"nodes": [{"id": "a", "kind": "Cause"}], "edges": []}', [(None, "F8")]),
    "an unknown field": (
        '{"nodes": [{"id": "a", "kind": "Cause", "label": {"sv": "A"}, "natur": "x"}], "edges": []}', [(None, "F6")],
    ),
    "a dangling link": ('{"nodes": [], "edges": [{"source": "a", "relation": "addresses", "target": "a"}]}', [(None, "S2")] * 2),
    "an unknown relation": (
        f'{{"nodes": [{CAUSE}], "edges": [{{"source": "a", "relation": "causes", "target": "a"}}]}}', [(None, "S4")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", JSON)
def test_json(case: str, tmp_path: Path) -> None:
    content, expected = JSON[case]
    assert places(yaml_file(tmp_path, content, "a.json")) == [("a.json", *one) for one in expected]


PREFIXES = (
    "@prefix kg: <https://w3id.org/kgraph/ontology#> . @prefix kgd: <https://w3id.org/kgraph/data/> . "
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    "@prefix kgv: <https://w3id.org/kgraph/vocabulary/> .\n"
)
ENDS = 'kgd:m a kg:Measure ; skos:prefLabel "M"@sv .\nkgd:c a kg:Cause ; skos:prefLabel "C"@sv .\n'
LINK = "[] a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:addresses ; rdf:object kgd:c"

TURTLE: Cases = {
    "no Turtle": ("kgd:a a kg:Cause .\nkgd:b c", [(3, "F5")]),
    "an unknown property": ('kgd:a a kg:Cause ; skos:prefLabel "A"@sv ; kg:nature2 1 .', [(None, "F6")]),
    "a label without language": ('kgd:a a kg:Cause ; skos:prefLabel "A" .', [(None, "F7")]),
    "a label in another language": ('kgd:a a kg:Cause ; skos:prefLabel "A"@sv, "B"@fi .', [(None, "F6")]),
    "two labels": ('kgd:a a kg:Cause ; skos:prefLabel "A"@sv, "B"@sv .', [(None, "F7")]),
    "two places": ('kgd:a a kg:Cause ; skos:prefLabel "A"@sv ; kg:locator "1", "2" .', [(None, "F7")]),
    "two kinds": ('kgd:a a kg:Cause, kg:Measure ; skos:prefLabel "A"@sv .', [(None, "S4")]),
    "an unknown kind": ('kgd:a a kg:Mesure ; skos:prefLabel "A"@sv .', [(None, "S4")]),
    "an IRI from elsewhere": ('<https://example.org/a> a kg:Cause ; skos:prefLabel "A"@sv .', [(None, "F7")]),
    "a concept from another scheme": (
        'kgd:a a kg:Cause ; skos:prefLabel "A"@sv ; kg:causeKind kgv:goal_kind-outcome .', [(None, "F7")],
    ),
    "a link without an end": (ENDS + "[] a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:addresses .", [(None, "F8")]),
    "a link with two ends": (ENDS + LINK + ", kgd:m .", [(None, "F7"), (None, "F8")]),
    "a simple triple beside a link that is only read": (
        ENDS + "kgd:m kg:addresses kgd:c .\n" + LINK + " ; kg:status kgv:link_status-interpreted .", [(None, "F7")],
    ),
    "a triple that points at nothing": (ENDS + "kgd:m kg:addresses kgd:x .", [(None, "S2")]),
    "a link to what cannot be read": (ENDS + "kgd:m kg:addresses kgd:y . kgd:y a kg:Cause .", [(None, "F8")]),
}  # fmt: skip


@pytest.mark.parametrize("case", TURTLE)
def test_turtle(case: str, tmp_path: Path) -> None:
    content, expected = TURTLE[case]
    assert places(yaml_file(tmp_path, PREFIXES + content, "a.ttl")) == [("a.ttl", *one) for one in expected]


def test_a_simple_triple_alone_is_a_stated_link(tmp_path: Path) -> None:
    graph = kgraph.load(yaml_file(tmp_path, PREFIXES + ENDS + "kgd:m kg:addresses kgd:c .", "a.ttl"))
    assert graph.links == (Link(source="m", relation="addresses", target="c"),)


def test_a_link_may_be_a_blank_node(tmp_path: Path) -> None:
    content = PREFIXES + ENDS + LINK + " ; kg:status kgv:link_status-rejected ; kg:strength 0.5 ."
    graph = kgraph.load(yaml_file(tmp_path, content, "a.ttl"))
    assert graph.links == (Link(source="m", relation="addresses", target="c", status="rejected", strength=0.5),)


def test_what_is_not_of_kgraph_is_left_alone(tmp_path: Path) -> None:
    content = PREFIXES + ENDS + '<https://example.org/x> a skos:Concept ; skos:prefLabel "X" . [] skos:note "y" .'
    assert len(kgraph.load(yaml_file(tmp_path, content, "a.ttl"))) == 2


def test_json_ld_is_not_fetched_from_outside(tmp_path: Path) -> None:
    path = yaml_file(tmp_path, '{"@context": "https://schema.org/", "@id": "a"}', "a.jsonld")
    assert places(path) == [("a.jsonld", None, "F5")]
    assert "fetches nothing" in problems(path)[0].en


@pytest.mark.parametrize(
    "context", ['["http://example.org/c", {}]', '"c.jsonld"', '{"@import": "http://example.org/c"}']
)
def test_a_context_that_stands_elsewhere_is_told_in_one_line(tmp_path: Path, context: str) -> None:
    path = yaml_file(tmp_path, f'{{"@context": {context}, "@id": "a"}}', "a.jsonld")
    (problem,) = problems(path)
    assert "@context" in problem.sv
    assert "@context" in problem.fix_en


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", '<https://example.org/x> <https://example.org/p> "y" .'),
        ("a.nt", "# nothing but a remark"),
        ("a.jsonld", '{"name": "x"}'),
        ("a.jsonld", "[]"),
    ],
)
def test_a_file_without_records_is_no_empty_graph(tmp_path: Path, name: str, content: str) -> None:
    path = yaml_file(tmp_path, content, name)
    assert places(path) == [(name, None, "F4")]
    assert "inga poster" in problems(path)[0].sv


@pytest.mark.parametrize(("name", "suffix"), [("turtle", "turtle"), ("turtle", "TTL"), ("ntriples", "ntriples")])
def test_long_suffixes_are_read_too(tmp_path: Path, name: str, suffix: str) -> None:
    path = yaml_file(tmp_path, export(kgraph.example(), name), f"a.{suffix}")
    assert kgraph.load(path) == kgraph.example()
