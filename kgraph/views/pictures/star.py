"""The star: areas as its points, measures placed by what they touch, those that touch most areas in the centre.

The form is that of the Västerås plan 2025–2026, where universal measures stand in the middle of a star of areas.  A
measure that touches one area stands in its point; one that touches several stands between them, the nearer to the centre
the more they pull apart.  Every measure has a number, and the areas tell theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Node
from kgraph.names import swedish_order
from kgraph.views.svg import Key, Picture, el, label, thing, wrap
from kgraph.wording import refused, text

__all__ = ["MOST_AREAS", "Placing", "fits", "placing", "star"]

_R, _DOT, _GAP = 300.0, 12.0, 3.0
_INNER = 0.62
"""How far from the centre the star's inner corners are, as a part of its radius."""
_CORE = 0.2
"""The radius of the centre, as a part of the star's."""
_UNIVERSAL = 2 / 3
"""From which share of the areas on a measure stands in the centre."""
_SIDE, _TOP, _WIDTH = 240.0, 96.0, 1160.0
_ROW, _COLUMNS, _LINE, _MOST_LINES = 22.0, 3, 18.0, 20


@dataclass(frozen=True)
class Placing:
    """Who stands where: areas in their order round the star, measures in the order of their numbers (from 1), and for both
    ways of counting the areas that each measure touches.
    """

    areas: tuple[Node, ...]
    measures: tuple[Node, ...]
    stated: Mapping[str, frozenset[str]]
    every: Mapping[str, frozenset[str]]
    homes: Mapping[str, frozenset[str]]

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each measure in the picture."""
        return {one.id: place for place, one in enumerate(self.measures, 1)}


def placing(graph: KnowledgeGraph) -> Placing:
    """The areas that any measure touches, so ordered that those which share measures stand side by side, and the measures in Swedish order."""
    every, stated = (_touching(graph, interpreted=layer) for layer in (True, False))
    areas = [one for one in graph.of_kind(*AREA_KINDS) if every[one.id]]
    measures = sorted(graph.of_kind("Measure"), key=lambda one: (swedish_order(one.brief.sv), one.id))
    touched = [
        {one.id: frozenset(area for area, ones in layer.items() if one.id in ones) for one in measures}
        for layer in (stated, every)
    ]
    homes = {
        one.id: frozenset(link.target for link in graph.outgoing(one.id, ways.HOME) if link.counts) for one in measures
    }
    order = _round({one.id: every[one.id] for one in areas})
    return Placing(
        tuple(graph[one] for one in order), tuple(measures), stated=touched[0], every=touched[1], homes=homes
    )


def _touching(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, set[str]]:
    return {area.id: set(graph.index.touching(area.id, interpreted=interpreted)) for area in graph.of_kind(*AREA_KINDS)}


def _round(touching: Mapping[str, set[str]]) -> list[str]:
    """Areas in an order where each is followed by the one that shares most measures with it; begins with the largest."""
    left = sorted(touching, key=lambda one: (-len(touching[one]), one))
    order = left[:1]
    while len(order) < len(left):
        last = touching[order[-1]]
        rest = [one for one in left if one not in order]
        order.append(min(rest, key=lambda one: (-len(touching[one] & last), one)))
    return order


MOST_AREAS = 14
"""How many points a star can have and still be read."""


def fits(who: Placing) -> bool:
    """Whether a star of these can be read."""
    return len(who.areas) <= MOST_AREAS


def star(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The star of a graph, in two drawings of which one is shown at a time: with interpreted links and without.

    Raises `UsageError` for a graph of too many areas (`fits` tells): a star of them cannot be read.
    """
    who = placing(graph)
    if not fits(who):
        raise refused("star.too_many", areas=len(who.areas), most=MOST_AREAS)
    low = 2 * (_R + _TOP) + 30 + math.ceil(len(who.measures) / _COLUMNS) * _ROW
    layers = ((who.every, "if-all"), (who.stated, "if-stated"))
    beside = [_unplaced(who, touches, lang) for touches, _ in layers]
    height = low + 20 + _LINE * max(map(len, beside))
    drawn = (
        el("g", *_drawn(who, touches, lang), *_noted(lines, low), class_=class_)
        for (touches, class_), lines in zip(layers, beside, strict=True)
    )
    body = Markup("").join([*drawn, *_names(who, lang)])
    words = {"measures": len(who.measures), "areas": len(who.areas), "centre": len(_central(who, who.every)), "stated": len(_central(who, who.stated))}  # fmt: skip
    legend = tuple(
        Key(sign, class_, text(f"star.{key}").pick(lang))
        for sign, class_, key in (
            ("dot", "measure", "key_stated"),
            ("dot", "measure read", "key_read"),
            ("dot", "soft", "key_centre"),
        )
        if key != "key_read" or who.every != who.stated
    )
    title, told = text("star.title"), text("star.alt_stated" if who.every == who.stated else "star.alt", **words)
    said = " ".join(dict.fromkeys(line for line in (told.pick(lang), *map(" ".join, beside)) if line))
    return Picture("star", title.pick(lang), said, _WIDTH, height, body, legend)


