"""Target group × area: how many measures are for the group and touch the area, and the groups that nothing is for.

A group without a measure is outlined and says so in words; on a page without interpreted links it is only said that no
source ties a measure to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Table, integer
from kgraph.views.squares import shades, square
from kgraph.views.svg import Key, Picture, el, label, thing
from kgraph.wording import text

__all__ = ["MOST_AREAS", "MOST_FORGOTTEN", "MOST_GROUPS", "Held", "groups", "held"]

MOST_GROUPS, MOST_AREAS, MOST_FORGOTTEN = 26, 9, 12
"""How many groups, areas and forgotten groups are drawn; the tables tell the others."""
_LEFT, _WIDE, _HIGH, _HEAD = 244.0, 112.0, 28.0, 62.0

_Both = tuple[int, int]


@dataclass(frozen=True)
class Held:
    """What is drawn: groups and areas in their order, the numbers of the squares, and the groups without a measure."""

    groups: tuple[str, ...]
    areas: tuple[str, ...]
    cells: Mapping[tuple[str, str], _Both]
    forgotten: tuple[str, ...]


def held(groups_of: Table, areas_of: Table) -> Held:
    """The groups with most measures of their own and the areas that most of them reach, from the two analyses."""
    cells = {
        (str(row["group"]), str(row["area"])): (integer(row, "measures_stated"), integer(row, "measures"))
        for row in areas_of.rows
    }
    reached = Counter(area for _, area in cells)
    kept = {group for group, _ in cells}
    return Held(
        tuple(str(row["id"]) for row in _by_own(groups_of) if row["id"] in kept),
        tuple(sorted(reached, key=lambda area: (-reached[area], area))),
        cells,
        tuple(str(row["id"]) for table in groups_of.also if table.name == "forgotten_groups" for row in table.rows),
    )


def _by_own(table: Table) -> list[dict[str, Cell]]:
    return sorted(table.rows, key=lambda row: -integer(row, "own"))


def groups(
    graph: KnowledgeGraph, groups_of: Table, areas_of: Table, lang: str = "sv", *, sure: bool = True
) -> Picture:  # fmt: skip
    """The grid of target groups and areas; `sure` is False where interpreted links are not known, as on an open page."""
    all_of = held(groups_of, areas_of)
    who = Held(all_of.groups[:MOST_GROUPS], all_of.areas[:MOST_AREAS], all_of.cells, all_of.forgotten[:MOST_FORGOTTEN])
    most = max((every for _, every in who.cells.values()), default=1)
    width = _LEFT + max(len(who.areas), 4) * _WIDE + 20
    body = [*_headings(graph, who.areas, lang), *_rows(graph, who, most, lang)]
    top = _HEAD + len(who.groups) * _HIGH + 14
    body += _forgotten(graph, who.forgotten, top, width, sure=sure, lang=lang)
    top += len(who.forgotten) * (_HIGH + 4)
    for line in _rest(all_of, who, lang):
        body.append(label(_LEFT, top + 12, line, size=13, class_="muted"))
        top += 22
    told = text(
        "groups.alt", groups=len(all_of.groups), areas=len(all_of.areas), cells=len(who.cells), forgotten=len(all_of.forgotten),
        stated=sum(bool(stated) for stated, _ in who.cells.values()),
    )  # fmt: skip
    legend = tuple(_legend(who, most, sure=sure, lang=lang))
    return Picture("groups", text("groups.title").pick(lang), told.pick(lang), width, top + 6, Markup("").join(body), legend)  # fmt: skip


def _legend(who: Held, most: int, *, sure: bool, lang: str) -> Iterator[Key]:
    read = any(stated != every for stated, every in who.cells.values())
    yield from shades(most, "groups.key", read="squares.key_read" if read else None, lang=lang)
    if who.forgotten:
        yield Key("box", "gap" if sure else "maybe", text("groups.key_none" if sure else "groups.key_unsure").pick(lang))  # fmt: skip


def _headings(graph: KnowledgeGraph, areas: Sequence[str], lang: str) -> Iterator[Markup]:
    for place, area in enumerate(graph[one] for one in areas):
        x = _LEFT + (place + 0.5) * _WIDE
        name = label(x, _HEAD / 2, area.brief.pick(lang), width=_WIDE - 6, size=12, most=3, anchor="middle", class_="strong")  # fmt: skip
        yield thing(area.id, area.label.pick(lang), name)


def _rows(graph: KnowledgeGraph, who: Held, most: int, lang: str) -> Iterator[Markup]:
    squares: list[Markup] = []
    lines = []
    for row, group in enumerate(graph[one] for one in who.groups):
        top = _HEAD + row * _HIGH
        name = label(_LEFT - 10, top + _HIGH / 2, group.brief.pick(lang), width=_LEFT - 20, size=13.5, anchor="end")
        yield thing(group.id, group.label.pick(lang), name)
        for place, area in enumerate(who.areas):
            if counts := who.cells.get((group.id, area)):
                box = (_LEFT + place * _WIDE, top, _WIDE, _HIGH)
                squares.append(square(box, counts, most, ask=(len(who.areas) + row, place)))
        lines.append(f"M{_LEFT:.0f} {top + _HIGH:.0f}h{len(who.areas) * _WIDE:.0f}")
    yield el("path", d="".join(lines), class_="grid")
    yield el("g", *squares, text_anchor="middle", font_size=13)


def _forgotten(
    graph: KnowledgeGraph, forgotten: Sequence[str], top: float, width: float, *, sure: bool, lang: str
) -> Iterator[Markup]:  # fmt: skip
    """A frame a group across all areas, with what is to be said in it."""
    said = text("groups.none" if sure else "groups.unsure").pick(lang)
    for place, group in enumerate(graph[one] for one in forgotten):
        y = top + place * (_HIGH + 4)
        frame = el("rect", x=_LEFT, y=y, width=width - _LEFT - 20, height=_HIGH - 2, rx=4, class_="gap" if sure else "maybe")  # fmt: skip
        name = label(_LEFT - 10, y + _HIGH / 2 - 1, group.brief.pick(lang), width=_LEFT - 20, size=13.5, anchor="end")
        words = label(_LEFT + 14, y + _HIGH / 2 - 1, said, width=width - _LEFT - 48, size=13, class_="lost" if sure else "muted")  # fmt: skip
        yield thing(group.id, group.label.pick(lang), frame, name, words)


def _rest(whole: Held, shown: Held, lang: str) -> Iterator[str]:
    """How much of each there is beyond what is drawn."""
    for key in ("groups", "areas", "forgotten"):
        more = len(getattr(whole, key)) - len(getattr(shown, key))
        if more:
            yield text(f"groups.more_{key}", count=more).pick(lang)
