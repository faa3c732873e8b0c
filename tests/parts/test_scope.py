from __future__ import annotations

import pytest

import kgraph
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, FollowUp, Goal, Link, Measure, Municipality, Node, Plan, Source, Text
from kgraph.parts.scope import (
    OUTSIDE,
    beside,
    of_municipality,
    of_plan,
    origins,
    said_by,
    scope,
    shares,
    spans,
    speakers,
    standings,
    stands_beside,
)
from tests.several import several


def two_plans() -> KnowledgeGraph:
    """Two documents: `d1` holds plans p1 and p0, `d2` holds plan p2; all share one area."""

    def named(name: str) -> Text:
        return Text(sv=name)

    nodes: list[Node] = [
        Source(id="d1", label=named("Dokument 1")), Source(id="d2", label=named("Dokument 2")),
        Municipality(id="k1", label=named("Ettan"), document="d1"), Municipality(id="k2", label=named("Tvåan"), document="d2"),
        Plan(id="p1", label=named("Plan ett"), document="d1"), Plan(id="p0", label=named("Plan noll"), document="d1"),
        Plan(id="p2", label=named("Plan två"), document="d2"), CrimeArea(id="a", label=named("Området"), document="d1"),
        Measure(id="m1", label=named("Åtgärd ett"), document="d1"), Measure(id="m0", label=named("Åtgärd noll"), document="d1"),
        Measure(id="m2", label=named("Åtgärd två"), document="d2"), Goal(id="g0", label=named("Mål noll"), document="d1"),
    ]  # fmt: skip
    made = [
        ("m1", "partOf", "p1", "d1"), ("m0", "partOf", "p0", "d1"), ("m2", "partOf", "p2", "d2"), ("m0", "pursues", "g0", "d1"),
        ("m1", "homeArea", "a", "d1"), ("m0", "homeArea", "a", "d1"), ("m2", "homeArea", "a", "d2"),
        ("p1", "isPlanOf", "k1", "d1"), ("p2", "isPlanOf", "k2", "d2"), ("p1", "prioritises", "a", "d1"),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, document=d) for s, r, t, d in made])


def measures(graph: KnowledgeGraph) -> list[str]:
    return [node.id for node in graph.of_kind("Measure")]


def test_a_plan_is_what_its_document_says_without_what_belongs_to_another() -> None:
    part = of_plan(two_plans(), "plan ett")
    assert measures(part) == ["m1"]
    assert "g0" not in part
    assert "a" in part
    assert {link.document for link in part.links} == {"d1"}


def with_a_name() -> KnowledgeGraph:
    """The two plans, and an older one that `d2` only names: a board decided it, and one effort goes on from it."""
    older = Plan(id="p9", label=Text(sv="Äldre planen"), document="d2")
    board = Actor(id="actor-b", label=Text(sv="Styrelsen"), document="d2")
    cause = Cause(id="c", label=Text(sv="Orsaken"), document="d2")
    said = [
        ("p2", "replaces", "p9"),
        ("p9", "decidedBy", "actor-b"),
        ("m2", "continuesFrom", "p9"),
        ("c", "contributesTo", "a"),
        ("m2", "addresses", "c"),
    ]
    links = [Link(source=s, relation=r, target=t, document="d2") for s, r, t in said]
    return KnowledgeGraph.of([*two_plans(), older, board, cause], [*two_plans().links, *links])


def test_of_a_plan_that_a_document_only_names_no_more_is_known_than_what_is_said_of_it() -> None:
    part = of_plan(with_a_name(), "p9")
    assert sorted(part.nodes) == ["actor-b", "d2", "m2", "p2", "p9"]
    assert {link.relation for link in part.links} == {"replaces", "decidedBy", "continuesFrom"}
    assert [one.id for one in origins(part)["m2"]] == ["p9"]
    assert standings(part) == {}
    assert "c" in of_plan(with_a_name(), "p2")
    table = kgraph.compare(with_a_name(), "p2", "p9")
    assert {row["id"]: (row["first"], row["second"]) for row in table.rows} == {
        "a": (True, False), "c": (True, False), "actor-b": (False, True),
    }  # fmt: skip


