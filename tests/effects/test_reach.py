from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import ways
from kgraph.effects.disjoint import independent
from kgraph.effects.reach import (
    Hop,
    Net,
    chain,
    claim,
    effects,
    has_strengths,
    numbers_of_paths,
    shortest,
    simple_paths,
)
from kgraph.effects.strength import noisy_or, product
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Goal, Indicator, Link, Measure, Text
from tests.strategies import graphs


def strong(*links: tuple[str, str, str, float | None]) -> KnowledgeGraph:
    """A measure m, causes c1 … c4, an area a, a goal g, and links with strengths."""
    nodes = [
        Measure(id="m", label=Text(sv="m")),
        *(Cause(id=f"c{number}", label=Text(sv=f"c{number}")) for number in range(1, 5)),
        CrimeArea(id="a", label=Text(sv="a")),
        Goal(id="g", label=Text(sv="g")),
    ]
    made = [Link(source=s, relation=r, target=t, strength=strength) for s, r, t, strength in links]
    return KnowledgeGraph.of(nodes, made)


FORK = strong(
    ("m", "addresses", "c1", 0.5),
    ("m", "addresses", "c2", 0.8),
    ("c1", "contributesTo", "a", 0.6),
    ("c2", "contributesTo", "a", 0.5),
    ("c2", "contributesTo", "c1", 1.0),
    ("c1", "contributesTo", "c2", 0.1),
    ("m", "pursues", "g", None),
)
"""m → a by c1 (0.5 · 0.6 = 0.30), by c2 (0.8 · 0.5 = 0.40), by c2 and c1 (0.8 · 1 · 0.6 = 0.48) and by c1 and c2 (0.025)."""


def net_of(graph: KnowledgeGraph, start: str = "m", *, interpreted: bool = True) -> Net:
    return effects(graph, start, interpreted=interpreted)


def as_networkx(net: Net) -> nx.DiGraph[str]:
    made: nx.DiGraph[str] = nx.DiGraph()
    made.add_nodes_from(net)
    made.add_edges_from((here, there) for here, hops in net.items() for there in hops)
    return made


def test_paths_by_hand_shortest_first() -> None:
    found = simple_paths(net_of(FORK), "m", "a")
    assert found.ways == (("m", "c1", "a"), ("m", "c2", "a"), ("m", "c1", "c2", "a"), ("m", "c2", "c1", "a"))
    assert not found.cut
    assert simple_paths(net_of(FORK), "m", "a", most=3).cut
    assert simple_paths(net_of(FORK), "a", "m").ways == ()
    assert shortest(net_of(FORK), "m")["g"] == ("m", "g")


def test_strengths_by_hand() -> None:
    best = product(net_of(FORK), "m")["a"]
    assert best.value == pytest.approx(0.48)
    assert (best.known, best.ways) == (True, (("m", "c2", "c1", "a"),))
    # that path uses both causes, so none is independent of it; the two paths over one cause each are, and give 0.58
    both = noisy_or(net_of(FORK), "m", "a")
    assert both is not None
    assert both.value == pytest.approx(1 - (1 - 0.3) * (1 - 0.4))
    assert both.known is False
    assert sorted(both.ways) == [("m", "c1", "a"), ("m", "c2", "a")]
    apart = strong(
        ("m", "addresses", "c1", 0.5), ("m", "addresses", "c2", 0.8),
        ("c1", "contributesTo", "a", 0.6), ("c2", "contributesTo", "a", 0.5),
    )  # fmt: skip
    two = noisy_or(net_of(apart), "m", "a")
    assert two is not None
    assert two.value == pytest.approx(1 - (1 - 0.3) * (1 - 0.4))


def test_an_unknown_strength_makes_a_floor() -> None:
    graph = strong(
        ("m", "addresses", "c1", 0.5),
        ("m", "addresses", "c2", None),
        ("c1", "contributesTo", "a", 0.6),
        ("c2", "contributesTo", "a", 0.9),
    )
    best = product(net_of(graph), "m")
    assert best["a"].value == pytest.approx(0.3)
    assert not best["a"].known  # through c2 it may be up to 0.9
    assert (best["c1"].value, best["c1"].known) == (0.5, True)
    assert (best["c2"].value, best["c2"].known) == (0.0, False)
    either = noisy_or(net_of(graph), "m", "a")
    assert either is not None
    assert either.value == pytest.approx(0.3)
    assert either.known is False
    weak = strong(
        ("m", "addresses", "c1", 0.5),
        ("m", "addresses", "c2", None),
        ("c1", "contributesTo", "a", 0.6),
        ("c2", "contributesTo", "a", 0.2),
    )
    assert product(net_of(weak), "m")["a"].known  # whatever m → c2 is, through it comes 0.2 at most


