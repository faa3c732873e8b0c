"""Area × area with both shares: of the row's measures, how large a part touches the column's area too.

Read along a row; the share the other way stands across the diagonal.  A share of nothing is unknown and stays empty.
Where readings of ours bear on a share it is dashed, and what the plan states stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Table, integer
from kgraph.views.squares import strength
from kgraph.views.svg import Key, Picture, both_drawings, el, label, thing
from kgraph.wording import refused, text

__all__ = ["MOST_AREAS", "shares"]

MOST_AREAS = 14
"""How many rows and columns can be read."""
_NAME, _WIDE, _HIGH, _HEAD, _SIDE = 230.0, 136.0, 56.0, 56.0, 16.0
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
    drawn = [Markup("").join(_layer(graph, areas, (known[1], one), lang)) for one in known]
    width, height = 2 * _SIDE + _NAME + len(areas) * _WIDE, _HEAD + len(areas) * _HIGH + 10
    legend = tuple(_legend(lang, read=drawn[0] != drawn[1]))
    body = Markup("").join(both_drawings(drawn[0], drawn[1]))
    return Picture("overlap", text("shares.title").pick(lang), _told(graph, known, lang), width, height, body, legend)


def _shared(table: Table, layer: str) -> _Both:
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in table.rows:
        one, other, count = str(row["row_id"]), str(row["column_id"]), integer(row, f"count{layer}")
        found[one, other] = count, integer(row, f"row_measures{layer}")
        found[other, one] = count, integer(row, f"column_measures{layer}")
    return found


def _percent(count: int, of: int) -> str:
    return f"{100 * count / of:.0f} %" if of else "–"


def _told(graph: KnowledgeGraph, known: Sequence[_Both], lang: str) -> str:
    """The largest share in words, both ways of counting it."""
    every, stated = known
    ends = max((one for one, (_, of) in every.items() if of), key=lambda one: (every[one][0] / every[one][1], one))
    one, other = (graph[end].brief for end in ends)
    return text("shares.alt", one=one, other=other, every=_percent(*every[ends]), stated=_percent(*stated[ends])).pick(
        lang
    )


def _legend(lang: str, *, read: bool) -> Iterator[Key]:
    yield Key("box", "ground", text("shares.key_read").pick(lang))
    for shade, said in ((1, "1–33 %"), (2, "34–66 %"), (3, "67–100 %")):
        yield Key("box", f"heat-{shade}", said)
    if read:
        yield Key("box", "ground dashes", text("shares.key_both").pick(lang))


_Ways = tuple[_Both, _Both]
"""What is stated, and what a drawing shows: the same, or with readings of ours too."""


def _two(stated: str, shown: str) -> str:
    """What is stated before what is shown, or only one where they are alike."""
    return shown if stated == shown else f"{stated} · {shown}"


def _layer(graph: KnowledgeGraph, areas: Sequence[str], ways: _Ways, lang: str) -> Iterator[Markup]:
    for place, area in enumerate(graph[one] for one in areas):
        x, y = _SIDE + _NAME + (place + 0.5) * _WIDE, _HEAD + (place + 0.5) * _HIGH
        sure, of = (next(of for (row, _), (_, of) in known.items() if row == area.id) for known in ways)
        above = label(
            x, _HEAD / 2, area.brief.pick(lang), width=_WIDE - 18, size=12, most=3, anchor="middle", class_="strong"
        )
        name = label(_SIDE + _NAME - 12, y - 8, area.brief.pick(lang), width=_NAME - 12, anchor="end")
        many = label(
            _SIDE + _NAME - 12,
            y + 9,
            text("shares.measures_one" if sure == of == 1 else "shares.measures", count=_two(str(sure), str(of))).pick(
                lang
            ),
            size=12,
            anchor="end",
            class_="muted",
        )
        yield thing(area.id, area.label.pick(lang), above, name, many)
        yield el("rect", x=x - _WIDE / 2 + 1, y=y - _HIGH / 2 + 1, width=_WIDE - 2, height=_HIGH - 2, class_="track")
    for down, row in enumerate(areas):
        for across, column in enumerate(areas):
            if ways[1].get((row, column), (0, 0))[0]:
                yield _square(graph, (row, column), (down, across), ways, lang)


def _square(graph: KnowledgeGraph, ends: tuple[str, str], place: tuple[int, int], ways: _Ways, lang: str) -> Markup:
    """How large a part, with how many of how many below it; what is stated before what is shown where they differ."""
    x, y = _SIDE + _NAME + place[1] * _WIDE, _HEAD + place[0] * _HIGH
    stated, shown = (known[ends] for known in ways)
    count, of = shown
    looks = f"heat-{strength(round(100 * count / of), 100)}{'' if stated == shown else ' dashes'}"
    parts = _two(*(text("shares.part", count=of_them, of=all_of).pick(lang) for of_them, all_of in (stated, shown)))
    names = {"one": graph[ends[0]].brief, "other": graph[ends[1]].brief}
    return el(
        "g", el("title", text("shares.cell", shared=count, of=of, **names).pick(lang)),
        el("rect", x=x + 1, y=y + 1, width=_WIDE - 2, height=_HIGH - 2, class_=looks),
        label(x + _WIDE / 2, y + 15, _two(_percent(*stated), _percent(*shown)), anchor="middle", class_="strong"),
        label(x + _WIDE / 2, y + 38, parts, width=_WIDE - 8, size=12, anchor="middle", most=2),
    )  # fmt: skip
