"""The view of places: what is done where, narrower places inside wider ones, in the order of their names.

Places are never ranked and never drawn as a map of more and less: that would be read as a list of dangerous places, and mark
those who live there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kgraph.measures.sets import below
from kgraph.model import Table
from kgraph.views.explorer.answers import family
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.places import Spot, nested
from kgraph.wording import columns, text

__all__ = ["PLACES"]


def _nested(part: Part) -> list[dict[str, Any]]:
    """The places that lie in no other, each with what is done there and with those inside it."""
    return [_place(part.facts, spot) for spot in nested(part.facts.graph)]


def _place(facts: Facts, spot: Spot) -> dict[str, Any]:
    return {
        "id": spot.place.id, "name": facts.brief(spot.place.id),
        "measures": [{"id": one.id, "name": facts.brief(one.id), "stated": sure} for one, sure in spot.measures],
        "inside": [_place(facts, one) for one in spot.inside],
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
