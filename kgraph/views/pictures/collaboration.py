"""Who works with whom, as half a matrix: each square is a pair of actors and tells how many measures both have a part in.

The names stand where rows and columns meet, so that none has to be read sideways: from a square go right to one name and up
to the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table, integer
from kgraph.views.squares import shades, square
from kgraph.views.svg import Picture, el, label, thing
from kgraph.wording import text

__all__ = ["FEWEST", "MOST", "collaboration", "strongest"]

MOST = 16
"""How many actors stand in the matrix; the table tells more pairs."""
FEWEST = 3
"""Fewer actors than this make no matrix: the table says it all."""
_WIDE, _HIGH, _NAME, _LEFT, _TOP = 40.0, 30.0, 250.0, 14.0, 8.0

_Pairs = Mapping[tuple[str, str], tuple[int, int]]


def strongest(table: Table) -> tuple[str, ...]:
    """The actors that share most measures with others, by the pairs of the analysis, those who share most first."""
    shared: Counter[str] = Counter()
    for row in table.rows:
        for actor in (str(row["first"]), str(row["second"])):
            shared[actor] += integer(row, "together")
    order = sorted(shared, key=lambda one: (-shared[one], one))
    return tuple(order[:MOST])


def collaboration(graph: KnowledgeGraph, table: Table, lang: str = "sv") -> Picture:
    """The matrix of the actors that share most, with a number in each square; what is interpreted is dashed."""
    who = strongest(table)
    pairs: _Pairs = {
        (str(row["first"]), str(row["second"])): (integer(row, "together_stated"), integer(row, "together"))
        for row in table.rows
    }
    most = max((every for _, every in pairs.values()), default=1)
    squares = el("g", *_squares(who, pairs, most), text_anchor="middle", font_size=13)
    body = [squares, *_names(graph, who, lang)]
    title, top = text("collaboration.title"), table.rows[0] if table.rows else None
    told = text(
        "collaboration.alt", shown=len(who), pairs=sum(one in who and other in who for one, other in pairs),
        total=len(pairs), strongest=top["label"] if top else "–", most=most,
    )  # fmt: skip
    width, height = _LEFT + len(who) * _WIDE + _NAME, _TOP + len(who) * _HIGH + 6
    read = any(stated != every for stated, every in pairs.values())
    legend = tuple(shades(most, "collaboration.key", read="squares.key_read" if read else None, lang=lang))
    return Picture("collaboration", title.pick(lang), told.pick(lang), width, height, Markup("").join(body), legend)


def _names(graph: KnowledgeGraph, who: Sequence[str], lang: str) -> Iterator[Markup]:
    """Each name at the end of its row, above its column."""
    for place, node in enumerate(graph[one] for one in who):
        x, middle = _LEFT + place * _WIDE + 8, _TOP + (place + 0.5) * _HIGH
        name = label(x, middle, node.brief.pick(lang), width=_NAME - 12, class_="strong")
        yield thing(node.id, node.label.pick(lang), name)


def _squares(who: Sequence[str], pairs: _Pairs, most: int) -> Iterator[Markup]:
    """A square for each pair that shares a measure, and a dot for each that shares none."""
    dots = []
    for row, one in enumerate(who):
        for column, other in enumerate(who[:row]):
            stated, every = pairs.get((min(one, other), max(one, other)), (0, 0))
            x, top = _LEFT + column * _WIDE, _TOP + row * _HIGH
            if every:
                yield square((x, top, _WIDE, _HIGH), (stated, every), most, ask=(column, row))
            else:
                dots.append(f"M{x + _WIDE / 2:.0f} {top + _HIGH / 2:.0f}h0")
    if dots:
        yield el("path", d="".join(dots), class_="dots")
