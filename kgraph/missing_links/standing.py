"""Where the words stand by which two things are compared, so that a reader can look them up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import own_texts, spelled
from kgraph.missing_links.facts import WORDED
from kgraph.model import AREA_KINDS

__all__ = ["Place", "standing"]


@dataclass(frozen=True)
class Place:
    """Where a word stands first: in a thing's own `field` ("name" or "description"), else in a neighbour of a kind; and as what word."""

    field: str
    kind: str
    word: str


def standing(graph: KnowledgeGraph, node_id: str) -> dict[str, Place]:
    """For each stem of the words that a thing is compared by (`Gathered.bag`) the first place where it stands, its own before others'."""
    return graph.once(("missing_links.standing", node_id), lambda: _found(graph, node_id))


def _found(graph: KnowledgeGraph, node_id: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for field, kind, texts in _told(graph, node_id):
        for stem, word in spelled(texts).items():
            found.setdefault(stem, Place(field, kind, word))
    return found


def _told(graph: KnowledgeGraph, node_id: str) -> Iterator[tuple[str, str, Iterable[str]]]:
    """The texts that a thing's words come from, in order: what field or kind they are of, and the texts."""
    node = graph[node_id]
    described = {node.description.sv} if node.description else set[str]()
    yield "name", node.kind, [one for one in own_texts(node) if one not in described]
    yield "description", node.kind, sorted(described)
    for near in dict.fromkeys(_beside(graph, node_id)):
        yield "", graph[near].kind, [graph[near].label.sv] if node.kind == "Cause" else own_texts(graph[near])


def _beside(graph: KnowledgeGraph, node_id: str) -> Iterator[str]:
    """The things whose words count for a thing too: the areas of a cause, the causes of an area, what a measure has."""
    kind = graph[node_id].kind
    if kind == "Cause":
        driven = sorted(graph.index.driven_by(node_id, interpreted=True))
        yield from (one for one in driven if graph[one].kind in AREA_KINDS)
    elif kind in AREA_KINDS:
        yield from _linked(graph, ways.DRIVES, inverse=True).get(node_id, ())
    elif kind == "Measure":
        parts = _linked(graph, ("partOf",), inverse=True).get(node_id, ())
        yield from parts
        for one in (node_id, *parts):
            yield from _linked(graph, WORDED).get(one, ())


def _linked(graph: KnowledgeGraph, relations: tuple[str, ...], *, inverse: bool = False) -> Mapping[str, list[str]]:
    """What each thing is linked to by some relations, in order."""

    def found() -> Mapping[str, list[str]]:
        near: dict[str, list[str]] = defaultdict(list)
        for one, other in sorted((link.source, link.target) for link in graph.of_relation(*relations) if link.counts):
            near[other if inverse else one].append(one if inverse else other)
        return near

    return graph.once(("missing_links.linked", relations, inverse), found)
