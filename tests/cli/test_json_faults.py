"""With --json a fault is one JSON object on stderr, and stdout stays empty."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kgraph.cli import failures

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

USAGE = [
    ["overlp", "a", "--json"], ["--json", "overlp"], ["stats", "--jsn", "--json"], ["show", "ingenting", "--json"],
    ["show", "--json"], ["show", "åtgärd", "--json"], ["stats", "mer", "--json"], ["--lang", "fr", "stats", "--json"],
    ["path", "polisen", "elever", "--most", "0", "--json"], ["check", "--fail-on", "lag", "--json"], ["explain", "G99", "--json"],
    ["export", "--format", "csv", "--json"], ["export", "--format", "xlsx", "--json"], ["sparql", "SELECT nothing", "--json"],
    ["sparql", "@no-such.rq", "--json"], ["view", "star", "--out", "x.gif", "--json"], ["completion", "zhs", "--json"],
    ["list", "åtgärder", "--where", "time", "--json"], ["--data", "", "stats", "--json"],
    ["show", "a\x1b[31m\x7f\u202e\ud800", "--json"],
]  # fmt: skip


def fault(stderr: str) -> dict[str, Any]:
    told = json.loads(stderr)
    assert stderr.count("\n") == 1
    assert list(told) == ["schema_version", "error"]
    assert told["schema_version"] == 1
    error: dict[str, Any] = told["error"]
    assert list(error) == ["code", "exit", "message", "problems"]
    assert set(error["message"]) == {"sv", "en"}
    return error


@pytest.mark.parametrize("args", USAGE, ids=lambda args: " ".join(args).encode("unicode_escape").decode())
def test_wrong_use(run: Run, args: list[str]) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (failures.USAGE, "")
    error = fault(done.stderr)
    assert (error["code"], error["exit"], error["problems"]) == ("usage", failures.USAGE, [])
    assert error["message"]["sv"] != error["message"]["en"]
    assert all(sign.isprintable() for text in error["message"].values() for sign in text)


def test_both_languages_whatever_is_spoken(run: Run) -> None:
    spoken = [run("overlp", "--json", "--lang", lang).stderr for lang in ("sv", "en")]
    assert spoken[0] == spoken[1]
    assert fault(spoken[0])["message"] == {
        "sv": "Det finns inget kommando som heter «overlp». Menade du overlap?",
        "en": "There is no command called “overlp”. Did you mean overlap?",
    }


def test_data_that_cannot_be_read(process: Process, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("document: plan\nmeasures:\n  - id: Fel Id\n    label: N\n", encoding="utf-8")
    done = process("--data", str(tmp_path), "stats", "--json")
    assert (done.returncode, done.stdout) == (failures.DATA, b"")
    error = fault(done.stderr.decode())
    assert (error["code"], error["exit"]) == ("data", failures.DATA)
    assert error["problems"]
    for problem in error["problems"]:
        assert list(problem) == ["code", "file", "line", "message", "fix"]
        assert problem["file"].endswith("plan.yaml")
        assert set(problem["message"]) == set(problem["fix"]) == {"sv", "en"}
    assert 3 in [problem["line"] for problem in error["problems"]]


def test_an_internal_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_graph: object) -> None:
        raise RuntimeError("a\nb")

    monkeypatch.setattr("kgraph.analysis.stats", failing)
    done = run("stats", "--json")
    error = fault(done.stderr)
    assert (done.exit_code, error["code"], error["exit"]) == (failures.INTERNAL, "internal", failures.INTERNAL)


def test_a_name_that_looks_like_the_option_is_no_wish_for_json(run: Run) -> None:
    assert run("show", "--", "--json").stderr.startswith("kgraph: ")
