"""Which target groups do the measures of each area reach?"""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, below, linked, rolled_up
from kgraph.model import AREA_KINDS, Cell, Count, Table
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["group_areas"]


def group_areas(graph: KnowledgeGraph, name: str | None = None, *, narrower: bool = True) -> Table:
    """Target group × area: the measures for the group that touch the area, for every pair that has one; one group with `name`.

    A measure touches an area as `kgraph.ways` says.  A row: `group` and `area` (ids), their labels, `measures_stated` and
    `measures` (with interpreted links).  Raises `UnknownName` or `AmbiguousName` for a name that is no target group.
    """
    groups = (graph.choose(name, "TargetGroup"),) if name else graph.of_kind("TargetGroup")
    measures = linked(graph, "isFor")
    if narrower:
        measures = rolled_up(measures, below(graph, "TargetGroup", "broader"))
    touching = _touching(graph)
    rows: list[dict[str, Cell]] = []
    for group in sorted(groups, key=lambda one: (swedish_order(one.brief.sv), one.id)):
        for area in sorted(graph.of_kind(*AREA_KINDS), key=lambda one: (swedish_order(one.brief.sv), one.id)):
            stated, every = (
                len(touching[layer][area.id] & measures[layer].get(group.id, set())) for layer in (False, True)
            )
            if every:
                rows.append({
                    "group": group.id, "area": area.id, "label": group.brief, "area_label": area.brief,
                    "measures_stated": stated, "measures": every,
                })  # fmt: skip
    total = len(groups) * len(graph.of_kind(*AREA_KINDS))
    count = Count(
        key="pairs", label=text("people.cells"), stated=sum(bool(row["measures_stated"]) for row in rows),
        with_interpreted=len(rows), total=total, rule=text("people.cells_rule"),
    )  # fmt: skip
    return Table(
        name="group_areas", title=text("people.group_areas"), rows=tuple(rows), counts=(count,),
        columns=columns(
            label="people.group", area_label="area", measures_stated="measures_stated", measures="measures_all"
        ),
        notes=(text("people.narrower_in" if narrower else "people.narrower_out"),),
    )  # fmt: skip


def _touching(graph: KnowledgeGraph) -> Layers:
    return {
        layer: {area.id: set(graph.index.touching(area.id, interpreted=layer)) for area in graph.of_kind(*AREA_KINDS)}
        for layer in (False, True)
    }
