"""Out to other tools: pages, files and SPARQL."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.completion import among, complete_actor, complete_format, complete_name, complete_picture, complete_plan
from kgraph.cli.days import Day
from kgraph.cli.forms import put_picture, put_report, refuse_without_picture
from kgraph.cli.help import bad_choice, refusal, words
from kgraph.cli.pages import Wanted
from kgraph.cli.program import Target, command
from kgraph.cli.session import Session
from kgraph.cli.targets import put, put_tables, view_place

if TYPE_CHECKING:
    from kgraph.views.explorer.level import Openness

__all__ = ["COMMANDS"]


@command("view")
@click.argument("picture", required=False, shell_complete=complete_picture)
@click.option("--format", "picture_format", shell_complete=among("svg", "png", "pdf"))
@click.option("--area", multiple=True, shell_complete=complete_name)
@click.option("--stated", is_flag=True)
@click.option("--out", type=Target())
@click.option("--level", default="internal", shell_complete=among("internal", "open"))
@click.option("--on", type=Day())
@click.option("--near", shell_complete=complete_name)
@click.option("--steps", type=click.IntRange(min=1))
@click.option("--actor", shell_complete=complete_actor)
@click.option("--versions", nargs=2, shell_complete=complete_plan)
@click.option("--whole", is_flag=True)
@click.option("--force", is_flag=True)
@click.pass_obj
def view(
    session: Session, picture: str | None, *, picture_format: str | None, area: tuple[str, ...], out: str | None, level: str, stated: bool,
    on: date | None, near: str | None, steps: int | None, actor: str | None, versions: tuple[str, str] | None, whole: bool, force: bool,
) -> None:  # fmt: skip
    """Write the page with the pictures, or one of the pictures."""
    from kgraph import project

    chosen = _openness(level)
    wanted = Wanted(near, steps, actor, versions)
    if picture is not None:
        wanted.refuse_with_picture(whole=whole)
        return put_picture(
            session, picture, picture_format, out, area=area, level=chosen, stated=stated, on=on, force=force,
            part=wanted.found(session, chosen)[0],
        )  # fmt: skip
    refuse_without_picture({"--format": picture_format, "--area": area, "--stated": stated})
    folder = view_place(out) if out else project.output_folder(session.data)
    part, before, same, graph = wanted.found(session, chosen)
    with session.offers():
        written = project.view(
            graph, folder, lang=session.lang, level=chosen, force=force, on=session.day(on), part=part, before=before, same=same,
            whole=whole, within=session.whole if graph is session.part else None,
        )  # fmt: skip
    session.wrote(written)
    return session.hint("cli.open_it")


@command("report")
@click.option("--format", "report_format", shell_complete=among("pdf", "docx", "html"))
@click.option("--out", type=Target())
@click.option("--level", default="open", shell_complete=among("internal", "open"))
@click.option("--on", type=Day())
@click.option("--force", is_flag=True)
@click.pass_obj
def report(
    session: Session, *, report_format: str | None, out: str | None, level: str, on: date | None, force: bool
) -> None:
    """Write the annex to a plan."""
    put_report(session, report_format, out, level=_openness(level), on=on, force=force)


def _openness(level: str) -> Openness:
    if level not in ("internal", "open"):
        raise bad_choice(level, ("internal", "open"))
    return "open" if level == "open" else "internal"


@command("export")
@click.option("--format", "format_name", required=True, shell_complete=complete_format)
@click.option("--out", type=Target())
@click.option("--force", is_flag=True)
@click.pass_obj
def export(session: Session, format_name: str, out: str | None, *, force: bool) -> None:
    """Write the graph in another format."""
    from kgraph import export as formats

    if format_name == "csv":
        put_tables(session, session.graph, out, force=force)
    else:
        put(session, formats.export(session.graph, format_name), format_name, out, force=force)


@command("sparql")
@click.argument("query")
@click.pass_obj
def sparql(session: Session, query: str) -> None:
    """Ask a question in SPARQL."""
    from kgraph import store

    asked, graph = _query_text(query), session.graph
    with _interruptible():
        table = store.query(graph, asked)
    session.answer(table)


@contextmanager
def _interruptible() -> Iterator[None]:
    """While the store works: let Ctrl-C end the process at once, since Python hears of it only when the store is done."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is not signal.default_int_handler:  # it is ignored in the background, and stays so
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)


def _query_text(query: str) -> str:
    """The query itself, or what stands in the file or on stdin that it names."""
    try:
        if query == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig") if sys.stdin else ""
        if query.startswith("@"):
            return Path(query[1:]).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault = "file_missing"
    except UnicodeDecodeError:
        fault = "not_utf8"
    else:
        return query
    path = query.removeprefix("@")
    raise refusal(lambda lang: words("cli.bad_file", lang, path=path, reason=words(f"cli.{fault}", lang)))


COMMANDS = {str(one.name): one for one in (view, report, export, sparql)}
"""The commands of this module by their names."""
