"""Make a covering problem smaller without losing an optimum: forced columns, superfluous rows, dominated columns.

The rules are those of Beasley (1987), "An algorithm for set covering problems", with the demands taken into account.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kgraph.setcover.problem import Flags, Floats, Ints, Problem, Sets

__all__ = ["Reduced", "reduced", "undominated"]

_PAIRS_AT_ONCE = 2_000_000
_MOST_PAIRS = 60_000_000
"""Sets to compare in one round; what goes beyond is left as it is: the answer stays right, only larger."""
_ROUNDS = 20


@dataclass(frozen=True)
class Reduced:
    """A smaller problem: `problem` has column `columns[n]` of the original as its column `n`; `forced` are chosen."""

    problem: Problem
    columns: Ints
    forced: Flags

    def chosen(self, inside: Flags) -> Flags:
        """The choice in the original problem that a choice in the smaller one stands for."""
        flags = self.forced.copy()
        flags[self.columns[inside]] = True
        return flags


class _State:
    """What is left of a problem while it shrinks."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.forced = problem.locked_in.copy()
        self.columns = ~problem.locked_out & ~problem.locked_in & (problem.columns.sizes > 0)
        self.rows = np.ones(problem.columns.width, dtype=np.bool_)
        self.settle()

    def settle(self) -> None:
        """Force the columns of rows that have no others to choose from, until there is none."""
        while True:
            self.demands = self.problem.demands - self.problem.counts(self.forced)
            self.rows &= self.demands > 0
            self.columns &= self.problem.columns.sums(self.rows) > 0
            tight = self.rows & (self.problem.counts(self.columns) <= self.demands)
            needed = self.columns & (self.problem.columns.sums(tight) > 0)
            if not needed.any():
                return
            self.forced |= needed
            self.columns &= ~needed

    def left(self) -> Sets:
        return self.problem.columns.kept(self.columns, self.rows)

    def drop_rows(self) -> bool:
        """Drop the rows that are met whenever another is: they have its columns, and no greater demand."""
        demands = self.demands[self.rows]
        left = self.left().turned()
        group = _equal(left)
        order = np.lexsort((-demands, group))
        firsts = np.searchsorted(group[order], group[order])
        if _drop(self.rows, order[np.arange(len(order)) > firsts]):
            left, demands = self.left().turned(), self.demands[self.rows]
        small, big = _pairs(left)
        return _drop(self.rows, np.unique(big[demands[big] <= demands[small]]))

    def drop_columns(self) -> bool:
        """Drop the columns that an optimum can do without."""
        before = int(self.columns.sum())
        for rule in (_copies, _dominated):
            left = self.left()
            _drop(self.columns, rule(left, self.problem.costs[self.columns], self.demands[self.rows]))
        return int(self.columns.sum()) < before

    def result(self) -> Reduced:
        columns = np.flatnonzero(self.columns)
        none = np.zeros(len(columns), dtype=np.bool_)
        left = Problem(self.left(), self.problem.costs[columns], self.demands[self.rows], none, none)
        return Reduced(left, columns, self.forced)


def reduced(problem: Problem, *, dominated: bool = True) -> Reduced:
    """The problem without what an optimum never needs; its demands must be possible to meet.

    Without `dominated` only rows are dropped and columns forced, so that *every* choice that meets the demands is kept.
    """
    state = _State(problem)
    for _ in range(_ROUNDS):
        before = int(state.rows.sum()), int(state.columns.sum())
        state.drop_rows()
        state.settle()
        if dominated and state.drop_columns():
            state.settle()
        if (int(state.rows.sum()), int(state.columns.sum())) == before:
            break
    return state.result()


def undominated(problem: Problem) -> Flags:
    """The columns that are not dominated by others that are free to choose; locked ones are kept.

    For choosing some columns that cover as much as they can: no column is forced and no row dropped.  Demands are at most 1.
    """
    free = ~problem.locked_in & ~problem.locked_out & (problem.columns.sums(problem.demands > 0) > 0)
    rows = problem.demands > 0
    for rule in (_copies, _dominated):
        _drop(free, rule(problem.columns.kept(free, rows), problem.costs[free], problem.demands[rows]))
    return free | problem.locked_in


def _copies(left: Sets, costs: Floats, demands: Ints) -> Ints:
    """The columns that have the rows of as many others, cheaper or earlier ones, as any of the rows demands."""
    group = _equal(left)
    order = np.lexsort((costs, group))
    firsts = np.searchsorted(group[order], group[order])
    return order[np.arange(len(order)) - firsts >= _most(left, demands)[order]]


def _dominated(left: Sets, costs: Floats, demands: Ints) -> Ints:
    """The columns whose rows as many others cover, each at no greater cost, as any of the rows demands.

    In a choice with such a column one of those others is missing and can take its place, or all are there and it is superfluous.
    """
    small, big = _pairs(left)
    big, small = _ordered(big, small, costs[big] < costs[small], costs[big] == costs[small])
    return np.flatnonzero(np.bincount(small, minlength=len(left)) >= _most(left, demands))


