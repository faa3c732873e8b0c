"""One question per module, `graph -> Table`; no analysis draws and none knows another."""

from kgraph.analysis.compare import compare
from kgraph.analysis.conflicts import conflicts
from kgraph.analysis.coverage import coverage
from kgraph.analysis.listing import listing
from kgraph.analysis.overlap import overlap
from kgraph.analysis.path import path
from kgraph.analysis.review import review
from kgraph.analysis.search import search
from kgraph.analysis.show import show
from kgraph.analysis.sources import sources
from kgraph.analysis.stats import stats

__all__ = [
    "compare",
    "conflicts",
    "coverage",
    "listing",
    "overlap",
    "path",
    "review",
    "search",
    "show",
    "sources",
    "stats",
]
