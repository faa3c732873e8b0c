"""What a list leaves out by `without`, held against the links themselves and against the answers that ask the same."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.analysis.listing import WITHOUT
from kgraph.checks import check
from kgraph.covering.states import COVERABLE, covers
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import lacks
from kgraph.model import (
    Cause,
    Goal,
    Indicator,
    Link,
    LinkStatus,
    Measure,
    Method,
    Node,
    Place,
    SubActivity,
    TargetGroup,
    Text,
)
from kgraph.parts.scope import of_plan
from tests.strategies import rich_graphs

_OF_GOALS = ("indicator", "follow_up")


def listed(graph: KnowledgeGraph, kind: str, lack: str) -> tuple[set[object], int]:
    """The ids that a list by readings holds, and how many there are by what is stated."""
    table = kgraph.listing(graph, kind, without=[lack])
    return {row["id"] for row in table.rows}, table.counts[0].stated


def having(links: Iterable[Link], graph: KnowledgeGraph, lack: str) -> set[str]:
    """The measures that have something, by the links that count: themselves, by a sub-activity or, for indicators, by a goal."""
    found = {end for link in links if link.relation in WITHOUT[lack] for end in (link.source, link.target)}
    for link in links:
        is_part = link.relation == "partOf" and graph[link.source].kind == "SubActivity"
        if is_part and link.source in found:
            found.add(link.target)
        if link.relation == "pursues" and link.target in found and lack in _OF_GOALS:
            found.add(link.source)
    return found


@given(rich_graphs(), st.sampled_from([lack for lack in WITHOUT if lack != "time"]))
def test_what_measures_lack_is_what_no_link_of_theirs_or_of_a_part_of_them_gives(
    graph: KnowledgeGraph, lack: str
) -> None:
    measures = {one.id for one in graph.of_kind("Measure")}
    layers = (
        [link for link in graph.links if link.status in ("stated", "confirmed")],
        [link for link in graph.links if link.status != "rejected"],
    )
    stated, every = (measures - having(links, graph, lack) for links in layers)
    assert listed(graph, "Measure", lack) == (every, len(stated))


@given(rich_graphs(), st.sampled_from(COVERABLE))
def test_what_lacks_a_measure_is_what_none_covers(graph: KnowledgeGraph, kind: str) -> None:
    known = covers(graph, kind).values()
    by_readings = {one.thing for one in known if not one.every and graph[one.thing].kind == kind}
    assert listed(graph, kind, "measure") == (by_readings, sum(not one.stated for one in known))


def made(nodes: dict[str, type[Node]], *links: tuple[str, str, str], status: LinkStatus = "stated") -> KnowledgeGraph:
    return KnowledgeGraph.of(
        [kind(id=one, label=Text(sv=one)) for one, kind in nodes.items()],
        [Link(source=one, relation=by, target=other, status=status) for one, by, other in links],
    )


@pytest.mark.parametrize(
    ("lack", "relation", "kind"),
    [("målgrupp", "isFor", TargetGroup), ("plats", "takesPlaceAt", Place), ("metod", "usesMethod", Method)],
)
def test_what_a_sub_activity_is_linked_to_its_measure_does_not_lack(lack: str, relation: str, kind: type[Node]) -> None:
    graph = made({"m": Measure, "s": SubActivity, "x": kind}, ("s", "partOf", "m"), ("s", relation, "x"))
    assert listed(graph, "åtgärder", lack) == (set(), 0)
    without_part = made({"m": Measure, "s": SubActivity, "x": kind}, ("s", relation, "x"))
    assert listed(without_part, "åtgärder", lack) == ({"m"}, 1)


def test_a_cause_that_only_a_sub_activity_of_no_measure_addresses_has_none() -> None:
    graph = made({"m": Measure, "s": SubActivity, "c": Cause}, ("s", "addresses", "c"))
    assert listed(graph, "orsaker", "åtgärd") == ({"c"}, 1)
    gaps = {table.name: table for table in kgraph.coverage(graph).also}["gap_causes"]
    assert [row["id"] for row in gaps.rows] == ["c"]


def test_an_indicator_has_the_measures_that_pursue_what_it_measures() -> None:
    nodes: dict[str, type[Node]] = {"m": Measure, "g": Goal, "h": Goal, "i": Indicator, "j": Indicator, "k": Indicator}
    links = [("m", "pursues", "g"), ("g", "isMeasuredBy", "i"), ("m", "isMeasuredBy", "j"), ("h", "isMeasuredBy", "k")]
    assert listed(made(nodes, *links), "Indicator", "measure") == ({"k"}, 1)


def test_any_word_on_when_a_measure_is_done_is_a_time() -> None:
    nodes = [
        Measure(id="m-start", label=Text(sv="a"), starts="2026"), Measure(id="m-often", label=Text(sv="b"), recurrence="monthly"),
        Measure(id="m-read", label=Text(sv="c"), ends="2026", interpreted=("ends",), rationale=Text(sv="d")),
        Measure(id="m-never", label=Text(sv="e")),
    ]  # fmt: skip
    graph = KnowledgeGraph.of(nodes, [])
    assert listed(graph, "åtgärder", "tid") == ({"m-never"}, 2)
    asked = [finding.subject for finding in check(graph) if finding.code == "G5" and finding.case == "none"]
    assert asked == ["m-never"]


def test_what_the_text_has_lost_is_unknown_and_counted_apart() -> None:
    """As the page tells it: 5 measures of the plan lack a responsible actor, of 28 the text has lost who it is."""
    nodes = [
        Measure(id="m-0", label=Text(sv="a")), Measure(id="m-1", label=Text(sv="b"), unknown=("responsible",)),
        Measure(id="m-2", label=Text(sv="c"), unknown=("goals", "time")),
    ]  # fmt: skip
    graph = KnowledgeGraph.of(nodes, [])
    for without, rows, lost in (
        ("ansvarig", {"m-0", "m-2"}, 1), ("mål", {"m-0", "m-1"}, 1), ("tid", {"m-0", "m-1"}, 1), ("mått", {"m-0", "m-1", "m-2"}, 0),
    ):  # fmt: skip
        table = kgraph.listing(graph, "åtgärder", without=[without])
        assert {row["id"] for row in table.rows} == rows
        assert [(one.stated, one.with_interpreted) for one in table.counts if one.key == "lost"] == [
            (lost, lost)
        ] * bool(lost)
    both = kgraph.listing(graph, "åtgärder", without=["ansvarig", "mål"])
    assert [(one.key, one.stated) for one in both.counts] == [("found", 1), ("lost", 2)]
    assert "goals, responsible" in both.counts[1].rule.sv
    plan = kgraph.listing(of_plan(kgraph.load(), "plan-vasteras-2025"), "åtgärder", without=["ansvarig"])
    assert [(one.key, one.stated, one.with_interpreted) for one in plan.counts] == [("found", 5, 5), ("lost", 28, 28)]


@pytest.mark.parametrize("lack", ["time", "responsible", "indicator", "goal"])
def test_the_five_documents_lack_what_the_page_says_they_lack(lack: str) -> None:
    graph = kgraph.load()
    table = kgraph.listing(graph, "Measure", without=[lack])
    for interpreted in (False, True):
        lacking = [
            one
            for one in graph.of_kind("Measure")
            if isinstance(one, Measure) and lack in lacks(graph, one, interpreted=interpreted)
        ]
        told = sum(
            one.with_interpreted if interpreted else one.stated for one in table.counts if one.key in ("found", "lost")
        )
        assert told == len(lacking)


def test_target_groups_of_the_five_documents_are_unknown_as_coverage_by_group_says() -> None:
    assert listed(kgraph.load(), "åtgärder", "målgrupp")[1] == 81
    assert len(kgraph.listing(kgraph.load(), "åtgärder", without=["målgrupp"])) == 67
