"""How wide the columns of a table on paper are: never narrower than their longest word, the rest by what they hold."""

from __future__ import annotations

import re

from kgraph.views.report.content import Grid
from kgraph.views.svg import text_width

__all__ = ["CELL", "floors", "is_crowded", "size_of", "widths"]

CELL = 80
"""The room to the left and to the right of the words in a cell, in twentieths of a point."""
_MANY, _CROWDED = 6, 15.3
"""The most columns with words of the usual size, and what hardly has room on a sheet that stands, in centimetres."""
_CM = 72 / 2.54
"""Points in a centimetre."""
_BOLD = 1.15
"""How much wider bold words are."""
_LINES = 400.0
"""What a column asks for at most, in points: more than this goes on in lines."""
_SHORT, _USUAL = 110.0, 2
"""What is so short, in points, stays on one line where it can; of longer cells the few that are more than so many times the
usual go on in lines.
"""
_PARTS = re.compile(r"\s+|(?<=[-–/])(?!\d)")
"""Where a line may end: no date is broken."""


def size_of(grid: Grid) -> float:
    """The size of the words of a table, in points: smaller where it has many columns."""
    return 7.5 if len(grid.heads) > _MANY else 8.5


def is_crowded(grid: Grid) -> bool:
    """Whether the longest words of the columns have hardly any room side by side on a page that stands."""
    return sum(floors(grid, size_of(grid))) > _CROWDED


def floors(grid: Grid, size: float) -> list[float]:
    """The widths that the columns need, in centimetres, for no word of theirs, and no cell that is short, to be broken at a size in points."""
    return [
        _centimetres(max(_width(part, size, bold) for words, bold in held for part in _parts(words, head.short)))
        for head, held in zip(grid.heads, _held(grid), strict=True)
    ]


def _parts(words: str, short: bool) -> list[str]:  # noqa: FBT001
    return [words] if short else _PARTS.split(words)


def widths(grid: Grid, size: float, room: float) -> list[float]:
    """The widths of the columns in centimetres, together the room: their floors, and of what is left a share by what they hold.

    Where even the floors have no room each is narrower by the same part.
    """
    least = floors(grid, size)
    wanted = [_wanted([_width(words, size, bold) for words, bold in held]) for held in _held(grid)]
    left = room - sum(least)
    if left <= 0:
        return [room * one / sum(least) for one in least]
    more = [max(one - floor, 0.1) for one, floor in zip(wanted, least, strict=True)]
    return [floor + left * one / sum(more) for floor, one in zip(least, more, strict=True)]


def _wanted(found: list[float]) -> float:
    return _centimetres(min(_LINES, max(found), max(_SHORT, _USUAL * sum(found) / len(found))))


def _held(grid: Grid) -> list[list[tuple[str, bool]]]:
    """The texts of each column, and whether they are bold, as headings and first columns are."""
    return [
        [(head.label, True), *((row[place], place == 0) for row in grid.rows)] for place, head in enumerate(grid.heads)
    ]


def _width(words: str, size: float, bold: bool) -> float:  # noqa: FBT001
    return text_width(words, size) * (_BOLD if bold else 1)


def _centimetres(points: float) -> float:
    return (points + 2 * CELL / 20 + 1) / _CM