def test_of_two_statements_the_stated_one_bears_and_the_greatest_strength_holds() -> None:
    statements = [
        Link(source="m", relation="addresses", target="c1", locator="1", strength=0.9, status="interpreted"),
        Link(source="m", relation="addresses", target="c1", locator="2", strength=0.4),
        Link(source="m", relation="addresses", target="c1", locator="3"),
    ]
    graph = KnowledgeGraph.of(strong(), statements)
    hop = net_of(graph)["m"]["c1"]
    assert (hop.strength, hop.link.locator) == (0.9, "2")
    assert net_of(graph, interpreted=False)["m"]["c1"].strength == 0.4
    assert has_strengths(graph)
    assert not has_strengths(kgraph.example())


@pytest.mark.parametrize("relation", ["pursues", "isMeasuredBy"])
def test_a_strength_of_any_link_that_effects_travel_along_is_one(relation: str) -> None:
    nodes = [
        Measure(id="m", label=Text(sv="m")),
        Goal(id="g", label=Text(sv="g")),
        Indicator(id="i", label=Text(sv="i")),
    ]
    target = {"pursues": "g", "isMeasuredBy": "i"}[relation]
    graph = KnowledgeGraph.of(nodes, [Link(source="m", relation=relation, target=target, strength=0.5)])
    assert target in effects(graph, "m", interpreted=False)["m"]
    assert has_strengths(graph)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_what_is_reached_is_what_is_touched(graph: KnowledgeGraph) -> None:
    """The net says the same as T of the index, and as a search that networkx does."""
    effective = {"Cause", "Problem", "CrimeArea"}
    for interpreted, measure in itertools.product((False, True), graph.of_kind("Measure")):
        net = net_of(graph, measure.id, interpreted=interpreted)
        reached = {one for one in shortest(net, measure.id) if one in graph and graph[one].kind in effective}
        touched = {
            thing.id
            for thing in graph.of_kind(*effective)
            if measure.id in graph.index.touching(thing.id, interpreted=interpreted)
        }
        assert reached == touched
    for cause in graph.of_kind("Cause"):
        drives = nx.DiGraph(
            [(o.source, o.target) for o in graph.links if o.relation in ways.DRIVES and o.counts]
        )  # fmt: skip
        drives.add_node(cause.id)
        assert shortest(net_of(graph, cause.id), cause.id).keys() - {cause.id} == nx.descendants(drives, cause.id)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_paths_and_distances_equal_those_of_networkx(graph: KnowledgeGraph) -> None:
    for start in ("m-0", "c-0"):
        net = net_of(graph, start)
        net_x = as_networkx(net)
        steps = {there: len(way) - 1 for there, way in shortest(net, start).items()}
        assert steps == dict(nx.single_source_shortest_path_length(net_x, start))
        for area in ("a-0", "a-1"):
            expected = {tuple(way) for way in nx.all_simple_paths(net_x, start, area)} if area in net_x else set()
            found = simple_paths(net, start, area)
            assert set(found.ways) == expected
            assert len(found.ways) == len(expected)
            assert list(found.ways) == sorted(expected, key=lambda way: (len(way), way))
            few = simple_paths(net, start, area, most=2)
            assert (few.ways, few.cut) == (found.ways[:2], len(found.ways) > 2)
            for way in found.ways:
                walked = chain(net, way)
                assert all(link.counts for link, _ in walked)
                assert len(walked) == len(way) - 1


