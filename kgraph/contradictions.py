"""Statements about the same thing that disagree, found by rule, within a document and across documents (Q6, Q13).

The rules know nothing of any document:
  · lists: two lists that both mean to give a relation in full; what one has and the other lacks;
  · values: two statements of the same attribute of the same thing (or of things that are an exact match of each other),
    for the same year, unit, place and population, with different figures or with opposite claims.  A figure that is
    said to be rough ("cirka", "about") contradicts only what it cannot be a rounding of;
  · counts: a stated count of rows that differs from the rows;
  · sums: parts that do not add up to the total they are said to be parts of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from math import isclose

from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node, Statement, Text
from kgraph.wording import catalogue, text

__all__ = ["RULES", "Conflict", "Side", "contradictions"]

_OWN_CLAIM = re.compile(r"[a-z]+(?:_[a-z]+)+")
"""A claim of the writer's own ("led_by_board"); one word alone may be a source's and is a claim only if it is a known one."""
_ROUGH = re.compile(
    r"\b(?:c[:.]?a|cirka|circa|omkring|ungefär|uppskattningsvis|runt|närmare|drygt|knappt|about|around|approximately|roughly|some)\b|[~≈]",
    re.IGNORECASE,
)
_ROUGHLY = 0.1
"""How far, as a share of it, a rough figure may be off before it contradicts another."""
_PERCENT = ("%", "procent", "percent", "per cent")
_ROUNDING = 0.5
"""How much each rounded percentage may be off, in percentage points."""


@dataclass(frozen=True)
class Side:
    """One of the statements that disagree: what it says, the record it stands in, and its source in words."""

    says: Text
    record: Node | Link | None
    source: Text | None


@dataclass(frozen=True)
class Conflict:
    """Statements about `subject` that disagree; `rule` is the name of the rule that found it."""

    rule: str
    subject: str
    about: Text
    sides: tuple[Side, ...]

    def sort_key(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Order by rule, subject and what is said."""
        return (self.rule, self.subject, self.about.sv, tuple(side.says.sv for side in self.sides))


def contradictions(graph: KnowledgeGraph) -> tuple[Conflict, ...]:
    """Every conflict that the rules find in a graph, in a fixed order."""
    found = (conflict for rule in RULES.values() for conflict in rule(graph))
    return tuple(sorted(found, key=Conflict.sort_key))


