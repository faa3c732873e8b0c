"""Where everything of a network stands: boxes in columns, and rails that gather the lines to an area.

Causes, and measures, that have the very same lines share a box.  In front of each column of areas (and of others) every one of
them has an upright rail, where a dot on the row of a box is a line; so no two lines but those from causes to measures run
askew.  A rail goes past a column that stands between in one lane below a box.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import fmean

from kgraph.views.columns import places
from kgraph.views.svg import BOX, wrap

__all__ = ["INSIDE", "SIZE", "TOP", "WIDE", "Box", "Layout", "Line", "Rail", "laid_out"]

WIDE, SIZE, TOP, INSIDE = 284.0, 13, 40.0, 12.0
"""How wide boxes are, how high their words, where they begin, and how far their words are from their sides."""
_SPACE, _APART, _LANE, _CURVED, _SIDE, _BARE = 14.0, 16.0, 5.0, 120.0, 40.0, 16.0
_WORDS = 16.0
_GROUPED = 2
"""The columns of causes and of measures, whose things may share a box and have no rails."""

Ends = tuple[str, str]


@dataclass(frozen=True)
class Line:
    """Whether a line is stated, and whether it is a link of its own, with nothing between its ends."""

    stated: bool
    direct: bool = True


@dataclass(frozen=True)
class Box:
    """Things with the same lines, each with its name in lines, and where their box begins; the first stands for all."""

    names: Mapping[str, Sequence[str]]
    place: int
    y: float = 0.0

    @property
    def key(self) -> str:
        """The thing that stands for all."""
        return next(iter(self.names))

    @property
    def height(self) -> float:
        """Room for every name, and no less than a box of one."""
        return max(float(BOX), sum(self.rooms()) + 8)

    @property
    def middle(self) -> float:
        """Where lines leave and arrive."""
        return self.y + self.height / 2

    def rooms(self) -> Iterator[float]:
        """How high each name is, with some air."""
        return (_WORDS * len(lines) + 4 for lines in self.names.values())


@dataclass(frozen=True)
class Rail:
    """The lines from one column to one thing: where it stands, the rows that it gathers (each with its line), the lane on which
    it comes from the column before, and the height at which it goes on.
    """

    target: str
    x: float
    rows: Mapping[str, Line]
    comes: float | None
    goes: float
    stated: bool


@dataclass(frozen=True)
class Layout:
    """Boxes by the thing that stands for them, the left side of each column, lines between boxes, and the rails after each column."""

    boxes: Mapping[str, Box]
    lefts: Sequence[float]
    width: float
    height: float
    lines: Mapping[Ends, Line]
    rails: Sequence[Sequence[Rail]]

    def right(self, place: int) -> float:
        """The right side of a column, from which its lines leave."""
        return self.lefts[place] + WIDE

    def clear(self, place: int) -> float:
        """Where the rails after a column end."""
        return max((rail.x for rail in self.rails[place]), default=self.right(place) - _APART) + _APART


def laid_out(columns: Mapping[int, Sequence[tuple[str, str]]], lines: Mapping[Ends, Line]) -> Layout:
    """The layout of things, given with their names by the number of their column, and of the lines between them."""
    return _Plan(columns, lines).layout()


@dataclass(frozen=True)
class _Plan:
    columns: Mapping[int, Sequence[tuple[str, str]]]
    lines: Mapping[Ends, Line]

    @cached_property
    def near(self) -> Mapping[str, Mapping[str, Line]]:
        """What each thing has lines to."""
        found: dict[str, dict[str, Line]] = defaultdict(dict)
        for (one, other), line in self.lines.items():
            found[one][other] = found[other][one] = line
        return found

    @cached_property
    def grouped(self) -> list[list[Box]]:
        """The boxes of each column that there is, in the order of their names."""
        found = []
        for place, (number, things) in enumerate(sorted(self.columns.items())):
            alike: dict[object, dict[str, Sequence[str]]] = defaultdict(dict)
            for one, name in things:
                same = frozenset(self.near[one].items()) if number < _GROUPED and one in self.near else one
                alike[same][one] = wrap(name, WIDE - 2 * INSIDE, SIZE, 2)
            found.append([Box(names, place) for names in alike.values()])
        return found

    @cached_property
    def between(self) -> dict[Ends, Line]:
        """The lines between boxes, from left to right (and, in the same column, as they are given)."""
        home = {one: box for boxes in self.grouped for box in boxes for one in box.names}
        found = {}
        for (one, other), line in sorted(self.lines.items(), key=lambda item: item[0]):
            left, right = sorted((home[one], home[other]), key=lambda box: box.place)
            found[left.key, right.key] = line
        return found

    @cached_property
    def boxes(self) -> dict[str, Box]:
        """Every box at its height: the highest column is filled, the others' boxes stand beside what they have lines to."""
        near: dict[str, set[str]] = defaultdict(set)
        for one, other in self.between:
            near[one].add(other)
            near[other].add(one)
        keys = [[box.key for box in boxes] for boxes in self.grouped]
        rows = places(keys, near)
        ordered = [sorted(boxes, key=lambda box: rows[box.key]) for boxes in self.grouped]
        highs = [sum(box.height + _SPACE for box in boxes) - _SPACE for boxes in ordered]
        high = max(highs, default=0.0)
        areas = [place for place, number in enumerate(sorted(self.columns)) if number >= _GROUPED and place]
        done: dict[str, Box] = {}
        start = highs.index(high) if highs else 0
        for place in sorted(range(len(ordered)), key=lambda one: (abs(one - start), one)):
            wanted = [[done[other].middle for other in near[box.key] if other in done] for box in ordered[place]]
            for box in _stacked(ordered[place], wanted, high - highs[place]):
                done[box.key] = box
        for place in areas:
            before, mine = ([done[box.key] for box in ordered[one]] for one in (place - 1, place))
            done |= {box.key: box for box in _between(mine, before)}
        return done

    def layout(self) -> Layout:
        boxes = self.boxes
        count = len(self.grouped)
        has_rails = {place for place, number in enumerate(sorted(self.columns)) if number >= _GROUPED}
        arcs = {boxes[one].place for one, other in self.between if boxes[one].place == boxes[other].place}
        curved = {
            boxes[one].place for one, other in self.between if boxes[other].place not in has_rails | {boxes[one].place}
        }
        ways = _ways(boxes, self.between, has_rails)
        lanes, bottom = _lanes(boxes, ways)
        lefts, x = [], _SIDE if 0 in arcs else _BARE
        rails: list[list[Rail]] = []
        for place in range(count):
            lefts.append(x)
            x += WIDE
            mine = sorted((target for at, target in ways if at == place), key=lambda one: (boxes[one].y, one))
            rails.append(
                [
                    _rail(boxes, ways, lanes, (place, target), x + (number + 1.5) * _APART)
                    for number, target in enumerate(mine)
                ]
            )
            x += (len(mine) + 1.5) * _APART + (_CURVED if place in curved else 40.0) if place < count - 1 else 0
        width = x + (_SIDE if count - 1 in arcs and count > 1 else _BARE)
        return Layout(boxes, lefts, width, bottom + 12, self.between, rails)


