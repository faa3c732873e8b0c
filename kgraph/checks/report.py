"""Findings as a table that can be read through: what is said of many things in the same words stands once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from kgraph import ontology
from kgraph.checks.catalogue import RULES
from kgraph.checks.rule import order
from kgraph.errors import Position
from kgraph.grouping import gathered
from kgraph.model import Cell, Column, Count, Finding, LazyRows, Table, Text
from kgraph.wording import catalogue, joined, text

__all__ = ["findings_table"]

_FEW = 3
"""How many things are named where one message holds for more."""

_LINES = 6
"""How many lines are named where one message holds for more."""

_COUNTED = ("G2", "G3")
"""The rules whose findings are counted both ways."""


def findings_table(findings: Iterable[Finding], *, every: bool = False) -> Table:
    """The findings as rows of level, code, thing, place, message and fix; with `every` one row for each finding.

    Otherwise findings with the same message share a row: `thing` names the first three, `place` the first lines, `subjects`,
    `labels` and `places` hold all and `number` says how many; and what cannot be judged stands apart, in the table `unjudged` in
    `also` with a row for each rule.  The notes give the totals of each rule; G2 and G3 are counted both ways.
    """
    ordered = sorted(findings, key=order)
    groups = [[finding] for finding in ordered] if every else _alike(one for one in ordered if one.judged)
    told = gathered(ordered, (one.code for one in ordered))
    shown = {code: one for code, one in told.items() if every or any(finding.judged for finding in one)}
    keys = ("level", "code", "thing", "place", "message", "fix")
    rows: Any = LazyRows(len(groups), lambda place: _row(groups[place]))  # pydantic would make them all
    return Table.model_construct(
        name="check", title=text("check.title"), rows=rows,
        columns=tuple(Column(key=f"{key}_label" if key == "level" else key, label=text(f"check.{key}")) for key in keys),
        counts=tuple(_count(code, told[code]) for code in _COUNTED if any(one.judged for one in told.get(code, ()))),
        notes=tuple(_total(code, one) for code, one in shown.items()) or (text("check.clean"),),
        also=() if every else _unjudged(told.values()),
    )  # fmt: skip


def _unjudged(by_rule: Iterable[Sequence[Finding]]) -> tuple[Table, ...]:
    """Which rules could not judge, how often and why; no table where all could."""
    told = [group for one in by_rule if (group := [finding for finding in one if not finding.judged])]
    if not told:
        return ()
    rows = tuple(
        {"code": group[0].code, "level": group[0].level, "rule": RULES[group[0].code].title, "number": len(group), "reasons": _reasons(group)}
        for group in told
    )  # fmt: skip
    keys = {"code": "code", "rule": "asks", "number": "number", "reasons": "reasons"}
    return (
        Table(
            name="unjudged", title=text("check.unjudged_title", number=len(rows)), rows=rows, notes=(text("check.unjudged_rule"),),
            columns=tuple(Column(key=key, label=text(f"check.{name}")) for key, name in keys.items()),
        ),
    )  # fmt: skip


def _reasons(group: Sequence[Finding]) -> tuple[Text, ...]:
    """Why a rule cannot judge: the first reasons, without the words that all of them begin with."""
    before = text("check.unjudged", message="")
    bare = dict.fromkeys(
        Text(**{lang: one.message.pick(lang).removeprefix(before.pick(lang)).rstrip(".") for lang in ("sv", "en")})
        for one in group
    )
    shown = tuple(bare)[:_FEW]
    return (*shown, text("check.more", number=len(bare) - _FEW)) if len(bare) > _FEW else shown


def _alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings that say the same, in the order of the first of each; a case with words for all of them is one group."""
    groups: dict[tuple[str, str, Text, Text], list[Finding]] = defaultdict(list)
    for one in findings:
        groups[one.code, one.case, _words_for_all(one.code, one.case) or one.message, one.fix].append(one)
    return list(groups.values())


@cache
def _words_for_all(code: str, case: str) -> Text | None:
    """What is said of many findings of a case at once, where their own messages differ by a number only."""
    return catalogue().get(f"{code}.{case}_all")


def _message(group: Sequence[Finding]) -> Text:
    first = group[0]
    same = len({finding.message for finding in group}) == 1
    return first.message if same else _words_for_all(first.code, first.case) or first.message


def _row(group: Sequence[Finding]) -> dict[str, Cell]:
    first = group[0]
    return {
        "level": first.level, "weight": first.weight, "level_label": ontology.load().concept_label("check_level", first.level),
        "code": first.code, "case": first.case, "judged": first.judged, "number": len(group), "thing": _thing(group),
        "place": _places(group), "message": _message(group), "fix": first.fix,
        "subjects": tuple(finding.subject for finding in group), "labels": tuple(finding.label for finding in group),
        "places": tuple(_place(finding) for finding in group),
    }  # fmt: skip


def _thing(group: Sequence[Finding]) -> Cell:
    labels = [finding.label for finding in group]
    if len(labels) == 1:
        return labels[0]
    shown = labels if len(labels) <= _FEW + 1 else labels[:_FEW]
    rest = len(labels) - len(shown)
    return (*shown, *((text("check.more", number=rest),) if rest else ()))


def _place(finding: Finding) -> str | None:
    return str(Position(finding.file, finding.line)) if finding.file else None


def _places(group: Sequence[Finding]) -> str | None:
    """Where the first stands, and the lines of the next ones in the same file."""
    lines = sorted({one.line for one in group if one.file == group[0].file and one.line})
    if len(lines) < 2:  # noqa: PLR2004  # one place
        return _place(group[0])
    return f"{group[0].file}:{', '.join(map(str, lines[:_LINES]))}{' …' if len(lines) > _LINES else ''}"


_SORTS = ("found", "hint", "accepted", "unjudged")


def _sort(finding: Finding) -> str:
    """What a finding comes to: a fault, a hint, a gap that is accepted, or nothing that could be judged."""
    if not finding.judged:
        return "unjudged"
    return "found" if finding.weight == "finding" else finding.weight


def _total(code: str, findings: Iterable[Finding]) -> Text:
    """How many findings of which sort a rule has, in one sentence, and how many things it could not judge."""
    counted = Counter(map(_sort, findings))
    parts = [text(f"check.total_{sort}", number=counted[sort]) for sort in _SORTS if counted[sort]]
    return text("check.total", code=code, title=RULES[code].title, parts=joined(parts))


def _count(code: str, findings: Iterable[Finding]) -> Count:
    """How many things the rule found wanting: without a stated link, and without even an interpreted one."""
    cases = Counter(one.case for one in findings if one.judged)
    return Count(
        key=code, label=text(f"{code}.count"), stated=cases.total(), with_interpreted=cases.total() - cases["interpreted_only"],
        rule=text(f"{code}.count_rule"),
    )  # fmt: skip
