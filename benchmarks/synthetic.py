"""Plans of any size, the same for the same seed: heavy-tailed links, hub causes, feedback loops among causes.

The vocabulary (causes, areas) grows slowly and the measures fast, as it does when municipalities are added.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgraph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Link, LinkStatus, Measure, Node, Source, SubActivity, Text

__all__ = ["LARGE", "SIZES", "Size", "cause_links", "graph", "records"]


@dataclass(frozen=True)
class Size:
    """How many of each."""

    measures: int
    causes: int
    areas: int
    actors: int


SIZES = {"S": Size(200, 80, 20, 30), "M": Size(20_000, 1_000, 60, 400)}
LARGE = Size(200_000, 5_000, 200, 2_000)
"""L: what only `--slow` makes, since its records take minutes."""

_STATUSES: tuple[LinkStatus, ...] = ("stated", "interpreted", "confirmed", "rejected")
_WEIGHTS = (70, 24, 4, 2)
_WHY = Text(sv="Åtgärden verkar på orsaken.", en="The measure acts on the cause.")


def graph(size: Size, seed: int = 1) -> KnowledgeGraph:
    """A graph of this size."""
    return KnowledgeGraph.of(*records(size, seed))


def records(size: Size, seed: int = 1) -> tuple[list[Node], list[Link]]:
    """The nodes and links of a graph of this size."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    areas, causes, measures, actors = (
        [f"{name}-{number}" for number in range(count)]
        for name, count in (
            ("area", size.areas), ("cause", size.causes), ("m", size.measures), ("actor", size.actors),
        )
    )  # fmt: skip
    parts = {f"part-{number}": chance.choice(measures) for number in range(size.measures // 10)}
    nodes: list[Node] = [Source(id="plan", label=Text(sv="Plan"))]
    nodes += [CrimeArea(id=one, label=_label("Område", one), document="plan", locator="1") for one in areas]
    nodes += [Cause(id=one, label=_label("Orsak", one), document="plan", locator="2") for one in causes]
    nodes += [Measure(id=one, label=_label("Åtgärd", one), document="plan", locator="3") for one in measures]
    nodes += [SubActivity(id=one, label=_label("Delaktivitet", one), document="plan") for one in parts]
    nodes += [Actor(id=one, label=_label("Aktör", one), document="plan") for one in actors]
    ends = {
        *_vocabulary(chance, areas, causes),
        *_activities(chance, [*measures, *parts], causes, actors),
        *_homes(chance, measures, areas),
        *((part, "partOf", measure) for part, measure in parts.items()),
    }
    return nodes, [_link(chance, *one) for one in sorted(ends)]


def cause_links(size: Size, seed: int = 1) -> set[tuple[str, str]]:
    """Measure and cause of every link between them in a graph of this size, whatever its status, without making records."""
    chance = random.Random(seed)  # noqa: S311  # nothing secret
    areas, causes, measures, actors = (
        [f"{name}-{number}" for number in range(count)]
        for name, count in (
            ("area", size.areas), ("cause", size.causes), ("m", size.measures), ("actor", size.actors),
        )
    )  # fmt: skip
    parts = {f"part-{number}": chance.choice(measures) for number in range(size.measures // 10)}
    list(_vocabulary(chance, areas, causes))  # so that chance goes on as it does in `records`
    ends = _activities(chance, [*measures, *parts], causes, actors)
    return {(parts.get(doer, doer), cause) for doer, relation, cause in ends if relation == "addresses"}


_Ends = tuple[str, str, str]


def _label(kind: str, name: str) -> Text:
    return Text(sv=f"{kind} {name}", en=name)


def _vocabulary(chance: random.Random, areas: Sequence[str], causes: Sequence[str]) -> Iterator[_Ends]:
    """Causes drive one or two areas and other causes; every tenth cause closes a loop."""
    for place, cause in enumerate(causes):
        for area in _several(chance, areas, 1.4):
            yield cause, "contributesTo" if place % 8 else "protectsAgainst", area
        others = [other for other in _several(chance, causes, 1.6) if other != cause and place % 5 == 0]
        if place % 10 == 0 and others:
            yield others[0], "contributesTo", cause
    for area in areas[::3]:
        other = chance.choice(areas)
        if other != area:
            yield area, "mattersFor", other


def _activities(
    chance: random.Random, doers: Sequence[str], causes: Sequence[str], actors: Sequence[str]
) -> Iterator[_Ends]:
    """A few measures address many causes, a few causes are addressed by many measures."""
    for doer in doers:
        yield from ((doer, "addresses", cause) for cause in _several(chance, causes, 2.0))
        yield from ((actor, "takesPartIn", doer) for actor in _several(chance, actors, 2.2))


def _homes(chance: random.Random, measures: Sequence[str], areas: Sequence[str]) -> Iterator[_Ends]:
    for measure in measures:
        home, *others = (_drawn(chance, areas) for _ in range(chance.choice((1, 1, 1, 1, 2))))
        yield measure, "homeArea", home
        yield from ((measure, "alsoAffects", other) for other in others if other != home)


def _several(chance: random.Random, things: Sequence[str], tail: float) -> list[str]:
    """A heavy-tailed number of different things, hubs first among them; now and then none."""
    count = min(int(chance.paretovariate(tail)) - chance.choice((0, 0, 1)), 30, len(things))
    return sorted({_drawn(chance, things) for _ in range(count)})


def _drawn(chance: random.Random, things: Sequence[str]) -> str:
    """One of the things; the first are drawn far more often than the last."""
    return things[int(len(things) * chance.random() ** 2.5)]


def _link(chance: random.Random, source: str, relation: str, target: str) -> Link:
    uncertain = relation in ("addresses", "contributesTo", "alsoAffects")
    status = chance.choices(_STATUSES, _WEIGHTS)[0] if uncertain else "stated"
    return Link(
        source=source, relation=relation, target=target, status=status, document="plan", locator="1",
        rationale=_WHY if status == "interpreted" else None,
    )  # fmt: skip
