"""What the best paths of thousands of measures are like, found without putting any of them in words.

What the links from each cause on to a thing have in common is worked out once, the nearest first; a path has that in common with the
links that it begins with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Counts, Numbers, Words
from kgraph.paths.toward import FAR, Toward

__all__ = ["Outlines"]

_Flags = npt.NDArray[np.bool_]
_FIRM = 2
"""The strength of what is stated or confirmed."""


@dataclass(frozen=True)
class Outlines:
    """For each of some measures what its best paths to some things are like, of those that it touches.

    `steps` is the length of the longest (0 without any), where from a measure to its own part is no step; whether one of them goes on from the home area (`by_area`), or from a
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


@dataclass(frozen=True)
class _Said:
    """For each link of `graph.index.interned` the documents that state what it says, as bits, and whether it is a proposal that nobody
    has read.
    """

    documents: Words
    unread: _Flags

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> _Said:
        """What is said by the links of a graph, made once."""
        return graph.once("outlines.said", lambda: cls._of(graph))

    @classmethod
    def _of(cls, graph: KnowledgeGraph) -> _Said:
        known = graph.index.interned
        links = [graph.links[place] for place in known.link.tolist()]
        codes: dict[str | None, int] = defaultdict(lambda: len(codes))
        word, bit = np.divmod(np.array([codes[link.document] for link in links], dtype=np.uint64), np.uint64(64))
        bits = np.zeros((len(links), 1 + len(codes) // 64), dtype=np.uint64)
        bits[np.arange(len(links)), word.astype(np.intp)] = np.where(known.strength == _FIRM, np.uint64(1) << bit, 0)
        first = np.ones(len(links), dtype=np.bool_)  # of those that say the same, which stand beside each other
        first[1:] = (known.source[1:] != known.source[:-1]) | (known.target[1:] != known.target[:-1])
        first[[group.start for group in known.groups.values()]] = True
        documents = np.bitwise_or.reduceat(bits, np.flatnonzero(first))[np.cumsum(first) - 1] if links else bits
        unread = np.array([link.told_as == "unread" for link in links], dtype=np.bool_)
        return cls(documents, unread)


def _outlines(graph: KnowledgeGraph, toward: Toward, nodes: Numbers) -> Counts:
    """A row for each measure that has a way to a thing: its steps, and the four flags."""
    edges, said = toward.edges, _Said.of(graph)
    first = toward.first[nodes]
    by_part = edges.is_part[first]
    last = np.where(by_part, toward.first[edges.other[first]], first)
    begins, follows, other = edges.link[first], edges.link[last], edges.other[last]
    documents, unread = _onward(toward, said)
    length, left = toward.length[nodes], toward.steps[other]
    nobody = ~(said.documents[begins] & said.documents[follows] & documents[other]).any(axis=1)
    together = nobody & (length > 1) & (not toward.interpreted)  # a way that is all stated is found by what is stated
    return np.stack([
        length - by_part, left == FAR, (left > 0) & (left < FAR), together, said.unread[begins] | said.unread[follows] | unread[other],
    ], axis=1).astype(np.int64)  # fmt: skip


def _onward(toward: Toward, said: _Said) -> tuple[Words, _Flags]:
    """For each node on a way to a thing, or at home in what matters for it: the documents that state every link of the way that it
    goes on by, and whether one of these is a proposal that nobody has read.
    """
    known, steps = toward.known, toward.steps
    driving, mattering = (known.places(ones, interpreted=toward.interpreted) for ones in (ways.DRIVES, (ways.MATTERS,)))
    driving = driving[steps[known.source[driving]] == steps[known.target[driving]] + 1]
    mattering = mattering[known.target[mattering] == known.number[toward.thing]]
    links = np.concatenate([driving, mattering[steps[known.source[mattering]] == FAR]])
    links = links[np.argsort(known.link[links])]
    source, first = np.unique(known.source[links], return_index=True)
    link, left = links[first], np.where(steps[source] < FAR, steps[source], 1)
    documents = np.full((len(steps), said.documents.shape[1]), np.iinfo(np.uint64).max, dtype=np.uint64)
    unread = np.zeros(len(steps), dtype=np.bool_)
    for step in range(1, left.max(initial=0) + 1):
        here = link[left == step]
        one, other = known.source[here], known.target[here]
        documents[one] = said.documents[here] & documents[other]
        unread[one] = said.unread[here] | unread[other]
    return documents, unread
