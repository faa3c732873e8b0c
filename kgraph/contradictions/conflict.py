"""What a contradiction is: the statements that disagree, and how surely each of them is about the same thing."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.contradictions.claims import in_words
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node, Statement, Text
from kgraph.wording import text

__all__ = ["Conflict", "Side", "said", "side_of", "statements"]


@dataclass(frozen=True)
class Side:
    """One of the statements that disagree: what it says, the record it stands in, and its source in words.

    `sure` tells whether the statement is about this thing as stated; otherwise that is a reading.
    """

    says: Text
    record: Node | Link | None
    source: Text | None
    sure: bool = True


@dataclass(frozen=True)
class Conflict:
    """Statements about `subject` that disagree; `rule` is the name of the rule that found it.

    `sure` tells whether they disagree by what is stated and confirmed alone.
    """

    rule: str
    subject: str
    about: Text
    sides: tuple[Side, ...]
    sure: bool = True

    def sort_key(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Order by rule, subject and what is said."""
        return (self.rule, self.subject, self.about.sv, tuple(side.says.sv for side in self.sides))


def statements(graph: KnowledgeGraph) -> list[Statement]:
    """Every statement of a value, in the order of the ids."""
    return [node for node in graph.of_kind("Statement") if isinstance(node, Statement)]


def said(graph: KnowledgeGraph, node_id: str, relation: str) -> dict[str, bool]:
    """What a thing is linked to, and whether it is stated or confirmed."""
    found: dict[str, bool] = {}
    for link in graph.outgoing(node_id, relation):
        if link.counts:
            found[link.target] = found.get(link.target, False) or link.counts_as_stated
    return dict(sorted(found.items()))


def side_of(graph: KnowledgeGraph, one: Statement, *, sure: bool = True) -> Side:
    """A statement as one side of a conflict."""
    return Side(text("conflict.says", label=one.label, value=_value(one)), one, graph.citation(one), sure)


def _value(one: Statement) -> Text | str:
    return in_words(one.value) or one.value or f"{one.number:.15g}"
