from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

import kgraph
from kgraph import project
from kgraph.analysis import review
from kgraph.errors import DataError, UsageError
from kgraph.export import append
from kgraph.model import LazyRows, cell_text
from kgraph.names import swedish_order
from kgraph.reviewing import apply, moved, record, told
from kgraph.speakers import is_known_role

LINK = "m-tobaksfri--addresses--cause-tobak"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project.init(tmp_path / "plan")
    return tmp_path / "plan"


def causes(folder: Path) -> tuple[int, int]:
    count = kgraph.coverage(kgraph.load(folder)).counts[0]
    return count.stated, count.with_interpreted


def test_confirming_moves_a_link_to_the_stated_count_and_rejecting_takes_it_away(folder: Path) -> None:
    before = (folder / "data" / "plan.yaml").read_bytes()
    assert causes(folder) == (0, 1)
    log, _ = record(folder, "confirm", [LINK], by="samverkansledningen", on="2026-03-01")
    assert causes(folder) == (1, 1)
    record(folder, "reject", [LINK], by="rådet", on="2026-04-01", note="Ändrat läge; se protokoll")
    assert causes(folder) == (0, 0)
    assert log.read_text(encoding="utf-8").splitlines() == [
        "\N{BYTE ORDER MARK}date;by;decision;link;note",  # a spreadsheet needs the mark
        f"2026-03-01;samverkansledningen;confirm;{LINK};",
        f'2026-04-01;rådet;reject;{LINK};"Ändrat läge; se protokoll"',
    ]
    assert (folder / "data" / "plan.yaml").read_bytes() == before


def test_the_answer_says_what_moved_in_the_plan(folder: Path) -> None:
    """The starter's one cause with a reading: confirmed it has a measure as stated, rejected it has none."""
    before = kgraph.load(folder)
    assert moved(before, before, [])[1:] == ()
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01")
    confirmed = kgraph.load(folder)
    (plan,) = confirmed.of_kind("Plan")
    lines = [line.sv for line in told(before, confirmed, [LINK])]
    assert lines[0].startswith("Bekräftad: ")
    assert f"{plan.brief.sv}: Orsaker med åtgärd, på papperet: 0 → 1 enligt planen, 1 → 1 med tolkade." in lines
    record(folder, "reject", [LINK], by="rådet", on="2026-04-01")
    after = [line.sv for line in moved(confirmed, kgraph.load(folder), [LINK])]
    assert f"{plan.brief.sv}: Orsaker med åtgärd, på papperet: 1 → 0 enligt planen, 1 → 0 med tolkade." in after


def test_a_decision_that_moves_no_figure_says_so(folder: Path) -> None:
    before = kgraph.load(folder)
    assert [line.sv for line in moved(before, before, [LINK])][1:] == [
        f"{before.of_kind('Plan')[0].brief.sv}: lika många orsaker och områden som förut har en åtgärd."
    ]


def test_the_list_shows_who_decided_and_when(folder: Path) -> None:
    assert [row["id"] for row in review(kgraph.load(folder)).rows] == [LINK]
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01")
    graph = kgraph.load(folder)
    assert review(graph).rows == ()
    (row,) = review(graph, reviewed=True).rows
    assert (row["status"], row["reviewed_by"], row["reviewed_on"]) == ("confirmed", "rådet", "2026-03-01")


def test_the_list_is_grouped_by_area(folder: Path) -> None:
    (row,) = review(kgraph.load(folder)).rows
    assert [str(area.sv) for area in row["areas"]] == ["Narkotika"]  # type: ignore[union-attr]  # a tuple of Texts
    assert row["rationale"]


