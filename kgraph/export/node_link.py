"""Graph → JSON in networkx's node-link form; `networkx.node_link_graph(data, edges="edges")` reads it as it is."""

from __future__ import annotations

from json import dumps
from typing import Any

import networkx as nx

from kgraph.graph import KnowledgeGraph

__all__ = ["data", "json"]


def json(graph: KnowledgeGraph) -> bytes:
    """The graph as node-link JSON."""
    return dumps(data(graph), ensure_ascii=False, indent=2).encode() + b"\n"


def data(graph: KnowledgeGraph) -> dict[str, Any]:
    """The graph as node-link data; ids and ends come first in each object, for those who read it."""
    made = nx.node_link_data(graph.net, edges="edges")
    nodes = [_ordered(node, ("id",)) for node in made["nodes"]]
    edges = [_ordered(edge, ("source", "relation", "target")) for edge in made["edges"]]
    return {**made, "nodes": nodes, "edges": edges}


def _ordered(item: dict[str, Any], first: tuple[str, ...]) -> dict[str, Any]:
    return {name: item[name] for name in first} | item
