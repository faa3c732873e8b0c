"""A made-up graph of three documents: two plans of two towns, and a study with efforts that belong to no plan.

The documents share areas, a cause and an actor, and lean on each other: the north plan addresses a cause that only the
south plan says drives recruitment, so the whole touches more than the plan by itself.  They contradict each other on one
figure.  `m-n-forslag` and `m-study-idea` are only proposed.
"""

from __future__ import annotations

from functools import cache

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Actor,
    Cause,
    CrimeArea,
    Link,
    LinkStatus,
    Measure,
    Municipality,
    Node,
    Plan,
    Source,
    Statement,
    Text,
)

__all__ = ["several"]


def _named(sv: str, en: str) -> Text:
    return Text(sv=sv, en=en)


@cache
def several() -> KnowledgeGraph:
    """The graph; every measure's id tells its document: `m-n-`, `m-s-` or `m-study-`."""
    return KnowledgeGraph.of([*_documents(), *_things(), *_measures()], _links())


def _documents() -> list[Node]:
    return [
        Source(
            id="d-north", label=_named("Norra planen", "The north plan"), publisher="Norrtuna kommun", issued="2024",
            outline=("kap. 1", "kap. 2"), taken=_named("Alla rader.", "All rows."), left_out=_named("Förordet.", "The preface."),
        ),
        Source(id="d-south", label=_named("Södra planen", "The south plan")),
        Source(id="d-study", label=_named("Kartläggningen", "The mapping")),
        Municipality(id="town-north", label=_named("Norrtuna kommun", "Norrtuna"), short=_named_short("Norrtuna"), document="d-north"),
        Municipality(id="town-south", label=_named("Sörtuna kommun", "Sörtuna"), short=_named_short("Sörtuna"), document="d-south"),
        Plan(id="plan-north-2025", label=_named("Norrtunas plan", "Plan of Norrtuna"), starts="2024", ends="2025", document="d-north"),
        Plan(id="plan-south-2026", label=_named("Sörtunas plan", "Plan of Sörtuna"), starts="2025", ends="2026", document="d-south"),
        Plan(id="plan-north-old", label=_named("Norrtunas förra plan", "Earlier plan"), document="d-north"),
    ]  # fmt: skip


def _named_short(name: str) -> Text:
    from kgraph.model import Short

    return Short(sv=name, en=name)


def _things() -> list[Node]:
    return [
        CrimeArea(id="area-drugs", label=_named("Narkotika", "Narcotics"), document="d-north", locator="kap. 1"),
        CrimeArea(id="area-recruit", label=_named("Nyrekrytering", "Recruitment"), document="d-south", locator="s. 2"),
        CrimeArea(id="area-school", label=_named("Skolmiljö", "School"), document="d-study", locator="s. 9"),
        Cause(id="cause-truancy", label=_named("Skolfrånvaro", "Truancy"), document="d-north", locator="kap. 1"),
        Cause(id="cause-money", label=_named("Pengar och status", "Money"), document="d-south", locator="s. 3"),
        Cause(id="cause-alone", label=_named("Ensamhet", "Loneliness"), document="d-study", locator="s. 4"),
        Actor(id="actor-police", label=_named("Polisen", "The police"), document="d-north", locator="kap. 2"),
        Statement(
            id="stmt-n", label=_named("Antal enligt norr", "Count, north"), attribute="open_days", number=5, value="5",
            document="d-north", locator="kap. 2",
        ),
        Statement(
            id="stmt-s", label=_named("Antal enligt söder", "Count, south"), attribute="open_days", number=7, value="7",
            document="d-south", locator="s. 5",
        ),
    ]  # fmt: skip


def _measures() -> list[Node]:
    def made(name: str, sv: str, document: str, **more: str) -> Measure:
        return Measure(id=f"m-{name}", label=_named(sv, f"{name} in English"), document=document, locator="1", **more)

    return [
        made("n-krogar", "Krogar mot knark", "d-north", time="2025"),
        made("n-narvaro", "Ring hem vid frånvaro", "d-north"),
        made("n-forslag", "Öppna en fritidsgård", "d-north", measure_status="proposed"),
        made("s-krogar", "Utbilda krögare", "d-south", time="2026"),
        made("s-vagar", "Vägar ur gäng", "d-south"),
        made("study-effort", "Nattvandring", "d-study", measure_status="ongoing"),
        made("study-idea", "Inför skolfrukost", "d-study", measure_status="proposed"),
    ]


def _links() -> list[Link]:
    made: list[tuple[str, str, str, str, LinkStatus]] = [
        ("plan-north-2025", "isPlanOf", "town-north", "d-north", "stated"),
        ("plan-south-2026", "isPlanOf", "town-south", "d-south", "stated"),
        *((f"m-n-{one}", "partOf", "plan-north-2025", "d-north", "stated") for one in ("krogar", "narvaro", "forslag")),
        *((f"m-s-{one}", "partOf", "plan-south-2026", "d-south", "stated") for one in ("krogar", "vagar")),
        ("m-n-krogar", "homeArea", "area-drugs", "d-north", "stated"),
        ("m-n-narvaro", "addresses", "cause-truancy", "d-north", "stated"),
        ("m-n-forslag", "addresses", "cause-truancy", "d-north", "interpreted"),
        ("m-n-forslag", "homeArea", "area-drugs", "d-north", "stated"),
        ("m-s-krogar", "homeArea", "area-drugs", "d-south", "stated"),
        ("m-s-vagar", "addresses", "cause-money", "d-south", "interpreted"),
        ("m-s-vagar", "homeArea", "area-recruit", "d-south", "stated"),
        ("m-study-effort", "homeArea", "area-school", "d-study", "stated"),
        ("m-study-effort", "alsoAffects", "area-drugs", "d-study", "interpreted"),
        ("m-study-idea", "addresses", "cause-truancy", "d-study", "stated"),
        ("cause-truancy", "contributesTo", "area-drugs", "d-north", "stated"),
        ("cause-truancy", "contributesTo", "area-recruit", "d-south", "stated"),
        ("cause-truancy", "contributesTo", "area-school", "d-study", "stated"),
        ("cause-money", "contributesTo", "area-recruit", "d-south", "stated"),
        ("area-drugs", "mattersFor", "area-recruit", "d-south", "stated"),
        ("actor-police", "isResponsibleFor", "m-n-krogar", "d-study", "stated"),
        ("actor-police", "takesPartIn", "m-s-krogar", "d-south", "stated"),
        ("stmt-n", "isAbout", "area-drugs", "d-north", "stated"),
        ("stmt-s", "isAbout", "area-drugs", "d-south", "stated"),
    ]
    why = _named("Läst ur sammanhanget.", "Read from the context.")
    return [
        Link(
            source=source, relation=relation, target=target, document=document, locator="1", status=status,
            rationale=why if status == "interpreted" else None,
        )
        for source, relation, target, document, status in made
    ]  # fmt: skip
