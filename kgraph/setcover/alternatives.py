"""Other choices that are as good as a known one, or nearly: by cuts that rule out what is known, else by single exchanges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from kgraph.setcover.clock import Clock
from kgraph.setcover.exact import minimal
from kgraph.setcover.greedy import pruned
from kgraph.setcover.problem import Flags, Floats, Problem
from kgraph.setcover.reductions import reduced

__all__ = ["Alternatives", "alternatives"]

_EXACT = 30_000


@dataclass(frozen=True)
class Alternatives:
    """Choices that meet the demands, none of them with a superfluous column, the cheapest first.

    `complete` says that there is no other within the cost that was asked for; the search was otherwise ended by the number
    that was wanted, by time or by size.
    """

    choices: tuple[tuple[int, ...], ...]
    complete: bool


def alternatives(
    problem: Problem, chosen: Sequence[int], *, most: int, slack: float = 1.0, seconds: float = 10.0
) -> Alternatives:
    """At most `most` other choices that cost at most `slack` more than `chosen`, which meets the demands.

    Each is the cheapest that holds none of those before it, so superfluous columns never come along (costs above 0); of those
    that cost the same (where costs are whole) the one most like `chosen`.
    """
    known = np.zeros(len(problem.columns), dtype=np.bool_)
    known[list(chosen)] = True
    if len(problem.columns.members) > _EXACT:
        return Alternatives(_sorted(problem, islice(_exchanges(problem, known), most)), complete=False)
    found, complete = _cut(problem, known, most, problem.cost(known) + slack, Clock(seconds))
    return Alternatives(_sorted(problem, iter(found)), complete)


def _cut(problem: Problem, known: Flags, most: int, limit: float, clock: Clock) -> tuple[list[Flags], bool]:
    """The choices found one after the other, each with the known ones ruled out, and whether these are all."""
    small = reduced(problem, dominated=False)
    base = problem.cost(small.forced)
    inside = known[small.columns]
    cuts = [(inside, int(inside.sum()) - 1)]
    nearest = replace(small.problem, costs=small.problem.costs + _strangeness(small.problem, inside))
    found: list[Flags] = []
    while len(small.columns):
        answer = minimal(nearest, clock.left(), cuts)
        if answer.chosen is None or base + small.problem.cost(answer.chosen) > limit + 1e-9:
            return found, answer.done
        if len(found) == most:
            return found, False
        if not answer.done:
            return found, False
        found.append(small.chosen(answer.chosen))
        cuts.append((answer.chosen, int(answer.chosen.sum()) - 1))
    return found, True


def _strangeness(problem: Problem, known: Flags) -> Floats:
    """A cost so small that it decides only between choices that cost the same: for each column that is not known."""
    return np.where(known, 0.0, 0.5 / (len(problem.columns) + 1)) if problem.whole else np.zeros(len(known))


def _exchanges(problem: Problem, known: Flags) -> Iterator[Flags]:
    """The choices in which one column stands for another of the same cost, each once and without what that makes superfluous."""
    seen: set[bytes] = set()
    spare = problem.counts(known) - problem.demands
    for column in np.flatnonzero(known & ~problem.locked_in).tolist():
        rows = problem.columns[column]
        needed = np.zeros(problem.columns.width, dtype=np.bool_)
        needed[rows[spare[rows] <= 0]] = True
        able = (problem.columns.sums(needed) == needed.sum()) & (problem.costs == problem.costs[column])
        for other in np.flatnonzero(able & ~known & ~problem.locked_out).tolist():
            changed = known.copy()
            changed[[column, other]] = False, True
            lean = pruned(problem, changed)
            if lean.tobytes() not in seen:
                seen.add(lean.tobytes())
                yield lean


def _sorted(problem: Problem, found: Iterator[Flags]) -> tuple[tuple[int, ...], ...]:
    flags = sorted(found, key=lambda one: (problem.cost(one), np.flatnonzero(one).tolist()))
    return tuple(tuple(np.flatnonzero(one).tolist()) for one in flags)