def _lists(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Two lists that both mean to give a relation in full, for the things that stand in both."""
    given: dict[tuple[str, str], dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
    for link in graph.links:
        if link.stated_in and link.counts_as_stated and link.relation in _exhaustive(graph, link.stated_in):
            given[link.stated_in, link.relation][link.source][link.target] = link
    for (one, relation), (other, same) in combinations(sorted(given), 2):
        if relation == same:
            for subject in sorted(given[one, relation].keys() & given[other, relation].keys()):
                rows = given[one, relation][subject], given[other, relation][subject]
                yield from _differences(graph, subject, (one, other), rows)


def _exhaustive(graph: KnowledgeGraph, table: str) -> tuple[str, ...]:
    return getattr(graph[table], "exhaustive_for", ()) if table in graph else ()


def _differences(
    graph: KnowledgeGraph, subject: str, tables: tuple[str, str], rows: tuple[dict[str, Link], dict[str, Link]]
) -> Iterator[Conflict]:
    for target in sorted(rows[0].keys() ^ rows[1].keys()):
        link = rows[0].get(target) or rows[1][target]
        has, lacks = tables if target in rows[0] else (tables[1], tables[0])
        relation = graph.ontology.relations[link.relation].reading
        about = text("conflict.pair", source=graph[subject].brief, relation=relation, target=graph[target].brief)
        sides = (
            Side(text("conflict.list_has", table=graph[has].brief), link, graph.citation(link)),
            Side(text("conflict.list_lacks", table=graph[lacks].brief), graph[lacks], graph.citation(graph[lacks])),
        )
        yield Conflict("lists", subject, about, sides)


def _statements(graph: KnowledgeGraph) -> list[Statement]:
    return [node for node in graph.of_kind("Statement") if isinstance(node, Statement)]


def _targets(graph: KnowledgeGraph, node_id: str, relation: str) -> tuple[str, ...]:
    return tuple(sorted({link.target for link in graph.outgoing(node_id, relation) if link.counts}))


def _values(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Statements of one attribute of one thing under the same conditions, with different figures or claims."""
    same_as = _matched(graph)
    groups: dict[tuple[object, ...], dict[str, Statement]] = defaultdict(dict)
    for one in _statements(graph):
        if one.number is None and not _is_claim(one.value):
            continue
        where = tuple(sorted({same_as.get(place, place) for place in _targets(graph, one.id, "holdsAt")}))
        population = one.population.sv.casefold() if one.population else None
        for subject in _targets(graph, one.id, "isAbout"):
            under = (_unit(one), one.year, population, one.counted_kind)
            groups[same_as.get(subject, subject), one.attribute, one.number is None, where, *under][one.id] = one
    for key, found in groups.items():
        same = tuple(found.values())
        if any(_differ(one, other) for one, other in combinations(same, 2)):
            thing = str(key[0])
            about = text("conflict.value_of", thing=graph[thing].brief, what=same[0].label)
            yield Conflict("values", thing, about, tuple(_side(graph, one) for one in same))


def _is_claim(value: str | None) -> bool:
    return bool(value) and (f"claim.{value}" in catalogue() or bool(_OWN_CLAIM.fullmatch(value or "")))


def _unit(one: Statement) -> str | None:
    """The unit, whatever case it is written in; all ways of writing per cent are one."""
    unit = one.unit.casefold() if one.unit else None
    return "%" if unit in _PERCENT else unit


def _matched(graph: KnowledgeGraph) -> dict[str, str]:
    """Things that are an exact match of others, directly or over others → the first of them by id."""
    first: dict[str, str] = {}
    for link in graph.links:
        if link.relation == "exactMatch" and link.counts:
            one, other = (first.get(end, end) for end in (link.source, link.target))
            into, gone = min(one, other), {one, other}
            first |= {end: into for end in (link.source, link.target, *first) if first.get(end, end) in gone}
    return first


def _differ(one: Statement, other: Statement) -> bool:
    if one.number is None or other.number is None:
        return one.value != other.value
    rough = [abs(said.number or 0) for said in (one, other) if _ROUGH.search(said.value or "")]
    slack = max((max(_ROUGHLY * number, _last_place(number) / 2) for number in rough), default=0.0)
    return not isclose(one.number, other.number, rel_tol=1e-12, abs_tol=slack)


def _last_place(number: float) -> float:
    """What one in the last written place of a whole number is worth: 160000 → 10000, 12 → 1."""
    digits = f"{number:.0f}"
    return float(10 ** (len(digits) - len(digits.rstrip("0")))) if number >= 1 else 0.0


def _said(one: Statement) -> str:
    return str(one.value) if one.number is None else f"{one.number:.15g}"


def _side(graph: KnowledgeGraph, one: Statement) -> Side:
    value = catalogue().get(f"claim.{one.value}") or one.value or _said(one)
    return Side(text("conflict.says", label=one.label, value=value), one, graph.citation(one))


def _counts(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """A count that a document states of itself beside the rows that were counted."""
    for one in _statements(graph):
        if one.attribute != "count" or one.number is None or not one.counted_kind:
            continue
        for subject in _targets(graph, one.id, "isAbout"):
            counted = _rows(graph, subject, one.counted_kind, one.document)
            if counted != one.number and one.counted_kind in graph.ontology.kinds:
                kind = graph.ontology.kinds.get(one.counted_kind)
                about = text(
                    "conflict.count_of", thing=graph[subject].brief, kind=kind.plural if kind else one.counted_kind
                )
                rows = Side(text("conflict.rows", count=counted), graph[subject], graph.citation(graph[subject]))
                yield Conflict("counts", subject, about, (_side(graph, one), rows))


def _rows(graph: KnowledgeGraph, subject: str, kind: str, document: str | None) -> int:
    """How many things of a kind a table holds; for anything else, how many are linked to it by the same document."""
    table = graph[subject].kind == "PlanTable"
    links = (*graph.incoming(subject, "inTable"),) if table else (*graph.incoming(subject), *graph.outgoing(subject))
    ends = {end for link in links if link.counts and link.document == document for end in (link.source, link.target)}
    return sum(graph[end].kind == kind for end in ends - {subject})


def _sums(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Parts that do not add up to their total; percentages may be off by rounding."""
    for total in _statements(graph):
        linked = sorted({link.source for link in graph.incoming(total.id, "addsUpTo") if link.counts})
        parts = [part for one in linked if isinstance(part := graph[one], Statement)]
        if other := next((part for part in parts if _unit(part) != _unit(total)), None):
            says = text("conflict.other_unit", unit=other.unit or "–", total=total.unit or "–")
            sides = (_side(graph, total), Side(says, other, graph.citation(other)))
            yield Conflict("sums", total.id, text("conflict.sum_of", what=total.label), sides)
            continue
        figures = [part.number for part in parts if part.number is not None]
        if total.number is None or not parts or len(figures) < len(parts):
            continue
        slack = _ROUNDING * (len(parts) + 1) if (_unit(total) or "").startswith(("%", "procent")) else 1e-9
        if not isclose(sum(figures), total.number, abs_tol=slack):
            about = text("conflict.sum_of", what=total.label)
            says = text("conflict.parts", sum=f"{sum(figures):.15g}", count=len(parts))
            yield Conflict(
                "sums", total.id, about, (_side(graph, total), Side(says, parts[0], graph.citation(parts[0])))
            )


RULES: dict[str, Callable[[KnowledgeGraph], Iterator[Conflict]]] = {
    "lists": _lists, "values": _values, "counts": _counts, "sums": _sums,
}  # fmt: skip
"""The rules by their names."""
