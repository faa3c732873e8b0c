"""Graph → Turtle and N-Triples."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kgraph import rdf
from kgraph.graph import KnowledgeGraph

__all__ = ["grouped", "ntriples", "turtle"]


def grouped(graph: KnowledgeGraph) -> dict[ox.NamedNode, list[ox.Triple]]:
    """Every triple once, by its subject: things in the order of their ids, then links in theirs.

    A thing's simple triples stand with the thing.
    """
    groups: dict[ox.NamedNode, dict[ox.Triple, None]] = {}
    for triple in rdf.triples(graph, graph.links):
        if isinstance(triple.subject, ox.NamedNode):
            groups.setdefault(triple.subject, {})[triple] = None
    return {subject: list(triples) for subject, triples in groups.items()}


def turtle(graph: KnowledgeGraph) -> bytes:
    """The graph as Turtle for people: prefixes, then one block for each thing and each link, in a fixed order."""
    header = [f"@prefix {prefix}: <{iri}> ." for prefix, iri in sorted(rdf.PREFIXES.items())]
    return "\n".join([*header, *_blocks(graph)]).encode() + b"\n"


def _blocks(graph: KnowledgeGraph) -> Iterator[str]:
    """The lines of the body, an empty one before each subject; inside literals the serialiser escapes line breaks."""
    every = (triple for triples in grouped(graph).values() for triple in triples)
    body = ox.serialize(every, format=ox.RdfFormat.TURTLE, prefixes=rdf.PREFIXES) or b""
    for line in body.decode().split("\n"):
        if line.startswith("@prefix ") or not line:
            continue
        yield line.replace("\t", "    ", 1) if line.startswith("\t") else f"\n{line}"


def ntriples(graph: KnowledgeGraph) -> bytes:
    """The graph as N-Triples, its lines sorted."""
    body = ox.serialize(rdf.triples(graph, graph.links), format=ox.RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted({line + b"\n" for line in body.split(b"\n") if line}))
