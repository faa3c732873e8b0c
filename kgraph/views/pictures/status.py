"""How far the measures have come, as one bar: what somebody has said, and the part of which nobody has said anything.

Unknown is drawn as unknown: dotted, with a question mark, and never as if nothing were done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.model import Cell, Table, Text, integer
from kgraph.views.svg import Picture, el, label, text_width
from kgraph.wording import text

__all__ = ["status"]

_LEFT, _WIDTH, _TOP, _HIGH, _LINE = 16.0, 860.0, 10.0, 44.0, 26.0
_LOOKS = {
    "completed": "area", "ongoing": "measure", "delayed": "cause", "planned": "other", "proposed": "soft", "cancelled": "surface",
    "unknown": "maybe",
}  # fmt: skip


def status(table: Table, lang: str = "sv") -> Picture:
    """The bar of the rows of the analysis of status, and each status in words below it; two drawings where the ways of counting differ."""
    rows = [(str(row["status"]), _name(row, lang), integer(row, "stated"), integer(row, "with_interpreted")) for row in table.rows]  # fmt: skip
    stated, every = ([(key, name, counts[layer]) for key, name, *counts in rows] for layer in (0, 1))
    if stated == every:
        body = Markup("").join(_drawn(every))
    else:
        body = el("g", *_drawn(every), class_="if-all") + el("g", *_drawn(stated), class_="if-stated")
    total = sum(count for _, _, count in every)
    unknown = sum(count for key, _, count in every if key == "unknown")
    said = ", ".join(f"{name} {count}" for _, name, count in every)
    told = text("status.alt", known=total - unknown, total=total, said=said)
    height = _TOP + _HIGH + 16 + len(rows) * _LINE
    return Picture("status", text("status.title").pick(lang), told.pick(lang), _WIDTH + 2 * _LEFT, height, body)


def _name(row: Mapping[str, Cell], lang: str) -> str:
    name = row["status_label"]
    return name.pick(lang) if isinstance(name, Text) else str(name)


def _drawn(rows: Sequence[tuple[str, str, int]]) -> Iterator[Markup]:
    total = max(sum(count for _, _, count in rows), 1)
    x, y = _LEFT, _TOP + _HIGH + 28
    for key, name, count in rows:
        wide = _WIDTH * count / total
        if count:
            yield el("rect", x=x, y=_TOP, width=wide, height=_HIGH, class_=_LOOKS.get(key, "surface"))
            said = f"{count}?" if key == "unknown" else str(count)
            if text_width(said, 18) + 6 <= wide:
                yield label(x + wide / 2, _TOP + _HIGH / 2, said, size=18, anchor="middle", class_="strong")
        yield el("rect", x=_LEFT, y=y - 9, width=26, height=17, rx=3, class_=_LOOKS.get(key, "surface"))
        yield label(_LEFT + 38, y, f"{name}: {count}")
        x, y = x + wide, y + _LINE
