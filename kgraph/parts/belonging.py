"""What goes when a thing goes: the goals, indicators, parts, tables and statements that belong to it alone, and theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kgraph.graph import KnowledgeGraph

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
    if away.isdisjoint(graph.nodes):
        return graph
    return graph.within(graph.nodes.keys() - away)


def going(graph: KnowledgeGraph, gone: Iterable[str]) -> set[str]:
    """The ids of some things and of all that goes with them."""
    ties = graph.once("belonging.ties", lambda: _Ties(graph))
    away = set(gone)
    edge = set(away)
    while edge:
        near = set[str]().union(*(ties.near.get(one, ()) for one in edge)) - away
        edge = {one for one in near if graph[one].kind not in _FREE and ties.hangs(one, away)}
        away |= edge
    return away


class _Ties:
    """What each thing of a graph is linked to in either direction, and what it belongs to by these links."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.near: dict[str, list[str]] = defaultdict(list)
        self.owners: dict[str, list[str]] = defaultdict(list)
        for link in graph.links:
            source, target, relation = link.source, link.target, link.relation
            self.near[source].append(target)
            self.near[target].append(source)
            if relation in _OUTWARD and graph[source].kind in _OUTWARD[relation]:
                self.owners[source].append(target)
            if relation in _INWARD and graph[target].kind in _INWARD[relation]:
                self.owners[target].append(source)

    def hangs(self, one: str, away: set[str]) -> bool:
        """Whether all that a thing belongs to is away; where it belongs to nothing, whether all that is said of it is."""
        return away.issuperset(self.owners.get(one) or self.near[one])
