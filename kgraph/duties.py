"""What the law asks of a municipality's work against crime, and what the sources show of it (SFS 2023:196).

Each duty is judged of what it is laid on: a plan, an assessment, an agreement or the municipality.  There are three
verdicts.  Only what a source states, or the plan's owners have confirmed, fulfils a duty; only what a source says
against it breaks it; what no source tells cannot be judged, and neither passes nor fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from kgraph.dates import months_after, span
from kgraph.graph import KnowledgeGraph
from kgraph.model import Assessment, FollowUp, Link, Node, Plan, Statement, Text
from kgraph.scope import documents_about
from kgraph.wording import text

__all__ = ["IN_FORCE", "MONTHS", "PARTS", "Judgement", "Verdict", "judgements"]

Verdict = Literal["fulfilled", "not_fulfilled", "unknown"]

MONTHS = 24
"""How old an assessment or a follow-up may be: at least every second year (6 §)."""
IN_FORCE = date(2023, 7, 1)
"""The day from which the act is in force."""
PARTS = ("mapping", "other_information", "analysis")
"""The three parts of an assessment (4 §); a statement says of each whether it is there (attribute `has_mapping` …)."""

_Records = tuple[Node | Link, ...]


@dataclass(frozen=True)
class Judgement:
    """How one duty stands: `case` names the words of the rule `code`, `values` fill them, `records` bear it out.

    `read` is true where interpreted links would fulfil a duty that stated ones do not.
    """

    code: str
    paragraph: str
    subject: Node
    verdict: Verdict
    case: str
    values: Mapping[str, Any] = field(default_factory=dict)
    records: _Records = ()
    read: bool = False


def judgements(graph: KnowledgeGraph, on: date | None = None) -> tuple[Judgement, ...]:
    """Every duty of every plan that no other replaces, and of what they rest on, by code, paragraph and subject.

    `on` is the day that dates are judged by; without it nothing that hangs on a date is judged.  A municipality answers
    by all documents that are about it; a plan that names no municipality, by its own.
    """
    found = {(one.code, one.paragraph, one.subject.id): one for one in _all(graph, on)}
    return tuple(found[key] for key in sorted(found))


def _all(graph: KnowledgeGraph, on: date | None) -> Iterator[Judgement]:
    plans = [plan for plan in graph.of_kind("Plan") if isinstance(plan, Plan) and not _replaced(graph, plan)]
    for plan in plans:
        yield from (_rests(graph, plan), _followed_up(graph, plan, on), _decided(graph, plan, on))
    for assessment in graph.of_kind("Assessment"):
        users = [graph[link.source] for link in graph.incoming(assessment.id, "restsOn") if link.counts]
        if isinstance(assessment, Assessment) and (not users or any(user in plans for user in users)):
            yield from (_in_parts(graph, assessment), _recent(assessment, on))
    for holder, documents in _holders(graph, plans):
        yield from _agreed(graph, holder, documents)
        yield from _organised(graph, holder, documents)


def _replaced(graph: KnowledgeGraph, plan: Plan) -> bool:
    return any(link.counts for link in graph.incoming(plan.id, "replaces"))


def _holders(graph: KnowledgeGraph, plans: Sequence[Plan]) -> Iterator[tuple[Node, frozenset[str | None]]]:
    """Those whom the duties of a municipality are laid on, with the documents that they answer by."""
    told: set[str] = set()
    for plan in plans:
        towns = [link.target for link in graph.outgoing(plan.id, "isPlanOf") if link.counts]
        if not towns:
            yield plan, frozenset({plan.document})
        for town in sorted(set(towns) - told):
            told.add(town)
            yield graph[town], frozenset({*documents_about(graph, town), plan.document})


# --- L1, L5: the plan ---------------------------------------------------------------------------------------


def _rests(graph: KnowledgeGraph, plan: Plan) -> Judgement:
    links = _to_assessments(graph, plan)
    stated = tuple(link for link in links if link.counts_as_stated)
    name = {"assessment": graph[(stated or links)[0].target].brief} if links else {}
    if stated:
        return Judgement("L1", "5 §", plan, "fulfilled", "rests", name, stated)
    if links:
        return Judgement("L1", "5 §", plan, "unknown", "interpreted_only", name, links, read=True)
    if "assessment" in plan.unknown:
        return Judgement("L1", "5 §", plan, "unknown", "lost")
    return Judgement("L1", "5 §", plan, "not_fulfilled", "none", {}, (plan,))


def _to_assessments(graph: KnowledgeGraph, plan: Plan) -> tuple[Link, ...]:
    links = graph.outgoing(plan.id, "restsOn")
    return tuple(link for link in links if link.counts and graph[link.target].kind == "Assessment")


def _decided(graph: KnowledgeGraph, plan: Plan, on: date | None) -> Judgement:
    links = tuple(link for link in graph.outgoing(plan.id, "decidedBy") if link.counts)
    stated = tuple(link for link in links if link.counts_as_stated)
    known: dict[str, Any] = {"body": graph[(stated or links)[0].target].brief} if links else {}
    known["date"] = plan.decided
    when = span(plan.decided) if plan.decided else None
    if when and on and when[0] > on:
        return Judgement("L5", "5 §", plan, "not_fulfilled", "later", {**known, "on": on}, (plan,))
    if stated:
        verdict: Verdict = "fulfilled" if plan.decided else "unknown"
        return Judgement("L5", "5 §", plan, verdict, "decided" if plan.decided else "no_date", known, stated)
    if links:
        return Judgement("L5", "5 §", plan, "unknown", "interpreted_only", known, links, read=bool(plan.decided))
    return Judgement("L5", "5 §", plan, "not_fulfilled", "no_body" if plan.decided else "none", known, (plan,))


# --- L2–L4: the assessment and the two years ----------------------------------------------------------------


def _in_parts(graph: KnowledgeGraph, assessment: Node) -> Judgement:
    said = {part: _claims(graph, assessment.id, f"has_{part}") for part in PARTS}
    records = tuple(one for claims in said.values() for one in claims)
    lacks = [part for part, claims in said.items() if any(one.value != "yes" for one in claims)]
    unsaid = [part for part, claims in said.items() if not claims]
    if lacks:
        return Judgement("L2", "4 §", assessment, "not_fulfilled", "lacks", {"parts": _parts(lacks)}, records)
    if unsaid:
        return Judgement(
            "L2", "4 §", assessment, "unknown", "unsaid", {"parts": _parts(unsaid)}, records or (assessment,)
        )
    return Judgement("L2", "4 §", assessment, "fulfilled", "whole", {}, records)


def _parts(parts: Iterable[str]) -> Text:
    words = [text(f"law.{part}") for part in parts]
    return Text(sv=", ".join(one.sv for one in words), en=", ".join(one.pick("en") for one in words))


def _claims(
    graph: KnowledgeGraph, subject: str, attribute: str, documents: frozenset[str | None] | None = None, *, read: bool = False
) -> tuple[Statement, ...]:  # fmt: skip
    """The claims (yes, no, partly) of an attribute of a thing, by some documents or by any; with `read` the interpreted ones.

    A claim about a year before the act was in force says nothing of whether it is followed.
    """
    links = (link for link in graph.incoming(subject, "isAbout") if link.counts and link.counts_as_stated is not read)
    claims = (graph[one] for one in sorted({link.source for link in links}))
    return tuple(
        one
        for one in claims
        if isinstance(one, Statement)
        and (one.attribute, one.value in ("yes", "no", "partly")) == (attribute, True)
        and (documents is None or one.document in documents)
        and not _before_the_act(one)
    )


def _before_the_act(one: Statement) -> bool:
    when = span(one.year) if one.year else None
    return when is not None and when[1] < IN_FORCE


def _recent(assessment: Assessment, on: date | None) -> Judgement:
    """Whether an assessment is at most 24 months old; a month or a year is judged by its first and its last day."""
    verdict: Verdict = "unknown"
    when = span(assessment.completed) if assessment.completed else None
    if when is None:
        case = "unread" if assessment.completed else "no_date"
    elif on is None:
        case = "no_day"
    elif when[0] > on:
        case = "later"
    elif months_after(when[1], MONTHS) < on:
        verdict, case = "not_fulfilled", "old"
    elif months_after(when[0], MONTHS) < on:
        case = "coarse"
    else:
        verdict, case = "fulfilled", "fresh"
    known = {"date": assessment.completed, "on": on, "months": MONTHS}
    return Judgement("L3", "6 §", assessment, verdict, case, known, (assessment,))


def _followed_up(graph: KnowledgeGraph, plan: Plan, on: date | None) -> Judgement:
    """By the latest follow-up of a measure of the plan; before two years have gone since the plan began, none is due."""
    known: dict[str, Any] = {"on": on, "months": MONTHS}
    if on is None:
        return Judgement("L4", "6 §", plan, "unknown", "no_day", known)
    entries = [
        (when[1], one) for one in _entries(graph, plan) if one.date and (when := span(one.date)) and when[1] <= on
    ]
    if entries:
        last, entry = max(entries, key=lambda pair: (pair[0], pair[1].id))
        late = months_after(last, MONTHS) < on
        known["date"] = entry.date
        return Judgement(
            "L4", "6 §", plan, "not_fulfilled" if late else "fulfilled", "old" if late else "fresh", known, (entry,)
        )
    began = plan.decided or plan.starts
    when = span(began) if began else None
    if when and months_after(when[0], MONTHS) >= on:
        return Judgement("L4", "6 §", plan, "fulfilled", "not_due", {**known, "date": began}, (plan,))
    return Judgement("L4", "6 §", plan, "unknown", "none" if when else "no_start", {**known, "date": began})


def _entries(graph: KnowledgeGraph, plan: Plan) -> Iterator[FollowUp]:
    """The follow-ups of the plan's measures."""
    for part in graph.incoming(plan.id, "partOf"):
        if part.counts:
            for link in graph.incoming(part.source, "followsUp"):
                entry = graph[link.source]
                if link.counts and isinstance(entry, FollowUp):
                    yield entry


