"""Whether a role that takes a stand is a role: names of persons cannot be told from other words by rule, known words can.

A role is known when every word of it is: the name of an actor or a municipality of the graph, a word for an office, body or
duty ("styrgruppen", "trygghetssamordnaren", "the board"), or a word that joins such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.names import fold
from kgraph.wording import catalogue, text

__all__ = ["is_known_role", "names_somebody", "role_in_quotes", "role_words"]

_PAIR = re.compile(r"\b([A-ZÅÄÖÉ][a-zåäöé]+)[ -]([A-ZÅÄÖÉ][a-zåäöé]+)\b")


def is_known_role(graph: KnowledgeGraph, role: str) -> bool:
    """Whether nothing in a role is unknown to the graph and to the words for roles."""
    words = fold(role).split()
    return bool(words) and all(_is_office(word) or word in _own_words(graph) for word in words)


def names_somebody(graph: KnowledgeGraph, note: str) -> bool:
    """Whether a note holds two capitalised words side by side, neither of which the graph or the words for roles know."""
    known = _own_words(graph)
    return any(
        not any(_is_office(word) or word in known for one in pair for word in fold(one).split())
        for pair in _PAIR.findall(note)
    )


@contextmanager
def role_in_quotes(graph: KnowledgeGraph, by: str, names: Sequence[str]) -> Iterator[None]:
    """While names are looked up: where one cannot be and is a word for a role, the error adds that roles of two words want quotes."""
    try:
        yield
    except UsageError as error:
        rest = [name for name in names if is_known_role(graph, name)]
        if not rest:
            raise
        hint = text("review.role_in_quotes", by=" ".join((by, *rest)))
        raise UsageError(f"{error.sv} {hint.sv}", f"{error.en} {hint.pick('en')}") from None


def role_words(graph: KnowledgeGraph) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a known role is made of, folded and sorted: the ends of words, and whole words with those of the graph's actors."""
    ends, whole = _offices()
    return tuple(sorted(ends)), tuple(sorted(whole | _own_words(graph)))


def _is_office(word: str) -> bool:
    ends, whole = _offices()
    return word in whole or word.endswith(tuple(ends))


def _offices() -> tuple[frozenset[str], frozenset[str]]:
    return _listed("role_words.ends"), _listed("role_words.whole")


def _listed(key: str) -> frozenset[str]:
    both = catalogue()[key]
    return frozenset(fold(word) for said in (both.sv, both.pick("en")) for word in said.split(";"))


def _own_words(graph: KnowledgeGraph) -> frozenset[str]:
    """The words of the names of actors and municipalities."""

    def found() -> frozenset[str]:
        names = (
            name
            for one in graph.of_kind("Actor", "Municipality")
            for name in (
                one.label.sv,
                one.label.pick("en"),
                one.brief.sv,
                one.brief.pick("en"),
                one.abbreviation or "",
                *one.aliases,
            )
        )
        return frozenset(word for name in names for word in fold(name).split())

    return graph.once("speakers.words", found)
