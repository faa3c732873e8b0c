"""The duties that are laid on a plan and on its assessment (L1–L5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from kgraph.duties.judgement import MONTHS, PARTS, Judgement, Verdict, claims, parts_in_words
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.model import Assessment, Link, Node, Plan, Statement, Text
from kgraph.times.dates import months_after, span
from kgraph.wording import text

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
    if denied := _denied(graph, plan, "has_assessment"):
        return Judgement("L1", "5 §", plan, "not_fulfilled", "denied", {}, denied)
    return Judgement("L1", "5 §", plan, "unknown", "lost" if "assessment" in plan.unknown else "none", {}, (plan,))


def _denied(graph: KnowledgeGraph, plan: Plan, attribute: str) -> tuple[Statement, ...]:
    """What sources say against something about a plan."""
    return tuple(one for one in claims(graph, plan.id, attribute) if one.value == "no")


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
    if denied := _denied(graph, plan, "is_decided"):
        return Judgement("L5", "5 §", plan, "not_fulfilled", "denied", known, denied)
    return Judgement("L5", "5 §", plan, "unknown", "no_body" if told else "none", known, (plan,))


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
    """Whether a source says that the plan itself was followed up (L4); before two years have gone since it began, none is due.

    That a measure of it was followed up is no follow-up of the plan: it is told, and settles nothing.
    """
    known: dict[str, Any] = {"on": on, "months": MONTHS}
    if on is None:
        return Judgement("L4", "6 §", plan, "unknown", "no_day", known)
    found = _latest(graph, plan, on, read=False)
    if found and found.verdict == "fulfilled":
        return found
    read = (_latest(graph, plan, on, read=True) or Judgement("", "", plan, "unknown", "")).verdict == "fulfilled"
    began = plan.decided or plan.starts
    when = span(began) if began else None
    known |= {"date": began, "noted": _noted(graph, plan, on)}
    if when and months_after(when[0], MONTHS) >= on:
        return Judgement("L4", "6 §", plan, "not_due", "not_due", known, (plan,), read=read)
    if denied := _denied(graph, plan, "is_followed_up"):
        return Judgement("L4", "6 §", plan, "not_fulfilled", "denied", known, denied, read=read)
    return found or Judgement("L4", "6 §", plan, "unknown", "none" if when else "no_start", known, read=read)


def _latest(graph: KnowledgeGraph, plan: Plan, on: date, *, read: bool) -> Judgement | None:
    """By the latest follow-up of the plan that a source dates; a month or a year is judged by its first and its last day."""
    told = claims(graph, plan.id, "is_followed_up", read=read)
    days = [(when, one) for one in told if one.value == "yes" and (when := span(one.year or "")) and when[0] <= on]
    if not days:
        return None
    when, entry = max(days, key=lambda pair: (pair[0], pair[1].id))
    verdict: Verdict = "unknown"
    if months_after(when[1], MONTHS) < on:
        verdict, case = "expired", "old"
    elif months_after(when[0], MONTHS) < on:
        case = "coarse"
    else:
        verdict, case = "fulfilled", "fresh"
    return Judgement("L4", "6 §", plan, verdict, case, {"date": entry.year, "on": on, "months": MONTHS}, (entry,))


def _noted(graph: KnowledgeGraph, plan: Plan, on: date) -> Text | str:
    """How many of the plan's measures have been followed up by a day, both ways, and when the last was; nothing where none has."""
    if not graph.of_kind("FollowUp"):
        return ""
    days = {one.id: when[1] for one in graph.of_kind("FollowUp") if (when := span(getattr(one, "date", None) or ""))}
    told: list[dict[str, date]] = [{}, {}]
    parts = [link for link in graph.incoming(plan.id, "partOf") if graph[link.source].kind == "Measure"]
    for part in parts:
        for link in graph.incoming(part.source, "followsUp"):
            day = days.get(link.source, date.max)
            for layer, counts in enumerate(
                (part.counts_as_stated and link.counts_as_stated, part.counts and link.counts)
            ):
                if counts and day <= on:
                    told[layer][part.source] = max(day, told[layer].get(part.source, date.min))
    if not told[True]:
        return ""
    total = len({part.source for part in parts if part.counts})
    return text("L4.noted", number=both_ways(*map(len, told)), total=total, last=max(told[True].values()))