@given(graphs(), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_one_search_counts_the_paths_that_a_search_for_each_thing_counts(graph: KnowledgeGraph, most: int) -> None:
    """With few paths asked for, beginnings are left out, and some things are searched for by themselves."""
    for start in ("m-0", "c-0"):
        net = net_of(graph, start)
        each = {there: simple_paths(net, start, there, most=most) for there in shortest(net, start) if there != start}
        told = {there: (len(paths.ways), paths.cut) for there, paths in each.items()}
        assert numbers_of_paths(net, start, most=most) == told


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_a_claim_is_the_net_between_its_ends(graph: KnowledgeGraph) -> None:
    whole = simple_paths(net_of(graph, "c-0"), "c-0", "a-0")
    between = claim(graph, "c-0", "a-0", lambda link: link.counts)
    assert simple_paths(between, "c-0", "a-0") == whole
    on_some_path = {one for way in whole.ways for one in way}
    assert on_some_path <= {"c-0", "a-0", *between}


@st.composite
def weighted(draw: st.DrawFn) -> KnowledgeGraph:
    """A random graph in which some links have a strength."""
    graph = draw(graphs())
    values = st.sampled_from((None, 0.0, 0.25, 0.5, 1.0))
    return KnowledgeGraph.of(graph, [link.model_copy(update={"strength": draw(values)}) for link in graph.links])


@given(weighted(), st.sampled_from((0.0, 0.5, 1.0)))
@settings(max_examples=80, deadline=None)
def test_strength_equals_the_best_of_all_paths_and_unknowns_only_add(graph: KnowledgeGraph, guess: float) -> None:
    """Brute force over all paths; and whatever the unknown strengths turn out to be, a known strength stays and a floor holds."""
    net = net_of(graph, "m-0")
    filled = KnowledgeGraph.of(
        graph,
        [o if o.strength is not None else o.model_copy(update={"strength": guess}) for o in graph.links],
    )
    net_filled = net_of(filled, "m-0")
    for area, strength in product(net, "m-0").items():
        if area == "m-0":
            continue
        products = [_along(net, way) for way in simple_paths(net, "m-0", area).ways]
        assert strength.value == pytest.approx(max((one for one in products if one is not None), default=0.0))
        then = product(net_filled, "m-0")[area]
        assert then.known
        assert then.value >= strength.value - 1e-12
        if strength.known:
            assert then.value == pytest.approx(strength.value)


def _along(net: Net, way: tuple[str, ...]) -> float | None:
    strengths = [net[here][there].strength for here, there in itertools.pairwise(way)]
    return None if None in strengths else math.prod(one for one in strengths if one is not None)


@given(weighted())
@settings(max_examples=80, deadline=None)
def test_noisy_or_lies_between_the_best_path_and_all_of_them(graph: KnowledgeGraph) -> None:
    net = net_of(graph, "m-0")
    for area in ("a-0", "a-1", "a-2"):
        both = noisy_or(net, "m-0", area)
        best = product(net, "m-0").get(area)
        if both is None:
            assert best is None
            continue
        assert best is not None
        along = [one for way in simple_paths(net, "m-0", area).ways if (one := _along(net, way)) is not None]
        assert best.value - 1e-12 <= both.value <= 1 - math.prod(1 - one for one in along) + 1e-12
        assert both.known <= best.known


def test_what_leads_back_to_the_start_or_on_from_the_end_is_no_path_by_hand() -> None:
    """c1 → a (0.5) is all there is: c1 → c2 → c1, a dead end c3 → c4 → c3 on the way, and m are on no path of it."""
    graph = strong(
        ("c1", "contributesTo", "a", 0.5), ("c1", "contributesTo", "c2", None), ("c2", "contributesTo", "c1", None),
        ("c1", "contributesTo", "c3", 0.5), ("c3", "contributesTo", "c4", None), ("c4", "contributesTo", "c3", None),
        ("c3", "contributesTo", "a", 0.5), ("m", "addresses", "c1", None),
    )  # fmt: skip
    found = noisy_or(net_of(graph, "c1"), "c1", "a")
    assert found is not None
    assert found.value == pytest.approx(1 - (1 - 0.5) * (1 - 0.25))
    assert found.known is True
    between = claim(graph, "c1", "a", lambda link: link.counts)
    assert {here: set(hops) for here, hops in between.items()} == {"c1": {"a", "c3"}, "c3": {"a"}}
    on = noisy_or(net_of(graph, "m"), "m", "c1")  # c1 → c2 → c1 goes on from the end and comes back to it
    assert on is not None
    assert (on.value, on.known, on.ways) == (0.0, False, (("m", "c1"),))


def every_path(net: Net, way: tuple[str, ...], end: str) -> Iterator[tuple[str, ...]]:
    """Brute force: every path that passes no thing twice."""
    if way[-1] == end:
        yield way
        return
    for there in net.get(way[-1], ()):
        if there not in way:
            yield from every_path(net, (*way, there), end)


@given(weighted(), st.sampled_from((("m-0", "a-0"), ("c-0", "a-0"), ("c-1", "c-2"))))
@settings(max_examples=200, deadline=None)
def test_noisy_or_equals_brute_force_over_all_paths(graph: KnowledgeGraph, ends: tuple[str, str]) -> None:
    start, end = ends
    net = net_of(graph, start)
    paths = list(every_path(net, (start,), end))
    found = noisy_or(net, start, end)
    assert (found is None) is (not paths)
    if found is None:
        return
    along = {way: _along(net, way) for way in paths}
    sure = {way: value for way, value in along.items() if value is not None}
    least = 1.0
    for size in range(1, len(sure) + 1):
        for some in itertools.combinations(sure, size):
            inner = [one for way in some for one in way[1:-1]]
            if len(inner) == len(set(inner)):
                least = min(least, math.prod(1 - sure[way] for way in some))
    assert found.value == pytest.approx(1 - least)
    if found.value:
        assert found.value == pytest.approx(1 - math.prod(1 - sure[way] for way in found.ways))
    independent = math.prod(1 - value for value in sure.values()) == pytest.approx(least)
    assert found.known is (len(sure) == len(paths) and independent)


@given(weighted(), st.sampled_from((("m-0", "a-0"), ("c-0", "a-0"), ("c-1", "c-2"))))
@settings(max_examples=150, deadline=None)
def test_a_link_more_never_lowers_noisy_or(graph: KnowledgeGraph, ends: tuple[str, str]) -> None:
    before = 0.0
    for count in range(len(graph.links) + 1):
        found = noisy_or(net_of(KnowledgeGraph.of(graph, graph.links[:count]), ends[0]), *ends)
        assert (found.value if found else 0.0) >= before - 1e-12
        before = found.value if found else before


def test_many_paths_that_cross_are_still_answered() -> None:
    """Five floors of four causes, each leading to all of the next: 4⁵ paths, four of them apart, of 0.9⁶ each."""
    floors = [["c1"], *([f"c{floor}{one}" for one in range(4)] for floor in range(2, 7)), ["c7"]]
    net: Net = {
        here: {there: Hop(Link(source=here, relation="contributesTo", target=there), forward=True, strength=0.9) for there in above}
        for below, above in itertools.pairwise(floors) for here in below
    }  # fmt: skip
    found = noisy_or(net, "c1", "c7")
    assert found is not None
    assert found.value == pytest.approx(1 - (1 - 0.9**6) ** 4)
    assert found.known is False


@given(graphs())
@settings(max_examples=150, deadline=None)
def test_a_claim_is_made_of_the_links_of_its_paths_and_of_no_others(graph: KnowledgeGraph) -> None:
    """Brute force over the links themselves: walks that come back to the start or pass a thing twice bear nothing."""
    drives = {
        one.id: {
            link.target: Hop(link, forward=True, strength=None)
            for link in graph.outgoing(one.id, *ways.DRIVES)
            if link.counts_as_stated and graph[one.id].kind in ("Cause", "Problem")
        }
        for one in graph
    }
    paths = list(every_path(drives, ("c-0",), "a-0"))
    between = claim(graph, "c-0", "a-0", lambda link: link.counts_as_stated)
    assert {(here, there) for here, hops in between.items() for there in hops} == {
        hop for way in paths for hop in itertools.pairwise(way)
    }
    # as many independent paths as the largest set of paths that share no thing between their ends
    most = max(
        (
            len(some)
            for size in range(1, 4)
            for some in itertools.combinations(paths[:12], size)
            if len({one for way in some for one in way[1:-1]}) == sum(len(way) - 2 for way in some)
        ),
        default=0,
    )
    found = independent(between, "c-0", "a-0")
    assert len(found) >= most
    assert set(found) <= set(paths)


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_full_strength_everywhere_is_certain(graph: KnowledgeGraph) -> None:
    sure = KnowledgeGraph.of(graph, [link.model_copy(update={"strength": 1.0}) for link in graph.links])
    net = net_of(sure, "m-1")
    assume(len(net) > 1)
    assert all(one.known and one.value == 1 for one in product(net, "m-1").values())


def test_a_search_without_end_is_cut() -> None:
    """A ladder of 12 rungs with both diagonals has 2 ** 12 paths of the same length."""
    nodes = [Cause(id=f"c{side}{rung}", label=Text(sv="c")) for side in "ab" for rung in range(12)]
    area = CrimeArea(id="end", label=Text(sv="end"))
    links = [
        Link(source=f"c{one}{rung}", relation="contributesTo", target=f"c{other}{rung + 1}")
        for rung in range(11)
        for one in "ab"
        for other in "ab"
    ]
    links += [Link(source=f"c{side}11", relation="contributesTo", target="end") for side in "ab"]
    graph = KnowledgeGraph.of([*nodes, area], links)
    found = simple_paths(net_of(graph, "ca0"), "ca0", "end")
    assert found.cut
    assert len(found.ways) == 100
    assert len(simple_paths(net_of(graph, "ca0"), "ca0", "end", most=3000).ways) == 2**11
