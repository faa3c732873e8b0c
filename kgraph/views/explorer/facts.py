"""What the parts of the page ask of the graph: its plan, numbers for its things, touches, and what measures lack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import judged
from kgraph.measures import links as measure_links
from kgraph.measures.links import LACKS
from kgraph.measures.rows import indicator_names
from kgraph.model import AREA_KINDS, SCHEME_FIELDS, Cell, Link, Measure, Node, Path, Step, Text, cell_text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins, plans_with_measures, sizes_of_plans, spans, speakers, standings
from kgraph.paths.chains import touches
from kgraph.views.explorer.level import Openness
from kgraph.wording import catalogue, text

__all__ = ["LACKS", "Facts"]


def _step_key(link: Link | Step) -> tuple[str | None, ...]:
    """What tells a step from another: all that a path knows of its link."""
    return (link.source, link.relation, link.target, link.document, link.locator, link.status)


class Facts:
    """A graph as one page sees it: in one language, at one level of openness, its things numbered."""

    def __init__(self, graph: KnowledgeGraph, lang: str, level: Openness) -> None:
        self.graph = graph
        self.lang = lang
        self.level = level
        self.nodes = tuple(sorted(graph, key=self.order))
        self.number: Mapping[str, int] = {node.id: place for place, node in enumerate(self.nodes)}
        self.links = graph.links
        self._link_number: dict[tuple[str | None, ...], int] = {}
        for place, link in enumerate(self.links):
            self._link_number.setdefault(_step_key(link), place)

    def link_number(self, link: Link | Step) -> int:
        """The number of a link, or of the link that a step of a path walks; of twins in two lists, the first."""
        return self._link_number[_step_key(link)]

    @cached_property
    def plan(self) -> Node | None:
        """The plan that the page is about: the one with most measures; None where the graph holds no plan."""
        sizes = sizes_of_plans(self.graph)
        return max(self.graph.of_kind("Plan"), key=lambda plan: sizes[plan.id], default=None)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures in Swedish order of their short labels."""
        found = [node for node in self.nodes if isinstance(node, Measure)]
        return tuple(sorted(found, key=self.order))

    @cached_property
    def touches(self) -> dict[str, dict[str, Path]]:
        """For each measure the best path to each thing it touches, without the plan where there is but one."""
        return {
            measure.id: {
                thing: path for thing, path in touches(self.graph, measure.id).items() if self.is_asked_about(thing)
            }
            for measure in self.measures
        }

    def is_asked_about(self, thing: str) -> bool:
        """Whether the page's questions can name a thing: a plan only where there are several."""
        return self.kind(thing) != "Plan" or len(self.plans) > 1

    @cached_property
    def plans(self) -> tuple[Node, ...]:
        """The plans that have measures."""
        return plans_with_measures(self.graph)

    @cached_property
    def standings(self) -> dict[str, tuple[str, ...]]:
        """The measures that stand outside the plans or are only proposed (see `kgraph.parts.scope.standings`)."""
        return standings(self.graph)

    @cached_property
    def spans(self) -> bool:
        """Whether the page has more to show than one plan: several plans, or efforts outside the one there is."""
        return spans(self.graph)

    def origin(self, measure: str) -> str:
        """The plans that a measure comes from (or the document, where it is in none), with commas; "" for a page of one plan."""
        return ", ".join(self.pick(one.brief) for one in origins(self.graph)[measure]) if self.spans else ""

    def standing(self, measure: str) -> list[str]:
        """Why a measure is no part of what plans promise, in words; empty for the others."""
        return [self.pick(text(f"standing.{why}")) for why in self.standings.get(measure, ())]

    def told_by(self, node_id: str) -> str:
        """The plans and documents that speak of a thing, with commas; "" for a page of one plan."""
        if not self.spans:
            return ""
        return ", ".join(self.pick(one.brief) for one in speakers(self.graph, [node_id])[node_id])

    @staticmethod
    def order(node: Node) -> tuple[str, str]:
        """The key that lists of things are sorted by: Swedish order of the short label, then the id."""
        return (swedish_order(node.brief.sv), node.id)

    def kind(self, node_id: str) -> str:
        """The kind of the thing with this id."""
        return self.graph[node_id].kind

    def pick(self, text: Text | None) -> str:
        """A text in the page's language; "" for none."""
        return text.pick(self.lang) if text else ""

    def words(self, section: str) -> dict[str, str]:
        """The texts of a section of the catalogue by their names, in the page's language."""
        start = f"{section}."
        found = catalogue()
        keys = (key for key in found if key.startswith(start))
        return {key.removeprefix(start): self.pick(found[judged(self.graph, key)]) for key in keys}

    def brief(self, node_id: str) -> str:
        """The short label of a thing in the page's language."""
        return self.pick(self.graph[node_id].brief)

    def names(self, nodes: Iterable[Node]) -> str:
        """The short labels of things, with commas."""
        return ", ".join(self.pick(node.brief) for node in nodes)

    def place(self, record: Node | Link) -> str:
        """Where a record stands: the place in its source, with the document where that is not the page's only one."""
        own = record.document == self._own_document
        return (record.locator or "") if own else self.pick(self.graph.citation(record))

    @cached_property
    def _own_document(self) -> str | None:
        """The document that goes without saying: that of the one plan, or the only one there is."""
        if self.spans:
            return None
        sources = self.graph.of_kind("Source")
        return self.plan.document if self.plan else sources[0].id if len(sources) == 1 else None

    def in_words(self, field: str, value: Cell) -> str:
        """A field's value as a person reads it: concepts by their labels, several values with commas."""
        if isinstance(value, tuple):
            return ", ".join(self.in_words(field, item) for item in value)
        if field in SCHEME_FIELDS:
            return self.pick(self.graph.ontology.concept_label(SCHEME_FIELDS[field], str(value)))
        return cell_text(value, self.lang)

    def linked(self, node_id: str, relation: str, *, inverse: bool = False) -> list[tuple[Node, Link]]:
        """What a thing is linked to by a relation, rejected links left out, in Swedish order."""
        links = self.graph.incoming(node_id, relation) if inverse else self.graph.outgoing(node_id, relation)
        pairs = [(self.graph[link.source if inverse else link.target], link) for link in links if link.counts]
        return sorted(pairs, key=lambda pair: self.order(pair[0]))

    def lacking(self, measure: Measure, *, interpreted: bool = True) -> tuple[str, ...]:
        """Which of `LACKS` a measure is without, leaving out what the text is known to have lost."""
        without = measure_links.lacks(self.graph, measure, interpreted=interpreted)
        return tuple(lack for lack in without if not measure_links.is_lost(measure, lack))

    def lost(self, measure: Measure, *, interpreted: bool) -> tuple[str, ...]:
        """Which of `LACKS` nobody can tell of a measure: the source says it, but the text at hand has lost it."""
        without = measure_links.lacks(self.graph, measure, interpreted=interpreted)
        return tuple(lack for lack in without if measure_links.is_lost(measure, lack))

    def lack_marks(self, measure: Measure) -> tuple[list[str], list[str]]:
        """What a measure is without, with interpreted links and without them; what the text has lost ends in "-lost"."""
        return self._marks(measure, interpreted=True), self._marks(measure, interpreted=False)

    def _marks(self, measure: Measure, *, interpreted: bool) -> list[str]:
        lost = (f"{one}-lost" for one in self.lost(measure, interpreted=interpreted))
        return [*self.lacking(measure, interpreted=interpreted), *lost]

    def indicators(self, measure: str) -> list[tuple[str, bool]]:
        """What a measure or one of its goals is measured by, in Swedish order, and whether the plan itself says so."""
        firm: dict[str, bool] = {}
        for link in measure_links.indicators(self.graph, measure):
            firm[link.target] = firm.get(link.target, False) or link.counts_as_stated
        return [(self.pick(name), firm[one]) for one, name in indicator_names(self.graph, measure).items()]

    def driven(self, cause: str, *, interpreted: bool) -> list[Node]:
        """The areas that a cause drives or protects, over any number of links, in Swedish order."""
        areas = [self.graph[area] for area, causes in self._driving[interpreted].items() if cause in causes]
        return sorted(areas, key=self.order)

    def causes_of(self, area: str, *, interpreted: bool) -> int:
        """How many causes drive (or protect) an area, over any number of links."""
        return len(self._driving[interpreted][area])

    @cached_property
    def _driving(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        stated, every = (
            {
                area.id: {
                    one for one in self.graph.index.driving(area.id, interpreted=layer) if self.kind(one) == "Cause"
                }
                for area in self.graph.of_kind(*AREA_KINDS)
            }
            for layer in (False, True)
        )
        return stated, every

    def areas_touched(self, measure: str, *, interpreted: bool) -> int:
        """How many areas a measure touches."""
        paths = self.touches[measure].items()
        return sum(self.kind(thing) in AREA_KINDS and (interpreted or path.basis == "stated") for thing, path in paths)

    def has_cause(self, measure: str, *, interpreted: bool) -> bool:
        """Whether a measure (or a part of it) is linked to a cause."""
        return measure in (self._addressing[1] if interpreted else self._addressing[0])

    @cached_property
    def _addressing(self) -> tuple[frozenset[str], frozenset[str]]:
        pairs = [self.graph.index.addressing(interpreted=layer) for layer in (False, True)]
        stated, every = (frozenset(measure for measure, _ in layer) for layer in pairs)
        return stated, every

    def homes(self, measure: str) -> list[Node]:
        """The home areas of a measure, in Swedish order."""
        return [area for area, _ in self.linked(measure, ways.HOME)]

    def home(self, measure: str) -> str:
        """The home areas of a measure, with commas."""
        return self.names(self.homes(measure))
