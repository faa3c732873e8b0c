"""Findings as a table that can be read through: what is said of many things in the same words stands once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kgraph import ontology
from kgraph.checks.catalogue import RULES
from kgraph.checks.rule import order
from kgraph.errors import Position
from kgraph.model import Cell, Column, Count, Finding, Table, Text
from kgraph.wording import catalogue, text

__all__ = ["findings_table"]

_FEW = 3
"""How many things are named where one message holds for more."""

_COUNTED = ("G2", "G3")
"""The rules whose findings are counted both ways."""


def findings_table(findings: Iterable[Finding], *, every: bool = False) -> Table:
    """The findings as rows of level, code, thing, place, message and fix; with `every` one row for each finding.

    Otherwise findings with the same message share a row: `thing` names the first three, `subjects`, `labels` and
    `places` hold all and `number` says how many.  The notes give the totals of each rule; G2 and G3 are counted both ways.
    """
    ordered = sorted(findings, key=order)
    groups = [[finding] for finding in ordered] if every else _alike(ordered)
    keys = ("level", "code", "thing", "place", "message", "fix")
    return Table(
        name="check", title=text("check.title"), rows=tuple(_row(group) for group in groups),
        columns=tuple(Column(key=f"{key}_label" if key == "level" else key, label=text(f"check.{key}")) for key in keys),
        counts=tuple(_count(code, ordered) for code in _COUNTED if any(f.code == code and f.judged for f in ordered)),
        notes=_totals(ordered) or (text("check.clean"),),
    )  # fmt: skip


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings that say the same, in the order of the first of each; a case with words for all of them is one group."""
    groups: dict[tuple[str, str, Text, Text], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.code, finding.case, _words_for_all(finding) or finding.message, finding.fix].append(finding)
    return list(groups.values())


def _words_for_all(finding: Finding) -> Text | None:
    """What is said of many findings of a case at once, where their own messages differ by a number only."""
    return catalogue().get(f"{finding.code}.{finding.case}_all")


def _message(group: Sequence[Finding]) -> Text:
    first = group[0]
    if all(finding.message == first.message for finding in group):
        return first.message
    return _words_for_all(first) or first.message


def _row(group: Sequence[Finding]) -> dict[str, Cell]:
    first = group[0]
    return {
        "level": first.level, "weight": first.weight, "level_label": ontology.load().concept_label("check_level", first.level),
        "code": first.code, "case": first.case, "judged": first.judged, "number": len(group), "thing": _thing(group),
        "place": _place(first), "message": _message(group), "fix": first.fix,
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


def _totals(findings: Sequence[Finding]) -> tuple[Text, ...]:
    """One note for each rule that found something: how many findings of which sort, and how many it could not judge."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        tally[finding.code][_sort(finding)] += 1
    return tuple(_total(code, counted) for code, counted in tally.items())


_SORTS = ("found", "hint", "accepted", "unjudged")


def _sort(finding: Finding) -> str:
    """What a finding comes to: a fault, a hint, a gap that is accepted, or nothing that could be judged."""
    return {"finding": "found"}.get(finding.weight, finding.weight) if finding.judged else "unjudged"


def _total(code: str, counted: Counter[str]) -> Text:
    """How often a rule found what, in one sentence."""
    parts = [text(f"check.total_{sort}", number=counted[sort]) for sort in _SORTS if counted[sort]]
    joined = Text(sv=", ".join(one.sv for one in parts), en=", ".join(one.pick("en") for one in parts))
    return text("check.total", code=code, title=RULES[code].title, parts=joined)


def _count(code: str, findings: Sequence[Finding]) -> Count:
    """How many things the rule found wanting: without a stated link, and without even an interpreted one."""
    cases = Counter(one.case for one in findings if one.code == code and one.judged)
    return Count(
        key=code, label=text(f"{code}.count"), stated=cases.total(), with_interpreted=cases.total() - cases["interpreted_only"],
        rule=text(f"{code}.count_rule"),
    )  # fmt: skip
