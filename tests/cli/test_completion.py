from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from kgraph import picturing
from kgraph.analysis.impact import COMBINE
from kgraph.analysis.matrix import SORTS
from kgraph.checks import RULES
from kgraph.checks.rule import LEVELS
from kgraph.cli.completion import SHELLS
from kgraph.covering.states import KIND_GROUPS, STATES
from kgraph.covering.tallies import DIMENSIONS
from kgraph.export import FORMATS
from kgraph.missing_links import WHAT
from kgraph.reporting import REPORT_FORMS
from kgraph.setcover import METHODS
from kgraph.views.explorer import Openness

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

Completed = Callable[..., list[str]]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def completed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Completed:
    def words(*line: str) -> list[str]:
        monkeypatch.setenv("_KGRAPH_COMPLETE", "powershell_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["kgraph", *line[:-1]]))
        monkeypatch.setenv("COMP_INCOMPLETE", line[-1])
        done = run()
        assert done.exit_code == 0
        return [row.split("\t")[1] for row in done.stdout.splitlines() if row]

    return words


@pytest.mark.parametrize(
    ("asked", "library"),
    [
        ("coverage --state", [*STATES, "stand_in"]), ("coverage --by", DIMENSIONS), ("impact --combine", COMBINE),
        ("fragility --kind", KIND_GROUPS), ("portfolio --method", METHODS), ("check --fail-on", [*LEVELS, "never"]),
        ("suggest --what", WHAT), ("matrix orsak orsak --sort", SORTS), ("view --format", picturing.FORMS),
        ("report --format", REPORT_FORMS), ("view --level", get_args(Openness)), ("report --level", get_args(Openness)),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_the_choices_of_an_option_are_those_of_the_library(
    completed: Completed, asked: str, library: Iterable[str]
) -> None:
    """They stand in the command line too, since loading the library takes longer than telling of an option."""
    assert sorted(completed(*asked.split(), "")) == sorted(library)


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_are_made(process: Process, shell: str) -> None:
    done = process("completion", shell)
    assert done.returncode == 0
    script = done.stdout.decode()
    assert "_KGRAPH_COMPLETE" in script
    assert "kgraph" in script


def test_pwsh_is_powershell(run: Run) -> None:
    assert run("completion", "pwsh").stdout == run("completion", "powershell").stdout
    assert "Register-ArgumentCompleter -Native -CommandName kgraph" in run("completion", "powershell").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_read_by_their_shells(process: Process, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed here")
    script = process("completion", shell).stdout
    assert subprocess.run([shell, "-n"], input=script, check=False, capture_output=True).returncode == 0


def test_commands_and_options(completed: Completed) -> None:
    assert "overlap" in completed("ov")
    assert {"--gaps", "--areas"} <= {*completed("coverage", "--")}


def test_names_kinds_formats_and_codes(completed: Completed) -> None:
    assert completed("overlap", "nark") == ["Narkotika"]
    assert completed("overlap", "skolm") == ["Skolmiljö"]
    assert "area-narkotika" in completed("show", "area-")
    assert completed("overlap", "droger", "drog") == ["droger"]
    assert completed("overlap", "") == ["Narkotika", "Nyrekrytering", "Skolmiljö"]
    assert completed("show", "tobaksfri") == ["Tobaksfri skoltid"]
    assert completed("overlap", "skolmilj") == completed("overlap", "SKOLMILJÖ") == ["Skolmiljö"]
    assert "åtgärder" in completed("list", "atg")
    assert completed("export", "--format", "tur") == ["turtle"]
    assert {*completed("export", "--format", "")} == {*FORMATS}
    assert {*completed("explain", "G")} == {code for code in RULES if code.startswith("G")}
    assert completed("check", "--fail-on", "la") == ["law"]
    assert completed("completion", "po") == ["powershell"]


def test_what_completes_also_resolves(run: Run, completed: Completed, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [name for letter in "abcdefghijklmnopqrstuvwxyzåäö" for name in completed("show", letter)]
    assert found
    monkeypatch.delenv("_KGRAPH_COMPLETE")
    for name in found:
        assert run("show", "--", name).exit_code == 0, name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("status", "Status\\ och\\ pengar"),
        ('"status o', "Status och pengar"),
        ("status\\ o", "Status\\ och\\ pengar"),
        ("tobaksb", "Tobaksbruk"),
    ],
)
def test_bash_gets_names_with_spaces_as_one_word(example_file: str, tmp_path: Path, typed: str, expected: str) -> None:
    if not shutil.which("bash"):
        pytest.skip("bash is not installed here")
    program = tmp_path / "kgraph"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m kgraph "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    lines = [
        f'PATH="{tmp_path}:$PATH"',
        'eval "$(kgraph completion bash)"',
        f"COMP_WORDS=(kgraph --data {shlex.quote(example_file)} show {shlex.quote(typed)}); COMP_CWORD=4",
        "_kgraph_completion kgraph",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    done = subprocess.run(["bash", "--norc", "-c", "\n".join(lines)], capture_output=True, check=False)
    assert done.stdout.decode().splitlines() == [expected], done.stderr


def test_completion_follows_the_data_option_and_says_nothing_when_it_fails(process: Process) -> None:
    env = {"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "kgraph --data /no-such-place show na", "COMP_CWORD": "4"}
    done = process(env=env)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"", b"")
