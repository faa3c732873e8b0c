from __future__ import annotations

import pytest

import kgraph
from kgraph.errors import UsageError
from kgraph.store import query


def test_select_gives_a_column_for_each_variable() -> None:
    found = query(
        kgraph.example(),
        "SELECT ?m ?name WHERE { ?m a kg:Measure ; skos:prefLabel ?name FILTER(lang(?name)='sv') } ORDER BY ?m",
    )
    assert [column.key for column in found.columns] == ["m", "name"]
    assert found.rows[0] == {"m": "kgd:m-krogar", "name": "Inför Krogar mot knark"}
    assert len(found) == 4


def test_simple_triples_are_stated_links_only() -> None:
    assert query(kgraph.example(), "ASK { ?m kg:addresses ?c }").rows == ({"answer": False},)
    links = query(kgraph.example(), "SELECT ?l WHERE { ?l a kg:Link ; rdf:predicate kg:addresses }")
    assert len(links) == 3


def test_ask_answers_with_a_truth_value() -> None:
    assert query(kgraph.example(), "ASK { kgd:area-narkotika a kg:CrimeArea }").rows == ({"answer": True},)


@pytest.mark.parametrize("sparql", ["CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "DESCRIBE kgd:area-narkotika"])
def test_construct_and_describe_give_sorted_triples(sparql: str) -> None:
    found = query(kgraph.example(), sparql)
    assert [column.key for column in found.columns] == ["subject", "predicate", "object"]
    rows = [tuple(map(str, row.values())) for row in found.rows]
    assert rows == sorted(set(rows))
    assert ("kgd:area-narkotika", "rdf:type", "kg:CrimeArea") in rows


def test_values_keep_their_types() -> None:
    found = query(
        kgraph.example(),
        "SELECT * WHERE { VALUES (?whole ?broken ?yes ?date ?bad ?none ?iri) "
        "{ (1 2.5 true '2025-01-01'^^xsd:date 'x'^^xsd:integer UNDEF <http://example.com/a>) } }",
    )
    assert found.rows[0] == {
        "whole": 1, "broken": 2.5, "yes": True, "date": "2025-01-01", "bad": "x", "none": None, "iri": "http://example.com/a",
    }  # fmt: skip


def test_shortened_iris_can_be_asked_for_again() -> None:
    first = query(kgraph.example(), "SELECT ?l WHERE { ?l a kg:Link } ORDER BY ?l LIMIT 1").rows[0]["l"]
    assert query(kgraph.example(), f"ASK {{ {first} a kg:Link }}").rows == ({"answer": True},)


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { kgd:x a kg:Cause }",
        "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
        "# a comment\nCLEAR ALL",
        "LOAD <http://example.com/>",
        "WITH <http://g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://example.com/> { ?s ?p ?o } }",
        "select * { service silent ?where { ?s ?p ?o } }",
        'SELECT * { ?s ?p "#" . SERVICE <http://example.com/> { ?s ?p ?o } }',
        "SELECT * { ?s ?p '''a'b''' . SERVICE<http://example.com/>{ ?s ?p ?o } }",
    ],
)
def test_updates_and_other_servers_are_refused(sparql: str) -> None:
    before = len(kgraph.example().store)
    with pytest.raises(UsageError, match=r"SERVICE|läsning"):
        query(kgraph.example(), sparql)
    assert len(kgraph.example().store) == before


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service WHERE { ?service a kg:Cause }",
        "SELECT * WHERE { ?s skos:prefLabel 'SERVICE' }",
        "SELECT * WHERE { ?s ?p <http://example.com/SERVICE> } # SERVICE",
        "PREFIX service: <http://x/> SELECT * WHERE { ?s service:service ?o }",
        "SELECT ?insert WHERE { ?insert a kg:Cause }",
    ],
)
def test_what_only_looks_like_a_keyword_is_let_through(sparql: str) -> None:
    query(kgraph.example(), sparql)


@pytest.mark.parametrize(
    "sparql", ["", "SELECT", "SELECT ?x WHERE { ?x a nope:Thing }", "\x00", "SELECT ?x WHERE {" * 50]
)
def test_what_is_no_query_is_a_usage_error(sparql: str) -> None:
    with pytest.raises(UsageError, match="SPARQL"):
        query(kgraph.example(), sparql)