def test_the_earlier_plan_of_the_five_documents_is_known_by_a_footnote() -> None:
    """Footnote 2 names three efforts that go on from it; chapter 1.1 says who decided.  It has no causes and no areas."""
    part = of_plan(kgraph.load(), "plan-vasteras-tidigare")
    assert measures(part) == ["m-foraldraskapsstod", "m-forskolebesok", "m-mbu"]
    assert part.of_kind("Cause", "CrimeArea") == ()
    table = kgraph.compare(kgraph.load(), "plan-vasteras-2025", "plan-vasteras-tidigare")
    assert [row["id"] for row in table.rows if row["second"]] == ["actor-samverkansledningen"]


def test_a_shared_area_belongs_to_each_plan_that_speaks_of_it() -> None:
    part = of_plan(two_plans(), "plan två")
    assert measures(part) == ["m2"]
    assert "a" in part


def test_what_a_document_only_likens_its_own_to_is_not_a_part_of_it() -> None:
    graph = two_plans()
    areas = [CrimeArea(id=one, label=Text(sv=f"Område {one}"), document=one) for one in ("d1", "d2")]
    own, other = (area.model_copy(update={"id": f"b{area.id}"}) for area in areas)
    alike = Link(source=own.id, relation="closeMatch", target=other.id, document="d1")
    merged = KnowledgeGraph.of([*graph, own, other], [*graph.links, alike])
    assert own.id in said_by(merged, "d1")
    assert other.id not in said_by(merged, "d1")
    assert alike not in said_by(merged, "d1").links
    assert alike in said_by(merged, "d1", "d2").links
    assert [one.id for one in speakers(merged, [other.id])[other.id]] == ["p2"]


def test_a_document_and_a_municipality() -> None:
    graph = two_plans()
    assert measures(said_by(graph, "d1")) == ["m0", "m1"]
    assert measures(of_municipality(graph, "tvåan")) == ["m2"]


def test_several_restrictions_hold_together_and_none_changes_nothing() -> None:
    graph = two_plans()
    assert measures(scope(graph, municipality="ettan", plan="plan noll", document="dokument 1")) == ["m0"]
    assert scope(graph) == graph
    with pytest.raises(UsageError, match="nämns inte i den del"):
        scope(graph, municipality="ettan", plan="plan två")
    with pytest.raises(UnknownName):
        scope(graph, municipality="ettan", plan="plan nio")


def test_without_a_restriction_each_hit_says_which_plan_it_comes_from() -> None:
    table = kgraph.overlap(two_plans(), "området")
    assert "plan" in [column.key for column in table.columns]
    assert {row["id"]: [str(p.sv) for p in row["plan"]] for row in table.rows} == {  # type: ignore[union-attr]  # a tuple of Texts
        "m0": ["Plan noll"], "m1": ["Plan ett"], "m2": ["Plan två"],
    }  # fmt: skip
    single = kgraph.overlap(of_plan(two_plans(), "p1"), "området")
    assert "plan" not in [column.key for column in single.columns]


def test_efforts_outside_the_plans_and_proposals_are_told_apart() -> None:
    assert standings(several()) == {
        "m-n-forslag": ("proposed",), "m-study-effort": ("outside",), "m-study-idea": ("outside", "proposed"),
    }  # fmt: skip
    assert standings(kgraph.example()) == {}


def test_a_proposal_by_our_reading_is_told_as_one_and_a_later_word_outdoes_the_source() -> None:
    graph = several()
    read = [
        one.model_copy(update={"interpreted": ("measure_status",)}) if one.id == "m-n-forslag" else one for one in graph
    ]
    noted = FollowUp(id="f", label=Text(sv="Nytt"), date="2026-01-01", measure_status="ongoing", role="rådet")
    link = Link(source="f", relation="followsUp", target="m-study-idea", locator="1")
    told = standings(KnowledgeGraph.of([*read, noted], [*graph.links, link]))
    assert (told["m-n-forslag"], told["m-study-idea"]) == (("read_as_proposed",), ("outside",))
    said = {key: one.sv for key, one in beside(told.values()).items()}
    assert said == {"outside": "2", "proposed": "0 enligt planen (1 med tolkade)", "both": "0"}
    assert [one.id for one in origins(several())["m-study-idea"]] == ["d-study"]


