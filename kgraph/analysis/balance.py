"""Is the balance right?  Social and situational prevention, levels and time perspectives in each area, as far as sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.covering.tallies import UNKNOWN, Group, Share, groups, shares_by, tally
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Table, Text
from kgraph.wording import columns, text

__all__ = ["balance"]

_DIMENSIONS = ("type", "level", "time")
_LAYERS = (False, True)


def balance(graph: KnowledgeGraph, *, area: str | None = None, inherit: bool = False) -> Table:
    """For all measures, and for those of each area: how they divide by type, level and time perspective.

    `type` is social or situational prevention (guidance G11), `level` universal, selective or indicated and `time` the three time
    perspectives (G12).  For each of the three a row has `<value>_stated` and `<value>` for every value and for "unknown" (as
    `type_unknown_stated`), `missing_<dimension>`: the values that no measure is known to have, `verdict_<dimension>`: "none" (no
    measures), "unsaid" (the sources say nothing), "partly" (some measures are unknown, so that nothing can be said of what is
    missing), "missing" (all are known and some value has none) or "all".  `also` holds `matching`: what kinds of causes meet
    what types of measures.  With `area` only that area, with `inherit` also the measures of narrower areas.
    Raises `UnknownName` or `AmbiguousName` for the name of the area.
    """
    chosen = [graph.resolve(area, AREA_KINDS).id] if area else None
    shares = {one: shares_by(graph, one, inherit=inherit) for one in _DIMENSIONS}
    told = groups(graph, chosen, inherit=inherit)
    return Table(
        name="balance", title=text("balance.title_of", area=told[0].label) if area else text("balance.title"),
        rows=tuple(_row(group, shares) for group in told), counts=tuple(_count(one, told[0], shares[one]) for one in _DIMENSIONS),
        columns=columns(
            label="area", measures_stated="measures_stated", measures="measures_all", type_label="balance.type",
            level_label="balance.level", time_label="balance.time",
        ),
        notes=(text("balance.numbers"), text("balance.among_the_unknown")), also=(_matching(graph, chosen),),
    )  # fmt: skip


def _count(dimension: str, group: Group, shares: Sequence[Share]) -> Count:
    """Of how many measures of the first group the sources say anything in a dimension."""
    totals = [ones.bit_count() for ones in group.measures]
    unknown = tally(group, shares[-1])
    return Count(
        key=dimension, label=text(f"balance.known_{dimension}"), stated=totals[0] - unknown[0], with_interpreted=totals[1] - unknown[1],
        total=totals[1], rule=text(f"balance.rule_{dimension}"),
    )  # fmt: skip


def _row(group: Group, shares: dict[str, list[Share]]) -> dict[str, Cell]:
    stated, every = (ones.bit_count() for ones in group.measures)
    row: dict[str, Cell] = {"area": group.key, "label": group.label, "measures_stated": stated, "measures": every}
    for dimension in _DIMENSIONS:
        row |= _Divided(dimension, shares[dimension], [tally(group, share) for share in shares[dimension]]).cells()
    return row


@dataclass(frozen=True)
class _Divided:
    """How some measures divide in a dimension: the number of each value both ways, the unknown last."""

    dimension: str
    shares: Sequence[Share]
    numbers: Sequence[tuple[int, int]]

    def cells(self) -> dict[str, Cell]:
        cells: dict[str, Cell] = {}
        for share, (stated, every) in zip(self.shares, self.numbers, strict=True):
            key = f"{self.dimension}_{UNKNOWN}" if share.key == UNKNOWN else share.key
            cells |= {f"{key}_stated": stated, key: every}
        missing = [share for share, both in zip(self.shares[:-1], self.numbers, strict=False) if not any(both)]
        verdict = self.verdict(missing)
        return cells | {
            f"missing_{self.dimension}": tuple(share.key for share in missing), f"verdict_{self.dimension}": verdict,
            f"{self.dimension}_label": self.words(verdict, missing),
        }  # fmt: skip

    def verdict(self, missing: Sequence[Share]) -> str:
        """Judged by both ways of counting: what either leaves unknown is not known."""
        some = any(any(both) for both in self.numbers[:-1])
        if any(self.numbers[-1]):
            return "partly" if some else "unsaid"
        return "none" if not some else "missing" if missing else "all"

    def words(self, verdict: str, missing: Sequence[Share]) -> tuple[Text, ...]:
        """What is unknown where that is most, then the values that measures have, then those that no measure is known to have."""
        if verdict in ("none", "unsaid"):
            return (text(f"balance.{verdict}"),)
        known = [
            text(f"balance.of_{share.key}", count=_both(both))
            for share, both in zip(self.shares[:-1], self.numbers, strict=False)
            if any(both)
        ]
        unknown = [text("balance.unknown", count=_both(self.numbers[-1]))] if verdict == "partly" else []
        lacks = [text(f"balance.{verdict}_lacks_{share.key}") for share in missing]
        mostly = 2 * self.numbers[-1][1] >= sum(both[1] for both in self.numbers)
        return (*unknown, *known, *lacks) if mostly else (*known, *unknown, *lacks)


def _both(numbers: tuple[int, int]) -> str:
    """A number both ways: "3", or "3 (5)" where interpreted links change it."""
    return str(numbers[0]) if numbers[0] == numbers[1] else f"{numbers[0]} ({numbers[1]})"


def _matching(graph: KnowledgeGraph, areas: Sequence[str] | None) -> Table:
    """What kinds of causes meet what types of measures: pairs of a measure and a cause that it acts on, both ways."""
    within = set(graph.index.driving(areas[0], interpreted=True)) if areas else None
    pairs = [Counter(_natures(graph, within, interpreted=layer)) for layer in _LAYERS]
    types = (*graph.ontology.schemes["prevention_type"], UNKNOWN)
    rows: list[dict[str, Cell]] = []
    for nature in (*graph.ontology.schemes["cause_nature"], UNKNOWN):
        known = graph.ontology.schemes["cause_nature"].get(nature)
        row: dict[str, Cell] = {"nature": nature, "label": known.label if known else text("rollup.unknown")}
        for one in types:
            stated, every = (counted[nature, one] for counted in pairs)
            row |= {f"{one}_stated": stated, one: every, f"{one}_label": _both((stated, every))}
        rows.append(row)
    return Table(
        name="matching", title=text("balance.matching"), rows=tuple(rows), notes=(text("balance.matching_rule"),),
        columns=columns(label="balance.nature", **{f"{one}_label": f"balance.meets_{one}" for one in types}),
    )  # fmt: skip


def _natures(graph: KnowledgeGraph, within: set[str] | None, *, interpreted: bool) -> list[tuple[str, str]]:
    """The nature of the cause and the type of the measure, for each pair that acts; "unknown" where the sources say nothing."""
    natures = {one.id: one.told("nature", interpreted=interpreted) or UNKNOWN for one in graph.of_kind("Cause")}
    types = {
        one.id: one.told("prevention_type", interpreted=interpreted) or UNKNOWN for one in graph.of_kind("Measure")
    }
    pairs = graph.index.addressing(interpreted=interpreted)
    return [(natures[cause], types[measure]) for measure, cause in pairs if within is None or cause in within]
