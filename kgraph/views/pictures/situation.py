"""The situation at a glance: what lacks what, and for each area how many of its causes have a measure and how many measures touch it.

Every number is told both ways; the part of a bar that only interpreted links bear is dashed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links, judged, met
from kgraph.measures.links import LACKS, is_lost, lacks
from kgraph.model import Cell, Measure, Table, integer
from kgraph.views.svg import Key, Picture, el, label, thing, wrap
from kgraph.wording import text

__all__ = ["situation"]

_SIDE, _WIDTH, _LACKS, _HIGH, _GAP, _TOP = 16.0, 1176.0, 280.0, 132.0, 16.0, 6.0
_NAME, _SHARE, _SHARE_WORDS, _COUNT, _ROW, _BAR = 256.0, 220.0, 246.0, 170.0, 32.0, 18.0
_BOLD = 36.0
"""What a title in bold leaves of the width of its card."""
_MANY = 3
"""So many lines below the number of a card begin further up."""
_Say = Callable[..., str]
"""The words of a key, with its values: other ones where the plan's owners have confirmed links."""
_Counts = tuple[int, int]
"""A number by stated links, and with interpreted ones."""


@dataclass(frozen=True)
class _Card:
    """A number with what it counts, of how many, and the `hint` that is said in place of both ways of counting."""

    title: str
    counts: _Counts
    total: int
    hint: str


def situation(
    graph: KnowledgeGraph, coverage: Table, touching: Table, lang: str = "sv", *, stated_only: bool = False
) -> Picture:
    """Cards and bars from the tables of `kgraph.coverage` and of `kgraph.matrix` on measures and areas.

    `stated_only` tells that the graph holds no interpreted links, so that nobody may say that something lacks one.
    """

    def say(key: str, **values: object) -> str:
        return text(judged(graph, key), **values).pick(lang)

    cards = list(_cards(graph, coverage, touching, say, stated_only=stated_only))
    lacking = _lacking(graph)
    areas = next(one for one in coverage.also if one.name == "areas").rows
    layers = [(0, None)] if stated_only else [(1, "if-all"), (0, "if-stated")]
    wide = (_WIDTH - 2 * _SIDE - _LACKS) / len(cards) - _GAP
    drawn = [one for place, card in enumerate(cards) for one in _card(card, _SIDE + place * (wide + _GAP), wide, say)]
    drawn += _card_of_lacks(lacking, _WIDTH - _SIDE - _LACKS, lang)
    drawn += [el("g", *_layer(areas, layer, say), class_=class_) for layer, class_ in layers]
    top = _rows_top() + len(areas) * _ROW
    body = [*drawn, *_names(graph, areas, lang)]
    if lost := sum("also_affects" in one.unknown for one in graph.of_kind("Measure")):
        body.append(label(_SIDE, top + 12, text("page_script.floor", n=lost).pick(lang), size=12, class_="muted"))
        top += 22
    legend = [Key("box", "stated", text("hits.key_stated").pick(lang))]
    if not stated_only:
        legend.append(Key("box", "doubt", text("hits.key_read").pick(lang)))
    return Picture(
        "situation", text("situation.title").pick(lang), _told(cards, areas, lang, say, stated_only=stated_only), _WIDTH, top + 8,
        Markup("").join(body), tuple(legend),
    )  # fmt: skip


# --- what is counted --------------------------------------------------------------------------------------------------


def _cards(graph: KnowledgeGraph, coverage: Table, touching: Table, say: _Say, *, stated_only: bool) -> Iterator[_Card]:
    counts, total = {count.key: count for count in coverage.counts}, len(graph.of_kind("Measure"))
    for name, of in (("gap_causes", counts["causes"]), ("gap_measures", counts["measures"])):
        whole = of.total or 0
        known = whole - of.stated, whole - of.with_interpreted
        sourced, confirmed = met(graph)[of.key]
        title, hint = ("confirmed", "confirmed_hint") if confirmed else ("unlinked", "open")
        told = say(f"page.card_{name}_{hint}", sourced=sourced, confirmed=confirmed) if stated_only else ""
        yield _Card(say(f"page.card_{name}_{title}"), known, whole, told)
    touched = [Counter(row["row_id"] for row in touching.rows if row[key]) for key in ("touch_stated", "touch")]
    several = [sum(areas > 1 for areas in one.values()) for one in touched]
    hint = say("page.card_several_hint") if stated_only else ""
    yield _Card(say("page.card_several"), (several[0], several[1]), total, hint)
    if not stated_only:
        read = sum(link.status == "interpreted" for link in graph.links)
        hint = say("page.card_unconfirmed_hint")
        yield _Card(say("page.card_unconfirmed"), (read, read), counted_links(graph)[1], hint)


