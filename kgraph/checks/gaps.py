"""A thing without any measure, as a finding: a gap, one that somebody has accepted, or one whose acceptance has run out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kgraph.checks.rule import about
from kgraph.covering.states import acceptances
from kgraph.graph import KnowledgeGraph
from kgraph.model import AcceptedGap, Finding, Node

__all__ = ["Gaps", "gaps"]


@dataclass(frozen=True)
class Gaps:
    """The decisions of a graph to live with a gap: those that hold on a day, and all of them, by the thing's id."""

    graph: KnowledgeGraph
    holding: Mapping[str, AcceptedGap]
    ever: Mapping[str, AcceptedGap]

    def finding(self, code: str, thing: Node, **values: Any) -> Finding:
        """What a rule says of a thing without a measure: a decision that holds makes it no fault."""
        decision = self.ever.get(thing.id)
        if decision is None:
            return about(self.graph, code, "none", thing, **values)
        said: dict[str, Any] = {"reason": decision.reason, "owner": decision.owner_role, "day": decision.review_on}
        if thing.id in self.holding:
            return about(self.graph, code, "accepted", thing, weight="accepted", **said)
        return about(self.graph, code, "expired", thing, **said)


def gaps(graph: KnowledgeGraph, on: date | None) -> Gaps:
    """The decisions as they stand on a day; all of them hold when no day is given."""
    return Gaps(graph, acceptances(graph, on), acceptances(graph))
