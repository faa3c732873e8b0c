"""Do the indicators measure effect or activity?  Each with its kind and what goal it belongs to."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.covering.aims import measured
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words, both_ways, sources_alone
from kgraph.model import Cell, Count, Goal, Indicator, Link, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins
from kgraph.wording import columns, text

__all__ = ["indicators"]

_KINDS = ("outcome", "output", "process", "unknown")


def indicators(graph: KnowledgeGraph) -> Table:
    """Every indicator with its kind: process (what is done), output (what comes of it at once), outcome (what it leads to).

    A kind that nobody has set is "unknown", never a guess; one that no source states, but somebody has read out of the words
    of the indicator, is interpreted, and the row tells why.  A row: `id`, `label`, `kind`, `kind_basis` ("stated",
    "interpreted" or none), `why`, `goals`, `measures_stated` and `measures` (whole numbers), `plans`, `basis` (of its links) and `source`.  `also` holds
    `weak_goals`: goals to have an effect whose indicators tell of activity alone.  Each kind is counted by indicators that a
    goal or a measure is linked to: by stated links and what sources say of the kind, and with interpretations.
    """
    found = [one for one in graph.of_kind("Indicator") if isinstance(one, Indicator)]
    rows = sorted((_row(graph, one) for one in found), key=_order)
    headings = columns(
        label="indicators.indicator", kind_label="indicators.kind", why="indicators.why", goals="indicators.goals",
        measures_both="indicators.measures", plans="plan", basis_label="indicators.link", source="source",
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
    sure, measures = (_measures(graph, links, interpreted=layer) for layer in (False, True))
    kind, kind_basis = one.indicator_kind or "unknown", _kind_basis(one)
    stated, sourced = any(link.counts_as_stated for link in links), any(link.status == "stated" for link in links)
    basis = ("stated" if stated else "interpreted") if links else None
    plans = {plan.id: plan.brief for measure in measures for plan in origins(graph)[measure]}
    return {
        "id": one.id, "label": one.brief, "full_label": one.label, "kind": kind, "kind_label": _kind_label(kind, kind_basis),
        "kind_basis": kind_basis, "why": one.rationale if kind_basis == "interpreted" else None,
        "goals": tuple(_goal(goal) for goal in dict.fromkeys(goals)), "measures_stated": len(sure), "measures": len(measures),
        "measures_both": both_ways(len(sure), len(measures)),
        "plans": tuple(plans[key] for key in sorted(plans)), "basis": basis,
        "basis_label": basis_words(basis, sourced=sourced) if basis else None, "source": graph.citation(one),
    }  # fmt: skip


def _kind_basis(one: Indicator) -> str | None:
    """Whether a source states the kind of an indicator or somebody has read it; none where it is unknown."""
    if one.indicator_kind is None:
        return None
    return "interpreted" if "indicator_kind" in one.interpreted else "stated"


def _kind_label(kind: str, basis: str | None) -> Text:
    label = text(f"indicators.{kind}")
    return text("indicators.by_reading", kind=label) if basis == "interpreted" else label


def _goal(goal: Goal) -> Text:
    """A goal with its kind, where a source states it."""
    stated = goal.told("goal_kind", interpreted=False)
    kind = text(f"indicators.goal_{stated}") if stated else None
    return text("indicators.goal_of_kind", goal=goal.brief, kind=kind) if kind else goal.brief


def _measures(graph: KnowledgeGraph, links: Sequence[Link], *, interpreted: bool) -> list[str]:
    """The measures that are measured by an indicator, themselves or by a goal that they pursue, in one way of counting."""

    def counts(link: Link) -> bool:
        return link.counts_in(interpreted=interpreted)

    found: set[str] = set()
    for link in filter(counts, links):
        source: Node = graph[link.source]
        pursuing = (one.source for one in graph.incoming(source.id, "pursues") if counts(one))
        found |= {source.id} if source.kind == "Measure" else set(pursuing)
    return sorted(one for one in found if graph[one].kind == "Measure")


def _order(row: dict[str, Cell]) -> tuple[int, str, str]:
    label = row["label"]
    return _KINDS.index(str(row["kind"])), swedish_order(label.sv if isinstance(label, Text) else ""), str(row["id"])


def _counts(rows: Sequence[dict[str, Cell]]) -> tuple[Count, ...]:
    return tuple(
        Count(
            key=kind, label=text(f"indicators.count_{kind}"), total=len(rows), rule=text("indicators.rule"),
            stated=sum(_stated_kind(row) == kind and row["basis"] == "stated" for row in rows),
            with_interpreted=sum(row["kind"] == kind and row["basis"] is not None for row in rows),
        )
        for kind in _KINDS
    )  # fmt: skip


def _stated_kind(row: dict[str, Cell]) -> Cell:
    """The kind of an indicator as sources state it: a reading leaves it unknown."""
    return "unknown" if row["kind_basis"] == "interpreted" else row["kind"]


def _weak(graph: KnowledgeGraph) -> Table:
    alone = measured(sources_alone(graph))
    sourced = {one.goal.id for one in alone if one.only_activity and one.basis == "stated"}
    rows = tuple(
        {
            "id": one.goal.id, "label": one.goal.brief, "source": graph.citation(one.goal),
            "kinds": tuple(text(f"indicators.{kind}") for kind in dict.fromkeys(one.every)), "basis": one.basis,
            "basis_label": basis_words(one.basis, sourced=one.goal.id in sourced),
        }
        for one in measured(graph)
        if one.only_activity
    )  # fmt: skip
    headings = columns(label="indicators.goal", kinds="indicators.kind", basis_label="basis", source="source")
    return Table(
        name="weak_goals",
        title=text("indicators.weak"),
        columns=headings,
        rows=rows,
        notes=(text("indicators.weak_rule"),),
    )
