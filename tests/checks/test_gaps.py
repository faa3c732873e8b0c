"""Gaps that somebody has accepted: told as accepted until their day, and as findings from then on."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.checks import check
from kgraph.checks.report import findings_table
from kgraph.graph import KnowledgeGraph
from kgraph.model import AcceptedGap, Cause, Finding, Goal, Link, LinkStatus, Measure, Node, Text


def named(one: str) -> Text:
    return Text(sv=one, en=one)


def decided(*ends: str, status: LinkStatus = "stated", review_on: str = "2026-06-01") -> KnowledgeGraph:
    """Causes c1 (a measure by a reading), c2 and c3 (none), a goal g without a measure; a decision accepts `ends`."""
    nodes: list[Node] = [
        *(Cause(id=one, label=named(one)) for one in ("c1", "c2", "c3")), Goal(id="g", label=named("g")),
        Measure(id="m", label=named("m")),
        AcceptedGap(id="gap", label=named("gap"), reason=named("Regionens uppdrag"), owner_role="rådet", review_on=review_on),
    ]  # fmt: skip
    links = [Link(source="gap", relation="accepts", target=one, status=status) for one in ends]
    reading = Link(source="m", relation="addresses", target="c1", status="interpreted", rationale=named("Av orden"))
    return KnowledgeGraph.of(nodes, [*links, reading])


def told(graph: KnowledgeGraph, code: str, on: date | None = None) -> dict[str | None, tuple[str, bool]]:
    """Case and whether it is a fault, by subject."""
    return {one.subject: (one.case, one.is_fault) for one in check(graph, on=on) if one.code == code}


def test_a_decision_makes_a_gap_no_fault_until_its_day() -> None:
    graph = decided("c1", "c2", "g")
    before = {"c1": ("interpreted_only", True), "c2": ("accepted", False), "c3": ("none", True)}
    assert told(graph, "G2") == before  # without a day every decision holds
    assert told(graph, "G2", date(2026, 5, 31)) == before
    assert told(graph, "G2", date(2026, 6, 1)) == before | {"c2": ("expired", True)}
    assert told(graph, "Q10", date(2026, 5, 31)) == {"g": ("accepted", False)}
    assert told(graph, "Q10", date(2026, 6, 1)) == {"g": ("expired", True)}


def test_a_reading_is_no_decision() -> None:
    assert told(decided("c2", status="interpreted"), "G2")["c2"] == ("none", True)


def test_the_words_of_an_accepted_gap_say_who_why_and_until_when() -> None:
    (found,) = [one for one in check(decided("c2")) if one.code == "G2" and one.subject == "c2"]
    assert found.weight == "accepted"
    for word in ("Regionens uppdrag", "rådet", "2026-06-01"):
        assert word in found.message.sv


def test_the_totals_tell_accepted_gaps_apart_and_the_count_holds_them() -> None:
    """c1 by a reading, c2 accepted, c3 bare: three lack a stated measure, two any."""
    table = findings_table([one for one in check(decided("c2")) if one.code == "G2"])
    assert table.notes[0].sv == "G2 Varje orsak har en åtgärd: uppfylls inte i 2 fall, godtagen lucka i 1 fall"
    assert [(one.stated, one.with_interpreted) for one in table.counts] == [(3, 2)]


@given(st.lists(st.sampled_from(("c1", "c2", "c3", "g")), unique=True), st.dates(date(2026, 5, 1), date(2026, 7, 1)))
@settings(deadline=None)
def test_no_gap_appears_or_vanishes_by_being_accepted(ends: list[str], on: date) -> None:
    """The subjects stay the same; only their weight changes, and only before the day."""
    for code in ("G2", "Q10"):
        bare, accepted = told(decided(), code, on), told(decided(*ends), code, on)
        assert bare.keys() == accepted.keys()
        spared = {one for one in accepted if bare[one][1] and not accepted[one][1]}
        assert spared == ({one for one in ends if one in bare and one != "c1"} if on < date(2026, 6, 1) else set())


def test_hints_and_accepted_gaps_are_no_faults() -> None:
    bare = Finding(code="G9", level="guidance", message=named("x"), fix=named("x"))
    weights = {weight: bare._replace(weight=weight).is_fault for weight in ("finding", "hint", "accepted")}
    assert weights == {"finding": True, "hint": False, "accepted": False}
    assert not bare._replace(judged=False).is_fault
