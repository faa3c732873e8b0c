"""What is done, what is late and what has not begun?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures import links as measure_links
from kgraph.measures.rows import MeasureRows, brief_names, only_first, time_of
from kgraph.model import Cell, Column, Count, FollowUp, LazyRows, Measure, Source, SubActivity, Table, Text
from kgraph.names import swedish_order
from kgraph.times.course import Entry, courses, latest, not_begun, period, timing
from kgraph.wording import columns, text

__all__ = ["status"]

_ORDER = ("delayed", "ongoing", "planned", "proposed", "completed", "cancelled", "unknown")
"""What needs somebody's eye first; unknown last, since there are many."""


@collector_put_off()
def status(graph: KnowledgeGraph, *, on: date, measures: bool = False, most: int | None = None) -> Table:
    """How the measures stand on a day, as far as anybody has said.

    The latest follow-up up to that day counts; where there is none, what the measure's own source states; else it is
    unknown, and stays so: a measure is not ongoing because its time has come, nor done because it has passed.

    A row: a `status` and how many measures have it, `stated` and `with_interpreted`.  `also` holds `overdue` (the oldest
    first, with who is responsible), `delayed` where somebody says so of any, whether its time is over or not, and `upcoming` (the next
    first), each row with its `basis` (interpreted: with interpretations only); with `measures` also `measure_status`, a row for each
    measure in the order of `_ORDER`: `status` and `status_stated` (by stated links only), `since` (the day of the follow-up),
    `noted_by`, `note` (of the follow-up), `first` and `last` (days of its period, as text), `timing` (`kgraph.times.course.Timing`) and `parts` (statuses of
    its sub-activities, which never become the measure's own); `most` limits these rows.
    """
    made = _Status(graph, on)
    every = (made.every(most),) if measures else ()
    return Table(
        name="status", title=text("status_of.title", day=on.isoformat()), rows=tuple(made.by_status()),
        columns=columns(status_label="status_of.status", stated="measures_stated", with_interpreted="measures_all"),
        counts=tuple(made.counts()), notes=tuple(made.notes()),
        also=(made.lying("overdue", "last"), *made.delayed(), made.lying("upcoming", "first"), *every),
    )  # fmt: skip


