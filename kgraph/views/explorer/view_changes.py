"""The view of two versions: each typed change with what it did to coverage, coverage before and after, and what was paired how."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Cell, Table
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View

__all__ = ["CHANGES"]


def _tables(part: Part) -> Iterable[Table]:
    """The tables of the whole; a change opens its thing where the later version has it."""
    if part.key or "versions" not in part.tables:
        return
    told = part.tables["versions"]
    summary = [one for one in told.also if one.name == "summary"]
    yield from summary
    rows: tuple[dict[str, Cell], ...] = tuple({**row, "id": row["after"]} for row in told.rows)
    yield told.model_copy(update={"rows": rows, "also": ()})
    yield from (one for one in told.also if one.name != "summary")


CHANGES = View("andringar", "view_changes", ("versions",), shown=_tables)
