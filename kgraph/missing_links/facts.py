"""What the links of a graph say of its measures, and the words of things, gathered once for a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Space, own_texts, stems

__all__ = ["WORDED", "Gathered"]

_MATCHES = (*ways.MATCHES, "broader")
WORDED = ("pursues", "isMeasuredBy", "isFor", "takesPlaceAt", "usesMethod")
"""By what relations a measure has things whose words are its words too."""
_BESIDE = 0.5
"""What a word of a neighbour (goal, part, target group …) weighs beside one of the thing's own."""


class Gathered:
    """What the links say, gathered once: for each measure what it and its parts have, for each thing its own words."""

    def __init__(self, graph: KnowledgeGraph, known: KnowledgeGraph | None = None) -> None:
        self.graph = graph
        self.nodes = graph.nodes
        self.known = known or graph
        """Where to look for what is joined already: a graph that this one is a part of, where it is given."""
        self.measures = tuple(node.id for node in graph.of_kind("Measure"))
        self.owners: dict[str, list[str]] = defaultdict(list)
        self.parts: dict[str, list[str]] = defaultdict(list)
        ours = frozenset(self.measures)
        for part, one in sorted({(link.source, link.target) for link in graph.of_relation("partOf") if link.counts}):
            if one in ours and self.nodes[part].kind == "SubActivity":
                self.owners[part].append(one)
                self.parts[one].append(part)
        self._own: dict[str, Sequence[str]] = {}
        self._having: dict[tuple[tuple[str, ...], bool], dict[str, list[str]]] = {}

    def having(self, *relations: str, inverse: bool = False) -> Mapping[str, list[str]]:
        """What each measure or one of its parts has by some relations, each once, sorted; in the order of the measures."""
        if (relations, inverse) not in self._having:
            ids = self.graph.index.interned.ids
            pairs = (map(ids.__getitem__, end.tolist()) for end in self.graph.index.pairs(*relations, interpreted=True))
            found: dict[str, list[str]] = defaultdict(list)
            for source, target in zip(*pairs, strict=True):
                near, far = (target, source) if inverse else (source, target)
                for one in self.owners.get(near, (near,)):
                    found[one].append(far)
            for one in self.parts.keys() & found.keys():
                found[one] = sorted({*found[one]})
            self._having[relations, inverse] = {one: found[one] for one in self.measures if one in found}
        return self._having[relations, inverse]

    def actors(self) -> Mapping[str, list[str]]:
        """Who is responsible for each measure or takes part in it."""
        return self.having(*ways.DIRECT_INVERSE, inverse=True)

    def linked(self, *relations: str) -> set[tuple[str, str]]:
        """Every pair of a measure and a thing that a relation joins, by the measure or by one of its parts, in any status."""
        pairs = self._joined(*relations)
        return pairs | {(one, thing) for part, thing in pairs for one in self.owners.get(part, ())}

    def matched(self) -> set[tuple[str, str]]:
        """Every pair that a match or a distinction joins, both ways round."""
        pairs = self._joined(*_MATCHES)
        return pairs | {(second, first) for first, second in pairs}

    def _joined(self, *relations: str) -> set[tuple[str, str]]:
        """The pairs that some relations join in any status, rejected ones included."""
        return {(link.source, link.target) for link in self.known.of_relation(*relations)}

    def space(self, beside: Mapping[str, Iterable[Sequence[str]]], most: int | None = None) -> Space:
        """The words of some things, and with half their weight those of others that stand beside each.

        The names of municipalities tell where, not what, and are left out.
        """
        names = sorted(beside)
        near = [tuple(chain.from_iterable(beside[name])) for name in names]
        return Space.told(names, (1.0, [self.stems(name) for name in names]), (_BESIDE, near), most=most)

    def stems(self, node_id: str) -> Sequence[str]:
        """The stems of the words that are a thing's own, looked up once."""
        if node_id not in self._own:
            told = [one for text in own_texts(self.nodes[node_id]) for one in stems(text)]
            self._own[node_id] = self._without_towns(told)
        return self._own[node_id]

    def label(self, node_id: str) -> Sequence[str]:
        """The stems of the words of a thing's label."""
        return self._without_towns(stems(self.nodes[node_id].label.sv))

    def _without_towns(self, found: Sequence[str]) -> Sequence[str]:
        return found if self._towns.isdisjoint(found) else [one for one in found if one not in self._towns]

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(one for node in self.graph.of_kind("Municipality") for one in stems(node.label.sv))

    def beside(self) -> dict[str, list[Sequence[str]]]:
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

    def driving(self) -> Mapping[str, set[str]]:
        """The causes and problems that are said to drive each thing themselves."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.graph.of_relation(*ways.DRIVES):
            if link.counts:
                found[link.target].add(link.source)
        return found
