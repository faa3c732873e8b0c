"""Has every cause a measure?  Causes and areas with their measures and actors, counted both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Node, Table, Text, cell_text
from kgraph.names import swedish_order
from kgraph.scope import origin, speakers, standings
from kgraph.wording import columns, text

__all__ = ["coverage"]

_Sets = Mapping[str, set[str]]


def coverage(graph: KnowledgeGraph, *, area: str | None = None) -> Table:
    """For each cause: the areas it drives, and the measures and actors that act on it, stated and with interpreted.

    A cause counts as covered only through a measure → cause link.  Rows are causes (`state` is "uncovered",
    "interpreted_only" or "covered"); `also` holds the tables `areas`, `gap_causes` (causes without a measure) and
    `gap_measures` (measures without a cause).  Each count carries its rule.

    Where measures come from several plans, rows say which (`plans`; for causes without a measure, who speaks of them).
    Measures outside the plans and proposals are counted; `outside` says how many of a row's measures they are, and the
    counts `planned_causes` and `planned_measures` leave them out.
    With `area` only the causes that drive it, directly or through other causes, and the measures that touch it, both as
    counted with interpreted links.  Raises `UnknownName` or `AmbiguousName` for its name.
    """
    counts = _Counts(graph, graph.resolve(area, AREA_KINDS) if area else None)
    rows = tuple(counts.cause_row(cause) for cause in _in_order(counts.causes))
    return Table(
        name="coverage", title=counts.title(), rows=rows,
        columns=columns(
            label="cause", areas="areas", measures_stated="measures_stated", measures="measures_all", **counts.told,
            actors_stated="actors_stated", actors="actors_all", state_label="state",
        ),
        counts=counts.totals(), notes=(text("coverage.actors_rule"), *counts.notes()),
        also=(counts.areas(), counts.gap_causes(), counts.gap_measures()),
    )  # fmt: skip


def _in_order(nodes: Iterable[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: (swedish_order(node.brief.sv), node.id))


class _Counts:
    """Which measures act on which cause, which actors stand behind which measure, in both ways of counting."""

    def __init__(self, graph: KnowledgeGraph, area: Node | None = None) -> None:
        self.graph = graph
        self.area = area
        self.areas_told = (area,) if area else graph.of_kind(*AREA_KINDS)
        self.measures_of = {layer: self._measures_of(interpreted=layer) for layer in (False, True)}
        self.causes_of_area = {layer: self._causes_of_area(interpreted=layer) for layer in (False, True)}
        driving = self.causes_of_area[True][area.id] if area else set(graph.nodes)
        touching = set(graph.index.touching(area.id, interpreted=True)) if area else set(graph.nodes)
        self.causes = tuple(cause for cause in graph.of_kind("Cause") if cause.id in driving)
        self.measures = tuple(measure for measure in graph.of_kind("Measure") if measure.id in touching)
        self.actors_of = {layer: self._actors_of(interpreted=layer) for layer in (False, True)}
        self.beside = standings(graph)
        self.origins: dict[str, tuple[Text, ...]] = {
            one: tuple(plan.brief for plan in origin(graph, one)) for one in graph.index.measures
        }
        several = len(set(self.origins.values())) > 1
        self.told = {**({"outside": "outside"} if self.beside else {}), **({"plans": "plans"} if several else {})}
        """The further columns: those that have something to tell."""

    def title(self) -> Text:
        return text("coverage.title_of", area=self.area.brief) if self.area else text("coverage.title")

    def _measures_of(self, *, interpreted: bool) -> _Sets:
        found: dict[str, set[str]] = defaultdict(set)
        for measure, cause in self.graph.index.addressing(interpreted=interpreted):
            found[cause].add(measure)
        return found

    def _causes_of_area(self, *, interpreted: bool) -> _Sets:
        return {
            area.id: {
                c for c in self.graph.index.driving(area.id, interpreted=interpreted) if self.graph[c].kind == "Cause"
            }
            for area in self.graph.of_kind(*AREA_KINDS)
        }

    def _actors_of(self, *, interpreted: bool) -> _Sets:
        found: dict[str, set[str]] = defaultdict(set)
        for actor in self.graph.of_kind("Actor"):
            for measure in self.graph.index.touching(actor.id, interpreted=interpreted):
                found[measure].add(actor.id)
        return found

    def where(self, measures: Iterable[str]) -> dict[str, Cell]:
        """What is told of the origin of some measures: the plans they come from, and how many stand beside those."""
        ones = sorted(measures)
        plans = sorted({plan.sv: plan for one in ones for plan in self.origins[one]}.items())
        return {"outside": sum(one in self.beside for one in ones), "plans": tuple(plan for _, plan in plans)}

    def notes(self) -> tuple[Text, ...]:
        """How many measures stand beside the plans; nothing where none does."""
        told = [self.beside[measure.id] for measure in self.measures if measure.id in self.beside]
        outside, proposed = (sum(why in one for one in told) for why in ("outside", "proposed"))
        total = len(self.measures)
        return (text("coverage.beside", outside=outside, proposed=proposed, total=total),) if told else ()

    def actors(self, measures: Iterable[str], *, interpreted: bool) -> int:
        return len(set[str]().union(*(self.actors_of[interpreted].get(measure, set()) for measure in measures)))

    def state(self, cause: str) -> str:
        if self.measures_of[False].get(cause):
            return "covered"
        return "interpreted_only" if self.measures_of[True].get(cause) else "uncovered"

    def areas_of(self, cause: str) -> tuple[Text, ...]:
        areas = [self.graph[area] for area, causes in self.causes_of_area[True].items() if cause in causes]
        return tuple(area.brief for area in _in_order(areas))

    def cause_row(self, cause: Node) -> dict[str, Cell]:
        stated, every = (self.measures_of[layer].get(cause.id, set()) for layer in (False, True))
        state = self.state(cause.id)
        return {
            "id": cause.id, "label": cause.brief, "full_label": cause.label, "areas": self.areas_of(cause.id),
            "measures_stated": len(stated), "measures": len(every), "measure_ids": tuple(sorted(every)), **self.where(every),
            "actors_stated": self.actors(stated, interpreted=False), "actors": self.actors(every, interpreted=True),
            "state": state, "state_label": text(f"coverage.{state}"),
        }  # fmt: skip

    def totals(self) -> tuple[Count, ...]:
        with_cause = [set[str]().union(*self.measures_of[layer].values()) for layer in (False, True)]
        covered = [sum(bool(self.measures_of[layer].get(cause.id)) for cause in self.causes) for layer in (False, True)]
        linked = [sum(measure.id in found for measure in self.measures) for found in with_cause]
        touched = [
            sum(self.graph.index.count(area.id, interpreted=layer) > 0 for area in self.areas_told)
            for layer in (False, True)
        ]
        return (
            _count("causes", covered, len(self.causes)),
            _count("measures", linked, len(self.measures)),
            Count(
                key="areas", label=text("coverage.areas_count"), stated=touched[0], with_interpreted=touched[1],
                total=len(self.areas_told), rule=text("coverage.areas_rule"),
            ),
            *self.planned(),
        )  # fmt: skip

    def planned(self) -> tuple[Count, ...]:
        """The counts of causes and measures without what stands beside the plans; nothing where nothing does."""
        if not self.beside:
            return ()
        causes, linked = [], []
        for layer in (False, True):
            acting = {cause: ones - self.beside.keys() for cause, ones in self.measures_of[layer].items()}
            causes.append(sum(bool(acting.get(cause.id)) for cause in self.causes))
            linked.append(sum(measure.id in set[str]().union(*acting.values()) for measure in self.measures))
        rule = text("coverage.planned_rule")
        planned = sum(measure.id not in self.beside for measure in self.measures)
        totals = {"causes": len(self.causes), "measures": planned}
        return tuple(
            Count(
                key=f"planned_{key}", label=text(f"coverage.planned_{key}"), stated=numbers[0], with_interpreted=numbers[1],
                total=totals[key], rule=rule,
            )
            for key, numbers in (("causes", causes), ("measures", linked))
        )  # fmt: skip

    def areas(self) -> Table:
        rows = tuple(self._area_row(area) for area in _in_order(self.areas_told))
        headings = columns(
            label="area", home_measures="home_measures", measures_stated="measures_stated", measures="measures_all", **self.told,
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
        causes = self.causes_of_area[True][area.id]
        touching = [self.graph.index.touching(area.id, interpreted=layer) for layer in (False, True)]
        home = {link.source for link in self.graph.incoming(area.id, ways.HOME) if link.counts_as_stated}
        covered = [self.covered(self.causes_of_area[layer][area.id], interpreted=layer) for layer in (False, True)]
        return {
            "id": area.id, "label": area.brief, "full_label": area.label, "home_measures": len(home),
            "causes_total_stated": len(self.causes_of_area[False][area.id]),
            "measures_stated": len(touching[0]), "measures": len(touching[1]), **self.where(touching[1]), "causes_stated": covered[0],
            "causes": covered[1], "causes_total": len(causes),
            "actors_stated": self.actors(touching[0], interpreted=False), "actors": self.actors(touching[1], interpreted=True),
        }  # fmt: skip

    def covered(self, causes: Iterable[str], *, interpreted: bool) -> int:
        return sum(bool(self.measures_of[interpreted].get(cause)) for cause in causes)

    def gap_causes(self) -> Table:
        gaps = [cause for cause in self.causes if self.state(cause.id) == "uncovered"]
        told = speakers(self.graph, (cause.id for cause in gaps))
        rows: list[dict[str, Cell]] = [
            {
                "id": cause.id, "label": cause.brief, "full_label": cause.label, "areas": self.areas_of(cause.id),
                "plans": tuple(one.brief for one in told[cause.id]),
            }
            for cause in _in_order(gaps)
        ]  # fmt: skip
        return self._gaps("gap_causes", rows, full_label="cause", areas="areas", **self._who("told_by"))

    def gap_measures(self) -> Table:
        linked = set[str]().union(*self.measures_of[True].values())
        gaps = [measure for measure in self.measures if measure.id not in linked]
        rows: list[dict[str, Cell]] = [
            {
                "id": measure.id, "label": measure.brief, "full_label": measure.label, "home": self._home(measure.id),
                "plans": self.origins[measure.id],
                "standing": tuple(text(f"standing.{one}") for one in self.beside.get(measure.id, ())),
            }
            for measure in _in_order(gaps)
        ]  # fmt: skip
        standing = {"standing": "standing"} if any(row["standing"] for row in rows) else {}
        return self._gaps("gap_measures", rows, full_label="measure", home="home", **self._who("plan"), **standing)

    def _who(self, heading: str) -> dict[str, str]:
        """The column of plans under a heading, where there is more than one to tell."""
        return {"plans": heading} if "plans" in self.told else {}

    def _home(self, measure: str) -> tuple[Text, ...]:
        return tuple(self.graph[link.target].brief for link in self.graph.outgoing(measure, ways.HOME) if link.counts)

    @staticmethod
    def _gaps(name: str, rows: list[dict[str, Cell]], **headings: str) -> Table:
        rows.sort(key=lambda row: swedish_order(cell_text(row["full_label"])))
        return Table(
            name=name, title=text(f"coverage.{name}"), columns=columns(**headings), rows=tuple(rows),
            notes=(text(f"coverage.{name}_rule"),),
        )  # fmt: skip


def _count(key: str, numbers: Sequence[int], total: int) -> Count:
    return Count(
        key=key, label=text(f"coverage.{key}"), stated=numbers[0], with_interpreted=numbers[1], total=total,
        rule=text(f"coverage.{key}_rule"),
    )  # fmt: skip
