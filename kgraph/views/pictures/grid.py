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
from kgraph.views.svg import Key, Picture, el, label, thing
from kgraph.wording import text

__all__ = ["LEVELS", "PERSPECTIVES", "grid", "squares"]

LEVELS = ("indicated", "selective", "universal", None)
"""Prevention levels from the few to the many; None is what no source says."""
PERSPECTIVES = ("reactive", "prevent_onset", "change_conditions", None)
"""Time perspectives from the near to the far; None is what no source says."""
Square = tuple[str | None, str | None]

_LEFT, _HEAD, _CELL, _LINE, _PAD, _SHOWN = 165.0, 56.0, 246.0, 19.0, 12.0, 7


def squares(graph: KnowledgeGraph) -> dict[Square, tuple[Measure, ...]]:
    """The measures of each square (level, perspective), in Swedish order; every square is there, also the empty ones."""
    found: dict[Square, list[Measure]] = defaultdict(list)
    for one in graph.of_kind("Measure"):
        if isinstance(one, Measure):
            found[one.prevention_level, one.time_perspective].append(one)
    return {
        (level, perspective): tuple(
            sorted(found[level, perspective], key=lambda one: (swedish_order(one.brief.sv), one.id))
        )
        for level in LEVELS
        for perspective in PERSPECTIVES
    }


def grid(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The grid of a graph's measures; an empty square that sources could have filled is outlined and says so."""
    held = squares(graph)
    heights = [_height(held, level) for level in LEVELS]
    tops = [_HEAD + sum(heights[:place]) for place in range(len(LEVELS))]
    sure = not any(ones for where, ones in held.items() if None in where)
    body = [*_headings(graph, lang)]
    for level, top, height in zip(LEVELS, tops, heights, strict=True):
        body.append(label(_LEFT - 14, top + height / 2, _name(graph, "prevention_level", level, lang), width=_LEFT - 20, most=2, anchor="end", class_="strong"))  # fmt: skip
        for place, perspective in enumerate(PERSPECTIVES):
            cell = _Cell(_LEFT + place * _CELL, top, height, (level, perspective))
            body += _square(held[level, perspective], cell, sure=sure, lang=lang)
    empty = sum(not held[level, time] for level in LEVELS[:-1] for time in PERSPECTIVES[:-1])
    known = sum(len(ones) for (level, time), ones in held.items() if level and time)
    words = text("grid.alt", known=known, total=len(graph.of_kind("Measure")), empty=empty, squares=9)
    legend = (
        Key("box", "gap" if sure else "maybe", text("grid.key_empty" if sure else "grid.key_unsure").pick(lang)),
        Key("box", "surface", text("grid.key_unknown").pick(lang)),
    )
    width, height = _LEFT + len(PERSPECTIVES) * _CELL + 2, tops[-1] + heights[-1] + 4
    return Picture(
        "grid", text("grid.title").pick(lang), words.pick(lang), width, height, Markup("").join(body), legend
    )


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
    yield label(left, top + _PAD + 10, text("grid.count", count=len(ones)).pick(lang), class_="strong")
    for row, one in enumerate(ones[:_SHOWN]):
        name = label(left, top + _PAD + 34 + row * _LINE, one.brief.pick(lang), width=_CELL - 2 * _PAD - 8, size=13)
        yield thing(one.id, one.label.pick(lang), name)
    if len(ones) > _SHOWN:
        more = text("grid.more", count=len(ones) - _SHOWN).pick(lang)
        yield label(left, top + _PAD + 34 + _SHOWN * _LINE, more, size=13, class_="muted")
