"""Choose measures so that causes are covered: the question put in numbers, and the solver's answer put in ids.

A measure covers a cause when it, or a part of it, addresses or strengthens it, as everywhere (`kgraph.ways`).  One that is
cancelled is chosen only where it is to be included.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph.covering.firmness import firmness
from kgraph.graph import KnowledgeGraph

if TYPE_CHECKING:
    from kgraph.setcover import Best, Method, Rung, Solution

__all__ = ["Choice", "Wish", "choose", "costs"]


@dataclass(frozen=True)
class Wish:
    """What is asked for: which causes, covered by how many measures each, and within what.

    With `strict` every cause must be covered; otherwise those that can be, as often as they can.  With `size` or `budget`
    (kronor a year) as many causes as possible within them.  `include` and `exclude` are ids of measures.
    """

    causes: tuple[str, ...]
    include: frozenset[str] = frozenset()
    exclude: frozenset[str] = frozenset()
    at_least: int = 1
    strict: bool = False
    size: int | None = None
    budget: float | None = None
    alternatives: int = 0
    method: Method = "auto"
    seconds: float = 10.0

    @property
    def limited(self) -> bool:
        """Whether the number or the cost of the measures is limited, and the causes are what is to be many."""
        return self.size is not None or self.budget is not None


@dataclass(frozen=True)
class Choice:
    """The measures chosen by one way of counting, and how good the choice is.

    `added` holds the measures in the order of what each adds, with the causes that it is the first to cover (or, where each is to
    have several, one of the first); `alone` how many causes each is needed for; `short` the causes that fewer measures can cover
    than asked, with how many can.  `bound` is what no choice beats: the number of measures, or of causes where the
    measures are limited; `gap` the share of it in between.  An `impossible` wish has no measures: `short` says why.
    """

    added: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, int]
    covered: tuple[str, ...]
    short: Mapping[str, int]
    bound: int
    gap: float
    proven: bool
    rungs: tuple[Rung, ...] = ()
    late: bool = False
    impossible: bool = False
    alternatives: tuple[tuple[str, ...], ...] = ()
    complete: bool = False
    costs: Mapping[str, float] = field(default_factory=dict)
    """What each chosen measure costs in kronor a year, where a budget is asked about."""
    able: Mapping[str, int] = field(default_factory=dict, compare=False)
    """How many measures that may be chosen cover each of the causes asked about."""

    @property
    def measures(self) -> frozenset[str]:
        """The ids of the chosen measures."""
        return frozenset(self.added)


def costs(graph: KnowledgeGraph, *, interpreted: bool) -> Mapping[str, float]:
    """What each measure costs in kronor a year, where a source says so; a cost that is our reading with interpretations only."""

    def found() -> Mapping[str, float]:
        told = ((one.id, one.told("cost", interpreted=interpreted)) for one in graph.of_kind("Measure"))
        return MappingProxyType({measure: cost for measure, cost in told if cost is not None})

    return graph.once(("choosing.costs", interpreted), found)


def choose(graph: KnowledgeGraph, wish: Wish, *, interpreted: bool) -> Choice:
    """The best choice by one way of counting, within `wish.seconds`.

    Raises `ValueError` when what is to be included goes beyond the size or the budget.
    """
    from kgraph import setcover

    instance = _Instance(graph, wish, interpreted=interpreted)
    if wish.strict and not wish.limited and instance.short:
        return Choice({}, {}, (), instance.short, 0, 0.0, proven=True, impossible=True, able=instance.able)
    if wish.limited:
        best = setcover.best(
            instance.problem, size=wish.size, budget=wish.budget, method=wish.method, seconds=wish.seconds
        )
        return instance.told(best.chosen, best.bound, best)
    found = setcover.cover(instance.problem, method=wish.method, seconds=wish.seconds)
    choice = instance.told(found.chosen, round(found.bound), found)
    if not wish.alternatives:
        return choice
    others = setcover.alternatives(instance.problem, found.chosen, most=wish.alternatives, seconds=wish.seconds)
    sets = tuple(tuple(instance.measures[column] for column in one) for one in others.choices)
    return replace(choice, alternatives=sets, complete=others.complete)


class _Instance:
    """The problem of one way of counting: a column for each measure that can matter, a row for each cause."""

    def __init__(self, graph: KnowledgeGraph, wish: Wish, *, interpreted: bool) -> None:
        from kgraph.setcover import Problem

        self.causes = wish.causes
        row = {cause: number for number, cause in enumerate(wish.causes)}
        covered: dict[str, list[int]] = {measure: [] for measure in wish.include}
        for measure, cause in graph.index.addressing(interpreted=interpreted):
            if cause in row:
                covered.setdefault(measure, []).append(row[cause])
        self.measures = sorted(covered)
        self.rows = [covered[measure] for measure in self.measures]
        self.costs = known = costs(graph, interpreted=interpreted) if wish.budget is not None else {}
        away = wish.exclude | (firmness(graph, interpreted=interpreted).cancelled - wish.include)
        out = {
            number for number, measure in enumerate(self.measures)
            if measure in away or (wish.budget is not None and measure not in known)
        }  # fmt: skip
        able = _counted(len(row), (rows for number, rows in enumerate(self.rows) if number not in out))
        self.able = dict(zip(wish.causes, able, strict=True))
        self.short = {cause: count for cause, count in self.able.items() if count < wish.at_least}
        self.demands = [wish.at_least if wish.limited else min(wish.at_least, able[place]) for place in range(len(row))]
        self.problem = Problem.of(
            self.rows, len(row), demands=self.demands, locked_out=out, costs=[known.get(one, 1.0) for one in self.measures],
            locked_in=[number for number, measure in enumerate(self.measures) if measure in wish.include],
        )  # fmt: skip

    def told(self, columns: Sequence[int], bound: int, found: Solution | Best) -> Choice:
        """The choice in ids."""
        counts = _counted(len(self.causes), (self.rows[column] for column in columns))
        covered = tuple(
            cause for cause, count, demand in zip(self.causes, counts, self.demands, strict=True) if count >= demand > 0
        )
        alone = {
            self.measures[column]: sum(0 < counts[row] <= self.demands[row] for row in self.rows[column])
            for column in columns
        }
        return Choice(
            self._added(columns), alone, covered, self.short, bound, found.gap, found.proven, found.rungs, found.late,
            costs={one: self.costs[one] for one in map(self.measures.__getitem__, columns) if one in self.costs}, able=self.able,
        )  # fmt: skip

    def _added(self, columns: Sequence[int]) -> dict[str, tuple[str, ...]]:
        """The chosen measures, always the one next that adds to most causes, with those that it is another asked-for measure of."""
        need, told = list(self.demands), dict[str, tuple[str, ...]]()
        queue = [(-len(self.rows[column]), column) for column in columns]
        heapify(queue)
        while queue:
            _, column = heappop(queue)
            adds = sorted(row for row in set(self.rows[column]) if need[row] > 0)
            if queue and (-len(adds), column) > queue[0]:  # it adds less than it did; another may add more
                heappush(queue, (-len(adds), column))
                continue
            for row in adds:
                need[row] -= 1
            told[self.measures[column]] = tuple(self.causes[row] for row in adds)
        return told


def _counted(size: int, sets: Iterable[Iterable[int]]) -> list[int]:
    """How many of the sets hold each number."""
    counts = [0] * size
    for one in sets:
        for number in one:
            counts[number] += 1
    return counts
