"""A document beside its own numbers: counts and rows, parts and sums, shares of groups and of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose

from kgraph.contradictions.claims import exclude, meaning
from kgraph.contradictions.conflict import Conflict, Side, said, side_of, statements
from kgraph.contradictions.values import unit_of
from kgraph.graph import KnowledgeGraph
from kgraph.model import Statement
from kgraph.wording import text

__all__ = ["counts", "shares", "sums"]

_ROUNDING = 0.5
"""How much each rounded percentage may be off, in percentage points."""


def counts(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """A count that a document states of itself beside the rows that were counted."""
    for one in statements(graph):
        if one.attribute != "count" or one.number is None or not one.counted_kind:
            continue
        for subject, sure in said(graph, one.id, "isAbout").items():
            counted = _rows(graph, subject, one.counted_kind, one.document)
            if counted != one.number and one.counted_kind in graph.ontology.kinds:
                about = text(
                    "conflict.count_of", thing=graph[subject].brief, kind=graph.ontology.kinds[one.counted_kind].plural
                )
                rows = Side(text("conflict.rows", count=counted), graph[subject], graph.citation(graph[subject]))
                yield Conflict("counts", subject, about, (side_of(graph, one, sure=sure), rows), sure)


def _rows(graph: KnowledgeGraph, subject: str, kind: str, document: str | None) -> int:
    """How many things of a kind a table holds; for anything else, how many are linked to it by the same document."""
    table = graph[subject].kind == "PlanTable"
    links = (*graph.incoming(subject, "inTable"),) if table else (*graph.incoming(subject), *graph.outgoing(subject))
    ends = {end for link in links if link.counts and link.document == document for end in (link.source, link.target)}
    return sum(graph[end].kind == kind for end in ends - {subject})


def _parts(graph: KnowledgeGraph, whole: Statement, relation: str) -> dict[Statement, bool]:
    """The statements that are parts of another, and whether as stated."""
    found: dict[str, bool] = {}
    for link in graph.incoming(whole.id, relation):
        if link.counts:
            found[link.source] = found.get(link.source, False) or link.counts_as_stated
    return {part: found[one] for one in sorted(found) if isinstance(part := graph[one], Statement)}


def sums(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """Parts that do not add up to their total; percentages may be off by rounding."""
    for total in statements(graph):
        parts = _parts(graph, total, "addsUpTo")
        sure = all(parts.values())
        if other := next((part for part in parts if unit_of(part) != unit_of(total)), None):
            says = text("conflict.other_unit", unit=other.unit or "–", total=total.unit or "–")
            sides = (side_of(graph, total), Side(says, other, graph.citation(other), parts[other]))
            yield Conflict("sums", total.id, text("conflict.sum_of", what=total.label), sides, parts[other])
            continue
        figures = [part.number for part in parts if part.number is not None]
        if total.number is None or not parts or len(figures) < len(parts):
            continue
        slack = _ROUNDING * (len(parts) + 1) if (unit_of(total) or "").startswith(("%", "procent")) else 1e-9
        if not isclose(sum(figures), total.number, abs_tol=slack):
            first = next(iter(parts))
            says = text("conflict.parts", sum=f"{sum(figures):.15g}", count=len(parts))
            sides = (side_of(graph, total), Side(says, first, graph.citation(first), sure))
            yield Conflict("sums", total.id, text("conflict.sum_of", what=total.label), sides, sure)


def shares(graph: KnowledgeGraph) -> Iterator[Conflict]:
    """A share of all lies between the shares of the groups that make up all; a group above the rest is above all, too.

    The groups' statements are `broader` to the statement of all.  A statement about a group's statement with the attribute
    `above_the_rest` or `below_the_rest` and the claim yes says how the group stands to the others.
    """
    for whole in statements(graph):
        parts = {
            part: sure
            for part, sure in _parts(graph, whole, "broader").items()
            if unit_of(part) == unit_of(whole) == "%"
        }
        figures = {part: part.number for part in parts if part.number is not None}
        if whole.number is None or not figures:
            continue
        about = text("conflict.share_of", what=whole.label)
        low, high = min(figures.values()), max(figures.values())
        if len(figures) > 1 and not low - 2 * _ROUNDING <= whole.number <= high + 2 * _ROUNDING:
            sides = tuple(side_of(graph, part, sure=parts[part]) for part in figures)
            yield Conflict("shares", whole.id, about, (side_of(graph, whole), *sides), all(parts.values()))
        for part, number in figures.items():
            for order, sure in _orders(graph, part, number - whole.number):
                told = (side_of(graph, order, sure=sure), side_of(graph, part, sure=parts[part]), side_of(graph, whole))
                yield Conflict("shares", whole.id, about, told, sure and parts[part])


def _orders(graph: KnowledgeGraph, part: Statement, over: float) -> Iterator[tuple[Statement, bool]]:
    """The statements that set a group above (below) the rest although it is `over` points above all, which is less (more) than none."""
    ways = {"above_the_rest": over, "below_the_rest": -over}
    for link in graph.incoming(part.id, "isAbout"):
        order = graph[link.source]
        if not link.counts or not isinstance(order, Statement):
            continue
        if ways.get(order.attribute, 0) < -2 * _ROUNDING and not exclude(meaning(order.value) or "", "yes"):
            yield order, link.counts_as_stated
