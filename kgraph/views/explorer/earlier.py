"""The lists behind the numbers of two versions: what coverage counts in the earlier version and in the later one.

The earlier version is not on the page: its things are named here, or are the numbers of those that the later one has just so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from kgraph.covering.firmness import firmness
from kgraph.covering.states import covers, stands
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["COUNTED", "behind", "earlier", "words"]

COUNTED = {
    "cause": ("Cause",), "area": AREA_KINDS, "goal": ("Goal",), "target_group": ("TargetGroup",), "problem": ("Problem",),
    "real_causes": ("Cause",), "real_areas": AREA_KINDS,
}  # fmt: skip
"""The kinds of the things that each row of the summary counts, by the row's id."""


def behind(graph: KnowledgeGraph) -> Iterator[tuple[str, tuple[Iterable[str], Iterable[str]]]]:
    """What each row of the summary counts in one version, both ways, and (`alla.…`) what it counts of."""
    measures = [node.id for node in graph.of_kind("Measure")]
    yield "measures", (measures, measures)
    worth = [firmness(graph, interpreted=layer) for layer in (False, True)]
    for key, kinds in COUNTED.items():
        known = covers(graph, *kinds).values()
        figure = "real" if key.startswith("real_") else "nominal"
        yield key, (
            [one.thing for one in known if stands(worth[0], one.stated, figure)],
            [one.thing for one in known if stands(worth[1], one.every, figure)],
        )  # fmt: skip
        every = [one.thing for one in known]
        yield f"alla.{key}", (every, every)


def words(facts: Facts) -> Iterator[tuple[str, str]]:
    """What the rows of the summary are called."""
    for key in ("measures", *COUNTED):
        section = f"covering.{key}" if key.startswith("real_") else "versions.measures" if key == "measures" else f"versions.covered_{key}"  # fmt: skip
        yield key, facts.pick(text(section))


def earlier(facts: Facts, before: Facts) -> list[Any]:
    """The things of the earlier version in its order: the number of one that the later has just so, else name, kind and its number."""
    return [
        number if number is not None and (name, kind) == (facts.brief(node.id), facts.kind(node.id)) else [name, kind, number]
        for node in before.nodes
        for name, kind, number in [(before.brief(node.id), before.kind(node.id), facts.number.get(node.id))]
    ]  # fmt: skip
