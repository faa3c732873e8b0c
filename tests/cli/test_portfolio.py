from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import kgraph

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Process, Run


def test_the_command_answers_as_the_library(run: Run) -> None:
    done = run("portfolio", "--json")
    assert done.exit_code == 0, done.stderr
    table = json.loads(done.stdout)
    assert table == kgraph.portfolio(kgraph.example()).to_json()
    # the example has two interpreted links: two measures, two causes, both alone
    assert [(row["id"], row["alone"]) for row in table["rows"]] == [("m-natvaro", 1), ("m-skola", 1)]


def test_the_command_in_both_languages(run: Run) -> None:
    assert "Minsta uppsättning" in run("portfolio").stderr
    assert "Smallest set of measures" in run("portfolio", "--lang", "en").stderr
    assert "The one measure" in run("portfolio", "--best", "1", "--lang", "en").stderr


@pytest.mark.parametrize(
    "args",
    [
        ["--cause", "nonsens"], ["--area", "nonsens"], ["--best", "0"], ["--at-least", "0"], ["--seconds", "0"],
        ["--method", "magi"], ["--include", "m-skola", "--exclude", "m-skola"], ["--best", "1", "--alternatives", "1"],
        ["--cause", "orsaker"], ["--budget", "-1"], ["--budget", "nan"], ["--budget", "inf"], ["--seconds", "nan"],
        ["--seconds", "inf"], ["--seconds", "-1"], ["--best", "1", "--all"], ["--budget", "1", "--all"], ["--at-least", "9"],
        ["--method", "greedy", "--seconds", "3"],
    ],
)  # fmt: skip
def test_bad_wishes_are_refused(run: Run, args: list[str]) -> None:
    done = run("portfolio", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_answer_comes_first_and_the_methods_last(run: Run) -> None:
    said = run("portfolio", "--lang", "sv").stderr
    places = [said.index(words) for words in (
        "Enligt planen finns inget att välja", "Med tolkade kopplingar täcker 2 åtgärder 2 av 4 orsaker",
        "inget förslag", "Åtgärder i uppsättningen", "«Ensam om»", "Så här räknat: ",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Hur bra svaret är" not in said


def test_what_is_impossible_names_the_causes_in_a_pipe_too(run: Run) -> None:
    """Of the example's four causes two have no measure at all, and the two others only an interpreted one."""
    done = run("portfolio", "--all")
    head, *rows = done.stdout.splitlines()
    assert head.split("\t")[0] == "label"
    assert sorted(row.split("\t")[1:] for row in rows) == [["0", "0"], ["0", "0"], ["0", "1"], ["0", "1"]]
    assert "4 enligt planen · 2 med tolkade kopplingar (av 4)" in " ".join(done.stderr.split())


_TALKING = """
m2 strengthens c3 stated · m2 addresses c4 interpreted · m2 strengthens c6 interpreted · m3 addresses c4 stated
m3 addresses c5 stated · m3 strengthens c6 interpreted · m4 addresses c3 interpreted · m4 addresses c5 stated
m5 addresses c0 stated · m5 strengthens c2 stated · m7 strengthens c2 interpreted · m7 addresses c4 stated
m8 strengthens c5 interpreted · m9 addresses c0 stated · m9 addresses c1 confirmed · m9 addresses c3 stated · m9 addresses c6 confirmed
"""
"""A network at which the native solver writes lines of its own on the process' stdout."""


def test_the_solver_writes_nothing_into_the_answer(process: Process, tmp_path: Path) -> None:
    links = [one.split() for line in _TALKING.strip().splitlines() for one in line.split(" · ")]
    kinds = [("Cause", "c", 7), ("Measure", "m", 10)]
    nodes = [f"{sign}{number},{kind},{kind} {number}" for kind, sign, count in kinds for number in range(count)]
    (tmp_path / "nodes.csv").write_text("\n".join(["id,kind,label_sv", *nodes, ""]), encoding="utf-8")
    rows = [",".join([*link, "Dok", "s. 1", "skäl"]) for link in links]
    head = "source,relation,target,status,document,locator,rationale"
    (tmp_path / "links.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    done = process("--data", str(tmp_path), "portfolio", "--at-least", "2", "--best", "3", "--json")
    assert json.loads(done.stdout)["name"] == "portfolio"


@pytest.mark.parametrize(
    ("written", "told"), [("2,5", "2,50 kr"), ("2.5", "2,50 kr"), ("100 000", "100\N{NO-BREAK SPACE}000 kr")]
)
def test_amounts_are_read_as_people_write_them(run: Run, written: str, told: str) -> None:
    assert f"för högst {told}" in run("portfolio", "--budget", written, "--lang", "sv").stderr
    assert run("portfolio", "--seconds", "0,5").exit_code == 0


@pytest.mark.parametrize("written", ["1,000", "100 00", "mycket"])
def test_an_amount_that_cannot_be_read_is_told_with_how_it_is_written(run: Run, written: str) -> None:
    done = run("portfolio", "--budget", written, "--lang", "sv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "ska vara ett tal, till exempel 2,5" in done.stderr
