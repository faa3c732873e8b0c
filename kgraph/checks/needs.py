"""What lacks what answers it: areas and problems without causes (G1), goals and areas without a measure (Q10), goals
measured by activity alone (Q11), groups in need without a measure (Q15).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kgraph.checks.gaps import gaps
from kgraph.checks.rule import Rule, about
from kgraph.covering.aims import measured
from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Finding, Node, Problem

__all__ = ["GUIDANCE", "QUALITY"]


def _without_causes(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G1: every area that a plan gives priority and every problem has a cause; a cause of its causes counts too."""
    if not graph.of_kind("Cause"):
        yield about(graph, "G1", "no_causes", judged=False)
        return
    things = _prioritised(graph)
    if not things:
        yield about(graph, "G1", "nothing", judged=False)
    for thing in things:
        stated, every = (_driven(graph, thing.id, interpreted=layer) for layer in (False, True))
        if not stated:
            yield about(graph, "G1", "interpreted_only" if every else "none", thing)


def _prioritised(graph: KnowledgeGraph) -> list[Node]:
    areas = [
        one for one in graph.of_kind(*AREA_KINDS) if any(link.counts for link in graph.incoming(one.id, "prioritises"))
    ]
    problems = [one for one in graph.of_kind("Problem") if isinstance(one, Problem) and one.problem_kind == "problem"]
    return [*areas, *problems]


def _driven(graph: KnowledgeGraph, thing: str, *, interpreted: bool) -> bool:
    return any(graph[one].kind == "Cause" for one in graph.index.driving(thing, interpreted=interpreted))


def _without_measure(graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    """Q10: a goal that no measure pursues, and a goal or focus area that none touches."""
    if not graph.of_kind("Measure"):
        yield about(graph, "Q10", "no_measures", judged=False)
        return
    things = [one.id for one in graph.of_kind("Goal", "GoalArea", "FocusArea")]
    if not things:
        yield about(graph, "Q10", "nothing", judged=False)
    yield from _uncovered(graph, "Q10", things, on)


def _in_need(graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    """Q15: a group that a need is said to affect, and that no measure is for."""
    stated, every = (_groups_in_need(graph, interpreted=layer) for layer in (False, True))
    if not every:
        yield about(graph, "Q15", "no_needs", judged=False)
    for found in _uncovered(graph, "Q15", sorted(every), on):
        read = found.case == "none" and found.subject not in stated
        yield about(graph, "Q15", "need_by_reading", graph[str(found.subject)]) if read else found


def _groups_in_need(graph: KnowledgeGraph, *, interpreted: bool) -> set[str]:
    """The groups that a need is said to affect; that something is a need may itself be a reading."""
    needs = (one for one in graph.of_kind("Problem") if one.told("problem_kind", interpreted=interpreted) == "need")
    links = (link for need in needs for link in graph.outgoing(need.id, "affects") if link.counts)
    return {link.target for link in links if graph[link.target].kind == "TargetGroup"}


def _uncovered(graph: KnowledgeGraph, code: str, things: list[str], on: date | None) -> Iterator[Finding]:
    decided = gaps(graph, on)
    known = covers(graph, *{graph[one].kind for one in things}) if things else {}
    for one in things:
        if not known[one].every:
            yield decided.finding(code, graph[one])
        elif not known[one].stated:
            yield about(graph, code, "interpreted_only", graph[one])


def _only_activity(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q11: a goal to have an effect whose indicators tell of activity alone."""
    goals = [one for one in measured(graph) if one.goal.goal_kind == "outcome" and one.every]
    if not goals:
        yield about(graph, "Q11", "no_goals", judged=False)
    for one in goals:
        if one.only_activity:
            case = "activity" if one.basis == "stated" else "activity_by_reading"
            yield about(graph, "Q11", case, one.goal, number=len(one.every))
        elif "" in one.every and "outcome" not in one.every:
            yield about(graph, "Q11", "unknown", one.goal, judged=False)


GUIDANCE = (Rule("G1", _without_causes),)
QUALITY = (Rule("Q10", judge_on=_without_measure), Rule("Q11", _only_activity), Rule("Q15", judge_on=_in_need))
