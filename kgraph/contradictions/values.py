"""Statements of one attribute of one thing under the same conditions, with different figures, claims or single values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
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


_Firm = set[tuple[str, tuple[str, ...]]]
"""What a statement is about, and at which places: by what is stated and confirmed alone."""


def values(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Statements that cannot both be true: only those that disagree with another stand, the one that most disagree with first.

    Two of them disagree as stated where both are stated to be about the same thing, at the same place, with the values they have.
    """
    same = _matched(graph, interpreted=False)
    for (thing, *_), ones in _groups(graph, same).items():
        against = dict.fromkeys(ones, 0)
        surely = False
        for one, other in combinations(ones, 2):
            if _differ(one, other):
                against[one] += 1
                against[other] += 1
                surely = surely or bool(ones[one] & ones[other])
        split = [one for one in ones if against[one]]
        if split:
            first = max(split, key=against.__getitem__)
            told = [first, *(one for one in split if one != first)]
            about = text("conflict.value_of", thing=graph[str(thing)].brief, what=first.label)
            itself = same.get(str(thing), thing)
            sides = tuple(side_of(graph, one, sure=any(at == itself for at, _ in ones[one])) for one in told)
            yield Conflict("values", str(thing), about, sides, surely)


def _groups(graph: KnowledgeGraph, same: Mapping[str, str]) -> dict[tuple[object, ...], dict[Statement, _Firm]]:
    """The statements that can be compared, in the order of their ids: of one thing, attribute, place, year, unit and population."""
    same_as = _matched(graph, interpreted=True)
    groups: dict[tuple[object, ...], dict[Statement, _Firm]] = defaultdict(dict)
    for one in statements(graph):
        sort = _sort(one)
        if sort is None:
            continue
        places = said(graph, one.id, "holdsAt")
        where = tuple(sorted({same_as.get(place, place) for place in places}))
        firmly = tuple(sorted({same.get(place, place) for place, stated in places.items() if stated}))
        population = one.population.sv.casefold() if one.population else None
        for subject, stated in said(graph, one.id, "isAbout").items():
            thing = same_as.get(subject, subject)
            key = (thing, one.attribute, sort, where, unit_of(one), one.year, population, one.counted_kind)
            firm = groups[key].setdefault(one, set())
            if stated and not {"value", "number"} & set(one.interpreted):
                firm.add((same.get(subject, subject), firmly))
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


def _matched(graph: KnowledgeGraph, *, interpreted: bool) -> Mapping[str, str]:
    """Things that are an exact match of others, directly or over others → the first of them by id."""
    first: dict[str, str] = {}
    for link in graph.of_relation("exactMatch"):
        if link.counts_in(interpreted=interpreted):
            ends = {first.get(end, end) for end in (link.source, link.target)}
            into = min(ends)
            first |= {end: into for end in (link.source, link.target, *first) if first.get(end, end) in ends}
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
