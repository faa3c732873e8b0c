"""Who reaches whom over chains that may run in circles, without following any chain twice.

Things that reach each other are one strongly connected component (Tarjan 1972).  The components make a graph without
circles, so that one sweep in topological order hands on whatever is packed in their rows (Nuutila 1995).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kgraph.index.numbers import Adjacency, Numbers, Words, fixed, numbers, unique_pairs

__all__ = ["Components", "components", "swept"]


@dataclass(frozen=True)
class Components:
    """The components of a graph: `of` names that of each number; a link goes from a higher component to a lower one."""

    of: Numbers
    size: int
    before: Adjacency
    """The components that each is reached from in one step."""

    @cached_property
    def members(self) -> Adjacency:
        """The numbers in each component."""
        order = numbers(np.argsort(self.of, kind="stable"))
        return Adjacency.of((numbers(self.of[order]), order), self.size)

    @cached_property
    def sources(self) -> Words:
        """For each component, packed, the components that reach it over any number of links, itself included."""
        words = (self.size + 63) // 64
        rows = np.zeros((self.size, words * 8), dtype=np.uint8)
        every = np.arange(self.size)
        rows[every, every >> 3] = 128 >> (every & 7)
        return fixed(swept(rows.view(np.uint64), self.before))

    def reaching(self, one: int) -> Numbers:
        """The numbers in the components that reach the one of a number, itself among them; sorted."""
        reached = np.unpackbits(self.sources[self.of[one]].view(np.uint8), count=self.size).view(np.bool_)
        return numbers(np.flatnonzero(reached[self.of]))

    def reached(self, ones: Iterable[int]) -> Numbers:
        """The numbers that some numbers reach, themselves included; sorted."""
        mask = np.zeros(self.sources.shape[1] * 8, dtype=np.uint8)
        places = self.of[list(ones)]
        np.bitwise_or.at(mask, places >> 3, (128 >> (places & 7)).astype(np.uint8))
        hit: npt.NDArray[np.bool_] = np.any(self.sources & mask.view(np.uint64), axis=1)
        return numbers(np.flatnonzero(hit[self.of]))


def swept(rows: Words, before: Adjacency) -> Words:
    """`rows`, changed in place: each takes up the bits of the rows before it, from the highest number down."""
    start, target = before.start.tolist(), before.target.tolist()
    each = list(rows)
    for place in range(len(each) - 1, -1, -1):
        row = each[place]
        for one in target[start[place] : start[place + 1]]:
            np.bitwise_or(row, each[one], out=row)
    return rows


def components(onward: Adjacency) -> Components:
    """The components of a graph, numbered so that what a component drives has lower numbers than itself."""
    size = len(onward.start) - 1
    of = np.zeros(size, dtype=np.int32)
    count = 0
    for count, members in enumerate(_tarjan(onward), 1):
        of[members] = count - 1
    source, target = onward.pairs()
    higher, lower = of[source], of[target]
    apart = higher != lower
    before = unique_pairs(numbers(lower[apart]), numbers(higher[apart]))
    return Components(fixed(of), count, Adjacency.of(before, count))


def _tarjan(onward: Adjacency) -> Iterator[list[int]]:
    """The strongly connected components, those that lead nowhere first; without recursion, so chains may be long."""
    start, target = onward.start.tolist(), onward.target.tolist()
    size = len(start) - 1
    following = start[:-1]  # the next link of each to follow
    met, low = [0] * size, [0] * size
    undecided: list[int] = []
    trail: list[int] = []
    clock = 0
    for root in range(size):
        trail += [root] if not met[root] else []
        while trail:
            here = trail[-1]
            if not met[here]:
                clock += 1
                met[here] = low[here] = clock
                undecided.append(here)
            if following[here] < start[here + 1]:
                there = target[following[here]]
                if met[there]:
                    low[here] = min(low[here], low[there])
                    following[here] += 1
                else:
                    trail.append(there)  # the link is followed again, to take up what was found, once `there` is done
                continue
            trail.pop()
            if low[here] == met[here]:
                yield _decided(undecided, here, low)


def _decided(undecided: list[int], last: int, low: list[int]) -> list[int]:
    """Take a component off the end of those undecided, down to the one that was met first; none of it lowers others any more."""
    members: list[int] = []
    while not members or members[-1] != last:
        members.append(undecided.pop())
        low[members[-1]] = len(low) + 1
    return members
