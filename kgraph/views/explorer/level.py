"""What a page may show: decided when it is built, since the source of a page can be read by everyone."""

from __future__ import annotations

from typing import Literal

from kgraph.graph import KnowledgeGraph
from kgraph.model import Node

__all__ = ["Openness", "published"]

Openness = Literal["internal", "open"]


def published(graph: KnowledgeGraph, level: Openness) -> KnowledgeGraph:
    """The part of a graph that a page of this level may hold.

    `internal`: everything.  `open`: the links that a source states or the plan's owners have confirmed (with the
    rationale of the confirmed ones); no interpreted or rejected links, no values of fields that are readings with the
    reasons for them, and no notes, which are analysts' remarks.
    """
    if level == "internal":
        return graph
    return graph.once("published", lambda: _open(graph))


def _open(graph: KnowledgeGraph) -> KnowledgeGraph:
    return graph.part(
        map(_bare, graph),
        (
            link.model_copy(update={"note": None}) if link.note else link
            for link in graph.links
            if link.counts_as_stated
        ),
    )  # fmt: skip


def _bare(node: Node) -> Node:
    """A thing without notes and readings."""
    if not node.note and not node.interpreted:
        return node
    fields = type(node).model_fields
    read = {field: fields[field].get_default() for field in node.interpreted}
    reasons = {"interpreted": (), "rationale": None} if read else {}
    return node.model_copy(update={**read, **reasons, "note": None})