def test_what_only_a_reading_puts_in_a_plan_is_outside_as_stated() -> None:
    """The study's effort and its idea are read into a plan: as stated both are outside, with readings neither is."""
    graph = several()
    read = [
        Link(source=one, relation="partOf", target="plan-north-2025", status="interpreted", locator="1")
        for one in ("m-study-effort", "m-study-idea")
    ]
    told = standings(KnowledgeGraph.of(graph, [*graph.links, *read]))
    assert (told["m-study-effort"], told["m-study-idea"]) == (("read_into_plan",), ("read_into_plan", "proposed"))
    said = {key: one.sv for key, one in beside(told.values()).items()}
    assert said == {
        "outside": "2 enligt planen (0 med tolkade)", "proposed": "2", "both": "1 enligt planen (0 med tolkade)",
    }  # fmt: skip
    assert [stands_beside(told["m-study-effort"], interpreted=layer) for layer in (False, True)] == [True, False]
    areas = next(
        one for one in kgraph.coverage(KnowledgeGraph.of(graph, [*graph.links, *read])).also if one.name == "areas"
    )
    assert all(row["outside"] <= row["outside_stated"] for row in areas.rows)  # type: ignore[operator]  # numbers


def test_who_speaks_of_a_thing_is_a_plan_or_a_document() -> None:
    told = speakers(several(), ["cause-alone", "cause-truancy"])
    assert {one: [who.id for who in whos] for one, whos in told.items()} == {
        "cause-alone": ["d-study"], "cause-truancy": ["d-study", "plan-north-2025", "plan-south-2026"],
    }  # fmt: skip


def test_the_shares_part_the_measures_and_are_the_plans_own_graphs() -> None:
    graph = several()
    found = shares(graph)
    assert list(found) == ["plan-north-2025", "plan-south-2026", OUTSIDE]
    told = [one for part in found.values() for one in measures(part)]
    assert sorted(told) == measures(graph)
    assert found["plan-north-2025"] == of_plan(graph, "plan-north-2025")
    assert not any(spans(part) for part in found.values())
    assert shares(kgraph.example()) == {}


def test_a_plan_does_not_count_what_its_document_only_mentions_of_others() -> None:
    graph = several()
    mention = Link(
        source="m-study-effort", relation="alsoAffects", target="area-drugs", document="d-north", locator="kap. 2"
    )
    assert "m-study-effort" not in of_plan(KnowledgeGraph.of(graph, [*graph.links, mention]), "plan-north-2025")


def test_what_stands_beside_the_plans_is_counted_and_told() -> None:
    counts = {
        count.key: (count.stated, count.with_interpreted, count.total) for count in kgraph.coverage(several()).counts
    }
    assert counts["measures"] == (2, 4, 7)
    assert counts["planned_measures"] == (1, 2, 4)
    assert counts["planned_causes"] == (1, 2, 3)
    areas = next(one for one in kgraph.coverage(several()).also if one.name == "areas")
    assert {row["id"]: row["outside"] for row in areas.rows} == {"area-drugs": 3, "area-recruit": 2, "area-school": 3}
    assert "planned_measures" not in {count.key for count in kgraph.coverage(kgraph.example()).counts}
    table = kgraph.overlap(several(), "narkotika")
    assert [note.sv for note in table.notes[:2]] == [
        "Utanför planerna: 1 enligt källan · 2 med tolkade kopplingar.",
        "Bara föreslagna: 2 enligt källan · 2 med tolkade kopplingar.",
    ]
    assert "standing" in [column.key for column in table.columns]


def test_lists_and_searches_name_plan_and_document_where_there_are_several() -> None:
    table = kgraph.listing(several(), "measures")
    assert [column.key for column in table.columns] == ["label", "short", "plans", "standing", "id", "source"]
    found = kgraph.search(several(), "narkotika").rows[0]["source"]
    assert isinstance(found, Text)
    assert found.sv == "Norra planen, kap. 1"
    assert kgraph.search(kgraph.example(), "narkotika").rows[0]["source"] == "1"


def test_stats_tell_apart_what_is_outside_and_what_is_proposed() -> None:
    """Of seven measures two of the study are outside, two are proposals, and one of these is both."""
    (note,) = kgraph.stats(several()).notes
    assert note.sv == "Av 7 åtgärder står 2 utanför planerna och 2 är bara förslag; 1 är bådadera."
    assert kgraph.stats(kgraph.example()).notes == ()


