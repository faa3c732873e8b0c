"""Which measures are the same method in different plans?"""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import Layers, linked
from kgraph.measures.told import measures_of
from kgraph.model import Cell, Count, Link, Node, Table, Text, integer
from kgraph.names import swedish_order
from kgraph.parts.scope import origins
from kgraph.wording import columns, text

__all__ = ["methods"]

_MATCHES = ("exactMatch", "closeMatch", "relatedMatch")
_SEVERAL = 2


def methods(graph: KnowledgeGraph, name: str | None = None) -> Table:
    """Every method with its measures and the plans they come from, those in several plans first; with `name` one method.

    A row: `plans_stated`, `plans` (how many plans, or documents of measures in no plan), `plan_names`, `measures_stated`,
    `measures` (with interpreted links), `measure_names` by plan, and `alike` (methods that are said to be the same,
    nearly the same or related, in words).  Methods are put together by being one record, never by how their names look.
    With `name` the rows are the measures that use it, by plan.
    Raises `UnknownName` or `AmbiguousName` for a name that is no method.
    """
    if name is not None:
        return _one(graph, graph.choose(name, "Method"))
    uses = linked(graph, "usesMethod")
    from_where = origins(graph)
    rows = [_row(graph, one, uses, from_where) for one in graph.of_kind("Method")]
    rows.sort(key=lambda row: (-integer(row, "plans"), -integer(row, "measures"), swedish_order(_label(graph, row))))
    return Table(
        name="methods", title=text("people.methods"), rows=tuple(rows), counts=_counts(rows),
        columns=columns(
            label="people.method", plan_names="plans", measures_stated="measures_stated", measures="measures_all",
            alike="people.alike",
        ),
        notes=(text("people.methods_note"),),
    )  # fmt: skip


def _label(graph: KnowledgeGraph, row: dict[str, Cell]) -> str:
    return graph[str(row["id"])].brief.sv


def _row(graph: KnowledgeGraph, method: Node, uses: Layers, from_where: dict[str, tuple[Node, ...]]) -> dict[str, Cell]:
    stated, every = (uses[layer].get(method.id, set()) for layer in (False, True))
    plans = _plans(every, from_where)
    return {
        "id": method.id, "label": method.brief, "full_label": method.label,
        "plans_stated": len(_plans(stated, from_where)), "plans": len(plans),
        "plan_names": tuple(plans[one].brief for one in sorted(plans)), "measures_stated": len(stated),
        "measures": len(every), "measure_ids": tuple(sorted(every)), "alike": tuple(_alike(graph, method.id)),
    }  # fmt: skip


def _plans(measures: Iterable[str], from_where: dict[str, tuple[Node, ...]]) -> dict[str, Node]:
    return {plan.id: plan for one in measures for plan in from_where[one]}


def _alike(graph: KnowledgeGraph, method: str) -> list[Text]:
    """The methods that are matched with one, in words: how, which, and that it is interpreted where it is."""
    found = [
        *((link, link.target) for link in graph.outgoing(method, *_MATCHES) if link.counts),
        *((link, link.source) for link in graph.incoming(method, *_MATCHES) if link.counts),
    ]
    told = {_told(graph, link, other) for link, other in found if graph[other].kind == "Method"}
    return sorted(told, key=lambda one: swedish_order(one.sv))


def _told(graph: KnowledgeGraph, link: Link, other: str) -> Text:
    reading = text(f"people.{link.relation}", method=graph[other].brief)
    return reading if link.counts_as_stated else text("people.interpreted", words=reading)


def _counts(rows: list[dict[str, Cell]]) -> tuple[Count, ...]:
    several = [sum(integer(row, key) >= _SEVERAL for row in rows) for key in ("plans_stated", "plans")]
    used = [sum(bool(row[key]) for row in rows) for key in ("measures_stated", "measures")]
    return tuple(
        Count(
            key=key, label=text(f"people.{key}"), stated=both[0], with_interpreted=both[1], total=len(rows),
            rule=text(f"people.{key}_rule"),
        )
        for key, both in (("in_several", several), ("used", used))
    )  # fmt: skip


def _one(graph: KnowledgeGraph, method: Node) -> Table:
    """The measures that use one method, put together by plan."""
    itself = {layer: {method.id: {method.id}} for layer in (False, True)}
    table = measures_of(
        graph, method.id, lambda one: (linked(one, "usesMethod"), itself), name="method",
        title=text("people.method_title", method=method.brief),
    )  # fmt: skip
    rows = sorted(table.rows, key=lambda row: tuple(one.sv for one in _origin_labels(row)))
    notes = tuple(text("people.alike_note", words=one) for one in _alike(graph, method.id))
    return table.model_copy(update={"rows": tuple(rows), "notes": (*table.notes, *notes)})


def _origin_labels(row: dict[str, Cell]) -> tuple[Text, ...]:
    """The plans that a row names."""
    plans = row["plan"]
    return tuple(one for one in plans if isinstance(one, Text)) if isinstance(plans, tuple) else ()
