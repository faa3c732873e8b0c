"""A tree that is too high for a sheet of paper, cut into several that each hold what stands above their rows."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kgraph.views.branches import Branch
from kgraph.views.pictures.tree.drawn import Drawn

__all__ = ["pieces"]


def pieces(root: Branch, most: float, lang: str) -> list[Branch]:
    """The tree itself where it is no higher than `most`, else parts of it in order, about as high as each other."""
    total = Drawn.of(root, 0, lang).height
    if total <= most:
        return [root]
    least = math.ceil(total / most)
    even = _cut(root, min(most, 1.1 * total / least), lang)
    return even if len(even) == least else _cut(root, most, lang)


def _cut(root: Branch, most: float, lang: str) -> list[Branch]:
    """Parts of a tree, each with as many of its rows as there is room for; a new branch of the area rather begins a part."""
    rows = _flat(root)
    found: list[Branch] = []
    start = 0

    def piece(end: int) -> Branch:
        return _part(root, rows[start:end])

    def height(end: int) -> float:
        return Drawn.of(piece(end), 0, lang).height

    while start < len(rows):
        end = max(start + 1, bisect_right(range(len(rows) + 1), most, lo=start + 1, key=height) - 1)
        tops = [
            place
            for place in range(start + 1, end + 1)
            if place < len(rows) and len(rows[place][0]) == 1 and not rows[place][2]
        ]
        if end < len(rows) and tops and height(tops[-1]) > _FULL * most:
            end = tops[-1]
        found.append(piece(end))
        start = end
    return found


_FULL = 0.6
"""How full a sheet must be for the next branch to begin on the one after."""
_Flat = tuple[tuple[Branch, ...], Branch, Branch | None]


def _flat(root: Branch) -> list[_Flat]:
    """Every branch, and every measure but the first of it, with what stands above; in the order of the drawing."""
    found: list[_Flat] = []

    def walk(branch: Branch, above: tuple[Branch, ...]) -> None:
        found.append((above, branch, None))
        found.extend((above, branch, one) for one in branch.measures)
        for one in branch.below:
            walk(one, (*above, branch))

    walk(root, ())
    return found


def _part(root: Branch, rows: Sequence[_Flat]) -> Branch:
    """What a sheet holds of a tree: some rows and what stands above them, marked as continued where they began before."""
    made: dict[int, Branch] = {}

    def put(branch: Branch, above: tuple[Branch, ...], *, continued: bool) -> Branch:
        if id(branch) not in made:
            made[id(branch)] = one = replace(branch, measures=[], below=[])
            one.continued = continued and bool(above)
            if above:
                put(above[-1], above[:-1], continued=True).below.append(one)
        return made[id(branch)]

    for above, branch, measure in rows:
        if measure is None:
            put(branch, above, continued=False)
        else:
            put(branch, above, continued=True).measures.append(measure)
    top = put(root, (), continued=True)
    for branch in top.walk():
        if branch.continued and not branch.measures:
            branch.gap = branch.gap_stated = None
    return top
