"""How alike two texts are: words cut to their Swedish stems, rare ones weighing most.

A text is a bag of stems; a bag becomes a vector of unit length whose parts are (1 + log count) · log((N + 1) / (n + ½)),
where n of the N texts hold the stem (TF-IDF with a cosine: Salton & Buckley 1988; the ½ as in Robertson & Spärck Jones
1976).  Words that say nothing by themselves, and those that more than a tenth of the texts (and more than fifty) hold, count nowhere.

Anything that can be counted can be a "stem": ids of methods or actors make a likeness by what two things share.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from kgraph.model import Node, Text
from kgraph.names import spell, stem

__all__ = ["Bag", "Numbers", "Pairs", "Places", "Postings", "Space", "bag", "own_texts", "spelled", "stems", "within"]

Bag = Mapping[str, float]
"""How often, or with what weight, each stem stands in a text."""
Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
Pairs = tuple[Places, Places, Numbers]
"""Rows, columns and likenesses of the pairs that share anything."""

_FEW = 50
"""A word that no more texts than this hold is never left out for being common."""
_COMMON = 0.1
_RARE = math.log(20)
_SHORTEST = 2
_FILLING = """
alla allt andra andras att av bara bland blev bli blir både de dem den deras dess dessa det detta där därför då efter
eller en ett finns från få får för ge genom ger gör göra ha han har hos hur i inom inte ju kan kring man med mellan men mer
mot mycket många ni nog när nära också och om ovan på samt samma ser sig sin sina sitt ska skall som så sådan till
tills under upp ut utan vad var vara varje vem vi vid vilka vilken vilket vore vår våra än är ännu åt över
"""


@cache
def _said(word: str) -> str:
    """The stem of a word as it is spelled; nothing for one that says nothing.  A number is its own stem."""
    if word.isascii() and word.isdigit():
        return word
    found = stem(word)
    return "" if (len(found) < _SHORTEST and not found.isdigit()) or found in _filling() else found


@cache
def _filling() -> frozenset[str]:
    return frozenset(stem(_FILLING).split())


@cache
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text in its order, words that say nothing left out: "Fler vuxna i skolan" → ("fler", "vuxn", "skol")."""
    return tuple([found for word in spell(text).split() if (found := _said(word))])


def own_texts(node: Node) -> tuple[str, ...]:
    """The Swedish words of a thing that are its own: label, short label, description and aliases."""
    return (*[text.sv for text in (node.label, node.short, node.description) if isinstance(text, Text)], *node.aliases)


def spelled(texts: Iterable[str]) -> dict[str, str]:
    """The first word of some texts for each stem, as it is spelled there: what a stem is shown as."""
    found: dict[str, str] = {}
    for word in (word for text in texts for word in spell(text).split()):
        if said := _said(word):
            found.setdefault(said, word)
    return found


def bag(parts: Iterable[tuple[str, float]], without: Container[str] = ()) -> dict[str, float]:
    """The bag of some texts, each with the weight that its words have; the stems of `without` are left out."""
    found: dict[str, float] = {}
    for text, weight in parts:
        for one in stems(text):
            found[one] = found.get(one, 0.0) + weight
    return {one: weight for one, weight in found.items() if one not in without}


