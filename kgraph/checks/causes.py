"""Causes and measures: does every cause have a measure (G2), and every measure a cause (G3)?

Both count as `coverage` does: only links measure → cause (`kgraph.ways`), a sub-activity standing for its measure.
A finding means that no stated or confirmed link is there; its case says whether an interpreted one is.  A cause that somebody
has decided to leave without a measure is told as accepted, until the day that the decision is to be reviewed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from kgraph.checks.gaps import gaps
from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding

__all__ = ["RULES"]


def _causes_without_measure(graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    decided = gaps(graph, on)
    stated, every = (
        Counter(cause for _, cause in graph.index.addressing(interpreted=layer)) for layer in (False, True)
    )
    for cause in graph.of_kind("Cause"):
        counted: dict[str, Any] = {"stated": stated[cause.id], "every": every[cause.id]}
        if not every[cause.id]:
            yield decided.finding("G2", cause, **counted)
        elif not stated[cause.id]:
            yield about(graph, "G2", "interpreted_only", cause, **counted)


def _measures_without_cause(graph: KnowledgeGraph) -> Iterator[Finding]:
    stated, every = (
        Counter(measure for measure, _ in graph.index.addressing(interpreted=layer)) for layer in (False, True)
    )
    has_causes = bool(graph.of_kind("Cause"))
    for measure in graph.of_kind("Measure"):
        if not has_causes:
            yield about(graph, "G3", "no_causes", measure, judged=False)
        elif not stated[measure.id]:
            yield about(
                graph, "G3", "interpreted_only" if every[measure.id] else "none", measure,
                stated=stated[measure.id], every=every[measure.id],
            )  # fmt: skip


RULES = (
    Rule("G2", kinds=("Cause",), judge_on=_causes_without_measure),
    Rule("G3", _measures_without_cause, ("Measure",)),
)
