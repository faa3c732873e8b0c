"""How each measure touches each of some things: by a link of its own or of a part of it, or only through something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
    found = np.zeros((len(things), len(graph.index.measures)), dtype=np.bool_)
    row = np.full(len(graph.index.things), -1)
    row[graph.index.numbers(things)] = np.arange(len(things))
    measure, thing = graph.index.linked(interpreted=interpreted)
    asked = row[thing] >= 0
    found[row[thing[asked]], measure[asked]] = True
    return found
