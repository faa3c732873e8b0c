from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings

import kgraph
from kgraph.export import ics
from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure, Source, Text
from tests.people import people, towns

ON = date(2026, 3, 1)


def written(graph: KnowledgeGraph, lang: str = "sv", on: date = ON) -> bytes:
    return ics(kgraph.calendar(graph, on=on, end=date(2027, 12, 31)), on=on, lang=lang)


def entries(content: bytes) -> list[Any]:
    return [*icalendar.Calendar.from_ical(content).walk("VEVENT")]


def test_an_entry_by_hand() -> None:
    entry = next(one for one in entries(written(people())) if one["UID"] == "ends-m-kro@kgraph")
    assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (
        date(2025, 12, 31),
        date(2026, 1, 1),
    )  # all day, the end excluded
    assert entry["SUMMARY"] == "Åtgärd slutar: Krogar"
    assert entry["DTSTAMP"].to_ical() == b"20260301T000000Z"
    assert [str(one) for one in entry["CATEGORIES"].cats] == ["åtgärd slutar", "Plan A"]
    assert entry["TRANSP"] == "TRANSPARENT"
    lines = str(entry["DESCRIPTION"]).split("\n")
    assert lines[0] == "Krogar"
    assert {"Vem: Polisen", "Följs upp genom: Rådet", "Mått: Anmälningar", "Källa: Dokumentet, 1"} <= set(lines)


def test_the_same_data_and_day_give_the_same_bytes_and_another_day_only_another_stamp() -> None:
    first, again, later = written(people()), written(people()), written(people(), on=date(2026, 4, 1))
    assert first == again
    assert later == first.replace(b"DTSTAMP:20260301", b"DTSTAMP:20260401")


def test_lines_end_and_fold_as_the_standard_wants_and_letters_survive() -> None:
    name = "Åtgärd med å, ä och ö; lång som få \\ " * 8
    graph = KnowledgeGraph.of(
        [
            Source(id="d", label=Text(sv="Källan, «ö»")),
            Measure(id="m", label=Text(sv=name), time="2025-06-01", document="d", locator="1"),
        ],
        [],
    )
    content = written(graph)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    (entry,) = entries(content)
    assert str(entry["SUMMARY"]) == f"Åtgärd genomförs: {name.strip()}"
    assert "«ö»" in str(entry["DESCRIPTION"])


def test_english_when_asked_for() -> None:
    summaries = {str(one["SUMMARY"]) for one in entries(written(people(), "en"))}
    assert "Measure ends: Krogar (en)" in summaries


@given(towns())
@settings(max_examples=40, deadline=None)
def test_every_row_comes_back_as_an_all_day_entry(graph: KnowledgeGraph) -> None:
    table = kgraph.calendar(graph, on=ON, end=date(2027, 12, 31))
    found = {str(one["UID"]): one for one in entries(ics(table, on=ON))}
    assert set(found) == {f"{row['id']}@kgraph" for row in table.rows}
    for row in table.rows:
        entry = found[f"{row['id']}@kgraph"]
        assert entry["DTSTART"].dt == date.fromisoformat(str(row["date"]))
        assert entry["DTEND"].dt == date.fromisoformat(str(row["begins_by"] or row["date"])) + timedelta(1)


def test_the_last_day_there_is_has_no_day_after() -> None:
    graph = KnowledgeGraph.of([Measure(id="m", label=Text(sv="Sent"), time="9999-12-31")], [])
    (entry,) = entries(ics(kgraph.calendar(graph, on=ON), on=ON))
    assert "DTEND" not in entry


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_five_documents_make_a_calendar_that_can_be_read(lang: str) -> None:
    table = kgraph.calendar(kgraph.load(), on=ON)
    assert len(entries(ics(table, on=ON, lang=lang))) == len(table.rows) > 90


@pytest.mark.parametrize(
    ("time", "first", "after"),
    [
        ("2020", date(2020, 1, 1), date(2021, 1, 1)), ("hösten 2020", date(2020, 8, 1), date(2021, 1, 1)),
        ("mars 2020 – 2021", date(2020, 3, 1), date(2020, 4, 1)), ("2020-03-05 – 2020-06-30", date(2020, 3, 5), date(2020, 3, 6)),
    ],
)  # fmt: skip
def test_no_day_is_invented_for_what_begins_in_a_year_or_a_season(time: str, first: date, after: date) -> None:
    graph = KnowledgeGraph.of([Measure(id="m", label=Text(sv="Vandra"), time=time)], [])
    begins = next(one for one in entries(written(graph)) if one["UID"] == "starts-m@kgraph")
    assert (begins["DTSTART"].dt, begins["DTEND"].dt) == (first, after)
    assert ("Källan nämner ingen dag" in str(begins["DESCRIPTION"])) is ((after - first).days > 1)
