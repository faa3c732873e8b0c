"""Which measures each actor, target group, place or method has, in both ways of counting, and what lies below what.

One pass over the links, so that it holds for tens of thousands of measures.  What a sub-activity is linked to, its
measure is linked to, as strongly as the link that makes it a part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link

__all__ = ["Layers", "Sets", "below", "linked", "owners", "rolled_up"]

Sets = Mapping[str, set[str]]
"""Ids to sets of ids; what is not named has nothing."""
Layers = Mapping[bool, Sets]
"""Both ways of counting: False by stated and confirmed links, True with interpreted ones."""


def linked(graph: KnowledgeGraph, *relations: str) -> Layers:
    """For each thing the measures that are linked to it by one of the relations, in either direction."""
    wholes = owners(graph)
    found: dict[bool, dict[str, set[str]]] = {False: defaultdict(set), True: defaultdict(set)}
    for link in graph.of_relation(*relations):
        if link.counts:
            inverse = link.relation in ways.DIRECT_INVERSE
            doer, thing = (link.target, link.source) if inverse else (link.source, link.target)
            for measure, surely in wholes.get(doer, ()):
                found[True][thing].add(measure)
                if surely and link.counts_as_stated:
                    found[False][thing].add(measure)
    return found


def owners(graph: KnowledgeGraph) -> Mapping[str, list[tuple[str, bool]]]:
    """For each measure itself, and for each part the measures that it is a part of; whether that is stated or confirmed.

    What a measure is linked to that is part of another is its own alone: no measure stands for it but itself.
    """
    return graph.once("measure_sets.owners", lambda: _owners(graph))


def _owners(graph: KnowledgeGraph) -> dict[str, list[tuple[str, bool]]]:
    measures = {measure.id: [(measure.id, True)] for measure in graph.of_kind("Measure")}
    owners: dict[str, list[tuple[str, bool]]] = {part.id: [] for part in graph.of_kind("SubActivity")}
    for link in graph.of_relation("partOf"):
        if link.counts and link.source in owners and link.target in measures:
            owners[link.source].append((link.target, link.counts_as_stated))
    return owners | measures


def below(graph: KnowledgeGraph, kind: str, *relations: str) -> Layers:
    """For each thing of a kind itself and all that lies below it over any number of links (`broader`, `memberOf`); cycles are legal."""
    found: dict[bool, dict[str, set[str]]] = {}
    links = [link for link in graph.of_relation(*relations) if link.counts]
    for layer in (False, True):
        under = _under(link for link in links if layer or link.counts_as_stated)
        found[layer] = {thing.id: _reached(thing.id, under) for thing in graph.of_kind(kind)}
    return found


def _under(links: Iterable[Link]) -> Sets:
    under: dict[str, set[str]] = defaultdict(set)
    for link in links:
        under[link.target].add(link.source)
    return under


def _reached(start: str, under: Sets) -> set[str]:
    seen, waiting = {start}, [start]
    while waiting:
        new = under.get(waiting.pop(), set()) - seen
        seen |= new
        waiting += new
    return seen


def rolled_up(sets: Layers, families: Layers) -> Layers:
    """For each thing that has something below it, the measures of the whole family; the links between count as surely as they stand."""
    return {
        layer: {
            thing: set[str]().union(*(sets[layer].get(one, ()) for one in family))
            for thing, family in families[layer].items()
        }
        for layer in (False, True)
    }
