"""How measures go and when they are to be followed up.  Here, and nowhere below, today is the default day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import click

from kgraph.cli.clashes import refuse_alone, refuse_together
from kgraph.cli.completion import complete_actor, complete_followup, complete_status
from kgraph.cli.days import Day, today
from kgraph.cli.help import words
from kgraph.cli.program import Target, command
from kgraph.cli.session import Session
from kgraph.cli.targets import put

__all__ = ["COMMANDS"]


@command("status")
@click.option("--on", type=Day(), default=today)
@click.option("--measures", is_flag=True)
@click.option("--most", type=click.IntRange(min=1), default=200)
@click.option("--over-time", is_flag=True)
@click.pass_context
def status(ctx: click.Context, on: dt.date, *, measures: bool, most: int, over_time: bool) -> None:
    """What is done, late or not begun, as far as anybody has said."""
    from kgraph import analysis

    session: Session = ctx.obj
    refuse_together(ctx, ("measures", "over_time"))
    refuse_alone(ctx, "measures", ("most",))
    if over_time:
        table = analysis.history(session.graph, on=on)
        session.answer(table, shown=(table, *table.also))
        return
    table = analysis.status(session.graph, on=on, measures=measures, most=most)
    session.answer(table, shown=table.also[-1:] if measures else (table, *table.also))


@command("calendar")
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day())
@click.option("--actor", shell_complete=complete_actor)
@click.option("--undated", is_flag=True)
@click.option("--overdue", is_flag=True)
@click.option("--most", type=click.IntRange(min=1), default=200)
@click.option("--on", type=Day(), default=today)
@click.option("--ics", type=Target())
@click.option("--force", is_flag=True)
@click.pass_context
def calendar(
    ctx: click.Context,
    start: dt.date | None,
    end: dt.date | None,
    actor: str | None,
    *,
    undated: bool,
    overdue: bool,
    most: int,
    on: dt.date,
    ics: str | None,
    force: bool,
) -> None:
    """What should be followed up when, and by whom."""
    from kgraph import analysis
    from kgraph.times.dates import end_of_next_year

    session: Session = ctx.obj
    refuse_together(ctx, *(("undated", one) for one in ("ics", "overdue", "start", "end")))
    refuse_alone(ctx, "undated", ("most",))
    refuse_alone(ctx, "ics", ("force",))
    end = end or end_of_next_year(max(on, start or on))
    start = start or (on if on <= end else None)
    table = analysis.calendar(
        session.graph, on=on, start=start, end=end, actor=actor, undated=undated, overdue=overdue, most=most
    )
    if ics is None:
        session.answer(table, shown=table.also if undated else (table,))
        return
    from kgraph import export

    session.talk(*table.notes)
    put(session, export.ics(table, on=on, lang=session.lang), "calendar", ics, force=force)


@command("followup")
@click.argument("words_and_measures", nargs=-1, shell_complete=complete_followup)
@click.option("--status", "state", default="", shell_complete=complete_status)
@click.option("--by", default="")
@click.option("--on", "--date", "on", type=Day(), default=today)
@click.option("--note", default="")
@click.option("--new-role", is_flag=True)
@click.pass_context
def followup(
    ctx: click.Context,
    words_and_measures: Sequence[str],
    *,
    state: str,
    by: str,
    on: dt.date,
    note: str,
    new_role: bool,
) -> None:
    """List what has been noted, or note how measures go."""
    session = ctx.ensure_object(Session)
    verb, *measures = words_and_measures or ("",)
    if verb != "add":
        from kgraph import analysis

        if measures or state or by or note:
            raise click.UsageError(words("cli.followup_usage", session.lang), ctx)
        session.answer(analysis.followup(session.graph, verb or None))
        return
    if not measures or not state:
        raise click.UsageError(words("cli.followup_usage", session.lang), ctx)
    from kgraph import following

    log, made = following.record(
        session.folder,
        measures,
        state,
        by=by,
        on=on.isoformat(),
        note=note,
        new_role=new_role,
        today=today(),
        part=session.part,
    )
    session.talk(*following.told(session.read_again(), made, on=on))
    session.wrote(log, measures=tuple(one.measure for one in made))


COMMANDS = {str(one.name): one for one in (status, calendar, followup)}
"""The commands of this module by their names."""
