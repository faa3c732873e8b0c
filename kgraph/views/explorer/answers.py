"""Any answer (`Table`) as the page shows it: counts both ways with their rules, rows whose things open, notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kgraph.measures.sets import Layers
from kgraph.model import Cell, Column, Count, Path, Table, cell_text
from kgraph.views.explorer.facts import Facts

__all__ = ["answer", "family"]


def answer(facts: Facts, table: Table, ident: str, lists: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The values of the template `answer`; `ident` is the id of the table on the page.

    A row opens the thing that its `id` (or `area`) names; a row whose `basis` is "interpreted" is shown with interpreted links only.
    A number follows the switch where its row has the stated one too (`…_stated`) and no column shows that.  `lists` says
    where numbers lead (see `kgraph.views.explorer.views.View`); `ask` of a row are the ids that such a list is of.  A cell whose
    row says `…_is_read` is a reading of ours.
    """
    lists = lists or {}
    numeric = [_is_numeric(table, column) for column in table.columns]
    rows = [_row(facts, table, row, numeric) for row in table.rows]
    return {
        "id": ident,
        "name": table.name,
        "title": facts.pick(table.title),
        "counts": [
            _count(facts, count, *(lists.get(f"{table.name}#{count.key}{end}", "") for end in ("", ":total")))
            for count in table.counts
        ],
        "notes": [facts.pick(note) for note in table.notes],
        "headings": [
            {
                "key": column.key,
                "label": facts.pick(column.label),
                "number": number,
                "list": lists.get(f"{table.name}.{column.key}", ""),
            }
            for column, number in zip(table.columns, numeric, strict=True)
        ],  # fmt: skip
        "rows": rows,
        "both": any(_tells_both(cell) for row in rows for cell in row["cells"]),
    }


def family(families: Layers, thing: str) -> dict[str, Cell]:
    """What a row asks about that counts a thing with all below it: their ids, by stated links too where these are others."""
    every, stated = ((thing, *sorted(families[layer][thing] - {thing})) for layer in (True, False))
    if len(every) == 1:
        return {}
    return {"ask": every} if stated == every else {"ask": every, "ask_stated": stated}


def _count(facts: Facts, count: Count, href: str, of_total: str) -> dict[str, Any]:
    return {
        "label": facts.pick(count.label), "stated": count.stated, "all": count.with_interpreted, "total": count.total,
        "rule": facts.pick(count.rule), "list": href, "list_total": of_total,
    }  # fmt: skip


def _is_numeric(table: Table, column: Column) -> bool:
    """Whether a column holds numbers alone: such as they are, or as the number of a thing that it does not name."""
    cells = [row.get(column.key) for row in table.rows]
    return bool(cells) and all(
        cell in (None, ("",)) or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells
    )


def _row(facts: Facts, table: Table, row: dict[str, Cell], numeric: list[bool]) -> dict[str, Any]:
    thing = row.get("id", row.get("area"))
    shown = {column.key for column in table.columns}
    cells = [
        {
            "lines": _lines(facts, row.get(column.key)), "number": number,
            "each": _each(facts, row, column.key), "read": bool(row.get(f"{column.key}_is_read")),
            "stated": None if f"{column.key}_stated" in shown else _other(row, column.key),
            "stated_lines": _other_lines(facts, row, column.key),
        }
        for column, number in zip(table.columns, numeric, strict=True)
    ]  # fmt: skip
    return {
        "id": thing if isinstance(thing, str) and thing in facts.graph else "",
        "tokens": " ".join(map(str, tokens)) if isinstance(tokens := row.get("tokens"), tuple) else "",
        **{
            key: ",".join(map(str, ids)) if isinstance(ids := row.get(key), tuple) else ""
            for key in ("ask", "ask_stated")
        },
        "same": None,
        "read": row.get("basis") == "interpreted",
        "cells": cells,
    }


def _tells_both(cell: dict[str, Any]) -> bool:
    return cell["stated"] is not None or any(one["all"] not in (None, one["stated"]) for one in cell["each"])


def _each(facts: Facts, row: dict[str, Cell], key: str) -> list[dict[str, Any]]:
    """The things that a cell names one by one: `…_to` are their ids, `…_count` and `…_stated` the number of each, both ways."""
    names, ids = row.get(key), row.get(f"{key}_to")
    if not isinstance(names, tuple) or not isinstance(ids, tuple):
        return []
    every, stated = (row.get(f"{key}_{end}") for end in ("count", "stated"))
    numbers = (
        zip(every, stated, strict=True)
        if isinstance(every, tuple) and isinstance(stated, tuple)
        else ((None, None) for _ in ids)
    )
    return [
        {"name": cell_text(name, facts.lang), "id": ident, "all": both[0], "stated": both[1]}
        for name, ident, both in zip(names, ids, numbers, strict=True)
    ]


def _other(row: dict[str, Cell], key: str) -> int | None:
    """The number of a cell by stated links alone, where that is another one."""
    every, stated = row.get(key), row.get(f"{key}_stated")
    return stated if isinstance(every, int) and isinstance(stated, int) and stated != every else None


def _other_lines(facts: Facts, row: dict[str, Cell], key: str) -> list[dict[str, str]] | None:
    """The names of a cell by stated links alone, where those are others."""
    every, stated = row.get(key), row.get(f"{key}_stated")
    named = f"{key}_to" not in row and isinstance(every, tuple) and isinstance(stated, tuple)
    return _lines(facts, stated) if named and stated != every else None


def _lines(facts: Facts, cell: Cell) -> list[dict[str, str]]:
    """A cell as lines: a path is one, with its source; what else a cell holds stands on one, with commas or, where names hold commas, semicolons."""
    items = [item for item in (cell if isinstance(cell, tuple) else (cell,)) if item is not None]
    paths = [item for item in items if isinstance(item, Path)]
    names = [cell_text(item, facts.lang) for item in items if not isinstance(item, Path)]
    plain = ("; " if any(", " in name for name in names) else ", ").join(names)
    told = [{"words": facts.pick(path.text), "source": facts.pick(path.source)} for path in paths]
    return [*([{"words": plain, "source": ""}] if plain else []), *told]