class _Status:
    """What is known of every measure on a day, in both ways of counting."""

    def __init__(self, graph: KnowledgeGraph, on: date) -> None:
        self.graph = graph
        self.on = on
        self.rows = MeasureRows(graph)
        self.measures = [one for one in graph.of_kind("Measure") if isinstance(one, Measure)]
        self.known = {layer: latest(courses(graph, interpreted=layer), on) for layer in (False, True)}
        self.said = {
            layer: {one.id: known[one.id].status if one.id in known else "unknown" for one in self.measures}
            for layer, known in self.known.items()
        }
        self.periods = {one.id: period(one, interpreted=True) for one in self.measures}
        stated = self.periods | {one.id: period(one, interpreted=False) for one in self.measures if one.interpreted}
        self.timings = {
            layer: {one: timing(days, self.status(one, interpreted=layer), on) for one, days in periods.items()}
            for layer, periods in ((False, stated), (True, self.periods))
        }

    def status(self, measure: str, *, interpreted: bool) -> str:
        return self.said[interpreted][measure]

    def label(self, status: str) -> Text:
        return self.graph.ontology.concept_label("measure_status", status)

    def row(self, measure: Measure) -> dict[str, Cell]:
        stated, every = (self.status(measure.id, interpreted=layer) for layer in (False, True))
        entry = self.known[True].get(measure.id)
        first, last = self.periods[measure.id]
        timed = self.timings[True][measure.id]
        return {
            **self.rows.brief(measure.id), "status": every, "status_stated": stated, "status_label": self.label(every),
            "since": entry.day.isoformat() if entry and entry.day > date.min else None, "noted_by": self.noted_by(measure, entry),
            "note": self.graph[entry.follow_up].note if entry and entry.follow_up else None,
            "first": first.isoformat() if first else None, "last": last.isoformat() if last else None,
            "timing": timed, "timing_label": self.timing_label(measure), "parts": tuple(self.parts(measure.id)),
        }  # fmt: skip

    def timing_label(self, measure: Measure) -> Text:
        """How a measure lies in time; a time that names no days is told as the source has it."""
        timed, said = self.timings[True][measure.id], time_of(self.graph, measure)
        if timed == "no_time" and said and measure_links.has_time(measure, interpreted=True):
            return text("status_of.recurring" if measure.recurrence else "status_of.unread", time=said)
        return text(f"status_of.{timed}")

    def noted_by(self, measure: Measure, entry: Entry | None) -> Text | None:
        """Who says so: the role of the follow-up, or the source."""
        if entry is None:
            return None
        if not entry.follow_up:
            return self.by_source(measure)
        noted = self.graph[entry.follow_up]
        return Text(sv=noted.role) if isinstance(noted, FollowUp) and noted.role else self.graph.citation(noted)

    def by_source(self, measure: Measure) -> Text:
        """That the source says so, and from when the source is where it says that: its word may be old."""
        if "measure_status" in measure.interpreted:
            return text("status_of.by_reading")
        document = self.graph[measure.document] if measure.document and measure.document in self.graph else None
        issued = document.issued if isinstance(document, Source) else None
        return text("status_of.by_source_of", issued=issued) if issued else text("status_of.by_source")

    def parts(self, measure: str) -> Iterator[Text]:
        """How many of its parts stand how, as their source states."""
        parts = [self.graph[one] for one in sorted(self.owned.get(measure, ()))]
        stated, every = (
            Counter(
                str(one.told("measure_status", interpreted=layer) or "unknown")
                for one in parts
                if isinstance(one, SubActivity)
            )
            for layer in (False, True)
        )
        for one in _ORDER if set(every) != {"unknown"} else ():
            if stated[one] or every[one]:
                yield text("status_of.part", count=both_ways(stated[one], every[one]), status=self.label(one))

    @cached_property
    def owned(self) -> dict[str, set[str]]:
        """What is part of each measure that has parts."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in self.graph.of_relation("partOf"):
            if link.counts:
                found[link.target].add(link.source)
        return found

    def counts(self) -> Iterator[Count]:
        """What nobody has said comes first."""
        tests: dict[str, Callable[[str, bool], bool]] = {
            "unknown": lambda one, layer: self.status(one, interpreted=layer) == "unknown",
            "overdue": lambda one, layer: self.timings[layer][one] == "overdue",
            "not_begun": lambda one, layer: not_begun(self.status(one, interpreted=layer), self.timings[layer][one]),
        }
        for key, test in tests.items():
            stated, every = (sum(test(one.id, layer) for one in self.measures) for layer in (False, True))
            yield Count(
                key=key, label=text(f"status_of.count_{key}"), stated=stated, with_interpreted=every,
                total=len(self.measures), rule=text(f"status_of.count_{key}_rule"),
            )  # fmt: skip

    def notes(self) -> Iterator[Text]:
        """That most documents state no status, what the text has lost, and how the rows are to be read."""
        unknown = [[one for one in self.measures if self.said[layer][one.id] == "unknown"] for layer in (False, True)]
        lost = [sum("measure_status" in one.unknown for one in ones) for ones in unknown]
        if any(unknown):
            yield text("status_of.mostly_unknown", count=both_ways(*map(len, unknown)), total=len(self.measures))
        if any(lost):
            yield text("status_of.lost", count=both_ways(*lost))

    def by_status(self) -> Iterator[dict[str, Cell]]:
        """How many measures stand how, in both ways of counting."""
        counted = [Counter(self.status(one.id, interpreted=layer) for one in self.measures) for layer in (False, True)]
        for one in _ORDER:
            if counted[0][one] or counted[1][one]:
                yield {
                    "status": one, "status_label": self.label(one), "stated": counted[0][one],
                    "with_interpreted": counted[1][one],
                }  # fmt: skip

    def every(self, most: int | None) -> Table:
        """All measures, or the first `most`: what needs somebody's eye first."""
        place = {status: number for number, status in enumerate(_ORDER)}
        order = sorted(self.measures, key=lambda one: (place[self.said[True][one.id]], self.name(one)))
        wanted = order[:most]
        rows: Any = LazyRows(len(wanted), lambda place: self.row(wanted[place]))
        return Table(
            name="measure_status", title=text("status_of.measures"), rows=rows, notes=only_first(most, len(order)),
            columns=columns(
                label="measure", status_label="status_of.status", since="status_of.since", noted_by="status_of.noted_by",
                **self.rows.headings([self.rows.brief(one.id) for one in wanted]), first="status_of.first", last="status_of.last",
                timing_label="status_of.timing", parts="status_of.parts",
            ),
        )  # fmt: skip

    @staticmethod
    def name(measure: Measure) -> tuple[str, str]:
        return swedish_order(measure.brief.sv), measure.id

    def lying(self, wanted: str, by: str) -> Table:
        """The measures that are overdue or upcoming, in the order of the day that makes them so."""
        stated, every = (
            {one for one, lies in self.timings[layer].items() if lies == wanted} for layer in (False, True)
        )
        return self.some(wanted, by, every, stated, text(f"status_of.{wanted}_{'rule' if every else 'none'}"))

    def delayed(self) -> Iterator[Table]:
        """The measures that somebody says are delayed, in either way of counting; nothing where there are none."""
        stated, every = (
            {one for one, status in self.said[layer].items() if status == "delayed"} for layer in (False, True)
        )
        if either := stated | every:
            note = text("status_of.delayed_rule", count=both_ways(len(stated), len(every)))
            yield self.some("delayed", "last", either, stated, note)

    def some(self, name: str, by: str, wanted: set[str], stated: set[str], note: Text) -> Table:
        """Some measures in the order of their first or last day; which are there by interpretations only is told where any is."""
        found, place = [one for one in self.measures if one.id in wanted], 0 if by == "first" else 1
        found.sort(key=lambda one: (self.periods[one.id][place] or date.max, swedish_order(one.brief.sv), one.id))
        rows = [self.answered_for(one, "stated" if one.id in stated else "interpreted") for one in found]
        read = {"basis_label": "basis"} if wanted - stated else {}
        noted = {"note": "field.note"} if any(row["note"] for row in rows) else {}
        headings: tuple[Column, ...] = columns(
            label="measure", **{by: f"status_of.{by}"}, status_label="status_of.status", **read, **noted, who="status_of.who",
            **self.rows.headings(rows), source="source",
        )  # fmt: skip
        return Table(
            name=name, title=text(f"status_of.{name}_title"), columns=headings, rows=tuple(rows), notes=(note,)
        )

    def answered_for(self, measure: Measure, basis: str) -> dict[str, Cell]:
        """The row of a measure with what its place in a table rests on, and who answers for it."""
        return {
            **self.row(measure), "basis": basis, "basis_label": text(f"basis.{basis}"), "who": self.responsible(measure),
            "source": self.graph.citation(measure),
        }  # fmt: skip

    def responsible(self, measure: Measure) -> tuple[Text, ...]:
        """Who answers for a measure; that it is unknown where the text has lost it."""
        found = brief_names(self.graph, {link.source for link in measure_links.responsible(self.graph, measure.id)})
        return found or ((text("people.lost"),) if "responsible" in measure.unknown else ())
