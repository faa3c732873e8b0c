"""The standard streams as kgraph needs them: there, in UTF-8 on every system, and quiet when the reader has gone."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import IO, TextIO

__all__ = ["NARROWEST", "close_quietly", "prepare", "talking", "width_of"]

NARROWEST, _USUAL = 20, 80
"""The least width that a terminal is believed to have, and that of one that does not say."""

_STANDARD = 3
"""How many standard streams there are; their handles are the first ones."""


def prepare() -> None:
    """Write UTF-8 whatever the code page is (lone surrogates as escapes), and put something where a stream is closed.

    A closed stdout becomes a pipe without a reader, so that writing ends as it does there; a closed stderr becomes nothing.
    """
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        _keep_handles()
    if sys.stdout is None:
        reader, writer = os.pipe()
        os.close(reader)
        sys.stdout = open(writer, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # a handle; it stays until the end
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep_handles() -> None:
    """Fill the handles of closed streams, lest a file that is opened later gets one and takes somebody's messages."""
    while (handle := os.open(os.devnull, os.O_RDWR)) < _STANDARD:
        pass
    os.close(handle)


def close_quietly(stream: TextIO) -> None:
    """Point a stream at nothing, so that the interpreter does not complain of what it could not write when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


@contextlib.contextmanager
def talking() -> Iterator[None]:
    """While talk is written to stderr: that nobody can hear it must not keep the answer from stdout."""
    try:
        yield
        sys.stderr.flush()
    except OSError:
        close_quietly(sys.stderr)


def width_of(stream: IO[str]) -> int:
    """How wide the terminal is: as COLUMNS says, else as it says itself; what is too narrow to be true does not count."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked) >= NARROWEST:
        return int(asked)
    try:
        told = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return _USUAL
    return told if told >= NARROWEST else _USUAL
