"""The links that rules about measures look at; what a sub-activity is linked to, its measure is linked to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link

__all__ = ["actors", "causes", "follow_up", "goals", "indicators", "responsible", "support"]


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
    of_goals = (link for goal in goals(graph, measure) for link in graph.outgoing(goal.target, "isMeasuredBy"))
    return _counted((*graph.outgoing(measure, "isMeasuredBy"), *of_goals))


def follow_up(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links to all that a measure is followed up by: indicators, and the bodies that it is followed up through."""
    return [*indicators(graph, measure), *_counted(graph.outgoing(measure, "isFollowedUpThrough"))]


def causes(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from a measure or its parts to causes."""
    return _counted(link for one in _with_parts(graph, measure) for link in graph.outgoing(one, *ways.CAUSE_LINKS))


def responsible(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from those who are responsible for a measure or for a part of it."""
    return _counted(link for one in _with_parts(graph, measure) for link in graph.incoming(one, "isResponsibleFor"))


def actors(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from all who are responsible for, or take part in, a measure or a part of it."""
    return _counted(link for one in _with_parts(graph, measure) for link in graph.incoming(one, *ways.DIRECT_INVERSE))


def _with_parts(graph: KnowledgeGraph, measure: str) -> list[str]:
    return [measure, *(link.source for link in graph.incoming(measure, "partOf") if link.counts)]


def _counted(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.counts]
