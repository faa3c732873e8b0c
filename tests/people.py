"""A made-up town whose answers about people, places and times can be counted by hand, and random ones like it.

Four measures: `m-kro` (police answer, the school office takes part), `m-ute` (police and school office both answer),
`m-hem` (nobody is said to answer and the mark is lost; police and the association take part, the latter by a reading)
and `m-sjalv` (the association alone, through its part `s-del`).
"""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Actor,
    CrimeArea,
    FollowUp,
    Goal,
    Indicator,
    Link,
    LinkStatus,
    Measure,
    Method,
    Node,
    Place,
    Plan,
    Problem,
    Source,
    SubActivity,
    TargetGroup,
    Text,
)
from kgraph.model.values import MeasureStatus

__all__ = ["nested", "people", "towns"]


def named(sv: str) -> Text:
    return Text(sv=sv, en=f"{sv} (en)")


@cache
def people() -> KnowledgeGraph:
    """The town."""
    return KnowledgeGraph.of(_nodes(), [_link(*one) for one in _LINKS])


@cache
def nested() -> KnowledgeGraph:
    """Two measures, the second part of the first: p answers for the second, which uses a method, and q for the first."""
    nodes = [
        *(Measure(id=f"m-{number}", label=named(f"Åtgärd {number}")) for number in (1, 2)), Method(id="x", label=named("Metoden")),
        *(Actor(id=f"actor-{name}", label=named(f"Aktör {name}")) for name in ("p", "q")),
    ]  # fmt: skip
    links = [("m-2", "partOf", "m-1"), ("m-2", "usesMethod", "x"), ("actor-p", "isResponsibleFor", "m-2"), ("actor-q", "isResponsibleFor", "m-1")]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, locator="sidan 2") for s, r, t in links])


def _nodes() -> list[Node]:
    at = {"document": "d", "locator": "1"}
    return [
        Source(id="d", label=named("Dokumentet"), issued="2024"),
        Plan(id="plan-a", label=named("Plan A"), starts="2025", ends="2026", document="d", locator="1"),
        Plan(id="plan-b", label=named("Plan B"), document="d", locator="1"),
        CrimeArea(id="area-x", label=named("Narkotika"), **at),
        Actor(id="actor-police", label=named("Polisen"), actor_type="police", **at),
        Actor(id="actor-lpo", label=named("Lokalpolisen"), actor_type="police", **at),
        Actor(id="actor-school", label=named("Skolkontoret"), actor_type="department", **at),
        Actor(id="actor-club", label=named("Idrottsklubben"), actor_type="civil_society", **at),
        Actor(id="actor-board", label=named("Rådet"), actor_type="collaboration_body", **at),
        Actor(id="actor-idle", label=named("Museet"), **at),
        Measure(id="m-kro", label=named("Krogar"), starts="2025", ends="2025", **at),
        Measure(id="m-ute", label=named("Utemiljö"), time="2026-03-01", measure_status="ongoing", **at),
        Measure(id="m-hem", label=named("Hembesök"), starts="2025-03", recurrence="quarterly", unknown=("responsible",), **at),
        Measure(id="m-sjalv", label=named("Träning"), time="löpande", recurrence="continuous", **at),
        SubActivity(id="s-del", label=named("Sommarläger"), starts="2026-06", ends="2026-08", measure_status="planned", **at),
        TargetGroup(id="group-unga", label=named("Unga"), **at),
        TargetGroup(id="group-flickor", label=named("Flickor"), **at),
        TargetGroup(id="group-aldre", label=named("Äldre"), **at),
        Place(id="place-torg", label=named("Torget"), **at),
        Place(id="place-bank", label=named("Bänken"), **at),
        Method(id="method-est", label=named("EST"), **at),
        Method(id="method-lik", label=named("Embrace"), **at),
        Goal(id="g-lugn", label=named("Lugnare krogar"), **at),
        Indicator(id="i-anm", label=named("Anmälningar"), **at),
        Indicator(id="i-ensam", label=named("Ensamt mått"), **at),
        Problem(id="p-gap", label=named("Polis och skola möts inte"), problem_kind="cooperation_gap", **at),
        Problem(id="p-need", label=named("Äldre glöms bort"), problem_kind="need", **at),
    ]  # fmt: skip


