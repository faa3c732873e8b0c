"""Covering problems with published optima: those that a definition makes anew, and one file of the OR-Library.

Optima and definitions: Fulkerson, Nemhauser and Trotter (1974), "Two computationally difficult set covering problems that
arise in computing the 1-width of incidence matrices of Steiner triple systems" (stein9 5, stein15 9, stein27 18; Ratliff 1979:
stein45 30); Grossman and Wool (1997), "Computational experience with approximation algorithms for the set covering problem"
(scpcyc06 60, scpclr10 25); Beasley (1990), "OR-Library: distributing test problems by electronic mail" (scp41 429, proven).
"""

from __future__ import annotations

import itertools
import random
from pathlib import Path

from kgraph.setcover import Problem

__all__ = ["balas_ho", "colourings", "cycles", "or_library", "problem_of_rows", "scp41", "steiner"]

_HERE = Path(__file__).parent / "or_library"


def problem_of_rows(rows: list[list[int]], columns: int, costs: list[float] | None = None) -> Problem:
    """A problem from the columns of each row."""
    sets: list[list[int]] = [[] for _ in range(columns)]
    for row, members in enumerate(rows):
        for column in members:
            sets[column].append(row)
    return Problem.of(sets, len(rows), costs=costs)


def or_library(path: Path) -> Problem:
    """A file in the OR-Library's format: rows and columns, the costs, then for each row its number of columns and these, from 1."""
    numbers = iter(int(word) for word in path.read_text(encoding="ascii").split())
    rows, columns = next(numbers), next(numbers)
    costs: list[float] = [next(numbers) for _ in range(columns)]
    return problem_of_rows([[next(numbers) - 1 for _ in range(next(numbers))] for _ in range(rows)], columns, costs)


def scp41() -> Problem:
    """OR-Library scp41: 200 rows, 1,000 columns, costs 1 to 100."""
    return or_library(_HERE / "scp41.txt")


def triples(points: int) -> list[tuple[int, int, int]]:
    """The Steiner triple systems of Fulkerson, Nemhauser and Trotter: 3 and 15 outright, 9, 27 and 45 by tripling 3, 9 and 15."""
    if points == 3:
        return [(0, 1, 2)]
    if points == 15:
        return _bose(5)
    third = points // 3
    base = triples(third)
    line = {frozenset(pair): other for one in base for *pair, other in itertools.permutations(one)}
    found = [(a + k * third, b + k * third, c + k * third) for k in range(3) for a, b, c in base]
    for a, b in itertools.product(range(third), repeat=2):
        c = a if a == b else line[frozenset((a, b))]
        found.append((a, b + third, c + 2 * third))
    return found


def _bose(order: int) -> list[tuple[int, int, int]]:
    """Bose's (1939) triple system on 3 × order points, order odd: a, b in one layer and half their sum in the next."""
    half = (order + 1) // 2
    found = [(a, a + order, a + 2 * order) for a in range(order)]
    for layer, (a, b) in itertools.product(range(3), itertools.combinations(range(order), 2)):
        middle = (a + b) * half % order
        found.append((a + layer * order, b + layer * order, middle + (layer + 1) % 3 * order))
    return found


def steiner(points: int) -> Problem:
    """Choose points so that every triple of a Steiner triple system holds one."""
    return problem_of_rows([list(triple) for triple in triples(points)], points)


def cycles(dimension: int) -> Problem:
    """CYC: choose edges of a hypercube so that every cycle of four edges holds one."""
    edges = {
        (point, bit): number
        for number, (point, bit) in enumerate(
            (point, bit) for point in range(2**dimension) for bit in range(dimension) if not point >> bit & 1
        )
    }
    rows = [
        [edges[point, a], edges[point, b], edges[point | 1 << b, a], edges[point | 1 << a, b]]
        for a, b in itertools.combinations(range(dimension), 2)
        for point in range(2**dimension)
        if not (point >> a & 1 or point >> b & 1)
    ]
    return problem_of_rows(rows, len(edges))


def colourings(points: int) -> Problem:
    """CLR: choose sets of four points so that every colouring in two colours leaves one of them in a single colour."""
    fours = list(itertools.combinations(range(points), 4))
    rows = [
        [number for number, four in enumerate(fours) if len({colours >> point & 1 for point in four}) == 1]
        for colours in range(1, 2 ** (points - 1))
    ]
    return problem_of_rows(rows, len(fours))


def balas_ho(rows: int, columns: int, density: float, seed: int) -> Problem:
    """A random problem by the scheme of Balas and Ho (1980), which OR-Library's sets 4 to 6 and A to E were made by.

    Costs are drawn from 1 to 100, each row has at least two columns and each column at least one row.
    """
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    pairs = {(row, column) for row in range(rows) for column in chance.sample(range(columns), 2)}
    pairs |= {(chance.randrange(rows), column) for column in range(columns)}
    while len(pairs) < density * rows * columns:
        pairs.add((chance.randrange(rows), chance.randrange(columns)))
    sets: list[list[int]] = [[] for _ in range(columns)]
    for row, column in sorted(pairs):
        sets[column].append(row)
    return Problem.of(sets, rows, costs=sorted(chance.randint(1, 100) for _ in range(columns)))
