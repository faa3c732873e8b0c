"""What guidance asks of every measure: a goal (G4), a readable time (G5), one responsible (G6), an indicator (G7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.measures.roles import Roles
from kgraph.model import Finding, Measure
from kgraph.names import swedish_order
from kgraph.times.dates import span

__all__ = [
    "RULES",
]


def _measures(graph: KnowledgeGraph) -> Iterator[Measure]:
    return (node for node in graph.of_kind("Measure") if isinstance(node, Measure))


def _without_goal(graph: KnowledgeGraph) -> Iterator[Finding]:
    goals = links.supports(graph, "pursues")
    for measure in _measures(graph):
        case = goals.get(measure.id, "none")
        if case == "none" and links.is_lost(measure, "goal"):
            yield about(graph, "G4", "lost", measure, judged=False)
        elif case != "stated":
            yield about(graph, "G4", case, measure)


def _without_time(graph: KnowledgeGraph) -> Iterator[Finding]:
    for measure in _measures(graph):
        if not links.has_time(measure, interpreted=False):
            lost = links.is_lost(measure, "time")
            case = "lost" if lost else "interpreted_only" if links.has_time(measure, interpreted=True) else "none"
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
    roles = Roles.of(graph)
    for measure in _measures(graph):
        stated = roles.answering[False].get(measure.id, ())
        if len(stated) > 1:
            yield about(graph, "G6", "several", measure, number=len(stated), names=_names(graph, stated))
        elif not stated:
            yield _no_responsible(graph, measure, roles)


def _no_responsible(graph: KnowledgeGraph, measure: Measure, roles: Roles) -> Finding:
    if measure.id in roles.answering[True]:
        return about(graph, "G6", "interpreted_only", measure)
    if measure.id in roles.lost:
        return about(graph, "G6", "lost", measure, judged=False)
    return about(graph, "G6", "only_taking_part" if measure.id in roles.behind[True] else "none", measure)


def _names(graph: KnowledgeGraph, ids: Iterable[str]) -> str:
    return ", ".join(sorted((graph[one].abbreviation or graph[one].brief.sv for one in ids), key=swedish_order))


def _without_indicator(graph: KnowledgeGraph) -> Iterator[Finding]:
    indicators, bodies = links.indicator_supports(graph), links.supports(graph, "isFollowedUpThrough")
    for measure in _measures(graph):
        case = indicators.get(measure.id) or _other_follow_up(measure, has_body=measure.id in bodies)
        if case != "stated":
            yield about(graph, "G7", case, measure, judged=case != "lost")


def _other_follow_up(measure: Measure, *, has_body: bool) -> str:
    """What there is where there is no indicator: words, a body, an indicator that the text has lost, or nothing."""
    if measure.told("follow_up", interpreted=False):
        return "only_text"
    if has_body:
        return "only_body"
    return "lost" if links.is_lost(measure, "indicator") else "none"


RULES = (
    Rule("G4", _without_goal, ("Measure",)),
    Rule("G5", _without_time, ("Measure",)),
    Rule("G6", _without_responsible, ("Measure",)),
    Rule("G7", _without_indicator, ("Measure",)),
)
