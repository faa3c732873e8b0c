"""The view of places: what is done where, narrower places inside wider ones, in the order of their names.

Places are never ranked and never drawn as a map of more and less: that would be read as a list of dangerous places, and mark
those who live there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.measures.sets import below, linked
from kgraph.model import Cell, Table
from kgraph.names import swedish_order
from kgraph.views.explorer.answers import family
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.places import MOST, places, spots
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["PLACES"]


def _pictures(part: Part) -> Iterable[Picture]:
    return () if _absent(part) else (places(part.facts.graph, part.facts.lang),)


def _absent(part: Part) -> str | None:
    """What stands in place of a picture that cannot be read: why, as the command says it."""
    count = len(spots(part.facts.graph))
    return part.facts.pick(text("spots.too_many", places=count, most=MOST)) if count > MOST else None


def _tables(part: Part) -> Iterator[Table]:
    """The places with what each lies in and what is done there, the number of measures and actors with those of narrower places, and areas."""
    table, graph = part.tables["places"], part.facts.graph
    families, own = below(graph, "Place", "broader"), linked(graph, "takesPlaceAt")
    rows = []
    for row in table.rows:
        place = str(row["id"])
        around = [link for link in graph.outgoing(place, "broader") if link.counts]
        within = _named(part.facts, "within", {one.target for one in around}, {one.target for one in around if one.counts_as_stated})  # fmt: skip
        done = _named(part.facts, "done", *({*own[layer].get(place, ())} for layer in (True, False)))
        rows.append({**row, **family(families, place), **within, **done})
    heads = columns(
        label="people.place", **({"within": "people.within"} if any(row["within"] for row in rows) else {}), done="view_places.done",
        measures="people.measures", actors="view_places.actors", areas="people.areas",
    )  # fmt: skip
    yield table.model_copy(update={"rows": tuple(rows), "columns": heads, "notes": (text("view_places.note"), *table.notes)})  # fmt: skip


def _named(facts: Facts, key: str, every: set[str], stated: set[str]) -> dict[str, Cell]:
    """Things of a cell by name, those that a source says first; those that only a reader does say so."""
    found = sorted(every, key=lambda one: (one not in stated, swedish_order(facts.graph[one].brief.sv), one))
    return {
        key: tuple(facts.graph[one].brief for one in found), f"{key}_to": tuple(found),
        f"{key}_count": (None,) * len(found), f"{key}_stated": tuple(None if one in stated else 0 for one in found),
    }  # fmt: skip


PLACES = View(
    "plats", "view_places", ("places",), pictures=_pictures, shown=_tables, more=_absent, packed=True,
    lists={
        "places.measures": "#overlapp;alla=+;lage=nagon", "places.actors": "#lista;urval=aktorer.*",
        "places#places": "#lista;urval=med.Place", "places#places:total": "#lista;urval=slag.Place",
    },
)  # fmt: skip
