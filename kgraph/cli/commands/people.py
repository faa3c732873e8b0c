"""Who does what, for whom, where and by which method."""

from __future__ import annotations

import click

from kgraph.cli.clashes import refuse_together
from kgraph.cli.completion import complete_actor, complete_group, complete_method, complete_place
from kgraph.cli.help import words
from kgraph.cli.program import command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("actors")
@click.argument("name", required=False, shell_complete=complete_actor)
@click.option("--members", is_flag=True)
@click.option("--pairs", is_flag=True)
@click.option("--most", type=click.IntRange(min=1), default=20)
@click.pass_context
def actors(ctx: click.Context, name: str | None, *, members: bool, pairs: bool, most: int) -> None:
    """Who is responsible for what, who carries most, and what an actor does."""
    from kgraph import analysis

    session = ctx.ensure_object(Session)
    refuse_together(ctx, ("name", "most"))
    if pairs and (name or members):
        raise click.UsageError(words("cli.pairs_alone", session.lang), ctx)
    if pairs:
        table = analysis.collaboration(session.graph, most=most, whole=session.whole)
    else:
        table = analysis.actors(session.graph, name, members=members, most=most)
    session.answer(table, shown=(table, *table.also))


@command("groups")
@click.argument("name", required=False, shell_complete=complete_group)
@click.option("--areas", is_flag=True)
@click.option("--gaps", is_flag=True)
@click.option("--narrower/--no-narrower", default=True)
@click.pass_context
def groups(ctx: click.Context, name: str | None, *, areas: bool, gaps: bool, narrower: bool) -> None:
    """Whom the measures are for, and which target groups are forgotten."""
    from kgraph import analysis

    session = ctx.ensure_object(Session)
    refuse_together(ctx, ("areas", "gaps"), ("name", "gaps"))
    if areas:
        session.answer(analysis.group_areas(session.graph, name, narrower=narrower))
        return
    table = analysis.groups(session.graph, name, narrower=narrower)
    session.answer(table, shown=table.also if gaps else (table, *table.also))


@command("places")
@click.argument("name", required=False, shell_complete=complete_place)
@click.pass_obj
def places(session: Session, name: str | None) -> None:
    """What is done at a place."""
    from kgraph import analysis

    session.answer(analysis.places(session.graph, name))


@command("methods")
@click.argument("name", required=False, shell_complete=complete_method)
@click.pass_obj
def methods(session: Session, name: str | None) -> None:
    """Which measures are the same method in different plans."""
    from kgraph import analysis

    session.answer(analysis.methods(session.graph, name))


COMMANDS = {str(one.name): one for one in (actors, groups, places, methods)}
"""The commands of this module by their names."""
