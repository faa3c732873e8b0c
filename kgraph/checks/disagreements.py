"""Sources that disagree (Q6) and stated counts or sums that the rows do not bear out (Q13)."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.checks.rule import Rule, about
from kgraph.contradictions import RULES as CONTRADICTIONS
from kgraph.contradictions import Conflict
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, PlanTable, Statement, Text
from kgraph.wording import joined

__all__ = ["RULES"]


def _values_and_lists(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q6: two statements of the same thing, or two lists that mean to be complete."""
    comparable = any(isinstance(node, PlanTable) and node.exhaustive_for for node in graph.of_kind("PlanTable"))
    if not comparable and not graph.of_kind("Statement"):
        yield about(graph, "Q6", "nothing", judged=False)
    for rule in ("lists", "values"):
        for conflict in CONTRADICTIONS[rule](graph):
            yield _finding(graph, "Q6", rule, conflict)


def _counts_and_sums(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q13: what a document says of its own numbers."""
    if not any(isinstance(node, Statement) and node.number is not None for node in graph.of_kind("Statement")):
        yield about(graph, "Q13", "nothing", judged=False)
    for rule in ("counts", "sums", "shares"):
        for conflict in CONTRADICTIONS[rule](graph):
            yield _finding(graph, "Q13", rule, conflict)


def _finding(graph: KnowledgeGraph, code: str, case: str, conflict: Conflict) -> Finding:
    sides = [_said(side.says, side.source) for side in conflict.sides]
    return about(graph, code, case, graph[conflict.subject], about=conflict.about, sides=joined(sides, " – "))


def _said(says: Text, source: Text | None) -> Text:
    if source is None:
        return says
    return Text(sv=f"{says.sv} ({source.sv})", en=f"{says.pick('en')} ({source.pick('en')})")


RULES = (Rule("Q6", _values_and_lists), Rule("Q13", _counts_and_sums))
