from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from kgraph.setcover import Problem, cover
from kgraph.setcover.greedy import greedy
from kgraph.setcover.search import searched
from tests.setcover import instances
from tests.setcover.strategies import choices, flags, problems


def test_by_hand() -> None:
    """Rows 0–5.  Greedy takes column 0 (four rows: 1, 2, 3, 4), then needs one more each for rows 0 and 5: three columns.

    Columns 1 (0, 1, 2) and 2 (3, 4, 5) cover all with two.
    """
    problem = Problem.of([[1, 2, 3, 4], [0, 1, 2], [3, 4, 5]], 6)
    found = cover(problem)
    assert (found.chosen, found.cost, found.bound, found.proven, found.gap) == ((1, 2), 2.0, 2.0, True, 0.0)
    plain = cover(problem, method="greedy")
    # greedy takes 0, then 1 and 2; then 0 is superfluous and goes
    assert (plain.chosen, plain.cost, plain.rungs) == ((1, 2), 2.0, ("greedy",))


def test_costs_demands_and_locks_by_hand() -> None:
    # row 0 must be covered twice: by the cheap columns 0 and 1; row 1 by 2 (cost 5) or 3 (cost 4, locked out)
    columns = [[0], [0], [0, 1], [1]]
    problem = Problem.of(columns, 2, costs=[1, 1, 5, 4], demands=[2, 1], locked_out=[3])
    assert (cover(problem).chosen, cover(problem).cost) == ((0, 2), 6.0)
    locked = Problem.of(columns, 2, costs=[1, 1, 5, 4], demands=[2, 1], locked_in=[1])
    assert (cover(locked).chosen, cover(locked).cost) == ((0, 1, 3), 6.0)


def test_an_impossible_problem_names_its_rows() -> None:
    # row 1 has no column; row 2 has one that is locked out; row 3 has one and wants two
    problem = Problem.of([[0], [2], [0, 3]], 4, demands=[1, 1, 1, 2], locked_out=[1])
    found = cover(problem)
    assert (found.infeasible, found.chosen, found.proven) == ((1, 2, 3), (), False)
    assert cover(problem, method="greedy").infeasible == (1, 2, 3)


def test_nothing_to_cover_costs_nothing() -> None:
    assert cover(Problem.of([], 0)).cost == 0
    assert cover(Problem.of([[0]], 1, demands=0)).chosen == ()


@given(problems())
@settings(max_examples=300, deadline=None)
def test_the_proven_optimum_is_that_of_brute_force_and_greedy_is_never_better(problem: Problem) -> None:
    costs = [problem.cost(one) for one in choices(problem) if problem.meets(one)]
    found, plain = cover(problem), cover(problem, method="greedy")
    if not costs:
        available = problem.counts(~problem.locked_out)
        assert found.infeasible == plain.infeasible == tuple(np.flatnonzero(available < problem.demands).tolist()) != ()
        return
    assert found.proven
    assert found.cost == pytest.approx(min(costs))
    assert found.bound <= min(costs) + 1e-9
    assert plain.bound <= min(costs) + 1e-9 <= plain.cost + 2e-9
    assert problem.meets(flags(problem, found.chosen))
    assert problem.meets(flags(problem, plain.chosen))


def solved_otherwise(problem: Problem) -> float:
    """The optimum from scipy's HiGHS on the problem as it stands: no reductions, no bounds, no start."""
    columns = problem.columns
    matrix = csc_array(
        (np.ones(len(columns.members)), columns.members, columns.starts), shape=(columns.width, len(columns))
    )
    found = milp(
        problem.costs, integrality=np.ones(len(columns)), constraints=LinearConstraint(matrix, lb=problem.demands),
        bounds=Bounds(problem.locked_in.astype(float), (~problem.locked_out).astype(float)), options={"mip_rel_gap": 0},
    )  # fmt: skip
    return float(found.fun)


