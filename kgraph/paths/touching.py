"""How each measure touches each of some things: by a link of its own or of a part of it, or only through something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.graph import KnowledgeGraph

__all__ = ["Touching"]


@dataclass(frozen=True)
class Touching:
    """Things × measures in one way of counting, as truth values: what touches what, and what does so directly."""

    touched: npt.NDArray[np.bool_]
    direct: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, graph: KnowledgeGraph, things: Sequence[str], *, interpreted: bool) -> Touching:
        """The rows of some things, by ids; columns are the measures in the order of `graph.index.measures`."""
        size = len(graph.index.measures)
        rows = [np.unpackbits(graph.index.row(one, interpreted=interpreted), count=size) for one in things]
        touched = np.array(rows, dtype=np.bool_).reshape(len(things), size)
        return cls(touched, _direct(graph, things, interpreted=interpreted))

    def how(self, thing: int, measure: int) -> str | None:
        """The word "direct" or "indirect"; None where the measure does not touch the thing."""
        if not self.touched[thing, measure]:
            return None
        return "direct" if self.direct[thing, measure] else "indirect"


def _direct(graph: KnowledgeGraph, things: Sequence[str], *, interpreted: bool) -> npt.NDArray[np.bool_]:
    index = graph.index
    found = np.zeros((len(things), len(index.measures)), dtype=np.bool_)
    place = {one: number for number, one in enumerate(things)}
    wholes = _wholes(graph, interpreted=interpreted)
    outward = index.pairs(*ways.DIRECT, interpreted=interpreted)
    inward = index.pairs(*ways.DIRECT_INVERSE, interpreted=interpreted)[::-1]
    row = np.array([place.get(one, -1) for one in index.interned.ids], dtype=np.int64)
    node, other = (np.concatenate(ends) for ends in zip(outward, inward, strict=True))
    node, thing = node[row[other] >= 0], row[other[row[other] >= 0]]
    own = index.measure_of_node[node] >= 0
    found[thing[own], index.measure_of_node[node[own]]] = True
    for part, touched in zip(node[~own].tolist(), thing[~own].tolist(), strict=True):
        found[touched, wholes.get(part, [])] = True
    return found


def _wholes(graph: KnowledgeGraph, *, interpreted: bool) -> dict[int, list[int]]:
    """The measures that each node is a part of, by numbers."""
    found: dict[int, list[int]] = defaultdict(list)
    part, whole = graph.index.pairs("partOf", interpreted=interpreted)
    for one, owner in zip(part.tolist(), graph.index.measure_of_node[whole].tolist(), strict=True):
        if owner >= 0:
            found[one].append(owner)
    return found