_Ways = dict[tuple[int, str], dict[str, Line]]
"""By the column that lines leave and the thing that they go to: the rows that they leave from, and what they are."""


def _ways(boxes: Mapping[str, Box], lines: Mapping[Ends, Line], has_rails: Iterable[int]) -> _Ways:
    """Every rail: one where lines leave for a thing, and one in front of every column that these pass."""
    found: _Ways = {}
    for (one, other), line in lines.items():
        if boxes[other].place in has_rails and boxes[one].place != boxes[other].place:
            for place in range(boxes[one].place, boxes[other].place):
                rows = found.setdefault((place, other), {})
                if place == boxes[one].place:
                    rows[one] = line
    return found


def _rail(
    boxes: Mapping[str, Box], ways: _Ways, lanes: Mapping[tuple[int, str], float], where: tuple[int, str],
    x: float,
) -> Rail:  # fmt: skip
    place, target = where
    goes = boxes[target].middle if boxes[target].place == place + 1 else lanes[place + 1, target]
    stated = any(line.stated for at in range(place + 1) for line in ways.get((at, target), {}).values())
    return Rail(target, x, ways[where], lanes.get((place, target)), goes, stated)


def _lanes(boxes: Mapping[str, Box], ways: _Ways) -> tuple[dict[tuple[int, str], float], float]:
    """The height at which each rail passes a column: between its boxes, as near as may be to where the rail goes, and at the
    height of no other lane nor of a row that it leaves; and how far down everything reaches.
    """
    bottom = max((box.y + box.height for box in boxes.values()), default=TOP)
    found: dict[tuple[int, str], float] = {}
    for place, target in sorted(ways, key=lambda one: (one[0], boxes[one[1]].y, one[1])):
        if (place - 1, target) in ways:
            taken = {y for (at, _), y in found.items() if at == place}
            rows = [box.middle for box in boxes.values() if box.place == place - 1]
            free = (y for y in _slots(boxes, place) if y not in taken and all(abs(y - row) > _LANE for row in rows))
            found[place, target] = min(free, key=lambda y: (abs(y - boxes[target].middle), y))
    return found, max([bottom, *found.values()])


