"""What each change did to coverage: which things lost their last measure by it, gained their first, or stand otherwise.

Only what both versions have can lose or gain; what went together with all its measures vanished, and is told of these.  A change
bears a loss when it took away something that stood on a way from a measure to the thing: the measure itself, a part of it, a
link, or a cause between.  A thing with measures in both versions may stand weaker (`kgraph.versioning.standing`): by what took a
measure from it, and by what made a measure worth less (its status, its time, its actors, that it is a stand-in).  A thing without
a measure may have become an accepted gap, or be none any more: by the decisions that accept it, whatever day they end.  A gain is a loss
seen from the other end, so both are found by the same rule.  Where several changes bear the same loss, each is told so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Literal, get_args

import numpy as np

from kgraph import ways
from kgraph.covering.states import State, covers
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Pairs, unique_pairs
from kgraph.versioning.change import Change
from kgraph.versioning.pairing import Pairing
from kgraph.versioning.standing import Shift, Standing, Worths, explains, weighs, worths

__all__ = ["OUTCOMES", "Effect", "Outcome", "Side", "effects", "sides"]

_WAYS = (*ways.CAUSE_LINKS, *ways.DRIVES, ways.HOME, ways.MATTERS, "alsoAffects", "isFor", "pursues")
"""Relations that ways from measures to things are made of."""

_WALKED = "walked"
"""All of these but what an area matters for, and from a measure to its parts, as if they were one relation."""
Outcome = Literal["lost", "vanished", "weakened", "gained", "strengthened", "gap_changed"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_Changed = tuple[frozenset[str], frozenset[str]]


@dataclass(frozen=True)
class Effect:
    """A thing (by its later id, if it has one) that lost its last measure, vanished with its measures, gained its first, stands
    weaker or stronger than before, or became an accepted gap or is none any more, and by which ways of counting.

    `with_interpreted` alone: only interpreted links led to it; `stated` alone: interpreted ones still do, or did already.
    `alone` is false where other changes bear it too.  `shift` tells how the thing stands before and after, but for what vanished;
    `states` its states before and after, where a gap is accepted in one version alone.
    """

    thing: str
    outcome: Outcome
    stated: bool
    with_interpreted: bool
    alone: bool = True
    shift: Shift | None = None
    states: tuple[State, State] | None = None


class Side:
    """One version, all ids as both versions have them: who covers what, and the ways from measures to things."""

    def __init__(self, graph: KnowledgeGraph, key: Callable[[str], str]) -> None:
        self.graph = graph
        self._keys = {one: key(one) for one in graph.nodes}
        renamed = any(one != name for one, name in self._keys.items())
        self._ends: dict[tuple[str, int, bool], Mapping[str, set[str]]] = {}
        self.covers: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        for one in covers(graph).values():
            named = (map(self._keys.__getitem__, ones) if renamed else ones for ones in (one.stated, one.every))
            stated, every = map(frozenset, named)
            self.covers[self.key(one.thing)] = stated, every
        self.accepting: dict[str, set[str]] = defaultdict(set)
        for link in graph.of_relation("accepts"):
            if link.counts_as_stated:
                self.accepting[self.key(link.target)].add(self.key(link.source))

    def key(self, one: str) -> str:
        """What a thing of this version is called in both."""
        return self._keys[one]

    def _links(self, relation: str, layer: int, *, back: bool = False) -> Mapping[str, set[str]]:
        """The ends of each thing's links of a relation, or of all that are walked (`_WALKED`); `back`: where its links come from."""
        if (relation, layer, back) not in self._ends:
            found = self._pairs(relation, layer)
            self._ends[relation, layer, back] = _grouped(found[::-1] if back else found, tuple(self._keys.values()))
        return self._ends[relation, layer, back]

    def _pairs(self, relation: str, layer: int) -> Pairs:
        pairs = partial(self.graph.index.pairs, interpreted=bool(layer))
        if relation == "partOf":
            part, whole = pairs(relation)
            is_part = np.isin(part, self.graph.interned.of_kinds(("SubActivity",)))
            return part[is_part], whole[is_part]
        if relation != _WALKED:
            return pairs(relation)
        (source, target), (part, whole) = (
            pairs(*(one for one in _WAYS if one != ways.MATTERS)),
            self._pairs("partOf", layer),
        )
        return np.concatenate([source, whole]), np.concatenate([target, part])

    def onward(self, starts: Iterable[str], layer: int) -> set[str]:
        """What lies on the ways from some things, themselves included: parts, causes, what these drive, areas and what they matter for."""
        found = _walked(self._links(_WALKED, layer), starts)
        home, matters = self._links(ways.HOME, layer), self._links(ways.MATTERS, layer)
        homes = {home_area for one in found for home_area in home.get(one, ())}
        return found | {area for one in homes for area in matters.get(one, ())}

    def on_way(self, thing: str, layer: int, measures: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """What stands on the ways from some measures that cover a thing to it, the measures included; and, of all that their links
        lead to, what leads on to it.
        """
        met = self.onward(measures, layer)
        areas = self._links(ways.MATTERS, layer, back=True).get(thing, set())
        home = self._links(ways.HOME, layer, back=True)
        ends = {thing}.union(*(home.get(area, ()) for area in areas))
        within = _walked(self._links(_WALKED, layer), met)
        toward = _walked(self._links(_WALKED, layer, back=True), ends & within, within)
        return frozenset(met & (toward | areas)), frozenset(toward)

    @cached_property
    def states(self) -> Mapping[str, State]:
        """The state of each thing by what is stated; every decision to accept a gap holds."""
        return {self.key(one.thing): one.state for one in covers(self.graph).values()}

    @cached_property
    def worths(self) -> tuple[Worths, Worths]:
        """What each measure is worth, in both ways of counting."""
        return worths(self.graph, self.key, interpreted=False), worths(self.graph, self.key, interpreted=True)

    def standing(self, thing: str, layer: int) -> Standing:
        """How a thing stands in one way of counting."""
        return self.worths[layer].standing(self.covers[thing][layer])

    def parts(self, measure: str, layer: int) -> Iterable[str]:
        """The parts of a measure."""
        return self._links("partOf", layer, back=True).get(measure, ())

    def leads(self, relation: str, end: str, thing: str, layer: int, toward: Collection[str]) -> bool:
        """Whether a link of the relation that ends at `end` leads on to the thing, as all of `toward` does."""
        if thing == end:
            return True
        if relation == ways.HOME:
            return thing in self._links(ways.MATTERS, layer).get(end, ())
        return relation in (*ways.CAUSE_LINKS, *ways.DRIVES) and end in toward


def _grouped(pairs: Pairs, names: Sequence[str]) -> Mapping[str, set[str]]:
    """The names of the second numbers by that of the first."""
    first, second = unique_pairs(*pairs)
    ends = list(map(names.__getitem__, second.tolist()))
    here, start = np.unique(first, return_index=True)
    bounds = [*start.tolist(), len(ends)]
    return {names[one]: set(ends[low:high]) for one, low, high in zip(here.tolist(), bounds, bounds[1:], strict=False)}


def _walked(links: Mapping[str, set[str]], starts: Iterable[str], within: set[str] | None = None) -> set[str]:
    """What the links lead to from some things, the things included; `within` some alone."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = links.get(waiting.pop(), set()) - found
        if within is not None:
            new &= within
        found |= new
        waiting += new
    return found


def sides(before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing) -> tuple[Side, Side]:
    """Both versions."""
    return Side(before, pairs.key), Side(after, str)


def _lost(old: Side, new: Side) -> dict[str, tuple[bool, bool]]:
    """The things of both versions that have no measure in `new` but had one in `old`, in either way of counting."""
    found = {}
    for thing in sorted(old.covers.keys() & new.covers.keys()):
        stated, every = (bool(was) and not now for was, now in zip(old.covers[thing], new.covers[thing], strict=True))
        if stated or every:
            found[thing] = (stated, every)
    return found


def _vanished(old: Side, new: Side, changes: Iterable[Change]) -> dict[str, tuple[bool, bool]]:
    """The things that were removed together with every measure they had, in either way of counting."""
    gone = {change.key for change in changes if change.code == "removed"}
    found = {}
    for thing in sorted(gone & old.covers.keys() - new.covers.keys()):
        stated, every = (bool(was) and was <= gone for was in old.covers[thing])
        if stated or every:
            found[thing] = (stated, every)
    return found


def _weakened(old: Side, new: Side, changed: _Changed) -> dict[str, tuple[Shift | None, Shift | None]]:
    """The things with measures in both versions that stand weaker in `new`, in either way of counting, and how."""

    def shift(thing: str, layer: int) -> Shift | None:
        was, now = old.covers[thing][layer], new.covers[thing][layer]
        if not was or not now or (was == now and was.isdisjoint(changed[layer])):
            return None
        told = old.standing(thing, layer), new.standing(thing, layer)
        return told if told[1] < told[0] else None

    found = {thing: (shift(thing, 0), shift(thing, 1)) for thing in sorted(old.covers.keys() & new.covers.keys())}
    return {thing: layers for thing, layers in found.items() if any(layers)}


def _changed(old: Side, new: Side, layer: int) -> frozenset[str]:
    """The measures of both versions that are worth something else in the later one."""
    was, now = old.worths[layer].of, new.worths[layer].of
    return frozenset(one for one, worth in was.items() if one in now and now[one] is not worth)


def effects(old: Side, new: Side, changes: Iterable[Change]) -> dict[Change | None, tuple[Effect, ...]]:
    """The effects of each change that has any, losses first, by the ids of the things; under None those that come of what is not
    compared, such as a follow-up.
    """
    told = tuple(changes)
    of: dict[str, list[Change]] = defaultdict(list)
    for change in told:
        of[change.key].append(change)
    found: dict[Change | None, list[Effect]] = defaultdict(list)
    changed = _changed(old, new, 0), _changed(old, new, 1)
    there, back = _turns(old, new, of, changed), _turns(new, old, of, changed, back=True)
    for effect, bearing in (*_vanishing(old, new, told, of), *there, *back, *_judged(old, new, of)):
        for bearer in bearing or (None,):
            found[bearer].append(replace(effect, alone=bearing[1:] == []))
    return {change: tuple(sorted(borne, key=_place)) for change, borne in found.items()}


def _place(effect: Effect) -> tuple[int, str, bool]:
    return OUTCOMES.index(effect.outcome), effect.thing, not effect.stated


_Borne = Iterator[tuple[Effect, list[Change]]]
_Of = Mapping[str, list[Change]]
_Shifts = Mapping[int, Shift]
_NOTHING = Standing(real=False, rank=0)


def _vanishing(old: Side, new: Side, told: Iterable[Change], of: _Of) -> _Borne:
    for thing, layers in _vanished(old, new, told).items():
        measures = sorted({one for layer in (0, 1) if layers[layer] for one in old.covers[thing][layer]})
        yield (
            Effect(thing, "vanished", *layers),
            [change for one in measures for change in of[one] if change.code == "removed"],
        )


def _judged(old: Side, new: Side, of: _Of) -> _Borne:
    """The things of both versions that are an accepted gap by decisions that only one version has, and what became of these."""
    for thing in sorted((old.accepting.keys() ^ new.accepting.keys()) & old.covers.keys() & new.covers.keys()):
        states = old.states[thing], new.states[thing]
        left = thing in old.accepting
        if "accepted_gap" in states:
            near = (change for gap in sorted((old if left else new).accepting[thing]) for change in of.get(gap, ()))
            bearing = [
                change for change in near if change.code == ("removed" if left else "added")
                or (change.relation == "accepts" and thing in (change.left if left else change.came)[0])
            ]  # fmt: skip
            yield Effect(thing, "gap_changed", stated=True, with_interpreted=True, states=states), bearing


def _turns(one: Side, other: Side, of: _Of, changed: _Changed, *, back: bool = False) -> _Borne:
    """What each thing lost from one version to the other, and the changes that bear it; `back` from the later to the earlier."""
    turned: list[tuple[Outcome, str, _Shifts]] = []
    for thing, layers in _lost(one, other).items():
        shifts_of = {layer: (one.standing(thing, layer), _NOTHING) for layer in (0, 1) if layers[layer]}
        turned.append(("gained" if back else "lost", thing, shifts_of))
    for thing, known in _weakened(one, other, changed).items():
        for shift in dict.fromkeys(filter(None, known)):
            ways_of = {layer: shift for layer in (0, 1) if known[layer] == shift}
            turned.append(("strengthened" if back else "weakened", thing, ways_of))
    for outcome, thing, shifts in turned:
        shift = max(shifts.values())  # where the ways of counting differ, what is said of it holds for both
        effect = Effect(thing, outcome, 0 in shifts, 1 in shifts, shift=shift[::-1] if back else shift)
        yield effect, _bearing((one, other), of, changed, thing, shifts, left=not back)


def _bearing(
    both: tuple[Side, Side], of: _Of, changed: _Changed, thing: str, shifts: _Shifts, *, left: bool
) -> list[Change]:
    """The changes that bear what a thing lost: of what took measures from it, and of what made those it has (`changed`) worth less."""
    one, other = both
    found: dict[Change, None] = {}
    for layer, shift in shifts.items():
        mine, theirs = one.covers[thing][layer], other.covers[thing][layer]
        was, now = one.worths[layer].of, other.worths[layer].of
        gone = frozenset(measure for measure in mine - theirs if weighs(shift, was[measure], None))
        on_way, toward = one.on_way(thing, layer, gone)
        near = (change for key in sorted(on_way & of.keys()) for change in of[key])
        found |= dict.fromkeys(
            change for change in near if _took(one, change, thing, layer, gone=gone, toward=toward, left=left)
        )
        for measure in sorted(mine & theirs & changed[layer]):
            if weighs(shift, was[measure], now[measure]):
                parts = {*one.parts(measure, layer), *other.parts(measure, layer)}
                own = [(change, key in parts) for key in (measure, *sorted(parts)) for change in of.get(key, ())]
                found |= {
                    change: None for change, of_part in own
                    if explains(change, was[measure], now[measure], layer, left=left, of_part=of_part)
                }  # fmt: skip
    return list(found)


def _took(
    side: Side, change: Change, thing: str, layer: int, *, gone: Collection[str], toward: Collection[str], left: bool
) -> bool:
    """Whether a change of something on a way took that away, or a link of it, on a way from a measure to the thing."""
    if change.key == thing:
        return False
    if change.code == ("removed" if left else "added"):
        return True
    ends = (change.left if left else change.came)[layer]
    if change.relation == "partOf":
        return not ends.isdisjoint(gone)
    return change.relation in _WAYS and any(side.leads(change.relation, end, thing, layer, toward) for end in ends)
