from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import Agreement, Assessment, Link, Measure, Node, Plan, SubActivity, Text
from kgraph.times.course import period
from kgraph.times.occasions import of_documents, of_measures
from tests.people import people, towns

NAME = Text(sv="Namn")
UNTIL = date(2026, 12, 31)


def days(*nodes: Node, links: tuple[Link, ...] = (), until: date | None = None) -> list[tuple[str, str]]:
    graph = KnowledgeGraph.of(nodes, links)
    found = (*of_measures(graph, interpreted=True, until=until), *of_documents(graph, interpreted=True))
    return sorted((one.event, one.day.isoformat()) for one in found)


def test_a_measure_begins_and_ends_or_takes_place_on_one_day() -> None:
    assert days(Measure(id="m", label=NAME, starts="2025", ends="2025-06")) == [
        ("ends", "2025-06-30"),
        ("starts", "2025-01-01"),
    ]
    assert days(Measure(id="m", label=NAME, time="2025-06-01")) == [("takes_place", "2025-06-01")]
    assert days(Measure(id="m", label=NAME, time="löpande")) == []


@pytest.mark.parametrize(
    ("starts", "recurrence", "expected"),
    [
        ("2025", "yearly", ["2025-12-31", "2026-12-31"]),  # once in each year, by its end
        ("2025-03-15", "yearly", ["2026-03-15"]),  # on the day, the first being the beginning
        ("2026", "half_yearly", ["2026-06-30", "2026-12-31"]),
        ("2026-09", "monthly", ["2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"]),
        ("2026-10-31", "monthly", ["2026-11-30", "2026-12-31"]),
        ("2026-07", "quarterly", ["2026-09-30", "2026-12-31"]),
        ("2026", "continuous", []),
        ("2026", "once", []),
    ],
)
def test_what_recurs_comes_again_up_to_the_day_asked_for(starts: str, recurrence: str, expected: list[str]) -> None:
    measure = Measure.model_validate({"id": "m", "label": NAME, "starts": starts, "recurrence": recurrence})
    assert [day for event, day in days(measure, until=UNTIL) if event == "recurs"] == expected
    assert [day for event, day in days(measure) if event == "recurs"] == []


@pytest.mark.parametrize("starts", ["9999-03-15", "9999-03"])
def test_the_calendar_has_an_end(starts: str) -> None:
    measure = Measure(id="m", label=NAME, starts=starts, recurrence="quarterly")
    days_of_it = [day for event, day in days(measure, until=date.max) if event == "recurs"]
    assert [day[:7] for day in days_of_it] == (
        ["9999-06", "9999-09", "9999-12"] if starts == "9999-03-15" else ["9999-05", "9999-08", "9999-11"]
    )


def test_nothing_comes_again_after_its_end() -> None:
    measure = Measure(id="m", label=NAME, starts="2025", ends="2025-06", recurrence="quarterly")
    assert [day for event, day in days(measure, until=UNTIL) if event == "recurs"] == ["2025-03-31", "2025-06-30"]


def test_a_part_belongs_to_its_measure_and_one_of_none_is_left_out() -> None:
    part = SubActivity(id="s", label=NAME, starts="2025", ends="2025")
    owner = Link(source="s", relation="partOf", target="m", locator="1")
    with_owner = KnowledgeGraph.of([part, Measure(id="m", label=NAME)], [owner])
    assert {(one.event, one.thing, one.measure) for one in of_measures(with_owner, interpreted=True)} == {
        ("part_starts", "s", "m"),
        ("part_ends", "s", "m"),
    }
    assert days(part) == []


def test_a_part_of_several_belongs_to_the_first_that_is_not_cancelled() -> None:
    part = SubActivity(id="s", label=NAME, starts="2025-05-01")
    owners = [Link(source="s", relation="partOf", target=one, locator="1") for one in ("a", "b")]
    graph = KnowledgeGraph.of([part, Measure(id="a", label=NAME), Measure(id="b", label=NAME)], owners)
    assert [one.measure for one in of_measures(graph, interpreted=True)] == ["a"]
    assert [one.measure for one in of_measures(graph, interpreted=True, cancelled={"a"})] == ["b"]
    assert [*of_measures(graph, interpreted=True, cancelled={"a", "b"})] == []


