"""What the cause trees of a graph have in common: what drives and meets each thing, found when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import owners
from kgraph.model import Link, Node
from kgraph.names import swedish_order

__all__ = ["Below", "Ground", "Tally"]


@dataclass(frozen=True, eq=False)
class Below:
    """A thing that stands right below another, and the statements that put it there; equal only to itself."""

    node: Node
    links: tuple[Link, ...]
    basis: str | None

    @property
    def is_stated(self) -> bool:
        """Whether a statement that bears it is stated or confirmed."""
        return bool(self.links) and self.links[0].counts_as_stated


@dataclass(frozen=True)
class Tally:
    """What a tree holds in one way of counting: causes, those of them with a measure, the measures that meet them, and how many
    measures touch its root without meeting a cause of it.
    """

    causes: int
    covered: int
    measures: int
    beside: int


class Ground:
    """What drives and meets each thing of a graph, for all its trees."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.acting = {layer: _acting(graph, interpreted=layer) for layer in (False, True)}
        self._drivers: dict[str, tuple[Below, ...]] = {}
        self._measures: dict[str, tuple[Below, ...]] = {}
        self._causes = np.zeros(len(graph.index.things), dtype=np.bool_)
        self._causes[graph.index.numbers(node.id for node in graph.of_kind("Cause"))] = True

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Ground:
        """The ground of a graph, made once."""
        return graph.once("tree.ground", lambda: cls(graph))

    def drivers(self, thing: str) -> tuple[Below, ...]:
        """The causes and problems that drive a thing by one link, in Swedish order."""
        if thing not in self._drivers:
            found: dict[str, list[Link]] = defaultdict(list)
            for link in self.graph.incoming(thing, *ways.DRIVES):
                if link.counts:
                    found[link.source].append(link)
            self._drivers[thing] = tuple(Below(node, links, _basis(links)) for node, links in self._in_order(found))
        return self._drivers[thing]

    def measures(self, cause: str) -> tuple[Below, ...]:
        """The measures that meet a cause themselves or by a part, in Swedish order."""
        if cause not in self._measures:
            found: dict[str, list[Link]] = {measure: [] for measure in self.acting[True].get(cause, ())}
            for link in self.graph.incoming(cause, *ways.CAUSE_LINKS) if found else ():
                for one, _ in owners(self.graph).get(link.source, ()):
                    if one in found and link.counts:
                        found[one].append(link)
            sure: set[str] = self.acting[False].get(cause, set())
            self._measures[cause] = tuple(
                Below(node, links, "stated" if node.id in sure else "interpreted")
                for node, links in self._in_order(found)
            )
        return self._measures[cause]

    def gap(self, node: Node) -> str | None:
        """Which way of counting finds no measure for a cause; for a problem, that nobody gives a cause of it."""
        if node.kind == "Problem":
            return None if self.drivers(node.id) else "no_cause"
        if node.kind != "Cause" or self.acting[False].get(node.id):
            return None
        return "stated" if self.acting[True].get(node.id) else "both"

    def tally(self, root: str, *, interpreted: bool) -> Tally:
        """What the whole tree of a thing holds; a cause that is the root is one of its causes."""
        index = self.graph.index
        number = index.number[root]
        inside = np.zeros(len(index.things), dtype=np.bool_)
        inside[index.layer(interpreted=interpreted).driving(number)] = True
        inside[number] = True
        inside &= self._causes
        measure, cause = index.acts_on(interpreted=interpreted)
        meets = inside[cause]
        covered, acting = np.zeros_like(inside), np.zeros(len(index.measures), dtype=np.bool_)
        covered[cause[meets]], acting[measure[meets]] = True, True
        beside = ~acting[index.touching_numbers(root, interpreted=interpreted)]
        return Tally(*(int(one.sum()) for one in (inside, covered, acting, beside)))

    def _in_order(self, found: Mapping[str, list[Link]]) -> list[tuple[Node, tuple[Link, ...]]]:
        nodes = sorted((self.graph[one] for one in found), key=lambda node: (swedish_order(node.brief.sv), node.id))
        return [(node, _best(found[node.id])) for node in nodes]


def _best(links: list[Link]) -> tuple[Link, ...]:
    """The statements that bear a connection: those that are stated or confirmed, else the interpreted ones."""
    stated = [link for link in links if link.counts_as_stated]
    return tuple(sorted(stated or links, key=Link.sort_key))


def _basis(links: tuple[Link, ...]) -> str:
    return "stated" if links and links[0].counts_as_stated else "interpreted"


def _acting(graph: KnowledgeGraph, *, interpreted: bool) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for measure, cause in graph.index.addressing(interpreted=interpreted):
        found[cause].add(measure)
    return found
