"""Which is the smallest set of measures that covers the causes, and what do the best few, or a budget, cover?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from kgraph.analysis.portfolio.told import BASES, Told
from kgraph.covering.choosing import Wish, choose, costs
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import MeasureRows
from kgraph.model import AREA_KINDS, Table, Text
from kgraph.wording import columns, kronor, refused, text

__all__ = ["portfolio"]

Method = Literal["auto", "greedy"]
"""As `kgraph.setcover` has it, which is loaded only when something is to be covered."""
_MOST = 1e15
"""The largest number of kronor or seconds that means anything."""


def portfolio(
    graph: KnowledgeGraph,
    *,
    causes: Sequence[str] = (),
    area: str | None = None,
    best: int | None = None,
    budget: float | None = None,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    at_least: int = 1,
    every: bool = False,
    alternatives: int = 0,
    method: Method = "auto",
    seconds: float = 10.0,
) -> Table:
    """The fewest measures that cover the causes, each by `at_least` of them; by stated links, and with interpreted ones.

    Asked about are the named causes and those that drive `area` (all when neither is given).  Causes that too few measures
    cover are covered as far as it goes and told in the table `uncovered`; with `every` they make the wish impossible.
    With `best` at most so many measures, with `budget` measures that cost at most so many kronor a year together, that cover
    as many causes as possible; a measure without a cost cannot be chosen then and is told in `missing_costs`.  Measures in
    `include` are chosen whatever happens, those in `exclude` never.  `alternatives` other sets of the same size or one more.

    Rows are the chosen measures, first those by stated links (`basis` "stated"), then those with interpreted ones; where both ways
    say the same of one, once (`basis` "both"): `id`,
    `label`, `plan`, `standing`, `added` (causes that no measure before it covers), `alone` (how many causes the set would cover
    too little without it), with a budget `cost` (kronor a year) and `sole` (how many of the causes have no other measure at
    all).  The counts are the measures of the set and the causes that `at_least` of these cover; `covered_partly` those that fewer cover
    since there are no more.  `also` holds `proof` (for each basis `size`, `causes`, `bound`, `gap` in per cent, `proven`, `rungs`).
    A search (`kgraph.setcover`) takes at most about `seconds` for each basis; `method` "greedy" is the greedy choice alone.

    Raises `UnknownName` or `AmbiguousName` for a name, and `UsageError` where the wishes exclude each other.
    """
    measures = len(graph.of_kind("Measure"))
    asked, size = _asked(graph, causes, area), best and min(best, measures)
    wish = Wish(
        asked, _ids(graph, include), _ids(graph, exclude), at_least, every, size, budget, alternatives, method, seconds
    )
    _refuse_nonsense(graph, wish)
    choices = {basis: choose(graph, wish, interpreted=basis == "interpreted") for basis in BASES}
    told = Told(graph, wish, choices, _which(graph, causes, area))
    rows = told.rows()
    fewer = (text("portfolio.fewer", best=best, measures=measures),) if best != size else ()
    return Table(
        name="portfolio", title=told.title(), rows=rows, counts=told.counts(), lead=tuple(told.lead()), notes=(*fewer, *told.notes()),
        columns=columns(
            **told.counted(), label="measure", **MeasureRows.headings(rows), added="portfolio.added",
            **told.money(), sole="portfolio.sole",
        ),
        also=told.also(),
    )  # fmt: skip


def _asked(graph: KnowledgeGraph, names: Sequence[str], area: str | None) -> tuple[str, ...]:
    """The ids of the causes that are asked about, in order."""
    found = {graph.resolve(name, ["Cause"]).id for name in names}
    if area:
        driving = graph.index.driving(graph.resolve(area, AREA_KINDS).id, interpreted=True)
        found |= {one for one in driving if graph[one].kind == "Cause"}
    elif not names:
        found = {cause.id for cause in graph.of_kind("Cause")}
    return tuple(sorted(found))


def _which(graph: KnowledgeGraph, causes: Sequence[str], area: str | None) -> Text:
    """What the causes are called that are asked about."""
    if causes:
        return text("portfolio.of_some")
    return text("portfolio.of_area", area=graph.resolve(area, AREA_KINDS).brief) if area else text("portfolio.of_all")


def _ids(graph: KnowledgeGraph, names: Iterable[str]) -> frozenset[str]:
    return frozenset(graph.resolve(name, ["Measure"]).id for name in names)


def _refuse_nonsense(graph: KnowledgeGraph, wish: Wish) -> None:
    """Raise `UsageError` for numbers that mean nothing here and for wishes that exclude each other."""
    _refuse_numbers(graph, wish)
    if both := sorted(wish.include & wish.exclude):
        raise _usage("in_and_out", name=graph[both[0]].brief)
    if wish.strict and wish.limited:
        raise _usage("no_all")
    if wish.alternatives and wish.limited:
        raise _usage("no_alternatives")
    if wish.size is not None and len(wish.include) > wish.size:
        raise _usage("too_many", included=len(wish.include), size=wish.size)
    if wish.budget is not None:
        known = costs(graph, interpreted=False)
        if unknown := sorted(wish.include - known.keys()):
            raise _usage("no_cost", name=graph[unknown[0]].brief)
        if (total := sum(known[one] for one in wish.include)) > wish.budget:
            raise _usage("too_dear", total=kronor(total), budget=kronor(wish.budget))


def _refuse_numbers(graph: KnowledgeGraph, wish: Wish) -> None:
    measures = len(graph.of_kind("Measure"))
    for option, number, least in (("budget", wish.budget, 0.0), ("seconds", wish.seconds, 1e-3)):
        if number is not None and not least <= number <= _MOST:
            raise _usage(f"no_{option}", number=f"{number:g}")
    if not 1 <= wish.at_least <= max(1, measures):
        raise _usage("no_at_least", number=wish.at_least, measures=measures)


def _usage(key: str, **values: object) -> UsageError:
    return refused(f"portfolio.{key}", **values)
