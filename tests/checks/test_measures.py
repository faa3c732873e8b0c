"""Each case that the rules about causes and measures tell apart."""

from __future__ import annotations

from typing import Any

import pytest

from kgraph.checks import check
from kgraph.model import Actor, Cause, Goal, Indicator, Link, Measure, Node, SubActivity, Text
from tests.checks.running import SAMPLE, cases, graph_of

LABEL = Text(sv="Namn", en="Name")


def node(kind: type[Node], node_id: str) -> Node:
    return kind(id=node_id, label=Text(sv=f"Namn {node_id}", en=f"Name {node_id}"), document="plan", locator="1")


def link(source: str, relation: str, target: str, status: Any = "stated") -> Link:
    return Link(source=source, relation=relation, target=target, status=status, document="plan", locator="1")


def measure(**fields: Any) -> Measure:
    return SAMPLE.model_copy(update=fields)


CAUSE, PART = node(Cause, "c-1"), node(SubActivity, "s-1")
PART_OF = link("s-1", "partOf", "m-1")


@pytest.mark.parametrize(
    ("status", "g2", "g3"),
    [
        ("stated", [], []),
        ("confirmed", [], []),
        ("interpreted", [("interpreted_only", "c-1", True)], [("interpreted_only", "m-1", True)]),
        ("rejected", [("none", "c-1", True)], [("none", "m-1", True)]),
    ],
)
@pytest.mark.parametrize("through_part", [False, True])
def test_a_cause_and_a_measure_meet_by_the_status_of_their_link(
    status: str, g2: list[Any], g3: list[Any], *, through_part: bool
) -> None:
    links = [link("s-1" if through_part else "m-1", "addresses", "c-1", status), PART_OF]
    graph = graph_of(SAMPLE, CAUSE, PART, links=links)
    assert cases(graph, "G2") == g2
    assert cases(graph, "G3") == g3


@pytest.mark.parametrize(("bond", "case"), [("interpreted", "interpreted_only"), ("rejected", "none")])
def test_what_a_part_has_is_as_strong_as_its_being_a_part(bond: str, case: str) -> None:
    links = [
        link("s-1", "addresses", "c-1"),
        link("actor-a", "isResponsibleFor", "s-1"),
        link("s-1", "partOf", "m-1", bond),
    ]
    graph = graph_of(SAMPLE, CAUSE, PART, A, links=links)
    assert cases(graph, "G2") == [(case, "c-1", True)]
    assert cases(graph, "G3") == [(case, "m-1", True)]
    assert cases(graph, "G6") == [(case, "m-1", True)]


def test_the_message_counts_both_ways() -> None:
    links = [link("m-1", "addresses", "c-1", "interpreted"), link("m-1", "strengthens", "c-1", "interpreted")]
    found = next(one for one in check(graph_of(SAMPLE, CAUSE, links=links)) if one.code == "G2")
    assert "0 enligt planen, 1 med tolkade" in found.message.sv
    assert "0 as stated, 1 with interpreted" in found.message.pick("en")


def test_standing_in_the_same_area_is_not_enough() -> None:
    from kgraph.model import CrimeArea

    links = [link("m-1", "homeArea", "a-1"), link("c-1", "contributesTo", "a-1")]
    graph = graph_of(SAMPLE, CAUSE, node(CrimeArea, "a-1"), links=links)
    assert cases(graph, "G2") == [("none", "c-1", True)]
    assert cases(graph, "G3") == [("none", "m-1", True)]


def test_without_causes_the_measures_cannot_be_judged() -> None:
    graph = graph_of(SAMPLE)
    assert cases(graph, "G2") == [("no_data", None, False)]
    assert cases(graph, "G3") == [("no_causes", "m-1", False)]


def test_without_measures_the_rules_about_them_say_so() -> None:
    found = [(one.code, one.case, one.judged) for one in check(graph_of(CAUSE)) if one.level != "structure"]
    expected = [(f"G{number}", "no_data", False) for number in range(3, 15)]
    quality = [
        *((f"Q{number}", "no_data", False) for number in (1, 2, 3, 5)), ("Q6", "nothing", False),
        ("Q10", "no_measures", False), ("Q11", "no_goals", False), ("Q13", "nothing", False), ("Q14", "no_data", False),
        ("Q15", "no_needs", False),
    ]  # fmt: skip
    law = [(f"L{number}", "no_data", False) for number in range(1, 10)]
    assert found == [*law, ("G1", "nothing", False), ("G2", "none", True), *expected, *quality]


@pytest.mark.parametrize(
    ("fields", "links", "expected"),
    [
        ({}, [], [("none", "m-1", True)]),
        ({"unknown": ("goals",)}, [], [("lost", "m-1", False)]),
        ({}, [link("m-1", "pursues", "g-1", "interpreted")], [("interpreted_only", "m-1", True)]),
        ({}, [link("m-1", "pursues", "g-1", "rejected")], [("none", "m-1", True)]),
        ({}, [link("m-1", "pursues", "g-1")], []),
    ],
)
def test_a_goal(fields: dict[str, Any], links: list[Link], expected: list[Any]) -> None:
    assert cases(graph_of(measure(**fields), node(Goal, "g-1"), links=links), "G4") == expected


