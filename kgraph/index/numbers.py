"""Ids and links as numbers: made once for a graph, whatever is asked of it later.

Arrays are read-only.  A node's number is its place among all ids in their order, so that what is sorted by number is
sorted by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from kgraph.model import Link, Node

__all__ = [
    "Adjacency", "Bits", "Counts", "Interned", "Mask", "Numbers", "Pairs", "Words", "fixed", "in_groups", "intern", "joined", "numbers", "unique_pairs",
]  # fmt: skip

Numbers = npt.NDArray[np.int32]
"""Numbers of nodes, things or measures."""
Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Bits = npt.NDArray[np.uint8]
Words = npt.NDArray[np.uint64]
"""Bits, 64 at a time; seen as bytes, the first column is the highest bit of the first byte, as in `numpy.packbits`."""
Pairs = tuple[Numbers, Numbers]
"""Two columns of equal length; a pair is the same place in both."""

_STRENGTHS = MappingProxyType({"rejected": 0, "interpreted": 1, "stated": 2, "confirmed": 2})
_Array = TypeVar("_Array", bound=npt.NDArray[Any])


def fixed(values: _Array) -> _Array:
    """The same array, which nobody can change any more."""
    values.setflags(write=False)
    return values


def numbers(values: npt.ArrayLike) -> Numbers:
    """Values as an array of numbers that nobody can change."""
    return fixed(np.asarray(values, dtype=np.int32))


@dataclass(frozen=True)
class Adjacency:
    """For each of `len(start) - 1` numbers the sorted numbers that it goes to: `target[start[one]:start[one + 1]]`.

    Compressed sparse rows: `start` is int64, `target` int32, both read-only.
    """

    start: Counts
    target: Numbers

    @classmethod
    def of(cls, pairs: Pairs, size: int) -> Adjacency:
        """From pairs that are sorted by their first column, whose numbers are below `size`."""
        return cls(fixed(np.searchsorted(pairs[0], np.arange(size + 1)).astype(np.int64)), numbers(pairs[1]))

    def __getitem__(self, one: int) -> Numbers:
        return self.target[self.start[one] : self.start[one + 1]]

    def degrees(self) -> Counts:
        """How many each goes to; as many as there are rows."""
        return np.diff(self.start)

    def pairs(self) -> Pairs:
        """The two columns again, sorted by the first and then the second."""
        size = len(self.start) - 1
        return numbers(np.repeat(np.arange(size, dtype=np.int32), self.degrees())), self.target


@dataclass(frozen=True)
class Interned:
    """The nodes and links of a graph as numbers; `source`, `target`, `strength` are grouped by relation, see `pairs`; `link` is the
    place of each among the links of the graph.

    Strength is 2 for what is stated or confirmed, 1 for what is interpreted, 0 for what is rejected.
    """

    ids: tuple[str, ...]
    number: Mapping[str, int]
    kinds: npt.NDArray[np.uint8]
    kind_names: tuple[str, ...]
    source: Numbers
    target: Numbers
    strength: npt.NDArray[np.uint8]
    link: Numbers
    groups: Mapping[str, slice]

    def of_kinds(self, kinds: Collection[str]) -> Numbers:
        """The numbers of the nodes of some kinds."""
        codes = [place for place, name in enumerate(self.kind_names) if name in kinds]
        return numbers(np.flatnonzero(np.isin(self.kinds, codes)))

    def pairs(self, relations: Sequence[str], *, interpreted: bool) -> Pairs:
        """Source and target of the links of some relations that count, each pair once, sorted."""
        places = self.places(relations, interpreted=interpreted)
        return unique_pairs(self.source[places], self.target[places])

    def among(self, ids: Iterable[str]) -> Mask:
        """Which nodes some ids name; what is no id of a node is passed over."""
        found = np.zeros(len(self.ids), dtype=np.bool_)
        found[[self.number[one] for one in ids if one in self.number]] = True
        return found

    def within(self, ids: Container[str], among: Sequence[int] | None = None) -> tuple[Interned, list[int]]:
        """The numbers of some of the nodes and of the links between them, or of those in some places among the graph's links;
        with the places that the links left have had among the graph's.
        """
        nodes = np.fromiter(map(ids.__contains__, self.ids), np.bool_, len(self.ids))
        links = nodes[self.source] & nodes[self.target]
        if among is not None:
            links &= np.isin(self.link, among)
        kept = np.zeros(len(links), dtype=np.bool_)
        kept[self.link[links]] = True
        node, place = np.cumsum(nodes) - 1, np.cumsum(kept) - 1
        left = tuple(compress(self.ids, nodes.tolist()))
        groups, start = {}, 0
        for relation, group in self.groups.items():
            if count := int(links[group].sum()):
                groups[relation] = slice(start, start + count)
                start += count
        made = Interned(
            left, MappingProxyType({one: number for number, one in enumerate(left)}), fixed(self.kinds[nodes]), self.kind_names,
            numbers(node[self.source[links]]), numbers(node[self.target[links]]), fixed(self.strength[links]),
            numbers(place[self.link[links]]), MappingProxyType(groups),
        )  # fmt: skip
        return made, np.flatnonzero(kept).tolist()

    def places(self, relations: Sequence[str], *, interpreted: bool) -> Counts:
        """The places of the same links in the columns: those of the first relation before those of the next, in the graph's order."""
        groups = [self.groups[relation] for relation in dict.fromkeys(relations) if relation in self.groups]
        least = 1 if interpreted else 2
        kept = [np.flatnonzero(self.strength[group] >= least) + group.start for group in groups]
        return np.concatenate([np.empty(0, dtype=np.intp), *kept])


