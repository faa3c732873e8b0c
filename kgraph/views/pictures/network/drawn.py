"""The drawing of a network that is laid out: rails and lines first, then dots and boxes."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.views.columns import COLUMNS, column
from kgraph.views.pictures.network.layout import INSIDE, SIZE, WIDE, Box, Layout, Line
from kgraph.views.svg import el, label, thing
from kgraph.wording import text

__all__ = ["Drawn", "looks"]


def looks(line: Line) -> str:
    """The classes of a line: dashed where it is only interpreted, thin where it goes by way of something else."""
    return " ".join([*([] if line.direct else ["thin"]), *([] if line.stated else ["read"])])


@dataclass(frozen=True)
class Drawn:
    """A network with a place for each of its things."""

    graph: KnowledgeGraph
    layout: Layout
    asked: Collection[str]
    lang: str

    def elements(self) -> Iterator[Markup]:
        """Headings, lines and then boxes, so that no line crosses a text."""
        yield from self.heads()
        yield from self.rails()
        for ends, line in self.layout.lines.items():
            if way := self.way(*ends):
                yield el("path", d=way, class_=f"line {looks(line)}".strip())
        yield from self.rows()
        for box in self.layout.boxes.values():
            yield self.box(box)
        if any(len(box.names) > 1 for box in self.layout.boxes.values()):
            yield label(
                self.layout.lefts[0],
                self.layout.height + 8,
                text("net.together").pick(self.lang),
                size=SIZE,
                class_="muted",
            )

    def heads(self) -> Iterator[Markup]:
        """The names of the columns."""
        names = {box.place: COLUMNS[column(self.graph[box.key].kind)] for box in self.layout.boxes.values()}
        for place, name in sorted(names.items()):
            x = self.layout.lefts[place] + INSIDE
            yield label(x, 18, text(f"net.{name}s").pick(self.lang), class_="strong")

    def rails(self) -> Iterator[Markup]:
        """Every rail, from the first row that it gathers to the last, and on to its thing or to the next."""
        for place, rails in enumerate(self.layout.rails):
            for rail in rails:
                heights = [self.layout.boxes[one].middle for one in rail.rows]
                heights += [rail.goes, *([] if rail.comes is None else [rail.comes])]
                next_one = [one.x for one in self.layout.rails[place + 1] if one.target == rail.target]
                end = next_one[0] if next_one else self.layout.lefts[self.layout.boxes[rail.target].place]
                way = f"M{rail.x:.1f} {min(heights):.1f}V{max(heights):.1f}M{rail.x:.1f} {rail.goes:.1f}H{end:.1f}"
                kind = COLUMNS[column(self.graph[rail.target].kind)]
                yield el("path", d=way, class_=f"line {kind} rail{'' if rail.stated else ' read'}")

    def rows(self) -> Iterator[Markup]:
        """The line of each box along its rails, and a dot on every rail that gathers it."""
        for box in self.layout.boxes.values():
            rails = [(one, one.rows[box.key]) for one in self.layout.rails[box.place] if box.key in one.rows]
            for rail, line in sorted(rails, key=lambda one: one[1].stated):
                way = f"M{self.layout.right(box.place):.1f} {box.middle:.1f}H{rail.x:.1f}"
                yield el("path", d=way, class_=f"line {looks(line)}".strip())
            for rail, line in rails:
                look = "joint" if line.stated else "joint read"
                yield el("circle", cx=rail.x, cy=box.middle, r=4.5 if line.direct else 3, class_=look)

    def way(self, one: str, other: str) -> str | None:
        """A line from a cause to a measure, past the rails, or beside the column where both stand in the same; else there is a rail."""
        left, right = self.layout.boxes[one], self.layout.boxes[other]
        y1, y2 = left.middle, right.middle
        if left.place == right.place:
            x, bend = (self.layout.lefts[0], -30) if left.place == 0 else (self.layout.right(left.place), 30)
            return f"M{x:.1f} {y1:.1f}C{x + bend:.1f} {y1:.1f} {x + bend:.1f} {y2:.1f} {x:.1f} {y2:.1f}"
        if any(one in rail.rows and rail.target == other for rail in self.layout.rails[left.place]):
            return None
        x1, x2 = self.layout.clear(left.place), self.layout.lefts[right.place]
        half = (x1 + x2) / 2
        return f"M{self.layout.right(left.place):.1f} {y1:.1f}H{x1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"

    def box(self, box: Box) -> Markup:
        """A box with the names of its things, each of which can be opened."""
        x, y = self.layout.lefts[box.place], box.y
        kind = COLUMNS[column(self.graph[box.key].kind)]
        frame = el("rect", x=x, y=y, width=WIDE, height=box.height, rx=6, class_=kind)
        drawn, spare = [], (box.height - sum(box.rooms())) / 2
        for (one, lines), room in zip(box.names.items(), box.rooms(), strict=True):
            look = "strong" if one in self.asked else None
            middle = y + spare + room / 2
            words = label(
                x + INSIDE, middle, " ".join(lines), width=WIDE - 2 * INSIDE, size=SIZE, most=len(lines), class_=look
            )
            name = self.graph[one].label.pick(self.lang)
            drawn.append(thing(one, name, words) if len(box.names) > 1 else thing(one, name, frame, words))
            y += room
        return Markup("").join(drawn if len(drawn) == 1 else [frame, *drawn])
