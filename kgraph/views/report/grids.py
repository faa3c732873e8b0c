"""Answers (`Table`) as a report prints them: fewer columns, both ways of counting, no word of the command line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from kgraph.model import Cell, Column, Count, Table, cell_text
from kgraph.views.explorer.facts import Facts
from kgraph.views.report.content import Grid, Head
from kgraph.wording import text

__all__ = ["counted", "grid", "readable", "rules", "shortened"]

_COMMANDS = re.compile(r"kgraph [a-z]|(^|\s)--[a-z]")
"""What only somebody at a terminal can use."""
_BOTH_WAYS = re.compile(r"\d+ \(\d+\)|\d{1,3}")
"""A count with the other way of counting in parentheses, or without where both are the same; no year has that form."""
_OF_READINGS = re.compile(r"\btolk|\binterpret|\breading", re.IGNORECASE)
"""What a report without interpreted links has nothing to say of."""
_SHORT, _MOST_SHORT = 20, 3
"""How many signs a short cell has at most, and how many columns of such cells keep to one line."""


def grid(
    facts: Facts, table: Table, *, leave: Collection[str] = (), most: int | None = None, counts: bool = True
) -> Grid:
    """A table for paper, without the columns `leave` and those that hold nothing, with at most so many rows.

    On an open report, which holds no interpreted links, a number that has a stated twin is left out.
    """
    shown = table.rows[:most]
    columns = list(_printed(facts, table, leave))
    keys = [column.key for column in columns]
    read = frozenset(place for place, row in enumerate(shown) if row.get("basis") == "interpreted")
    rows = tuple(
        tuple(_cells(facts, row, keys, mark=place in read and "basis_label" not in keys))
        for place, row in enumerate(shown)
    )
    heads = [Head(facts.pick(one.label), _is_numeric([row.get(one.key) for row in table.rows])) for one in columns]
    return Grid(
        facts.pick(table.title), shortened(heads, rows), rows, tuple(counted(facts, table.counts)) if counts else (),
        tuple(_notes(facts, table, len(shown))), read,
    )  # fmt: skip


def _printed(facts: Facts, table: Table, leave: Collection[str]) -> Iterator[Column]:
    """The columns that are printed."""
    known = {column.key for column in table.columns}
    for column in table.columns:
        twin = facts.level == "open" and (f"{column.key}_stated" in known or column.key == "with_interpreted")
        if column.key not in leave and not twin and any(cell_text(row.get(column.key)) for row in table.rows):
            yield column


def shortened(heads: Sequence[Head], rows: Sequence[Sequence[str]]) -> tuple[Head, ...]:
    """The headings, those marked whose cells all have room on one line: the first few of them, so that others are not squeezed."""
    fits = [
        place
        for place, head in enumerate(heads)
        if place and not head.number and all(len(row[place]) <= _SHORT for row in rows)
    ]
    kept = frozenset(fits[-_MOST_SHORT:])
    return tuple(replace(head, short=place in kept) for place, head in enumerate(heads))


def counted(facts: Facts, counts: Sequence[Count]) -> Iterator[str]:
    """What is counted, in words, in both ways; in one way where nothing is interpreted."""
    for count in counts:
        same = count.stated == count.with_interpreted
        key = "count_open" if facts.level == "open" else "count_same" if same else "count"
        key += "" if count.total is None else "_of"
        yield facts.pick(
            text(
                f"report.{key}", what=count.label, stated=count.stated, every=count.with_interpreted, total=count.total
            )
        )


def rules(tables: Sequence[Table]) -> Iterator[tuple[Count, Table]]:
    """Every count of some tables and of those that belong to them, with its table; one that is said again is left out."""
    seen: set[tuple[str, str]] = set()
    for table in (one for given in tables for one in (given, *given.also)):
        for count in table.counts:
            if (said := (count.label.sv, count.rule.sv)) not in seen:
                seen.add(said)
                yield count, table


def readable(facts: Facts, words: str) -> str:
    """A text of rules as the report has it: an open one leaves out the clauses that are about interpreted links, and the whole
    sentence where that is what it begins with.
    """
    if facts.level != "open":
        return words
    kept = [_without_readings(sentence) for sentence in re.split(r"(?<=\.)\s+", words)]
    return " ".join(sentence for sentence in kept if sentence)


def _without_readings(sentence: str) -> str:
    first, *others = re.split(r"(?<=;)\s+", sentence)
    if _OF_READINGS.search(first):
        return ""
    told = " ".join([first, *(clause for clause in others if not _OF_READINGS.search(clause))])
    return f"{told[:-1]}." if told.endswith(";") else told


def _cells(facts: Facts, row: dict[str, Cell], keys: Sequence[str], *, mark: bool) -> Iterator[str]:
    for place, key in enumerate(keys):
        words = cell_text(row.get(key), facts.lang)
        yield facts.pick(text("report.read", what=words)) if mark and place == 0 else words


def _is_numeric(cells: Sequence[Cell]) -> bool:
    told = [cell for cell in cells if cell is not None]
    return bool(told) and all(map(_is_number, told))


def _is_number(cell: Cell) -> bool:
    """Whether a cell is a number or both ways of counting in one."""
    if isinstance(cell, str):
        return bool(_BOTH_WAYS.fullmatch(cell))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _notes(facts: Facts, table: Table, shown: int) -> Iterator[str]:
    for note in map(facts.pick, table.notes):
        if not _COMMANDS.search(note) and (told := readable(facts, note)):
            yield told
    if shown < len(table.rows):
        yield facts.pick(text("report.more", shown=shown, total=len(table.rows)))
