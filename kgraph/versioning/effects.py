"""What each change did to coverage: which things lost their last measure by it, and which gained their first.

Only what both versions have can lose or gain; what went together with all its measures vanished, and is told of these.  A change
bears a loss when it took away something that stood on a way from a measure to the thing: the measure itself, a part of it, a
link, or a cause between.  A gain is a loss seen from the other end, so both are found by the same rule.  Where several changes
bear the same loss, each is told so.
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
from kgraph.versioning.change import Change
from kgraph.versioning.pairing import Pairing

__all__ = ["Effect", "Side", "effects", "lost", "sides", "vanished"]

_WAYS = (*ways.CAUSE_LINKS, *ways.DRIVES, ways.HOME, ways.MATTERS, "alsoAffects", "isFor", "pursues")
"""Relations that ways from measures to things are made of."""

_WALKED = ("part", *(relation for relation in _WAYS if relation != ways.MATTERS))
Outcome = Literal["lost", "gained", "vanished"]


@dataclass(frozen=True)
class Effect:
    """A thing (by its later id, if it has one) that lost its last measure, gained its first, or vanished with its measures, and
    by which ways of counting.

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
        self._toward: dict[tuple[str, int], set[str]] = {}
        known = covers(graph).values()
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

    @cached_property
    def _back(self) -> tuple[Mapping[tuple[str, str], set[str]], ...]:
        """Where the links of each thing come from, in both ways of counting."""
        found: tuple[dict[tuple[str, str], set[str]], ...] = (defaultdict(set), defaultdict(set))
        for turned, links in zip(found, self._links, strict=True):
            for (start, relation), ends in links.items():
                for end in ends:
                    turned[end, relation].add(start)
        return found

    def onward(self, starts: Iterable[str], layer: int) -> set[str]:
        """What lies on the ways from some things, themselves included: parts, causes, what these drive, areas and what they matter for."""
        links = self._links[layer]
        found = _walked(links, starts)
        homes = {home for one in found for home in links.get((one, ways.HOME), ())}
        return found | {area for home in homes for area in links.get((home, ways.MATTERS), ())}

    def toward(self, thing: str, layer: int) -> set[str]:
        """Everything that `onward` leads from to a thing, itself included."""
        if (thing, layer) not in self._toward:
            links = self._back[layer]
            areas = links.get((thing, ways.MATTERS), ())
            at_home = {one for area in areas for one in links.get((area, ways.HOME), ())}
            self._toward[thing, layer] = _walked(links, {thing, *at_home})
        return self._toward[thing, layer]

    def on_way(self, thing: str, layer: int) -> frozenset[str]:
        """What stands on the ways from the measures that cover a thing to it, the measures included."""
        if (thing, layer) not in self._on_way:
            met = self.onward(self.covers[thing][layer], layer)
            before = met & self._back[layer].get((thing, ways.MATTERS), set())
            self._on_way[thing, layer] = frozenset(met & self.toward(thing, layer) | before)
        return self._on_way[thing, layer]

    def leads(self, relation: str, end: str, thing: str, layer: int) -> bool:
        """Whether a link of the relation that ends at `end` leads on to the thing."""
        if thing == end:
            return True
        if relation == ways.HOME:
            return thing in self._links[layer].get((end, ways.MATTERS), ())
        return relation in (*ways.CAUSE_LINKS, *ways.DRIVES) and end in self.toward(thing, layer)


def _walked(links: Mapping[tuple[str, str], set[str]], starts: Iterable[str]) -> set[str]:
    """What the links lead to from some things, but for what an area matters for; the things included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        new = {end for relation in _WALKED for end in links.get((here, relation), ())} - found
        found |= new
        waiting += new
    return found


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


def vanished(old: Side, new: Side, changes: Iterable[Change]) -> dict[str, tuple[bool, bool]]:
    """The things that were removed together with every measure they had, in either way of counting."""
    gone = {change.key for change in changes if change.code == "removed"}
    found = {}
    for thing in sorted(gone & old.covers.keys() - new.covers.keys()):
        stated, every = (bool(was) and was <= gone for was in old.covers[thing])
        if stated or every:
            found[thing] = (stated, every)
    return found


def effects(old: Side, new: Side, changes: Iterable[Change]) -> dict[Change, tuple[Effect, ...]]:
    """The effects of each change that has any, losses first, by the ids of the things."""
    told = tuple(changes)
    of: dict[str, list[Change]] = defaultdict(list)
    for change in told:
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
    for thing, layers in vanished(old, new, told).items():
        measures = sorted({one for layer in (0, 1) if layers[layer] for one in old.covers[thing][layer]})
        bearing = [change for one in measures for change in of[one] if change.code == "removed"]
        for change in bearing:
            found[change].append(Effect(thing, "vanished", *layers, alone=len(bearing) == 1))
    return {change: tuple(borne) for change, borne in found.items()}


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
