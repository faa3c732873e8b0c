"""The drawing of a cause tree that is laid out: lines between the columns, boxes, lists, each in its layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kgraph.model import AREA_KINDS
from kgraph.views.branches import Branch
from kgraph.views.pictures.tree.layout import (
    AREA,
    BOLD,
    CAUSE,
    GUTTER,
    HEAD,
    INSIDE,
    MARGIN,
    MEASURES,
    NOTE,
    PAD,
    Box,
    Item,
    left,
    list_top,
    notes,
    placed,
)
from kgraph.views.svg import el, label, thing
from kgraph.wording import text

__all__ = ["Drawn"]


@dataclass(frozen=True)
class Drawn:
    """One tree laid out."""

    root: Box
    columns: int
    height: float
    lang: str

    @classmethod
    def of(cls, branch: Branch, columns: int, lang: str, *, stated_only: bool = False) -> Drawn:
        """A tree laid out, with so many columns of causes."""
        root, bottom = placed(branch, 0, HEAD, lang, stated_only=stated_only)
        return cls(root, columns, bottom + MARGIN, lang)

    @property
    def measures_at(self) -> float:
        """Where the column of measures begins."""
        return left(self.columns + 1)

    def body(self) -> Markup:
        """All that is drawn: lines first, so that nothing stands below them."""
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

    def heads(self, boxes: Sequence[Box]) -> Iterator[Markup]:
        """The names of the columns."""
        first = "problem" if any(one.branch.row["kind"] == "Problem" for one in boxes if one.depth == 1) else "cause"
        keys = ["area", first, *["deeper"] * (self.columns - 1)][: self.columns + 1]
        for depth, key in enumerate(keys):
            width = AREA if depth == 0 else CAUSE
            yield label(
                left(depth), 16, text(f"cause_tree.column_{key}").pick(self.lang), width=width, size=13, class_="muted"
            )
        if any(not item.beside for one in boxes for item in one.items):
            words = text("cause_tree.column_measures").pick(self.lang)
            yield label(self.measures_at, 16, words, width=MEASURES, size=13, class_="muted")

    def box(self, box: Box) -> Markup:
        """A thing with its name, and below it how it hangs on what stands above."""
        branch = box.branch
        frame = {"x": box.x, "y": box.y, "width": box.width, "height": box.height, "rx": 5}
        rects = [el("rect", **frame, class_=class_) for class_ in self.looks(branch)]
        below = [text(f"cause_tree.{key}").pick(self.lang) for key in notes(branch)]
        middle = box.middle - (NOTE / 2 if below else 0)
        look, room = (None, box.width - 2 * INSIDE) if box.depth else ("strong", (box.width - 2 * INSIDE) * BOLD)
        name = label(
            box.x + INSIDE, middle, branch.said("label", self.lang), width=room, size=box.size, most=4, class_=look
        )
        told = (
            [label(box.x + INSIDE, box.y + box.height - 11, " · ".join(below), size=12, class_="muted")]
            if below
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

    def lists(self, boxes: Sequence[Box]) -> Iterator[Markup]:
        """What stands to the right of boxes; those that look alike and are shown together in one group."""
        groups: dict[tuple[str | None, str | None], list[Markup]] = {}
        for box in boxes:
            for item, drawn in self.items(box):
                groups.setdefault((item.layer, item.class_), []).append(drawn)
        for looks, drawn_together in groups.items():
            classes = " ".join(filter(None, looks))
            yield el("g", *drawn_together, class_=classes) if classes else Markup("").join(drawn_together)

    def items(self, box: Box) -> Iterator[tuple[Item, Markup]]:
        """The list beside a box: measures, or that there are none, in their column, other words next to the box."""
        y = list_top(box)
        for item in box.items:
            one = item.measure
            x = box.right + GUTTER if item.beside else self.measures_at
            middle = y + item.height / 2
            y += 0 if item.above else item.height
            words = label(x, middle, " ".join(item.lines), width=MEASURES, most=len(item.lines))
            yield item, thing(one.id, one.said("full_label", self.lang), words) if one else words

    def lines(self, boxes: Iterable[Box], *, hidden: bool) -> str:
        """The lines of one way of counting, from boxes to those below them and to their measures, as one path."""
        return "".join(
            part for box in boxes for part in (*self.onward(box, hidden=hidden), *self.outward(box, hidden=hidden))
        )

    def onward(self, box: Box, *, hidden: bool) -> Iterator[str]:
        """The lines to the boxes of one way of counting; the one that they leave goes no further than it must."""
        wanted = [one.middle for one in box.below if one.branch.hidden == hidden]
        if not wanted:
            return
        drawn = [one.middle for one in box.below if not one.branch.hidden] if hidden and not box.branch.hidden else []
        x = box.right + GUTTER / 2
        if not drawn:
            yield f"M{_n(box.right)} {_n(box.middle)}H{_n(x)}"
        low, high = min(box.middle, *drawn, *wanted), max(box.middle, *drawn, *wanted)
        begun, ended = (min(box.middle, *drawn), max(box.middle, *drawn)) if drawn else (box.middle, box.middle)
        yield from (f"M{_n(x)} {_n(one)}V{_n(other)}" for one, other in ((low, begun), (ended, high)) if other > one)
        for middle in wanted:
            yield f"M{_n(x)} {_n(middle)}h{_n(GUTTER / 2)}"

    def outward(self, box: Box, *, hidden: bool) -> Iterator[str]:
        """The line to the measures, and one along them where they are several."""
        mine = [item for item in box.items if item.measure]
        wanted = [item for item in mine if bool(item.layer) == hidden]
        if not wanted:
            return
        x, top = self.measures_at - PAD, list_top(box) + 3
        before = sum(item.height for item in mine[: mine.index(wanted[0])])
        if not before:
            yield f"M{_n(box.right)} {_n(box.middle)}H{_n(x)}"
        if len(mine) > 1:
            yield f"M{_n(x)} {_n(top + before)}V{_n(top + before + sum(item.height for item in wanted) - 6)}"


def _n(value: float) -> str:
    return str(round(value))
