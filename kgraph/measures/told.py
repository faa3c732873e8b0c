"""The measures of one target group, place or method as a table: what is done, by whom, where in the plans, and how surely."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words
from kgraph.measures import links as measure_links
from kgraph.measures.rows import MeasureRows, brief_names
from kgraph.measures.sets import Layers
from kgraph.model import Cell, Count, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["measures_of"]


def measures_of(
    graph: KnowledgeGraph, thing: str, sets: Layers, families: Layers, *, name: str, title: Text
) -> Table:  # fmt: skip
    """A row for each measure of a thing or of what lies below it, in Swedish order.

    `sets` are the measures of each thing, `families` what lies below each (itself included).  A row has what
    `MeasureRows.row` tells, `via` (which of the family the measure is linked to), `actors` and `basis`.
    """
    found = {
        layer: set[str]().union(*(sets[layer].get(one, ()) for one in families[layer][thing]))
        for layer in (False, True)
    }
    made = MeasureRows(graph)
    rows = [
        _row(graph, made, measure, families[True][thing], sets, is_stated=measure in found[False])
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


def _row(
    graph: KnowledgeGraph, made: MeasureRows, measure: str, family: set[str], sets: Layers, *, is_stated: bool
) -> dict[str, Cell]:
    basis = "stated" if is_stated else "interpreted"
    via = [one for one in family if measure in sets[True].get(one, ())]
    return {
        **made.row(measure), "via": brief_names(graph, via),
        "actors": brief_names(graph, {link.source for link in measure_links.actors(graph, measure)}),
        "basis": basis, "basis_label": basis_words(graph, basis),
    }  # fmt: skip
