"""The ontology contradicts neither itself nor sound data, and does contradict unsound data."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from tests.ontology.quality import KG, KGV, classes_of, contradictions, name, own_terms, read, turtle

SOUND = """
kgd:s a kg:Source ; skos:prefLabel "Plan för prövning"@sv ; kg:url "https://example.org/plan" .
kgd:p a kg:Plan ; kg:starts "2025" ; kg:ends "2026" ; kg:isPlanOf kgd:k ; kg:prioritises kgd:a ; kg:restsOn kgd:l .
kgd:k a kg:Municipality ; kg:code "0180" .
kgd:l a kg:Assessment ; kg:completed "2024" .
kgd:a a kg:CrimeArea ; kg:mattersFor kgd:b .
kgd:b a kg:CrimeArea ; kg:mattersFor kgd:a ; kg:broader kgd:a .
kgd:c a kg:Cause ; kg:causeKind kgv:cause_kind-risk_factor ; kg:contributesTo kgd:a , kgd:d .
kgd:d a kg:Cause ; kg:causeKind kgv:cause_kind-protective_factor ; kg:contributesTo kgd:c ; kg:protectsAgainst kgd:a .
kgd:m a kg:Measure ; kg:shortLabel "Prov"@sv ; kg:row 3 ; kg:followUp "Stäms av"@sv ;
    kg:addresses kgd:c ; kg:strengthens kgd:d ; kg:homeArea kgd:a ; kg:partOf kgd:p ; kg:pursues kgd:g ;
    kg:preventionLevel kgv:prevention_level-universal ; prov:wasDerivedFrom kgd:s .
kgd:g a kg:Goal ; kg:goalKind kgv:goal_kind-outcome ; kg:isMeasuredBy kgd:i .
kgd:i a kg:Indicator ; kg:indicatorKind kgv:indicator_kind-output .
kgd:x a kg:Actor ; kg:actorType kgv:actor_type-police ; kg:isResponsibleFor kgd:m ; kg:memberOf kgd:y .
kgd:y a kg:Actor ; kg:actorType kgv:actor_type-collaboration_body .
kgd:t a kg:PlanTable ; kg:exhaustiveFor "addresses" ; kg:partOf kgd:p .
kgd:q a kg:Problem ; kg:problemKind kgv:problem_kind-need ; kg:affects kgd:x ; kg:inTable kgd:t .
kgd:gap a kg:AcceptedGap ; kg:reason "Annans uppdrag"@sv ; kg:ownerRole "rådet" ; kg:reviewOn "2027-01-31" ; kg:accepts kgd:c .
kgd:u a kg:Statement ; kg:attribute "count" ; kg:value "två" ; kg:number "2"^^xsd:double ; kg:isAbout kgd:q ; kg:holdsAt kgd:k .
kgd:v a kg:Statement ; kg:addsUpTo kgd:u ; kg:distinctFrom kgd:u .
kgd:m--addresses--c a kg:Link ; kg:statedIn kgd:t ; rdf:subject kgd:m ; rdf:predicate kg:addresses ; rdf:object kgd:c ;
    kg:status kgv:link_status-stated ; kg:strength 0.5 ; prov:wasDerivedFrom kgd:s ; kg:locator "2" .
"""

UNSOUND = {
    "one record, two kinds": "kgd:m a kg:Measure , kg:Cause .",
    "a range of another kind": "kgd:m kg:addresses kgd:n . kgd:n a kg:Measure .",
    "a domain of another kind": "kgd:a a kg:Actor ; kg:strengthens kgd:c .",
    "both risk and protective": "kgd:c kg:causeKind kgv:cause_kind-risk_factor , kgv:cause_kind-protective_factor .",
    "a link that is a thing": "kgd:l a kg:Link , kg:Measure .",
    "a scheme that is a concept": "kgv:recurrence a skos:Concept .",
    "distinct things made into one": "kgd:a kg:distinctFrom kgd:b ; owl:sameAs kgd:b .",
    "a link stated in what is no table": "kgd:l kg:statedIn kgd:p . kgd:p a kg:Plan .",
}


@cache
def ontology() -> Graph:
    return read("kgraph.ttl", "vocabularies.ttl")


def closed_with(data: str) -> list[str]:
    return contradictions(ontology() + turtle(data))


def test_ontology_and_sound_data_hold_no_contradiction() -> None:
    assert closed_with(SOUND) == []


@pytest.mark.parametrize("data", UNSOUND.values(), ids=UNSOUND.keys())
def test_unsound_data_are_found_out(data: str) -> None:
    assert closed_with(data)


def test_a_reasoner_puts_causes_in_their_classes() -> None:
    import owlrl

    graph = ontology() + turtle(SOUND)
    closure = owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False)
    closure.expand(graph)
    kgd = "https://w3id.org/kgraph/data/"
    expected = {"c": "RiskFactor", "d": "ProtectiveFactor", "g": "OutcomeGoal", "i": "OutputIndicator",
                "y": "CollaborationBody", "a": "Area", "m": "Activity"}  # fmt: skip
    found = {one: (URIRef(kgd + one), RDF.type, KG[class_]) in graph for one, class_ in expected.items()}
    assert all(found.values()), found
    assert (KGV["prevention_level-universal"], RDF.type, KG.PreventionLevel) in graph


def test_nothing_is_imported() -> None:
    everything = read("kgraph.ttl", "vocabularies.ttl", "shapes.ttl")
    assert list(everything.triples((None, OWL.imports, None))) == []


def test_the_three_files_have_one_version_and_one_licence() -> None:
    graph = read("kgraph.ttl", "vocabularies.ttl", "shapes.ttl")
    heads = set(graph.subjects(RDF.type, OWL.Ontology))
    assert len(heads) == 3
    assert {str(graph.value(head, OWL.versionInfo)) for head in heads} == {"0.1.0"}
    licences = {str(graph.value(head, URIRef("http://purl.org/dc/terms/license"))) for head in heads}
    assert licences == {"https://creativecommons.org/licenses/by/4.0/"}


@pytest.mark.parametrize("relation", ["contributesTo", "mattersFor", "broader"])
def test_relations_of_circular_causes_may_run_in_a_circle(relation: str) -> None:
    forbidding = {OWL.AsymmetricProperty, OWL.IrreflexiveProperty, OWL.FunctionalProperty}
    assert not forbidding & set(ontology().objects(KG[relation], RDF.type))
    kind = "Cause" if relation == "contributesTo" else "CrimeArea"
    circle = f"kgd:a a kg:{kind} ; kg:{relation} kgd:b . kgd:b a kg:{kind} ; kg:{relation} kgd:a ."
    assert closed_with(circle) == []


def test_every_word_that_is_used_is_declared() -> None:
    graph = ontology()
    declared = set(own_terms(graph))
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term in KG}
    assert {name(term) for term in used - declared} == set()


def test_an_undeclared_word_would_be_noticed() -> None:
    graph = ontology() + turtle("kg:Measure rdfs:subClassOf kg:Misspelt .")
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term in KG}
    assert {name(term) for term in used - set(own_terms(graph))} == {"Misspelt"}


def test_ends_of_relations_are_kinds_and_not_their_superclasses() -> None:
    graph = ontology()
    kinds = {name(kind) for kind in graph.subjects(RDF.type, KG.Kind)}
    for relation in graph.subjects(RDF.type, KG.Relation):
        for end in (RDFS.domain, RDFS.range):
            classes = classes_of(graph, relation, end)
            assert classes <= kinds or classes == {"Thing"}, name(relation)
