from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.setcover import Problem, best
from kgraph.setcover.best import Best
from tests.setcover.strategies import choices, flags, problems


def met(problem: Problem, chosen: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    return int(((problem.counts(chosen) >= problem.demands) & (problem.demands > 0)).sum())


def test_by_hand() -> None:
    """Two columns of three: greedy takes the widest (0: four rows) and one more row; 1 and 2 together have all six."""
    problem = Problem.of([[1, 2, 3, 4], [0, 1, 2], [3, 4, 5]], 6)
    assert (best(problem, size=1).chosen, best(problem, size=1).met) == ((0,), 4)
    assert best(problem, size=2, method="greedy").met == 5
    found = best(problem, size=2)
    assert (found.chosen, found.met, found.bound, found.proven, found.gap) == ((1, 2), 6, 6, True, 0.0)


def test_a_budget_by_hand() -> None:
    # 10 kronor: the wide column costs 10 for three rows; two narrow ones cost 4 each for two rows each
    problem = Problem.of([[0, 1, 2], [0, 1], [2, 3]], 4, costs=[10, 4, 4])
    assert (best(problem, budget=10).chosen, best(problem, budget=10).met) == ((1, 2), 4)
    assert best(problem, budget=5).met == 2
    assert best(problem, budget=3).chosen == ()
    assert best(problem, budget=18, size=1).chosen == (0,)


def test_what_is_locked_in_counts_towards_the_limits() -> None:
    problem = Problem.of([[0], [1, 2], [3]], 4, locked_in=[0])
    assert best(problem, size=2).chosen == (0, 1)
    with pytest.raises(ValueError, match="beyond the limits"):
        best(Problem.of([[0], [1]], 2, locked_in=[0, 1]), size=1)


def test_the_gap_of_an_answer_that_is_not_proven() -> None:
    found = Best((0,), 3, 4, ("greedy",), 0.0)
    assert (found.proven, found.gap) == (False, 0.25)


@given(problems(), st.one_of(st.none(), st.integers(1, 4)), st.one_of(st.none(), st.integers(0, 8)))
@settings(max_examples=250, deadline=None)
def test_as_good_as_brute_force(problem: Problem, size: int | None, budget: int | None) -> None:
    allowed = [
        one for one in choices(problem)
        if (size is None or one.sum() <= size) and (budget is None or problem.cost(one) <= budget + 1e-9)
    ]  # fmt: skip
    if not allowed:
        with pytest.raises(ValueError, match="limits"):
            best(problem, size=size, budget=budget)
        return
    most = max(met(problem, one) for one in allowed)
    found, greedy = best(problem, size=size, budget=budget), best(problem, size=size, budget=budget, method="greedy")
    assert (found.met, found.proven) == (most, True)
    if budget is not None:
        cost = sum(problem.costs[column] for column in found.chosen)
        assert cost == min(problem.cost(one) for one in allowed if met(problem, one) == most)
    assert any((flags(problem, found.chosen) == one).all() for one in allowed)
    assert met(problem, flags(problem, found.chosen)) == found.met
    assert greedy.met <= most <= greedy.bound
