"""Whom are the measures for, and which target groups are forgotten?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import brief_names
from kgraph.measures.sets import Layers, below, linked, rolled_up
from kgraph.measures.told import measures_of
from kgraph.model import Cell, Count, Link, Node, Problem, Table, Text, integer
from kgraph.names import swedish_order
from kgraph.wording import columns, joined, text

__all__ = ["groups"]


def groups(graph: KnowledgeGraph, name: str | None = None, *, narrower: bool = True) -> Table:
    """Every target group with its measures, those with most first; with `name` the measures of one group.

    A group's measures are those for it and, with `narrower`, for the groups that lie below it (`broader`).  A row: `id`,
    `label`, `measures_stated`, `measures` (with interpreted links), `own_stated`, `own` (for the group itself),
    `narrower` (names) and `needs` (problems that a source says affect it).  `also` holds `forgotten_groups` (no measure
    at all, neither for the group nor for a narrower one) and `groups_in_need` (a source states a need of theirs, with
    what is done for them).  With `name` the rows are measures, and `also` is what sources say of the group.

    Raises `UnknownName` or `AmbiguousName` for a name that is no target group.
    """
    if name is not None:
        return _one(graph, graph.choose(name, "TargetGroup"), narrower=narrower)
    own, families = _held(graph, narrower=narrower)
    every = rolled_up(own, families)
    rows = [_row(graph, one, own, every, families) for one in graph.of_kind("TargetGroup")]
    rows.sort(key=lambda row: (-integer(row, "measures"), swedish_order(graph[str(row["id"])].brief.sv)))
    below_them = {"own_both": "people.own", "narrower": "people.narrower"} if narrower else {}
    return Table(
        name="groups", title=text("people.groups"), rows=tuple(rows), counts=_counts(graph, every),
        columns=columns(
            label="people.group", measures_stated="measures_stated", measures="measures_all", **below_them,
            needs="people.needs",
        ),
        notes=(text("people.narrower_in" if narrower else "people.narrower_out"),),
        also=(_forgotten(graph, rows), _in_need(graph, every)),
    )  # fmt: skip


def _held(graph: KnowledgeGraph, *, narrower: bool) -> tuple[Layers, Layers]:
    """The measures of each group itself, and the groups that its own are counted with."""
    return linked(graph, "isFor"), below(graph, "TargetGroup", "broader") if narrower else _alone(graph)


def _alone(graph: KnowledgeGraph) -> Layers:
    alone = {one.id: {one.id} for one in graph.of_kind("TargetGroup")}
    return {False: alone, True: alone}


def _row(graph: KnowledgeGraph, group: Node, own: Layers, every: Layers, families: Layers) -> dict[str, Cell]:
    stated, with_interpreted = (len(own[layer].get(group.id, ())) for layer in (False, True))
    return {
        "id": group.id, "label": group.brief, "full_label": group.label,
        "measures_stated": len(every[False][group.id]), "measures": len(every[True][group.id]),
        "own_stated": stated, "own": with_interpreted,
        "own_both": str(with_interpreted) if stated == with_interpreted else f"{stated} ({with_interpreted})",
        "narrower": brief_names(graph, families[True][group.id] - {group.id}),
        "needs": brief_names(graph, {link.source for link in _affecting(graph, group.id)}),
    }  # fmt: skip


def _affecting(graph: KnowledgeGraph, group: str) -> list[Link]:
    """The links from problems that a source says affect a group."""
    return [link for link in graph.incoming(group, "affects") if link.counts]


def _counts(graph: KnowledgeGraph, every: Layers) -> tuple[Count, ...]:
    reached = [sum(map(bool, every[layer].values())) for layer in (False, True)]
    return (
        Count(
            key="groups", label=text("people.groups_count"), stated=reached[0], with_interpreted=reached[1],
            total=len(graph.of_kind("TargetGroup")), rule=text("people.groups_rule"),
        ),
    )  # fmt: skip


def _forgotten(graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]]) -> Table:
    """The groups without a measure; one that the plan's owners have decided to live with says so."""
    states = covers(graph, "TargetGroup")
    found = [row for row in rows if not row["measures"]]
    found.sort(key=lambda row: swedish_order(graph[str(row["id"])].brief.sv))
    told: list[dict[str, Cell]] = [
        {
            "id": row["id"], "label": row["label"], "full_label": row["full_label"], "needs": row["needs"],
            "source": graph.citation(graph[str(row["id"])]),
            "accepted": text("people.accepted") if states[str(row["id"])].state == "accepted_gap" else None,
        }
        for row in found
    ]  # fmt: skip
    accepted = {"accepted": "people.decision"} if any(row["accepted"] for row in told) else {}
    return Table(
        name="forgotten_groups", title=text("people.forgotten"), rows=tuple(told), notes=(text("people.forgotten_rule"),),
        columns=columns(full_label="people.group", needs="people.needs", **accepted, source="source"),
    )  # fmt: skip


