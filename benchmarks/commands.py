"""Every command of the help, asked of a folder of foreign tables with 20,000 measures and 50,000 links.

The folder (`nodes.csv`, `links.csv`) is made once and loaded once; each command runs in a process of its own that has just been
parted from the one that loaded it, so that nothing is remembered from the command before.  What it takes is the processor's
time for that process alone; what it writes is measured too, since an answer of 20,000 rows is no answer to a person.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.network import network
from kgraph import project
from kgraph.cli.commands import program
from kgraph.export.tables import csv_files

__all__ = ["COMMANDS", "Run", "commands"]

_LONGEST = 120
"""Seconds after which a command is stopped."""
_DAY = "2026-06-30"
COMMANDS: Mapping[str, Sequence[Sequence[str]]] = {
    "overlap": (["area-0", "area-1"], ["area-0"], ["--where", "area-0 och inte area-1"]),
    "matrix": (["områden", "områden"], ["åtgärder", "områden"], ["orsaker", "områden"]),
    "tree": (["area-0"], ["area-0", "--gaps"]),
    "coverage": ([], ["--gaps"], ["--areas"], ["--area", "area-0"], ["--by", "actor"], ["--kind", "mål"]),
    "balance": ([],),
    "path": (["m-17", "cause-900"],),
    "show": (["m-17"], ["area-0"], ["actor-0"]),
    "search": (["skola", "trygg"],),
    "list": (["measures"], ["measures", "--without", "cause"], ["actors"]),
    "conflicts": ([],),
    "sources": ([],),
    "stats": ([],),
    "impact": ([], ["m-17"], ["cause-0"], ["cause-0", "--on", "area-0"]),
    "whatif": (["--without", "m-17"], ["--without", "actor-0"]),
    "fragility": ([], ["--kind", "areas"]),
    "portfolio": (["--method", "greedy"], ["--best", "20", "--method", "greedy"]),
    "compare": (["plan-0", "plan-1"],),
    "suggest": ([], ["--what", "areas"], ["--what", "methods"], ["--what", "measures"], ["--measure", "m-17"]),
    "actors": ([], ["actor-0"], ["--pairs"]),
    "groups": ([], ["group-0"], ["--areas"], ["--gaps"]),
    "places": ([], ["place-0"]),
    "methods": ([], ["method-0"]),
    "status": (["--on", _DAY], ["--on", _DAY, "--measures"], ["--on", _DAY, "--over-time"]),
    "calendar": (["--on", _DAY], ["--on", _DAY, "--undated"], ["--on", _DAY, "--actor", "actor-0"]),
    "followup": ([],),
    "check": (["--fail-on", "never", "--on", _DAY],),
    "explain": ([],),
    "law": (["--on", _DAY],),
    "evidence": ([],),
    "indicators": ([],),
    "review": ([], ["--area", "area-0"]),
    "view": (["matrix", "--out", "matrix.svg"], ["--out", "page", "--on", _DAY]),
    "report": (["--format", "html", "--out", "annex.html"], ["--plan", "plan-0", "--format", "html", "--out", "annex.html"]),
    "export": (["--format", "turtle", "--out", "graph.ttl"], ["--format", "csv", "--out", "graph.zip"]),
    "sparql": (["SELECT ?m WHERE { ?m kg:homeArea kgd:area-0 } LIMIT 5"],),
    "init": (["new"],),
    "schema": ([],),
    "completion": (["bash"],),
    "": ([],),
}  # fmt: skip
"""What each command is asked with; "" is the bare program."""


@dataclass(frozen=True)
class Run:
    """What one command took and wrote; `code` is its exit code, -1 where it was stopped, and `last` the end of what it complained of."""

    command: str
    cpu: float
    wall: float
    code: int
    lines: int
    widest: int
    written: int
    last: str

    def to_json(self) -> dict[str, Any]:
        """The run as JSON values."""
        return asdict(self)


def commands(only: Sequence[str] = ()) -> Iterator[Run]:
    """Every command, or those named; first how long it takes to load."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "data").mkdir()
        for file, content in csv_files(network()).items():
            (folder / "data" / file).write_bytes(content)
        started = time.process_time(), time.perf_counter()
        graph = project.load(folder / "data")
        graph.index, graph.names  # noqa: B018  # made with the graph
        cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
        yield Run("(loading)", cpu, wall, 0, len(graph.remarks), 0, 0, "")
        project.load = lambda *_: graph  # in the processes parted from this one
        for command, asked in COMMANDS.items():
            for arguments in asked:
                if not only or command in only:
                    yield _run(folder, [*([command] if command else []), *arguments])


def _run(folder: Path, arguments: list[str]) -> Run:
    out, complaints = folder / "out", folder / "err"
    started = time.perf_counter()
    child = os.fork()
    if not child:
        _be_the_command(folder, out, complaints, arguments)
    _, status, used = os.wait4(child, 0)
    lines = out.read_text(encoding="utf-8", errors="replace").splitlines()
    said = complaints.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return Run(
        " ".join(arguments), used.ru_utime + used.ru_stime, time.perf_counter() - started, os.waitstatus_to_exitcode(status),
        len(lines), max(map(len, lines), default=0), out.stat().st_size, said[-1] if said else "",
    )  # fmt: skip


def _be_the_command(folder: Path, out: Path, complaints: Path, arguments: list[str]) -> None:
    """Run a command in this process, which ends with it."""
    code = 70
    try:
        signal.alarm(_LONGEST)
        os.chdir(folder)
        for stream, file in ((1, out), (2, complaints)):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
        program.main(
            [*arguments, "--data", str(folder / "data")] if arguments else ["--data", str(folder / "data")],
            prog_name="kgraph",
        )
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001  # whatever it is, it is told, and the process ends here
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def report(only: Sequence[str] = ()) -> None:
    """Print every run as it ends."""
    print(f"{'command':<48} {'cpu':>7} {'wall':>7} {'code':>4} {'lines':>7} {'widest':>6} {'kB':>8}  complaint")
    for run in commands(only):
        print(
            f"{run.command[:48]:<48} {run.cpu:7.2f} {run.wall:7.2f} {run.code:4} {run.lines:7} {run.widest:6} {run.written / 1000:8.0f}  {run.last[:90]}",
            flush=True,
        )


if __name__ == "__main__":
    report(sys.argv[1:])
