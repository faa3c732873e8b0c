"""What a measure is linked to, its parts and goals included: the one answer to "does it have a cause, a goal, an indicator …?".

What a sub-activity is linked to, its measure is linked to, as strongly as the link that makes it a part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Measure, Node, SubActivity

__all__ = [
    "LACKS", "actors", "causes", "follow_up", "goals", "has_time", "indicator_supports", "indicators", "indicators_of_a_shared_goal",
    "is_lost", "lacks", "lost_words", "related", "responsible", "support", "supports",
]  # fmt: skip

LACKS = ("time", "responsible", "indicator", "goal")
"""What a measure should have, by the guidance; what the text is known to have lost is unknown, not lacking."""

_LOST: Mapping[str, tuple[str, ...]] = {
    "cause": ("addresses", "strengthens"), "goal": ("goals",), "indicator": ("indicators", "follow_up"),
    "follow_up": ("indicators", "follow_up"), "actor": ("actors", "responsible"), "area": ("home", "also_affects"),
    "target_group": ("target_groups",), "place": ("places",), "method": ("methods",),
}  # fmt: skip
"""The words in `unknown` that say that the source tells of something, though the text has lost it; of others their own name."""


Support = Literal["stated", "interpreted_only", "none"]


def support(links: Iterable[Link]) -> Support:
    """What some links amount to: one that is stated or confirmed, only interpreted ones, or nothing that counts."""
    counted = [link for link in links if link.counts]
    if any(link.counts_as_stated for link in counted):
        return "stated"
    return "interpreted_only" if counted else "none"


def supports(graph: KnowledgeGraph, relation: str) -> dict[str, Support]:
    """The `support` of each thing's own links of a relation, for all things at once; what has none that counts is not named."""
    links = [link for link in graph.of_relation(relation) if link.counts]
    found: dict[str, Support] = {link.source: "interpreted_only" for link in links}
    return found | {link.source: "stated" for link in links if link.counts_as_stated}


def indicator_supports(graph: KnowledgeGraph) -> dict[str, Support]:
    """The `support` of the `indicators` of each measure, for all at once; one without any is not named."""
    own = supports(graph, "isMeasuredBy")
    found = dict(own)
    for goal in graph.of_relation("pursues"):
        if goal.counts and goal.target in own and found.get(goal.source) != "stated":
            sure = goal.counts_as_stated and own[goal.target] == "stated"
            found[goal.source] = "stated" if sure else "interpreted_only"
    return found


def goals(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from a measure to its goals."""
    return _counted(graph.outgoing(measure, "pursues"))


def indicators(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links to indicators, from a measure or from a goal that it pursues."""
    found = [*graph.outgoing(measure, "isMeasuredBy")]
    for goal in goals(graph, measure):
        found += _as_strong_as(goal, graph.outgoing(goal.target, "isMeasuredBy"))
    return _counted(found)


def indicators_of_a_shared_goal(graph: KnowledgeGraph, measure: str) -> frozenset[str]:
    """The indicators that a measure has only by goals which other measures pursue too: nobody says that they measure this one."""
    own = [link.target for link in _counted(graph.outgoing(measure, "isMeasuredBy"))]
    for goal in goals(graph, measure):
        if len(_counted(graph.incoming(goal.target, "pursues"))) == 1:
            own += [link.target for link in graph.outgoing(goal.target, "isMeasuredBy")]
    return frozenset(link.target for link in indicators(graph, measure)).difference(own)


def follow_up(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links to all that a measure is followed up by: indicators, and the bodies that it is followed up through."""
    return [*indicators(graph, measure), *_counted(graph.outgoing(measure, "isFollowedUpThrough"))]


def related(graph: KnowledgeGraph, measure: str, *relations: str) -> list[Link]:
    """The links of some relations, in either direction, of a measure or its parts."""
    return _of_parts(graph, measure, lambda one: [*graph.outgoing(one, *relations), *graph.incoming(one, *relations)])


def causes(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from a measure or its parts to causes."""
    return _of_parts(graph, measure, lambda one: graph.outgoing(one, *ways.CAUSE_LINKS))


def responsible(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from those who are responsible for a measure or for a part of it."""
    return _of_parts(graph, measure, lambda one: graph.incoming(one, "isResponsibleFor"))


def actors(graph: KnowledgeGraph, measure: str) -> list[Link]:
    """The links from all who are responsible for, or take part in, a measure or a part of it."""
    return _of_parts(graph, measure, lambda one: graph.incoming(one, *ways.DIRECT_INVERSE))


def has_time(activity: Measure | SubActivity, *, interpreted: bool) -> bool:
    """Whether anything is said of when a measure, or a part of one, is done."""
    if interpreted or not activity.interpreted:
        return bool(activity.time or activity.starts or activity.ends or activity.recurrence)
    return any(activity.told(field, interpreted=False) for field in ("time", "starts", "ends", "recurrence"))


def lacks(graph: KnowledgeGraph, measure: Measure, *, interpreted: bool = True) -> tuple[str, ...]:
    """Which of `LACKS` nothing is known of for a measure, what the text is known to have lost (`measure.unknown`) included."""
    known = {
        "responsible": responsible(graph, measure.id), "indicator": indicators(graph, measure.id), "goal": goals(graph, measure.id),
    }  # fmt: skip
    there = {one for one, links in known.items() if any(interpreted or link.counts_as_stated for link in links)}
    if has_time(measure, interpreted=interpreted):
        there.add("time")
    return tuple(lack for lack in LACKS if lack not in there)


def lost_words(thing: Node, lack: str) -> set[str]:
    """The words in a thing's `unknown` for something that it is asked for: where there is one, it is unknown, not lacking."""
    return set(thing.unknown).intersection(_LOST.get(lack, (lack,)))


def is_lost(thing: Node, lack: str) -> bool:
    """Whether the source is known to tell of what is asked for, and the text at hand has lost it."""
    return bool(lost_words(thing, lack))


def _of_parts(graph: KnowledgeGraph, measure: str, links: Callable[[str], Iterable[Link]]) -> list[Link]:
    """The links of a measure and of its parts, each as strong as the link that makes the part a part."""
    found = [*links(measure)]
    for part in _counted(graph.incoming(measure, "partOf")):
        if graph[part.source].kind == "SubActivity":
            found += _as_strong_as(part, links(part.source))
    return _counted(found)


def _as_strong_as(bond: Link, links: Iterable[Link]) -> Iterator[Link]:
    for link in links:
        weakened = link.counts_as_stated and not bond.counts_as_stated
        yield link.model_copy(update={"status": bond.status}) if weakened else link


def _counted(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.counts]
