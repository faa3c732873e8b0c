from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures import links as measure_links
from kgraph.model import Cell, FollowUp, Link, Measure, SubActivity, Table, Text
from kgraph.parts.scope import scope
from kgraph.times.occasions import of_documents, of_measures
from tests.people import people, towns

ON = date(2026, 3, 1)


def days(table: Table) -> list[tuple[Cell, Cell, Cell]]:
    return [(row["date"], row["event"], row["thing"]) for row in table.rows]


def words(cell: Any) -> list[str]:
    return [one.sv for one in cell]


def test_the_calendar_by_hand() -> None:
    table = kgraph.calendar(people(), on=ON)
    assert days(table) == [
        ("2025-01-01", "plan_starts", "plan-a"),
        ("2025-01-01", "starts", "m-kro"),
        ("2025-03-01", "starts", "m-hem"),
        ("2025-12-31", "ends", "m-kro"),
        ("2026-03-01", "takes_place", "m-ute"),
        ("2026-06-01", "part_starts", "s-del"),
        ("2026-08-31", "part_ends", "s-del"),
        ("2026-12-31", "plan_ends", "plan-a"),
        ("2027-01-01", "law_plan", "plan-a"),
    ]
    assert [row["passed"] for row in table.rows] == [True] * 4 + [False] * 5
    ends = table.rows[3]
    assert (words(ends["who"]), words(ends["through"]), words(ends["indicators"])) == (
        ["Polisen"],
        ["Rådet"],
        ["Anmälningar"],
    )
    assert words(ends["goals"]) == ["Lugnare krogar"]
    assert words(table.rows[2]["who"]) == ["Idrottsklubben (deltar eller ansvarar)", "Polisen (deltar eller ansvarar)"]
    assert words(table.rows[5]["who"]) == ["Idrottsklubben (deltar)"]


def test_a_span_of_days_holds_both_its_ends_and_what_recurs_within() -> None:
    table = kgraph.calendar(people(), on=ON, start=date(2026, 3, 1), end=date(2026, 8, 31))
    assert (
        days(table)
        == [
            ("2026-02-28", "recurs", "m-hem"),
            ("2026-03-01", "takes_place", "m-ute"),
            ("2026-05-31", "recurs", "m-hem"),
            ("2026-06-01", "part_starts", "s-del"),
            ("2026-08-31", "part_ends", "s-del"),
            ("2026-08-31", "recurs", "m-hem"),
        ][1:]
    )
    with pytest.raises(UsageError, match="--from"):
        kgraph.calendar(people(), on=ON, start=date(2026, 2, 1), end=date(2026, 1, 1))


def test_one_actor_does_and_follows_up_by_both_ways_of_counting() -> None:
    club = kgraph.calendar(people(), on=ON, actor="idrottsklubben")
    assert {row["thing"] for row in club.rows} == {"m-hem", "s-del"}
    assert (club.counts[0].stated, club.counts[0].with_interpreted) == (2, 3)  # m-hem by a reading
    assert {row["thing"] for row in kgraph.calendar(people(), on=ON, actor="rådet").rows} == {"m-kro"}
    with pytest.raises(UnknownName):
        kgraph.calendar(people(), on=ON, actor="Uunga")


def test_what_has_no_day_is_counted_and_told_on_request() -> None:
    table = kgraph.calendar(people(), on=ON, undated=True)
    assert [row["id"] for row in table.also[0].rows] == ["m-sjalv", "i-ensam"]
    assert (table.counts[1].stated, table.counts[1].with_interpreted, table.counts[1].total) == (2, 2, 7)
    assert kgraph.calendar(people(), on=ON).also == ()
    (first,) = kgraph.calendar(people(), on=ON, undated=True, most=1).also
    assert ([row["id"] for row in first.rows], "1 första av 2" in first.notes[0].sv) == (["m-sjalv"], True)


