"""The prevention pyramid: measures for everyone at its base, for groups at risk above, for the few at the top.

Universal, selective and indicated prevention (Gordon 1983) drawn as the field draws them.  Measures of which no source
says the level stand beside the pyramid, so that nobody takes its shape for the whole truth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure
from kgraph.names import swedish_order
from kgraph.views.svg import Picture, both_drawings, el, label, thing, wrap
from kgraph.wording import text

__all__ = ["TIERS", "pyramid", "tiers"]

TIERS = ("indicated", "selective", "universal")
"""The tiers from the top down."""

_WIDTH, _TIER, _BASE, _LEFT = 1060.0, 132.0, 520.0, 20.0
_NAMES, _TYPES = 12.5, ("social", "situational")
_LISTED = 570.0
"""Where the names beside the pyramid begin, across."""


def tiers(graph: KnowledgeGraph, *, interpreted: bool = True) -> dict[str | None, tuple[Measure, ...]]:
    """The measures of each tier in Swedish order; None holds those of which no source says the level, and without `interpreted`
    also those of which a reading of ours does.
    """
    ones = [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]
    ones.sort(key=lambda one: (swedish_order(one.brief.sv), one.id))
    level = {one.id: one.told("prevention_level", interpreted=interpreted) for one in ones}
    return {tier: tuple(one for one in ones if level[one.id] == tier) for tier in (*TIERS, None)}


def pyramid(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    """The pyramid of a graph's measures, with the names of each tier beside it and what is unknown below.

    Where readings of ours tell levels there are two drawings, of which one is shown at a time: with them and without.
    """
    layers = {layer: tiers(graph, interpreted=layer) for layer in (True, False)}
    top = 10 + len(TIERS) * _TIER + 20
    drawn = {
        layer: Markup("").join(_drawn(graph, held, top, lang, interpreted=layer)) for layer, held in layers.items()
    }
    body = Markup("").join(both_drawings(drawn[True], drawn[False]))
    words = [
        {**{str(tier): len(held[tier]) for tier in TIERS}, "unknown": len(held[None]), "total": sum(map(len, held.values()))}
        for held in layers.values()
    ]  # fmt: skip
    said = text("pyramid.alt", **words[0]).pick(lang)
    if words[0] != words[1]:
        said += " " + text("pyramid.alt_stated", **words[1]).pick(lang)
    return Picture("pyramid", text("pyramid.title").pick(lang), said, _WIDTH, top + 78, body)


def _drawn(
    graph: KnowledgeGraph, held: Mapping[str | None, Sequence[Measure]], top: float, lang: str, *, interpreted: bool
) -> Iterator[Markup]:  # fmt: skip
    empty = "maybe" if held[None] else "gap"
    for place, tier in enumerate(TIERS):
        yield from _tier(graph, _Tier(place, held[tier], empty, interpreted), lang)
    yield from _unknown(held[None], top, lang)


class _Tier(NamedTuple):
    """A tier of a drawing: its place from the top, its measures, the looks of one that has none, and whether readings count."""

    place: int
    ones: Sequence[Measure]
    empty: str
    interpreted: bool


def _tier(graph: KnowledgeGraph, tier: _Tier, lang: str) -> Iterator[Markup]:
    """A tier with its name and number; one without measures has the looks of a gap, or of what is not known."""
    place, ones, empty, _ = tier
    top, bottom = 10 + place * _TIER, 10 + (place + 1) * _TIER - 6
    narrow, wide = (
        _BASE * (10 + part) / (10 + len(TIERS) * _TIER) for part in (place * _TIER, (place + 1) * _TIER - 6)
    )
    middle = _LEFT + _BASE / 2
    corners = (
        (middle - narrow / 2, top),
        (middle + narrow / 2, top),
        (middle + wide / 2, bottom),
        (middle - wide / 2, bottom),
    )
    yield el(
        "path", d="M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z", class_="measure" if ones else empty
    )
    name = graph.ontology.concept_label("prevention_level", TIERS[place]).pick(lang).capitalize()
    yield label(middle, bottom - 52, name, anchor="middle", class_="strong")
    number = label(middle, bottom - 26, str(len(ones)), anchor="middle", size=24, class_="strong")
    yield el("g", number, data_holds=f"niva.{TIERS[place]}")
    yield el("path", d=f"M{middle + wide / 2:.1f} {bottom - 20:.1f}L{_LISTED - 8:.1f} {bottom - 20:.1f}", class_="grid")
    yield from _beside(tier, top, lang)


def _beside(tier: _Tier, top: float, lang: str) -> Iterator[Markup]:
    """What is told of a tier: social and situational, and as many names as there is room for."""
    place, ones, empty, interpreted = tier
    sure = empty == "gap"
    kinds = [sum(one.told("prevention_type", interpreted=interpreted) == kind for one in ones) for kind in _TYPES]
    words = text("pyramid.empty" if sure else "pyramid.unsure")
    if ones:
        words = text("pyramid.types", social=kinds[0], situational=kinds[1], unknown=len(ones) - sum(kinds))
    yield label(_LISTED, top + 16, words.pick(lang), class_="muted" if ones or not sure else "lost", size=13)
    rows, columns = 5, 2
    room = rows * columns
    shown = ones if len(ones) <= room else ones[: room - 1]
    width = (_WIDTH - _LISTED) / columns
    for number, one in enumerate(shown):
        x, y = _LISTED + width * (number // rows), top + 36 + (number % rows) * 19
        read = "prevention_level" in one.interpreted
        said = text("grid.read", name=one.brief) if read else one.brief
        name = label(x, y, said.pick(lang), width=width - 10, size=_NAMES, class_="reading" if read else None)
        yield thing(one.id, one.label.pick(lang), name)
    if len(ones) > room:
        more = text("grid.more", count=len(ones) - len(shown)).pick(lang)
        told = label(_LISTED + width, top + 36 + (rows - 1) * 19, more, size=_NAMES, class_="muted")
        yield el("g", told, data_holds=f"niva.{TIERS[place]}")


def _unknown(ones: Sequence[Measure], top: float, lang: str) -> Iterator[Markup]:
    if not ones:
        return
    yield el("rect", x=_LEFT, y=top, width=_WIDTH - 2 * _LEFT, height=64, rx=8, class_="surface")
    said = text("pyramid.unknown", count=len(ones)).pick(lang)
    lines = [label(2 * _LEFT, top + 22 + row * 20, line) for row, line in enumerate(wrap(said, _WIDTH - 4 * _LEFT))]
    yield el("g", *lines, data_holds="niva.-")
