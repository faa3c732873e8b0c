"""What the links of a graph say of its measures, and the words of things, gathered once for a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Space, own_texts, stems

__all__ = ["WORDED", "Facts"]

_MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "distinctFrom", "broader")
_JOINING = frozenset({*_MATCHES, *ways.CAUSE_LINKS, ways.HOME, "alsoAffects"})
"""Relations whose pairs are not proposed again, whatever their status."""
WORDED = ("pursues", "isMeasuredBy", "isFor", "takesPlaceAt", "usesMethod")
"""By what relations a measure has things whose words are its words too."""
_NOTHING: list[str] = []
_BESIDE = 0.5
"""What a word of a neighbour (goal, part, target group …) weighs beside one of the thing's own."""


class Facts:
    """What the links say, gathered once: for each measure what it and its parts have, for each thing its own words."""

    def __init__(self, graph: KnowledgeGraph, known: KnowledgeGraph | None = None) -> None:
        self.graph = graph
        self.nodes = graph.nodes
        self.said: dict[str, set[tuple[str, str]]] = {
            relation: {(link.source, link.target) for link in (known or graph).of_relation(relation)}
            for relation in sorted(_JOINING)
        }
        """Every pair that a relation joins in any status, rejected ones included; of `known`, a graph that this one is a part of, where it is given."""
        self.measures = tuple(node.id for node in graph.of_kind("Measure"))
        self.owners: dict[str, list[str]] = defaultdict(list)
        self.parts: dict[str, list[str]] = defaultdict(list)
        ours = frozenset(self.measures)
        for part, one in sorted({(link.source, link.target) for link in graph.of_relation("partOf") if link.counts}):
            if one in ours and self.nodes[part].kind == "SubActivity":
                self.owners[part].append(one)
                self.parts[one].append(part)
        self._own: dict[str, tuple[str, ...]] = {}
        self._having: dict[tuple[tuple[str, ...], bool], dict[str, list[str]]] = {}

    def of(self, measure: str, *relations: str, inverse: bool = False) -> list[str]:
        """What a measure or one of its parts has by some relations, each once, sorted."""
        return self.having(*relations, inverse=inverse).get(measure, _NOTHING)

    def having(self, *relations: str, inverse: bool = False) -> Mapping[str, list[str]]:
        """The same for every measure that has anything, in the order of the measures; found in one pass over the links."""
        if (relations, inverse) not in self._having:
            found: dict[str, set[str]] = defaultdict(set)
            for link in self.graph.of_relation(*relations):
                if link.counts:
                    near, far = (link.target, link.source) if inverse else (link.source, link.target)
                    for one in self.owners.get(near, (near,)):
                        found[one].add(far)
            self._having[relations, inverse] = {one: sorted(found[one]) for one in self.measures if one in found}
        return self._having[relations, inverse]

    def actors(self) -> Mapping[str, list[str]]:
        """Who is responsible for each measure or takes part in it."""
        return self.having(*ways.DIRECT_INVERSE, inverse=True)

    def linked(self, *relations: str) -> set[tuple[str, str]]:
        """Every pair of a measure and a thing that a relation joins, by the measure or by one of its parts, in any status."""
        pairs = {pair for relation in relations for pair in self.said[relation]}
        return pairs | {(one, thing) for part, thing in pairs for one in self.owners.get(part, ())}

    def matched(self) -> set[tuple[str, str]]:
        """Every pair that a match or a distinction joins, both ways round."""
        pairs = {pair for relation in _MATCHES for pair in self.said[relation]}
        return pairs | {(second, first) for first, second in pairs}

    def space(self, beside: Mapping[str, Iterable[tuple[str, ...]]], most: int | None = None) -> Space:
        """The words of some things, and with half their weight those of others that stand beside each.

        The names of municipalities tell where, not what, and are left out.
        """
        names = sorted(beside)
        near = [tuple(chain.from_iterable(beside[name])) for name in names]
        return Space.told(names, (1.0, [self.stems(name) for name in names]), (_BESIDE, near), most=most)

    def stems(self, node_id: str) -> tuple[str, ...]:
        """The stems of the words that are a thing's own, looked up once."""
        if node_id not in self._own:
            told = (self._said(text) for text in own_texts(self.nodes[node_id]))
            self._own[node_id] = tuple(chain.from_iterable(told))
        return self._own[node_id]

    def label(self, node_id: str) -> tuple[str, ...]:
        """The stems of the words of a thing's label."""
        return self._said(self.nodes[node_id].label.sv)

    def _said(self, text: str) -> tuple[str, ...]:
        found = stems(text)
        return found if self._towns.isdisjoint(found) else tuple(one for one in found if one not in self._towns)

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(one for node in self.graph.of_kind("Municipality") for one in stems(node.label.sv))

    def beside(self) -> dict[str, list[tuple[str, ...]]]:
        """The words that stand beside each measure: those of what it has of parts, goals, indicators, groups, places and methods."""
        has = self.having(*WORDED)
        return {
            one: [self.stems(near) for near in (*self.parts.get(one, ()), *has.get(one, ()))] for one in self.measures
        }

    def groups(self) -> Mapping[str, list[str]]:
        """Whom each measure is for."""
        return self.having("isFor")

    def document(self, names: Iterable[str]) -> dict[str, list[str]]:
        """The document of each thing that has one."""
        return {one: [document] for one in names if (document := self.nodes[one].document)}

    def over(
        self, by: Mapping[str, Iterable[str]], things: Iterable[str], of: Mapping[str, list[str]]
    ) -> dict[str, Collection[str]]:
        """What each measure has (`of`), and for each of the things what the measures linked to it have (`by`)."""
        return {**of, **{thing: set[str]().union(*(of.get(one, ()) for one in by.get(thing, ()))) for thing in things}}

    def driving(self, area: str) -> set[str]:
        """The causes and problems that are said to drive an area themselves."""
        return {link.source for link in self.graph.incoming(area, *ways.DRIVES) if link.counts}
