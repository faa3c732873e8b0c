"""A plan as a table: a row a measure, as a spreadsheet in Swedish saves it."""

from __future__ import annotations

import csv
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.checks import check, explain
from kgraph.errors import DataError
from kgraph.model import KINDS, Measure, cell_text
from kgraph.names import fold
from tests.sources.loading import places, yaml_file

CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60) | st.sampled_from(
    ["Skolan; parken", "=1+1", "-", "å, ä|ö"]
)
HEADING = "Område;Orsak;Åtgärd;Ansvarig;Medverkar;Tid;Status"


def table(folder: Path, *rows: str, heading: str = HEADING, name: str = "Plan Exempelstad 2026.csv") -> Path:
    """A table as Excel saves it in Sweden: semicolons, a byte order mark, lines that end with both signs."""
    path = folder / name
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join((heading, *rows, "")).encode())
    return path


def test_a_row_is_a_measure_and_what_it_says_is_stated_there(tmp_path: Path) -> None:
    file = table(tmp_path, "Narkotika;Lätt att köpa;Vuxna ute;SOC, Polisen;Föreningar;2026-2027;pågår")
    graph = kgraph.load(file)
    (measure,) = graph.of_kind("Measure")
    known = (measure.label.sv, measure.starts, measure.ends, measure.measure_status, measure.locator)  # type: ignore[attr-defined]
    assert known == ("Vuxna ute", "2026", "2027", "ongoing", "rad 2")
    said = {(graph[link.source].label.sv, link.relation, graph[link.target].label.sv) for link in graph.links}
    assert said == {
        ("Vuxna ute", "homeArea", "Narkotika"),
        ("Vuxna ute", "addresses", "Lätt att köpa"),
        ("Lätt att köpa", "contributesTo", "Narkotika"),
        ("SOC", "isResponsibleFor", "Vuxna ute"),
        ("Polisen", "isResponsibleFor", "Vuxna ute"),
        ("Föreningar", "takesPartIn", "Vuxna ute"),
        ("Vuxna ute", "partOf", "Plan Exempelstad 2026"),
    }
    assert {(link.status, link.locator) for link in graph.links} == {("stated", "rad 2")}


def test_a_row_without_a_measure_is_a_cause_that_has_none(tmp_path: Path) -> None:
    graph = kgraph.load(table(tmp_path, "Narkotika;Lätt att köpa;;;;;", "Narkotika;Fri sikt;Klippa häckar;;;;"))
    (count, *_) = kgraph.coverage(graph).counts
    assert (count.stated, count.with_interpreted, count.total) == (1, 1, 2)


def test_the_same_words_are_the_same_thing_whatever_their_case(tmp_path: Path) -> None:
    rows = ("Narkotika;Fri sikt;Klippa häckar;SOC;;2026;", "Skolmiljö;fri sikt; klippa  häckar ;soc;;2026;")
    graph = kgraph.load(table(tmp_path, *rows))
    assert [len(graph.of_kind(kind)) for kind in ("Measure", "Cause", "Actor", "CrimeArea")] == [1, 1, 1, 2]
    assert kgraph.overlap(graph, "narkotika", "skolmiljö").counts[0].stated == 1


def test_a_measure_told_of_in_two_ways_is_not_guessed_to_be_one(tmp_path: Path) -> None:
    rows = ("Narkotika;;Utbilda;;;2026;", "Skolmiljö;;Utbilda;;;2027;")
    assert places(table(tmp_path, *rows)) == [("Plan Exempelstad 2026.csv", 3, "F7")]


def test_rows_are_numbered_as_the_spreadsheet_does(tmp_path: Path) -> None:
    file = table(tmp_path, '"A\nB";;"Två\nrader";;;;', ";;;;;;", "A;;Nästa;;;;")
    graph = kgraph.load(file)
    assert [(one.label.sv, one.locator) for one in graph.of_kind("Measure")] == [
        ("Nästa", "rad 4"),
        ("Två rader", "rad 2"),
    ]


