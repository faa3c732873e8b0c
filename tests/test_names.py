from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import AmbiguousName, UnknownName
from kgraph.model import Actor, Cause, CrimeArea, Municipality, Node, Plan, Short, Text
from kgraph.names import NameTable, fold, stem, suggest, swedish_order


def table() -> NameTable:
    nodes: list[Node] = [
        CrimeArea(
            id="area-1",
            label=Text(sv="Nätverkskriminalitet, nyrekrytering", en="Gang recruitment"),
            short={"sv": "Nyrekrytering", "en": "Recruitment"},
            aliases=("gängkriminalitet", "rekrytering"),
        ),
        CrimeArea(id="area-2", label=Text(sv="Narkotika"), aliases=("drog", "droger")),
        Cause(id="cause-1", label=Text(sv="Narkotika hemma")),
        Actor(id="actor-1", label=Text(sv="Individ- och familjeförvaltningen"), abbreviation="IFF"),
        Actor(id="actor-2", label=Text(sv="Polisen")),
        Cause(id="cause-2", label=Text(sv="Polisen")),
    ]
    return NameTable(nodes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("area-1", "area-1"), ("Nyrekrytering", "area-1"), ("NYREKRYTERING", "area-1"), ("nyrekryteringen", "area-1"),
        ("gangkriminalitet", "area-1"), ("Gängkriminaliteten", "area-1"), ("recruitment", "area-1"),
        ("natverkskriminalitet nyrekrytering", "area-1"), ("narkotikan", "area-2"), ("DROGERNA", "area-2"),
        ("iff", "actor-1"), ("individ- och familjeforvaltning", "actor-1"), ("  narkotika  hemma ", "cause-1"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_case_inflection_or_spelling(name: str, expected: str) -> None:
    assert table().resolve(name) == expected


def test_an_unknown_name_is_answered_with_what_comes_closest() -> None:
    with pytest.raises(UnknownName) as caught:
        table().resolve("narkotikka")
    assert caught.value.suggestions[0] == "Narkotika"
    assert "Menade du «Narkotika»" in caught.value.sv
    assert "Did you mean" in caught.value.en


def test_a_mistyped_id_is_answered_with_an_id() -> None:
    with pytest.raises(UnknownName) as caught:
        table().resolve("caus-1")
    assert caught.value.suggestions[0] == "cause-1"


def test_an_unknown_name_that_resembles_nothing_gets_no_suggestion() -> None:
    with pytest.raises(UnknownName) as caught:
        table().resolve("xyzzy")
    assert caught.value.suggestions == ()
    assert "Menade" not in caught.value.sv


def test_a_name_of_several_things_is_ambiguous_until_a_kind_is_given() -> None:
    with pytest.raises(AmbiguousName) as caught:
        table().resolve("polisen")
    assert caught.value.candidates == ("actor-2", "cause-2")
    assert table().resolve("polisen", ["Actor"]) == "actor-2"


def test_an_exact_label_wins_over_a_stem() -> None:
    assert table().resolve("narkotika") == "area-2"


def test_clashes_of_every_tier_are_told() -> None:
    assert table().clashes() == {"polisen": ("actor-2", "cause-2")}
    one, other = Actor(id="a", label=Text(sv="X"), aliases=("y",)), Actor(id="b", label=Text(sv="x"), aliases=("y",))
    third = Actor(id="c", label=Text(sv="y"), aliases=("x",))
    fourth = Actor(id="d", label=Text(sv="z"), aliases=("x",))
    assert NameTable([one, other, third, fourth]).clashes() == {"x": ("a", "b", "c", "d"), "y": ("a", "b")}


@given(st.text())
def test_folding_is_idempotent(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(alphabet="abcåäöéß -09"))
def test_folding_ignores_case(name: str) -> None:
    assert fold(name.upper()) == fold(name)


def test_plurals_and_definite_forms_share_a_stem() -> None:
    assert stem("skolan") == stem("skola")
    assert stem("kommunplanen") == stem("kommunplan")
    assert stem("nätverken") == stem("nätverk")


@given(st.text(alphabet="abcåäöé ABCÅÄÖ", max_size=20))
def test_folding_is_the_same_with_and_without_accents(name: str) -> None:
    assert fold(name) == fold(name.translate(str.maketrans("åäöéÅÄÖ", "aaoeAAO")))


@given(st.text())
def test_no_name_breaks_the_lookup(name: str) -> None:
    stem(name)
    table().candidates(name)
    assert len(suggest(name, ["Narkotika", "Polisen"])) <= 3


def test_a_ring_and_dots_sort_last() -> None:
    words = ["öl", "ål", "zebra", "äl", "al", "Öst"]
    assert sorted(words, key=swedish_order) == ["al", "zebra", "ål", "äl", "öl", "Öst"]


def towns() -> NameTable:
    return NameTable(
        [
            Municipality(id="town-1", label=Text(sv="Norrtuna kommun"), code="0114"),
            Plan(id="plan-1", label=Text(sv="Norrtunas åtgärdsplan 2025"), short=Short(sv="Planen i norr")),
            Plan(id="plan-2", label=Text(sv="Södra strategin mot brott")),
            Plan(id="plan-3", label=Text(sv="Norrtunas förra plan")),
        ]
    )


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("0114", "Municipality", "town-1"), ("norrtuna", "Municipality", "town-1"), ("strategin", "Plan", "plan-2"),
        ("sodra", "Plan", "plan-2"), ("norrtuna 2025", "Plan", "plan-1"), ("plan-3", "Plan", "plan-3"),
        ("i norr", "Plan", "plan-1"),
    ],
)  # fmt: skip
def test_a_part_of_a_name_is_enough_among_a_kind(name: str, kind: str, expected: str) -> None:
    assert towns().choose(name, [kind]) == expected


def test_a_part_of_several_names_is_answered_with_what_to_type() -> None:
    with pytest.raises(AmbiguousName) as caught:
        towns().choose("norrtuna", ["Plan"])
    assert "plan-1 (Planen i norr), plan-3 (Norrtunas förra plan)" in caught.value.sv
    for name in ("no", "114", "väster", "norrtuna 2026", "-"):
        with pytest.raises(UnknownName):
            towns().choose(name, ["Plan", "Municipality"])


@given(st.text())
def test_folding_quickly_is_folding(name: str) -> None:
    """The quick ways for plain letters and for å, ä, ö give what taking every sign apart gives."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    slowly = "".join(sign for sign in bare if not unicodedata.combining(sign))
    assert fold(name) == " ".join(re.findall(r"[^\W_]+", slowly))
