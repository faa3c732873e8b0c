"""Streams that are closed, full or read by nobody: a status that says so, and never an internal error."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.cli import failures

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are streams of a Unix shell")
ROOT = Path(__file__).parents[2]
Shell = Callable[[str], tuple[int, str, str]]
COMMANDS = ("stats", "stats --json", "--help", "--version", "export --format turtle", "export --format csv")


@pytest.fixture
def shell(example_file: str, tmp_path: Path) -> Shell:
    """Run a line of shell in which `kgraph` answers from the example; gives status, stdout and stderr."""

    def ran(line: str) -> tuple[int, str, str]:
        begin = f'kgraph() {{ "{sys.executable}" -m kgraph --data "{example_file}" "$@"; }}\n'
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            ["bash", "-c", begin + line], capture_output=True, check=False, cwd=tmp_path, env=environment, timeout=60
        )
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode()

    return ran


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_stdout_ends_as_a_broken_pipe(shell: Shell, command: str) -> None:
    for closed in (">&-", ">&- 2>&-", "<&- >&- 2>&-", "1</dev/null"):
        status, told, said = shell(f"kgraph {command} {closed}")
        assert (status, told, "rror" in said, "fel" in said) == (141, "", False, False), closed


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_is_one_line_and_two(shell: Shell, command: str) -> None:
    status, _, said = shell(f"kgraph {command} >/dev/full")
    assert status == failures.USAGE
    assert "disken är full" in said.splitlines()[-1]
    assert "Internt" not in said
    assert shell(f"kgraph {command} >/dev/full 2>/dev/full")[0] == failures.USAGE


@pytest.mark.parametrize("redirected", ["2>&-", "2> >(true)", "2>/dev/full"])
def test_an_answer_comes_also_when_nobody_hears_the_talk(shell: Shell, redirected: str) -> None:
    status, told, _ = shell(f"kgraph stats {redirected}")
    assert (status, told) == (0, shell("kgraph stats 2>/dev/null")[1])
    assert shell(f"kgraph overlp {redirected}")[:2] == (failures.USAGE, "")


def test_a_folder_that_is_gone_is_said_in_one_line(shell: Shell) -> None:
    for command in ("export --format turtle --out x.ttl", "view"):
        status, told, said = shell(f"mkdir gone && cd gone && rmdir ../gone; kgraph {command}")
        assert (status, told, said.count("\n")) == (failures.USAGE, "", 1), said
        assert "Internt" not in said
    assert shell("mkdir gone && cd gone && rmdir ../gone; kgraph --help")[0] == 0


def test_nothing_on_stdin_is_no_query(shell: Shell) -> None:
    status, told, said = shell("kgraph sparql - <&-")
    assert (status, told) == (failures.USAGE, "")
    assert "SPARQL" in said
