"""The view of matrices: which areas each measure touches and how, and how many measures each two areas share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.model import AREA_KINDS, Cell, Node
from kgraph.views.explorer.packed import Packed
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.matrix import fits_grid, matrix
from kgraph.views.shell import json_block
from kgraph.wording import text

__all__ = ["MATRIX"]

_PACKED = "matris-bilder"


def _once(found: Sequence[Part]) -> dict[str, Any]:
    packed = Packed(found[0].facts)
    return {
        "parts": [_part(packed, part) for part in found],
        "packed": json_block(packed.values()),
        "block": _PACKED,
    }


def _part(packed: Packed, part: Part) -> dict[str, Any]:
    facts = part.facts
    areas = sorted(facts.graph.of_kind(*AREA_KINDS), key=facts.order)
    rows: dict[str, dict[str, Mapping[str, Cell]]] = defaultdict(dict)
    for row in part.tables["matrix_measures"].rows:
        rows[str(row["row_id"])][str(row["column_id"])] = row
    touched = {area for known in rows.values() for area in known}
    across = [area for area in areas if area.id in touched]
    without = [area for area in areas if area.id not in touched]
    return {
        "key": part.key, "mark": part.mark, "picture": _picture(packed, part),
        "areas": [{"id": one.id, "name": facts.brief(one.id)} for one in across],
        "overlap": [_overlaps(part, one, across) for one in across] if len(across) > 1 else [],
        "measures": [_touches(part, one.id, rows[one.id], across) for one in facts.measures],
        "none": facts.pick(text("view_matrix.none", areas=facts.names(without))) if without else "",
    }  # fmt: skip


def _picture(packed: Packed, part: Part) -> dict[str, Any] | None:
    table = part.tables["matrix_areas"]
    if not table.rows or not fits_grid(table):
        return None
    ident = f"matris-bild{part.mark}"
    made = matrix(table, part.facts.lang, stated_only=part.facts.level == "open")
    return {"id": ident, "title": made.title, "svg": packed.shell(made, ident, _PACKED)}


def _both(part: Part, stated: Cell, every: Cell) -> str:
    """A number in both ways of counting, one where they agree or only stated links are on the page."""
    return str(every) if part.facts.level == "open" or stated == every else f"{stated} · {every}"


def _overlaps(part: Part, area: Node, across: Sequence[Node]) -> dict[str, Any]:
    """The row of an area: its measures, and how many it shares with each of the others."""
    pairs = {
        str(row[f"{other}_id"]): (row, side)
        for row in part.tables["matrix_areas"].rows
        for side, other in (("row", "column"), ("column", "row"))
        if row[f"{side}_id"] == area.id
    }
    own, side = next(iter(pairs.values()))
    return {
        "id": area.id, "name": part.facts.brief(area.id),
        "measures": _both(part, own[f"{side}_measures_stated"], own[f"{side}_measures"]),
        "cells": ["" if one is area else _both(part, *_shared(pairs[one.id][0])) for one in across],
    }  # fmt: skip


def _shared(row: Mapping[str, Cell]) -> tuple[Cell, Cell]:
    return row["count_stated"], row["count"]


def _touches(
    part: Part, measure: str, rows: Mapping[str, Mapping[str, Cell]], across: Sequence[Node]
) -> dict[str, Any]:
    """The row of a measure: how it touches each area, by the mark `direct`, `indirect` or `read`; "" where it does not."""
    marks = [_mark(rows.get(area.id)) for area in across]
    stated = sum(mark in ("direct", "indirect") for mark in marks)
    return {
        "number": part.number[measure], "name": part.facts.brief(measure), "marks": marks,
        "sum": _both(part, stated, sum(map(bool, marks))),
    }  # fmt: skip


def _mark(row: Mapping[str, Cell] | None) -> str:
    return "" if row is None else str(row["touch_stated"] or "read")


MATRIX = View("matris", "view_matrix", ("matrix_areas", "matrix_measures"), template="view_matrix.html.j2", once=_once)