def _unplaced(who: Placing, touches: Mapping[str, frozenset[str]], lang: str) -> list[str]:
    """Which measures have no place in the star, and why, in lines; none where all have one."""
    numbers = [who.number[one.id] for one in who.measures if not touches[one.id]]
    key = "star.unplaced" if touches is who.every and who.every != who.stated else "star.unplaced_stated"
    said = text(key, numbers=_listed(numbers)).pick(lang) if numbers else ""
    return wrap(said, _WIDTH - 32, 13, most=_MOST_LINES) if said else []


def _noted(lines: Sequence[str], top: float) -> Iterator[Markup]:
    """Lines below the list of measures."""
    for place, line in enumerate(lines):
        yield label(16, top + _LINE * (place + 0.5), line, size=13, class_="muted")


_Spot = tuple[float, float]
_CENTRE: _Spot = (_WIDTH / 2, _R + _TOP)


def _spot(angle: float, radius: float) -> _Spot:
    return _CENTRE[0] + radius * math.sin(angle), _CENTRE[1] - radius * math.cos(angle)


def _angles(who: Placing) -> dict[str, float]:
    return {area.id: 2 * math.pi * place / max(len(who.areas), 1) for place, area in enumerate(who.areas)}


def _central(who: Placing, touches: Mapping[str, frozenset[str]]) -> list[str]:
    """The measures that touch so many areas that they stand in the centre; of three areas or fewer none do."""
    least = max(3, math.ceil(_UNIVERSAL * len(who.areas)))
    return [one.id for one in who.measures if len(touches[one.id]) >= least]


def _drawn(who: Placing, touches: Mapping[str, frozenset[str]], lang: str) -> Iterator[Markup]:
    yield _outline(len(who.areas))
    yield el("circle", cx=_CENTRE[0], cy=_CENTRE[1], r=_R * _CORE, class_="soft")
    for area in who.areas:
        yield _area(who, area, touches, lang)
    spots = _spots(who, touches)
    for measure in (one for one in who.measures if one.id in spots):
        x, y = spots[measure.id]
        read = touches is who.every and who.stated[measure.id] != who.every[measure.id]
        dot = el("circle", cx=x, cy=y, r=_DOT, class_="measure read" if read else "measure")
        number = label(x, y, str(who.number[measure.id]), size=12, anchor="middle")
        yield thing(measure.id, measure.label.pick(lang), dot, number)


