"""Which measures are for real, and which only stand in a list: the one place where that rule is written.

The rule goes by what is recorded, never by words in a name:
  · a *stand-in* is a measure whose record says `stand_in`: a placeholder ("to be worked out") or a reference elsewhere;
  · a measure is *unassigned* when nobody is responsible for it or for a part of it and neither has a time, and *idle* when
    nobody takes part either.  What the text is known to have lost (`unknown`) is not missing: there was at least one;
  · a measure is *planned* when the latest word on it, of its source or of a follow-up, is that it is planned or proposed, and
    *cancelled* when that is that it is cancelled.  An unknown status is neither;
  · a measure is *rated* when a source says something of the evidence for it or for a method that it uses.
A measure is for real when it is neither a stand-in nor idle nor cancelled.  What a record says by our own reading alone
(`Node.interpreted`) counts with interpretations only, as interpreted links do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kgraph.covering.id_pairs import id_pairs, owners
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import has_time
from kgraph.model import Measure, SubActivity
from kgraph.times.course import statuses

__all__ = ["Firmness", "firmness"]

_NOT_BEGUN = ("planned", "proposed")
_LOST = frozenset({"responsible", "time"})
"""Words of `unknown` that say that the source names somebody or a time, though the text at hand does not."""


@dataclass(frozen=True)
class Firmness:
    """Ids of measures, in one way of counting: by stated and confirmed links, or with interpreted ones."""

    planned: frozenset[str]
    cancelled: frozenset[str]
    stand_ins: frozenset[str]
    unassigned: frozenset[str]
    idle: frozenset[str]
    rated: frozenset[str]

    @cached_property
    def hollow(self) -> frozenset[str]:
        """The measures that are not for real."""
        return self.stand_ins | self.idle | self.cancelled

    def real(self, measures: Iterable[str]) -> tuple[str, ...]:
        """Those of some measures that are for real, in the order given."""
        hollow = self.hollow
        return tuple([one for one in measures if one not in hollow])


def firmness(graph: KnowledgeGraph, *, interpreted: bool, on: date | None = None) -> Firmness:
    """What is known of every measure of a graph, counting links and readings in one of the two ways.

    `on` is the day that follow-ups are read up to; without it all of them are.
    """
    return graph.once(("firmness", interpreted, on), lambda: _firmness(graph, on, interpreted=interpreted))


def _firmness(graph: KnowledgeGraph, on: date | None, *, interpreted: bool) -> Firmness:
    measures = [node for node in graph.of_kind("Measure") if isinstance(node, Measure)]
    said = statuses(graph, interpreted=interpreted, on=on)
    parts = owners(graph, interpreted=interpreted)
    without_time = _without_time(graph, measures, parts, interpreted=interpreted)
    owned, busy = (
        {one for _, end in id_pairs(graph, *relations, interpreted=interpreted) for one in (end, *parts.get(end, ()))}
        for relations in (("isResponsibleFor",), ("isResponsibleFor", "takesPartIn"))
    )
    unassigned = frozenset(one.id for one in without_time if one.id not in owned and _LOST.isdisjoint(one.unknown))
    return Firmness(
        planned=frozenset(one for one, status in said.items() if status in _NOT_BEGUN),
        cancelled=frozenset(one for one, status in said.items() if status == "cancelled"),
        stand_ins=frozenset(
            one.id for one in measures if one.stand_in and one.told("stand_in", interpreted=interpreted)
        ),
        unassigned=unassigned,
        idle=unassigned - busy - {one.id for one in without_time if "actors" in one.unknown},
        rated=frozenset(_rated(graph, parts, interpreted=interpreted)),
    )


def _without_time(
    graph: KnowledgeGraph, measures: Iterable[Measure], parts: dict[str, list[str]], *, interpreted: bool
) -> list[Measure]:
    """The measures of which, and of whose parts, nobody says when they are done."""
    timed = {
        owner
        for part in graph.of_kind("SubActivity")
        if isinstance(part, SubActivity) and has_time(part, interpreted=interpreted)
        for owner in parts.get(part.id, ())
    }
    return [one for one in measures if one.id not in timed and not has_time(one, interpreted=interpreted)]


def _rated(graph: KnowledgeGraph, parts: dict[str, list[str]], *, interpreted: bool) -> Iterator[str]:
    """The measures that a rating is about: themselves, or by a method that they or their parts use."""
    rates = id_pairs(graph, "rates", interpreted=interpreted)
    ratings = {target for rating, target in rates if interpreted or "value" not in graph[rating].interpreted}
    yield from (one for one in ratings if graph[one].kind == "Measure")
    for user, method in id_pairs(graph, "usesMethod", interpreted=interpreted) if ratings else ():
        if method in ratings:
            yield from parts.get(user, [user])
