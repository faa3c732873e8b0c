from __future__ import annotations

from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Table
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
