"""One tiny plan that the README, the documentation and the tests share."""

from __future__ import annotations

from functools import cache

from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Link, LinkStatus, Measure, Node, Source, TargetGroup, Text

__all__ = ["example"]


@cache
def example() -> KnowledgeGraph:
    """A made-up plan: three areas, four causes, four measures, two actors; one cause without a measure.

    `m-krogar` touches recruitment because drug prevention is stated to matter for it; `m-skola` touches both
    areas only through interpreted links; nobody acts on `cause-status`.
    """
    return KnowledgeGraph.of(_nodes(), _links())


def _nodes() -> list[Node]:
    at = {"document": "exempel"}
    return [
        Source(id="exempel", label=Text(sv="Exempelplan", en="Example plan")),
        CrimeArea(id="area-narkotika", label=Text(sv="Narkotika", en="Narcotics"), aliases=("droger",), locator="1", **at),
        CrimeArea(id="area-nyrekrytering", label=Text(sv="Nyrekrytering", en="Recruitment"), locator="2", **at),
        CrimeArea(id="area-skola", label=Text(sv="Skolmiljö", en="School environment"), locator="3", **at),
        Cause(id="cause-tobak", label=Text(sv="Tobaksbruk", en="Tobacco use"), locator="1.1", **at),
        Cause(id="cause-skola", label=Text(sv="Ej behörig till gymnasiet", en="Not qualified"), locator="1.1", **at),
        Cause(id="cause-status", label=Text(sv="Status och pengar", en="Status and money"), locator="2.1", **at),
        Cause(id="cause-vuxna", label=Text(sv="Färre vuxna i skolan", en="Fewer adults"), locator="3.1", **at),
        Measure(id="m-krogar", label=Text(sv="Inför Krogar mot knark", en="Introduce Bars against drugs"), locator="1.2", **at),
        Measure(id="m-tobak", label=Text(sv="Tobaksfri skoltid", en="Tobacco-free schools"), locator="1.2", **at),
        Measure(id="m-skola", label=Text(sv="Stöd så att fler klarar skolan", en="School support"), locator="3.2", **at),
        Measure(id="m-natvaro", label=Text(sv="Fler vuxna i korridorerna", en="Adults in corridors"), locator="3.2", **at),
        Actor(id="actor-polisen", label=Text(sv="Polisen", en="The police"), actor_type="police", locator="4", **at),
        Actor(id="actor-skolan", label=Text(sv="Skolförvaltningen", en="School office"), abbreviation="SKF", locator="4", **at),
        TargetGroup(id="group-elever", label=Text(sv="Elever", en="Pupils"), locator="3.2", **at),
    ]  # fmt: skip


def _links() -> list[Link]:
    reading = Text(sv="Åtgärden verkar på orsaken.", en="The measure acts on the cause.")
    made: list[tuple[str, str, str, LinkStatus]] = [
        ("m-krogar", "homeArea", "area-narkotika", "stated"),
        ("m-tobak", "homeArea", "area-narkotika", "stated"),
        ("m-skola", "homeArea", "area-skola", "stated"),
        ("m-natvaro", "homeArea", "area-skola", "stated"),
        ("area-narkotika", "mattersFor", "area-nyrekrytering", "stated"),
        ("cause-tobak", "contributesTo", "area-narkotika", "stated"),
        ("cause-skola", "contributesTo", "area-narkotika", "stated"),
        ("cause-skola", "contributesTo", "area-nyrekrytering", "stated"),
        ("cause-status", "contributesTo", "area-nyrekrytering", "stated"),
        ("cause-vuxna", "contributesTo", "area-skola", "stated"),
        ("m-tobak", "addresses", "cause-tobak", "rejected"),
        ("m-skola", "addresses", "cause-skola", "interpreted"),
        ("m-natvaro", "addresses", "cause-vuxna", "interpreted"),
        ("actor-polisen", "takesPartIn", "m-krogar", "stated"),
        ("actor-skolan", "isResponsibleFor", "m-skola", "stated"),
        ("m-skola", "isFor", "group-elever", "stated"),
    ]
    return [
        Link(
            source=source, relation=relation, target=target, status=status, document="exempel", locator="1",
            rationale=reading if status == "interpreted" else None,
        )
        for source, relation, target, status in made
    ]  # fmt: skip
