"""What guidance asks of the follow-up: indicators of the goals (G8), goals that can be measured (G9), how often a measure is
done (G10), a follow-up after the last day (G13), the quickest first (G14), and no indicator that the effort itself moves (Q14).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from kgraph.checks.rule import Rule, about
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.model import Finding, Goal, Indicator, Measure, Node, PlanTable, SubActivity
from kgraph.names import fold
from kgraph.times.course import CLOSED, courses, period
from kgraph.wording import joined, text

__all__ = ["GUIDANCE", "QUALITY"]

_NUMBER = re.compile(
    r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d+|\bprocent\b|%|\bdubbel|\bhalver|\binga?\b|\balla\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BASELINE = re.compile(r"\b(?:från|jämfört med|än|utgångsläge|nuläge)\b[^.]*\d|\bbaslinje", re.IGNORECASE)
_SMART = {"number": _NUMBER, "year": _YEAR, "baseline": _BASELINE}


def _measures(graph: KnowledgeGraph) -> list[Measure]:
    return [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]


def _measured_goals(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G8: where a measure has both goals and indicators, some indicator is said to measure some goal of it."""
    both = links.supports(graph, "pursues").keys() & links.indicator_supports(graph).keys()
    measures = [one for one in _measures(graph) if one.id in both]
    for measure in measures:
        goals = {link.target for link in links.goals(graph, measure.id)}
        case = links.support(link for link in links.indicators(graph, measure.id) if link.source in goals)
        if case != "stated":
            yield about(graph, "G8", case, measure)
    if not measures:
        yield about(graph, "G8", "nothing", judged=False)


def _smart(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G9: hints on goals whose words hold no number, no year or no point to start from."""
    for goal in graph.of_kind("Goal"):
        said = " ".join(both.sv for both in (goal.label, goal.description) if both)
        lacks = [text(f"G9.{name}") for name, shape in _SMART.items() if not shape.search(said)]
        if lacks and isinstance(goal, Goal):
            yield about(graph, "G9", "lacks", goal, weight="hint", lacks=joined(lacks))


def _how_often(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G10: whether a measure is done once or is part of ordinary work."""
    parts = {one.id for one in graph.of_kind("SubActivity") if _recurs(one)}
    measures = _measures(graph)
    if not parts and not any(map(_recurs, measures)):
        yield about(graph, "G10", "nothing", judged=False)
        return
    for one in measures:
        if not (_recurs(one) or parts & {link.source for link in graph.incoming(one.id, "partOf") if link.counts}):
            yield about(graph, "G10", "none", one)


def _recurs(one: Node) -> bool:
    """Whether a source states how often something is done."""
    return isinstance(one, Measure | SubActivity) and bool(one.told("recurrence", interpreted=False))


def _followed_up(graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
    """G13: a measure whose last day has passed has a word on how it went from that day or later."""
    if on is None or not graph.of_kind("FollowUp"):
        yield about(graph, "G13", "no_day" if on is None else "nothing", judged=False)
        return
    noted = courses(graph, interpreted=False)
    for one in _measures(graph):
        last = period(one, interpreted=False)[1]
        known = [entry for entry in noted.get(one.id, ()) if entry.day <= on]
        if last is None or last >= on or (known and known[-1].status in CLOSED):
            continue
        if not any(entry.day >= last for entry in known):
            yield about(graph, "G13", "none", one, day=last.isoformat())


def _quickest_first(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G14: hints on tables where a measure that begins later stands before one that begins sooner."""
    for table in graph.of_kind("PlanTable"):
        rows = _rows(graph, table)
        if len(rows) < 2:  # noqa: PLR2004  # one row has no order
            yield about(graph, "G14", "nothing", table, judged=False)
        elif late := [(one, other) for (day, one), (later, other) in pairwise(rows) if later < day]:
            first, second = late[0]
            yield about(
                graph, "G14", "order", table, weight="hint", first=first.brief, second=second.brief, number=len(late)
            )


def _rows(graph: KnowledgeGraph, table: Node) -> list[tuple[date, Measure]]:
    """The measures of a table whose row and first day are known, in the order of the rows, with that day."""
    found = [graph[link.source] for link in graph.incoming(table.id, "inTable") if link.counts]
    placed = [(one.row, one.id, one) for one in found if isinstance(one, Measure) and one.row is not None]
    days = [(period(one, interpreted=True)[0], one) for _, _, one in sorted(placed, key=lambda row: row[:2])]
    return [(day, one) for day, one in days if day is not None] if isinstance(table, PlanTable) else []


def _moved_by_effort(graph: KnowledgeGraph) -> Iterator[Finding]:
    """Q14: hints on indicators that grow when more is looked for or reported, whatever happens to crime."""
    marks = [fold(word) for word in text("Q14.marks").sv.split()]
    for one in graph.of_kind("Indicator"):
        words = fold(one.label.sv)
        if isinstance(one, Indicator) and any(mark in words for mark in marks):
            yield about(graph, "Q14", "moved", one, weight="hint")


GUIDANCE = (
    Rule("G8", _measured_goals, ("Measure",)),
    Rule("G9", _smart, ("Goal",)),
    Rule("G10", _how_often, ("Measure",)),
    Rule("G13", kinds=("Measure",), judge_on=_followed_up),
    Rule("G14", _quickest_first, ("PlanTable",)),
)
QUALITY = (Rule("Q14", _moved_by_effort, ("Indicator",)),)
