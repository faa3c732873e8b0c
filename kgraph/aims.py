"""Goals and what they are measured by: does an indicator tell of effect, or only of what was done?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.graph import KnowledgeGraph
from kgraph.model import Goal, Indicator, Link, Node

__all__ = ["ACTIVITY", "Measured", "indicators_of", "measured"]

ACTIVITY = ("process", "output")
"""Kinds of indicators that tell what was done and what came of it at once, not what it led to."""


@dataclass(frozen=True)
class Measured:
    """A goal with the kinds of its indicators by stated and confirmed links, and with interpreted ones ("" is unknown)."""

    goal: Goal
    stated: tuple[str, ...]
    every: tuple[str, ...]

    @property
    def only_activity(self) -> bool:
        """Whether it is to be an effect and every indicator, however counted, tells of activity."""
        return self.goal.goal_kind == "outcome" and bool(self.every) and all(kind in ACTIVITY for kind in self.every)


def measured(graph: KnowledgeGraph) -> Iterator[Measured]:
    """Every goal with the kinds of its indicators, in the order of the goals' ids."""
    for goal in graph.of_kind("Goal"):
        if isinstance(goal, Goal):
            links = indicators_of(graph, goal)
            yield Measured(goal, _kinds(graph, [link for link in links if link.counts_as_stated]), _kinds(graph, links))


def indicators_of(graph: KnowledgeGraph, node: Node) -> list[Link]:
    """The links from a goal or a measure to what it is measured by."""
    return [link for link in graph.outgoing(node.id, "isMeasuredBy") if link.counts]


def _kinds(graph: KnowledgeGraph, links: list[Link]) -> tuple[str, ...]:
    found = {
        link.target: one.indicator_kind or "" for link in links if isinstance(one := graph[link.target], Indicator)
    }
    return tuple(sorted(found.values()))
