"""kgraph: a municipality's crime-prevention plan as a knowledge graph.

>>> import kgraph
>>> graph = kgraph.example()
>>> [row["id"] for row in kgraph.overlap(graph, "narkotika", "nyrekrytering").rows]
['m-krogar', 'm-tobak', 'm-skola']

Names are loaded when they are first used, so that the command line starts quickly.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING
from typing import Any as Anything

from kgraph.collector import collector_put_off

if TYPE_CHECKING:
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
    from kgraph.analysis.stats import stats
    from kgraph.analysis.status import status
    from kgraph.analysis.suggest import suggest
    from kgraph.analysis.tree import tree, trees
    from kgraph.analysis.versions import versions
    from kgraph.analysis.whatif import whatif
    from kgraph.asking.expressions import All, Any, Not, where
    from kgraph.checks import check
    from kgraph.examples import example
    from kgraph.graph import KnowledgeGraph
    from kgraph.parts.selection import near, select
    from kgraph.picturing import picture
    from kgraph.project import load

__version__ = "0.1.0"

__all__ = [
    "All",
    "Any",
    "KnowledgeGraph",
    "Not",
    "__version__",
    "actors",
    "balance",
    "calendar",
    "chain",
    "check",
    "collaboration",
    "compare",
    "comparisons",
    "conflicts",
    "coverage",
    "evidence",
    "example",
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
    "load",
    "matrix",
    "matrix_cell",
    "methods",
    "near",
    "overlap",
    "overlap_rules",
    "path",
    "picture",
    "places",
    "portfolio",
    "review",
    "robustness",
    "rollup",
    "search",
    "select",
    "show",
    "stats",
    "status",
    "suggest",
    "tree",
    "trees",
    "versions",
    "whatif",
    "where",
]

_HOMES = dict.fromkeys(__all__, "kgraph.analysis") | {
    # the module of each name that is no question; after a colon what it is called there, where the command line calls it otherwise
    "All": "kgraph.asking.expressions",
    "Any": "kgraph.asking.expressions",
    "KnowledgeGraph": "kgraph.graph",
    "Not": "kgraph.asking.expressions",
    "check": "kgraph.checks",
    "example": "kgraph.examples",
    "explain": "kgraph.checks",
    "init": "kgraph.project",
    "list": "kgraph.analysis:listing",
    "load": "kgraph.project",
    "near": "kgraph.parts.selection",
    "picture": "kgraph.picturing",
    "report": "kgraph.reporting:annex",
    "schema": "kgraph.sources.authoring:json_schema",
    "select": "kgraph.parts.selection",
    "sparql": "kgraph.store:query",
    "view": "kgraph.project",
    "where": "kgraph.asking.expressions",
}


def __getattr__(name: str) -> Anything:
    if name == "analysis":
        return import_module("kgraph.analysis")
    if name not in _HOMES:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    module, _, called = _HOMES[name].partition(":")
    with collector_put_off():  # beside a large graph it would take more time than the import
        return getattr(import_module(module), called or name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
