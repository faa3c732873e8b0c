"""Goals and what they are measured by: does an indicator tell of effect, or only of what was done?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.graph import KnowledgeGraph
from kgraph.model import Goal, Link, LinkStatus, Node

__all__ = ["ACTIVITY", "Measured", "indicators_of", "measured"]

ACTIVITY = ("process", "output")
"""Kinds of indicators that tell what was done and what came of it at once, not what it led to."""


@dataclass(frozen=True)
class Measured:
    """A goal with the kinds of its indicators, as sources state them and with interpretations ("" is unknown).

    A kind is stated when a source states it and a stated or confirmed link leads to the indicator.
    """

    goal: Goal
    stated: tuple[str, ...]
    every: tuple[str, ...]

    @property
    def only_activity(self) -> bool:
        """Whether it is to be an effect and every indicator, interpretations counted, tells of activity."""
        return self.goal.goal_kind == "outcome" and _activity(self.every)

    @property
    def basis(self) -> LinkStatus:
        """Whether sources alone bear out the answer of `only_activity`, or readings are needed."""
        alone = self.goal.told("goal_kind", interpreted=False) == "outcome" and _activity(self.stated)
        return "stated" if alone and len(self.stated) == len(self.every) else "interpreted"


def _activity(kinds: tuple[str, ...]) -> bool:
    return bool(kinds) and all(kind in ACTIVITY for kind in kinds)


def measured(graph: KnowledgeGraph) -> Iterator[Measured]:
    """Every goal with the kinds of its indicators, in the order of the goals' ids."""
    for goal in graph.of_kind("Goal"):
        if isinstance(goal, Goal):
            yield Measured(goal, _kinds(graph, goal, interpreted=False), _kinds(graph, goal, interpreted=True))


def indicators_of(graph: KnowledgeGraph, node: Node) -> list[Link]:
    """The links from a goal or a measure to what it is measured by."""
    return [link for link in graph.outgoing(node.id, "isMeasuredBy") if link.counts]


def _kinds(graph: KnowledgeGraph, goal: Goal, *, interpreted: bool) -> tuple[str, ...]:
    links = [link for link in indicators_of(graph, goal) if interpreted or link.counts_as_stated]
    found = {link.target: graph[link.target] for link in links if graph[link.target].kind == "Indicator"}
    return tuple(sorted(one.told("indicator_kind", interpreted=interpreted) or "" for one in found.values()))
