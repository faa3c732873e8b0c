"""The exact step: HiGHS on what the reductions left, for as long as there is time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from kgraph.setcover.bounds import constraint
from kgraph.setcover.problem import Flags, Floats, Problem

__all__ = ["Exact", "maximal", "minimal"]

_STDOUT = 1
"""The handle that native code writes on, whatever `sys.stdout` is."""


@dataclass(frozen=True)
class Exact:
    """What HiGHS found: a choice (None when it had none in time), a bound that holds for every choice, and whether it came to an end."""

    chosen: Flags | None
    bound: float
    done: bool


def minimal(
    problem: Problem, seconds: float, cuts: list[tuple[Flags, int]] | None = None, *, most: float | None = None
) -> Exact:
    """The cheapest choice of a problem with nothing locked; each cut (columns, number) lets at most so many of them be chosen, and
    `most` limits the cost.

    When no choice is possible, `chosen` is None and `done` true.
    """
    from scipy.optimize import LinearConstraint

    if not len(problem.columns):
        fits = most is None or most >= -1e-9  # noqa: PLR2004  # nothing costs nothing, up to rounding
        return Exact(np.zeros(0, dtype=np.bool_) if fits else None, 0.0 if fits else np.inf, done=True)
    limits = [LinearConstraint(constraint(problem), lb=problem.demands)]
    if cuts:
        rows = np.array([columns for columns, _ in cuts], dtype=np.float64)
        limits.append(LinearConstraint(rows, ub=np.array([most for _, most in cuts], dtype=np.float64)))
    if most is not None:
        limits.append(LinearConstraint(problem.costs[None, :], ub=most))
    values, bound, done = _solved(problem.costs, limits, seconds)
    chosen = None if values is None else values > 0.5  # noqa: PLR2004  # HiGHS tells 0 and 1 up to a tolerance
    return Exact(chosen if chosen is not None and problem.meets(chosen) else None, bound, done)


def maximal(
    problem: Problem, *, size: int | None, budget: float | None, seconds: float, least: int | None = None
) -> Exact:
    """The choice that meets most demands with at most `size` columns and `budget` of cost; `bound` is at least what any meets.

    With `least` the cheapest of those that meet so many (demands of 0 are met by any), and no bound of what is met.
    """
    from scipy.optimize import LinearConstraint
    from scipy.sparse import diags_array, hstack

    columns, rows = len(problem.columns), problem.columns.width
    covering = hstack([constraint(problem), -diags_array(problem.demands.astype(np.float64))], format="csc")
    limits = [LinearConstraint(covering, lb=0)]
    nothing = np.zeros(rows)
    if size is not None:
        limits.append(LinearConstraint(np.concatenate((np.ones(columns), nothing))[None, :], ub=size))
    if budget is not None:
        limits.append(LinearConstraint(np.concatenate((problem.costs, nothing))[None, :], ub=budget))
    lowest = np.concatenate((problem.locked_in, nothing)).astype(np.float64)
    highest = np.concatenate((~problem.locked_out, nothing + 1)).astype(np.float64)
    aim = np.concatenate((np.zeros(columns), -np.ones(rows)))
    if least is not None:
        limits.append(LinearConstraint(-aim[None, :], lb=least))
        aim = np.concatenate((problem.costs, nothing))
    values, bound, done = _solved(aim, limits, seconds, lowest, highest)
    chosen = None if values is None else values[:columns] > 0.5  # noqa: PLR2004  # as above
    return Exact(chosen, -bound, done)


def _solved(
    aim: Floats, limits: list[Any], seconds: float, lowest: Floats | float = 0, highest: Floats | float = 1
) -> tuple[Floats | None, float, bool]:
    """The values of an optimum or of the best found, the bound, and whether HiGHS came to an end (an answer, or that there is none)."""
    from scipy.optimize import Bounds, milp

    with _silent():
        found = milp(
            aim, integrality=np.ones(len(aim)), bounds=Bounds(lowest, highest), constraints=limits,
            options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0},
        )  # fmt: skip
    done = found.status in {0, 2}
    bound = -np.inf if found.mip_dual_bound is None else float(found.mip_dual_bound)
    return found.x, bound if found.status != 2 else np.inf, done  # noqa: PLR2004  # scipy's number for "infeasible"


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """While HiGHS works nothing comes out on the process' own stdout: it writes lines of its own there, past every setting."""
    try:
        kept = os.dup(_STDOUT)
    except OSError:  # closed: nothing to keep clean
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, _STDOUT)
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)
        os.close(nothing)
