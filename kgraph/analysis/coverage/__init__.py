"""Has everything that should have a measure got one?  Causes first; areas, goals, target groups and problems when asked for."""

from __future__ import annotations

from datetime import date

from kgraph.analysis.coverage.causes import of_causes
from kgraph.analysis.coverage.things import of_things
from kgraph.collector import collector_put_off
from kgraph.covering.states import coverable_kinds, state_named
from kgraph.graph import KnowledgeGraph
from kgraph.model import Table
from kgraph.wording import refused

__all__ = ["coverage"]


@collector_put_off()
def coverage(
    graph: KnowledgeGraph, *, area: str | None = None, kind: str = "cause", state: str | None = None,
    on: date | None = None, inherit: bool = False,
) -> Table:  # fmt: skip
    """For each cause: the areas it drives, the measures and actors that act on it, stated and with interpreted, and its state.

    A cause counts as covered only through a measure → cause link.  Rows are causes (`state` is one of
    `kgraph.covering.states.STATES`, which says what they mean); `also` holds the tables `areas`, `gap_causes` (causes without a
    measure that nobody has accepted), `gap_measures` (measures without a cause), `seeming` (causes covered by
    stand-ins alone, or placeholders themselves) and `accepted_gaps` where there are any,
    and for the whole `states` (how many things of each kind are in each state) and `figures` (nominal, real and by
    evidence).  Each count carries its rule.

    Where measures come from several plans, rows say which (`plans`; for causes without a measure, who speaks of them).
    Measures outside the plans and proposals are counted; `outside` says how many of a row's measures they are, and the
    counts `planned_causes` and `planned_measures` leave them out.

    With `kind` (an everyday word in Swedish or English for cause, area, goal, target group or problem) the rows are things of
    that kind, and `also` holds `gaps`.  With `area` only the causes that drive it, directly or through other causes, and the
    measures that touch it, both as counted with interpreted links.  With `state` (its name in either language) only the
    rows in that state by either way of counting (`in_state`: "stated", "interpreted" or "both"), and how many they are as the
    count `in_state`; the other counts stay those of the whole.  `on` is the day that accepted gaps are judged by; without it
    they all hold.  With `inherit` what covers a narrower thing covers the broader one too.

    Raises `UnknownName` or `AmbiguousName` for the name of an area, `UsageError` for a kind that cannot be covered, an
    unknown state, and an area together with another kind than causes.
    """
    kinds = coverable_kinds(graph, kind)
    wanted = state_named(state) if state else None
    if kinds == ("Cause",):
        return of_causes(graph, area, wanted, on, inherit=inherit)
    if area:
        raise refused("covering.area_of_causes")
    return of_things(graph, kinds, wanted, on, inherit=inherit)
