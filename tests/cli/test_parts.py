"""Commands that hold a part of the data against the whole: `--plan`, `--municipality` and `--document`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.several import several

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Run


def test_the_command_looks_beyond_the_chosen_document(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    for option in (("--plan", "norrtunas plan"), ("--document", "norra planen"), ("--municipality", "norrtuna")):
        (row,) = json.loads(run("conflicts", *option, "--json").stdout)["rows"]
        assert row["against"] == [{"sv": "Södra planen", "en": "The south plan"}]
    assert "The south plan" in run("conflicts", "--document", "norra", "--lang", "en").stdout
    (row,) = json.loads(run("conflicts", "--json").stdout)["rows"]
    assert row["against"] == []


def test_two_plans_are_compared_in_few_rows_on_a_terminal_and_in_all_elsewhere(terminal: Callable[..., str]) -> None:
    shown = terminal("compare", "vasterasplanen", "plan-hv-2025")
    assert shown.count("jämförd med") == 1
    assert "… och 101 till" in shown
    assert "exactMatch" not in shown
    assert "docs/skriva-data.md" in " ".join(shown.split())
    assert len(shown.splitlines()) < 220
    assert "… och" not in terminal("compare", "vasterasplanen", "plan-hv-2025", "--kind", "områden")
    assert len(json.loads(terminal("compare", "vasterasplanen", "plan-hv-2025", "--json"))["rows"]) == 358


def test_compare_sees_both_plans_whatever_the_scope(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    free = run("compare", "plan-north-2025", "plan-south-2026", "--json")
    bound = run("--plan", "plan-south-2026", "compare", "plan-north-2025", "plan-south-2026", "--json")
    assert (bound.exit_code, bound.stdout) == (0, free.stdout)


def test_a_part_of_a_plans_name_is_enough_and_several_are_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    assert run("--plan", "sörtuna", "stats").stdout == run("--plan", "plan-south-2026", "stats").stdout != ""
    done = run("--plan", "norrtuna", "stats")
    assert done.exit_code == 2
    assert "plan-north-2025 (Norrtunas plan), plan-north-old (Norrtunas förra plan)" in done.stderr


def test_a_pipe_gets_the_main_table_and_is_told_of_the_others(run: Run) -> None:
    done = run("stats")
    assert "\n\n" not in done.stdout
    assert "--json ger också: Dokument · Kopplingar" in done.stderr
    assert "--json also gives: Documents · Links" in run("stats", "--lang", "en").stderr
    assert "--json ger" not in run("sources").stderr
    assert "--json ger" not in run("coverage", "--gaps").stderr


def test_a_name_that_is_known_only_outside_the_part_is_told_as_that(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    done = run("--plan", "sörtuna", "overlap", "skolmiljö")
    assert done.exit_code == 2
    assert "«skolmiljö» finns i grafen men inte i den valda delen (--plan sörtuna)" in done.stderr
    assert (
        "is in the graph but not in the chosen part"
        in run("--plan", "sörtuna", "overlap", "skolmiljö", "--lang", "en").stderr
    )
    assert "Hittar inget som heter «skolmiljx»" in run("--plan", "sörtuna", "overlap", "skolmiljx").stderr
    assert "Hittar inget som heter" in run("overlap", "skolmiljx").stderr


def test_choices_that_do_not_meet_are_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    done = run("--plan", "sörtuna", "--document", "D-North", "stats")
    assert done.exit_code == 2
    assert "«Sörtunas plan» nämns inte i den del som de andra valen lämnar kvar" in done.stderr
