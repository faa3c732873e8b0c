"""Random covering problems, small enough for brute force."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies as st

from kgraph.setcover import Problem
from kgraph.setcover.problem import Flags


@st.composite
def problems(draw: st.DrawFn, *, most_demand: int = 2) -> Problem:
    """Up to eight columns and seven rows, with or without costs, demands and locks."""
    columns, rows = draw(st.integers(1, 8)), draw(st.integers(1, 7))
    sets = [draw(st.sets(st.integers(0, rows - 1), max_size=4)) for _ in range(columns)]
    whole = st.integers(0, 4).map(float)
    costs = draw(
        st.one_of(
            st.none(), st.lists(st.one_of(whole, st.sampled_from([0.5, 1.25])), min_size=columns, max_size=columns)
        )
    )
    demands = draw(st.lists(st.integers(0, most_demand), min_size=rows, max_size=rows))
    locks = draw(st.lists(st.sampled_from(["", "", "", "", "in", "out"]), min_size=columns, max_size=columns))
    return Problem.of(
        sets, rows, costs=costs, demands=demands, locked_in=[n for n, lock in enumerate(locks) if lock == "in"],
        locked_out=[n for n, lock in enumerate(locks) if lock == "out"],
    )  # fmt: skip


def choices(problem: Problem) -> Iterator[Flags]:
    """Every choice that heeds the locks."""
    for chosen in itertools.product((False, True), repeat=len(problem.columns)):
        flags = np.array(chosen, dtype=np.bool_)
        if flags[problem.locked_in].all() and not flags[problem.locked_out].any():
            yield flags


def flags(problem: Problem, chosen: tuple[int, ...]) -> Flags:
    """A choice as truth values."""
    found = np.zeros(len(problem.columns), dtype=np.bool_)
    found[list(chosen)] = True
    return found
