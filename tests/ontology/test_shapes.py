"""A sound graph conforms, and every shape reports its bad example with its message and severity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, Namespace, Variable
from rdflib.term import Node

from tests.ontology.quality import FOLDER, KG, KGV, classes_of, missing_text, name, read, turtle

KGD = Namespace("https://w3id.org/kgraph/data/")
SAME_KIND = {"broader", "exactMatch", "closeMatch", "broadMatch", "relatedMatch"}

SOUND = """
kgd:s a kg:Source ; skos:prefLabel "Plan för prövning"@sv , "Plan for trial"@en .
kgd:k a kg:Municipality ; skos:prefLabel "Provköping"@sv ; kg:code "0180" .
kgd:a a kg:CrimeArea ; skos:prefLabel "Bedrägeri"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:b a kg:CrimeArea ; skos:prefLabel "Telefonbedrägeri"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" ; kg:broader kgd:a .
kgd:p a kg:Plan ; skos:prefLabel "Provplanen"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "1" .
kgd:c a kg:Cause ; skos:prefLabel "Okunskap"@sv ; kg:shortLabel "Okunskap"@sv ; kg:causeKind kgv:cause_kind-risk_factor ;
    prov:wasDerivedFrom kgd:s ; kg:locator "2" .
kgd:m a kg:Measure ; skos:prefLabel "Informera"@sv , "Inform"@en ; kg:preventionLevel kgv:prevention_level-universal ;
    prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:addresses kgd:c ; kg:partOf kgd:p .
kgd:l1 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:addresses ; rdf:object kgd:c ; kg:status kgv:link_status-stated ;
    prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:strength 0.5 .
kgd:l2 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:homeArea ; rdf:object kgd:a ; kg:status kgv:link_status-interpreted ;
    kg:rationale "Står i samma kapitel."@sv .
