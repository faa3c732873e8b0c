"""Which things a relation joins, as pairs of ids taken from the integer core: the quick way to ask it of all at once."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.graph import KnowledgeGraph

__all__ = ["id_pairs", "owners"]


def id_pairs(graph: KnowledgeGraph, *relations: str, interpreted: bool) -> Iterator[tuple[str, str]]:
    """Source and target of the links of some relations that count in a way of counting: each pair once, in order."""
    ids = graph.index.interned.ids
    source, target = graph.index.pairs(*relations, interpreted=interpreted)
    for one, other in zip(source.tolist(), target.tolist(), strict=True):
        yield ids[one], ids[other]


def owners(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, list[str]]:
    """The measures that each sub-activity is a part of, by its id."""
    found: dict[str, list[str]] = {}
    for part, owner in id_pairs(graph, "partOf", interpreted=interpreted):
        if graph[part].kind == "SubActivity" and graph[owner].kind == "Measure":
            found.setdefault(part, []).append(owner)
    return found
