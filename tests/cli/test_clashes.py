"""Options that say nothing together are refused: none is passed over in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

REFUSED = {
    "matrix områden områden --cell narkotika nyrekrytering --most 3": "--cell och --most är olika frågor",
    "matrix områden områden --cell narkotika nyrekrytering --sort name": "--cell och --sort är olika frågor",
    "matrix områden områden --cell narkotika nyrekrytering --pairs": "--cell och --pairs är olika frågor",
    "actors polisen --most 3": "«polisen» och --most är olika frågor",
    "groups --areas --gaps": "--areas och --gaps är olika frågor",
    "groups barn --gaps": "«barn» och --gaps är olika frågor",
    "suggest --force": "--force hör ihop med --out",
    "calendar --undated --overdue": "--undated och --overdue är olika frågor",
    "calendar --undated --from 2026-01-01": "--undated och --from är olika frågor",
    "calendar --most 3": "--most hör ihop med --undated",
    "status --measures --over-time": "--measures och --over-time är olika frågor",
    "status --most 3": "--most hör ihop med --measures",
    "calendar --force": "--force hör ihop med --ics",
    "coverage --deep --state several": "--deep och --state är olika frågor",
    "coverage --state several --state one": "--state kan bara ges en gång, men gavs som several, one.",
    "coverage --by actor --on 2026-01-01": "--by och --on är olika frågor",
    "coverage --areas --kind mål": "--areas och --kind är olika frågor",
    "coverage --most 3": "--most hör ihop med --by",
    "compare a b --versions --kind mål": "--kind och --versions är olika frågor",
}


@pytest.mark.parametrize("asked", REFUSED)
def test_what_says_nothing_together_is_refused(run: Run, asked: str) -> None:
    result = run(*asked.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert REFUSED[asked] in result.stderr


@pytest.mark.parametrize(
    "asked",
    [
        "matrix områden områden --pairs",
        "actors --most 3",
        "groups --gaps",
        "calendar --undated --most 3",
        "coverage --state one",
        "coverage --state one --state one",
    ],
)
def test_what_says_something_alone_is_answered(run: Run, asked: str) -> None:
    assert run(*asked.split()).exit_code == 0


def test_a_folder_without_a_plan_is_blamed(run: Run, tmp_path: Path) -> None:
    told = run("compare", str(tmp_path), "plan-a")
    assert (told.exit_code, "finns 0 planer med åtgärder" in told.stderr) == (2, True)


def test_two_versions_are_not_compared_of_a_kind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    told = run("compare", "a", "b", "--kind", "mål")
    assert (told.exit_code, "--kind och «a» är olika frågor" in told.stderr) == (2, True)
