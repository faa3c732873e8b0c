"""What is done where: places in the order of their names, narrower ones inside wider ones, each with its measures.

Places are never ranked and never drawn as a map of more and less: that would be read as a list of dangerous places, and mark
those who live there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, linked
from kgraph.model import Node
from kgraph.names import swedish_order
from kgraph.views.svg import BOX, Key, Picture, both_drawings, el, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST", "Spot", "nested", "places", "spots"]

MOST = 60
"""How many places can be read."""
_PLACE, _CHIP, _GAP, _SIDE, _INDENT, _ACROSS = 240.0, 204.0, 8.0, 16.0, 26.0, 4

_Known = tuple[Layers, dict[str, list[Node]], dict[str, list[Node]]]
"""The measures of each place both ways and those that are drawn, and the places inside it."""


@dataclass(frozen=True)
class Spot:
    """A place with the measures there (and whether a source itself says so), those that are stated first, and the places inside it."""

    place: Node
    measures: tuple[tuple[Node, bool], ...]
    inside: tuple[Spot, ...]


def nested(graph: KnowledgeGraph, *, interpreted: bool = True) -> tuple[Spot, ...]:
    """The places that lie in no other, with those inside them; of places that lie in each other in a circle the first by name is
    outermost, and the circle ends where it began.  Without `interpreted` only what is stated or confirmed.
    """
    counts = attrgetter("counts" if interpreted else "counts_as_stated")
    own = linked(graph, "takesPlaceAt")
    found = _sorted(graph.of_kind("Place"))
    inside = {
        place.id: _sorted(graph[link.source] for link in graph.incoming(place.id, "broader") if counts(link))
        for place in found
    }
    outermost = [place for place in found if not any(map(counts, graph.outgoing(place.id, "broader")))]
    reached = {one for place in outermost for one in _under(place.id, inside)}
    for place in found:
        if place.id not in reached:
            outermost.append(place)
            reached |= _under(place.id, inside)
    done = {place.id: _sorted(graph[one] for one in own[interpreted].get(place.id, ())) for place in found}
    return tuple(_spot(place, (own, done, inside), ()) for place in _sorted(outermost))


def _sorted(nodes: Iterable[Node]) -> list[Node]:
    return sorted(set(nodes), key=lambda one: (swedish_order(one.brief.sv), one.id))


def _under(place: str, inside: dict[str, list[Node]]) -> set[str]:
    """A place and all that lie inside it."""
    seen, waiting = {place}, [place]
    while waiting:
        new = {one.id for one in inside[waiting.pop()]} - seen
        seen |= new
        waiting += new
    return seen


def _spot(place: Node, known: _Known, above: tuple[str, ...]) -> Spot:
    own, done, inside = known
    stated, here = own[False].get(place.id, ()), (*above, place.id)
    return Spot(
        place, tuple((one, one.id in stated) for one in done[place.id]),
        tuple(_spot(one, known, here) for one in inside[place.id] if one.id not in here),
    )  # fmt: skip


# --- drawing ----------------------------------------------------------------------------------------------------------


def places(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The places of a graph; two drawings where the ways of counting differ.  Raises `UsageError` for more than can be read."""
    every, stated = (spots(graph, interpreted=layer) for layer in (True, False))
    if len(every) > MOST:
        raise refused("spots.too_many", places=len(every), most=MOST)
    left = _SIDE + max((depth for depth, _ in every), default=0) * _INDENT + _PLACE + 20
    drawn, high = zip(*(_drawn(rows, left, lang) for rows in (every, stated)), strict=True)
    told = text(
        "spots.alt_stated" if every == stated else "spots.alt", places=len(graph.of_kind("Place")),
        **{key: len({spot.place.id for _, spot in rows if spot.measures}) for key, rows in (("stated", stated), ("every", every))},
    )  # fmt: skip
    return Picture(
        "places", text("spots.title").pick(lang), told.pick(lang), left + _ACROSS * (_CHIP + _GAP) + _SIDE, max(high),
        Markup("").join(both_drawings(*drawn)), tuple(_legend(every, lang)),
    )  # fmt: skip


def _legend(rows: Iterable[tuple[int, Spot]], lang: str) -> Iterator[Key]:
    inside = any(depth for depth, _ in rows)
    yield Key("box", "other", text("spots.key_inside" if inside else "spots.key_place").pick(lang))
    yield Key("box", "measure", text("spots.key_measure").pick(lang))
    if not all(sure for _, spot in rows for _, sure in spot.measures):
        yield Key("box", "measure read", text("spots.key_read").pick(lang))


def _drawn(rows: Iterable[tuple[int, Spot]], left: float, lang: str) -> tuple[Markup, float]:
    """One way of counting, and how high it is."""
    drawn, y = list[Markup](), 10.0
    above: list[float] = []
    for depth, spot in rows:
        above = [*above[:depth], y + BOX / 2]
        if depth:
            x = _SIDE + (depth - 0.5) * _INDENT
            way = f"M{x:.1f} {above[depth - 1] + BOX / 2:.1f}V{y + BOX / 2:.1f}h{_INDENT / 2:.1f}"
            drawn.append(el("path", d=way, class_="line"))
        drawn += _row(spot, depth, left, y, lang)
        y += max(1, -(-len(spot.measures) // _ACROSS)) * (BOX + _GAP) + 6
    return Markup("").join(drawn), y + 4


def spots(graph: KnowledgeGraph, *, interpreted: bool = True) -> list[tuple[int, Spot]]:
    """The rows of the picture, from the top down: how deep a place lies in others, and the place."""
    return list(_flat(nested(graph, interpreted=interpreted), 0))


def _flat(ones: Sequence[Spot], depth: int) -> Iterator[tuple[int, Spot]]:
    for spot in ones:
        yield depth, spot
        yield from _flat(spot.inside, depth + 1)


def _row(spot: Spot, depth: int, left: float, y: float, lang: str) -> Iterator[Markup]:
    """A place, and beside it what is done there: stated measures first, so that the others leave no holes."""
    x = _SIDE + depth * _INDENT
    box = el("rect", x=x, y=y, width=_PLACE, height=BOX, rx=6, class_="other")
    name = label(x + 12, y + BOX / 2, spot.place.brief.pick(lang), width=_PLACE - 20, size=13, most=2, class_="strong")
    yield thing(spot.place.id, spot.place.label.pick(lang), box, name)
    if not spot.measures and not spot.inside:
        yield label(left, y + BOX / 2, text("view_places.nothing").pick(lang), size=13, class_="muted")
    for number, (measure, sure) in enumerate(sorted(spot.measures, key=lambda one: not one[1])):
        chip = (left + number % _ACROSS * (_CHIP + _GAP), y + number // _ACROSS * (BOX + _GAP))
        drawn = [
            el("rect", x=chip[0], y=chip[1], width=_CHIP, height=BOX, rx=6, class_="measure" if sure else "measure read"),
            label(chip[0] + _CHIP / 2, chip[1] + BOX / 2, measure.brief.pick(lang), width=_CHIP - 14, size=12, most=2, anchor="middle"),
        ]  # fmt: skip
        yield thing(measure.id, measure.label.pick(lang), *drawn)
