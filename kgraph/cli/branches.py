"""A tree as lines with branches: what stands before each line, and its words with their styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.model import cell_text, integer

if TYPE_CHECKING:
    from kgraph.model import Cell, Table

__all__ = ["Branch", "branches"]

_MEASURE = "▸ "


@dataclass(frozen=True)
class Branch:
    """One row: what stands before its first line and before those that it goes on over, and its words with styles."""

    first: str
    further: str
    words: tuple[tuple[str, str], ...]


def branches(table: Table, lang: str) -> Iterator[Branch]:
    """The rows of a table in depth-first order with `number`, `parent`, `depth`, `label` and the labels of what marks them."""
    rows = list(table.rows)
    last = {row["parent"]: row["number"] for row in rows}
    parents = {row["parent"] for row in rows}
    before: list[str] = []
    for row in rows:
        depth = integer(row, "depth")
        is_last = last.get(row["parent"]) == row["number"]
        del before[max(depth - 1, 0) :]
        around = "".join(before)
        below = "│  " if row["number"] in parents else "   "
        if depth == 0:
            yield Branch("", below if row["number"] in parents else "", _words(row, lang))
            continue
        before.append("   " if is_last else "│  ")
        yield Branch(around + ("└─ " if is_last else "├─ "), "".join(before) + below, _words(row, lang))


def _words(row: dict[str, Cell], lang: str) -> tuple[tuple[str, str], ...]:
    """The name, and what is to be known of it: kind, basis, gap, why it is cut, source."""
    said = {key: cell_text(row.get(key), lang) for key in ("label", "kind_label", "relation_label", "basis_label")}
    measure = row["kind"] == "Measure"
    pieces = [((_MEASURE if measure else "") + said["label"], "" if row["depth"] else "bold")]
    if not measure and row["kind"] != "Cause" and not said["label"].endswith(f"({said['kind_label']})"):
        pieces.append((f" ({said['kind_label']})", "dim"))
    if row.get("relation") in _UNUSUAL:
        pieces.append((f" · {said['relation_label']}", ""))
    if row.get("basis") == "interpreted":
        pieces.append((f" · {said['basis_label']}", "yellow"))
    for key, style in (("gap", "red" if row.get("gap") == "both" else "yellow"), ("cut", "dim")):
        if row.get(key):
            pieces.append((f" · {cell_text(row.get(f'{key}_label'), lang)}", style))
    if row.get("decision"):
        pieces.append((f" · {cell_text(row['decision'], lang)}", "red" if row["lapsed"] else ""))
    if place := cell_text(row.get("place"), lang):
        pieces.append((f" [{place}]", "dim"))
    return tuple(pieces)


_UNUSUAL = ("protectsAgainst", "strengthens")
"""Relations that a reader must be told of: a protective factor stands among causes."""