def test_what_is_proposed_only_as_interpreted_is_counted_in_words() -> None:
    told = beside([("proposed",), ("read_as_proposed",)])
    assert (told["proposed"].sv, told["outside"].sv) == ("1 enligt planen (2 med tolkade)", "0")


def test_a_chain_that_no_document_states_by_itself_is_told_apart() -> None:
    """The north plan addresses truancy; only the south plan says that truancy drives recruitment."""
    rows = {row["id"]: row for row in kgraph.overlap(several(), "nyrekrytering").rows}
    assert (rows["m-n-narvaro"]["together"], rows["m-n-narvaro"]["basis"]) == (True, "stated")
    assert rows["m-n-narvaro"]["basis_label"] == Text(
        sv="enligt källorna tillsammans", en="as the sources state together"
    )
    assert rows["m-s-vagar"]["together"] is False
    assert rows["m-s-vagar"]["basis_label"] == Text(sv="enligt källan", en="stated")
    drugs = {row["id"]: row["together"] for row in kgraph.overlap(several(), "narkotika").rows}
    assert drugs["m-n-narvaro"] is False
    told = [note.sv for note in kgraph.overlap(several(), "nyrekrytering").notes if "tillsammans" in note.sv]
    assert len(told) == 1
    alone = kgraph.overlap(kgraph.example(), "narkotika")
    assert {row["basis_label"].sv for row in alone.rows} == {"enligt planen", "tolkad"}  # type: ignore[union-attr]  # Texts


def test_what_no_document_states_belongs_to_the_plan_of_its_measure() -> None:
    graph = two_plans()
    cause = Cause(id="c1", label=Text(sv="Orsaken"), document="d1")
    links = [
        *graph.links,
        Link(source="c1", relation="contributesTo", target="a", document="d1"),
        Link(source="m1", relation="addresses", target="c1", status="confirmed"),
        Link(source="m2", relation="addresses", target="c1", status="rejected"),
    ]
    proposed = KnowledgeGraph.of([*graph, cause], links)
    assert "m1--addresses--c1" in {link.id for link in of_plan(proposed, "p1").links}
    assert "m1--addresses--c1" in {link.id for link in said_by(proposed, "d1").links}
    assert "m1" not in of_plan(proposed, "p2")
    assert "c1" not in of_plan(proposed, "p2")
    without_actor = Link(source="actor-x", relation="takesPartIn", target="m1", status="interpreted")
    actor = Actor(id="actor-x", label=Text(sv="Aktören"))
    assert "actor-x" in of_plan(KnowledgeGraph.of([*proposed, actor], [*links, without_actor]), "p1")


def test_a_municipality_that_no_document_is_about_has_the_values_that_are_given_of_it() -> None:
    """The mapping compares Västerås with two others: tables 5.1 and 5.2 in ten years each, the population, and sums."""
    graph = kgraph.load()
    for town in ("gavle", "eskilstuna"):
        part = of_municipality(graph, town)
        told = [one.id for one in part.of_kind("Statement")]
        assert len(told) >= 22
        assert all(f"municipality-{town}" in targets(part, one, "holdsAt", "isAbout") for one in told)
        assert {one.id for one in part.of_kind("Source")} == {"s1"}
        assert measures(part) == []
    own = {one.id for one in of_municipality(graph, "västerås").of_kind("Statement")}
    assert not [one for one in own if "gavle" in one or "eskilstuna-20" in one]
    assert "stmt-s1-ran-vasteras-2019" in own
    assert "stmt-s1-ran-over-eskilstuna" in own
    assert {link.source for link in of_municipality(graph, "västerås").incoming("municipality-gavle")} == {
        "stmt-s1-ntu-oro",
        "stmt-s1-trend-frid",
        "stmt-s1-trend-vald",
    }  # said of all three towns at once


def targets(part: KnowledgeGraph, one: str, *relations: str) -> set[str]:
    return {link.target for link in part.outgoing(one, *relations)}


def test_an_id_is_found_in_any_case_and_choices_that_do_not_meet_are_told() -> None:
    graph = two_plans()
    assert scope(graph, document="D1") == scope(graph, document="d1")
    with pytest.raises(UsageError, match=r"Plan två.*nämns inte"):
        scope(graph, document="d1", plan="p2")
