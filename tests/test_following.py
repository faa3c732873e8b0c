from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

import kgraph
from kgraph import project, shipped
from kgraph.errors import DataError, UnknownName, UsageError
from kgraph.following import record
from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG, FollowUp
from kgraph.parts.scope import of_plan, said_by

MEASURE = "m-tobaksfri"
HEADING = "date;measure;status;role;note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project.init(tmp_path / "plan")
    return tmp_path / "plan"


def written(folder: Path, content: str) -> KnowledgeGraph:
    (folder / "data" / "follow-up-log.csv").write_text(content, encoding="utf-8", newline="")
    return kgraph.load(folder)


def entries(graph: KnowledgeGraph) -> list[tuple[str, str | None, str | None]]:
    return [(one.id, one.date, one.measure_status) for one in graph.of_kind("FollowUp") if isinstance(one, FollowUp)]


def test_an_entry_is_a_line_and_becomes_a_follow_up_of_its_measure(folder: Path) -> None:
    before = (folder / "data" / "plan.yaml").read_bytes()
    log, made = record(folder, [MEASURE], "pågår", by="styrgruppen", on="2026-03-01", note="Två av fem; resten i maj")
    record(folder, ["Tobaksfria skolor"], "done", by="rådet", on="2026-06-01")
    assert log.read_text(encoding="utf-8").splitlines() == [
        f"\N{BYTE ORDER MARK}{HEADING}",  # without the mark a spreadsheet shows "rÃ¥det"
        f'2026-03-01;{MEASURE};ongoing;styrgruppen;"Två av fem; resten i maj"',
        f"2026-06-01;{MEASURE};completed;rådet;",
    ]
    graph = kgraph.load(folder)
    assert entries(graph) == [
        ("log-2026-03-01-0001", "2026-03-01", "ongoing"),
        ("log-2026-06-01-0001", "2026-06-01", "completed"),
    ]
    first = graph["log-2026-03-01-0001"]
    assert isinstance(first, FollowUp)
    assert (first.role, first.note.sv if first.note else "") == ("styrgruppen", "Två av fem; resten i maj")
    assert (first.document, first.locator, str(graph.position(first)).rsplit("/", 1)[-1]) == (
        FOLLOW_UP_LOG,
        "rad 2",
        "follow-up-log.csv:2",
    )
    links = graph.incoming(MEASURE, "followsUp")
    assert [(link.source, link.status, link.document) for link in links] == [
        ("log-2026-03-01-0001", "stated", FOLLOW_UP_LOG),
        ("log-2026-06-01-0001", "stated", FOLLOW_UP_LOG),
    ]
    assert made[0].measure == MEASURE
    assert (folder / "data" / "plan.yaml").read_bytes() == before


def test_an_id_stays_when_lines_of_any_day_are_added(folder: Path) -> None:
    line = f"2026-03-01;{MEASURE};ongoing;rådet;\n"
    before = entries(written(folder, f"{HEADING}\n{line}{line}"))
    after = entries(written(folder, f"{HEADING}\n{line}{line}2026-02-01;{MEASURE};planned;rådet;\n{line}"))
    assert [one[0] for one in before] == ["log-2026-03-01-0001", "log-2026-03-01-0002"]
    assert set(before) < set(after)
    assert len(after) == 4


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"measure": "m-tobaksfrii"}, "Menade du"),
        ({"measure": "narkotika"}, "Hittar inget"),
        ({"status": "kanske"}, "inget läge"),
        ({"status": "försenadd"}, "försenad"),
        ({"by": " "}, "--by"),
        ({"by": "Anna Svensson"}, "aldrig en person"),
        ({"on": "20260301"}, "--on"),
        ({"on": "2026-02-30"}, "--on"),
        ({"note": "ring 070-1234567"}, "personuppgifter"),
    ],
)
def test_what_cannot_be_noted_is_told_and_nothing_is_written(folder: Path, wrong: dict[str, str], message: str) -> None:
    said = {"measure": MEASURE, "status": "klar", "by": "rådet", "on": "2026-03-01", "note": "", **wrong}
    with pytest.raises(UsageError, match=message):
        record(folder, [MEASURE, said["measure"]], said["status"], by=said["by"], on=said["on"], note=said["note"])
    assert not (folder / "data" / "follow-up-log.csv").exists()


def test_a_day_that_has_not_been_is_refused(folder: Path) -> None:
    with pytest.raises(UsageError, match="har inte varit än"):
        record(folder, [MEASURE], "klar", by="rådet", on="2099-01-01", today=date(2026, 3, 1))
    assert not (folder / "data" / "follow-up-log.csv").exists()
    record(folder, [MEASURE], "klar", by="rådet", on="2026-03-01", today=date(2026, 3, 1))