def test_what_is_cancelled_is_left_out_from_its_day() -> None:
    entry = FollowUp(id="f", label=Text(sv="Struken"), date="2026-02-01", measure_status="cancelled")
    link = Link(source="f", relation="followsUp", target="m-kro", locator="1")
    graph = KnowledgeGraph.of([*people(), entry], [*people().links, link])
    assert "m-kro" in {row["thing"] for row in kgraph.calendar(graph, on=date(2026, 1, 31)).rows}
    after = kgraph.calendar(graph, on=ON)
    assert "m-kro" not in {row["thing"] for row in after.rows}
    assert any("1 strukna" in note.sv for note in after.notes)


def readings() -> KnowledgeGraph:
    """A measure whose days are our own reading, one that is cancelled by a reading, and a part of a cancelled and a going one."""
    name = Text(sv="Namn")
    return KnowledgeGraph.of(
        [
            Measure(id="m-read", label=name, starts="2026-09-01", ends="2026-12-31", interpreted=("starts", "ends")),
            Measure(
                id="m-off", label=name, starts="2026-09-15", measure_status="cancelled", interpreted=("measure_status",)
            ),
            Measure(id="a-stopped", label=name, measure_status="cancelled"),
            Measure(id="b-going", label=name),
            SubActivity(id="s", label=name, starts="2026-10-01"),
        ],
        [Link(source="s", relation="partOf", target=one, locator="1") for one in ("a-stopped", "b-going")],
    )


def test_our_readings_do_not_count_as_stated() -> None:
    """As stated: the part, and m-off that nobody has said is cancelled; with readings: the part and the two days of m-read.

    Without a day: m-read and b-going as stated, b-going with readings; a-stopped is cancelled either way.
    """
    table = kgraph.calendar(readings(), on=ON, undated=True)
    assert days(table) == [
        ("2026-09-01", "starts", "m-read"),
        ("2026-10-01", "part_starts", "s"),
        ("2026-12-31", "ends", "m-read"),
    ]
    assert table.rows[1]["measure"] == "b-going"
    assert [(one.key, one.stated, one.with_interpreted) for one in table.counts] == [("days", 2, 3), ("undated", 2, 1)]
    assert any("1 (2) strukna" in note.sv for note in table.notes)


def test_what_ran_out_by_a_reading_is_counted_as_the_status_counts_it() -> None:
    later = date(2027, 6, 1)
    told = kgraph.calendar(readings(), on=later, start=later, overdue=True)
    overdue = next(one for one in kgraph.status(readings(), on=later).counts if one.key == "overdue")
    assert (told.counts[0].stated, told.counts[0].with_interpreted) == (overdue.stated, overdue.with_interpreted)
    assert any("0 (1) åtgärder som inte sägs vara klara" in note.sv for note in told.notes)
    assert any("Före 2027-06-01 ligger 2 (3) dagar" in note.sv for note in told.notes)
    assert any("0 (1) åtgärders tid" in note.sv for note in kgraph.calendar(readings(), on=later, start=later).notes)