def test_what_is_our_own_reading_makes_no_day_as_stated() -> None:
    """As stated the measure lasts all of 2025 and comes again never, the part is nobody's and the plan has no period."""
    measure = Measure(
        id="m", label=NAME, time="2025", starts="2025-03", recurrence="quarterly", interpreted=("starts", "recurrence")
    )
    plan = Plan(id="plan", label=NAME, starts="2026", interpreted=("starts",))
    part = SubActivity(id="s", label=NAME, time="2025-05-01")
    bond = Link(source="s", relation="partOf", target="m", status="interpreted", rationale=NAME)
    graph = KnowledgeGraph.of([measure, part, plan], [bond])
    found = {
        layer: sorted(
            (str(one.day), one.event)
            for one in (*of_measures(graph, interpreted=layer, until=UNTIL), *of_documents(graph, interpreted=layer))
            if one.day.year < 2026
        )
        for layer in (False, True)
    }
    assert found[False] == [("2025-01-01", "starts"), ("2025-12-31", "ends")]
    assert found[True] == [
        ("2025-03-01", "starts"),
        ("2025-05-01", "part_takes_place"),
        ("2025-05-31", "recurs"),
        ("2025-08-31", "recurs"),
        ("2025-11-30", "recurs"),
    ]
    documents = [[one.event for one in of_documents(graph, interpreted=layer)] for layer in (False, True)]
    assert documents == [[], ["plan_starts", "law_plan"]]


def test_the_laws_days_are_counted_from_the_first_day_of_what_is_given() -> None:
    plan = Plan(id="plan", label=NAME, decided="2024-06-17", starts="2025", ends="2026")
    assert days(plan) == [("law_plan", "2026-06-17"), ("plan_ends", "2026-12-31"), ("plan_starts", "2025-01-01")]
    assert ("law_plan", "2027-01-01") in days(plan.model_copy(update={"decided": None}))
    assert days(Assessment(id="a", label=NAME, completed="2024-06")) == [("law_assessment", "2026-06-01")]
    assert days(Assessment(id="a", label=NAME)) == []
    assert days(Agreement(id="a", label=NAME, starts="2023-06-01", ends="2027-06-01")) == [
        ("agreement_ends", "2027-06-01"),
        ("agreement_starts", "2023-06-01"),
    ]


def test_a_plan_that_another_replaces_has_no_days() -> None:
    old, new = Plan(id="old", label=NAME, starts="2023", ends="2024"), Plan(id="new", label=NAME)
    replaces = Link(source="new", relation="replaces", target="old", locator="1")
    assert days(old, new, links=(replaces,)) == []
    assert len(days(old, new, links=(replaces.model_copy(update={"status": "rejected"}),))) == 3


@given(towns(), st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.sampled_from(["stated", "all"]))
@settings(max_examples=60, deadline=None)
def test_every_day_has_an_id_of_its_own_and_lies_in_its_period(
    graph: KnowledgeGraph, until: date, counting: str
) -> None:
    layer = counting == "all"
    found = [*of_measures(graph, interpreted=layer, until=until), *of_documents(graph, interpreted=layer)]
    assert len({one.id for one in found}) == len(found)
    for one in found:
        thing = graph[one.thing]
        if isinstance(thing, Measure):
            first, last = period(thing, interpreted=layer)
            assert (first or one.day) <= one.day <= (last or one.day)
            if one.event == "recurs":
                assert one.day <= until
    measures = [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]
    dated = {one.id for one in measures if period(one, interpreted=layer) != (None, None)}
    assert {one.measure for one in found if one.measure} >= dated


def test_ids_stay_when_the_time_asked_for_grows() -> None:
    short = {one.id for one in of_measures(people(), interpreted=True, until=UNTIL)}
    assert short < {one.id for one in of_measures(people(), interpreted=True, until=UNTIL + timedelta(365))}
