"""What holds for every test, and what the tests found out for people to read: the clicks and key presses that ten tasks took."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How fast something is says the benchmark, not a test on a busy machine.  A run tries the same examples each time, so that what
# passes here passes elsewhere; `KGRAPH_EXPLORE=1` looks for new ones, and a fault found becomes a test of its own.
settings.register_profile("kgraph", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, derandomize=False, print_blob=True)
settings.load_profile("explore" if os.environ.get("KGRAPH_EXPLORE") else "kgraph")

TASKS = Path(__file__).resolve().parent.parent / "build" / "ten-tasks.txt"
"""Kept beside what else a run leaves behind."""
_HEADINGS = ("Task", "How", "Language", "Clicks", "Presses", "Screens rolled")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table of ten tasks, at the end of the run and as a file."""
    done = [
        tuple(map(str, value))
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "task"
    ]
    if not done:
        return
    lines = [_HEADINGS, *sorted(done)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEADINGS))]
    told = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    terminalreporter.section("ten tasks in a browser")
    for line in told:
        terminalreporter.write_line(line)
    TASKS.parent.mkdir(exist_ok=True)
    TASKS.write_text("\n".join(told) + "\n", encoding="utf-8")
