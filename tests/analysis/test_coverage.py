from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings

import kgraph
from benchmarks.synthetic import SIZES
from benchmarks.synthetic import graph as synthetic
from kgraph.covering.states import STATES, covers
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AcceptedGap, Cause, CrimeArea, Link, Measure, Table, Text, cell_text
from kgraph.parts.scope import of_plan, scope
from tests.covered import covered_graphs
from tests.strategies import graphs


def table_of(coverage: Table, name: str) -> Table:
    return next(table for table in coverage.also if table.name == name)


def test_causes_by_hand() -> None:
    table = kgraph.coverage(kgraph.example())
    state = {row["id"]: row["state"] for row in table.rows}
    assert state == {
        "cause-skola": "interpreted_only", "cause-status": "uncovered", "cause-tobak": "uncovered",
        "cause-vuxna": "interpreted_only",
    }  # fmt: skip
    causes, measures, areas = table.counts
    assert (causes.stated, causes.with_interpreted, causes.total) == (0, 2, 4)
    assert (measures.stated, measures.with_interpreted, measures.total) == (0, 2, 4)
    assert (areas.stated, areas.with_interpreted, areas.total) == (3, 3, 3)
    assert all(count.rule.sv and count.rule.en for count in table.counts)


def test_a_rejected_link_covers_nothing_and_the_same_chapter_covers_nothing() -> None:
    gaps = table_of(kgraph.coverage(kgraph.example()), "gap_causes")
    assert [row["id"] for row in gaps.rows] == ["cause-status", "cause-tobak"]


def test_measures_without_a_cause() -> None:
    gaps = table_of(kgraph.coverage(kgraph.example()), "gap_measures")
    assert [row["id"] for row in gaps.rows] == ["m-krogar", "m-tobak"]


def test_areas_by_hand() -> None:
    rows = {row["id"]: row for row in table_of(kgraph.coverage(kgraph.example()), "areas").rows}
    drugs = rows["area-narkotika"]
    assert (drugs["home_measures"], drugs["measures_stated"], drugs["measures"]) == (2, 2, 3)
    assert (drugs["causes_stated"], drugs["causes"], drugs["causes_total"]) == (0, 1, 2)
    assert (drugs["actors_stated"], drugs["actors"]) == (1, 2)
    recruitment = rows["area-nyrekrytering"]
    assert (recruitment["home_measures"], recruitment["measures_stated"], recruitment["measures"]) == (0, 2, 3)


def test_a_home_that_is_our_reading_is_counted_with_interpreted_only() -> None:
    graph = kgraph.example()
    read = Link(source="m-skola", relation="homeArea", target="area-narkotika", status="interpreted", locator="1")
    rows = {row["id"]: row for row in table_of(kgraph.coverage(KnowledgeGraph.of(graph, [*graph.links, read])), "areas").rows}  # fmt: skip
    drugs = rows["area-narkotika"]
    assert (drugs["home_measures_stated"], drugs["home_measures"], drugs["home_both"]) == (2, 3, "2 (3)")


def test_confirming_a_link_moves_it_to_the_stated_count() -> None:
    graph = kgraph.example()
    confirmed = [
        link.model_copy(update={"status": "confirmed"})
        if link.relation == "addresses" and link.target == "cause-skola"
        else link
        for link in graph.links
    ]
    causes = kgraph.coverage(KnowledgeGraph.of(graph, confirmed)).counts[0]
    assert (causes.stated, causes.with_interpreted) == (1, 2)


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_coverage_equals_counting_the_links_by_hand(graph: KnowledgeGraph) -> None:
    table = kgraph.coverage(graph)
    for row in table.rows:
        links = graph.incoming(str(row["id"]), "addresses", "strengthens")
        for key, counted in (
            ("measures", [o for o in links if o.counts]),
            ("measures_stated", [o for o in links if o.counts_as_stated]),
        ):
            measures = {one.source for one in counted if graph[one.source].kind == "Measure"}
            for part in {one.source for one in counted} - measures:
                owners = [
                    o for o in graph.outgoing(part, "partOf") if (o.counts if key == "measures" else o.counts_as_stated)
                ]
                measures |= {owner.target for owner in owners}
            assert row[key] == len(measures)
    uncovered = {row["id"] for row in table.rows if row["state"] == "uncovered"}
    assert uncovered == {row["id"] for row in table_of(table, "gap_causes").rows}
    assert table.counts[0].with_interpreted == len(table.rows) - len(uncovered)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_adding_a_measure_link_never_lowers_coverage(graph: KnowledgeGraph) -> None:
    extra = Link(source="m-5", relation="addresses", target="c-4", locator="99")
    before, after = kgraph.coverage(graph), kgraph.coverage(KnowledgeGraph.of(graph, [*graph.links, extra]))
    for old, new in zip(before.counts, after.counts, strict=True):
        assert new.stated >= old.stated
        assert new.with_interpreted >= old.with_interpreted


