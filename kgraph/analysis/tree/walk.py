"""How a cause tree is walked: breadth first, each shared branch below the one thing that is its home."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node
from kgraph.names import swedish_order

__all__ = ["Row", "Walk"]


@dataclass
class Row:
    """A place in the tree: a thing, the statements that put it there, and where it stands."""

    node: Node
    above: Row | None
    links: tuple[Link, ...] = ()
    cut: str | None = None
    below: list[Row] = field(default_factory=list)
    gap: str | None = None
    basis: str | None = None
    number: str = ""

    @property
    def depth(self) -> int:
        """Steps from the root."""
        return 0 if self.above is None else self.above.depth + 1

    def ancestors(self) -> Iterator[str]:
        """The row's thing and those above it."""
        here: Row | None = self
        while here:
            yield here.node.id
            here = here.above


class Walk:
    """Breadth first over the causes; a branch that several things share is shown below one of them, its home."""

    def __init__(self, graph: KnowledgeGraph, root: Node, depth: int | None) -> None:
        self.graph = graph
        self.most = depth
        self.acting = {layer: _acting(graph, interpreted=layer) for layer in (False, True)}
        self.shown: dict[str, Row] = {}
        self._drivers: dict[str, list[tuple[Node, tuple[Link, ...]]]] = {}
        self.homes = self.found_homes(root.id)
        self.root = Row(root, None, gap=self.gap(root))
        waiting = deque([self.root])
        while waiting:
            waiting.extend(self.grown(waiting.popleft()))

    def gap(self, node: Node) -> str | None:
        """Which way of counting finds no measure for a cause; for a problem, that nobody gives a cause of it."""
        if node.kind == "Problem":
            return None if self.drivers(node.id) else "no_cause"
        if node.kind != "Cause" or self.acting[False].get(node.id):
            return None
        return "stated" if self.acting[True].get(node.id) else "both"

    def grown(self, row: Row) -> Iterable[Row]:
        """Put below a row what belongs there, and return the rows that grow on."""
        causes, measures = self.drivers(row.node.id), self.measures(row.node.id)
        if row.above and self.homes[row.node.id] != row.above.node.id:
            row.cut = "shown" if causes or measures else None
            return ()
        self.shown[row.node.id] = row
        if self.most is not None and row.depth >= self.most:
            row.cut = "depth" if causes or measures else None
            return ()
        above = set(row.ancestors())
        row.below = [Row(node, row, links, basis=_basis(links)) for node, links in measures]
        for one in row.below:
            one.basis = "stated" if one.node.id in self.acting[False].get(row.node.id, ()) else "interpreted"
        onward = [Row(node, row, links, gap=self.gap(node), basis=_basis(links)) for node, links in causes]
        row.below += onward
        for one in onward:
            one.cut = "cycle" if one.node.id in above else None
        return [one for one in onward if not one.cut]

    def found_homes(self, root: str) -> dict[str, str]:
        """The thing below which each branch is shown: where stated links lead first, else where others do."""
        homes: dict[str, str] = {}
        depths = {root: 0}
        for firm in (True, False):
            waiting = [(depth, place, one) for place, (one, depth) in enumerate(depths.items())]
            heapify(waiting)
            while waiting:
                for one in self.settled(heappop(waiting)[2], homes, depths, firm=firm):
                    heappush(waiting, (depths[one], len(depths), one))
        return homes

    def settled(self, thing: str, homes: dict[str, str], depths: dict[str, int], *, firm: bool) -> list[str]:
        """The drivers of a thing that have their home below it."""
        if self.most is not None and depths[thing] >= self.most:
            return []
        found = []
        for node, links in self.drivers(thing):
            if node.id not in depths and (_basis(links) == "stated" or not firm):
                homes[node.id], depths[node.id] = thing, depths[thing] + 1
                found.append(node.id)
        return found

    def drivers(self, thing: str) -> list[tuple[Node, tuple[Link, ...]]]:
        """What is said to drive a thing, with the statements that bear each, in Swedish order."""
        if thing not in self._drivers:
            found: dict[str, list[Link]] = defaultdict(list)
            for link in self.graph.incoming(thing, *ways.DRIVES):
                if link.counts:
                    found[link.source].append(link)
            self._drivers[thing] = self._in_order(found)
        return self._drivers[thing]

    def measures(self, cause: str) -> list[tuple[Node, tuple[Link, ...]]]:
        """The measures that meet a cause, with the statements that bear each, in Swedish order."""
        found: dict[str, list[Link]] = {measure: [] for measure in self.acting[True].get(cause, ())}
        for link in self.graph.incoming(cause, *ways.CAUSE_LINKS) if found else ():
            parts = [part.target for part in self.graph.outgoing(link.source, "partOf") if part.counts]
            for one in (link.source, *parts):
                if one in found and link.counts:
                    found[one].append(link)
        return self._in_order(found)

    def _in_order(self, found: Mapping[str, list[Link]]) -> list[tuple[Node, tuple[Link, ...]]]:
        nodes = sorted((self.graph[one] for one in found), key=lambda node: (swedish_order(node.brief.sv), node.id))
        return [(node, _best(found[node.id])) for node in nodes]

    def numbered(self) -> list[Row]:
        """Every row, depth first, with its number."""
        rows, waiting = [], [self.root]
        while waiting:
            row = waiting.pop()
            rows.append(row)
            for place, one in enumerate(row.below, start=1):
                one.number = f"{row.number}.{place}" if row.number else str(place)
            waiting.extend(reversed(row.below))
        return rows

    def keep_gaps(self) -> None:
        """Leave the causes that no measure meets, and what stands above them."""
        kept: set[int] = set()
        for row in reversed(self.numbered()):
            row.below = [one for one in row.below if id(one) in kept]
            if row.below or row.gap == "both":
                kept.add(id(row))


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
