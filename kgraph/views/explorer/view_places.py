"""The view of places: what is done where, narrower places inside wider ones, in the order of their names.

Places are never ranked and never drawn as a map of more and less: that would be read as a list of dangerous places, and mark
those who live there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgraph.measures.sets import Layers, below, linked
from kgraph.model import Node, Table
from kgraph.views.explorer.answers import family
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.wording import columns, text

__all__ = ["PLACES"]


def _nested(part: Part) -> list[dict[str, Any]]:
    """The places that lie in no other, each with what is done there and with those inside it."""
    facts = part.facts
    own = linked(facts.graph, "takesPlaceAt")
    places = sorted(facts.graph.of_kind("Place"), key=facts.order)
    inside = {place.id: [one for one, _ in facts.linked(place.id, "broader", inverse=True)] for place in places}
    outermost = [place for place in places if not facts.linked(place.id, "broader")]
    reached = {one for place in outermost for one in _under(place.id, inside)}
    for place in places:  # of places that lie in each other in a circle, the first by name
        if place.id not in reached:
            outermost.append(place)
            reached |= _under(place.id, inside)
    return [_place(facts, place, own, inside, ()) for place in sorted(outermost, key=facts.order)]


def _under(place: str, inside: dict[str, list[Node]]) -> set[str]:
    """A place and all that lie inside it."""
    seen, waiting = {place}, [place]
    while waiting:
        new = {one.id for one in inside[waiting.pop()]} - seen
        seen |= new
        waiting += new
    return seen


def _place(
    facts: Facts, place: Node, own: Layers, inside: dict[str, list[Node]], above: tuple[str, ...]
) -> dict[str, Any]:  # fmt: skip
    """A place with the measures there (and whether a source itself says so) and the places inside it; a circle ends where it began."""
    done = sorted((facts.graph[one] for one in own[True].get(place.id, ())), key=facts.order)
    here = (*above, place.id)
    return {
        "id": place.id, "name": facts.brief(place.id),
        "measures": [{"id": one.id, "name": facts.brief(one.id), "stated": one.id in own[False].get(place.id, ())} for one in done],
        "inside": [_place(facts, one, own, inside, here) for one in inside[place.id] if one.id not in here],
    }  # fmt: skip


def _tables(part: Part) -> Iterator[Table]:
    """The places with the number of measures and actors, and the areas that the measures are at home in."""
    table = part.tables["places"]
    families = below(part.facts.graph, "Place", "broader")
    rows = tuple({**row, **family(families, str(row["id"]))} for row in table.rows)
    heads = columns(label="people.place", measures="people.measures", actors="view_places.actors", areas="people.areas")
    if any(row["within"] for row in rows):
        heads = columns(label="people.place", within="people.within", measures="people.measures", actors="view_places.actors", areas="people.areas")  # fmt: skip
    yield table.model_copy(update={"rows": rows, "columns": heads, "notes": (text("view_places.note"), *table.notes)})


PLACES = View(
    "plats", "view_places", ("places",), shown=_tables, more=_nested, template="view_places.html.j2",
    lists={
        "places.measures": "#overlapp;alla=+;lage=nagon", "places.actors": "#lista;urval=aktorer.*",
        "places#places": "#lista;urval=med.Place", "places#places:total": "#lista;urval=slag.Place",
    },
)  # fmt: skip
