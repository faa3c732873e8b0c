"""The cause tree of an area: area, causes, their causes and the measures of each in columns, from left to right.

Every cause stands in a row of its own with its measures as a list to the right; the rows of its causes come below.  Lines
run between the columns only, so that none crosses a word.  A tree that is too high for a sheet of paper goes on on the
next, with the things above repeated.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from kgraph.model import AREA_KINDS, Table
from kgraph.views.branches import Branch, grown
from kgraph.views.svg import Key, Picture, el, label, text_width, thing, wrap
from kgraph.wording import text

__all__ = ["SHEET", "sheets", "tree"]

SHEET = 1.15
"""How high a drawing may be, as a part of its width, to fit an upright sheet of A4 with its heading and legend."""
_AREA, _CAUSE, _MEASURES, _GUTTER, _MARGIN, _HEAD = 116.0, 200.0, 272.0, 20.0, 8.0, 34.0
_LINE, _NOTE, _PAD, _GAP, _ITEM, _INSIDE = 17.0, 14.0, 6.0, 8.0, 18.0, 8.0


def tree(table: Table, lang: str = "sv", *, stated_only: bool = False) -> Picture:
    """The tree of an area in one drawing, however high, from the table of `kgraph.tree`; what stands there with interpreted
    links only is drawn so that it can be hidden.

    `stated_only` tells that the table was counted without interpreted links.
    """
    root = grown(table)
    return _Sheet(table, lang, stated_only, _columns(root)).picture(root)


def sheets(table: Table, lang: str = "sv", *, stated_only: bool = False) -> tuple[Picture, ...]:
    """The same tree in as many drawings as it takes for each to fit a sheet of paper."""
    root = grown(table)
    sheet = _Sheet(table, lang, stated_only, _columns(root))
    pieces = _pieces(root, SHEET * _width(sheet.columns), lang)
    if len(pieces) == 1:
        return (sheet.picture(root),)
    return tuple(
        replace(sheet, number=number, total=len(pieces)).picture(one) for number, one in enumerate(pieces, start=1)
    )


@dataclass(frozen=True)
class _Sheet:
    """What a drawing is called and says of itself."""

    table: Table
    lang: str
    stated_only: bool
    columns: int
    number: int = 0
    total: int = 0

    @property
    def name(self) -> str:
        return f"orsaker-{self.table.rows[0]['id']}{f'-{self.number}' if self.number else ''}"

    @property
    def title(self) -> str:
        title = text("cause_tree.title", area=self.table.rows[0]["label"])
        return (
            text("cause_tree.sheet", title=title, number=self.number, total=self.total) if self.number else title
        ).pick(self.lang)

    @property
    def told(self) -> str:
        words = {f"{count.key}_stated": count.stated for count in self.table.counts}
        words |= {count.key: count.with_interpreted for count in self.table.counts}
        return text(f"cause_tree.alt_{'stated' if self.stated_only else 'both'}", **words).pick(self.lang)

    def picture(self, root: Branch) -> Picture:
        drawn = _Drawn.of(root, self.columns, self.lang, stated_only=self.stated_only)
        return Picture(
            self.name, self.title, self.told, _width(self.columns), drawn.height, drawn.body(), self.legend(root)
        )

    def legend(self, root: Branch) -> tuple[Key, ...]:
        branches = list(root.walk())
        wanted = {
            "cause": any(one.row["kind"] == "Cause" for one in branches),
            "problem": any(one.row["kind"] == "Problem" for one in branches),
            "gap": any(one.gap or one.gap_stated for one in branches),
            "read": any(one.hidden for branch in branches for one in (branch, *branch.measures)),
        }
        signs = {"cause": "cause", "problem": "other", "gap": "gap", "read": "cause read"}
        return tuple(
            Key(
                "box",
                signs[key],
                text(f"cause_tree.key_{key}{'_stated' if key == 'gap' and self.stated_only else ''}").pick(self.lang),
            )
            for key, is_there in wanted.items()
            if is_there
        )


def _columns(root: Branch) -> int:
    """How many columns of causes there are."""
    return max(int(str(branch.row["depth"])) for branch in root.walk())


# --- cutting a high tree into sheets ----------------------------------------------------------------------------------


def _pieces(root: Branch, most: float, lang: str) -> list[Branch]:
    """The tree itself where it is no higher than `most`, else parts of it in order, about as high as each other."""
    total = _Drawn.of(root, 0, lang).height
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
        return _Drawn.of(piece(end), 0, lang).height

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


# --- laying out and drawing --------------------------------------------------------------------------------------------


def _notes(branch: Branch) -> list[str]:
    """What a box says below its name."""
    told = {
        "protects": branch.row["relation"] == "protectsAgainst", "read": branch.interpreted, "continued": branch.continued,
    }  # fmt: skip
    return [key for key, is_so in told.items() if is_so]


def _box_height(branch: Branch, lines: int = 2) -> float:
    return 2 * _PAD + lines * _LINE + (_NOTE if _notes(branch) else 0)


@dataclass
class _Item:
    """A line to the right of a box: a measure, or what lacks there; its lines of text and in which layer it stands."""

    lines: list[str]
    class_: str | None
    layer: str | None
    measure: Branch | None = None
    above: bool = False
    """Whether it stands where measures do, when those are hidden."""

    @property
    def height(self) -> float:
        return _ITEM + (len(self.lines) - 1) * _LINE


@dataclass
class _Box:
    """Where a branch stands."""

    branch: Branch
    depth: int
    x: float
    y: float
    width: float
    lines: list[str]
    size: float
    items: list[_Item]
    below: list[_Box] = field(default_factory=list)

    @property
    def height(self) -> float:
        return _box_height(self.branch, len(self.lines))

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    def walk(self) -> Iterator[_Box]:
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.below))


@dataclass(frozen=True)
class _Drawn:
    """One tree laid out."""

    root: _Box
    columns: int
    height: float
    lang: str

    @classmethod
    def of(cls, branch: Branch, columns: int, lang: str, *, stated_only: bool = False) -> _Drawn:
        root, bottom = _placed(branch, 0, _HEAD, lang, stated_only=stated_only)
        return cls(root, columns, bottom + _MARGIN, lang)

    @property
    def measures_at(self) -> float:
        return _left(self.columns + 1)

    def body(self) -> Markup:
        boxes = list(self.root.walk())
        plain, read = self.lines(boxes, hidden=False), self.lines(boxes, hidden=True)
        drawn = [
            *self.heads(boxes),
            *([el("path", d=plain, class_="line")] if plain else []),
            *([el("path", d=read, class_="line read if-all")] if read else []),
            *(self.box(one) for one in boxes),
            *self.lists(boxes),
        ]
        return Markup("").join(drawn)

    def heads(self, boxes: Sequence[_Box]) -> Iterator[Markup]:
        """The names of the columns."""
        first = "problem" if any(one.branch.row["kind"] == "Problem" for one in boxes if one.depth == 1) else "cause"
        keys = ["area", first, *["deeper"] * (self.columns - 1)][: self.columns + 1]
        for depth, key in enumerate(keys):
            width = _AREA if depth == 0 else _CAUSE
            yield label(
                _left(depth), 16, text(f"cause_tree.column_{key}").pick(self.lang), width=width, size=13, class_="muted"
            )
        if any(item.measure for one in boxes for item in one.items):
            words = text("cause_tree.column_measures").pick(self.lang)
            yield label(self.measures_at, 16, words, width=_MEASURES, size=13, class_="muted")

    def box(self, box: _Box) -> Markup:
        branch = box.branch
        frame = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 5}
        rects = [el("rect", **frame, class_=class_) for class_ in self.looks(branch)]
        notes = [text(f"cause_tree.{key}").pick(self.lang) for key in _notes(branch)]
        middle = box.middle - (_NOTE / 2 if notes else 0)
        look, room = (None, box.width - 2 * _INSIDE) if box.depth else ("strong", (box.width - 2 * _INSIDE) * _BOLD)
        name = label(
            box.x + _INSIDE, middle, branch.said("label", self.lang), width=room, size=box.size, most=4, class_=look
        )
        told = (
            [label(box.x + _INSIDE, box.y + box.height - 11, " · ".join(notes), size=12, class_="muted")]
            if notes
            else []
        )
        drawn = thing(branch.id, branch.said("full_label", self.lang), *rects, name, *told)
        return el("g", drawn, class_="if-all") if branch.hidden else drawn

    def looks(self, branch: Branch) -> Iterator[str]:
        """The classes of the frames of a box: one, or one for each way of counting where only one of them lacks a measure."""
        kind = str(branch.row["kind"])
        plain = "area" if kind in AREA_KINDS else "cause" if kind == "Cause" else "other"
        read = " read" if branch.interpreted else ""
        if branch.gap_stated and not branch.gap:
            yield from (f"{plain}{read} if-all", f"gap{read} if-stated")
        else:
            yield ("gap" if branch.gap else plain) + read

    def lists(self, boxes: Sequence[_Box]) -> Iterator[Markup]:
        """What stands to the right of boxes; those that look alike and are shown together in one group."""
        groups: dict[tuple[str | None, str | None], list[Markup]] = {}
        for box in boxes:
            for item, drawn in self.items(box):
                groups.setdefault((item.layer, item.class_), []).append(drawn)
        for looks, drawn_together in groups.items():
            classes = " ".join(filter(None, looks))
            yield el("g", *drawn_together, class_=classes) if classes else Markup("").join(drawn_together)

    def items(self, box: _Box) -> Iterator[tuple[_Item, Markup]]:
        """The list beside a box: measures in their column, other words next to the box."""
        y = _list_top(box)
        for item in box.items:
            one = item.measure
            x = self.measures_at if one else box.right + _GUTTER
            middle = y + item.height / 2
            y += 0 if item.above else item.height
            words = label(x, middle, " ".join(item.lines), width=_MEASURES, most=len(item.lines))
            yield item, thing(one.id, one.said("full_label", self.lang), words) if one else words

    def lines(self, boxes: Iterable[_Box], *, hidden: bool) -> str:
        """The lines of one way of counting, from boxes to those below them and to their measures, as one path."""
        return "".join(
            part for box in boxes for part in (*self.onward(box, hidden=hidden), *self.outward(box, hidden=hidden))
        )

    def onward(self, box: _Box, *, hidden: bool) -> Iterator[str]:
        """The lines to the boxes of one way of counting; the one that they leave goes no further than it must."""
        wanted = [one.middle for one in box.below if one.branch.hidden == hidden]
        if not wanted:
            return
        drawn = [one.middle for one in box.below if not one.branch.hidden] if hidden and not box.branch.hidden else []
        x = box.right + _GUTTER / 2
        if not drawn:
            yield f"M{_n(box.right)} {_n(box.middle)}H{_n(x)}"
        low, high = min(box.middle, *drawn, *wanted), max(box.middle, *drawn, *wanted)
        begun, ended = (min(box.middle, *drawn), max(box.middle, *drawn)) if drawn else (box.middle, box.middle)
        yield from (f"M{_n(x)} {_n(one)}V{_n(other)}" for one, other in ((low, begun), (ended, high)) if other > one)
        for middle in wanted:
            yield f"M{_n(x)} {_n(middle)}h{_n(_GUTTER / 2)}"

    def outward(self, box: _Box, *, hidden: bool) -> Iterator[str]:
        """The line to the measures, and one along them where they are several."""
        mine = [item for item in box.items if item.measure]
        wanted = [item for item in mine if bool(item.layer) == hidden]
        if not wanted:
            return
        x, top = self.measures_at - _PAD, _list_top(box) + 3
        before = sum(item.height for item in mine[: mine.index(wanted[0])])
        if not before:
            yield f"M{_n(box.right)} {_n(box.middle)}H{_n(x)}"
        if len(mine) > 1:
            yield f"M{_n(x)} {_n(top + before)}V{_n(top + before + sum(item.height for item in wanted) - 6)}"


def _width(columns: int) -> float:
    return _left(columns + 1) + _MEASURES + _MARGIN


def _n(value: float) -> str:
    return str(round(value))


def _left(depth: int) -> float:
    """Where a column begins."""
    return _MARGIN if depth == 0 else _MARGIN + _AREA + _GUTTER + (depth - 1) * (_CAUSE + _GUTTER)


def _list_height(items: Iterable[_Item]) -> float:
    return sum(item.height for item in items if not item.above)


def _list_top(box: _Box) -> float:
    """The top of the list beside a box: its middle stands by that of the box, or its first line where it is the higher of them."""
    return box.middle - min(_list_height(box.items) or _ITEM, max(_ITEM, box.height - _ITEM)) / 2


def _placed(branch: Branch, depth: int, y: float, lang: str, *, stated_only: bool) -> tuple[_Box, float]:
    """A branch and those below it from a height on, and where they end."""
    width = _CAUSE if depth else _AREA
    name = branch.said("label", lang)
    size = _size(name, (width - 2 * _INSIDE) * (1 if depth else _BOLD))
    lines = wrap(name, (width - 2 * _INSIDE) * (1 if depth else _BOLD), size, 4)
    box = _Box(branch, depth, _left(depth), y, width, lines, size, list(_items(branch, lang, stated_only=stated_only)))
    own = max(y + box.height, _list_top(box) + _list_height(box.items))
    here, end = (own + _GAP if box.items else y), own
    for one in branch.below:
        placed, end_below = _placed(one, depth + 1, here, lang, stated_only=stated_only)
        box.below.append(placed)
        here, end = end_below + _GAP, max(end, end_below)
    return box, end


def _size(name: str, width: float) -> float:
    """The size of the words of a box: smaller where a long one would not fit."""
    return next((size for size in (14, 12) if all(text_width(word, size) <= width for word in name.split())), 11)


_BOLD = 0.88
"""How much of a width bold words have."""


def _items(branch: Branch, lang: str, *, stated_only: bool) -> Iterator[_Item]:
    """What stands to the right of a box: why its branch ends here, what lacks, or its measures."""
    layer = "if-all" if branch.hidden else None
    if branch.row["cut"]:
        yield _Item(wrap(branch.said("cut_label", lang), _MEASURES, 14, 2), "muted", layer)
        return
    if lack := branch.lack(stated_only=stated_only):
        key, only = lack
        yield _Item([text(f"cause_tree.gap_{key}").pick(lang)], "lost", only or layer, above=bool(branch.measures))
    for one in branch.measures:
        name = one.said("label", lang)
        words = text("cause_tree.measure_read", name=name).pick(lang) if one.interpreted else name
        look = "reading" if one.interpreted else None
        yield _Item(wrap(words, _MEASURES, 14, 2), look, "if-all" if one.hidden else None, one)
