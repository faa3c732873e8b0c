"""Covering in numbers: the cheapest choice of columns that covers every row, or the best of a given size, with bound and proof.

Nothing here knows of plans or measures, and nothing else in kgraph knows of scipy, which carries the HiGHS solver.
"""

from kgraph.setcover.alternatives import Alternatives, alternatives
from kgraph.setcover.best import Best, best
from kgraph.setcover.covering import METHODS, Method, Rung, Solution, cover
from kgraph.setcover.problem import Problem, Sets

__all__ = [
    "METHODS", "Alternatives", "Best", "Method", "Problem", "Rung", "Sets", "Solution", "alternatives", "best", "cover",
]  # fmt: skip
