from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kgraph
from kgraph import analysis
from kgraph.project import init

if TYPE_CHECKING:
    from kgraph.model import Table
    from tests.cli.conftest import Run

Terminal = Callable[..., str]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def plain(terminal: Terminal, *args: str, columns: int = 80) -> str:
    return ESCAPE.sub("", terminal(*args, columns=columns, env={"NO_COLOR": "1"}))


def answered(run: Run, *args: str) -> Any:
    done = run(*args, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    return json.loads(done.stdout)


SENTENCE = "narkotika och (polisen eller SKF) och inte Elever"
QUESTIONS = [
    (["overlap", "--where", SENTENCE], lambda g: analysis.overlap(g, kgraph.where(SENTENCE))),
    (["överlapp", "droger", "--where", "inte polisen"], lambda g: analysis.overlap(g, "droger", kgraph.Not("polisen"))),
    (["matrix", "områden", "områden"], lambda g: analysis.matrix(g, "områden", "områden")),
    (["matris", "causes", "crime areas", "--sort", "count", "--most", "2"], lambda g: analysis.matrix(g, "Cause", "CrimeArea", sort="count", most=2)),
    (["matrix", "insatser", "områden"], lambda g: analysis.matrix(g, "Measure", "områden")),
    (["matrix", "områden", "områden", "--cell", "droger", "nyrekryteringen"], lambda g: analysis.overlap(g, "narkotika", "nyrekrytering")),
    (["tree", "narkotikan"], lambda g: analysis.tree(g, "area-narkotika")),
    (["orsaksträd", "narkotika", "--gaps", "--depth", "1"], lambda g: analysis.tree(g, "area-narkotika", gaps=True, depth=1)),
    (["träd", "cause-skola"], lambda g: analysis.tree(g, "cause-skola")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("args", "library"), QUESTIONS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_every_question_is_the_librarys(run: Run, args: list[str], library: Any) -> None:
    expected: Table = library(kgraph.example())
    assert answered(run, *args) == json.loads(json.dumps(expected.to_json()))


def test_in_a_pipe_the_matrix_is_its_pairs_and_the_tree_its_rows(run: Run) -> None:
    heading, *rows = run("matrix", "områden", "områden").stdout.splitlines()
    assert heading.split("\t")[:6] == [
        "row",
        "column",
        "count_stated",
        "count",
        "row_in_column_stated",
        "row_in_column",
    ]
    assert rows[0].split("\t")[:4] == ["Narkotika", "Nyrekrytering", "2", "3"]
    heading, *rows = run("tree", "narkotika").stdout.splitlines()
    assert heading.split("\t")[:3] == ["number", "depth", "label"]
    assert rows[1].split("\t")[:3] == ["1", "1", "Ej behörig till gymnasiet"]
    assert not any("├" in row for row in rows)


def test_on_a_terminal_the_tree_has_branches(terminal: Terminal, example_file: str) -> None:
    shown = plain(terminal, "tree", "narkotika", "--data", example_file).splitlines()
    assert [line for line in shown if line.startswith(("Narkotika", "├", "│", "└"))] == [
        "Narkotika (brottsområde)",
        "├─ Ej behörig till gymnasiet · bara tolkade åtgärder [1]",
        "│  └─ ▸ Stöd så att fler klarar skolan · tolkad",
        "└─ Tobaksbruk · ingen åtgärd [1]",
    ]
    english = plain(terminal, "tree", "narkotika", "--gaps", "--data", example_file, "--lang", "en")
    assert "└─ Tobacco use · no measure [1]" in english
    assert "Not qualified" not in english


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_line_of_the_tree_is_wider_than_the_terminal(terminal: Terminal, columns: int) -> None:
    shown = plain(terminal, "tree", "narkotika", columns=columns).splitlines()
    assert max(map(len, shown)) <= columns
    assert any(line.startswith("│  ├─ ▸ ") for line in shown)


def test_on_a_terminal_the_grid_where_it_has_room_else_the_pairs(terminal: Terminal) -> None:
    wide = plain(terminal, "matrix", "områden", "områden", "--plan", "vasterasplanen")
    assert "Rutnät" in wide
    assert "10·14" in wide
    narrow = plain(terminal, "matrix", "områden", "områden", "--plan", "vasterasplanen", columns=50)
    assert "Rutnät" not in narrow
    assert "Narkotika ×" in narrow
    pairs = plain(terminal, "matrix", "områden", "områden", "--plan", "vasterasplanen", "--pairs")
    assert "Narkotika × Nyrekrytering" in pairs


def test_faults_say_what_to_do(run: Run) -> None:
    done = run("overlap", "--where", "narkotika och (polisen")
    assert done.exit_code == 2
    assert "slutet på parentesen från tecken 15" in done.stderr
    assert "Sign 23 of the expression" in run("overlap", "--where", "narkotika och (polisen", "--lang", "en").stderr
    assert "Menade du «Narkotika»" in run("tree", "narkotikka").stderr
    assert "inget som åtgärder berör" in run("matrix", "områden", "källor").stderr
    assert "Hittar inget som heter «blommor»" in run("matrix", "blommor", "områden").stderr
    assert run("matrix", "områden", "områden", "--most", "0").exit_code == 2
    assert run("matrix", "områden", "områden", "--sort", "storlek").exit_code == 2
    assert run("tree", "narkotika", "--depth", "0").exit_code == 2


def test_rules_beside_the_data_or_in_a_file(run: Run, tmp_path: Path) -> None:
    project = tmp_path / "project"
    init(project)
    told = answered(run, "--data", str(project), "overlap", "--rules")
    assert (told["name"], told["rows"]) == ("overlap_rules", [])
    file = tmp_path / "mine.yaml"
    file.write_text("must_share:\n  - between: [narkotika, polisen]\n    reason: Skäl.\n", encoding="utf-8")
    told = answered(run, "overlap", "--rules", str(file))
    assert [(row["state"], row["count_stated"]) for row in told["rows"]] == [("held", 1)]
    file.write_text("must_share:\n  - between: [narkotikka, polisen]\n    raeson: Skäl.\n", encoding="utf-8")
    done = run("overlap", "--rules", str(file))
    assert done.exit_code == 3
    assert "mine.yaml:3: F6" in done.stderr


def test_rules_that_are_not_there_or_come_with_names(run: Run, tmp_path: Path) -> None:
    done = run("--data", str(tmp_path), "overlap", "--rules")
    assert done.exit_code == 2
    assert "overlap-rules.yaml finns inte" in done.stderr
    done = run("overlap", "narkotika", "--rules")
    assert done.exit_code == 2
    assert "--rules granskar reglerna i en fil" in done.stderr
