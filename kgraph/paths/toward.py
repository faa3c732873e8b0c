"""The shortest way from a measure to a thing that it touches: found from the thing, so that thousands of measures are quick.

How far each cause is from the thing is worked out once; a measure then only has to look at its own links.  Of the shortest
chains the one is taken whose links come first in the order of `kgraph.ways` and of the graph, step by step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link

__all__ = ["Chain", "Edge", "chains", "of_activity"]

Edge = tuple[Link, bool]
"""A link, and whether it is walked from its subject to its object."""
Chain = tuple[Edge, ...]

_OUTWARD = {relation: place for place, relation in enumerate(ways.DIRECT)}
_INWARD = {relation: place for place, relation in enumerate(ways.DIRECT_INVERSE)}


def chains(graph: KnowledgeGraph, measure: str, things: Collection[str]) -> dict[str, Chain]:
    """The best chain from a measure to each of the things that it touches: one of stated and confirmed links before a shorter one
    that needs an interpretation.
    """
    found: dict[str, Chain] = {}
    edges = of_activity(graph, measure)
    for thing in things:
        if thing in graph and graph[thing].kind in ways.TOUCHABLE:
            for interpreted in (False, True):
                if chain := _toward(graph, thing, interpreted=interpreted).chain(edges):
                    found.setdefault(thing, chain)
                    break
    return found


def of_activity(graph: KnowledgeGraph, activity: str) -> list[Edge]:
    """The links by which a measure or sub-activity touches what it touches, and from a measure those to its parts."""
    outward = [
        link for link in graph.outgoing(activity) if link.relation in _OUTWARD and graph[link.target].kind != "Measure"
    ]
    incoming = graph.incoming(activity)
    inward = [link for link in incoming if link.relation in _INWARD]
    parts = [link for link in incoming if link.relation == "partOf" and graph[link.source].kind == "SubActivity"]
    outward.sort(key=lambda link: _OUTWARD[link.relation])
    inward.sort(key=lambda link: _INWARD[link.relation])
    return [*((link, True) for link in outward), *((link, False) for link in (*inward, *parts))]


def _toward(graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> _Toward:
    return graph.once(("toward", thing, interpreted), lambda: _Toward(graph, thing, interpreted=interpreted))


class _Toward:
    """The ways to one thing in one way of counting."""

    def __init__(self, graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> None:
        self.graph = graph
        self.thing = thing
        self.interpreted = interpreted
        self.steps = self._steps()
        self.ways_on: dict[str, Chain] = {thing: ()}
        self.neighbours = {link.source for link in graph.incoming(thing, ways.MATTERS) if self.allows(link)}
        """The areas that matter for the thing."""

    def allows(self, link: Link) -> bool:
        return link.counts if self.interpreted else link.counts_as_stated

    def _steps(self) -> Mapping[str, int]:
        """How many links it takes from each cause and problem; none from the thing itself."""
        found = {self.thing: 0}
        edge = [self.thing]
        while edge:
            reached: list[str] = []
            for here in edge:
                for link in self.graph.incoming(here, *ways.DRIVES):
                    if (
                        link.source not in found
                        and self.allows(link)
                        and self.graph[link.source].kind in ("Cause", "Problem")
                    ):
                        found[link.source] = found[here] + 1
                        reached.append(link.source)
            edge = reached
        return found

    def chain(self, edges: Iterable[Edge]) -> Chain | None:
        """The first of the shortest chains that begin with one of the links of a measure or sub-activity."""
        best: Chain | None = None
        for edge in edges:
            if (
                self.allows(edge[0])
                and (rest := self._rest(edge)) is not None
                and (best is None or len(rest) < len(best) - 1)
            ):
                best = (edge, *rest)
        return best

    def _rest(self, edge: Edge) -> Chain | None:
        """The shortest chain from where a link leads to; None when there is none."""
        link, forward = edge
        there = link.target if forward else link.source
        if there in self.steps:
            return self._from(there)
        if there in self.neighbours and link.relation == ways.HOME:
            matters = self.graph.outgoing(there, ways.MATTERS)
            return ((next(one for one in matters if one.target == self.thing and self.allows(one)), True),)
        is_part = not forward and self.graph[there].kind == "SubActivity"
        return self.chain(of_activity(self.graph, there)) if is_part else None

    def _from(self, cause: str) -> Chain:
        """The chain from a cause that drives the thing; each step is the first link that leads one nearer."""
        trail: list[tuple[str, Link]] = []
        while cause not in self.ways_on:
            links = self.graph.outgoing(cause, *ways.DRIVES)
            left = self.steps[cause] - 1
            link = next(one for one in links if self.steps.get(one.target) == left and self.allows(one))
            trail.append((cause, link))
            cause = link.target
        chain = self.ways_on[cause]
        for here, link in reversed(trail):
            chain = self.ways_on[here] = ((link, True), *chain)
        return chain
