from __future__ import annotations

from datetime import date
from functools import cache

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import ways
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import unread
from kgraph.model import AcceptedGap, Cause, CrimeArea, Link, LinkStatus, Measure, SubActivity, Table, Text, cell_text
from tests.strategies import graphs

ROOTS = st.sampled_from(["a-0", "a-1", "c-0", "c-1"])


@cache
def shipped() -> KnowledgeGraph:
    return kgraph.load()


def outline(table: Table) -> list[tuple[object, object, object, object]]:
    return [(row["number"], row["id"], row["gap"], row["cut"]) for row in table.rows]


def counted(table: Table) -> dict[str, tuple[int, int, int | None]]:
    return {count.key: (count.stated, count.with_interpreted, count.total) for count in table.counts}


def test_by_hand_on_the_example() -> None:
    # two causes drive narcotics; the only measure of the one is a reading, that of the other (tobacco) was rejected
    table = kgraph.tree(kgraph.example(), "droger")
    assert outline(table) == [
        ("", "area-narkotika", None, None),
        ("1", "cause-skola", "stated", None),
        ("1.1", "m-skola", None, None),
        ("2", "cause-tobak", "both", None),
    ]
    assert [row["parent"] for row in table.rows] == [None, "", "1", ""]
    assert [row["basis"] for row in table.rows] == [None, "stated", "interpreted", "stated"]
    assert counted(table) == {"causes": (2, 2, None), "covered": (0, 1, 2), "measures": (0, 1, None)}
    # m-krogar and m-tobak have narcotics as their home and address none of its causes
    assert "2 åtgärder" in table.notes[0].sv
    assert [row["id"] for row in kgraph.tree(kgraph.example(), "droger", gaps=True).rows] == [
        "area-narkotika", "cause-tobak",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (None, "accepterad lucka: Regionens (rådet, prövas igen 2027-01-31)"),
        (date(2027, 1, 30), "accepterad lucka: Regionens (rådet, prövas igen 2027-01-31)"),
        (date(2027, 1, 31), "beslutet att acceptera luckan gick ut 2027-01-31: Regionens (rådet)"),
    ],
)
def test_an_accepted_gap_is_shown_with_its_decision_and_as_lapsed_from_its_day(on: date | None, words: str) -> None:
    graph = kgraph.example()
    gaps = [
        AcceptedGap(
            id=one, label=Text(sv="Väntar"), reason=Text(sv="Regionens"), owner_role="rådet", review_on="2027-01-31"
        )
        for one in ("gap-1", "gap-2")
    ]
    ends = (("gap-1", "cause-tobak"), ("gap-2", "cause-skola"))
    links = [Link(source=one, relation="accepts", target=other, locator="1") for one, other in ends]
    graph = KnowledgeGraph.of([*graph, *gaps], [*graph.links, *links])
    for table in (kgraph.tree(graph, "droger", on=on), kgraph.trees(graph, drawn=True, on=on).also[0]):
        rows = {row["id"]: row for row in table.rows}
        assert cell_text(rows["cause-tobak"]["decision"]) == words
        # the other has an interpreted measure, so it is a gap as stated and the decision is told there too
        assert (rows["cause-skola"]["gap"], cell_text(rows["cause-skola"]["decision"])) == ("stated", words)
        assert rows["cause-tobak"]["lapsed"] is (on == date(2027, 1, 31))
        assert rows["m-skola"]["decision"] is None
        assert "decision" in [column.key for column in table.columns]
    assert "decision" not in [column.key for column in kgraph.tree(kgraph.example(), "droger").columns]


def made(*links: tuple[str, str, str] | tuple[str, str, str, LinkStatus]) -> KnowledgeGraph:
    kinds = {"a": CrimeArea, "c": Cause, "m": Measure}
    ends = sorted({end for link in links for end in (link[0], link[2])})
    nodes = [kinds[end[0]](id=end, label=Text(sv=end), locator="1") for end in ends]
    made = [
        Link(source=one[0], relation=one[1], target=one[2], status=one[3] if len(one) > 3 else "stated", locator="2")
        for one in links
    ]
    return KnowledgeGraph.of(nodes, made)


