"""T: which things are touched by which measures, for one way of counting.

A row of T is kept as packed bits where many measures touch the thing, as the list of their numbers where few do: an area
of a large network has thousands, most causes and actors have a handful.  Things that drive each other in a loop are touched
by the same measures and share their bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.index.components import Components
from kgraph.index.numbers import (
    Adjacency,
    Counts,
    Numbers,
    Pairs,
    Words,
    fixed,
    in_groups,
    joined,
    numbers,
    unique_pairs,
)

__all__ = ["Touched", "as_bits", "places", "touched"]

_LIST_BITS = 32
"""How many bits a measure takes in a list: a row that takes up more than one measure in this many is kept as bits."""
_BLOCK = 512
"""How many words of a row are compared at a time; the counts of a block fit 16 bits."""
_AT_ONCE = 1 << 22
"""How many pairs of pairs are counted at a time."""


def width(measures: int) -> int:
    """How many 64-bit words a row of so many measures takes."""
    return (measures + 63) // 64


@dataclass(frozen=True)
class Touched:
    """The matrix T.  `slot` is the place of a thing's bits in `bits` (things kept as bits × words), or -1 where its measures are
    in `few`; `counts` is how many measures touch each thing.
    """

    measures: int
    slot: Numbers
    bits: Words
    few: Adjacency
    counts: Counts

    def row(self, thing: int) -> Words:
        """The bits of the measures that touch a thing."""
        slot = self.slot[thing]
        if slot >= 0:
            bits: Words = self.bits[slot]
            return bits
        return fixed(as_bits(self.few[thing], self.measures))

    def touching(self, thing: int) -> Numbers:
        """The numbers of the measures that touch a thing, sorted."""
        return places(self.bits[self.slot[thing]], self.measures) if self.slot[thing] >= 0 else self.few[thing]

    def rows(self, things: Sequence[int]) -> Words:
        """The bits of several things, one below the other."""
        return np.stack([self.row(thing) for thing in things]) if len(things) else self.bits[:0]

    def pairs(self, things: Numbers) -> Pairs:
        """Every (place in `things`, measure) where the measure touches the thing; sorted."""
        found = [self.touching(thing) for thing in things.tolist()]
        lengths = [len(one) for one in found]
        return numbers(np.repeat(np.arange(len(found)), lengths)), numbers(np.concatenate([_NONE, *found]))

    def shared(self, rows: Numbers, columns: Numbers) -> Counts:
        """How many measures touch both of each pair: rows × columns.

        Bits against bits are counted by AND and population count; where either is a list, by meeting at the measures.  Things that
        drive each other have the same bits, and are counted once for all.
        """
        (down, row), (across, column) = (self._unlike(these) for these in (rows, columns))
        found = self._shared(down, across)
        return found if len(down) == len(rows) and len(across) == len(columns) else found[np.ix_(row, column)]

    def _unlike(self, things: Numbers) -> tuple[Numbers, Counts]:
        """Some of the things, of those that share their bits only one; and the place among them of each or of its like."""
        like = np.where(self.slot[things] >= 0, self.slot[things], len(self.bits) + things)
        _, first, place = np.unique(like, return_index=True, return_inverse=True)
        if len(first) == len(things):
            return things, np.arange(len(things))
        return things[first], place

    def _shared(self, rows: Numbers, columns: Numbers) -> Counts:
        found = np.zeros((len(rows), len(columns)), dtype=np.int64)
        many_rows, many_columns = (np.flatnonzero(self.slot[these] >= 0) for these in (rows, columns))
        few_rows, few_columns = (np.flatnonzero(self.slot[these] < 0) for these in (rows, columns))
        down, across = (self.bits[self.slot[these]] for these in (rows[many_rows], columns[many_columns]))
        found[np.ix_(many_rows, many_columns)] = common(down, across)
        every = np.arange(len(columns))
        for these, those in ((few_rows, every), (many_rows, few_columns)):
            if len(these) and len(those):
                found[np.ix_(these, those)] = self._met(rows[these], columns[those])
        return found

    def tally(self, things: Numbers) -> Counts:
        """How many of some things each measure touches."""
        slots, times = np.unique(self.slot[things[self.slot[things] >= 0]], return_counts=True)
        lists = [_NONE, *(self.few[thing] for thing in things[self.slot[things] < 0].tolist())]
        found: Counts = np.bincount(np.concatenate(lists), minlength=self.measures).astype(np.int64)
        for slot, count in zip(slots.tolist(), times.tolist(), strict=True):
            found += count * np.unpackbits(self.bits[slot].view(np.uint8), count=self.measures).astype(np.int64)
        return found

    def _met(self, rows: Numbers, columns: Numbers) -> Counts:
        """The same by going from each row's measures on to the columns that these touch."""
        near = self.pairs(rows)
        column, measure = self.pairs(columns)
        far = unique_pairs(measure, column)
        reach = np.cumsum(np.diff(np.searchsorted(far[0], np.arange(self.measures + 1)))[near[1]])
        cells = np.zeros(len(rows) * len(columns), dtype=np.int64)
        low, done = 0, 0
        while low < len(near[0]):
            high = max(low + 1, int(np.searchsorted(reach, done + _AT_ONCE, side="right")))
            met = joined((near[0][low:high], near[1][low:high]), far)
            cells += np.bincount(met[0].astype(np.int64) * len(columns) + met[1], minlength=len(cells))
            low, done = high, int(reach[high - 1])
        return cells.reshape(len(rows), len(columns))