def _lacking(graph: KnowledgeGraph) -> dict[str, tuple[int, int, int, int]]:
    """How many measures lack each thing, by stated links and with interpreted ones, and of how many nobody can tell, likewise."""
    measures = [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]
    stated, every = ([(one, lacks(graph, one, interpreted=layer)) for one in measures] for layer in (False, True))
    return {
        lack: (
            sum(lack in without and not is_lost(one, lack) for one, without in stated),
            sum(lack in without and not is_lost(one, lack) for one, without in every),
            sum(lack in without and is_lost(one, lack) for one, without in stated),
            sum(lack in without and is_lost(one, lack) for one, without in every),
        )
        for lack in LACKS
    }


def _told(
    cards: Sequence[_Card], areas: Sequence[Mapping[str, Cell]], lang: str, say: _Say, *, stated_only: bool
) -> str:
    """The numbers of the cards and of the areas in words."""
    said = "; ".join(f"{card.title}: {_both(card, say)}" for card in cards)
    rows = "; ".join(f"{_name(row, lang)} {_share(row, say, stated_only=stated_only)}" for row in areas)
    return say("situation.alt", cards=said, areas=rows or "–")


def _name(row: Mapping[str, Cell], lang: str) -> str:
    name = row["label"]
    return name if isinstance(name, str) else name.pick(lang)  # type: ignore[union-attr]  # a Text


def _both(card: _Card, say: _Say) -> str:
    if card.hint or card.counts[0] == card.counts[1]:
        return say("situation.of", n=card.counts[1], of=card.total)
    return say("situation.of_both", stated=card.counts[0], every=card.counts[1], of=card.total)


def _share(row: Mapping[str, Cell], say: _Say, *, stated_only: bool) -> str:
    """How many of an area's causes have a measure, both ways; "–" where it has no causes."""
    n, of = integer(row, "causes"), integer(row, "causes_total")
    stated = {"stated": integer(row, "causes_stated"), "stated_of": integer(row, "causes_total_stated")}
    if not of:
        return say("situation.no_causes")
    if stated_only or (n, of) == tuple(stated.values()):
        return say("situation.of", n=n, of=of)
    return say("situation.share" if stated["stated_of"] else "situation.share_none", n=n, of=of, **stated)


# --- drawing ----------------------------------------------------------------------------------------------------------


def _rows_top() -> float:
    return _TOP + _HIGH + 58


def _layer(areas: Sequence[Mapping[str, Cell]], layer: int, say: _Say) -> Iterator[Markup]:
    """What differs between the ways of counting: 1 with interpreted links, 0 without."""
    x, y, causes = _SIDE + _NAME, _rows_top() - 16, "page.causes_with" if layer else "page.causes_with_stated"
    yield label(x, y, say(causes), class_="strong")
    yield label(x + _SHARE + _SHARE_WORDS, y, say("situation.touching"), class_="strong")
    most = max((integer(row, "measures") for row in areas), default=1)
    for place, row in enumerate(areas):
        yield from _bars(row, _rows_top() + place * _ROW + (_ROW - _BAR) / 2, layer, most, say)


