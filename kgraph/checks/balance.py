"""Kinds of prevention: do they meet the causes (G11), and does an area have all levels and time perspectives (G12)?

A verdict is given only where sources tell of every measure in question; what they leave open may hold what seems to be
missing.  It is given by what sources state; where readings would change it, that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kgraph.checks.rule import Rule, about
from kgraph.covering.tallies import Group, Share, groups, shares_by, tally
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Finding, Node, Text
from kgraph.wording import joined

__all__ = ["RULES"]

_TYPES = ("social", "situational")
_LAYERS = (False, True)


def _matched(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G11: what kind of cause meets what kind of measure, and areas with one kind alone."""
    if not any(one.told("nature", interpreted=True) in _TYPES for one in graph.of_kind("Cause")):
        yield about(graph, "G11", "no_natures", judged=False)
    met = [_types_met(graph, interpreted=layer) for layer in _LAYERS]
    for cause in graph.of_kind("Cause"):
        yield from _met_by_its_kind(graph, cause, [one[cause.id] for one in met])
    yield from _complete(graph, "G11", "type")


def _types_met(graph: KnowledgeGraph, *, interpreted: bool) -> dict[str, set[str | None]]:
    """For each cause the types of the measures that act on it; None for a type that nobody tells."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for measure, cause in graph.index.addressing(interpreted=interpreted):
        found[cause].add(graph[measure].told("prevention_type", interpreted=interpreted))
    return found


def _met_by_its_kind(graph: KnowledgeGraph, cause: Node, met: Sequence[set[str | None]]) -> Iterator[Finding]:
    natures = [cause.told("nature", interpreted=layer) for layer in _LAYERS]
    verdicts = [_verdict(nature, types) for nature, types in zip(natures, met, strict=True)]
    if verdicts[0] == "mismatch":
        yield about(graph, "G11", natures[0] if verdicts[1] == "mismatch" else "by_reading", cause)
    elif "untold" in verdicts:
        yield about(graph, "G11", "types_untold", cause, judged=False)


def _verdict(nature: str | None, types: set[str | None]) -> str:
    """How a cause of a nature is met: "fine", "mismatch", or "untold" where a type that nobody tells may be the right one.

    A cause without a measure is G2's; structural causes call for no one type.
    """
    if nature not in _TYPES or not types or nature in types:
        return "fine"
    return "untold" if None in types else "mismatch"


def _varied(graph: KnowledgeGraph) -> Iterator[Finding]:
    """G12: every area has measures at all levels and in all time perspectives."""
    for dimension in ("level", "time"):
        yield from _complete(graph, "G12", dimension)


def _complete(graph: KnowledgeGraph, code: str, dimension: str) -> Iterator[Finding]:
    """Which areas have measures of every value of a dimension, as far as all their measures are told of."""
    shares = shares_by(graph, dimension, inherit=False)
    areas = groups(graph, [one.id for one in graph.of_kind(*AREA_KINDS)], inherit=False)
    told = [(area, _missing(area, shares)) for area in areas if any(area.measures)]
    if not told:
        yield about(graph, code, f"no_areas_{dimension}", judged=False)
    for area, missing in told:
        if missing is None:
            yield about(graph, code, f"untold_{dimension}", graph[area.key], judged=False)
        elif missing:
            yield about(graph, code, f"lacks_{dimension}", graph[area.key], missing=joined(missing))


def _missing(area: Group, shares: Sequence[Share]) -> list[Text] | None:
    """The values that no measure of an area has; None while some measure's is untold, in either way of counting."""
    missing = [share.label for share in shares[:-1] if not any(tally(area, share))]
    return None if missing and any(tally(area, shares[-1])) else missing


RULES = (Rule("G11", _matched, ("Measure",)), Rule("G12", _varied, ("Measure",)))
