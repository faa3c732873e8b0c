"""What the links of a graph say of its measures, and the words of things, gathered once for a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Bag, bag, own_texts, stems

__all__ = ["Facts"]

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "distinctFrom", "broader")
_JOINING = frozenset({*_MATCHES, *ways.CAUSE_LINKS, ways.HOME, "alsoAffects"})
"""Relations whose pairs are not proposed again, whatever their status."""
_BESIDE = 0.5
"""What a word of a neighbour (goal, part, target group …) weighs beside one of the thing's own."""


class Facts:
    """What the links say, gathered once: for each measure what it and its parts have, for each thing its own words."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.nodes = graph.nodes
        self.forward: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.backward: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.said: dict[str, set[tuple[str, str]]] = defaultdict(set)
        """Every pair that a relation joins in any status, rejected ones included."""
        for link in graph.links:
            if link.relation in _JOINING:
                self.said[link.relation].add((link.source, link.target))
            if link.status != "rejected":
                self.forward[link.source, link.relation][link.target] = None
                self.backward[link.target, link.relation][link.source] = None
        self.measures = tuple(node.id for node in graph.of_kind("Measure"))
        self.parts = {
            one: [part for part in self.backward.get((one, "partOf"), ()) if self.nodes[part].kind == "SubActivity"]
            for one in self.measures
        }
        self.owners = {
            part: [one for one in self.forward[part, "partOf"] if self.nodes[one].kind == "Measure"]
            for part in sorted({part for parts in self.parts.values() for part in parts})
        }

    def of(self, measure: str, *relations: str, inverse: bool = False) -> list[str]:
        """What a measure or one of its parts has by some relations, each once, sorted."""
        links = self.backward if inverse else self.forward
        parts = self.parts[measure]
        if not parts:
            found = [links.get((measure, relation)) for relation in relations]
            some = [each for each in found if each]
            return list(some[0]) if len(some) == 1 else sorted({other for each in some for other in each})
        ones = (measure, *parts)
        return sorted({other for one in ones for relation in relations for other in links.get((one, relation), ())})

    def actors(self, measure: str) -> list[str]:
        """Who is responsible for a measure or takes part in it."""
        return self.of(measure, *ways.DIRECT_INVERSE, inverse=True)

    def linked(self, *relations: str) -> set[tuple[str, str]]:
        """Every pair of a measure and a thing that a relation joins, by the measure or by one of its parts, in any status."""
        pairs = {pair for relation in relations for pair in self.said[relation]}
        return pairs | {(one, thing) for part, thing in pairs for one in self.owners.get(part, ())}

    def matched(self) -> set[tuple[str, str]]:
        """Every pair that a match or a distinction joins, both ways round."""
        pairs = {pair for relation in _MATCHES for pair in self.said[relation]}
        return pairs | {(second, first) for first, second in pairs}

    def bag(self, node_id: str, more: Iterable[tuple[str, float]] = ()) -> Bag:
        """The words of a thing, and `more`; the names of municipalities tell where, not what, and are left out."""
        own = ((text, 1.0) for text in own_texts(self.nodes[node_id]))
        return bag([*own, *more], self._towns)

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(one for node in self.graph.of_kind("Municipality") for one in stems(node.label.sv))

    @cached_property
    def measure_bags(self) -> dict[str, Bag]:
        """The words of each measure, and with half their weight those of what it has: parts, goals, indicators, groups, places, methods."""
        return {one: self.bag(one, self._neighbour_words(one)) for one in self.measures}

    def _neighbour_words(self, measure: str) -> Iterator[tuple[str, float]]:
        neighbours = self.of(measure, "pursues", "isMeasuredBy", "isFor", "takesPlaceAt", "usesMethod")
        for one in (*self.parts[measure], *neighbours):
            yield from ((text, _BESIDE) for text in own_texts(self.nodes[one]))

    def labels(self, ones: Iterable[str]) -> Iterator[tuple[str, float]]:
        """The labels of neighbours, with half the weight of a thing's own words."""
        yield from ((self.nodes[one].label.sv, _BESIDE) for one in sorted(ones))

    def groups(self, measure: str) -> list[str]:
        """Whom a measure is for."""
        return self.of(measure, "isFor")

    def document(self, names: Iterable[str]) -> dict[str, list[str]]:
        """The document of each thing that has one."""
        return {one: [document] for one in names if (document := self.nodes[one].document)}

    def over(
        self, by: Mapping[str, Iterable[str]], things: Iterable[str], have: Callable[[str], list[str]]
    ) -> dict[str, Collection[str]]:
        """What each measure has, and for each of the things what the measures linked to it have (`by`)."""
        of = {one: have(one) for one in self.measures}
        return {**of, **{thing: set[str]().union(*(of[one] for one in by.get(thing, ()))) for thing in things}}

    def driving(self, area: str) -> set[str]:
        """The causes and problems that are said to drive an area themselves."""
        return {one for relation in ways.DRIVES for one in self.backward.get((area, relation), ())}
