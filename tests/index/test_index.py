"""The integer core against three independent ways of getting the same answer."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link
from kgraph.paths.chains import touches
from tests.strategies import graphs, link, nodes, rich_graphs


def touching_by_networkx(graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> set[str]:
    """The rule of `kgraph.ways` as reachability in a graph built for it, sharing no code with the index."""
    counting = [one for one in graph.links if (one.counts if interpreted else one.counts_as_stated)]
    net: nx.DiGraph[str] = nx.DiGraph()
    net.add_nodes_from(graph.nodes)
    for one in counting:
        source, target = graph[one.source].kind, graph[one.target].kind
        if one.relation == "partOf" and target == "Measure":
            if source == "SubActivity":  # a measure or a table in a measure lends it nothing
                net.add_edge(one.target, one.source)
        elif one.relation in ways.DRIVES or (one.relation in ways.DIRECT and source in ("Measure", "SubActivity")):
            net.add_edge(one.source, one.target)
        elif one.relation in ways.DIRECT_INVERSE and target in ("Measure", "SubActivity"):
            net.add_edge(one.target, one.source)
        elif one.relation == "mattersFor":
            net.add_edge(f"home:{one.source}", one.target)
        if one.relation == "homeArea":
            net.add_edge(one.source, f"home:{one.target}")
    return {m.id for m in graph.of_kind("Measure") if thing in net and nx.has_path(net, m.id, thing)}


@given(rich_graphs(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_index_equals_networkx_and_the_search_for_paths(graph: KnowledgeGraph, interpreted: bool) -> None:  # noqa: FBT001 - drawn
    paths = {measure.id: touches(graph, measure.id) for measure in graph.of_kind("Measure")}
    for thing in graph.of_kind(*ways.TOUCHABLE):
        found = set(graph.index.touching(thing.id, interpreted=interpreted))
        searched = {
            m for m, known in paths.items() if thing.id in known and (interpreted or known[thing.id].basis == "stated")
        }
        assert found == touching_by_networkx(graph, thing.id, interpreted=interpreted) == searched


SPARQL = """
SELECT DISTINCT ?m WHERE {
  ?m a kg:Measure .
  { ?m kg:homeArea|kg:alsoAffects|(kg:homeArea/kg:mattersFor) ?area }
  UNION { ?m (kg:addresses|kg:strengthens)/(kg:contributesTo|kg:protectsAgainst)+ ?area }
  UNION { ?part kg:partOf ?m ; kg:addresses/(kg:contributesTo|kg:protectsAgainst)+ ?area . ?part a kg:SubActivity }
}
"""


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_index_equals_sparql_over_simple_triples(graph: KnowledgeGraph) -> None:
    from kgraph.rdf import PREFIXES

    for area in graph.of_kind("CrimeArea"):
        query = SPARQL.replace("?area", f"kgd:{area.id}")
        rows = graph.store.query(query, prefixes=PREFIXES)
        found = {row[0].value.rpartition("/")[2] for row in rows}  # type: ignore[union-attr]  # a SELECT
        assert found == set(graph.index.touching(area.id, interpreted=False))


@given(graphs())
@settings(max_examples=80, deadline=None)
def test_the_shared_matrix_counts_the_overlaps_and_is_symmetric(graph: KnowledgeGraph) -> None:
    areas = [area.id for area in graph.of_kind("CrimeArea")]
    for interpreted in (False, True):
        shared = graph.index.shared(areas, interpreted=interpreted)
        assert np.array_equal(shared, shared.T)
        for (row, one), (column, other) in combinations(enumerate(areas), 2):
            assert shared[row, column] == len(graph.index.overlap((one, other), interpreted=interpreted))


@given(graphs(), link())
@settings(max_examples=80, deadline=None)
def test_one_more_link_never_lowers_a_count_and_a_rejected_one_changes_none(graph: KnowledgeGraph, extra: Link) -> None:
    if extra.sort_key() in {one.sort_key() for one in graph.links}:
        return
    more = KnowledgeGraph.of(graph, [*graph.links, extra])
    rejected = KnowledgeGraph.of(graph, [*graph.links, extra.model_copy(update={"status": "rejected", "locator": "9"})])
    for thing in graph.of_kind(*ways.TOUCHABLE):
        for interpreted in (False, True):
            before = set(graph.index.touching(thing.id, interpreted=interpreted))
            assert before <= set(more.index.touching(thing.id, interpreted=interpreted))
            assert before == set(rejected.index.touching(thing.id, interpreted=interpreted))


def test_matters_for_holds_in_the_stated_direction_only() -> None:
    graph = kgraph.example()
    assert "m-tobak" in graph.index.touching("area-nyrekrytering", interpreted=False)
    assert graph.index.touching("area-skola", interpreted=False) == ("m-natvaro", "m-skola")


def test_matters_for_is_one_step_and_from_the_home_area_only() -> None:
    chain = [
        ("m-0", "homeArea", "a-0"),
        ("m-1", "alsoAffects", "a-0"),
        ("a-0", "mattersFor", "a-1"),
        ("a-1", "mattersFor", "a-2"),
    ]
    graph = KnowledgeGraph.of(nodes(), [Link(source=s, relation=r, target=t) for s, r, t in chain])
    assert graph.index.touching("a-1", interpreted=True) == ("m-0",)
    assert graph.index.touching("a-2", interpreted=True) == ()


def test_a_graph_without_measures_or_things_answers_nothing() -> None:
    empty = KnowledgeGraph.of([], [])
    assert empty.index.overlap(interpreted=True) == ()
    only_areas = KnowledgeGraph.of([n for n in nodes() if n.kind == "CrimeArea"], [])
    assert only_areas.index.touching("a-0", interpreted=True) == ()
    with pytest.raises(KeyError):
        only_areas.index.touching("m-0", interpreted=True)


def test_a_measure_is_no_thing_to_touch_and_the_bits_are_fixed() -> None:
    index = kgraph.example().index
    with pytest.raises(KeyError):
        index.touching("m-krogar", interpreted=True)
    with pytest.raises(ValueError, match="read-only"):
        index.row("area-skola", interpreted=True)[0] = 255


def test_more_measures_than_one_byte_are_packed_in_place() -> None:
    from kgraph.model import CrimeArea, Measure, Text

    area = CrimeArea(id="a", label=Text(sv="område"))
    many = [Measure(id=f"m-{n:03}", label=Text(sv=f"åtgärd {n}")) for n in range(37)]
    homes = [Link(source=one.id, relation="homeArea", target="a") for one in many[::3]]
    graph = KnowledgeGraph.of([area, *many], homes)
    assert graph.index.touching("a", interpreted=False) == tuple(one.id for one in many[::3])
    assert graph.index.count("a", interpreted=False) == 13
