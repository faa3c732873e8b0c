"""What goes when a thing goes: the goals, indicators, parts, tables and statements that belong to it alone, and theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Interned, Mask, Numbers

__all__ = ["going", "without"]

_OWNERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "SubActivity": (("partOf",), ()),
    "PlanTable": (("partOf",), ()),
    "Goal": ((), ("pursues",)),
    "Indicator": ((), ("isMeasuredBy",)),
    "FollowUp": (("followsUp",), ()),
    "AcceptedGap": (("accepts",), ()),
    "Statement": (("isAbout",), ()),
    "EvidenceRating": (("rates",), ()),
    "Cause": (("inTable",), ()),
    "Problem": (("inTable",), ()),
    "Assessment": ((), ("restsOn",)),
    "Agreement": ((), ("restsOn",)),
    "LegalRequirement": ((), ("fulfils",)),
}
"""Kind → the relations from it, and those to it, that lead to what it belongs to.  The kinds that are not named belong to
nobody: an area or an actor goes only when everything that is said of it goes."""


_OUTWARD, _INWARD = (
    {
        relation: {kind for kind, ends in _OWNERS.items() if relation in ends[side]}
        for relation in sorted({one for ends in _OWNERS.values() for one in ends[side]})
    }
    for side in (0, 1)
)
"""The same by the relation: the kinds whose things belong to what it leads to, and those that belong to what it comes from."""
_FREE = frozenset({"Source", "Municipality", "Plan", "Measure"})
"""Kinds that never go with anything."""


def without(graph: KnowledgeGraph, gone: Iterable[str]) -> KnowledgeGraph:
    """The graph without some things (by id) and, step by step, without what belongs to nothing that is left.

    A goal of two measures stays as long as one of them does; a thing that belonged to nothing before stays too.
    """
    away = going(graph, gone)
    return graph.within(graph.nodes.keys() - away) if away else graph


def going(graph: KnowledgeGraph, gone: Iterable[str]) -> set[str]:
    """The ids of some things and of all that goes with them."""
    known = graph.interned
    left = ~known.among(gone)
    free = np.isin(np.arange(len(left)), known.of_kinds(_FREE))
    ties = [(known.source, known.target, _belongs(known, _OUTWARD, known.source))]
    ties.append((known.target, known.source, _belongs(known, _INWARD, known.target)))
    edge = ~left
    while edge.any():
        near, owned, told, held = np.zeros((4, len(left)), dtype=np.bool_)
        for one, other, belongs in ties:
            near[one[edge[other]]] = True
            owned[one[belongs]] = True
            told[one[~belongs & left[other]]] = True
            held[one[belongs & left[other]]] = True
        edge = near & left & ~free & ~np.where(owned, held, told)
        left &= ~edge
    return {known.ids[one] for one in np.flatnonzero(~left).tolist()}


def _belongs(known: Interned, kinds: Mapping[str, Collection[str]], one: Numbers) -> Mask:
    """Which links say that the thing at one of their ends belongs to the other."""
    found = np.zeros(len(one), dtype=np.bool_)
    for relation, owned in kinds.items():
        group = known.groups.get(relation, slice(0))
        found[group] = np.isin(one[group], known.of_kinds(owned))
    return found
