"""How a table fits a width: which columns stand side by side, how wide each is, and which go to lines of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.model import Path, cell_text

if TYPE_CHECKING:
    from kgraph.model import Cell, Table

__all__ = ["MOST_ROWS", "Layout", "first_rows", "full_heading", "holds_paths", "lay_out"]

MOST_ROWS = 1000
"""How many rows of a table a terminal gets; a pipe, a file and JSON get all."""

_GAPS = (2, 1)
"""Spaces between columns, and what they shrink to when even the longest words do not fit."""
_COMFORT, _COMFORT_FIRST, _COMFORT_LONG = 20, 28, 40
"""A column narrower than this is hard to read when its text is longer; the first holds names, and very long texts take more."""


def first_rows(table: Table) -> Table:
    """The table with no more rows than a person may scroll through."""
    return table if len(table) <= MOST_ROWS else table.model_copy(update={"rows": table.rows[:MOST_ROWS]})


@dataclass(frozen=True)
class Layout:
    """The columns that stand side by side (places in `table.columns`), their widths, and those on lines below each row."""

    beside: tuple[int, ...]
    widths: tuple[int, ...]
    below: tuple[int, ...]
    gap: int = _GAPS[0]

    @property
    def width(self) -> int:
        """The width of the whole table."""
        return _total(self.widths, self.gap)

    @property
    def is_tall(self) -> bool:
        """Whether a row may take so many lines that a blank one should part it from the next."""
        return len(self.below) > 1


@dataclass(frozen=True)
class _Column:
    place: int
    natural: int
    least: int
    kind: str

    @property
    def comfortable(self) -> int:
        wanted = max(_COMFORT if self.place else _COMFORT_FIRST, min(self.natural // 3, _COMFORT_LONG))
        return max(self.least, min(self.natural, wanted))


def lay_out(table: Table, lang: str, width: int) -> Layout:
    """Fit the columns of a table into `width`.

    Paths always get lines of their own.  While the rest cannot stand side by side in comfort, lists of things move
    down to such lines, then the rightmost of the long texts, at last whatever is rightmost; the first column stays.
    Empty columns are left out.  Headings take as many lines as they need when there is little room.
    """
    for tight in (False, True):
        filled = [
            one for place in range(len(table.columns)) if (one := _measure(table, place, lang, tight=tight)).natural
        ]
        beside = [one for one in filled if one.kind != "paths"]
        if _total([one.natural for one in beside]) <= width:
            break
    below = [one.place for one in filled if one.kind == "paths"]
    while next_down := _next_down(beside, width):
        beside.remove(next_down)
        below.append(next_down.place)
    gap = _GAPS[_total([one.least for one in beside]) > width]
    return Layout(tuple(one.place for one in beside), _shared_out(beside, width, gap), tuple(sorted(below)), gap)


def holds_paths(cell: Cell) -> bool:
    """Whether a cell is a path or holds some."""
    return isinstance(cell, Path) or (isinstance(cell, tuple) and any(isinstance(item, Path) for item in cell))


def _measure(table: Table, place: int, lang: str, *, tight: bool) -> _Column:
    column = table.columns[place]
    cells = [row.get(column.key) for row in table.rows]
    texts = [text for cell in cells if (text := cell_text(cell, lang))]
    if not texts:
        return _Column(place, 0, 0, "empty")
    heading = column.label.pick(lang)
    least = max((len(word) for text in (heading, *texts) for word in text.split()), default=1)
    longest = max(len(line) for text in texts for line in text.splitlines())
    return _Column(place, max(longest, least if tight else _heading_width(heading)), least, _kind(cells))


def _heading_width(heading: str) -> int:
    """A heading may take two lines, but not break its words: the wider of its halves."""
    words = heading.split()
    splits = (max(len(" ".join(words[:cut])), len(" ".join(words[cut:]))) for cut in range(1, len(words) + 1))
    return min(splits, default=0)


def _kind(cells: Sequence[Cell]) -> str:
    filled = [cell for cell in cells if cell not in (None, ())]
    if any(holds_paths(cell) for cell in filled):
        return "paths"
    if all(isinstance(cell, tuple) for cell in filled):
        return "list"
    return "text"


def _next_down(beside: Sequence[_Column], width: int) -> _Column | None:
    """The column that should move to lines of its own; None when the rest can stand side by side."""
    others = beside[1:]
    if _total([one.comfortable for one in beside]) > width:
        if lists := [one for one in others if one.kind == "list"]:
            return max(lists, key=lambda one: one.natural)
        if long := [one for one in others if one.comfortable >= _COMFORT]:
            return long[-1]
    return others[-1] if others and _total([one.least for one in beside], _GAPS[1]) > width else None


def _total(widths: Sequence[int], gap: int = _GAPS[0]) -> int:
    return sum(widths) + gap * max(len(widths) - 1, 0)


def _shared_out(columns: Sequence[_Column], width: int, gap: int) -> tuple[int, ...]:
    """Every column what it needs, or its fair share but never less than its longest word while there is room for that."""
    left = width - gap * (len(columns) - 1)
    widths: dict[int, int] = {}
    waiting = sorted(columns, key=lambda one: one.natural)
    for done, column in enumerate(waiting):
        rest = waiting[done + 1 :]
        most = left - sum(one.least for one in rest)
        fair = left // (len(rest) + 1)
        widths[column.place] = max(min(column.natural, most, max(column.least, fair)), 1)
        left -= widths[column.place]
    return tuple(widths[column.place] for column in columns)


def full_heading(headings: Sequence[str], place: int) -> str:
    """A heading that can stand alone: one that goes on from its neighbour ("… med tolkade") takes that one's words too."""
    goes_on = place > 0 and headings[place].startswith("…")
    return f"{headings[place - 1]} {headings[place]}" if goes_on else headings[place]
