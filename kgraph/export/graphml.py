"""Graph → GraphML with flat attributes, for Gephi, yEd and `networkx.read_graphml`.

`label` is the Swedish short label where there is one, so that pictures can be read; `label_sv` and `label_en` are the
whole labels.  XML has no place for most control characters: each becomes U+FFFD, the replacement character.
"""

from __future__ import annotations

import io
import re
from collections import Counter

import networkx as nx

from kgraph.export.tables import flat
from kgraph.graph import KnowledgeGraph

__all__ = ["graphml"]

_FORBIDDEN = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 cannot hold."""


def graphml(graph: KnowledgeGraph) -> bytes:
    """The graph as GraphML; each edge has an id of its own and the relation as its label."""
    net: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in graph:
        net.add_node(node.id, label=_clean(node.brief.sv), **_attributes(flat(node)))
    numbers: Counter[str] = Counter()
    for link in graph.links:
        name = link.id
        numbers[name] += 1
        key = name if numbers[name] == 1 else f"{name}--{numbers[name]}"
        reading = graph.ontology.relations[link.relation].label.sv
        net.add_edge(link.source, link.target, key=key, label=_clean(reading), **_attributes(flat(link)))
    content = io.BytesIO()
    nx.write_graphml_xml(net, content, encoding="utf-8", prettyprint=True)
    return content.getvalue()


def _attributes(values: dict[str, str | int | float]) -> dict[str, str | int | float]:
    """The values without the node's id and the link's ends, which GraphML writes by itself."""
    return {
        name: _clean(value) if isinstance(value, str) else value
        for name, value in values.items()
        if name not in ("id", "source", "target")
    }


def _clean(words: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
