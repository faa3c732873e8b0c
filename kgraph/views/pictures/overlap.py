"""The answer to what touches several areas at once: a row for each hit, and beside it how it touches each of them, in words.

A way that leans on an interpreted link is dashed, and its words say which link that is.  Where nothing is found the nearest
measures stand there, with what they lack outlined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Path, Table
from kgraph.views.svg import BOX, Key, Picture, el, label, thing, wrap
from kgraph.wording import text

__all__ = ["MOST", "overlap"]

MOST = 40
"""How many hits are drawn; the table tells the others."""
_NAME, _WAY, _GAP, _SIDE, _TOP, _SIZE, _LINES = 262.0, 270.0, 12.0, 16.0, 34.0, 12.0, 4

_Row = Mapping[str, Cell]


def overlap(
    graph: KnowledgeGraph, table: Table, asked: Sequence[str], lang: str = "sv", *, stated_only: bool = False
) -> Picture:
    """The hits of `kgraph.overlap` on some things, in the order of the table; two drawings where the ways of counting differ.

    `stated_only` tells that the graph holds no interpreted links, so that nobody may say that a measure lacks one.
    """
    every = table.rows
    stated = [row for row in every if row["basis"] == "stated"]
    one_way = len(stated) == len(every) and (stated_only or bool(every))
    layers = [(every, None)] if one_way else [(every, "if-all"), (stated, "if-stated")]
    drawn = [_Drawn(graph, asked, lang, is_open=stated_only) for _ in layers]
    parts = [
        el("g", *one.elements(rows, table, near=class_ != "if-stated"), class_=class_)
        for one, (rows, class_) in zip(drawn, layers, strict=True)
    ]
    width = _SIDE * 2 + _NAME + len(asked) * (_WAY + _GAP)
    title, told = (
        table.title.pick(lang),
        text("hits.alt", stated=len(stated), every=len(every), names="; ".join(_names(graph, every, lang)) or "–"),
    )
    return Picture(
        "-".join(["overlap", *asked]), title, told.pick(lang), width, max(one.height for one in drawn) + 6, Markup("").join(parts),
        tuple(_legend(table, lang)),
    )  # fmt: skip


def _names(graph: KnowledgeGraph, rows: Sequence[_Row], lang: str) -> Iterator[str]:
    for row in rows[:MOST]:
        read = "" if row["basis"] == "stated" else f" ({text('hits.read').pick(lang)})"
        yield graph[str(row["id"])].brief.pick(lang) + read


def _legend(table: Table, lang: str) -> Iterator[Key]:
    rows = table.rows or [row for near in table.also for row in near.rows]
    paths = [path for row in rows for path in _paths(row)]
    if any(path.basis == "stated" for path in paths):
        yield Key("box", "area", text("hits.key_stated").pick(lang))
    if any(path.basis != "stated" for path in paths):
        yield Key("box", "area read", text("hits.key_read").pick(lang))


def _paths(row: _Row) -> list[Path]:
    paths = row["paths"]
    return [path for path in paths if isinstance(path, Path)] if isinstance(paths, tuple) else []


def _end(path: Path) -> str:
    """The thing that a path leads to."""
    last = path.steps[-1]
    return last.target if last.forward else last.source


class _Drawn:
    """One way of counting, drawn from above; `height` grows with it."""

    def __init__(self, graph: KnowledgeGraph, asked: Sequence[str], lang: str, *, is_open: bool) -> None:
        self.graph, self.asked, self.lang, self.is_open, self.height = graph, asked, lang, is_open, 4.0

    def elements(self, rows: Sequence[_Row], table: Table, *, near: bool) -> Iterator[Markup]:
        """How many there are, the headings, the rows (the nearest where there are none), and what a reader must know of the count."""
        yield from self._line(self._counted(table), size=15, class_="strong")
        shown, none = rows[:MOST], text("overlap.none")
        if not rows:
            shown = [row for one in table.also for row in one.rows if near]
            heads = [f" {one.title.pick(self.lang)}:" for one in table.also if near]
            yield from self._line("".join([none.pick(self.lang), *heads]), class_="muted" if self.is_open else "lost")
        if shown:
            yield from self._headings()
        for row in shown:
            yield self._row(row)
        if len(rows) > MOST:
            yield from self._line(text("hits.more", count=len(rows) - MOST).pick(self.lang), size=13, class_="muted")
        for note in table.notes:
            if note != none:
                yield from self._line(note.pick(self.lang), size=12, class_="muted")

    def _counted(self, table: Table) -> str:
        """The count both ways, of all measures."""
        (count,) = table.counts
        return text("hits.counted", stated=count.stated, every=count.with_interpreted, total=count.total).pick(
            self.lang
        )

    def _line(self, words: str, *, size: float = 14, class_: str) -> Iterator[Markup]:
        for line in wrap(words, _NAME + len(self.asked) * _WAY, size, most=3):
            yield label(_SIDE, self.height + 10, line, size=size, class_=class_)
            self.height += size + 6
        self.height += 5

    def _headings(self) -> Iterator[Markup]:
        for place, one in enumerate(self.asked):
            node, x = self.graph[one], self._left(place)
            name = label(
                x + _WAY / 2,
                self.height + 14,
                node.brief.pick(self.lang),
                width=_WAY - 20,
                anchor="middle",
                class_="strong",
            )
            yield thing(one, node.label.pick(self.lang), name)
        self.height += _TOP

    @staticmethod
    def _left(place: int) -> float:
        return _SIDE + _NAME + _GAP + place * (_WAY + _GAP)

    def _row(self, row: _Row) -> Markup:
        """A measure, and for each thing the way in which it touches it, or that it does not."""
        node, ways = self.graph[str(row["id"])], {_end(path): path for path in _paths(row)}
        unsure = self.is_open or "also_affects" in node.unknown
        words = [
            ways[one].text if one in ways else text("hits.unknown" if unsure else "hits.not") for one in self.asked
        ]
        said = [wrap(one.pick(self.lang), _WAY - 20, _SIZE, most=_LINES) for one in words]
        high = max(BOX, *(14 + 15.0 * len(lines) for lines in said))
        read = any(path.basis != "stated" for path in ways.values())
        drawn = [
            el("rect", x=_SIDE, y=self.height, width=_NAME, height=high, rx=6, class_="measure read" if read else "measure"),
            label(_SIDE + _NAME / 2, self.height + high / 2, node.brief.pick(self.lang), width=_NAME - 16, most=2, anchor="middle"),
        ]  # fmt: skip
        for place, (one, lines) in enumerate(zip(self.asked, said, strict=True)):
            looks = (
                ("maybe" if unsure else "gap")
                if one not in ways
                else "area"
                if ways[one].basis == "stated"
                else "area read"
            )
            x, top = self._left(place), self.height + high / 2 - 7.5 * len(lines)
            drawn.append(el("rect", x=x, y=self.height, width=_WAY, height=high, rx=6, class_=looks))
            drawn += [label(x + 10, top + 7.5 + 15 * number, line, size=_SIZE) for number, line in enumerate(lines)]
        self.height += high + 8
        return thing(node.id, node.label.pick(self.lang), *drawn)
