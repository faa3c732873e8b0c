"""Questions to the plan: one command for each analysis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from kgraph.cli.completion import complete_kind, complete_lack, complete_linkable, complete_name, complete_plan
from kgraph.cli.help import echo, refusal, words
from kgraph.cli.program import command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("overlap")
@click.argument("names", nargs=-1, shell_complete=complete_linkable)
@click.option("--any", "any_of", multiple=True, shell_complete=complete_linkable)
@click.option("--not", "but_not", multiple=True, shell_complete=complete_linkable)
@click.pass_obj
def overlap(session: Session, names: Sequence[str], any_of: Sequence[str], but_not: Sequence[str]) -> None:
    """Measures that touch several things at once."""
    from kgraph import analysis

    with _kinds_told(session):
        table = analysis.overlap(session.graph, *names, any_of=any_of, but_not=but_not)
    session.answer(table, shown=(table, *table.also))


@command("coverage")
@click.option("--gaps", is_flag=True)
@click.option("--areas", is_flag=True)
@click.option("--area", shell_complete=complete_linkable)
@click.pass_obj
def coverage(session: Session, *, gaps: bool, areas: bool, area: str | None) -> None:
    """Causes and areas with their measures; the gaps."""
    from kgraph import analysis

    with _kinds_told(session):
        table = analysis.coverage(session.graph, area=area)
    wanted = {"areas": areas or not gaps, "gap_causes": gaps, "gap_measures": gaps}
    parts = tuple(part for part in table.also if wanted.get(part.name))
    session.answer(table, shown=parts if gaps or areas else (table, *parts))
    if not (gaps or areas):
        session.hint("cli.more_gaps")


@command("path")
@click.argument("start", shell_complete=complete_name)
@click.argument("end", shell_complete=complete_name)
@click.option("--most", type=click.IntRange(min=1), default=3)
@click.pass_obj
def path(session: Session, start: str, end: str, most: int) -> None:
    """How two things hang together."""
    from kgraph import analysis

    with _kinds_told(session):
        table = analysis.path(session.graph, start, end, most=most)
    session.answer(table)


@command("show")
@click.argument("name", shell_complete=complete_name)
@click.pass_obj
def show(session: Session, name: str) -> None:
    """All about one thing."""
    from kgraph import analysis

    with _kinds_told(session):
        table = analysis.show(session.graph, name)
    session.answer(table)


@command("search")
@click.argument("words", nargs=-1, required=True)
@click.pass_obj
def search(session: Session, words: Sequence[str]) -> None:
    """Things whose names or descriptions hold the words."""
    from kgraph import analysis

    session.answer(analysis.search(session.graph, " ".join(words)))


@command("list")
@click.argument("kind", shell_complete=complete_kind)
@click.option("--where", multiple=True)
@click.option("--linked", multiple=True, shell_complete=complete_name)
@click.option("--without", multiple=True, shell_complete=complete_lack)
@click.pass_obj
def list_things(
    session: Session, kind: str, where: Sequence[str], linked: Sequence[str], without: Sequence[str]
) -> None:
    """All things of a kind, narrowed down."""
    from kgraph import analysis

    fields = dict(_pair(one) for one in where)
    with _kinds_told(session):
        table = analysis.listing(session.graph, kind, where=fields, linked=linked, without=without)
    session.answer(table)


def _pair(written: str) -> tuple[str, str]:
    field, equals, value = written.partition("=")
    if not (field and equals):
        raise refusal(lambda lang: words("cli.bad_pair", lang, value=echo(written)))
    return field.strip(), value.strip()


@contextmanager
def _kinds_told(session: Session) -> Iterator[None]:
    """Where a name that nothing has is the name of a kind, say how to list the kind instead of suggesting other names."""
    from kgraph.analysis.listing import kind_named
    from kgraph.errors import UnknownName

    try:
        yield
    except UnknownName as error:
        name = error.name
        try:
            kind_named(session.graph, name)
        except UnknownName:
            raise error from None
        word = name if name.isalnum() else f'"{echo(name)}"'
        raise refusal(lambda lang: words("cli.is_kind", lang, name=echo(name), word=word)) from None


@command("stats")
@click.pass_obj
def stats(session: Session) -> None:
    """What the graph holds."""
    from kgraph import analysis

    table = analysis.stats(session.graph)
    session.answer(table, shown=(table, *table.also))


@command("conflicts")
@click.pass_obj
def conflicts(session: Session) -> None:
    """Where the sources contradict each other."""
    from kgraph import analysis

    session.answer(analysis.conflicts(session.whole, about=session.part))


@command("sources")
@click.pass_obj
def sources(session: Session) -> None:
    """The documents, and what was taken from each."""
    from kgraph import analysis

    session.answer(analysis.sources(session.graph))


@command("compare")
@click.argument("first", shell_complete=complete_plan)
@click.argument("second", shell_complete=complete_plan)
@click.pass_obj
def compare(session: Session, first: str, second: str) -> None:
    """Two plans side by side."""
    from kgraph import analysis

    session.answer(analysis.compare(session.whole, first, second))


COMMANDS = {
    str(one.name): one
    for one in (overlap, coverage, path, show, search, list_things, stats, conflicts, sources, compare)
}
"""The commands of this module by their names."""
