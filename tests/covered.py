"""Random graphs for the laws of coverage: with goals, target groups, problems, statuses, times, ratings, hierarchy and accepted gaps."""

from __future__ import annotations

from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    AcceptedGap,
    Actor,
    Cause,
    CrimeArea,
    EvidenceRating,
    Goal,
    Indicator,
    Link,
    Measure,
    Method,
    Node,
    Place,
    Problem,
    SubActivity,
    TargetGroup,
    Text,
)
from tests.strategies import STATUSES

__all__ = ["covered_graphs", "link"]

MEASURES = 6
_SIZES = {
    "m": MEASURES, "s": 2, "c": 4, "a": 3, "actor": 2, "g": 2, "i": 1, "t": 3, "p": 2, "method": 2, "rating": 1, "gap": 2,
    "place": 2,
}  # fmt: skip
_ENDS = [
    ("addresses", "m", "c"), ("addresses", "s", "c"), ("strengthens", "m", "c"), ("homeArea", "m", "a"), ("alsoAffects", "m", "a"),
    ("contributesTo", "c", "c"), ("contributesTo", "c", "a"), ("contributesTo", "c", "p"), ("concerns", "p", "a"),
    ("isResponsibleFor", "actor", "m"), ("isResponsibleFor", "actor", "s"), ("takesPartIn", "actor", "m"), ("pursues", "m", "g"),
    ("pursues", "a", "g"), ("isMeasuredBy", "g", "i"), ("isFor", "m", "t"), ("isFor", "s", "t"), ("usesMethod", "m", "method"),
    ("usesMethod", "s", "method"), ("rates", "rating", "method"), ("rates", "rating", "m"), ("broader", "a", "a"), ("broader", "t", "t"),
    ("broader", "c", "c"), ("accepts", "gap", "c"), ("accepts", "gap", "a"), ("accepts", "gap", "g"), ("partOf", "s", "m"),
    ("takesPlaceAt", "m", "place"), ("broader", "place", "place"),
]  # fmt: skip


@st.composite
def link(draw: st.DrawFn) -> Link:
    """One link between kinds that its relation allows."""
    relation, source, target = draw(st.sampled_from(_ENDS))
    return Link(
        source=f"{source}-{draw(st.integers(0, _SIZES[source] - 1))}", relation=relation,
        target=f"{target}-{draw(st.integers(0, _SIZES[target] - 1))}", status=draw(st.sampled_from(STATUSES)),
        locator=draw(st.sampled_from(("1", "2"))),
    )  # fmt: skip


def _named(prefix: str, number: int) -> dict[str, object]:
    return {"id": f"{prefix}-{number}", "label": Text(sv=f"{prefix} nummer {number}")}


@st.composite
def _measure(draw: st.DrawFn, number: int) -> Measure:
    return Measure(
        id=f"m-{number}", label=Text(sv=f"m nummer {number}"), time=draw(st.sampled_from((None, "2025"))),
        measure_status=draw(st.sampled_from((None, None, "planned", "proposed", "ongoing", "cancelled", "unknown"))),
        stand_in=draw(st.sampled_from((None, None, None, "placeholder", "reference"))),
        unknown=draw(st.sampled_from(((), (), ("responsible",), ("time",), ("goals",)))),
        interpreted=draw(st.sampled_from(((), (), ("measure_status",), ("time",), ("stand_in",)))),
        prevention_level=draw(st.sampled_from((None, "universal", "selective", "indicated"))),
    )  # fmt: skip


@st.composite
def covered_graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A graph with up to 40 links."""
    made: list[Node] = [draw(_measure(number)) for number in range(MEASURES)]
    kinds: dict[str, type[Node]] = {
        "c": Cause, "a": CrimeArea, "actor": Actor, "g": Goal, "i": Indicator, "t": TargetGroup, "p": Problem, "method": Method,
        "rating": EvidenceRating, "place": Place,
    }  # fmt: skip
    made += [
        kind.model_validate(_named(prefix, number))
        for prefix, kind in kinds.items()
        for number in range(_SIZES[prefix])
    ]
    made += [
        SubActivity(id=f"s-{n}", label=Text(sv=f"s nummer {n}"), time=draw(st.sampled_from((None, "2026"))))
        for n in range(2)
    ]
    made += [
        AcceptedGap(
            id=f"gap-{n}", label=Text(sv=f"lucka {n}"), reason=Text(sv="Annans uppdrag"), owner_role="rådet",
            review_on=draw(st.sampled_from(("2026-01-01", "2027-01-01"))),
        )
        for n in range(2)
    ]  # fmt: skip
    return KnowledgeGraph.of(made, draw(st.lists(link(), max_size=40, unique_by=Link.sort_key)))
