"""What has been noted of how the measures go?"""

from __future__ import annotations

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, FollowUp, Link, Table
from kgraph.wording import columns, joined, text

__all__ = ["followup"]


def followup(graph: KnowledgeGraph, measure: str | None = None) -> Table:
    """The follow-ups, the latest first; with `measure` only those of one.

    A row: `date`, `measures` (ids; empty where the measure is not in the data), `label`, `status`, `role`, `note`, `source` and
    `id`.  Those whose measure the data no longer has are told as such and change nothing.
    Raises `UnknownName` or `AmbiguousName` for a name that is no measure.
    """
    wanted = graph.choose(measure, "Measure").id if measure else None
    entries = [one for one in graph.of_kind("FollowUp") if isinstance(one, FollowUp)]
    links = {one.id: [link for link in graph.outgoing(one.id, "followsUp") if link.counts] for one in entries}
    chosen = [one for one in entries if not wanted or wanted in {link.target for link in links[one.id]}]
    chosen.sort(key=lambda one: (one.date or "", one.id), reverse=True)
    stated = sum(any(link.counts_as_stated for link in links[one.id]) for one in chosen)
    count = Count(
        key="follow_ups", label=text("follow_up.count"), stated=stated,
        with_interpreted=sum(bool(links[one.id]) for one in chosen), total=len(chosen), rule=text("follow_up.count_rule"),
    )  # fmt: skip
    return Table(
        name="followup", title=text("follow_up.title"), rows=tuple(_row(graph, one, links[one.id]) for one in chosen),
        counts=(count,), notes=() if chosen else (text("follow_up.none"),),
        columns=columns(
            date="field.date", label="measure", status_label="status_of.status", role="status_of.noted_by", note="field.note",
            source="source",
        ),
    )  # fmt: skip


def _row(graph: KnowledgeGraph, entry: FollowUp, links: list[Link]) -> dict[str, Cell]:
    ids = sorted({link.target for link in links})
    state = entry.measure_status
    return {
        "id": entry.id, "date": entry.date, "measures": tuple(ids),
        "label": joined((graph[one].brief for one in ids), "; ") if ids else entry.description or text("follow_up.of_nothing"),
        "status": state, "status_label": graph.ontology.concept_label("measure_status", state) if state else None,
        "role": entry.role, "note": entry.note, "source": graph.citation(entry),
    }  # fmt: skip
