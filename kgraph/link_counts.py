"""How many links the sources and the plan's owners tell of."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG

__all__ = ["counted_links"]


def counted_links(graph: KnowledgeGraph) -> tuple[int, int]:
    """The links that are stated or confirmed, and with the interpreted ones; a line of the follow-up log is no link of a plan."""
    counted = [link for link in graph.links if link.counts and link.document != FOLLOW_UP_LOG]
    return sum(link.counts_as_stated for link in counted), len(counted)
