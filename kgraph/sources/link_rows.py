"""The rows of `links.csv` → links between the things of `nodes.csv`."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import get_args

from kgraph.errors import Position, Problem
from kgraph.model import Link, LinkStatus
from kgraph.names import fold
from kgraph.sources.csv_rows import Row, Rows
from kgraph.sources.foreign import columns_of, made
from kgraph.sources.mapping import RelationRule
from kgraph.sources.node_rows import NodeReader
from kgraph.sources.table_notes import TableReader, meant, problem

__all__ = ["LINK_COLUMNS", "LinkReader", "relation_word"]

LINK_COLUMNS = columns_of(Link) | {"rationale"}
"""Every column that links.csv may have."""
_MOST_NEAR = 20
"""So many ends that are missing get a near name; to look for more takes long, and tells nothing new."""


def relation_word(name: str) -> str:
    """A relation as it is looked up: "caused by" and "causedBy" are one."""
    return fold(name).replace(" ", "")


@dataclass
class LinkReader(TableReader):
    """Reads links.csv."""

    nodes: NodeReader
    made: list[tuple[Link, Position]] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)
    missing: int = 0

    def read(self, table: Rows) -> None:
        """Make a link of every row that stays."""
        self.pass_over(table, LINK_COLUMNS, "links")
        for row in table.rows:
            if not (row["source"] and row["target"]):
                self.notes.problems.append(problem("F8", row.position, "no_end"))
            elif self.stays(row, "links") and (rule := self._relation(row)):
                self._judge(row, rule)

    def _relation(self, row: Row) -> RelationRule | None:
        written = row["relation"]
        rule = self.rules.relations.get(written, RelationRule(relation=written))
        if rule is None:
            self.notes.leave(row, "relation_left_out", name=written)
        elif found := self.relations_by_word.get(relation_word(rule.relation)):
            return RelationRule(relation=found, inverse=rule.inverse)
        elif not written:
            self.notes.problems.append(problem("F8", row.position, "no_relation"))
        elif written not in self.rules.relations:  # what the mapping says is judged there
            self.notes.unknown_word(row, "relation", written, self.ontology.relations, "addresses")
        return None

    @cached_property
    def relations_by_word(self) -> dict[str, str]:
        """The name of each relation by its name and labels as they are looked up."""
        relations = self.ontology.relations.items()
        return {
            relation_word(word): name for name, one in relations for word in (one.label.sv, one.label.pick("en"), name)
        }

    def _judge(self, row: Row, rule: RelationRule) -> None:
        source, target = (row["target"], row["source"]) if rule.inverse else (row["source"], row["target"])
        ends = [self.nodes.kinds.get(end) for end in (source, target)]
        lost = [end for end in (source, target) if end not in self.nodes.kinds and end not in self.nodes.faulty]
        if any(end in self.nodes.gone for end in (source, target)):
            self.notes.leave(row, "end_left_out")
        elif None in ends and self.drops("dangling"):
            self.notes.leave(row, "dangling")
        elif lost:
            self.notes.problems += [self._lost(row, end) for end in dict.fromkeys(lost)]
        elif self.drops("wrong_ends") and not self._fits(rule.relation, ends):
            self.notes.leave(row, "wrong_ends", name=rule.relation)
        else:
            self._keep(row, rule.relation, source, target)

    def _lost(self, row: Row, end: str) -> Problem:
        """An end that no row of nodes.csv has as its id, as it is written there."""
        self.missing += 1
        hint = meant(end, self.nodes.kinds if self.missing <= _MOST_NEAR else ())
        return problem("S2", row.position, "lost_end", name=end, meant=hint)

    def _fits(self, relation: str, ends: list[str | None]) -> bool:
        source, target = ends
        return not (source and target) or self.ontology.relations[relation].fits(source, target)

    def _status(self, row: Row) -> str | None:
        """The status of a link in kgraph's words; None, and a problem told, for one that kgraph does not know."""
        written = self.rules.statuses.get(row["status"], row["status"])
        if written in ("", *get_args(LinkStatus)):
            return written
        self.notes.unknown_word(row, "status", written, get_args(LinkStatus), "stated")
        return None

    def _keep(self, row: Row, relation: str, source: str, target: str) -> None:
        if (status := self._status(row)) is None:
            return
        ids = self.nodes.ids
        cells = {**row.cells, "source": ids[source], "relation": relation, "target": ids[target], "status": status}
        if row["document"]:
            cells["document"] = ids[row["document"]]
        if row["rationale"]:
            cells.setdefault("rationale_sv", row["rationale"])
        found = made(Link, Row(cells, row.position), self.ontology)
        if isinstance(found, list):
            self.notes.problems += found
        elif (key := found.sort_key()) in self.seen and self.drops("duplicates"):
            self.notes.leave(row, "link_twice")
        elif not self.nodes.faulty & {source, target}:
            self.seen.add(key)
            self.made.append((found, row.position))
