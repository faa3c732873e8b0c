"""Every word has its label, definition and readings, and the models and the ontology say the same."""

from __future__ import annotations

import typing
from functools import cache

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node as RDFNode

from kgraph.model import KINDS, SCHEME_FIELDS, Link, Node
from kgraph.rdf import property_iri
from kgraph.sources import authoring
from tests.ontology import quality
from tests.ontology.quality import KG, KGV, name, own_terms, read, turtle

CONCEPT_TERMS = [
    "lägesbild", "problem", "brottsområde", "samverkansområde", "fokusområde", "målområde", "orsak", "direkt orsak",
    "indirekt orsak", "grundorsak", "situationell orsak", "social orsak", "strukturell orsak", "riskfaktor", "skyddsfaktor",
    "åtgärd", "insats", "aktivitet", "löfte", "delaktivitet", "metod", "mål", "effektmål", "operativt mål", "uppföljningsmått",
    "uppföljning", "status", "aktör", "ansvarig", "deltar", "målgrupp", "plats", "arena", "plan", "planperiod", "källa",
    "evidensbedömning", "lagkrav",
]  # fmt: skip
MODELS: tuple[type[Node | Link], ...] = (*KINDS.values(), Link)
BORROWED = {"label", "aliases", "description", "note", "document", "id", "source", "relation", "target"}


@cache
def ontology() -> Graph:
    return read("kgraph.ttl")


@cache
def vocabularies() -> Graph:
    return read("vocabularies.ttl")


def superclasses(graph: Graph, class_: URIRef) -> set[RDFNode]:
    return {up for up in graph.transitive_objects(class_, RDFS.subClassOf) if up is not None}


def of_type(graph: Graph, type_: URIRef) -> set[typing.Any]:
    return set(graph.subjects(RDF.type, type_))


# Every word has its texts


def test_terms_have_label_and_definition_in_both_languages() -> None:
    terms = own_terms(ontology())
    assert quality.missing_text(ontology(), terms, RDFS.label) == []
    assert quality.missing_text(ontology(), terms, SKOS.definition) == []


def test_kinds_have_plural_and_everyday_words() -> None:
    kinds = of_type(ontology(), KG.Kind)
    assert quality.missing_text(ontology(), kinds, KG.pluralLabel) == []
    assert quality.missing_words(ontology(), kinds) == []


def test_relations_can_be_read_both_ways() -> None:
    relations = of_type(ontology(), KG.Relation)
    assert quality.missing_text(ontology(), relations, KG.reading) == []
    assert quality.missing_text(ontology(), relations, KG.inverseReading) == []
    assert quality.missing_words(ontology(), relations) == []


def test_properties_have_domain_and_range() -> None:
    graph = ontology()
    own = [
        term
        for term in own_terms(graph)
        if not {OWL.Class, OWL.AnnotationProperty} & set(graph.objects(term, RDF.type))
    ]
    assert quality.without_ends(graph, own) == []


def test_concepts_and_schemes_have_their_texts() -> None:
    graph = vocabularies()
    subjects = of_type(graph, SKOS.Concept) | of_type(graph, SKOS.ConceptScheme)
    assert quality.missing_text(graph, subjects, SKOS.prefLabel) == []
    assert quality.missing_text(graph, subjects, SKOS.definition) == []
    assert quality.missing_words(graph, of_type(graph, SKOS.Concept)) == []


def test_a_missing_or_doubled_text_is_caught() -> None:
    graph = turtle('kg:A a owl:Class ; rdfs:label "a"@sv . kg:B a owl:Class ; rdfs:label "b"@sv , "c"@sv , "b"@en .')
    assert quality.missing_text(graph, own_terms(graph), RDFS.label) == ["A label @en", "B label @sv"]


def test_missing_words_and_ends_are_caught() -> None:
    graph = turtle('kg:r a owl:ObjectProperty ; skos:altLabel "r"@sv ; rdfs:domain kg:A , kg:B .')
    assert quality.missing_words(graph, own_terms(graph)) == ["r @en"]
    assert quality.without_ends(graph, own_terms(graph)) == ["r domain", "r range"]


# Words find one thing


def test_no_word_names_two_kinds_or_two_relations() -> None:
    for type_ in (KG.Kind, KG.Relation):
        words = quality.shared_words(ontology(), of_type(ontology(), type_), RDFS.label, KG.pluralLabel, SKOS.altLabel)
        assert words == []


def test_no_word_names_two_concepts_of_a_scheme() -> None:
    assert quality.scheme_clashes(vocabularies()) == []


def test_shared_words_are_caught_whatever_their_case_and_dots() -> None:
    graph = turtle("""
        kgv:s a skos:ConceptScheme .
        kgv:s-a skos:inScheme kgv:s ; skos:prefLabel "Åtgärd"@sv ; skos:notation "x" .
        kgv:s-b skos:inScheme kgv:s ; skos:altLabel "atgard"@sv ; skos:notation "x" .
    """)
    assert quality.scheme_clashes(graph) == ["atgard: s-a, s-b", "x: s-a, s-b"]


@pytest.mark.parametrize("term", CONCEPT_TERMS)
def test_the_words_of_the_field_are_found(term: str) -> None:
    graph = ontology()
    words = {
        str(word).casefold()
        for predicate in (RDFS.label, KG.pluralLabel, SKOS.altLabel)
        for subject in own_terms(graph)
        for word in graph.objects(subject, predicate)
    }
    assert term in words


