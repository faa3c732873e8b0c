"""What is done where: places in the order of their names, narrower ones inside wider ones, each with its measures.

Places are never ranked and never drawn as a map of more and less: that would be read as a list of dangerous places, and mark
those who live there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, linked
from kgraph.model import Node
from kgraph.names import swedish_order
from kgraph.views.svg import BOX, Key, Picture, el, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST", "Spot", "nested", "places"]

MOST = 60
"""How many places can be read."""
_PLACE, _CHIP, _GAP, _SIDE, _INDENT, _ACROSS = 240.0, 204.0, 8.0, 16.0, 26.0, 4


@dataclass(frozen=True)
class Spot:
    """A place with the measures there (and whether a source itself says so), those that are stated first, and the places inside it."""

    place: Node
    measures: tuple[tuple[Node, bool], ...]
    inside: tuple[Spot, ...]


def nested(graph: KnowledgeGraph) -> tuple[Spot, ...]:
    """The places that lie in no other, with those inside them; of places that lie in each other in a circle the first by name is
    outermost, and the circle ends where it began.
    """
    own = linked(graph, "takesPlaceAt")
    found = _sorted(graph.of_kind("Place"))
    inside = {
        place.id: _sorted(graph[link.source] for link in graph.incoming(place.id, "broader") if link.counts)
        for place in found
    }
    outermost = [place for place in found if not any(link.counts for link in graph.outgoing(place.id, "broader"))]
    reached = {one for place in outermost for one in _under(place.id, inside)}
    for place in found:
        if place.id not in reached:
            outermost.append(place)
            reached |= _under(place.id, inside)
    return tuple(_spot(graph, place, own, inside, ()) for place in _sorted(outermost))


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


def _spot(
    graph: KnowledgeGraph, place: Node, own: Layers, inside: dict[str, list[Node]], above: tuple[str, ...]
) -> Spot:
    stated, done = own[False].get(place.id, ()), _sorted(graph[one] for one in own[True].get(place.id, ()))
    here = (*above, place.id)
    return Spot(
        place, tuple((one, one.id in stated) for one in done),
        tuple(_spot(graph, one, own, inside, here) for one in inside[place.id] if one.id not in here),
    )  # fmt: skip


# --- drawing ----------------------------------------------------------------------------------------------------------


def places(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The places of a graph.  Raises `UsageError` for more than can be read."""
    rows = list(_flat(nested(graph), 0))
    if len(rows) > MOST:
        raise refused("spots.too_many", places=len(rows), most=MOST)
    left = _SIDE + max((depth for depth, _ in rows), default=0) * _INDENT + _PLACE + 20
    drawn, y = [], 10.0
    above: list[float] = []
    for depth, spot in rows:
        above = [*above[:depth], y + BOX / 2]
        if depth:
            x = _SIDE + depth * _INDENT
            drawn.append(
                el(
                    "path",
                    d=f"M{x - _INDENT / 2:.1f} {above[depth - 1] + BOX / 2:.1f}V{y + BOX / 2:.1f}h{_INDENT / 2:.1f}",
                    class_="line",
                )
            )
        drawn += _row(spot, depth, left, y, lang)
        y += max(1, -(-len(spot.measures) // _ACROSS)) * (BOX + _GAP) + 6
    width, pairs = left + _ACROSS * (_CHIP + _GAP) + _SIDE, [pair for _, spot in rows for pair in spot.measures]
    told = text(
        "spots.alt", places=len(rows), stated=sum(any(sure for _, sure in spot.measures) for _, spot in rows),
        every=sum(bool(spot.measures) for _, spot in rows),
    )  # fmt: skip
    legend = [
        Key(
            "box",
            "other",
            text("spots.key_inside" if any(depth for depth, _ in rows) else "spots.key_place").pick(lang),
        ),
        Key("box", "measure", text("spots.key_measure").pick(lang)),
    ]
    if not all(sure for _, sure in pairs):
        legend.append(Key("box", "measure read", text("spots.key_read").pick(lang)))
    return Picture(
        "places", text("spots.title").pick(lang), told.pick(lang), width, y + 4, Markup("").join(drawn), tuple(legend)
    )


def _flat(spots: Sequence[Spot], depth: int) -> Iterator[tuple[int, Spot]]:
    for spot in spots:
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
        made = thing(measure.id, measure.label.pick(lang), *drawn)
        yield made if sure else el("g", made, class_="if-all")
