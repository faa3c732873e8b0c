"""Where everything of a cause tree stands: boxes in columns, lists to the right of them, rows one below the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgraph.views.branches import Branch
from kgraph.views.svg import text_width, wrap
from kgraph.wording import text

__all__ = [
    "AREA",
    "BOLD",
    "CAUSE",
    "GUTTER",
    "HEAD",
    "INSIDE",
    "MARGIN",
    "MEASURES",
    "NOTE",
    "PAD",
    "Box",
    "Item",
    "left",
    "list_top",
    "notes",
    "placed",
    "width",
]

AREA, CAUSE, MEASURES, GUTTER, MARGIN, HEAD = 144.0, 200.0, 272.0, 20.0, 8.0, 34.0
_LEFT = 16.0
"""Where the title of a picture begins, and so the first column."""
LINE, NOTE, PAD, _GAP, _ITEM, INSIDE = 17.0, 14.0, 6.0, 8.0, 18.0, 8.0


def notes(branch: Branch) -> list[str]:
    """What a box says below its name."""
    lacks = branch.gap or branch.gap_stated
    told = {
        "accepted": bool(lacks and branch.row["decision"] and not branch.row["lapsed"]), "lapsed": bool(lacks and branch.row["lapsed"]),
        "protects": branch.row["relation"] == "protectsAgainst", "read": branch.interpreted, "continued": branch.continued,
    }  # fmt: skip
    return [key for key, is_so in told.items() if is_so]


def box_height(branch: Branch, lines: int = 2) -> float:
    return 2 * PAD + lines * LINE + (NOTE if notes(branch) else 0)


@dataclass
class Item:
    """A line to the right of a box: a measure, or what lacks there; its lines of text and in which layer it stands."""

    lines: list[str]
    class_: str | None
    layer: str | None
    measure: Branch | None = None
    above: bool = False
    """Whether it stands where measures do, when those are hidden."""
    beside: bool = False
    """Whether it stands next to its box instead of in the column of the measures."""

    @property
    def height(self) -> float:
        """How high its lines are together."""
        return _ITEM + (len(self.lines) - 1) * LINE


@dataclass
class Box:
    """Where a branch stands."""

    branch: Branch
    depth: int
    x: float
    y: float
    width: float
    lines: list[str]
    size: float
    items: list[Item]
    below: list[Box] = field(default_factory=list)

    @property
    def height(self) -> float:
        """The height of the box itself, without the list beside it."""
        return box_height(self.branch, len(self.lines))

    @property
    def middle(self) -> float:
        """The height at which its lines leave."""
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    def walk(self) -> Iterator[Box]:
        """The box and those below it, depth first."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.below))


def width(columns: int) -> float:
    """How wide a drawing with so many columns of causes is."""
    return left(columns + 1) + MEASURES + MARGIN


def left(depth: int) -> float:
    """Where a column begins."""
    return _LEFT if depth == 0 else _LEFT + AREA + GUTTER + (depth - 1) * (CAUSE + GUTTER)


def _list_height(items: Iterable[Item]) -> float:
    return sum(item.height for item in items if not item.above)


def list_top(box: Box) -> float:
    """The top of the list beside a box: its middle stands by that of the box, or its first line where it is the higher of them."""
    return box.middle - min(_list_height(box.items) or _ITEM, max(_ITEM, box.height - _ITEM)) / 2


def placed(branch: Branch, depth: int, y: float, lang: str, *, stated_only: bool) -> tuple[Box, float]:
    """A branch and those below it from a height on, and where they end."""
    width = CAUSE if depth else AREA
    name = branch.said("label", lang)
    size = _size(name, (width - 2 * INSIDE) * (1 if depth else BOLD))
    lines = wrap(name, (width - 2 * INSIDE) * (1 if depth else BOLD), size, 4)
    box = Box(branch, depth, left(depth), y, width, lines, size, list(_items(branch, lang, stated_only=stated_only)))
    own = max(y + box.height, list_top(box) + _list_height(box.items))
    here, end = (own + _GAP if box.items else y), own
    for one in branch.below:
        inner, end_below = placed(one, depth + 1, here, lang, stated_only=stated_only)
        box.below.append(inner)
        here, end = end_below + _GAP, max(end, end_below)
    return box, end


def _size(name: str, width: float) -> float:
    """The size of the words of a box: smaller where a long one would not fit."""
    return next((size for size in (14, 12) if all(text_width(word, size) <= width for word in name.split())), 11)


BOLD = 0.88
"""How much of a width bold words have."""


def _items(branch: Branch, lang: str, *, stated_only: bool) -> Iterator[Item]:
    """What stands to the right of a box: why its branch ends here, what lacks, or its measures."""
    layer = "if-all" if branch.hidden else None
    if branch.row["cut"]:
        yield Item(wrap(branch.said("cut_label", lang), MEASURES, 14, 2), "muted", layer, beside=True)
        return
    if lack := branch.lack(stated_only=stated_only):
        key, only = lack
        said = [text(f"cause_tree.gap_{key}").pick(lang)]
        yield Item(said, "lost", only or layer, above=bool(branch.measures), beside=key == "no_cause")
    for one in branch.measures:
        name = one.said("label", lang)
        words = text("cause_tree.measure_read", name=name).pick(lang) if one.interpreted else name
        look = "reading" if one.interpreted else None
        yield Item(wrap(words, MEASURES, 14, 2), look, "if-all" if one.hidden else None, one)
