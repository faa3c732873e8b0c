"""What one can lean on: the law, evidence, and what the indicators tell."""

from __future__ import annotations

from datetime import date

import click

from kgraph.cli.days import Day
from kgraph.cli.program import command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]


@command("law")
@click.option("--on", type=Day())
@click.pass_obj
def law(session: Session, on: date | None) -> None:
    """Duty by duty: does the municipality meet the law?"""
    from kgraph import analysis

    session.answer(analysis.law(session.graph, on=session.day(on)))


@command("evidence")
@click.option("--every", is_flag=True)
@click.pass_obj
def evidence(session: Session, *, every: bool) -> None:
    """Which measures rest on evidence, and on which."""
    from kgraph import analysis

    table = analysis.evidence(session.graph, every=every)
    session.answer(table, shown=(table, *table.also))


@command("indicators")
@click.pass_obj
def indicators(session: Session) -> None:
    """Whether indicators measure effect or activity."""
    from kgraph import analysis

    table = analysis.indicators(session.graph)
    session.answer(table, shown=(table, *table.also))


COMMANDS = {str(one.name): one for one in (law, evidence, indicators)}
"""The commands of this module by their names."""
