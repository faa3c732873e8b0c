"""Records → RDF triples; `kgraph.sources.rdf` reads them back.

A node is a resource of its kind; a link is a `kg:Link`, a reified statement that carries status, source,
rationale and strength.  The simple triple (`:measure kg:addresses :cause`) is written beside it only when the
link is stated or confirmed: asking for simple triples counts the one way, asking for `kg:Link` the other.
`ontology/CONVENTIONS.md` shows both as SPARQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kgraph.model import KINDS, SCHEME_FIELDS, Link, Node, Text
from kgraph.ontology import DATA, KG, VOCABULARY

if TYPE_CHECKING:
    import rdflib

__all__ = ["ID_FIELDS", "LIST_FIELDS", "PREFIXES", "property_iri", "rdflib_graph", "store", "triples"]

PREFIXES: dict[str, str] = {
    "dct": "http://purl.org/dc/terms/",
    "kg": KG,
    "kgd": DATA,
    "kgv": VOCABULARY,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes for queries and serialisation."""

ID_FIELDS: frozenset[str] = frozenset({"document", "stated_in"})
"""The fields that hold the id of another record, written as its IRI."""

_MODELS: tuple[type[Node | Link], ...] = (*KINDS.values(), Link)
LIST_FIELDS: frozenset[str] = frozenset(
    name for model in _MODELS for name, info in model.model_fields.items() if info.default == ()
)
"""The fields that may have several values."""

_BORROWED = {
    "label": PREFIXES["skos"] + "prefLabel",
    "aliases": PREFIXES["skos"] + "altLabel",
    "description": PREFIXES["dct"] + "description",
    "note": PREFIXES["skos"] + "note",
    "document": PREFIXES["prov"] + "wasDerivedFrom",
    "short": KG + "shortLabel",
    "unknown": KG + "unknownField",
    "interpreted": KG + "interpretedField",
}
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(PREFIXES["rdf"] + name) for name in ("subject", "predicate", "object"))
_LINK = ox.NamedNode(KG + "Link")


def property_iri(field: str) -> str:
    """The IRI of the property that a field of a record is written as."""
    if field in _BORROWED:
        return _BORROWED[field]
    first, *rest = field.split("_")
    return KG + first + "".join(word.capitalize() for word in rest)


def triples(nodes: Iterable[Node], links: Iterable[Link]) -> Iterator[ox.Triple]:
    """The triples of some records, in the order of the records."""
    for node in nodes:
        resource = ox.NamedNode(DATA + node.id)
        yield ox.Triple(resource, _TYPE, ox.NamedNode(KG + node.kind))
        yield from _fields(resource, node, skip=("id",))
    numbers: Counter[str] = Counter()
    for link in links:
        name = link.id
        numbers[name] += 1
        resource = ox.NamedNode(f"{DATA}{name}" + (f"--{numbers[name]}" if numbers[name] > 1 else ""))
        ends = ox.NamedNode(DATA + link.source), ox.NamedNode(KG + link.relation), ox.NamedNode(DATA + link.target)
        yield ox.Triple(resource, _TYPE, _LINK)
        for predicate, end in zip((_SUBJECT, _PREDICATE, _OBJECT), ends, strict=True):
            yield ox.Triple(resource, predicate, end)
        yield from _fields(resource, link, skip=("source", "relation", "target"))
        if link.counts_as_stated:
            yield ox.Triple(*ends)


def _fields(resource: ox.NamedNode, record: Node | Link, skip: tuple[str, ...]) -> Iterator[ox.Triple]:
    for field in type(record).model_fields:
        if field in skip or (value := getattr(record, field)) in (None, ()):
            continue
        predicate = ox.NamedNode(property_iri(field))
        for item in value if isinstance(value, tuple) else (value,):
            for term in _terms(field, item):
                yield ox.Triple(resource, predicate, term)


def _terms(field: str, value: Any) -> Iterator[ox.NamedNode | ox.Literal]:
    if isinstance(value, Text):
        for lang in ("sv", "en"):
            if words := getattr(value, lang):
                yield ox.Literal(words, language=lang)
    elif field in SCHEME_FIELDS:
        yield ox.NamedNode(f"{VOCABULARY}{SCHEME_FIELDS[field]}-{value}")
    elif field in ID_FIELDS:
        yield ox.NamedNode(DATA + value)
    else:
        yield ox.Literal(value)


def store(nodes: Iterable[Node], links: Iterable[Link]) -> ox.Store:
    """An in-memory Oxigraph store of the records; repeated simple triples are kept once."""
    filled = ox.Store()
    filled.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples(nodes, links))
    return filled


def rdflib_graph(nodes: Iterable[Node], links: Iterable[Link]) -> rdflib.Graph:
    """The same triples as an rdflib graph, with the prefixes bound."""
    import rdflib

    graph = rdflib.Graph()
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    serialised = ox.serialize(triples(nodes, links), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=serialised or b"", format="nt")
    return graph
