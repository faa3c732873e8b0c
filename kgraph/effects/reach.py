"""How far an effect goes: the net that effects travel in, and its paths.

Effects travel as `kgraph.ways` says: from a measure (or a part of it) to what it touches, from cause to cause, problem
and area, and from a home area one step to what it matters for.  A measure also reaches the goals that it pursues.
Cycles are legal everywhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kgraph import ways
from kgraph.effects.disjoint import Way
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link

__all__ = [
    "MOST_PATHS", "Hop", "Net", "Paths", "Way", "between", "chain", "claim", "effects", "has_strengths", "holds",
    "numbers_of_paths", "shortest",
    "simple_paths",
]  # fmt: skip

MOST_PATHS = 100
"""How many paths between two things are counted before it is said that there are more."""
_MOST_WORK = 20_000
"""How many beginnings of paths are looked at."""
_HOME = "@"
"""Begins the name of a home area seen as a stop on the way to what it matters for; no id holds this sign."""


@dataclass(frozen=True)
class Hop:
    """From one thing to the next: the link that bears it best, and the greatest strength that a source gives it."""

    link: Link
    forward: bool
    strength: float | None


Net = Mapping[str, Mapping[str, Hop]]
"""Things → the things that the effect goes on to, in the order of their ids."""


@dataclass(frozen=True)
class Paths:
    """Paths between two things, shortest first, and whether there may be more than were looked for."""

    ways: tuple[Way, ...]
    cut: bool


# --- the net that effects travel in -------------------------------------------------------------------------


def effects(graph: KnowledgeGraph, start: str, *, interpreted: bool) -> Net:
    """Everything that acting on `start` (a measure, a part of one, a cause or a problem) leads to, by what counts."""
    found: dict[str, dict[str, Hop]] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here not in found:
            found[here] = _hops(graph, here, _counting(interpreted=interpreted))
            waiting.extend(found[here])
    return found


def claim(graph: KnowledgeGraph, start: str, end: str, allowed: Callable[[Link], bool]) -> Net:
    """The part of the net that lies on some path from `start` to `end`, by the links that are allowed."""
    return between(_until(graph, start, end, allowed), start, end)


def holds(graph: KnowledgeGraph, start: str, end: str, allowed: Callable[[Link], bool]) -> bool:
    """Whether the allowed links lead from `start` to `end` at all."""
    return end in shortest(_until(graph, start, end, allowed), start)


def _until(graph: KnowledgeGraph, start: str, end: str, allowed: Callable[[Link], bool]) -> Net:
    """What `start` leads to by the links that are allowed, as far as `end`."""
    net: dict[str, dict[str, Hop]] = {}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here not in net and here != end:
            net[here] = _hops(graph, here, allowed)
            waiting.extend(net[here])
    return net


def has_strengths(graph: KnowledgeGraph) -> bool:
    """Whether any link that effects travel along carries a strength."""
    relations = {*ways.DIRECT, *ways.DRIVES, ways.MATTERS}
    return any(link.strength is not None and link.counts and link.relation in relations for link in graph.links)


def _counting(*, interpreted: bool) -> Callable[[Link], bool]:
    return (lambda link: link.counts) if interpreted else (lambda link: link.counts_as_stated)


def _hops(graph: KnowledgeGraph, here: str, allowed: Callable[[Link], bool]) -> dict[str, Hop]:
    best: dict[str, Hop] = {}
    for there, link, forward in _onward(graph, here):
        if allowed(link) and there != here:
            best[there] = _better(best.get(there), Hop(link, forward, link.strength))
    return {there: best[there] for there in sorted(best)}


def _better(old: Hop | None, new: Hop) -> Hop:
    """One hop for two statements: the stated one bears it, the greatest strength that any of them gives holds."""
    if old is None:
        return new
    strengths = [one.strength for one in (old, new) if one.strength is not None]
    bearer = min(old, new, key=lambda one: (not one.link.counts_as_stated, one.link.sort_key()))
    return Hop(bearer.link, bearer.forward, max(strengths, default=None))


def _onward(graph: KnowledgeGraph, here: str) -> Iterator[tuple[str, Link, bool]]:
    """What an effect goes on to from a thing."""
    if here.startswith(_HOME):
        yield from ((link.target, link, True) for link in graph.outgoing(here[1:], ways.MATTERS))
        return
    kind = graph[here].kind
    if kind in ("Measure", "SubActivity"):
        direct = graph.outgoing(here, *ways.DIRECT)
        yield from ((link.target, link, True) for link in direct if graph[link.target].kind != "Measure")
        yield from ((_HOME + link.target, link, True) for link in graph.outgoing(here, ways.HOME))
        parts = graph.incoming(here, "partOf") if kind == "Measure" else ()
        yield from ((link.source, link, False) for link in parts if graph[link.source].kind == "SubActivity")
    elif kind in ("Cause", "Problem"):
        yield from ((link.target, link, True) for link in graph.outgoing(here, *ways.DRIVES))


# --- distances and paths ------------------------------------------------------------------------------------


def chain(net: Net, way: Way) -> list[tuple[Link, bool]]:
    """The links of a path, each with whether it is walked from its subject to its object."""
    hops = (net[here][there] for here, there in pairwise(way))
    return [(hop.link, hop.forward) for hop in hops]


def shortest(net: Net, start: str) -> dict[str, Way]:
    """The shortest path to each thing; of several the first by the ids on the way."""
    found: dict[str, Way] = {start: (start,)}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in net.get(here, ()):
            if there not in found:
                found[there] = (*found[here], there)
                waiting.append(there)
    return found


def simple_paths(net: Net, start: str, end: str, *, most: int = MOST_PATHS) -> Paths:
    """The paths that pass no thing twice, shortest first, then by the ids on the way; at most `most` of them.

    Counting all of them can take for ever (Valiant 1979), so the search is bounded: `cut` says that it was ended.
    """
    left = _distances_to(net, end, start)
    onward = {here: [(there, left[there]) for there in sorted(net.get(here, ())) if there in left] for here in left}
    later: dict[int, list[Way]] = {left[start]: [(start,)]} if start in left and start != end else {}
    found: list[Way] = []
    work = 0
    while later:
        length = min(later)
        waiting = sorted(later.pop(length), reverse=True)
        while waiting:
            if work == _MOST_WORK or len(found) > most:
                return Paths(tuple(found[:most]), cut=True)
            work += 1
            way = waiting.pop()
            if way[-1] == end:
                found.append(way)
            else:
                waiting += reversed(_longer(way, onward[way[-1]], length, later))
    return Paths(tuple(found[:most]), cut=len(found) > most)


def _longer(way: Way, onward: list[tuple[str, int]], length: int, later: dict[int, list[Way]]) -> list[Way]:
    """The path with each thing that it may go on to, where it can still be of this length; the longer ones are left for `later`.

    What goes on from a path comes right after it in the order of ids: of one length nothing else need be put in order again.
    """
    found: list[Way] = []
    for there, left in onward:
        if there not in way:
            whole = len(way) + left
            (found if whole == length else later.setdefault(whole, [])).append((*way, there))
    return found


def numbers_of_paths(net: Net, start: str, *, most: int = MOST_PATHS) -> dict[str, tuple[int, bool]]:
    """For each thing that `start` leads to how many paths `simple_paths` finds to it, and whether it says that there are more.

    One search for all things, a step at a time: no more beginnings go on from a thing than can be needed, and only a thing
    that may have got too few of them for that is searched for by itself.
    """
    found: dict[str, int] = defaultdict(int)
    left_out: set[str] = set()
    walked: list[Way] = [(start,)]
    while walked:
        onward: list[Way] = []
        ends = {way[-1] for way in walked}
        wanting = {here: [one for one in net.get(here, ()) if found[one] <= 2 * most] for here in ends}
        for way in walked:
            for there in wanting[way[-1]]:
                if there not in way:
                    found[there] += 1
                    if found[there] <= 2 * most:
                        onward.append((*way, there))
                    else:
                        left_out.add(there)
        walked = onward
    told = {there: (min(number, most), number > most) for there, number in found.items() if number}
    beyond = _beyond(net, left_out)
    for there in [one for one, (_, cut) in told.items() if one in beyond and not cut]:
        paths = simple_paths(net, start, there, most=most)
        told[there] = len(paths.ways), paths.cut
    return told


def _beyond(net: Net, things: Iterable[str]) -> set[str]:
    """Some things and all that they lead to."""
    found: set[str] = set()
    for one in things:
        if one not in found:
            found |= shortest(net, one).keys()
    return found


def _walks(net: Net, start: str, end: str) -> Net:
    """The part of a net that lies on some walk from start to end which neither comes back to the one nor goes on from the other."""
    onward = {
        here: {there: hop for there, hop in hops.items() if there != start} for here, hops in net.items() if here != end
    }
    reached, near = shortest(onward, start), _distances_to(onward, end, start)
    return {
        here: {there: hop for there, hop in hops.items() if there in near}
        for here, hops in onward.items()
        if here in reached and here in near
    }


def between(net: Net, start: str, end: str) -> Net:
    """The part of a net that lies on some path from start to end that passes no thing twice; where there are more of these than
    are looked for, what lies on some walk.
    """
    walks = _walks(net, start, end)
    paths = simple_paths(walks, start, end)
    if paths.cut:
        return walks
    taken = {hop for way in paths.ways for hop in pairwise(way)}
    kept = {here: {there: hop for there, hop in hops.items() if (here, there) in taken} for here, hops in walks.items()}
    return {here: hops for here, hops in kept.items() if hops}


def _distances_to(net: Net, end: str, start: str) -> dict[str, int]:
    """How far it is to the end on ways that do not come back to the start."""
    back: dict[str, list[str]] = defaultdict(list)
    for here, hops in net.items():
        for there in hops:
            if there != start:
                back[there].append(here)
    found = {end: 0}
    waiting = deque([end])
    while waiting:
        there = waiting.popleft()
        for here in back[there]:
            if here not in found:
                found[here] = found[there] + 1
                waiting.append(here)
    return found
