from __future__ import annotations

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.parts import selection as parts
from tests.strategies import graphs


def test_near_walks_links_in_any_direction() -> None:
    graph = kgraph.example()
    one = kgraph.select(graph, parts.near("SKF", 1))
    assert set(one.nodes) == {"actor-skolan", "m-skola"}
    two = kgraph.select(graph, parts.near("SKF", 2))
    assert set(two.nodes) == {"actor-skolan", "m-skola", "area-skola", "cause-skola", "group-elever"}


def test_a_rejected_link_is_not_walked() -> None:
    assert "cause-tobak" not in kgraph.select(kgraph.example(), parts.near("m-tobak", 1)).nodes


def test_selections_combine_as_and_and_either_as_or() -> None:
    graph = kgraph.example()
    both = kgraph.select(graph, parts.near("narkotika", 1), parts.kinds("Cause"))
    assert {node.kind for node in both} == {"Cause"}
    either = kgraph.select(graph, parts.either(parts.ids("SKF"), parts.kinds("TargetGroup")))
    assert set(either.nodes) == {"actor-skolan", "group-elever"}


def test_what_works_on_the_whole_works_on_a_part() -> None:
    part = kgraph.select(kgraph.example(), parts.near("narkotika", 2))
    assert kgraph.overlap(part, "narkotika").counts[0].total == len(part.of_kind("Measure"))
    assert kgraph.coverage(part).counts


def test_the_stated_part() -> None:
    assert {link.status for link in parts.only_stated(kgraph.example()).links} == {"stated"}


def test_a_bad_selection_is_told() -> None:
    with pytest.raises(UsageError, match="negativt"):
        parts.near("narkotika", -1)
    with pytest.raises(UnknownName):
        kgraph.select(kgraph.example(), parts.near("finns inte"))
    with pytest.raises(UnknownName, match="Measure"):
        kgraph.select(kgraph.example(), parts.kinds("Mesure"))


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_a_part_is_within_the_whole_and_selecting_all_is_the_whole(graph: KnowledgeGraph) -> None:
    part = kgraph.select(graph, parts.near("m-0", 2))
    assert set(part.nodes) <= set(graph.nodes)
    assert set(part.links) <= set(graph.links)
    assert all(link.source in part and link.target in part for link in part.links)
    assert kgraph.select(graph) == graph
