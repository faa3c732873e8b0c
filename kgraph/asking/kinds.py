"""Kinds by the words that people use for them: "insatser" is Measure, "områden" all three kinds of areas."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, KINDS, Text
from kgraph.names import fold, stem, suggest
from kgraph.wording import text

__all__ = ["RANK", "kind_named", "kinds_named", "plural"]

_FIRST = ("CrimeArea", "FocusArea", "GoalArea", "Problem", "Cause", "Measure", "SubActivity", "Actor", "Method")
RANK = {kind: rank for rank, kind in enumerate(dict.fromkeys((*_FIRST, *KINDS)))}
"""Between equal hits of a search: areas, causes and measures before the rest."""


def kind_named(graph: KnowledgeGraph, name: str) -> str:
    """The English name of the kind that a word means.  Raises `UnknownName` with suggestions."""
    words = {
        word: kind.name
        for kind in graph.ontology.kinds.values()
        for both in (kind.label, kind.plural)
        for word in (*kind.words, both.sv, both.pick("en"), kind.name)
    }
    for key in (fold, stem):
        for word, kind_name in words.items():
            if key(word) == key(name):
                return kind_name
    raise UnknownName(name, suggest(name, words))


def kinds_named(graph: KnowledgeGraph, name: str) -> tuple[str, ...]:
    """The kinds that a word means: one, or all the kinds of areas for "områden".  Raises `UnknownName` with suggestions."""
    words = [
        text(f"kinds.{form}").pick(lang) for form in ("area", "the_area", "areas", "the_areas") for lang in ("sv", "en")
    ]
    if any(key(word) == key(name) for key in (fold, stem) for word in words):
        return AREA_KINDS
    return (kind_named(graph, name),)


def plural(graph: KnowledgeGraph, kinds: Sequence[str]) -> Text:
    """What things of some kinds are called together: "orsaker", "områden"."""
    return text("kinds.areas") if set(kinds) == set(AREA_KINDS) else graph.ontology.kinds[kinds[0]].plural
