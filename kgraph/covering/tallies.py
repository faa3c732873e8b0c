"""Measures counted by area and by something else: who does them, for whom, where, at which level, in which time perspective.

A set of measures is a whole number with one bit for each, so that a cell of a roll-up is an AND and a count of bits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from kgraph.covering.hierarchy import below
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import numbers
from kgraph.index.touched import as_bits
from kgraph.model import AREA_KINDS, SCHEME_FIELDS, Text
from kgraph.names import swedish_order
from kgraph.wording import text

__all__ = ["DIMENSIONS", "NO_AREA", "UNKNOWN", "WHOLE", "Group", "Share", "groups", "shares_by", "tally"]

DIMENSIONS: Mapping[str, str] = {
    "actor": "Actor", "target_group": "TargetGroup", "place": "Place", "level": "prevention_level", "time": "time_perspective",
    "type": "prevention_type",
}  # fmt: skip
"""What measures can be counted by: a kind of thing that they touch, or a field with a list of values."""

UNKNOWN = "unknown"
"""The key of the measures of which the sources say nothing in a dimension; no id of a thing is called so."""
WHOLE, NO_AREA = "-", "?"
"""The keys of all measures and of those that touch no area; no id holds these signs."""

Both = tuple[int, int]
"""A set of measures in both ways of counting: by stated and confirmed links, and with interpreted ones."""


@dataclass(frozen=True)
class Group:
    """Some measures with a name: those of an area, all of them, or those of no area."""

    key: str
    label: Text
    measures: Both


@dataclass(frozen=True)
class Share:
    """One value of a dimension and the measures that have it."""

    key: str
    label: Text
    measures: Both


def tally(group: Group, share: Share) -> Both:
    """How many measures of a group have a value, in both ways of counting."""
    stated, every = ((one & other).bit_count() for one, other in zip(group.measures, share.measures, strict=True))
    return stated, every


def groups(graph: KnowledgeGraph, areas: Sequence[str] | None = None, *, inherit: bool) -> list[Group]:
    """All measures, then those of each area in Swedish order, then those that touch no area where there are any.

    With `areas` only those of these areas.  With `inherit` an area also holds the measures of the areas narrower than it.
    """
    nodes = [graph[one] for one in areas] if areas is not None else list(graph.of_kind(*AREA_KINDS))
    nodes.sort(key=lambda node: (swedish_order(node.brief.sv), node.id))
    found = _touching(graph, [node.id for node in nodes], inherit=inherit)
    told = [Group(node.id, node.brief, found[node.id]) for node in nodes]
    if areas is not None:
        return told
    everything = _everything(graph)
    homeless = tuple(everything & ~reduce(or_, (group.measures[layer] for group in told), 0) for layer in (0, 1))
    whole = Group(WHOLE, text("rollup.whole"), (everything, everything))
    away = Group(NO_AREA, text("rollup.no_area"), (homeless[0], homeless[1]))
    return [whole, *told, *([away] if any(homeless) else [])]


def shares_by(graph: KnowledgeGraph, dimension: str, *, inherit: bool) -> list[Share]:
    """Every value of a dimension with its measures, the unknown last: those that have no value, in each way of counting."""
    name = DIMENSIONS[dimension]
    known = _of_field(graph, name) if name in SCHEME_FIELDS else _of_kind(graph, name, inherit=inherit)
    everything = _everything(graph)
    rest = tuple(everything & ~reduce(or_, (share.measures[layer] for share in known), 0) for layer in (0, 1))
    return [*known, Share(UNKNOWN, text("rollup.unknown"), (rest[0], rest[1]))]


def _of_field(graph: KnowledgeGraph, field: str) -> list[Share]:
    """The values of a list, in its order; one that somebody has read in counts with interpretations only."""
    stated: dict[str, list[int]] = defaultdict(list)
    every: dict[str, list[int]] = defaultdict(list)
    for place, measure in enumerate(graph.of_kind("Measure")):  # in the order of the columns of the index
        if value := getattr(measure, field):
            every[value].append(place)
            if field not in measure.interpreted:
                stated[value].append(place)
    return [
        Share(
            value, graph.ontology.concept_label(SCHEME_FIELDS[field], value),
            (_of_places(graph, stated[value]), _of_places(graph, every[value])),
        )
        for value in graph.ontology.schemes[SCHEME_FIELDS[field]]
    ]  # fmt: skip


def _of_kind(graph: KnowledgeGraph, kind: str, *, inherit: bool) -> list[Share]:
    nodes = graph.of_kind(kind)
    found = _touching(graph, [node.id for node in nodes], inherit=inherit)
    return [Share(node.id, node.brief, found[node.id]) for node in nodes]


def _touching(graph: KnowledgeGraph, things: Sequence[str], *, inherit: bool) -> dict[str, Both]:
    """The measures that touch each thing, in both ways of counting."""
    layers: list[dict[str, int]] = []
    for layer in (False, True):
        own = {thing: _number(graph.index.row(thing, interpreted=layer).tobytes()) for thing in things}
        if inherit:
            narrower = below(graph, things, interpreted=layer)
            wider = {
                one: graph.index.row(one, interpreted=layer)
                for ones in narrower.values()
                for one in ones
                if one not in own
            }
            every = own | {one: _number(row.tobytes()) for one, row in wider.items()}
            own = {thing: reduce(or_, (every[one] for one in ones)) for thing, ones in narrower.items()}
        layers.append(own)
    return {thing: (layers[0][thing], layers[1][thing]) for thing in things}


def _number(row: bytes) -> int:
    """A row of packed bits as a whole number, the first measure in its highest bit."""
    return int.from_bytes(row, "big")


def _of_places(graph: KnowledgeGraph, places: Sequence[int]) -> int:
    """Some measures, by their columns, as a whole number as wide as a row of the index."""
    return _number(as_bits(numbers(places), len(graph.index.measures)).tobytes())


def _everything(graph: KnowledgeGraph) -> int:
    return _number(graph.index.overlap_bits(interpreted=True).tobytes())
