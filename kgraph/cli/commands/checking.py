"""Checking the plan: the rules, and what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kgraph.cli.completion import among, complete_code
from kgraph.cli.days import Day
from kgraph.cli.failures import CLEAN, DATA, FINDINGS
from kgraph.cli.help import bad_choice
from kgraph.cli.program import File, command
from kgraph.cli.session import Session

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kgraph.model import Finding

__all__ = ["COMMANDS"]

_LEVELS = ("structure", "law", "guidance", "quality")
"""From what stops the work to what is only advice; `--fail-on` takes a level and all before it.  Findings are shown in another
order, law first (`checks.LEVELS`), since a plan's readers look for duties before slips of form."""


@command("check")
@click.option("--shapes", is_flag=True)
@click.option("--texts", type=File())
@click.option("--every", is_flag=True)
@click.option("--on", type=Day())
@click.option("--fail-on", default="quality", shell_complete=among(*_LEVELS, "never"))
@click.pass_obj
def check(session: Session, *, shapes: bool, texts: Path | None, every: bool, on: date | None, fail_on: str) -> int:
    """Check the plan against law, guidance and good order."""
    from kgraph import checks
    from kgraph.errors import DataError

    counted, session.remarks = _counted(fail_on), False
    try:
        found = checks.check(session.graph, on=session.day(on))
        if shapes:
            found = checks.merge(found, _against_shapes(session))
        if texts is not None:
            found = checks.merge(found, checks.own_words(session.graph, _read_texts(texts)))
    except DataError as error:
        session.answer(checks.findings_table(checks.from_problems(error.problems), every=every or session.json))
        return DATA
    table = checks.findings_table(found, every=every or session.json)
    session.answer(table, shown=(table, *table.also))
    return FINDINGS if any(one.is_fault and one.level in counted for one in found) else CLEAN


def _against_shapes(session: Session) -> tuple[Finding, ...]:
    from kgraph.checks import shapes

    return shapes.validate(session.graph)


def _read_texts(folder: Path) -> dict[str, str]:
    """The text files of a folder by their names; `DataError` for one that cannot be read or a folder without any."""
    from kgraph.sources.files import read_texts

    return read_texts(folder)


def _counted(fail_on: str) -> tuple[str, ...]:
    if fail_on == "never":
        return ()
    if fail_on not in _LEVELS:
        raise bad_choice(fail_on, (*_LEVELS, "never"))
    return _LEVELS[: _LEVELS.index(fail_on) + 1]


@command("explain")
@click.argument("code", required=False, shell_complete=complete_code)
@click.pass_obj
def explain(session: Session, code: str | None) -> None:
    """What a rule looks at, why, and what to do about a finding; all rules when none is named."""
    from kgraph import checks

    session.answer(checks.rules() if code is None else checks.explain(code))


COMMANDS = {str(one.name): one for one in (check, explain)}
"""The commands of this module by their names."""
