"""How far it is from one thing to every other, whatever way the links point."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.graph import KnowledgeGraph

__all__ = ["FARTHEST", "steps_from"]

FARTHEST = 99
"""How far it is to what no way leads to."""


def steps_from(graph: KnowledgeGraph, thing: str) -> npt.NDArray[np.int64]:
    """The links of the shortest way between `thing` and each node, by links that count (int64, in the order of the ids).

    The ways are those of `kgraph.paths.chains.between`: none leads through a plan, a table or a source.  One search breadth
    first from the thing, a step of distance at a time (Moore 1959).
    """
    return graph.once(("paths.steps_from", thing), lambda: _steps_from(graph, thing))


def _steps_from(graph: KnowledgeGraph, thing: str) -> npt.NDArray[np.int64]:
    known = graph.index.interned
    source, target = known.pairs(tuple(known.groups), interpreted=True)
    near, far = np.concatenate([source, target]), np.concatenate([target, source])
    passable = np.ones(len(known.ids), dtype=np.bool_)
    passable[known.of_kinds(tuple(ways.HUBS))] = False
    steps = np.full(len(known.ids), FARTHEST, dtype=np.int64)
    edge = np.zeros(len(known.ids), dtype=np.bool_)
    start = known.number[thing]
    steps[start], edge[start], passable[start] = 0, True, True
    for step in range(1, FARTHEST):
        reached = np.zeros_like(edge)
        reached[far[(edge & passable)[near]]] = True
        edge = reached & (steps == FARTHEST)
        if not edge.any():
            break
        steps[edge] = step
    return steps
