"""Diving by beliefs: rows and columns tell each other how likely each column is to be in a cheap choice, and the likeliest are taken.

Belief propagation and decimation as Zhao, Habibulla and Zhou (2015), "Statistical mechanics of the minimum dominating set
problem", have it: there the rows and the columns are the nodes of a graph.  Prices (`diving`) tell what each row is worth by itself; beliefs
also know that a row needs no second column, which is what the linear programme cannot say.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kgraph.setcover.diving import rest
from kgraph.setcover.greedy import greedy, pruned
from kgraph.setcover.problem import Flags, Floats, Ints, Problem

__all__ = ["believed"]

_STEEPNESS = 22.0
"""How much likelier a choice is that is cheaper by the cost of the dearest column, as a logarithm: so much that nearly the cheapest alone counts."""
_FIRST, _STEPS = 200, 40
"""Rounds of messages before the first fixing, and after each."""
_OLD = 0.5
"""The part of a message that stays in the next round, so that messages do not swing for ever."""
_SURE = 1e-12
"""No row is surer of a column than this, so that no message is infinite."""


def believed(problem: Problem, *, share: float, going: Callable[[], bool]) -> Flags:
    """A choice that meets the demands, all of them 1: each time the likeliest columns are fixed, as many as make up `share` of what is likely.

    `problem` has nothing locked.  When the time is over greedy ends the dive.
    """
    chosen = np.zeros(len(problem.columns), dtype=np.bool_)
    left, columns = problem, np.arange(len(problem.columns))
    costs = problem.costs * (_STEEPNESS / max(float(problem.costs.max(initial=0.0)), 1e-9))
    messages, steps = np.zeros(len(problem.columns.members)), _FIRST
    while left.columns.width:
        if not going():
            chosen[columns[greedy(left)[0]]] = True
            break
        messages, steps = _told(left, costs[columns], messages, steps), _STEPS
        odds = left.columns.added(messages) - costs[columns]
        many = max(1, int(share * (1 / (1 + np.exp(-odds))).sum()))
        likeliest = np.argsort(-odds, kind="stable")[:many]
        chosen[columns[likeliest]] = True
        fixed = np.zeros(len(columns), dtype=np.bool_)
        fixed[likeliest] = True
        smaller, kept, rows = rest(left, fixed)
        messages = messages[_entries(left, kept, rows)]
        left, columns = smaller, columns[kept]
    return pruned(problem, chosen)


def _told(problem: Problem, costs: Floats, messages: Floats, steps: int) -> Floats:
    """The messages after some rounds: for each entry how much its row raises the odds (as a logarithm) of its column.

    A row that no other column is likely to cover raises them most.
    """
    row, column = problem.columns.members, problem.columns.owners
    for _ in range(steps):
        others = (problem.columns.added(messages) - costs)[column] - messages
        absent = -np.logaddexp(0.0, others)
        bare = np.bincount(row, weights=absent, minlength=problem.columns.width)[row] - absent
        messages = _OLD * messages - (1 - _OLD) * np.log(-np.expm1(np.minimum(bare, -_SURE)))
    return messages


def _entries(problem: Problem, columns: Ints, rows: Ints) -> Flags:
    """Which entries of a problem lie in some columns and rows."""
    in_column, in_row = np.zeros(len(problem.columns), dtype=np.bool_), np.zeros(problem.columns.width, dtype=np.bool_)
    in_column[columns], in_row[rows] = True, True
    return in_column[problem.columns.owners] & in_row[problem.columns.members]
