"""The rows of a walked cause tree as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.analysis.tree.walk import Row, Walk
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Link, Text
from kgraph.wording import text

__all__ = ["Told"]

_SEVERAL = 2


class Told:
    """Rows of the walk as rows of the table."""

    def __init__(self, graph: KnowledgeGraph, walk: Walk) -> None:
        self.graph = graph
        self.shown = walk.shown
        self.one_document = len(graph.of_kind("Source")) < _SEVERAL
        self.words = {
            **{f"basis.{one}": text(f"basis.{one}") for one in ("stated", "interpreted")},
            **{f"gap.{one}": text(f"tree.gap_{one}") for one in ("stated", "both", "no_cause")},
            **{f"cut.{one}": text(f"tree.cut_{one}") for one in ("cycle", "depth")},
        }

    def cells(self, row: Row) -> dict[str, Cell]:
        """All cells of a row (see `kgraph.analysis.tree.tree`)."""
        relation = row.links[0].relation if row.links else None
        above, elsewhere = row.above, self.shown[row.node.id] if row.cut == "shown" else None
        return {
            "number": row.number, "parent": above.number if above else None, "parent_id": above.node.id if above else None,
            "depth": row.depth, "id": row.node.id, "label": row.node.brief, "full_label": row.node.label, "kind": row.node.kind,
            "kind_label": self.graph.ontology.kinds[row.node.kind].label, "relation": relation,
            "relation_label": self.graph.ontology.relations[relation].reading if relation else None,
            "basis": row.basis, "basis_label": self.words.get(f"basis.{row.basis}"), "source": self.cited(row.links), "place": self.place(row),
            "gap": row.gap, "gap_label": self.words.get(f"gap.{row.gap}"), "cut": row.cut, "cut_label": self.cut(row, elsewhere),
            "cut_at": elsewhere.number if elsewhere else None,
        }  # fmt: skip

    def cited(self, links: Iterable[Link]) -> Text | None:
        """Every place that says so, each once."""
        found = {place.sv: place for link in links if (place := self.graph.citation(link))}
        if not found:
            return None
        return Text(sv="; ".join(found), en="; ".join(place.pick("en") for place in found.values()))

    def place(self, row: Row) -> Text | None:
        """The source without the document that the row above names too; nothing where it says all that is said here."""
        here, above = _places(row.links), _places(row.above.links) if row.above else {}
        if here == above:
            return None
        if self.one_document or here.keys() == above.keys():
            locators = dict.fromkeys(one for ones in here.values() for one in ones if one)
            return Text(sv="; ".join(locators)) if locators else None
        return self.cited(row.links)

    def cut(self, row: Row, elsewhere: Row | None) -> Text | None:
        """Why a branch does not go on, in words; None where it does."""
        if elsewhere is None:
            return self.words.get(f"cut.{row.cut}")
        return text("tree.cut_shown", above=elsewhere.above.node.brief if elsewhere.above else elsewhere.node.brief)


def _places(links: Iterable[Link]) -> dict[str | None, list[str | None]]:
    """The places of some statements, by their documents."""
    found: dict[str | None, list[str | None]] = {}
    for link in links:
        found.setdefault(link.document, []).append(link.locator)
    return found
