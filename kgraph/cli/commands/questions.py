"""Questions to the plan: one command for each analysis."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kgraph.cli.completion import complete_kind, complete_lack, complete_name
from kgraph.cli.help import echo, refusal, words
from kgraph.cli.kinds import kinds_told
from kgraph.cli.program import command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("path")
@click.argument("start", shell_complete=complete_name)
@click.argument("end", shell_complete=complete_name)
@click.option("--most", type=click.IntRange(min=1), default=3)
@click.pass_obj
def path(session: Session, start: str, end: str, most: int) -> None:
    """How two things hang together."""
    from kgraph import analysis

    with kinds_told(session):
        table = analysis.path(session.graph, start, end, most=most)
    session.answer(table)


@command("show")
@click.argument("name", shell_complete=complete_name)
@click.pass_obj
def show(session: Session, name: str) -> None:
    """All about one thing."""
    from kgraph import analysis

    with kinds_told(session):
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
    with kinds_told(session):
        table = analysis.listing(session.graph, kind, where=fields, linked=linked, without=without)
    session.answer(table)


def _pair(written: str) -> tuple[str, str]:
    field, equals, value = written.partition("=")
    if not (field and equals):
        raise refusal(lambda lang: words("cli.bad_pair", lang, value=echo(written)))
    return field.strip(), value.strip()


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


COMMANDS = {str(one.name): one for one in (path, show, search, list_things, stats, conflicts, sources)}
"""The commands of this module by their names."""
