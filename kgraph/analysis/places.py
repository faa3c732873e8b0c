"""What goes on at a place?"""

from __future__ import annotations

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import brief_names
from kgraph.measures.sets import Layers, below, linked, rolled_up
from kgraph.measures.told import measures_of
from kgraph.model import Cell, Count, Node, Table
from kgraph.names import swedish_order
from kgraph.wording import columns, joined, text

__all__ = ["places"]


def places(graph: KnowledgeGraph, name: str | None = None) -> Table:
    """Every place and arena with what is done there, in Swedish order; with `name` the measures at one place.

    What lies inside a place (`broader`) belongs to it.  A row: `measures_stated` and `measures` (with interpreted links),
    `actors_stated` and `actors`, `areas` (the home areas of the measures, with interpreted links) and `within` (what it
    lies inside).

    A place is told with what is done there and never with what is wrong there, and places are in the order of their
    names, never of their numbers: a list of places by measures or problems would be read as a list of dangerous ones, and
    mark those who live there.  For the same reason problems that a source says affect a place have no column here.

    Raises `UnknownName` or `AmbiguousName` for a name that is no place.
    """
    own, families = _held(graph)
    if name is not None:
        place = graph.choose(name, "Place")
        table = measures_of(graph, place.id, _held, name="place", title=text("people.place_title", place=place.brief))
        inside = brief_names(graph, families[True][place.id] - {place.id})
        notes = (text("people.inside", names=joined(inside, "; ")),) if inside else ()
        return table.model_copy(update={"notes": (*notes, *table.notes)})
    return _all(graph, rolled_up(own, families))


def _held(graph: KnowledgeGraph) -> tuple[Layers, Layers]:
    """The measures at each place itself, and what lies within each."""
    return linked(graph, "takesPlaceAt"), below(graph, "Place", "broader")


def _all(graph: KnowledgeGraph, measures: Layers) -> Table:
    actors = _turned(linked(graph, *ways.DIRECT_INVERSE))
    found = sorted(graph.of_kind("Place"), key=lambda one: (swedish_order(one.brief.sv), one.id))
    reached = [sum(map(bool, measures[layer].values())) for layer in (False, True)]
    count = Count(
        key="places", label=text("people.places_count"), stated=reached[0], with_interpreted=reached[1], total=len(found),
        rule=text("people.places_rule"),
    )  # fmt: skip
    return Table(
        name="places", title=text("people.places"), rows=tuple(_row(graph, one, measures, actors) for one in found),
        counts=(count,), notes=(text("people.places_note"),),
        columns=columns(
            label="people.place", within="people.within", measures_stated="measures_stated", measures="measures_all",
            actors_stated="actors_stated", actors="actors_all", areas="people.areas",
        ),
    )  # fmt: skip


def _turned(sets: Layers) -> Layers:
    turned: dict[bool, dict[str, set[str]]] = {False: {}, True: {}}
    for layer, of in sets.items():
        for actor, measures in of.items():
            for measure in measures:
                turned[layer].setdefault(measure, set()).add(actor)
    return turned


def _row(graph: KnowledgeGraph, place: Node, measures: Layers, actors: Layers) -> dict[str, Cell]:
    stated, every = (measures[layer][place.id] for layer in (False, True))
    homes = {link.target for one in every for link in graph.outgoing(one, ways.HOME) if link.counts}
    within = {link.target for link in graph.outgoing(place.id, "broader") if link.counts}
    return {
        "id": place.id, "label": place.brief, "full_label": place.label, "within": brief_names(graph, within),
        "measures_stated": len(stated), "measures": len(every),
        "actors_stated": len(set[str]().union(*(actors[False].get(one, ()) for one in stated))),
        "actors": len(set[str]().union(*(actors[True].get(one, ()) for one in every))),
        "areas": brief_names(graph, homes),
    }  # fmt: skip
