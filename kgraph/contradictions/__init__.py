"""Statements about the same thing that disagree, found by rule, within a document and across documents (Q6, Q13).

The rules know nothing of any document:
  · lists: two lists that both mean to give a relation in full; what one has and the other lacks, and what a list lacks
    although its own rows say it elsewhere;
  · values: two statements of the same attribute of the same thing (or of things that are an exact match of each other),
    for the same year, unit, place and population, with different figures, with claims that exclude each other
    (`kgraph.contradictions.claims`), or with different values where there can be but one.  A figure that is said to be
    rough ("cirka", "about") contradicts only what it cannot be a rounding of;
  · counts: a stated count of rows that differs from the rows;
  · sums: parts that do not add up to the total they are said to be parts of;
  · shares: a share of all outside the shares of its groups, or a group said to be above the rest that is below all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kgraph.contradictions.claims import in_words
from kgraph.contradictions.conflict import Conflict, Side
from kgraph.contradictions.lists import lists
from kgraph.contradictions.numbers import counts, shares, sums
from kgraph.contradictions.values import values
from kgraph.graph import KnowledgeGraph

__all__ = ["RULES", "Conflict", "Side", "contradictions", "in_words"]

RULES: dict[str, Callable[[KnowledgeGraph], Iterator[Conflict]]] = {
    "lists": lists, "values": values, "counts": counts, "sums": sums, "shares": shares,
}  # fmt: skip
"""The rules by their names."""


def contradictions(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    """Every conflict that the rules find in a graph, in a fixed order."""
    found = (conflict for rule in RULES.values() for conflict in rule(graph))
    return tuple(sorted(found, key=Conflict.sort_key))
