"""What hangs on one measure, or on one actor?  And what would it cost to lose each of them?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgraph.asking.kinds import kinds_named
from kgraph.covering.firmness import firmness
from kgraph.covering.states import COVERABLE, KIND_GROUPS, Cover, covers
from kgraph.effects.supposing import sole_responsible
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures.roles import Roles, counted_apart
from kgraph.measures.rows import only_first
from kgraph.model import Cell, Column, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, refused, text

__all__ = ["fragility"]

_Costs = dict[str, dict[tuple[str, bool], int]]
"""For each measure or actor how many things of each group, in each way of counting, would lose their last cover."""


def fragility(graph: KnowledgeGraph, *, kind: str = "causes", most: int | None = None) -> Table:
    """The things that hang on one measure or on one actor, and what losing each measure and each actor would cost.

    `kind` is one of `kgraph.covering.states.KIND_GROUPS`, or a word for such things.  A row is a thing whose only measure, or whose only known actor behind all its
    measures, is one, by either way of counting: `id`, `measure_stated`, `measure`, `actor_stated`, `actor` (the short
    label; `…_id` the id), `unknown` (how many of its measures have no known actor: with one, "only" is not certain).
    `also` holds `measure_cost` (for each measure the numbers of things of every group that would have no measure left
    without it: `causes_stated`, `causes`, …; these measures are the irreplaceable ones), `actor_cost` (the same for
    actors: things whose only known actor it is) and `actor_takes` (things that would have no measure left if the
    measures that the actor alone answers for went with it).  Each number is what `whatif` finds, one at a time.  `most` is
    how many rows are shown; counts are over all.  Raises `UnknownName` for a
    word that means no kind and `UsageError` for a kind that nothing hangs on.
    """
    group = _group(graph, kind)
    found = _Fragile(graph)
    rows = found.rows(group)
    return Table(
        name="fragility", title=text(f"fragility.title_{group}"), columns=found.columns(group), rows=tuple(_head(rows, most)),
        counts=found.counts(group), notes=(*found.notes(), *only_first(most, len(rows), "effects.shown")), also=(
            found.cost("measure_cost", found.measure, most), found.cost("actor_cost", found.actor, most),
            found.cost("actor_takes", found.taken, most),
        ),
    )  # fmt: skip


def _group(graph: KnowledgeGraph, name: str) -> str:
    """The group that a word means: its key, or what its things are called ("orsaker", "mål")."""
    if name in KIND_GROUPS:
        return name
    kinds = kinds_named(graph, name)
    found = next((group for group, members in KIND_GROUPS.items() if kinds[0] in members), None)
    if found is None:
        raise refused("fragility.unknown_kind", name=name, known=", ".join(KIND_GROUPS))
    return found


class _Fragile:
    """Sole measures and sole actors of everything, found in one pass over the covers."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.group = {kind: group for group, kinds in KIND_GROUPS.items() for kind in kinds}
        self.covers = covers(graph, *COVERABLE)
        self.roles = Roles.of(graph)
        self.measure = {layer: self._sole_measures(interpreted=layer) for layer in (False, True)}
        self.actor = {layer: self._sole_actors(interpreted=layer) for layer in (False, True)}
        self.taken = {layer: self._taken(interpreted=layer) for layer in (False, True)}

    @staticmethod
    def acting(cover: Cover, *, interpreted: bool) -> tuple[str, ...]:
        return cover.every if interpreted else cover.stated

    def _sole_measures(self, *, interpreted: bool) -> dict[str, str]:
        """Things → their only measure."""
        acting = ((thing, self.acting(cover, interpreted=interpreted)) for thing, cover in self.covers.items())
        return {thing: measures[0] for thing, measures in acting if len(measures) == 1}

    def _sole_actors(self, *, interpreted: bool) -> dict[str, str]:
        """Things → the only known actor behind all their measures."""
        behind = self.roles.behind[interpreted]
        found = {}
        for thing, cover in self.covers.items():
            actors: set[str] = set()
            for measure in self.acting(cover, interpreted=interpreted):
                actors |= behind.get(measure, set())
                if len(actors) > 1:
                    break
            if len(actors) == 1:
                found[thing] = next(iter(actors))
        return found

    def _taken(self, *, interpreted: bool) -> dict[str, str]:
        """Things → the actor that alone answers for every one of their measures."""
        answers = sole_responsible(self.roles, interpreted=interpreted)
        found = {}
        for thing, cover in self.covers.items():
            first, *others = self.acting(cover, interpreted=interpreted) or ("",)
            actor = answers.get(first)
            if actor and all(answers.get(measure) == actor for measure in others):
                found[thing] = actor
        return found

    def unknown(self, thing: str) -> int:
        """How many measures of a thing have no known actor."""
        behind = self.roles.behind[True]
        return sum(not behind.get(measure) for measure in self.covers[thing].every)

    # --- what hangs on one ----------------------------------------------------------------------------------

    def of_group(self, group: str) -> list[Node]:
        return [self.graph[one] for one in self.covers if self.graph[one].kind in KIND_GROUPS[group]]

    def rows(self, group: str) -> list[dict[str, Cell]]:
        tables = (self.measure, self.actor)
        things = [
            one for one in self.of_group(group) if any(one.id in sole[layer] for sole in tables for layer in sole)
        ]
        things.sort(key=self._order)
        return [self.row(one) for one in things]

    def _order(self, node: Node) -> tuple[bool, bool, bool, str, str]:
        """On one measure as stated, then with interpreted, then on one actor; then by name."""
        alone = tuple(
            node.id not in sole[layer]
            for sole, layer in ((self.measure, False), (self.measure, True), (self.actor, True))
        )
        return (*alone, swedish_order(node.brief.sv), node.id)  # type: ignore[return-value]

    def row(self, node: Node) -> dict[str, Cell]:
        row: dict[str, Cell] = {
            "id": node.id, "label": node.brief, "full_label": node.label, "unknown": self.unknown(node.id),
            "measure_label": self.told(node.id, self.measure) or text("fragility.several"), "actor_label": self.actor_told(node.id),
        }  # fmt: skip
        for name, sole in (("measure", self.measure), ("actor", self.actor)):
            for layer, key in ((False, f"{name}_stated"), (True, name)):
                one = sole[layer].get(node.id)
                row[key], row[f"{key}_id"] = (self.graph[one].brief, one) if one else (None, None)
        return row

    def told(self, thing: str, sole: dict[bool, dict[str, str]]) -> Text | None:
        """The only one, and in words if it is so by one way of counting alone; None where there is no only one."""
        stated, every = (sole[layer].get(thing) for layer in (False, True))
        if stated and stated == every:
            return self.graph[stated].brief
        if stated:
            return text("fragility.only_stated", name=self.graph[stated].brief)
        return text("fragility.only_interpreted", name=self.graph[every].brief) if every else None

    def actor_told(self, thing: str) -> Text:
        unknown = self.unknown(thing)
        if only := self.told(thing, self.actor):
            return text("fragility.perhaps_more", name=only, count=unknown) if unknown else only
        return text("fragility.unknown" if unknown == len(self.covers[thing].every) else "fragility.several")

    def columns(self, group: str) -> tuple[Column, ...]:
        return columns(
            label=f"fragility.one_{group}", measure_label="fragility.sole_measure", actor_label="fragility.sole_actor"
        )

    def counts(self, group: str) -> tuple[Count, ...]:
        things = [node.id for node in self.of_group(group)]
        counts = []
        for key, sole in (("one_measure", self.measure), ("one_actor", self.actor)):
            stated, every = (sum(thing in sole[layer] for thing in things) for layer in (False, True))
            counts.append(
                Count(
                    key=key, label=text(f"fragility.{key}"), stated=stated, with_interpreted=every, total=len(things),
                    rule=text(f"fragility.{key}_rule"),
                )
            )  # fmt: skip
        stated, every = (len(set(self.measure[layer].values())) for layer in (False, True))
        irreplaceable = Count(
            key="irreplaceable", label=text("fragility.irreplaceable"), stated=stated, with_interpreted=every,
            total=len(self.graph.index.measures), rule=text("fragility.irreplaceable_rule"),
        )  # fmt: skip
        return (*counts, irreplaceable)

    def notes(self) -> Iterator[Text]:
        yield text("fragility.star")
        yield text("fragility.reading")
        ended = [firmness(self.graph, interpreted=layer).cancelled for layer in (False, True)]
        covering = [
            {one for cover in self.covers.values() for one in self.acting(cover, interpreted=layer)}
            for layer in (False, True)
        ]
        numbers = [len(known & acting) for known, acting in zip(ended, covering, strict=True)]
        if any(numbers):
            yield text("fragility.cancelled", count=both_ways(*numbers))
        if self.roles.lost:
            yield text("fragility.lost_responsible", count=len(self.roles.lost))
        yield from counted_apart(self.graph)

    # --- what it costs to lose each -------------------------------------------------------------------------

    def cost(self, name: str, sole: dict[bool, dict[str, str]], most: int | None) -> Table:
        """For each one that something hangs on, how many things of every group."""
        found: _Costs = defaultdict(lambda: defaultdict(int))
        for layer, ones in sole.items():
            for thing, one in ones.items():
                found[one][self.group[self.graph[thing].kind], layer] += 1
        order = sorted(found, key=lambda one: (*_dearest(found[one]), swedish_order(self.graph[one].brief.sv), one))
        rows = tuple(self.cost_row(one, found[one]) for one in order[:most])
        told = {f"{key}_both": f"effects.{key}" for key in KIND_GROUPS if any(row[f"{key}_both"] for row in rows)}
        who = "measure" if name == "measure_cost" else "fragility.actor"
        return Table(
            name=name, title=text(f"fragility.{name}"), columns=columns(label=who, **told), rows=rows,
            notes=(text(f"fragility.{name}_rule"), text("fragility.pairs"), *only_first(most, len(order), "effects.shown")),
        )  # fmt: skip

    def cost_row(self, one: str, cost: dict[tuple[str, bool], int]) -> dict[str, Cell]:
        row: dict[str, Cell] = {"id": one, "label": self.graph[one].brief, "full_label": self.graph[one].label}
        for key in KIND_GROUPS:
            stated, every = (cost.get((key, layer), 0) for layer in (False, True))
            row |= {f"{key}_stated": stated, key: every}
            row[f"{key}_both"] = text("fragility.pair", stated=stated, every=every) if stated or every else None
        return row


def _dearest(cost: dict[tuple[str, bool], int]) -> tuple[int, ...]:
    return tuple(-cost.get((key, layer), 0) for key in KIND_GROUPS for layer in (False, True))


def _head(rows: Sequence[dict[str, Cell]], most: int | None) -> Iterable[dict[str, Cell]]:
    return rows if most is None else rows[:most]
