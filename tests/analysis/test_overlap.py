from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.asking.expressions import Not
from kgraph.errors import AmbiguousName, UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Path, Table, Text
from kgraph.parts.scope import scope
from kgraph.views.explorer.facts import Facts
from tests.analysis.test_impact import parted
from tests.strategies import graphs


def ids(table: Table, basis: str = "") -> list[object]:
    return [row["id"] for row in table.rows if not basis or row["basis"] == basis]


def test_two_areas_by_hand() -> None:
    table = kgraph.overlap(kgraph.example(), "narkotika", "nyrekrytering")
    assert ids(table, "stated") == ["m-krogar", "m-tobak"]
    assert ids(table, "interpreted") == ["m-skola"]
    count = table.counts[0]
    assert (count.stated, count.with_interpreted, count.total) == (2, 3, 4)
    assert "hemområde" in count.rule.sv


def test_each_hit_has_its_best_path_basis_and_directness() -> None:
    rows = {row["id"]: row for row in kgraph.overlap(kgraph.example(), "narkotika", "nyrekrytering").rows}
    assert rows["m-krogar"]["steps"] == 2
    assert str(rows["m-krogar"]["directness"].sv) == "via hemområdet"  # type: ignore[union-attr]  # a Text
    how = rows["m-krogar"]["how"]
    assert isinstance(how, tuple)
    assert [path.text.sv for path in how if isinstance(path, Path)] == [
        "hör hemma i Narkotika, som har betydelse för Nyrekrytering"
    ]
    assert len(rows["m-krogar"]["paths"]) == 2  # type: ignore[arg-type]  # a tuple


def test_areas_actors_causes_and_groups_mix() -> None:
    graph = kgraph.example()
    assert ids(kgraph.overlap(graph, "polisen", "narkotika")) == ["m-krogar"]
    assert ids(kgraph.overlap(graph, "SKF", "Elever", "cause-skola")) == ["m-skola"]


def test_any_of_and_but_not() -> None:
    graph = kgraph.example()
    table = kgraph.overlap(graph, "nyrekrytering", any_of=("polisen", "SKF"))
    assert ids(table) == ["m-krogar", "m-skola"]
    assert table.title.sv == "Åtgärder som berör Nyrekrytering samt Polisen eller Skolförvaltningen"
    assert ids(kgraph.overlap(graph, "narkotika", but_not=["polisen"])) == ["m-tobak", "m-skola"]


def test_what_only_an_interpretation_excludes_stays_among_the_stated() -> None:
    graph = kgraph.example()
    table = kgraph.overlap(graph, "Skolmiljö", but_not=["cause-skola"])
    assert (table.counts[0].stated, table.counts[0].with_interpreted) == (2, 1)
    assert ids(table) == ["m-natvaro", "m-skola"]


def test_no_hit_gives_the_nearest_with_what_they_lack() -> None:
    table = kgraph.overlap(kgraph.example(), "polisen", "Skolmiljö")
    assert len(table) == 0
    assert table.notes[0].sv == "Inga åtgärder berör allt detta."
    (nearest,) = table.also
    assert [row["id"] for row in nearest.rows] == ["m-krogar", "m-skola", "m-natvaro"]
    assert nearest.rows[0]["missing"][0].sv == "Skolmiljö"  # type: ignore[index,union-attr]  # a tuple of Texts


def test_between_equals_the_nearest_stand_in_swedish_order_here_and_on_the_page() -> None:
    names = {"m-1": "Öl", "m-2": "Krog mot knark", "m-3": "Krog", "m-4": "Åk"}
    areas = [CrimeArea(id=one, label=Text(sv=one)) for one in ("a", "b")]
    measures = [Measure(id=one, label=Text(sv=name)) for one, name in names.items()]
    links = [Link(source=one, relation="homeArea", target="a") for one in names]
    graph = KnowledgeGraph.of([*areas, *measures], links)
    (nearest,) = kgraph.overlap(graph, "a", "b").also
    assert ids(nearest) == ["m-3", "m-2", "m-4", "m-1"]
    assert ids(nearest) == sorted(names, key=lambda one: Facts(graph, "sv", "internal").number[one])


