"""Which measures are for real, and which only stand in a list: the one place where that rule is written.

The rule goes by what is recorded, never by words in a name:
  · a *stand-in* is a measure whose record says `stand_in`: a placeholder ("to be worked out") or a reference elsewhere;
  · a measure is *unassigned* when nobody is responsible for it or for a part of it and neither has a time.  What the
    text is known to have lost (`unknown`) is not missing;
  · a measure is *planned* when a source gives it the status planned or proposed.  An unknown status is not "planned";
  · a measure is *rated* when a source says something of the evidence for it or for a method that it uses.
A measure is for real when it is neither a stand-in nor unassigned.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from kgraph.covering.id_pairs import id_pairs, owners
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import has_time
from kgraph.model import Measure, SubActivity

__all__ = ["Firmness", "firmness"]

_NOT_BEGUN = ("planned", "proposed")
_LOST = frozenset({"responsible", "time"})
"""Words of `unknown` that say that the source names somebody or a time, though the text at hand does not."""


@dataclass(frozen=True)
class Firmness:
    """Ids of measures, in one way of counting: by stated and confirmed links, or with interpreted ones."""

    planned: frozenset[str]
    stand_ins: frozenset[str]
    unassigned: frozenset[str]
    rated: frozenset[str]

    @cached_property
    def hollow(self) -> frozenset[str]:
        """The measures that are not for real."""
        return self.stand_ins | self.unassigned

    def real(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Those of some measures that are for real, in the order given."""
        hollow = self.hollow
        return tuple([one for one in measures if one not in hollow])

    def firm(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Those that are for real and not only planned or proposed, in the order given."""
        return tuple(one for one in self.real(measures) if one not in self.planned)


def firmness(graph: KnowledgeGraph, *, interpreted: bool) -> Firmness:
    """What is recorded of every measure of a graph, counting links in one of the two ways."""
    return graph.once(("firmness", interpreted), lambda: _firmness(graph, interpreted=interpreted))


def _firmness(graph: KnowledgeGraph, *, interpreted: bool) -> Firmness:
    measures = [node for node in graph.of_kind("Measure") if isinstance(node, Measure)]
    parts = owners(graph, interpreted=interpreted)
    timed = (part for part in graph.of_kind("SubActivity") if isinstance(part, SubActivity) and has_time(part))
    busy = {owner for part in timed for owner in parts.get(part.id, ())}
    for _, one in id_pairs(graph, "isResponsibleFor", interpreted=interpreted):
        busy.update((one, *parts.get(one, ())))
    return Firmness(
        planned=frozenset(one.id for one in measures if one.measure_status in _NOT_BEGUN),
        stand_ins=frozenset(one.id for one in measures if one.stand_in),
        unassigned=frozenset(
            one.id for one in measures if one.id not in busy and not has_time(one) and _LOST.isdisjoint(one.unknown)
        ),
        rated=frozenset(_rated(graph, parts, interpreted=interpreted)),
    )


def _rated(graph: KnowledgeGraph, parts: dict[str, list[str]], *, interpreted: bool) -> Iterator[str]:
    """The measures that a rating is about: themselves, or by a method that they or their parts use."""
    ratings = {target for _, target in id_pairs(graph, "rates", interpreted=interpreted)}
    yield from (one for one in ratings if graph[one].kind == "Measure")
    for user, method in id_pairs(graph, "usesMethod", interpreted=interpreted) if ratings else ():
        if method in ratings:
            yield from parts.get(user, [user])
