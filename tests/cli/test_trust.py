"""The commands about law, evidence and indicators."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import kgraph
from kgraph import analysis
from tests.several import several

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def towns(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    return run


def answered(run: Run, *args: str) -> dict[str, Any]:
    done = run(*args, "--json")
    assert done.exit_code == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_law_on_a_day_is_the_librarys(towns: Run) -> None:
    expected = analysis.law(several(), on=date(2026, 6, 30)).to_json()
    assert answered(towns, "law", "--on", "2026-06-30") == json.loads(json.dumps(expected))
    assert answered(towns, "lagen", "--on", "2026-06-30") == json.loads(json.dumps(expected))


def test_the_law_without_a_day_is_judged_today(towns: Run) -> None:
    cases = {row["why"]["en"] for row in answered(towns, "law")["rows"]}
    assert not any("no day to judge by" in case for case in cases)
    assert "(2023:196)" in towns("law", "--help").output


def test_the_law_of_one_plan(towns: Run) -> None:
    about = {
        row["subject"] for row in answered(towns, "--plan", "plan-south-2026", "law", "--on", "2026-06-30")["rows"]
    }
    assert about == {"plan-south-2026", "town-south"}


@pytest.mark.parametrize("day", ["2026-02-30", "igår", "2026"])
def test_a_day_that_is_none_is_refused(towns: Run, day: str) -> None:
    for command in ("law", "check"):
        done = towns(command, "--on", day)
        assert (done.exit_code, done.stdout) == (2, "")


def test_check_judges_the_law_on_a_day(towns: Run) -> None:
    found = json.loads(towns("check", "--on", "2026-06-30", "--json").stdout)["rows"]
    assert {row["code"] for row in found if row["level"] == "law"} >= {"L1", "L5"}


def test_evidence_and_indicators_are_the_librarys(towns: Run) -> None:
    assert answered(towns, "evidence") == json.loads(json.dumps(analysis.evidence(several()).to_json()))
    assert answered(towns, "evidens", "--every") == json.loads(
        json.dumps(analysis.evidence(several(), every=True).to_json())
    )
    assert answered(towns, "indicators") == json.loads(json.dumps(analysis.indicators(several()).to_json()))


def test_both_languages(run: Run) -> None:
    assert "Ingen källa säger något" in run("evidence").stderr
    assert "No source says anything" in run("evidence", "--lang", "en").stderr
    assert "Det finns inga mått" in run("indicators").stderr
    assert "There is no plan" in run("law", "--lang", "en").stderr
    assert kgraph.law(kgraph.example()).rows == ()
