"""CSV as people and programs write it → rows with their lines; what a spreadsheet's dialect adds is taken off again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kgraph.errors import DataError, Position, Problem
from kgraph.names import suggest
from kgraph.sources.files import display, read_text
from kgraph.sources.yaml_tree import unseen_signs

__all__ = ["Row", "Rows", "heading", "read"]

_PROTECTED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
"""What `kgraph export --format csv` writes for a text that a spreadsheet could take for a formula."""
_LONGEST = 100_000
"""The longest cell that is read, in signs."""
_QUOTED = re.compile(r'"[^"]*"')
"""A cell in quotes, which may hold delimiters and line ends of its own."""
_SEPARATOR = re.compile(r"sep=(.)\s*", re.IGNORECASE)
"""What Excel writes first in a file to tell what stands between cells."""
_ABOVE = 10
"""Among how many rows a heading is looked for."""


@dataclass(frozen=True)
class Row:
    """One row: its filled cells by column, and where it stands; its line is the row that a spreadsheet shows."""

    cells: dict[str, str]
    position: Position

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Rows:
    """The rows of a file, its columns as its heading names them, the problems of its form, and the rows above the heading."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    above: tuple[str, ...] = ()


class _Records(Iterator[list[str]]):
    """The records of a file; `row` is the one begun last, numbered as in a spreadsheet: a cell with several lines is in one row."""

    def __init__(self, content: str, delimiter: str) -> None:
        self._reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
        self.row = -1 if _SEPARATOR.match(content) else 0  # what tells the delimiter is no row of a spreadsheet

    def __next__(self) -> list[str]:
        self.row += 1
        return next(self._reader)


def heading(cell: str) -> str:
    """A column as it is looked up: without capitals, and with underscores for spaces."""
    return "_".join(cell.casefold().split())


def read(
    file: Path,
    required: tuple[str, ...] = (),
    names: dict[str, str] | None = None,
    is_heading: Callable[[Sequence[str]], bool] | None = None,
) -> Rows:
    """The rows of a CSV file with a heading; comma, semicolon or tab between cells, whichever the first row has most of.

    `names` says what headings are called in kgraph, each looked up by `heading`; without it they stay as they are written.
    The heading is the first row that holds anything, or the first of ten that `is_heading` says is one.
    Raises `DataError` (F1–F5) when the file cannot be read or lacks a `required` column.
    """
    content = read_text(file)
    if unseen := tuple(unseen_signs(content, display(file))):
        raise DataError(unseen)
    before, delimiter = _beginning(content)
    csv.field_size_limit(_LONGEST)
    reader = _Records(content, delimiter)
    try:
        started = _heading(content, delimiter, is_heading) or before
        above = tuple("; ".join(filter(str.strip, cells)) for cells in islice(reader, started))[before:]
        columns = tuple(_named(cell, names) for cell in next(reader))
        _check(columns, required, display(file), reader.row)
        found = list(_rows(reader, columns, display(file)))
    except csv.Error as error:
        raise DataError([_no_csv(str(error), Position(display(file), reader.row))]) from None
    rows = tuple(item for item in found if isinstance(item, Row))
    return Rows(display(file), columns, rows, tuple(item for item in found if isinstance(item, Problem)), above)


def _heading(content: str, delimiter: str, is_heading: Callable[[Sequence[str]], bool] | None) -> int | None:
    """The place of the first row that is a heading; None where none of the first is, or where they are no CSV."""
    reader = _Records(content, delimiter)
    with suppress(csv.Error):
        return next((at for at, cells in enumerate(islice(reader, _ABOVE)) if is_heading and is_heading(cells)), None)
    return None


def _named(cell: str, names: dict[str, str] | None) -> str:
    return cell.strip() if names is None else names.get(heading(cell), heading(cell))


def _beginning(content: str) -> tuple[int, str]:
    """How many lines stand before the heading, empty or with Excel's word for the delimiter, and what the delimiter is."""
    said = None
    for place, line in enumerate(io.StringIO(_QUOTED.sub('""', content[:_LONGEST]), newline=None)):
        if told := _SEPARATOR.fullmatch(line):
            said = told[1]
        elif line.strip(",;\t \n"):
            return place, said or max(",;\t", key=line.count)
    return 0, ","


def _no_csv(reason: str, where: Position) -> Problem:
    if "field larger" in reason:
        return Problem(
            "F5", where, f"har en cell med fler än {_LONGEST} tecken.", f"has a cell of more than {_LONGEST} signs.",
            "Korta texten, eller se efter om ett citattecken saknas.", "Shorten the text, or look for a quote that is missing.",
        )  # fmt: skip
    unclosed = "unexpected end" in reason
    sv = "ett citattecken öppnas och stängs aldrig" if unclosed else "ett citattecken står mitt i en cell"
    en = "a quote is opened and never closed" if unclosed else "a quote stands in the middle of a cell"
    return Problem(
        "F5", where, f"följer inte CSV: {sv}.", f"is no proper CSV: {en}.",
        "Skriv ett citattecken i en text som två.", "Write a quote within a text as two.",
    )  # fmt: skip


def _check(columns: tuple[str, ...], required: tuple[str, ...], file: str, line: int) -> None:
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    lacking = [column for column in required if column not in columns]
    problems = [
        Problem("F5", Position(file, line), f"har kolumnen «{one}» två gånger.", f"has the column “{one}” twice.",
                "Ta bort den ena, eller döp om den i mapping.yaml under «columns».",
                "Remove one, or rename it in mapping.yaml under “columns”.")
        for one in twice
    ]  # fmt: skip
    for one in lacking:
        near = suggest(one, [column for column in columns if column not in required])
        sv, en = (f" Är det «{near[0]}»?", f" Is it “{near[0]}”?") if near else ("", "")
        problems.append(
            Problem("F8", Position(file, line), f"saknar kolumnen «{one}».", f"lacks the column “{one}”.",
                    f"Lägg till den, eller peka ut den i mapping.yaml under «columns».{sv} Filen har: {', '.join(filter(None, columns))}.",
                    f"Add it, or name it in mapping.yaml under “columns”.{en} The file has: {', '.join(filter(None, columns))}.")
        )  # fmt: skip
    if problems:
        raise DataError(problems)


def _rows(reader: _Records, columns: tuple[str, ...], file: str) -> Iterator[Row | Problem]:
    for cells in reader:
        position = Position(file, reader.row)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield Problem(
                "F5", position, f"har {len(cells)} celler, men rubriken har {len(columns)}.",
                f"has {len(cells)} cells, but the heading has {len(columns)}.",
                "Sätt citattecken om celler som innehåller skiljetecknet.", "Put quotes around cells that hold the delimiter.",
            )  # fmt: skip
            continue
        filled = zip(columns, cells, strict=False)
        yield Row({column: _plain(cell) for column, cell in filled if column and cell.strip()}, position)


def _plain(cell: str) -> str:
    return cell[1:] if _PROTECTED.match(cell) else cell.strip()