# --- L6–L9: the municipality --------------------------------------------------------------------------------


def _agreed(graph: KnowledgeGraph, holder: Node, documents: frozenset[str | None]) -> Iterator[Judgement]:
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
    claims = {part: _claims(graph, agreement.id, f"has_{part}") for part in links}
    shown: dict[str, _Records] = {
        part: (
            *(link for link in links[part] if link.counts_as_stated),
            *(one for one in claims[part] if one.value == "yes"),
        )
        for part in links
    }
    records: _Records = tuple(one for found in shown.values() for one in found[:1])
    lacks = [part for part, found in claims.items() if any(one.value == "no" for one in found)]
    unsaid = [part for part, found in shown.items() if not found]
    if lacks:
        return Judgement("L6", "9 §", agreement, "not_fulfilled", "lacks", {"parts": _parts(lacks)}, records)
    if unsaid:
        read = all(any(link.counts for link in links[part]) for part in unsaid)
        case = "interpreted_only" if read else "unsaid"
        return Judgement(
            "L6", "9 §", agreement, "unknown", case, {"parts": _parts(unsaid)}, records or (agreement,), read=read
        )
    return Judgement("L6", "9 §", agreement, "fulfilled", "whole", {}, records)


_ORGANISED = (
    ("L7", "10 §", "has_council", "council"),
    ("L7", "11 §", "has_coordination_function", "coordination_function"),
    ("L8", "12 §", "informs_inhabitants", None),
    ("L9", "13 §", "reports_to_council", None),
)
"""Code, paragraph, the attribute of a claim about the municipality, and the word for what should be there."""


