"""Local search by weights of the rows: take a column away, cover what is uncovered, make what stays uncovered weigh more.

After Gao, Weise and Li (2015), "An efficient local search heuristic with row weighting for the unicost set covering
problem", with costs (a score counts for each unit of cost) and demands.  Seeded, and counted in steps, so that the same
problem gives the same answer wherever the time is enough.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np

from kgraph.setcover.problem import Flags, Ints, Problem

__all__ = ["searched"]

_LOOK_AT_THE_CLOCK = 64
"""Steps between two looks at whether there is time left."""


def searched(problem: Problem, start: Flags, *, steps: int, lower: float, going: Callable[[], bool]) -> Flags:
    """The cheapest choice found in `steps` steps from `start`, which must meet the demands; no step when `lower` is reached."""
    search = _Search(problem, start)
    for step in range(steps):
        if search.best_cost <= lower + 1e-9 or (step % _LOOK_AT_THE_CLOCK == 0 and not going()):
            break
        search.step(step)
    return search.best


class _Search:
    """The state of a search: what is chosen, how often each row is covered, what each column would gain or lose."""

    def __init__(self, problem: Problem, start: Flags) -> None:
        self.problem = problem
        self.costs = problem.costs
        self.chance = random.Random(1)  # noqa: S311  # nothing secret
        self.rows_of = np.split(problem.columns.members, problem.columns.starts[1:-1])
        self.columns_of = np.split(problem.rows.members, problem.rows.starts[1:-1])
        self.demands: list[int] = problem.demands.tolist()
        self.counts: list[int] = [0] * len(self.demands)
        self.weights: list[int] = [1] * len(self.demands)
        self.gain = problem.columns.sums(problem.demands > 0)
        self.tight = np.zeros(len(problem.columns))
        """Of a chosen column: the weight of its rows that have no more than they demand; `gain`: of any column's rows that have less."""
        self.takers: list[dict[int, None]] = [{} for _ in self.demands]
        """The chosen columns of each row."""
        self.cheapest = float(problem.costs.min(initial=np.inf))
        self.chosen = np.zeros(len(problem.columns), dtype=np.bool_)
        self.touched = np.zeros(len(problem.columns), dtype=np.int64)
        self.changed = np.zeros(len(self.demands), dtype=np.int64)
        self.left = np.full(len(problem.columns), -1)
        """When a column was last taken away, and when a row was last covered more or less, by the number of changes until then."""
        self.changes = 0
        self.worth = 1.0 / np.maximum(problem.costs, 1e-9)
        self.place: dict[int, int] = {}
        self.solution = np.zeros(len(problem.columns), dtype=np.int64)
        self.size, self.total, self.tabu = 0, 0.0, -1
        self.unmet: dict[int, None] = {row: None for row, demand in enumerate(self.demands) if demand > 0}
        for column in np.flatnonzero(start).tolist():
            self.add(column)
        self.best, self.best_cost = self.chosen.copy(), self.total

    def step(self, now: int) -> None:
        """One exchange: down to below the best cost known, one column away, and columns in until the cost is reached."""
        while not self.unmet:
            self.best, self.best_cost = self.chosen.copy(), self.total
            if not self.size:
                return
            self.remove(self.least(), now)
        if self.size:
            self.remove(self.least(tabu=self.tabu), now)
        self.tabu = -1
        while self.unmet and self.total + self.cheapest < self.best_cost - 1e-9:
            column = self.most(self.chance.choice(list(self.unmet)))
            if column is None or self.total + self.costs[column] >= self.best_cost - 1e-9:
                break
            self.add(column)
            self.touched[column] = now
            self.tabu = column
        for row in self.unmet:
            self.weights[row] += 1
            self.gain[self.columns_of[row]] += 1

    def least(self, tabu: int = -1) -> int:
        """The chosen column that is missed least for its cost; of equals the one that was touched longest ago."""
        own = self.solution[: self.size]
        scores = (self.gain[own] + self.tight[own]) * self.worth[own]
        if tabu in self.place and self.size > 1:
            scores[self.place[tabu]] = np.inf
        return self._oldest(own[scores == scores.min()])

    def most(self, row: int) -> int | None:
        """The column that covers `row` and gains most for its cost, among those whose surroundings have changed."""
        columns = self.columns_of[row]
        columns = columns[~self.chosen[columns]]
        scores = self.gain[columns] * self.worth[columns]
        while len(columns):
            column = self._oldest(columns[scores == scores.max()])
            if self.changed[self.rows_of[column]].max() > self.left[column]:
                return column
            others = columns != column
            columns, scores = columns[others], scores[others]
        return None

    def _oldest(self, columns: Ints) -> int:
        return int(columns[np.argmin(self.touched[columns])]) if len(columns) > 1 else int(columns[0])

    def add(self, column: int) -> None:
        tight = 0
        for row in self.rows_of[column].tolist():
            self.counts[row] += 1
            over = self.counts[row] - self.demands[row]
            weight = self.weights[row]
            if over == 0:
                del self.unmet[row]
                self.gain[self.columns_of[row]] -= weight
                tight += weight
            if over in {0, 1}:
                for other in self.takers[row]:
                    self.tight[other] += -weight if over else weight
            self.takers[row][column] = None
        self.tight[column] = tight
        self.note(column)
        self.place[column] = self.size
        self.solution[self.size] = column
        self.size += 1
        self.total += float(self.costs[column])
        self.chosen[column] = True

    def remove(self, column: int, now: int) -> None:
        for row in self.rows_of[column].tolist():
            self.counts[row] -= 1
            over = self.counts[row] - self.demands[row]
            weight = self.weights[row]
            del self.takers[row][column]
            if over == -1:
                self.unmet[row] = None
                self.gain[self.columns_of[row]] += weight
            if over in {-1, 0}:
                for other in self.takers[row]:
                    self.tight[other] += -weight if over else weight
        self.note(column)
        self.left[column] = self.changes
        place, last = self.place.pop(column), int(self.solution[self.size - 1])
        self.size -= 1
        if last != column:
            self.solution[place] = last
            self.place[last] = place
        self.total -= float(self.costs[column])
        self.chosen[column] = False
        self.touched[column] = now

    def note(self, column: int) -> None:
        """Remember that the rows of a column have changed."""
        self.changes += 1
        self.changed[self.rows_of[column]] = self.changes