# Schemes hang together


def test_no_concept_is_broader_than_itself() -> None:
    assert quality.broader_cycles(vocabularies()) == []


def test_a_circle_of_broader_concepts_is_caught() -> None:
    graph = turtle(
        "kgv:a skos:broader kgv:b . kgv:b skos:broader kgv:c . kgv:c skos:broader kgv:a . kgv:d skos:broader kgv:a ."
    )
    assert quality.broader_cycles(graph) == ["a", "b", "c"]


def test_no_concept_is_an_orphan() -> None:
    assert quality.orphans(vocabularies()) == []


def test_orphans_are_caught() -> None:
    graph = turtle("""
        kgv:s a skos:ConceptScheme .
        kgv:top a skos:Concept ; skos:inScheme kgv:s ; skos:topConceptOf kgv:s .
        kgv:below a skos:Concept ; skos:inScheme kgv:s ; skos:broader kgv:top .
        kgv:loose a skos:Concept ; skos:inScheme kgv:s .
        kgv:outside a skos:Concept .
        kgv:misspelt a skos:Concept ; skos:inScheme kgv:t ; skos:topConceptOf kgv:t .
    """)
    assert quality.orphans(graph) == ["loose", "misspelt", "outside"]


def test_concepts_are_named_for_scheme_and_notation() -> None:
    assert quality.wrong_concept_names(vocabularies()) == []
    assert quality.wrong_concept_names(turtle('kgv:s-a skos:inScheme kgv:s ; skos:notation "b" .')) == ["s-a"]


# The models and the ontology say the same


def test_kinds_are_the_models() -> None:
    assert {name(kind) for kind in of_type(ontology(), KG.Kind)} == set(KINDS)


def test_kinds_are_disjoint_and_below_thing() -> None:
    graph = ontology()
    (axiom,) = of_type(graph, OWL.AllDisjointClasses)
    members = graph.value(axiom, OWL.members)
    assert members is not None
    assert {name(kind) for kind in graph.items(members)} == set(KINDS)
    for kind in of_type(graph, KG.Kind):
        assert KG.Thing in superclasses(graph, kind)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_property_for_its_kind(model: type[Node | Link]) -> None:
    graph = ontology()
    kind = KG[model.__name__]
    supers = {name(up) for up in superclasses(graph, kind)}
    for field in model.model_fields.keys() - BORROWED:
        iri = URIRef(property_iri(field))
        assert iri in own_terms(graph), field
        assert supers & quality.classes_of(graph, iri, RDFS.domain), f"{field} is not for {name(kind)}"


def test_every_property_has_a_field_or_is_a_relation() -> None:
    fields = {property_iri(field) for model in MODELS for field in model.model_fields}
    graph = ontology()
    properties = of_type(graph, OWL.ObjectProperty) | of_type(graph, OWL.DatatypeProperty)
    own = {term for term in properties if term in KG} - of_type(graph, KG.Relation)
    assert {name(term) for term in own if str(term) not in fields} == {"derivedFrom"}


def literal_values(field: str) -> set[str]:
    """The values that the models allow in a field, whether it is optional or a list."""

    def values(annotation: object) -> set[str]:
        if typing.get_origin(annotation) is typing.Literal:
            return set(typing.get_args(annotation))
        return {value for part in typing.get_args(annotation) for value in values(part)}

    models = [model for model in MODELS if field in model.model_fields]
    return {value for model in models for value in values(model.model_fields[field].annotation)}


@pytest.mark.parametrize(("field", "scheme"), SCHEME_FIELDS.items(), ids=SCHEME_FIELDS.keys())
def test_values_of_a_field_are_the_concepts_of_its_scheme(field: str, scheme: str) -> None:
    concepts = vocabularies().subjects(SKOS.inScheme, KGV[scheme])
    assert literal_values(field) == {str(vocabularies().value(concept, SKOS.notation)) for concept in concepts}
    assert ontology().value(URIRef(property_iri(field)), KG.usesScheme) == KGV[scheme]


def test_schemes_are_those_of_the_fields_and_two_for_answers() -> None:
    schemes = {name(scheme) for scheme in of_type(vocabularies(), SKOS.ConceptScheme)}
    assert schemes == set(SCHEME_FIELDS.values()) | {"check_level", "responsibility"}


def test_relations_are_those_that_can_be_written() -> None:
    entries = [entry for entry in vars(authoring).values() if isinstance(entry, type) and issubclass(entry, Node)]
    written = {
        part.relation
        for entry in entries
        for field in entry.model_fields.values()
        for part in field.metadata
        if isinstance(part, authoring.Via)
    }
    assert {name(relation) for relation in of_type(ontology(), KG.Relation)} == written


def test_entries_stand_at_the_end_of_the_relation_that_they_write() -> None:
    graph = ontology()
    models = [part for part in vars(authoring).values() if isinstance(part, type) and issubclass(part, Node)]
    for entry in (model for model in models if model.kind in KINDS):  # what they share has no kind of its own
        for field in entry.model_fields.values():
            for via in (part for part in field.metadata if isinstance(part, authoring.Via)):
                ends = quality.classes_of(graph, KG[via.relation], RDFS.range if via.inverse else RDFS.domain)
                assert entry.kind in ends or ends == {"Thing"}, f"{entry.__name__}: {via.relation}"
