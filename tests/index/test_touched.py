"""Components and T on random pairs of numbers, against networkx and sets; large enough that rows are kept both ways."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.index.components import Components, components
from kgraph.index.numbers import Adjacency, Pairs, in_groups, joined, numbers, unique_pairs
from kgraph.index.touched import Touched, touched

THINGS = 14


@dataclass(frozen=True)
class Drawn:
    """Measures linked to things, and things that drive each other."""

    measures: int
    direct: frozenset[tuple[int, int]]
    drives: frozenset[tuple[int, int]]

    @property
    def net(self) -> nx.DiGraph[int]:
        net: nx.DiGraph[int] = nx.DiGraph()
        net.add_nodes_from(range(THINGS))
        net.add_edges_from(self.drives)
        return net

    def brute(self) -> list[set[int]]:
        """The measures that touch each thing, by walking the net."""
        reach = {one: {one, *nx.descendants(self.net, one)} for one in range(THINGS)}
        return [{m for m, near in self.direct if thing in reach[near]} for thing in range(THINGS)]

    def touched(self, wide: list[int]) -> Touched:
        causal = sorted({one for pair in self.drives for one in pair})
        place = np.full(THINGS, -1, dtype=np.int32)
        place[causal] = np.arange(len(causal))
        first, second = columns(self.drives)
        found = components(Adjacency.of((place[first], place[second]), len(causal)))
        return touched(columns(self.direct), found, numbers(place), numbers(wide), self.measures)


def columns(pairs: frozenset[tuple[int, int]]) -> Pairs:
    found = np.array(sorted(pairs), dtype=np.int32).reshape(-1, 2)
    return unique_pairs(found[:, 0], found[:, 1])


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    measures = draw(st.sampled_from((0, 1, 7, 64, 65, 400)))
    thing = st.integers(0, THINGS - 1)
    pairs = st.tuples(st.integers(0, max(measures - 1, 0)), thing)
    direct = draw(st.frozensets(pairs, max_size=60 if measures else 0))
    every = frozenset((m, 3) for m in range(0, measures, 3)) if draw(st.booleans()) else frozenset()
    drives = draw(st.frozensets(st.tuples(thing, thing).filter(lambda pair: pair[0] != pair[1]), max_size=25))
    return Drawn(measures, direct | every, drives)


@given(drawn())
@settings(max_examples=150, deadline=None)
def test_components_are_those_of_networkx_and_drive_downwards(one: Drawn) -> None:
    found = components(Adjacency.of(columns(one.drives), THINGS))
    groups = {frozenset(np.flatnonzero(found.of == number).tolist()) for number in range(found.size)}
    assert groups == {frozenset(group) for group in nx.strongly_connected_components(one.net)}
    assert all(found.of[near] >= found.of[far] for near, far in one.drives)
    for thing in range(THINGS):
        assert set(found.reaching(thing).tolist()) == {thing, *nx.ancestors(one.net, thing)}
        assert set(found.reached([thing]).tolist()) == {thing, *nx.descendants(one.net, thing)}


@given(st.lists(st.integers(0, THINGS - 1), max_size=4))
def test_what_several_reach_is_what_each_reaches(ones: list[int]) -> None:
    chain = frozenset((number, number + 2) for number in range(THINGS - 2))
    found = components(Adjacency.of(columns(chain), THINGS))
    assert set(found.reached(ones).tolist()) == {far for one in ones for far in range(one, THINGS, 2)}


@given(drawn(), st.frozensets(st.integers(0, THINGS - 1), max_size=3))
@settings(max_examples=150, deadline=None)
def test_rows_of_either_form_hold_what_a_walk_finds(one: Drawn, wide: frozenset[int]) -> None:
    found = one.touched(sorted(wide))
    for thing, expected in enumerate(one.brute()):
        assert found.touching(thing).tolist() == sorted(expected)
        assert found.counts[thing] == len(expected)
        bits = np.unpackbits(found.row(thing).view(np.uint8))
        assert np.flatnonzero(bits).tolist() == sorted(expected)  # nothing in the filling either
    assert all(found.slot[thing] >= 0 for thing in wide)


@given(drawn(), st.data())
@settings(max_examples=120, deadline=None)
def test_shared_counts_the_common_measures_of_any_rows_and_columns(one: Drawn, data: st.DataObject) -> None:
    found, brute = one.touched([0]), one.brute()
    things = st.lists(st.integers(0, THINGS - 1), max_size=THINGS)
    rows, across = data.draw(things), data.draw(things)
    expected = [[len(brute[row] & brute[column]) for column in across] for row in rows]
    shared = found.shared(numbers(rows), numbers(across))
    assert shared.dtype == np.int64
    assert shared.tolist() == expected


def test_few_are_listed_and_many_are_bits() -> None:
    direct = frozenset({(m, 0) for m in range(400)} | {(m, 1) for m in range(12)} | {(m, 2) for m in range(13)})
    found = Drawn(400, direct, frozenset()).touched([])
    assert [int(found.slot[thing] >= 0) for thing in range(4)] == [1, 0, 1, 0]  # 400 / 32 = 12.5
    assert found.bits.shape == (2, 7)


def test_a_loop_is_one_row() -> None:
    """1 → 2 → 3 → 1: who touches one of them touches all, and their bits are kept once."""
    drives = frozenset({(1, 2), (2, 3), (3, 1)})
    found = Drawn(10, frozenset({(4, 1), (7, 3)}), drives).touched([])
    assert found.slot[1] == found.slot[2] == found.slot[3]
    assert found.touching(2).tolist() == [4, 7]


def test_a_long_chain_is_no_trouble() -> None:
    size = 20_000
    chain = numbers(np.arange(size - 1)), numbers(np.arange(1, size))
    found: Components = components(Adjacency.of(chain, size))
    assert found.size == size
    assert found.of[0] == size - 1


def test_the_joint_of_pairs_has_one_for_each_way() -> None:
    left = numbers([0, 0, 2]), numbers([5, 6, 9])
    right = numbers([5, 5, 6]), numbers([1, 2, 1])
    assert [one.tolist() for one in joined(left, right)] == [[0, 0, 0], [1, 2, 1]]


def test_large_counts_of_shared_measures_are_counted_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    direct = frozenset((m, thing) for m in range(100) for thing in range(3) if m % (thing + 2) == 0)
    found = Drawn(6400, direct, frozenset()).touched([])
    assert not (found.slot[:3] >= 0).any()
    whole = found.shared(numbers([0, 1, 2]), numbers([0, 1, 2]))
    monkeypatch.setattr("kgraph.index.touched._AT_ONCE", 4)
    portions = found.shared(numbers([0, 1, 2]), numbers([0, 1, 2]))
    # below 100: 50 even, 34 of three, 25 of four; 17 of six; 25 of four are even; 9 of twelve
    assert whole.tolist() == portions.tolist() == [[50, 17, 25], [17, 34, 9], [25, 9, 25]]


@given(pairs=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 30)), max_size=80), shuffled=st.booleans())
@settings(deadline=None)
def test_pairs_by_group_are_the_sorted_pairs_each_once(pairs: list[tuple[int, int]], *, shuffled: bool) -> None:
    ordered = pairs if shuffled else sorted(pairs, key=lambda pair: pair[1])
    group, member = (numbers([pair[end] for pair in ordered]) for end in (0, 1))
    first, second = in_groups(group, member, 41)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == sorted(set(pairs))
    many = in_groups(group, member, 1 << 17)  # more groups than are counted by
    assert [one.tolist() for one in many] == [first.tolist(), second.tolist()]