def test_a_remark_and_a_fault_stand_on_the_row_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    broken, twice = '"A\nB";;"Två\nrader";;;;', "A;;Nästa;;;2026;;1;2"
    file = table(tmp_path, broken, ";;;;;;", "A;;Nästa;;;2026;", "A;;Nästa;;;2027;", twice)
    assert sorted(places(file)) == [(file.name, 5, "F7"), (file.name, 6, "F5")]
    graph = kgraph.load(table(tmp_path, broken, "A;;Nästa;;;;"))
    assert graph.position(graph["m-nasta"]).line == 3


@pytest.mark.parametrize(("first", "row"), [("", 3), ("sep=;\n", 3), ("Plan;\n;\n", 5)])
def test_the_row_that_tells_the_delimiter_is_none_of_the_spreadsheets(first: str, row: int, tmp_path: Path) -> None:
    file = tmp_path / "Plan.csv"
    file.write_text(f"{first}Åtgärd;Tid\nEtt;2026\nTvå;2026\n", encoding="utf-8")
    assert kgraph.load(file)["m-tva"].locator == f"rad {row}"


@pytest.mark.parametrize(
    ("time", "starts", "ends", "recurrence"),
    [
        ("2026", "2026", "2026", None),
        ("2026-05-01", "2026-05-01", "2026-05-01", None),
        ("2026–2027", "2026", "2027", None),
        ("löpande", None, None, "continuous"),
        ("våren", None, None, None),
        ("jun-26", "2026-06", "2026-06", None),
        ("26-jun", None, None, None),
    ],
)
def test_only_a_time_that_can_be_read_in_one_way_is_read(
    tmp_path: Path, time: str, starts: str | None, ends: str | None, recurrence: str | None
) -> None:
    (measure,) = kgraph.load(table(tmp_path, f"A;;Åtgärden;;;{time};")).of_kind("Measure")
    assert (measure.time, measure.starts, measure.ends, measure.recurrence) == (time, starts, ends, recurrence)  # type: ignore[attr-defined]


def test_a_sign_for_nothing_is_nothing_and_a_column_that_is_not_read_is_told(tmp_path: Path) -> None:
    graph = kgraph.load(table(tmp_path, "–;-;Åtgärden;?;7", heading="Område;Orsak;Insats;Vem;Prioritet"))
    assert [one.kind for one in graph.nodes.values() if one.kind not in ("Source", "Plan")] == ["Measure"]
    assert ["Prioritet" in one.sv for one in graph.remarks] == [True]


def test_a_status_that_is_none_is_told_at_its_row(tmp_path: Path) -> None:
    assert places(table(tmp_path, "A;;Åtgärden;;;;kanske")) == [("Plan Exempelstad 2026.csv", 2, "F7")]


def test_a_table_without_measures_says_which_headings_it_has(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="«Namn», «Adress»"):
        kgraph.load(table(tmp_path, "A;B", heading="Namn;Adress"))


def test_a_workbook_is_told_how_to_save_itself(tmp_path: Path) -> None:
    book = tmp_path / "plan.xlsx"
    book.write_bytes(b"PK")
    with pytest.raises(DataError, match="CSV UTF-8"):
        kgraph.load(book)


def test_yaml_beside_a_table_adds_to_it_and_the_logs_are_no_plans(tmp_path: Path) -> None:
    table(tmp_path, "Narkotika;;Åtgärden;;;;", "Skolmiljö;Orsaken;;;;;")
    links = "links:\n  - {source: m-atgarden, relation: addresses, target: cause-orsaken, status: interpreted, rationale: {sv: Därför.}}\n"
    yaml_file(tmp_path, links)
    (tmp_path / "follow-up-log.csv").write_text(
        "date;measure;status;role;note\n2026-02-01;m-atgarden;klar;styrgruppen;\n", encoding="utf-8"
    )
    graph = kgraph.load(tmp_path)
    assert kgraph.coverage(graph).counts[0].with_interpreted == 1
    assert kgraph.coverage(graph).counts[0].stated == 0
    assert len(graph.of_kind("FollowUp")) == 1


