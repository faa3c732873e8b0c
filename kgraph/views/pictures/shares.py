"""Area × area with both shares: of the row's measures, how large a part touches the column's area too.

Read along a row; the share the other way stands across the diagonal.  A share of nothing is unknown and stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table, integer
from kgraph.views.squares import strength
from kgraph.views.svg import Key, Picture, el, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST_AREAS", "shares"]

MOST_AREAS = 14
"""How many rows and columns can be read."""
_NAME, _WIDE, _HIGH, _HEAD, _SIDE = 230.0, 112.0, 44.0, 56.0, 16.0
_LAYERS = ("", "_stated")
_Both = Mapping[tuple[str, str], tuple[int, int]]
"""For the row's and the column's area: how many measures they share, of how many of the row's."""


def shares(graph: KnowledgeGraph, table: Table, lang: str = "sv") -> Picture:
    """The grid, from the table of `kgraph.matrix` on areas and areas; two drawings where the ways of counting differ.

    Raises `UsageError` for more areas than can be read.
    """
    known = [_shared(table, layer) for layer in _LAYERS]
    areas = list(dict.fromkeys(one for row in table.rows for one in (str(row["row_id"]), str(row["column_id"]))))
    areas = [one for one in areas if any(of for (row, _), (_, of) in known[0].items() if row == one)]
    if len(areas) > MOST_AREAS:
        raise refused("overlap_grid.too_many", areas=len(areas), most=MOST_AREAS)
    drawn = [Markup("").join(_layer(graph, areas, one, lang)) for one in known]
    body = (
        drawn[0] if drawn[0] == drawn[1] else el("g", drawn[0], class_="if-all") + el("g", drawn[1], class_="if-stated")
    )
    width, height = 2 * _SIDE + _NAME + len(areas) * _WIDE, _HEAD + len(areas) * _HIGH + 10
    return Picture(
        "overlap", text("shares.title").pick(lang), _told(graph, known, lang), width, height, body, tuple(_legend(lang))
    )


def _shared(table: Table, layer: str) -> _Both:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in table.rows:
        one, other, count = str(row["row_id"]), str(row["column_id"]), integer(row, f"count{layer}")
        found[one, other] = count, integer(row, f"row_measures{layer}")
        found[other, one] = count, integer(row, f"column_measures{layer}")
    return found


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %"


def _told(graph: KnowledgeGraph, known: Sequence[_Both], lang: str) -> str:
    """The largest share in words, both ways of counting it."""
    every, stated = known
    ends = max((one for one, (_, of) in every.items() if of), key=lambda one: (every[one][0] / every[one][1], one))
    values = {
        name: _percent(*layer[ends]) if layer[ends][1] else "–"
        for name, layer in (("every", every), ("stated", stated))
    }
    return text("shares.alt", one=graph[ends[0]].brief, other=graph[ends[1]].brief, **values).pick(lang)


def _legend(lang: str) -> Iterator[Key]:
    yield Key("box", "ground", text("shares.key_read").pick(lang))
    for shade, said in ((1, "1–33 %"), (2, "34–66 %"), (3, "67–100 %")):
        yield Key("box", f"heat-{shade}", said)


def _layer(graph: KnowledgeGraph, areas: Sequence[str], known: _Both, lang: str) -> Iterator[Markup]:
    for place, area in enumerate(graph[one] for one in areas):
        x, y = _SIDE + _NAME + (place + 0.5) * _WIDE, _HEAD + (place + 0.5) * _HIGH
        of = next(of for (row, _), (_, of) in known.items() if row == area.id)
        above = label(
            x, _HEAD / 2, area.brief.pick(lang), width=_WIDE - 18, size=12, most=3, anchor="middle", class_="strong"
        )
        name = label(_SIDE + _NAME - 12, y - 8, area.brief.pick(lang), width=_NAME - 12, anchor="end")
        many = label(
            _SIDE + _NAME - 12,
            y + 9,
            text("shares.measures", count=of).pick(lang),
            size=12,
            anchor="end",
            class_="muted",
        )
        yield thing(area.id, area.label.pick(lang), above, name, many)
        yield el("rect", x=x - _WIDE / 2 + 1, y=y - _HIGH / 2 + 1, width=_WIDE - 2, height=_HIGH - 2, class_="track")
    for down, row in enumerate(areas):
        for across, column in enumerate(areas):
            if known.get((row, column), (0, 0))[0]:
                yield _square(graph, (row, column), (down, across), known, lang)


def _square(graph: KnowledgeGraph, ends: tuple[str, str], place: tuple[int, int], known: _Both, lang: str) -> Markup:
    """How large a part, with how many of how many below it."""
    x, y = _SIDE + _NAME + place[1] * _WIDE, _HEAD + place[0] * _HIGH
    count, of = known[ends]
    names = {"one": graph[ends[0]].brief, "other": graph[ends[1]].brief}
    return el(
        "g", el("title", text("shares.cell", shared=count, of=of, **names).pick(lang)),
        el("rect", x=x + 1, y=y + 1, width=_WIDE - 2, height=_HIGH - 2, class_=f"heat-{strength(round(100 * count / of), 100)}"),
        label(x + _WIDE / 2, y + 16, _percent(count, of), anchor="middle", class_="strong"),
        label(x + _WIDE / 2, y + 33, text("shares.part", count=count, of=of).pick(lang), size=12, anchor="middle"),
    )  # fmt: skip
