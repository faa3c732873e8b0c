"""What each two plans have in common, as a bar: what only the one speaks of, what both do, and what only the other does.

What both speak of only by readings of ours is dashed, and where a number differs by them the stated one stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Table, integer
from kgraph.views.svg import Key, Picture, both_drawings, el, label, text_width, thing
from kgraph.wording import text

__all__ = ["comparison"]

_NAME, _BAR, _ROW, _HIGH, _SIDE = 256.0, 560.0, 52.0, 24.0, 16.0
_LOOKS = {"only_first": "measure", "both": "stated", "only_second": "area"}


def comparison(graph: KnowledgeGraph, table: Table, lang: str = "sv") -> Picture:
    """The pairs of the table of `kgraph.comparisons`; two drawings where the ways of counting differ."""
    body = [_pair(graph, row, 22 + place * _ROW, lang) for place, row in enumerate(table.rows)]
    said = "; ".join(
        text("comparison.pair", name=row["label"], both=row["both"], stated=row["both_stated"], first=row["only_first"], second=row["only_second"]).pick(lang)
        for row in table.rows
    )  # fmt: skip
    keys = ("first", "both", "second")
    legend = tuple(
        Key("box", look, text(f"comparison.key_{key}").pick(lang))
        for key, look in zip(keys, _LOOKS.values(), strict=True)
    )
    if any(row[key] != row[f"{key}_stated"] for row in table.rows for key in _LOOKS):
        read = (("doubt", "key_read"), ("ground", "key_numbers"))
        legend += tuple(Key("box", look, text(f"comparison.{key}").pick(lang)) for look, key in read)
    title, told = text("comparison.title").pick(lang), text("comparison.alt", pairs=said).pick(lang)
    return Picture(
        "compare", title, told, 2 * (_SIDE + _NAME) + _BAR, 10 + len(table.rows) * _ROW, Markup("").join(body), legend
    )


def _pair(graph: KnowledgeGraph, row: Mapping[str, Cell], y: float, lang: str) -> Markup:
    one, other = graph[str(row["first"])], graph[str(row["second"])]
    counts = [{key: integer(row, f"{key}{end}") for key in _LOOKS} for end in ("", "_stated")]
    left = label(_SIDE + _NAME - 12, y + _HIGH / 2, one.brief.pick(lang), width=_NAME - 12, anchor="end")
    right = label(_SIDE + _NAME + _BAR + 12, y + _HIGH / 2, other.brief.pick(lang), width=_NAME - 12)
    names = thing(one.id, one.label.pick(lang), left) + thing(other.id, other.label.pick(lang), right)
    drawn = [Markup("").join(_bar(one, counts[1], y)) for one in counts]
    return names + Markup("").join(both_drawings(drawn[0], drawn[1]))


def _bar(counts: Mapping[str, int], stated: Mapping[str, int], y: float) -> Iterator[Markup]:
    x, unit = _SIDE + _NAME, _BAR / max(sum(counts.values()), 1)
    for key, count in counts.items():
        wide = count * unit
        said = str(count) if count == stated[key] else f"{stated[key]} · {count}"
        read = (count - stated[key]) * unit if key == "both" else 0.0
        if count:
            yield el("rect", x=x, y=y, width=wide - read, height=_HIGH, class_=_LOOKS[key])
        if read:
            yield el("rect", x=x + wide - read, y=y, width=read, height=_HIGH, class_="doubt")
        if key == "both":  # most often too narrow for its number
            yield label(x + wide / 2, y - 9, said, size=13, anchor="middle", class_="strong")
        elif text_width(said, 13) + 4 <= wide:
            yield label(x + wide / 2, y + _HIGH / 2, said, size=13, anchor="middle")
        x += wide
