"""Random graphs for the laws: small, with cycles, parallel statements and every status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Actor,
    Cause,
    CrimeArea,
    FocusArea,
    Goal,
    GoalArea,
    Indicator,
    Link,
    LinkStatus,
    Measure,
    Method,
    Node,
    Place,
    Plan,
    PlanTable,
    Problem,
    Source,
    SubActivity,
    TargetGroup,
    Text,
)

STATUSES: tuple[LinkStatus, ...] = ("stated", "interpreted", "confirmed", "rejected")
_Sizes = Mapping[str, tuple[type[Node], int]]
_SIZES: _Sizes = {"m": (Measure, 6), "s": (SubActivity, 2), "c": (Cause, 5), "a": (CrimeArea, 3), "actor": (Actor, 2)}
_ENDS = [
    ("addresses", "m", "c"), ("addresses", "s", "c"), ("strengthens", "m", "c"), ("homeArea", "m", "a"),
    ("alsoAffects", "m", "a"), ("contributesTo", "c", "c"), ("contributesTo", "c", "a"), ("protectsAgainst", "c", "a"),
    ("mattersFor", "a", "a"), ("isResponsibleFor", "actor", "m"), ("takesPartIn", "actor", "s"),
]  # fmt: skip
_RICH_SIZES: _Sizes = {
    **_SIZES, "focus": (FocusArea, 1), "goalarea": (GoalArea, 1), "p": (Problem, 2), "group": (TargetGroup, 1),
    "place": (Place, 1), "method": (Method, 1), "plan": (Plan, 1), "source": (Source, 2),
    "goal": (Goal, 1), "indicator": (Indicator, 1), "table": (PlanTable, 1),
}  # fmt: skip
_RICH_ENDS = [
    *_ENDS, ("contributesTo", "c", "p"), ("protectsAgainst", "c", "p"), ("concerns", "p", "a"), ("concerns", "p", "focus"),
    ("contributesTo", "c", "focus"), ("mattersFor", "a", "focus"), ("mattersFor", "focus", "goalarea"),
    ("homeArea", "m", "focus"), ("alsoAffects", "m", "goalarea"), ("isFor", "m", "group"), ("isFor", "s", "group"),
    ("takesPlaceAt", "m", "place"), ("takesPlaceAt", "s", "place"), ("usesMethod", "m", "method"), ("usesMethod", "s", "method"),
    ("partOf", "m", "plan"), ("partOf", "s", "plan"), ("partOf", "s", "m"), ("partOf", "m", "m"),
    ("takesPartIn", "actor", "m"), ("isResponsibleFor", "actor", "s"), ("isResponsibleFor", "actor", "a"),
    ("pursues", "m", "goal"), ("isMeasuredBy", "m", "indicator"), ("isMeasuredBy", "goal", "indicator"), ("inTable", "m", "table"),
    ("inTable", "c", "table"),
]  # fmt: skip
"""Each kind of `kgraph.ways.TOUCHABLE`, and each relation of its rule."""


def nodes(sizes: _Sizes = _SIZES) -> list[Node]:
    """The nodes that every random graph has."""
    return [
        model(id=f"{prefix}-{number}", label=Text(sv=f"{prefix} nummer {number}"))
        for prefix, (model, size) in sizes.items()
        for number in range(size)
    ]


@st.composite
def link(draw: st.DrawFn, sizes: _Sizes = _SIZES, ends: Sequence[tuple[str, str, str]] = _ENDS) -> Link:
    """One link between kinds that its relation allows."""
    relation, source, target = draw(st.sampled_from(ends))
    return Link(
        source=f"{source}-{draw(st.integers(0, sizes[source][1] - 1))}",
        relation=relation,
        target=f"{target}-{draw(st.integers(0, sizes[target][1] - 1))}",
        status=draw(st.sampled_from(STATUSES)),
        locator=draw(st.sampled_from(("1", "2"))),
        document=draw(st.sampled_from((None, "source-0", "source-1"))) if "source" in sizes else None,
    )


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A graph of 6 measures, 2 sub-activities, 5 causes, 3 areas and 2 actors with up to 30 links."""
    size = draw(st.integers(0, 30))  # by itself a list is seldom longer than five, too short for chains
    drawn = draw(st.lists(link(), min_size=size, max_size=size, unique_by=Link.sort_key))
    parts = [
        Link(source=f"s-{n}", relation="partOf", target=f"m-{n}", locator="1", status=draw(st.sampled_from(STATUSES)))
        for n in range(_SIZES["s"][1])
    ]
    return KnowledgeGraph.of(nodes(), [*parts, *drawn])


@st.composite
def rich_graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """The same with everything that a measure can touch, by every relation, in up to 50 links of two documents or none."""
    size = draw(st.integers(0, 50))
    drawn = st.lists(link(_RICH_SIZES, _RICH_ENDS), min_size=size, max_size=size, unique_by=Link.sort_key)
    return KnowledgeGraph.of(nodes(_RICH_SIZES), draw(drawn))
