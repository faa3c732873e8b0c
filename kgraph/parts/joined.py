"""Two graphs from different folders as one, so that a plan of one's own can be held against the plans of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeVar

from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Link, Node, Text
from kgraph.names import spell

__all__ = ["SHARED", "joined"]

_Record = TypeVar("_Record", Node, Link)
SHARED: tuple[str, ...] = (*AREA_KINDS, "Problem", "Cause", "Method", "TargetGroup", "Actor", "Place")
"""The kinds of things that several plans may speak of; what else there is belongs to one of the graphs."""


def joined(first: KnowledgeGraph, second: KnowledgeGraph, why: Text) -> KnowledgeGraph:
    """The records of both graphs.

    A thing of `SHARED` kinds, or a municipality, that has the same id and kind in both is the same thing; other ids of the second that the
    first has get a new one.  Things of a shared kind with the same name but different ids are joined by an `exactMatch`, which is
    a reading: nobody has said so but their names, and `why` is its rationale.
    """
    renamed = {node.id: _free(node.id, first) for node in second if node.id in first and not _is_same(first, node)}
    same = {node.id for node in second if node.id in first} - renamed.keys()
    nodes = [*first, *(_moved(node, renamed, "id", "document") for node in second if node.id not in same)]
    ends = ("source", "target", "document", "stated_in")
    links = dict.fromkeys((*first.links, *(_moved(link, renamed, *ends) for link in second.links)))
    return KnowledgeGraph.of(nodes, [*links, *_named_alike(nodes, {node.id for node in first}, why)], first.ontology)


def _is_same(graph: KnowledgeGraph, node: Node) -> bool:
    return graph[node.id].kind == node.kind and node.kind in (*SHARED, "Municipality")


def _free(name: str, graph: KnowledgeGraph) -> str:
    """An id that a graph does not have, made of one that it has."""
    number = 2
    while f"{name[:60]}-{number}" in graph:
        number += 1
    return f"{name[:60]}-{number}"


def _moved(record: _Record, renamed: dict[str, str], *fields: str) -> _Record:
    """A record that names things by their new ids."""
    new = {field: renamed[value] for field in fields if (value := getattr(record, field)) in renamed}
    return record.model_copy(update=new) if new else record


def _named_alike(nodes: Collection[Node], ours: Collection[str], why: Text) -> Iterator[Link]:
    """A match for each thing of the other graph that is called as one of ours, of the same kind."""
    known = {(node.kind, spell(node.label.sv)): node.id for node in nodes if node.id in ours and node.kind in SHARED}
    for node in nodes:
        if node.id not in ours and (here := known.get((node.kind, spell(node.label.sv)))):
            yield Link(source=here, relation="exactMatch", target=node.id, status="interpreted", rationale=why)
