"""Records → networkx: one node per record with its fields, one edge per link with its qualification."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from kgraph.model import Link, Node

__all__ = ["edge_fields", "network", "node_fields"]


def network(nodes: Iterable[Node], links: Iterable[Link]) -> nx.MultiDiGraph[str]:
    """A frozen `networkx.MultiDiGraph` of the records; the keys of parallel edges count from 0."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    net.add_nodes_from((node.id, node_fields(node)) for node in nodes)
    net.add_edges_from((link.source, link.target, edge_fields(link)) for link in links)
    frozen: nx.MultiDiGraph[str] = nx.freeze(net)
    return frozen


def node_fields(node: Node) -> dict[str, Any]:
    """The kind and the filled fields of a node but its id, as JSON values; label and document always."""
    filled = node.model_dump(mode="json", exclude={"id"}, exclude_defaults=True)
    always = {"kind": node.kind, "label": {"sv": node.label.sv, "en": node.label.en}, "short": None}
    return {**always, **filled, "label": always["label"]}


def edge_fields(link: Link) -> dict[str, Any]:
    """The fields of a link but its ends, as JSON values; the first five always (None when empty), others only when set."""
    always = ("relation", "status", "document", "locator", "rationale")
    dumped = link.model_dump(mode="json", exclude={"source", "target"})
    extra = {name: value for name, value in dumped.items() if name not in always and value is not None}
    return {name: dumped[name] for name in always} | extra
