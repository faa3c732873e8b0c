from __future__ import annotations

import kgraph
from kgraph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Node, Plan, Source, Text
from kgraph.parts.joined import joined

WHY = Text(sv="Samma namn.")


def plan(*causes: tuple[str, str]) -> KnowledgeGraph:
    """A plan with one measure and one area, made in a folder of its own: all but the causes has the same ids in both."""
    nodes: list[Node] = [
        Source(id="doc", label=Text(sv="Plan.csv")), Plan(id="plan", label=Text(sv="Planen"), document="doc"),
        CrimeArea(id="area", label=Text(sv="Narkotika")), Measure(id="m", label=Text(sv="Åtgärd"), document="doc"),
        *(Cause(id=one, label=Text(sv=name)) for one, name in causes),
    ]  # fmt: skip
    ends = [("m", "partOf", "plan"), ("m", "homeArea", "area"), *(("m", "addresses", one) for one, _ in causes)]
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, document="doc") for s, r, t in ends])


def test_by_hand() -> None:
    """The area is the same thing; plan, measure and document are each folder's own; "Skulder" is a cause of both by its name."""
    both = joined(plan(("c-1", "Skulder")), plan(("c-9", "skulder"), ("c-2", "Ensamhet")), WHY)
    assert [one.id for one in both.of_kind("Plan")] == ["plan", "plan-2"]
    assert [one.id for one in both.of_kind("CrimeArea")] == ["area"]
    assert (both["m-2"].document, both["plan-2"].document) == ("doc-2", "doc-2")
    assert {link.document for link in both.outgoing("m-2")} == {"doc-2"}
    assert {link.target for link in both.outgoing("m-2", "addresses")} == {"c-9", "c-2"}
    (match,) = both.of_relation("exactMatch")
    assert (match.source, match.target, match.status, match.rationale) == ("c-1", "c-9", "interpreted", WHY)
    told = {str(row["label"].sv): (row["first"], row["second"]) for row in kgraph.compare(both, "plan", "plan-2").rows}  # type: ignore[union-attr]
    assert told == {"Narkotika": (True, True), "Skulder": (True, True), "Ensamhet": (False, True)}


def test_joined_with_itself_a_graph_lacks_nothing() -> None:
    """The second way: each plan beside a copy of itself has all in both."""
    graph = plan(("c-1", "Skulder"), ("c-2", "Ensamhet"))
    rows = kgraph.compare(joined(graph, graph, WHY), "plan", "plan-2").rows
    assert len(rows) == 3
    assert all(row["first"] and row["second"] for row in rows)


def test_what_only_has_the_same_name_is_in_both_by_a_reading_alone() -> None:
    """The area has one id in both folders; "Skulder" has two, and nobody says that it is the same: as stated each plan has its own."""
    both = joined(plan(("c-1", "Skulder")), plan(("c-9", "skulder")), WHY)
    table = kgraph.compare(both, "plan", "plan-2")
    assert {row["id"]: row["basis"] for row in table.rows} == {"area": "stated", "c-1": "interpreted"}
    assert [(row["kind"], row["both_stated"], row["both"]) for row in table.also[0].rows] == [
        ("CrimeArea", 1, 1),
        ("Cause", 0, 1),
    ]
    (pair,) = kgraph.comparisons(both).rows
    assert (pair["both_stated"], pair["both"]) == (1, 2)
    stated = KnowledgeGraph.of(both, [link.model_copy(update={"status": "confirmed"}) for link in both.links])
    assert [row["both_stated"] for row in kgraph.compare(stated, "plan", "plan-2").also[0].rows] == [1, 1]


def test_neither_graph_changes_by_being_joined() -> None:
    own, shipped = plan(("c-1", "Skulder")), kgraph.load()
    both = joined(own, shipped, WHY)
    assert set(own.nodes) | set(shipped.nodes) == set(both.nodes)  # no ids clash here
    assert set(own.links) | set(shipped.links) <= set(both.links)


def test_plans_without_a_common_cause_show_those_most_alike() -> None:
    one, other = plan(("c-1", "Unga utan jobb")), plan(("c-2", "Jobb saknas för unga"), ("c-3", "Mörka stigar"))
    table = kgraph.compare(joined(one, other, WHY), "plan", "plan-2")
    (closest,) = (part for part in table.also if part.name == "closest")
    assert [(row["first"], row["second"]) for row in closest.rows] == [
        ("c-1", "c-2")
    ]  # no word in common with the third
    assert "Olika ordval räknas som olika orsaker" in closest.notes[0].sv
    shared = kgraph.compare(joined(one, plan(("c-1", "Unga utan jobb"), ("c-2", "Jobb saknas")), WHY), "plan", "plan-2")
    assert [part.name for part in shared.also] == ["kinds"]
