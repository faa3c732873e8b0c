"""What goes when a thing goes: the goals, indicators, parts, tables and statements that belong to it alone, and theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node

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
    away = set(gone)
    edge = set(away)
    while edge:
        near = [graph[one] for one in _around(graph, edge) - away]
        edge = {node.id for node in near if node.kind not in _FREE and _hangs(graph, node, away)}
        away |= edge
    return away


def _around(graph: KnowledgeGraph, edge: set[str]) -> set[str]:
    """What some things are linked to, in either direction: one look at every link, since a part of a graph is seldom asked twice."""
    after = {link.target for link in graph.links if link.source in edge}
    return after | {link.source for link in graph.links if link.target in edge}


def _neighbours(graph: KnowledgeGraph, one: str) -> Iterator[str]:
    yield from (link.target for link in graph.outgoing(one))
    yield from (link.source for link in graph.incoming(one))


def _hangs(graph: KnowledgeGraph, node: Node, away: set[str]) -> bool:
    """Whether all that a thing belongs to is away; where it belongs to nothing, whether all that is said of it is."""
    return all(owner in away for owner in _owners(graph, node) or _neighbours(graph, node.id))


def _owners(graph: KnowledgeGraph, node: Node) -> list[str]:
    outward, inward = _OWNERS.get(node.kind, ((), ()))
    links: tuple[Link, ...] = graph.outgoing(node.id, *outward) if outward else ()
    others: tuple[Link, ...] = graph.incoming(node.id, *inward) if inward else ()
    return [link.target for link in links] + [link.source for link in others]
