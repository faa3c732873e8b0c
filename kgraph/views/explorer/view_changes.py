"""The view of two versions: each typed change with what it did to coverage, coverage before and after, and what was paired how."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kgraph.model import Cell, Table
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View

__all__ = ["CHANGES"]


_OUTCOMES = ("lost", "vanished", "weakened", "gained", "strengthened", "gap_changed")
_OF_MEASURES = ("measures_removed", "measures_added", "measures_changed")
_VERSIONS = (("before", "fore"), ("after", "efter"))
"""What the lists of each version are called (`kgraph.views.explorer.earlier`)."""


def _tables(part: Part) -> Iterable[Table]:
    """The tables of the whole; a change opens its thing where the later version has it, and says which counts it is behind."""
    if part.key or "versions" not in part.tables:
        return
    told = part.tables["versions"]
    for one in told.also:
        if one.name == "summary":
            yield one.model_copy(update={"rows": tuple({**row, "ask": (row["id"],)} for row in one.rows)})
    rows: tuple[dict[str, Cell], ...] = tuple(
        {**row, "id": row["after"], "tokens": tuple(_tokens(row))} for row in told.rows
    )
    yield told.model_copy(update={"rows": rows, "also": ()})
    yield from (one for one in told.also if one.name != "summary")


def _tokens(row: Mapping[str, Cell]) -> Iterator[str]:
    """The counts that a change is behind."""
    yield "changes"
    if row["counts_as"]:
        yield str(row["counts_as"])
    yield from (key for key in _OUTCOMES if row[key])


CHANGES = View(
    "andringar", "view_changes", ("versions",), shown=_tables,
    lists={
        **{f"versions#{key}": f"#andringar;urval={key}" for key in ("changes", *_OF_MEASURES, *_OUTCOMES)},
        **{f"summary.{key}_stated": f"#lista;urval={list_}.+;tolkade=0" for key, list_ in _VERSIONS},
        **{f"summary.{key}": f"#lista;urval={list_}.+;tolkade=1" for key, list_ in _VERSIONS},
        **{f"summary.total_{key}": f"#lista;urval={list_}.alla.+" for key, list_ in _VERSIONS},
    },
)  # fmt: skip