def _outline(points: int) -> Markup:
    if points < _FEWEST:
        return el("circle", cx=_CENTRE[0], cy=_CENTRE[1], r=_R, class_="surface")
    return el("path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _corners(points)) + "Z", class_="surface")


def _corners(points: int) -> list[_Spot]:
    return [_spot(math.pi * place / points, _R if place % 2 == 0 else _R * _INNER) for place in range(2 * points)]


_FEWEST = 3
"""Fewer areas than this make no star: the measures stand in a circle."""


def _area(who: Placing, area: Node, touches: Mapping[str, frozenset[str]], lang: str) -> Markup:
    """The name of an area beyond its point, with how many measures touch it, and their numbers; the areas are drawn before all else."""
    angle = _angles(who)[area.id]
    x, y = _spot(angle, _R + 14)
    side, up = math.sin(angle), math.cos(angle)
    anchor = "middle" if abs(side) < _UPRIGHT else "start" if side > 0 else "end"
    numbers = [who.number[one.id] for one in who.measures if area.id in touches[one.id]]
    sure = sum(area.id in who.stated[one.id] for one in who.measures)
    both = touches is who.every and sure != len(numbers)
    count = text(f"star.area{'_both' * both}{'_one' * (len(numbers) == 1)}", count=len(numbers), stated=sure)
    lines = wrap(f"{count.pick(lang)}: {_listed(numbers)}", _SIDE, 12, most=4)
    top = y - (18 + 15 * len(lines) if up > _STEEP else 0 if up < -_STEEP else 14)
    told = (
        label(x, top + 20 + 15 * row, line, size=12, anchor=anchor, class_="muted") for row, line in enumerate(lines)
    )
    asked = el("g", *told, data_ask=str(who.areas.index(area)))
    name = label(x, top, area.brief.pick(lang), width=_SIDE, size=15, anchor=anchor, class_="strong")
    return thing(area.id, area.label.pick(lang), name, asked)


_UPRIGHT, _STEEP = 0.15, 0.5


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "–"


def _spots(who: Placing, touches: Mapping[str, frozenset[str]]) -> dict[str, _Spot]:
    """Where each measure stands: as near as there is room to where it belongs, none on top of another."""
    taken: list[_Spot] = []
    found: dict[str, _Spot] = {}
    corners = _corners(len(who.areas))
    central = set(_central(who, touches))
    order = sorted(
        (one.id for one in who.measures if touches[one.id]),
        key=lambda one: (one not in central, -len(touches[one]), one),
    )
    for measure in order:
        wanted = _wanted(who, touches[measure], central=measure in central)
        spot = next((here for here in _around(*wanted) if _is_inside(here, corners) and _is_free(here, taken)), wanted)
        taken.append(spot)
        found[measure] = spot
    return found


def _wanted(who: Placing, areas: frozenset[str], *, central: bool) -> _Spot:
    if central:
        return _CENTRE
    angles = _angles(who)
    if len(areas) == 1:
        return _spot(angles[next(iter(areas))], _R * 0.72)
    x = math.fsum(math.sin(angles[one]) for one in sorted(areas)) / len(areas)
    y = math.fsum(math.cos(angles[one]) for one in sorted(areas)) / len(areas)
    pull = math.hypot(x, y)
    radius = _R * (_CORE + 0.06) + pull * _R * (_INNER - _CORE - 0.12)
    return _spot(math.atan2(x, y) if pull > _BALANCED else 0.0, radius)


_BALANCED = 1e-9


def _around(x: float, y: float) -> Iterator[_Spot]:
    """Places in growing rings round a spot."""
    yield x, y
    for ring in range(1, 40):
        steps = 6 * ring
        for step in range(steps):
            angle = 2 * math.pi * step / steps
            yield x + ring * 9 * math.sin(angle), y - ring * 9 * math.cos(angle)


def _is_free(spot: _Spot, taken: Sequence[_Spot]) -> bool:
    return all(math.dist(spot, other) >= 2 * _DOT + _GAP for other in taken)


def _is_inside(spot: _Spot, corners: Sequence[_Spot]) -> bool:
    """Whether a dot at a spot stands wholly within the star."""
    if len(corners) < 2 * _FEWEST:
        return math.dist(spot, _CENTRE) < _R - _DOT
    within = False
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        along = max(
            0.0, min(1.0, ((spot[0] - x1) * (x2 - x1) + (spot[1] - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2))
        )
        if math.dist(spot, (x1 + along * (x2 - x1), y1 + along * (y2 - y1))) < _DOT + 1:
            return False
        if (y1 > spot[1]) != (y2 > spot[1]) and spot[0] < x1 + (spot[1] - y1) / (y2 - y1) * (x2 - x1):
            within = not within
    return within


def _names(who: Placing, lang: str) -> Iterator[Markup]:
    """The measures by their numbers, in columns below the star."""
    rows = math.ceil(len(who.measures) / _COLUMNS)
    top, width = 2 * (_R + _TOP) + 30, _WIDTH / _COLUMNS
    for place, measure in enumerate(who.measures):
        x, y = 16 + width * (place // max(rows, 1)), top + _ROW * (place % max(rows, 1))
        number = label(x + 26, y, str(who.number[measure.id]), size=13, anchor="end", class_="strong")
        name = label(x + 34, y, measure.brief.pick(lang), width=width - 56, size=13)
        yield thing(measure.id, measure.label.pick(lang), number, name)
