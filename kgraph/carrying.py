"""What some actors carry: the measures that they have a part in, as what, and what rests on these measures alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.measures.rows import MeasureRows
from kgraph.model import AREA_KINDS, Cell, Count, Table
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["carried"]

_ORDER = ("responsible", "responsible_several", "responsible_unknown", "takes_part")


def carried(graph: KnowledgeGraph, actors: Collection[str]) -> Table:
    """The measures that actors (by id) have a part in, those that they answer for first.

    A row: `id`, `label`, `full_label`, `role` ("responsible", "responsible_several", "responsible_unknown" where the text has
    lost who answers, or "takes_part"), `role_label` and `basis`.  The counts are these measures, and the causes and areas
    of which every measure is one of them (`causes`, `areas`), in both ways of counting.
    """
    roles = Roles.of(graph)
    stated, every = (
        set[str]().union(*(roles.involved[layer].get(one, ()) for one in actors)) for layer in (False, True)
    )
    told = MeasureRows(graph)
    rows: list[dict[str, Cell]] = []
    for one in every:
        role, basis = (
            _role(roles, one, frozenset(actors), interpreted=one not in stated),
            "stated" if one in stated else "interpreted",
        )
        rows.append({
            **told.brief(one), "role": role, "role_label": text(f"people.role_{role}"), "basis": basis, "basis_label": text(f"status.{basis}"),
        })  # fmt: skip
    rows.sort(
        key=lambda row: (_ORDER.index(str(row["role"])), swedish_order(graph[str(row["id"])].brief.sv), str(row["id"]))
    )
    lost = any(row["role"] == "responsible_unknown" for row in rows)
    counts = tuple(_counts(graph, stated, every))
    numbers = {
        f"{one.key}_{way}": told
        for one in counts
        for way, told in (("stated", one.stated), ("every", one.with_interpreted))
    }
    return Table(
        name="carried", title=text("whatif.carried"), rows=tuple(rows), counts=counts,
        columns=columns(label="measure", role_label="people.role", **told.headings(rows), basis_label="basis"),
        notes=(text("whatif.carried_sum", **numbers), *((text("people.role_lost"),) if lost else ())),
    )  # fmt: skip


def _role(roles: Roles, measure: str, actors: frozenset[str], *, interpreted: bool) -> str:
    answer = roles.answering[interpreted].get(measure, set())
    if answer & actors:
        return "responsible" if answer <= actors else "responsible_several"
    return "responsible_unknown" if roles.is_lost(measure, interpreted=interpreted) else "takes_part"


def _counts(graph: KnowledgeGraph, stated: set[str], every: set[str]) -> Iterator[Count]:
    yield Count(
        key="measures", label=text("whatif.carried_measures"), stated=len(stated), with_interpreted=len(every),
        total=len(graph.index.measures), rule=text("whatif.carried_measures_rule"),
    )  # fmt: skip
    for key, kinds in (("causes", ("Cause",)), ("areas", AREA_KINDS)):
        known = covers(graph, *kinds).values()
        yield Count(
            key=key, label=text(f"whatif.carried_{key}"), total=len(known), rule=text("whatif.carried_rule"),
            stated=sum(bool(one.stated) and stated.issuperset(one.stated) for one in known),
            with_interpreted=sum(bool(one.every) and every.issuperset(one.every) for one in known),
        )  # fmt: skip
