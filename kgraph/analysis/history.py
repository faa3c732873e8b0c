"""How has the status of the measures changed over time?"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, FollowUp, Table
from kgraph.names import swedish_order
from kgraph.times.course import Entry, courses
from kgraph.wording import columns, text

__all__ = ["history"]

_ORDER = ("proposed", "planned", "ongoing", "delayed", "completed", "cancelled", "unknown")


def history(graph: KnowledgeGraph, *, on: date) -> Table:
    """All that was noted of each measure that has a follow-up, up to a day; `also` how all measures stood on each day of note.

    A row: the measure (`id`), `date`, `status`, `role`, `note` and `source`, by measure and then by day; what the source of
    the measure states has no day and comes first.  `also` is `distribution`: a row for each day of a follow-up and for
    `on` itself, with how many measures were then in each status, as known on that day (`<status>_stated` and `<status>`).
    """
    every = {layer: courses(graph, interpreted=layer) for layer in (False, True)}
    followed = {
        one: [entry for entry in course if entry.day <= on]
        for one, course in every[True].items()
        if any(entry.follow_up and entry.day <= on for entry in course)
    }
    order = sorted(followed, key=lambda one: (swedish_order(graph[one].brief.sv), one))
    rows = tuple(_row(graph, one, entry) for one in order for entry in followed[one])
    stated = {
        one for one, course in every[False].items() if any(entry.follow_up and entry.day <= on for entry in course)
    }
    count = Count(
        key="followed", label=text("status_of.followed"), stated=len(stated), with_interpreted=len(followed),
        total=len(graph.of_kind("Measure")), rule=text("status_of.followed_rule"),
    )  # fmt: skip
    return Table(
        name="history", title=text("status_of.history"), rows=rows, counts=(count,),
        columns=columns(
            label="measure", date="field.date", status_label="status_of.status", role="status_of.noted_by", note="field.note",
            source="source",
        ),
        notes=() if rows else (text("status_of.no_follow_up"),), also=(_distribution(graph, every, on),),
    )  # fmt: skip


def _row(graph: KnowledgeGraph, measure: str, entry: Entry) -> dict[str, Cell]:
    noted = graph[entry.follow_up or measure]
    follow_up = noted if isinstance(noted, FollowUp) else None
    told = "reading" if "measure_status" in noted.interpreted else "source"
    return {
        "id": measure, "label": graph[measure].brief, "full_label": graph[measure].label,
        "date": follow_up.date if follow_up else None, "status": entry.status,
        "status_label": graph.ontology.concept_label("measure_status", entry.status),
        "role": (follow_up.role if follow_up else text(f"status_of.by_{told}")), "note": follow_up.note if follow_up else None,
        "source": graph.citation(noted),
    }  # fmt: skip


def _distribution(graph: KnowledgeGraph, every: dict[bool, dict[str, list[Entry]]], on: date) -> Table:
    days = {entry.day for course in every[True].values() for entry in course if date.min < entry.day <= on} | {on}
    counted = {
        layer: _counted(courses_of, sorted(days), len(graph.of_kind("Measure"))) for layer, courses_of in every.items()
    }
    met = [one for one in _ORDER if any(counts[one] for layer in (False, True) for counts in counted[layer].values())]
    rows = tuple(_day_row(day, met, counted[False][day], counted[True][day]) for day in sorted(days))
    headings = {f"{one}_both": f"status_of.short_{one}" for one in met}
    return Table(
        name="distribution", title=text("status_of.distribution"), rows=rows, notes=(text("people.both"),),
        columns=columns(date="field.date", **headings),
    )  # fmt: skip


def _counted(courses_of: dict[str, list[Entry]], days: list[date], total: int) -> dict[date, Counter[str]]:
    """For each day how many measures were in each status, as known on it; one walk over the entries of each measure."""
    changes: list[Counter[str]] = [Counter() for _ in days]
    for course in courses_of.values():
        before = "unknown"
        for entry in course:
            place = bisect_left(days, entry.day)
            if place < len(days):
                changes[place].update({entry.status: 1})
                changes[place].subtract({before: 1})
                before = entry.status
    running = Counter({"unknown": total})
    found = {}
    for day, change in zip(days, changes, strict=True):
        running.update(change)
        found[day] = Counter(running)
    return found


def _day_row(day: date, met: list[str], stated: Counter[str], every: Counter[str]) -> dict[str, Cell]:
    row: dict[str, Cell] = {"date": day.isoformat()}
    for one in met:
        both = str(every[one]) if stated[one] == every[one] else f"{stated[one]} ({every[one]})"
        row |= {one: every[one], f"{one}_stated": stated[one], f"{one}_both": both}
    return row
