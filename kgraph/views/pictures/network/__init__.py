"""The network in columns cause | measure | area: of a question's answer, or of a part of the graph.

A line is dashed where only an interpreted link, or a path with one, says so, and thin where it goes by way of something else.
What is not shown with stated links only stands in a drawing of its own, so that neither has holes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product

from markupsafe import Markup

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import owners
from kgraph.model import AREA_KINDS, Table, Text
from kgraph.names import swedish_order
from kgraph.paths.chains import touches
from kgraph.views.columns import COLUMNS, column
from kgraph.views.pictures.network.drawn import Drawn, looks
from kgraph.views.pictures.network.layout import Layout, Line, laid_out
from kgraph.views.svg import Key, Picture, both_drawings, label
from kgraph.wording import text

__all__ = ["MOST", "DrawnNet", "fits", "net_of_answer", "net_of_part", "network"]

MOST = 100
"""How many things can be told apart in one picture."""
_FEW = 40
"""Up to so many things of all kinds, those that are neither cause, measure nor area have a column too."""
_OWN = ("Cause", "Problem", "Measure", *AREA_KINDS)
_UNDRAWN = frozenset({*ways.HUBS, "Statement"})
"""What holds things together without being one of them: a network through these would link everything to everything."""
_SIDE = 16.0

_Ends = tuple[str, str]


@dataclass(frozen=True)
class DrawnNet:
    """What is drawn: things in Swedish order, lines by their ends, what was asked for, the hits that are such only with interpreted
    links, how many other things there are, and the areas that the hits touch too (each with whether it is so as stated).
    """

    things: tuple[str, ...]
    lines: Mapping[_Ends, Line]
    asked: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    others: int = 0
    left: Mapping[str, bool] = field(default_factory=dict)

    def stated(self) -> DrawnNet:
        """What is left without interpreted lines and hits; what only they held to the rest goes with them."""
        lines = {ends: line for ends, line in self.lines.items() if line.stated and self.read.isdisjoint(ends)}
        lost = {one for ends in self.lines for one in ends} - {one for ends in lines for one in ends} - self.asked
        left = {area: True for area, stated in self.left.items() if stated}
        return DrawnNet(
            tuple(one for one in self.things if one not in lost), lines, self.asked, others=self.others, left=left
        )


def fits(net: DrawnNet) -> bool:
    """Whether a network of so many things can be read."""
    return len(net.things) <= MOST


def net_of_answer(graph: KnowledgeGraph, hits: Table, asked: Collection[str]) -> DrawnNet:
    """The measures of an answer, what was asked for, their own causes and their home areas."""
    measures = [str(row["id"]) for row in hits.rows]
    hit = frozenset(measures)
    homes = {link.target for one in measures for link in graph.outgoing(one, ways.HOME) if link.counts}
    causes = {cause for measure, cause in graph.index.addressing(interpreted=True) if measure in hit}
    wanted = {*asked, *homes, *causes}
    lines = {
        (measure, to): Line(path.basis == "stated", len(path.steps) == 1)
        for measure in measures
        for to, path in touches(graph, measure, wanted).items()
    }
    read = frozenset(str(row["id"]) for row in hits.rows if row["basis"] != "stated")
    drawn = {*measures, *(to for _, to in lines)}
    return DrawnNet(_sorted(graph, drawn), lines, frozenset(asked), read, left=_left(graph, measures, read, drawn))


def _left(
    graph: KnowledgeGraph, measures: Iterable[str], read: Collection[str], drawn: Collection[str]
) -> dict[str, bool]:
    """The areas that the measures touch and that are not drawn, and whether one of them does so as stated."""
    areas = {one.id for one in graph.of_kind(*AREA_KINDS)} - set(drawn)
    found: dict[str, bool] = {}
    for one in measures:
        for area, path in touches(graph, one, areas).items():
            found[area] = found.get(area, False) or (path.basis == "stated" and one not in read)
    return found


def net_of_part(graph: KnowledgeGraph) -> DrawnNet:
    """The things of a graph and the links between them; where they are many only causes, measures and areas.

    What a part of a measure is linked to, its measure is linked to where the part itself is not drawn.
    """
    every = [one.id for one in graph if one.kind not in _UNDRAWN]
    own = [one for one in every if graph[one].kind in _OWN]
    shown = set(every if len(every) <= _FEW else own)
    stands_for = {**owners(graph), **{one: [(one, True)] for one in shown}}
    lines: dict[_Ends, Line] = {}
    for link in graph.links:
        if link.counts and (link.relation != "partOf" or shown.issuperset((link.source, link.target))):
            for ends in product(stands_for.get(link.source, ()), stands_for.get(link.target, ())):
                _draw(lines, ends[0][0], ends[1][0], stated=link.counts_as_stated and ends[0][1] and ends[1][1])
    return DrawnNet(_sorted(graph, shown), lines, others=len(every) - len(shown))


def _draw(lines: dict[_Ends, Line], one: str, other: str, *, stated: bool) -> None:
    """A line between two things; of those that say the same the firmest, whichever way they point."""
    ends = (other, one) if (other, one) in lines else (one, other)
    if one != other:
        lines[ends] = Line(stated or (ends in lines and lines[ends].stated))


def _sorted(graph: KnowledgeGraph, things: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(things, key=lambda one: (swedish_order(graph[one].brief.sv), one)))


# --- drawing ----------------------------------------------------------------------------------------------------------


def network(graph: KnowledgeGraph, net: DrawnNet, lang: str = "sv", title: Text | None = None) -> Picture:
    """The drawing of a net, in two layers where interpreted links make a difference."""
    stated = net.stated()
    layouts = [_laid(graph, one, lang) for one in (net, stated)]
    height = max(one.height for one in layouts)
    layouts = [replace(one, height=height) for one in layouts]
    width = max(one.width for one in layouts)
    every, plain = (Markup("").join(Drawn(graph, one, net.asked, lang).elements()) for one in layouts)
    body = Markup("").join(both_drawings(every, plain))
    told = _told(graph, net, stated).pick(lang)
    if any(len(box.names) > 1 for one in layouts for box in one.boxes.values()):
        height += 26
    if net.others:
        body += label(_SIDE, height + 8, text("net.undrawn", count=net.others).pick(lang), size=13, class_="muted")
        height += 26
    if net.left:
        words = text("net.left", count=len(net.left), stated=sum(net.left.values())).pick(lang)
        told = f"{told} {words}"
        body += label(_SIDE, height + 24, words, width=width - 2 * _SIDE, size=13, most=3, class_="muted")
        height += 48
    return Picture(
        "-".join(["network", *sorted(net.asked)]), (title or text("net.title")).pick(lang), told, width, height, body,
        tuple(_legend(graph, net, lang)),
    )  # fmt: skip


def _laid(graph: KnowledgeGraph, net: DrawnNet, lang: str) -> Layout:
    columns: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one in net.things:
        columns[column(graph[one].kind)].append((one, graph[one].brief.pick(lang)))
    return laid_out(columns, net.lines)


def _told(graph: KnowledgeGraph, net: DrawnNet, stated: DrawnNet) -> Text:
    """The network in words: how much there is of each, and how much of it only interpreted links say."""
    counts = {name: sum(column(graph[one].kind) == place for one in net.things) for place, name in enumerate(COLUMNS)}
    return text(
        "net.alt", **counts, things=len(net.things), lines=len(net.lines), read=len(net.lines) - len(stated.lines)
    )


def _legend(graph: KnowledgeGraph, net: DrawnNet, lang: str) -> Iterator[Key]:
    present = {column(graph[one].kind) for one in net.things}
    for place, name in enumerate(COLUMNS):
        if place in present:
            yield Key("box", name, text(f"net.{name}").pick(lang))
    there = set(net.lines.values())
    for key, stated, direct in (
        ("stated", True, True), ("by_way", True, False), ("read", False, True), ("by_way_read", False, False),
    ):  # fmt: skip
        line = Line(stated, direct)
        if line in there:
            yield Key("joint", f"line {looks(line)}".strip(), text(f"net.key_{key}").pick(lang))
