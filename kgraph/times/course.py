"""How measures have gone: what was noted of each on which day, what is known on a given day, and when it is to be done.

What a source says of a measure's status carries no day and is the oldest word on it; follow-ups carry their days.  A
follow-up of which nobody knows the day comes between the two.  "Unknown" is no word on how a measure stands, and a
status that is our own reading (`Node.interpreted`) is one with interpretations only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Literal

from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, Measure, Node, SubActivity
from kgraph.times.dates import span

__all__ = ["CLOSED", "Entry", "Timing", "courses", "known", "latest", "not_begun", "period", "statuses", "timing"]

CLOSED = ("completed", "cancelled")
"""The statuses after which nothing more is to be done."""
Timing = Literal["closed", "proposal", "overdue", "upcoming", "now", "no_time"]


@dataclass(frozen=True, order=True)
class Entry:
    """One word on how a measure stood: the day (the last that the follow-up can mean), the follow-up's id and the status.

    `follow_up` is "" and `day` the earliest there is where the source of the measure says it.
    """

    day: date
    follow_up: str
    status: str


def courses(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, list[Entry]]:
    """For each measure of which something is known all that was noted, the oldest first."""
    said = {one: [_of_source(status)] for one, status in _said(graph, interpreted=interpreted).items()}
    noted = _noted(graph, interpreted=interpreted)
    return {one: said.get(one, []) + noted.get(one, []) for one in sorted(said.keys() | noted.keys())}


def _said(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, str]:
    """What the sources say of how each measure stands."""
    measures = [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]
    said = ((one.id, one.told("measure_status", interpreted=interpreted)) for one in measures)
    return {one: status for one, status in said if status and status != "unknown"}


def _noted(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, list[Entry]]:
    """What follow-ups note of each measure, the oldest first."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for follow_up in graph.of_kind("FollowUp"):
        status = follow_up.told("measure_status", interpreted=interpreted) if isinstance(follow_up, FollowUp) else None
        if status in (None, "unknown"):
            continue
        entry = Entry(_day(follow_up, interpreted=interpreted), follow_up.id, status)
        for followed in {
            link.target for link in graph.outgoing(follow_up.id, "followsUp") if link.counts_in(interpreted=interpreted)
        }:
            found[followed].append(entry)
    return {measure: sorted(entries) for measure, entries in found.items()}


@cache
def _of_source(status: str) -> Entry:
    return Entry(date.min, "", status)  # thousands of measures share the few that there are


def _day(follow_up: Node, *, interpreted: bool) -> date:
    known_as = span(follow_up.told("date", interpreted=interpreted) or "")
    return known_as[1] if known_as else date.min


def known(course: Sequence[Entry] | None, on: date) -> Entry | None:
    """The latest word on a measure on a day; None when there is none yet."""
    return max((entry for entry in course or () if entry.day <= on), default=None)


def latest(courses_of: Mapping[str, Sequence[Entry]], on: date) -> dict[str, Entry]:
    """The latest word on each measure that there is one on."""
    found = {
        measure: course[-1] if course and course[-1].day <= on else known(course, on)
        for measure, course in courses_of.items()
    }
    return {measure: entry for measure, entry in found.items() if entry}


def statuses(graph: KnowledgeGraph, *, interpreted: bool, on: date | None = None) -> Mapping[str, str]:
    """The status of each measure of which one is known on a day; by all that is noted where no day is given."""

    def found() -> Mapping[str, str]:
        noted = latest(_noted(graph, interpreted=interpreted), on or date.max)
        told = _said(graph, interpreted=interpreted) | {measure: entry.status for measure, entry in noted.items()}
        return MappingProxyType(dict(sorted(told.items())))

    return graph.once(("times.statuses", interpreted, on), found)


def period(activity: Measure | SubActivity, *, interpreted: bool) -> tuple[date | None, date | None]:
    """The first and the last day of a measure or a part: as read into `starts` and `ends`, else from `time` where a calendar settles it.

    None for what is not told, and both None for what ends before it begins: the check G5 reports that.
    """
    time, starts, ends = (span(activity.told(one, interpreted=interpreted) or "") for one in ("time", "starts", "ends"))
    if not (activity.told("starts", interpreted=interpreted) or activity.told("ends", interpreted=interpreted)):
        return time or (None, None)
    first, last = starts[0] if starts else None, ends[1] if ends else None
    return (None, None) if first and last and last < first else (first, last)


def not_begun(status: str, lies: str) -> bool:
    """Whether a measure of this status, which lies so in time (`timing` of the same status), is one that waits to begin."""
    return status == "planned" or lies == "upcoming"


def timing(days: tuple[date | None, date | None], status: str | None, on: date) -> Timing:
    """How a measure with this first and last day, and of this status, lies against a day.

    Overdue: its last day has passed and nobody has said that it is done or cancelled.  A proposal is promised to nobody
    and cannot be late.
    """
    if status in CLOSED:
        return "closed"
    if status == "proposed":
        return "proposal"
    first, last = days
    if last and last < on:
        return "overdue"
    if first and first > on and status not in ("ongoing", "delayed"):
        return "upcoming"
    return "now" if first or last else "no_time"
