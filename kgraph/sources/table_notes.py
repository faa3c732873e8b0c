"""What is to be told of foreign tables: what is wrong with them, and which rows and columns are left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kgraph.errors import Position, Problem
from kgraph.model import Text
from kgraph.names import suggest
from kgraph.ontology import Ontology
from kgraph.sources.csv_rows import Row, Rows
from kgraph.sources.mapping import Mapping
from kgraph.wording import text

__all__ = ["Notes", "TableReader", "meant", "problem"]

_SHOWN = 5
"""How many lines a remark names of the rows that it is about."""


@lru_cache(maxsize=256)
def _said(key: str, *values: tuple[str, Hashable]) -> tuple[str, str]:
    """The words of `tables.<key>` in both languages, without the gap of a part that is left empty."""
    words = text(f"tables.{key}", **dict(values))
    return " ".join(words.sv.split()), " ".join(words.pick("en").split())


def problem(code: str, position: Position, key: str, **values: Hashable) -> Problem:
    """A problem in the words of `tables.<key>` and `tables.<key>_fix`."""
    return Problem(code, position, *_said(key, *values.items()), *_said(f"{key}_fix", *values.items()))


def meant(name: str, known: Iterable[str]) -> Text | str:
    """A question whether the likest of the known names is meant; nothing where none is like."""
    near = suggest(name, known)
    return text("tables.meant", name=near[0]) if near else ""


@dataclass
class Notes:
    """Problems, and rows left out by the reason."""

    problems: list[Problem]
    left: dict[tuple[str, str, str], list[Position]] = field(default_factory=lambda: defaultdict(list))
    unknown: set[tuple[str, str]] = field(default_factory=set)

    def leave(self, row: Row, key: str, **values: Hashable) -> None:
        """Note a row that is left out, wholly or in part, and why."""
        self.left[row.position.file, *_said(key, *values.items())].append(row.position)

    def unknown_word(self, row: Row, key: str, written: str, known: Iterable[str], example: str) -> None:
        """A word in place of a kind, relation or status that kgraph does not know; told once for each word."""
        if (key, written) in self.unknown:
            return
        self.unknown.add((key, written))
        names = tuple(known)
        near = suggest(written, names)
        self.problems.append(
            problem(
                "S4",
                row.position,
                f"unknown_{key}",
                name=written,
                example=near[0] if near else example,
                known=", ".join(names),
            )
        )

    def remarks(self) -> Iterator[Problem]:
        """One remark for each reason in each file: how many rows, and where the first of them stand."""
        for (file, sv, en), rows in self.left.items():
            shown = ", ".join(str(row.line) for row in rows[:_SHOWN]) + (" …" if len(rows) > _SHOWN else "")
            told = text("tables.left" if len(rows) > 1 else "tables.left_one", count=len(rows), lines=shown)
            yield Problem("F9", Position(file, rows[0].line), f"{told.sv}: {sv}", f"{told.pick('en')}: {en}")


@dataclass
class TableReader:
    """What the readers of both tables share."""

    rules: Mapping
    ontology: Ontology
    notes: Notes

    def stays(self, row: Row, table: str) -> bool:
        """Whether no filter takes a row out."""
        for rule in self.rules.filters:
            if rule.table == table and rule.leaves_out(row[rule.column]):
                self.notes.leave(row, "filtered", column=rule.column, value=row[rule.column])
                return False
        return True

    def pass_over(self, table: Rows, known: frozenset[str], name: str) -> None:
        """Tell of columns that kgraph has no field for; those that a filter reads have done their work."""
        used = {rule.column for rule in self.rules.filters if rule.table == name}
        for column in table.columns:
            if column and column not in known | used:
                hint = meant(column, known)
                for row in table.rows:
                    if row[column]:
                        self.notes.leave(row, "column", column=column, meant=hint)

    def drops(self, what: str) -> bool:
        """Whether rows of a sort are to be left out."""
        return what in self.rules.drop