@pytest.mark.parametrize(
    ("link", "by", "on", "message"),
    [
        (LINK + "x", "rådet", "2026-03-01", f"Menade du {LINK}"),
        ("m-tobaksfri--homeArea--area-narkotika", "rådet", "2026-03-01", "står i källan"),
        ("rådet", "Brottsförebyggande", "2026-03-01", '--by "Brottsförebyggande rådet"'),
        (LINK, " ", "2026-03-01", "--by"),
        (LINK, "a.b@example.se", "2026-03-01", "aldrig en person"),
        *(
            (LINK, by, "2026-03-01", "aldrig (?:en )?person|Skriv aldrig en person")
            for by in (
                "Anna Svensson",
                "anna svensson",
                "Anna",
                "Svensson, Anna",
                "Strateg Anna Svensson",
            )
        ),
        (LINK, "Anna\nstrateg", "2026-03-01", "--by"),
        (LINK, "rådet", "1800-01-01", "före år 2000"),
        (LINK, "r" * 81, "2026-03-01", "--by"),
        (LINK, "rådet", "20260301", "--date"),
        (LINK, "rådet", "1 mars", "--date"),
        (LINK, "rådet", "2026-02-30", "--date"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_nothing_is_written(
    folder: Path, link: str, by: str, on: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        record(folder, "confirm", [link], by=by, on=on)
    assert not (folder / "data" / "review-log.csv").exists()


def test_a_log_that_cannot_be_read_is_told_with_its_line(folder: Path) -> None:
    (folder / "data" / "review-log.csv").write_text(
        "date;by;decision;link;note\n2026-03-01;rådet;kanske;x;\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"review-log\.csv:2"):
        kgraph.load(folder)


def test_a_decision_on_a_link_that_is_gone_is_shown_and_changes_nothing(folder: Path) -> None:
    line = "2026-03-01;rådet;confirm;m-borta--addresses--cause-tobak;\n"
    (folder / "data" / "review-log.csv").write_text("date;by;decision;link;note\n" + line, encoding="utf-8")
    table = review(kgraph.load(folder))
    assert [row["id"] for row in table.also[0].rows] == ["m-borta--addresses--cause-tobak"]
    assert causes(folder) == (0, 1)


def test_a_log_that_an_editor_has_touched_is_still_read_and_added_to(folder: Path) -> None:
    log = folder / "data" / "review-log.csv"
    log.write_bytes(b"")
    record(folder, "confirm", [LINK, LINK], by="styrgruppen", on="2026-03-01")
    assert len(kgraph.load(folder).reviews) == 1
    before = log.read_bytes().rstrip(b"\n")
    log.write_bytes(before)
    record(folder, "reject", [LINK], by="styrgruppen", on="2026-03-02")
    assert log.read_bytes().startswith(before + b"\n")
    assert [review.decision for review in kgraph.load(folder).reviews] == ["confirm", "reject"]
    log.write_bytes(b"\xef\xbb\xbf" + log.read_bytes().replace(b"\n", b"\r\n") + b"date;by;decision;link;note\r\n")
    assert len(kgraph.load(folder).reviews) == 2


@pytest.mark.parametrize("content", ["2026-03-01;rådet;confirm;x;\n", 'date;by;decision;link;note\n"2026\n', "a\rb\n"])
def test_a_log_that_is_no_log_is_refused_and_nothing_swallowed(folder: Path, content: str) -> None:
    (folder / "data" / "review-log.csv").write_text(content, encoding="utf-8", newline="")
    with pytest.raises(DataError, match=r"review-log\.csv"):
        kgraph.load(folder)


def test_a_part_of_a_graph_has_lost_no_reviews(folder: Path) -> None:
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01")
    part = kgraph.select(kgraph.load(folder), kgraph.near("gäng", 0))
    assert review(part).also == ()


def test_the_list_can_be_narrowed_to_an_area(folder: Path) -> None:
    graph = kgraph.load(folder)
    assert len(review(graph, area="narkotika").rows) == 1
    assert review(graph, area="nyrekrytering").rows == ()


def test_a_decision_of_a_day_to_come_is_refused_and_one_in_the_log_is_told(folder: Path) -> None:
    with pytest.raises(UsageError, match="har inte varit än"):
        record(folder, "confirm", [LINK], by="rådet", on="2026-03-02", today=date(2026, 3, 1))
    assert not (folder / "data" / "review-log.csv").exists()
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", today=date(2026, 3, 1))
    record(folder, "reject", [LINK], by="rådet", on="2031-03-01")
    told = [note.sv for note in review(kgraph.load(folder), on=date(2026, 3, 1)).notes if "daterade efter" in note.sv]
    assert len(told) == 1
    assert "1 ställningstaganden" in told[0]
    assert "2031-03-01" in told[0]
    assert not any("daterade efter" in note.sv for note in review(kgraph.load(folder), on=date(2031, 3, 1)).notes)


def test_two_first_writers_at_once_leave_one_heading_and_every_line(folder: Path) -> None:
    """Eight threads wait for each other before they append to a log that is not there yet."""
    log = folder / "data" / "review-log.csv"
    ready = threading.Barrier(8)

    def write(number: int) -> None:
        ready.wait()
        append(f"line {number}\n", log, heading="date;by;decision;link;note")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    heading, *lines = log.read_text(encoding="utf-8").splitlines()
    assert heading == "\N{BYTE ORDER MARK}date;by;decision;link;note"
    assert sorted(lines) == [f"line {number}" for number in range(8)]
    assert [path.name for path in log.parent.glob(".kgraph-*")] == []


def test_readings_without_an_area_are_grouped_by_what_they_are_about() -> None:
    rows = review(kgraph.load()).rows
    assert all(row["group"] for row in rows)
    bare = {str(one.sv) for row in rows if not row["areas"] for one in row["group"]}  # type: ignore[union-attr]  # Texts
    assert {"aktörer sinsemellan", "målgrupper sinsemellan", "planer utan område"} <= bare
    first_bare = next(place for place, row in enumerate(rows) if not row["areas"])
    assert not any(row["areas"] for row in rows[first_bare:])


def saved(folder: Path, *lines: str) -> Path:
    """A file of decisions as the page saves it: a byte order mark, and lines ended as in Windows."""
    file = folder / "granskning.csv"
    file.write_bytes(
        "\ufeff".encode() + "".join(f"{one}\r\n" for one in ("date;by;decision;link;note", *lines)).encode()
    )
    return file


def test_a_file_of_decisions_is_taken_into_the_log_once(folder: Path) -> None:
    file = saved(
        folder, f'2026-03-01;rådet;confirm;{LINK};"Prövad; se"', f'"2026-03-01";"rådet";"confirm";"{LINK}";"Prövad; se"'
    )
    done = apply(folder, file, today=date(2026, 3, 1))
    assert (len(done.added), len(done.skipped)) == (1, 1)
    assert causes(folder) == (1, 1)
    again = apply(folder, file)
    assert (len(again.added), len(again.skipped)) == (0, 2)
    assert len(kgraph.load(folder).reviews) == 1


def test_every_fault_of_a_file_is_told_with_its_line_and_nothing_is_written(folder: Path) -> None:
    file = saved(
        folder, f"2026-03-01;rådet;confirm;{LINK};", "2026-03-01;rådet;confirm;m-finns-inte--addresses--cause-tobak;",
        "2026-03-01;rådet;reject;m-tobaksfri--homeArea--area-narkotika;", f"1 mars;rådet;confirm;{LINK};", f"2031-01-01;rådet;confirm;{LINK};",
        f"2026-03-01;rådet;reject;{LINK};", f"2026-03-01;Anna Svensson;confirm;{LINK};",
    )  # fmt: skip
    with pytest.raises(DataError) as told:
        apply(folder, file, today=date(2026, 3, 1))
    faults = {problem.position.line: problem.sv for problem in told.value.problems}
    assert sorted(line for line in faults if line) == [3, 4, 5, 6, 7, 8]
    for line, words in (
        (3, "Ingen tolkad koppling"),
        (4, "står i källan"),
        (5, "date"),
        (6, "inte varit än"),
        (7, "både bekräftad och avvisad"),
        (8, "by"),
    ):
        assert words in faults[line]
    assert not (folder / "data" / "review-log.csv").exists()


def test_what_is_decided_already_is_told(folder: Path) -> None:
    record(folder, "reject", [LINK], by="styrgruppen", on="2026-02-01")
    with pytest.raises(DataError, match="redan avgjord av styrgruppen den 2026-02-01"):
        apply(folder, saved(folder, f"2026-03-01;rådet;confirm;{LINK};"))
    assert len(kgraph.load(folder).reviews) == 1


def test_a_file_without_decisions_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="ingen fil"):
        apply(folder, folder / "borta.csv")
    with pytest.raises(UsageError, match="innehåller inga"):
        apply(folder, saved(folder))
    (folder / "annat.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(DataError, match="rubrikraden"):
        apply(folder, folder / "annat.csv")


@pytest.mark.parametrize(
    "by",
    ["Region Västmanland", "Polisen Västerås", "Brottsförebyggande Rådet", "strategen", "den lokala styrgruppen", "trygghetssamordnare",
     "The board", "Crime prevention coordinator", "samverkansledningen i Västerås"],
)  # fmt: skip
def test_a_body_of_two_words_is_a_role(by: str) -> None:
    assert is_known_role(kgraph.load(), by)


@pytest.mark.parametrize("by", ["anna svensson", "Anna", "Svensson, Anna", "Strateg Anna Svensson", "", "?"])
def test_a_person_is_none(by: str) -> None:
    assert not is_known_role(kgraph.load(), by)


def test_a_role_that_the_graph_does_not_know_needs_a_word_for_it(folder: Path) -> None:
    with pytest.raises(UsageError, match="--new-role"):
        record(folder, "confirm", [LINK], by="trygghetsambassaden", on="2026-03-01")
    record(folder, "confirm", [LINK], by="trygghetsambassaden", on="2026-03-01", new_role=True)
    assert causes(folder) == (1, 1)


def test_a_note_with_what_may_be_a_name_is_refused_and_that_of_a_body_is_not(folder: Path) -> None:
    for note in ("Bertil Svensson sa ja", "enligt Anna Svensson"):
        with pytest.raises(UsageError, match="personuppgifter"):
            record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", note=note)
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", note="Brottsförebyggande Rådet sa ja")


def test_a_note_that_a_spreadsheet_could_take_for_a_formula_is_plain_text_and_read_as_it_was_meant(
    folder: Path,
) -> None:
    for note in ("=cmd|calc", "'=1", "+46", "-", "'vanlig"):
        log, _ = record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", note=note)
        written = log.read_text(encoding="utf-8").splitlines()[-1].rpartition(";")[2].strip('"')
        assert not written.startswith(("=", "+", "-"))
    notes = [one.note for one in kgraph.load(folder).reviews]
    assert notes == ["=cmd|calc", "'=1", "+46", "-", "'vanlig"]


def test_a_link_outside_the_chosen_part_is_refused(folder: Path) -> None:
    graph = kgraph.load(folder)
    part = graph.part([], [])
    with pytest.raises(UsageError, match="hör inte till den valda delen"):
        record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", part=part)
    record(folder, "confirm", [LINK], by="rådet", on="2026-03-01", part=graph)


def test_the_list_stands_by_area_and_words_and_its_rows_are_made_when_they_are_looked_at() -> None:
    table = review(kgraph.load(), reviewed=True)
    assert isinstance(table.rows, LazyRows)
    keys = [
        (not row["areas"], *(swedish_order(cell_text(words, "sv")) for words in (row["group"][0], row["link"])))
        for row in table.rows
        if isinstance(row["group"], tuple)
    ]
    assert len(keys) == len(table.rows) > 0
    assert keys == sorted(keys)
