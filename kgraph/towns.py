"""Which municipalities documents and values are about."""

from __future__ import annotations

from collections import Counter, defaultdict

from kgraph import ways
from kgraph.graph import KnowledgeGraph

__all__ = ["documents_about", "towns_told_of"]


def documents_about(graph: KnowledgeGraph, municipality: str) -> tuple[str, ...]:
    """The ids of the documents that are about a municipality: no other is named by as many of their statements."""
    named = graph.once("towns.named", lambda: _named(graph))
    about = (
        one for one, counts in named.items() if counts[municipality] and counts[municipality] == max(counts.values())
    )
    return tuple(sorted(about))


def _named(graph: KnowledgeGraph) -> dict[str, Counter[str]]:
    """How many statements of each document name each municipality."""
    towns = [one.id for one in graph.of_kind("Municipality")]
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        for link in (*graph.outgoing(town), *graph.incoming(town)):
            if link.document and link.counts and link.relation not in ways.MATCHES:
                named[link.document][town] += 1
    return named


def towns_told_of(graph: KnowledgeGraph) -> dict[str, set[str]]:
    """The municipalities that each statement of a value is about or holds at, for those that name any."""
    towns = {one.id for one in graph.of_kind("Municipality")}
    found: dict[str, set[str]] = defaultdict(set)
    for link in graph.of_relation("holdsAt", "isAbout"):
        if link.target in towns and link.counts:
            found[link.source].add(link.target)
    return found
