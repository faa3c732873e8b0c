"""The ladder to the cheapest cover: reductions, greedy, a lower bound, diving, local search, HiGHS.

Each rung is climbed only while the bound and the cost still differ.  Every rung is deterministic and counted in steps, so the
same problem gives the same answer wherever the time limit is not reached; `late` says when it was.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from kgraph.setcover import bounds
from kgraph.setcover.beliefs import believed
from kgraph.setcover.clock import Clock
from kgraph.setcover.diving import dived
from kgraph.setcover.exact import Exact, minimal
from kgraph.setcover.greedy import greedy
from kgraph.setcover.problem import Flags, Floats, Ints, Problem
from kgraph.setcover.reductions import reduced
from kgraph.setcover.search import searched

__all__ = ["EXACT", "METHODS", "Method", "Rung", "Solution", "cover"]

Method = Literal["auto", "greedy"]
METHODS: tuple[Method, ...] = ("auto", "greedy")
Rung = Literal["reductions", "greedy", "lagrangian", "linear", "diving", "search", "highs"]

_AT_ONCE, EXACT = 8_000, 120_000
"""The most pairs column–row for which the exact linear programme is solved at once, and for which HiGHS is worth its time."""
_CLIMB = 1_000
_SHARES = {False: ((0.05, 0.1), (0.05, 0.02, 0.01)), True: ((0.02, 0.005), (0.02, 0.01, 0.005))}
"""How much each dive fixes at a time, by prices and by beliefs; the second of both for problems that are too large for HiGHS."""
_NEAR = 0.4
"""The reduced cost, as a part of the cost, from which on a column is left out of a dive by beliefs."""
_STEPS_A_SECOND, _STEPS_A_PAIR = 20_000, 10
_MOST_STEPS = {True: (60_000, 120_000), False: (0, 30_000)}
"""Steps of local search from Lagrange's greedy and then from the best choice, which is often a hollow that no step leads out of: where all costs are equal it does better than HiGHS; where
they differ the linear programme is nearly whole and HiGHS soon proves it.
"""
_TARGETS, _SHARE_OF_A_TARGET = 3, 0.25
"""How many costs, one after the other from the bound on, HiGHS is asked to rule out before it looks for a better choice, and the part of the time for each."""
_SHARE_OF_DIVING, _SHARE_OF_SEARCH = (0.4, 0.5), (0.5, 1.0)
"""The part of the time that is over when a rung has to end: where HiGHS comes after it, and where it does not."""


@dataclass(frozen=True)
class Solution:
    """A choice of columns that meets the demands, and how good it is.

    `chosen` are column numbers, ascending; no choice costs less than `bound`; `rungs` are the methods that were used, in order;
    `late` says that the time limit ended a rung early, so another run may differ.  Where demands cannot be met, `infeasible`
    holds the rows that make it so, `chosen` is empty and the cost is infinite.
    """

    chosen: tuple[int, ...]
    cost: float
    bound: float
    rungs: tuple[Rung, ...]
    seconds: float
    late: bool = False
    infeasible: tuple[int, ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no cheaper choice exists."""
        return not self.infeasible and self.cost <= self.bound + 1e-6 * max(1.0, abs(self.cost))

    @property
    def gap(self) -> float:
        """The share of the cost that a better choice could save at most: (cost - bound) / cost; 0 when proven."""
        return 0.0 if self.proven or not self.cost else (self.cost - self.bound) / self.cost


def cover(problem: Problem, *, method: Method = "auto", seconds: float = 10.0) -> Solution:
    """The cheapest choice that meets the demands, or the best found in about `seconds`, never dearer than greedy's.

    With `method` "greedy" that choice alone, with the bound that its own prices give (dual fitting, Chvátal 1979).
    """
    clock = Clock(seconds)
    if (short := problem.short()).size:
        return Solution((), float("inf"), float("inf"), (), clock.spent(), infeasible=tuple(short.tolist()))
    chosen, paid = greedy(problem)
    if method == "greedy":
        bound = max(0.0, bounds.dual(problem, bounds.scaled(problem, paid)))
        return _told(problem, chosen, bound, ("greedy",), clock)
    climb = _Climb(problem, chosen, clock)
    climb.up()
    return _told(problem, climb.best, climb.bound, tuple(climb.rungs), clock)


def _told(problem: Problem, chosen: Flags, bound: float, rungs: tuple[Rung, ...], clock: Clock) -> Solution:
    cost = problem.cost(chosen)
    places = tuple(np.flatnonzero(chosen).tolist())
    return Solution(places, cost, min(problem.rounded(bound), cost), rungs, clock.spent(), clock.late)