_NONE = numbers([])


def places(bits: Words, count: int) -> Numbers:
    """The numbers of the bits that are set among the first `count`."""
    return numbers(np.flatnonzero(np.unpackbits(bits.view(np.uint8), count=count).view(np.bool_)))


def counted(rows: Words) -> Counts:
    """How many bits are set in each row (the last axis)."""
    counts: Counts = np.bitwise_count(rows).sum(axis=-1, dtype=np.int64)
    return counts


def common(rows: Words, columns: Words) -> Counts:
    """How many bits each row has in common with each column: rows × columns, a block of words at a time so that it stays in the
    processor's cache; of a matrix with itself only the half above the diagonal is counted.
    """
    itself = np.array_equal(rows, columns)
    found = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for low in range(0, rows.shape[1], _BLOCK):
        down, across = (np.ascontiguousarray(each[:, low : low + _BLOCK]) for each in (rows, columns))
        for place, row in enumerate(down):
            first = place if itself else 0
            found[place, first:] += np.bitwise_count(across[first:] & row).sum(axis=1, dtype=np.uint16)
    return np.triu(found) + np.triu(found, 1).T if itself else found


def touched(direct: Pairs, causes: Components, place: Numbers, wide: Numbers, measures: int) -> Touched:
    """T from what measures are linked to directly (measure, thing) and the components of the cause graph.

    `place` is the number of each thing in the cause graph, -1 for what is not in it; the rows of the things in `wide` are
    always kept as bits.
    """
    size = causes.size + len(place)  # a group for each component, then one for each thing outside the cause graph
    group = numbers(np.where(place >= 0, causes.of[place] if causes.size else 0, causes.size + np.arange(len(place))))
    seeds = Adjacency.of(in_groups(group[direct[1]], direct[0], size), size)
    few, many = _handed_on(seeds, causes.before, frozenset(group[wide].tolist()), measures)
    slot, counts = np.full(size, -1), np.zeros(size, dtype=np.int64)
    slot[list(many)] = np.arange(len(many))
    bits = np.array(list(many.values()), dtype=np.uint64).reshape(len(many), width(measures))
    counts[list(many)] = counted(bits)
    counts[list(few)] = [len(row) for row in few.values()]
    in_order = sorted(few)
    by_group = (
        numbers(np.repeat(in_order, counts[in_order])) if few else _NONE,
        numbers(np.concatenate([_NONE, *(few[one] for one in in_order)])),
    )
    by_thing = joined((numbers(np.arange(len(place))), group), by_group)
    return Touched(
        measures, numbers(slot[group]), fixed(bits), Adjacency.of(by_thing, len(place)), fixed(counts[group])
    )


def _handed_on(
    seeds: Adjacency, before: Adjacency, wide: frozenset[int], measures: int
) -> tuple[dict[int, Numbers], dict[int, Words]]:
    """The measures of each group: its own and those of the groups before it, from the highest number down.  In two parts: as lists
    where they are few, as bits where they are many or the group is `wide`; a group without any is in neither.
    """
    size, inner = len(seeds.start) - 1, len(before.start) - 1
    own, sources, start = seeds.start.tolist(), before.target.tolist(), before.start.tolist()
    few: dict[int, Numbers] = {}
    many: dict[int, Words] = {}
    for place in range(size - 1, -1, -1):
        lists = [seeds.target[own[place] : own[place + 1]]] if own[place] < own[place + 1] else []
        taken = sources[start[place] : start[place + 1]] if place < inner else ()
        lists += [few[one] for one in taken if one in few]
        bits = [many[one] for one in taken if one in many]
        if bits or place in wide or sum(map(len, lists)) * _LIST_BITS > measures:
            many[place] = np.bitwise_or.reduce(
                [*bits, as_bits(_NONE if not lists else np.concatenate(lists), measures)]
            )
        elif lists:
            few[place] = _merged(lists)
    return few, many


def _merged(lists: list[Numbers]) -> Numbers:
    """The numbers in some lists, sorted, each once."""
    if len(lists) == 1:
        return lists[0]
    found = np.concatenate(lists)
    found.sort()
    return found[np.concatenate(([True], found[1:] != found[:-1]))]


def as_bits(found: Numbers, measures: int) -> Words:
    """The bits of some measures."""
    mask = np.zeros(width(measures) * 64, dtype=np.bool_)
    mask[found] = True
    return np.packbits(mask).view(np.uint64)
