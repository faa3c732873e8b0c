from __future__ import annotations

import networkx as nx
from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.paths.chains import between, touches
from tests.strategies import graphs


def test_a_path_reads_as_a_sentence_and_marks_what_is_interpreted() -> None:
    known = touches(kgraph.example(), "m-skola")
    assert known["area-narkotika"].text.sv == "riktas mot (tolkat) Ej behörig till gymnasiet, som bidrar till Narkotika"
    assert known["area-narkotika"].text.en == "addresses (interpreted) Not qualified, which contributes to Narcotics"
    assert known["area-narkotika"].basis == "interpreted"
    assert known["area-skola"].basis == "stated"


def test_a_stated_path_is_preferred_to_a_shorter_interpreted_one() -> None:
    graph = kgraph.example()
    short = graph.links[0].model_copy(
        update={"source": "m-tobak", "relation": "alsoAffects", "target": "area-nyrekrytering", "status": "interpreted"}
    )
    more = KnowledgeGraph.of(graph, [*graph.links, short])
    path = touches(more, "m-tobak")["area-nyrekrytering"]
    assert path.basis == "stated"
    assert [step.relation for step in path.steps] == ["homeArea", "mattersFor"]


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_paths_are_chains_of_existing_links_and_never_rejected_ones(graph: KnowledgeGraph) -> None:
    links = {(link.source, link.relation, link.target, link.status) for link in graph.links}
    for thing, path in touches(graph, "m-0").items():
        here = "m-0"
        for step in path.steps:
            assert (step.source, step.relation, step.target, step.status) in links
            assert step.status != "rejected"
            assert here == (step.source if step.forward else step.target)
            here = step.target if step.forward else step.source
        assert here == thing


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_between_finds_the_shortest_length_that_networkx_finds(graph: KnowledgeGraph) -> None:
    net = nx.Graph((link.source, link.target) for link in graph.links if link.counts)
    net.add_nodes_from(graph.nodes)
    found = between(graph, "actor-0", "a-0")
    if nx.has_path(net, "actor-0", "a-0"):
        assert min(len(path.steps) for path in found) == nx.shortest_path_length(net, "actor-0", "a-0")
    else:
        assert found == ()


def test_stated_paths_come_first_and_longer_interpreted_ones_are_left_out() -> None:
    graph = kgraph.example()
    assert [path.basis for path in between(graph, "m-krogar", "area-nyrekrytering")] == ["stated"]
    assert [path.basis for path in between(graph, "actor-skolan", "area-nyrekrytering")] == ["interpreted"]
    assert between(graph, "group-elever", "exempel") == ()
