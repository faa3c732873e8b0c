from __future__ import annotations

import itertools

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.effects.disjoint import independent, minimum_cut

Edges = frozenset[tuple[str, str]]


def net_of(edges: Edges) -> dict[str, list[str]]:
    return {here: sorted(there for one, there in edges if one == here) for here in sorted({here for here, _ in edges})}


def test_two_ways_round_and_one_straight_on_by_hand() -> None:
    """s → a → t, s → b → t, s → c → b, and s → t: three paths at most; without a, b and the link s → t none is left."""
    edges = frozenset({("s", "a"), ("a", "t"), ("s", "b"), ("b", "t"), ("s", "c"), ("c", "b"), ("s", "t")})
    assert independent(net_of(edges), "s", "t") == (("s", "t"), ("s", "a", "t"), ("s", "b", "t"))
    assert minimum_cut(net_of(edges), "s", "t") == (("a",), ("b",), ("s", "t"))


def test_the_first_path_may_have_to_give_way() -> None:
    """The shortest path s → a → d → t blocks both others; two paths exist all the same."""
    edges = frozenset({("s", "a"), ("a", "d"), ("d", "t"), ("a", "b"), ("b", "t"), ("s", "c"), ("c", "d")})
    assert independent(net_of(edges), "s", "t") == (("s", "a", "b", "t"), ("s", "c", "d", "t"))


def test_a_bottleneck_and_no_way_at_all() -> None:
    edges = frozenset({("s", "a"), ("s", "b"), ("a", "x"), ("b", "x"), ("x", "t"), ("t", "s")})
    assert len(independent(net_of(edges), "s", "t")) == 1
    assert minimum_cut(net_of(edges), "s", "t") == (("x",),)
    assert independent(net_of(edges), "t", "nowhere") == ()
    assert minimum_cut(net_of(edges), "t", "nowhere") == ()


def test_a_path_may_be_longer_than_what_calls_itself_can_follow() -> None:
    way = tuple(f"{number:05}" for number in range(5_000))
    net = {here: [there] for here, there in itertools.pairwise(way)}
    assert independent(net, way[0], way[-1]) == (way,)


things = st.sampled_from("stabcdef")
random_edges = st.frozensets(st.tuples(things, things).filter(lambda pair: pair[0] != pair[1]), max_size=30)


@given(random_edges)
@settings(max_examples=300, deadline=None)
def test_as_many_as_networkx_finds_and_as_large_as_the_cut(edges: Edges) -> None:
    net = net_of(edges)
    paths, cut = independent(net, "s", "t"), minimum_cut(net, "s", "t")
    straight = ("s", "t") in edges
    rest: nx.DiGraph[str] = nx.DiGraph([edge for edge in edges if edge != ("s", "t")])
    rest.add_nodes_from("st")
    assert len(paths) == len(cut) == nx.node_connectivity(rest, "s", "t") + straight
    assert all(edge in edges for way in paths for edge in itertools.pairwise(way))
    assert all(way[0] == "s" and way[-1] == "t" for way in paths)
    inner = [one for way in paths for one in way[1:-1]]
    assert len(inner) == len(set(inner))


@given(random_edges)
@settings(max_examples=200, deadline=None)
def test_the_cut_parts_the_ends_and_no_part_of_it_does(edges: Edges) -> None:
    cut = minimum_cut(net_of(edges), "s", "t")
    for left_out in range(len(cut) + 1):
        taken = [one for place, one in enumerate(cut) if place != left_out]
        left: nx.DiGraph[str] = nx.DiGraph([edge for edge in edges if edge not in taken])
        left.add_nodes_from("st")
        left.remove_nodes_from([one[0] for one in taken if len(one) == 1])
        assert nx.has_path(left, "s", "t") is (left_out < len(cut))
