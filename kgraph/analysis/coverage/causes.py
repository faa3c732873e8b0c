"""Causes with their areas, measures and actors, counted both ways; the areas; the gaps both ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

from kgraph import ways
from kgraph.analysis.coverage.overview import (
    accepted_table,
    described,
    figures_table,
    in_state,
    in_state_count,
    only_seems,
    states_table,
)
from kgraph.covering.firmness import firmness
from kgraph.covering.id_pairs import id_pairs
from kgraph.covering.states import Cover, StateAsked, acceptances, covers
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.model import AREA_KINDS, Cause, Cell, Count, LazyRows, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import beside, origins, speakers, standings, stands_beside
from kgraph.wording import columns, text

__all__ = ["of_causes"]

_LAYERS = (False, True)


def of_causes(
    graph: KnowledgeGraph, area: str | None, state: StateAsked | None, on: date | None, *, inherit: bool
) -> Table:
    """The table of causes; with `area` (a name) those that drive it, with `state` those in it."""
    counts = _Counts(graph, graph.resolve(area, AREA_KINDS) if area else None, on, inherit=inherit)
    shown = in_state(graph, (counts.covers[cause.id] for cause in counts.causes), state, on)
    rows = tuple(counts.cause_row(cause) | shown[cause.id] for cause in _in_order(map(graph.__getitem__, shown)))
    counted = in_state_count(rows, state, graph.ontology.kinds["Cause"].plural, len(counts.causes))
    asked = {"in_state_label": "in_state"} if state else {}
    decided = {"decision": "decision"} if any(row["decision"] for row in rows) else {}
    whole = () if area else (states_table(graph, on, inherit=inherit), figures_table(graph, on, inherit=inherit))
    return Table(
        name="coverage", title=counts.title(), rows=rows,
        columns=columns(
            label="cause", areas="areas", measures_stated="measures_stated", measures="measures_all", **counts.told,
            actors_stated="actors_stated", actors="actors_all", state_label="state", **asked, **decided,
        ),
        counts=(*counted, *counts.totals()), notes=(text("coverage.actors_rule"), *counts.notes()),
        also=(counts.areas(), counts.gap_causes(), *counts.seeming(), counts.gap_measures(), *accepted_table(graph, on, inherit=inherit), *whole),
    )  # fmt: skip


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (swedish_order(node.brief.sv), node.id))


def _is_put_off(cause: Node) -> bool:
    """Whether a source gives a placeholder for a cause."""
    return isinstance(cause, Cause) and bool(cause.told("stand_in", interpreted=False))


class _Counts:
    """Which measures act on which cause, which actors stand behind which measure, in both ways of counting."""

    def __init__(self, graph: KnowledgeGraph, area: Node | None, on: date | None, *, inherit: bool) -> None:
        self.graph = graph
        self.area = area
        self.areas_told = (area,) if area else graph.of_kind(*AREA_KINDS)
        self.covers = covers(graph, "Cause", on=on, inherit=inherit)
        self.worth = firmness(graph, interpreted=False, on=on)
        self.covers_areas = covers(graph, *AREA_KINDS, on=on, inherit=inherit)
        self.accepted = acceptances(graph, on)
        self.linked = [{one for one, _ in graph.index.addressing(interpreted=layer)} for layer in _LAYERS]
        self.causes_of_area = [self._causes_of_area(interpreted=layer) for layer in _LAYERS]
        driving = self.causes_of_area[True][area.id] if area else set(graph.nodes)
        touching = set(graph.index.touching(area.id, interpreted=True)) if area else set(graph.nodes)
        self.causes = tuple(cause for cause in graph.of_kind("Cause") if cause.id in driving)
        self.measures = tuple(measure for measure in graph.of_kind("Measure") if measure.id in touching)
        self.actors_of = [self._actors_of(interpreted=layer) for layer in _LAYERS]
        self.areas_of_cause = self._areas_of_cause()
        self.beside = standings(graph)
        self.away = [
            {one for one, why in self.beside.items() if stands_beside(why, interpreted=layer)} for layer in _LAYERS
        ]
        """The measures that stand beside the plans, in both ways of counting."""
        self.origins = origins(graph)
        first = {
            id(plans): one for one, plans in reversed(self.origins.items())
        }  # those of the same origin share one tuple
        self.origin_of = {one: first[id(plans)] for one, plans in self.origins.items()}
        """For each measure the first that comes from where it does."""
        self.told = {
            **({"outside_both": "outside"} if self.beside else {}),
            **({"plans": "plans"} if len(first) > 1 else {}),
        }
        """The further columns: those that have something to tell."""

    def title(self) -> Text:
        return text("coverage.title_of", area=self.area.brief) if self.area else text("coverage.title")

    def _causes_of_area(self, *, interpreted: bool) -> dict[str, set[str]]:
        causes = {cause.id for cause in self.graph.of_kind("Cause")}
        index = self.graph.index
        return {
            area.id: causes & set(index.driving(area.id, interpreted=interpreted))
            for area in self.graph.of_kind(*AREA_KINDS)
        }

    def _actors_of(self, *, interpreted: bool) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for actor in self.graph.of_kind("Actor"):
            for measure in self.graph.index.touching(actor.id, interpreted=interpreted):
                found[measure].add(actor.id)
        return found

    @cached_property
    def actors_of_areas(self) -> list[dict[str, int]]:
        """How many actors share a measure with each area."""
        areas, actors = ([node.id for node in self.graph.of_kind(*kinds)] for kinds in (AREA_KINDS, ("Actor",)))
        shared = (self.graph.index.shared(areas, actors, interpreted=layer) for layer in _LAYERS)
        return [dict(zip(areas, (found > 0).sum(axis=1).tolist(), strict=True)) for found in shared]

    @cached_property
    def at_home(self) -> list[Counter[str]]:
        """How many measures are at home in each area."""
        pairs = (id_pairs(self.graph, ways.HOME, interpreted=layer) for layer in _LAYERS)
        return [Counter(area for _, area in found) for found in pairs]

    def _areas_of_cause(self) -> dict[str, tuple[Text, ...]]:
        found: dict[str, list[Text]] = defaultdict(list)
        for area in _in_order(self.graph.of_kind(*AREA_KINDS)):
            for cause in self.causes_of_area[True][area.id]:
                found[cause].append(area.brief)
        return {cause: tuple(areas) for cause, areas in found.items()}

    def where(self, cover: Cover) -> dict[str, Cell]:
        """What is told of the origin of the measures behind a thing: the plans they come from, and how many stand beside those."""
        shared = dict.fromkeys(map(self.origin_of.__getitem__, cover.every))
        stated, every = (
            len(away.intersection(ones)) for away, ones in zip(self.away, (cover.stated, cover.every), strict=True)
        )
        plans = sorted({plan.brief.sv: plan.brief for one in shared for plan in self.origins[one]}.items())
        return {
            "outside_stated": stated,
            "outside": every,
            "outside_both": both_ways(stated, every),
            "plans": tuple(plan for _, plan in plans),
        }

    def notes(self) -> tuple[Text, ...]:
        """How many measures stand beside the plans; nothing where none does."""
        told = [self.beside[measure.id] for measure in self.measures if measure.id in self.beside]
        return (text("coverage.beside", **beside(told), total=len(self.measures)),) if told else ()

    def actors(self, measures: Iterable[str], *, interpreted: bool) -> int:
        return len(set[str]().union(*(self.actors_of[interpreted].get(measure, ()) for measure in measures)))

    def cause_row(self, cause: Node) -> dict[str, Cell]:
        cover = self.covers[cause.id]
        return {
            "id": cause.id, "label": cause.brief, "full_label": cause.label, "areas": self.areas_of_cause.get(cause.id, ()),
            "measures_stated": len(cover.stated), "measures": len(cover.every), "measure_ids": cover.every, **self.where(cover),
            "actors_stated": self.actors(cover.stated, interpreted=False), "actors": self.actors(cover.every, interpreted=True),
            **described(cover, self.worth, self.accepted), **self.put_off(cause),
        }  # fmt: skip

    def put_off(self, cause: Node) -> dict[str, Cell]:
        """That a cause is a placeholder itself, with its state in words; nothing for one that is a cause."""
        if not _is_put_off(cause):
            return {}
        state = described(self.covers[cause.id], self.worth, self.accepted)["state_label"]
        return {"state_label": text("covering.put_off", state=state)}

    def seeming(self) -> tuple[Table, ...]:
        """The causes that only seem to be covered: by stand-ins or cancelled measures alone, or being placeholders themselves."""
        found = [one for one in self.causes if only_seems(self.covers[one.id], self.worth) or _is_put_off(one)]

        def row(cause: Node) -> dict[str, Cell]:
            told = self.cause_row(cause)
            return {
                **{key: told[key] for key in ("id", "label", "full_label", "areas", "state_label")},
                "measures": tuple(self.graph[one].brief for one in self.covers[cause.id].every),
            }

        headings = {"full_label": "cause", "label": "covering.short_name", "state_label": "state", "measures": "covering.by_what"}  # fmt: skip
        return (self._gaps("seeming", found, row, **headings),) if found else ()

    def totals(self) -> tuple[Count, ...]:
        told = [self.covers[cause.id] for cause in self.causes]
        covered = (sum(bool(one.stated) for one in told), sum(bool(one.every) for one in told))
        linked = [sum(measure.id in self.linked[layer] for measure in self.measures) for layer in _LAYERS]
        areas = [self.covers_areas[one.id] for one in self.areas_told]
        touched = (sum(bool(one.stated) for one in areas), sum(bool(one.every) for one in areas))
        return (
            _count("causes", covered, len(self.causes)),
            _count("measures", linked, len(self.measures)),
            Count(
                key="areas", label=text("coverage.areas_count"), stated=touched[0], with_interpreted=touched[1],
                total=len(areas), rule=text("coverage.areas_rule"),
            ),
            *self.planned(),
        )  # fmt: skip

    def planned(self) -> tuple[Count, ...]:
        """The counts of causes and measures without what stands beside the plans; nothing where nothing does."""
        if not self.beside:
            return ()
        told = [(self.covers[cause.id].stated, self.covers[cause.id].every) for cause in self.causes]
        causes = [sum(any(one not in self.away[layer] for one in both[layer]) for both in told) for layer in _LAYERS]
        acting = [{measure.id for measure in self.measures} - self.away[layer] for layer in _LAYERS]
        linked = [len(acting[layer] & self.linked[layer]) for layer in _LAYERS]
        return tuple(
            Count(
                key=f"planned_{key}", label=text(f"coverage.planned_{key}"), stated=numbers[0], with_interpreted=numbers[1],
                total=total, rule=text("coverage.planned_rule"),
            )
            for key, numbers, total in (("causes", causes, len(self.causes)), ("measures", linked, len(acting[False])))
        )  # fmt: skip

    def areas(self) -> Table:
        ordered = _in_order(self.areas_told)
        rows: Any = LazyRows(len(ordered), lambda place: self._area_row(ordered[place]))
        headings = columns(
            label="area", home_both="home_measures", measures_stated="measures_stated", measures="measures_all", **self.told,
            causes_stated="causes_stated", causes_total_stated="causes_total_stated", causes="causes_all", causes_total="causes_total",
            actors_stated="actors_stated", actors="actors_all",
        )  # fmt: skip
        return Table(
            name="areas",
            title=text("coverage.areas"),
            columns=headings,
            rows=rows,
            notes=(text("coverage.areas_rule"),),
        )

    def _area_row(self, area: Node) -> dict[str, Cell]:
        cover = self.covers_areas[area.id]
        causes = [self.causes_of_area[layer][area.id] for layer in _LAYERS]
        homes = [self.at_home[layer][area.id] for layer in _LAYERS]
        return {
            "id": area.id, "label": area.brief, "full_label": area.label, "home_measures_stated": homes[0], "home_measures": homes[1],
            "home_both": both_ways(*homes), "causes_total_stated": len(causes[0]),
            "measures_stated": len(cover.stated), "measures": len(cover.every), **self.where(cover),
            "causes_stated": sum(bool(self.covers[one].stated) for one in causes[0]),
            "causes": sum(bool(self.covers[one].every) for one in causes[1]), "causes_total": len(causes[1]),
            "actors_stated": self.actors_of_areas[False][area.id], "actors": self.actors_of_areas[True][area.id],
        }  # fmt: skip

    def gap_causes(self) -> Table:
        gaps = [cause for cause in self.causes if self.covers[cause.id].state == "uncovered"]
        told = cache(lambda: speakers(self.graph, (cause.id for cause in gaps)))

        def row(cause: Node) -> dict[str, Cell]:
            return {
                "id": cause.id, "label": cause.brief, "full_label": cause.label, "areas": self.areas_of_cause.get(cause.id, ()),
                "plans": tuple(one.brief for one in told()[cause.id]),
            }  # fmt: skip

        return self._gaps(
            "gap_causes",
            gaps,
            row,
            full_label="cause",
            label="covering.short_name",
            areas="areas",
            **self._who("told_by"),
        )

    def gap_measures(self) -> Table:
        gaps = [measure for measure in self.measures if measure.id not in self.linked[True]]
        homes = self._homes(measure.id for measure in gaps)

        def row(measure: Node) -> dict[str, Cell]:
            return {
                "id": measure.id, "label": measure.brief, "full_label": measure.label, "home": tuple(self.graph[area].brief for area in homes[measure.id]),
                "plans": tuple(one.brief for one in self.origins[measure.id]),
                "standing": tuple(text(f"standing.{one}") for one in self.beside.get(measure.id, ())),
            }  # fmt: skip

        standing = {"standing": "standing"} if any(measure.id in self.beside for measure in gaps) else {}
        return self._gaps(
            "gap_measures",
            gaps,
            row,
            full_label="measure",
            label="covering.short_name",
            home="home",
            **self._who("plan"),
            **standing,
        )

    def _who(self, heading: str) -> dict[str, str]:
        """The column of plans under a heading, where there is more than one to tell."""
        return {"plans": heading} if "plans" in self.told else {}

    def _homes(self, measures: Iterable[str]) -> dict[str, list[str]]:
        """The home areas of some measures, stated or interpreted."""
        found: dict[str, list[str]] = {one: [] for one in measures}
        for measure, area in id_pairs(self.graph, ways.HOME, interpreted=True):
            if measure in found:
                found[measure].append(area)
        return found

    @staticmethod
    def _gaps(name: str, gaps: Sequence[Node], row: Callable[[Node], dict[str, Cell]], **headings: str) -> Table:
        ordered = sorted(gaps, key=lambda node: (swedish_order(node.label.sv), node.id))
        rows: Any = LazyRows(len(ordered), lambda place: row(ordered[place]))  # pydantic would make them all
        return Table(
            name=name, title=text(f"coverage.{name}"), columns=columns(**headings), rows=rows,
            notes=(text(f"coverage.{name}_rule" if gaps else f"coverage.{name}_none"),),
        )  # fmt: skip


def _count(key: str, numbers: Sequence[int], total: int) -> Count:
    return Count(
        key=key, label=text(f"coverage.{key}"), stated=numbers[0], with_interpreted=numbers[1], total=total,
        rule=text(f"coverage.{key}_rule"),
    )  # fmt: skip
