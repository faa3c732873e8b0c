"""Which measures to look at together: the smallest set that covers, the best few, what a budget covers."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kgraph.cli.amounts import Amount
from kgraph.cli.completion import among, complete_cause, complete_driven, complete_measure
from kgraph.cli.help import bad_choice, closest, refusal, words
from kgraph.cli.kinds import kinds_told
from kgraph.cli.program import command, given
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]

_METHODS = ("auto", "greedy")
_FEW = 15
"""So many causes that cannot be covered, or measures without a cost, are told after the answer; more only in JSON."""


def _method(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value not in _METHODS:
        raise bad_choice(value, _METHODS, closest(value, _METHODS))
    return value


@command("portfolio")
@click.option("--cause", "causes", multiple=True, shell_complete=complete_cause)
@click.option("--area", shell_complete=complete_driven)
@click.option("--all", "every", is_flag=True)
@click.option("--at-least", type=click.IntRange(min=1), default=1)
@click.option("--best", type=click.IntRange(min=1))
@click.option("--budget", type=Amount())
@click.option("--include", multiple=True, shell_complete=complete_measure)
@click.option("--exclude", multiple=True, shell_complete=complete_measure)
@click.option("--alternatives", type=click.IntRange(min=1))
@click.option("--method", default="auto", callback=_method, shell_complete=among(*_METHODS))
@click.option("--seconds", type=Amount(), default=10.0)
@click.pass_context
def portfolio(
    ctx: click.Context, *, causes: Sequence[str], area: str | None, every: bool, at_least: int, best: int | None,
    budget: float | None, include: Sequence[str], exclude: Sequence[str], alternatives: int | None, method: str, seconds: float,
) -> None:  # fmt: skip
    """The fewest measures that cover the causes, or those that cover most."""
    from kgraph import analysis

    session = ctx.ensure_object(Session)
    if method == "greedy" and not alternatives and given(ctx, "seconds"):
        raise refusal(lambda lang: words("cli.no_search", lang))
    with kinds_told(session):
        table = analysis.portfolio(
            session.graph, causes=causes, area=area, every=every, at_least=at_least, best=best, budget=budget,
            include=include, exclude=exclude, alternatives=alternatives or 0, method=method, seconds=seconds,  # type: ignore[arg-type]
        )  # fmt: skip
    shown = [part for part in table.also if part.name == "alternatives" or every or len(part) <= _FEW]
    parts = tuple(part for part in shown if part.name != "proof")
    session.answer(table, shown=parts if every and parts and not table.rows else (table, *parts))


COMMANDS = {str(one.name): one for one in (portfolio,)}
"""The commands of this module by their names."""
