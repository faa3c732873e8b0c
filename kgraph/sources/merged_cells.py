"""Cells that are empty: those that look merged, and areas that are lacking here and there.

A spreadsheet saves merged cells with their words in the first row of the block and nothing in the others.

What stood there is not guessed; that the rows lack it is told, so that whoever keeps the table can fill them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kgraph.errors import Position, Problem
from kgraph.names import fold
from kgraph.sources.csv_rows import Row
from kgraph.wording import text

__all__ = ["lacking_area", "looking_merged"]

_OF_A_MEASURE = ("responsible", "actors", "time", "status", "goal", "indicator")
"""What is told of measures only."""
_SHOWN = 6


def looking_merged(rows: Sequence[tuple[int, Row]], headings: Mapping[str, str]) -> Iterator[Problem]:
    """A remark on each column that looks as if its cells had been merged; `headings` gives what each meaning is called in the file.

    Areas and causes look so where the first row of measures has one, at least a third lack it, and no row has the same as the one
    above; measures where a row without one has what only measures have.
    """
    measures = [one for one in rows if one[1]["measure"]]
    for name in ("area", "cause"):
        if name in headings and _in_blocks([row[name] for _, row in measures]):
            yield _remark(headings[name], [one for one in measures if not one[1][name]], len(measures))
    nameless = [one for one in rows if not one[1]["measure"] and any(one[1][name] for name in _OF_A_MEASURE)]
    if nameless:
        yield _remark(headings["measure"], nameless, len(rows))


def lacking_area(rows: Sequence[tuple[int, Row]], headings: Mapping[str, str]) -> Iterator[Problem]:
    """A remark on rows without an area in a table that has areas, unless the cells look merged: what they say is in no area.

    A measure that another row gives an area has one.
    """
    told = {fold(row["measure"]) for _, row in rows if row["area"]} - {""}
    lacking = [
        (number, row)
        for number, row in rows
        if (row["measure"] or row["cause"]) and not row["area"] and fold(row["measure"]) not in told
    ]
    areas = [row["area"] for _, row in rows if row["measure"]]
    if lacking and any(row["area"] for _, row in rows) and not _in_blocks(areas):
        yield _remark(headings["area"], lacking, len(rows), key="no_area")


def _in_blocks(cells: Sequence[str]) -> bool:
    empty = sum(not cell for cell in cells)
    repeated = any(cell and cell == above for above, cell in pairwise(cells))
    return bool(empty > 1 and 3 * empty >= len(cells) and cells[0] and not repeated)


def _remark(heading: str, lacking: Sequence[tuple[int, Row]], total: int, key: str = "merged") -> Problem:
    numbers = ", ".join(str(number) for number, _ in lacking[:_SHOWN]) + (" …" if len(lacking) > _SHOWN else "")
    said = text(f"plan_table.{key}", count=len(lacking), total=total, column=heading, rows=numbers)
    fix = text(f"plan_table.{key}_fix")
    position = Position(lacking[0][1].position.file, lacking[0][0])
    return Problem("F9", position, said.sv, said.pick("en"), fix.sv, fix.pick("en"))
