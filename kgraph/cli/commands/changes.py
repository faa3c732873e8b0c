"""What changed, and what may be missing: versions and plans compared, links suggested."""

from __future__ import annotations

import sys

import click

from kgraph.cli.clashes import refuse_alone, refuse_together
from kgraph.cli.completion import among, complete_kind, complete_measure, complete_plan
from kgraph.cli.help import bad_choice, closest, fold, words
from kgraph.cli.kinds import kinds_told
from kgraph.cli.pages import is_path, two_plans, version
from kgraph.cli.program import Target, command
from kgraph.cli.session import Session
from kgraph.cli.targets import put
from kgraph.wording import text

__all__ = ["COMMANDS"]

_WHAT = ("causes", "areas", "methods", "measures")


@command("compare")
@click.argument("first", shell_complete=complete_plan)
@click.argument("second", shell_complete=complete_plan)
@click.option("--versions", "as_versions", is_flag=True)
@click.option("--kind", shell_complete=complete_kind)
@click.pass_context
def compare(ctx: click.Context, first: str, second: str, *, as_versions: bool, kind: str | None) -> None:
    """Two plans side by side, or two versions of one."""
    from kgraph import analysis
    from kgraph.analysis.compare import few_of_each

    session: Session = ctx.obj
    if not as_versions and not (is_path(first) and is_path(second)):
        graph, plans = two_plans(session, first, second)
        with kinds_told(session):
            table = analysis.compare(graph, *plans, kind=kind)
        if graph is not session.whole:
            table = table.model_copy(update={"lead": (*table.lead, text("compare.from_elsewhere"))})
        if sys.stdout.isatty() and not (kind or session.json):  # a file gets all
            table = few_of_each(table)
        session.answer(table, shown=(*table.also, table))  # the sums first
        session.hint("cli.more_versions")
        return
    refuse_together(ctx, ("kind", "as_versions"), ("kind", "first"))
    (before, said), (after, also_said) = (version(session, name) for name in (first, second))
    table = analysis.versions(before, after, same=(*said, *also_said))
    session.answer(table, shown=(table, *table.also))


@command("suggest")
@click.option("--what", default=_WHAT[0], shell_complete=among(*_WHAT))
@click.option("--measure", shell_complete=complete_measure)
@click.option("--most", type=click.IntRange(min=1), default=20)
@click.option("--out", type=Target())
@click.option("--force", is_flag=True)
@click.pass_context
def suggest(ctx: click.Context, *, what: str, measure: str | None, most: int, out: str | None, force: bool) -> None:
    """Links that may be missing, with their reasons."""
    from kgraph import analysis
    from kgraph.analysis.suggest import proposed
    from kgraph.export.proposals import proposals

    session: Session = ctx.obj
    refuse_alone(ctx, "out", ("force",))
    table = analysis.suggest(session.graph, what=_kind(what), measure=measure, most=most, whole=session.whole)
    if out is None:
        session.answer(table)
    else:
        put(session, proposals(proposed(table)), "yaml", out, force=force)


def _kind(written: str) -> str:
    """What to suggest, in either language."""
    called = {fold(words(f"suggest_what.{what}", lang)): what for what in _WHAT for lang in ("sv", "en")}
    if fold(written) not in called:
        raise bad_choice(written, _WHAT, closest(written, _WHAT))
    return called[fold(written)]


COMMANDS = {str(one.name): one for one in (compare, suggest)}
"""The commands of this module by their names."""
