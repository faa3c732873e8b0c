"""How many measures each area has by actor, target group, place, prevention level or time perspective."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgraph.collector import collector_put_off
from kgraph.covering.tallies import DIMENSIONS, UNKNOWN, Group, Share, groups, shares_by, tally
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Table, Text
from kgraph.names import fold, swedish_order
from kgraph.wording import columns, refused, text

__all__ = ["rollup"]


@collector_put_off()
def rollup(
    graph: KnowledgeGraph, by: str, *, area: str | None = None, inherit: bool = False, most: int | None = None
) -> Table:
    """For each area the number of measures by `by`: "actor", "target_group", "place", "level", "time" or "type" (or what these
    are called in either language).

    A row for each area and value that have a measure in common (one row without a value where the area has no measure):
    `area` and `value` are ids or notations, `stated` and `with_interpreted` count measures, `total_stated` and `total` are all
    measures of the area, each once, so that where a measure has one value only the rows add up to them.  Measures of
    which the sources say nothing have a row of their own ("unknown"), measures of no area an area of their own ("?"),
    and "-" is the whole.  Within an area the values with most measures come first, the unknown last; with `most` only
    so many known values, and `further` in the last row says how many are left out.  With `area` only that one.  With
    `inherit` what is narrower counts into what is broader.

    The numbers of the unknown and of no area can be lower with interpreted links than without: a reading makes something known.
    Raises `UsageError` for another dimension, `UnknownName` or `AmbiguousName` for the name of the area.
    """
    dimension = _named(by)
    chosen = [graph.resolve(area, AREA_KINDS).id] if area else None
    shares = shares_by(graph, dimension, inherit=inherit)
    told = groups(graph, chosen, inherit=inherit)
    rows = tuple(row for group in told for row in _rows(group, shares, most))
    label = text(f"rollup.{dimension}")
    kept = "inherit" if inherit else "no_inherit"
    cut = (text("rollup.cut", most=most),) if any(row["further"] for row in rows) else ()
    return Table(
        name="rollup", title=text("rollup.title", by=label), rows=rows, counts=() if area else (_known(graph, shares, label),),
        columns=columns(
            area_label="area", label=f"rollup.heading_{dimension}", stated="measures_stated", with_interpreted="measures_all",
            total_stated="rollup.total_stated", total="rollup.total",
        ),
        notes=(text("rollup.rule"), text(f"rollup.{kept}"), *cut),
    )  # fmt: skip


def _named(word: str) -> str:
    """The dimension that a word means."""
    for key in DIMENSIONS:
        words = [text(f"rollup.{name}") for name in (key, f"heading_{key}")]
        names = (key, key.replace("_", " "), *(one.pick(lang) for one in words for lang in ("sv", "en")))
        if fold(word) in {fold(name) for name in names}:
            return key
    raise refused("rollup.unknown_dimension", name=word, known=", ".join(DIMENSIONS))


def _rows(group: Group, shares: Sequence[Share], most: int | None) -> Iterable[dict[str, Cell]]:
    """The rows of a group: the known values by size, then the unknown."""
    counted = [(tally(group, share), share) for share in shares]
    known = [(both, share) for both, share in counted if share.key != UNKNOWN and any(both)]
    known.sort(key=lambda one: (-one[0][1], -one[0][0], swedish_order(one[1].label.sv), one[1].key))
    shown = known[:most]
    unknown = [(both, share) for both, share in counted if share.key == UNKNOWN and any(both)]
    totals = [ones.bit_count() for ones in group.measures]
    told = [*shown, *unknown] or [((0, 0), Share("", text("rollup.none"), (0, 0)))]
    for place, (both, share) in enumerate(told):
        left = len(known) - len(shown) if place == len(told) - 1 else 0
        yield {
            "area": group.key, "area_label": group.label, "value": share.key or None, "label": share.label, "stated": both[0],
            "with_interpreted": both[1], "total_stated": totals[0], "total": totals[1], "further": left or None,
        }  # fmt: skip


def _known(graph: KnowledgeGraph, shares: Sequence[Share], label: Text) -> Count:
    """Of how many measures anything is said in this dimension."""
    total = len(graph.index.measures)
    stated, every = (total - one.bit_count() for one in shares[-1].measures)
    return Count(
        key="known", label=text("rollup.known", by=label), stated=stated, with_interpreted=every, total=total,
        rule=text("rollup.known_rule"),
    )  # fmt: skip
