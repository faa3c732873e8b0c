"""Which measure reaches most, and which cause drives most?  Both rankings, counted both ways."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import MeasureRows, only_first
from kgraph.model import AREA_KINDS, Cell, Count, LazyRows, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["leverage"]

_Tally = Mapping[bool, Mapping[str, int]]
"""How many things each measure (or cause) has to do with, stated (False) and with interpreted links (True)."""


@collector_put_off()
def leverage(graph: KnowledgeGraph, *, causes: bool = False, most: int | None = None) -> Table:
    """The measures by how many areas they touch, or with `causes` the causes by how many areas they drive.

    Rows of measures: `id`, `areas_stated`, `areas`, `causes_stated`, `causes`, `groups_stated`, `groups` (whole numbers;
    touched directly or over chains) and `floor` (true where the text has lost which further areas the source shows).
    Rows of causes: `areas_stated`, `areas`, `measures_stated`, `measures` (on that very cause)
    and `drives` (the areas, with interpreted links).  More areas by stated
    links come first, then more with interpreted ones, then more causes (or measures), then the name.  `most` is how
    many rows are shown; counts are over all.
    """
    return _causes(graph, most) if causes else _measures(graph, most)


def _tally(graph: KnowledgeGraph, kinds: Sequence[str]) -> _Tally:
    """How many things of the kinds each measure touches."""
    things = [thing.id for thing in graph.of_kind(*kinds)]
    counts = {layer: graph.index.tally(things, interpreted=layer).tolist() for layer in (False, True)}
    return {layer: Counter(dict(zip(graph.index.measures, found, strict=True))) for layer, found in counts.items()}


def _measures(graph: KnowledgeGraph, most: int | None) -> Table:
    tallies = {
        "areas": _tally(graph, AREA_KINDS),
        "causes": _tally(graph, ("Cause",)),
        "groups": _tally(graph, ("TargetGroup",)),
    }
    shown = _ranked(graph, graph.index.measures, tuple(tallies.values()), most)
    told = MeasureRows(graph)
    keys = [f"{key}{end}" for end in ("_stated", "") for key in tallies]
    columns_of = [tally[layer] for layer in (False, True) for tally in tallies.values()]
    numbers = list(zip(*([tally[one] for one in shown] for tally in columns_of), strict=True))
    lost = {measure.id for measure in graph.of_kind("Measure") if "also_affects" in measure.unknown}

    def row(place: int) -> dict[str, Cell]:
        node = graph[shown[place]]
        floor = node.id in lost
        return {
            **_named(node), "plan": told.plans(node.id), **dict(zip(keys, numbers[place], strict=True)),
            "floor": floor, "floor_label": text("leverage.floor") if floor else None,
        }  # fmt: skip

    rows: Any = LazyRows(len(shown), row)  # pydantic would make them all
    notes = [text("leverage.rule"), text("leverage.order")]
    if lost:
        notes.append(text("overlap.lost_affects", count=len(lost)))
    several = {"plan": "plan"} if len(set(map(told.plans, shown))) > 1 else {}
    floor = {"floor_label": "floor"} if not lost.isdisjoint(shown) else {}
    return Table(
        name="leverage", title=text("leverage.title"), rows=rows, counts=(_several_areas(graph, tallies["areas"]),),
        columns=columns(
            label="measure", **several, areas_stated="areas_touched_stated", areas="areas_touched",
            causes_stated="causes_touched_stated", causes="causes_touched", groups_stated="groups_touched_stated",
            groups="groups_touched", **floor,
        ),
        notes=(*notes, *only_first(len(shown), len(graph.index.measures), "effects.shown")),
    )  # fmt: skip


def _causes(graph: KnowledgeGraph, most: int | None) -> Table:
    causes = {cause.id for cause in graph.of_kind("Cause")}
    areas: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    on: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    drives: dict[str, list[Text]] = defaultdict(list)
    for layer in (False, True):
        for area in graph.of_kind(*AREA_KINDS):
            driving = [one for one in graph.index.driving(area.id, interpreted=layer) if one in causes]
            areas[layer].update(driving)
            for one in driving if layer else ():
                drives[one].append(area.brief)
        on[layer].update(cause for _, cause in graph.index.addressing(interpreted=layer))
    shown = _ranked(graph, sorted(causes), (areas, on), most)
    rows = tuple(
        {
            **_named(graph[one]), "areas_stated": areas[False][one], "areas": areas[True][one], "measures_stated": on[False][one],
            "measures": on[True][one],
            "drives": _in_order(drives[one]),
        }
        for one in shown
    )  # fmt: skip
    several = [sum(count > 1 for count in areas[layer].values()) for layer in (False, True)]
    count = Count(
        key="shared_causes", label=text("leverage.shared_causes"), stated=several[0], with_interpreted=several[1],
        total=len(causes), rule=text("leverage.causes_rule"),
    )  # fmt: skip
    return Table(
        name="shared_causes", title=text("leverage.causes_title"), rows=rows, counts=(count,),
        columns=columns(
            label="cause", areas_stated="areas_driven_stated", areas="areas_driven", measures_stated="measures_stated",
            measures="measures_all", drives="areas",
        ),
        notes=(text("leverage.causes_order"), *only_first(len(shown), len(causes), "effects.shown")),
    )  # fmt: skip


def _in_order(texts: list[Text]) -> tuple[Text, ...]:
    return tuple(sorted(texts, key=lambda one: swedish_order(one.sv)))


def _ranked(graph: KnowledgeGraph, ones: Sequence[str], tallies: Sequence[_Tally], most: int | None) -> list[str]:
    """The first `most` by the first tally, stated before with interpreted; then by the others; then by name."""
    columns = [tally[layer] for tally in tallies for layer in (False, True)]
    place = dict(
        zip(ones, zip(*([-column.get(one, 0) for one in ones] for column in columns), strict=True), strict=True)
    )
    if most is not None and most < len(place):
        last = heapq.nsmallest(most, place.values())[-1]
        place = {one: numbers for one, numbers in place.items() if numbers <= last}
    return sorted(place, key=lambda one: (place[one], swedish_order(graph[one].brief.sv), one))[:most]


def _several_areas(graph: KnowledgeGraph, tally: _Tally) -> Count:
    stated, every = (sum(count > 1 for count in tally[layer].values()) for layer in (False, True))
    return Count(
        key="measures", label=text("leverage.several_areas"), stated=stated, with_interpreted=every,
        total=len(graph.index.measures), rule=text("leverage.several_areas_rule"),
    )  # fmt: skip


def _named(node: Node) -> dict[str, Cell]:
    return {"id": node.id, "label": node.brief, "full_label": node.label}
