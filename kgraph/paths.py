"""Chains of links in words: how a measure touches a thing, and how two things hang together.

A path is as strong as its weakest link.  Of several paths the best is the one whose links are all
stated or confirmed, then the shortest, then the first by its links' order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Path, Step, Text
from kgraph.wording import text

__all__ = ["between", "in_words", "touches"]

_HUBS = frozenset({"Plan", "PlanTable", "Source", "Municipality", "Assessment", "LegalRequirement"})
"""Kinds that tie everything together and so explain nothing; paths between two things go round them."""

Edge = tuple[Link, bool]
_Chain = tuple[Edge, ...]


def touches(graph: KnowledgeGraph, measure: str, things: Collection[str] | None = None) -> dict[str, Path]:
    """The best path from a measure to every thing that it touches (see `kgraph.ways`), by the thing's id.

    With `things` only those of them that it touches, which is quicker: nothing else is put in words.
    """
    found = _search(graph, measure, lambda link: link.counts_as_stated)
    if things is None or not set(things) <= found.keys():
        for thing, chain in _search(graph, measure, lambda link: link.counts).items():
            found.setdefault(thing, chain)
    wanted = found if things is None else {thing: found[thing] for thing in things if thing in found}
    return {thing: in_words(graph, measure, chain) for thing, chain in wanted.items()}


def _search(graph: KnowledgeGraph, measure: str, allowed: Callable[[Link], bool]) -> dict[str, _Chain]:
    """Breadth first from a measure along the ways of touching: the shortest chain to each thing."""
    found: dict[str, _Chain] = {}
    edge: list[tuple[str, _Chain]] = [(measure, ())]
    while edge:
        reached: list[tuple[str, _Chain]] = []
        for here, chain in edge:
            for link, forward in _onward(graph, here, chain):
                there = link.target if forward else link.source
                if allowed(link) and there not in found and there != measure:
                    found[there] = (*chain, (link, forward))
                    reached.append((there, found[there]))
        edge = reached
    return {thing: chain for thing, chain in found.items() if graph[thing].kind in ways.TOUCHABLE}


def _onward(graph: KnowledgeGraph, here: str, chain: _Chain) -> Iterator[Edge]:
    """The links by which a path of touching may go on from where it stands."""
    kind = graph[here].kind
    if kind in ("Measure", "SubActivity"):
        for relation in (*ways.DIRECT, *ways.DIRECT_INVERSE):
            inverse = relation in ways.DIRECT_INVERSE
            links = graph.incoming(here, relation) if inverse else graph.outgoing(here, relation)
            yield from ((link, not inverse) for link in links)
        parts = graph.incoming(here, "partOf") if kind == "Measure" else ()
        yield from ((link, False) for link in parts if graph[link.source].kind == "SubActivity")
    elif kind in ("Cause", "Problem"):
        yield from ((link, True) for link in graph.outgoing(here, *ways.DRIVES))
    elif chain and len(chain) == 1 and chain[0][0].relation == ways.HOME:
        yield from ((link, True) for link in graph.outgoing(here, ways.MATTERS))


def between(graph: KnowledgeGraph, start: str, end: str, *, most: int = 3) -> tuple[Path, ...]:
    """The shortest paths between two things, whatever way the links point: stated ones first, `most` of either basis.

    Plans, tables and sources are not walked through unless they are an end themselves.
    """
    stated = _shortest(graph, start, end, lambda link: link.counts_as_stated, most)
    every = _shortest(graph, start, end, lambda link: link.counts, most)
    longest = min((len(chain) for chain in stated), default=None)
    shorter = [chain for chain in every if longest is None or len(chain) < longest]
    return tuple(in_words(graph, start, chain) for chain in (*stated, *shorter))


def _shortest(graph: KnowledgeGraph, start: str, end: str, allowed: Callable[[Link], bool], most: int) -> list[_Chain]:
    """The first `most` of the shortest chains, by the ids on the way; breadth first, one step of distance at a time."""
    if start == end:
        return []
    chains: dict[str, list[_Chain]] = {start: [()]}
    told = {start}
    while chains and end not in chains:
        onward: dict[str, list[_Chain]] = defaultdict(list)
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
        passable = there == end or graph[there].kind not in _HUBS
        if allowed(link) and passable and there != here and (there not in best or _before(link, best[there][0])):
            best[there] = (link, link.source == here)
    return best


def _way(chain: _Chain) -> tuple[str, ...]:
    return tuple(link.target if forward else link.source for link, forward in chain)


def _before(link: Link, other: Link) -> bool:
    return (not link.counts_as_stated, link.sort_key()) < (not other.counts_as_stated, other.sort_key())


def in_words(graph: KnowledgeGraph, start: str, chain: Iterable[Edge]) -> Path:
    """A chain of links as a `Path` whose text reads on from the name of its start: "hör till Narkotika, som …"."""
    steps = tuple(
        Step(
            source=link.source, relation=link.relation, target=link.target, status=link.status, forward=forward,
            document=link.document, locator=link.locator,
        )
        for link, forward in chain
    )  # fmt: skip
    parts = [_part(graph, step) for step in steps]
    and_then = text("path.and_then")
    sv, en = (f"{and_then.pick(lang)} ".join(part.pick(lang) for part in parts) for lang in ("sv", "en"))
    words = Text(sv=sv or graph[start].brief.sv, en=en or graph[start].brief.pick("en"))
    return Path(steps=steps, text=words, source=_source(graph, steps))


def _source(graph: KnowledgeGraph, steps: tuple[Step, ...]) -> Text | None:
    """Where the links of a path stand: every statement of each link that bears it, each place once, in order."""
    several = len(graph.of_kind("Source")) > 1
    found: dict[str, Text] = {}
    for step in steps:
        for link in graph.outgoing(step.source, step.relation):
            same = link.target == step.target and link.counts_as_stated == (step.status in ("stated", "confirmed"))
            if same and link.counts and link.locator:
                place = (graph.citation(link) if several else None) or Text(sv=link.locator)
                found.setdefault(place.sv, place)
    if not found:
        return None
    return Text(sv="; ".join(found), en="; ".join(place.pick("en") for place in found.values()))


def _part(graph: KnowledgeGraph, step: Step) -> Text:
    relation = graph.ontology.relations[step.relation]
    reading = relation.reading if step.forward else relation.inverse_reading
    other = graph[step.target if step.forward else step.source].brief
    return text(
        "path.step" if step.status in ("stated", "confirmed") else "path.interpreted_step", reading=reading, other=other
    )
