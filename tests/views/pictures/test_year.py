"""The bar of status and the wheel of the year: every day and measure counted, what is unknown told as unknown."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, Link, LinkStatus, Measure, Table, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.status import status
from kgraph.views.pictures.year import KINDS, days_of, kind, year_wheel, years
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan", None)
ON = date(2026, 3, 15)
LOOKS = {"area", "measure", "cause", "other"}


def calendar(graph: KnowledgeGraph, on: date = ON) -> Table:
    return analysis.calendar(graph, on=on, end=date(on.year + 1, 12, 31))


@cache
def shown(plan: str | None) -> KnowledgeGraph:
    return of_plan(kgraph.load(), plan) if plan else kgraph.load()


def lasting(*periods: tuple[str, str], name: str = "Åtgärd") -> KnowledgeGraph:
    ones = [
        Measure(id=f"m-{n}", label=Text(sv=f"{name} {n}"), starts=starts, ends=ends)
        for n, (starts, ends) in enumerate(periods)
    ]
    return KnowledgeGraph.of(ones, [])


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("on", [date(2025, 6, 1), ON, date(2026, 11, 20)])
def test_a_plan_keeps_to_its_frame_and_its_words_apart(plan: str | None, lang: str, on: date) -> None:
    graph = shown(plan)
    table = calendar(graph, on)
    for picture in (*(year_wheel(table, year, on, lang) for year in years(table, on)), status(analysis.status(graph, on=on), lang)):  # fmt: skip
        assert_in_frame(picture)
        assert_no_words_meet(picture)


@pytest.mark.parametrize("plan", PLANS)
def test_every_day_of_a_year_stands_in_its_month(plan: str | None) -> None:
    table = calendar(shown(plan))
    for year in {int(str(row["date"])[:4]) for row in table.rows}:
        months = days_of(table, year)
        dates = sorted(str(row["date"]) for row in table.rows if str(row["date"]).startswith(str(year)))
        assert sorted(str(row["date"]) for rows in months.values() for row in rows) == dates
        numbers = [line.text for line in lines(year_wheel(table, year, ON)) if line.text.isdigit()]
        assert sorted(numbers) == sorted([str(year), *(str(len(rows)) for rows in months.values())])


def test_a_month_is_divided_by_what_happens() -> None:
    """Two begin on 1 March and one ends on 31 March: a part each, and the list says how many of each."""
    graph = lasting(("2026-03-01", "2026-03-31"), ("2026-03-01", "2027-05-31"))
    picture = year_wheel(calendar(graph), 2026, ON)
    pieces = [one.get("class") for one in root_of(picture) if one.tag == f"{NAMESPACE}path" and one.get("class") in LOOKS]  # fmt: skip
    assert pieces == ["area", "cause"]
    assert {"åtgärd börjar: 2", "åtgärd slutar: 1", "Mars"} <= {line.text for line in lines(picture)}


def test_each_event_is_of_one_kind() -> None:
    kinds = {str(row["event"]): kind(row) for row in calendar(shown(None)).rows}
    assert set(kinds.values()) <= set(KINDS)
    assert kinds["starts"] == "begins"
    assert kinds["ends"] == "ends"
    assert kinds["recurs"] == "again"
    assert kinds["law_plan"] == "follow_up"


def test_sixty_of_a_month_are_counted_and_the_rest_told() -> None:
    graph = lasting(*[("2026-01-01", "2026-12-31")] * 60, name="Mycket lång åtgärd med ett namn som aldrig tar slut")
    picture = year_wheel(calendar(graph), 2026, ON)
    assert_in_frame(picture)
    assert_no_words_meet(picture)
    said = [line.text for line in lines(picture)]
    assert said.count("60") == 2
    assert "och 54 till, se tabellen" in said


def test_busy_years_are_told_in_fewer_names() -> None:
    periods = [(f"2026-{month:02}-01", f"2026-{month:02}-28") for month in range(1, 13)] * 6
    picture = year_wheel(calendar(lasting(*periods)), 2026, ON)
    assert_in_frame(picture)
    assert_no_words_meet(picture)
    assert sum(line.text.startswith("åtgärd börjar: 6") for line in lines(picture)) == 12


def test_the_months_stand_upright_and_go_round_as_a_clock() -> None:
    picture = year_wheel(calendar(lasting(("2026-01-01", "2026-12-31"))), 2026, ON)
    assert not [one for one in root_of(picture).iter() if one.get("transform")]
    spots = {line.text: line for line in lines(picture) if line.text in ("jan", "apr", "jul", "okt")}
    assert spots["jan"].left > spots["jul"].left - 1
    assert spots["apr"].left > spots["okt"].left + 300
    assert spots["jan"].top < spots["apr"].top < spots["jul"].top


def test_the_day_is_marked_in_its_own_year_only() -> None:
    table = calendar(lasting(("2026-01-01", "2027-12-31")))
    marks = [
        [one for one in root_of(year_wheel(table, year, ON)) if one.get("class") == "line"] for year in (2026, 2027)
    ]
    assert [len(one) for one in marks] == [1, 0]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([("2026-01-01", "2026-12-31"), ("2025-01-01", "2027-01-31")], (2026, 2027)),
        ([("2025-01-01", "2026-12-31"), *[("2025-01-01", "2025-12-31")] * 2], (2025, 2026)),
        ([("2020-01-01", "2021-12-31")], (2021,)),
        ([], ()),
    ],
)
def test_which_years_have_a_wheel(periods: list[tuple[str, str]], expected: tuple[int, ...]) -> None:
    """That of the day, with the next; the one before where the next has fewer than three days; else the nearest."""
    assert years(calendar(lasting(*periods)), ON) == expected


@pytest.mark.parametrize("layer", ["stated", "interpreted"])
def test_the_bar_tells_what_is_known_and_what_is_not(layer: LinkStatus) -> None:
    """Four measures; one follow-up says that the first is ongoing, by a stated or an interpreted link."""
    ones = [Measure(id=f"m-{n}", label=Text(sv=f"Åtgärd {n}")) for n in range(4)]
    noted = FollowUp(id="f", label=Text(sv="Uppföljning"), date="2026-01-10", measure_status="ongoing")
    graph = KnowledgeGraph.of([*ones, noted], [Link(source="f", relation="followsUp", target="m-0", status=layer)])
    picture = status(analysis.status(graph, on=ON))
    every, stated = ({line.text for line in lines(picture, one)} for one in ("if-all", "if-stated"))
    assert {"pågående: 1", "okänd status: 3"} <= every
    assert ("okänd status: 4" in stated) == (layer == "interpreted")
    assert "För 1 har någon sagt" in picture.description
    assert_in_frame(picture)
    assert_no_words_meet(picture)
