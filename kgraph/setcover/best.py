"""The choice that meets most demands within a number of columns, a budget, or both.

Greedy choice (Nemhauser, Wolsey and Fisher 1978; by cost and with the dearest tried first, Khuller, Moss and Naor 1999), exchanges, a
bound from what is still to be gained (Minoux 1978), and HiGHS for what is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kgraph.setcover.clock import Clock
from kgraph.setcover.covering import EXACT, Method, Rung
from kgraph.setcover.exact import maximal
from kgraph.setcover.problem import Flags, Floats, Problem
from kgraph.setcover.reductions import undominated

__all__ = ["Best", "best"]

_SWEEPS = 20
_MARGIN = 0.8
"""How much less a unit of cost may be worth than where the last bound ended, for a column to be looked at first for the next."""
_CHEAPEST = 2_000
"""So many pairs of a column and a row in which the cheapest of equal choices is looked for by HiGHS; beyond it takes too long."""


@dataclass(frozen=True)
class Best:
    """A choice of columns and how many demands it meets; no choice within the limits meets more than `bound`.

    The rest is as in `Solution`.
    """

    chosen: tuple[int, ...]
    met: int
    bound: int
    rungs: tuple[Rung, ...]
    seconds: float
    late: bool = False

    @property
    def proven(self) -> bool:
        """Whether no choice within the limits meets more."""
        return self.met >= self.bound

    @property
    def gap(self) -> float:
        """The share of the bound that is not met: (bound - met) / bound; 0 when proven."""
        return 0.0 if self.proven else (self.bound - self.met) / self.bound


def best(
    problem: Problem,
    *,
    size: int | None = None,
    budget: float | None = None,
    method: Method = "auto",
    seconds: float = 10.0,
) -> Best:
    """The choice of at most `size` columns that cost at most `budget` together and meets most demands; with a budget the
    cheapest of these that is found.

    What is locked in counts towards both limits.  Demands of 0 count for nothing.  With `method` "greedy" the greedy choice alone.
    Raises `ValueError` when what is locked in goes beyond a limit.
    """
    clock = Clock(seconds)
    limits = _Limits(problem, size, budget)
    if not limits.within(problem.locked_in):
        raise ValueError("what is locked in goes beyond the limits")
    chosen, bound = _greedy(problem, limits)
    rungs: list[Rung] = ["greedy"]
    if method == "auto" and limits.met(chosen) < bound:
        rungs += ["search"]
        chosen = _exchanged(problem, limits, chosen, clock)
    if method == "auto" and limits.met(chosen) < bound and len(problem.columns.members) <= EXACT and clock.going():
        rungs += ["highs"]
        chosen, bound = _exact(problem, limits, chosen, bound, clock)
    if budget is not None:
        chosen = _cheaper(problem, limits, chosen, clock, exactly=method == "auto")
    places = tuple(np.flatnonzero(chosen).tolist())
    return Best(places, limits.met(chosen), bound, tuple(rungs), clock.spent(), clock.late)


class _Limits:
    """How many columns and how much cost a choice may have, and what it is worth."""

    def __init__(self, problem: Problem, size: int | None, budget: float | None) -> None:
        self.problem, self.size, self.budget = problem, size, budget
        self.asked = problem.demands > 0
        self.rate = 0.0
        """What a unit of cost is worth at least in columns that the next bound may rest on: a guess from the last one."""

    def within(self, chosen: Flags) -> bool:
        few = self.size is None or int(chosen.sum()) <= self.size
        return few and (self.budget is None or self.problem.cost(chosen) <= self.budget + 1e-9)

    def room(self, chosen: Flags) -> Flags:
        """The columns that can be added."""
        free = ~chosen & ~self.problem.locked_out
        if self.size is not None and int(chosen.sum()) >= self.size:
            return np.zeros_like(free)
        return (
            free
            if self.budget is None
            else free & (self.problem.cost(chosen) + self.problem.costs <= self.budget + 1e-9)
        )

    def met(self, chosen: Flags) -> int:
        """How many demands are met."""
        return int((self.asked & (self.problem.counts(chosen) >= self.problem.demands)).sum())

    def gains(self, chosen: Flags) -> Floats:
        """How many rows that want more each column covers."""
        return self.problem.columns.sums(self.problem.counts(chosen) < self.problem.demands)

    def worth(self, chosen: Flags) -> tuple[int, int]:
        """Demands met, then how far the others are met."""
        return self.met(chosen), int(np.minimum(self.problem.counts(chosen), self.problem.demands).sum())

    def most(self, chosen: Flags, gains: Floats) -> int:
        """A bound on what any choice meets, from what the columns would add to this one; holds where no demand is above 1."""
        free = ~chosen & ~self.problem.locked_out & (gains > 0)
        added, costs = gains[free], self.problem.costs[free]
        found = [float(added.sum())]
        if self.size is not None:
            room = self.size - int(self.problem.locked_in.sum())
            found.append(float(np.sort(added)[::-1][:room].sum()))
        left = np.inf if self.budget is None else self.budget - self.problem.cost(self.problem.locked_in)
        if costs.sum() > left:
            found.append(self.knapsack(added, costs, left))
        return int(self.met(chosen) + np.floor(min(found) + 1e-6))

    def knapsack(self, worth: Floats, costs: Floats, budget: float) -> float:
        """The most worth that fits in a budget, which is less than the costs, when parts of things can be had: the best for their cost.

        Where those at `rate` cost more than the budget, no others are in it and need not be put in order.
        """
        near = costs * self.rate <= worth
        if costs[near].sum() > budget:
            worth, costs = worth[near], costs[near]
        order = np.argsort(costs / worth)
        worth, costs = worth[order], costs[order]
        before = np.cumsum(costs) - costs
        last = int(np.searchsorted(before, budget)) - 1
        self.rate = _MARGIN * float(worth[last] / max(costs[last], 1e-12))
        parts = np.clip((budget - before) / np.maximum(costs, 1e-12), 0.0, 1.0)
        parts[costs <= 0] = 1.0
        return float(worth @ parts)


def _greedy(problem: Problem, limits: _Limits) -> tuple[Flags, int]:
    """The best greedy choice, and a bound."""
    coverable = problem.counts(~problem.locked_out) >= problem.demands
    bound = int((limits.asked & coverable).sum())
    single = bool(np.all(problem.demands <= 1))
    found: list[Flags] = []
    for by_cost in (False, True) if limits.budget is not None else (False,):
        chosen = problem.locked_in.copy()
        while True:
            gains = limits.gains(chosen)
            bound = min(bound, limits.most(chosen, gains)) if single else bound
            open_columns = np.flatnonzero(limits.room(chosen) & (gains > 0))
            if not len(open_columns):
                break
            worth = gains[open_columns] / (np.maximum(problem.costs[open_columns], 1e-12) if by_cost else 1.0)
            chosen[open_columns[np.argmax(worth)]] = True
        found.append(chosen)
    return max(found, key=limits.worth), bound


def _exchanged(problem: Problem, limits: _Limits, chosen: Flags, clock: Clock) -> Flags:
    """The choice after exchanges of one column for another, as long as one makes it better."""
    chosen = chosen.copy()
    for _ in range(_SWEEPS):
        worth = limits.worth(chosen)
        for column in np.flatnonzero(chosen & ~problem.locked_in).tolist():
            if not clock.going(0.5):
                return chosen
            without = chosen.copy()
            without[column] = False
            others = np.flatnonzero(limits.room(without))
            other = others[np.argmax(limits.gains(without)[others])]
            without[other] = True
            if limits.worth(without) > limits.worth(chosen):
                chosen = without
        if limits.worth(chosen) == worth:
            break
    return chosen


def _cheaper(problem: Problem, limits: _Limits, chosen: Flags, clock: Clock, *, exactly: bool) -> Flags:
    """A choice that meets as many demands for less, by HiGHS and without columns that add nothing to what is met."""
    met, cost = limits.met(chosen), problem.cost(chosen)
    if exactly and cost and len(problem.columns.members) <= _CHEAPEST and clock.going():
        least = met + int((~limits.asked).sum())
        found = maximal(problem, size=limits.size, budget=cost, seconds=clock.left(), least=least).chosen
        if found is not None and limits.within(found) and limits.met(found) >= met and problem.cost(found) < cost:
            chosen = found
    chosen = chosen.copy()
    for column in sorted(np.flatnonzero(chosen & ~problem.locked_in).tolist(), key=lambda one: -problem.costs[one]):
        chosen[column] = False
        chosen[column] = limits.met(chosen) < met
    return chosen


def _exact(problem: Problem, limits: _Limits, chosen: Flags, bound: int, clock: Clock) -> tuple[Flags, int]:
    """The better of the choice and what HiGHS finds, and the better of the bounds."""
    asked = problem
    if np.all(problem.demands <= 1):
        asked = replace(problem, locked_out=~undominated(problem))
    found = maximal(asked, size=limits.size, budget=limits.budget, seconds=clock.left())
    clock.late |= not found.done
    kept = chosen
    if found.chosen is not None and limits.within(found.chosen) and limits.met(found.chosen) > limits.met(chosen):
        kept = found.chosen
    uncounted = int((~limits.asked).sum())
    reached = found.bound - uncounted
    return kept, max(limits.met(kept), min(bound, int(np.floor(reached + 1e-6)) if np.isfinite(reached) else bound))
