"""Area × area as a grid: how many measures each two areas share, and how large a part that is of all that touch either.

The size of a square tells the part (Jaccard, 1901), the number in it how many; each two areas stand once, below the diagonal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from kgraph.model import Cell, Table, Text, integer
from kgraph.views.svg import Key, Picture, el, fitted, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST_AREAS", "fits_grid", "matrix"]

MOST_AREAS = 16
"""How many rows and columns a grid can have and still be read."""
_CELL, _NAME, _HEAD, _MARGIN = 46.0, 300.0, 30.0, 10.0
_Layer = Literal["", "_stated"]


@dataclass(frozen=True)
class _Grid:
    """The areas in their order, and what each two of them share."""

    areas: Mapping[str, Text]
    pairs: Sequence[Mapping[str, Cell]]
    lang: str

    @classmethod
    def of(cls, table: Table, lang: str) -> _Grid:
        names = {
            str(row[f"{side}_id"]): name
            for row in table.rows
            for side in ("row", "column")
            if isinstance(name := row[side], Text)
        }
        return cls(names, table.rows, lang)

    def measures(self, area: str, layer: _Layer) -> Cell:
        """How many measures touch an area."""
        sides = ((row, side) for row in self.pairs for side in ("row", "column") if row[f"{side}_id"] == area)
        return next(row[f"{side}_measures{layer}"] for row, side in sides)


def fits_grid(table: Table) -> bool:
    """Whether a grid of these pairs can be read."""
    return len(_Grid.of(table, "sv").areas) <= MOST_AREAS


def matrix(table: Table, lang: str = "sv", *, stated_only: bool = False) -> Picture:
    """The grid of areas, from the table of `kgraph.matrix` on areas and areas in order of name.

    `stated_only` tells that it was counted without interpreted links; else there are two drawings, of which one is shown.
    Of fewer than two areas it says that there is nothing to compare.  Raises `UsageError` for more than can be read.
    """
    grid = _Grid.of(table, lang)
    if not fits_grid(table):
        raise refused("overlap_grid.too_many", areas=len(grid.areas), most=MOST_AREAS)
    if not grid.areas:
        none = text("overlap_grid.alone").pick(lang)
        return Picture("matris", text("overlap_grid.title").pick(lang), none, 480, 60, label(_MARGIN, 30, none))
    layers: list[tuple[_Layer, str | None]] = (
        [("_stated", None)] if stated_only else [("", "if-all"), ("_stated", "if-stated")]
    )
    size = len(grid.areas)
    body = Markup("").join(
        [
            *_frame(grid),
            *(el("g", *_names(grid, layer), *_squares(grid, layer), class_=class_) for layer, class_ in layers),
        ]
    )
    legend = (
        Key("box", "soft", text("overlap_grid.key_share").pick(lang)),
        Key("box", "surface", text("overlap_grid.key_rows").pick(lang)),
    )
    width = max(_NAME + size * _CELL + 2 * _MARGIN, 480.0)
    height = _HEAD + size * _CELL + _MARGIN
    return Picture(
        "matris",
        text("overlap_grid.title").pick(lang),
        _told(grid, stated_only=stated_only),
        width,
        height,
        body,
        legend,
    )


def _told(grid: _Grid, *, stated_only: bool) -> str:
    best = max(grid.pairs, key=lambda row: (integer(row, "count"), integer(row, "count_stated")))
    if not integer(best, "count"):
        return text("overlap_grid.alt_none", areas=len(grid.areas)).pick(grid.lang)
    key = "overlap_grid.alt_stated" if stated_only else "overlap_grid.alt"
    return text(
        key, areas=len(grid.areas), one=best["row"], other=best["column"], stated=best["count_stated"], every=best["count"]
    ).pick(grid.lang)  # fmt: skip


def _frame(grid: _Grid) -> Iterator[Markup]:
    """The lines between the squares, and the numbers of the columns."""
    size = len(grid.areas)
    for place in range(size):
        across, down = _NAME + _MARGIN + place * _CELL, _HEAD + place * _CELL
        yield label(across + _CELL / 2, 14, str(place + 1), size=13, anchor="middle", class_="muted")
        end = _NAME + _MARGIN + (place + 1) * _CELL
        yield el("path", d=f"M{_MARGIN:.0f} {down + _CELL:.0f}H{end:.0f}V{down:.0f}", class_="grid")
        yield label(across + _CELL / 2, down + _CELL / 2, str(place + 1), size=13, anchor="middle", class_="muted")


def _names(grid: _Grid, layer: _Layer) -> Iterator[Markup]:
    for place, (area, name) in enumerate(grid.areas.items()):
        middle = _HEAD + (place + 0.5) * _CELL
        measures = text("overlap_grid.row", number=place + 1, area="", measures=grid.measures(area, layer)).pick(
            grid.lang
        )
        room = _NAME - 16 - len(measures) * 8
        words = text(
            "overlap_grid.row",
            number=place + 1,
            area=fitted(name.pick(grid.lang), room),
            measures=grid.measures(area, layer),
        )
        yield thing(area, name.pick(grid.lang), label(_MARGIN, middle, " ".join(words.pick(grid.lang).split())))


def _squares(grid: _Grid, layer: _Layer) -> Iterator[Markup]:
    places = {area: place for place, area in enumerate(grid.areas)}
    for row in grid.pairs:
        shared, part = integer(row, f"count{layer}"), row[f"jaccard{layer}"]
        if not shared or not isinstance(part, float):
            continue
        first, second = sorted((places[str(row["row_id"])], places[str(row["column_id"])]))
        x, y = _NAME + _MARGIN + (first + 0.5) * _CELL, _HEAD + (second + 0.5) * _CELL
        side = math.sqrt(part) * (_CELL - 4)
        words = text("overlap_grid.cell", one=row["row"], other=row["column"], shared=shared).pick(grid.lang)
        square = el("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, class_="soft")
        yield el("g", el("title", words), square, label(x, y, str(shared), anchor="middle"))
