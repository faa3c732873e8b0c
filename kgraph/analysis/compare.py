"""Two plans side by side: what one has and the other lacks.  A comparison, never a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from operator import itemgetter

from kgraph import ways
from kgraph.asking.kinds import kinds_named
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Space, bag, own_texts
from kgraph.model import Cell, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.joined import SHARED
from kgraph.parts.scope import of_plan, plans_with_measures
from kgraph.parts.selection import only_stated
from kgraph.wording import columns, joined, refused, text

__all__ = ["compare", "comparisons", "few_of_each"]

_Parts = tuple[set[str], ...]
_SAME = ("exactMatch",)
_NEAREST = 5
"""How many pairs of causes are shown that no plan has together."""
_FEW = 5
"""How many things of each kind a person gets who asks for none."""


@collector_put_off()
def compare(graph: KnowledgeGraph, first: str, second: str, *, kind: str | None = None) -> Table:
    """The areas, problems, causes, methods, target groups, actors and places of two plans: in both, or in one only.

    A thing is in a plan when the plan's document speaks of it (see `kgraph.parts.scope`); what rests on interpreted links alone is
    marked, and how many things of each kind are in both is counted both ways (in `kinds`; kinds are not added up).  Things that are an exact match of each other count as the
    same; for those in one plan only, `alike` names what the other has that resembles them, by a typed match.  Rows: `kind`,
    `id`, `label`, `first`, `second` (true or false), `basis` ("stated" or "interpreted"), `where`, `alike`; with `kind` (an
    everyday word) only those of that kind.  `also` holds `kinds`: for each kind how many are in `both`, `only_first` and
    `only_second`, each with its `…_stated`; and, where the plans have no cause together, `closest`: the causes of either whose words are
    most alike.  That something is entered in one plan only does not say that the other is silent.
    Raises `UnknownName` or `AmbiguousName`, and `UsageError` for a kind that is not compared.
    """
    plans = tuple(graph.choose(name, "Plan") for name in (first, second))
    every, firm = _parts(graph, plans), only_stated(graph)
    asked, stated = _asked(graph, kind), (firm, _parts(firm, plans))
    rows = [row for one in asked for row in _rows(graph, one, every, stated, plans)]
    summary = _summary(graph, rows, asked, plans)
    closest = _closest(graph, rows)
    names = {"first": plans[0].brief, "second": plans[1].brief}
    headings = columns(kind_label="kind", label="name", where="compare.where", alike="compare.alike")
    return Table(
        name="compare", title=text("compare.title", **names), columns=headings, rows=tuple(rows), lead=(text("compare.names_apart"),),
        notes=(text("compare.entered"), text("compare.rule")), also=(summary, *closest),
    )  # fmt: skip


def few_of_each(table: Table) -> Table:
    """The comparison for a person to read: the first things of each kind, those in both plans first, and how many are left."""
    rows: list[dict[str, Cell]] = []
    for _, group in groupby(table.rows, key=itemgetter("kind")):
        those = sorted(group, key=lambda row: not (row["first"] and row["second"]))
        rows += those[:_FEW]
        if len(those) > _FEW:
            more = text("compare.left", count=len(those) - _FEW)
            rows.append({**{key: those[0][key] for key in ("kind", "kind_label")}, "label": more})
    notes = (*table.notes, text("compare.few", most=_FEW)) if len(rows) < len(table) else table.notes
    return table.model_copy(update={"rows": tuple(rows), "notes": notes})


def _asked(graph: KnowledgeGraph, kind: str | None) -> tuple[str, ...]:
    """The kinds that are compared: all, or those that a word means."""
    if kind is None:
        return SHARED
    found = tuple(one for one in kinds_named(graph, kind) if one in SHARED)
    if not found:
        known = joined(graph.ontology.kinds[one].plural for one in SHARED)
        raise refused("compare.unknown_kind", kind=kind, known=known)
    return found


def _summary(
    graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]], kinds: Sequence[str], plans: Sequence[Node]
) -> Table:
    """How many things of each kind both plans take up, and how many only one does."""
    made: list[dict[str, Cell]] = []
    for kind in kinds:
        mine = [row for row in rows if row["kind"] == kind]
        row: dict[str, Cell] = {"kind": kind, "kind_label": graph.ontology.kinds[kind].plural}
        for key, here in (("both", (True, True)), ("only_first", (True, False)), ("only_second", (False, True))):
            those = [one for one in mine if (one["first"], one["second"]) == here]
            stated = sum(one["basis"] == "stated" for one in those)
            row |= {key: len(those), f"{key}_stated": stated}
            row[f"{key}_told"] = str(stated) if stated == len(those) else f"{stated} ({len(those)})"
        made += [row] if mine else []
    first, second = (Text(sv=one.brief.sv, en=one.brief.pick("en")) for one in plans)
    return Table(
        name="kinds", title=text("compare.by_kind"), rows=tuple(made), notes=(text("compare.by_kind_rule", first=first, second=second),),
        columns=columns(kind_label="kind", both_told="compare.in_both", only_first_told="compare.in_first", only_second_told="compare.in_second"),
    )  # fmt: skip


def _closest(graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]]) -> tuple[Table, ...]:
    """The causes of either plan whose words are most alike, where the plans have no cause together."""
    causes = [row for row in rows if row["kind"] == "Cause"]
    first, second = ([str(row["id"]) for row in causes if row[side]] for side in ("first", "second"))
    if not first or not second or set(first) & set(second):
        return ()
    space = Space.of({one: bag((words, 1.0) for words in own_texts(graph[one])) for one in (*first, *second)})
    found = zip(*(part.tolist() for part in space.pairs(first, second)), strict=True)
    best = sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:_NEAREST]
    made: tuple[dict[str, Cell], ...] = tuple(
        {
            "first": first[one], "second": second[other], "likeness": round(alike, 2),
            "first_label": graph[first[one]].label, "second_label": graph[second[other]].label,
        }
        for one, other, alike in best
    )  # fmt: skip
    return (
        Table(
            name="closest", title=text("compare.closest"), rows=made, notes=(text("compare.wording"),),
            columns=columns(first_label="compare.of_first", second_label="compare.of_second", likeness="compare.likeness"),
        ),
    )  # fmt: skip


@collector_put_off()
def comparisons(graph: KnowledgeGraph) -> Table:
    """Every pair of plans that have measures: how many things both take up and how many only one does, in both ways of counting.

    Rows: `first`, `second` and `ask` (ids), `label`, `both`, `only_first`, `only_second`, each with its `…_stated`.  The plans
    stand in Swedish order; empty where there are not two.
    """
    plans = sorted(plans_with_measures(graph), key=lambda plan: (swedish_order(plan.brief.sv), plan.id))
    held = {end: _held(part, plans) for end, part in (("", graph), ("_stated", only_stated(graph)))}
    rows = tuple(_pair(held, one, other) for one, other in combinations(plans, 2))
    return Table(
        name="comparisons", title=text("view_compare.all_pairs"), rows=rows, notes=(text("compare.names_apart"), text("compare.rule")),
        columns=columns(
            label="view_compare.pair", both="view_compare.both", only_first="view_compare.only_first", only_second="view_compare.only_second"
        ),
    )  # fmt: skip


@dataclass(frozen=True)
class _Held:
    """What a plan speaks of, exact matches as one: its things of the kinds that are compared, and everything."""

    things: Mapping[str, frozenset[str]]
    """The kinds of each, by its name."""
    ones: frozenset[str]

    @classmethod
    def of(cls, graph: KnowledgeGraph, plan: Node, same: Mapping[str, str]) -> _Held:
        things: dict[str, frozenset[str]] = {}
        named = {one: same.get(one, one) for one in of_plan(graph, plan.id).nodes}
        for one, name in named.items():
            if (kind := graph[one].kind) in SHARED:
                things[name] = things.get(name, frozenset()) | {kind}
        return cls(things, frozenset(named.values()))

    def without(self, names: frozenset[str]) -> int:
        """How many things have none of some names."""
        return self._size - sum([len(self.things[name]) for name in self.things.keys() & names])

    @cached_property
    def _size(self) -> int:
        return sum(map(len, self.things.values()))


def _held(graph: KnowledgeGraph, plans: Iterable[Node]) -> dict[str, _Held]:
    """What each plan speaks of; everything that has an exact match goes by the first of those that are the same."""
    same = {one: min(_twins(graph, one)) for one in sorted(_matched_in(graph, _SAME))}
    return {plan.id: _Held.of(graph, plan, same) for plan in plans}


def _pair(held: Mapping[str, Mapping[str, _Held]], one: Node, other: Node) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "first": one.id, "second": other.id, "ask": (one.id, other.id),
        "label": text("view_compare.pair_words", first=one.brief, second=other.brief),
    }  # fmt: skip
    none: frozenset[str] = frozenset()
    for end, of in held.items():
        first, second = of[one.id], of[other.id]
        names = first.ones & second.ones
        row[f"only_first{end}"], row[f"only_second{end}"] = first.without(names), second.without(names)
        row[f"both{end}"] = sum([
            len(first.things.get(one, none) | second.things.get(one, none))
            for one in names & (first.things.keys() | second.things.keys())
        ])  # fmt: skip
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
    graph: KnowledgeGraph, kind: str, every: _Parts, stated: tuple[KnowledgeGraph, _Parts], plans: tuple[Node, ...]
) -> Iterator[dict[str, Cell]]:
    """The things of a kind that a plan speaks of; `stated` is the graph without readings, and what each plan speaks of in it."""
    firm, parts = stated
    for node, same, here in _things(graph, kind, every):
        known = [part for part, there in zip(parts, here, strict=True) if there]
        sure = any(all(_twins(firm, one) & part for part in known) for one in same if one in firm)
        where = text("compare.both") if all(here) else text("compare.only", plan=plans[here.index(True)].brief)
        other = every[here.index(False)] if not all(here) else set[str]()
        alike = sorted({match for one in same for match in _matches(graph, one, ways.ALIKE)} & other)
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
    return _matched_in(graph, relations).get(node_id, set())


def _matched_in(graph: KnowledgeGraph, relations: tuple[str, ...]) -> dict[str, set[str]]:
    return graph.once(("compare.matches", relations), lambda: _matched(graph, relations))


def _matched(graph: KnowledgeGraph, relations: tuple[str, ...]) -> dict[str, set[str]]:
    """What each thing that matches others matches, by links in either direction."""
    found: dict[str, set[str]] = defaultdict(set)
    for link in graph.of_relation(*relations):
        if link.counts:
            found[link.source].add(link.target)
            found[link.target].add(link.source)
    return dict(found)
