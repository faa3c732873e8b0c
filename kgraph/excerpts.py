"""A part of a graph to make a page of: what is near a thing, or what an actor does; and the parts that a too large graph is made of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kgraph import ways
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.measures.roles import Roles
from kgraph.measures.sets import owners
from kgraph.model import AREA_KINDS, Node, Text
from kgraph.names import fold
from kgraph.parts.scope import plans_with_measures
from kgraph.parts.selection import near, neighbours
from kgraph.wording import refused, text

__all__ = ["Excerpt", "in_all", "near_thing", "of_actor", "offers"]

_MOST_OFFERS = 5


@dataclass(frozen=True)
class Excerpt:
    """A part of a graph: what it holds in words, what a reader must know of its counts, and how the name of its file ends."""

    graph: KnowledgeGraph
    name: Text
    note: Text
    slug: str


def near_thing(graph: KnowledgeGraph, name: str, steps: int = 2) -> Excerpt:
    """What lies within `steps` links of a thing (`kgraph.near`), with what belongs to each measure there, so that none seems to
    lack what it has, and the plans and documents that all this comes from.

    Raises `UnknownName` or `AmbiguousName`, and `UsageError` for a negative number of steps.
    """
    start = graph.resolve(name)
    kept = near(start.id, steps)(graph)
    kept |= _belonging(graph, (one for one in kept if graph[one].kind == "Measure"))
    words = text("excerpts.near" if steps > 1 else "excerpts.near_one", name=start.brief, steps=steps)
    return _made(graph, kept, words, text("excerpts.slug_near", name=start.brief.sv, steps=steps))


def of_actor(graph: KnowledgeGraph, name: str) -> Excerpt:
    """The measures that an actor is responsible for or takes part in, all that these are linked to, and what their causes drive.

    Interpreted links count here, and are marked on the page.  Raises `UnknownName` or `AmbiguousName`,
    and `UsageError` for what is no actor.
    """
    actor = _actor(graph, name)
    kept = {actor.id, *_belonging(graph, Roles.of(graph).involved[True].get(actor.id, set()))}
    kept |= {
        link.target
        for one in sorted(kept)
        for link in graph.outgoing(one, *ways.DRIVES)
        if link.counts and graph[one].kind in ("Cause", "Problem") and graph[link.target].kind in AREA_KINDS
    }
    return _made(
        graph,
        kept,
        actor.brief,
        text("excerpts.slug_actor", name=actor.brief.sv),
        text("excerpts.actor", name=actor.brief),
    )


def _belonging(graph: KnowledgeGraph, measures: Iterable[str]) -> set[str]:
    """Measures with their parts, all that these are linked to but other measures, and the indicators of their goals."""
    own = set(measures)
    doing = {part for part, wholes in owners(graph).items() if not own.isdisjoint(whole for whole, _ in wholes)}
    ends = {end for one in doing for end in neighbours(graph, one) if graph[end].kind != "Measure"}
    goals = sorted(one for one in ends if graph[one].kind == "Goal")
    told = (link for goal in goals for link in graph.outgoing(goal, "isMeasuredBy") if link.counts)
    return doing | ends | {link.target for link in told}


def _actor(graph: KnowledgeGraph, name: str) -> Node:
    """The actor of a name; what is called so but is none is told from what nothing is called."""
    try:
        return graph.choose(name, "Actor")
    except UnknownName:
        if not (others := graph.names.candidates(name)):
            raise
    other = graph[others[0]]
    raise refused("excerpts.no_actor", name=other.brief, kind=graph.ontology.kinds[other.kind].label)


def offers(graph: KnowledgeGraph, level: str = "internal") -> tuple[str, ...]:
    """Commands that make pages of parts: of each plan, and of the areas and actors that have most measures; as open as asked for."""
    plans = plans_with_measures(graph)
    named = [f"kgraph --plan {plan.id} view" for plan in plans[:_MOST_OFFERS]] if len(plans) > 1 else []
    homes = Counter(link.target for link in graph.of_relation(ways.HOME) if link.counts)
    named += [f"kgraph view --near {one} --steps 1" for one in _largest(homes)]
    busy = Counter({actor: len(measures) for actor, measures in Roles.of(graph).involved[True].items()})
    named += [f"kgraph view --actor {one}" for one in _largest(busy)]
    return tuple(f"{command} --level open" if level == "open" else command for command in named)


def in_all(graph: KnowledgeGraph) -> Text:
    """How many plans, areas and actors there are to make pages of, since `offers` names a few."""
    homes = {link.target for link in graph.of_relation(ways.HOME) if link.counts}
    plans, actors = len(plans_with_measures(graph)), len(Roles.of(graph).involved[True])
    return text("excerpts.in_all", plans=plans, areas=len(homes), actors=actors)


def _largest(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda one: (-counts[one], one))[:_MOST_OFFERS]


def _made(graph: KnowledgeGraph, kept: Iterable[str], name: Text, slug: Text, told: Text | None = None) -> Excerpt:
    """The part with the plans, the municipalities and the documents that its things belong to."""
    held = set(kept)
    plans = {
        link.target
        for one in sorted(held)
        for link in graph.outgoing(one, "partOf")
        if link.counts and graph[link.target].kind == "Plan"
    }
    held |= plans
    held |= {link.target for plan in sorted(plans) for link in graph.outgoing(plan, "isPlanOf") if link.counts}
    held |= {document for one in held if (document := graph[one].document) and document in graph}
    links = [link for link in graph.links if link.source in held and link.target in held]
    held |= {link.document for link in links if link.document and link.document in graph}
    return Excerpt(graph.within(held, links), name, text("excerpts.note", name=told or name), _slug(slug.sv))


def _slug(words: str) -> str:
    return fold(words).replace(" ", "-")
