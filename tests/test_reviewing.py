from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph import project
from kgraph.analysis import review
from kgraph.errors import DataError, UsageError
from kgraph.reviewing import record

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
        "date;by;decision;link;note",
        f"2026-03-01;samverkansledningen;confirm;{LINK};",
        f'2026-04-01;rådet;reject;{LINK};"Ändrat läge; se protokoll"',
    ]
    assert (folder / "data" / "plan.yaml").read_bytes() == before


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
        (LINK, " ", "2026-03-01", "--by"),
        (LINK, "a.b@example.se", "2026-03-01", "aldrig en person"),
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
