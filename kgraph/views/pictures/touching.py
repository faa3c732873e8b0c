"""Measure × area: which areas each measure touches, and whether directly, by way of something else, or only as interpreted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.names import swedish_order
from kgraph.views.svg import Key, Picture, el, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST_AREAS", "MOST_MEASURES", "touching"]

MOST_AREAS, MOST_MEASURES = 14, 90
"""How many columns and rows can be read."""
_NAME, _WIDE, _HIGH, _HEAD, _SIDE, _R = 262.0, 112.0, 26.0, 50.0, 16.0, 7.0
_Marks = Mapping[tuple[str, str], str]
"""For a measure and an area that it touches: "direct", "indirect" or "read"."""


def touching(graph: KnowledgeGraph, table: Table, lang: str = "sv") -> Picture:
    """The grid of every measure, from the table of `kgraph.matrix` on measures and areas.

    Raises `UsageError` for more measures or areas than can be read.
    """
    marks = {(str(row["row_id"]), str(row["column_id"])): str(row["touch_stated"] or "read") for row in table.rows}
    areas = _sorted(graph, {area for _, area in marks})
    measures = _sorted(graph, [one.id for one in graph.of_kind("Measure")])
    if len(areas) > MOST_AREAS or len(measures) > MOST_MEASURES:
        raise refused(
            "touching.too_many", measures=len(measures), areas=len(areas), rows=MOST_MEASURES, columns=MOST_AREAS
        )
    width, height = 2 * _SIDE + _NAME + max(len(areas), 2) * _WIDE, _HEAD + (len(measures) + 1) * _HIGH + 8
    body = [
        *_headings(graph, areas, lang),
        *_rows(graph, measures, areas, marks, lang),
        *_sums(areas, marks, len(measures), lang),
    ]
    untouching = len(measures) - len({measure for measure, _ in marks})
    told = text(
        "touching.alt", measures=len(measures), areas=len(areas), stated=sum(one != "read" for one in marks.values()),
        every=len(marks), none=untouching,
    )  # fmt: skip
    return Picture(
        "measures", text("touching.title").pick(lang), told.pick(lang), width, height, Markup("").join(body),
        tuple(_legend(marks, lang)),
    )  # fmt: skip


def _sorted(graph: KnowledgeGraph, things: Sequence[str] | set[str]) -> list[str]:
    return sorted(things, key=lambda one: (swedish_order(graph[one].brief.sv), one))


def _legend(marks: _Marks, lang: str) -> Iterator[Key]:
    for mark, looks in _LOOKS.items():
        if mark in marks.values():
            yield Key("dot", looks.removesuffix(" if-all"), text(f"touching.key_{mark}").pick(lang))


def _headings(graph: KnowledgeGraph, areas: Sequence[str], lang: str) -> Iterator[Markup]:
    for place, area in enumerate(graph[one] for one in areas):
        x = _SIDE + _NAME + (place + 0.5) * _WIDE
        name = label(
            x, _HEAD / 2 - 4, area.brief.pick(lang), width=_WIDE - 18, size=12, most=3, anchor="middle", class_="strong"
        )
        yield thing(area.id, area.label.pick(lang), name)


def _rows(
    graph: KnowledgeGraph, measures: Sequence[str], areas: Sequence[str], marks: _Marks, lang: str
) -> Iterator[Markup]:  # fmt: skip
    """The measures' names with a mark below each area that they touch, and lines to follow them by."""
    end = _SIDE + _NAME + len(areas) * _WIDE
    for row, measure in enumerate(graph[one] for one in measures):
        y = _HEAD + (row + 0.5) * _HIGH
        name = label(_SIDE + _NAME - 16, y, measure.brief.pick(lang), width=_NAME - 16, size=13, anchor="end")
        dots = [
            el("circle", cx=_SIDE + _NAME + (place + 0.5) * _WIDE, cy=y, r=_R, class_=_LOOKS[marks[measure.id, area]])
            for place, area in enumerate(areas)
            if (measure.id, area) in marks
        ]
        yield el("path", d=f"M{_SIDE:.0f} {y - _HIGH / 2:.0f}H{end:.0f}", class_="grid")
        yield thing(measure.id, measure.label.pick(lang), name, *dots)


_LOOKS = {"direct": "stated", "indirect": "soft", "read": "ground dashes if-all"}
"""A full disc, an open ring and a dashed ring: told apart without colour."""


def _sums(areas: Sequence[str], marks: _Marks, measures: int, lang: str) -> Iterator[Markup]:
    """How many measures touch each area, both ways."""
    y = _HEAD + (measures + 0.5) * _HIGH
    every, stated = (
        Counter(area for _, area in marks),
        Counter(area for (_, area), mark in marks.items() if mark != "read"),
    )
    head = text("touching.sum" if every == stated else "touching.sums").pick(lang)
    yield label(_SIDE + _NAME - 16, y, head, width=_NAME - 16, size=13, anchor="end", class_="strong")
    for place, area in enumerate(areas):
        same = every[area] == stated[area]
        said = str(every[area]) if same else text("touching.both", stated=stated[area], every=every[area]).pick(lang)
        yield label(_SIDE + _NAME + (place + 0.5) * _WIDE, y, said, size=13, anchor="middle", class_="strong")
