"""Median times, and the rows of the table that they end in."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Row", "clocked", "cpu_seconds", "median", "medians", "process"]

_LONG_ENOUGH = 0.02
"""A single timing lasts at least this many seconds; what is quicker is repeated within it."""


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, beside what, both as medians in seconds (or, with `unit`, in bytes "B", per cent "%", or
    whole things "").

    `target` is the largest ratio that is good enough, where there is one; `number` is the target's.
    """

    group: str
    what: str
    seconds: float
    beside: str
    beside_seconds: float
    target: float | None = None
    unit: str = "s"
    wall: float | None = None
    """What the clock on the wall says, where `seconds` are those of the processor."""
    number: int | None = None
    whole: float | None = None
    """The processor's seconds with every row read, where `seconds` are those until a person sees the first; not judged."""

    @property
    def ratio(self) -> float:
        """How many times as long as the other it takes: below 1 is faster."""
        return self.seconds / self.beside_seconds if self.beside_seconds else 1.0 if not self.seconds else float("inf")

    @property
    def met(self) -> bool | None:
        """Whether the ratio is good enough; None where there is no target."""
        return None if self.target is None else self.ratio <= self.target

    def to_json(self) -> dict[str, Any]:
        """The row with its ratio and whether the target is met."""
        return {**vars(self), "ratio": self.ratio, "met": self.met}


def median(run: Callable[[], object], *, times: int = 7) -> float:
    """The median of several timings of `run`, after one that warms up."""
    return medians(run, times=times)[0]


def medians(*runs: Callable[[], object], times: int = 7) -> list[float]:
    """The medians of several runs that take turns, so that a busy moment of the machine meets all of them."""
    repeats = [_repeats(run) for run in runs]
    timings: list[list[float]] = [[] for _ in runs]
    for _ in range(times):
        for run, count, found in zip(runs, repeats, timings, strict=True):
            found.append(_timed(run, count))
    return [statistics.median(found) for found in timings]


def clocked(prepare: Callable[[], Any], run: Callable[[Any], object], *, times: int = 3) -> tuple[float, float]:
    """The medians of the processor's seconds and of those on the wall for several runs, each with something prepared anew.

    The processor's do not grow when other programs want it too; nothing is run first to warm up.
    """
    timings: list[tuple[float, float]] = []
    for _ in range(times):
        prepared = prepare()
        gc.collect()
        started = time.process_time(), time.perf_counter()
        run(prepared)
        timings.append((time.process_time() - started[0], time.perf_counter() - started[1]))
    cpu, wall = (statistics.median(found) for found in zip(*timings, strict=True))
    return cpu, wall


def cpu_seconds(run: Callable[[], object]) -> float:
    """The processor's seconds for one run."""
    started = time.process_time()
    run()
    return time.process_time() - started


def _timed(run: Callable[[], object], count: int) -> float:
    started = time.perf_counter()
    for _ in range(count):
        run()
    return (time.perf_counter() - started) / count


def _repeats(run: Callable[[], object]) -> int:
    return max(1, int(_LONG_ENOUGH / max(_timed(run, 1), 1e-7)))


def process(command: Sequence[str]) -> Callable[[], object]:
    """A run of a program as a process of its own, its output thrown away; modules are compiled once, as they are when they are installed."""
    compiled = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": _COMPILED.name}
    nothing = subprocess.DEVNULL
    return lambda: subprocess.run(command, stdout=nothing, stderr=nothing, check=True, env=compiled)


_COMPILED = tempfile.TemporaryDirectory()
