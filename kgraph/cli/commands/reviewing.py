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
@click.option("--date", "on", default="")
@click.option("--note", default="")
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
    reviewed: bool,
    area: str | None,
) -> None:
    """List interpreted links, or confirm or reject some."""
    session = ctx.find_object(Session) or Session()
    if not decision_and_links:
        from kgraph import analysis

        table = analysis.review(session.graph, reviewed=reviewed, area=area, on=session.day(None))
        session.answer(table, shown=(table, *table.also))
        return
    decision, *links = decision_and_links
    if decision not in ("confirm", "reject") or not links:
        raise click.UsageError(words("cli.review_usage", session.lang), ctx)
    from kgraph import reviewing

    log, _ = reviewing.record(
        session.folder,
        "confirm" if decision == "confirm" else "reject",
        links,
        by=by,
        on=on,
        note=note,
        today=session.day(None),
    )
    session.wrote(log)


COMMANDS = {"review": review}
"""The commands of this module by their names."""
