"""What a reader hands over: records in the order they were met, with the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from kgraph.errors import Position, Problem
from kgraph.model.base import Link, Node
from kgraph.model.review import Review

__all__ = ["Records"]


@dataclass(frozen=True)
class Records:
    """Nodes and links as read, each with its position, the problems met on the way, and remarks on what was left out.

    Nothing is checked across records yet: ids may clash and links may dangle.
    `KnowledgeGraph` does that, so that every format passes through the same door.
    """

    nodes: tuple[tuple[Node, Position], ...] = ()
    links: tuple[tuple[Link, Position], ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    reviews: tuple[Review, ...] = ()
    remarks: tuple[Problem, ...] = ()

    def __add__(self, other: Records) -> Records:
        return Records(
            self.nodes + other.nodes,
            self.links + other.links,
            self.problems + other.problems,
            self.reviews + other.reviews,
            remarks=self.remarks + other.remarks,
        )
