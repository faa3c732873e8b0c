"""How far the whole chain holds: assessment → cause → measure → goal → indicator → actor, from whatever one starts at.

A chain is as long as one and the same measure carries it: at each step those are left that have what the step asks for.
Where one starts decides which steps there are and in what order (`STEPS`); the assessment is asked of the causes on the chain:
  · a *cause*: the measures that address or strengthen it, then their goals, those goals' indicators, and their actors;
  · an *area* or a *problem*: first the causes that drive it, directly or through others, then the measures against these.  To be
    at home in an area is no link of a chain;
  · a *target group*: the measures that are for it, then the causes that these address, and on as above;
  · a *goal*: the measures that pursue it, the causes that these address, its own indicators, and the measures' actors.
A measure that is cancelled carries no chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kgraph.covering.firmness import firmness
from kgraph.covering.hierarchy import below
from kgraph.covering.id_pairs import id_pairs
from kgraph.covering.states import Cover, covers
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS

__all__ = ["STEPS", "FullChain", "Held", "chains"]

_DRIVEN = ("cause", "measure", "goal", "indicator", "actor")
STEPS: Mapping[str, tuple[str, ...]] = {
    "Cause": ("measure", "goal", "indicator", "actor"), **dict.fromkeys((*AREA_KINDS, "Problem"), _DRIVEN),
    "TargetGroup": ("measure", "cause", "goal", "indicator", "actor"), "Goal": ("measure", "cause", "indicator", "actor"),
}  # fmt: skip
"""For each kind the steps after the assessment, in the order that they are taken from a thing of it."""

_Ids = frozenset[str]


@dataclass(frozen=True)
class Held:
    """How far the chain of a thing holds by one way of counting.

    `left` has for each step the ids of the measures that are left; at a first step "cause" the causes.  `assessed` tells whether
    a cause on the chain rests on an assessment, `whole` whether one measure carries all of it, from such a cause on.
    """

    assessed: bool
    left: dict[str, _Ids]
    whole: bool

    @property
    def reaches(self) -> str | None:
        """The last step before the chain breaks, or None where not even the first is taken."""
        return next((step for step, ones in reversed(self.left.items()) if ones), None)

    @property
    def fails(self) -> str | None:
        """The first step that nothing takes, of those after the assessment."""
        return next((step for step, ones in self.left.items() if not ones), None)

    @property
    def breaks(self) -> tuple[str, ...]:
        """Where the chain breaks: at the assessment, and at the first step that fails; nowhere where it holds."""
        step = self.fails
        adrift = not self.assessed or not (step or self.whole)
        return (*(("assessment",) if adrift else ()), *((step,) if step else ()))


@dataclass(frozen=True)
class FullChain:
    """The chain of one thing, by stated and confirmed links and with interpreted ones; `cover` has what covers it directly."""

    cover: Cover
    stated: Held
    every: Held


def chains(graph: KnowledgeGraph, *kinds: str, on: date | None = None, inherit: bool = False) -> dict[str, FullChain]:
    """The chain of every thing of the kinds (all that can be covered when none is named), by its id in the order of ids.

    `on` is the day that accepted gaps are judged by and follow-ups read up to.  With `inherit` a thing also has the chains of
    the things that are narrower than it.
    """
    found = covers(graph, *kinds, on=on, inherit=inherit)
    stated, every = (_Layer(graph, found, on, interpreted=layer, inherit=inherit) for layer in (False, True))
    return {
        thing: FullChain(cover, stated.held(thing, cover.stated), every.held(thing, cover.every))
        for thing, cover in found.items()
    }


class _Layer:
    """What the steps ask for, in one way of counting."""

    def __init__(
        self, graph: KnowledgeGraph, things: Iterable[str], on: date | None, *, interpreted: bool, inherit: bool
    ) -> None:
        self.graph, self.interpreted = graph, interpreted
        self.cancelled = firmness(graph, interpreted=interpreted, on=on).cancelled
        self.narrower = below(graph, things, interpreted=interpreted) if inherit else {}
        self.assessed = frozenset(_assessed(graph, interpreted=interpreted))
        self.acting: dict[str, set[str]] = defaultdict(set)
        for measure, cause in graph.index.addressing(interpreted=interpreted):
            if measure not in self.cancelled:
                self.acting[cause].add(measure)
        pursued = list(id_pairs(graph, "pursues", interpreted=interpreted))
        self.measured = frozenset(goal for goal, _ in id_pairs(graph, "isMeasuredBy", interpreted=interpreted))
        actors = (graph.index.touching(actor.id, interpreted=interpreted) for actor in graph.of_kind("Actor"))
        self.having: dict[str, _Ids] = {
            "cause": self.against(self.acting),
            "goal": frozenset(one for one, _ in pursued),
            "indicator": frozenset(one for one, goal in pursued if goal in self.measured),
            "actor": frozenset(one for ones in actors for one in ones),
        }
        self.resting = self.against(self.assessed)

    def against(self, causes: Iterable[str]) -> _Ids:
        """The measures that act on some of the causes."""
        return frozenset[str]().union(*(self.acting[cause] for cause in causes if cause in self.acting))

    def held(self, thing: str, covering: Sequence[str]) -> Held:
        """The chain of a thing that some measures cover."""
        kind, ones = self.graph[thing].kind, self.narrower.get(thing, (thing,))
        if kind in ("Goal", "TargetGroup"):
            measures, resting = frozenset(covering) - self.cancelled, self.resting
            left = dict(self._steps(kind, measures, is_measured=not self.measured.isdisjoint(ones)))
            return Held(bool(measures & resting), left, bool(left["actor"] & resting))
        causes = frozenset(ones if kind == "Cause" else self._driving(ones))
        left = dict(self._steps(kind, self.against(causes)))
        known = causes & self.assessed
        whole = bool(left["actor"] & self.against(known))
        return Held(bool(known), left if kind == "Cause" else left | {"cause": causes}, whole)

    def _steps(self, kind: str, measures: _Ids, *, is_measured: bool = False) -> Iterator[tuple[str, _Ids]]:
        """The measures that are left at each step."""
        for step in STEPS[kind]:
            if step == "indicator" and kind == "Goal":
                measures = measures if is_measured else frozenset()
            elif step != "measure":
                measures &= self.having[step]
            yield step, measures

    def _driving(self, things: Iterable[str]) -> Iterator[str]:
        """The causes that drive some areas or problems."""
        for thing in things:
            for one in self.graph.index.driving(thing, interpreted=self.interpreted):
                if self.graph[one].kind == "Cause":
                    yield one


def _assessed(graph: KnowledgeGraph, *, interpreted: bool) -> Iterator[str]:
    """The causes that a plan's document speaks of, by their records or their links, where the plan rests on an assessment."""
    plans = [
        one for one, other in id_pairs(graph, "restsOn", interpreted=interpreted) if graph[other].kind == "Assessment"
    ]
    documents = {graph[one].document for one in plans} - {None}
    for cause in graph.of_kind("Cause"):
        if cause.document in documents:
            yield cause.id
    for link in graph.links if documents else ():
        if link.document in documents and link.counts_in(interpreted=interpreted):
            yield from (end for end in (link.source, link.target) if graph[end].kind == "Cause")
