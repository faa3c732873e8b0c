"""What a measure is linked to, its parts and goals included: the one answer to "does it have a cause, a goal, an indicator …?".

What a sub-activity is linked to, its measure is linked to, as strongly as the link that makes it a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Measure, SubActivity

__all__ = ["actors", "causes", "follow_up", "goals", "has_time", "indicators", "responsible", "support"]


def support(links: Iterable[Link]) -> Literal["stated", "interpreted_only", "none"]:
    """What some links amount to: one that is stated or confirmed, only interpreted ones, or nothing that counts."""
    counted = [link for link in links if link.counts]
    if any(link.counts_as_stated for link in counted):
        return "stated"
    return "interpreted_only" if counted else "none"


def goals(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from a measure to its goals."""
    return _counted(graph.outgoing(measure, "pursues"))


def indicators(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links to indicators, from a measure or from a goal that it pursues."""
    found = [*graph.outgoing(measure, "isMeasuredBy")]
    for goal in goals(graph, measure):
        found += _as_strong_as(goal, graph.outgoing(goal.target, "isMeasuredBy"))
    return _counted(found)


def follow_up(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links to all that a measure is followed up by: indicators, and the bodies that it is followed up through."""
    return [*indicators(graph, measure), *_counted(graph.outgoing(measure, "isFollowedUpThrough"))]


def causes(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from a measure or its parts to causes."""
    return _of_parts(graph, measure, lambda one: graph.outgoing(one, *ways.CAUSE_LINKS))


def responsible(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from those who are responsible for a measure or for a part of it."""
    return _of_parts(graph, measure, lambda one: graph.incoming(one, "isResponsibleFor"))


def actors(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from all who are responsible for, or take part in, a measure or a part of it."""
    return _of_parts(graph, measure, lambda one: graph.incoming(one, *ways.DIRECT_INVERSE))


def has_time(activity: Measure | SubActivity, *, interpreted: bool = True) -> bool:
    """Whether anything is said of when a measure, or a part of one, is done."""
    return any(activity.told(field, interpreted=interpreted) for field in ("time", "starts", "ends", "recurrence"))


def _of_parts(graph: KnowledgeGraph, measure: str, links: Callable[[str], Iterable[Link]]) -> list[Link]:
    """The links of a measure and of its parts, each as strong as the link that makes the part a part."""
    found = [*links(measure)]
    for part in _counted(graph.incoming(measure, "partOf")):
        found += _as_strong_as(part, links(part.source))
    return _counted(found)


def _as_strong_as(bond: Link, links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        weakened = link.counts_as_stated and not bond.counts_as_stated
        yield link.model_copy(update={"status": bond.status}) if weakened else link


def _counted(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.counts]
