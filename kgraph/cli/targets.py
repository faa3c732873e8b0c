"""Where content goes that is no table: stdout, a file, or a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.cli.help import refusal, words

if TYPE_CHECKING:
    from kgraph.cli.session import Session
    from kgraph.graph import KnowledgeGraph

__all__ = ["STDOUT", "is_folder", "put", "put_tables", "view_place"]

STDOUT = "-"
"""What `--out` is called for stdout."""


def put(session: Session, content: bytes, name: str, out: str | None, *, force: bool) -> None:
    """Write content to the file `out`; to stdout when none is given or it is a dash."""
    from kgraph.export import write

    if out in (None, STDOUT):
        session.give(content, name)
    elif _ends_as_folder(out):
        raise refusal(lambda lang: words("cli.ends_as_folder", lang, path=out))
    else:
        session.wrote(write(content, out, force=force))


def put_tables(session: Session, graph: KnowledgeGraph, out: str | None, *, force: bool) -> None:
    """Write a graph's two tables: into a folder as they are, else as a zip.  A terminal and JSON get no zip."""
    from kgraph.export import csv_files, export, write_all

    if out in (None, STDOUT):
        if session.json or sys.stdout.isatty():
            fault = "zip_in_json" if session.json else "zip_on_terminal"
            raise refusal(lambda lang: words(f"cli.{fault}", lang))
        session.give(export(graph, "csv"), "csv")
    elif is_folder(out):
        session.wrote(
            *write_all({Path(out) / name: content for name, content in csv_files(graph).items()}, force=force)
        )
    elif Path(out).suffix.lower() == ".zip" or _is_device(out):
        put(session, export(graph, "csv"), "csv", out, force=force)
    else:
        raise refusal(lambda lang: words("cli.not_zip", lang, path=out))


def view_place(out: str) -> Path:
    """The folder that a page is to be written in, or the file that it is to be; a dash is neither."""
    if out == STDOUT:
        raise refusal(lambda lang: words("cli.takes_place", lang, path=out))
    return Path(out)


def is_folder(out: str) -> bool:
    """Whether a place is a folder: one that is there, or a name with a slash at its end."""
    return _ends_as_folder(out) or _holds(Path(out).is_dir)


def _ends_as_folder(out: str) -> bool:
    return out.endswith(("/", os.sep))


def _is_device(out: str) -> bool:
    return _holds(Path(out).is_char_device) or _holds(Path(out).is_fifo)


def _holds(asked: Callable[[], bool]) -> bool:
    """What a path says of itself; one that the disk cannot even hold is nothing."""
    try:
        return asked()
    except OSError:
        return False
