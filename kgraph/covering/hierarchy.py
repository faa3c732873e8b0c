"""What is narrower than what: the things below each thing over `broader` links, for counts that are to be inherited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kgraph.covering.id_pairs import id_pairs
from kgraph.graph import KnowledgeGraph

__all__ = ["below"]


def below(graph: KnowledgeGraph, things: Iterable[str], *, interpreted: bool) -> dict[str, tuple[str, ...]]:
    """For each thing itself and all that is narrower, over any number of links, sorted; circles are legal."""
    narrower: dict[str, list[str]] = defaultdict(list)
    for narrow, broad in id_pairs(graph, "broader", interpreted=interpreted):
        narrower[broad].append(narrow)
    return {thing: _reached(narrower, thing) for thing in things}


def _reached(narrower: dict[str, list[str]], start: str) -> tuple[str, ...]:
    if start not in narrower:
        return (start,)
    found = {start}
    waiting = [start]
    while waiting:
        for one in narrower.get(waiting.pop(), ()):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return tuple(sorted(found))
