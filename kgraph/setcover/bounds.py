"""Lower bounds: no choice that meets the demands costs less.

Every bound is the Lagrangian value of some prices of the rows, which holds whatever the prices are; the ways of finding
good prices differ: those that greedy paid, subgradient steps, or the exact linear programme of HiGHS.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from kgraph.setcover.problem import Floats, Problem

__all__ = ["climbed", "constraint", "dual", "linear", "reduced_costs", "scaled"]

_NOTHING = 1e-12
"""Worth below this counts as none, so that nothing is divided by it."""
_PATIENCE = 25
"""Steps without a better bound after which the step length is halved."""


def reduced_costs(problem: Problem, prices: Floats) -> Floats:
    """What each column costs beyond the prices of its rows."""
    return problem.costs - problem.columns.sums(prices)


def dual(problem: Problem, prices: Floats) -> float:
    """The Lagrangian bound of some prices (each at least 0): no choice that meets the demands costs less.

    What is locked is taken into account.
    """
    net = reduced_costs(problem, prices)
    free = ~problem.locked_in & ~problem.locked_out
    return float(prices @ problem.demands + np.minimum(net[free], 0.0).sum() + net[problem.locked_in].sum())


def scaled(problem: Problem, prices: Floats) -> Floats:
    """The prices made so small that no column is worth more than it costs (dual fitting)."""
    worth = problem.columns.sums(prices)
    priced = (worth > _NOTHING) & ~problem.locked_in & ~problem.locked_out
    return prices * float(np.min(problem.costs[priced] / worth[priced], initial=np.inf)) if priced.any() else prices


def climbed(
    problem: Problem, upper: float, *, steps: int, going: Callable[[], bool], start: Floats | None = None
) -> Floats:
    """Prices found by subgradient steps towards `upper`, the cost of a known choice (Held and Karp 1971, Beasley 1990)."""
    prices = _first(problem) if start is None else start.copy()
    best, best_prices = dual(problem, prices), prices.copy()
    length, since = 0.1 if start is not None else 1.0, 0
    for _ in range(steps):
        if length < 1e-4 or not going():  # noqa: PLR2004  # steps too short to matter
            break
        net = reduced_costs(problem, prices)
        taken = net < 0
        value = float(prices @ problem.demands + net[taken].sum())
        since += 1
        if value > best:
            since = 0 if value > best + 1e-4 * abs(best) else since
            best, best_prices = value, prices.copy()
        if since >= _PATIENCE:
            length, since, prices = length / 2, 0, best_prices.copy()
            continue
        slope = problem.demands - problem.counts(taken)
        slope[(slope < 0) & (prices <= 0)] = 0
        norm = float(slope @ slope)
        if norm == 0:
            break
        prices = np.maximum(prices + length * max(1.05 * upper - value, 1e-9) / norm * slope, 0.0)
    return best_prices


def _first(problem: Problem) -> Floats:
    """Each row at the least share of a column's cost, the column shared by its rows."""
    shares = problem.costs / np.maximum(problem.columns.sizes, 1)
    prices = np.zeros(problem.columns.width)
    rows = problem.rows
    some = np.flatnonzero(rows.sizes > 0)
    if len(some):
        prices[some] = np.minimum.reduceat(shares[rows.members], rows.starts[some])
    return prices


def linear(problem: Problem, seconds: float) -> Floats | None:
    """The prices of the exact linear programme, by HiGHS; None when it does not end in time."""
    from scipy.optimize import linprog

    found = linprog(
        problem.costs, A_ub=-constraint(problem), b_ub=-problem.demands.astype(np.float64), bounds=(0, 1), method="highs",
        options={"time_limit": max(seconds, 0.01)},
    )  # fmt: skip
    return np.maximum(-found.ineqlin.marginals, 0.0) if found.status == 0 else None


def constraint(problem: Problem) -> Any:
    """The matrix rows × columns as HiGHS takes it."""
    from scipy.sparse import csc_array

    columns = problem.columns
    return csc_array(
        (np.ones(len(columns.members)), columns.members, columns.starts), shape=(columns.width, len(columns))
    )
