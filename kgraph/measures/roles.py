"""Who stands behind each measure, and as what: responsible, or taking part.

Responsibility has three states: one, several, and unknown, where the source marks who is responsible but the text at
hand has lost the mark.  A part's responsible actor answers for its measure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, Sets, linked
from kgraph.model import Cell, Text
from kgraph.names import NameTable, fold, named_together
from kgraph.wording import joined, text

__all__ = ["Roles", "actors_named", "counted_apart"]

_SHOWN = 6
"""How many names a remark has."""


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

    def role(self, measure: str, named: Collection[str], *, interpreted: bool) -> str:
        """The role that those named (ids) have together in one of their measures, in one way of counting."""
        answer = self.answering[interpreted].get(measure, set())
        if not answer.isdisjoint(named):
            return "responsible" if answer.issubset(named) else "responsible_several"
        return "responsible_unknown" if self.is_lost(measure, interpreted=interpreted) else "takes_part"

    def cells(self, measure: str, named: Collection[str], *, is_stated: bool) -> dict[str, Cell]:
        """The cells of a row: `role`, `role_read` (what it becomes when readings count, where that is another) and `role_label`."""
        role, read = (self.role(measure, named, interpreted=layer) for layer in (not is_stated, True))
        words, words_read = text(f"people.role_{role}"), text(f"people.role_{read}")
        return {
            "role": role, "role_read": read if read != role else None,
            "role_label": words if read == role else text("people.role_read", role=words, read=words_read),
        }  # fmt: skip


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


def counted_apart(graph: KnowledgeGraph, actors: Collection[str] | None = None) -> Iterator[Text]:
    """A remark on actors with measures whose name holds the name of another beside more ("Skolan och polisen"): one counts
    without the other.  Of `actors` (ids) only, where they are given; nothing where there are none.
    """
    held = graph.once("actors_in_names", lambda: _held(graph))
    met = [one for one in held if actors is None or not {one, *held[one]}.isdisjoint(actors)]
    if met:
        names = joined(
            text("people.apart_name", name=graph[one].label, others=joined(graph[other].brief for other in held[one]))
            for one in met[:_SHOWN]
        )
        yield text("people.counted_apart", names=names, more=" …" if len(met) > _SHOWN else "")


def _held(graph: KnowledgeGraph) -> dict[str, tuple[str, ...]]:
    """The actors with measures whose names hold those of others, with these."""
    known = NameTable(graph.of_kind("Actor"))
    found = {
        one: {other for part in parts for other in known.candidates(part)} - {one}
        for one in sorted(Roles.of(graph).involved[True])
        if len(parts := named_together(graph[one].label.sv)) > 1
    }
    return {one: tuple(sorted(others)) for one, others in found.items() if others}
