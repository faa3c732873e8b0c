"""What the law asks of a municipality's work against crime, and what the sources show of it (SFS 2023:196).

Each duty is judged of what it is laid on: a plan, an assessment, an agreement or the municipality.  Only
what a source states, or the plan's owners have confirmed, fulfils a duty; only what a source says against it breaks it;
what no source tells cannot be judged, and what is not due yet has not been fulfilled: neither passes nor fails.  That an
assessment is too old is told of the one that a source names; whether there is a newer one stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kgraph.duties.judgement import IN_FORCE, MONTHS, PARTS, Judgement, Verdict, claims
from kgraph.duties.municipality import agreed, organised
from kgraph.duties.plan import decided, followed_up, in_parts, recent, rests
from kgraph.graph import KnowledgeGraph
from kgraph.model import Assessment, Node, Plan
from kgraph.parts.scope import documents_about, only_named, said_by
from kgraph.wording import text

__all__ = ["IN_FORCE", "MONTHS", "PARTS", "Judgement", "Verdict", "judgements"]


def judgements(graph: KnowledgeGraph, on: date | None = None) -> tuple[Judgement, ...]:
    """Every duty of every plan that no other replaces and whose document holds it, and of what they rest on, by code,
    paragraph and subject.

    `on` is the day that dates are judged by; without it nothing that hangs on a date is judged.  A municipality answers
    by all documents that are about it; a plan that names no municipality, by its own.
    """
    found = {(one.code, one.paragraph, one.subject.id): one for one in _all(graph, on)}
    return tuple(found[key] for key in sorted(found))


def _all(graph: KnowledgeGraph, on: date | None) -> Iterator[Judgement]:
    plans = [plan for plan in graph.of_kind("Plan") if isinstance(plan, Plan) and not _is_past(graph, plan)]
    for plan in plans:
        yield from _of_a_plan(graph, plan, rests(graph, plan), followed_up(graph, plan, on), decided(graph, plan, on))
    for assessment in graph.of_kind("Assessment"):
        users = [graph[link.source] for link in graph.incoming(assessment.id, "restsOn") if link.counts]
        if isinstance(assessment, Assessment) and (not users or any(user in plans for user in users)):
            yield from (in_parts(graph, assessment), recent(assessment, on))
    for holder, documents in _holders(graph, plans):
        yield from agreed(graph, holder, documents)
        yield from organised(graph, holder, documents)


def _of_a_plan(graph: KnowledgeGraph, plan: Plan, *found: Judgement) -> Iterator[Judgement]:
    """The duties of a plan; what is recorded to be no action plan as the law means it has broken none of them."""
    said = {read: claims(graph, plan.id, "is_action_plan", read=read) for read in (False, True)}
    denied = {read: tuple(one for one in ones if one.value == "no") for read, ones in said.items()}
    apart = denied[False] or denied[True]
    how = {"how": text("law.by_source" if denied[False] else "law.by_reading")}
    for one in found:
        at_rest = not apart or one.verdict == "fulfilled"
        yield one if at_rest else Judgement(one.code, one.paragraph, plan, "unknown", "no_plan", how, apart)


def _is_past(graph: KnowledgeGraph, plan: Plan) -> bool:
    """Whether another plan replaces this one, or its document holds another plan and only names this one."""
    if any(link.counts for link in graph.incoming(plan.id, "replaces")):
        return True
    return plan.document is not None and only_named(said_by(graph, plan.document), plan)


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
