"""Are labels and notes in words of one's own?  No run of eight or more words equal to a source's text (Q16)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kgraph.checks.rule import Rule, about, order
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Link, Node, Text

__all__ = ["RULES", "RUN", "own_words"]

RUN = 8
"""How many equal words in a row are too many."""

_WORD = re.compile(r"[^\W_]+")
_KEYS = (
    "id",
    "document",
    "locator",
    "source",
    "target",
    "relation",
    "stated_in",
    "attribute",
    "url",
    "outline",
    "unknown",
)
"""Fields that hold names of records or places, not words of a text; a locator names a heading as the document does."""
RULES = (Rule("Q16"),)


def own_words(graph: KnowledgeGraph, texts: Mapping[str, str], *, run: int = RUN) -> tuple[Finding, ...]:
    """A finding (Q16) for each label, description, note, rationale or value that shares `run` or more words in a row with a text.

    `texts` maps names to the full text of documents; case, signs and line breaks are ignored.
    """
    runs = {name: _runs(_words(content), run) for name, content in texts.items()}
    found = (finding for record in (*graph, *graph.links) for finding in _copied(graph, record, runs, run))
    return tuple(sorted(found, key=order))


def _words(content: str) -> list[str]:
    return _WORD.findall(content.casefold())


def _runs(words: list[str], run: int) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[start : start + run]) for start in range(len(words) - run + 1))


def _copied(
    graph: KnowledgeGraph, record: Node | Link, runs: Mapping[str, frozenset[tuple[str, ...]]], run: int
) -> Iterator[Finding]:
    for field, content in _texts(record):
        words = _words(content)
        for name, known in runs.items():
            start = next(
                (place for place in range(len(words) - run + 1) if tuple(words[place : place + run]) in known), None
            )
            if start is not None:
                shared = " ".join(words[start : start + run])
                yield about(graph, "Q16", "copied", record, field=field, count=run, text=name, run=shared)


def _texts(record: Node | Link) -> Iterator[tuple[str, str]]:
    """Every text of a record with the name of its field: both languages of texts, and words such as values and units."""
    for field in type(record).model_fields:
        value = getattr(record, field)
        if isinstance(value, Text):
            yield from ((field, words) for words in (value.sv, value.en) if words)
        elif field not in _KEYS:
            words = value if isinstance(value, tuple) else (value,)
            yield from ((field, word) for word in words if isinstance(word, str))
