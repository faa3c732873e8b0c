from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, Link, Measure, Text
from kgraph.model.values import MeasureStatus
from kgraph.times.course import Timing, courses, known, latest, not_begun, period, timing
from tests.people import towns

ON = date(2026, 3, 1)


def noted(number: int, day: str | None, status: MeasureStatus, *, link: str = "stated") -> tuple[FollowUp, Link]:
    follow_up = FollowUp(id=f"f-{number}", label=Text(sv="Uppföljning"), date=day, measure_status=status)
    return follow_up, Link.model_validate(
        {"source": follow_up.id, "relation": "followsUp", "target": "m", "locator": "1", "status": link}
    )


def town(*entries: tuple[FollowUp, Link], status: MeasureStatus | None = None) -> KnowledgeGraph:
    measure = Measure(id="m", label=Text(sv="Åtgärd"), measure_status=status)
    return KnowledgeGraph.of([measure, *(one for one, _ in entries)], [link for _, link in entries])


def word(graph: KnowledgeGraph, on: date = ON, *, interpreted: bool = False) -> str | None:
    found = latest(courses(graph, interpreted=interpreted), on).get("m")
    return found.status if found else None


def test_the_latest_follow_up_up_to_the_day_counts() -> None:
    graph = town(
        noted(1, "2026-01-01", "ongoing"), noted(2, "2026-02-01", "delayed"), noted(3, "2026-04-01", "completed")
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1), ON, date(2026, 4, 1)]
    assert [word(graph, day) for day in days] == [None, "ongoing", "delayed", "delayed", "completed"]


def test_a_follow_up_outdoes_the_source_and_one_without_a_day_comes_between() -> None:
    assert word(town(status="planned")) == "planned"
    assert word(town(noted(1, None, "ongoing"), status="planned")) == "ongoing"
    assert word(town(noted(1, None, "ongoing"), noted(2, "2026-01-01", "completed"), status="planned")) == "completed"


def test_of_the_same_day_the_later_line_counts() -> None:
    assert word(town(noted(1, "2026-01-01", "completed"), noted(2, "2026-01-01", "ongoing"))) == "ongoing"


def test_a_follow_up_of_a_month_is_known_when_the_month_is_over() -> None:
    graph = town(noted(1, "2026-03", "ongoing"))
    assert [word(graph, ON), word(graph, date(2026, 3, 31))] == [None, "ongoing"]


def test_unknown_is_no_word_and_readings_and_rejections_count_as_links_do() -> None:
    assert word(town(noted(1, "2026-01-01", "ongoing"), noted(2, "2026-02-01", "unknown"))) == "ongoing"
    read = town(noted(1, "2026-01-01", "ongoing", link="interpreted"))
    assert (word(read), word(read, interpreted=True)) == (None, "ongoing")
    assert word(town(noted(1, "2026-01-01", "ongoing", link="rejected")), interpreted=True) is None
    assert word(town(noted(1, "2026-01-01", "ongoing", link="confirmed"))) == "ongoing"


@pytest.mark.parametrize(
    ("fields", "first", "last"),
    [
        ({"starts": "2025", "ends": "2025-06"}, date(2025, 1, 1), date(2025, 6, 30)),
        ({"starts": "2025"}, date(2025, 1, 1), None),
        ({"ends": "2025"}, None, date(2025, 12, 31)),
        ({"time": "2025–2026"}, date(2025, 1, 1), date(2026, 12, 31)),
        ({"time": "2024", "starts": "2025"}, date(2025, 1, 1), None),
        ({"time": "löpande"}, None, None),
        ({"starts": "2025", "ends": "2024"}, None, None),
        ({}, None, None),
    ],
)
def test_the_period_of_a_measure(fields: dict[str, str], first: date | None, last: date | None) -> None:
    assert period(Measure(id="m", label=Text(sv="Åtgärd"), **fields), interpreted=True) == (first, last)


@pytest.mark.parametrize(
    ("days", "status", "expected"),
    [
        ((date(2025, 1, 1), date(2025, 12, 31)), None, "overdue"),
        ((None, date(2026, 2, 28)), "ongoing", "overdue"),
        ((None, ON), None, "now"),
        ((date(2025, 1, 1), date(2025, 12, 31)), "completed", "closed"),
        ((date(2025, 1, 1), date(2025, 12, 31)), "cancelled", "closed"),
        ((date(2025, 1, 1), date(2025, 12, 31)), "proposed", "proposal"),
        ((date(2026, 3, 2), None), "planned", "upcoming"),
        ((date(2026, 3, 2), None), "ongoing", "now"),
        ((None, None), "ongoing", "no_time"),
    ],
)
def test_how_a_measure_lies_against_a_day(
    days: tuple[date | None, date | None], status: str | None, expected: Timing
) -> None:
    assert timing(days, status, ON) == expected


def test_what_is_planned_or_lies_ahead_has_not_begun() -> None:
    assert not_begun("planned", "overdue")
    assert not_begun("unknown", "upcoming")
    assert not not_begun("proposed", "proposal")
    assert not not_begun("unknown", "now")


@given(towns(), st.dates(date(2023, 1, 1), date(2027, 12, 31)))
@settings(max_examples=80, deadline=None)
def test_what_is_known_is_what_a_walk_over_the_links_gives(graph: KnowledgeGraph, on: date) -> None:
    ends = {
        "2024": date(2024, 12, 31),
        "2025": date(2025, 12, 31),
        "2025-06": date(2025, 6, 30),
        "2026-02-01": date(2026, 2, 1),
    }
    for interpreted in (False, True):
        found = courses(graph, interpreted=interpreted)
        for measure in graph.of_kind("Measure"):
            told = []
            for follow_up in graph.of_kind("FollowUp"):
                links = [link for link in graph.outgoing(follow_up.id, "followsUp") if link.target == measure.id]
                counted = any((link.counts if interpreted else link.counts_as_stated) for link in links)
                status, day = (
                    getattr(follow_up, "measure_status", None),
                    ends.get(getattr(follow_up, "date", "") or "", date.min),
                )
                if counted and status not in (None, "unknown") and day <= on:
                    told.append((day, follow_up.id, status))
            own = getattr(measure, "measure_status", None)
            own = None if own == "unknown" else own
            entry = known(found.get(measure.id), on)
            assert (entry.status if entry else None) == (max(told)[2] if told else own)