def _slots(boxes: Mapping[str, Box], place: int) -> Iterator[float]:
    """The heights at which a line can pass a column."""
    column = sorted((box for box in boxes.values() if box.place == place), key=lambda box: box.y)
    for one, other in pairwise(column):
        room = other.y - one.y - one.height - 8
        yield from (one.y + one.height + 4 + step * _LANE for step in range(int(room / _LANE) + 1))
    yield from (column[-1].y + column[-1].height + 4 + step * _LANE for step in range(4 * len(boxes)))


def _between(boxes: Sequence[Box], before: Sequence[Box]) -> list[Box]:
    """The boxes of a column moved so that what goes straight to them passes between the boxes of the column before, where there
    are spaces enough: a rail that goes on at the height of a row would seem to end in the dot of another.
    """
    spaces = [(one.y + one.height + other.y) / 2 for one, other in pairwise(before)]
    spaces += [before[-1].y + before[-1].height + (number + 0.5) * (BOX + _SPACE) for number in range(len(boxes))]
    found: list[Box] = []
    for number, box in enumerate(boxes):
        least = found[-1].middle + found[-1].height / 2 + box.height / 2 + 4 if found else 0.0
        free = [one for one in spaces if one >= least]
        free = free[: len(free) - (len(boxes) - 1 - number)] or free
        at = min(free, key=lambda one: (abs(one - box.middle), one))
        found.append(replace(box, y=at - box.height / 2))
    return found


def _stacked(boxes: Sequence[Box], wanted: Sequence[Sequence[float]], spare: float) -> list[Box]:
    """The boxes of a column below each other, as near as may be to the mean of what each wants, by least squares (pool adjacent
    violators: Ayer et al. 1955).
    """
    pools: list[list[float]] = []
    above, sizes = 0.0, []
    for box, heights in zip(boxes, wanted, strict=True):
        sizes.append(above)
        at = fmean(heights) - box.height / 2 - TOP - above if heights else (pools[-1][0] if pools else 0.0)
        pools.append([at, 1.0])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, many), (other, more) = pools[-2:]
            pools[-2:] = [[(one * many + other * more) / (many + more), many + more]]
        above += box.height + _SPACE
    ends = [sum(int(many) for _, many in pools[: place + 1]) for place in range(len(pools))]
    return [
        replace(box, y=TOP + size + min(max(pools[bisect_right(ends, place)][0], 0.0), spare))
        for place, (box, size) in enumerate(zip(boxes, sizes, strict=True))
    ]
