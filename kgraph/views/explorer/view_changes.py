"""The view of two versions: each typed change with what it did to coverage, coverage before and after, and what was paired how."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Cell, Table
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View

__all__ = ["CHANGES"]


_OUTCOMES = ("lost", "vanished", "weakened", "gained", "strengthened")
_AFTER = {
    "measures": "atgarder",
    "cause": "lista;urval=siffra.nominal.Cause",
    "area": "lista;urval=siffra.nominal.omrade",
}
"""Where the numbers of the later version lead; the earlier one is not on the page, and has no lists there."""


def _tables(part: Part) -> Iterable[Table]:
    """The tables of the whole; a change opens its thing where the later version has it, and says which counts it is behind."""
    if part.key or "versions" not in part.tables:
        return
    told = part.tables["versions"]
    for one in told.also:
        if one.name == "summary":
            yield one.model_copy(update={"rows": tuple(_asked(row) for row in one.rows)})
    rows: tuple[dict[str, Cell], ...] = tuple(
        {**row, "id": row["after"], "tokens": ("changes", *(key for key in _OUTCOMES if row[key]))} for row in told.rows
    )
    yield told.model_copy(update={"rows": rows, "also": ()})
    yield from (one for one in told.also if one.name != "summary")


def _asked(row: dict[str, Cell]) -> dict[str, Cell]:
    href = _AFTER.get(str(row["id"]))
    return {**row, "ask": (href,)} if href else row


CHANGES = View(
    "andringar", "view_changes", ("versions",), shown=_tables,
    lists={
        **{f"versions#{key}": f"#andringar;urval={key}" for key in ("changes", *_OUTCOMES)},
        "summary.after_stated": "#+;tolkade=0", "summary.after": "#+;tolkade=1",
    },
)  # fmt: skip
