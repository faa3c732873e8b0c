"""Chains of links in words: how a measure touches a thing, and how two things hang together.

A path is as strong as its weakest link.  Of several paths the best is the one whose links are all
stated or confirmed, then the shortest, then the first by its links' order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from itertools import chain as in_turn
from math import prod
from typing import NamedTuple

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Path, Step, Text, WeighedStep, cell_text
from kgraph.paths import toward
from kgraph.paths.toward import Chain, Edge, Edges
from kgraph.wording import text

__all__ = ["between", "in_words", "nearness", "strength_in_words", "touches", "weighed"]


def touches(graph: KnowledgeGraph, measure: str, things: Collection[str] | None = None) -> dict[str, Path]:
    """The best path from a measure to every thing that it touches (see `kgraph.ways`), by the thing's id.

    With `things` only those of them that it touches, which is quicker: nothing else is put in words.
    """
    chains = _to_all(graph, measure) if things is None else toward.chains(graph, measure, things)
    return {thing: in_words(graph, measure, chain) for thing, chain in chains.items()}


def _to_all(graph: KnowledgeGraph, measure: str) -> dict[str, Chain]:
    found = _search(graph, measure, lambda link: link.counts_as_stated)
    for thing, chain in _search(graph, measure, lambda link: link.counts).items():
        found.setdefault(thing, chain)
    return found


def _search(graph: KnowledgeGraph, measure: str, allowed: Callable[[Link], bool]) -> dict[str, Chain]:
    """Breadth first from a measure along the ways of touching: the shortest chain to each thing."""
    found: dict[str, Chain] = {}
    edge: list[tuple[str, Chain]] = [(measure, ())]
    while edge:
        reached: list[tuple[str, Chain]] = []
        for here, chain in edge:
            for link, forward in _onward(graph, here, chain):
                there = link.target if forward else link.source
                if allowed(link) and there not in found and there != measure:
                    found[there] = (*chain, (link, forward))
                    reached.append((there, found[there]))
        edge = reached
    return {thing: chain for thing, chain in found.items() if graph[thing].kind in ways.TOUCHABLE}


def _onward(graph: KnowledgeGraph, here: str, chain: Chain) -> Iterable[Edge]:
    """The links by which a path of touching may go on from where it stands."""
    kind = graph[here].kind
    if kind in ("Measure", "SubActivity"):
        return Edges.of(graph).at(graph, here)
    if kind in ("Cause", "Problem"):
        return [(link, True) for link in graph.outgoing(here, *ways.DRIVES)]
    at_home = chain and len(chain) == 1 and chain[0][0].relation == ways.HOME
    return [(link, True) for link in graph.outgoing(here, ways.MATTERS)] if at_home else []


def between(graph: KnowledgeGraph, start: str, end: str, *, most: int = 3) -> tuple[Path, ...]:
    """The shortest paths between two things, whatever way the links point: stated ones first, `most` of either basis.

    Plans, tables and sources are not walked through unless they are an end themselves.
    """
    stated = _shortest(graph, start, end, lambda link: link.counts_as_stated, most)
    every = _shortest(graph, start, end, lambda link: link.counts, most)
    longest = min((len(chain) for chain in stated), default=None)
    shorter = [chain for chain in every if longest is None or len(chain) < longest]
    return tuple(in_words(graph, start, chain) for chain in (*stated, *shorter))


def _shortest(graph: KnowledgeGraph, start: str, end: str, allowed: Callable[[Link], bool], most: int) -> list[Chain]:
    """The first `most` of the shortest chains, by the ids on the way; breadth first, one step of distance at a time."""
    if start == end:
        return []
    chains: dict[str, list[Chain]] = {start: [()]}
    told = {start}
    while chains and end not in chains:
        onward: dict[str, list[Chain]] = defaultdict(list)
        for here in sorted(chains):
            for there, edge in _best_edges(graph, here, end, allowed).items():
                if there not in told:
                    onward[there] += [(*chain, edge) for chain in chains[here]]
        told |= onward.keys()
        chains = {there: sorted(found, key=_way)[:most] for there, found in onward.items()}
    return chains.get(end, [])


def _best_edges(graph: KnowledgeGraph, here: str, end: str, allowed: Callable[[Link], bool]) -> dict[str, Edge]:
    """For each neighbour that a path may go on to, the link that bears it best; hubs only when they are the end."""
    best: dict[str, Edge] = {}
    for link in (*graph.outgoing(here), *graph.incoming(here)):
        there = link.target if link.source == here else link.source
        passable = there == end or graph[there].kind not in ways.HUBS
        if allowed(link) and passable and there != here and (there not in best or _before(link, best[there][0])):
            best[there] = (link, link.source == here)
    return best


def _way(chain: Chain) -> tuple[str, ...]:
    return tuple(link.target if forward else link.source for link, forward in chain)


def _before(link: Link, other: Link) -> bool:
    return (not link.counts_as_stated, link.sort_key()) < (not other.counts_as_stated, other.sort_key())


def in_words(graph: KnowledgeGraph, start: str, chain: Iterable[Edge]) -> Path:
    """A chain of links as a `Path` whose text reads on from the name of its start: "hör till Narkotika, som …"."""
    told = [_told(graph, link, forward) for link, forward in chain]
    if not told:
        return Path(steps=(), text=graph[start].brief)
    words = graph.once(("path.words", *[id(one.words) for one in told]), lambda: _sentence([one.words for one in told]))
    source = graph.once(
        ("path.source", *[id(one.places) for one in told]), lambda: _source([one.places for one in told])
    )
    # made of what has been looked at already; looking at each of ten thousand again takes as long as finding them
    return Path.model_construct(steps=tuple([one.step for one in told]), text=words, source=source)


def weighed(graph: KnowledgeGraph, path: Path, strengths: Sequence[float | None]) -> Path:
    """A path that also tells how strong each of its links is, and the whole of it: their product."""
    steps = [WeighedStep(**dict(step), strength=strength) for step, strength in zip(path.steps, strengths, strict=True)]
    known = [one for one in strengths if one is not None]
    whole = prod(known) if len(known) == len(steps) else None
    words = text("path.weighed", path=_words(graph, tuple(steps)), strength=strength_in_words(whole))
    return Path(steps=tuple(steps), text=words, source=path.source)


def strength_in_words(value: float | None) -> Text:
    """A strength from 0 to 1 with two decimals; "unknown" where no source gives it."""
    return text("path.unknown_strength") if value is None else Text(sv=cell_text(value), en=cell_text(value, "en"))


def _words(graph: KnowledgeGraph, steps: tuple[Step, ...]) -> Text:
    return _sentence([_part(graph, step) for step in steps])


def _sentence(parts: Sequence[Text]) -> Text:
    and_then = text("path.and_then")
    sv, en = (f"{and_then.pick(lang)} ".join(part.pick(lang) for part in parts) for lang in ("sv", "en"))
    return Text(sv=sv, en=en)


class _Told(NamedTuple):
    """What a path tells of one link; what is told alike of several is the same object, kept with the graph."""

    step: Step
    words: Text
    places: tuple[Text, ...]


def _told(graph: KnowledgeGraph, link: Link, forward: bool) -> _Told:  # noqa: FBT001  # the two parts of an edge
    def made() -> _Told:
        step = Step(
            source=link.source, relation=link.relation, target=link.target, status=link.status, forward=forward,
            document=link.document, locator=link.locator,
        )  # fmt: skip
        places = _places(graph, step)
        return _Told(
            step,
            graph.once(("path.part", step.relation, forward, step.told_as, _other(step)), lambda: _part(graph, step)),
            graph.once(("path.places", *[(one.sv, one.en) for one in places]), lambda: places),
        )

    return graph.once(("path.told", id(link), forward), made)


def _source(places: Iterable[tuple[Text, ...]]) -> Text | None:
    """Where the links of a path stand: every statement of each link that bears it, each place once, in order."""
    found: dict[str, str] = {}
    for place in in_turn.from_iterable(places):
        found.setdefault(place.sv, place.pick("en"))
    return Text(sv="; ".join(found), en="; ".join(found.values())) if found else None


def _places(graph: KnowledgeGraph, step: Step) -> tuple[Text, ...]:
    """Where one link stands."""
    several = len(graph.of_kind("Source")) > 1
    same = [
        link
        for link in graph.outgoing(step.source, step.relation)
        if link.target == step.target
        and link.counts_as_stated == step.counts_as_stated
        and link.counts
        and link.locator
    ]
    return tuple((graph.citation(link) if several else None) or Text(sv=str(link.locator)) for link in same)


def _part(graph: KnowledgeGraph, step: Step) -> Text:
    relation = graph.ontology.relations[step.relation]
    reading = relation.reading if step.forward else relation.inverse_reading
    key = "step" if step.counts_as_stated else f"{step.told_as}_step"
    told = text(f"path.{key}", reading=reading, other=graph[_other(step)].brief)
    if isinstance(step, WeighedStep):
        return text("path.weighed_step", step=told, strength=strength_in_words(step.strength))
    return told


def _other(step: Step) -> str:
    """The end of a link that a path goes on to."""
    return step.target if step.forward else step.source


def nearness(paths: Collection[Path], way: str = "") -> Text | None:
    """How far it is to the farthest of some things, by the path to each; nothing without any.

    Where a `way` is told ("area", "cause"), it stands for its two steps; more are counted after it.  From a measure to its own
    part is no step: what a sub-activity is linked to, its measure is linked to directly.
    """
    steps = [(len(path.steps) - _is_by_part(path), _is_by_part(path)) for path in paths]
    if not steps:
        return None
    most = max(count for count, _ in steps)
    return _near(most, way, by_part=all(by_part for count, by_part in steps if count == most))


def _is_by_part(path: Path) -> bool:
    return len(path.steps) > 1 and path.steps[0].relation == "partOf" and not path.steps[0].forward


_VIA = 2
"""The steps of a way over one thing."""


@cache
def _near(steps: int, way: str, *, by_part: bool) -> Text:
    told = text("overlap.direct") if steps == 1 else text("overlap.indirect", steps=steps)
    if way and steps > 1:
        via = text(f"overlap.near_{way}")
        told = via if steps == _VIA else text("overlap.near_far", way=via, near=told)
    return text("overlap.by_part", near=told) if by_part else told
