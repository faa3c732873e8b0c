"""Turtle, N-Triples and JSON-LD → records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox
from pydantic import ValidationError

from kgraph import ontology as vocabulary
from kgraph.errors import DataError, Position, Problem
from kgraph.model import KINDS, SCHEME_FIELDS, Link, Node, Records
from kgraph.ontology import DATA, KG, VOCABULARY
from kgraph.rdf import LIST_FIELDS, PREFIXES, property_iri
from kgraph.sources.files import display, read_text
from kgraph.sources.validation import explain

__all__ = ["read", "records"]

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".turtle": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES,
    ".ntriples": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD,
}  # fmt: skip
_REMOTE = ("LoadDocumentCallback", "remote context")
"""What the parser says of a `@context` that stands elsewhere."""
_TYPE = PREFIXES["rdf"] + "type"
_ENDS = {
    PREFIXES["rdf"] + name: end
    for name, end in (("subject", "source"), ("predicate", "relation"), ("object", "target"))
}
_Properties = dict[str, dict[Any, None]]
"""The objects of a resource by predicate, each once."""
Record = TypeVar("Record", Node, Link)


def read(path: Path) -> Records:
    """Read a file of triples; its suffix says the format.  Nothing is fetched from outside.

    Raises `DataError` (F4, F5) when the file holds nothing that is kgraph's or does not follow its format.
    """
    content = read_text(path)
    try:
        facts = list(ox.parse(content.encode(), format=_FORMATS[path.suffix.lower()]))
    except SyntaxError as error:
        reason = error.msg or str(error)
        if any(sign in reason for sign in _REMOTE):
            raise DataError.single(
                "F5", display(path), "har en @context som ligger på annat håll, och kgraph hämtar inget utifrån.",
                "has a @context that stands elsewhere, and kgraph fetches nothing from outside.",
                fix_sv="Skriv in sammanhanget under @context i filen.", fix_en="Write the context itself under @context in the file.",
            ) from None  # fmt: skip
        raise DataError.single(
            "F5", display(path), f"följer inte formatet: {reason}.", f"does not follow its format: {reason}.",
            line=error.lineno,
        ) from None  # fmt: skip
    found = records(facts, display(path))
    if not (found.nodes or found.links or found.problems):
        raise DataError.single(
            "F4", display(path), "innehåller inga poster som kgraph känner igen.", "holds no records that kgraph knows.",
            fix_sv="Ange en fil vars saker har slag ur kgraphs ontologi; «kgraph export» skriver sådana.",
            fix_en="Give a file whose things are of kinds in kgraph's ontology; “kgraph export” writes such files.",
        )  # fmt: skip
    return found


def records(facts: Iterable[ox.Triple | ox.Quad], file: str) -> Records:
    """The records that some triples describe, with the problems of those that cannot be read.

    A simple triple that no `kg:Link` describes is a stated link.  Resources outside kgraph's kinds are left alone;
    what kgraph does not know about one of its own resources is reported and not swallowed.
    """
    described: dict[str, _Properties] = defaultdict(lambda: defaultdict(dict))
    for fact in facts:
        described[_written(fact.subject)][fact.predicate.value][fact.object] = None
    reader = _Reader(file)
    for iri, properties in described.items():
        reader.read(iri, properties)
    reader.read_simple()
    return reader.records()


class _Reader:
    """Turns the properties of one resource after the other into a node or a link."""

    def __init__(self, file: str) -> None:
        self.position = Position(file)
        self.nodes: list[Node] = []
        self.links: list[Link] = []
        self.problems: list[Problem] = []
        self.relations = {KG + name for name in vocabulary.load().relations}
        self.simple: list[tuple[str, str, str]] = []
        self.lost: set[str] = set()

    def records(self) -> Records:
        """What was read; links to a node that is there but could not be read are left out, as they are no fault."""
        links = [link for link in self.links if not {link.source, link.target} & self.lost]
        return Records(
            tuple((node, self.position) for node in self.nodes), tuple((link, self.position) for link in links),
            tuple(self.problems),
        )  # fmt: skip

    def read(self, iri: str, properties: _Properties) -> None:
        types = {_written(value) for value in properties.get(_TYPE, ())}
        names = {name.removeprefix(KG) for name in types if name.startswith(KG)}
        kinds = sorted(names & KINDS.keys())
        before = len(self.nodes)
        if "Link" in names:
            self.links += self.made(Link, iri, properties, self.ends(iri, properties))
            return
        if len(kinds) == 1:
            self.nodes += self.made(KINDS[kinds[0]], iri, properties, {"id": _local(iri)})
        elif iri.startswith(DATA) or kinds:
            listed = ", ".join(kinds or sorted(names)) or "–"
            self.fault(
                "S4", iri, f"ska ha ett slag som kgraph känner ({listed}).", f"must be of one known kind ({listed})."
            )
        if len(self.nodes) == before:
            self.lost.add(_local(iri))
        for predicate in properties.keys() & self.relations:
            ends = ((_local(iri), predicate.removeprefix(KG), _local(_written(one))) for one in properties[predicate])
            self.simple += ends

    def ends(self, iri: str, properties: _Properties) -> dict[str, str]:
        """The ends and the relation of a `kg:Link`; those that are not there once are left out and reported."""
        found: dict[str, str] = {}
        for predicate, end in _ENDS.items():
            values = list(properties.get(predicate, ()))
            if len(values) == 1:
                found[end] = _local(_written(values[0])).removeprefix(KG)
            elif values:
                self.several(iri, end)
        return found

    def read_simple(self) -> None:
        """Make links of the simple triples that no `kg:Link` stands for."""
        statuses: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for link in self.links:
            statuses[link.source, link.relation, link.target].add(link.status)
        for source, relation, target in sorted(self.simple):
            known, name = statuses[source, relation, target], f"{source} {relation} {target}"
            if not known:
                self.links += self.made(Link, name, {}, {"source": source, "relation": relation, "target": target})
            elif not known & {"stated", "confirmed"}:
                self.fault(
                    "F7", name, f"står som enkel trippel fast länkens status är {', '.join(sorted(known))}.",
                    f"is asserted as a simple triple although the status of the link is {', '.join(sorted(known))}.",
                )  # fmt: skip

    def made(self, model: type[Record], iri: str, properties: _Properties, values: dict[str, str]) -> Iterator[Record]:
        """The record, if it can be read; what is wrong with it goes to `problems`."""
        fields = {property_iri(field): field for field in model.model_fields if field not in values}
        known = fields.keys() | (_ENDS.keys() if model is Link else self.relations) | {_TYPE}
        for predicate in sorted(properties.keys() - known):
            self.fault("F6", iri, f"okänd egenskap {predicate}.", f"unknown property {predicate}.")
        filled = {field: self.value(iri, field, list(properties[p])) for p, field in fields.items() if p in properties}
        try:
            yield model(**filled, **values)
        except ValidationError as error:
            for problem in explain(error, model, lambda _: None, self.position.file):
                self.problems.append(
                    replace(problem, sv=f"{_name(iri)}: {problem.sv}", en=f"{_name(iri)}: {problem.en}")
                )

    def value(self, iri: str, field: str, terms: list[Any]) -> Any:
        """The value of a field; a second value where there is room for one is a problem."""
        tags = [term.language for term in terms if isinstance(term, ox.Literal) and term.language]
        if tags and len(set(tags)) == len(terms):
            return {term.language: term.value for term in terms}
        values = [_scalar(field, term) for term in terms]
        if field in LIST_FIELDS:
            return tuple(sorted(values))
        if len(values) > 1:
            self.several(iri, field)
            return {tags[0]: values[0]} if tags else values[0]
        return values[0]

    def several(self, iri: str, field: str) -> None:
        self.fault("F7", iri, f"«{field}» har flera värden.", f"“{field}” has several values.")

    def fault(self, code: str, iri: str, sv: str, en: str) -> None:
        self.problems.append(Problem(code, self.position, f"{_name(iri)}: {sv}", f"{_name(iri)}: {en}"))


def _scalar(field: str, term: Any) -> str:
    if field in SCHEME_FIELDS:
        return _written(term).removeprefix(f"{VOCABULARY}{SCHEME_FIELDS[field]}-")
    return _local(_written(term)) if isinstance(term, ox.NamedNode) else _written(term)


def _written(term: Any) -> str:
    """The IRI or the words of a term; a blank node or a triple as it is written."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _local(iri: str) -> str:
    return iri.removeprefix(DATA)


def _name(iri: str) -> str:
    """What to call a resource in messages: blank nodes are numbered anew on every reading, so their names say nothing."""
    return "[]" if iri.startswith("_:") else _local(iri)
