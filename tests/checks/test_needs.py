"""What lacks what answers it, case by case, and the rules against brute force."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Goal, Indicator, Link, Measure, Node, Plan, Problem, TargetGroup, Text
from tests.checks.running import cases
from tests.strategies import graphs


def named(name: str) -> Text:
    return Text(sv=name, en=name)


NODES: list[Node] = [
    Plan(id="p", label=named("Planen")), CrimeArea(id="a", label=named("Området")), Cause(id="c1", label=named("Ett")),
    Cause(id="c2", label=named("Två")), Measure(id="m", label=named("Åtgärden")), TargetGroup(id="t", label=named("Gruppen")),
    Problem(id="need", label=named("Behovet"), problem_kind="need"),
]  # fmt: skip


def graph(*links: tuple[str, ...], more: tuple[Node, ...] = ()) -> KnowledgeGraph:
    made = [Link(source=s, relation=r, target=t, status=rest[0] if rest else "stated") for s, r, t, *rest in links]
    return KnowledgeGraph.of([*NODES, *more], made)


PRIORITY = ("p", "prioritises", "a")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([PRIORITY], [("none", "a", True)]),
        ([PRIORITY, ("c1", "contributesTo", "a")], []),
        ([PRIORITY, ("c1", "contributesTo", "c2"), ("c2", "contributesTo", "a", "interpreted")], [("interpreted_only", "a", True)]),
        ([PRIORITY, ("c1", "contributesTo", "a", "rejected")], [("none", "a", True)]),
        ([], [("nothing", None, False)]),
    ],
)  # fmt: skip
def test_a_prioritised_area_has_causes(links: list[tuple[str, ...]], expected: list[Any]) -> None:
    assert cases(graph(*links), "G1") == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([("need", "affects", "t")], [("none", "t", True)]),
        ([("need", "affects", "t"), ("m", "isFor", "t")], []),
        ([("need", "affects", "t"), ("m", "isFor", "t", "interpreted")], [("interpreted_only", "t", True)]),
        ([("m", "isFor", "t")], [("no_needs", None, False)]),
    ],
)  # fmt: skip
def test_a_group_in_need_has_a_measure(links: list[tuple[str, ...]], expected: list[Any]) -> None:
    assert cases(graph(*links), "Q15") == expected


def test_a_goal_has_a_measure_that_pursues_it() -> None:
    goal = (Goal(id="g", label=named("Målet")),)
    assert cases(graph(), "Q10") == [("nothing", None, False)]
    assert cases(graph(more=goal), "Q10") == [("none", "g", True)]
    assert cases(graph(("m", "pursues", "g"), more=goal), "Q10") == []
    assert cases(graph(("m", "pursues", "g", "interpreted"), more=goal), "Q10") == [("interpreted_only", "g", True)]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["output"], [("activity", "g", True)]), (["output", "process"], [("activity", "g", True)]), (["output", "outcome"], []),
        (["output", None], [("unknown", "g", False)]), (["outcome", None], []), ([], [("no_goals", None, False)]),
    ],
)  # fmt: skip
def test_an_outcome_goal_is_measured_by_more_than_activity(kinds: list[Any], expected: list[Any]) -> None:
    goal = Goal(id="g", label=named("Målet"), goal_kind="outcome")
    found = [Indicator(id=f"i{n}", label=named(f"Mått {n}"), indicator_kind=kind) for n, kind in enumerate(kinds)]
    links = [("g", "isMeasuredBy", one.id) for one in found]
    assert cases(graph(*links, more=(goal, *found)), "Q11") == expected


@pytest.mark.parametrize("read", [("goal",), ("indicator",), ("goal", "indicator")])
def test_what_rests_on_a_reading_of_kinds_is_told_as_such(read: tuple[str, ...]) -> None:
    why = named("Av orden")
    goal = Goal(id="g", label=named("Målet"), goal_kind="outcome")
    found = Indicator(id="i", label=named("Måttet"), indicator_kind="output")
    if "goal" in read:
        goal = goal.model_copy(update={"interpreted": ("goal_kind",), "rationale": why})
    if "indicator" in read:
        found = found.model_copy(update={"interpreted": ("indicator_kind",), "rationale": why})
    told = cases(graph(("g", "isMeasuredBy", "i"), more=(goal, found)), "Q11")
    assert told == [("activity_by_reading", "g", True)]


@given(graphs())
@settings(deadline=None)
def test_an_area_is_without_causes_when_no_walk_against_the_links_meets_one(found: KnowledgeGraph) -> None:
    """Brute force over the links: from the area back over what contributes to, or protects against, it."""
    plan = Plan(id="plan", label=named("Planen"))
    links = [
        *found.links,
        *(Link(source="plan", relation="prioritises", target=one.id) for one in found.of_kind("CrimeArea")),
    ]
    whole = KnowledgeGraph.of([*found, plan], links)
    drives = [
        link for link in found.links if link.relation in ("contributesTo", "protectsAgainst") and link.counts_as_stated
    ]
    expected = {one.id for one in found.of_kind("CrimeArea") if not any(link.target == one.id for link in drives)}
    assert {subject for _, subject, _ in cases(whole, "G1")} == expected


def test_the_groups_that_the_mapping_calls_forgotten_have_no_measure() -> None:
    told = {subject: case for case, subject, _ in cases(kgraph.load(), "Q15")}
    assert told["group-s1-man"] == "none"
