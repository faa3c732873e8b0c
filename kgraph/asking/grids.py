"""Tables for reading rather than for computing: numbered grids, and the strongest pairs with both counts in a cell."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.measures.rows import only_first
from kgraph.model import Cell, Column, Node, Table, Text
from kgraph.wording import columns, joined, text

__all__ = ["counts", "grid", "marks", "strongest"]


def grid(down: Sequence[Node], across: Sequence[Node], cells: Sequence[Sequence[str]], rule: Text) -> Table:
    """Rows × columns; columns are numbered and their names stand in a note, or in the rows where these are the same things."""
    number = {node.id: place for place, node in enumerate(across, start=1)}
    same = [node.id for node in down] == [node.id for node in across]
    rows = tuple(
        {
            "id": node.id,
            "label": _numbered(node, number) if same else node.brief,
            **dict(zip(number, values, strict=True)),
        }
        for node, values in zip(down, cells, strict=True)
    )
    named = tuple(_numbered(node, number) for node in across)
    heads = tuple(Column(key=one, label=Text(sv=str(place))) for one, place in number.items())
    notes: tuple[Text, ...] = (rule,)
    if named and not same:
        notes = (joined(named, " · "), rule)
    return Table(
        name="grid", title=text("matrix.grid_title"), columns=(*columns(label="row"), *heads), rows=rows, notes=notes
    )


def _numbered(node: Node, number: dict[str, int]) -> Text:
    return Text(sv=f"{number[node.id]} {node.brief.sv}", en=f"{number[node.id]} {node.brief.pick('en')}")


def counts(stated: int, every: int) -> str:
    """Two counts in one cell: "10·14", one number where they agree, a dash for nothing."""
    return "–" if not every else str(every) if stated == every else f"{stated}·{every}"


def marks(stated: str | None, every: str | None) -> str:
    """How a measure touches a thing: ● directly, ○ indirectly; what only interpreted links say in parentheses."""
    plain, read = _MARKS[stated], _MARKS[every]
    return plain if plain == read else f"{plain}({read})"


_MARKS = {None: "", "direct": "●", "indirect": "○"}


def strongest(pairs: Sequence[dict[str, Cell]], *, total: int) -> Table:
    """Pairs with both ways of counting in each cell, in percent where it is a share."""
    rows = tuple(
        {
            "row_id": pair["row_id"], "column_id": pair["column_id"], "row": pair["row"], "column": pair["column"],
            "pair": text("matrix.pair", row=pair["row"], column=pair["column"]), "shared": _both(str(pair["count_stated"]), str(pair["count"])),
            **{key: _both(_percent(pair[f"{key}_stated"]), _percent(pair[key])) for key in _SHARES},
        }
        for pair in pairs
    )  # fmt: skip
    return Table(
        name="strongest", title=text("matrix.strongest_title"), rows=rows, notes=(text("matrix.both"), *only_first(len(rows), total, "matrix.more")),
        columns=columns(pair="pair", shared="both_shared", **{key: f"both_{key}" for key in _SHARES}),
    )  # fmt: skip


_SHARES = ("row_in_column", "column_in_row", "jaccard")


def _both(stated: str, every: str) -> str:
    return every if stated == every else f"{stated} · {every}"


def _percent(share: Cell) -> str:
    return f"{share:.0%}" if isinstance(share, float) else "?"
