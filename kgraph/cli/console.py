"""A terminal that answers are written to."""

from __future__ import annotations

import errno
import os
from typing import IO, TYPE_CHECKING

from kgraph.cli.streams import width_of

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console"]

_HEIGHT = 25
"""How many lines a terminal is taken to have."""


def console(stream: IO[str]) -> Console:
    """A console on a stream, as wide as the terminal, and with a broken pipe left to those who know what it means."""
    from rich.console import Console

    class Plain(Console):
        """A console that does not end the process by itself."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    return Plain(
        file=stream, width=width_of(stream), height=_HEIGHT, highlight=False, markup=False, emoji=False, soft_wrap=False
    )
