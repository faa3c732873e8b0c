"""Greedy choice with a lazy queue, by cost or by prices of the rows; and the pruning of what became superfluous."""

from __future__ import annotations

import heapq

import numpy as np

from kgraph.setcover.problem import Flags, Floats, Problem

__all__ = ["greedy", "pruned"]


def greedy(problem: Problem, prices: Floats | None = None) -> tuple[Flags, Floats]:
    """A choice that meets every demand (which must be possible), without superfluous columns, and the price that each row paid.

    Always the column that covers most unmet rows for its cost (Chvátal 1979); with `prices` the one with the best score of
    Caprara, Fischetti and Toth (1999): its cost less the prices of the unmet rows, for each of them.  Between equals the first.
    Scores only get worse while rows are met, so a column is scored anew only when it comes first in the queue (Minoux 1978).
    """
    chosen = problem.locked_in.copy()
    unmet = np.maximum(problem.demands - problem.counts(chosen), 0)
    paid = np.zeros(len(unmet))
    columns, costs = problem.columns, problem.costs
    gains = columns.sums(unmet > 0)
    worth = columns.sums(np.where(unmet > 0, prices, 0.0)) if prices is not None else np.zeros(len(columns))
    open_columns = np.flatnonzero(~chosen & ~problem.locked_out & (gains > 0))
    scores = _scores(costs[open_columns] - worth[open_columns], gains[open_columns])
    queue = sorted(zip(scores.tolist(), (-gains[open_columns]).tolist(), open_columns.tolist(), strict=True))
    left = int((unmet > 0).sum())
    while left and queue:
        score, _, column = queue[0]
        rows = columns[column]
        rows = rows[unmet[rows] > 0]
        if not len(rows):
            heapq.heappop(queue)
            continue
        net = costs[column] - (prices[rows].sum() if prices is not None else 0.0)
        now = float(net / len(rows) if net > 0 else net * len(rows))
        if now > score + 1e-12:
            heapq.heapreplace(queue, (now, -float(len(rows)), column))
            continue
        heapq.heappop(queue)
        chosen[column] = True
        paid[rows] = costs[column] / len(rows)
        unmet[rows] -= 1
        left -= int((unmet[rows] == 0).sum())
    return pruned(problem, chosen), paid


def _scores(net: Floats, gains: Floats) -> Floats:
    return np.where(net > 0, net / gains, net * gains)


def pruned(problem: Problem, chosen: Flags) -> Flags:
    """The choice without superfluous columns: looked at from the dearest on, and of equals the one with fewest rows first."""
    kept = chosen.copy()
    spare = problem.counts(kept) - problem.demands
    places = np.flatnonzero(kept & ~problem.locked_in)
    order = np.lexsort((-places, problem.columns.sizes[places], -problem.costs[places]))
    for column in places[order].tolist():
        rows = problem.columns[column]
        if (spare[rows] > 0).all() or not (problem.demands[rows] > 0).any():
            kept[column] = False
            spare[rows] -= 1
    return kept
