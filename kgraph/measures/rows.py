"""What a row about a measure tells wherever one is listed: its name, plan, standing, home area, time and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from types import MappingProxyType

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import indicators, indicators_of_a_shared_goal
from kgraph.model import Cell, Measure, Node, SubActivity, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins, standings
from kgraph.times.course import statuses
from kgraph.wording import text

__all__ = ["MeasureRows", "brief_names", "indicator_names", "marks", "only_first", "time_of", "told_of"]


def marks(graph: KnowledgeGraph) -> Mapping[str, tuple[str, ...]]:
    """What is told of measures wherever they are listed: their `standings`, and "cancelled" where the latest word on one is that it is,
    or "read_as_cancelled" where that is our own reading.
    """
    return graph.once("rows.marks", lambda: MappingProxyType(_marks(graph)))


def _marks(graph: KnowledgeGraph) -> dict[str, tuple[str, ...]]:
    found = standings(graph)
    for why, interpreted in (("cancelled", False), ("read_as_cancelled", True)):
        for measure, status in statuses(graph, interpreted=interpreted).items():
            if status == "cancelled" and "cancelled" not in found.get(measure, ()):
                found[measure] = (*found.get(measure, ()), why)
    return found


def _names_of(origins: Mapping[str, tuple[Node, ...]]) -> dict[str, tuple[Text, ...]]:
    names = {id(plans): tuple(one.brief for one in plans) for plans in origins.values()}
    return {measure: names[id(plans)] for measure, plans in origins.items()}


class MeasureRows:
    """The rows of a graph's measures; what all of them share is looked up once."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph

    @cached_property
    def _marks(self) -> Mapping[str, tuple[str, ...]]:
        return marks(self.graph)

    @cached_property
    def _plans(self) -> Mapping[str, tuple[Text, ...]]:
        return self.graph.once("measure_rows.plans", lambda: _names_of(origins(self.graph)))

    def plans(self, measure: str) -> tuple[Text, ...]:
        """The names of the plans that a measure comes from; measures of the same origin share one tuple."""
        return self._plans[measure]

    def brief(self, measure: str) -> dict[str, Cell]:
        """`id`, `label`, `full_label`, `plan` and `standing` of a measure, for tables of very many."""
        node = self.graph[measure]
        return {
            "id": measure, "label": node.brief, "full_label": node.label,
            "plan": self.plans(measure), "standing": told_of(self._marks.get(measure, ())),
        }  # fmt: skip

    def row(self, measure: str) -> dict[str, Cell]:
        """What `brief` gives, with `home`, `time` and `source`."""
        node = self.graph[measure]
        homes = [link.target for link in self.graph.outgoing(measure, ways.HOME) if link.counts]
        return {
            **self.brief(measure), "home": brief_names(self.graph, homes),
            "time": time_of(self.graph, node) if isinstance(node, Measure) else None,
            "source": self.graph.citation(node),
        }  # fmt: skip

    @staticmethod
    def headings(rows: Sequence[dict[str, Cell]]) -> dict[str, str]:
        """The columns that have something to tell: the plan where there are several, the standing where a row has one."""
        plan = {"plan": "plan"} if len({row["plan"] for row in rows}) > 1 else {}
        return plan | ({"standing": "standing"} if any(row["standing"] for row in rows) else {})


@cache
def told_of(standing: tuple[str, ...]) -> tuple[Text, ...]:
    """Why a measure is no part of what plans promise, in words."""
    return tuple(text(f"standing.{one}") for one in standing)


def brief_names(graph: KnowledgeGraph, ids: Iterable[str]) -> tuple[Text, ...]:
    """The short labels of some things, each once, in Swedish order."""
    briefs = {graph[one].brief for one in ids}
    if len(briefs) <= 1:  # most lists of very long tables
        return tuple(briefs)
    return tuple(sorted(briefs, key=lambda brief: (swedish_order(brief.sv), brief.sv)))


def indicator_names(graph: KnowledgeGraph, measure: str) -> dict[str, Text]:
    """What each indicator of a measure is called in a list of them, by its id, in Swedish order; of one that it has by a shared
    goal alone that is said.
    """
    shared = indicators_of_a_shared_goal(graph, measure)
    briefs = {link.target: graph[link.target].brief for link in indicators(graph, measure)}
    ordered = sorted(briefs.items(), key=lambda one: (swedish_order(one[1].sv), one[0]))
    return {one: text("people.via_goal", name=brief) if one in shared else brief for one, brief in ordered}


def only_first(most: int | None, total: int, words: str = "people.shown") -> tuple[Text, ...]:
    """The note, by its key, that only the first `most` of `total` rows stand; none when all do."""
    return (text(words, most=most, total=total),) if most is not None and most < total else ()


def time_of(graph: KnowledgeGraph, activity: Measure | SubActivity) -> Text | None:
    """When a measure or a part of one is done: as the source writes it, else as it was read; that it is unknown where the text lost it."""
    if activity.time:
        return Text(sv=activity.time)
    if activity.starts or activity.ends:
        same = activity.starts == activity.ends
        return Text(sv=str(activity.starts) if same else f"{activity.starts or ''}–{activity.ends or ''}")
    if activity.recurrence:
        return graph.ontology.concept_label("recurrence", activity.recurrence)
    return text("people.lost") if "time" in activity.unknown else None