def test_a_cycle_and_a_shared_branch_are_cut_and_told() -> None:
    # c1 ↔ c2 go round; c3 drives both the area (one step) and c2, and is shown where it is shallowest: below the area
    graph = made(
        ("c1", "contributesTo", "a1"), ("c2", "contributesTo", "c1"), ("c1", "contributesTo", "c2"),
        ("c3", "contributesTo", "c2"), ("c3", "contributesTo", "a1"), ("m1", "addresses", "c3"),
    )  # fmt: skip
    table = kgraph.tree(graph, "a1")
    assert outline(table) == [
        ("", "a1", None, None), ("1", "c1", "both", None), ("1.1", "c2", "both", None), ("1.1.1", "c1", "both", "cycle"),
        ("1.1.2", "c3", None, "shown"), ("2", "c3", None, None), ("2.1", "m1", None, None),
    ]  # fmt: skip
    shown = table.rows[4]
    assert shown["cut_at"] == "2"
    assert shown["cut_label"].sv == "grenen visas under a1"  # type: ignore[union-attr]  # a Text
    assert counted(table)["causes"] == (3, 3, None)


def test_depth_says_that_there_is_more() -> None:
    graph = made(
        ("c1", "contributesTo", "a1"),
        ("c2", "contributesTo", "c1"),
        ("c3", "contributesTo", "a1"),
        ("m1", "addresses", "c2"),
    )
    assert outline(kgraph.tree(graph, "a1", depth=1)) == [
        ("", "a1", None, None), ("1", "c1", "both", "depth"), ("2", "c3", "both", None),
    ]  # fmt: skip
    assert kgraph.tree(graph, "a1", depth=1).counts == kgraph.tree(graph, "a1").counts


def test_a_part_brings_its_measure_and_a_rejected_link_brings_nothing() -> None:
    table = kgraph.tree(made(("c1", "contributesTo", "a1", "rejected"), ("m1", "addresses", "c1")), "a1")
    assert outline(table) == [("", "a1", None, None)]
    assert table.notes[0].sv.startswith("Ingen orsak sägs driva a1")


@given(graphs(), ROOTS)
@settings(max_examples=120, deadline=None)
def test_the_tree_holds_each_cause_and_each_measure_and_hangs_together(graph: KnowledgeGraph, root: str) -> None:
    table = kgraph.tree(graph, root)
    rows = {str(row["number"]): row for row in table.rows}
    assert len(rows) == len(table)
    causes = {row["id"] for row in table.rows if row["kind"] == "Cause"} - {root}
    assert causes == set(graph.index.driving(root, interpreted=True))
    links = {(link.source, link.relation, link.target) for link in graph.links if link.counts}
    pairs = {layer: set(graph.index.addressing(interpreted=layer)) for layer in (False, True)}
    for row in table.rows[1:]:
        above = rows[str(row["parent"])]
        assert row["depth"] == int(str(above["depth"])) + 1
        assert above["cut"] is None
        if row["kind"] == "Measure":
            assert (row["id"], above["id"]) in pairs[True]
            assert (row["basis"] == "stated") == ((row["id"], above["id"]) in pairs[False])
        else:
            assert (row["id"], row["relation"], above["id"]) in links
    # a thing's branch is shown exactly once, and then with every measure that acts on it
    for cause in causes | ({root} if root.startswith("c") else set()):
        whole = [row for row in table.rows if row["id"] == cause and row["cut"] is None]
        below = {r["id"] for w in whole for r in table.rows if r["parent"] == w["number"] and r["kind"] == "Measure"}
        assert below == {measure for measure, met in pairs[True] if met == cause}


