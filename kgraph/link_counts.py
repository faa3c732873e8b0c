"""How many links the sources and the plan's owners tell of."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG

__all__ = ["both_ways", "counted_links"]


def both_ways(stated: int, every: int) -> str:
    """A number both ways: "3", or "3 (5)" where interpretations change it."""
    return str(every) if stated == every else f"{stated} ({every})"


def counted_links(graph: KnowledgeGraph) -> tuple[int, int]:
    """The links that are stated or confirmed, and with the interpreted ones; a line of the follow-up log is no link of a plan."""
    counted = [link for link in graph.links if link.counts and link.document != FOLLOW_UP_LOG]
    return sum(link.counts_as_stated for link in counted), len(counted)
