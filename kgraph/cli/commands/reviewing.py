"""Interpretations and those who take a stand on them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kgraph.cli.completion import complete_linkable, complete_review
from kgraph.cli.help import words
from kgraph.cli.program import command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("review")
@click.argument("decision_and_links", nargs=-1, shell_complete=complete_review)
@click.option("--by", default="")
@click.option("--date", "--on", "on", default="")
@click.option("--note", default="")
@click.option("--new-role", is_flag=True)
@click.option("--all", "reviewed", is_flag=True)
@click.option("--area", shell_complete=complete_linkable)
@click.pass_context
def review(
    ctx: click.Context,
    decision_and_links: Sequence[str],
    *,
    by: str,
    on: str,
    note: str,
    new_role: bool,
    reviewed: bool,
    area: str | None,
) -> None:
    """List interpreted links, confirm or reject some, or take the decisions of a file into the log."""
    session = ctx.find_object(Session) or Session()
    if not decision_and_links:
        from kgraph import analysis

        table = analysis.review(session.graph, reviewed=reviewed, area=area, on=session.day(None))
        return session.answer(table, shown=(table, *table.also))
    decision, *links = decision_and_links
    if decision == "apply" and len(links) == 1:
        return _apply(session, links[0], new_role=new_role)
    if decision not in ("confirm", "reject") or not links:
        raise click.UsageError(words("cli.review_usage", session.lang), ctx)
    from kgraph import reviewing

    before = session.graph
    log, made = reviewing.record(
        session.folder,
        "confirm" if decision == "confirm" else "reject",
        links,
        by=by,
        on=on,
        note=note,
        today=session.day(None),
        new_role=new_role,
        part=session.part,
    )
    session.talk(*reviewing.told(before, session.read_again(), [one.link for one in made]))
    return session.wrote(log)


def _apply(session: Session, file: str, *, new_role: bool) -> None:
    """Append the decisions of a file, and tell how many were new."""
    from pathlib import Path

    from kgraph import reviewing
    from kgraph.wording import text

    before = session.graph
    done = reviewing.apply(session.folder, Path(file), today=session.day(None), new_role=new_role)
    told = text(
        "review.applied_skipped" if done.skipped else "review.applied", added=len(done.added), skipped=len(done.skipped)
    )
    session.talk(told, *reviewing.moved(before, session.read_again(), [one.link for one in done.added]))
    session.wrote(done.log)


COMMANDS = {"review": review}
"""The commands of this module by their names."""
