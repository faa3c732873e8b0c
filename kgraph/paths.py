"""Chains of links in words: how a measure touches a thing, and how two things hang together.

A path is as strong as its weakest link.  Of several paths the best is the one whose links are all
stated or confirmed, then the shortest, then the first by its links' order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Path, Step, Text
from kgraph.wording import text

__all__ = ["between", "in_words", "touches"]

_HUBS = frozenset({"Plan", "PlanTable", "Source", "Municipality", "Assessment", "LegalRequirement"})
"""Kinds that tie everything together and so explain nothing; paths between two things go round them."""

Edge = tuple[Link, bool]
_Chain = tuple[Edge, ...]


def touches(graph: KnowledgeGraph, measure: str) -> dict[str, Path]:
    """The best path from a measure to every thing that it touches (see `kgraph.ways`), by the thing's id."""
    found = _search(graph, measure, lambda link: link.counts_as_stated)
    for thing, chain in _search(graph, measure, lambda link: link.counts).items():
        found.setdefault(thing, chain)
    return {thing: in_words(graph, measure, chain) for thing, chain in found.items()}


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
    import itertools

    import networkx as nx

    net: nx.Graph[str] = nx.Graph()
    net.add_nodes_from((start, end))
    for link in graph.links:
        ends = (link.source, link.target)
        through = all(one in (start, end) or graph[one].kind not in _HUBS for one in ends)
        if allowed(link) and through and (not net.has_edge(*ends) or _before(link, net.edges[ends]["link"])):
            net.add_edge(*ends, link=link)
    try:
        routes = sorted(itertools.islice(nx.all_shortest_paths(net, start, end), 200))[:most]
    except nx.NetworkXNoPath:
        return []
    return [tuple(_edge(net.edges[pair]["link"], pair[0]) for pair in itertools.pairwise(route)) for route in routes]


def _before(link: Link, other: Link) -> bool:
    return (not link.counts_as_stated, link.sort_key()) < (not other.counts_as_stated, other.sort_key())


def _edge(link: Link, here: str) -> Edge:
    return link, link.source == here


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
