"""How an everyday word was read, where other things hold the same word in their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Node, Text
from kgraph.names import fold, stem
from kgraph.wording import text

__all__ = ["readings"]

_OTHERS = (*AREA_KINDS, "Actor", "Place", "TargetGroup")
"""The kinds whose names people take for each other; a cause that holds the word is no other reading of it."""
_MOST = 3


def readings(graph: KnowledgeGraph, names: Iterable[str]) -> tuple[Text, ...]:
    """A note for each name that is another word for a thing (an alias), where the names of other areas,
    actors, places or target groups hold the same word: how it was read, and what else it may have meant.

    A name that is a thing's own (its id, label, short label or abbreviation, in any inflection) means that thing and nothing else.
    """
    return tuple(_readings(graph, dict.fromkeys(names)))


def _readings(graph: KnowledgeGraph, names: Iterable[str]) -> Iterator[Text]:
    for name in names:
        found = graph.names.candidates(name)
        if not found or _is_own_name(graph[found[0]], name):
            continue
        if others := _others(graph, name, found):
            said = [", ".join(_told(graph, one, lang) for one in others) for lang in ("sv", "en")]
            things = [_told(graph, graph[found[0]], lang) for lang in ("sv", "en")]
            yield text(
                "expression.read_as",
                name=name,
                thing=Text(sv=things[0], en=things[1]),
                others=Text(sv=said[0], en=said[1]),
            )


def _told(graph: KnowledgeGraph, node: Node, lang: str) -> str:
    return f"{node.brief.pick(lang)} ({graph.ontology.kinds[node.kind].label.pick(lang)})"


def _is_own_name(node: Node, name: str) -> bool:
    own = [node.id, node.abbreviation, *(word for one in (node.label, node.short) if one for word in (one.sv, one.en))]
    return any(how(name) == how(one) for one in own if one for how in (fold, stem))


def _others(graph: KnowledgeGraph, name: str, found: tuple[str, ...]) -> list[Node]:
    """The other things with a name in which every word of this one stands, in any inflection: first those that are called just so."""
    wanted = set(stem(name).split())
    things = (one for one in graph.of_kind(*_OTHERS) if one.id not in found)
    words = [(one, [set(stem(said).split()) for said in _names(one)]) for one in things]
    holding = [(wanted not in said, one.id, one) for one, said in words if any(wanted <= each for each in said)]
    return [one for _, _, one in sorted(holding, key=lambda each: each[:2])[:_MOST]]


def _names(node: Node) -> list[str]:
    return [node.label.sv, *([node.short.sv] if node.short else []), *node.aliases]
