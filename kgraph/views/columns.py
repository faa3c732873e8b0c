"""The columns cause | measure | area | other of networks, and the order of things in them by a few barycentre sweeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from statistics import fmean
from typing import TypeVar

from kgraph.model import AREA_KINDS

__all__ = ["COLUMNS", "column", "places"]

COLUMNS = ("cause", "measure", "area", "other")
"""The columns of the picture, from left to right; `other` holds actors, target groups, places and methods."""
_SWEEPS = 4
_Thing = TypeVar("_Thing", int, str)


def column(kind: str) -> int:
    """The number of the column that a kind of thing stands in."""
    if kind in AREA_KINDS:
        return 2
    return {"Cause": 0, "Problem": 0, "Measure": 1}.get(kind, 3)


def places(columns: Sequence[Sequence[_Thing]], near: Mapping[_Thing, Collection[_Thing]]) -> dict[_Thing, int]:
    """The row of each thing in its column: every sweep moves things to the mean row of what they are linked to."""
    rows = {one: row for ones in columns for row, one in enumerate(ones)}
    for sweep in range(_SWEEPS):
        for ones in columns if sweep % 2 else reversed(columns):
            means = {one: fmean(rows[other] for other in near[one]) if near[one] else rows[one] for one in ones}
            rows.update({one: row for row, one in enumerate(sorted(ones, key=lambda one: (means[one], one)))})
    return rows
