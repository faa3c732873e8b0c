"""S11: a locator names places that the outline of its document has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Link, Node, Source

__all__ = ["RULES", "misplaced"]

_NEXT = re.compile(r", och | och |, ")


def misplaced(locator: str, outline: Sequence[str]) -> list[str]:
    """The places of a locator that an outline lacks: "kap. 2, rad 1 och kap. 9" in one with "kap. 2" → ["kap. 9"].

    A part is a place when it begins with a word that places of the outline begin with; a number alone goes on with the word
    before it.  What else stands there ("rad 1") is within the place, and the outline does not tell of it.
    """
    words = {name.partition(" ")[0] for name in outline if " " in name}
    wrong: list[str] = []
    word, at = "", 0
    while at < len(locator):
        found = _NEXT.search(locator, at)
        end = found.start() if found else len(locator)
        part = locator[at:end]
        first = part.partition(" ")[0]
        if not first[:1].isdigit():
            word = first if first in words else ""
        place = part if not first[:1].isdigit() else f"{word} {part}" if word else ""
        known = max((len(name) for name in outline if _begins(locator[at:], name)), default=0)
        if known > end - at:  # the name of the place has a comma or an "och" of its own
            found = _NEXT.search(locator, at + known)
        elif not known and place and (word or at == 0) and not any(_begins(place, name) for name in outline):
            wrong.append(place)
        at = found.end() if found else len(locator)
    return wrong


def _begins(place: str, name: str) -> bool:
    """Whether a place begins with a name of the outline: "kap. 4.1, rad 2" with "kap. 4.1", and not with "kap. 4"."""
    return place.startswith(name) and not re.match(r"\.?\w", place[len(name) :])


def _places(graph: KnowledgeGraph) -> Iterator[Finding]:
    outlines = {one.id: one.outline for one in graph.of_kind("Source") if isinstance(one, Source) and one.outline}
    records: list[Node | Link] = [*(node for node in graph if node.kind != "Source"), *graph.links]
    for record in records if outlines else ():
        if record.locator and record.document in outlines:
            for place in misplaced(record.locator, outlines[record.document]):
                yield about(graph, "S11", "place", record, place=place, document=graph[record.document].brief)


RULES = (Rule("S11", _places),)
"""The rules of this module."""