@given(graphs(), ROOTS)
@settings(max_examples=80, deadline=None)
def test_the_figures_by_networkx(graph: KnowledgeGraph, root: str) -> None:
    found = counted(kgraph.tree(graph, root))
    expected: dict[str, list[int]] = {"causes": [], "covered": [], "measures": []}
    for interpreted in (False, True):
        net: nx.DiGraph[str] = nx.DiGraph()
        net.add_nodes_from(node.id for node in graph)
        net.add_edges_from(
            (link.source, link.target)
            for link in graph.links
            if link.relation in ways.DRIVES and (link.counts if interpreted else link.counts_as_stated)
        )
        causes = {one for one in nx.ancestors(net, root) | {root} if graph[one].kind == "Cause"}
        acting = [pair for pair in graph.index.addressing(interpreted=interpreted) if pair[1] in causes]
        expected["causes"].append(len(causes))
        expected["covered"].append(len({cause for _, cause in acting}))
        expected["measures"].append(len({measure for measure, _ in acting}))
    assert {key: list(numbers[:2]) for key, numbers in found.items()} == expected


@given(graphs(), ROOTS, st.integers(1, 3))
@settings(max_examples=60, deadline=None)
def test_gaps_keep_every_gap_and_depth_keeps_the_shallow(graph: KnowledgeGraph, root: str, depth: int) -> None:
    whole, gaps, shallow = (
        kgraph.tree(graph, root),
        kgraph.tree(graph, root, gaps=True),
        kgraph.tree(graph, root, depth=depth),
    )
    assert {row["id"] for row in gaps.rows if row["gap"] == "both"} == {
        row["id"] for row in whole.rows if row["gap"] == "both"
    }
    parents = {row["parent"] for row in gaps.rows}
    assert all(row["gap"] == "both" or row["number"] in parents for row in gaps.rows if row["depth"])
    assert [row["id"] for row in shallow.rows] == [row["id"] for row in whole.rows if int(str(row["depth"])) <= depth]
    assert {row["number"] for row in shallow.rows} <= {row["number"] for row in whole.rows}


def test_the_five_documents() -> None:
    # the narcotics of five documents: three causes of the Västerås plan are met by nothing, as `coverage --gaps` says too
    table = kgraph.tree(shipped(), "narkotikan", gaps=True)
    gaps = {str(row["id"]) for row in table.rows if row["gap"] == "both"}
    covered = {count.key: count for count in kgraph.coverage(shipped(), area="narkotika").counts}["causes"]
    assert len(gaps) == int(str(covered.total)) - covered.with_interpreted == 3
    assert counted(table)["covered"] == (15, 26, 29)
    # the Stockholm plan states the whole chain: problem, cause, measure
    chain = [row for row in kgraph.tree(shipped(), "droger").rows if row["number"].startswith("3")]  # type: ignore[union-attr]  # text
    assert [(row["kind"], row["basis"]) for row in chain] == [
        ("Problem", "stated"),
        ("Cause", "stated"),
        ("Measure", "stated"),
    ]


def test_what_has_no_tree() -> None:
    with pytest.raises(UnknownName):
        kgraph.tree(kgraph.example(), "polisen")


@given(graph=graphs())
@settings(deadline=None, max_examples=60)
def test_the_trees_of_all_areas_are_those_of_each_and_their_counts(graph: KnowledgeGraph) -> None:
    table = kgraph.trees(graph, drawn=True)
    assert kgraph.trees(graph) == table.model_copy(update={"also": ()})
    assert [row["id"] for row in table.rows] == ["a-0", "a-1", "a-2"]
    for row, one in zip(table.rows, table.also, strict=True):
        alone = kgraph.tree(graph, str(row["id"]))  # which says of unread proposals what the answer about all says once
        assert one == alone.model_copy(
            update={"notes": tuple(note for note in alone.notes if note not in unread(graph))}
        )
        causes = {below["id"] for below in one.rows if below["kind"] == "Cause"}
        gaps = {below["id"] for below in one.rows if below["kind"] == "Cause" and below["gap"] == "both"}
        assert row["causes"] == len(causes)
        assert row["uncovered"] == len(gaps)
        stated = KnowledgeGraph.of(graph.nodes.values(), [link for link in graph.links if link.counts_as_stated])
        plain = kgraph.tree(stated, str(row["id"]))
        assert row["causes_stated"] == len({below["id"] for below in plain.rows if below["kind"] == "Cause"})
        assert row["uncovered_stated"] == len(
            {below["id"] for below in plain.rows if below["gap"] == "both" and below["kind"] == "Cause"}
        )