def _card(card: _Card, x: float, wide: float, say: _Say) -> Iterator[Markup]:
    """The number that the plan answers for, large, with both ways of counting below."""
    yield el("rect", x=x, y=_TOP, width=wide, height=_HIGH, rx=8, class_="surface")
    more = len(wrap(card.title, wide - _BOLD, 13, 2)) - 1
    yield label(x + 14, _TOP + 24 + more * 13 * 0.6, card.title, width=wide - _BOLD, size=13, most=2, class_="strong")
    yield label(x + 14, _TOP + 68, str(card.counts[0]), size=32, class_="strong")
    yield label(
        x + 30 + 20 * len(str(card.counts[0])),
        _TOP + 74,
        say("situation.total", of=card.total),
        class_="muted",
    )
    hints = (
        [card.hint]
        if card.hint
        else [say("situation.stated", n=card.counts[0]), say("situation.every", n=card.counts[1])]
    )
    lines = [line for hint in hints for line in wrap(hint, wide - 24, 12)]
    top, step = (101, 16) if len(lines) < _MANY else (94, 14)
    for place, line in enumerate(lines):
        yield label(x + 14, _TOP + top + place * step, line, size=12, class_="muted")


def _card_of_lacks(lacking: Mapping[str, tuple[int, int, int, int]], x: float, lang: str) -> Iterator[Markup]:
    """What measures lack; two numbers where the ways of counting differ, and then what they are."""
    yield el("rect", x=x, y=_TOP, width=_LACKS, height=_HIGH, rx=8, class_="surface")
    yield label(x + 14, _TOP + 24, text("page.card_lacks").pick(lang), width=_LACKS - 24, size=13, class_="strong")
    for place, (lack, counts) in enumerate(lacking.items()):
        y = _TOP + 50 + place * 20
        lost = f" {text('situation.lost', n=_two(*counts[2:])).pick(lang)}" if counts[2] else ""
        name, number = f"{text(f'page.lack_{lack}').pick(lang)}{lost}", _two(*counts[:2])
        yield label(x + 14, y, name, width=_LACKS - 44 - 9 * len(number), size=12)
        yield label(x + _LACKS - 14, y, number, size=14, anchor="end", class_="strong")
    if any(counts[0] != counts[1] or counts[2] != counts[3] for counts in lacking.values()):
        words = text("situation.ways").pick(lang)
        yield label(x + _LACKS - 14, _TOP + 24, words, size=10, anchor="end", class_="muted")


def _two(stated: int, every: int) -> str:
    return str(every) if stated == every else f"{stated} · {every}"


def _names(graph: KnowledgeGraph, areas: Sequence[Mapping[str, Cell]], lang: str) -> Iterator[Markup]:
    for place, row in enumerate(areas):
        node, y = graph[str(row["id"])], _rows_top() + (place + 0.5) * _ROW
        name = label(_SIDE + _NAME - 12, y, node.brief.pick(lang), width=_NAME - 12, anchor="end")
        yield thing(node.id, node.label.pick(lang), name)


def _bars(row: Mapping[str, Cell], y: float, layer: int, most: int, say: _Say) -> Iterator[Markup]:
    """The share of the causes with a measure, and the number of measures that touch the area."""
    x, end = _SIDE + _NAME, "" if layer else "_stated"
    if of := integer(row, f"causes_total{end}"):
        yield el("rect", x=x, y=y, width=_SHARE, height=_BAR, class_="track")
        yield from _parts(x, y, integer(row, "causes_stated"), integer(row, f"causes{end}"), _SHARE / of)
    yield label(x + _SHARE + 12, y + _BAR / 2, _share(row, say, stated_only=False), size=13)
    x += _SHARE + _SHARE_WORDS
    stated, every = integer(row, "measures_stated"), integer(row, "measures")
    yield from _parts(x, y, stated, every if layer else stated, _COUNT / max(most, 1))
    said = str(every) if stated == every else say("actors.both", every=every, stated=stated)
    yield label(x + (every if layer else stated) * _COUNT / max(most, 1) + 10, y + _BAR / 2, said, size=13)


def _parts(x: float, y: float, stated: int, shown: int, unit: float) -> Iterator[Markup]:
    firm = min(stated, shown)
    if firm:
        yield el("rect", x=x, y=y, width=firm * unit, height=_BAR, class_="stated")
    if shown > firm:
        yield el("rect", x=x + firm * unit, y=y, width=(shown - firm) * unit, height=_BAR, class_="doubt")
