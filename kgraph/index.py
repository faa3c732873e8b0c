"""The integer core: which measure touches what, as packed bits in numpy.

Every node has a number.  For both ways of counting there is a closure over causes and the matrix T, "thing is
touched by measure", one bit a pair, a row for each thing.  An overlap is then an AND of rows, and a coverage figure a
population count.  The rule itself is in `kgraph.ways`; the tests compare T with a search over the links.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.model import Link, Node

__all__ = ["Index"]

Bits = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int64]
_CHUNK = 8192
"""Measures per block while T is built; a multiple of eight, small enough to keep the unpacked block in memory."""


@dataclass(frozen=True)
class _Layer:
    """One way of counting: T (things × measures / 8), the closure turned round (thing × things that drive it / 8), both packed with
    the first column in the highest bit, and the measure–cause pairs as two columns of numbers.
    """

    touched: Bits
    driven: Bits
    cause_links: tuple[Numbers, Numbers]


@dataclass(frozen=True)
class Index:
    """Numbers for ids, and T in both ways of counting: `stated` and `all` (with interpreted links)."""

    measures: tuple[str, ...]
    things: tuple[str, ...]
    number: Mapping[str, int]
    """The row of each thing in T."""
    stated: _Layer
    all: _Layer

    @classmethod
    def build(cls, nodes: Iterable[Node], links: Sequence[Link]) -> Index:
        """The index of some records; nodes and links are expected in their canonical order."""
        kinds = {node.id: node.kind for node in nodes}
        measures = tuple(one for one, kind in kinds.items() if kind == "Measure")
        things = tuple(one for one, kind in kinds.items() if kind in ways.TOUCHABLE)
        number, column = ({one: place for place, one in enumerate(group)} for group in (things, measures))
        stated, every = (
            _Builder(measures, things, number, column, kinds, _by_relation(counted)).layer()
            for counted in ((link for link in links if link.counts_as_stated), (link for link in links if link.counts))
        )
        return cls(measures, things, MappingProxyType(number), stated, every)

    def row(self, thing: str, *, interpreted: bool) -> Bits:
        """The packed bits of the measures that touch `thing`; `KeyError` when it is no touchable thing."""
        bits: Bits = self._layer(interpreted=interpreted).touched[self.number[thing]]
        return bits

    def touching(self, thing: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of the measures that touch `thing`."""
        return self._measures(self.row(thing, interpreted=interpreted))

    def overlap(
        self, every: Sequence[str] = (), some: Sequence[str] = (), none: Sequence[str] = (), *, interpreted: bool
    ) -> tuple[str, ...]:
        """The ids of the measures that touch all of `every`, at least one of `some` (if any), and nothing of `none`."""
        bits = np.full(self.stated.touched.shape[1], 255, dtype=np.uint8)
        for thing in every:
            bits = bits & self.row(thing, interpreted=interpreted)
        if some:
            bits = bits & np.bitwise_or.reduce([self.row(thing, interpreted=interpreted) for thing in some])
        for thing in none:
            bits = bits & ~self.row(thing, interpreted=interpreted)
        return self._measures(bits)

    def count(self, thing: str, *, interpreted: bool) -> int:
        """How many measures touch `thing`."""
        return int(np.bitwise_count(self.row(thing, interpreted=interpreted)).sum())

    def shared(self, things: Sequence[str], *, interpreted: bool) -> npt.NDArray[np.int64]:
        """The square matrix of how many measures touch both of each pair of `things`."""
        rows = self._layer(interpreted=interpreted).touched[[self.number[thing] for thing in things]]
        return np.stack([np.bitwise_count(rows & row).sum(axis=1, dtype=np.int64) for row in rows])

    def driving(self, thing: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of the causes and problems that drive (or protect against) `thing`, over any number of links."""
        row = self._layer(interpreted=interpreted).driven[self.number[thing]]
        places = np.flatnonzero(np.unpackbits(row, count=len(self.things)))
        return tuple(self.things[place] for place in places if self.things[place] != thing)

    def addressing(self, *, interpreted: bool) -> Iterator[tuple[str, str]]:
        """Each measure → cause pair once, by ids."""
        for measure, cause in zip(*self._layer(interpreted=interpreted).cause_links, strict=True):
            yield self.measures[measure], self.things[cause]

    def _layer(self, *, interpreted: bool) -> _Layer:
        return self.all if interpreted else self.stated

    def _measures(self, bits: Bits) -> tuple[str, ...]:
        return tuple(self.measures[place] for place in np.flatnonzero(np.unpackbits(bits, count=len(self.measures))))


def _fixed(bits: Bits) -> Bits:
    """The same bits, which nobody can change any more."""
    bits.setflags(write=False)
    return bits


def _by_relation(links: Iterable[Link]) -> dict[str, list[Link]]:
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.relation].append(link)
    return groups


@dataclass(frozen=True)
class _Builder:
    """Builds one layer from the links that count in it."""

    measures: tuple[str, ...]
    things: tuple[str, ...]
    number: dict[str, int]
    column: dict[str, int]
    kinds: dict[str, str]
    links: dict[str, list[Link]]

    def layer(self) -> _Layer:
        closure = self.closure()
        causes = self.pairs(link for relation in ways.CAUSE_LINKS for link in self.links[relation])
        return _Layer(_fixed(self.touch(self.direct(), closure)), _fixed(np.packbits(closure.T, axis=1)), causes)

    @cached_property
    def owners(self) -> dict[str, list[str]]:
        """The measures that each sub-activity is a part of."""
        owners: dict[str, list[str]] = defaultdict(list)
        for link in self.links["partOf"]:
            if self.kinds[link.target] == "Measure":
                owners[link.source].append(link.target)
        return owners

    def pairs(self, links: Iterable[Link], *, inverse: bool = False) -> tuple[Numbers, Numbers]:
        """Measure and thing numbers of links, sub-activities standing for their measures; each pair once, sorted."""
        found: set[tuple[int, int]] = set()
        for link in links:
            near, far = (link.target, link.source) if inverse else (link.source, link.target)
            if self.kinds[far] in ways.TOUCHABLE:
                measures = [near] if self.kinds[near] == "Measure" else self.owners.get(near, [])
                found.update((self.column[measure], self.number[far]) for measure in measures)
        columns = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        return columns[:, 0], columns[:, 1]

    def direct(self) -> tuple[Numbers, Numbers]:
        """Every pair that one link makes, and those that the home area makes through what it matters for."""
        matters: dict[str, list[str]] = defaultdict(list)
        for link in self.links[ways.MATTERS]:
            matters[link.source].append(link.target)
        beyond = [
            link.model_copy(update={"target": area}) for link in self.links[ways.HOME] for area in matters[link.target]
        ]
        outward = self.pairs([link for relation in ways.DIRECT for link in self.links[relation]] + beyond)
        inward = self.pairs((link for r in ways.DIRECT_INVERSE for link in self.links[r]), inverse=True)
        return np.concatenate((outward[0], inward[0])), np.concatenate((outward[1], inward[1]))

    def closure(self) -> npt.NDArray[np.bool_]:
        """For every thing the things that it drives over any number of links, itself included; cycles are legal."""
        onward: dict[int, set[int]] = defaultdict(set)
        backward: dict[int, set[int]] = defaultdict(set)
        for relation in ways.DRIVES:
            for link in self.links[relation]:
                source, target = self.number[link.source], self.number[link.target]
                onward[source].add(target)
                backward[target].add(source)
        reach = [1 << place for place in range(len(self.things))]
        waiting = deque(sorted(onward))
        while waiting:
            place = waiting.popleft()
            wider = reach[place]
            for target in onward[place]:
                wider |= reach[target]
            if wider != reach[place]:
                reach[place] = wider
                waiting.extend(sorted(backward[place]))
        width = (len(self.things) + 7) // 8
        packed = np.frombuffer(b"".join(bits.to_bytes(width, "little") for bits in reach), dtype=np.uint8)
        unpacked = np.unpackbits(packed.reshape(len(self.things), width), axis=1, bitorder="little")
        return unpacked[:, : len(self.things)].astype(np.bool_)

    def touch(self, direct: tuple[Numbers, Numbers], closure: npt.NDArray[np.bool_]) -> Bits:
        """T, packed: for each thing one bit per measure.  A thing that drives nothing reaches itself only."""
        measures, things = direct
        order = np.lexsort((things, measures))
        measures, things = measures[order], things[order]
        blocks = []
        for start in range(0, len(self.measures), _CHUNK):
            size = min(_CHUNK, len(self.measures) - start)
            block = np.zeros((size, len(self.things)), dtype=np.bool_)
            low, high = np.searchsorted(measures, (start, start + size))
            if high > low:
                rows, first = np.unique(measures[low:high] - start, return_index=True)
                block[rows] = np.logical_or.reduceat(closure[things[low:high]], first, axis=0)
            blocks.append(np.packbits(block, axis=0).T)
        empty = np.zeros((len(self.things), 0), dtype=np.uint8)
        return np.ascontiguousarray(np.concatenate([empty, *blocks], axis=1))
