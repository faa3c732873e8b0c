"""The standard streams as kgraph needs them: UTF-8 on every system, and quiet when the reader has gone."""

from __future__ import annotations

import contextlib
import io
import os
import sys

__all__ = ["close_quietly", "use_utf8"]


def use_utf8() -> None:
    """Write UTF-8 whatever the code page is; what cannot be written (lone surrogates) is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def close_quietly() -> None:
    """Point stdout at nothing, so that the interpreter does not complain of the broken pipe when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
