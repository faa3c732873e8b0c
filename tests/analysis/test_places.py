from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.names import swedish_order
from tests.people import people, towns


def test_places_by_hand() -> None:
    rows = {row["id"]: row for row in kgraph.places(people()).rows}
    square, bench = rows["place-torg"], rows["place-bank"]
    assert (square["measures_stated"], square["measures"]) == (2, 2)  # its own and the bench's
    assert (square["actors_stated"], square["actors"]) == (2, 2)
    assert (bench["measures"], [one.sv for one in bench["within"]]) == (1, ["Torget"])  # type: ignore[union-attr]  # Texts


def test_one_place_by_hand() -> None:
    table = kgraph.places(people(), "torget")
    told = [(row["id"], [one.sv for one in row["via"]], [one.sv for one in row["actors"]]) for row in table.rows]  # type: ignore[union-attr]  # Texts
    assert told == [
        ("m-kro", ["Bänken"], ["Polisen", "Skolkontoret"]),
        ("m-ute", ["Torget"], ["Polisen", "Skolkontoret"]),
    ]
    assert "Bänken" in table.notes[0].sv


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(UnknownName, match="Torget"):
        kgraph.places(people(), "Torgeet")


@given(towns())
@settings(max_examples=40, deadline=None)
def test_places_are_never_ranked_and_no_problem_is_told_of_them(graph: KnowledgeGraph) -> None:
    table = kgraph.places(graph)
    names = [swedish_order(graph[str(row["id"])].brief.sv) for row in table.rows]
    assert names == sorted(names)
    assert not any("problem" in key or "need" in key for row in table.rows for key in row)
    assert any("rangordning" in note.sv for note in table.notes)


@given(towns())
@settings(max_examples=60, deadline=None)
def test_what_lies_within_a_place_is_what_networkx_reaches(graph: KnowledgeGraph) -> None:
    rows = {str(row["id"]): row for row in kgraph.places(graph).rows}
    for interpreted, key in ((False, "measures_stated"), (True, "measures")):
        broader = [link for link in graph.links if link.relation == "broader"]
        counted = [link for link in broader if (link.counts if interpreted else link.counts_as_stated)]
        net = nx.DiGraph([(link.target, link.source) for link in counted])
        net.add_nodes_from(graph.nodes)
        for place in graph.of_kind("Place"):
            family = {place.id, *nx.descendants(net, place.id)}
            touched = set[str]().union(*(graph.index.touching(one, interpreted=interpreted) for one in family))
            assert rows[place.id][key] == len(touched)
        assert all(len(kgraph.places(graph, one).rows) == row["measures"] for one, row in rows.items())


def test_the_five_documents() -> None:
    """Hässelby torg has nine measures, those at its entrance, park and passage included; four of them by the source's own word."""
    count = kgraph.places(kgraph.load(), "Hässelby torg").counts[0]
    assert (count.stated, count.with_interpreted) == (4, 9)
