"""What guidance asks of every measure: a goal (G4), a readable time (G5), one responsible (G6), an indicator (G7)."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.model import Finding, Measure
from kgraph.names import swedish_order
from kgraph.times.dates import span

__all__ = [
    "RULES",
]


def _measures(graph: KnowledgeGraph) -> Iterator[Measure]:
    return (node for node in graph if isinstance(node, Measure))


def _without_goal(graph: KnowledgeGraph) -> Iterator[Finding]:
    for measure in _measures(graph):
        case = links.support(links.goals(graph, measure.id))
        if case == "none" and "goals" in measure.unknown:
            yield about(graph, "G4", "lost", measure, judged=False)
        elif case != "stated":
            yield about(graph, "G4", case, measure)


def _without_time(graph: KnowledgeGraph) -> Iterator[Finding]:
    for measure in _measures(graph):
        if not links.has_time(measure, interpreted=False):
            lost = "time" in measure.unknown
            case = "lost" if lost else "interpreted_only" if links.has_time(measure) else "none"
            yield about(graph, "G5", case, measure, judged=not lost)
        else:
            yield from _unreadable_time(graph, measure)


def _unreadable_time(graph: KnowledgeGraph, measure: Measure) -> Iterator[Finding]:
    starts, ends = measure.starts, measure.ends
    first, last = span(starts or ""), span(ends or "")
    wrong = [date for date, days in ((starts, first), (ends, last)) if date and not days]
    for date in wrong:
        yield about(graph, "G5", "not_a_date", measure, date=date)
    if not (starts or ends or measure.recurrence or span(measure.time or "")):
        yield about(graph, "G5", "unread", measure, time=measure.time)
    elif first and last and last[1] < first[0]:
        yield about(graph, "G5", "backwards", measure, starts=starts, ends=ends)


def _without_responsible(graph: KnowledgeGraph) -> Iterator[Finding]:
    for measure in _measures(graph):
        found = links.responsible(graph, measure.id)
        stated = sorted({link.source for link in found if link.counts_as_stated})
        if len(stated) > 1:
            yield about(graph, "G6", "several", measure, number=len(stated), names=_names(graph, stated))
        elif not stated:
            yield _no_responsible(graph, measure, interpreted=bool(found))


def _no_responsible(graph: KnowledgeGraph, measure: Measure, *, interpreted: bool) -> Finding:
    if interpreted:
        return about(graph, "G6", "interpreted_only", measure)
    if "responsible" in measure.unknown:
        return about(graph, "G6", "lost", measure, judged=False)
    return about(graph, "G6", "only_taking_part" if links.actors(graph, measure.id) else "none", measure)


def _names(graph: KnowledgeGraph, ids: list[str]) -> str:
    return ", ".join(sorted((graph[one].abbreviation or graph[one].brief.sv for one in ids), key=swedish_order))


def _without_indicator(graph: KnowledgeGraph) -> Iterator[Finding]:
    for measure in _measures(graph):
        case: str = links.support(links.indicators(graph, measure.id))
        if case == "none":
            case = _other_follow_up(graph, measure)
        if case != "stated":
            yield about(graph, "G7", case, measure, judged=case != "lost")


def _other_follow_up(graph: KnowledgeGraph, measure: Measure) -> str:
    """What there is where there is no indicator: words, a body, an indicator that the text has lost, or nothing."""
    if measure.told("follow_up", interpreted=False):
        return "only_text"
    if links.follow_up(graph, measure.id):
        return "only_body"
    return "lost" if {"indicators", "follow_up"} & set(measure.unknown) else "none"


RULES = (
    Rule("G4", _without_goal, ("Measure",)),
    Rule("G5", _without_time, ("Measure",)),
    Rule("G6", _without_responsible, ("Measure",)),
    Rule("G7", _without_indicator, ("Measure",)),
)
