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
from tests.ontology.shape_examples import BAD, CAUSE, FROM, LINK, MEASURE, PART, SOUND, WHY

KGD = Namespace("https://w3id.org/kgraph/data/")
SAME_KIND = {"broader", "exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "distinctFrom"}


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
    link = LINK.format(relation=relation, status=status) + FROM
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
    bad = f'kgd:x a kg:Place ; skos:prefLabel "X"@sv ; {FROM}' + "".join(
        f"kgd:l-{relation} a kg:Link ; rdf:subject kgd:x ; rdf:predicate kg:{relation} ; rdf:object kgd:s ; "
        f"kg:status kgv:link_status-rejected ; {FROM}"
        for relation in one_relation_each()
    )
    found = {(result.shape, result.focus, result.value) for result in results(SOUND + bad)}
    assert found == {
        ("S3-sameKind" if relation in SAME_KIND else f"S3-{relation}", relation, f"l-{relation}")
        for relation in one_relation_each()
    }


def test_areas_of_two_kinds_may_match() -> None:
    area = f'kgd:f a kg:FocusArea ; skos:prefLabel "Bedrägeri mot äldre"@sv ; {FROM}'
    link = f"kgd:l a kg:Link ; rdf:subject kgd:f ; rdf:predicate kg:closeMatch ; rdf:object kgd:a ; kg:status kgv:link_status-rejected ; {FROM}"
    assert results(SOUND + area + link) == ()


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
    range_ = classes_of(ontology(), KG[relation], RDFS.range)
    kinds = {name(kind) for kind in ontology().subjects(RDF.type, KG.Kind)}
    assert ends_of_shape(relation, RDF.object) == (kinds if range_ == {"Thing"} else range_)


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
