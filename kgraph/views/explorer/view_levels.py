"""The views of levels: the grid of time and level, and the prevention pyramid with the balance of each area."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Cell, Measure, Table, Text
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.grid import grid
from kgraph.views.pictures.pyramid import pyramid
from kgraph.views.svg import Picture
from kgraph.wording import columns, text

__all__ = ["GRID", "PYRAMID"]

_FIELDS = ("prevention_level", "prevention_type", "time_perspective")


def _grid(part: Part) -> Iterable[Picture]:
    return (grid(part.facts.graph, part.facts.lang),)


def _pyramid(part: Part) -> Iterable[Picture]:
    return (pyramid(part.facts.graph, part.facts.lang),)


def _table(part: Part) -> Iterable[Table]:
    """Level, type and perspective of each measure of which a source says any of them; the others are in the pictures' counts."""
    known = [one for one in part.facts.measures if any(getattr(one, field) for field in _FIELDS)]
    yield Table(
        name="levels", title=text("view_grid.table"), rows=tuple(_row(part, one) for one in known), notes=(text("view_grid.note"),),
        columns=columns(label="measure", level="view_grid.level", type="view_grid.type", time="view_grid.time", home="home"),
    )  # fmt: skip


def _row(part: Part, measure: Measure) -> dict[str, Cell]:
    ontology = part.facts.graph.ontology
    told: list[Text | None] = [
        ontology.concept_label(field, str(value)) if (value := getattr(measure, field)) else None for field in _FIELDS
    ]
    homes = tuple(area.brief for area in part.facts.homes(measure.id))
    return {"id": measure.id, "label": measure.brief, "level": told[0], "type": told[1], "time": told[2], "home": homes}


GRID = View("tid-niva", "view_grid", (), pictures=_grid, shown=_table)
PYRAMID = View("pyramid", "view_pyramid", ("balance",), pictures=_pyramid)
