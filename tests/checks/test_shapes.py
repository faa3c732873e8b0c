"""The rules written twice, in Python and in SHACL, find the same: on the example, the shipped data and random graphs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib.namespace import SH

import kgraph
from kgraph.checks import RULES, check, merge, shapes
from kgraph.checks.shapes import validate
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding
from tests.strategies import graphs

LOOSE = {"interpreted_only": False, "none": True, "no_causes": True}
"""For each case of G2 and G3: whether the shape that lets interpreted links count reports it as well."""


def agree(graph: KnowledgeGraph) -> None:
    native, shaped = check(graph), validate(graph)
    for code in ("G2", "G3"):
        ours = [one for one in native if one.code == code and one.subject]
        theirs = {name: {one.subject for one in shaped if one.case == name} for name in (code, f"{code}Stated")}
        assert {one.subject for one in ours} == theirs[f"{code}Stated"]
        assert {one.subject for one in ours if LOOSE[one.case]} == theirs[code]
    for code in ("S7", "S8"):
        assert subjects(native, code) == subjects(shaped, code)


def subjects(findings: tuple[Finding, ...], code: str) -> set[str | None]:
    return {one.subject for one in findings if one.code == code}


def test_the_example() -> None:
    agree(kgraph.example())


def test_the_shipped_data() -> None:
    agree(kgraph.load())


@pytest.fixture(scope="module")
def _no_queries() -> Iterator[None]:
    """The shapes without their SPARQL, which is parsed anew on every run and says nothing of G2, G3, S7 and S8."""
    plain = rdflib.Graph()
    plain += shapes._shapes()
    plain.remove((None, SH.sparql, None))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shapes, "_shapes", lambda: plain)
        yield


@pytest.mark.usefixtures("_no_queries")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graphs())
def test_random_graphs(graph: KnowledgeGraph) -> None:
    agree(graph)


def test_a_finding_of_a_shape_reads_like_one_of_a_rule() -> None:
    found = next(one for one in validate(kgraph.example()) if one.case == "G2")
    assert (found.code, found.level, found.subject, found.file) == ("G2", RULES["G2"].level, "cause-status", None)
    assert found.label == kgraph.example()["cause-status"].label
    assert found.message.en
    assert found.fix.en


def test_the_two_together_say_nothing_twice() -> None:
    native = check(kgraph.example())
    assert merge(native, validate(kgraph.example())) == native
    other = native[0]._replace(code="G3")
    assert set(merge(native[:1], (other, *native[:1]))) == {native[0], other}


def test_judging_leaves_the_triples_alone() -> None:
    graph = kgraph.example()
    before = set(graph.rdf)
    first, second = validate(graph), validate(graph)
    assert first == second
    assert set(graph.rdf) == before


def test_the_shipped_data_keeps_every_shape_of_structure() -> None:
    assert [one for one in validate(kgraph.load()) if one.level == "structure"] == []
