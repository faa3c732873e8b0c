"""What each change did to coverage: which things lost their last measure by it, and which gained their first.

Only what both versions have can lose or gain.  A change bears a loss when it took away something that stood on a way from
a measure to the thing: the measure itself, a part of it, a link, or a cause between.  A gain is a loss seen from the
other end, so both are found by the same rule.  Where several changes bear the same loss, each is told so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kgraph import ways
from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.versioning.change import Change
from kgraph.versioning.pairing import Pairing

__all__ = ["COVERED", "Effect", "Side", "effects", "lost", "sides"]

COVERED: tuple[str, ...] = ("Cause", *AREA_KINDS, "Goal")
"""The kinds whose last and first measures are told."""

_WAYS = (*ways.CAUSE_LINKS, *ways.DRIVES, ways.HOME, ways.MATTERS, "alsoAffects", "pursues")
"""Relations that ways from measures to things are made of."""

Outcome = Literal["lost", "gained"]


@dataclass(frozen=True)
class Effect:
    """A thing (by its later id) that lost its last measure or gained its first, and by which ways of counting.

    `with_interpreted` alone: only interpreted links led to it; `stated` alone: interpreted ones still do, or did already.
    `alone` is false where other changes bear it too.
    """

    thing: str
    outcome: Outcome
    stated: bool
    with_interpreted: bool
    alone: bool


class Side:
    """One version, all ids as both versions have them: who covers what, and the ways from measures to things."""

    def __init__(self, graph: KnowledgeGraph, key: Callable[[str], str]) -> None:
        self.graph = graph
        self.key = key
        self._on_way: dict[tuple[str, int], frozenset[str]] = {}
        known = covers(graph, *COVERED).values()
        self.covers: dict[str, tuple[frozenset[str], frozenset[str]]] = {
            key(one.thing): (frozenset(map(key, one.stated)), frozenset(map(key, one.every))) for one in known
        }

    @cached_property
    def _links(self) -> tuple[Mapping[tuple[str, str], set[str]], Mapping[tuple[str, str], set[str]]]:
        """The ends of each thing's links in both ways of counting; the parts of a measure as if it was linked to them."""
        stated: dict[tuple[str, str], set[str]] = defaultdict(set)
        every: dict[tuple[str, str], set[str]] = defaultdict(set)
        wanted = (*_WAYS, "partOf")
        for link in self.graph.links:
            if link.relation in wanted and link.counts:
                source, target = self.key(link.source), self.key(link.target)
                at, end = ((target, "part"), source) if link.relation == "partOf" else ((source, link.relation), target)
                every[at].add(end)
                if link.counts_as_stated:
                    stated[at].add(end)
        return stated, every

    def onward(self, start: str, layer: int) -> set[str]:
        """What lies on the ways from a thing, itself included: parts, causes, what these drive, areas and what they matter for."""
        links, found, waiting = self._links[layer], {start}, [start]
        while waiting:
            here = waiting.pop()
            relations = ("part", *(relation for relation in _WAYS if relation != ways.MATTERS))
            new = {end for relation in relations for end in links.get((here, relation), ())} - found
            found |= new
            waiting += sorted(new)
        homes = {home for one in found for home in links.get((one, ways.HOME), ())}
        return found | {area for home in homes for area in links.get((home, ways.MATTERS), ())}

    def on_way(self, thing: str, layer: int) -> frozenset[str]:
        """What stands on the ways from the measures that cover a thing to it, the measures included."""
        if (thing, layer) not in self._on_way:
            met = {one for measure in self.covers[thing][layer] for one in self.onward(measure, layer)}
            before = {area for area in met if thing in self._links[layer].get((area, ways.MATTERS), ())}
            leading = {one for one in met if thing in self.onward(one, layer)}
            self._on_way[thing, layer] = frozenset(leading | before)
        return self._on_way[thing, layer]

    def leads(self, relation: str, end: str, thing: str, layer: int) -> bool:
        """Whether a link of the relation that ends at `end` leads on to the thing."""
        if thing == end:
            return True
        if relation == ways.HOME:
            return thing in self._links[layer].get((end, ways.MATTERS), ())
        return relation in (*ways.CAUSE_LINKS, *ways.DRIVES) and thing in self.onward(end, layer)


def sides(before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing) -> tuple[Side, Side]:
    """Both versions."""
    return Side(before, pairs.key), Side(after, str)


def lost(old: Side, new: Side) -> dict[str, tuple[bool, bool]]:
    """The things of both versions that have no measure in `new` but had one in `old`, in either way of counting."""
    found = {}
    for thing in sorted(old.covers.keys() & new.covers.keys()):
        stated, every = (bool(was) and not now for was, now in zip(old.covers[thing], new.covers[thing], strict=True))
        if stated or every:
            found[thing] = (stated, every)
    return found


def effects(old: Side, new: Side, changes: Iterable[Change]) -> dict[Change, tuple[Effect, ...]]:
    """The effects of each change that has any, losses first, by the ids of the things."""
    of: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        of[change.key].append(change)
    found: dict[Change, list[Effect]] = defaultdict(list)
    sides_of: tuple[tuple[Outcome, Side, Side], ...] = (("lost", old, new), ("gained", new, old))
    for outcome, one, other in sides_of:
        for thing, layers in lost(one, other).items():
            bearing = [
                change for change in _near(one, of, thing, layers) if _bears(one, change, thing, layers, outcome)
            ]
            for change in bearing:
                found[change].append(Effect(thing, outcome, *layers, alone=len(bearing) == 1))
    return {change: tuple(told) for change, told in found.items()}


def _near(side: Side, of: Mapping[str, list[Change]], thing: str, layers: tuple[bool, bool]) -> list[Change]:
    """The changes of whatever stands on a way to the thing."""
    ones = sorted({one for layer in (0, 1) if layers[layer] for one in side.on_way(thing, layer)})
    return [change for one in ones for change in of.get(one, ())]


def _bears(side: Side, change: Change, thing: str, layers: tuple[bool, bool], outcome: Outcome) -> bool:
    return any(_took(side, change, thing, layer, outcome) for layer in (0, 1) if layers[layer])


def _took(side: Side, change: Change, thing: str, layer: int, outcome: Outcome) -> bool:
    """Whether a change took away something on a way from a measure to the thing; for a gain, whether it brought it."""
    if change.key not in side.on_way(thing, layer) or change.key == thing:
        return False
    if change.code == ("removed" if outcome == "lost" else "added"):
        return True
    ends = (change.left if outcome == "lost" else change.came)[layer]
    if change.relation == "partOf":
        return bool(ends & side.covers[thing][layer])
    return change.relation in _WAYS and any(side.leads(change.relation, end, thing, layer) for end in ends)
