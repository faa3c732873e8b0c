"""Statements of one attribute of one thing under the same conditions, with different figures, claims or single values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import isclose

from kgraph.contradictions.claims import exclude, meaning
from kgraph.contradictions.conflict import Conflict, said, side_of, statements
from kgraph.graph import KnowledgeGraph
from kgraph.model import Statement
from kgraph.names import fold
from kgraph.wording import text

__all__ = ["SINGLE", "values"]

SINGLE = frozenset({"ends", "led_by", "period", "starts"})
"""Attributes of which a thing has one value only, beside those that a statement itself calls `single_valued`."""
_ROUGH = re.compile(
    r"\b(?:c[:.]?a|cirka|circa|omkring|ungefär|uppskattningsvis|runt|närmare|drygt|knappt|about|around|approximately|roughly|some)\b|[~≈]",
    re.IGNORECASE,
)
_ROUGHLY = 0.1
"""How far, as a share of it, a rough figure may be off before it contradicts another."""
_PERCENT = ("%", "procent", "percent", "per cent")


@dataclass(frozen=True)
class _Told:
    """A statement about a thing, and whether it is stated to be about it and to have this value."""

    said: Statement
    sure: bool


def values(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Statements that cannot both be true: only those that disagree with another stand, the one that most disagree with first."""
    for (thing, *_), ones in _groups(graph).items():
        against = dict.fromkeys(ones, 0)
        surely = False
        for one, other in combinations(ones, 2):
            if _differ(ones[one].said, ones[other].said):
                against[one] += 1
                against[other] += 1
                surely = surely or (ones[one].sure and ones[other].sure)
        split = sorted(one for one in ones if against[one])
        if split:
            first = max(split, key=against.__getitem__)
            told = [ones[first], *(ones[one] for one in split if one != first)]
            about = text("conflict.value_of", thing=graph[str(thing)].brief, what=told[0].said.label)
            sides = tuple(side_of(graph, one.said, sure=one.sure) for one in told)
            yield Conflict("values", str(thing), about, sides, surely)


def _groups(graph: KnowledgeGraph) -> dict[tuple[object, ...], dict[str, _Told]]:
    """The statements that can be compared: of one thing, attribute, place, year, unit and population."""
    same_as = _matched(graph)
    groups: dict[tuple[object, ...], dict[str, _Told]] = defaultdict(dict)
    for one in statements(graph):
        sort = _sort(one)
        if sort is None:
            continue
        where = tuple(sorted({same_as.get(place, (place, True))[0] for place in said(graph, one.id, "holdsAt")}))
        population = one.population.sv.casefold() if one.population else None
        for subject, linked in said(graph, one.id, "isAbout").items():
            sure = linked and not {"value", "number"} & set(one.interpreted)
            thing, surely = same_as.get(subject, (subject, True))
            key = (thing, one.attribute, sort, where, unit_of(one), one.year, population, one.counted_kind)
            before = groups[key].get(one.id)
            groups[key][one.id] = _Told(one, (sure and surely) or (before is not None and before.sure))
    return groups


def _sort(one: Statement) -> str | None:
    """What a value is compared as: a figure, the only value of its attribute, a claim; None where it is prose."""
    if one.number is not None:
        return "figure"
    if one.single_valued or one.attribute in SINGLE:
        return "single" if one.value else None
    return "claim" if meaning(one.value) else None


def unit_of(one: Statement) -> str | None:
    """The unit, whatever case it is written in; all ways of writing per cent are one."""
    unit = one.unit.casefold() if one.unit else None
    return "%" if unit in _PERCENT else unit


def _matched(graph: KnowledgeGraph) -> Mapping[str, tuple[str, bool]]:
    """Things that are an exact match of others, directly or over others → the first of them by id, and whether as stated."""
    first: dict[str, tuple[str, bool]] = {}
    for link in graph.of_relation("exactMatch"):
        if link.counts:
            ends = [first.get(end, (end, True)) for end in (link.source, link.target)]
            into, gone = min(one for one, _ in ends), {one for one, _ in ends}
            sure = link.counts_as_stated and all(surely for _, surely in ends)
            first |= {
                end: (into, sure and first.get(end, (end, True))[1])
                for end in (link.source, link.target, *first)
                if first.get(end, (end, True))[0] in gone
            }
    return first


def _differ(one: Statement, other: Statement) -> bool:
    if one.number is None or other.number is None:
        if _sort(one) == "single":
            return not _words(one) <= _words(other) and not _words(other) <= _words(one)
        return exclude(meaning(one.value) or "", meaning(other.value) or "")
    rough = [abs(said.number or 0) for said in (one, other) if _ROUGH.search(said.value or "")]
    slack = max((max(_ROUGHLY * number, _last_place(number) / 2) for number in rough), default=0.0)
    return not isclose(one.number, other.number, rel_tol=1e-12, abs_tol=slack)


def _words(one: Statement) -> set[str]:
    """A value as its words: one that only says more than another does not contradict it."""
    return set(fold(one.value or "").split())


def _last_place(number: float) -> float:
    """What one in the last written place of a whole number is worth: 160000 → 10000, 12 → 1."""
    digits = f"{number:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if number >= 1 else 0.0
