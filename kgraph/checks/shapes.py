"""The SHACL shapes of the ontology, run over a graph's triples; the one place where pyshacl is used.

`check` judges records and `validate` judges triples: the second is for data that comes as RDF, and a second opinion
on the first.  Code, level, message and remedy of a result are read from its shape.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph import shipped
from kgraph.checks.rule import level_of, order
from kgraph.model import Finding, Node, Text
from kgraph.ontology import DATA, KG

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node as Term

    from kgraph.graph import KnowledgeGraph

__all__ = ["validate"]


def validate(graph: KnowledgeGraph, data: rdflib.Graph | None = None) -> tuple[Finding, ...]:
    """What the shapes find in a graph, sorted as `check` sorts; `case` is the name of the shape.

    Judged are its own triples, or `data`: triples about the same things as somebody else wrote them, before reading
    them has put them right.  A result about a link has the link's subject as its subject.
    """
    import pyshacl
    from rdflib.namespace import RDF, SH

    shapes = _shapes()
    _, results, _ = pyshacl.validate(graph.rdf if data is None else data, shacl_graph=shapes, inference="none")
    found = {_finding(graph, shapes, results, result) for result in results.subjects(RDF.type, SH.ValidationResult)}
    return tuple(sorted(found, key=order))


@cache
def _shapes() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(shipped.folder("ontology") / "shapes.ttl", format="turtle")


def _finding(graph: KnowledgeGraph, shapes: rdflib.Graph, results: rdflib.Graph, result: Term) -> Finding:
    from rdflib.namespace import SH

    shape = _with_code(shapes, results.value(result, SH.sourceShape))
    code = str(shapes.value(shape, _term("checkCode")))
    record = _record(graph, results.value(result, SH.focusNode)) or _record(graph, results.value(result, SH.value))
    position = graph.position(record) if record is not None else None
    return Finding(
        code=code, level=level_of(code), case=str(shape).removeprefix(KG),
        subject=record.id if record else None, label=record.brief if record else None,
        file=None if position is None or position.file == "-" else position.file, line=position.line if position else None,
        message=_text(shapes, shape, SH.message), fix=_text(shapes, shape, _term("remedy")),
    )  # fmt: skip


def _term(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(KG + name)


def _with_code(shapes: rdflib.Graph, shape: Term | None) -> Term:
    """The shape itself, or the one around it that carries the code."""
    while shape is not None and (shape, _term("checkCode"), None) not in shapes:
        shape = next(shapes.subjects(object=shape), None)
    if shape is None:
        raise ValueError("a shape of ontology/shapes.ttl has no kg:checkCode")
    return shape


def _record(graph: KnowledgeGraph, term: Term | None) -> Node | None:
    """The node that a term stands for; the subject of the link where it stands for a link."""
    from rdflib.namespace import RDF

    name = str(term or "").removeprefix(DATA)
    if name in graph:
        return graph[name]
    subject = graph.rdf.value(term, RDF.subject) if term is not None else None
    return graph.nodes.get(str(subject).removeprefix(DATA))


def _text(shapes: rdflib.Graph, shape: Term, predicate: rdflib.URIRef) -> Text:
    words = {getattr(term, "language", None): str(term) for term in shapes.objects(shape, predicate)}
    return Text(sv=words["sv"], en=words.get("en"))
