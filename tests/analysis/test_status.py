from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import project
from kgraph.following import record, told
from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, LazyRows, Link, Measure, Table, Text, cell_text
from tests.people import people, towns

ON = date(2026, 3, 1)
DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))


def part(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def distribution(table: Table) -> dict[str, tuple[int, int]]:
    return {str(row["status"]): (int(str(row["stated"])), int(str(row["with_interpreted"]))) for row in table.rows}


def followed(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The town with two follow-ups of m-kro and a reading that m-hem has begun."""
    entries = [
        FollowUp(id="f-1", label=Text(sv="1"), date="2025-06-01", measure_status="ongoing", role="rådet"),
        FollowUp(id="f-2", label=Text(sv="2"), date="2026-02-01", measure_status="completed", role="styrgruppen"),
        FollowUp(id="f-3", label=Text(sv="3"), date="2026-01-15", measure_status="ongoing"),
    ]
    links = [
        Link(source="f-1", relation="followsUp", target="m-kro", locator="1"),
        Link(source="f-2", relation="followsUp", target="m-kro", locator="1"),
        Link(source="f-3", relation="followsUp", target="m-hem", locator="1", status="interpreted"),
    ]
    return KnowledgeGraph.of([*graph, *entries], [*graph.links, *links])


def test_the_status_by_hand() -> None:
    table = kgraph.status(people(), on=ON)
    assert distribution(table) == {"ongoing": (1, 1), "unknown": (3, 3)}  # only m-ute says so itself
    unknown, overdue, not_begun = table.counts
    assert (unknown.stated, overdue.stated, not_begun.stated, unknown.total) == (3, 1, 0, 4)
    assert [row["id"] for row in part(table, "overdue").rows] == ["m-kro"]  # its year ended and nobody said more
    after = kgraph.status(followed(people()), on=ON)
    assert distribution(after) == {"ongoing": (1, 2), "completed": (1, 1), "unknown": (2, 1)}
    assert part(after, "overdue").rows == ()
    assert [row["id"] for row in part(kgraph.status(people(), on=date(2024, 12, 1)), "upcoming").rows] == [
        "m-kro",
        "m-hem",
    ]


def test_who_is_delayed_is_named_before_the_time_is_over() -> None:
    """m-ute by a note, m-hem by a reading; m-kro was delayed and is done.  Before any of it nobody is."""
    entries = [
        FollowUp(id="f-1", label=Text(sv="1"), date="2025-06-01", measure_status="delayed"),
        FollowUp(id="f-2", label=Text(sv="2"), date="2025-08-01", measure_status="completed"),
        FollowUp(id="f-3", label=Text(sv="3"), date="2025-09-01", measure_status="delayed", note=Text(sv="Väntar")),
        FollowUp(id="f-4", label=Text(sv="4"), date="2025-09-01", measure_status="delayed"),
    ]
    ends = [("f-1", "m-kro", "stated"), ("f-2", "m-kro", "stated"), ("f-3", "m-ute", "stated"), ("f-4", "m-hem", "interpreted")]  # fmt: skip
    links = [
        Link.model_validate({"source": one, "relation": "followsUp", "target": other, "status": status, "locator": "1"})
        for one, other, status in ends
    ]
    graph = KnowledgeGraph.of([*people(), *entries], [*people().links, *links])
    late = part(kgraph.status(graph, on=date(2025, 12, 1)), "delayed")
    assert [(row["id"], row["basis"], row["timing"]) for row in late.rows] == [
        ("m-ute", "stated", "now"),
        ("m-hem", "interpreted", "now"),
    ]
    assert "1 (2) åtgärder" in late.notes[0].sv
    assert {"note", "basis_label"} <= {column.key for column in late.columns}
    assert [one.name for one in kgraph.status(graph, on=date(2025, 5, 31)).also] == ["overdue", "upcoming"]


def test_what_is_overdue_by_a_reading_alone_is_told_so() -> None:
    measures = [
        Measure(id="m-1", label=Text(sv="Ett"), ends="2025"),
        Measure(id="m-2", label=Text(sv="Två"), ends="2025", interpreted=("ends",)),
    ]
    late = part(kgraph.status(KnowledgeGraph.of(measures, []), on=ON), "overdue")
    assert [(row["id"], row["basis"]) for row in late.rows] == [("m-1", "stated"), ("m-2", "interpreted")]
    assert "basis_label" in {column.key for column in late.columns}


def test_a_time_that_names_no_day_is_told_and_not_said_to_be_lacking() -> None:
    """By hand: only the last has no time at all."""
    times: list[dict[str, str]] = [
        {"time": "HT 2026"},
        {"time": "i vår"},
        {"time": "löpande", "recurrence": "continuous"},
        {},
    ]
    measures = [Measure(id=f"m-{number}", label=Text(sv="x"), **told) for number, told in enumerate(times)]
    rows = part(kgraph.status(KnowledgeGraph.of(measures, []), on=ON, measures=True), "measure_status").rows
    assert {str(row["id"])[-1]: cell_text(row["timing_label"]) for row in rows} == {
        "0": "kommande",
        "1": "«i vår», inte tolkad som datum",
        "2": "återkommer: löpande",
        "3": "ingen tid angiven",
    }


def test_what_is_unknown_is_said_first() -> None:
    table = kgraph.status(people(), on=ON)
    assert table.counts[0].key == "unknown"
    assert "okänt för 3 av 4" in table.notes[0].sv


def test_every_measure_with_who_says_so_since_when_and_its_parts() -> None:
    rows = {
        row["id"]: row for row in part(kgraph.status(followed(people()), on=ON, measures=True), "measure_status").rows
    }
    kro, ute, sjalv = rows["m-kro"], rows["m-ute"], rows["m-sjalv"]
    assert (kro["status"], kro["since"], kro["timing"]) == ("completed", "2026-02-01", "closed")
    assert getattr(kro["noted_by"], "sv", "") == "styrgruppen"
    assert (getattr(ute["noted_by"], "sv", ""), ute["since"]) == ("källan, utgiven 2024", None)
    assert (sjalv["status"], [one.sv for one in sjalv["parts"]]) == ("unknown", ["1 planerad"])  # type: ignore[union-attr]  # Texts
    assert (rows["m-hem"]["status_stated"], rows["m-hem"]["status"]) == ("unknown", "ongoing")


def test_a_status_that_is_our_reading_is_unknown_by_what_is_stated() -> None:
    read = [
        one.model_copy(update={"interpreted": ("measure_status",)}) if one.id == "m-ute" else one for one in people()
    ]
    table = kgraph.status(KnowledgeGraph.of(read, people().links), on=ON, measures=True)
    assert distribution(table) == {"ongoing": (0, 1), "unknown": (4, 3)}
    row = next(one for one in part(table, "measure_status").rows if one["id"] == "m-ute")
    assert (row["status"], row["status_stated"]) == ("ongoing", "unknown")
    assert cell_text(row["noted_by"], "sv") == "vår läsning av källan"


def test_rows_of_all_measures_are_made_when_they_are_looked_at() -> None:
    rows = kgraph.status(people(), on=ON, measures=True).also[-1].rows
    assert isinstance(rows, LazyRows)
    assert rows[:2] == tuple(rows)[:2]


def test_only_so_many_measures_are_told_and_it_is_said() -> None:
    table = part(kgraph.status(people(), on=ON, measures=True, most=1), "measure_status")
    assert [row["id"] for row in table.rows] == ["m-ute"]  # what is under way comes before what nobody knows
    assert "1 första av 4" in table.notes[0].sv


def test_the_course_over_time_by_hand() -> None:
    table = kgraph.history(followed(people()), on=ON)
    assert [(row["id"], row["date"], row["status"]) for row in table.rows] == [
        ("m-hem", "2026-01-15", "ongoing"),
        ("m-kro", "2025-06-01", "ongoing"),
        ("m-kro", "2026-02-01", "completed"),
    ]
    assert (table.counts[0].stated, table.counts[0].with_interpreted) == (1, 2)
    days = {
        row["date"]: (row["ongoing_stated"], row["ongoing"], row["completed"], row["unknown"])
        for row in table.also[0].rows
    }
    assert days == {
        "2025-06-01": (2, 2, 0, 2), "2026-01-15": (2, 3, 0, 1), "2026-02-01": (1, 2, 1, 1), "2026-03-01": (1, 2, 1, 1),
    }  # fmt: skip
    assert kgraph.history(followed(people()), on=date(2025, 1, 1)).rows == ()


@given(towns(), DAYS)
@settings(max_examples=60, deadline=None)
def test_the_statuses_of_all_measures_add_up_and_each_is_told_once(graph: KnowledgeGraph, on: date) -> None:
    table = kgraph.status(graph, on=on, measures=True)
    total = len(graph.of_kind("Measure"))
    counted = distribution(table)
    assert sum(both[0] for both in counted.values()) == sum(both[1] for both in counted.values()) == total
    rows = part(table, "measure_status").rows
    assert sorted(str(row["id"]) for row in rows) == [one.id for one in graph.of_kind("Measure")]
    for status, (stated, every) in counted.items():
        assert every == sum(row["status"] == status for row in rows)
        assert stated == sum(row["status_stated"] == status for row in rows)
    late = {row["id"] for row in part(table, "overdue").rows}
    assert late == {row["id"] for row in rows if row["timing"] == "overdue"}
    assert all(
        str(row["last"]) < on.isoformat() and row["status"] not in ("completed", "cancelled")
        for row in rows
        if row["id"] in late
    )


@given(towns(), DAYS)
@settings(max_examples=60, deadline=None)
def test_the_course_over_time_is_the_status_asked_on_each_day(graph: KnowledgeGraph, on: date) -> None:
    for row in kgraph.history(graph, on=on).also[0].rows:
        asked = distribution(kgraph.status(graph, on=date.fromisoformat(str(row["date"]))))
        told = {key: (row[f"{key}_stated"], row[key]) for key in row if f"{key}_stated" in row and key != "date"}
        assert {key: both for key, both in told.items() if both != (0, 0)} == asked


def test_what_the_log_holds_is_listed_the_latest_first_and_what_is_lost_is_told(tmp_path: Path) -> None:
    project.init(tmp_path / "plan")
    record(tmp_path / "plan", ["m-tobaksfri"], "pågår", by="rådet", on="2026-02-01")
    log, _ = record(tmp_path / "plan", ["m-tobaksfri"], "klar", by="styrgruppen", on="2026-06-01", note="Alla skolor")
    log.write_text(log.read_text(encoding="utf-8") + "2026-07-01;m-borta;delayed;rådet;\n", encoding="utf-8")
    graph = kgraph.load(tmp_path / "plan")
    table = kgraph.followup(graph)
    assert [(row["date"], row["measures"], row["status"], row["role"]) for row in table.rows] == [
        ("2026-07-01", (), "delayed", "rådet"),
        ("2026-06-01", ("m-tobaksfri",), "completed", "styrgruppen"),
        ("2026-02-01", ("m-tobaksfri",), "ongoing", "rådet"),
    ]
    assert (table.counts[0].stated, table.counts[0].total) == (2, 3)
    assert "m-borta" in getattr(table.rows[0]["label"], "sv", "")
    assert len(kgraph.followup(graph, "m-tobaksfri").rows) == 2
    assert [distribution(kgraph.status(graph, on=day))["unknown"] for day in (date(2026, 1, 1), ON)] == [(2, 2), (1, 1)]
    plan = graph.of_kind("Plan")[0].id
    from kgraph.parts.scope import of_plan

    assert "completed" in distribution(kgraph.status(of_plan(graph, plan), on=date(2026, 7, 1)))


def test_the_five_documents() -> None:
    """Only the mapping of 2021 and a few rows say how things go: 118 of 172 measures have no known status, 35 have run out of time."""
    table = kgraph.status(kgraph.load(), on=ON)
    assert [(count.with_interpreted, count.total) for count in table.counts] == [(118, 172), (35, 172), (3, 172)]
    assert part(table, "overdue").rows[0]["id"] == "m-hv-1-01"
    assert "17 av dem" in table.notes[1].sv  # the slides' colours


def test_what_is_unknown_and_what_is_known_is_counted_both_ways() -> None:
    """One measure is ongoing as stated, one by our own reading alone, and of one the text has lost what the source shows."""
    nodes = [
        Measure(id="m-sagt", label=Text(sv="Sagt"), measure_status="ongoing"),
        Measure(id="m-last", label=Text(sv="Läst"), measure_status="ongoing", interpreted=("measure_status",), unknown=("measure_status",)),
        Measure(id="m-tyst", label=Text(sv="Tyst")),
    ]  # fmt: skip
    graph = KnowledgeGraph.of(nodes, [])
    said = [note.sv for note in kgraph.status(graph, on=date(2026, 1, 1)).notes]
    assert said[0].startswith("Läget är okänt för 2 (1) av 3 åtgärder")
    assert said[1].startswith("För 1 (0) av dem")
    assert "nu känt för 1 av 3 åtgärder, för 2 när tolkningar räknas med." in told(graph, (), on=date(2026, 1, 1))[0].sv
