"""CSV as people and programs write it → rows with their lines; what a spreadsheet's dialect adds is taken off again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import DataError, Position, Problem
from kgraph.names import suggest
from kgraph.sources.files import display, read_text

__all__ = ["Row", "Rows", "read"]

_PROTECTED = re.compile(r"'+[=+\-@＝＋－＠\t\r\n]")
"""What `kgraph export --format csv` writes for a text that a spreadsheet could take for a formula."""
_LONGEST = 1_000_000
"""The longest cell that is read, in signs."""


@dataclass(frozen=True)
class Row:
    """One row: its filled cells by column, and where it begins."""

    cells: dict[str, str]
    position: Position

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Rows:
    """The rows of a file, its columns as its heading names them, and the problems of its form."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


def read(file: Path, required: tuple[str, ...], names: dict[str, str]) -> Rows:
    """The rows of a CSV file with a heading; comma, semicolon or tab between cells, whichever the heading has most of.

    `names` says what foreign headings are called in kgraph.  Raises `DataError` (F1–F5) when the file cannot be read or
    lacks a `required` column.
    """
    content = read_text(file)
    heading = content.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = tuple(names.get(cell.strip(), cell.strip()) for cell in next(reader))
        _check(columns, required, display(file))
        found = list(_rows(reader, columns, display(file)))
    except csv.Error as error:
        raise DataError.single(
            "F5", display(file), f"följer inte CSV: {error}.", f"is no proper CSV: {error}.", line=reader.line_num,
            fix_sv="Spara om filen som CSV med UTF-8.", fix_en="Save the file again as CSV in UTF-8.",
        ) from None  # fmt: skip
    rows = tuple(item for item in found if isinstance(item, Row))
    return Rows(display(file), columns, rows, tuple(item for item in found if isinstance(item, Problem)))


def _check(columns: tuple[str, ...], required: tuple[str, ...], file: str) -> None:
    twice = sorted({column for column in columns if column and columns.count(column) > 1})
    lacking = [column for column in required if column not in columns]
    problems = [
        Problem("F5", Position(file, 1), f"har kolumnen «{one}» två gånger.", f"has the column “{one}” twice.",
                "Ta bort den ena, eller döp om den i mapping.yaml under «columns».",
                "Remove one, or rename it in mapping.yaml under “columns”.")
        for one in twice
    ]  # fmt: skip
    for one in lacking:
        near = suggest(one, columns)
        sv, en = (f" Är det «{near[0]}»?", f" Is it “{near[0]}”?") if near else ("", "")
        problems.append(
            Problem("F8", Position(file, 1), f"saknar kolumnen «{one}».", f"lacks the column “{one}”.",
                    f"Lägg till den, eller peka ut den i mapping.yaml under «columns».{sv}",
                    f"Add it, or name it in mapping.yaml under “columns”.{en}")
        )  # fmt: skip
    if problems:
        raise DataError(problems)


def _rows(reader: Iterator[list[str]], columns: tuple[str, ...], file: str) -> Iterator[Row | Problem]:
    line = 2
    for cells in reader:
        position, line = Position(file, line), getattr(reader, "line_num", line) + 1
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
