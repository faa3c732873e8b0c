from __future__ import annotations

import pytest

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Goal, Link, Measure, Municipality, Node, Plan, Source, Text
from kgraph.scope import of_municipality, of_plan, said_by, scope


def two_plans() -> KnowledgeGraph:
    """Two documents: `d1` holds plans p1 and p0, `d2` holds plan p2; all share one area."""

    def named(name: str) -> Text:
        return Text(sv=name)

    nodes: list[Node] = [
        Source(id="d1", label=named("Dokument 1")), Source(id="d2", label=named("Dokument 2")),
        Municipality(id="k1", label=named("Ettan"), document="d1"), Municipality(id="k2", label=named("Tvåan"), document="d2"),
        Plan(id="p1", label=named("Plan ett"), document="d1"), Plan(id="p0", label=named("Plan noll"), document="d1"),
        Plan(id="p2", label=named("Plan två"), document="d2"), CrimeArea(id="a", label=named("Området"), document="d1"),
        Measure(id="m1", label=named("Åtgärd ett"), document="d1"), Measure(id="m0", label=named("Åtgärd noll"), document="d1"),
        Measure(id="m2", label=named("Åtgärd två"), document="d2"), Goal(id="g0", label=named("Mål noll"), document="d1"),
    ]  # fmt: skip
    made = [
        ("m1", "partOf", "p1", "d1"), ("m0", "partOf", "p0", "d1"), ("m2", "partOf", "p2", "d2"), ("m0", "pursues", "g0", "d1"),
        ("m1", "homeArea", "a", "d1"), ("m0", "homeArea", "a", "d1"), ("m2", "homeArea", "a", "d2"),
        ("p1", "isPlanOf", "k1", "d1"), ("p2", "isPlanOf", "k2", "d2"), ("p1", "prioritises", "a", "d1"),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, document=d) for s, r, t, d in made])


def measures(graph: KnowledgeGraph) -> list[str]:
    return [node.id for node in graph.of_kind("Measure")]


def test_a_plan_is_what_its_document_says_without_what_belongs_to_another() -> None:
    part = of_plan(two_plans(), "plan ett")
    assert measures(part) == ["m1"]
    assert "g0" not in part
    assert "a" in part
    assert {link.document for link in part.links} == {"d1"}


def test_a_shared_area_belongs_to_each_plan_that_speaks_of_it() -> None:
    part = of_plan(two_plans(), "plan två")
    assert measures(part) == ["m2"]
    assert "a" in part


def test_a_document_and_a_municipality() -> None:
    graph = two_plans()
    assert measures(said_by(graph, "d1")) == ["m0", "m1"]
    assert measures(of_municipality(graph, "tvåan")) == ["m2"]


def test_several_restrictions_hold_together_and_none_changes_nothing() -> None:
    graph = two_plans()
    assert measures(scope(graph, municipality="ettan", plan="plan noll", document="dokument 1")) == ["m0"]
    assert scope(graph) == graph
    with pytest.raises(UnknownName):
        scope(graph, municipality="ettan", plan="plan två")


def test_without_a_restriction_each_hit_says_which_plan_it_comes_from() -> None:
    table = kgraph.overlap(two_plans(), "området")
    assert "plan" in [column.key for column in table.columns]
    assert {row["id"]: [str(p.sv) for p in row["plan"]] for row in table.rows} == {  # type: ignore[union-attr]  # a tuple of Texts
        "m0": ["Plan noll"], "m1": ["Plan ett"], "m2": ["Plan två"],
    }  # fmt: skip
    single = kgraph.overlap(of_plan(two_plans(), "p1"), "området")
    assert "plan" not in [column.key for column in single.columns]