def test_notes_are_made_in_a_folder_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--data"):
        record(tmp_path / "ingenting", [MEASURE], "klar", by="rådet", on="2026-03-01")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (f"2026-03-01;{MEASURE};ongoing;rådet;\n", "follow-up-log.csv:1: F5"),
        (f"{HEADING}\n2026-03-01;{MEASURE};kanske;rådet;\n", "follow-up-log.csv:2: F7"),
        (f"{HEADING}\n2026-03-01;{MEASURE};klar;rådet;\n2026-02-30;{MEASURE};klar;rådet;\n", "follow-up-log.csv:3: F7"),
        (f"{HEADING}\n2026-03-01;{MEASURE};klar;Anna Svensson;\n", "follow-up-log.csv:2: F7"),
        (f"{HEADING}\n2026-03-01;{MEASURE};klar;rådet;;;\n", "follow-up-log.csv:2: F7"),
        (f'{HEADING}\n"2026\n', "follow-up-log.csv: F5"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_with_its_place(folder: Path, content: str, place: str) -> None:
    with pytest.raises(DataError) as caught:
        written(folder, content)
    assert place in str(caught.value)


def test_a_log_that_an_editor_and_two_writers_have_touched_is_still_read_and_added_to(folder: Path) -> None:
    log = folder / "data" / "follow-up-log.csv"
    log.write_bytes(b"")
    record(folder, [MEASURE], "pågår", by="rådet", on="2026-03-01")
    before = log.read_bytes().rstrip(b"\n")
    log.write_bytes(before)
    record(folder, [MEASURE], "klar", by="rådet", on="2026-03-02")
    assert log.read_bytes().startswith(before + b"\n")
    log.write_bytes(b"\xef\xbb\xbf" + log.read_bytes().replace(b"\n", b"\r\n") + HEADING.encode() + b"\r\n")
    assert [status for *_, status in entries(kgraph.load(folder))] == ["ongoing", "completed"]


def test_a_log_without_a_mark_is_read_and_stays_as_it_is(folder: Path) -> None:
    before = f"{HEADING}\n2026-03-01;{MEASURE};klar;rådet;\n"
    written(folder, before)
    log, _ = record(folder, [MEASURE], "pågår", by="rådet", on="2026-03-02")
    assert log.read_bytes() == f"{before}2026-03-02;{MEASURE};ongoing;rådet;\n".encode()
    assert [status for *_, status in entries(kgraph.load(folder))] == ["completed", "ongoing"]


def test_a_line_about_a_measure_that_is_gone_is_history_and_no_fault(folder: Path) -> None:
    graph = written(folder, f"{HEADING}\n2026-03-01;m-borta;klar;rådet;\n")
    assert graph.outgoing("log-2026-03-01-0001") == ()
    lost = graph["log-2026-03-01-0001"].description
    assert lost is not None
    assert "m-borta" in lost.sv


def test_words_of_a_person_with_a_spreadsheet_are_read(folder: Path) -> None:
    graph = written(
        folder, f"{HEADING}\n2026-03-01;{MEASURE};Ej påbörjad;rådet;\n2026-03-02;{MEASURE};FÖRSENAD;rådet;\n"
    )
    assert [status for *_, status in entries(graph)] == ["planned", "delayed"]


def test_what_the_log_says_of_a_measure_follows_it_into_every_scope(folder: Path) -> None:
    graph = written(folder, f"{HEADING}\n2026-03-01;{MEASURE};klar;rådet;\n2026-03-01;m-borta;klar;rådet;\n")
    measure = graph[MEASURE]
    assert measure.document
    for part in (said_by(graph, measure.document), of_plan(graph, graph.of_kind("Plan")[0].id)):
        assert [link.source for link in part.incoming(MEASURE, "followsUp")] == ["log-2026-03-01-0001"]
        assert FOLLOW_UP_LOG in part


def test_a_scope_without_the_measure_has_nothing_of_the_log() -> None:
    graph = kgraph.example()
    entry = FollowUp(
        id="log-1", label=graph["m-skola"].label, date="2026-01-01", document=FOLLOW_UP_LOG, locator="rad 2"
    )
    assert entry.id not in said_by(KnowledgeGraph.of([*graph, entry], graph.links), "exempel")


def test_a_measure_is_named_by_the_words_that_its_name_holds(tmp_path: Path) -> None:
    """“Krogar mot knark” stands in the name “Införa Krogar mot knark” and in no other."""
    shutil.copytree(shipped.folder("data"), tmp_path / "data")
    _, made = record(tmp_path, ["Krogar mot knark"], "pågår", by="samverkansledningen", on="2026-03-01")
    assert [one.measure for one in made] == ["m-krogar"]


def test_a_note_over_two_lines_is_one_row(folder: Path) -> None:
    graph = written(folder, f'{HEADING}\n2026-03-01;{MEASURE};ongoing;rådet;"Två av fem\nResten i maj"\n\n2026-04-01;{MEASURE};completed;rådet;\n')  # fmt: skip
    assert [one.locator for one in graph.of_kind("FollowUp")] == ["rad 2", "rad 4"]


def test_a_role_of_two_words_without_quotes_is_recognised(folder: Path) -> None:
    with pytest.raises(UsageError, match=r'«rådet».* --by "Brottsförebyggande rådet"'):
        record(folder, [MEASURE, "rådet"], "klar", by="Brottsförebyggande", on="2026-03-01")
    with pytest.raises(UsageError, match=r"«raketen»\.$"):
        record(folder, ["raketen"], "klar", by="Brottsförebyggande", on="2026-03-01")
    assert not (folder / "data" / "follow-up-log.csv").exists()


def test_in_an_empty_part_no_measure_is_found(folder: Path) -> None:
    """Nothing is written of a measure that the part asked for does not hold."""
    with pytest.raises(UnknownName):
        record(folder, [MEASURE], "pågår", by="styrgruppen", on="2026-03-01", part=KnowledgeGraph.of([], []))