_LINKS: list[tuple[str, str, str, LinkStatus]] = [
    ("m-kro", "partOf", "plan-a", "stated"),
    ("m-ute", "partOf", "plan-b", "stated"),
    ("m-hem", "partOf", "plan-a", "stated"),
    ("m-sjalv", "partOf", "plan-a", "stated"),
    ("s-del", "partOf", "m-sjalv", "stated"),
    ("actor-police", "isResponsibleFor", "m-kro", "stated"),
    ("actor-school", "takesPartIn", "m-kro", "stated"),
    ("actor-police", "isResponsibleFor", "m-ute", "stated"),
    ("actor-school", "isResponsibleFor", "m-ute", "stated"),
    ("actor-police", "takesPartIn", "m-hem", "stated"),
    ("actor-club", "takesPartIn", "m-hem", "interpreted"),
    ("actor-idle", "takesPartIn", "m-hem", "rejected"),
    ("actor-club", "takesPartIn", "s-del", "stated"),
    ("actor-lpo", "broader", "actor-police", "stated"),
    ("actor-club", "memberOf", "actor-board", "interpreted"),
    ("m-kro", "isFollowedUpThrough", "actor-board", "stated"),
    ("m-kro", "homeArea", "area-x", "stated"),
    ("m-kro", "isFor", "group-unga", "stated"),
    ("m-ute", "isFor", "group-flickor", "interpreted"),
    ("group-flickor", "broader", "group-unga", "stated"),
    ("m-kro", "takesPlaceAt", "place-bank", "stated"),
    ("m-ute", "takesPlaceAt", "place-torg", "stated"),
    ("place-bank", "broader", "place-torg", "stated"),
    ("m-kro", "usesMethod", "method-est", "stated"),
    ("m-ute", "usesMethod", "method-est", "interpreted"),
    ("method-lik", "closeMatch", "method-est", "interpreted"),
    ("m-kro", "pursues", "g-lugn", "stated"),
    ("g-lugn", "isMeasuredBy", "i-anm", "stated"),
    ("p-gap", "affects", "actor-police", "stated"),
    ("p-gap", "affects", "actor-school", "stated"),
    ("p-need", "affects", "group-aldre", "stated"),
]


def _link(source: str, relation: str, target: str, status: LinkStatus) -> Link:
    return Link(
        source=source, relation=relation, target=target, status=status, document="d", locator="1",
        rationale=named("Läst ur sammanhanget.") if status == "interpreted" else None,
    )  # fmt: skip


# --- random towns ---------------------------------------------------------------------------------------------

_STATUSES: tuple[LinkStatus, ...] = ("stated", "interpreted", "confirmed", "rejected")
_WORDS: tuple[MeasureStatus | None, ...] = ("planned", "ongoing", "completed", "cancelled", "unknown", "proposed", None)
_ENDS = (
    ("isResponsibleFor", "actor", "m"), ("isResponsibleFor", "actor", "s"), ("takesPartIn", "actor", "m"),
    ("takesPartIn", "actor", "s"), ("memberOf", "actor", "actor"), ("broader", "actor", "actor"),
    ("isFor", "m", "group"), ("isFor", "s", "group"), ("broader", "group", "group"), ("takesPlaceAt", "m", "place"),
    ("takesPlaceAt", "s", "place"), ("broader", "place", "place"), ("usesMethod", "m", "method"), ("homeArea", "m", "area"),
    ("followsUp", "f", "m"), ("partOf", "m", "plan"), ("affects", "p", "actor"), ("affects", "p", "group"),
    ("isFollowedUpThrough", "m", "actor"),
)  # fmt: skip
_SIZES = {"actor": 4, "m": 4, "s": 3, "group": 4, "place": 3, "method": 2, "area": 2, "f": 4, "plan": 2, "p": 2}
_TIMES = (None, "2024", "2025", "2025-06", "2026-02-01", "hösten")


@st.composite
def towns(draw: st.DrawFn) -> KnowledgeGraph:
    """A random graph of actors, groups, places, methods, plans and follow-ups, with cycles, readings and rejections."""
    drawn = draw(st.lists(_links(), max_size=40, unique_by=Link.sort_key))
    parts = [
        Link(source=f"s-{n}", relation="partOf", target=f"m-{n}", locator="1", status=draw(st.sampled_from(_STATUSES)))
        for n in range(_SIZES["s"])
    ]
    nodes = [node for kind, size in _SIZES.items() for number in range(size) for node in [draw(_node(kind, number))]]
    return KnowledgeGraph.of(nodes, [*parts, *drawn])


@st.composite
def _links(draw: st.DrawFn) -> Link:
    relation, source, target = draw(st.sampled_from(_ENDS))
    return Link(
        source=f"{source}-{draw(st.integers(0, _SIZES[source] - 1))}", relation=relation,
        target=f"{target}-{draw(st.integers(0, _SIZES[target] - 1))}", status=draw(st.sampled_from(_STATUSES)),
        locator=draw(st.sampled_from(("1", "2"))),
    )  # fmt: skip


@st.composite
def _node(draw: st.DrawFn, kind: str, number: int) -> Node:
    one, label = f"{kind}-{number}", Text(sv=f"{kind} nummer {number}")
    if kind == "m":
        return Measure(
            id=one, label=label, measure_status=draw(st.sampled_from(_WORDS)), starts=draw(st.sampled_from(_TIMES)),
            ends=draw(st.sampled_from(_TIMES)), unknown=draw(st.sampled_from(((), ("responsible",)))),
        )  # fmt: skip
    if kind == "f":
        return FollowUp(
            id=one, label=label, date=draw(st.sampled_from(_TIMES)), measure_status=draw(st.sampled_from(_WORDS))
        )
    if kind == "p":
        return Problem(id=one, label=label, problem_kind=draw(st.sampled_from(("problem", "need", "cooperation_gap"))))
    models: dict[str, type[Node]] = {
        "actor": Actor, "s": SubActivity, "group": TargetGroup, "place": Place, "method": Method, "area": CrimeArea,
        "plan": Plan,
    }  # fmt: skip
    return models[kind](id=one, label=label)