@pytest.mark.parametrize("seed", range(6))
def test_the_whole_ladder_agrees_with_a_plain_solver(seed: int) -> None:
    drawn = instances.balas_ho(40, 120, 0.06, seed)
    chance = np.random.default_rng(seed)
    problem = dataclasses.replace(
        drawn, demands=chance.integers(1, 3, size=40), costs=drawn.costs if seed % 2 else np.ones(120),
        locked_out=chance.random(120) < 0.02, locked_in=chance.random(120) < 0.02,
    )  # fmt: skip
    problem = dataclasses.replace(
        problem, demands=np.minimum(problem.demands, problem.counts(~problem.locked_out)),
        locked_out=problem.locked_out & ~problem.locked_in,
    )  # fmt: skip
    found = cover(problem)
    assert found.proven
    assert found.cost == pytest.approx(solved_otherwise(problem))
    assert problem.meets(flags(problem, found.chosen))


def test_the_same_problem_gives_the_same_choice() -> None:
    problem = instances.steiner(27)
    first, second = (
        cover(problem, seconds=1e6) for _ in range(2)
    )  # so that no part of the time is ever over, loaded or not
    assert not first.late
    assert not second.late
    assert (first.chosen, first.bound, first.rungs) == (second.chosen, second.bound, second.rungs)


@pytest.mark.parametrize(
    ("problem", "size", "optimum"),
    [
        (instances.steiner(9), (12, 9), 5), (instances.steiner(15), (35, 15), 9), (instances.steiner(27), (117, 27), 18),
        (instances.scp41(), (200, 1000), 429),
    ],
    ids=["stein9", "stein15", "stein27", "scp41"],
)  # fmt: skip
def test_published_optima_are_proven(problem: Problem, size: tuple[int, int], optimum: int) -> None:
    assert (problem.columns.width, len(problem.columns)) == size
    found = cover(problem, seconds=60)
    assert (found.cost, found.bound, found.proven) == (optimum, optimum, True)
    assert problem.meets(flags(problem, found.chosen))


@pytest.mark.parametrize(
    ("problem", "size", "optimum"),
    [
        (instances.steiner(45), (330, 45), 30), (instances.cycles(6), (240, 192), 60),
        (instances.colourings(10), (511, 210), 25),
    ],
    ids=["stein45", "scpcyc06", "scpclr10"],
)  # fmt: skip
def test_published_optima_that_take_long_to_prove_are_found_and_the_gap_is_told(
    problem: Problem, size: tuple[int, int], optimum: int
) -> None:
    assert (problem.columns.width, len(problem.columns)) == size
    # the search is counted in steps, so that a busy machine finds the same
    found = searched(problem, greedy(problem)[0], steps=2_000, lower=float(optimum), going=lambda: True)
    assert (problem.cost(found), problem.meets(found)) == (optimum, True)
    told = cover(problem, seconds=1)
    assert told.bound <= optimum <= told.cost <= cover(problem, method="greedy").cost
    assert told.gap == pytest.approx((told.cost - told.bound) / told.cost)
    assert told.proven == (told.bound == told.cost)
    assert told.late or told.proven


def test_scp41_is_the_file_of_the_or_library() -> None:
    problem = instances.scp41()
    assert len(problem.columns.members) == 4009
    assert (problem.costs.min(), problem.costs.max()) == (1, 100)
    assert problem.rows[0].tolist()[:3] == [90, 213, 229]


def test_a_time_limit_that_bites_is_told_and_greedy_is_still_beaten_or_met() -> None:
    problem = instances.cycles(7)
    found = cover(problem, seconds=0.05)
    assert found.late
    assert found.cost <= cover(problem, method="greedy").cost
    assert found.bound <= 144  # the best known
    assert problem.meets(flags(problem, found.chosen))


def test_a_linear_programme_that_had_no_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.setcover.bounds.linear", lambda *_: None)
    found = cover(instances.steiner(15), seconds=1e6)
    assert "linear" not in found.rungs
    assert found.late
