"""What the page's plan filter can choose: the whole, each plan by itself, and the efforts outside the plans.

A part is counted as the plan's own page is: by what its own documents say (`kgraph.parts.scope`).  The page carries the whole
and, for each part, only what differs from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.model import Table
from kgraph.names import swedish_order
from kgraph.parts.scope import OUTSIDE, shares
from kgraph.paths.chains import touches
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.island import Island
from kgraph.wording import text

__all__ = ["Part", "differences", "parts"]


@dataclass(frozen=True)
class Part:
    """The whole (its `key` is empty) or one part of it, with its tables; `mark` keeps its anchors apart, and `number`
    calls things as the whole does.
    """

    key: str
    name: str
    mark: str
    facts: Facts
    number: Mapping[str, int]
    tables: Mapping[str, Table]


def parts(facts: Facts, tables: Mapping[str, Table]) -> tuple[Part, ...]:
    """The whole first, then the plans in Swedish order, then what is outside them; only the whole where it is one plan.

    The tables of a part are called as those of the whole, with its key after a colon (`coverage:plan-x`); a part without
    a table of coverage is left out.
    """
    graphs = {key: graph for key, graph in shares(facts.graph).items() if f"coverage:{key}" in tables}
    names = {key: facts.pick(text("page.outside")) if key == OUTSIDE else facts.brief(key) for key in graphs}
    order = sorted(graphs, key=lambda key: (key == OUTSIDE, swedish_order(names[key]), key))
    whole = Part("", facts.pick(text("page.every_plan")), "", facts, facts.number, tables)
    return (
        whole,
        *(
            Part(
                key,
                names[key],
                f"-{number}",
                Facts(graphs[key], facts.lang, facts.level),
                facts.number,
                _own(tables, key),
            )
            for number, key in enumerate(order, 1)
        ),
    )


def _own(tables: Mapping[str, Table], key: str) -> dict[str, Table]:
    return {name.removesuffix(f":{key}"): table for name, table in tables.items() if name.endswith(f":{key}")}


def differences(island: Island, found: Iterable[Part]) -> list[dict[str, Any]]:
    """What each part but the whole tells the script, by the island's numbers.

    `measures`: those that it holds; `touches` and `gone`: best paths that are others, or none, when only its documents
    speak; `documents`, `less` and `more`: its links are those of the documents, without some and with some; `lacks`:
    what its measures lack, with interpreted links and without, where that differs from the whole.
    """
    return [_difference(island, part) for part in found if part.key]


def _difference(island: Island, part: Part) -> dict[str, Any]:
    whole, own = island.facts, part.facts
    own_links = {link.sort_key() for link in own.links}
    kept = {place for place, link in enumerate(whole.links) if link.sort_key() in own_links}
    documents = {link.document for link in own.links}
    expected = {place for place, link in enumerate(whole.links) if link.document in documents}
    values: dict[str, Any] = {
        "id": part.key, "measures": sorted(whole.number[one.id] for one in own.measures),
        "documents": sorted(whole.number.get(one or "", -1) for one in documents),
        "less": sorted(expected - kept), "more": sorted(kept - expected), "touches": {}, "gone": {}, "lacks": {},
    }  # fmt: skip
    for measure in own.measures:
        number, known = whole.number[measure.id], whole.touches[measure.id]
        found = {thing: path for thing, path in touches(own.graph, measure.id).items() if whole.is_asked_about(thing)}
        others = {thing: path for thing, path in found.items() if known.get(thing) != path}
        if others:
            values["touches"][number] = sorted([whole.number[one], island.path(path)] for one, path in others.items())
        if gone := known.keys() - found.keys():
            values["gone"][number] = sorted(whole.number[one] for one in gone)
        if (lacks := own.lack_marks(measure)) != whole.lack_marks(measure):
            values["lacks"][number] = lacks
    return {key: value for key, value in values.items() if value not in ([], {})}
