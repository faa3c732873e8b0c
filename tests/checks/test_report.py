"""Findings as a table: sorted, grouped where they say the same, counted both ways where that applies."""

from __future__ import annotations

import json
from typing import Any

import pytest

import kgraph
from kgraph.checks import LEVELS, RULES, check, findings_table, from_problems
from kgraph.errors import Position, Problem
from kgraph.model import Finding, Text


def finding(code: str, **fields: Any) -> Finding:
    bare = Finding(code, RULES[code].level, Text(sv="Något", en="Something"), RULES[code].fix)
    return bare._replace(**fields)


def test_findings_are_sorted_by_level_code_file_and_line() -> None:
    places = [("b.yaml", 2), ("a.yaml", 10), ("a.yaml", 9)]
    mixed = [
        finding(code, file=file, line=line) for code in ("F1", "S10", "S2", "Q1", "G7", "G2") for file, line in places
    ]
    rows = findings_table(mixed, every=True).rows
    assert [row["code"] for row in rows[::3]] == ["G2", "G7", "Q1", "F1", "S2", "S10"]
    assert [row["place"] for row in rows[:3]] == ["a.yaml:9", "a.yaml:10", "b.yaml:2"]


def test_the_law_comes_first() -> None:
    assert LEVELS == ("law", "guidance", "quality", "structure")


def test_what_is_said_of_many_things_stands_once() -> None:
    many = [
        finding("G4", subject=f"m-{n}", label=Text(sv=f"Åtgärd {n}"), file="plan.yaml", line=n) for n in range(1, 8)
    ]
    table = findings_table(many)
    assert [(row["number"], row["place"]) for row in table.rows] == [(7, "plan.yaml:1, 2, 3, 4, 5, 6 …")]
    assert table.cells()[0][2] == "Åtgärd 1; Åtgärd 2; Åtgärd 3; … och 4 till"
    assert table.rows[0]["subjects"] == tuple(f"m-{n}" for n in range(1, 8))
    assert len(findings_table(many, every=True)) == 7


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_few_things_are_all_named(number: int) -> None:
    few = [finding("G4", subject=f"m-{n}", label=Text(sv=f"Å{n}")) for n in range(number)]
    assert findings_table(few).cells()[0][2] == "; ".join(f"Å{n}" for n in range(number))


def test_messages_that_differ_by_a_number_get_words_for_all_of_them() -> None:
    texts = [Text(sv=f"{n} med tolkade", en=f"{n} with interpreted") for n in (1, 2)]
    found = [finding("G2", case="interpreted_only", subject=f"c-{n}", message=text) for n, text in enumerate(texts)]
    (row,) = findings_table(found).rows
    assert isinstance(row["message"], Text)
    assert row["message"].sv == "Bara tolkade kopplingar leder till orsakerna (0 åtgärder enligt planen)."
    assert findings_table(found[:1]).rows[0]["message"] == texts[0]


def test_links_of_one_kind_stand_in_one_row_though_each_names_its_end() -> None:
    texts = [Text(sv=f"Kopplingen till {n} saknar motivering.") for n in (1, 2)]
    (row,) = findings_table(
        finding("S8", case="none", subject=f"m-{n}", message=text) for n, text in enumerate(texts)
    ).rows
    assert isinstance(row["message"], Text)
    assert row["message"].sv == "Tolkade kopplingar härifrån saknar motivering."


def test_causes_and_measures_are_counted_both_ways() -> None:
    counts = {
        count.key: (count.stated, count.with_interpreted) for count in findings_table(check(kgraph.example())).counts
    }
    assert counts == {"G2": (4, 2), "G3": (4, 2)}


def test_the_notes_say_how_many_and_what_cannot_be_judged() -> None:
    found = [
        finding("G6", subject="a"),
        finding("G6", subject="b", judged=False),
        finding("G4", subject="c", judged=False),
        finding("G9", subject="d", weight="hint"),
        finding("G2", subject="e", case="accepted", weight="accepted"),
    ]
    assert [note.sv for note in findings_table(found).notes] == [
        "G2 Varje orsak har en åtgärd: godtagen lucka i 1 fall",
        "G6 Varje åtgärd har en ansvarig, och bara en: uppfylls inte i 1 fall, går inte att bedöma i 1 fall",
        "G9 Målen går att mäta och är satta i tiden: 1 tips",
    ]


def test_what_cannot_be_judged_stands_apart_with_a_row_for_each_rule() -> None:
    found = [
        finding("G6", subject="a", message=Text(sv="Ingen ansvarar.")),
        *(finding("L7", judged=False, message=Text(sv=f"Går inte att bedöma: inget om {one}.")) for one in "abbcd"),
        finding("G4", judged=False, message=Text(sv="Går inte att bedöma: inga mål.")),
    ]
    table = findings_table(found)
    assert [row["code"] for row in table.rows] == ["G6"]
    assert [note.sv for note in table.notes] == ["G6 Varje åtgärd har en ansvarig, och bara en: uppfylls inte i 1 fall"]
    (apart,) = table.also
    assert [(row["code"], row["number"]) for row in apart.rows] == [("L7", 5), ("G4", 1)]
    assert [row[3] for row in apart.cells()] == ["inget om a; inget om b; inget om c; … och 1 till", "inga mål"]
    assert findings_table(found, every=True).also == ()
    assert len(findings_table(found, every=True)) == len(found)


def test_a_clean_plan_is_said_to_be_clean() -> None:
    table = findings_table([])
    assert (len(table), [note.sv for note in table.notes]) == (0, ["Kontrollen hittade inget att anmärka på."])


def test_the_table_is_json_all_through() -> None:
    table = findings_table(check(kgraph.example()))
    assert json.loads(json.dumps(table.to_json()))["name"] == "check"
    assert [column.key for column in table.columns] == ["level_label", "code", "thing", "place", "message", "fix"]


def test_problems_of_reading_become_findings_with_their_place_and_a_remedy() -> None:
    problems = (
        Problem("S2", Position("b.yaml", 3), "finns inte.", "is missing.", "Lägg in det.", "Add it."),
        Problem("F4", Position("a.yaml", 1), "är tom.", "is empty."),
    )
    empty, missing = from_problems(problems)
    assert (empty.code, empty.level, empty.file, empty.line) == ("F4", "structure", "a.yaml", 1)
    assert empty.fix == RULES["F4"].fix
    assert (missing.message, missing.fix) == (
        Text(sv="finns inte.", en="is missing."),
        Text(sv="Lägg in det.", en="Add it."),
    )


def test_every_finding_about_the_shipped_data_has_a_place_and_both_languages() -> None:
    for found in check(kgraph.load()):
        if found.subject or found.judged:  # what no source tells of has no place
            assert found.file is not None, found
            assert found.line is not None, found
        assert found.message.en, found
        assert found.fix.en, found
