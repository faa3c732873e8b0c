"""The vocabulary of kgraph, read from `ontology/*.ttl`: kinds, relations and concept schemes.

Kinds and relations are written once, in Turtle.  This module gives the rest of the
package their names, ends and wording without loading rdflib.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kgraph import shipped
from kgraph.model import AREA_KINDS, SCHEME_FIELDS, Text
from kgraph.wording import kronor, text

__all__ = ["ANY", "DATA", "KG", "VOCABULARY", "Concept", "Kind", "Ontology", "Relation", "load"]

KG = "https://w3id.org/kgraph/ontology#"
DATA = "https://w3id.org/kgraph/data/"
VOCABULARY = "https://w3id.org/kgraph/vocabulary/"
ANY = "Thing"
"""The domain and range of relations that may stand between any two things of the same kind, or any two areas."""

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OWL = "http://www.w3.org/2002/07/owl#"


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its English name, its label, its plural and the everyday words for it."""

    name: str
    label: Text
    plural: Text
    words: tuple[str, ...]
    definition: Text


@dataclass(frozen=True)
class Relation:
    """A relation: which kinds it goes from and to, and how it is read in either direction."""

    name: str
    label: Text
    domain: frozenset[str]
    range: frozenset[str]
    reading: Text
    inverse_reading: Text
    definition: Text

    def fits(self, source_kind: str, target_kind: str) -> bool:
        """Whether a link of this relation may go from the one kind to the other."""
        if ANY in self.domain:
            return source_kind == target_kind or {source_kind, target_kind} <= set(AREA_KINDS)
        return source_kind in self.domain and (ANY in self.range or target_kind in self.range)


@dataclass(frozen=True)
class Concept:
    """A value of a SKOS scheme: its notation, label and the everyday words for it."""

    scheme: str
    notation: str
    label: Text
    words: tuple[str, ...]
    definition: Text


@dataclass(frozen=True)
class Ontology:
    """Kinds and relations by name, concepts by scheme and notation."""

    kinds: dict[str, Kind]
    relations: dict[str, Relation]
    schemes: dict[str, dict[str, Concept]]

    def concept_label(self, scheme: str, notation: str) -> Text:
        """The label of a concept; its notation where the scheme does not have it."""
        concept = self.schemes.get(scheme, {}).get(notation)
        return concept.label if concept else Text(sv=notation)

    def in_words(self, field: str, value: object) -> Text:
        """A value of a field (one of them, where it has several) as people read it."""
        if isinstance(value, bool):
            return text("claim.yes" if value else "claim.no")
        if field == "exhaustive_for" and value in self.relations:
            return self.relations[str(value)].reading
        if field in SCHEME_FIELDS:
            return self.concept_label(SCHEME_FIELDS[field], str(value))
        if isinstance(value, float):  # what a measure costs
            return kronor(value)
        return value if isinstance(value, Text) else Text(sv=str(value))


@cache
def load(folder: Path | None = None) -> Ontology:
    """Read the ontology in `folder`; the shipped one when no folder is given."""
    where = folder or shipped.folder("ontology")
    facts = _Facts.read([where / "kgraph.ttl", where / "vocabularies.ttl"])
    return Ontology(
        kinds={kind.name: kind for kind in map(facts.kind, facts.instances(KG + "Kind"))},
        relations={relation.name: relation for relation in map(facts.relation, facts.instances(KG + "Relation"))},
        schemes=facts.schemes(),
    )


class _Facts:
    """The triples of the ontology's files, by subject and predicate."""

    def __init__(self) -> None:
        self.objects: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = defaultdict(list)
        self.typed: dict[str, list[str]] = defaultdict(list)

    @classmethod
    def read(cls, files: list[Path]) -> _Facts:
        facts = cls()
        for file in files:
            for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                subject, predicate, value = _key(quad.subject), quad.predicate.value, quad.object
                facts.objects[subject, predicate].append(value)
                if predicate == _RDF + "type" and isinstance(value, ox.NamedNode):
                    facts.typed[value.value].append(subject)
        return facts

    def instances(self, of: str) -> list[str]:
        return sorted(self.typed[of])

    def text(self, subject: str, predicate: str) -> Text:
        words = {v.language: v.value for v in self.objects[subject, predicate] if isinstance(v, ox.Literal)}
        name = subject.rpartition("#")[2]
        return Text(sv=words.get("sv") or words.get("en") or name, en=words.get("en"))

    def words(self, subject: str) -> tuple[str, ...]:
        return tuple(sorted({v.value for v in self.objects[subject, _SKOS + "altLabel"] if isinstance(v, ox.Literal)}))

    def classes(self, subject: str, predicate: str) -> frozenset[str]:
        """The names of the classes that a domain or range stands for, unions taken apart."""
        found: set[str] = set()
        for value in self.objects[subject, predicate]:
            if isinstance(value, ox.NamedNode):
                found.add(value.value.removeprefix(KG))
            else:
                for union in self.objects[_key(value), _OWL + "unionOf"]:
                    found |= {item.removeprefix(KG) for item in self.members(_key(union))}
        return frozenset(found)

    def members(self, head: str) -> list[str]:
        items: list[str] = []
        while head != _RDF + "nil":
            items += [_key(value) for value in self.objects[head, _RDF + "first"]]
            head = _key(self.objects[head, _RDF + "rest"][0])
        return items

    def kind(self, iri: str) -> Kind:
        return Kind(
            iri.removeprefix(KG), self.text(iri, _RDFS + "label"), self.text(iri, KG + "pluralLabel"),
            self.words(iri), self.text(iri, _SKOS + "definition"),
        )  # fmt: skip

    def relation(self, iri: str) -> Relation:
        return Relation(
            iri.removeprefix(KG), self.text(iri, _RDFS + "label"),
            self.classes(iri, _RDFS + "domain"), self.classes(iri, _RDFS + "range"),
            self.text(iri, KG + "reading"), self.text(iri, KG + "inverseReading"), self.text(iri, _SKOS + "definition"),
        )  # fmt: skip

    def schemes(self) -> dict[str, dict[str, Concept]]:
        found: dict[str, dict[str, Concept]] = defaultdict(dict)
        for iri in self.instances(_SKOS + "Concept"):
            for scheme in self.objects[iri, _SKOS + "inScheme"]:
                notation = _key(self.objects[iri, _SKOS + "notation"][0])
                name = _key(scheme).removeprefix(VOCABULARY)
                found[name][notation] = Concept(
                    name, notation, self.text(iri, _SKOS + "prefLabel"), self.words(iri),
                    self.text(iri, _SKOS + "definition"),
                )  # fmt: skip
        return dict(found)


def _key(term: object) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))
