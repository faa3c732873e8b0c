"""What a claim that one thing leads to another rests on: independent paths and a smallest cut.

Independent paths share no thing between their ends.  Their greatest number equals the size of the smallest cut
(Menger 1927); both are found with augmenting paths, each the shortest there is (Ford and Fulkerson 1956; Edmonds and
Karp 1972).
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

__all__ = ["Arcs", "Way", "independent", "minimum_cut"]

Arcs = Mapping[str, Iterable[str]]
"""Things → the things that they lead to; each once."""
Way = tuple[str, ...]
"""The things that a path goes through, its ends included."""

_Port = tuple[str, bool]
"""A thing's way in (False) and way out (True); between them goes at most one path."""


def independent(net: Arcs, start: str, end: str) -> tuple[Way, ...]:
    """A greatest set of paths that share no thing between their ends, shortest first."""
    flow = _Flow(net, start, end)
    return tuple(sorted(flow.ways(), key=lambda way: (len(way), way)))


def minimum_cut(net: Arcs, start: str, end: str) -> tuple[Way, ...]:
    """A smallest set of things (`(thing,)`) and, where a link goes all the way, that link (`(start, end)`) without which
    nothing leads from `start` to `end`; as many as there are independent paths.
    """
    return _Flow(net, start, end).cut()


class _Flow:
    """A greatest flow from start to end, each thing between carrying at most one unit."""

    def __init__(self, net: Arcs, start: str, end: str) -> None:
        self.start, self.end = start, end
        self.room: dict[_Port, dict[_Port, int]] = defaultdict(dict)
        """What still can flow; whole numbers, so that nothing is lost."""
        things = {start, end, *net, *(there for hops in net.values() for there in hops)}
        plenty = len(things)
        for thing in sorted(things - {start, end}):
            self._pipe((thing, False), (thing, True), 1)
        for here, hops in sorted(net.items()):
            for there in hops:
                if here != end and there != start:
                    self._pipe((here, True), (there, False), 1 if (here, there) == (start, end) else plenty)
        self.full = {port: dict(pipes) for port, pipes in self.room.items()}
        while way := self._augmenting():
            for near, far in pairwise(way):
                self.room[near][far] -= 1
                self.room[far][near] += 1

    def _pipe(self, near: _Port, far: _Port, size: int) -> None:
        self.room[near][far] = size
        self.room[far].setdefault(near, 0)

    def _reached(self) -> dict[_Port, _Port | None]:
        """What can still be reached from the start, each with where it was reached from."""
        source = (self.start, True)
        found: dict[_Port, _Port | None] = {source: None}
        waiting = deque([source])
        while waiting:
            near = waiting.popleft()
            for far, room in self.room[near].items():
                if room > 0 and far not in found:
                    found[far] = near
                    waiting.append(far)
        return found

    def _augmenting(self) -> list[_Port]:
        found = self._reached()
        here: _Port | None = (self.end, False)
        way = []
        while here is not None and here in found:
            way.append(here)
            here = found[here]
        return way[::-1]

    def ways(self) -> Iterator[Way]:
        """The paths that the flow is made of."""
        onward: dict[str, list[str]] = defaultdict(list)
        for near, pipes in self.full.items():
            for far, size in pipes.items():
                if near[0] != far[0] and size > self.room[near][far]:
                    onward[near[0]].append(far[0])
        for first in sorted(onward[self.start]):
            way = [self.start, first]
            while there := onward.get(way[-1]):
                way += there  # the only way on
            yield tuple(way)

    def cut(self) -> tuple[Way, ...]:
        """The narrow places between what the start can still reach and the rest."""
        found = self._reached()
        narrow = (
            (near[0],) if near[0] == far[0] else (near[0], far[0])
            for near, pipes in self.full.items()
            for far, size in pipes.items()
            if size > 0 and near in found and far not in found
        )
        return tuple(sorted(narrow))
