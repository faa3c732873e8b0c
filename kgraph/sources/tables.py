"""A folder with `nodes.csv` and `links.csv` → records: what `kgraph export --format csv` writes, and any catalogue of that form.

nodes.csv has id, kind, label_sv, label_en, then any field of the kind (texts as `field_sv` and `field_en`, several values with
" | " between them).  links.csv has source, relation, target, and perhaps status, document, locator and rationale.  `mapping.yaml`
says what foreign columns, kinds and relations are called in kgraph and which rows to leave out.  What is left out is
told in `Records.remarks`, and never swallowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kgraph import ontology as vocabulary
from kgraph.errors import DataError, Position, Problem
from kgraph.model import KINDS, Records
from kgraph.names import fold
from kgraph.sources import csv_rows, mapping
from kgraph.sources.csv_rows import Rows
from kgraph.sources.files import display
from kgraph.sources.link_rows import LINK_COLUMNS, LinkReader, relation_word
from kgraph.sources.node_rows import NODE_COLUMNS, NodeReader
from kgraph.sources.table_notes import Notes, meant, problem

__all__ = ["LINKS", "NODES", "is_table_folder", "read"]

NODES, LINKS = "nodes.csv", "links.csv"
_NEEDED = {NODES: ("id", "kind"), LINKS: ("source", "relation", "target")}


def is_table_folder(folder: Path) -> bool:
    """Whether a folder holds tables instead of YAML."""
    return (folder / NODES).is_file() or (folder / LINKS).is_file()


def read(folder: Path) -> Records:
    """The records of the two tables in a folder, with every problem, and a remark for each group of rows left out.

    Raises `DataError` when a table or the mapping cannot be read.
    """
    found, faults = mapping.read(folder)
    tables: dict[str, Rows] = {}
    problems = list(faults)
    for name, needed in _NEEDED.items():
        try:
            tables[name] = _table(folder / name, needed, found.rules.columns)
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    known = vocabulary.load()
    notes = Notes([*_passed_over(folder), *tables[NODES].problems, *tables[LINKS].problems])
    nodes = NodeReader(found.rules, known, notes)
    links = LinkReader(found.rules, known, notes, nodes)
    if wrong := list(_wrong_rules(found, tables, nodes, links)):
        raise DataError([*notes.problems, *wrong])
    nodes.read(tables[NODES], {row["document"] for table in tables.values() for row in table.rows})
    links.read(tables[LINKS])
    return Records(tuple(nodes.made), tuple(links.made), tuple(notes.problems), remarks=tuple(notes.remarks()))


def _table(file: Path, needed: tuple[str, ...], names: dict[str, str]) -> Rows:
    if not file.exists():
        raise DataError([problem("F1", Position(display(file)), "no_table", heading=",".join(needed))])
    return csv_rows.read(file, needed, names)


def _passed_over(folder: Path) -> Iterator[Problem]:
    """YAML beside the tables, which one would think counts."""
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if file.name != mapping.FILE:
            yield problem("F2", Position(display(file)), "not_beside_tables")


def _wrong_rules(
    found: mapping.Found, tables: dict[str, Rows], nodes: NodeReader, links: LinkReader
) -> Iterator[Problem]:  # fmt: skip
    """What the mapping says of kinds, relations and columns that there are none of."""
    for foreign, kind in found.rules.kinds.items():
        if kind is not None and fold(kind) not in nodes.kinds_by_word:
            told = {"name": kind, "foreign": foreign, "meant": meant(kind, KINDS), "known": ", ".join(KINDS)}
            yield problem("S4", found.at("kinds", foreign), "no_such_kind", **told)
    for foreign, rule in found.rules.relations.items():
        if rule is not None and relation_word(rule.relation) not in links.relations_by_word:
            hint = meant(rule.relation, links.ontology.relations)
            yield problem(
                "S4",
                found.at("relations", foreign),
                "no_such_relation",
                name=rule.relation,
                foreign=foreign,
                meant=hint,
            )
    yield from _wrong_columns(found, tables)


def _wrong_columns(found: mapping.Found, tables: dict[str, Rows]) -> Iterator[Problem]:
    known = NODE_COLUMNS | LINK_COLUMNS
    filtered = {rule.column for rule in found.rules.filters}
    for foreign, column in found.rules.columns.items():
        if column not in known | filtered:
            hint = meant(column, known)
            yield problem("F6", found.at("columns", foreign), "no_such_field", name=column, foreign=foreign, meant=hint)
    for place, one in enumerate(found.rules.filters):
        columns = tuple(filter(None, tables[f"{one.table}.csv"].columns))
        if one.column not in columns:
            told = {
                "name": one.column,
                "file": f"{one.table}.csv",
                "meant": meant(one.column, columns),
                "known": ", ".join(columns),
            }
            yield problem("F6", found.at("filters", place, "column"), "no_such_column", **told)