def test_one_area_by_hand() -> None:
    table = kgraph.coverage(kgraph.example(), area="narkotika")
    assert [row["id"] for row in table.rows] == ["cause-skola", "cause-tobak"]
    causes, measures, areas = table.counts
    assert (causes.stated, causes.with_interpreted, causes.total) == (0, 1, 2)
    assert (measures.stated, measures.with_interpreted, measures.total) == (0, 1, 3)
    assert areas.total == 1
    assert [row["id"] for row in table_of(table, "gap_causes").rows] == ["cause-tobak"]
    assert "Narkotika" in table.title.sv


# States, kinds and accepted gaps


def accepting(review_on: str = "2027-01-31") -> KnowledgeGraph:
    """The example graph with the gap of "Status och pengar" accepted."""
    graph = kgraph.example()
    gap = AcceptedGap(
        id="gap", label=Text(sv="Väntar"), reason=Text(sv="Regionens uppdrag"), owner_role="rådet", review_on=review_on
    )
    link = Link(source="gap", relation="accepts", target="cause-status", document="exempel", locator="1")
    return KnowledgeGraph.of([*graph, gap], [*graph.links, link])


def test_an_accepted_gap_is_shown_with_its_decision_and_is_no_forgotten_gap() -> None:
    table = kgraph.coverage(accepting(), on=date(2026, 6, 1))
    row = next(row for row in table.rows if row["id"] == "cause-status")
    assert (row["state"], cell_text(row["decision"])) == (
        "accepted_gap",
        "Regionens uppdrag (rådet, prövas igen 2027-01-31)",
    )
    assert "decision" in [column.key for column in table.columns]
    assert [one["id"] for one in table_of(table, "gap_causes").rows] == ["cause-tobak"]
    (told,) = table_of(table, "accepted_gaps").rows
    assert (told["thing"], told["owner_role"], told["standing"]) == ("cause-status", "rådet", "held")


def test_a_decision_that_has_ended_is_told_and_the_gap_is_a_gap_again() -> None:
    table = kgraph.coverage(accepting(), on=date(2027, 1, 31))
    assert [one["id"] for one in table_of(table, "gap_causes").rows] == ["cause-status", "cause-tobak"]
    assert [one["standing"] for one in table_of(table, "accepted_gaps").rows] == ["ended"]


@pytest.mark.parametrize(
    ("status", "relation", "told"),
    [
        ("stated", "ongoing", ["har numera åtgärd"]),
        ("interpreted", "ongoing", ["accepterad", "har bara en tolkad åtgärd"]),
        ("stated", "cancelled", ["accepterad", "har bara en struken åtgärd"]),
    ],
)
def test_an_accepted_gap_is_closed_by_a_stated_measure_alone(status: str, relation: str, told: list[str]) -> None:
    graph = accepting()
    more = Measure.model_validate({"id": "m-ny", "label": {"sv": "Ny"}, "time": "2026", "measure_status": relation})
    link = Link.model_validate(
        {"source": "m-ny", "relation": "addresses", "target": "cause-status", "status": status, "locator": "1"}
    )
    table = kgraph.coverage(KnowledgeGraph.of([*graph, more], [*graph.links, link]), on=date(2026, 6, 1))
    (row,) = table_of(table, "accepted_gaps").rows
    assert cell_text(row["standing_label"]) == "; ".join(told)
    own = next(one for one in table.rows if one["id"] == "cause-status")
    assert bool(own["decision"]) is (status == "interpreted")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("ongoing", "bara tolkad"),  # the columns tell that a reading gives it a measure
        ("planned", "bara tolkad (bara planerat med tolkningar)"),
        ("cancelled", "bara tolkad (bara struken med tolkningar)"),
    ],
)
def test_a_row_says_what_state_interpretations_give_it(status: str, words: str) -> None:
    graph = kgraph.example()
    nodes = [one.model_copy(update={"measure_status": status}) if one.kind == "Measure" else one for one in graph]
    nodes = [one.model_copy(update={"time": "2026"}) if one.kind == "Measure" else one for one in nodes]
    table = kgraph.coverage(KnowledgeGraph.of(nodes, graph.links))
    row = next(one for one in table.rows if one["id"] == "cause-skola")
    assert (row["state"], cell_text(row["state_label"])) == ("interpreted_only", words)


