"""What some actors carry: the measures that they have a part in, as what, and what rests on these measures alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kgraph.covering.states import KIND_GROUPS, Cover, covers
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words, both_ways, sources_alone
from kgraph.measures.roles import Roles
from kgraph.measures.rows import MeasureRows
from kgraph.model import Cell, Count, Table
from kgraph.names import swedish_order
from kgraph.wording import columns, joined, text

__all__ = ["at_most", "carried", "resting"]

_LOST = "responsible_unknown"
_ORDER = ("responsible", "responsible_several", _LOST, "takes_part")


def carried(graph: KnowledgeGraph, actors: Collection[str]) -> Table:
    """The measures that actors (by id) have a part in, those that they answer for first.

    A row: `id`, `label`, `full_label`, `role` ("responsible", "responsible_several", "responsible_unknown" where the text has
    lost who answers, or "takes_part"), `role_read` (what it becomes when readings count, where that is another), `role_label` and
    `basis`.  The counts are these measures, and the causes, areas, goals, target groups and problems of which every measure is one
    of them (`causes`, `areas`, `goals`, `groups`, `problems`), in both ways of counting.
    """
    roles = Roles.of(graph)
    stated, every = _involved(graph, actors)
    sourced, _ = _involved(sources_alone(graph), actors)
    told = MeasureRows(graph)
    rows: list[dict[str, Cell]] = []
    for one in every:
        basis = "stated" if one in stated else "interpreted"
        rows.append({
            **told.brief(one), **roles.cells(one, actors, is_stated=one in stated), "basis": basis,
            "basis_label": basis_words(basis, sourced=one in sourced),
        })  # fmt: skip
    rows.sort(
        key=lambda row: (_ORDER.index(str(row["role"])), swedish_order(graph[str(row["id"])].brief.sv), str(row["id"]))
    )
    lost = any(_LOST in (row["role"], row["role_read"]) for row in rows)
    counts = tuple(_counts(graph, stated, every))
    measures, *alone = counts
    rests = [text(f"whatif.rests_{one.key}", count=_both(one)) for one in alone if one.with_interpreted or one.stated]
    rule = text("whatif.carried_sum", rests=joined(rests)) if rests else text("whatif.carried_none")
    return Table(
        name="carried", title=text("whatif.carried"), rows=tuple(rows), counts=counts,
        columns=columns(label="measure", role_label="people.role", **told.headings(rows), basis_label="basis"),
        notes=(text("whatif.carried_measures_sum", count=_both(measures), rests=rule), *((text("people.role_lost"),) if lost else ())),
    )  # fmt: skip


def resting(graph: KnowledgeGraph, actors: Collection[str]) -> tuple[Table, Table]:
    """The causes and areas (`resting`), and the goals, target groups and problems (`resting_aims`), of which every measure is one
    that the actors have a part in, by either way of counting.

    A row: `id`, `label`, `full_label`, `kind`, `basis` ("stated", where it is so by stated links too, or "interpreted"), and
    `measure_ids` and `measures`, the measures that it rests on.  Where it is so by stated links only, the words of the basis say
    that interpreted links lead to measures of others.
    """
    layers, alone = _involved(graph, actors), sources_alone(graph)
    sourced = {one for one, cover in covers(alone).items() if _alone(cover, _involved(alone, actors))[0]}
    found: dict[str, list[dict[str, Cell]]] = {"resting": [], "resting_aims": []}
    for key, kinds in KIND_GROUPS.items():
        rows = [row for cover in covers(graph, *kinds).values() if (row := _resting_row(graph, cover, layers, sourced))]
        rows.sort(key=lambda row: (swedish_order(graph[str(row["id"])].brief.sv), str(row["id"])))
        found["resting" if key in ("causes", "areas") else "resting_aims"] += rows
    causes, aims = (
        Table(
            name=name, title=text(f"whatif.{name}"), rows=tuple(rows),
            notes=(text("whatif.resting_rule"),) if name == "resting" or not found["resting"] else (),
            columns=columns(label="what", kind_label="kind", measures="whatif.resting_on", basis_label="basis"),
        )
        for name, rows in found.items()
    )  # fmt: skip
    return causes, aims


def _resting_row(
    graph: KnowledgeGraph, cover: Cover, layers: tuple[set[str], set[str]], sourced: set[str]
) -> dict[str, Cell]:
    """The row of a thing that rests on some measures alone, or nothing; `sourced` are those of which sources alone say so."""
    stated, every = _alone(cover, layers)
    if not (stated or every):
        return {}
    node, on, basis = graph[cover.thing], cover.every if every else cover.stated, "stated" if stated else "interpreted"
    label = basis_words(basis, sourced=cover.thing in sourced)
    return {
        "id": node.id, "label": node.brief, "full_label": node.label, "kind": node.kind,
        "kind_label": graph.ontology.kinds[node.kind].label, "basis": basis,
        "basis_label": label if every else text("whatif.resting_stated", basis=label), "measure_ids": on,
        "measures": tuple(graph[one].brief for one in on),
    }  # fmt: skip


def at_most(graph: KnowledgeGraph, actors: Collection[str]) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """For how many of the actors' measures the text has lost who answers; and, if they alone answer for all of those too, how
    many measures and how many causes would go with them, by stated links and with interpreted ones.
    """
    roles, involved = Roles.of(graph), _involved(graph, actors)
    held = [[(one, roles.role(one, actors, interpreted=layer)) for one in involved[layer]] for layer in (False, True)]
    lost = [sum(role == _LOST for _, role in ones) for ones in held]
    stated, every = ({one for one, role in ones if role in ("responsible", _LOST)} for ones in held)
    alone = [_alone(cover, (stated, every)) for cover in covers(graph, "Cause").values()]
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


def _both(count: Count) -> str:
    return both_ways(count.stated, count.with_interpreted)


def _counts(graph: KnowledgeGraph, stated: set[str], every: set[str]) -> Iterator[Count]:
    yield Count(
        key="measures", label=text("whatif.carried_measures"), stated=len(stated), with_interpreted=len(every),
        total=len(graph.index.measures), rule=text("whatif.carried_measures_rule"),
    )  # fmt: skip
    for key, kinds in KIND_GROUPS.items():
        known = [_alone(one, (stated, every)) for one in covers(graph, *kinds).values()]
        yield Count(
            key=key, label=text(f"whatif.carried_{key}"), total=len(known), rule=text("whatif.carried_rule"),
            stated=sum(one for one, _ in known), with_interpreted=sum(one for _, one in known),
        )  # fmt: skip