def _organised(graph: KnowledgeGraph, holder: Node, documents: frozenset[str | None]) -> Iterator[Judgement]:
    """Duties that are shown by somebody or something that is there for them (`fulfils`), or by a claim."""
    for code, paragraph, attribute, word in _ORGANISED:
        what = {"what": text(f"law.{word}")} if word else {}
        links = [link for link in _fulfilling(graph, paragraph) if link.document in documents]
        stated = tuple(link for link in links if link.counts_as_stated)
        claims = _claims(graph, holder.id, attribute, documents)
        denied = tuple(one for one in claims if one.value != "yes")
        who = {"who": graph[(stated or links)[0].source].brief} if links else {}
        if denied:
            yield Judgement(code, paragraph, holder, "not_fulfilled", "denied", what, denied)
        elif stated:
            yield Judgement(code, paragraph, holder, "fulfilled", "named", {**what, **who}, stated)
        elif claims:
            yield Judgement(code, paragraph, holder, "fulfilled", "claimed", what, claims)
        elif links:
            yield Judgement(
                code, paragraph, holder, "unknown", "interpreted_only", {**what, **who}, tuple(links), read=True
            )
        elif read := tuple(
            one for one in _claims(graph, holder.id, attribute, documents, read=True) if one.value == "yes"
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
