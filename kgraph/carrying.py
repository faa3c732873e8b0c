"""What some actors carry: the measures that they have a part in, as what, and what rests on these measures alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kgraph.covering.states import Cover, covers
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.measures.rows import MeasureRows
from kgraph.model import AREA_KINDS, Cell, Count, Table
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["at_most", "carried", "resting"]

_BASES = ("stated", "interpreted")
_LOST = "responsible_unknown"
_ORDER = ("responsible", "responsible_several", _LOST, "takes_part")


def carried(graph: KnowledgeGraph, actors: Collection[str]) -> Table:
    """The measures that actors (by id) have a part in, those that they answer for first.

    A row: `id`, `label`, `full_label`, `role` ("responsible", "responsible_several", "responsible_unknown" where the text has
    lost who answers, or "takes_part"), `role_label` and `basis`.  The counts are these measures, and the causes and areas
    of which every measure is one of them (`causes`, `areas`), in both ways of counting.
    """
    roles = Roles.of(graph)
    stated, every = _involved(graph, actors)
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
    lost = any(row["role"] == _LOST for row in rows)
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


def resting(graph: KnowledgeGraph, actors: Collection[str]) -> Table:
    """The causes and areas of which every measure is one that the actors have a part in, by either way of counting.

    A row: `id`, `label`, `full_label`, `kind`, `basis` ("stated", where it is so by stated links too, or "interpreted"), and
    `measure_ids` and `measures`, the measures that it rests on.
    """
    layers = _involved(graph, actors)
    rows: list[dict[str, Cell]] = []
    for kinds in (("Cause",), AREA_KINDS):
        for cover in covers(graph, *kinds).values():
            stated, every = _alone(cover, layers)
            if stated or every:
                node, on = graph[cover.thing], cover.every if every else cover.stated
                basis = "stated" if stated else "interpreted"
                rows.append({
                    "id": node.id, "label": node.brief, "full_label": node.label, "kind": node.kind,
                    "kind_label": graph.ontology.kinds[node.kind].label, "basis": basis, "basis_label": text(f"status.{basis}"),
                    "measure_ids": on, "measures": tuple(graph[one].brief for one in on),
                })  # fmt: skip
    rows.sort(key=lambda row: (row["kind"] != "Cause", swedish_order(graph[str(row["id"])].brief.sv), str(row["id"])))
    return Table(
        name="resting", title=text("whatif.resting"), rows=tuple(rows), notes=(text("whatif.resting_rule"),),
        columns=columns(label="what", kind_label="kind", measures="whatif.resting_on", basis_label="basis"),
    )  # fmt: skip


def at_most(graph: KnowledgeGraph, actors: Collection[str]) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """For how many of the actors' measures the text has lost who answers; and, if they alone answer for all of those too, how
    many measures and how many causes would go with them, by stated links and with interpreted ones.
    """
    rows = carried(graph, actors).rows
    theirs = [row for row in rows if row["role"] in ("responsible", _LOST)]
    stated, every = ({str(row["id"]) for row in theirs if row["basis"] in bases} for bases in (("stated",), _BASES))
    alone = [_alone(cover, (stated, every)) for cover in covers(graph, "Cause").values()]
    roles, involved = Roles.of(graph), _involved(graph, actors)
    lost = [sum(roles.is_lost(one, interpreted=layer) for one in involved[layer]) for layer in (False, True)]
    return (lost[0], lost[1]), (len(stated), len(every)), (sum(one for one, _ in alone), sum(one for _, one in alone))


def _alone(cover: Cover, layers: tuple[set[str], set[str]]) -> tuple[bool, bool]:
    """Whether every measure of a thing is one of some, by either way of counting."""
    stated, every = layers
    return bool(cover.stated) and stated.issuperset(cover.stated), bool(cover.every) and every.issuperset(cover.every)


def _involved(graph: KnowledgeGraph, actors: Collection[str]) -> tuple[set[str], set[str]]:
    """The measures that any of the actors has a part in, by either way of counting."""
    involved = Roles.of(graph).involved
    stated, every = (set[str]().union(*(involved[layer].get(one, ()) for one in actors)) for layer in (False, True))
    return stated, every


def _role(roles: Roles, measure: str, actors: frozenset[str], *, interpreted: bool) -> str:
    answer = roles.answering[interpreted].get(measure, set())
    if answer & actors:
        return "responsible" if answer <= actors else "responsible_several"
    return _LOST if roles.is_lost(measure, interpreted=interpreted) else "takes_part"


def _counts(graph: KnowledgeGraph, stated: set[str], every: set[str]) -> Iterator[Count]:
    yield Count(
        key="measures", label=text("whatif.carried_measures"), stated=len(stated), with_interpreted=len(every),
        total=len(graph.index.measures), rule=text("whatif.carried_measures_rule"),
    )  # fmt: skip
    for key, kinds in (("causes", ("Cause",)), ("areas", AREA_KINDS)):
        known = [_alone(one, (stated, every)) for one in covers(graph, *kinds).values()]
        yield Count(
            key=key, label=text(f"whatif.carried_{key}"), total=len(known), rule=text("whatif.carried_rule"),
            stated=sum(one for one, _ in known), with_interpreted=sum(one for _, one in known),
        )  # fmt: skip
