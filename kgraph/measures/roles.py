"""Who stands behind each measure, and as what: responsible, or taking part.

Responsibility has three states: one, several, and unknown, where the source marks who is responsible but the text at
hand has lost the mark.  A part's responsible actor answers for its measure.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, Sets, linked
from kgraph.names import fold

__all__ = ["Roles", "actors_named"]


@dataclass(frozen=True)
class Roles:
    """The measures that actors are responsible for and those that they have any part in, in both ways of counting."""

    responsible: Layers
    """Actor → measures that it is responsible for."""
    involved: Layers
    """Actor → measures that it is responsible for or takes part in."""
    lost: frozenset[str]
    """The measures whose responsible actor the source marks and the text has lost."""

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Roles:
        """The roles in a graph, found once."""
        return graph.once("roles", lambda: cls._of(graph))

    @classmethod
    def _of(cls, graph: KnowledgeGraph) -> Roles:
        lost = frozenset(one.id for one in graph.of_kind("Measure") if "responsible" in one.unknown)
        responsible = linked(graph, "isResponsibleFor")
        return cls(responsible, linked(graph, "isResponsibleFor", "takesPartIn"), lost)

    @cached_property
    def answering(self) -> Layers:
        """Measure → actors that are responsible for it."""
        return {layer: _turned(self.responsible[layer]) for layer in (False, True)}

    @cached_property
    def behind(self) -> Layers:
        """Measure → all actors that have a part in it."""
        return {layer: _turned(self.involved[layer]) for layer in (False, True)}

    def is_lost(self, measure: str, *, interpreted: bool) -> bool:
        """Whether it is unknown who is responsible: nobody is named and the text has lost the mark."""
        return measure in self.lost and not self.answering[interpreted].get(measure)


def _turned(sets: Sets) -> dict[str, set[str]]:
    turned: dict[str, set[str]] = defaultdict(set)
    for one, others in sets.items():
        for other in others:
            turned[other].add(one)
    return dict(turned)


def actors_named(graph: KnowledgeGraph, name: str) -> tuple[str, ...]:
    """The ids of the actors that a name means: the one that is called so, and all of a type that is ("polisen", "civilsamhället").

    An id means one actor only.  Raises `UnknownName` or `AmbiguousName` where it means none, or several that are no type.
    """
    if name in graph:
        return (graph.resolve(name, ["Actor"]).id,)
    types = {
        concept.notation
        for concept in graph.ontology.schemes["actor_type"].values()
        for word in (concept.notation, concept.label.sv, concept.label.pick("en"), *concept.words)
        if fold(word) == fold(name)
    }
    found = {one.id for one in graph.of_kind("Actor") if getattr(one, "actor_type", None) in types}
    try:
        found.add(graph.resolve(name, ["Actor"]).id)
    except UnknownName:
        if not found and (near := graph.names.beginning(name, ["Actor"])):
            raise UnknownName(
                name, near
            ) from None  # "skolan" names no actor, and is nearer to the schools than to other words
        if not found:
            raise
    return tuple(sorted(found))
