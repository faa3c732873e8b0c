from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kgraph
from kgraph.cli.commands import program
from kgraph.export import export

Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).parents[2]
CLEAN = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("KGRAPH_", "_KGRAPH", "FORCE_COLOR", "NO_COLOR", "COLUMNS"))
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run kgraph in this process on the example graph; output streams are kept apart."""
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: kgraph.example())
    for name in ("KGRAPH_LANG", "KGRAPH_DEBUG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def invoke(*args: str, **extra: Any) -> Result:
        return CliRunner().invoke(program, list(args), **extra)

    return invoke


@pytest.fixture(scope="session")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example graph in a file."""
    file = tmp_path_factory.mktemp("data") / "example.nt"
    file.write_bytes(export(kgraph.example(), "ntriples"))
    return str(file)


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Process:
    """Run kgraph as a process of its own, from another folder."""
    folder = tmp_path_factory.mktemp("elsewhere")

    def started(*args: str, env: dict[str, str] | None = None, **extra: Any) -> subprocess.CompletedProcess[bytes]:
        environment = {**CLEAN, "PYTHONPATH": str(ROOT), **(env or {})}
        command = [sys.executable, "-m", "kgraph", *args]
        return subprocess.run(
            command, capture_output=True, check=False, cwd=folder, env=environment, timeout=60, **extra
        )

    return started


@pytest.fixture(scope="session")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Run kgraph in a terminal of a given width and return what it shows."""
    pty = pytest.importorskip("pty")
    folder = tmp_path_factory.mktemp("terminal")

    def shown(*args: str, columns: int = 80, env: dict[str, str] | None = None, cwd: Path = folder) -> str:
        ours, theirs = pty.openpty()
        environment = {
            **CLEAN,
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLUMNS": str(columns),
            **(env or {}),
        }
        command = [sys.executable, "-m", "kgraph", *args]
        with subprocess.Popen(command, stdout=theirs, stderr=theirs, stdin=theirs, cwd=cwd, env=environment):
            os.close(theirs)
            text = b""
            while block := _read(ours):
                text += block
        os.close(ours)
        return text.decode().replace("\r\n", "\n")

    return shown


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says so when the other end of a terminal is closed
        return b""
