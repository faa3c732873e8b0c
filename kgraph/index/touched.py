"""T: which things are touched by which measures, for one way of counting.

A row of T is kept as packed bits where many measures touch the thing, as the list of their numbers where few do: an area
of a large network has thousands, most causes and actors have a handful.  Things that drive each other in a loop are touched
by the same measures and share their bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.index.components import Components, swept
from kgraph.index.numbers import Adjacency, Counts, Numbers, Pairs, Words, fixed, joined, numbers, unique_pairs

__all__ = ["Touched", "packed", "touched", "width"]

_LIST_BITS = 32
"""How many bits a measure takes in a list: a row with more than one measure in this many is kept as bits."""
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
        few = self.few[thing]
        return fixed(packed((np.zeros_like(few), few), 1, self.measures)[0])

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

        Bits against bits are counted by AND and population count; where either is a list, by meeting at the measures.
        """
        found = np.zeros((len(rows), len(columns)), dtype=np.int64)
        many_rows, many_columns = (np.flatnonzero(self.slot[these] >= 0) for these in (rows, columns))
        few_rows, few_columns = (np.flatnonzero(self.slot[these] < 0) for these in (rows, columns))
        across = self.bits[self.slot[columns[many_columns]]]
        for place in many_rows.tolist():
            found[place, many_columns] = counted(across & self.bits[self.slot[rows[place]]])
        every = np.arange(len(columns))
        for these, those in ((few_rows, every), (many_rows, few_columns)):
            if len(these) and len(those):
                found[np.ix_(these, those)] = self._met(rows[these], columns[those])
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
    return np.bitwise_count(rows).sum(axis=-1, dtype=np.int64)


def packed(pairs: Pairs, rows: int, measures: int) -> Words:
    """Rows of bits from pairs (row, measure) that are sorted and there once each: rows × words."""
    each = width(measures) * 8
    bits = np.zeros(rows * each, dtype=np.uint8)
    if len(pairs[0]):
        byte = pairs[0].astype(np.int64) * each + (pairs[1] >> 3)
        first = np.flatnonzero(np.concatenate(([True], byte[1:] != byte[:-1])))
        bits[byte[first]] = np.bitwise_or.reduceat((128 >> (pairs[1] & 7)).astype(np.uint8), first)
    return bits.reshape(rows, each).view(np.uint64)


def listed(rows: Words) -> Pairs:
    """The pairs (row, measure) of rows of bits, sorted; only words with a bit in them are looked into."""
    row, word = np.nonzero(rows)
    which, bit = np.nonzero(np.unpackbits(rows[row, word].view(np.uint8).reshape(-1, 8), axis=1))
    return numbers(row[which]), numbers(word[which] * 64 + bit)


def touched(direct: Adjacency, causes: Components, place: Numbers, wide: Numbers, measures: int) -> Touched:
    """T from what measures are linked to directly (thing → measures) and the components of the cause graph.

    `place` is the number of each thing in the cause graph, -1 for what is not in it; the rows of the things in `wide` are
    always kept as bits.
    """
    group = numbers(np.where(place >= 0, causes.of[place] if causes.size else 0, causes.size + np.arange(len(place))))
    first = unique_pairs(*_renamed(direct.pairs(), group))
    apart = int(np.searchsorted(first[0], causes.size))
    driven = swept(packed((first[0][:apart], first[1][:apart]), causes.size, measures), causes.before)
    others = first[0][apart:], first[1][apart:]
    counts = np.concatenate([counted(driven), np.bincount(others[0] - causes.size, minlength=len(place))])
    many = counts * _LIST_BITS > measures
    many[group[wide]] = True
    slot = np.where(many, np.cumsum(many) - 1, -1)
    beyond = many[others[0]]
    bits = packed(
        (numbers(slot[others[0][beyond]]) - int(many[: causes.size].sum()), others[1][beyond]),
        int(many[causes.size :].sum()), measures,
    )  # fmt: skip
    rare = np.flatnonzero(~many[: causes.size])
    inner = listed(driven[rare])
    few = (np.concatenate([rare[inner[0]], others[0][~beyond]]), np.concatenate([inner[1], others[1][~beyond]]))
    by_thing = joined((numbers(np.arange(len(place))), group), (numbers(few[0]), numbers(few[1])))
    return Touched(
        measures, numbers(slot[group]), fixed(np.concatenate([driven[many[: causes.size]], bits])),
        Adjacency.of(by_thing, len(place)), fixed(counts[group].astype(np.int64)),
    )  # fmt: skip


def _renamed(pairs: Pairs, names: Numbers) -> Pairs:
    return names[pairs[0]], pairs[1]
