"""What a page may show: decided when it is built, since the source of a page can be read by everyone."""

from __future__ import annotations

from typing import Literal

from kgraph.graph import KnowledgeGraph

__all__ = ["Openness", "published"]

Openness = Literal["internal", "open"]


def published(graph: KnowledgeGraph, level: Openness) -> KnowledgeGraph:
    """The part of a graph that a page of this level may hold.

    `internal`: everything.  `open`: the links that a source states or the plan's owners have confirmed (with the
    rationale of the confirmed ones); no interpreted or rejected links, and no notes, which are analysts' remarks.
    """
    if level == "internal":
        return graph
    return graph.part(
        (node.model_copy(update={"note": None}) if node.note else node for node in graph),
        (
            link.model_copy(update={"note": None}) if link.note else link
            for link in graph.links
            if link.counts_as_stated
        ),
    )  # fmt: skip
