"""A graph written as YAML files such as people write, so that reading them can be measured."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from kgraph import KnowledgeGraph
from kgraph.model import Link, Node

__all__ = ["write"]

_SECTIONS = {
    "CrimeArea": "crime_areas",
    "Cause": "causes",
    "Measure": "measures",
    "Actor": "actors",
    "Source": "sources",
}
_FIELDS: Mapping[tuple[str, bool], str] = {
    ("homeArea", True): "home", ("alsoAffects", True): "also_affects", ("addresses", True): "addresses",
    ("contributesTo", True): "contributes_to", ("protectsAgainst", True): "protects_against", ("mattersFor", True): "matters_for",
    ("takesPartIn", False): "actors",
}  # fmt: skip
"""Relation, and whether the entry is its subject → the key that it is written under."""
_PER_FILE = 1000


def write(graph: KnowledgeGraph, folder: Path) -> None:
    """The nodes and links of a graph of `benchmarks.synthetic`, a thousand entries a file, parts inside their measures."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind, section in _SECTIONS.items():
        nodes = graph.of_kind(kind)
        for first in range(0, len(nodes), _PER_FILE):
            lines = ["document: plan", f"{section}:"]
            for node in nodes[first : first + _PER_FILE]:
                lines += _entry(graph, node, "  ")
            (folder / f"{section}-{first:06}.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def _entry(graph: KnowledgeGraph, node: Node, indent: str) -> Iterator[str]:
    yield f"{indent}- id: {node.id}"
    yield f"{indent}  label: {{sv: {node.label.sv}, en: {node.label.pick('en')}}}"
    if node.locator:
        yield f'{indent}  locator: "{node.locator}"'
    for forward, links in ((True, graph.outgoing(node.id)), (False, graph.incoming(node.id))):
        named = [(link, key) for link in links if (key := _FIELDS.get((link.relation, forward)))]
        for key in dict.fromkeys(key for _, key in named):
            yield f"{indent}  {key}:"
            for link, other in named:
                if other == key:
                    yield f"{indent}    - {_link(link, forward=forward)}"
    parts = [link.source for link in graph.incoming(node.id, "partOf")]
    if parts:
        yield f"{indent}  sub_activities:"
        for part in parts:
            yield from _entry(graph, graph[part], indent + "    ")


def _link(link: Link, *, forward: bool) -> str:
    end = link.target if forward else link.source
    if link.status == "stated":
        return end
    why = f", rationale: {{sv: {json.dumps(link.rationale.sv, ensure_ascii=False)}}}" if link.rationale else ""
    return f'{{to: {end}, status: {link.status}, locator: "1"{why}}}'
