from __future__ import annotations

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link
from tests.people import people, towns


def test_methods_by_hand() -> None:
    table = kgraph.methods(people())
    assert [row["id"] for row in table.rows] == ["method-est", "method-lik"]
    est = table.rows[0]
    assert (est["plans_stated"], est["plans"], est["measures_stated"], est["measures"]) == (1, 2, 1, 2)
    assert [one.sv for one in est["alike"]] == ["nästan samma som Embrace (tolkat)"]  # type: ignore[union-attr]  # Texts
    several, used = table.counts
    assert (several.stated, several.with_interpreted, several.total) == (0, 1, 2)
    assert (used.stated, used.with_interpreted) == (1, 1)


def test_one_method_by_hand() -> None:
    table = kgraph.methods(people(), "est")
    assert [(row["id"], row["basis"]) for row in table.rows] == [("m-kro", "stated"), ("m-ute", "interpreted")]
    assert any("Embrace" in note.sv for note in table.notes)


def test_a_name_that_looks_alike_is_no_same_method() -> None:
    same = Link(source="method-lik", relation="exactMatch", target="method-est", locator="2")
    rows = kgraph.methods(KnowledgeGraph.of(people(), [*people().links, same])).rows
    assert {row["id"]: row["plans"] for row in rows} == {"method-est": 2, "method-lik": 0}
    told = [one.sv for one in rows[1]["alike"]]  # type: ignore[union-attr]  # Texts
    assert told == ["nästan samma som EST (tolkat)", "samma som EST"]


def test_an_unknown_method_is_refused() -> None:
    with pytest.raises(UnknownName, match="Embrace"):
        kgraph.methods(people(), "Embbrace")


@given(towns())
@settings(max_examples=60, deadline=None)
def test_plans_of_a_method_are_those_that_links_and_index_give(graph: KnowledgeGraph) -> None:
    table = kgraph.methods(graph)
    numbers = [int(str(row["plans"])) for row in table.rows]
    assert numbers == sorted(numbers, reverse=True)
    for row in table.rows:
        measures = graph.index.touching(str(row["id"]), interpreted=True)
        parts = [link for one in measures for link in graph.outgoing(one, "partOf") if link.counts]
        assert row["measure_ids"] == measures
        assert row["plans"] == len({link.target for link in parts})
        assert row["measures_stated"] == len(graph.index.touching(str(row["id"]), interpreted=False))
        assert len(kgraph.methods(graph, str(row["id"])).rows) == row["measures"]


def test_the_five_documents() -> None:
    """MVP, EST and SSPF are used in three of the documents; fifteen methods in two or more."""
    table = kgraph.methods(kgraph.load())
    assert [row["id"] for row in table.rows[:3]] == ["method-mvp", "method-est", "method-sspf"]
    assert {row["plans"] for row in table.rows[:3]} == {3}
    assert table.counts[0].with_interpreted == 15