kgd:l3 a kg:Link ; rdf:subject kgd:b ; rdf:predicate kg:broader ; rdf:object kgd:a ; kg:status kgv:link_status-confirmed .
kgd:l4 a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:partOf ; rdf:object kgd:p ; kg:status kgv:link_status-confirmed .
"""

# A cause, a measure and the link between them, to be placed beside the sound graph.
CAUSE = 'kgd:c2 a kg:Cause ; skos:prefLabel "Tillgång"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "2" .'
MEASURE = 'kgd:m2 a kg:Measure ; skos:prefLabel "Bevaka"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "3" .'
LINK = "kgd:l a kg:Link ; rdf:subject kgd:m2 ; rdf:predicate kg:{relation} ; rdf:object kgd:c2 ; kg:status kgv:link_status-{status} ; "
PART = """
kgd:d a kg:SubActivity ; skos:prefLabel "Del"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "3" ; kg:partOf kgd:m2 .
kgd:ld a kg:Link ; rdf:subject kgd:d ; rdf:predicate kg:partOf ; rdf:object kgd:m2 ; kg:status kgv:link_status-confirmed .
"""
MATTERS = "kgd:l a kg:Link ; rdf:subject kgd:b ; rdf:predicate kg:mattersFor ; rdf:object kgd:a ;"
WHY = 'kg:rationale "Rimligt."@sv .'

# What is added to the sound graph, and exactly what is then reported: shapes with their focus nodes.
BAD = {
    "F8, no label": ("kgd:x a kg:Actor .", {("F8-label", "x")}),
    "F8, English only": ('kgd:x a kg:Place ; skos:prefLabel "Square"@en .', {("F8-label", "x")}),
    "F8, two in Swedish": ('kgd:x a kg:Place ; skos:prefLabel "Torg"@sv , "Torget"@sv .', {("F8-label", "x")}),
    "F7, a long short label": (f'kgd:m kg:shortLabel "{"x" * 33}"@sv .', {("F7-shortLabel", "m")}),
    "F7, three digits": ('kgd:x a kg:Municipality ; skos:prefLabel "X"@sv ; kg:code "180" .', {("F7-code", "x")}),
    "F7, a number": ('kgd:x a kg:Municipality ; skos:prefLabel "X"@sv ; kg:code 1980 .', {("F7-code", "x")}),
    "F8 and S4, an empty link": (
        "kgd:l a kg:Link .",
        {("F8-subject", "l"), ("S4-predicate", "l"), ("F8-object", "l"), ("F8-status", "l")},
    ),
    "S4, an unknown relation": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:likes ; rdf:object kgd:c ; kg:status kgv:link_status-rejected .",
        {("S4-predicate", "l")},
    ),
    "F7, too strong": ("kgd:l1 kg:strength 1.5 .", {("F7-strength", "l1")}),
    "S3, two kinds": (
        "kgd:l a kg:Link ; rdf:subject kgd:a ; rdf:predicate kg:broader ; rdf:object kgd:c ; kg:status kgv:link_status-rejected .",
        {("S3-sameKind", "broader")},
    ),
    "S3, a measure in a measure": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:partOf ; rdf:object kgd:m ; kg:status kgv:link_status-rejected .",
        {("S3-partOf", "partOf")},
    ),
    "S3, an end that is not there": (
        "kgd:l a kg:Link ; rdf:subject kgd:m ; rdf:predicate kg:pursues ; rdf:object kgd:lost ; kg:status kgv:link_status-rejected .",
        {("S3-pursues", "pursues")},
    ),
    "F7, two values": ("kgd:c kg:causeKind kgv:cause_kind-cause .", {("F7-causeKind", "c")}),
    "S7, no document": ('kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv .', {("S7-node", "x")}),
    "S7, no place": ('kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv ; prov:wasDerivedFrom kgd:s .', {("S7-locator", "x")}),
    "S2, no such source": (
        'kgd:x a kg:Goal ; skos:prefLabel "Mål"@sv ; prov:wasDerivedFrom kgd:m ; kg:locator "1" .',
        {("S2-source", "x")},
    ),
    "S7, stated nowhere": (
        f"kgd:b kg:mattersFor kgd:a . {MATTERS} kg:status kgv:link_status-stated .",
        {("S7-link", "l")},
    ),
    "S8": (
        f"{MATTERS} kg:status kgv:link_status-interpreted .",
        {("S8", "l")},
    ),
    "S10, a triple alone": ("kgd:b kg:mattersFor kgd:a .", {("S10-triple", "mattersFor")}),
    "S10, a triple for an interpretation": ("kgd:m kg:homeArea kgd:a .", {("S10-triple", "homeArea")}),
    "S10, a link alone": (
        f"{MATTERS} kg:status kgv:link_status-confirmed .",
        {("S10-link", "mattersFor")},
    ),
    "G2 and G3, no link": (CAUSE + MEASURE, {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")}),
    "G2 and G3, interpreted": (
        CAUSE + MEASURE + LINK.format(relation="addresses", status="interpreted") + WHY,
        {("G2Stated", "c2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, rejected": (
        CAUSE + MEASURE + LINK.format(relation="strengthens", status="rejected") + WHY,
        {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by an interpreted part": (
        CAUSE + MEASURE + PART + LINK.format(relation="addresses", status="interpreted").replace("m2", "d") + WHY,
        {("G2Stated", "c2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by a rejected part": (
        CAUSE + MEASURE + PART + LINK.format(relation="addresses", status="rejected").replace("m2", "d") + WHY,
        {("G2", "c2"), ("G2Stated", "c2"), ("G3", "m2"), ("G3Stated", "m2")},
    ),
    "G2 and G3, by another relation": (
        'kgd:c2 a kg:Cause ; skos:prefLabel "Tillgång"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "2" . '
        "kgd:l a kg:Link ; rdf:subject kgd:c ; rdf:predicate kg:contributesTo ; rdf:object kgd:c2 ; "
        "kg:status kgv:link_status-interpreted ; " + WHY,
        {("G2", "c2"), ("G2Stated", "c2")},
    ),
}


@dataclass(frozen=True)
class Result:
    """One result of a validation, as a program would show it."""

    shape: str
    focus: str
    value: str
    severity: Node
    messages: frozenset[str]


@cache
def shapes() -> Graph:
    return read("shapes.ttl")


@cache
def ontology() -> Graph:
    return read("kgraph.ttl")


@cache
def checks() -> list[Node]:
    """The shapes that have targets."""
    targets = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
    return sorted({shape for target in targets for shape in shapes().subjects(target)}, key=str)


@cache
def results(data: str) -> tuple[Result, ...]:
    _, report, _ = pyshacl.validate(turtle(data), shacl_graph=shapes())
    return tuple(
        Result(
            shape=name(report.value(result, SH.sourceShape)),
            focus=name(report.value(result, SH.focusNode)),
            value=name(report.value(result, SH.value) or Literal("")),
            severity=report.value(result, SH.resultSeverity),
            messages=frozenset(map(str, report.objects(result, SH.resultMessage))),
        )
        for result in report.objects(None, SH.result)
    )


def test_the_shapes_are_sound_shacl() -> None:
    conforms, _, text = pyshacl.validate(turtle(SOUND), shacl_graph=shapes(), meta_shacl=True)
    assert conforms, text


def test_a_sound_graph_has_nothing_to_report() -> None:
    assert results(SOUND) == ()


@pytest.mark.parametrize(("bad", "expected"), BAD.values(), ids=BAD.keys())
def test_a_bad_example_is_reported_and_nothing_else(bad: str, expected: set[tuple[str, str]]) -> None:
    found = results(SOUND + bad)
    assert {(result.shape, result.focus) for result in found} == expected
    for result in found:
        assert result.severity == shapes().value(KG[result.shape], SH.severity)
        messages = set(
            shapes().objects(KG[result.shape], SH.message)
        )  # tagged; pyshacl drops the tags of SPARQL checks
        assert result.messages == {str(message) for message in messages}


@pytest.mark.parametrize("relation", ["addresses", "strengthens"])
@pytest.mark.parametrize("status", ["stated", "confirmed"])
def test_stated_and_confirmed_links_cover_both_ways(relation: str, status: str) -> None:
    source = 'prov:wasDerivedFrom kgd:s ; kg:locator "4" .'
    link = LINK.format(relation=relation, status=status) + source
    assert results(SOUND + CAUSE + MEASURE + link + f"kgd:m2 kg:{relation} kgd:c2 .") == ()


def test_a_part_that_is_stated_to_act_on_a_cause_stands_for_its_measure() -> None:
    link = LINK.format(relation="addresses", status="confirmed").replace("m2", "d") + WHY
    assert results(SOUND + CAUSE + MEASURE + PART + link + "kgd:d kg:addresses kgd:c2 .") == ()


def test_the_two_figures_have_different_weight() -> None:
    weights = {check: shapes().value(KG[check], SH.severity) for check in ("G2", "G2Stated", "G3", "G3Stated")}
    assert weights == {"G2": SH.Violation, "G2Stated": SH.Warning, "G3": SH.Violation, "G3Stated": SH.Warning}


def one_relation_each() -> list[str]:
    return sorted(name(term) for term in ontology().subjects(RDF.type, KG.Relation))


def test_every_relation_refuses_ends_of_other_kinds() -> None:
    """Between two places only the relations within a kind may stand; between place and source none."""
    bad = 'kgd:x a kg:Place ; skos:prefLabel "X"@sv .' + "".join(
        f"kgd:l-{relation} a kg:Link ; rdf:subject kgd:x ; rdf:predicate kg:{relation} ; rdf:object kgd:s ; "
        "kg:status kgv:link_status-rejected ."
        for relation in one_relation_each()
    )
    found = {(result.shape, result.focus, result.value) for result in results(SOUND + bad)}
    assert found == {
        ("S3-sameKind" if relation in SAME_KIND else f"S3-{relation}", relation, f"l-{relation}")
        for relation in one_relation_each()
    }


def test_every_field_refuses_values_of_other_schemes() -> None:
    fields = {name(field) for field in ontology().subjects(KG.usesScheme)}
    bad = "".join(f"kgd:x-{field} kg:{field} kgv:check_level-law ." for field in fields)
    found = {(result.shape, result.focus) for result in results(SOUND + bad)}
    assert found == {(f"F7-{field}", f"x-{field}") for field in fields}


def test_every_check_has_a_bad_example() -> None:
    shown = {shape for _, expected in BAD.values() for shape, _ in expected}
    others = {name(check) for check in checks()} - shown
    assert {re.split("-", check)[0] for check in others} <= {"S3", "F7"}  # shown one by one in the two tests above


def test_every_check_has_code_level_severity_and_texts() -> None:
    graph = shapes()
    levels = set(read("vocabularies.ttl").subjects(None, KGV.check_level))
    for check in checks():
        code = str(graph.value(check, KG.checkCode))
        assert re.fullmatch(r"[GSF]\d+", code)
        assert re.fullmatch(f"{code}(Stated|-.+)?", name(check))
        assert graph.value(check, KG.checkLevel) in levels
        assert graph.value(check, SH.severity) in {SH.Violation, SH.Warning, SH.Info}
    assert missing_text(graph, checks(), SH.message) == []
    assert missing_text(graph, checks(), KG.remedy) == []


# The shapes and the ontology say the same


def ends_of_shape(relation: str, end: Node) -> set[str]:
    """The classes that a shape of S3 allows at one end, whichever way it says so."""
    graph = shapes()
    inside = set(graph.transitive_objects(graph.value(KG[f"S3-{relation}"], SH.node), None))
    paths = [node for node in inside if graph.value(node, SH.path) == end]
    return {
        name(class_)
        for path in paths
        for node in graph.transitive_objects(path, None)
        for class_ in graph.objects(node, SH["class"])
    }


@pytest.mark.parametrize("relation", sorted(set(one_relation_each()) - SAME_KIND))
def test_ends_in_shapes_are_the_domain_and_range(relation: str) -> None:
    assert ends_of_shape(relation, RDF.subject) == classes_of(ontology(), KG[relation], RDFS.domain)
    assert ends_of_shape(relation, RDF.object) == classes_of(ontology(), KG[relation], RDFS.range)


def test_lists_of_relations_and_kinds_are_complete() -> None:
    graph = shapes()
    relations = set(one_relation_each())
    allowed = graph.value(KG["S4-predicate"], SH["in"])
    assert allowed is not None
    assert {name(item) for item in graph.items(allowed)} == relations
    for shape in ("S10-triple", "S10-link"):
        assert {name(item) for item in graph.objects(KG[shape], SH.targetNode)} == relations
    assert {name(item) for item in graph.objects(KG["S3-sameKind"], SH.targetNode)} == SAME_KIND
    kinds = set(ontology().subjects(RDF.type, KG.Kind))
    assert set(graph.objects(KG["F8-label"], SH.targetClass)) == kinds


def test_lists_of_values_are_the_schemes() -> None:
    vocabularies = read("vocabularies.ttl")
    for field, scheme in ontology().subject_objects(KG.usesScheme):
        values = shapes().value(KG[f"F7-{name(field)}"], SH["in"])
        assert values is not None
        concepts = {concept for concept in vocabularies.subjects(None, scheme) if concept != scheme}
        assert set(shapes().items(values)) == concepts


# What CONVENTIONS.md shows is what holds


def test_the_queries_of_the_conventions_count_as_the_shapes_do() -> None:
    text = (FOLDER / "CONVENTIONS.md").read_text(encoding="utf-8")
    stated, interpreted = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    data = SOUND + CAUSE + MEASURE + LINK.format(relation="addresses", status="interpreted") + WHY
    data += 'kgd:c3 a kg:Cause ; skos:prefLabel "Vana"@sv ; prov:wasDerivedFrom kgd:s ; kg:locator "2" .'
    for query, shape in ((stated, "G2Stated"), (interpreted, "G2")):
        found = {name(row[Variable("cause")]) for row in turtle(data).query(query).bindings}
        assert found == {result.focus for result in results(data) if result.shape == shape}


def test_the_example_of_a_link_in_the_conventions_is_sound() -> None:
    text = (FOLDER / "CONVENTIONS.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```turtle\n(.*?)```", text, re.DOTALL)
    beside = """
        kgd:m1 a kg:Measure ; skos:prefLabel "M"@sv ; prov:wasDerivedFrom kgd:s1 ; kg:locator "1" .
        kgd:c1 a kg:Cause ; skos:prefLabel "C"@sv ; prov:wasDerivedFrom kgd:s1 ; kg:locator "1" .
        kgd:s1 a kg:Source ; skos:prefLabel "S"@sv .
    """
    assert results(example + beside) == ()
    assert (KG.Link, RDF.type, OWL.Class) in ontology()
