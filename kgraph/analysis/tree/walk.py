"""How a cause tree is walked: breadth first, each shared branch below the one thing that is its home."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from kgraph.analysis.tree.ground import Below, Ground
from kgraph.graph import KnowledgeGraph
from kgraph.model import Node

__all__ = ["Row", "Walk"]


@dataclass(eq=False)
class Row:
    """A place in a tree: how it comes there, below what, how many steps from the root, and what stands below it."""

    way: Below
    above: Row | None = None
    depth: int = 0
    cut: str | None = None
    below: list[Row] = field(default_factory=list)
    number: str = ""

    @property
    def id(self) -> str:
        """The thing of the row."""
        return self.way.node.id

    def ancestors(self) -> Iterator[str]:
        """The ids of the row and of all above it."""
        here: Row | None = self
        while here:
            yield here.id
            here = here.above


class Walk:
    """One tree, breadth first over the causes; a branch that several things share is shown below one of them, its home."""

    def __init__(self, graph: KnowledgeGraph, root: Node, depth: int | None) -> None:
        self.ground = Ground.of(graph)
        self.most = depth
        self.shown: dict[str, Row] = {}
        self.homes = self._found_homes(root.id)
        self.root = Row(Below(root, (), None))
        waiting = deque([self.root])
        while waiting:
            waiting.extend(self._grown(waiting.popleft()))

    def _grown(self, row: Row) -> Iterable[Row]:
        """Put below a row what belongs there, and return the rows that grow on."""
        causes, measures = self.ground.drivers(row.id), self.ground.measures(row.id)
        if row.above and self.homes[row.id] != row.above.id:
            row.cut = "shown" if causes or measures else None
            return ()
        self.shown[row.id] = row
        if self.most is not None and row.depth >= self.most:
            row.cut = "depth" if causes or measures else None
            return ()
        above, step = set(row.ancestors()), row.depth + 1
        onward = [Row(way, row, step, "cycle" if way.node.id in above else None) for way in causes]
        row.below = [*(Row(way, row, step) for way in measures), *onward]
        return [one for one in onward if not one.cut]

    def _found_homes(self, root: str) -> dict[str, str]:
        """The thing below which each branch is shown: where stated links lead first, else where others do."""
        homes: dict[str, str] = {}
        depths = {root: 0}
        for firm in (True, False):
            waiting = [(depth, place, one) for place, (one, depth) in enumerate(depths.items())]
            heapify(waiting)
            while waiting:
                for one in self._settled(heappop(waiting)[2], homes, depths, firm=firm):
                    heappush(waiting, (depths[one], len(depths), one))
        return homes

    def _settled(self, thing: str, homes: dict[str, str], depths: dict[str, int], *, firm: bool) -> list[str]:
        """The drivers of a thing that have their home below it."""
        if self.most is not None and depths[thing] >= self.most:
            return []
        found = []
        for way in self.ground.drivers(thing):
            if way.node.id not in depths and (way.is_stated or not firm):
                homes[way.node.id], depths[way.node.id] = thing, depths[thing] + 1
                found.append(way.node.id)
        return found

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
            if row.below or self.ground.gap(row.way.node) == "both":
                kept.add(id(row))
