"""Any answer (`Table`) as the page shows it: counts both ways with their rules, rows whose things open, notes."""

from __future__ import annotations

from typing import Any

from kgraph.model import Cell, Column, Count, Path, Table, cell_text
from kgraph.views.explorer.facts import Facts

__all__ = ["answer"]


def answer(facts: Facts, table: Table, ident: str) -> dict[str, Any]:
    """The values of the template `answer`; `ident` is the id of the table on the page.

    A row opens the thing that its `id` names; a row whose `basis` is "interpreted" is shown with interpreted links only.
    """
    numeric = [_is_numeric(table, column) for column in table.columns]
    return {
        "id": ident,
        "name": table.name,
        "title": facts.pick(table.title),
        "counts": [_count(facts, count) for count in table.counts],
        "notes": [facts.pick(note) for note in table.notes],
        "headings": [
            {"key": column.key, "label": facts.pick(column.label), "number": number}
            for column, number in zip(table.columns, numeric, strict=True)
        ],
        "rows": [_row(facts, table, row, numeric) for row in table.rows],
    }


def _count(facts: Facts, count: Count) -> dict[str, Any]:
    return {
        "label": facts.pick(count.label), "stated": count.stated, "all": count.with_interpreted, "total": count.total,
        "rule": facts.pick(count.rule),
    }  # fmt: skip


def _is_numeric(table: Table, column: Column) -> bool:
    cells = [row.get(column.key) for row in table.rows]
    return bool(cells) and all(
        cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells
    )


def _row(facts: Facts, table: Table, row: dict[str, Cell], numeric: list[bool]) -> dict[str, Any]:
    thing = row.get("id")
    cells = [
        {"lines": _lines(facts, row.get(column.key)), "number": number}
        for column, number in zip(table.columns, numeric, strict=True)
    ]
    return {
        "id": thing if isinstance(thing, str) and thing in facts.graph else "",
        "read": row.get("basis") == "interpreted",
        "cells": cells,
    }


def _lines(facts: Facts, cell: Cell) -> list[dict[str, str]]:
    """A cell as lines: a path is one, with its source; what else a cell holds stands on one, with commas."""
    items = [item for item in (cell if isinstance(cell, tuple) else (cell,)) if item is not None]
    paths = [item for item in items if isinstance(item, Path)]
    plain = ", ".join(cell_text(item, facts.lang) for item in items if not isinstance(item, Path))
    told = [{"words": facts.pick(path.text), "source": facts.pick(path.source)} for path in paths]
    return [*([{"words": plain, "source": ""}] if plain else []), *told]
