"""The measures of one target group, place or method as a table: what is done, by whom, where in the plans, and how surely."""

from __future__ import annotations

from collections.abc import Callable

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words, sources_alone
from kgraph.measures import links as measure_links
from kgraph.measures.rows import MeasureRows, brief_names
from kgraph.measures.sets import Layers
from kgraph.model import Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["measures_of"]


def measures_of(
    graph: KnowledgeGraph, thing: str, held: Callable[[KnowledgeGraph], tuple[Layers, Layers]], *, name: str, title: Text
) -> Table:  # fmt: skip
    """A row for each measure of a thing or of what lies below it, in Swedish order.

    `held` gives the measures of each thing, and what lies below each (itself included).  A row has what
    `MeasureRows.row` tells, `via` (which of the family the measure is linked to), `actors` and `basis`.
    """
    sets, families = held(graph)
    found = {layer: _measures(thing, sets, families, interpreted=layer) for layer in (False, True)}
    sourced = _measures(thing, *held(sources_alone(graph)), interpreted=False)
    made = MeasureRows(graph)
    rows = [
        _row(graph, made, measure, families[True][thing], sets) | _basis(measure, found[False], sourced)
        for measure in found[True]
    ]
    rows.sort(key=lambda row: (swedish_order(graph[str(row["id"])].brief.sv), str(row["id"])))
    via = {"via": "people.via"} if len(families[True][thing]) > 1 else {}
    count = Count(
        key="measures", label=text("people.measures"), stated=len(found[False]), with_interpreted=len(found[True]),
        total=len(graph.of_kind("Measure")), rule=text("people.measures_rule"),
    )  # fmt: skip
    return Table(
        name=name, title=title, rows=tuple(rows), counts=(count,), notes=() if rows else (text("people.no_measure"),),
        columns=columns(
            label="measure", **via, actors="people.actors_column", home="home", time="people.time", **made.headings(rows),
            basis_label="basis", source="source",
        ),
    )  # fmt: skip


def _measures(thing: str, sets: Layers, families: Layers, *, interpreted: bool) -> set[str]:
    return set[str]().union(*(sets[interpreted].get(one, ()) for one in families[interpreted][thing]))


def _basis(measure: str, stated: set[str], sourced: set[str]) -> dict[str, Cell]:
    basis = "stated" if measure in stated else "interpreted"
    return {"basis": basis, "basis_label": basis_words(basis, sourced=measure in sourced)}


def _row(graph: KnowledgeGraph, made: MeasureRows, measure: str, family: set[str], sets: Layers) -> dict[str, Cell]:
    via = [one for one in family if measure in sets[True].get(one, ())]
    return {
        **made.row(measure), "via": brief_names(graph, via),
        "actors": brief_names(graph, {link.source for link in measure_links.actors(graph, measure)}),
    }  # fmt: skip