def test_what_is_narrower_reaches_every_headline() -> None:
    """Area b lies below a, and cause d below c; the one measure acts on d, which drives b."""
    nodes = [
        *(CrimeArea(id=one, label=Text(sv=one), locator="1") for one in ("a", "b")),
        *(Cause(id=one, label=Text(sv=one), locator="1") for one in ("c", "d")),
        Measure(id="m", label=Text(sv="m"), time="2026", locator="1"),
    ]
    ends = (("b", "broader", "a"), ("d", "broader", "c"), ("d", "contributesTo", "b"), ("m", "addresses", "d"))
    links = [Link(source=one, relation=name, target=other, locator="1") for one, name, other in ends]
    graph = KnowledgeGraph.of(nodes, links)
    for inherit, number in ((False, 1), (True, 2)):
        table = kgraph.coverage(graph, inherit=inherit)
        told = {count.key: count.stated for count in (*table.counts, *table_of(table, "figures").counts)}
        assert [told[key] for key in ("causes", "areas")] == [number, number]
        assert [told[f"{name}_{key}"] for name in ("nominal", "real") for key in ("causes", "areas")] == [number] * 4
        rows = {row["id"]: row["measures"] for row in table_of(table, "areas").rows}
        assert rows == {"a": number - 1, "b": 1}


def test_without_accepted_gaps_nothing_is_said_of_them() -> None:
    table = kgraph.coverage(kgraph.example())
    assert "decision" not in [column.key for column in table.columns]
    assert "accepted_gaps" not in [one.name for one in table.also]


def test_states_are_summed_up_for_every_kind() -> None:
    """The example has four causes (two uncovered, two only read), three areas, one target group."""
    states = {row["state"]: row for row in table_of(kgraph.coverage(kgraph.example()), "states").rows}
    assert tuple(states) == STATES
    assert [states["uncovered"][key] for key in ("causes", "areas", "target_groups")] == [2, 0, 0]
    assert [states["interpreted_only"][f"{key}_stated"] for key in ("causes", "areas", "target_groups")] == [2, 0, 0]
    assert (states["interpreted_only"]["causes"], states["interpreted_only"]["causes_both"]) == (0, "2 (0)")


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_every_thing_is_in_one_state_and_rows_agree_with_the_sums(graph: KnowledgeGraph) -> None:
    states = {row["state"]: row for row in table_of(kgraph.coverage(graph), "states").rows}
    for key, kind in (
        ("causes", "orsak"),
        ("areas", "område"),
        ("goals", "mål"),
        ("target_groups", "målgrupp"),
        ("problems", "problem"),
    ):
        rows = kgraph.coverage(graph, kind=kind).rows
        for told, state_of in ((f"{key}_stated", "state"), (key, "state_read")):
            assert {state: states[state][told] for state in STATES} == {
                state: sum(row[state_of] == state for row in rows) for state in STATES
            }
        for state in STATES:
            asked = kgraph.coverage(graph, kind=kind, state=state)
            assert [row["id"] for row in asked.rows] == [
                row["id"] for row in rows if state in (row["state"], row["state_read"])
            ]
            count = asked.counts[0]
            assert (count.stated, count.with_interpreted) == (states[state][f"{key}_stated"], states[state][key])


def test_a_state_that_readings_alone_give_is_counted_and_marked() -> None:
    """Two causes have a measure by a reading only; behind the one stands the school office, behind the other nobody."""
    table = kgraph.coverage(kgraph.example(), state="one")
    assert {row["id"]: row["in_state"] for row in table.rows} == {"cause-skola": "interpreted"}
    assert (table.counts[0].key, table.counts[0].stated, table.counts[0].with_interpreted) == ("in_state", 0, 1)


def test_a_kind_other_than_causes_by_hand() -> None:
    """Two measures touch the pupils' area as stated; the target group has one of its own."""
    groups = kgraph.coverage(kgraph.example(), kind="målgrupp")
    assert [(row["id"], row["measures_stated"], row["state"]) for row in groups.rows] == [("group-elever", 1, "one")]
    areas = kgraph.coverage(kgraph.example(), kind="areas")
    assert {row["id"]: (row["measures_stated"], row["measures"]) for row in areas.rows} == {
        "area-narkotika": (2, 3), "area-nyrekrytering": (2, 3), "area-skola": (2, 2),
    }  # fmt: skip


