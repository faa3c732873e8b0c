"""The network in columns cause | measure | area: of a question's answer, or of a part of the graph.

A line is dashed where only an interpreted link, or a path with one, says so, and thin where it goes by way of something else.
What is not shown with stated links only stands in a drawing of its own, so that neither has holes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Table, Text
from kgraph.names import swedish_order
from kgraph.paths.chains import touches
from kgraph.views.columns import COLUMNS, column, places
from kgraph.views.svg import BOX, Key, Picture, el, label, thing
from kgraph.wording import text

__all__ = ["MOST", "Net", "fits", "net_of_answer", "net_of_part", "network"]

MOST = 100
"""How many things can be told apart in one picture."""
_FEW = 40
"""Up to so many things of all kinds, those that are neither cause, measure nor area have a column too."""
_OWN = ("Cause", "Problem", "Measure", *AREA_KINDS)
_UNDRAWN = frozenset({*ways.HUBS, "Statement"})
"""What holds things together without being one of them: a network through these would link everything to everything."""
_WIDE, _GAP, _ROW, _TOP, _SIDE, _FOOT = 262.0, 150.0, 48.0, 40.0, 44.0, 12.0

_Ends = tuple[str, str]
_Spot = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """Whether a line is stated, and whether it is a link of its own, with nothing between its ends."""

    stated: bool
    direct: bool = True


@dataclass(frozen=True)
class Net:
    """What is drawn: things in Swedish order, lines by their ends, what was asked for, the hits that are such only with interpreted
    links, how many other things there are, and the areas that the hits touch too (each with whether it is so as stated).
    """

    things: tuple[str, ...]
    lines: Mapping[_Ends, Line]
    asked: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    others: int = 0
    left: Mapping[str, bool] = field(default_factory=dict)

    def stated(self) -> Net:
        """What is left without interpreted lines and hits; what only they held to the rest goes with them."""
        lines = {ends: line for ends, line in self.lines.items() if line.stated and self.read.isdisjoint(ends)}
        lost = {one for ends in self.lines for one in ends} - {one for ends in lines for one in ends} - self.asked
        left = {area: True for area, stated in self.left.items() if stated}
        return Net(
            tuple(one for one in self.things if one not in lost), lines, self.asked, others=self.others, left=left
        )


def fits(net: Net) -> bool:
    """Whether a network of so many things can be read."""
    return len(net.things) <= MOST


def net_of_answer(graph: KnowledgeGraph, hits: Table, asked: Collection[str]) -> Net:
    """The measures of an answer, what was asked for, their own causes and their home areas."""
    measures = [str(row["id"]) for row in hits.rows]
    addressing = graph.index.addressing(interpreted=True)
    homes = {link.target for one in measures for link in graph.outgoing(one, ways.HOME) if link.counts}
    wanted = {*asked, *homes, *(cause for measure, cause in addressing if measure in measures)}
    lines = {
        (measure, to): Line(path.basis == "stated", len(path.steps) == 1)
        for measure in measures
        for to, path in touches(graph, measure, wanted).items()
    }
    read = frozenset(str(row["id"]) for row in hits.rows if row["basis"] != "stated")
    drawn = {*measures, *(to for _, to in lines)}
    return Net(_sorted(graph, drawn), lines, frozenset(asked), read, left=_left(graph, measures, read, drawn))


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


def net_of_part(graph: KnowledgeGraph) -> Net:
    """The things of a graph and the links between them; where they are many only causes, measures and areas.

    What a part of a measure is linked to, its measure is linked to where the part itself is not drawn.
    """
    every = [one.id for one in graph if one.kind not in _UNDRAWN]
    own = [one for one in every if graph[one].kind in _OWN]
    shown = set(every if len(every) <= _FEW else own)
    owner = {link.source: link.target for link in graph.of_relation("partOf") if link.counts}
    lines: dict[_Ends, Line] = {}
    for link in graph.links:
        ends = tuple(one if one in shown else owner.get(one, one) for one in (link.source, link.target))
        if link.counts and shown.issuperset(ends) and ends[0] != ends[1]:
            known = lines.get((ends[0], ends[1]), lines.get((ends[1], ends[0])))
            ends = ends if (ends[1], ends[0]) not in lines else ends[::-1]
            lines[ends[0], ends[1]] = Line(link.counts_as_stated or bool(known and known.stated))
    return Net(_sorted(graph, shown), lines, others=len(every) - len(shown))


def _sorted(graph: KnowledgeGraph, things: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(things, key=lambda one: (swedish_order(graph[one].brief.sv), one)))


# --- drawing ----------------------------------------------------------------------------------------------------------


def network(graph: KnowledgeGraph, net: Net, lang: str = "sv", title: Text | None = None) -> Picture:
    """The drawing of a net, in two layers where interpreted links make a difference."""
    stated = net.stated()
    drawn = [_Drawn.of(graph, one) for one in (net, stated)]
    width, height = (max(getattr(one, side) for one in drawn) for side in ("width", "height"))
    if stated.lines == net.lines:
        body = Markup("").join(drawn[0].elements(lang))
    else:
        layers = zip(drawn, ("if-all", "if-stated"), strict=True)
        body = Markup("").join([el("g", *one.elements(lang), class_=layer) for one, layer in layers])
    if net.others:
        body += label(_SIDE, height + 8, text("net.undrawn", count=net.others).pick(lang), size=13, class_="muted")
        height += 26
    told = _told(graph, net, stated).pick(lang)
    if net.left:
        words = text("net.left", count=len(net.left), stated=sum(net.left.values())).pick(lang)
        told = f"{told} {words}"
        body += label(_SIDE, height + 24, words, width=width - 2 * _SIDE, size=13, most=3, class_="muted")
        height += 48
    return Picture(
        "-".join(["network", *sorted(net.asked)]), (title or text("net.title")).pick(lang), told, width, height, body,
        tuple(_legend(graph, net, lang)),
    )  # fmt: skip


def _told(graph: KnowledgeGraph, net: Net, stated: Net) -> Text:
    """The network in words: how much there is of each, and how much of it only interpreted links say."""
    counts = {name: sum(column(graph[one].kind) == place for one in net.things) for place, name in enumerate(COLUMNS)}
    return text(
        "net.alt", **counts, things=len(net.things), lines=len(net.lines), read=len(net.lines) - len(stated.lines)
    )


def _legend(graph: KnowledgeGraph, net: Net, lang: str) -> Iterator[Key]:
    present = {column(graph[one].kind) for one in net.things}
    for place, name in enumerate(COLUMNS):
        if place in present:
            yield Key("box", name, text(f"net.{name}").pick(lang))
    for key, class_, there in (
        ("stated", "line", any(line.stated and line.direct for line in net.lines.values())),
        ("by_way", "line thin", any(line.stated and not line.direct for line in net.lines.values())),
        ("read", "line read", any(not line.stated and line.direct for line in net.lines.values())),
        ("by_way_read", "line thin read", any(not line.stated and not line.direct for line in net.lines.values())),
    ):
        if there:
            yield Key("line", class_, text(f"net.key_{key}").pick(lang))


@dataclass(frozen=True)
class _Drawn:
    """A net with a place for each of its things."""

    graph: KnowledgeGraph
    net: Net
    columns: Sequence[Sequence[str]]
    spots: Mapping[str, _Spot]
    width: float
    height: float

    @classmethod
    def of(cls, graph: KnowledgeGraph, net: Net) -> _Drawn:
        near: dict[str, set[str]] = defaultdict(set)
        for one, other in net.lines:
            near[one].add(other)
            near[other].add(one)
        kinds = [[one for one in net.things if column(graph[one].kind) == place] for place in range(len(COLUMNS))]
        columns = [ones for ones in kinds if ones]
        rows, high = places(columns, near), max(map(len, columns), default=1) * _ROW
        spots = {
            one: (_SIDE + place * (_WIDE + _GAP), _TOP + (rows[one] + 0.5) * high / len(ones))
            for place, ones in enumerate(columns)
            for one in ones
        }
        width = 2 * _SIDE + max(len(columns), 1) * (_WIDE + _GAP) - _GAP
        return cls(graph, net, columns, spots, width, _TOP + high + _FOOT)

    def elements(self, lang: str) -> Iterator[Markup]:
        """Headings, lines and then things, so that no line crosses a text."""
        for ones in self.columns:
            name = COLUMNS[column(self.graph[ones[0]].kind)]
            yield label(
                self.spots[ones[0]][0] + _WIDE / 2,
                18,
                text(f"net.{name}s").pick(lang),
                anchor="middle",
                class_="strong",
            )
        lanes = dict(self._lanes())
        for ends, line in sorted(self.net.lines.items(), key=lambda one: one[0]):
            yield el("path", d=self._way(ends, lanes), class_=_looks(line))
        for ones in self.columns:
            for one in ones:
                yield self._box(one, lang)

    def _ends(self, one: str, other: str) -> tuple[_Spot, _Spot]:
        left, right = sorted((self.spots[one], self.spots[other]))
        return left, right

    def _lanes(self) -> Iterator[tuple[tuple[_Ends, float], float]]:
        """How high a line passes a column (given by its left side): between the boxes nearest to its way, beside the others there."""
        for ones in self.columns:
            left, high = self.spots[ones[0]][0], (self.height - _TOP - _FOOT) / len(ones)
            between: dict[int, list[tuple[float, float, _Ends]]] = defaultdict(list)
            for ends in self.net.lines:
                (x1, y1), (x2, y2) = self._ends(*ends)
                if x1 < left < x2:
                    row = round((y1 + (y2 - y1) * (left - x1) / (x2 - x1) - _TOP) / high)
                    between[row].append((y1, y2, ends))
            for row, found in between.items():
                apart = min(4.0, (high - BOX - 2) / len(found))
                for place, (_, _, ends) in enumerate(sorted(found)):
                    yield (ends, left), _TOP + high * row + (place - (len(found) - 1) / 2) * apart

    def _way(self, ends: _Ends, lanes: Mapping[tuple[_Ends, float], float]) -> str:
        """A line from the right side of one thing to the left side of another; beside the column where both stand in the same."""
        (x1, y1), (x2, y2) = self._ends(*ends)
        if x1 == x2:
            side, bend = (x1, -_SIDE * 0.8) if x1 == _SIDE else (x1 + _WIDE, _SIDE * 0.8)
            return f"M{side:.1f} {y1:.1f}{_curve(side + bend, y1, side + bend, y2, side, y2)}"
        way, x, y = f"M{x1 + _WIDE:.1f} {y1:.1f}", x1 + _WIDE, y1
        for left in sorted({left for _, left in lanes}):
            if (ends, left) in lanes:
                lane = lanes[ends, left]
                way += f"{_curve(x + _GAP / 2, y, left - _GAP / 2, lane, left, lane)}h{_WIDE:.1f}"
                x, y = left + _WIDE, lane
        return way + _curve(x + _GAP / 2, y, x2 - _GAP / 2, y2, x2, y2)

    def _box(self, one: str, lang: str) -> Markup:
        node, (x, y) = self.graph[one], self.spots[one]
        box = el("rect", x=x, y=y - BOX / 2, width=_WIDE, height=BOX, rx=6, class_=COLUMNS[column(node.kind)])
        strong = "strong" if one in self.net.asked else None
        name = label(
            x + _WIDE / 2, y, node.brief.pick(lang), width=_WIDE - 16, size=13, most=2, anchor="middle", class_=strong
        )
        return thing(one, node.label.pick(lang), box, name)


def _curve(*points: float) -> str:
    return "C" + " ".join(f"{one:.1f}" for one in points)


def _looks(line: Line) -> str:
    return " ".join(["line", *([] if line.direct else ["thin"]), *([] if line.stated else ["read"])])
