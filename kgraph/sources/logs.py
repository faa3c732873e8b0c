"""Logs beside the data: CSV with semicolons, a heading and one line an entry, appended to and never edited."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from kgraph.errors import DataError, Position, Problem
from kgraph.model import Text
from kgraph.sources.files import display, read_text
from kgraph.wording import text

__all__ = ["Log", "header", "line", "read"]

_Entry = TypeVar("_Entry", bound=BaseModel)


@dataclass(frozen=True)
class Log(Generic[_Entry]):
    """The entries of a log, each with its place, and the lines that cannot be read as problems."""

    entries: tuple[tuple[_Entry, Position], ...] = ()
    problems: tuple[Problem, ...] = ()


def header(model: type[BaseModel]) -> tuple[str, ...]:
    """The columns of a log of such entries."""
    return tuple(model.model_fields)


def line(entry: BaseModel) -> str:
    """One entry as a line of its log, line break included."""
    written = io.StringIO()
    values = [_plain(str(getattr(entry, name))) for name in header(type(entry))]
    csv.writer(written, delimiter=";", lineterminator="\n").writerow(values)
    return written.getvalue()


_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\N{FULLWIDTH EQUALS SIGN}",
    "\N{FULLWIDTH PLUS SIGN}",
    "\N{FULLWIDTH HYPHEN-MINUS}",
    "\N{FULLWIDTH COMMERCIAL AT}",
)


def _plain(value: str) -> str:
    """The value as a spreadsheet may have it: with an apostrophe before what it could take for a formula."""
    return f"'{value}" if value.lstrip("'").startswith(_FORMULA) else value


def _meant(value: str | list[str]) -> str:
    """The value without the apostrophe that `line` put before it; a list is what stands beyond the last column."""
    if isinstance(value, list):
        return str(value)
    return value[1:] if value.startswith("'") and value.lstrip("'").startswith(_FORMULA) else value


def read(file: Path, model: type[_Entry], **readings: Callable[[str], str]) -> Log[_Entry]:
    """The entries of a log; nothing where there is none or it is empty.

    `readings` turn what stands in a column into the value that the model wants.
    """
    if not file.is_file() or not file.stat().st_size:
        return Log()
    try:
        content = read_text(file).replace("\N{BYTE ORDER MARK}", "")  # a log that was put after another has one inside
        table = csv.DictReader(io.StringIO(content), delimiter=";", strict=True)
        return _rows(table, display(file), model, readings)
    except DataError as error:
        return Log(problems=error.problems)
    except csv.Error as error:
        where = Position(display(file))
        problem = Problem("F5", where, f"är ingen CSV: {error}.", f"is no CSV: {error}.", *_fix(model))
        return Log(problems=(problem,))


def _rows(
    table: csv.DictReader[str], file: str, model: type[_Entry], readings: Mapping[str, Callable[[str], str]]
) -> Log[_Entry]:
    entries: list[tuple[_Entry, Position]] = []
    problems: list[Problem] = []
    fix = _fix(model)
    if set(table.fieldnames or ()) != set(header(model)):
        return Log(problems=(Problem("F5", Position(file, 1), "saknar rubrikraden.", "lacks its heading.", *fix),))
    more = 0
    for row in table:
        more += sum(str(value).count("\n") for value in row.values())  # a cell of several lines stands in one row
        if list(row.values()) == list(row):  # a second heading, left by two writers of a new log
            continue
        where = Position(file, table.line_num - more)
        try:
            values = {key: readings.get(key, str)(_meant(value or "")) for key, value in row.items()}
            entries.append((model.model_validate(values), where))
        except (ValidationError, TypeError) as error:
            fault = error.errors()[0]["loc"][0] if isinstance(error, ValidationError) else "?"
            said = _unread(str(fault))
            problems.append(Problem("F7", where, said.sv, said.pick("en"), *fix))
    return Log(tuple(entries), tuple(problems))


def _unread(column: str) -> Text:
    """What is wrong with a value, as closely as can be told: a role or a note that cannot stand may name a person."""
    return text(f"review.unread_{column}") if column in ("by", "note") else text("review.unread", column=column)


def _fix(model: type[BaseModel]) -> tuple[str, str]:
    columns = ";".join(header(model))
    return f"Varje rad ska ha {columns}.", f"Each line must have {columns}."