def _most(left: Sets, demands: Ints) -> Ints:
    """The greatest demand among the rows of each column; every column has some."""
    return np.maximum.reduceat(demands[left.members], left.starts[:-1]) if len(left) else np.zeros(0, dtype=np.int64)


def _ordered(winner: Ints, loser: Ints, better: Flags, equal: Flags) -> tuple[Ints, Ints]:
    """The pairs in which the winner may stand for the loser; of two that are alike in all, the first in order wins."""
    # Alike in members too, exactly when the pair comes both ways round; then `winner < loser` keeps one of the two.
    both = _twins(winner, loser)
    kept = better | (equal & (~both | (winner < loser)))
    return winner[kept], loser[kept]


def _twins(first: Ints, second: Ints) -> Flags:
    """Whether each pair is there the other way round too: the sets are then equal."""
    if not len(first):
        return np.zeros(0, dtype=np.bool_)
    size = int(max(first.max(), second.max())) + 1
    return np.isin(first * size + second, second * size + first)


def _equal(sets: Sets) -> Ints:
    """A number for each set, the same for sets with the same members: that of the first of them."""
    marks = np.random.default_rng(0).integers(0, 2**63, size=max(sets.width, 1), dtype=np.uint64)
    sums = np.zeros(len(sets), dtype=np.uint64)
    some = np.flatnonzero(sets.sizes > 0)
    if len(some):
        sums[some] = np.add.reduceat(marks[sets.members], sets.starts[some])
    _, first, group = np.unique(sums, return_index=True, return_inverse=True)
    own = np.arange(len(sets), dtype=np.int64)
    group = first[group].astype(np.int64)
    alike = (group != own) & (sets.sizes == sets.sizes[group])
    same, _ = _contained(sets, own[alike], group[alike])
    found = own.copy()
    found[same] = group[same]
    return found


def _drop(flags: Flags, places: Ints) -> bool:
    """Take away the marked ones at `places` of those that are still there."""
    flags[np.flatnonzero(flags)[places]] = False
    return bool(len(places))


def _pairs(sets: Sets) -> tuple[Ints, Ints]:
    """Every pair (small, big) of different, non-empty sets where the members of the first are all members of the second."""
    holders = sets.turned()
    small = [np.zeros(0, dtype=np.int64)]
    big = [np.zeros(0, dtype=np.int64)]
    prints = _fingerprints(sets)
    for some, rarest in _chunks(sets, holders):
        sizes = holders.sizes[rarest]
        ones = np.repeat(some, sizes)
        others = holders.members[_ranges(holders.starts[rarest], sizes)]
        likely = (ones != others) & ((prints[ones] & ~prints[others]) == 0) & (sets.sizes[ones] <= sets.sizes[others])
        ones, others = _contained(sets, ones[likely], others[likely])
        small.append(ones)
        big.append(others)
    return np.concatenate(small), np.concatenate(big)


def _chunks(sets: Sets, holders: Sets) -> Iterator[tuple[Ints, Ints]]:
    """Sets with their rarest member, so many at a time that the pairs to look at fit in memory; the dearest are left out."""
    some = np.flatnonzero(sets.sizes > 0)
    if not len(some):
        return
    order = np.lexsort((holders.sizes[sets.members], sets.owners))
    rarest = sets.members[order[sets.starts[some]]]
    cheap = np.argsort(holders.sizes[rarest], kind="stable")
    some, rarest = some[cheap], rarest[cheap]
    work = np.cumsum(holders.sizes[rarest])
    last = int(np.searchsorted(work, _MOST_PAIRS, side="right"))
    cuts = np.flatnonzero(np.diff(work[:last] // _PAIRS_AT_ONCE)) + 1
    for begin, end in zip([0, *cuts.tolist()], [*cuts.tolist(), last], strict=True):
        yield some[begin:end], rarest[begin:end]


def _fingerprints(sets: Sets) -> Ints:
    """Sixty-three bits for each set, which can only lack a bit of another's where the other has a member it lacks."""
    bits = np.int64(1) << (sets.members * 40503 % 63)
    found = np.zeros(len(sets), dtype=np.int64)
    some = np.flatnonzero(sets.sizes > 0)
    if len(some):
        found[some] = np.bitwise_or.reduceat(bits, sets.starts[some])
    return found


def _contained(sets: Sets, ones: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Of some pairs those in which the first set lies within the second."""
    keys = sets.owners * max(sets.width, 1) + sets.members
    sizes = sets.sizes[ones]
    members = sets.members[_ranges(sets.starts[ones], sizes)]
    wanted = np.repeat(others, sizes) * max(sets.width, 1) + members
    places = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    lacking = np.bincount(np.repeat(np.arange(len(ones)), sizes), weights=keys[places] != wanted, minlength=len(ones))
    within = lacking == 0
    return ones[within], others[within]


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """The numbers start, start + 1 … of each range, one range after the other."""
    ends = np.cumsum(sizes)
    found: Ints = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    return found
