"""A folder with `nodes.csv` and `links.csv` → records: what `kgraph export --format csv` writes, and any catalogue of that form.

nodes.csv has id, kind, label_sv, label_en, then any field of the kind (texts as `field_sv` and `field_en`, several values with
" | " between them).  links.csv has source, relation, target, and perhaps status, document, locator and rationale.  `mapping.yaml`
says what foreign columns, kinds and relations are called in kgraph and which rows to leave out.  What is left out is
told in `Records.remarks`, and never swallowed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kgraph import ontology as vocabulary
from kgraph.errors import DataError, Position, Problem
from kgraph.model import KINDS, Link, Node, Records
from kgraph.model.kinds import Source
from kgraph.names import fold, suggest
from kgraph.ontology import Ontology
from kgraph.sources import csv_rows, mapping
from kgraph.sources.csv_rows import Row, Rows
from kgraph.sources.files import display
from kgraph.sources.foreign import Ids, columns_of, made
from kgraph.sources.mapping import Mapping, RelationRule
from kgraph.wording import text

__all__ = ["LINKS", "NODES", "is_table_folder", "read"]

NODES, LINKS = "nodes.csv", "links.csv"
_NEEDED = {NODES: ("id", "kind"), LINKS: ("source", "relation", "target")}
_SHOWN = 5
"""How many lines a remark names of the rows that it is about."""


def is_table_folder(folder: Path) -> bool:
    """Whether a folder holds tables instead of YAML."""
    return (folder / NODES).is_file() or (folder / LINKS).is_file()


def read(folder: Path) -> Records:
    """The records of the two tables in a folder, with every problem, and a remark for each group of rows left out.

    Raises `DataError` when a table or the mapping cannot be read.
    """
    rules, faults = mapping.read(folder)
    tables: dict[str, Rows] = {}
    problems = list(faults)
    for name, needed in _NEEDED.items():
        try:
            tables[name] = csv_rows.read(folder / name, needed, rules.columns)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    notes = _Notes([*_passed_over(folder), *tables[NODES].problems, *tables[LINKS].problems])
    nodes = _Nodes(rules, vocabulary.load(), notes)
    documents = {row["document"] for table in tables.values() for row in table.rows}
    nodes.read(tables[NODES], documents)
    links = _Links(rules, vocabulary.load(), notes, nodes)
    links.read(tables[LINKS])
    return Records(tuple(nodes.made), tuple(links.made), tuple(notes.problems), remarks=tuple(notes.remarks()))


def _passed_over(folder: Path) -> Iterator[Problem]:
    """YAML beside the tables, which one would think counts."""
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if file.name != mapping.FILE:
            yield _problem("F2", Position(display(file)), "not_beside_tables")


def _problem(code: str, position: Position, key: str, **values: object) -> Problem:
    message, fix = text(f"tables.{key}", **values), text(f"tables.{key}_fix", **values)
    return Problem(code, position, message.sv, message.pick("en"), fix.sv, fix.pick("en"))


@dataclass
class _Notes:
    """What is to be told: problems, and rows left out, by the reason."""

    problems: list[Problem]
    left: dict[tuple[str, str, str], list[Position]] = field(default_factory=lambda: defaultdict(list))
    unknown: dict[tuple[str, str], list[Position]] = field(default_factory=lambda: defaultdict(list))

    def leave(self, row: Row, key: str, **values: object) -> None:
        """Note a row that is left out, and why."""
        reason = text(f"tables.{key}", **values)
        self.left[row.position.file, reason.sv, reason.pick("en")].append(row.position)

    def remarks(self) -> Iterator[Problem]:
        """One remark for each reason in each file: how many rows, and where the first of them stand."""
        for (file, sv, en), rows in self.left.items():
            shown = ", ".join(str(row.line) for row in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
            told = text("tables.left", count=len(rows), lines=shown)
            yield Problem("F9", Position(file, rows[0].line), f"{told.sv}: {sv}", f"{told.pick('en')}: {en}")


@dataclass
class _Table:
    """What the readers of both tables share."""

    rules: Mapping
    ontology: Ontology
    notes: _Notes

    def stays(self, row: Row, table: str) -> bool:
        """Whether no filter takes a row out."""
        for rule in self.rules.filters:
            if rule.table == table and rule.leaves_out(row[rule.column]):
                self.notes.leave(row, "filtered", column=rule.column, value=row[rule.column])
                return False
        return True

    def pass_over(self, table: Rows, known: frozenset[str], file: str) -> None:
        """Tell of columns that kgraph has no field for; those that a filter reads have done their work."""
        used = {rule.column for rule in self.rules.filters if rule.table == file.partition(".")[0]}
        for column in table.columns:
            if column and column not in known | used and table.rows:
                filled = [row for row in table.rows if row[column]]
                for row in filled:
                    self.notes.leave(row, "column", column=column)

    def drops(self, what: str) -> bool:
        """Whether rows of a sort are to be left out."""
        return what in self.rules.drop

    def unknown_word(self, row: Row, key: str, written: str, known: tuple[str, ...]) -> None:
        """A kind or relation that kgraph does not know; told once for each word."""
        if not self.notes.unknown[key, written]:
            near = suggest(written, known)
            example = near[0] if near else known[0]
            self.notes.problems.append(_problem("S4", row.position, f"unknown_{key}", name=written, example=example))
        self.notes.unknown[key, written].append(row.position)


@dataclass
class _Nodes(_Table):
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
        known = frozenset().union(*(columns_of(model) for model in KINDS.values())) | {"kind"}
        self.pass_over(table, known, NODES)
        self.ids = Ids.of([*(row["id"] for row in table.rows), *documents])
        for row in table.rows:
            if not row["id"]:
                self.notes.problems.append(_problem("F8", row.position, "no_id"))
            elif not (self.stays(row, "nodes") and self._is_wanted(row)):
                self.gone.add(row["id"])
            elif kind := self._kind(row):
                self._make(row, kind)
        self.gone -= self.kinds.keys()
        self._name_documents(documents - self.kinds.keys(), table)

    @cached_property
    def _kinds_by_word(self) -> dict[str, str]:
        kinds = self.ontology.kinds.values()
        return {
            fold(word): kind.name
            for kind in kinds
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
        if found := self._kinds_by_word.get(fold(meant)):
            return found
        self.unknown_word(row, "kind", written, tuple(KINDS))
        self.faulty.add(row["id"])
        return None

    def _make(self, row: Row, kind: str) -> None:
        written = row["id"]
        if written in self.kinds and self.drops("duplicates"):
            self.notes.leave(row, "id_twice")
            return
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


@dataclass
class _Links(_Table):
    """Reads links.csv."""

    nodes: _Nodes
    made: list[tuple[Link, Position]] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def read(self, table: Rows) -> None:
        """Make a link of every row that stays."""
        self.pass_over(table, columns_of(Link) | {"rationale"}, LINKS)
        for row in table.rows:
            if not (row["source"] and row["target"]):
                self.notes.problems.append(_problem("F8", row.position, "no_end"))
            elif self.stays(row, "links") and (rule := self._relation(row)):
                self._judge(row, rule)

    def _relation(self, row: Row) -> RelationRule | None:
        written = row["relation"]
        rule = self.rules.relations.get(written, RelationRule(relation=written or "?"))
        if rule is None:
            self.notes.leave(row, "relation_left_out", name=written)
            return None
        if found := self._relations_by_word.get(_joined(rule.relation)):
            return RelationRule(relation=found, inverse=rule.inverse)
        self.unknown_word(row, "relation", written, tuple(self.ontology.relations))
        return None

    @cached_property
    def _relations_by_word(self) -> dict[str, str]:
        relations = self.ontology.relations.items()
        return {_joined(word): name for name, one in relations for word in (one.label.sv, one.label.pick("en"), name)}

    def _judge(self, row: Row, rule: RelationRule) -> None:
        source, target = (row["target"], row["source"]) if rule.inverse else (row["source"], row["target"])
        ends = [self.nodes.kinds.get(end) for end in (source, target)]
        if any(end in self.nodes.gone for end in (source, target)):
            self.notes.leave(row, "end_left_out")
        elif None in ends and self.drops("dangling"):
            self.notes.leave(row, "dangling")
        elif self.drops("wrong_ends") and not self._fits(rule.relation, ends):
            self.notes.leave(row, "wrong_ends", name=rule.relation)
        else:
            found = made(Link, self._in_our_form(row, rule.relation, source, target), self.ontology)
            self._keep(found, row, sound=not self.nodes.faulty & {source, target})

    def _fits(self, relation: str, ends: list[str | None]) -> bool:
        source, target = ends
        return not (source and target) or self.ontology.relations[relation].fits(source, target)

    def _in_our_form(self, row: Row, relation: str, source: str, target: str) -> Row:
        ids = self.nodes.ids
        cells = {**row.cells, "source": ids[source], "relation": relation, "target": ids[target]}
        if row["status"] in self.rules.statuses:
            cells["status"] = self.rules.statuses[row["status"]]
        if row["document"]:
            cells["document"] = ids[row["document"]]
        if row["rationale"]:
            cells.setdefault("rationale_sv", row["rationale"])
        return Row(cells, row.position)

    def _keep(self, found: Link | list[Problem], row: Row, *, sound: bool) -> None:
        if isinstance(found, list):
            self.notes.problems += found
        elif (key := found.sort_key()) in self.seen and self.drops("duplicates"):
            self.notes.leave(row, "link_twice")
        elif sound:
            self.seen.add(key)
            self.made.append((found, row.position))


def _joined(name: str) -> str:
    return fold(name).replace(" ", "")
