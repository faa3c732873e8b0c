"""How many links the sources and the plan's owners tell of."""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import FOLLOW_UP_LOG, Text
from kgraph.wording import text

__all__ = ["both_ways", "counted_links", "unread"]


def both_ways(stated: int, every: int) -> str:
    """A number both ways: "3", or "3 (5)" where interpretations change it."""
    return str(every) if stated == every else f"{stated} ({every})"


def counted_links(graph: KnowledgeGraph) -> tuple[int, int]:
    """The links that are stated or confirmed, and with the interpreted ones; a line of the follow-up log is no link of a plan."""
    counted = [link for link in graph.links if link.counts and link.document != FOLLOW_UP_LOG]
    return sum(link.counts_as_stated for link in counted), len(counted)


def unread(graph: KnowledgeGraph) -> tuple[Text, ...]:
    """How many of the interpreted links are proposals that nobody has judged, such as `suggest` makes; nothing where none is.

    They have no document behind them: whoever has found support for one enters where, or confirms it.
    """
    read = [link for link in graph.links if link.status == "interpreted"]
    count = sum(link.document is None for link in read)
    return (text("stats.unread", count=count, total=len(read)),) if count else ()
