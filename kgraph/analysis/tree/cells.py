"""The rows of a walked cause tree as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kgraph.analysis.tree.ground import Below, Ground
from kgraph.analysis.tree.walk import Row, Walk
from kgraph.covering.states import acceptances
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Link, Text
from kgraph.wording import joined, text

__all__ = ["Told"]

_SEVERAL = 2


class Told:
    """Rows of walks as rows of tables; what a thing says in all trees of a graph is put together once."""

    def __init__(self, graph: KnowledgeGraph, on: date | None) -> None:
        self.graph = graph
        self.ground = Ground.of(graph)
        self.one_document = len(graph.of_kind("Source")) < _SEVERAL
        self.words = {
            **{f"basis.{one}": text(f"basis.{one}") for one in ("stated", "interpreted")},
            "basis.confirmed": text("status.confirmed"),
            **{f"gap.{one}": text(f"tree.gap_{one}") for one in ("stated", "both", "no_cause")},
            **{f"cut.{one}": text(f"tree.cut_{one}") for one in ("cycle", "depth")},
        }
        self.holding, self.ever = acceptances(graph, on), acceptances(graph)
        self._own: dict[Below, dict[str, Cell]] = {}
        self._places: dict[tuple[Below, Below | None], Text | None] = {}

    @classmethod
    def of(cls, graph: KnowledgeGraph, on: date | None) -> Told:
        """What is told of the things of a graph on a day, put together as it is asked for."""
        return graph.once(("tree.told", on), lambda: cls(graph, on))

    def cells(self, row: Row, walk: Walk) -> dict[str, Cell]:
        """All cells of a row (see `kgraph.analysis.tree.tree`)."""
        way, above = row.way, row.above
        if way not in self._own:
            self._own[way] = self._of_way(way)
        elsewhere = walk.shown[row.id] if row.cut == "shown" else None
        return {
            "number": row.number, "parent": above.number if above else None, "parent_id": above.id if above else None,
            "depth": row.depth, **self._own[way], "place": self._place(way, above.way if above else None),
            "cut": row.cut, "cut_label": self._cut(row, elsewhere), "cut_at": elsewhere.number if elsewhere else None,
        }  # fmt: skip

    def _of_way(self, way: Below) -> dict[str, Cell]:
        """What is told of a thing below another, wherever that one stands."""
        node, gap = way.node, self.ground.gap(way.node)
        relation = way.links[0].relation if way.links else None
        confirmed = way.basis == "stated" and all(link.status != "stated" for link in way.links)
        return {
            "id": node.id, "label": node.brief, "full_label": node.label, "kind": node.kind,
            "kind_label": self.graph.ontology.kinds[node.kind].label, "relation": relation,
            "relation_label": self.graph.ontology.relations[relation].reading if relation else None, "basis": way.basis,
            "basis_label": self.words.get("basis.confirmed" if confirmed else f"basis.{way.basis}"), "source": self._cited(way.links), "gap": gap,
            "gap_label": self.words.get(f"gap.{gap}"), **self._accepted(node.id if gap in ("both", "stated") else ""),
        }  # fmt: skip

    def _accepted(self, gap: str) -> dict[str, Cell]:
        """The decision that accepts a gap, in words, and whether it has lapsed."""
        one, lapsed = self.ever.get(gap), gap not in self.holding
        if one is None:
            return {"decision": None, "lapsed": None}
        key = "tree.lapsed" if lapsed else "tree.accepted"
        return {"decision": text(key, reason=one.reason, owner=one.owner_role, day=one.review_on), "lapsed": lapsed}

    def _cited(self, links: Iterable[Link]) -> Text | None:
        """Every place that says so, each once."""
        found = {place.sv: place for link in links if (place := self.graph.citation(link))}
        return joined(found.values(), "; ") if found else None

    def _place(self, way: Below, above: Below | None) -> Text | None:
        """The source without the document that the row above names too; nothing where it says all that is said here."""
        if (way, above) not in self._places:
            self._places[way, above] = self._beyond(way, above)
        return self._places[way, above]

    def _beyond(self, way: Below, above: Below | None) -> Text | None:
        here, there = _places(way.links), _places(above.links) if above else {}
        if here == there:
            return None
        if self.one_document or here.keys() == there.keys():
            locators = dict.fromkeys(one for ones in here.values() for one in ones if one)
            return Text(sv="; ".join(locators)) if locators else None
        return self._cited(way.links)

    def _cut(self, row: Row, elsewhere: Row | None) -> Text | None:
        """Why a branch does not go on, in words; None where it does."""
        if elsewhere is None:
            return self.words[f"cut.{row.cut}"] if row.cut else None
        home = (elsewhere.above or elsewhere).way.node
        return self.graph.once(("tree.cut", home.id), lambda: text("tree.cut_shown", above=home.brief))


def _places(links: Iterable[Link]) -> dict[str | None, list[str | None]]:
    """The places of some statements, by their documents."""
    found: dict[str | None, list[str | None]] = {}
    for link in links:
        found.setdefault(link.document, []).append(link.locator)
    return found
