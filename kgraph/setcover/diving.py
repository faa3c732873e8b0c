"""Diving: take the columns that prices make cheapest, a few at a time, and price what is left anew.

The fixing of columns in the heuristic of Caprara, Fischetti and Toth (1999), "A heuristic method for the set covering problem".
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kgraph.setcover.bounds import climbed, reduced_costs
from kgraph.setcover.greedy import greedy, pruned
from kgraph.setcover.problem import Flags, Floats, Ints, Problem

__all__ = ["dived", "rest"]

_STEPS = 100
"""Subgradient steps for what is left after each fixing."""


def dived(problem: Problem, prices: Floats, *, share: float, going: Callable[[], bool]) -> Flags:
    """A choice that meets the demands: each time that `share` of what greedy would still take is fixed, the rest is priced anew.

    `problem` has nothing locked.  When the time is over greedy ends the dive.
    """
    chosen = np.zeros(len(problem.columns), dtype=np.bool_)
    prices = prices.copy()
    while True:
        left, columns, rows = rest(problem, chosen)
        if not len(rows):
            return pruned(problem, chosen)
        plan, _ = greedy(left, prices[rows])
        if not going():
            chosen[columns[plan]] = True
            return pruned(problem, chosen)
        size = left.cost(plan)
        prices[rows] = climbed(left, size, steps=_STEPS, going=going, start=prices[rows])
        cheapest = np.argsort(reduced_costs(left, prices[rows]), kind="stable")
        chosen[columns[cheapest[: max(1, int(share * plan.sum()))]]] = True


def rest(problem: Problem, chosen: Flags) -> tuple[Problem, Ints, Ints]:
    """What is left to cover when some columns are chosen, with the original numbers of its columns and rows."""
    demands = problem.demands - problem.counts(chosen)
    rows = demands > 0
    columns = ~chosen & (problem.columns.sums(rows) > 0)
    none = np.zeros(int(columns.sum()), dtype=np.bool_)
    left = Problem(problem.columns.kept(columns, rows), problem.costs[columns], demands[rows], none, none)
    return left, np.flatnonzero(columns), np.flatnonzero(rows)