def intern(nodes: Iterable[Node], links: Sequence[Link]) -> Interned:
    """Numbers for some records; nodes in the order of their ids."""
    named = {node.id: node.kind for node in nodes}
    ids = tuple(named)
    number = {one: place for place, one in enumerate(ids)}
    kind_names, kinds = _coded(named.values(), len(ids), np.uint8)
    relations, codes = _coded(map(attrgetter("relation"), links), len(links), np.uint16)
    order = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[order], np.arange(len(relations) + 1)).tolist()
    source, target = (
        np.fromiter(map(number.__getitem__, map(attrgetter(end), links)), np.int32, len(links))
        for end in ("source", "target")
    )
    strength = np.fromiter(map(_STRENGTHS.__getitem__, map(attrgetter("status"), links)), np.uint8, len(links))
    groups = {name: slice(bounds[place], bounds[place + 1]) for place, name in enumerate(relations)}
    return Interned(
        ids, MappingProxyType(number), fixed(kinds), kind_names, numbers(source[order]), numbers(target[order]),
        fixed(strength[order]), numbers(order), MappingProxyType(groups),
    )  # fmt: skip


def _coded(names: Iterable[str], count: int, dtype: type[np.unsignedinteger[Any]]) -> tuple[tuple[str, ...], Any]:
    """The different names in the order that they are met in, and the place of each name among them."""
    codes: dict[str, int]
    codes = defaultdict(lambda: len(codes))
    found = np.fromiter(map(codes.__getitem__, names), dtype, count)
    return tuple(codes), found


def unique_pairs(first: Numbers, second: Numbers) -> Pairs:
    """Pairs sorted by the first column, then the second, each once."""
    keys = (first.astype(np.int64) << 32) | second
    if len(keys) > 1 and not np.all(keys[1:] > keys[:-1]):
        keys.sort()  # numpy.unique hashes, which takes several times as long
        keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))]
    return numbers(keys >> 32), numbers(keys & 0xFFFFFFFF)


_SMALL = 1 << 16
"""Below this many groups numpy sorts by counting, in a few steps for each number."""


def in_groups(group: Numbers, members: Numbers, size: int) -> Pairs:
    """Pairs of group and member, sorted and each once, where the members are sorted already; groups are below `size`."""
    if size > _SMALL or np.any(members[1:] < members[:-1]):
        return unique_pairs(group, members)
    order = np.argsort(group.astype(np.uint16), kind="stable")
    first, second = group[order], members[order]
    if len(order) > 1:
        new = np.concatenate(([True], (first[1:] != first[:-1]) | (second[1:] != second[:-1])))
        if not new.all():
            first, second = first[new], second[new]
    return numbers(first), numbers(second)


def joined(left: Pairs, right: Pairs) -> Pairs:
    """From a → b and b → c the pairs a → c, one for each way; `right` is sorted by its first column."""
    low, high = (np.searchsorted(right[0], left[1], side=side) for side in ("left", "right"))
    count = high - low
    ends = np.cumsum(count)
    places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(low - (ends - count), count)
    return numbers(np.repeat(left[0], count)), numbers(right[1][places])
