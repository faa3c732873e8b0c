"""One question per module, `graph -> Table`; no analysis draws and none knows another."""

from kgraph.analysis.compare import compare
from kgraph.analysis.conflicts import conflicts
from kgraph.analysis.coverage import coverage
from kgraph.analysis.fragility import fragility
from kgraph.analysis.impact import impact
from kgraph.analysis.leverage import leverage
from kgraph.analysis.listing import listing
from kgraph.analysis.matrix import matrix, matrix_cell
from kgraph.analysis.overlap import overlap
from kgraph.analysis.overlap_rules import overlap_rules
from kgraph.analysis.path import path
from kgraph.analysis.review import review
from kgraph.analysis.robustness import robustness
from kgraph.analysis.search import search
from kgraph.analysis.show import show
from kgraph.analysis.sources import sources
from kgraph.analysis.stats import stats
from kgraph.analysis.tree import tree
from kgraph.analysis.whatif import whatif

__all__ = [
    "compare",
    "conflicts",
    "coverage",
    "fragility",
    "impact",
    "leverage",
    "listing",
    "matrix",
    "matrix_cell",
    "overlap",
    "overlap_rules",
    "path",
    "review",
    "robustness",
    "search",
    "show",
    "sources",
    "stats",
    "tree",
    "whatif",
]