def test_long_names_get_ids_that_differ_and_stay(tmp_path: Path) -> None:
    long = "Genomföra en mycket lång åtgärd med många ord om "
    rows = (f"A;;{long}skolan;;;;", f"A;;{long}parken;;;;")
    first = {one.label.sv: one.id for one in kgraph.load(table(tmp_path, *rows)).of_kind("Measure")}
    again = {one.label.sv: one.id for one in kgraph.load(table(tmp_path, *reversed(rows))).of_kind("Measure")}
    assert len(set(first.values())) == 2
    assert first == again


def test_headings_of_several_lines_and_with_commas_are_read(tmp_path: Path) -> None:
    heading = '"Problem-,\nområde";"Operativa\nmål";"Åtgärd";"Vem,\nnär, hur"'
    graph = kgraph.load(table(tmp_path, "Narkotika;Lugn;Göra;SOC", heading=heading))
    assert [one.label.sv for one in graph.of_kind("Measure", "Goal")] == ["Lugn", "Göra"]
    assert {one.locator for one in graph.of_kind("Measure")} == {"rad 2"}
    assert len(graph.remarks) == 2


def test_next_years_table_is_compared_with_this_years(tmp_path: Path) -> None:
    rows = ("Narkotika;Fri sikt;Klippa häckar;;;;", "Narkotika;Lätt att köpa;Vuxna ute på luncherna;;;;")
    before = kgraph.load(table(tmp_path, *rows, name="Plan 2026.csv"))
    after = kgraph.load(
        table(tmp_path, rows[0].replace("Klippa häckar", ""), rows[1].replace("på", "under"), name="Plan 2027.csv")
    )
    changes = kgraph.versions(before, after)
    assert {(row["code"], cell_text(row["label"])) for row in changes.rows if row["kind"] == "Measure"} == {
        ("removed", "Klippa häckar"),
        ("reworded", "Vuxna ute under luncherna"),
    }
    assert [count.stated for count in changes.counts if count.key == "lost"] == [1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), max_size=6))
def test_whatever_the_cells_hold_each_measure_is_there_once_and_rows_may_change_places(
    rows: list[tuple[str, str, str, str]],
) -> None:
    def read(of: list[tuple[str, str, str, str]]) -> tuple[set[str], set[str]]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "plan.csv")
            with file.open("w", encoding="utf-8-sig", newline="") as written:
                csv.writer(written, delimiter=";").writerows([("Område", "Orsak", "Åtgärd", "Vem"), *of])
            graph = kgraph.load(file)
        return {one.id for one in graph.of_kind("Measure")}, {link.id for link in graph.links}

    measures, links = read(rows)
    assert len(measures) == len({fold(row[2]) for row in rows if fold(row[2])})
    assert read(rows[::-1]) == (measures, links)


MERGED = ("A;O1;M1;;;;", ";;M2;;;;", ";;M3;;;;", "B;O2;M4;;;;", ";;M5;;;;")


def test_cells_that_look_merged_are_told_and_never_guessed(tmp_path: Path) -> None:
    """By hand: rows 3, 4 and 6 lack what stands in the row above, as a spreadsheet saves merged cells."""
    graph = kgraph.load(table(tmp_path, *MERGED))
    said = [(one.position.line, one.sv) for one in graph.remarks]
    assert said == [
        (3, "3 av 5 rader saknar Område (rad 3, 4, 6); det ser ut som sammanfogade celler."),
        (3, "3 av 5 rader saknar Orsak (rad 3, 4, 6); det ser ut som sammanfogade celler."),
    ]
    assert {link.source for link in graph.of_relation("homeArea")} == {"m-m1", "m-m4"}
    told = [found for found in check(graph) if found.code == "F9"]
    assert all("fyll i varje rad" in found.fix.sv for found in told)
    assert len(told) == 2


