"""What makes pairs alike beside their words: what each row has, and how much that speaks for each column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from kgraph.likeness import Numbers, Places, Space, within

__all__ = ["Trait", "flags", "leading", "sharing"]


@dataclass(frozen=True)
class Trait:
    """What each row has (`size` things each, in `held` and `amount` one row after the other), places in `features`;
    and how much each feature speaks for each column (`speaks`, features × columns).
    """

    features: tuple[str, ...]
    size: Places
    held: Places
    amount: Numbers
    speaks: Numbers
    adds: bool
    """Whether what speaks for a pair is added up; otherwise the strongest counts."""

    @cached_property
    def starts(self) -> Places:
        """Where the things of each row begin."""
        return np.cumsum(self.size) - self.size

    def values(self, rows: Places, columns: Places) -> Numbers:
        """How much speaks for each pair."""
        count = self.size[rows]
        at = np.repeat(self.starts[rows], count) + within(count)
        spoken = self.amount[at] * self.speaks[self.held[at], np.repeat(columns, count)]
        found = np.zeros(len(rows))
        some = np.flatnonzero(count)
        if len(some):
            gather = np.add if self.adds else np.maximum
            found[some] = gather.reduceat(spoken, (np.cumsum(count) - count)[some])
        return found

    def pairs(self, rows: Places) -> tuple[Places, Places]:
        """The pairs of these rows for which anything speaks; one may come more than once."""
        features, columns = np.nonzero(self.speaks)
        ends = np.searchsorted(features, np.arange(len(self.features) + 1))
        count = self.size[rows]
        held = self.held[np.repeat(self.starts[rows], count) + within(count)]
        met = ends[held + 1] - ends[held]
        return np.repeat(np.repeat(rows, count), met), columns[np.repeat(ends[held], met) + within(met)]

    def things(self, row: int, column: int) -> tuple[str, ...]:
        """What speaks for a pair, the strongest first."""
        at = range(self.starts[row], self.starts[row] + self.size[row])
        spoken = [
            (-float(self.amount[one] * self.speaks[self.held[one], column]), self.features[self.held[one]])
            for one in at
        ]
        return tuple(name for share, name in sorted(spoken) if share)


def sharing(rows: Sequence[str], columns: Sequence[str], has: Mapping[str, Collection[str]]) -> Trait:
    """What rows and columns both have: the cosine of two sets, rare members weighing most (see `kgraph.likeness`)."""
    names = sorted({*rows, *columns})
    space = Space.told(names, (1.0, [has.get(name, ()) for name in names]), most=len(names))
    size, held, parts = space.gathered(columns)
    speaks = np.zeros((len(space.stems), len(columns)))
    speaks[held, np.repeat(np.arange(len(columns)), size)] = parts
    return Trait(space.stems, *space.gathered(rows), speaks, adds=True)


def flags(
    rows: Sequence[str], has: Mapping[str, Iterable[str]], columns: Sequence[str], of: Mapping[str, Iterable[str]]
) -> Trait:
    """Whether a row has something that a column has too: 1 or 0."""
    features = sorted({one for name in columns for one in of.get(name, ())})
    number = {one: place for place, one in enumerate(features)}
    speaks = np.zeros((len(features), len(columns)))
    for column, name in enumerate(columns):
        speaks[[number[one] for one in of.get(name, ())], column] = 1
    return leading(rows, has, features, speaks)


def leading(rows: Sequence[str], has: Mapping[str, Iterable[str]], features: Sequence[str], speaks: Numbers) -> Trait:
    """How much the one thing of a row that speaks most for a column speaks for it; `speaks` is features × columns."""
    number = {one: place for place, one in enumerate(features)}
    found = [[number[one] for one in has.get(name, ()) if one in number] for name in rows]
    held = np.array([one for ones in found for one in ones], dtype=np.int64)
    return Trait(
        tuple(features),
        np.array([len(ones) for ones in found], dtype=np.int64),
        held,
        np.ones(len(held)),
        speaks,
        adds=False,
    )
