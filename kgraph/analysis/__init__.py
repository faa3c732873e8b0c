"""One question per module, `graph -> Table`; no analysis draws and none knows another."""

from kgraph.analysis.coverage import coverage
from kgraph.analysis.listing import listing
from kgraph.analysis.overlap import overlap
from kgraph.analysis.path import path
from kgraph.analysis.review import review
from kgraph.analysis.search import search
from kgraph.analysis.show import show
from kgraph.analysis.stats import stats

__all__ = ["coverage", "listing", "overlap", "path", "review", "search", "show", "stats"]
