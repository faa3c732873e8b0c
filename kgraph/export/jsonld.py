"""Graph → JSON-LD whose context makes it read like plain JSON: short keys, short ids, values as their notations."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox

from kgraph.export.triples import grouped
from kgraph.graph import KnowledgeGraph
from kgraph.model import KINDS, SCHEME_FIELDS, Link, Node, Text
from kgraph.ontology import DATA, KG, VOCABULARY, Ontology
from kgraph.rdf import ID_FIELDS, LIST_FIELDS, PREFIXES, property_iri

__all__ = ["context", "jsonld"]

_MODELS: tuple[type[Node | Link], ...] = (*KINDS.values(), Link)
_EXACT = 10**15
"""Whole numbers below this are exact in every reader of JSON; larger ones are written as text."""
_TYPED = {
    "row": "xsd:integer", "strength": "xsd:double", "number": "xsd:double", "cost": "xsd:double", "single_valued": "xsd:boolean",
}  # fmt: skip
"""The fields whose values are no text."""


def jsonld(graph: KnowledgeGraph) -> bytes:
    """The graph as JSON-LD 1.1: `@context`, then `@graph` with an object for each thing and each link."""
    terms = context(graph.ontology)
    keys = {_expanded(term): key for key, term in terms.items() if isinstance(term, dict)}
    items = [_item(subject, triples, keys, terms) for subject, triples in grouped(graph).items()]
    return json.dumps({"@context": terms, "@graph": items}, ensure_ascii=False, indent=2).encode() + b"\n"


def context(ontology: Ontology) -> dict[str, Any]:
    """The context: what every key means as an IRI, and how its values are to be read."""
    terms: dict[str, Any] = {"@version": 1.1, "@base": DATA, "@vocab": KG, **PREFIXES, "id": "@id", "type": "@type"}
    end_types = {"subject": "@id", "predicate": "@vocab", "object": "@id"}
    terms |= {end: {"@id": f"rdf:{end}", "@type": kind} for end, kind in end_types.items()}
    fields = {
        name: info.annotation
        for model in _MODELS
        for name, info in model.model_fields.items()
        if name not in ("id", "source", "relation", "target")
    }
    terms |= {_camel(name): _term(name, annotation) for name, annotation in fields.items()}
    terms |= {name: {"@id": f"kg:{name}", "@type": "@id", "@container": "@set"} for name in sorted(ontology.relations)}
    for name in SCHEME_FIELDS.keys() & fields.keys():
        terms[_camel(name)]["@context"] = _values(SCHEME_FIELDS[name], ontology, terms)
    return terms


def _term(field: str, annotation: Any) -> dict[str, Any]:
    term: dict[str, Any] = {"@id": _compact(property_iri(field))}
    if field in SCHEME_FIELDS:
        term["@type"] = "@vocab"
    elif field in ID_FIELDS:
        term["@type"] = "@id"
    elif field in _TYPED:
        term["@type"] = _TYPED[field]
    elif _is_text(annotation):
        term["@container"] = "@language"
    if field in LIST_FIELDS:
        term["@container"] = "@set"
    return term


def _values(scheme: str, ontology: Ontology, terms: dict[str, Any]) -> dict[str, str]:
    """The context of one field's values; a notation that is also a key gets its meaning written out."""
    prefix = f"{VOCABULARY}{scheme}-"
    clashes = sorted(ontology.schemes.get(scheme, {}).keys() & terms.keys())
    return {"@vocab": prefix} | {notation: prefix + notation for notation in clashes}


def _is_text(annotation: Any) -> bool:
    options = getattr(annotation, "__args__", (annotation,))
    return any(isinstance(option, type) and issubclass(option, Text) for option in options)


def _item(
    subject: ox.NamedNode, triples: list[ox.Triple], keys: dict[str, str], terms: dict[str, Any]
) -> dict[str, Any]:
    item: dict[str, Any] = {"id": subject.value.removeprefix(DATA)}
    for triple in triples:
        if triple.predicate.value == PREFIXES["rdf"] + "type":
            item["type"] = triple.object.value.removeprefix(KG)  # type: ignore[union-attr]  # kinds are IRIs
            continue
        key = keys[triple.predicate.value]
        container = terms[key].get("@container")
        if container == "@language" and isinstance(triple.object, ox.Literal):
            item.setdefault(key, {})[triple.object.language] = triple.object.value
        elif container == "@set":
            item.setdefault(key, []).append(_value(triple.object, terms[key]))
        else:
            item[key] = _value(triple.object, terms[key])
    return item


def _value(term: Any, definition: dict[str, Any]) -> str | int | float:
    """A term as JSON: notation, id, number, truth value or text."""
    written: str = term.value
    kind = definition.get("@type")
    if kind == "@vocab":
        prefix: str = definition.get("@context", {"@vocab": KG})["@vocab"]
        written = written.removeprefix(prefix)
    elif kind == "@id":
        written = written.removeprefix(DATA)
    elif kind == "xsd:double":
        return float(written)
    elif kind == "xsd:boolean":
        return written == "true"
    elif kind == "xsd:integer" and abs(int(written)) < _EXACT:
        return int(written)
    return written


def _expanded(term: dict[str, Any]) -> str:
    prefix, _, name = str(term["@id"]).partition(":")
    return PREFIXES[prefix] + name


def _compact(iri: str) -> str:
    prefix, base = next((prefix, base) for prefix, base in PREFIXES.items() if iri.startswith(base))
    return f"{prefix}:{iri.removeprefix(base)}"


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)
