"""The shortest way from each measure to a thing that it touches: found from the thing, for all measures at once.

How far each cause is from the thing is worked out once; a measure then only has to look at its own links.  Of the shortest
chains the one is taken whose links come first in the order of `kgraph.ways` and of the graph, step by step.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Counts, Interned, Numbers
from kgraph.model import Link

__all__ = ["FAR", "Chain", "Edge", "Edges", "Toward", "chains"]

Edge = tuple[Link, bool]
"""A link, and whether it is walked from its subject to its object."""
Chain = tuple[Edge, ...]
FAR = 1 << 30
"""How far it is to what no way leads to."""

_Flags = npt.NDArray[np.bool_]
_ACTIVITIES = ("Measure", "SubActivity")


@dataclass(frozen=True)
class Edges:
    """The links that count by which measures and parts of them touch things, and by which measures have parts: those of one
    activity beside each other, in the order in which they are tried.

    A place is the same in all columns: the number of the link in `graph.index.interned`, the nodes that it goes from and to,
    and whether it names a home area or a part.  `owner` are the activities that have any, `start` the place of the first of each.
    """

    link: Counts
    activity: Counts
    other: Counts
    is_home: _Flags
    is_part: _Flags
    owner: Counts
    start: Counts

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Edges:
        """The edges of a graph, made once."""
        return graph.once("toward.edges", lambda: cls._of(graph.index.interned))

    @classmethod
    def _of(cls, known: Interned) -> Edges:
        acting, parts, measures = (_are(known, kinds) for kinds in (_ACTIVITIES, ("SubActivity",), ("Measure",)))
        outward, inward, partly, home = (
            known.places(relations, interpreted=True)
            for relations in (ways.DIRECT, ways.DIRECT_INVERSE, ("partOf",), (ways.HOME,))
        )
        outward = outward[acting[known.source[outward]] & ~measures[known.target[outward]]]
        inward = inward[acting[known.target[inward]]]
        partly = partly[parts[known.source[partly]] & acting[known.target[partly]]]
        link = np.concatenate([outward, inward, partly])
        activity = np.concatenate([known.source[outward], known.target[inward], known.target[partly]])
        other = np.concatenate([known.target[outward], known.source[inward], known.source[partly]])
        order = np.argsort(activity, kind="stable")
        owner, start = np.unique(activity[order], return_index=True)
        is_part = np.arange(len(link)) >= len(link) - len(partly)
        is_home = np.isin(link, home)
        return cls(link[order], activity[order], other[order], is_home[order], is_part[order], owner, start)

    def edge(self, graph: KnowledgeGraph, place: int) -> Edge:
        """The link at a place."""
        known = graph.index.interned
        link = int(self.link[place])
        return graph.links[known.link[link]], bool(known.source[link] == self.activity[place])

    def at(self, graph: KnowledgeGraph, activity: str) -> list[Edge]:
        """The links of a measure or sub-activity."""
        low, high = np.searchsorted(self.activity, graph.index.interned.number[activity] + np.arange(2)).tolist()
        return [self.edge(graph, place) for place in range(low, high)]


def _are(known: Interned, kinds: tuple[str, ...]) -> _Flags:
    """Which nodes are of some kinds."""
    found = np.zeros(len(known.ids), dtype=np.bool_)
    found[known.of_kinds(kinds)] = True
    return found


def chains(graph: KnowledgeGraph, measure: str, things: Collection[str]) -> dict[str, Chain]:
    """The best chain from a measure to each of the things that it touches: one of stated and confirmed links before a shorter one
    that needs an interpretation.
    """
    node = graph.index.interned.number[measure]
    found: dict[str, Chain] = {}
    for thing in things:
        if thing in graph and graph[thing].kind in ways.TOUCHABLE:
            for interpreted in (False, True):
                if chain := Toward.of(graph, thing, interpreted=interpreted).chain(node):
                    found.setdefault(thing, chain)
                    break
    return found


class Toward:
    """The ways to one thing in one way of counting.

    For each node: `steps`, how many links it takes from a cause or problem (none from the thing itself); `length`, how many from a
    measure or a part of one; and `first`, the place in `Edges` of the link that such a way begins with, -1 where there is none.
    """

    def __init__(self, graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> None:
        self.graph, self.thing, self.interpreted = graph, thing, interpreted
        self.known, self.edges = graph.index.interned, Edges.of(graph)
        self.steps = self._steps()
        self.length, self.first = self._lengths()
        self.ways_on: dict[int, Chain] = {self.known.number[thing]: ()}

    @classmethod
    def of(cls, graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> Toward:
        """The ways to a thing, found once."""
        return graph.once(("toward", thing, interpreted), lambda: cls(graph, thing, interpreted=interpreted))

    def _steps(self) -> Numbers:
        driving = self.known.places(ways.DRIVES, interpreted=self.interpreted)
        driving = driving[_are(self.known, ("Cause", "Problem"))[self.known.source[driving]]]
        source, target = self.known.source[driving], self.known.target[driving]
        found = np.full(len(self.known.ids), FAR, dtype=np.int32)
        edge = np.zeros(len(found), dtype=np.bool_)
        edge[self.known.number[self.thing]] = True
        step = 0
        while edge.any():
            found[edge] = step
            step += 1
            reached = source[edge[target]]
            edge = np.zeros_like(edge)
            edge[reached[found[reached] == FAR]] = True
        return found

    def _lengths(self) -> tuple[Numbers, Numbers]:
        """The least length of a way from each activity, and the first edge of those that have it; parts before their measures."""
        edges = self.edges
        counting = self.known.strength[edges.link] >= (1 if self.interpreted else 2)
        onward = np.where(edges.is_home & self._mattering()[edges.other], 1, FAR)
        each = np.where(counting, np.minimum(self.steps[edges.other], onward) + 1, FAR)
        length = np.full(len(self.known.ids), FAR, dtype=np.int32)
        for _ in ("parts", "measures"):
            length[edges.owner] = np.minimum.reduceat(each, edges.start) if len(each) else FAR
            each = np.where(counting & edges.is_part, length[edges.other] + 1, each)
        best = np.flatnonzero((each == length[edges.activity]) & (each < FAR))[::-1]
        first = np.full(len(self.known.ids), -1, dtype=np.int32)
        first[edges.activity[best]] = best
        return length, first

    def _mattering(self) -> _Flags:
        """Whether a node is an area that matters for the thing."""
        links = self.known.places((ways.MATTERS,), interpreted=self.interpreted)
        found = np.zeros(len(self.known.ids), dtype=np.bool_)
        found[self.known.source[links[self.known.target[links] == self.known.number[self.thing]]]] = True
        return found

    def chain(self, activity: int) -> Chain | None:
        """The first of the shortest chains from a measure or sub-activity, by its node number."""
        place = int(self.first[activity])
        if place < 0:
            return None
        edge, other = self.edges.edge(self.graph, place), int(self.edges.other[place])
        if self.edges.is_part[place]:
            return (edge, *(self.chain(other) or ()))
        if self.steps[other] < FAR:
            return (edge, *self._from(other))
        matters = self.graph.outgoing(self.known.ids[other], ways.MATTERS)
        return edge, next((one, True) for one in matters if one.target == self.thing and self._allows(one))

    def _from(self, cause: int) -> Chain:
        """The chain from a cause that drives the thing; each step is the first link that leads one nearer."""
        trail: list[tuple[int, Link]] = []
        while cause not in self.ways_on:
            left = self.steps[cause] - 1
            onward = self.graph.outgoing(self.known.ids[cause], *ways.DRIVES)
            link = next(one for one in onward if self._steps_of(one.target) == left and self._allows(one))
            trail.append((cause, link))
            cause = self.known.number[link.target]
        chain = self.ways_on[cause]
        for here, link in reversed(trail):
            chain = self.ways_on[here] = ((link, True), *chain)
        return chain

    def _steps_of(self, thing: str) -> int:
        return int(self.steps[self.known.number[thing]])

    def _allows(self, link: Link) -> bool:
        return link.counts_in(interpreted=self.interpreted)
