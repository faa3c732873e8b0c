"""Out to other tools: pages, files and SPARQL."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from kgraph.cli.completion import among, complete_format
from kgraph.cli.help import one_of, words
from kgraph.cli.program import File, command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("view")
@click.option("--out", type=File())
@click.option("--level", default="internal", shell_complete=among("internal", "open"))
@click.option("--force", is_flag=True)
@click.pass_obj
def view(session: Session, out: Path | None, level: str, *, force: bool) -> None:
    """Write the page with the pictures."""
    from kgraph import project

    if level not in ("internal", "open"):
        told = words("cli.bad_choice", session.lang, value=level, choices=one_of(("internal", "open"), session.lang))
        raise click.UsageError(told)
    chosen: Literal["open", "internal"] = "open" if level == "open" else "internal"
    folder = out or project.output_folder(session.data)
    written = project.view(session.graph, folder, lang=session.lang, level=chosen, force=force)
    session.wrote(written)
    session.hint("cli.open_it")


@command("export")
@click.option("--format", "format_name", required=True, shell_complete=complete_format)
@click.option("--out", type=File())
@click.option("--force", is_flag=True)
@click.pass_obj
def export(session: Session, format_name: str, out: Path | None, *, force: bool) -> None:
    """Write the graph in another format."""
    from kgraph import export as formats

    content = formats.export(session.graph, format_name)
    if out:
        session.wrote(formats.write(content, out, force=force))
    elif formats.FORMATS[format_name].media_type == "application/zip" and (session.json or sys.stdout.isatty()):
        raise click.UsageError(words("cli.binary", session.lang, name=format_name))
    else:
        session.give(content, format_name)


@command("sparql")
@click.argument("query")
@click.pass_obj
def sparql(session: Session, query: str) -> None:
    """Ask a question in SPARQL."""
    from kgraph import store

    session.answer(store.query(session.graph, _query_text(query, session.lang)))


def _query_text(query: str, lang: str) -> str:
    """The query itself, or what stands in the file or on stdin that it names."""
    try:
        if query == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        if query.startswith("@"):
            return Path(query[1:]).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault = "file_missing"
    except UnicodeDecodeError:
        fault = "not_utf8"
    else:
        return query
    raise click.UsageError(
        words("cli.bad_file", lang, path=query.removeprefix("@"), reason=words(f"cli.{fault}", lang))
    )


COMMANDS = {str(one.name): one for one in (view, export, sparql)}
"""The commands of this module by their names."""
