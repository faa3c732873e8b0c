"""One question per module, `graph -> Table`; no analysis draws and none knows another.

Whoever asks, the arguments are held to the signature, and every answer that rests on readings says how many of them nobody has read: both is added here, to all questions alike.
"""

from kgraph.analysis.actors import actors
from kgraph.analysis.balance import balance
from kgraph.analysis.calendar import calendar
from kgraph.analysis.chain import chain
from kgraph.analysis.collaboration import collaboration
from kgraph.analysis.compare import compare, comparisons
from kgraph.analysis.conflicts import conflicts
from kgraph.analysis.coverage import coverage
from kgraph.analysis.evidence import evidence
from kgraph.analysis.followup import followup
from kgraph.analysis.fragility import fragility
from kgraph.analysis.group_areas import group_areas
from kgraph.analysis.groups import groups
from kgraph.analysis.history import history
from kgraph.analysis.impact import impact
from kgraph.analysis.indicators import indicators
from kgraph.analysis.law import law
from kgraph.analysis.leverage import leverage
from kgraph.analysis.listing import listing
from kgraph.analysis.matrix import matrix, matrix_cell
from kgraph.analysis.methods import methods
from kgraph.analysis.overlap import overlap
from kgraph.analysis.overlap_rules import overlap_rules
from kgraph.analysis.path import path
from kgraph.analysis.places import places
from kgraph.analysis.portfolio import portfolio
from kgraph.analysis.review import review
from kgraph.analysis.robustness import robustness
from kgraph.analysis.rollup import rollup
from kgraph.analysis.search import search
from kgraph.analysis.show import show
from kgraph.analysis.sources import sources
from kgraph.analysis.stats import stats
from kgraph.analysis.status import status
from kgraph.analysis.suggest import suggest
from kgraph.analysis.tree import tree, trees
from kgraph.analysis.versions import versions
from kgraph.analysis.whatif import whatif
from kgraph.asking.arguments import held_to_signature
from kgraph.link_counts import telling_unread

__all__ = [
    "actors",
    "balance",
    "calendar",
    "chain",
    "collaboration",
    "compare",
    "comparisons",
    "conflicts",
    "coverage",
    "evidence",
    "followup",
    "fragility",
    "group_areas",
    "groups",
    "history",
    "impact",
    "indicators",
    "law",
    "leverage",
    "listing",
    "matrix",
    "matrix_cell",
    "methods",
    "overlap",
    "overlap_rules",
    "path",
    "places",
    "portfolio",
    "review",
    "robustness",
    "rollup",
    "search",
    "show",
    "sources",
    "stats",
    "status",
    "suggest",
    "tree",
    "trees",
    "versions",
    "whatif",
]

for _name in __all__:
    globals()[_name] = held_to_signature(telling_unread(globals()[_name]))
