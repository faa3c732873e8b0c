"""What guidance asks of the follow-up (G8, G9, G10, G13, G14, Q14)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import kgraph
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, Goal, Indicator, Link, Measure, Node, PlanTable, SubActivity, Text
from tests.checks.running import cases

DAY = date(2026, 1, 1)


def named(one: str) -> Text:
    return Text(sv=one, en=one)


def graph(nodes: list[Node], *ends: tuple[Any, ...]) -> KnowledgeGraph:
    made = [Link(source=a, relation=r, target=b, status=rest[0] if rest else "stated") for a, r, b, *rest in ends]
    return KnowledgeGraph.of(nodes, made)


PAIR: list[Node] = [
    Measure(id="m", label=named("m")), Goal(id="g", label=named("g")), Indicator(id="i", label=named("i")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([("m", "pursues", "g"), ("m", "isMeasuredBy", "i")], [("none", "m", True)]),
        ([("m", "pursues", "g"), ("g", "isMeasuredBy", "i")], []),
        ([("m", "pursues", "g"), ("m", "isMeasuredBy", "i"), ("g", "isMeasuredBy", "i", "interpreted")], [("interpreted_only", "m", True)]),
        ([("m", "pursues", "g"), ("m", "isMeasuredBy", "i"), ("g", "isMeasuredBy", "i", "rejected")], [("none", "m", True)]),
        ([("m", "pursues", "g")], [("nothing", None, False)]),
        ([("m", "isMeasuredBy", "i")], [("nothing", None, False)]),
    ],
)  # fmt: skip
def test_an_indicator_measures_the_goal(ends: list[tuple[Any, ...]], expected: list[Any]) -> None:
    assert cases(graph(PAIR, *ends), "G8") == expected


@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ("Färre är oroliga", "tal, årtal, utgångsläge"), ("Färre än 25 procent är oroliga", "årtal"), ("Mindre oro 2027", "tal, utgångsläge"),
        ("Oron går från 31 till 25 procent 2027", None), ("Oron halveras till 2027", "utgångsläge"), ("Inga barn är oroliga", "årtal, utgångsläge"),
    ],
)  # fmt: skip
def test_hints_on_goals_read_their_words(words: str, lacks: str | None) -> None:
    found = [one for one in check(graph([Goal(id="g", label=named(words))])) if one.code == "G9"]
    assert [one.message.sv for one in found] == ([f"Tips: målets ord saknar {lacks}."] if lacks else [])
    assert all(one.weight == "hint" and not one.is_fault for one in found)


def test_how_often_may_be_told_of_a_part() -> None:
    nodes: list[Node] = [
        Measure(id="m1", label=named("m1"), recurrence="once"), Measure(id="m2", label=named("m2")),
        Measure(id="m3", label=named("m3")), SubActivity(id="s", label=named("s"), recurrence="yearly"),
    ]  # fmt: skip
    assert cases(graph(nodes, ("s", "partOf", "m2")), "G10") == [("none", "m3", True)]
    assert cases(graph([Measure(id="m", label=named("m"))]), "G10") == [("nothing", None, False)]


def followed(on: date | None, *entries: tuple[str, Any], **fields: Any) -> list[str]:
    """The cases of G13 for a measure that ended in March 2025, with entries of its follow-up."""
    nodes: list[Node] = [Measure(id="m", label=named("m"), **{"ends": "2025-03", **fields})]
    nodes += [
        FollowUp(id=f"f{n}", label=named("f"), date=day, measure_status=status)
        for n, (day, status) in enumerate(entries)
    ]
    links = [Link(source=f"f{n}", relation="followsUp", target="m") for n in range(len(entries))]
    return [one.case for one in check(KnowledgeGraph.of(nodes, links), on=on) if one.code == "G13"]


def test_a_measure_whose_time_is_out_has_a_word_from_then_or_later() -> None:
    assert followed(DAY, ("2025-02-10", "ongoing")) == ["none"]
    assert followed(DAY, ("2025-03-31", "delayed")) == []
    assert followed(DAY, ("2026-02-01", "delayed")) == ["none"]  # not yet written on the day
    assert followed(DAY, ("2025-02-10", "completed")) == []
    assert followed(date(2025, 3, 31), ("2025-02-10", "ongoing")) == []
    assert followed(DAY, ("2025-02-10", "ongoing"), ends=None) == []
    assert followed(None, ("2025-02-10", "ongoing")) == ["no_day"]
    assert followed(DAY) == ["nothing"]


def ordered(*starts: str | None) -> list[tuple[str, str | None, bool]]:
    nodes: list[Node] = [PlanTable(id="t", label=named("t"))]
    nodes += [Measure(id=f"m{n}", label=named(f"m{n}"), row=n, starts=day) for n, day in enumerate(starts)]
    links = [Link(source=f"m{n}", relation="inTable", target="t") for n in range(len(starts))]
    return cases(KnowledgeGraph.of(nodes, links), "G14")


def test_what_begins_later_stands_later() -> None:
    assert ordered("2025", "2025", "2026") == []
    assert ordered("2026", "2025") == [("order", "t", True)]
    assert ordered("2026", None, "2025") == [("order", "t", True)]
    assert ordered("2026", None) == [("nothing", "t", False)]


def test_indicators_that_the_effort_itself_moves_are_hinted_at() -> None:
    words = ("Antal anmälda stölder", "Antal kontroller", "Beslagtagna vapen", "Andel som är trygga", "Antal kurser")
    nodes: list[Node] = [Indicator(id=f"i{n}", label=named(one)) for n, one in enumerate(words)]
    found = [one for one in check(graph(nodes)) if one.code == "Q14"]
    assert [one.subject for one in found] == ["i0", "i1", "i2"]
    assert {one.weight for one in found} == {"hint"}


def test_the_indicators_of_the_five_documents_that_the_effort_moves() -> None:
    found = {one.subject for one in check(kgraph.load()) if one.code == "Q14"}
    assert {"i-s2-vapen", "i-antal-orosanmalningar", "i-dopingbrott"} <= found
    assert "i-otrygghet-skola" not in found
