"""The thing that a question is asked of, when only some kinds can be asked about."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import Node
from kgraph.wording import refused

__all__ = ["asked"]


def asked(graph: KnowledgeGraph, name: str, kinds: Sequence[str], otherwise: str) -> Node:
    """The thing of the kinds that a name means.

    Where the name means a thing of another kind, `UsageError` with the text called `otherwise`, which is given the
    `name` and its `kind`; `UnknownName` or `AmbiguousName` as `KnowledgeGraph.resolve` has it.
    """
    try:
        return graph.resolve(name, kinds)
    except UnknownName:
        others = graph.names.candidates(name)
        if not others:
            raise
        raise refused(otherwise, name=name, kind=graph.ontology.kinds[graph[others[0]].kind].label) from None
