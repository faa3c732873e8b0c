"""How strong an effect is: along the strongest path, or over paths that share nothing."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isclose, prod
from operator import itemgetter

from kgraph.effects.reach import Net, Way, simple_paths

__all__ = ["Strength", "noisy_or", "product"]

_MOST_SETS = 5_000
"""How many sets of paths are looked at."""
_Entry = tuple[float, int, Way]
"""A path in the queue: its product, negative so that the strongest comes first, its length and its things."""


@dataclass(frozen=True)
class Strength:
    """How strong an effect is, from 0 to 1: exactly where `known`, else at least so much.  `ways` are the paths that give
    it: the strongest, or those that share nothing; where no strength is known the shortest.
    """

    value: float
    known: bool
    ways: tuple[Way, ...]


def product(net: Net, start: str) -> dict[str, Strength]:
    """For each thing the strength of the strongest path: the product of the strengths of its links.

    A link without a strength may have any from 0 to 1, so the product is at least that of the paths where every link
    has one; it is known when no path with an unknown link could be stronger.
    """
    low, high = _strongest(net, start, None), _strongest(net, start, 1.0)
    found = {}
    for there, (most, way) in high.items():
        least, certain = low.get(there, (0.0, way))
        found[there] = Strength(least, known=least >= most, ways=(certain,))
    return found


def _strongest(
    net: Net, start: str, unknown: float | None, *, end: str | None = None, taken: Collection[str] = ()
) -> dict[str, tuple[float, Way]]:
    """The greatest product to each thing with its path (Dijkstra 1959); links without strength count as `unknown`, or not.

    It is looked no further than to `end`, and through nothing that is `taken`.
    """
    found: dict[str, tuple[float, Way]] = {}
    first: _Entry = (-1.0, 0, (start,))
    waiting: list[_Entry] = [first]
    best: dict[str | None, _Entry] = {start: first}
    worst: _Entry = (0.0, 0, ())
    while waiting and end not in found:
        negative, _, way = heapq.heappop(waiting)
        if way[-1] in found:
            continue
        found[way[-1]] = (-negative, way)
        for there, hop in net.get(way[-1], {}).items():
            strength = unknown if hop.strength is None else hop.strength
            if strength is None or there in found or there in taken:
                continue
            value = negative * strength
            if value > best.get(there, worst)[0] or value > best.get(end, worst)[0]:
                continue  # it, or the end, is reached more strongly
            entry: _Entry = (value, len(way), (*way, there))
            if there not in best or entry < best[there]:
                best[there] = entry
                heapq.heappush(waiting, entry)
    return found


def noisy_or(net: Net, start: str, end: str) -> Strength | None:
    """The strength over paths that share no thing between the ends: 1 − ∏(1 − product along the path) (Pearl 1988).

    Of all such sets of paths the one that gives most, so that a link more never lowers it; where there are more paths than are
    looked for, the best of what is found.  Known when every path is in the set and every link on them has a strength, else
    at least so much: paths that share a thing are not independent, and what they add together is not told.  None without a path.
    """
    paths = simple_paths(net, start, end)
    if not paths.ways:
        return None
    along = {way: value for way in paths.ways if (value := _along(net, way)) is not None}
    fails, chosen, searched = _least_failing(along)
    if paths.cut or not searched:
        fails, chosen = min((fails, chosen), _greedy(net, start, end), key=itemgetter(0))
    known = not paths.cut and len(along) == len(paths.ways)
    alone = isclose(fails, prod(1.0 - value for value in along.values()), abs_tol=1e-12)
    return Strength(1.0 - fails, known=known and alone, ways=chosen or paths.ways[:1])


def _along(net: Net, way: Way) -> float | None:
    """The product of the strengths along a path; None where one is unknown."""
    value = 1.0
    for here, there in pairwise(way):
        strength = net[here][there].strength
        if strength is None:
            return None
        value *= strength
    return value


def _least_failing(along: Mapping[Way, float]) -> tuple[float, tuple[Way, ...], bool]:
    """The least chance that all of some paths without a common thing fail, those paths, and whether every set of them was looked at.

    Branch and bound: two paths with the same first step exclude each other, so a set has at most one for each first step.
    """
    by_first: dict[str, list[tuple[float, Way]]] = defaultdict(list)
    for way, value in sorted(along.items(), key=lambda one: (one[1], one[0])):
        by_first[way[1]].append((value, way))
    groups = sorted(by_first.values(), key=lambda ones: (-ones[-1][0], ones[-1][1]))
    at_best = [1.0]
    for ones in reversed(groups):
        at_best.append(at_best[-1] * (1.0 - ones[-1][0]))
    at_best.reverse()
    least, best = 1.0, tuple[Way, ...]()
    waiting: list[tuple[int, frozenset[str], float, tuple[Way, ...]]] = [(0, frozenset(), 1.0, ())]
    for _ in range(_MOST_SETS):
        if not waiting:
            break
        place, taken, fails, chosen = waiting.pop()
        if fails < least:
            least, best = fails, chosen
        if fails * at_best[place] < least:  # what is left can still make it less
            waiting.append((place + 1, taken, fails, chosen))
            free = ((value, way) for value, way in groups[place] if taken.isdisjoint(way[1:-1]))
            waiting += [
                (place + 1, taken.union(way[1:-1]), fails * (1.0 - value), (*chosen, way)) for value, way in free
            ]
    return least, best, not waiting


def _greedy(net: Net, start: str, end: str) -> tuple[float, tuple[Way, ...]]:
    """The chance that all of a set of paths fail, and these: the strongest is taken first, then the strongest that shares nothing with those taken."""
    fails, taken, chosen = 1.0, set[str](), list[Way]()
    while end in (found := _strongest(net, start, None, end=end, taken=taken)):
        value, way = found[end]
        fails *= 1.0 - value
        taken.update(way[1:-1])
        chosen.append(way)
        if way == (start, end):
            net = {**net, start: {there: hop for there, hop in net[start].items() if there != end}}
    return fails, tuple(chosen)
