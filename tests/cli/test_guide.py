"""The guide from a spreadsheet to the meeting: every command is run in order, and every answer is the real one.

`KGRAPH_UPDATE_DOCS=1 pytest tests/cli/test_guide.py` writes the answers anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import kgraph
from kgraph.cli.commands import program
from kgraph.names import fold
from kgraph.wording import catalogue

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = DOCS / "fran-excel-till-motet.md"
EXAMPLE = DOCS / "exempel" / "lillkoping"
COMMAND = re.compile(
    r"^```\n(?P<command>(?:kgraph|cd) .*)\n```\n(?:```text(?: lines=(?P<lines>\d+))?\n(?P<output>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


class Reader:
    """Somebody who follows the guide, from a folder with nothing but the table from the spreadsheet."""

    def __init__(self, start: Path, terminal: Callable[..., str]) -> None:
        self.here = start
        self.terminal = terminal

    def follow(self, block: re.Match[str]) -> str:
        """Do what a block says; the block with what was answered."""
        words = shlex.split(block["command"])
        if words[0] == "cd":
            self.here /= words[1]
            return block[0]
        answer = self.terminal(*words[1:], env={"NO_COLOR": "1", "KGRAPH_LANG": "sv"}, cwd=self.here)
        found = [line.rstrip() for line in ESCAPE.sub("", answer).splitlines()]
        most = int(block["lines"] or len(found))
        shown = [*found[:most], *(["…"] if len(found) > most else [])]
        info = f" lines={block['lines']}" if block["lines"] else ""
        return "\n".join(["```", block["command"], "```", f"```text{info}", *shown, "```", ""])


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory, terminal: Callable[..., str]) -> tuple[str, Path]:
    """The guide with the answers that were given, and the folder that it leaves behind."""
    start = tmp_path_factory.mktemp("guide")
    (table,) = EXAMPLE.glob("*.csv")
    shutil.copy(table, start)
    reader = Reader(start, terminal)
    parts = re.split(r"(?=^Flytta filen till mappen)", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    before = COMMAND.sub(reader.follow, parts[0])
    shutil.copy(EXAMPLE / "mote" / "granskning.csv", reader.here)
    return before + COMMAND.sub(reader.follow, parts[1]), reader.here


def test_the_guide_shows_what_its_commands_say(followed: tuple[str, Path]) -> None:
    if os.environ.get("KGRAPH_UPDATE_DOCS"):
        GUIDE.write_text(followed[0], encoding="utf-8", newline="\n")
    assert followed[0] == GUIDE.read_text(encoding="utf-8")
    assert "Hittar inget" not in followed[0]


def test_the_way_ends_with_a_page_an_annex_and_two_logs(followed: tuple[str, Path]) -> None:
    here = followed[1]
    made = {
        "visualisations/atgardsplan-lillkoping-2026.html",
        "orsakstrad.svg",
        "bilaga.docx",
        "data/review-log.csv",
        "data/follow-up-log.csv",
    }
    assert {name for name in made if not (here / name).is_file()} == set()
    shown = DOCS / "pictures" / "guide-orsakstrad.svg"
    if os.environ.get("KGRAPH_UPDATE_DOCS"):
        shutil.copy(here / "orsakstrad.svg", shown)
    assert (here / "orsakstrad.svg").read_bytes() == shown.read_bytes()


def test_every_command_of_the_guide_is_one_that_is_run() -> None:
    page = GUIDE.read_text(encoding="utf-8")
    run = {match["command"] for match in COMMAND.finditer(page)}
    written = set(re.findall(r"^(kgraph .*)$", page, flags=re.MULTILINE))
    assert written == {one for one in run if one.startswith("kgraph")}
    assert len(written) >= 10


def test_every_heading_that_the_guide_names_is_read() -> None:
    (table,) = re.findall(r"\| Rubrik \|.*\n\|---.*\n((?:\|.*\n)+)", GUIDE.read_text(encoding="utf-8"))
    cells = [cell.replace("*", "") for line in table.splitlines() for cell in line.split("|")[1:3]]
    named = {word.strip() for cell in cells for word in re.split(r"[·,]", cell) if word.strip()}
    known = {
        fold(word) for key, both in catalogue().items() if key.startswith("plan_column.") for word in both.sv.split(";")
    }
    assert len(named) > 25
    assert {word for word in named if fold(word) not in known} == set()


def test_the_pictures_of_the_guides_are_there_and_light() -> None:
    for page in (GUIDE, DOCS.parent / "README.md"):
        named = re.findall(r"\]\(((?:docs/)?pictures/[^)]+)\)", page.read_text(encoding="utf-8"))
        assert named
        for name in named:
            assert (page.parent / name).stat().st_size <= 150_000, name


def test_a_shipped_plan_is_copied_by_one_command_to_note_about_it(
    tmp_path: Path, process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    """As the first page of the guide says."""
    page = (DOCS / "kom-igang.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```\n(kgraph init var-kopia .*?)```", page, flags=re.DOTALL)
    copy, _, note, _ = [shlex.split(line)[1:] for line in block.splitlines()]
    folder = tmp_path / copy[1]
    copied = process("init", str(folder), *copy[2:])
    assert copied.returncode == 0, copied.stderr
    noted = process("--data", str(folder), *note)
    assert noted.returncode == 0, noted.stderr
    assert "m-krogar;ongoing;samverkansledningen" in (folder / "data" / "follow-up-log.csv").read_text("utf-8").replace(
        '"', ""
    )


def test_the_guide_and_the_page_call_the_time_perspectives_the_same() -> None:
    lead = catalogue()["view_grid.lead"].sv
    for concept in kgraph.ontology.load().schemes["time_perspective"].values():
        assert concept.label.sv in GUIDE.read_text(encoding="utf-8")
        assert concept.label.sv in lead
        assert next(word for word in concept.words if word.endswith("sikt")) in lead


def test_every_command_is_told_in_swedish_with_its_swedish_name() -> None:
    page = (DOCS / "kom-igang.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `kgraph (\w+)` \| (?:`(.*)`)? ?\| (.+) \|$", page, re.MULTILINE)
    assert [name for name, _, _ in rows] == [name for section in program.sections.values() for name in section]
    for name, swedish, answers in rows:
        assert answers == catalogue()[f"command.{name}"].sv
        assert not swedish or program.synonyms[fold(swedish)] == name
    assert sum(bool(swedish) for _, swedish, _ in rows) == len(rows) - 1  # all but schema, whose word is the same


def test_the_guide_tells_of_two_versions_on_a_page(tmp_path: Path, terminal: Callable[..., str]) -> None:
    (told,) = re.findall(r"`(kgraph view --versions\s[^`]+)`", GUIDE.read_text(encoding="utf-8"))
    for place in ("data", "visualisations"):  # as in the folder that the guide has made
        (tmp_path / place).mkdir()
    for name in ("data/Åtgärdsplan 2026.csv", "Åtgärdsplan 2027.csv"):
        shutil.copy(EXAMPLE / "Åtgärdsplan Lillköping 2026.csv", tmp_path / name)
    made = terminal(*shlex.split(told)[1:], cwd=tmp_path)
    assert ".html" in made
    assert "Hittar" not in made
    (compared,) = re.findall(r"`(kgraph compare --versions\s[^`]+)`", GUIDE.read_text(encoding="utf-8"))
    assert "Ingenting har ändrats" in terminal(*shlex.split(compared)[1:], cwd=tmp_path)
