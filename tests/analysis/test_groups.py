from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Link, Table
from tests.people import people, towns


def rows(table: Table, key: str = "id") -> dict[str, dict[str, Cell]]:
    return {str(row[key]): row for row in table.rows}


def part(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


def both(row: dict[str, Cell], key: str = "measures") -> tuple[Cell, Cell]:
    return row[f"{key}_stated"], row[key]


def test_groups_by_hand() -> None:
    table = kgraph.groups(people())
    assert both(rows(table)["group-unga"]) == (1, 2)  # m-kro itself; m-ute for girls, by a reading
    assert both(rows(table)["group-unga"], "own") == (1, 1)
    assert both(rows(table)["group-flickor"]) == (0, 1)
    assert (table.counts[0].stated, table.counts[0].with_interpreted, table.counts[0].total) == (1, 2, 3)
    alone = kgraph.groups(people(), narrower=False)
    assert both(rows(alone)["group-unga"]) == (1, 1)
    assert alone.notes != table.notes


def test_the_forgotten_and_those_in_need() -> None:
    table = kgraph.groups(people())
    assert list(rows(part(table, "forgotten_groups"))) == ["group-aldre"]
    (need,) = part(table, "groups_in_need").rows
    assert (need["id"], need["group"], both(need)) == ("p-need", "group-aldre", (0, 0))


def test_a_gap_that_is_accepted_says_so() -> None:
    from kgraph.model import AcceptedGap, Text

    gap = AcceptedGap(
        id="gap-1",
        label=Text(sv="Beslut"),
        reason=Text(sv="Sköts av regionen"),
        owner_role="rådet",
        review_on="2999-01-01",
    )
    link = Link(source="gap-1", relation="accepts", target="group-aldre", locator="1")
    graph = KnowledgeGraph.of([*people(), gap], [*people().links, link])
    (row,) = part(kgraph.groups(graph), "forgotten_groups").rows
    assert row["accepted"] is not None
    (row,) = part(kgraph.groups(people()), "forgotten_groups").rows
    assert row["accepted"] is None


def test_one_group_by_hand() -> None:
    table = kgraph.groups(people(), "unga")
    told = {row["id"]: (row["basis"], [one.sv for one in row["via"]]) for row in table.rows}  # type: ignore[union-attr]  # a tuple of Texts
    assert told == {"m-kro": ("stated", ["Unga"]), "m-ute": ("interpreted", ["Flickor"])}
    assert [row["id"] for row in kgraph.groups(people(), "unga", narrower=False).rows] == ["m-kro"]
    assert "Flickor" in table.notes[0].sv
    need = kgraph.groups(people(), "äldre")
    assert (need.rows, [row["id"] for row in need.also[0].rows]) == ((), ["p-need"])


def test_groups_by_area_by_hand() -> None:
    table = kgraph.group_areas(people())
    assert [(row["group"], row["area"], both(row)) for row in table.rows] == [("group-unga", "area-x", (1, 1))]
    assert (table.counts[0].stated, table.counts[0].total) == (1, 3)
    assert kgraph.group_areas(people(), "flickor").rows == ()


def test_an_unknown_group_is_refused() -> None:
    for ask in (kgraph.groups, kgraph.group_areas):
        with pytest.raises(UnknownName, match="Unga"):
            ask(people(), "Uunga")


@given(towns())
@settings(max_examples=60, deadline=None)
def test_with_narrower_groups_is_what_networkx_reaches(graph: KnowledgeGraph) -> None:
    found = rows(kgraph.groups(graph))
    alone = rows(kgraph.groups(graph, narrower=False))
    for interpreted, key in ((False, "measures_stated"), (True, "measures")):
        net: nx.DiGraph[str] = nx.DiGraph()
        net.add_nodes_from(graph.nodes)
        broader = [link for link in graph.links if link.relation == "broader"]
        counted = [link for link in broader if (link.counts if interpreted else link.counts_as_stated)]
        net.add_edges_from((link.target, link.source) for link in counted)
        for group in graph.of_kind("TargetGroup"):
            family = {group.id, *nx.descendants(net, group.id)}
            touched = set[str]().union(*(graph.index.touching(one, interpreted=interpreted) for one in family))
            assert found[group.id][key] == len(touched)
            assert alone[group.id][key] == len(graph.index.touching(group.id, interpreted=interpreted))
    forgotten = {group for group, row in found.items() if not row["measures"]}
    assert set(rows(part(kgraph.groups(graph), "forgotten_groups"))) == forgotten


@given(towns())
@settings(max_examples=40, deadline=None)
def test_one_more_measure_never_forgets_a_group(graph: KnowledgeGraph) -> None:
    extra = Link(source="m-3", relation="isFor", target="group-3", locator="99")
    before, after = rows(kgraph.groups(graph)), rows(kgraph.groups(KnowledgeGraph.of(graph, [*graph.links, extra])))
    for group, row in before.items():
        assert int(str(after[group]["measures"])) >= int(str(row["measures"]))
        assert int(str(row["measures_stated"])) <= int(str(row["measures"]))
    assert "group-3" not in rows(
        part(kgraph.groups(KnowledgeGraph.of(graph, [*graph.links, extra])), "forgotten_groups")
    )


@given(towns())
@settings(max_examples=40, deadline=None)
def test_group_by_area_is_the_overlap_of_the_two(graph: KnowledgeGraph) -> None:
    cells = {(row["group"], row["area"]): both(row) for row in kgraph.group_areas(graph, narrower=False).rows}
    for group in graph.of_kind("TargetGroup"):
        for area in graph.of_kind("CrimeArea"):
            counts = kgraph.overlap(graph, group.id, area.id).counts[0]
            assert cells.get((group.id, area.id), (0, 0)) == (counts.stated, counts.with_interpreted)


def test_the_five_documents() -> None:
    """Twenty-three groups have no measure; women over eighty exposed to violence are among those whose need the mapping states."""
    table = kgraph.groups(kgraph.load())
    assert len(part(table, "forgotten_groups").rows) == 23
    needs = [row for row in part(table, "groups_in_need").rows if not row["measures"]]
    assert "need-s1-aldre-80" in {row["id"] for row in needs}


def test_a_need_that_is_our_reading_says_so() -> None:
    """That the report tells of an unmet need where trauma meets health care is a reading; its links are stated."""
    rows = {row["id"]: row for row in part(kgraph.groups(kgraph.load()), "groups_in_need").rows}
    assert rows["need-s1-trauma"]["status"] == "interpreted"
    assert "stated" in {row["status"] for row in rows.values()}