class _Climb:
    """The way up: the best choice and the best bound so far, both of the original problem."""

    def __init__(self, problem: Problem, chosen: Flags, clock: Clock) -> None:
        self.problem, self.best, self.clock = problem, chosen, clock
        self.rungs: list[Rung] = ["greedy"]
        self.bound = 0.0

    def up(self) -> None:
        self.reduce()
        if self.open:
            self.price()
        if self.open:
            self.dive()
        if self.open:
            self.search()
        if self.open and self.entries <= EXACT and self.clock.going():
            self.exact()

    @property
    def open(self) -> bool:
        """Whether the cost and the bound still differ."""
        return self.problem.cost(self.best) > self.problem.rounded(self.bound) + 1e-9

    def reduce(self) -> None:
        """Make the problem smaller and be greedy once more."""
        self.rungs.insert(0, "reductions")
        self.reduced = reduced(self.problem)
        self.small, self.base = self.reduced.problem, self.problem.cost(self.reduced.forced)
        self.entries = len(self.small.columns.members)
        self.bound, self.prices = self.base, np.zeros(self.small.columns.width)
        self.inside = greedy(self.small)[0]
        self.take(self.inside)

    def take(self, inside: Flags) -> None:
        """Keep a choice in the smaller problem if it is the cheapest so far."""
        if self.small.cost(inside) < self.small.cost(self.inside) - 1e-9:
            self.inside = inside
        chosen = self.reduced.chosen(inside)
        if self.problem.cost(chosen) < self.problem.cost(self.best) - 1e-9:
            self.best = chosen

    def lift(self, prices: Floats) -> None:
        """Keep prices if their bound is the best so far."""
        bound = self.base + bounds.dual(self.small, prices)
        if bound > self.bound:
            self.bound, self.prices = bound, prices

    @property
    def alike(self) -> bool:
        """Whether all columns that are left cost the same."""
        return bool(np.all(self.small.costs == self.small.costs[0]))

    @property
    def upper(self) -> float:
        return self.problem.cost(self.best) - self.base

    def price(self) -> None:
        """Find prices of the rows: first by steps, then exactly where the problem is not too large."""
        self.rungs.append("lagrangian")
        self.guide = bounds.climbed(self.small, self.upper, steps=_CLIMB, going=self.clock.going)
        """Prices for choosing by: those of the linear programme bound better, but are so uneven that they choose worse."""
        self.lift(self.guide)
        self.take(greedy(self.small, self.guide)[0])
        if self.open and self.entries <= _AT_ONCE:
            self.price_exactly()

    def price_exactly(self) -> None:
        """The prices of the linear programme, where there is time for it and they have not been found before."""
        if "linear" in self.rungs or not self.clock.going():
            return
        exact = bounds.linear(self.small, self.clock.left())
        self.clock.late |= exact is None
        if exact is not None:
            self.rungs.append("linear")
            self.lift(exact)

    def dive(self) -> None:
        self.rungs.append("diving")
        going = partial(self.clock.going, _SHARE_OF_DIVING[self.entries > EXACT])
        plain = self.alike and bool(np.all(self.small.demands == 1))
        for share in _SHARES[plain][self.entries > EXACT]:
            if not self.open or not going():
                return
            fix = self.believe if plain else partial(dived, self.small, self.guide)
            self.take(fix(share=share, going=going))

    def believe(self, *, share: float, going: Callable[[], bool]) -> Flags:
        """A dive by beliefs among the columns that prices leave and those of the best choice so far."""
        useful = bounds.reduced_costs(self.small, self.guide) < _NEAR * self.small.costs
        near, columns = _only(self.small, useful | self.inside)
        inside = np.zeros(len(useful), dtype=np.bool_)
        inside[columns[believed(near, share=share, going=going)]] = True
        return inside

    def search(self) -> None:
        self.rungs.append("search")
        enough = min(int(_STEPS_A_SECOND * self.clock.seconds), _STEPS_A_PAIR * self.entries)
        going = partial(self.clock.going, _SHARE_OF_SEARCH[self.entries > EXACT])
        lower = self.small.rounded(self.bound - self.base)
        from_prices, from_best = (min(enough, most) for most in _MOST_STEPS[self.alike])
        start = greedy(self.small, self.guide)[0]
        self.take(searched(self.small, start, steps=from_prices, lower=lower, going=going))
        if self.open:
            self.take(searched(self.small, self.inside, steps=from_best, lower=lower, going=going))

    def exact(self) -> None:
        """Let HiGHS search among the columns that a better choice could still use."""
        self.price_exactly()
        if not (self.open and self.clock.going()):
            return
        self.rungs.append("highs")
        for _ in range(_TARGETS if self.problem.whole else 0):
            if not (self.open and self.rule_out()):
                break
        if not self.open:
            return
        found = self.solved(self.upper - (1.0 if self.problem.whole else 0.0), self.clock.left())
        self.clock.late |= not found.done
        proven = self.problem.cost(self.best) if found.done else found.bound + self.base
        self.bound = max(self.bound, min(proven, self.problem.cost(self.best)))

    def rule_out(self) -> bool:
        """Whether a choice that costs just the bound could be ruled out (or was found): few columns are left for it, so it is soon told."""
        target = self.problem.rounded(self.bound) - self.base
        found = self.solved(target, min(self.clock.left(), _SHARE_OF_A_TARGET * self.clock.seconds), limited=True)
        self.clock.late |= not found.done
        if found.done:
            self.bound = self.base + target + (1.0 if found.chosen is None else 0.0)
        return found.done

    def solved(self, most: float, seconds: float, *, limited: bool = False) -> Exact:
        """What HiGHS says of the choices that cost at most `most`: only columns that are no dearer by their reduced costs can be in one.

        With `limited` the cost itself is limited too: quicker where there is no such choice, slower where one is sought.
        """
        net = bounds.reduced_costs(self.small, self.prices)
        useful = bounds.dual(self.small, self.prices) + np.maximum(net, 0.0) <= most + 1e-6
        left, columns = _only(self.small, useful)
        if left.short().size:
            return Exact(None, np.inf, done=True)
        least = reduced(left)
        base = left.cost(least.forced)
        found = minimal(least.problem, seconds, most=most - base if limited else None)
        if found.chosen is not None:
            inside = np.zeros(len(useful), dtype=np.bool_)
            inside[columns[least.chosen(found.chosen)]] = True
            self.take(inside)
        return Exact(found.chosen, base + found.bound, found.done)


def _only(problem: Problem, columns: Flags) -> tuple[Problem, Ints]:
    """The problem with some of its columns, and their numbers."""
    none = np.zeros(int(columns.sum()), dtype=np.bool_)
    every = np.ones(problem.columns.width, dtype=np.bool_)
    kept = problem.columns.kept(columns, every)
    return Problem(kept, problem.costs[columns], problem.demands, none, none), np.flatnonzero(columns)
