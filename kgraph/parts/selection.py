"""Graph → part of the graph.  What works on the whole works on any part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce

from kgraph import ways
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.names import suggest

__all__ = ["Selection", "either", "ids", "kinds", "near", "only_stated", "select"]

Selection = Callable[[KnowledgeGraph], frozenset[str]]
"""Says which nodes of a graph to keep, by their ids."""


def select(graph: KnowledgeGraph, *what: Selection) -> KnowledgeGraph:
    """The graph of the nodes that every selection keeps, with the links between them.

    `select(graph, near("narkotika", 2), kinds("Measure", "Cause"))` → a `KnowledgeGraph`.
    """
    kept = reduce(frozenset.intersection, (one(graph) for one in what), frozenset(graph.nodes))
    return graph.within(kept)


def near(name: str, steps: int = 1) -> Selection:
    """What lies within `steps` links of a thing, in any direction; rejected links are not walked.

    What ties everything together (`kgraph.ways.HUBS`: plans, sources, laws …) is reached but not walked through.
    Raises `UsageError` when `steps` is negative; the name is resolved when the selection is used.
    """
    if steps < 0:
        raise UsageError("Antalet steg kan inte vara negativt.", "The number of steps cannot be negative.")

    def chosen(graph: KnowledgeGraph) -> frozenset[str]:
        start = graph.resolve(name).id
        seen, edge = {start}, {start}
        for _ in range(steps):
            walked = (one for one in edge if one == start or graph[one].kind not in ways.HUBS)
            edge = {other for one in walked for other in neighbours(graph, one)} - seen
            seen |= edge
        return frozenset(seen)

    return chosen


def neighbours(graph: KnowledgeGraph, node_id: str) -> Iterable[str]:
    """The other ends of a thing's links in either direction, rejected ones left out."""
    yield from (link.target for link in graph.outgoing(node_id) if link.counts)
    yield from (link.source for link in graph.incoming(node_id) if link.counts)


def kinds(*names: str) -> Selection:
    """The nodes of these kinds, by their English names; `UnknownName` for a kind that there is not, when it is used."""

    def chosen(graph: KnowledgeGraph) -> frozenset[str]:
        for name in names:
            if name not in graph.ontology.kinds:
                raise UnknownName(name, suggest(name, graph.ontology.kinds))
        return frozenset(node.id for node in graph.of_kind(*names))

    return chosen


def ids(*names: str) -> Selection:
    """The things with these names."""
    return lambda graph: frozenset(graph.resolve(name).id for name in names)


def either(*selections: Selection) -> Selection:
    """What at least one of the selections keeps."""
    return lambda graph: frozenset().union(*(one(graph) for one in selections))


def only_stated(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The same nodes with only the links that are stated or confirmed."""

    def made() -> KnowledgeGraph:
        links = [link for link in graph.links if link.counts_as_stated]
        return graph if len(links) == len(graph.links) else graph.within(graph.nodes.keys(), links)

    return graph.once("selection.only_stated", made)
