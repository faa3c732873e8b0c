from __future__ import annotations

import sys

import pytest
from hypothesis import assume, given, settings

from kgraph.setcover import Problem, alternatives, cover
from tests.setcover import instances
from tests.setcover.strategies import choices, flags, problems


def lean(problem: Problem, slack: float) -> set[tuple[int, ...]]:
    """Every choice without a superfluous column that costs at most `slack` more than an optimum."""
    valid = [frozenset(one.nonzero()[0].tolist()) for one in choices(problem) if problem.meets(one)]
    limit = min(len(one) for one in valid) + slack
    return {tuple(sorted(one)) for one in valid if len(one) <= limit and not any(other < one for other in valid)}


def test_by_hand() -> None:
    """Two rows, each with two columns of its own: four sets of two, one of which is the known one."""
    problem = Problem.of([[0], [0], [1], [1]], 2)
    found = alternatives(problem, (0, 2), most=10)
    assert (found.choices, found.complete) == (((0, 3), (1, 2), (1, 3)), True)
    assert alternatives(problem, (0, 2), most=2).complete is False
    # of two equally small sets the one most like the known set comes first, so the one that differs in both is left out
    assert alternatives(problem, (0, 2), most=2).choices == ((0, 3), (1, 2))


@given(problems(most_demand=2))
@settings(max_examples=100, deadline=None)
def test_all_lean_choices_are_found(problem: Problem) -> None:
    problem = Problem.of(
        [problem.columns[n].tolist() for n in range(len(problem.columns))], problem.columns.width,
        demands=problem.demands.tolist(), locked_in=problem.locked_in.nonzero()[0].tolist(),
        locked_out=problem.locked_out.nonzero()[0].tolist(),
    )  # fmt: skip
    assume(not problem.short().size)
    known = cover(problem).chosen
    found = alternatives(problem, known, most=500)
    assert found.complete
    assert set(found.choices) == lean(problem, 1) - {known}
    assert list(found.choices) == sorted(found.choices, key=lambda one: (len(one), one))


def test_large_problems_are_answered_by_exchanges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kgraph.setcover.alternatives"], "_EXACT", 0)
    problem = instances.steiner(15)
    known = cover(problem).chosen
    found = alternatives(problem, known, most=3)
    assert found.complete is False
    for one in found.choices:
        assert problem.meets(flags(problem, one))
        assert len(set(one) ^ set(known)) == 2


def test_an_exchange_leaves_no_column_that_it_makes_superfluous(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two columns with a row each, one is exchanged for a column with both rows: it is enough alone."""
    monkeypatch.setattr(sys.modules["kgraph.setcover.alternatives"], "_EXACT", 0)
    found = alternatives(Problem.of([[0], [1], [0, 1]], 2), (0, 1), most=9)
    assert found.choices == ((2,),)
