"""What is cancelled still stands in the lists, marked, and nothing leans on it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, FollowUp, Link, Measure, Table, Text, cell_text
from kgraph.times.course import statuses
from tests.covered import covered_graphs

BY_SOURCE, BY_READING, BY_FOLLOW_UP = "source", "reading", "follow-up"


def town(how: str = BY_SOURCE, *, also: bool = False) -> KnowledgeGraph:
    """The example with a cancelled measure on a cause that has no other; with `also` it has another."""
    base = kgraph.example()
    more = {"measure_status": "cancelled"} if how != BY_FOLLOW_UP else {}
    read = {"interpreted": ("measure_status",)} if how == BY_READING else {}
    ended = Measure.model_validate({"id": "m-struken", "label": Text(sv="Fler vuxna på torget"), **more, **read})
    links = [Link(source="m-struken", relation="addresses", target="cause-status")]
    nodes = [*base.nodes.values(), ended]
    if how == BY_FOLLOW_UP:
        nodes.append(FollowUp(id="f", label=Text(sv="Not"), date="2026-01-02", measure_status="cancelled"))
        links.append(Link(source="f", relation="followsUp", target="m-struken"))
    if also:
        nodes.append(Measure(id="m-kvar", label=Text(sv="Lysa upp torget")))
        links.append(Link(source="m-kvar", relation="addresses", target="cause-status"))
    return KnowledgeGraph.of(nodes, [*base.links, *links])


def part(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def said(table: Table) -> str:
    return " ".join(note.sv for note in (*table.lead, *table.notes))


@pytest.mark.parametrize("how", [BY_SOURCE, BY_FOLLOW_UP])
def test_a_cancelled_measure_is_chosen_only_where_it_is_named(how: str) -> None:
    graph = town(how)
    table = kgraph.portfolio(graph)
    assert "m-struken" not in {row["id"] for row in table.rows}
    assert [row["id"] for row in part(table, "uncovered").rows].count("cause-status") == 1
    assert "Strukna åtgärder väljs inte: 1." in said(table)
    named = kgraph.portfolio(graph, include=["m-struken"])
    assert {
        str(row["id"]): [one.sv for one in row["standing"]]  # type: ignore[union-attr]  # a tuple of Texts
        for row in named.rows if row["basis"] in ("stated", "both") and row["id"] == "m-struken"
    } == {"m-struken": ["struken"]}  # fmt: skip
    assert "för att --include nämner dem: 1." in said(named)


def test_what_is_cancelled_by_our_own_reading_is_out_with_interpretations_only() -> None:
    table = kgraph.portfolio(town(BY_READING))
    assert [row["basis"] for row in table.rows if row["id"] == "m-struken"] == ["stated"]
    assert "Strukna åtgärder väljs inte: 0 (1)." in said(table)


@settings(deadline=None, max_examples=25)
@given(covered_graphs())
def test_nothing_cancelled_is_ever_chosen(graph: KnowledgeGraph) -> None:
    for row in kgraph.portfolio(graph).rows:
        for interpreted, bases in ((False, ("stated", "both")), (True, ("interpreted", "both"))):
            if row["basis"] in bases:
                assert statuses(graph, interpreted=interpreted).get(str(row["id"])) != "cancelled"


@pytest.mark.parametrize(
    ("how", "mark"), [(BY_SOURCE, "struken"), (BY_FOLLOW_UP, "struken"), (BY_READING, "struken (tolkat)")]
)
def test_hits_and_lists_mark_it(how: str, mark: str) -> None:
    table = kgraph.overlap(town(how), "cause-status")
    assert [cell_text(row["standing"]) for row in table.rows] == [mark]
    assert "standing" in {column.key for column in table.columns}
    listed = {row["id"]: row for row in kgraph.listing(town(how), "Measure").rows}
    assert cell_text(listed["m-struken"]["standing"]) == mark


def test_the_gaps_name_what_has_only_a_cancelled_one() -> None:
    seeming = part(kgraph.coverage(town()), "seeming")
    assert [(row["id"], cell_text(row["state_label"])) for row in seeming.rows] == [("cause-status", "bara struken")]
    read = part(kgraph.coverage(town(BY_READING)), "seeming")
    assert [cell_text(row["state_label"]) for row in read.rows] == [
        "utan ansvarig och tid (bara struken med tolkningar)"
    ]
    assert not [one for one in kgraph.coverage(town(also=True)).also if one.name == "seeming"]


def test_the_gaps_of_other_kinds_name_it_too() -> None:
    graph = town()
    links = [*graph.links, Link(source="m-struken", relation="homeArea", target="area-torg")]
    square = CrimeArea(id="area-torg", label=Text(sv="Torget"))
    areas = kgraph.coverage(KnowledgeGraph.of([*graph.nodes.values(), square], links), kind="område")
    assert [(row["id"], cell_text(row["state_label"])) for row in part(areas, "seeming").rows] == [
        ("area-torg", "bara struken")
    ]


def test_fragility_says_how_many_cancelled_it_counts() -> None:
    assert "Strukna åtgärder räknas här som de andra: 1." in said(kgraph.fragility(town()))
    assert "Strukna" not in said(kgraph.fragility(kgraph.example()))


def test_nothing_is_proposed_for_it() -> None:
    kept, ended = kgraph.example(), town(also=True)
    for what in ("causes", "areas", "measures"):
        table = kgraph.suggest(ended, what=what, most=100)
        assert "m-struken" not in {row[end] for row in table.rows for end in ("source", "target")}
        assert "Strukna åtgärder får inga förslag: 1." in said(table)
        assert "Strukna" not in said(kgraph.suggest(kept, what=what))
    assert not kgraph.suggest(ended, measure="m-struken").rows
