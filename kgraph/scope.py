"""What one document, plan or municipality says: the graph cut down to its own statements.

A register thing (an area, a method, an actor) belongs to every document that speaks of it; what is cut is the
statements, so a plan's answer never leans on what another document says.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node

__all__ = ["of_municipality", "of_plan", "plans_of", "said_by", "scope"]

_DEPENDENT = ("Goal", "Indicator", "SubActivity", "PlanTable", "Statement")
"""Kinds that go with the measures they belong to."""


def scope(
    graph: KnowledgeGraph, *, plan: str | None = None, municipality: str | None = None, document: str | None = None
) -> KnowledgeGraph:
    """The graph of what is said by the named plan, municipality and document; all of them when several are given.

    Raises `UnknownName` or `AmbiguousName` for a name that cannot be resolved among its kind.
    """
    if municipality:
        graph = of_municipality(graph, municipality)
    if document:
        graph = said_by(graph, graph.resolve(document, ["Source"]).id)
    return of_plan(graph, plan) if plan else graph


def said_by(graph: KnowledgeGraph, *documents: str) -> KnowledgeGraph:
    """The statements of some documents (by id) with the things that they are about."""
    links = [link for link in graph.links if link.document in documents]
    ends = {end for link in links for end in (link.source, link.target)}
    return graph.part(
        (node for node in graph if node.document in documents or node.id in ends or node.id in documents), links
    )


def of_municipality(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    """What is said by the documents that say anything of a municipality."""
    municipality = graph.resolve(name, ["Municipality"])
    links = (*graph.incoming(municipality.id), *graph.outgoing(municipality.id))
    return said_by(graph, *sorted({link.document for link in links if link.document}))


def of_plan(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    """What a plan's own document says of it: without the measures that belong to other plans only, and what hangs on them."""
    plan = graph.resolve(name, ["Plan"])
    own = said_by(graph, plan.document) if plan.document else graph
    foreign = {
        measure.id
        for measure in own.of_kind("Measure")
        if (owners := plans_of(own, measure.id)) and plan.id not in {owner.id for owner in owners}
    }
    foreign |= {
        node.id for node in own.of_kind(*_DEPENDENT) if _hangs_on(own.outgoing(node.id), own.incoming(node.id), foreign)
    }
    return own.part(
        (node for node in own if node.id not in foreign),
        (link for link in own.links if link.source not in foreign and link.target not in foreign),
    )


def _hangs_on(outgoing: Iterable[Link], incoming: Iterable[Link], gone: set[str]) -> bool:
    ends = [link.target for link in outgoing] + [link.source for link in incoming]
    return bool(ends) and all(end in gone for end in ends)


def plans_of(graph: KnowledgeGraph, measure: str) -> tuple[Node, ...]:
    """The plans that a measure is a part of, by stated or interpreted links, in the order of their ids."""
    targets = {link.target for link in graph.outgoing(measure, "partOf") if link.counts}
    return tuple(graph[one] for one in sorted(targets) if graph[one].kind == "Plan")
