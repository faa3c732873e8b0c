"""What is covered and what is not, and whether the balance is right."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import click

from kgraph.cli.clashes import one_only, refuse_alone, refuse_together
from kgraph.cli.completion import among, complete_driven
from kgraph.cli.days import Day
from kgraph.cli.kinds import kinds_told
from kgraph.cli.program import command
from kgraph.cli.session import Session

if TYPE_CHECKING:
    from kgraph.model import Table

__all__ = ["COMMANDS"]

_KINDS = ("orsak", "område", "mål", "målgrupp", "problem")
_STATES = (
    "uncovered",
    "accepted_gap",
    "interpreted_only",
    "cancelled_only",
    "planned_only",
    "unassigned_only",
    "one",
    "stand_in",
    "several",
)
_DIMENSIONS = ("actor", "target_group", "level", "time", "place", "type")
_MOST = 5
"""How many values of an area a roll-up shows when nothing else is asked for."""
_CLASHES = (
    *product(("deep", "by"), ("gaps", "areas", "state")), ("by", "on"), ("by", "kind"), ("deep", "by"), ("areas", "kind"),
    ("gaps", "state"), ("areas", "state"),
)  # fmt: skip
"""Options that ask for different tables, or would do nothing together: a roll-up is of no day."""


@command("coverage")
@click.option("--gaps", is_flag=True)
@click.option("--areas", is_flag=True)
@click.option("--area", shell_complete=complete_driven)
@click.option("--kind", shell_complete=among(*_KINDS))
@click.option("--state", multiple=True, callback=one_only, shell_complete=among(*_STATES))
@click.option("--deep", is_flag=True)
@click.option("--by", shell_complete=among(*_DIMENSIONS))
@click.option("--most", type=click.IntRange(min=1))
@click.option("--inherit/--no-inherit", default=False)
@click.option("--on", type=Day())
@click.pass_context
def coverage(
    ctx: click.Context, *, gaps: bool, areas: bool, area: str | None, kind: str | None, state: str | None, deep: bool,
    by: str | None, most: int | None, inherit: bool, on: date | None,
) -> None:  # fmt: skip
    """What has a measure and what has none, in what state; the whole chain; measures by area and something else."""
    from kgraph import analysis

    session: Session = ctx.obj
    refuse_together(ctx, *_CLASHES)
    refuse_alone(ctx, "by", ("most",))
    day = session.day(on)
    with kinds_told(session):
        if by:
            session.answer(analysis.rollup(session.graph, by, area=area, inherit=inherit, most=most or _MOST))
        elif deep:
            table = analysis.chain(session.graph, area=area, kind=kind or "cause", inherit=inherit, on=day)
            session.answer(table, shown=(table, *(() if kind else table.also)))
        else:
            table = analysis.coverage(
                session.graph, area=area, kind=kind or "cause", state=state, inherit=inherit, on=day
            )
            session.answer(table, shown=_parts(table, gaps=gaps, areas=areas, state=bool(state)))
            if not (gaps or areas or kind or state):
                session.hint("cli.more_gaps")


def _parts(table: Table, *, gaps: bool, areas: bool, state: bool) -> tuple[Table, ...]:
    """The tables that a person gets: what was asked for, or the whole answer with what sums it up at its end."""
    if state and not (gaps or areas):
        return (table,)
    wanted = {"gap_causes", "seeming", "gap_measures", "gaps", "accepted_gaps"} if gaps else set[str]()
    wanted |= {"areas"} if areas else set()
    if not (gaps or areas):
        wanted = {"areas", "accepted_gaps", "states", "figures"}
    parts = tuple(part for part in table.also if part.name in wanted)
    return parts if gaps or areas else (table, *parts)


@command("balance")
@click.option("--area", shell_complete=complete_driven)
@click.option("--inherit/--no-inherit", default=False)
@click.pass_obj
def balance(session: Session, *, area: str | None, inherit: bool) -> None:
    """Social and situational prevention, levels and time perspectives."""
    from kgraph import analysis

    with kinds_told(session):
        table = analysis.balance(session.graph, area=area, inherit=inherit)
    session.answer(table, shown=(table, *table.also))


COMMANDS = {str(one.name): one for one in (coverage, balance)}
"""The commands of this module by their names."""
