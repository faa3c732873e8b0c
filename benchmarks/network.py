"""A whole network of 20,000 measures, 1,000 causes and 50,000 links, for timing the questions that people ask.

Unlike `benchmarks.synthetic`, which grows one plan for the integer core, it has everything that a question may be about: six plans
of four municipalities and efforts outside them, times, statuses, goals, indicators, target groups, places, methods and
parts, in words that are as many and as unevenly used as those of a language.  Where it is dense, causes drive each
other in one great loop, so that nearly every measure touches every area.  The same for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kgraph import KnowledgeGraph
from kgraph.model import (
    Actor,
    Cause,
    CrimeArea,
    Goal,
    Indicator,
    Link,
    Measure,
    Method,
    Municipality,
    Node,
    Place,
    Plan,
    Source,
    SubActivity,
    TargetGroup,
    Text,
)

__all__ = ["network"]

_WHY = Text(sv="Läst ur sammanhanget.", en="Read from the context.")
_PLANS, _TOWNS = 6, 4
_FIRST = (
    "skol", "natt", "fält", "familje", "ungdoms", "trygghets", "vuxen", "station", "fritids", "tillsyns", "kontroll", "handels", "trafik",
    "belysnings", "vittnes", "avhopps", "förenings", "kvarters", "parkerings", "krog", "närvaro", "elev", "bostads", "granne", "busshållplats",
    "butiks", "cykel", "narkotika", "vålds", "relations", "brottsoffer", "ordnings", "sommar", "idrotts", "biblioteks", "öppenvårds",
)  # fmt: skip
_LAST = (
    "samverkan", "stöd", "samtal", "vandring", "utbildning", "tillsyn", "kontroll", "dialog", "grupp", "mottagning", "vakt", "råd", "analys",
    "kartläggning", "möte", "insats", "lots", "nätverk", "kampanj", "larm", "lägesbild", "handledning", "mentor", "team", "plan", "arbete",
)  # fmt: skip
_SHARES = (
    # relation, kind of source, kind of target, how many for 20,000 measures
    ("addresses", "m", "cause", 9_000), ("homeArea", "m", "area", 10_000), ("alsoAffects", "m", "area", 1_500),
    ("partOf", "m", "plan", 9_000), ("takesPartIn", "actor", "m", 5_000), ("isResponsibleFor", "actor", "m", 3_500),
    ("pursues", "m", "goal", 3_000), ("isMeasuredBy", "m", "indicator", 1_200), ("isMeasuredBy", "goal", "indicator", 300),
    ("isFor", "m", "group", 2_000), ("takesPlaceAt", "m", "place", 800), ("usesMethod", "m", "method", 900),
    ("addresses", "part", "cause", 300), ("takesPartIn", "actor", "part", 200),
)  # fmt: skip


_DENSE = (
    ("addresses", "m", "cause", 22_000), ("homeArea", "m", "area", 4_000), ("partOf", "m", "plan", 5_000), ("takesPartIn", "actor", "m", 3_000),
    ("isResponsibleFor", "actor", "m", 2_000), ("pursues", "m", "goal", 1_000), ("isFor", "m", "group", 1_000), ("usesMethod", "m", "method", 500),
)  # fmt: skip


@dataclass
class _Names:
    """The ids of the things of each kind, the chance that all is drawn with, and the links drawn so far."""

    chance: random.Random
    ids: dict[str, list[str]]
    ends: dict[tuple[str, str, str], None] = field(default_factory=dict)

    def one(self, kind: str) -> str:
        """One of a kind; of the vocabulary the first are drawn far more often than the last."""
        ids = self.ids[kind]
        spread = 1.0 if kind in ("m", "part") else 2.2
        return ids[int(len(ids) * self.chance.random() ** spread)]

    def draw(self, relation: str, source: str, target: str, count: int) -> None:
        """So many different links of a relation between two kinds."""
        wanted = len(self.ends) + count
        while len(self.ends) < wanted:
            ends = self.one(source), relation, self.one(target)
            if target == "plan":
                ends = ends[0], relation, f"plan-{_document_of(ends[0])}"
            if ends[0] != ends[2] and ends[2] != f"plan-{_PLANS}":
                self.ends[ends] = None


def network(
    measures: int = 20_000, causes: int = 1_000, links: int = 50_000, seed: int = 1, *, dense: bool = False
) -> KnowledgeGraph:
    """The network as a graph, with just so many measures, causes and links."""
    names = _Names(random.Random(seed), _ids(measures, causes))  # noqa: S311  # nothing secret
    names.ends.update(dict.fromkeys(_frame(names)))
    for relation, source, target, count in _DENSE if dense else _SHARES:
        names.draw(relation, source, target, count * measures // 20_000)
    for relation, source, target, share in (
        ("protectsAgainst", "cause", "area", 0.1), ("contributesTo", "cause", "cause", 0.4), ("contributesTo", "cause", "area", 0.5),
    ):  # fmt: skip
        names.draw(relation, source, target, int(share * (links - len(names.ends))))
    names.draw("contributesTo", "cause", "area", links - len(names.ends))
    return KnowledgeGraph.of(_nodes(names), [_link(names.chance, *ends) for ends in sorted(names.ends)])


def _ids(measures: int, causes: int) -> dict[str, list[str]]:
    sizes = {
        "m": measures, "cause": causes, "area": 60, "actor": 400, "goal": 1_000, "indicator": 500, "group": 80, "place": 120,
        "method": 90, "part": measures // 20, "plan": _PLANS, "town": _TOWNS,
    }  # fmt: skip
    return {kind: [f"{kind}-{place}" for place in range(count)] for kind, count in sizes.items()}


def _frame(names: _Names) -> Iterator[tuple[str, str, str]]:
    """What every network has: plans of towns, parts of measures, areas that matter for each other."""
    for place, plan in enumerate(names.ids["plan"]):
        yield plan, "isPlanOf", f"town-{place % _TOWNS}"
    for part in names.ids["part"]:
        yield part, "partOf", names.one("m")
    for area in names.ids["area"][::4]:
        if (other := names.one("area")) != area:
            yield area, "mattersFor", other


def _nodes(names: _Names) -> list[Node]:
    chance = names.chance
    nodes: list[Node] = [
        Source(id=f"doc-{n}", label=Text(sv=f"Dokument {n}", en=f"Document {n}")) for n in range(_PLANS + 1)
    ]
    nodes += [Municipality(id=one, label=_label(chance, "Kommun", one), document="doc-0") for one in names.ids["town"]]
    nodes += [
        Plan(id=one, label=_label(chance, "Plan", one), starts="2025", ends="2026", document=f"doc-{n}")
        for n, one in enumerate(names.ids["plan"])
    ]
    kinds: Sequence[tuple[str, type[Node], str]] = (
        ("area", CrimeArea, "Område"), ("actor", Actor, "Aktör"), ("goal", Goal, "Mål"), ("indicator", Indicator, "Mått"),
        ("group", TargetGroup, "Grupp"), ("place", Place, "Plats"), ("method", Method, "Metod"), ("part", SubActivity, "Del"),
    )  # fmt: skip
    for kind, model, word in kinds:
        nodes += [
            model(id=one, label=_label(chance, word, one), document="doc-0", locator="1") for one in names.ids[kind]
        ]
    return [
        *nodes,
        *(_cause(chance, one) for one in names.ids["cause"]),
        *(_measure(chance, one) for one in names.ids["m"]),
    ]


def _document_of(measure: str) -> int:
    """The number of the document that says what is said of a measure; the last one holds no plan."""
    return int(measure[2:]) % (_PLANS + 1)


def _label(chance: random.Random, word: str, name: str) -> Text:
    number = name.rpartition("-")[2]
    return Text(sv=f"{word} {_word(chance)} {number}", en=name)


def _word(chance: random.Random) -> str:
    """A compound word; some are far more common than others."""
    first, last = (words[int(len(words) * chance.random() ** 1.6)] for words in (_FIRST, _LAST))
    return f"{first}{last}"


def _cause(chance: random.Random, name: str) -> Cause:
    nature = chance.choice(("situational", "social", "structural", None))
    kind = "protective_factor" if chance.random() < 0.1 else "cause"  # noqa: PLR2004  # one in ten
    return Cause(
        id=name, label=_label(chance, "Orsak", name), document=f"doc-{chance.randrange(_PLANS)}", locator="2",
        nature=nature, cause_kind=kind,
    )  # fmt: skip


def _measure(chance: random.Random, name: str) -> Measure:
    year = chance.choice(("2025", "2026"))
    first, second = _word(chance), _word(chance)
    return Measure(
        id=name, label=Text(sv=f"{first.capitalize()} och {second} {name[2:]}", en=f"{first} {second} {name}"), locator="3",
        document=f"doc-{_document_of(name)}", time=chance.choice((None, year)), starts=chance.choice((None, year)),
        ends=chance.choice((None, "2026", "2026-06-30")), measure_status=chance.choice((None, "planned", "ongoing", "completed", "proposed")),
        prevention_level=chance.choice((None, "universal", "selective", "indicated")),
        prevention_type=chance.choice((None, "social", "situational")),
        time_perspective=chance.choice((None, "reactive", "prevent_onset", "change_conditions")),
    )  # fmt: skip


def _link(chance: random.Random, source: str, relation: str, target: str) -> Link:
    measures = [one for one in (source, target) if one.startswith("m-")]
    document = _document_of(measures[0]) if measures else chance.randrange(_PLANS)
    uncertain = relation in ("addresses", "contributesTo", "alsoAffects", "partOf")
    status = (
        chance.choices(("stated", "interpreted", "confirmed", "rejected"), (70, 24, 4, 2))[0] if uncertain else "stated"
    )
    return Link(
        source=source, relation=relation, target=target, document=f"doc-{document}", locator="1",
        status=status, rationale=_WHY if status == "interpreted" else None,
    )  # fmt: skip
