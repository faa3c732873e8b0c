"""The columns cause | measure | area | other of networks, and the order of things in them by barycentre sweeps."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Mapping, Sequence
from statistics import fmean
from typing import TypeVar

from kgraph.model import AREA_KINDS

__all__ = ["COLUMNS", "column", "crossings", "places"]

COLUMNS = ("cause", "measure", "area", "other")
"""The columns of the picture, from left to right; `other` holds actors, target groups, places and methods."""
_SWEEPS = 12
_Thing = TypeVar("_Thing", int, str)


def column(kind: str) -> int:
    """The number of the column that a kind of thing stands in."""
    if kind in AREA_KINDS:
        return 2
    return {"Cause": 0, "Problem": 0, "Measure": 1}.get(kind, 3)


def places(columns: Sequence[Sequence[_Thing]], near: Mapping[_Thing, Collection[_Thing]]) -> dict[_Thing, int]:
    """The row of each thing in its column: every sweep moves things to the mean height of what they are linked to, and the sweep
    that leaves the fewest crossings is kept (Sugiyama, Tagawa & Toda 1981).
    """
    best = rows = {one: row for ones in columns for row, one in enumerate(ones)}
    heights = {one: (row + 0.5) / len(ones) for ones in columns for row, one in enumerate(ones)}
    fewest = crossings(columns, near, rows)
    for sweep in range(_SWEEPS):
        rows = dict(rows)
        for ones in columns if sweep % 2 else reversed(columns):
            means = {one: fmean(heights[other] for other in near[one]) if near[one] else heights[one] for one in ones}
            for row, one in enumerate(sorted(ones, key=lambda one: (means[one], one))):
                rows[one], heights[one] = row, (row + 0.5) / len(ones)
        found = crossings(columns, near, rows)
        if found < fewest:
            best, fewest = rows, found
    return best


def crossings(
    columns: Sequence[Sequence[_Thing]], near: Mapping[_Thing, Collection[_Thing]], rows: Mapping[_Thing, int]
) -> int:
    """How many pairs of lines between the same two columns cross."""
    total = 0
    for left, ones in enumerate(columns):
        for others in columns[left + 1 :]:
            there = set(others)
            above: list[int] = []
            for _, row in sorted((rows[one], rows[other]) for one in ones for other in near[one] if other in there):
                total += len(above) - bisect_right(above, row)
                insort(above, row)
    return total
