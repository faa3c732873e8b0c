"""The index of a graph: numbers for its ids, and T in both ways of counting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.index.layer import Layer, layer, linked
from kgraph.index.numbers import (
    Adjacency,
    Bits,
    Counts,
    Interned,
    Numbers,
    Pairs,
    Words,
    fixed,
    numbers,
    unique_pairs,
)
from kgraph.index.touched import as_bits, places
from kgraph.model import AREA_KINDS

__all__ = ["Index"]


@dataclass(frozen=True)
class Index:
    """Numbers for ids, and which measure touches what, counted both ways: by stated and confirmed links only, or
    (`interpreted=True`) with interpreted ones.

    There are three numberings, each in the order of the ids: *nodes* (every node; `nodes`, `node_number`), *measures* (the
    columns of T; `measures`) and *things* (the rows of T: every node of a kind in `kgraph.ways.TOUCHABLE`; `things`,
    `number`).  `measure_nodes` and `thing_nodes` hold the node number of each measure and thing; `measure_of_node` and
    `thing_of_node` go the other way, -1 for what is none.  All arrays are read-only; numbers are int32, counts int64, packed
    bits uint8 with the first measure in the highest bit (as `numpy.packbits`), filled up with zeros to whole 64-bit words.
    """

    interned: Interned
    measures: tuple[str, ...]
    things: tuple[str, ...]
    number: Mapping[str, int]
    """The row of each thing in T."""
    measure_nodes: Numbers
    thing_nodes: Numbers
    measure_of_node: Numbers
    thing_of_node: Numbers
    stated: Layer
    all: Layer

    @classmethod
    def build(cls, interned: Interned) -> Index:
        """The index of a graph, by the numbers of its nodes and links."""
        measure_nodes, thing_nodes = interned.of_kinds(("Measure",)), interned.of_kinds(ways.TOUCHABLE)
        measures, things = (tuple(interned.ids[one] for one in ones.tolist()) for ones in (measure_nodes, thing_nodes))
        number = MappingProxyType({one: place for place, one in enumerate(things)})
        columns, rows = (_inverse(ones, len(interned.ids)) for ones in (measure_nodes, thing_nodes))
        areas = rows[interned.of_kinds(AREA_KINDS)]
        stated, every = (layer(interned, columns, rows, areas, interpreted=one) for one in (False, True))
        return cls(interned, measures, things, number, measure_nodes, thing_nodes, columns, rows, stated, every)

    # --- a few things, by their ids ------------------------------------------------------------------------

    def row(self, thing: str, *, interpreted: bool) -> Bits:
        """The packed bits of the measures that touch `thing`; `KeyError` when it is no touchable thing."""
        return self._row(thing, interpreted=interpreted).view(np.uint8)

    def touching(self, thing: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of the measures that touch `thing`; `KeyError` when it is no touchable thing."""
        return self.named(self.layer(interpreted=interpreted).touched.touching(self.number[thing]))

    def touched_by(self, measure: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of the things that `measure` touches: a column of T; `KeyError` for an unknown id or no measure."""
        found = self.layer(interpreted=interpreted).touched_by(self.column(measure))
        return tuple(self.things[place] for place in found.tolist())

    def column(self, measure: str) -> int:
        """The number of a measure, its column in T; `KeyError` for an unknown id or no measure."""
        place = int(self.measure_of_node[self.interned.number[measure]])
        if place < 0:
            raise KeyError(measure)
        return place

    def overlap(
        self, every: Sequence[str] = (), some: Sequence[str] = (), none: Sequence[str] = (), *, interpreted: bool
    ) -> tuple[str, ...]:
        """The ids of the measures that touch all of `every`, at least one of `some` (if any), and nothing of `none`."""
        return self.named(places(self._overlap(every, some, none, interpreted=interpreted), len(self.measures)))

    def overlap_count(
        self, every: Sequence[str] = (), some: Sequence[str] = (), none: Sequence[str] = (), *, interpreted: bool
    ) -> int:
        """How many measures `overlap` would name, without naming them."""
        return int(np.bitwise_count(self._overlap(every, some, none, interpreted=interpreted)).sum())

    def overlap_bits(
        self, every: Sequence[str] = (), some: Sequence[str] = (), none: Sequence[str] = (), *, interpreted: bool
    ) -> Bits:
        """The measures that `overlap` would name as packed bits, for those who go on with bits."""
        return fixed(self._overlap(every, some, none, interpreted=interpreted)).view(np.uint8)

    def count(self, thing: str, *, interpreted: bool) -> int:
        """How many measures touch `thing`."""
        return int(self.layer(interpreted=interpreted).touched.counts[self.number[thing]])

    def driving(self, thing: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of the causes and problems that drive (or protect against) `thing`, over any number of links."""
        found = self.layer(interpreted=interpreted).driving(self.number[thing])
        return tuple(self._thing_ids[found].tolist())

    def driven_by(self, thing: str, *, interpreted: bool) -> tuple[str, ...]:
        """The ids of what `thing` drives (or protects against), over any number of links; itself never among them."""
        number = self.number[thing]
        found = self.layer(interpreted=interpreted).driven_by(numbers([number]))
        return tuple(self._thing_ids[found[found != number]].tolist())

    def addressing(self, *, interpreted: bool) -> Iterator[tuple[str, str]]:
        """Each measure → cause pair once, by ids."""
        for measure, cause in zip(*(one.tolist() for one in self.acts_on(interpreted=interpreted)), strict=True):
            yield self.measures[measure], self.things[cause]

    # --- many things at once, as arrays --------------------------------------------------------------------

    def named(self, measures: Numbers) -> tuple[str, ...]:
        """The ids of measures by their numbers (int32, any length)."""
        return tuple(self._measure_ids[measures].tolist())

    def numbers(self, things: Iterable[str]) -> Numbers:
        """The numbers of things by their ids (int32, as many); `KeyError` for what is no touchable thing."""
        return numbers([self.number[thing] for thing in things])

    def counts(self, things: Iterable[str] | None = None, *, interpreted: bool) -> Counts:
        """How many measures touch each of `things`, or each thing in the order of `things` (int64, as many)."""
        every = self.layer(interpreted=interpreted).touched.counts
        return every if things is None else fixed(every[self.numbers(things)])

    def tally(self, things: Iterable[str], *, interpreted: bool) -> Counts:
        """How many of some things each measure touches (int64, in the order of `measures`)."""
        return fixed(self.layer(interpreted=interpreted).touched.tally(self.numbers(things)))

    def touching_numbers(self, thing: str, *, interpreted: bool) -> Numbers:
        """The numbers of the measures that touch `thing`, sorted (int32)."""
        return self.layer(interpreted=interpreted).touched.touching(self.number[thing])

    def shared(self, rows: Iterable[str], columns: Iterable[str] | None = None, *, interpreted: bool) -> Counts:
        """How many measures touch both of each pair: `rows` × `columns` (int64), things of any kinds; rows × rows without
        `columns`.  `KeyError` for what is no touchable thing.
        """
        down = self.numbers(rows)
        across = down if columns is None else self.numbers(columns)
        return fixed(self.layer(interpreted=interpreted).touched.shared(down, across))

    def pairs(self, *relations: str, interpreted: bool) -> Pairs:
        """Source and target of the links of some relations that count, as two columns of node numbers (int32): each pair once,
        sorted by source and then target.
        """
        return self.interned.pairs(relations, interpreted=interpreted)

    def adjacency(self, *relations: str, interpreted: bool, inverse: bool = False) -> Adjacency:
        """The same as compressed sparse rows: one row for each node, from source to target, or `inverse`."""
        source, target = self.pairs(*relations, interpreted=interpreted)
        pairs = unique_pairs(target, source) if inverse else (source, target)
        return Adjacency.of(pairs, len(self.interned.ids))

    def linked(self, *, interpreted: bool) -> Pairs:
        """Each measure → thing pair once that one link of the measure or of a part of it makes, as measure numbers and thing numbers
        (int32), sorted.
        """
        return linked(self.interned, self.measure_of_node, self.thing_of_node, interpreted=interpreted)

    def acts_on(self, *, interpreted: bool) -> Pairs:
        """Each measure → cause pair once (`kgraph.ways.CAUSE_LINKS`, parts standing for their measures), as measure numbers and thing
        numbers (int32), sorted.
        """
        return self.layer(interpreted=interpreted).acts_on.pairs()

    def cause_graph(self, *, interpreted: bool) -> Adjacency:
        """What drives what in one step (`kgraph.ways.DRIVES`: cause → cause, problem or area): a row for each thing, targets are
        thing numbers; no loops from a thing to itself.
        """
        return self.layer(interpreted=interpreted).drives

    def layer(self, *, interpreted: bool) -> Layer:
        """One way of counting, for those who need its parts."""
        return self.all if interpreted else self.stated

    # --- within --------------------------------------------------------------------------------------------

    @cached_property
    def _measure_ids(self) -> npt.NDArray[np.object_]:
        return fixed(np.array(self.measures, dtype=np.object_))

    @cached_property
    def _thing_ids(self) -> npt.NDArray[np.object_]:
        return fixed(np.array(self.things, dtype=np.object_))

    def _row(self, thing: str, *, interpreted: bool) -> Words:
        return self.layer(interpreted=interpreted).touched.row(self.number[thing])

    def _overlap(self, every: Sequence[str], some: Sequence[str], none: Sequence[str], *, interpreted: bool) -> Words:
        bits = self._everything if not every else self._row(every[0], interpreted=interpreted)
        for thing in every[1:]:
            bits = bits & self._row(thing, interpreted=interpreted)
        if some:
            bits = bits & np.bitwise_or.reduce([self._row(thing, interpreted=interpreted) for thing in some])
        for thing in none:
            bits = bits & ~self._row(thing, interpreted=interpreted)
        return bits

    @cached_property
    def _everything(self) -> Words:
        """A bit for every measure."""
        return fixed(as_bits(numbers(np.arange(len(self.measures))), len(self.measures)))


def _inverse(nodes: Numbers, count: int) -> Numbers:
    """The place of each of `count` nodes among some of them, -1 for the others."""
    found = np.full(count, -1, dtype=np.int32)
    found[nodes] = np.arange(len(nodes))
    return numbers(found)
