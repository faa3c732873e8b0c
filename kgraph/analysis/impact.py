"""What does acting here lead to?  The reach of a measure, a cause or a problem over chains of causes, with its paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from kgraph.asking.asked import asked
from kgraph.collector import collector_put_off
from kgraph.effects.reach import (
    MOST_PATHS,
    Net,
    Way,
    chain,
    effects,
    has_strengths,
    numbers_of_paths,
    shortest,
    simple_paths,
)
from kgraph.effects.strength import Strength, noisy_or, product
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import sources_alone
from kgraph.measures.rows import only_first
from kgraph.model import AREA_KINDS, Cell, Column, Count, LazyRows, Node, Path, Table, Text
from kgraph.names import swedish_order
from kgraph.paths.chains import in_words, nearness, strength_in_words, weighed
from kgraph.wording import columns, text

__all__ = ["COMBINE", "Combine", "impact"]

Combine = Literal["steps", "product", "noisy-or"]
COMBINE: tuple[Combine, ...] = ("steps", "product", "noisy-or")
"""How the strengths of links are put together; `steps` only counts links."""

_ACTING = ("Measure", "SubActivity", "Cause", "Problem")
_REACHED = (*AREA_KINDS, "Cause", "Problem", "TargetGroup", "Goal")


@collector_put_off()
def impact(
    graph: KnowledgeGraph, name: str, *, combine: Combine = "steps", paths: bool = False, most: int | None = None
) -> Table:
    """What a measure, a sub-activity, a cause or a problem leads to: areas, causes, problems, target groups and goals.

    A row is a thing that is reached: `id`, `kind`, `label`, `steps` (links on the best path: a stated one before an
    interpreted, then the shortest), `basis`, `paths_stated` and `paths_all` (how many paths pass no thing twice; a
    text "at least 100" where the search was ended), `best` (that path) and `how`: it again, or with `paths` every path.  With
    `combine` "product" or "noisy-or" `how` is the paths that give the numbers, each step of a path has a `strength`, and there are `strength_stated` and `strength`, from 0 to 1, and `strength_known`: whether
    it is exact; see `kgraph.effects.strength` for both rules.  Where no link carries a strength, steps are counted and that is said.

    For a cause `also` holds the measures on it.  `most` is how many rows are shown; counts are over all.  Raises
    `UnknownName`, `AmbiguousName`, or `UsageError` for a thing of a kind that does not act on others and for another `combine`.
    """
    start = asked(graph, name, _ACTING, "impact.not_acting")
    reach = _Reach(graph, start, combine=combine, all_paths=paths)
    things = reach.things()
    shown = things if most is None else things[:most]
    rows: Any = LazyRows(len(shown), lambda place: reach.row(shown[place]))  # pydantic would make them all
    return Table(
        name="impact", title=text("impact.title", thing=start.label), columns=reach.columns(), rows=rows,
        counts=reach.counts(), notes=reach.notes(len(shown), len(things)),
        also=(_measures_on(graph, start, most),) if start.kind == "Cause" else (),
    )  # fmt: skip


class _Reach:
    """What one thing reaches, by both ways of counting."""

    def __init__(self, graph: KnowledgeGraph, start: Node, *, combine: Combine, all_paths: bool) -> None:
        self.graph, self.start, self.all_paths = graph, start, all_paths
        self.nets: dict[bool, Net] = {
            layer: effects(graph, start.id, interpreted=layer) for layer in (False, True)
        }  # fmt: skip
        self.best = {layer: shortest(net, start.id) for layer, net in self.nets.items()}
        self.paths = {layer: numbers_of_paths(net, start.id) for layer, net in self.nets.items()}
        self.lacks_strengths = combine != "steps" and not has_strengths(graph)
        self.combine: Combine = "steps" if self.lacks_strengths else combine
        self.products = {layer: product(net, start.id) for layer, net in self.nets.items()} if self.weighs else {}

    @property
    def weighs(self) -> bool:
        return self.combine != "steps"

    def reached(self, kinds: Sequence[str], *, interpreted: bool) -> list[str]:
        found = (one for one in self.best[interpreted] if one in self.graph and one != self.start.id)
        return [one for one in found if self.graph[one].kind in kinds]

    def things(self) -> list[str]:
        """Everything that is reached: areas first, then by kind; stated before interpreted, near before far."""
        return sorted(self.reached(_REACHED, interpreted=True), key=self._order)

    def _order(self, thing: str) -> tuple[int, bool, int, str, str]:
        node = self.graph[thing]
        group = 0 if node.kind in AREA_KINDS else _REACHED.index(node.kind)
        return group, thing not in self.best[False], len(self.way(thing)), swedish_order(node.brief.sv), thing

    def way(self, thing: str) -> Way:
        """The best path: the shortest stated one, else the shortest."""
        return self.best[False].get(thing) or self.best[True][thing]

    def path(self, way: Way, *, interpreted: bool) -> Path:
        net = self.nets[interpreted]
        path = in_words(self.graph, self.start.id, chain(net, way))
        return (
            weighed(self.graph, path, [net[here][there].strength for here, there in pairwise(way)])
            if self.weighs
            else path
        )

    def row(self, thing: str) -> dict[str, Cell]:
        node, way, stated = self.graph[thing], self.way(thing), thing in self.best[False]
        basis, steps = "stated" if stated else "interpreted", len(way) - 1
        best = self.path(way, interpreted=not stated)
        confirmed = stated and any(step.status == "confirmed" for step in best.steps)
        row: dict[str, Cell] = {
            "id": thing, "kind": node.kind, "kind_label": self.graph.ontology.kinds[node.kind].label,
            "label": node.brief, "full_label": node.label, "steps": steps, "basis": basis,
            "basis_label": text("status.confirmed" if confirmed else f"basis.{basis}"),
            "directness": nearness((best,)),
            "paths_stated": _number(self.paths[False].get(thing, (0, False))),
            "paths_all": _number(self.paths[True][thing]), "best": best,
            "how": best,
        }  # fmt: skip
        if self.weighs:
            row |= self.strengths(thing)
        if self.all_paths:
            every = simple_paths(self.nets[True], self.start.id, thing).ways
            row["how"] = tuple(self.path(one, interpreted=True) for one in every) or best
        return row

    def strengths(self, thing: str) -> dict[str, Cell]:
        found = {layer: self.strength(thing, interpreted=layer) for layer in (False, True)}
        stated, every = found[False], found[True]
        if stated and every and every.value < stated.value:  # the search was ended before it came to what is stated
            found[True] = Strength(stated.value, known=False, ways=stated.ways)
        giving = [
            self.path(way, interpreted=layer)
            for layer, one in found.items()
            for way in (one.ways if one and (one.value or layer) else ())
        ]
        row: dict[str, Cell] = {"how": tuple(dict.fromkeys(giving))}
        for layer, name in ((False, "strength_stated"), (True, "strength")):
            strength = found[layer]
            row[name] = strength.value if strength and (strength.known or strength.value) else None
            row[f"{name}_known"] = bool(strength and strength.known)
            row[f"{name}_label"] = _strength(strength)
        return row

    def strength(self, thing: str, *, interpreted: bool) -> Strength | None:
        if self.combine == "noisy-or":
            return noisy_or(self.nets[interpreted], self.start.id, thing)
        return self.products[interpreted].get(thing)

    def columns(self) -> tuple[Column, ...]:
        strength = {"strength_stated_label": "strength_stated", "strength_label": "strength_all"} if self.weighs else {}
        return columns(
            label="reached", kind_label="kind", directness="directness", basis_label="basis", **strength,
            paths_stated="paths_stated", paths_all="paths_all", how="paths",
        )  # fmt: skip

    def counts(self) -> tuple[Count, ...]:
        groups = {"areas": AREA_KINDS, "causes": ("Cause",), "problems": ("Problem",)}
        if self.start.kind in ("Measure", "SubActivity"):
            groups |= {"groups": ("TargetGroup",), "goals": ("Goal",)}
        counts = []
        for key, kinds in groups.items():
            stated, every = (len(self.reached(kinds, interpreted=layer)) for layer in (False, True))
            total = len(self.graph.of_kind(*kinds))
            if total and (every or key == "areas"):
                counts.append(
                    Count(
                        key=key, label=text(f"effects.{key}"), stated=stated, with_interpreted=every, total=total,
                        rule=text(f"impact.{key}_rule"),
                    )
                )  # fmt: skip
        return tuple(counts)

    def notes(self, shown: int, total: int) -> tuple[Text, ...]:
        told = [text("impact.rule"), text("impact.paths_rule", most=MOST_PATHS)]
        if self.weighs:
            told.append(text(f"impact.rule_{self.combine.replace('-', '_')}"))
        if self.lacks_strengths:
            told.append(text("impact.no_strengths"))
        if "also_affects" in self.start.unknown:
            told.append(text("impact.lost_affects"))
        if not total:
            told.insert(0, text("impact.none"))
        return (*told, *only_first(shown, total, "effects.shown"))


def _number(found: tuple[int, bool]) -> Cell:
    count, cut = found
    return text("effects.at_least", number=count) if cut else count


def _strength(strength: Strength | None) -> Text | None:
    """A strength in words; nothing where the thing is not reached."""
    if strength is None:
        return None
    if strength.known:
        return strength_in_words(strength.value)
    return (
        text("effects.at_least", number=strength_in_words(strength.value))
        if strength.value
        else strength_in_words(None)
    )


def _measures_on(graph: KnowledgeGraph, cause: Node, most: int | None) -> Table:
    """The measures on a cause, stated ones first."""
    stated, every = (
        sorted({measure for measure, one in graph.index.addressing(interpreted=layer) if one == cause.id})
        for layer in (False, True)
    )
    known = set(stated)
    sourced = {measure for measure, one in sources_alone(graph).index.addressing(interpreted=False) if one == cause.id}
    ordered = sorted(every, key=lambda one: (one not in known, swedish_order(graph[one].brief.sv), one))
    shown = ordered if most is None else ordered[:most]
    rows = tuple(_measure_row(graph, one, stated=one in known, sourced=one in sourced) for one in shown)
    count = Count(
        key="measures", label=text("effects.measures"), stated=len(stated), with_interpreted=len(every),
        total=len(graph.index.measures), rule=text("impact.measures_rule"),
    )  # fmt: skip
    return Table(
        name="measures_on", title=text("impact.measures_on", cause=cause.brief), rows=rows, counts=(count,),
        columns=columns(label="measure", home="home", basis_label="basis"), notes=(text("impact.measures_rule"), *only_first(len(shown), len(ordered), "effects.shown")),
    )  # fmt: skip


def _measure_row(graph: KnowledgeGraph, measure: str, *, stated: bool, sourced: bool) -> dict[str, Cell]:
    basis = "stated" if stated else "interpreted"
    node = graph[measure]
    return {
        "id": measure, "label": node.brief, "full_label": node.label, "home": _homes(graph, measure), "basis": basis,
        "basis_label": text("status.confirmed" if stated and not sourced else f"basis.{basis}"),
    }  # fmt: skip


def _homes(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    homes: Iterable[str] = sorted({link.target for link in graph.outgoing(measure, "homeArea") if link.counts})
    return tuple(graph[one].brief for one in homes)
