"""A problem of covering in numbers: which rows each column covers, what it costs, how often each row must be covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["Flags", "Floats", "Ints", "Problem", "Sets"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sets:
    """Sets of numbers below `width`, one after the other: set `n` is `members[starts[n]:starts[n + 1]]`, ascending."""

    starts: Ints
    members: Ints
    width: int

    @classmethod
    def of_pairs(cls, owners: Ints, members: Ints, count: int, width: int) -> Sets:
        """`count` sets from pairs "set, member" in any order; a pair that is told twice counts once."""
        keys = np.unique(owners.astype(np.int64) * max(width, 1) + members)
        owners, members = np.divmod(keys, max(width, 1))
        return cls(np.searchsorted(owners, np.arange(count + 1)).astype(np.int64), members.astype(np.int64), width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> Ints:
        members: Ints = self.members[self.starts[number] : self.starts[number + 1]]
        return members

    @cached_property
    def sizes(self) -> Ints:
        """How many members each set has."""
        return np.diff(self.starts)

    @cached_property
    def owners(self) -> Ints:
        """The set of each entry of `members`."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.sizes)

    def turned(self) -> Sets:
        """The same pairs seen from the members: for each number the sets that hold it."""
        order = np.argsort(self.members, kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(self.members, minlength=self.width))))
        return Sets(starts.astype(np.int64), self.owners[order], len(self))

    def sums(self, values: npt.NDArray[Any]) -> Floats:
        """For each set the sum of the values of its members."""
        return self.added(values[self.members])

    def added(self, entries: npt.NDArray[Any]) -> Floats:
        """For each set the sum of what is told for each entry of `members`."""
        found: Floats = np.bincount(self.owners, weights=entries, minlength=len(self)).astype(np.float64)
        return found

    def kept(self, sets: Flags, members: Flags) -> Sets:
        """Only the marked sets and members, both numbered anew."""
        inside = sets[self.owners] & members[self.members]
        number, name = np.cumsum(members) - 1, np.cumsum(sets) - 1
        starts = np.searchsorted(name[self.owners[inside]], np.arange(int(sets.sum()) + 1))
        return Sets(starts.astype(np.int64), number[self.members[inside]].astype(np.int64), int(members.sum()))


@dataclass(frozen=True)
class Problem:
    """Choose columns so that row `i` is covered by at least `demands[i]` of them, at the least total of `costs`.

    `columns` holds the rows of each column; columns in `locked_in` are chosen whatever happens, those in `locked_out`
    never.  Costs are finite and not negative.  A demand of 0 asks nothing of its row.
    """

    columns: Sets
    costs: Floats
    demands: Ints
    locked_in: Flags
    locked_out: Flags

    @classmethod
    def of(
        cls,
        columns: Iterable[Iterable[int]],
        rows: int,
        *,
        costs: Sequence[float] | None = None,
        demands: Sequence[int] | int = 1,
        locked_in: Iterable[int] = (),
        locked_out: Iterable[int] = (),
    ) -> Problem:
        """A problem of `rows` rows from the rows of each column; every cost is 1 unless given."""
        listed = [sorted(set(column)) for column in columns]
        owners = np.repeat(np.arange(len(listed), dtype=np.int64), [len(column) for column in listed])
        members = np.array([row for column in listed for row in column], dtype=np.int64)
        return cls(
            Sets.of_pairs(owners, members, len(listed), rows),
            np.ones(len(listed)) if costs is None else np.array(costs, dtype=np.float64),
            np.full(rows, demands, dtype=np.int64) if isinstance(demands, int) else np.array(demands, dtype=np.int64),
            _marked(locked_in, len(listed)),
            _marked(locked_out, len(listed)),
        )

    @cached_property
    def rows(self) -> Sets:
        """The columns of each row."""
        return self.columns.turned()

    @cached_property
    def whole(self) -> bool:
        """Whether every cost is a whole number, so that a bound may be rounded up."""
        return bool(np.all(self.costs == np.round(self.costs)))

    def counts(self, chosen: Flags) -> Ints:
        """How many chosen columns cover each row."""
        picked = self.columns.members[chosen[self.columns.owners]]
        return np.bincount(picked, minlength=self.columns.width).astype(np.int64)

    def meets(self, chosen: Flags) -> bool:
        """Whether every demand is met, everything locked in is chosen and nothing locked out is."""
        locked = bool(np.all(chosen[self.locked_in]) and not np.any(chosen[self.locked_out]))
        return locked and bool(np.all(self.counts(chosen) >= self.demands))

    def cost(self, chosen: Flags) -> float:
        """What the chosen columns cost together."""
        return float(self.costs[chosen].sum())

    def short(self) -> Ints:
        """The rows that cannot be covered as often as asked, whatever is chosen."""
        available = self.counts(~self.locked_out)
        return np.flatnonzero(available < self.demands)

    def rounded(self, bound: float) -> float:
        """The best bound that follows from `bound`: the next whole number where costs are whole."""
        return float(np.ceil(bound - 1e-6)) if self.whole else bound


def _marked(numbers: Iterable[int], size: int) -> Flags:
    flags = np.zeros(size, dtype=np.bool_)
    flags[list(numbers)] = True
    return flags
