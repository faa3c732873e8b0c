from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given, settings

import kgraph
from kgraph import ways
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Table, Text
from tests.strategies import graphs


def claim() -> KnowledgeGraph:
    """c → area as one document says and another reads; c → x → area and c → y → x; so x and the direct link bear it all."""
    nodes = [*(Cause(id=one, label=Text(sv=one)) for one in "cxy"), CrimeArea(id="area", label=Text(sv="Området"))]
    made = [
        ("c", "area", "d-1", "stated"), ("c", "area", "d-2", "interpreted"), ("c", "x", "d-1", "stated"),
        ("x", "area", "d-2", "stated"), ("c", "y", "d-3", "stated"), ("y", "x", None, "interpreted"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes,
        [
            Link(source=s, relation="contributesTo", target=t, document=document, status=status)
            for s, t, document, status in made
        ],
    )


def numbers(table: Table) -> dict[str, tuple[int, int]]:
    return {count.key: (count.stated, count.with_interpreted) for count in table.counts}


def test_a_claim_by_hand() -> None:
    table = kgraph.robustness(claim(), "c", "area")
    assert numbers(table) == {"independent": (2, 2), "cut": (2, 2), "paths": (2, 3), "sources": (1, 2)}
    assert [row["things"] for row in table.rows] == [("c", "area"), ("c", "x", "area")]
    cut, documents = table.also
    assert [(row["things"], row["basis"]) for row in cut.rows] == [(("c", "area"), "both"), (("x",), "both")]
    told = {
        str(row["id"]): (row["links_stated"], row["links"], row["alone_stated"], row["alone"]) for row in documents.rows
    }
    assert told == {"d-1": (2, 2, True, True), "d-2": (1, 2, False, True), "d-3": (1, 1, False, False)}
    assert documents.notes[-1].sv.startswith("1 kopplingar")  # y → x names no document


def test_a_claim_that_only_readings_bear_and_one_that_nothing_bears() -> None:
    table = kgraph.robustness(claim(), "y", "area")
    assert numbers(table)["independent"] == (0, 1)
    assert "Ingen källa" in table.notes[0].sv
    assert table.rows[0]["basis"] == "interpreted"
    none = kgraph.robustness(kgraph.example(), "Tobaksbruk", "skolmiljö")
    assert (none.rows, none.also[0].rows, none.also[1].rows) == ((), (), ())
    assert numbers(none) == dict.fromkeys(("independent", "cut", "paths", "sources"), (0, 0))
    with pytest.raises(UsageError, match="slaget aktör"):
        kgraph.robustness(kgraph.example(), "Tobaksbruk", "polisen")
    with pytest.raises(UnknownName):
        kgraph.robustness(kgraph.example(), "ingenting", "narkotika")


def test_a_document_whose_links_only_lead_back_to_the_cause_is_no_source() -> None:
    """c → x → c → area is no path: d-2, which says nothing but x → c, has no link on the way."""
    nodes = [*(Cause(id=one, label=Text(sv=one)) for one in "cx"), CrimeArea(id="area", label=Text(sv="Området"))]
    made = [("c", "area", "d-1"), ("c", "x", "d-1"), ("x", "c", "d-2")]
    links = [Link(source=s, relation="contributesTo", target=t, document=document) for s, t, document in made]
    table = kgraph.robustness(KnowledgeGraph.of(nodes, links), "c", "area")
    assert [(row["id"], row["links"]) for row in table.also[1].rows] == [("d-1", 1)]
    assert numbers(table) == {"independent": (1, 1), "cut": (1, 1), "paths": (1, 1), "sources": (1, 1)}


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_independent_paths_and_cut_equal_those_of_networkx(graph: KnowledgeGraph) -> None:
    table = kgraph.robustness(graph, "c-0", "a-0")
    for place, layer in enumerate(("stated", "interpreted")):
        edges = {
            (o.source, o.target)
            for o in graph.links
            if o.relation in ways.DRIVES and (o.counts if place else o.counts_as_stated) and o.source != o.target
        }
        straight = ("c-0", "a-0") in edges
        rest: nx.DiGraph[str] = nx.DiGraph(sorted(edges - {("c-0", "a-0")}))
        rest.add_nodes_from(("c-0", "a-0"))
        expected = nx.node_connectivity(rest, "c-0", "a-0") + straight
        told = numbers(table)
        assert told["independent"][place] == told["cut"][place] == expected
        cut = [row["things"] for row in table.also[0].rows if row["basis"] in (layer, "both")]
        assert len(cut) == expected
        whole: nx.DiGraph[str] = nx.DiGraph(sorted(edges))
        whole.add_nodes_from(("c-0", "a-0"))
        assert told["paths"][place] == sum(1 for _ in nx.all_simple_paths(whole, "c-0", "a-0"))


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_a_link_more_never_makes_a_claim_weaker(graph: KnowledgeGraph) -> None:
    more = Link(source="c-0", relation="contributesTo", target="c-1", locator="99")
    before, after = (
        numbers(kgraph.robustness(one, "c-0", "a-0")) for one in (graph, KnowledgeGraph.of(graph, [*graph.links, more]))
    )
    assert all(new >= old for key in before for old, new in zip(before[key], after[key], strict=True))


def test_a_claim_of_the_real_plan_that_two_paths_bear() -> None:
    """Less presence of authorities drives the culture of silence: the plan says so, and again through false pictures."""
    table = kgraph.robustness(kgraph.load(), "cause-myndighetsnarvaro", "tystnadskultur")
    assert numbers(table)["independent"] == (2, 2)
    assert numbers(table)["sources"] == (1, 1)
    assert [row["things"] for row in table.rows][1] == (
        "cause-myndighetsnarvaro", "cause-felaktiga-bilder", "area-tystnadskultur",
    )  # fmt: skip


def test_a_number_of_paths_that_the_search_was_ended_at_is_said_to_be_the_least() -> None:
    """Seven causes that all drive each other, one of which drives the area: 326 paths."""
    causes = [f"c{number}" for number in range(7)]
    nodes = [*(Cause(id=one, label=Text(sv=one)) for one in causes), CrimeArea(id="area", label=Text(sv="area"))]
    ends = [*itertools.permutations(causes, 2), ("c6", "area")]
    links = [Link(source=one, relation="contributesTo", target=two) for one, two in ends]
    table = kgraph.robustness(KnowledgeGraph.of(nodes, links), "c0", "area")
    assert [(count.label.sv, count.stated) for count in table.counts if count.key == "paths"] == [
        ("Vägar i allt, minst", 100)
    ]
    few = kgraph.robustness(KnowledgeGraph.of(nodes, links[-1:]), "c6", "area")
    assert [(count.label.sv, count.stated) for count in few.counts if count.key == "paths"] == [("Vägar i allt", 1)]
