"""Days on which something is to be looked at: when measures begin, recur and end, when plans and agreements do, and what the law sets.

The law (2023:196, 6 §) wants the situational assessment brought up to date, and the plan followed up, at least every second
year.  The days are counted from the first day of the date that the data give, so that a year alone never makes a deadline late.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Literal, TypeVar

from kgraph.graph import KnowledgeGraph
from kgraph.model import Agreement, Assessment, Measure, Node, Plan, SubActivity
from kgraph.times.course import period
from kgraph.times.dates import months_after, span

__all__ = ["Event", "Occasion", "of_documents", "of_measures"]

Event = Literal[
    "starts", "ends", "takes_place", "recurs", "part_starts", "part_ends", "part_takes_place", "part_recurs",
    "plan_starts", "plan_ends", "agreement_starts", "agreement_ends", "law_plan", "law_assessment",
]  # fmt: skip
_MONTHS = {"yearly": 12, "half_yearly": 6, "quarterly": 3, "monthly": 1}
"""How many months lie between two times; what is done once or all the time has no occasions."""
_LAW_MONTHS = 24
_Node = TypeVar("_Node", bound=Node)


@dataclass(frozen=True, order=True)
class Occasion:
    """One day, what it is about, and what happens on it; `measure` is the measure that it belongs to, "" for none."""

    day: date
    event: Event
    thing: str
    measure: str = ""

    @property
    def id(self) -> str:
        """A name that stays the same from day to day: the event and its thing, and the day where the event comes again."""
        again = f"-{self.day.isoformat()}" if self.event.endswith("recurs") else ""
        return f"{self.event.replace('_', '-')}-{self.thing}{again}"


def of_measures(
    graph: KnowledgeGraph, *, interpreted: bool, cancelled: Container[str] = (), until: date | None = None
) -> Iterator[Occasion]:
    """The beginnings and ends of measures and of their parts, and up to `until` each time that one recurs, in one way of counting.

    What is `cancelled` has none; a part of several measures belongs to the first that is not.
    """
    for measure in graph.of_kind("Measure"):
        if isinstance(measure, Measure) and measure.id not in cancelled:
            yield from _of(_told(measure, interpreted=interpreted), measure.id, "", until)
    for part in graph.of_kind("SubActivity"):
        links = [link for link in graph.outgoing(part.id, "partOf") if link.counts_in(interpreted=interpreted)]
        owners = [one.target for one in links if graph[one.target].kind == "Measure" and one.target not in cancelled]
        if isinstance(part, SubActivity) and owners:
            yield from _of(_told(part, interpreted=interpreted), owners[0], "part_", until)


def _told(node: _Node, *, interpreted: bool) -> _Node:
    """A record as it is in one way of counting: without our own readings, or with them."""
    if interpreted or not node.interpreted:
        return node
    return node.model_copy(update=dict.fromkeys(node.interpreted))


def _of(
    activity: Measure | SubActivity, measure: str, prefix: Literal["", "part_"], until: date | None
) -> Iterator[Occasion]:
    first, last = period(activity, interpreted=True)
    if first and last and first == last:
        yield Occasion(first, "part_takes_place" if prefix else "takes_place", activity.id, measure)
        return
    if first:
        yield Occasion(first, "part_starts" if prefix else "starts", activity.id, measure)
        for day in _again(activity, first, min(last, until) if last and until else until):
            yield Occasion(day, "part_recurs" if prefix else "recurs", activity.id, measure)
    if last:
        yield Occasion(last, "part_ends" if prefix else "ends", activity.id, measure)


def _again(activity: Measure | SubActivity, first: date, until: date | None) -> Iterator[date]:
    """The days by which what recurs has come again: the day itself where it begins on a day, else the last of each stretch of time."""
    months = _MONTHS.get(activity.recurrence or "")
    written = span(activity.starts or activity.time or "")
    if months is None or until is None or written is None:
        return
    on_a_day = written[0] == written[1]
    left = 12 * (date.max.year - first.year + 1) - first.month  # months: the calendar has no day after them
    days = (_time(first, later, on_a_day=on_a_day) for later in range(months, left + 1, months))
    yield from takewhile(lambda day: day <= until, days)


def _time(first: date, months: int, *, on_a_day: bool) -> date:
    return months_after(first, months) if on_a_day else months_after(first, months) - timedelta(1)


def of_documents(graph: KnowledgeGraph, *, interpreted: bool) -> Iterator[Occasion]:
    """The periods of plans and agreements, and the law's dates, in one way of counting; what another plan replaces has none."""
    replaced = {link.target for link in graph.of_relation("replaces") if link.counts_in(interpreted=interpreted)}
    for record in graph.of_kind("Plan", "Agreement", "Assessment"):
        node = _told(record, interpreted=interpreted)
        if isinstance(node, Plan) and node.id not in replaced:
            yield from _lasting(node, "plan_starts", "plan_ends")
            if counted := span(node.decided or "") or span(node.starts or ""):
                yield Occasion(months_after(counted[0], _LAW_MONTHS), "law_plan", node.id)
        elif isinstance(node, Agreement):
            yield from _lasting(node, "agreement_starts", "agreement_ends")
        elif isinstance(node, Assessment) and (counted := span(node.completed or "")):
            yield Occasion(months_after(counted[0], _LAW_MONTHS), "law_assessment", node.id)


def _lasting(node: Plan | Agreement, starts: Event, ends: Event) -> Iterator[Occasion]:
    first, last = span(node.starts or ""), span(node.ends or "")
    if first:
        yield Occasion(first[0], starts, node.id)
    if last:
        yield Occasion(last[1], ends, node.id)