def seen(table: Table, stated: KnowledgeGraph) -> list[tuple[object, ...]]:
    """The rows that do not hang on an interpreted link, by what they say but for their numbers.

    Whether a branch is cut that nothing stated lies beyond does not matter: without its interpreted rows it ends there.
    """
    acting = {cause for _, cause in stated.index.addressing(interpreted=False)}
    hidden: set[object] = set()
    kept: list[tuple[object, ...]] = []
    for row in table.rows:
        if row["basis"] == "interpreted" or row["parent"] in hidden:
            hidden.add(row["number"])
            continue
        goes_on = row["id"] in acting or any(link.counts for link in stated.incoming(str(row["id"]), *ways.DRIVES))
        cut = (row["cut"], row["cut_label"]) if goes_on else None
        kept.append((*(row[key] for key in ("id", "parent_id", "depth", "relation")), cut))
    return kept


@given(graph=graphs(), root=ROOTS, depth=st.sampled_from([None, 1, 2, 3]))
@settings(deadline=None, max_examples=200)
def test_hiding_what_is_interpreted_leaves_the_tree_of_stated_links(
    graph: KnowledgeGraph, root: str, depth: int | None
) -> None:
    stated = KnowledgeGraph.of(graph.nodes.values(), [link for link in graph.links if link.counts_as_stated])
    every, plain = (kgraph.tree(one, root, depth=depth) for one in (graph, stated))
    assert seen(every, stated) == seen(plain, stated)


def test_a_shared_branch_is_shown_where_stated_links_lead_though_interpreted_ones_are_shorter() -> None:
    nodes = [CrimeArea(id="a", label=Text(sv="A")), *(Cause(id=one, label=Text(sv=one)) for one in ("b", "c", "d"))]
    links = [
        Link(source="b", relation="contributesTo", target="a"),
        Link(source="c", relation="contributesTo", target="b"),
        Link(source="d", relation="contributesTo", target="c"),
        Link(source="c", relation="contributesTo", target="a", status="interpreted"),
    ]
    table = kgraph.tree(KnowledgeGraph.of(nodes, links), "a")
    # area, b, c under b, d under c; and c once more, straight under a, without its branch
    assert [(row["number"], row["id"], row["cut"]) for row in table.rows] == [
        ("", "a", None), ("1", "b", None), ("1.1", "c", None), ("1.1.1", "d", None), ("2", "c", "shown"),
    ]  # fmt: skip
    assert table.rows[-1]["cut_at"] == "1.1"


def test_a_measure_cites_the_links_of_its_sub_activities_but_not_of_the_measures_that_are_part_of_it() -> None:
    """m-1, a measure by itself, is part of m-0; s-0 is a sub-activity of it."""
    nodes = [
        model(id=one, label=Text(sv=one))
        for model, one in ((Measure, "m-0"), (Measure, "m-1"), (SubActivity, "s-0"), (Cause, "c"), (CrimeArea, "a"))
    ]
    links = [
        Link(source=one, relation=relation, target=other, locator=locator)
        for one, relation, other, locator in (
            ("m-1", "partOf", "m-0", None), ("s-0", "partOf", "m-0", None), ("m-0", "addresses", "c", "rad 1"),
            ("s-0", "addresses", "c", "rad 2"), ("m-1", "strengthens", "c", "rad 9"), ("c", "contributesTo", "a", None),
        )
    ]  # fmt: skip
    cited = {row["id"]: cell_text(row["source"]) for row in kgraph.tree(KnowledgeGraph.of(nodes, links), "a").rows}
    assert (cited["m-0"], cited["m-1"]) == ("rad 1; rad 2", "rad 9")