def _in_need(graph: KnowledgeGraph, every: Layers) -> Table:
    """A row for each need that a source states of a group, those with the fewest measures first."""
    rows = [
        _need_row(graph, problem, link, every)
        for problem in graph.of_kind("Problem")
        if isinstance(problem, Problem) and problem.problem_kind == "need"
        for link in _first_links(graph, problem.id)
    ]
    rows.sort(
        key=lambda row: (
            integer(row, "measures"),
            *(swedish_order(graph[str(row[key])].label.sv) for key in ("group", "id")),
        )
    )
    return Table(
        name="groups_in_need", title=text("people.in_need"), rows=tuple(rows), notes=(text("people.in_need_rule"),),
        columns=columns(
            label="people.group", need="people.need", status_label="status", measures_stated="measures_stated", measures="measures_all",
            source="source",
        ),
    )  # fmt: skip


def _first_links(graph: KnowledgeGraph, problem: str) -> list[Link]:
    """One link to each group that a problem affects, a stated one where there is one."""
    links = [
        link for link in graph.outgoing(problem, "affects") if link.counts and graph[link.target].kind == "TargetGroup"
    ]
    return [*{link.target: link for link in sorted(links, key=lambda one: one.counts_as_stated)}.values()]


def _need_row(graph: KnowledgeGraph, problem: Problem, link: Link, every: Layers) -> dict[str, Cell]:
    group = graph[link.target]
    return {
        "id": problem.id, "group": group.id, "label": group.brief, "need": problem.label,
        **_basis(problem, link),
        "measures_stated": len(every[False][group.id]), "measures": len(every[True][group.id]),
        "source": graph.citation(link) or graph.citation(problem),
    }  # fmt: skip


def _basis(problem: Problem, link: Link) -> dict[str, Cell]:
    """Whether a need is one as stated: by its link, and by what it is said to be."""
    status = "interpreted" if "problem_kind" in problem.interpreted else link.status
    return {"status": status, "status_label": text(f"status.{status}")}


def _one(graph: KnowledgeGraph, group: Node, *, narrower: bool) -> Table:
    """The measures of one group, and what sources say of it."""
    held = partial(_held, narrower=narrower)
    table = measures_of(graph, group.id, held, name="group", title=text("people.group_title", group=group.brief))
    under = brief_names(graph, held(graph)[1][True][group.id] - {group.id})
    notes: tuple[Text, ...] = (text("people.narrower_named", names=joined(under, "; ")),) if under else ()
    rows: list[dict[str, Cell]] = [
        {"id": link.source, "label": graph[link.source].label, "source": graph.citation(link)}
        for link in _affecting(graph, group.id)
    ]
    said = Table(
        name="group_needs", title=text("people.said_of", thing=group.brief), rows=tuple(rows),
        columns=columns(label="people.needs", source="source"),
    )  # fmt: skip
    return table.model_copy(update={"notes": (*notes, *table.notes), "also": (said,) if rows else ()})