@pytest.mark.parametrize(
    "rows",
    [
        ("A;O;M1;;;;", "A;O;M2;;;;", "A;;M3;;;;", ";;M4;;;;"),  # the same words in two rows: nobody merged them
        ("A;O1;M1;;;;", "B;O2;M2;;;;", "C;O3;M3;;;;", "D;;M4;;;;"),  # one is lacking
        (";;M1;;;;", ";;M2;;;;"),  # there are none
    ],
)
def test_a_table_with_gaps_of_its_own_does_not_look_merged(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert not [one for one in kgraph.load(table(tmp_path, *rows)).remarks if "sammanfogade" in one.sv]


def test_a_row_without_an_area_is_told_where_others_have_one(tmp_path: Path) -> None:
    """What has no area is in no cause tree.  M1 has its area from the first row; a table without areas has none to lack."""
    rows = ("A;O1;M1;;;;", "A;O2;M1;;;;", ";O2;M1;;;;", ";O3;M2;;;;", "A;O4;M3;;;;", ";O5;;;;;", "B;;M4;;;;")
    (remark,) = kgraph.load(table(tmp_path, *rows)).remarks
    assert remark.position.line == 5
    assert remark.sv.startswith("2 av 7 rader har ingenting under Område (rad 5, 7). De räknas inte i något område")
    assert kgraph.load(table(tmp_path, ";O1;M1;;;;", ";O2;M2;;;;")).remarks == ()
    (merged,) = (one for one in kgraph.load(table(tmp_path, *MERGED)).remarks if "Område" in one.sv)
    assert "sammanfogade" in merged.sv


def test_a_row_with_somebody_in_charge_of_no_measure_is_told(tmp_path: Path) -> None:
    (remark,) = kgraph.load(table(tmp_path, "A;O;M1;SOC;;;", "A;O;;Polisen;;2026;")).remarks
    assert "1 av 2 rader saknar Åtgärd (rad 3)" in remark.sv


def test_a_row_number_is_no_column_to_remark_on(tmp_path: Path) -> None:
    for name in ("Nr", "Nummer", "#"):
        assert kgraph.load(table(tmp_path, "1;A;M", heading=f"{name};Område;Åtgärd")).remarks == ()


def test_the_indicator_of_a_row_measures_its_goal_where_there_is_one_goal(tmp_path: Path) -> None:
    rows = ("M1;Lugn;Antal anmälda;", "M2;Ett mål; Ett mått;", "M3;Mål ett; Ett annat mått;x")
    graph = kgraph.load(table(tmp_path, *rows, "M4;Mål två;Mått fyra", heading="Åtgärd;Mål;Mått;Kommentar"))
    assert {
        (link.source, link.target, link.status) for link in graph.of_relation("isMeasuredBy") if link.source == "g-lugn"
    } == {("g-lugn", "i-antal-anmalda", "stated")}
    assert [found for found in check(graph) if found.code == "G8" and found.judged] == []
    several = kgraph.load(table(tmp_path, '"M;";"Mål ett; mål två";Mått', heading="Åtgärd;Mål;Mått", name="B.csv"))
    assert {link.source for link in several.of_relation("isMeasuredBy")} == {"m-m"}
    (found,) = (found for found in check(several) if found.code == "G8")
    assert "Mål och Mått" in found.fix.sv


def test_what_holds_for_the_plan_stands_in_any_one_row(tmp_path: Path) -> None:
    heading = "Åtgärd;Lägesbild;Beslutad av;Beslutad"
    graph = kgraph.load(table(tmp_path, "M1;;;", "M2;Lägesbild 2025;KS;2026-01-15", heading=heading))
    verdicts = {row["code"]: row["verdict"] for row in kgraph.law(graph, on=date(2026, 6, 1)).rows}
    assert (verdicts["L1"], verdicts["L4"], verdicts["L5"]) == ("fulfilled", "not_due", "fulfilled")
    rows = ("M1;;KS;", "M2;;KF;")
    assert places(table(tmp_path, *rows, heading=heading, name="B.csv")) == [("B.csv", 3, "F7")]


def test_the_municipality_of_the_plan_has_a_column(tmp_path: Path) -> None:
    file = table(tmp_path, "M1;Ekeby kommun", "M2;Ekeby kommun", "M3;", heading="Åtgärd;Kommun")
    graph = kgraph.load(file)
    (town,) = graph.of_kind("Municipality")
    assert [graph[link.source].kind for link in graph.incoming(town.id, "isPlanOf")] == ["Plan"]
    assert remarks(file) == []
    assert town.id in {row["subject"] for row in kgraph.law(graph).rows}
    two = table(tmp_path, "M1;Ekeby kommun", "M2;Norrtuna kommun", heading="Åtgärd;Kommun", name="B.csv")
    assert places(two) == [("B.csv", 3, "F7")]


def test_a_silent_table_breaks_no_duty_and_its_remedy_can_be_pasted(tmp_path: Path) -> None:
    table(tmp_path, "A;O;M;;;;")
    found = {one.code: one for one in check(kgraph.load(tmp_path), on=date(2026, 6, 1)) if one.level == "law"}
    assert not any(one.judged for one in found.values())
    pasted = [found[code].fix.sv.partition(": - ")[2].partition(" (eller")[0] for code in ("L4", "L7", "L8", "L9")]
    yaml_file(tmp_path, "".join(("statements:\n", *(f"  - {line}\n" for line in pasted))))
    after = kgraph.law(kgraph.load(tmp_path), on=date(2026, 10, 1)).rows
    assert {row["code"] for row in after if row["verdict"] == "fulfilled"} == {"L4", "L7", "L8", "L9"}


def test_a_remedy_for_what_stands_in_a_table_names_columns_and_no_fields(tmp_path: Path) -> None:
    """An area that the plan gives priority, without causes; measures without anybody, without a type, a level or a time perspective."""
    file = table(tmp_path, "Klotter;Tristess;Måla;;", "Stöld;;Låsa;;", "Klotter;Tristess;Städa;A, B;social", heading="Område;Orsak;Åtgärd;Ansvarig;Preventionstyp")  # fmt: skip
    plan = kgraph.load(tmp_path).of_kind("Plan")[0].id
    yaml_file(tmp_path, f"links:\n  - {{source: {plan}, relation: prioritises, target: area-stold, locator: rad 1}}\n")
    found = [
        one for one in check(kgraph.load(tmp_path)) if one.file == str(file) and one.level in ("guidance", "quality")
    ]
    assert {"G1", "G6", "G11", "G12"} <= {one.code for one in found}
    fields = {name for kind in KINDS.values() for name in kind.model_fields} | {"contributes_to", "responsible", "actors", "goals", "indicators"}  # fmt: skip
    assert {(one.code, word) for one in found for word in re.findall("«(.*?)»", one.fix.sv) if word in fields} == set()


def test_the_type_and_the_time_perspective_of_a_measure_have_columns(tmp_path: Path) -> None:
    heading = "Åtgärd;Preventionstyp;Tidsperspektiv"
    graph = kgraph.load(table(tmp_path, "Måla;situationell;Kort sikt", "Lära;Social;lång sikt", heading=heading))
    told = {one.id: (one.prevention_type, one.time_perspective) for one in graph.of_kind("Measure") if isinstance(one, Measure)}  # fmt: skip
    assert told == {"m-lara": ("social", "change_conditions"), "m-mala": ("situational", "reactive")}
    assert places(table(tmp_path, "Måla;ungefär social;", heading=heading, name="B.csv")) != []


def test_a_doubtful_name_in_a_table_is_mended_in_the_table(tmp_path: Path) -> None:
    graph = kgraph.load(table(tmp_path, "A;;Ett;Bostads XQ;;2026;", "A;;Två;Skolan;;2026;", "A;;Tre;Skolor;;2026;"))
    fixes = {found.fix.sv for found in check(graph) if found.code == "Q12"}
    assert [one[:10] for one in sorted(fixes)] == ["Skriv ut d", "Är det sam"]
    assert not [one for one in fixes if "abbreviation" in one or "match" in one]


def test_a_table_in_another_coding_is_told_in_the_words_of_the_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "Plan.csv"
    file.write_text("Åtgärd;Tid\nEtt;2026\n", encoding="latin-1")
    with pytest.raises(DataError, match="är inte sparad som «CSV UTF-8»"):
        kgraph.load(file)


def test_what_to_do_in_a_table_is_explained_too() -> None:
    told = {row["part"]: row["answer"] for row in explain("G6").rows}
    assert "kolumnen Ansvarig" in str(told["table_fix"])


def remarks(file: Path) -> list[tuple[int | None, str]]:
    return [(one.position.line, one.sv) for one in kgraph.load(file).remarks]


def test_cells_that_seem_to_name_several_are_read_as_one_and_told(tmp_path: Path) -> None:
    rows = (
        "A;;Ett;Polisen och socialtjänsten;;2026;", "A;;Två;Polisen/Skolan;;2026;", "A;;Tre;Barn- och utbildningsförvaltningen;;2026;",
        "A;;Fyra;Polisen, SOC;Soc + polis;2026;",
    )  # fmt: skip
    file = table(tmp_path, *rows)
    assert remarks(file) == [
        (2, "i Ansvarig ser 2 ut att nämna flera men läses som en: «Polisen och socialtjänsten» (2), «Polisen/Skolan» (3). Talet inom parentes är raden."),
        (5, "i Medverkar ser 1 ut att nämna flera men läses som en: «Soc + polis» (5). Talet inom parentes är raden."),
    ]  # fmt: skip
    assert len(kgraph.load(file).of_kind("Actor")) == 6


@pytest.mark.parametrize("cell", ["N.N.", "Vakant", "ej klart"])
def test_a_cell_that_names_nobody_is_told(tmp_path: Path, cell: str) -> None:
    ((line, said),) = remarks(table(tmp_path, "A;;Ett;Polisen;;2026;", f"A;;Två;{cell};;2026;"))
    assert (line, f"«{cell}» (3)" in said, "nämner 1 ingen men läses som en aktör" in said) == (3, True, True)


def test_a_month_that_excel_has_rewritten_is_read_and_told(tmp_path: Path) -> None:
    file = table(tmp_path, "A;;Ett;SOC;;jun-26;", "A;;Två;SOC;;Okt-27;")
    assert [(one.starts, one.ends) for one in kgraph.load(file).of_kind("Measure") if isinstance(one, Measure)] == [
        ("2026-06", "2026-06"),
        ("2027-10", "2027-10"),
    ]
    ((line, said),) = remarks(file)
    assert line == 2
    assert said.startswith("i Tid läses 2 som en månad, så som Excel skriver om «2026-06»: «jun-26» (2), «Okt-27» (3)")
    (told,) = kgraph.load(table(tmp_path, "A;;Ett;SOC;;jan-26;")).remarks
    assert "skriv den som 2026-01," in told.fix_sv
    assert "2026-06" not in told.fix_sv


def test_a_day_alone_is_read_as_that_of_the_measure_and_told(tmp_path: Path) -> None:
    days = table(tmp_path, "A;;Ett;SOC;;2026-10-30;", "A;;Två;SOC;;2026-10-01 – 2026-10-30;", "A;;Tre;SOC;;2026-10;")
    assert remarks(days) == [
        (2, "i Tid läses 1 som dagen då åtgärden genomförs: «2026-10-30» (2). Talet inom parentes är raden.")
    ]
    due = table(tmp_path, "A;Ett;2026-10-30", heading="Område;Åtgärd;Klar senast")
    assert remarks(due) == []
    (measure,) = kgraph.load(due).of_kind("Measure")
    assert (measure.starts, measure.ends) == (None, "2026-10-30")  # type: ignore[attr-defined]


def test_a_title_above_the_headings_is_left_out_and_told(tmp_path: Path) -> None:
    path = tmp_path / "Plan Ekeby.csv"
    path.write_text(
        f'Åtgärdsplan Ekeby;;;;;;\n"Beslutad\n2026";;;;;;\n;;;;;;\n{HEADING}\nA;;Ett;SOC;;2026;\n', encoding="utf-8"
    )
    graph = kgraph.load(path)
    assert [(one.label.sv, one.locator) for one in graph.of_kind("Measure")] == [("Ett", "rad 5")]
    assert remarks(path) == [(1, "det som står ovanför rubrikerna läses inte: Åtgärdsplan Ekeby · Beslutad 2026.")]
