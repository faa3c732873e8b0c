"""What acting somewhere leads to, what would happen without it, and what hangs on a single thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kgraph.cli.completion import among, complete_acting, complete_driven, complete_linkable, complete_removable
from kgraph.cli.days import Day
from kgraph.cli.help import bad_choice, closest, refusal, words
from kgraph.cli.kinds import kinds_told
from kgraph.cli.program import File, command, given
from kgraph.cli.session import Session

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kgraph.effects.differences import Question
    from kgraph.errors import UsageError

__all__ = ["COMMANDS"]

_COMBINE = ("steps", "product", "noisy-or")
_KINDS = ("causes", "areas", "goals", "groups", "problems")
_ASKED = (
    "actors", "balance", "by-actor", "by-level", "by-place", "by-target-group", "by-time", "by-type", "calendar", "chain",
    "collaboration", "conflicts", "coverage", "evidence", "fragility", "group-areas", "groups", "history", "indicators", "law",
    "leverage", "leverage-causes", "matrix", "methods", "places", "portfolio", "review", "sources", "stats", "status",
)  # fmt: skip
"""What can be asked before and after: the analyses that need nothing but a graph, and measures by area and something."""
_OF_A_KIND = ("chain", "coverage", "fragility")
"""Those that can be asked of a kind of things, written after a colon."""
_NO_FIGURES = ("check", "compare", "impact", "list", "overlap", "path", "search", "show", "suggest", "tree")
"""Commands that have no answer for a graph as a whole to compare."""
_MOST = click.option("--most", type=click.IntRange(min=1), default=20)


def _combine(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value not in _COMBINE:
        raise bad_choice(value, _COMBINE, closest(value, _COMBINE))
    return value


def _refuse_what_has_no_effect(ctx: click.Context, *, thing: str | None, area: str | None) -> None:
    """Refuse options that mean nothing where no thing, a thing, or a thing and an area are named."""
    if thing is None and given(ctx, "area", "paths", "combine"):
        raise refusal(lambda lang: words("cli.needs_thing", lang))
    if thing is not None and given(ctx, "causes"):
        raise refusal(lambda lang: words("cli.without_thing", lang))
    if area and (found := given(ctx, "paths", "combine", "most")):
        raise refusal(lambda lang: words("cli.not_with_on", lang, option=f"--{found[0]}"))


def _asked(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        name, colon, _ = value.partition(":")
        if name in _NO_FIGURES:
            raise _no_figures(name)
        if name not in _ASKED or (colon and name not in _OF_A_KIND):
            known = _ASKED if not colon else _OF_A_KIND
            raise bad_choice(value, [f"{one}:…" for one in known] if colon else known, closest(name, known))
    return tuple(dict.fromkeys(values))


def _no_figures(name: str) -> UsageError:
    return refusal(lambda lang: words("cli.no_figures", lang, name=name))


def _question(asked: str, day: date) -> Question:
    """The analysis of a name, of a kind of things where one is written after it; where it asks for a day, of that day."""
    from functools import partial
    from inspect import signature

    from kgraph import analysis

    name, _, kind = asked.partition(":")
    if name == "leverage-causes":
        return partial(analysis.leverage, causes=True)
    if name.startswith("by-"):
        return partial(analysis.rollup, by=name.removeprefix("by-").replace("-", "_"))
    if name == "matrix":
        return partial(analysis.matrix, rows="område", columns="område")
    found = getattr(analysis, name.replace("-", "_"))
    given_day = {"on": day} if "on" in signature(found).parameters else {}
    return partial(found, **given_day, **({"kind": kind} if kind else {}))


@command("impact")
@click.argument("thing", required=False, shell_complete=complete_acting)
@click.option("--on", "area", shell_complete=complete_driven)
@click.option("--causes", is_flag=True)
@click.option("--combine", default="steps", callback=_combine, shell_complete=among(*_COMBINE))
@click.option("--paths", is_flag=True)
@_MOST
@click.pass_context
def impact(
    ctx: click.Context, thing: str | None, *, area: str | None, causes: bool, combine: str, paths: bool, most: int
) -> None:
    """What something leads to; without a thing, which reaches most."""
    from kgraph import analysis

    session = ctx.ensure_object(Session)
    _refuse_what_has_no_effect(ctx, thing=thing, area=area)
    with kinds_told(session):
        if thing is None:
            table = analysis.leverage(session.graph, causes=causes, most=most)
        elif area:
            table = analysis.robustness(session.graph, thing, area)
        else:
            table = analysis.impact(session.graph, thing, combine=combine, paths=paths, most=most)  # type: ignore[arg-type]
    session.answer(table, shown=(table, *table.also))


@command("whatif")
@click.option("--without", multiple=True, shell_complete=complete_removable)
@click.option("--add", multiple=True, type=File())
@click.option("--actor-takes-measures", is_flag=True)
@click.option("--overlap", "overlaps", nargs=2, multiple=True, shell_complete=complete_linkable)
@click.option("--figure", multiple=True)
@click.option("--ask", multiple=True, callback=_asked, shell_complete=among(*_ASKED))
@click.option("--on", type=Day())
@_MOST
@click.pass_obj
def whatif(
    session: Session, *, without: Sequence[str], add: Sequence[Path], actor_takes_measures: bool,
    overlaps: Sequence[tuple[str, str]], figure: Sequence[str], ask: Sequence[str], on: date | None,
    most: int,
) -> None:  # fmt: skip
    """Figures before and after something goes or comes."""
    from kgraph import analysis

    day = session.day(on)
    with kinds_told(session):
        table = analysis.whatif(
            session.graph, without=without, add=add, actor_takes_measures=actor_takes_measures, overlaps=overlaps, figure=figure,
            ask=[_question(name, day) for name in ask], on=day, most=most,
        )  # fmt: skip
    first = tuple(
        part for part in table.also if part.name in ("carried", "resting", "resting_aims")
    )  # what an actor does comes first
    rest = (part for part in table.also if part not in first and part.name != "same")
    session.answer(table, shown=(*first, table, *rest))


@command("fragility")
@click.option("--kind", default="causes", shell_complete=among(*_KINDS))
@_MOST
@click.pass_obj
def fragility(session: Session, *, kind: str, most: int) -> None:
    """What hangs on a single measure or actor."""
    from kgraph import analysis

    table = analysis.fragility(session.graph, kind=kind, most=most)
    session.answer(table, shown=(table, *table.also))


COMMANDS = {str(one.name): one for one in (impact, whatif, fragility)}
"""The commands of this module by their names."""