@given(towns(), st.dates(date(2024, 1, 1), date(2028, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_every_occasion_is_there_once_and_in_order(graph: KnowledgeGraph, end: date) -> None:
    table = kgraph.calendar(graph, on=date(2020, 1, 1), end=end)
    told = [(row["date"], row["id"]) for row in table.rows]
    cancelled = {
        one.id for one in graph.of_kind("Measure") if getattr(one, "measure_status", None) == "cancelled"
    }  # fmt: skip
    undated_word = {
        link.target
        for link in graph.links
        if link.relation == "followsUp"
        and link.counts
        and getattr(graph[link.source], "date", None) in (None, "hösten")
    }
    every = [*of_measures(graph, interpreted=True, until=end), *of_documents(graph, interpreted=True)]
    sure = {one.id for one in every if one.day <= end and one.measure not in cancelled | undated_word}
    assert sure <= {one for _, one in told} <= {one.id for one in every}
    assert [day for day, _ in told] == sorted(str(day) for day, _ in told)
    assert len(set(told)) == len(told)


@given(towns(), st.sets(st.sampled_from(["starts", "ends", "time", "measure_status"])))
@settings(max_examples=60, deadline=None)
def test_what_ran_out_is_as_many_as_the_status_says(town: KnowledgeGraph, read: set[str]) -> None:
    """Both ways of counting, where some fields of every other measure are our own reading; days of the law are no measures."""
    measures = [one.model_copy(update={"interpreted": tuple(sorted(read))}) for one in town.of_kind("Measure")[::2]]
    others = {one.id: one for one in town} | {one.id: one for one in measures}
    graph = KnowledgeGraph.of(list(others.values()), town.links)
    later = date(2030, 1, 1)
    overdue = next(one for one in kgraph.status(graph, on=later).counts if one.key == "overdue")
    notes = [
        one.sv for one in kgraph.calendar(graph, on=later, start=later).notes if "åtgärders tid har gått ut" in one.sv
    ]
    told = f"{both_ways(overdue.stated, overdue.with_interpreted)} åtgärders tid"
    assert all(told in one for one in notes)
    assert notes or not overdue.with_interpreted


@given(towns())
@settings(max_examples=60, deadline=None)
def test_the_calendar_of_an_actor_is_that_of_its_measures(graph: KnowledgeGraph) -> None:
    whole = kgraph.calendar(graph, on=ON).rows
    for actor in graph.of_kind("Actor"):
        mine = {
            one.id
            for one in graph.of_kind("Measure")
            if actor.id in {link.source for link in measure_links.actors(graph, one.id)}
        }
        mine |= {link.source for link in graph.incoming(actor.id, "isFollowedUpThrough") if link.counts}
        table = kgraph.calendar(graph, on=ON, actor=actor.id)
        assert [row["id"] for row in table.rows] == [row["id"] for row in whole if row["measure"] in mine]
        assert table.counts[0].stated <= table.counts[0].with_interpreted


def test_the_five_documents() -> None:
    """The law wants the assessment of June 2024 brought up to date by June 2026, and the yearly training comes again each year."""
    table = kgraph.calendar(kgraph.load(), on=ON, start=date(2026, 1, 1), end=date(2027, 12, 31))
    found = set(days(table))
    assert ("2026-06-01", "law_assessment", "assessment-vasteras-2024") in found
    assert ("2027-01-01", "law_plan", "plan-vasteras-2025") in found
    assert ("2027-12-31", "recurs", "m-utbildning-orosanmalan") in found
    assert ("2027-06-01", "agreement_ends", "agreement-s2-samverkan") in found
    assert len(table.rows) == 29


def test_what_ran_out_before_the_days_asked_for_is_told_and_comes_along_on_request() -> None:
    """From 1 September 2026, seen from then: m-kro ended on 31 December 2025 and m-ute was to be done on 1 March 2026, and
    nobody has said that they were; the law's day for the plan is still to come.  A part that ended (s-del) is no measure.
    """
    on = date(2026, 9, 1)
    bare = kgraph.calendar(people(), on=on, start=on)
    assert {row["thing"] for row in bare.rows} == {"plan-a"}
    assert (
        "2 åtgärders tid har gått ut utan att de sägs vara klara eller strukna, och 0 av lagens dagar"
        in bare.notes[-1].sv
    )
    asked = kgraph.calendar(people(), on=on, start=on, overdue=True)
    assert days(asked)[:2] == [("2025-12-31", "ends", "m-kro"), ("2026-03-01", "takes_place", "m-ute")]
    assert len(asked) == len(bare) + 2
    assert kgraph.calendar(people(), on=on, overdue=True) == kgraph.calendar(people(), on=on)


def test_the_plan_of_vasteras_has_run_out_measures_and_an_old_assessment() -> None:
    on = date(2026, 11, 20)
    plan = scope(kgraph.load(), plan="vasterasplanen")
    bare = kgraph.calendar(plan, on=on, start=on, end=date(2027, 11, 20))
    late = kgraph.status(plan, on=on)
    gone = next(count.stated for count in late.counts if count.key == "overdue")
    assert (
        f"{gone} åtgärders tid har gått ut utan att de sägs vara klara eller strukna, och 1 av lagens dagar"
        in bare.notes[-1].sv
    )