@dataclass(frozen=True)
class Space:
    """Bags as unit vectors over the same stems, in one sparse matrix: row by row the stems and their parts."""

    names: tuple[str, ...]
    stems: tuple[str, ...]
    rarity: Numbers
    """The weight of each stem by how few bags hold it; 0 for one that is common."""
    starts: Places
    held: Places
    parts: Numbers

    @classmethod
    def of(cls, bags: Mapping[str, Bag], *, most: int | None = None) -> Space:
        """The space of some bags; the bags are told apart by their names, and their order does not matter.

        A stem that more than `most` bags hold counts nowhere; by default a tenth of them, but at least fifty.
        """
        names = tuple(sorted(bags))
        words = [one for name in names for one in bags[name]]
        weights = np.array([weight for name in names for weight in bags[name].values()], dtype=np.float64)
        return cls._counted(
            names, words, np.repeat(np.arange(len(names)), _sizes([bags[name] for name in names])), weights, most
        )

    @classmethod
    def told(
        cls, names: Sequence[str], *said: tuple[float, Sequence[Collection[str]]], most: int | None = None
    ) -> Space:
        """The space of bags told by their words: for each weight, the words of each name that have it; names are sorted.

        It is the space of the bags that the words make up, made without making each.
        """
        sizes = [_sizes(each) for _, each in said]
        rows = np.concatenate([np.repeat(np.arange(len(names)), size) for size in sizes])
        weights = np.repeat([weight for weight, _ in said], [size.sum() for size in sizes])
        return cls._counted(names, [one for _, each in said for one in chain.from_iterable(each)], rows, weights, most)

    @classmethod
    def _counted(
        cls, names: Sequence[str], words: Sequence[str], rows: Places, weights: Numbers, most: int | None
    ) -> Space:
        known = tuple(sorted(set(words)))
        number = {one: place for place, one in enumerate(known)}
        places = np.fromiter(map(number.__getitem__, words), np.int64, len(words))
        width = max(len(known), 1)
        keys, counts = _added(rows * width + places, weights, len(names) * width)
        rows, held = keys // width, keys % width
        held_by = np.bincount(held, minlength=len(known))
        common = max(_FEW, int(_COMMON * len(names))) if most is None else most
        rarity = np.where(held_by > common, 0.0, np.log((len(names) + 1) / (held_by + 0.5)))
        parts = np.where(counts >= 1, 1 + np.log(np.maximum(counts, 1)), counts) * rarity[held]
        length = np.sqrt(np.bincount(rows, parts**2, minlength=len(names)))
        starts = np.searchsorted(rows, np.arange(len(names) + 1))
        return cls(tuple(names), known, rarity, starts, held, parts / np.where(length, length, 1)[rows])

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each bag by its name."""
        return {name: place for place, name in enumerate(self.names)}

    def likeness(self, first: str, second: str) -> float:
        """The cosine of two bags: 0 for those that share nothing, 1 for the same words in the same measure."""
        return float(sum(share for _, share in self.shared(first, second)))

    def shared(self, first: str, second: str) -> tuple[tuple[str, float], ...]:
        """What two bags share: each stem with its part of the likeness, the largest first."""
        mine, other = (
            dict(zip(held.tolist(), parts.tolist(), strict=True)) for held, parts in map(self.vector, (first, second))
        )
        shares = [(self.stems[one], mine[one] * other[one]) for one in mine.keys() & other.keys()]
        return tuple(sorted(((one, share) for one, share in shares if share), key=lambda pair: (-pair[1], pair[0])))

    def is_rare(self, stem: str) -> bool:
        """Whether at most one in twenty of the bags hold the stem."""
        place = bisect_left(self.stems, stem)
        known = place < len(self.stems) and self.stems[place] == stem
        return known and float(self.rarity[place]) >= _RARE

    def vector(self, name: str) -> tuple[Places, Numbers]:
        """The vector of a bag: places in `stems`, and its part at each of them."""
        row = self.row[name]
        cut = slice(self.starts[row], self.starts[row + 1])
        return self.held[cut], self.parts[cut]

    def gathered(self, names: Sequence[str]) -> tuple[Places, Places, Numbers]:
        """The vectors of some bags one after the other: how long each is, and the places and parts of all."""
        rows = np.array([self.row[name] for name in names], dtype=np.int64)
        size = self.starts[rows + 1] - self.starts[rows]
        at = np.repeat(self.starts[rows], size) + within(size)
        return size, self.held[at], self.parts[at]

    def postings(self, names: Sequence[str]) -> Postings:
        """The bags by their stems, to be met by others."""
        size, held, parts = self.gathered(names)
        kept = np.flatnonzero(parts > 0)
        order = kept[np.argsort(held[kept], kind="stable")]
        ends = np.searchsorted(held[order], np.arange(len(self.stems) + 1))
        return Postings(self, len(names), ends, np.repeat(np.arange(len(names)), size)[order], parts[order])

    def matrix(self, names: Sequence[str]) -> Numbers:
        """The likeness of every two of some bags, names × names; added up stem by stem, so that many may share each."""
        size, held, parts = self.gathered(names)
        place = np.repeat(np.arange(len(names)), size)
        order = np.argsort(held, kind="stable")
        found = np.zeros((len(names), len(names)))
        for at in np.split(order, np.flatnonzero(np.diff(held[order])) + 1):
            part = np.zeros(len(names))
            part[place[at]] = parts[at]
            rows = place[at] if 2 * len(at) < len(names) else slice(None)  # adding to all is quicker than picking most
            found[rows] += part[rows][:, None] * part
        return found

    def pairs(self, rows: Sequence[str], columns: Sequence[str]) -> Pairs:
        """The likeness of every row with every column where they share anything, by their places in what was given."""
        return self.postings(columns).meet(rows)


@dataclass(frozen=True)
class Postings:
    """For each stem of a space the bags that hold it, and with what part."""

    space: Space
    width: int
    ends: Places
    place: Places
    part: Numbers

    def reach(self, rows: Sequence[str]) -> Numbers:
        """The most that the likeness of each row to any of the bags can be: with the largest part that one has of each stem."""
        size, held, parts = self.space.gathered(rows)
        largest = np.zeros(len(self.ends) - 1)
        some = np.flatnonzero(np.diff(self.ends))
        if len(some):
            largest[some] = np.maximum.reduceat(self.part, self.ends[some])
        row = np.repeat(np.arange(len(rows)), size)
        return np.bincount(row, parts * largest[held], minlength=len(rows)).astype(np.float64)

    def meet(self, rows: Sequence[str]) -> Pairs:
        """A sparse product: for each stem every row that holds it meets every bag here that does, row by row."""
        size, held, parts = self.space.gathered(rows)
        count = self.ends[held + 1] - self.ends[held]
        met = np.flatnonzero(count)
        count, held, parts = count[met], held[met], parts[met]
        start = (np.repeat(np.arange(len(rows)), size) * self.width)[met]
        at = np.repeat(self.ends[held] - (np.cumsum(count) - count), count) + np.arange(count.sum())
        keys, likeness = _added(
            np.repeat(start, count) + self.place[at], np.repeat(parts, count) * self.part[at], len(rows) * self.width
        )
        kept = likeness > 0
        return keys[kept] // max(self.width, 1), keys[kept] % max(self.width, 1), likeness[kept]


def within(sizes: Places) -> Places:
    """For groups of these sizes, one after the other, the place of each member in its group: (2, 3) → 0 1 0 1 2."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


_DENSE = 8
"""Sums are made in a full array when it has at most this many places for each number to add."""


def _added(keys: Places, values: Numbers, size: int) -> tuple[Places, Numbers]:
    """The sum of the values of each key, in the order of the keys."""
    if size <= _DENSE * len(keys):
        full = np.bincount(keys, values, minlength=size).astype(np.float64)
        some = np.flatnonzero(full).astype(np.int64)
        return some, full[some]
    order = np.argsort(keys, kind="stable")
    first = np.flatnonzero(np.diff(keys[order], prepend=-1))
    sums = np.add.reduceat(values[order], first).astype(np.float64) if len(first) else values
    return keys[order][first], sums


def _sizes(groups: Sequence[Collection[str]]) -> Places:
    return np.fromiter(map(len, groups), np.int64, len(groups))
