from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import kgraph

if TYPE_CHECKING:
    from tests.cli.conftest import Run


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
        ["--cause", "orsaker"], ["--budget", "-1"],
    ],
)  # fmt: skip
def test_bad_wishes_are_refused(run: Run, args: list[str]) -> None:
    done = run("portfolio", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.strip().splitlines()) == 1
