"""Two lists that both mean to give a relation in full, and a list beside what its own rows say elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from kgraph.contradictions.conflict import Conflict, Side
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link
from kgraph.wording import text

__all__ = ["lists"]

_Rows = Mapping[str, Link]
"""The other ends of a relation of one thing, and the links that say so."""


def lists(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Two lists of one relation, for the things that stand in both; a list and what is said at its own place besides it.

    A thing stands in a list when the list gives it the relation, or holds it in its rows (`inTable`) and gives it none.
    """
    given, beside = _given(graph)
    told: set[tuple[str, str, str, str]] = set()
    for (one, relation), (other, same) in combinations(sorted(given), 2):
        if relation == same:
            for subject in _in_both(graph, (one, other), given[one, relation], given[other, relation]):
                rows = given[one, relation].get(subject, {}), given[other, relation].get(subject, {})
                for target in sorted(rows[0].keys() ^ rows[1].keys()):
                    link = rows[0].get(target) or rows[1][target]
                    has, lacks = (one, other) if target in rows[0] else (other, one)
                    besides = beside.get((lacks, relation, subject, target))
                    told.add((lacks, relation, subject, target))
                    yield _conflict(graph, link, has, lacks, besides)
    for (lacks, relation, subject, target), link in sorted(beside.items(), key=lambda item: item[0]):
        if (lacks, relation, subject, target) not in told:
            yield _conflict(graph, link, None, lacks, None)


def _given(
    graph: KnowledgeGraph,
) -> tuple[dict[tuple[str, str], dict[str, dict[str, Link]]], dict[tuple[str, str, str, str], Link]]:
    """What each list gives each thing; and what is said at a list's own place of a thing in it, but not by the list."""
    given: dict[tuple[str, str], dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
    meant = {
        (one.id, relation): one
        for one in graph.of_kind("PlanTable")
        for relation in getattr(one, "exhaustive_for", ())
    }  # fmt: skip
    for at in meant:
        given[at].clear()
    loose: dict[str, list[Link]] = defaultdict(list)
    for link in graph.links if meant else ():
        if not link.counts_as_stated:
            continue
        if link.stated_in and (link.stated_in, link.relation) in meant:
            given[link.stated_in, link.relation][link.source][link.target] = link
        elif not link.stated_in:
            loose[link.relation].append(link)
    beside = {
        (table, relation, link.source, link.target): link
        for (table, relation), one in meant.items()
        for link in loose.get(relation, ())
        if link.document == one.document and _within(link.locator, one.locator)
        if link.source in given[table, relation] and link.target not in given[table, relation][link.source]
    }
    return given, beside


def _within(place: str | None, wider: str | None) -> bool:
    return bool(place and wider) and (str(place) == wider or str(place).startswith(f"{wider},"))


def _in_both(graph: KnowledgeGraph, tables: tuple[str, str], *given: Mapping[str, _Rows]) -> list[str]:
    held = [
        set(rows) | {link.source for link in graph.incoming(table, "inTable") if link.counts_as_stated}
        for table, rows in zip(tables, given, strict=True)
    ]
    return sorted(held[0] & held[1])


def _conflict(graph: KnowledgeGraph, link: Link, has: str | None, lacks: str, besides: Link | None) -> Conflict:
    relation = graph.ontology.relations[link.relation].reading
    about = text("conflict.pair", source=graph[link.source].brief, relation=relation, target=graph[link.target].brief)
    table = graph[lacks]
    claims = (
        text("conflict.list_has", table=graph[has].brief) if has else text("conflict.said_beside", table=table.brief)
    )
    sides = [
        Side(claims, link, graph.citation(link)),
        Side(text("conflict.list_lacks", table=table.brief), table, graph.citation(table)),
    ]
    if besides:
        sides.append(Side(text("conflict.said_beside", table=table.brief), besides, graph.citation(besides)))
    return Conflict("lists", link.source, about, tuple(sides))
