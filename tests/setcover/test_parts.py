"""Each rung by itself: reductions keep an optimum, prices give valid bounds, greedy, dives and searches give valid choices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kgraph.setcover import Problem, Sets, bounds
from kgraph.setcover.beliefs import believed
from kgraph.setcover.diving import dived
from kgraph.setcover.greedy import greedy, pruned
from kgraph.setcover.reductions import reduced
from kgraph.setcover.search import searched
from tests.setcover import instances
from tests.setcover.strategies import choices, problems


def optimum(problem: Problem) -> float:
    return min(problem.cost(one) for one in choices(problem) if problem.meets(one))


def going() -> bool:
    return True


def test_sets_turned_twice_are_the_same() -> None:
    sets = Sets.of_pairs(np.array([0, 2, 2, 0]), np.array([1, 0, 3, 1]), 3, 4)
    assert [sets[number].tolist() for number in range(3)] == [[1], [], [0, 3]]
    turned = sets.turned()
    assert [turned[number].tolist() for number in range(4)] == [[2], [0], [], [2]]
    assert turned.turned().members.tolist() == sets.members.tolist()
    assert sets.sums(np.array([1.0, 2.0, 4.0, 8.0])).tolist() == [2.0, 0.0, 9.0]


def test_reductions_by_hand() -> None:
    """Row 0 has only column 0: forced, and it covers row 1 too.  Of columns 1 and 2, both for row 2, the cheaper is left.

    Then row 2 has only that one, so it is forced as well and nothing remains.
    """
    small = reduced(Problem.of([[0, 1], [2], [2]], 3, costs=[9, 2, 1]))
    assert small.forced.tolist() == [True, False, True]
    assert (len(small.problem.columns), small.problem.columns.width) == (0, 0)


def test_a_row_that_is_met_whenever_another_is_goes_but_never_the_more_demanding_one() -> None:
    # row 1 has all columns of row 0 and one more: dropped while it demands no more than row 0, kept when it does
    columns = [[0, 1], [0, 1], [1]]
    assert reduced(Problem.of(columns, 2), dominated=False).problem.columns.width == 1
    assert reduced(Problem.of(columns, 2, demands=[1, 2]), dominated=False).problem.columns.width == 2


@given(problems())
@settings(max_examples=300, deadline=None)
def test_reductions_keep_an_optimum(problem: Problem) -> None:
    assume(not problem.short().size)
    small = reduced(problem)
    inside = min((one for one in choices(small.problem) if small.problem.meets(one)), key=small.problem.cost)
    assert problem.meets(small.chosen(inside))
    assert problem.cost(small.chosen(inside)) == pytest.approx(optimum(problem))


@given(problems())
@settings(max_examples=150, deadline=None)
def test_without_domination_every_choice_stays_possible(problem: Problem) -> None:
    assume(not problem.short().size)
    small = reduced(problem, dominated=False)
    for one in choices(problem):
        if problem.meets(one):
            assert one[small.forced].all()
            assert small.problem.meets(one[small.columns])


@given(problems(), st.data())
@settings(max_examples=200, deadline=None)
def test_any_prices_give_a_valid_bound(problem: Problem, data: st.DataObject) -> None:
    assume(not problem.short().size)
    rows = problem.columns.width
    prices = np.array(data.draw(st.lists(st.floats(0, 5), min_size=rows, max_size=rows)))
    assert bounds.dual(problem, prices) <= optimum(problem) + 1e-9
    assert bounds.dual(problem, bounds.scaled(problem, prices)) <= optimum(problem) + 1e-9


@given(problems())
@settings(max_examples=100, deadline=None)
def test_every_rung_gives_what_it_promises(problem: Problem) -> None:
    assume(not problem.short().size)
    small = reduced(problem).problem
    best = optimum(small)
    chosen, _ = greedy(small)
    prices = bounds.climbed(small, small.cost(chosen), steps=60, going=going)
    exact = bounds.linear(small, 5.0) if len(small.columns) else prices
    assert exact is not None
    for some in (prices, exact):
        assert bounds.dual(small, some) <= best + 1e-9
    for one in (chosen, dived(small, prices, share=0.3, going=going), greedy(small, prices)[0]):
        assert small.meets(one)
        assert (pruned(small, one) == one).all()
        found = searched(small, one, steps=40, lower=0.0, going=going)
        assert small.meets(found)
        assert best - 1e-9 <= small.cost(found) <= small.cost(one) + 1e-9


@given(problems())
@settings(max_examples=100, deadline=None)
def test_a_dive_by_beliefs_meets_every_demand_and_its_time(problem: Problem) -> None:
    assume(not problem.short().size)
    small = reduced(replace(problem, demands=np.minimum(problem.demands, 1))).problem
    for still in (going, lambda: False):
        one = believed(small, share=0.3, going=still)
        assert small.meets(one)
        assert (pruned(small, one) == one).all()
        assert optimum(small) - 1e-9 <= small.cost(one)


def test_beliefs_choose_better_than_prices_where_all_columns_cost_the_same() -> None:
    """Random problems, for which twenty seconds of the whole ladder find 29, 29, 29, 29, 30 and 30 columns; dives by prices need 184 in all."""
    by_prices, by_beliefs = [], []
    for seed in range(6):
        small = reduced(replace(instances.balas_ho(150, 900, 0.025, seed), costs=np.ones(900))).problem
        prices = bounds.climbed(small, small.cost(greedy(small)[0]), steps=500, going=going)
        by_prices.append(small.cost(dived(small, prices, share=0.05, going=going)))
        by_beliefs.append(small.cost(believed(small, share=0.005, going=going)))
    assert sum(by_beliefs) < sum(by_prices)
    assert max(by_beliefs) <= 31  # one above the best known


def test_steps_reach_the_linear_bound_where_it_is_known() -> None:
    """Every point of a Steiner triple system at one third is an optimum of the linear programme: 27 / 3."""
    problem = instances.steiner(27)
    exact = bounds.linear(problem, 10.0)
    assert exact is not None
    assert bounds.dual(problem, exact) == pytest.approx(9.0)
    assert bounds.dual(problem, bounds.climbed(problem, 18.0, steps=500, going=going)) == pytest.approx(9.0, abs=0.05)


def test_the_search_gets_from_greedy_to_the_optimum() -> None:
    problem = instances.colourings(9)
    start = greedy(problem)[0]
    found = searched(problem, start, steps=20_000, lower=0.0, going=going)
    assert problem.meets(found)
    assert problem.cost(found) < problem.cost(start)
