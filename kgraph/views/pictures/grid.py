"""Time perspective × prevention level: where the measures stand, and which squares are empty.

The form is that of the Västerås plan's first picture: how far ahead a measure looks, and whom it is for.  What no source
says stands in a row and a column of its own, never in a square that was guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure
from kgraph.names import swedish_order
from kgraph.views.svg import Key, Picture, both_drawings, el, label, thing
from kgraph.wording import text

__all__ = ["LEVELS", "PERSPECTIVES", "grid", "squares"]

LEVELS = ("indicated", "selective", "universal", None)
"""Prevention levels from the few to the many; None is what no source says."""
PERSPECTIVES = ("reactive", "prevent_onset", "change_conditions", None)
"""Time perspectives from the near to the far; None is what no source says."""
Square = tuple[str | None, str | None]

_LEFT, _HEAD, _CELL, _LINE, _PAD, _SHOWN = 165.0, 56.0, 246.0, 19.0, 12.0, 7


def squares(graph: KnowledgeGraph, *, interpreted: bool = True) -> dict[Square, tuple[Measure, ...]]:
    """The measures of each square (level, perspective), in Swedish order; every square is there, also the empty ones.

    Without `interpreted` what is a reading of ours stands among what no source says.
    """
    found: dict[Square, list[Measure]] = defaultdict(list)
    for one in graph.of_kind("Measure"):
        if isinstance(one, Measure):
            level, time = (one.told(field, interpreted=interpreted) for field in _FIELDS)
            found[level, time].append(one)
    return {
        (level, perspective): tuple(
            sorted(found[level, perspective], key=lambda one: (swedish_order(one.brief.sv), one.id))
        )
        for level in LEVELS
        for perspective in PERSPECTIVES
    }


_FIELDS = ("prevention_level", "time_perspective")


def grid(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The grid of a graph's measures; an empty square that sources could have filled is outlined and says so.

    Where readings of ours place measures there are two drawings, of which one is shown at a time: with them and without.
    """
    layers = {layer: squares(graph, interpreted=layer) for layer in (True, False)}
    heights = [max(_height(held, level) for held in layers.values()) for level in LEVELS]
    tops = [_HEAD + sum(heights[:place]) for place in range(len(LEVELS))]
    sure = {layer: not any(ones for where, ones in held.items() if None in where) for layer, held in layers.items()}
    body = [*_headings(graph, lang)]
    for level, top, height in zip(LEVELS, tops, heights, strict=True):
        body.append(label(_LEFT - 14, top + height / 2, _name(graph, "prevention_level", level, lang), width=_LEFT - 20, most=2, anchor="end", class_="strong"))  # fmt: skip
    drawn = {
        layer: Markup("").join(
            part
            for level, top, height in zip(LEVELS, tops, heights, strict=True)
            for place, time in enumerate(PERSPECTIVES)
            for part in _square(held[level, time], _Cell(_LEFT + place * _CELL, top, height, (level, time)), sure=sure[layer], lang=lang)
        )
        for layer, held in layers.items()
    }  # fmt: skip
    body += both_drawings(drawn[True], drawn[False])
    legend = (
        Key("box", "gap" if all(sure.values()) else "maybe", text("grid.key_empty" if all(sure.values()) else "grid.key_unsure").pick(lang)),
        Key("box", "surface", text("grid.key_unknown").pick(lang)),
    )  # fmt: skip
    width, height = _LEFT + len(PERSPECTIVES) * _CELL + 2, tops[-1] + heights[-1] + 4
    told = _told(layers, lang)
    return Picture("grid", text("grid.title").pick(lang), told, width, height, Markup("").join(body), legend)


def _told(layers: Mapping[bool, Mapping[Square, Sequence[Measure]]], lang: str) -> str:
    """The picture in words; where readings place measures also how it is without them."""
    words = {}
    for layer, held in layers.items():
        empty = sum(not held[level, time] for level in LEVELS[:-1] for time in PERSPECTIVES[:-1])
        known = sum(len(ones) for (level, time), ones in held.items() if level and time)
        words[layer] = {"known": known, "total": sum(map(len, held.values())), "empty": empty}
    said = text("grid.alt", **words[True], squares=9).pick(lang)
    return said if words[True] == words[False] else f"{said} {text('grid.alt_stated', **words[False]).pick(lang)}"


def _height(held: Mapping[Square, Sequence[Measure]], level: str | None) -> float:
    most = max(min(len(held[level, time]), _SHOWN + 1) for time in PERSPECTIVES)
    return 2 * _PAD + 24 + max(most, 1) * _LINE


def _name(graph: KnowledgeGraph, scheme: str, value: str | None, lang: str) -> str:
    if value is None:
        return text(f"grid.unknown_{scheme}").pick(lang)
    return graph.ontology.concept_label(scheme, value).pick(lang).capitalize()


def _headings(graph: KnowledgeGraph, lang: str) -> Iterator[Markup]:
    for place, perspective in enumerate(PERSPECTIVES):
        words = _name(graph, "time_perspective", perspective, lang)
        yield label(
            _LEFT + (place + 0.5) * _CELL, _HEAD / 2, words, width=_CELL - 16, most=2, anchor="middle", class_="strong"
        )


class _Cell(NamedTuple):
    """A square of the drawing: where it begins, how high it is, and what it stands for."""

    x: float
    top: float
    height: float
    stands_for: Square


def _square(ones: Sequence[Measure], cell: _Cell, *, sure: bool, lang: str) -> Iterator[Markup]:
    """A square; an empty one is a gap only where it is `sure` that no measure of unknown place belongs there."""
    x, top, height, where = cell
    unknown = None in where
    empty = "gap" if sure else "maybe"
    looks = "surface" if unknown else "ground grid" if ones else empty
    yield el("rect", x=x + 3, y=top + 3, width=_CELL - 6, height=height - 6, rx=6, class_=looks)
    if not ones:
        words = text("grid.none" if unknown else "grid.empty" if sure else "grid.unsure").pick(lang)
        yield label(
            x + _CELL / 2, top + height / 2, words, anchor="middle", class_="lost" if sure and not unknown else "muted"
        )
        return
    left = x + _PAD + 4
    count = label(left, top + _PAD + 10, text("grid.count", count=len(ones)).pick(lang), class_="strong")
    holds = f"niva.{where[0] or '-'}&tid.{where[1] or '-'}"
    yield el("g", count, data_holds=holds)
    for row, one in enumerate(ones[:_SHOWN]):
        read = any(one.told(field, interpreted=False) != value for field, value in zip(_FIELDS, where, strict=True))
        said = text("grid.read", name=one.brief) if read else one.brief
        name = label(left, top + _PAD + 34 + row * _LINE, said.pick(lang), width=_CELL - 2 * _PAD - 8, size=13, class_="reading" if read else None)  # fmt: skip
        yield thing(one.id, one.label.pick(lang), name)
    if len(ones) > _SHOWN:
        more = text("grid.more", count=len(ones) - _SHOWN).pick(lang)
        yield el("g", label(left, top + _PAD + 34 + _SHOWN * _LINE, more, size=13, class_="muted"), data_holds=holds)
