"""What stands in the place of something: a placeholder for a cause (Q4), a reference for a measure or an actor (Q5).

Both read what is recorded (`stand_in`), never what a name sounds like.
"""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, Finding, Measure, Node, Weight

__all__ = ["RULES"]


def _placeholders(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q4: a cause that nobody has looked into yet."""
    for one in graph.of_kind("Cause"):
        if isinstance(one, Cause) and one.stand_in:
            yield about(graph, "Q4", one.stand_in, one, weight=_weight(one))


def _references(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q5: a measure or an actor that only points elsewhere, or that is still to be named."""
    for one in graph.of_kind("Measure", "Actor"):
        if isinstance(one, Measure | Actor) and one.stand_in:
            yield about(graph, "Q5", f"{one.kind.lower()}_{one.stand_in}", one, weight=_weight(one))


def _weight(one: Node) -> Weight:
    """A reading of our own is a hint."""
    return "hint" if "stand_in" in one.interpreted else "finding"


RULES = (Rule("Q4", _placeholders, ("Cause",)), Rule("Q5", _references, ("Measure", "Actor")))
