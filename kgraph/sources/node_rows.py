"""The rows of `nodes.csv` → nodes, in kgraph's ids and kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kgraph.errors import Position
from kgraph.model import KINDS, Node
from kgraph.model.kinds import Source
from kgraph.names import fold
from kgraph.sources.csv_rows import Row, Rows
from kgraph.sources.foreign import Ids, columns_of, made
from kgraph.sources.table_notes import TableReader, problem

__all__ = ["NODE_COLUMNS", "NodeReader"]

NODE_COLUMNS = frozenset().union(*(columns_of(model) for model in KINDS.values())) | {"kind"}
"""Every column that nodes.csv may have."""


@dataclass
class NodeReader(TableReader):
    """Reads nodes.csv."""

    made: list[tuple[Node, Position]] = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)
    kinds: dict[str, str] = field(default_factory=dict)
    """The kind of each thing by its foreign id."""
    gone: set[str] = field(default_factory=set)
    """The foreign ids of rows that are left out; links to them are left out too."""
    faulty: set[str] = field(default_factory=set)
    """The foreign ids of rows that cannot be read; a link to one is no further fault."""

    def read(self, table: Rows, documents: set[str]) -> None:
        """Make a node of every row that stays, and of every document that rows name and no row describes."""
        self.pass_over(table, NODE_COLUMNS, "nodes")
        self.ids = Ids.of([*(row["id"] for row in table.rows), *documents])
        for row in table.rows:
            if not row["id"]:
                self.notes.problems.append(problem("F8", row.position, "no_id"))
            elif not (self.stays(row, "nodes") and self._is_wanted(row)):
                self.gone.add(row["id"])
            elif kind := self._kind(row):
                self._make(row, kind)
        self.gone -= self.kinds.keys()
        self._name_documents(documents - self.kinds.keys(), table)

    @cached_property
    def kinds_by_word(self) -> dict[str, str]:
        """The name of each kind by its folded name, label and everyday words."""
        return {
            fold(word): kind.name
            for kind in self.ontology.kinds.values()
            for word in (*kind.words, kind.label.sv, kind.label.pick("en"), kind.name)
        }

    def _is_wanted(self, row: Row) -> bool:
        wanted = self.rules.kinds.get(row["kind"], "") is not None
        if not wanted:
            self.notes.leave(row, "kind_left_out", name=row["kind"])
        return wanted

    def _kind(self, row: Row) -> str | None:
        written = row["kind"]
        meant = self.rules.kinds.get(written) or written
        if found := self.kinds_by_word.get(fold(meant)):
            return found
        if not written:
            self.notes.problems.append(problem("F8", row.position, "no_kind", id=row["id"]))
        elif written not in self.rules.kinds:  # what the mapping says is judged there
            self.notes.unknown_word(row, "kind", written, KINDS, "Measure")
        self.faulty.add(row["id"])
        return None

    def _make(self, row: Row, kind: str) -> None:
        written = row["id"]
        if written in self.kinds and self.drops("duplicates"):
            self.notes.leave(row, "id_twice")
            return
        for column in sorted(row.cells.keys() & NODE_COLUMNS - columns_of(KINDS[kind]) - {"kind"}):
            label = self.ontology.kinds[kind].label
            self.notes.leave(row, "column_of_others", column=column, kind=label)
        found = made(KINDS[kind], self._in_our_form(row), self.ontology)
        if isinstance(found, list):
            self.notes.problems += found
            self.faulty.add(written)
        else:
            self.kinds[written] = kind
            self.made.append((found, row.position))

    def _in_our_form(self, row: Row) -> Row:
        """The row with kgraph's ids; an id that had to change stays as a name that the thing goes by."""
        written, own = row["id"], self.ids[row["id"]]
        cells = {**row.cells, "id": own}
        if own != written:
            cells["aliases"] = " | ".join(part for part in (row["aliases"], written.replace("|", "/")) if part)
        if row["document"]:
            cells["document"] = self.ids[row["document"]]
        if not (row["label_sv"] or row["label_en"]):
            cells["label_sv"] = written
        return Row(cells, row.position)

    def _name_documents(self, documents: set[str], table: Rows) -> None:
        where = Position(table.file)
        for written in sorted(documents - {""} - self.gone):
            self.kinds[written] = "Source"
            self.made.append((Source(id=self.ids[written], label={"sv": written}), where))
