"""What is looked for in the ontology's files: one function for each fault, each returning what it found.

An empty list means that nothing is wrong.  The tests use every function twice: on the
files themselves, and on a bad example that it must catch.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import owlrl
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
KG = Namespace("https://w3id.org/kgraph/ontology#")
KGV = Namespace("https://w3id.org/kgraph/vocabulary/")
LANGUAGES = ("sv", "en")
_WORDING = {RDFS.label, SKOS.definition, SKOS.altLabel, KG.pluralLabel, KG.reading, KG.inverseReading}
"""Texts about words: nothing follows from them, and a reasoner is quicker without them."""
_OWLRL_ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")

PREFIXES = """
@prefix kg:   <https://w3id.org/kgraph/ontology#> .
@prefix kgv:  <https://w3id.org/kgraph/vocabulary/> .
@prefix kgd:  <https://w3id.org/kgraph/data/> .
@prefix owl:  <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh:   <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
"""


def turtle(text: str) -> Graph:
    """The graph that some Turtle describes; the project's prefixes need not be written."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


def read(*names: str) -> Graph:
    """The graph of one or more files of the ontology folder."""
    graph = Graph()
    for name in names:
        graph.parse(FOLDER / name, format="turtle")
    return graph


def name(term: Node) -> str:
    """The part of an IRI that follows its namespace."""
    return str(term).rpartition("#")[2].rpartition("/")[2]


def own_terms(graph: Graph) -> list[URIRef]:
    """Every class and property that the ontology itself defines."""
    types = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {term for type_ in types for term in graph.subjects(RDF.type, type_)}
    return sorted(term for term in found if isinstance(term, URIRef) and term in KG)


def missing_text(graph: Graph, subjects: Iterable[Node], predicate: URIRef) -> list[str]:
    """The subjects that lack a text in one of the languages, or have several in one."""
    faults = []
    for subject in subjects:
        spoken = [text.language for text in graph.objects(subject, predicate) if isinstance(text, Literal) and text]
        faults += [f"{name(subject)} {name(predicate)} @{lang}" for lang in LANGUAGES if spoken.count(lang) != 1]
    return faults


def missing_words(graph: Graph, subjects: Iterable[Node]) -> list[str]:
    """The subjects without an everyday word (`skos:altLabel`) in one of the languages."""
    faults = []
    for subject in subjects:
        spoken = {text.language for text in graph.objects(subject, SKOS.altLabel) if isinstance(text, Literal)}
        faults += [f"{name(subject)} @{lang}" for lang in LANGUAGES if lang not in spoken]
    return faults


def broader_cycles(graph: Graph) -> list[str]:
    """The concepts that are broader than themselves."""
    return sorted(
        name(concept)
        for concept in set(graph.subjects(SKOS.broader))
        if concept in {up for parent in graph.objects(concept, SKOS.broader) for up in _ancestors(graph, parent)}
    )


def _ancestors(graph: Graph, concept: Node) -> set[Node]:
    """The concept itself and everything broader than it."""
    return {up for up in graph.transitive_objects(concept, SKOS.broader) if up is not None}


def orphans(graph: Graph) -> list[str]:
    """The concepts outside every scheme, or that are reached from no top concept of theirs."""
    faults = []
    for concept in set(graph.subjects(RDF.type, SKOS.Concept)):
        schemes = set(graph.objects(concept, SKOS.inScheme))
        tops = {top for up in _ancestors(graph, concept) for top in graph.objects(up, SKOS.topConceptOf)}
        known = {scheme for scheme in schemes if (scheme, RDF.type, SKOS.ConceptScheme) in graph}
        if not known or not known <= tops:
            faults.append(name(concept))
    return sorted(faults)


def folded(word: str) -> str:
    """A word as a search compares it: no letter case, no marks above the letters."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def shared_words(graph: Graph, subjects: Iterable[Node], *predicates: URIRef) -> list[str]:
    """The words that name two of the subjects, in one language."""
    users: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject in subjects:
        for predicate in predicates:
            for word in graph.objects(subject, predicate):
                if isinstance(word, Literal):
                    users[folded(str(word)), word.language or ""].add(name(subject))
    return sorted(f"{word}: {', '.join(sorted(names))}" for (word, _), names in users.items() if len(names) > 1)


def scheme_clashes(graph: Graph) -> list[str]:
    """The words and notations that name two concepts of the same scheme."""
    faults = []
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        concepts = set(graph.subjects(SKOS.inScheme, scheme))
        faults += shared_words(graph, concepts, SKOS.prefLabel, SKOS.altLabel)
        faults += shared_words(graph, concepts, SKOS.notation)
    return sorted(faults)


def wrong_concept_names(graph: Graph) -> list[str]:
    """The concepts whose IRI is not their scheme's, a hyphen and their notation."""
    return sorted(
        name(concept)
        for concept, scheme in graph.subject_objects(SKOS.inScheme)
        if str(concept) != f"{scheme}-{graph.value(concept, SKOS.notation)}"
    )


def without_ends(graph: Graph, properties: Iterable[Node]) -> list[str]:
    """The properties without exactly one domain and one range."""
    return [
        f"{name(term)} {name(end)}"
        for term in properties
        for end in (RDFS.domain, RDFS.range)
        if len(set(graph.objects(term, end))) != 1
    ]


def classes_of(graph: Graph, term: Node, end: URIRef) -> set[str]:
    """The names of the classes at one end of a property, a union taken apart."""
    found: set[str] = set()
    for value in graph.objects(term, end):
        union = graph.value(value, OWL.unionOf) if isinstance(value, BNode) else None
        found |= {name(item) for item in (Collection(graph, union) if union is not None else [value])}
    return found


def contradictions(graph: Graph) -> list[str]:
    """What is impossible in the graph once the OWL 2 RL rules have drawn every conclusion."""
    closed = Graph()
    for triple in graph:
        if triple[1] not in _WORDING:
            closed.add(triple)
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    closure.expand(closed)
    faults = [str(message) for message in closed.objects(None, _OWLRL_ERROR)]
    faults += [f"{thing} is of no possible kind" for thing in closed.subjects(RDF.type, OWL.Nothing)]
    return sorted(faults)
