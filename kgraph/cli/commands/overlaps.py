"""What overlaps and what drives what: shared measures, the matrix of two kinds, the cause tree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from kgraph.cli.clashes import refuse_together
from kgraph.cli.completion import among, complete_driven, complete_linkable, complete_shared_kind
from kgraph.cli.days import Day
from kgraph.cli.help import echo, refusal
from kgraph.cli.kinds import kinds_told
from kgraph.cli.program import File, command
from kgraph.cli.session import Session

__all__ = ["COMMANDS"]

_BESIDE_THE_DATA = "-"
"""What `--rules` means without a file."""


@command("overlap")
@click.argument("names", nargs=-1, shell_complete=complete_linkable)
@click.option("--any", "any_of", multiple=True, shell_complete=complete_linkable)
@click.option("--not", "but_not", multiple=True, shell_complete=complete_linkable)
@click.option("--where", "where", shell_complete=complete_linkable)
@click.option("--rules", type=File(), is_flag=False, flag_value=_BESIDE_THE_DATA)
@click.pass_obj
def overlap(
    session: Session, names: Sequence[str], *, any_of: Sequence[str], but_not: Sequence[str], where: str | None, rules: Path | None
) -> None:  # fmt: skip
    """Measures that touch several things at once."""
    from kgraph import analysis
    from kgraph.asking import expressions

    if rules is not None:
        _review(session, rules, given=[*names, *any_of, *but_not, *([where] if where is not None else [])])
        return
    asked = (*names, *([] if where is None else [expressions.where(where)]))
    with kinds_told(session):
        table = analysis.overlap(session.graph, *asked, any_of=any_of, but_not=but_not)
    session.answer(table, shown=(table, *table.also))


def _review(session: Session, file: Path, *, given: Sequence[str]) -> None:
    """Judge the rules of a file, by default the one beside the data."""
    from kgraph import analysis
    from kgraph.project import data_folder
    from kgraph.sources import overlap_rules
    from kgraph.wording import text

    if given:
        raise refusal(lambda lang: text("rules.and_names", name=echo(given[0])).pick(lang))
    if str(file) == _BESIDE_THE_DATA:
        here = data_folder(session.folder)
        file = (here if here.is_dir() else here.parent) / overlap_rules.FILE
        if not file.is_file():
            raise refusal(lambda lang: text("rules.no_file", file=file).pick(lang))
    session.answer(analysis.overlap_rules(session.graph, overlap_rules.read(file)))


@command("matrix")
@click.argument("rows_kind", shell_complete=complete_shared_kind)
@click.argument("columns_kind", shell_complete=complete_shared_kind)
@click.option("--sort", shell_complete=among("jaccard", "count", "name"))
@click.option("--most", type=click.IntRange(min=1))
@click.option("--pairs", is_flag=True)
@click.option("--cell", nargs=2, shell_complete=complete_linkable)
@click.pass_context
def matrix(
    ctx: click.Context, rows_kind: str, columns_kind: str, *, sort: str | None, most: int | None, pairs: bool,
    cell: tuple[str, str] | None,
) -> None:  # fmt: skip
    """How far things of two kinds share measures, pair by pair."""
    from kgraph import analysis

    session: Session = ctx.obj
    refuse_together(ctx, ("cell", "sort"), ("cell", "most"), ("cell", "pairs"))
    if cell:
        with kinds_told(session):
            session.answer(analysis.matrix_cell(session.graph, rows_kind, columns_kind, *cell))
        return
    table = analysis.matrix(session.graph, rows_kind, columns_kind, sort=sort, most=most)
    session.answer(table, shown=session.legible(table, leave="grid" if pairs or most else ""))


@command("tree")
@click.argument("name", shell_complete=complete_driven)
@click.option("--depth", type=click.IntRange(min=1))
@click.option("--gaps", is_flag=True)
@click.option("--on", type=Day())
@click.pass_obj
def tree(session: Session, name: str, *, depth: int | None, gaps: bool, on: date | None) -> None:
    """What drives a thing, what drives that, and which measures meet each cause."""
    from kgraph import analysis

    with kinds_told(session):
        table = analysis.tree(session.graph, name, depth=depth, gaps=gaps, on=session.day(on))
    session.answer(table)


COMMANDS = {str(one.name): one for one in (overlap, matrix, tree)}
"""The commands of this module by their names."""
