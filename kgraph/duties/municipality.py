"""The duties that are laid on the municipality: agreement, council, coordination, information and report (L6–L9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph.duties.judgement import Judgement, RecordsShown, claims, parts_in_words
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node
from kgraph.wording import text

__all__ = ["agreed", "organised"]


def agreed(graph: KnowledgeGraph, holder: Node, documents: frozenset[str | None]) -> Iterator[Judgement]:
    """Whether each agreement against crime gives its purposes and areas (L6)."""
    agreements = [one for one in graph.of_kind("Agreement") if one.document in documents and _on_crime(graph, one)]
    if not agreements:
        yield Judgement("L6", "9 §", holder, "unknown", "no_agreement")
    for one in agreements:
        yield _purposes_and_areas(graph, one)


def _on_crime(graph: KnowledgeGraph, agreement: Node) -> bool:
    """Whether an agreement is one against crime: a plan rests on it, or the police is a party."""
    parties = (graph[link.source] for link in graph.incoming(agreement.id, "partyTo") if link.counts)
    rests = any(link.counts for link in graph.incoming(agreement.id, "restsOn"))
    return rests or any(getattr(one, "actor_type", None) == "police" for one in parties)


def _purposes_and_areas(graph: KnowledgeGraph, agreement: Node) -> Judgement:
    links = {"purposes": graph.outgoing(agreement.id, "pursues"), "areas": graph.outgoing(agreement.id, "treats")}
    said = {part: claims(graph, agreement.id, f"has_{part}") for part in links}
    shown: dict[str, RecordsShown] = {
        part: (
            *(link for link in links[part] if link.counts_as_stated),
            *(one for one in said[part] if one.value == "yes"),
        )
        for part in links
    }
    records: RecordsShown = tuple(one for found in shown.values() for one in found[:1])
    lacks = [part for part, found in said.items() if any(one.value == "no" for one in found)]
    unsaid = [part for part, found in shown.items() if not found]
    if lacks:
        return Judgement("L6", "9 §", agreement, "not_fulfilled", "lacks", {"parts": parts_in_words(lacks)}, records)
    if unsaid:
        read = all(any(link.counts for link in links[part]) for part in unsaid)
        case = "interpreted_only" if read else "unsaid"
        return Judgement(
            "L6",
            "9 §",
            agreement,
            "unknown",
            case,
            {"parts": parts_in_words(unsaid)},
            records or (agreement,),
            read=read,
        )
    return Judgement("L6", "9 §", agreement, "fulfilled", "whole", {}, records)


_ORGANISED = (
    ("L7", "10 §", "has_council", "council"),
    ("L7", "11 §", "has_coordination_function", "coordination_function"),
    ("L8", "12 §", "informs_inhabitants", None),
    ("L9", "13 §", "reports_to_council", None),
)
"""Code, paragraph, the attribute of a claim about the municipality, and the word for what should be there."""


def organised(graph: KnowledgeGraph, holder: Node, documents: frozenset[str | None]) -> Iterator[Judgement]:
    """Duties that are shown by somebody or something that is there for them (`fulfils`), or by a claim."""
    for code, paragraph, attribute, word in _ORGANISED:
        what = {"what": text(f"law.{word}")} if word else {}
        links = [link for link in _fulfilling(graph, paragraph) if link.document in documents]
        stated = tuple(link for link in links if link.counts_as_stated)
        said = claims(graph, holder.id, attribute, documents)
        denied = tuple(one for one in said if one.value != "yes")
        who = {"who": graph[(stated or links)[0].source].brief} if links else {}
        if denied:
            yield Judgement(code, paragraph, holder, "not_fulfilled", "denied", what, denied)
        elif stated:
            yield Judgement(code, paragraph, holder, "fulfilled", "named", {**what, **who}, stated)
        elif said:
            yield Judgement(code, paragraph, holder, "fulfilled", "claimed", what, said)
        elif links:
            yield Judgement(
                code, paragraph, holder, "unknown", "interpreted_only", {**what, **who}, tuple(links), read=True
            )
        elif read := tuple(
            one for one in claims(graph, holder.id, attribute, documents, read=True) if one.value == "yes"
        ):
            yield Judgement(code, paragraph, holder, "unknown", "interpreted_claim", what, read, read=True)
        else:
            yield Judgement(code, paragraph, holder, "unknown", "unsaid", what)


def _fulfilling(graph: KnowledgeGraph, paragraph: str) -> list[Link]:
    """The links to the legal requirement of a paragraph that say that somebody or something is there for it."""
    number = re.compile(rf"\b{paragraph.partition(' ')[0]}\b")
    duties = [
        one.id
        for one in graph.of_kind("LegalRequirement")
        if "2023:196" in (getattr(one, "law", None) or "") and number.search(getattr(one, "paragraph", None) or "")
    ]
    return [link for duty in duties for link in graph.incoming(duty, "fulfils") if link.counts]
