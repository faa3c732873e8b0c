"""Two plans side by side: what one has and the other lacks.  A comparison, never a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Node, Table
from kgraph.names import swedish_order
from kgraph.scope import of_plan, plans_with_measures
from kgraph.selection import only_stated
from kgraph.wording import columns, text

__all__ = ["compare", "comparisons"]

_KINDS = (*AREA_KINDS, "Problem", "Cause", "Method", "TargetGroup", "Actor", "Place")
_Parts = tuple[set[str], ...]
_SAME = ("exactMatch",)
_ALIKE = ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")


@collector_put_off()
def compare(graph: KnowledgeGraph, first: str, second: str) -> Table:
    """The areas, problems, causes, methods, target groups, actors and places of two plans: in both, or in one only.

    A thing is in a plan when the plan's document speaks of it (see `kgraph.scope`); what rests on interpreted links alone is
    marked, and how many things are in both is counted both ways.  Things that are an exact match of each other count as the
    same; for those in one plan only, `alike` names what the other has that resembles them, by a typed match.  Rows: `kind`,
    `id`, `label`, `first`, `second` (true or false), `basis` ("stated" or "interpreted"), `where`, `alike`.
    Raises `UnknownName` or `AmbiguousName`.
    """
    plans = tuple(graph.choose(name, "Plan") for name in (first, second))
    every, stated = (_parts(part, plans) for part in (graph, only_stated(graph)))
    rows = [row for kind in _KINDS for row in _rows(graph, kind, every, stated, plans)]
    shared = [row for row in rows if row["first"] and row["second"]]
    count = Count(
        key="both", label=text("compare.both_count"), stated=sum(row["basis"] == "stated" for row in shared),
        with_interpreted=len(shared), total=len(rows), rule=text("compare.rule"),
    )  # fmt: skip
    names = {"first": plans[0].brief, "second": plans[1].brief}
    headings = columns(kind_label="kind", label="name", where="compare.where", alike="compare.alike")
    return Table(
        name="compare", title=text("compare.title", **names), columns=headings, rows=tuple(rows), counts=(count,)
    )


@collector_put_off()
def comparisons(graph: KnowledgeGraph) -> Table:
    """Every pair of plans that have measures: how many things both take up and how many only one does, in both ways of counting.

    Rows: `first`, `second` and `ask` (ids), `label`, `both`, `only_first`, `only_second`, each with its `…_stated`.  The plans
    stand in Swedish order; empty where there are not two.
    """
    plans = sorted(plans_with_measures(graph), key=lambda plan: (swedish_order(plan.brief.sv), plan.id))
    sure = only_stated(graph)
    rows = tuple(_pair(graph, sure, one, other) for one, other in combinations(plans, 2))
    return Table(
        name="comparisons", title=text("view_compare.all_pairs"), rows=rows, notes=(text("compare.rule"),),
        columns=columns(
            label="view_compare.pair", both="view_compare.both", only_first="view_compare.only_first", only_second="view_compare.only_second"
        ),
    )  # fmt: skip


def _pair(graph: KnowledgeGraph, sure: KnowledgeGraph, one: Node, other: Node) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "first": one.id, "second": other.id, "ask": (one.id, other.id),
        "label": text("view_compare.pair_words", first=one.brief, second=other.brief),
    }  # fmt: skip
    for end, part in (("", graph), ("_stated", sure)):
        parts = _parts(part, (one, other))
        told = [here for kind in _KINDS for _, _, here in _things(part, kind, parts)]
        row[f"both{end}"] = sum(all(here) for here in told)
        row[f"only_first{end}"] = sum(not second for _, second in told)
        row[f"only_second{end}"] = sum(not first for first, _ in told)
    return row


def _parts(graph: KnowledgeGraph, plans: Sequence[Node]) -> _Parts:
    """The ids of what each plan speaks of."""
    return tuple(set(of_plan(graph, plan.id).nodes) for plan in plans)


def _things(graph: KnowledgeGraph, kind: str, every: _Parts) -> Iterator[tuple[Node, set[str], tuple[bool, ...]]]:
    """The things of a kind that a plan speaks of, exact matches as one, with all that are the same and which plans have it."""
    nodes = [node for node in graph.of_kind(kind) if any(node.id in part for part in every)]
    told: set[str] = set()
    for node in sorted(nodes, key=lambda node: (swedish_order(node.label.sv), node.id)):
        if node.id not in told:
            same = _twins(graph, node.id)
            told |= same
            yield node, same, tuple([not same.isdisjoint(part) for part in every])


def _rows(
    graph: KnowledgeGraph, kind: str, every: _Parts, stated: _Parts, plans: tuple[Node, ...]
) -> Iterator[dict[str, Cell]]:
    for node, same, here in _things(graph, kind, every):
        sure = all(bool(same & known) for known, there in zip(stated, here, strict=True) if there)
        where = text("compare.both") if all(here) else text("compare.only", plan=plans[here.index(True)].brief)
        other = every[here.index(False)] if not all(here) else set[str]()
        alike = sorted({match for one in same for match in _matches(graph, one, _ALIKE)} & other)
        yield {
            "kind": kind, "kind_label": graph.ontology.kinds[kind].label, "id": node.id, "label": node.label, "first": here[0],
            "second": here[1], "basis": "stated" if sure else "interpreted",
            "where": where if sure else text("compare.read", where=where), "alike": tuple(graph[one].brief for one in alike),
        }  # fmt: skip


def _twins(graph: KnowledgeGraph, node_id: str) -> set[str]:
    """The thing and all that are an exact match of it, directly or over others."""
    found, waiting = {node_id}, [node_id]
    while waiting:
        new = _matches(graph, waiting.pop(), _SAME) - found
        found |= new
        waiting += sorted(new)
    return found


def _matches(graph: KnowledgeGraph, node_id: str, relations: tuple[str, ...]) -> set[str]:
    return graph.once(("compare.matches", relations), lambda: _matched(graph, relations)).get(node_id, set())


def _matched(graph: KnowledgeGraph, relations: tuple[str, ...]) -> dict[str, set[str]]:
    """What each thing that matches others matches, by links in either direction."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in graph.of_relation(*relations):
        if link.counts:
            found[link.source].add(link.target)
            found[link.target].add(link.source)
    return dict(found)
