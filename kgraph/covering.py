"""Who covers what: for each cause, area, goal, target group and problem the measures behind it, and its state.

A cause is covered by the measures that address or strengthen it, themselves or by a part; an area, a target group or a
problem by the measures that touch it (`kgraph.ways`); a goal by the measures that pursue it.

The precedence of the states is that of `STATES`, from nothing to most; `_state` is the one place that decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kgraph import measure_links
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Count, Measure
from kgraph.wording import text

__all__ = ["COVERABLE", "STATES", "Cover", "State", "covers", "figures"]

State = Literal["uncovered", "accepted_gap", "planned_only", "interpreted_only", "unassigned_only", "one", "several"]

STATES: tuple[State, ...] = (
    "uncovered", "accepted_gap", "interpreted_only", "planned_only", "unassigned_only", "one", "several",
)  # fmt: skip
"""Every state, from the barest gap to the best cover: a measure more never moves a thing to the left."""

COVERABLE: tuple[str, ...] = ("Cause", *AREA_KINDS, "Goal", "TargetGroup", "Problem")
"""The kinds of things that can be covered."""

_NOT_BEGUN = ("planned", "proposed")


@dataclass(frozen=True)
class Cover:
    """Who covers one thing: ids of measures by stated and confirmed links, and with interpreted ones, both sorted."""

    thing: str
    stated: tuple[str, ...]
    every: tuple[str, ...]
    state: State


def covers(graph: KnowledgeGraph, *kinds: str, on: date | None = None) -> dict[str, Cover]:
    """The cover of every thing of the kinds (all of `COVERABLE` when none is named), by its id in the order of ids.

    `on` is the day that accepted gaps are judged by; without it every accepted gap holds.
    """
    del on  # no kind of accepted gap is known yet
    wanted = kinds or COVERABLE
    stated, every = (
        {one: found for kind in wanted for one, found in _found(graph, kind, layer)} for layer in (False, True)
    )
    planned = {one.id for one in _measures(graph) if one.measure_status in _NOT_BEGUN}
    bare = {one.id for one in _measures(graph) if _unassigned(graph, one)}
    return {
        one: Cover(one, stated[one], every[one], _state(stated[one], every[one], planned, bare, accepted=False))
        for one in sorted(every)
    }


def figures(graph: KnowledgeGraph, on: date | None = None) -> tuple[Count, ...]:
    """The headline figures of causes and areas, each with its rule."""
    made = []
    for key, kinds in (("causes", ("Cause",)), ("areas", AREA_KINDS)):
        known = covers(graph, *kinds, on=on).values()
        made.append(
            Count(
                key=f"nominal_{key}", label=text("coverage.causes"), stated=sum(bool(one.stated) for one in known),
                with_interpreted=sum(bool(one.every) for one in known), total=len(known), rule=text("coverage.causes_rule"),
            )
        )  # fmt: skip
    return tuple(made)


def _measures(graph: KnowledgeGraph) -> Iterator[Measure]:
    return (node for node in graph if isinstance(node, Measure))


def _unassigned(graph: KnowledgeGraph, measure: Measure) -> bool:
    """Whether a measure never got an actor or a time; what the text is known to have lost does not count as missing."""
    if measure_links.has_time(measure) or {"responsible", "actors", "time"} & set(measure.unknown):
        return False
    return not measure_links.actors(graph, measure.id)


def _found(graph: KnowledgeGraph, kind: str, interpreted: bool) -> Iterator[tuple[str, tuple[str, ...]]]:  # noqa: FBT001
    """Each thing of a kind with the measures that cover it."""
    if kind in ("Cause", "Goal"):
        pairs = graph.index.addressing(interpreted=interpreted) if kind == "Cause" else _pursuing(graph, interpreted)
        found: Mapping[str, set[str]] = defaultdict(set)
        for measure, thing in pairs:
            found[thing].add(measure)
        yield from ((node.id, tuple(sorted(found[node.id]))) for node in graph.of_kind(kind))
    else:
        for node in graph.of_kind(kind):
            yield node.id, graph.index.touching(node.id, interpreted=interpreted)


def _pursuing(graph: KnowledgeGraph, interpreted: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    for link in graph.links:
        if link.relation == "pursues" and (link.counts if interpreted else link.counts_as_stated):
            if graph[link.source].kind == "Measure":
                yield link.source, link.target


def _state(
    stated: tuple[str, ...], every: tuple[str, ...], planned: set[str], bare: set[str], *, accepted: bool
) -> State:
    """The state of a thing: what nothing covers first, then what covers it on paper only, then how many do."""
    if not every:
        return "accepted_gap" if accepted else "uncovered"
    if not stated:
        return "interpreted_only"
    acting = [one for one in stated if one not in planned]
    if not acting:
        return "planned_only"
    if all(one in bare for one in acting):
        return "unassigned_only"
    return "several" if len(acting) > 1 else "one"