def test_a_kind_that_cannot_be_covered_and_an_area_of_another_kind_are_refused() -> None:
    with pytest.raises(UsageError, match="målgrupp"):
        kgraph.coverage(kgraph.example(), kind="åtgärd")
    with pytest.raises(UsageError, match="orsaker"):
        kgraph.coverage(kgraph.example(), kind="mål", area="narkotika")


# The five documents


def test_what_lacks_a_measure_in_the_five_documents() -> None:
    """Questions 1, 12 and 23: 55 causes, 23 target groups and 21 goals have no measure, 96 problems no cause that a measure meets."""
    graph = kgraph.load()
    bare = {
        kind: len(table_of(kgraph.coverage(graph, kind=kind), "gaps").rows)
        for kind in ("område", "mål", "målgrupp", "problem")
    }
    assert bare == {"område": 2, "mål": 21, "målgrupp": 23, "problem": 96}
    assert len(table_of(kgraph.coverage(graph), "gap_causes").rows) == 55


def test_a_cause_that_only_a_reference_covers_is_said_to_be_so() -> None:
    rows = {row["id"]: row for row in kgraph.coverage(of_plan(kgraph.load(), "plan-hv-2025")).rows}
    assert rows["cause-hv-2-05"]["state"] == "one"
    assert cell_text(rows["cause-hv-2-05"]["state_label"]) == "täckt av en, som bara hänvisar"
    assert cell_text(rows["cause-hv-2-06"]["state_label"]) == "täckt av en"


def test_twenty_thousand_measures_are_answered_at_once() -> None:
    """A second on an idle machine; two of the processor are allowed, for one that is busy with other things."""
    graph = synthetic(SIZES["M"])
    assert len(graph.index.measures) == 20_000
    for ask in (kgraph.coverage, kgraph.balance, kgraph.chain, lambda graph: kgraph.rollup(graph, "actor", most=5)):
        begun = process_time()
        ask(graph)
        assert process_time() - begun < 2
    assert len(covers(graph, "Cause")) == 1_000


def test_what_only_seems_covered_is_told_with_the_gaps_and_can_be_chosen() -> None:
    """In Hässelby-Vällingby every cause has a measure, but two have only a reference, and two causes are placeholders."""
    plan = scope(kgraph.load(), plan="plan-hv-2025")
    whole = kgraph.coverage(plan)
    parts = {part.name: part for part in whole.also}
    assert not parts["gap_causes"].rows
    assert "Ingen åtgärd" not in parts["gap_causes"].notes[0].sv
    only = {row["id"] for row in kgraph.coverage(plan, state="stand_in").rows}
    put_off = {node.id for node in plan.of_kind("Cause") if getattr(node, "stand_in", None)}
    assert put_off == {"cause-hv-2-07", "cause-hv-2-09"}
    assert len(only) >= 2
    assert {row["id"] for row in parts["seeming"].rows} == only | put_off
    labels = {str(row["id"]): str(row["state_label"]) for row in whole.rows}
    assert all("platshållare" in labels[one] for one in put_off)


def test_a_state_that_nothing_is_in_says_so_and_states_are_named_in_words() -> None:
    plan = scope(kgraph.load(), plan="vasterasplanen")
    for kind in ("orsak", "mål"):
        table = kgraph.coverage(plan, kind=kind, state="bara planerat")
        assert not table.rows
        assert "«bara planerat»" in table.counts[0].label.sv
        assert (table.counts[0].stated, table.counts[0].with_interpreted) == (0, 0)
    with pytest.raises(UsageError) as refused:
        kgraph.coverage(plan, state="fel")
    assert "«täckt av en»" in refused.value.sv
    assert "planned_only" not in refused.value.sv
    assert kgraph.coverage(plan, state="täckt av en, som bara hänvisar").counts[0].with_interpreted


def test_a_gap_bears_the_name_of_the_table_of_coverage() -> None:
    whole = kgraph.coverage(kgraph.load())
    names = {row["id"]: row["label"] for row in whole.rows}
    gaps = next(part for part in whole.also if part.name == "gap_causes")
    assert "label" in [column.key for column in gaps.columns]
    assert all(names[row["id"]] == row["label"] for row in gaps.rows)