@pytest.mark.parametrize(
    ("fields", "case"),
    [
        ({}, "none"),
        ({"time": "i vår"}, "unread"),
        ({"starts": "våren"}, "not_a_date"),
        ({"starts": "2025-13"}, "not_a_date"),
        ({"starts": "2025-2-1"}, "not_a_date"),
        ({"ends": "20250630"}, "not_a_date"),
        ({"starts": "2026", "ends": "2025-12-31"}, "backwards"),
        ({"time": "2025", "interpreted": ("time",)}, "interpreted_only"),
        ({"unknown": ("time",)}, "lost"),
    ],
)
def test_a_time_that_nobody_can_read(fields: dict[str, Any], case: str) -> None:
    assert cases(graph_of(measure(**fields)), "G5") == [(case, "m-1", case != "lost")]


@pytest.mark.parametrize(
    "fields",
    [
        {"recurrence": "yearly"},
        {"starts": "2025"},
        {"ends": "2025-06-30", "time": "före sommaren"},
        {"starts": "2025-06-01", "ends": "2025"},
        {"starts": "mars 2025", "ends": "HT 2025"},
        *({"time": time} for time in ("2026-03 till 2026-12", "mars 2026", "Q2 2026", "våren 2025", "30/6 2026")),
    ],
)
def test_a_time_that_can_be_read(fields: dict[str, Any]) -> None:
    assert cases(graph_of(measure(**fields)), "G5") == []


A, B = node(Actor, "actor-a"), node(Actor, "actor-b")


@pytest.mark.parametrize(
    ("fields", "links", "case"),
    [
        ({}, [], "none"),
        ({}, [link("actor-a", "takesPartIn", "m-1")], "only_taking_part"),
        ({"unknown": ("responsible",)}, [link("actor-a", "takesPartIn", "m-1")], "lost"),
        ({}, [link("actor-a", "isResponsibleFor", "m-1", "interpreted")], "interpreted_only"),
        ({}, [link("actor-a", "isResponsibleFor", "m-1", "rejected")], "none"),
        (
            {},
            [link("actor-a", "isResponsibleFor", "m-1"), link("actor-b", "isResponsibleFor", "s-1"), PART_OF],
            "several",
        ),
    ],
)
def test_nobody_or_several_responsible(fields: dict[str, Any], links: list[Link], case: str) -> None:
    assert cases(graph_of(measure(**fields), A, B, PART, links=links), "G6") == [(case, "m-1", case != "lost")]


def test_one_responsible_is_what_is_asked_for_even_where_the_text_lost_something() -> None:
    links = [link("actor-a", "isResponsibleFor", "m-1"), link("actor-b", "isResponsibleFor", "m-1", "interpreted")]
    assert cases(graph_of(measure(unknown=("responsible",)), A, B, links=links), "G6") == []


def test_those_who_share_responsibility_are_named_in_swedish_order() -> None:
    actors = [
        Actor(id=f"actor-{n}", label=Text(sv=name, en=name), document="plan", locator="1")
        for n, name in enumerate("ÖÅAZ")
    ]
    links = [link(actor.id, "isResponsibleFor", "m-1") for actor in actors]
    found = next(one for one in check(graph_of(SAMPLE, *actors, links=links)) if one.code == "G6")
    assert found.message == Text(sv="4 aktörer ansvarar: A, Z, Å, Ö.", en="4 actors are responsible: A, Z, Å, Ö.")


INDICATOR, GOAL = node(Indicator, "i-1"), node(Goal, "g-1")


@pytest.mark.parametrize(
    ("fields", "links", "case"),
    [
        ({}, [], "none"),
        ({"follow_up": LABEL}, [], "only_text"),
        ({}, [link("m-1", "isFollowedUpThrough", "actor-a")], "only_body"),
        ({"unknown": ("follow_up",)}, [], "lost"),
        ({}, [link("m-1", "isMeasuredBy", "i-1", "interpreted")], "interpreted_only"),
        ({}, [link("g-1", "isMeasuredBy", "i-1")], "none"),
        ({}, [link("m-1", "pursues", "g-1", "interpreted"), link("g-1", "isMeasuredBy", "i-1")], "interpreted_only"),
    ],
)
def test_no_indicator(fields: dict[str, Any], links: list[Link], case: str) -> None:
    assert cases(graph_of(measure(**fields), INDICATOR, GOAL, A, links=links), "G7") == [(case, "m-1", case != "lost")]


@pytest.mark.parametrize(
    "links",
    [[link("m-1", "isMeasuredBy", "i-1")], [link("m-1", "pursues", "g-1"), link("g-1", "isMeasuredBy", "i-1")]],
)
def test_an_indicator_of_the_measure_or_of_its_goal(links: list[Link]) -> None:
    assert cases(graph_of(SAMPLE, INDICATOR, GOAL, links=links), "G7") == []
