"""Names that say opposite groups, such as the young and adults: what speaks against a pair.

A name is on a side when it has a word of it and none of the other: «unga vuxna» and «vuxna runt barnet» are on neither.  Parents
are on no side, since what is done for their children is done with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgraph.graph import KnowledgeGraph

__all__ = ["AGAINST", "Sides", "opposed", "sides"]

AGAINST = 0.5
"""How much lower a pair scores whose names say opposite groups."""

_YOUNG = """
barn barnen barnet barnets barns elev elever eleverna elevers tonåringar ung unga ungas unge ungdom ungdomar ungdomarna ungdomars
yngre
"""
_GROWN = "vuxen vuxna vuxnas äldre äldres pensionärer seniorer"
_FEMALE = "flicka flickor flickorna flickors kvinna kvinnor kvinnorna kvinnors tjej tjejer tjejerna tjejers"
_MALE = "kille killar killarna killars män männen mäns pojkar pojkarna pojkars pojke"
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split())) for one, other in ((_YOUNG, _GROWN), (_FEMALE, _MALE))
)
_KNOWN: frozenset[str] = frozenset().union(*(words for both in _OPPOSITES for words in both))
_WORD = re.compile(r"[^\W\d_]+")

Sides = tuple[tuple[int, str], ...]
"""For each pair of opposites the side that a name is on (1 or -1; 0 for neither), and the word that says so."""


def sides(graph: KnowledgeGraph, names: Iterable[str]) -> dict[str, Sides]:
    """The sides of the things whose label or short label is on any."""
    found = {}
    for name in names:
        node = graph[name]
        words = _WORD.findall(f"{node.label.sv} {node.short.sv if node.short else ''}".casefold())
        told = () if _KNOWN.isdisjoint(words) else tuple(_side(words, one, other) for one, other in _OPPOSITES)
        if any(side for side, _ in told):
            found[name] = told
    return found


def opposed(one: Sides, other: Sides) -> tuple[str, ...]:
    """The words of two names that are on opposite sides; nothing where they are not."""
    return next(((a, b) for (here, a), (there, b) in zip(one, other, strict=True) if here * there < 0), ())


def _side(words: Iterable[str], one: frozenset[str], other: frozenset[str]) -> tuple[int, str]:
    first, second = (next((word for word in words if word in side), "") for side in (one, other))
    return bool(first) - bool(second) if not (first and second) else 0, first or second
