"""What the index gives as arrays: pairs, compressed rows, counts and columns of T, against links, SPARQL and networkx."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index import Index
from kgraph.rdf import PREFIXES
from tests.strategies import graphs

RELATIONS = ("addresses", "homeArea", "contributesTo", "takesPartIn", "partOf", "mattersFor")


def named(index: Index, pairs: tuple[np.ndarray, np.ndarray]) -> list[tuple[str, str]]:
    ids = index.interned.ids
    return [(ids[near], ids[far]) for near, far in zip(*(one.tolist() for one in pairs), strict=True)]


@given(graphs(), st.sets(st.sampled_from(RELATIONS)), st.booleans())
@settings(max_examples=100, deadline=None)
def test_pairs_are_the_ends_of_the_links_that_count(
    graph: KnowledgeGraph,
    relations: set[str],
    interpreted: bool,  # noqa: FBT001 - drawn
) -> None:
    counting = (one for one in graph.links if (one.counts if interpreted else one.counts_as_stated))
    expected = sorted({(one.source, one.target) for one in counting if one.relation in relations})
    assert named(graph.index, graph.index.pairs(*sorted(relations), interpreted=interpreted)) == expected


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_stated_pairs_are_the_simple_triples(graph: KnowledgeGraph) -> None:
    for relation in RELATIONS:
        rows = graph.store.query(f"SELECT ?near ?far WHERE {{ ?near kg:{relation} ?far }}", prefixes=PREFIXES)
        found = sorted(tuple(term.value.rpartition("/")[2] for term in row) for row in rows)  # type: ignore[union-attr]
        assert named(graph.index, graph.index.pairs(relation, interpreted=False)) == found


@given(graphs(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_compressed_rows_are_the_same_pairs_in_either_direction(graph: KnowledgeGraph, inverse: bool) -> None:  # noqa: FBT001 - drawn
    near, far = graph.index.pairs("addresses", "contributesTo", interpreted=True)
    rows = graph.index.adjacency("addresses", "contributesTo", interpreted=True, inverse=inverse)
    found = {(one, int(other)) for one in range(len(graph)) for other in rows[one]}
    assert found == set(
        zip(far.tolist(), near.tolist(), strict=True) if inverse else zip(near.tolist(), far.tolist(), strict=True)
    )
    assert rows.degrees().sum() == len(near)


@given(graphs(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_a_column_of_t_is_what_the_rows_say_of_a_measure(graph: KnowledgeGraph, interpreted: bool) -> None:  # noqa: FBT001 - drawn
    index = graph.index
    for measure in index.measures:
        rows = tuple(thing for thing in index.things if measure in index.touching(thing, interpreted=interpreted))
        assert index.touched_by(measure, interpreted=interpreted) == rows
    assert index.counts(interpreted=interpreted).tolist() == [
        len(index.touching(thing, interpreted=interpreted)) for thing in index.things
    ]


@given(graphs(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_the_cause_graph_and_what_drives_what_are_those_of_networkx(graph: KnowledgeGraph, interpreted: bool) -> None:  # noqa: FBT001 - drawn
    index = graph.index
    counting = [one for one in graph.links if (one.counts if interpreted else one.counts_as_stated)]
    net: nx.DiGraph[str] = nx.DiGraph()
    net.add_nodes_from(index.things)
    net.add_edges_from(
        (one.source, one.target) for one in counting if one.relation in ways.DRIVES and one.source != one.target
    )
    rows = index.cause_graph(interpreted=interpreted)
    assert {
        (index.things[one], index.things[int(two)]) for one in range(len(index.things)) for two in rows[one]
    } == set(net.edges)
    for thing in index.things:
        assert set(index.driving(thing, interpreted=interpreted)) == nx.ancestors(net, thing)
        assert set(index.driven_by(thing, interpreted=interpreted)) == nx.descendants(net, thing)


@given(graphs(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_shared_between_kinds_counts_the_overlaps(graph: KnowledgeGraph, interpreted: bool) -> None:  # noqa: FBT001 - drawn
    rows, across = ([one.id for one in graph.of_kind(kind)] for kind in ("Cause", "Actor"))
    shared = graph.index.shared(rows, across, interpreted=interpreted)
    assert shared.shape == (len(rows), len(across))
    for row, one in enumerate(rows):
        for column, other in enumerate(across):
            assert shared[row, column] == len(graph.index.overlap((one, other), interpreted=interpreted))


@given(graphs(), st.data(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_an_overlap_is_counted_as_it_is_listed(graph: KnowledgeGraph, data: st.DataObject, interpreted: bool) -> None:  # noqa: FBT001 - drawn
    things = st.lists(st.sampled_from(graph.index.things), max_size=2)
    every, some, none = data.draw(things), data.draw(things), data.draw(things)
    touching = {one: set(graph.index.touching(one, interpreted=interpreted)) for one in (*every, *some, *none)}
    expected = tuple(
        measure
        for measure in graph.index.measures
        if all(measure in touching[one] for one in every)
        and (not some or any(measure in touching[one] for one in some))
        and not any(measure in touching[one] for one in none)
    )
    assert graph.index.overlap(every, some, none, interpreted=interpreted) == expected
    assert graph.index.overlap_count(every, some, none, interpreted=interpreted) == len(expected)
    bits = graph.index.overlap_bits(every, some, none, interpreted=interpreted)
    assert np.bitwise_count(bits).sum() == len(expected)  # the filling is empty


def test_arrays_have_their_types_and_cannot_be_changed() -> None:
    index = kgraph.load().index
    near, far = index.pairs("addresses", interpreted=True)
    acts, causes = index.acts_on(interpreted=True)
    rows = index.cause_graph(interpreted=True)
    areas = [one for one in index.things if one.startswith("area-")]
    numbers = [
        near, far, acts, causes, rows.target, index.measure_nodes, index.thing_nodes, index.measure_of_node, index.thing_of_node,
        index.numbers(areas), index.touching_numbers(areas[0], interpreted=True),
    ]  # fmt: skip
    counts = [
        index.counts(interpreted=True),
        index.counts(areas, interpreted=False),
        index.shared(areas, interpreted=True),
        rows.start,
    ]
    bits = [
        index.row(areas[0], interpreted=True),
        index.overlap_bits(areas[:2], interpreted=True),
        index.overlap_bits(interpreted=True),
    ]
    for arrays, dtype in ((numbers, np.int32), (counts, np.int64), (bits, np.uint8)):
        for array in arrays:
            assert array.dtype == dtype
            assert array.size
            with pytest.raises(ValueError, match="read-only"):
                array.flat[0] = 1
    assert index.row(areas[0], interpreted=True).size % 8 == 0


def test_the_three_numberings_lead_back_to_each_other() -> None:
    index = kgraph.example().index
    assert index.measure_of_node[index.measure_nodes].tolist() == list(range(len(index.measures)))
    assert index.thing_of_node[index.thing_nodes].tolist() == list(range(len(index.things)))
    assert tuple(index.interned.ids[node] for node in index.thing_nodes) == index.things
    assert index.column("m-tobak") == index.measures.index("m-tobak")
    with pytest.raises(KeyError):
        index.column("area-skola")


def test_pairs_of_the_example() -> None:
    """Only m-skola and m-natvaro are read as acting on a cause; nothing is stated."""
    index = kgraph.example().index
    assert [one.size for one in index.acts_on(interpreted=False)] == [0, 0]
    assert sorted(index.addressing(interpreted=True)) == [("m-natvaro", "cause-vuxna"), ("m-skola", "cause-skola")]
    assert index.touched_by("m-krogar", interpreted=False) == ("actor-polisen", "area-narkotika", "area-nyrekrytering")
