"""Do the indicators measure effect or activity?  Each with its kind and what goal it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.aims import measured
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, Goal, Indicator, Link, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.scope import origin
from kgraph.wording import columns, text

__all__ = ["indicators"]

_KINDS = ("outcome", "output", "process", "unknown")


def indicators(graph: KnowledgeGraph) -> Table:
    """Every indicator with its kind: process (what is done), output (what comes of it at once), outcome (what it leads to).

    A kind that nobody has set is "unknown", never a guess.  A row: `id`, `label`, `kind`, `goals`, `measures`, `plans`, `basis`
    and `source`.  `also` holds `weak_goals`: goals to have an effect whose indicators tell of activity alone.
    Each kind is counted by indicators that a goal or a measure is linked to, stated and with interpreted.
    """
    found = [one for one in graph.of_kind("Indicator") if isinstance(one, Indicator)]
    rows = sorted((_row(graph, one) for one in found), key=_order)
    headings = columns(
        label="indicators.indicator", kind_label="indicators.kind", goals="indicators.goals", measures="indicators.measures",
        plans="plan", basis_label="basis", source="source",
    )  # fmt: skip
    weak = _weak(graph)
    return Table(
        name="indicators", title=text("indicators.title"), columns=headings, rows=tuple(rows), counts=_counts(rows),
        notes=(*(() if found else (text("indicators.none"),)), text("indicators.method")),
        also=(weak,) if weak.rows else (),
    )  # fmt: skip


def _row(graph: KnowledgeGraph, one: Indicator) -> dict[str, Cell]:
    links = [link for link in graph.incoming(one.id, "isMeasuredBy") if link.counts]
    goals = [goal for link in links if isinstance(goal := graph[link.source], Goal)]
    measures = _measures(graph, links)
    kind = one.indicator_kind or "unknown"
    stated = any(link.counts_as_stated for link in links)
    basis = ("stated" if stated else "interpreted") if links else None
    plans = {plan.id: plan.brief for measure in measures for plan in origin(graph, measure)}
    return {
        "id": one.id, "label": one.brief, "full_label": one.label, "kind": kind, "kind_label": text(f"indicators.{kind}"),
        "goals": tuple(_goal(goal) for goal in dict.fromkeys(goals)), "measures": len(measures),
        "plans": tuple(plans[key] for key in sorted(plans)), "basis": basis,
        "basis_label": text(f"status.{basis}") if basis else None, "source": graph.citation(one),
    }  # fmt: skip


def _goal(goal: Goal) -> Text:
    """A goal with its kind, where it is known."""
    kind = text(f"indicators.goal_{goal.goal_kind}") if goal.goal_kind else None
    return text("indicators.goal_of_kind", goal=goal.brief, kind=kind) if kind else goal.brief


def _measures(graph: KnowledgeGraph, links: Sequence[Link]) -> list[str]:
    """The measures that are measured by an indicator, themselves or by a goal that they pursue."""
    found: set[str] = set()
    for link in links:
        source: Node = graph[link.source]
        pursuing = (one.source for one in graph.incoming(source.id, "pursues") if one.counts)
        found |= {source.id} if source.kind == "Measure" else set(pursuing)
    return sorted(one for one in found if graph[one].kind == "Measure")


def _order(row: dict[str, Cell]) -> tuple[int, str, str]:
    label = row["label"]
    return _KINDS.index(str(row["kind"])), swedish_order(label.sv if isinstance(label, Text) else ""), str(row["id"])


def _counts(rows: Sequence[dict[str, Cell]]) -> tuple[Count, ...]:
    return tuple(
        Count(
            key=kind, label=text(f"indicators.count_{kind}"), total=len(rows), rule=text("indicators.rule"),
            stated=sum(row["kind"] == kind and row["basis"] == "stated" for row in rows),
            with_interpreted=sum(row["kind"] == kind and row["basis"] is not None for row in rows),
        )
        for kind in _KINDS
    )  # fmt: skip


def _weak(graph: KnowledgeGraph) -> Table:
    rows = tuple(
        {
            "id": one.goal.id, "label": one.goal.brief, "source": graph.citation(one.goal),
            "kinds": tuple(text(f"indicators.{kind}") for kind in dict.fromkeys(one.every)),
        }
        for one in measured(graph)
        if one.only_activity
    )  # fmt: skip
    headings = columns(label="indicators.goal", kinds="indicators.kind", source="source")
    return Table(
        name="weak_goals",
        title=text("indicators.weak"),
        columns=headings,
        rows=rows,
        notes=(text("indicators.weak_rule"),),
    )
