"""What the checks found, each remedy said once, with the things it is about below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kgraph.model import Finding, Text
from kgraph.views.explorer.facts import Facts
from kgraph.wording import catalogue, text

__all__ = ["checks"]

_WEIGHTS = ("finding", "hint", "accepted", "unjudged")
"""What a finding comes to, the gravest first: something to mend, a hint, a gap that is accepted, nothing that can be judged."""

_GAPS = {"G2": "orsaker-utan-atgard", "G3": "atgarder-utan-orsak"}
"""Checks whose findings are a list of gaps that the page shows already."""

_LISTED = {
    ("G4", "none"): "atgarder;urval=goal",
    ("G5", "none"): "atgarder;urval=time",
    ("G6", "lost"): "atgarder;urval=responsible-lost",
}
"""Findings that the list of all measures shows already, by code and case."""


def checks(facts: Facts, findings: Sequence[Finding]) -> dict[str, Any]:
    """The findings in groups, the gravest first, their weights, their number, and what had to be left out.

    An open page leaves out which causes and measures are not linked to each other: the interpreted links that would
    tell are not on it, so nobody may say there that something is missing.
    """
    told = [one for one in findings if facts.level != "open" or one.code not in _GAPS]
    groups: dict[tuple[str, str, str, str], list[Finding]] = {}
    for one in told:
        fix = "" if one.code in _GAPS else _in_words(facts, one.fix)
        weight = one.weight if one.judged else "unjudged"
        groups.setdefault((weight, one.code, one.level, fix), []).append(one)
    ordered = sorted(groups.items(), key=lambda group: _WEIGHTS.index(group[0][0]))
    weights = sorted({weight for weight, *_ in groups}, key=_WEIGHTS.index)
    return {
        "checks": [
            {"weight": weight, "sort": _weight(facts, weight), **_group(facts, code, level, fix, ones)}
            for (weight, code, level, fix), ones in ordered
        ],
        "weights": [(weight, _weight(facts, weight)) for weight in weights],
        "check_count": sum(one.judged for one in told), "unjudged_count": sum(not one.judged for one in told),
        "unjudged": len(told) < len(findings),
    }  # fmt: skip


def _in_words(facts: Facts, fix: Text) -> str:
    """A remedy for who keeps no data files: what is asked for by its name, with the key that files have for it in brackets."""

    def named(found: re.Match[str]) -> str:
        opens, key, closes = found.groups()
        known = [catalogue().get(f"advice.{one}") or catalogue().get(f"field.{one}") for one in key.split(": ")]
        said = ": ".join(map(facts.pick, known))
        return found[0] if said == key or None in known else f"{opens}{said}{closes} ({key})"

    return re.sub("([«“])([a-z_]+(?:: [a-z_]+)?)([»”])", named, facts.pick(fix))


def _weight(facts: Facts, weight: str) -> str:
    return facts.pick(text(f"page.check_{weight}"))


def _group(facts: Facts, code: str, level: str, fix: str, ones: Sequence[Finding]) -> dict[str, Any]:
    """One remedy and what it is about; a message that is the same for all stands once."""
    href = _GAPS.get(code) or _LISTED.get((code, ones[0].case), "")
    none = sum(one.case == "none" for one in ones)
    counted = facts.pick(text(f"page.check_{code}", none=none, read=len(ones) - none)) if code in _GAPS else ""
    messages = {counted or facts.pick(one.message) for one in ones}
    rows = [
        {"id": one.subject or "", "name": facts.pick(one.label), "message": facts.pick(one.message) if len(messages) > 1 else ""}
        for one in ones
    ]  # fmt: skip
    return {
        "code": code, "title": facts.pick(text(f"{code}.title")), "level": facts.pick(text(f"page.check_{level}")), "fix": fix, "count": len(ones),
        "message": messages.pop() if len(messages) == 1 else "", "rows": [] if href else rows, "href": f"#{href}{';tolkade=0' if code in _GAPS else ''}" if href else "",
        "pill": f"#{href}" if href and code not in _GAPS else "",  # a list of gaps is of one plan and one way of counting, its number of both
        "ids": " ".join(str(facts.number[one.subject]) for one in ones if one.subject and one.subject in facts.number) if href else "",
    }  # fmt: skip
