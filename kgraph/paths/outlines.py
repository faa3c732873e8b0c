"""What the best paths of thousands of measures are like, found without putting any of them in words.

Paths that begin with links of the same standing from the same documents, and go on from the same thing, are alike: one of each
sort is looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Counts, Numbers
from kgraph.model import Link
from kgraph.paths.toward import Chain, Toward

__all__ = ["Outlines"]

_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outlines:
    """For each of some measures what its best paths to some things are like, of those that it touches.

    `steps` is the length of the longest (0 without any); whether one of them goes on from the home area (`by_area`), or from a
    cause (`by_cause`), leans on several documents none of which states all of it (`together`: each link is stated, the chain by
    nobody), or goes over a proposal that nobody has read (`unread`).
    """

    steps: Counts
    by_area: _Flags
    by_cause: _Flags
    together: _Flags
    unread: _Flags

    @classmethod
    def of(cls, graph: KnowledgeGraph, measures: Numbers, things: Iterable[str]) -> Outlines:
        """The outlines of measures, by their numbers, in their order."""
        nodes = graph.index.measure_nodes[measures]
        found = np.zeros((len(nodes), 5), dtype=np.int64)
        for thing in things:
            left = np.arange(len(nodes))
            for interpreted in (False, True):
                toward = Toward.of(graph, thing, interpreted=interpreted)
                is_reached = toward.first[nodes[left]] >= 0
                here, left = left[is_reached], left[~is_reached]
                found[here] = np.maximum(found[here], _outlines(graph, toward, nodes[here]))
        steps, *flags = found.T
        return cls(steps, *(one > 0 for one in flags))


def _outlines(graph: KnowledgeGraph, toward: Toward, nodes: Numbers) -> Counts:
    """A row for each measure that has a way to a thing: the length, and the four flags."""
    edges, sorts = toward.edges, _sorts(graph)
    first = toward.first[nodes]
    by_part = edges.is_part[first]
    last = np.where(by_part, toward.first[edges.other[first]], first)
    begins = sorts[edges.link[first]] * (sorts.max(initial=0) + 2) + np.where(by_part, sorts[edges.link[last]] + 1, 0)
    alike = begins * len(graph.nodes) + edges.other[last]
    _, one_of_each, sort = np.unique(alike, return_index=True, return_inverse=True)
    looked_at = [_outline(graph, toward.chain(node) or ()) for node in nodes[one_of_each].tolist()]
    return np.array(looked_at, dtype=np.int64).reshape(-1, 5)[sort]


def _sorts(graph: KnowledgeGraph) -> Counts:
    """A number for each link of `graph.index.interned`, the same for links of one standing that one document states and no other."""

    def found() -> Counts:
        known = graph.index.interned
        codes: dict[str | None, int] = defaultdict(lambda: len(codes))
        document = np.fromiter((codes[link.document] for link in graph.links), np.int64, len(graph.links))[known.link]
        again = np.zeros(len(document) + 1, dtype=np.bool_)
        again[1:-1] = (known.source[1:] == known.source[:-1]) & (known.target[1:] == known.target[:-1])
        alone = ~(again[1:] | again[:-1])
        return np.where(alone, document * 3 + known.strength, 3 * len(codes) + np.arange(len(document)))

    return graph.once("outlines.sorts", found)


def _outline(graph: KnowledgeGraph, chain: Chain) -> tuple[int, ...]:
    links = [link for link, _ in chain]
    relations = {link.relation for link in links}
    return (
        len(links), ways.MATTERS in relations, not relations.isdisjoint(ways.DRIVES), _is_together(graph, links),
        any(link.told_as == "unread" for link in links),
    )  # fmt: skip


def _is_together(graph: KnowledgeGraph, links: list[Link]) -> bool:
    """Whether all links are stated, and no document states every one of them."""
    if len(links) == 1 or not all(link.counts_as_stated for link in links):
        return False
    first, *others = (_said(graph, link) for link in links)
    return not first.intersection(*others)


def _said(graph: KnowledgeGraph, link: Link) -> frozenset[str | None]:
    """The documents that state what a link says, looked up once."""

    def found() -> frozenset[str | None]:
        links = graph.outgoing(link.source, link.relation)
        return frozenset(one.document for one in links if one.target == link.target and one.counts_as_stated)

    return graph.once(("path.said", id(link)), found)