def test_wrong_names_and_empty_questions_are_told() -> None:
    graph = kgraph.example()
    with pytest.raises(UnknownName, match="Menade du «Narkotika»"):
        kgraph.overlap(graph, "narkotikka")
    with pytest.raises(UsageError, match="«Tobaksfri skoltid» är av slaget åtgärd"):
        kgraph.overlap(graph, "Tobaksfri skoltid")
    with pytest.raises(AmbiguousName):
        kgraph.overlap(
            KnowledgeGraph.of([*graph, graph["area-skola"].model_copy(update={"id": "x"})], graph.links), "Skolmiljö"
        )
    with pytest.raises(UsageError, match="minst en sak"):
        kgraph.overlap(graph)


@given(graphs(), st.sampled_from(["a-0", "a-1", "c-0", "actor-0"]), st.sampled_from(["a-2", "c-1", "actor-1"]))
@settings(max_examples=80, deadline=None)
def test_laws(graph: KnowledgeGraph, one: str, other: str) -> None:
    both = kgraph.overlap(graph, one, other)
    assert ids(both) == ids(kgraph.overlap(graph, other, one))
    assert set(ids(both)) <= set(ids(kgraph.overlap(graph, one)))
    assert set(ids(both)) | set(ids(kgraph.overlap(graph, one, but_not=[other]))) >= set(
        ids(kgraph.overlap(graph, one))
    )
    count = both.counts[0]
    assert count.stated == len(ids(both, "stated")) <= count.with_interpreted == len(both)
    assert set(ids(kgraph.overlap(graph, any_of=(one, other)))) == set(ids(kgraph.overlap(graph, one))) | set(
        ids(kgraph.overlap(graph, other))
    )


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_a_hit_is_as_strong_as_its_weakest_path(graph: KnowledgeGraph) -> None:
    for row in kgraph.overlap(graph, "a-0", "a-1").rows:
        bases = {path.basis for path in row["paths"] if isinstance(path, Path)}  # type: ignore[union-attr]  # a tuple
        assert row["basis"] == ("interpreted" if "interpreted" in bases else "stated")


def test_how_many_are_direct_is_told_before_the_numbers() -> None:
    """Two stated hits over what drugs matter for; with interpreted links a third, whose cause drives both areas."""
    table = kgraph.overlap(kgraph.example(), "narkotika", "nyrekrytering")
    assert {row["id"]: row["way"] for row in table.rows} == {"m-krogar": "area", "m-tobak": "area", "m-skola": "cause"}
    assert table.lead[-1].sv == (
        "Enligt planen: 2 via hemområdet. Med tolkade kopplingar: 2 via hemområdet, 1 via en orsak. "
        "Räknat på den väg som visas."
    )
    assert not kgraph.overlap(kgraph.example(), "polisen", "narkotika").lead  # the one hit is direct


def test_the_real_plan_is_direct_for_three_of_ten() -> None:
    graph = scope(kgraph.load(), plan="plan-vasteras-2025")
    table = kgraph.overlap(graph, "narkotika", "nyrekrytering")
    assert table.counts[0].stated == 10
    assert table.lead[-1].sv.startswith("Enligt planen: 3 direkt, 7 via hemområdet. ")


@settings(deadline=None)
@given(graphs(), st.sampled_from(["a-0", "a-1", "a-2"]))
def test_the_ways_add_up_to_the_counts(graph: KnowledgeGraph, name: str) -> None:
    """The second way: the numbers of the sentence against the count, and each row's way against the links of its paths."""
    table = kgraph.overlap(graph, name)
    for text in table.lead:
        numbers = [sum(map(int, re.findall(r"(\d+) ", part))) for part in text.sv.split(". ")[:2]]
        assert numbers == [table.counts[0].stated, table.counts[0].with_interpreted]
    for row in table.rows:
        relations = [step.relation for path in row["paths"] for step in path.steps]  # type: ignore[union-attr]
        assert (row["way"] == "area") == ("mattersFor" in relations)
        assert row["way"] != "direct" or not {"contributesTo", "protectsAgainst", "concerns"} & set(relations)


