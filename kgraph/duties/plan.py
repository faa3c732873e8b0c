"""The duties that are laid on a plan and on its assessment (L1–L5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kgraph.duties.judgement import MONTHS, PARTS, Judgement, Verdict, claims, parts_in_words
from kgraph.graph import KnowledgeGraph
from kgraph.model import Assessment, FollowUp, Link, Node, Plan
from kgraph.times.dates import months_after, span

__all__ = ["decided", "followed_up", "in_parts", "recent", "rests"]


def rests(graph: KnowledgeGraph, plan: Plan) -> Judgement:
    """Whether a plan rests on an assessment (L1)."""
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


def decided(graph: KnowledgeGraph, plan: Plan, on: date | None) -> Judgement:
    """Whether it is told who decided a plan, and when (L5)."""
    links = tuple(link for link in graph.outgoing(plan.id, "decidedBy") if link.counts)
    stated = tuple(link for link in links if link.counts_as_stated)
    known: dict[str, Any] = {"body": graph[(stated or links)[0].target].brief} if links else {}
    told = plan.told("decided", interpreted=False)
    known["date"] = told
    when = span(told) if told else None
    if when and on and when[0] > on:
        return Judgement("L5", "5 §", plan, "not_fulfilled", "later", {**known, "on": on}, (plan,))
    if stated:
        verdict: Verdict = "fulfilled" if told else "unknown"
        read = bool(plan.decided and not told)
        return Judgement("L5", "5 §", plan, verdict, "decided" if told else "no_date", known, stated, read=read)
    if links:
        return Judgement("L5", "5 §", plan, "unknown", "interpreted_only", known, links, read=bool(plan.decided))
    return Judgement("L5", "5 §", plan, "not_fulfilled", "no_body" if told else "none", known, (plan,))


def in_parts(graph: KnowledgeGraph, assessment: Node) -> Judgement:
    """Whether an assessment has its three parts (L2)."""
    said = {part: claims(graph, assessment.id, f"has_{part}") for part in PARTS}
    records = tuple(one for claims in said.values() for one in claims)
    lacks = [part for part, claims in said.items() if any(one.value != "yes" for one in claims)]
    unsaid = [part for part, claims in said.items() if not claims]
    if lacks:
        return Judgement("L2", "4 §", assessment, "not_fulfilled", "lacks", {"parts": parts_in_words(lacks)}, records)
    if unsaid:
        return Judgement(
            "L2", "4 §", assessment, "unknown", "unsaid", {"parts": parts_in_words(unsaid)}, records or (assessment,)
        )
    return Judgement("L2", "4 §", assessment, "fulfilled", "whole", {}, records)


def recent(assessment: Assessment, on: date | None) -> Judgement:
    """Whether an assessment is at most 24 months old; a month or a year is judged by its first and its last day.

    A date that is our own reading settles nothing, but is told to do so with interpretations.
    """
    if "completed" in assessment.interpreted:
        read = recent(assessment.model_copy(update={"interpreted": ()}), on).verdict == "fulfilled"
        return Judgement("L3", "6 §", assessment, "unknown", "no_date", {}, (assessment,), read=read)
    verdict: Verdict = "unknown"
    when = span(assessment.completed) if assessment.completed else None
    if when is None:
        case = "unread" if assessment.completed else "no_date"
    elif on is None:
        case = "no_day"
    elif when[0] > on:
        case = "later"
    elif months_after(when[1], MONTHS) < on:
        verdict, case = "expired", "old"
    elif months_after(when[0], MONTHS) < on:
        case = "coarse"
    else:
        verdict, case = "fulfilled", "fresh"
    known = {"date": assessment.completed, "on": on, "months": MONTHS}
    return Judgement("L3", "6 §", assessment, verdict, case, known, (assessment,))


def followed_up(graph: KnowledgeGraph, plan: Plan, on: date | None) -> Judgement:
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
        return Judgement("L4", "6 §", plan, "not_due", "not_due", {**known, "date": began}, (plan,))
    return Judgement("L4", "6 §", plan, "unknown", "none" if when else "no_start", {**known, "date": began})


def _entries(graph: KnowledgeGraph, plan: Plan) -> Iterator[FollowUp]:
    """The follow-ups of the plan's measures."""
    for part in graph.incoming(plan.id, "partOf"):
        if part.counts:
            for link in graph.incoming(part.source, "followsUp"):
                entry = graph[link.source]
                if link.counts and isinstance(entry, FollowUp):
                    yield entry
