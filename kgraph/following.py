"""Noting how measures go: an entry is a line in the follow-up log, never an edit of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from kgraph.export import append
from kgraph.graph import KnowledgeGraph
from kgraph.model import Progress, Text
from kgraph.names import suggest
from kgraph.project import data_folder, load
from kgraph.sources import followups
from kgraph.speakers import is_known_role, names_somebody, role_in_quotes
from kgraph.times.course import statuses
from kgraph.wording import refused, text

__all__ = ["record", "told"]


def record(
    folder: Path,
    measures: Sequence[str],
    status: str,
    *,
    by: str,
    on: str,
    note: str = "",
    new_role: bool = False,
    today: date | None = None,
    part: KnowledgeGraph | None = None,
) -> tuple[Path, tuple[Progress, ...]]:
    """Append an entry about each measure to the log in `folder` and return the log and the entries.

    `measures` are names or ids (in `part` where it is given), `status` a word for one ("pågår", "klar", "delayed"), `by` is a role, `on` a day
    (YYYY-MM-DD).  Raises `UsageError`, before anything is written, for an unknown measure or status, a missing role, one
    that the graph does not know (`kgraph.speakers`) unless `new_role` vouches for it, a day that is none or, where `today` is given,
    one that is still to come; `DataError` when the data cannot be read.
    """
    where = data_folder(folder)
    if not where.is_dir():
        raise refused("follow_up.not_a_folder")
    graph = load(folder)
    known = followups.status_named(status)
    if known not in graph.ontology.schemes["measure_status"]:
        concepts = graph.ontology.schemes["measure_status"].values()
        near = suggest(status, [word for one in concepts for word in (one.notation, one.label.sv, *one.words)])
        words = ", ".join(near or [one.label.sv for one in concepts])
        raise refused("follow_up.bad_status", status=status, words=words)
    if not new_role and not is_known_role(graph, by):
        raise refused("review.unknown_role" if by.strip() else "review.bad_role", **({"by": by} if by.strip() else {}))
    if names_somebody(graph, note):
        raise refused("review.bad_note")
    with role_in_quotes(graph, by, measures):
        known_here = graph if part is None else part
        ids = dict.fromkeys(known_here.choose(one, "Measure").id for one in measures)
    made = tuple(_made(one, known, by=by, on=on, note=note) for one in ids)
    if today and made and made[0].date > today.isoformat():
        raise refused("follow_up.future_date", date=on)
    lines = "".join(followups.line(entry) for entry in made)
    return append(lines, where / followups.LOG, heading=";".join(followups.HEADER)), made


def told(graph: KnowledgeGraph, entries: Sequence[Progress], *, on: date) -> tuple[Text, ...]:
    """What was noted, in words: each measure with its status, and of how many measures a status is known by `on`."""
    labels = graph.ontology.schemes["measure_status"]
    lines = [
        text("follow_up.noted", measure=graph[one.measure].brief, status=labels[one.status].label, date=one.date)
        for one in entries
    ]
    known = [statuses(graph, interpreted=layer, on=on) for layer in (False, True)]
    measures = graph.of_kind("Measure")
    stated, every = (sum(one.id in told for one in measures) for told in known)
    key = "follow_up.known_now" if stated == every else "follow_up.known_now_read"
    return (*lines, text(key, stated=stated, every=every, total=len(measures)))


def _made(measure: str, status: str, *, by: str, on: str, note: str) -> Progress:
    """The entry, or a `UsageError` about the first part of it that cannot stand."""
    try:
        return Progress.model_validate({"date": on, "measure": measure, "status": status, "role": by, "note": note})
    except ValidationError as error:
        part = str(error.errors()[0]["loc"][0])
        raise refused({"date": "follow_up.bad_date", "note": "review.bad_note"}.get(part, "review.bad_role")) from None