@pytest.mark.parametrize(
    ("wanted", "unwanted", "told"),
    [
        (["narkotika"], [], "Minst så många"), (["polisen"], ["narkotika"], "Högst så många"),
        (["nyrekrytering"], ["narkotika"], "Både fler och färre"), (["narkotika"], ["polisen"], "Minst så många"),
        (["polisen"], ["SKF"], ""), (["narkotika"], ["narkotika"], ""), ([Not(Not("narkotika"))], [], "Minst så många"),
    ],
)  # fmt: skip
def test_what_the_text_has_lost_may_raise_a_number_or_lower_it(wanted: list[Any], unwanted: list[str], told: str) -> None:  # fmt: skip
    """A further area of m-krogar would make it a hit of a question that names the area, and none of one that leaves the area out."""
    graph = kgraph.example()
    lost = graph["m-krogar"].model_copy(update={"unknown": ("also_affects",)})
    graph = KnowledgeGraph.of([*(node for node in graph if node.id != "m-krogar"), lost], graph.links)
    said = [note.sv for note in kgraph.overlap(graph, *wanted, but_not=unwanted).notes if "gått förlorat" in note.sv]
    assert [one.split(":")[0] for one in said] == (
        [told + (" kan vara rätt" if "Både" in told else "")] if told else []
    )


def test_within_one_plan_a_hit_rests_on_the_plan() -> None:
    """The words of the count and of the rows are the same; earlier plans that are only named make no second plan."""
    whole = kgraph.load()
    plan = scope(whole, plan="plan-vasteras-2025")
    assert len(plan.of_kind("Plan")) > 1
    for graph, said in ((plan, "enligt planen"), (whole, "enligt källan")):
        rows = [row for row in kgraph.overlap(graph, "narkotika", "nyrekrytering").rows if row["basis"] == "stated"]
        assert said in {row["basis_label"].sv for row in rows}  # type: ignore[union-attr]  # a Text


def test_what_touches_not_is_asked_alone_in_either_way_and_called_so() -> None:
    graph = kgraph.example()
    alone, sentence = kgraph.overlap(graph, but_not=["polisen"]), kgraph.overlap(graph, kgraph.where("inte polisen"))
    assert alone.title.sv == sentence.title.sv == "Åtgärder som inte berör Polisen"
    assert alone.rows
    assert [row["id"] for row in alone.rows] == [row["id"] for row in sentence.rows]
    assert (
        kgraph.overlap(graph, "narkotika", but_not=["polisen"]).title.sv
        == "Åtgärder som berör Narkotika, men inte Polisen"
    )


def further() -> KnowledgeGraph:
    """`parted` and a measure whose name comes first, two steps from the cause that a part of the other addresses."""
    graph = parted()
    far = [Measure(id="far", label=Text(sv="Avlägsen")), Cause(id="d", label=Text(sv="Djup"))]
    links = [
        Link(source="far", relation="addresses", target="d"),
        Link(source="d", relation="contributesTo", target="c"),
    ]
    return KnowledgeGraph.of([*graph, *far], [*graph.links, *links])


def test_what_is_direct_through_a_part_stands_before_what_is_two_steps_away() -> None:
    rows = kgraph.overlap(further(), "c").rows
    assert [(row["id"], row["steps"], row["directness"].sv) for row in rows] == [  # type: ignore[union-attr]  # a Text
        ("m", 1, "direkt, genom en delaktivitet"),
        ("far", 2, "via en orsak"),
    ]
