from __future__ import annotations

from kgraph import ontology
from kgraph.model import KINDS, SCHEME_FIELDS


def test_kinds_relations_and_schemes_are_read_with_both_languages() -> None:
    loaded = ontology.load()
    assert set(loaded.kinds) == set(KINDS)
    for kind in loaded.kinds.values():
        assert all((kind.label.en, kind.plural.en, kind.definition.en)), kind.name
    for relation in loaded.relations.values():
        assert all((relation.label.en, relation.reading.en, relation.inverse_reading.en)), relation.name
        assert relation.domain
        assert relation.range
    assert set(SCHEME_FIELDS.values()) <= set(loaded.schemes)


def test_a_union_of_classes_is_taken_apart() -> None:
    relation = ontology.load().relations["addresses"]
    assert relation.domain == {"Measure", "SubActivity"}
    assert relation.fits("Measure", "Cause")
    assert not relation.fits("Cause", "Measure")


def test_a_relation_between_any_kinds_wants_the_same_kind() -> None:
    relation = ontology.load().relations["closeMatch"]
    assert relation.fits("Method", "Method")
    assert not relation.fits("Method", "Measure")
    assert relation.fits("CrimeArea", "FocusArea")  # one plan's kind of crime may be another's field of collaboration
    assert not relation.fits("CrimeArea", "Cause")


def test_a_concept_without_an_entry_is_shown_as_it_is_written() -> None:
    loaded = ontology.load()
    assert loaded.concept_label("prevention_level", "universal").sv.casefold().startswith("universell")
    assert loaded.concept_label("prevention_level", "okänd").sv == "okänd"
    assert loaded.concept_label("no_scheme", "x").sv == "x"
