"""How strong an effect is: along the strongest path, or over paths that share nothing."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from dataclasses import dataclass

from kgraph.effects.reach import Net, Way, between, shortest

__all__ = ["Strength", "noisy_or", "product"]

_Entry = tuple[float, int, Way]
"""A path in the queue: its product, negative so that the strongest comes first, its length and its things."""


@dataclass(frozen=True)
class Strength:
    """How strong an effect is, from 0 to 1: exactly where `known`, else at least so much.  `way` is the strongest path."""

    value: float
    known: bool
    way: Way


def product(net: Net, start: str) -> dict[str, Strength]:
    """For each thing the strength of the strongest path: the product of the strengths of its links.

    A link without a strength may have any from 0 to 1, so the product is at least that of the paths where every link
    has one; it is known when no path with an unknown link could be stronger.
    """
    low, high = _strongest(net, start, None), _strongest(net, start, 1.0)
    found = {}
    for there, (most, way) in high.items():
        least, certain = low.get(there, (0.0, way))
        found[there] = Strength(least, known=least >= most, way=certain)
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

    The strongest path is taken first, then the strongest that shares nothing with those taken, until none is left.
    Known when every link on the paths from `start` to `end` has a strength, else at least so much; None without a path.
    """
    free = between(net, start, end)
    if start not in free:
        return None
    known = all(hop.strength is not None for hops in free.values() for hop in hops.values())
    fails = 1.0
    first: Way = ()
    taken: set[str] = set()
    while end in (found := _strongest(free, start, None, end=end, taken=taken)):
        value, way = found[end]
        fails *= 1.0 - value
        first = first or way
        taken.update(way[1:-1])
        if way == (start, end):
            free = {**free, start: {there: hop for there, hop in free[start].items() if there != end}}
    return Strength(1.0 - fails, known=known, way=first or shortest(net, start)[end])
