"""A plan as the table that people keep it in → records: a row for each measure, a column each for area, cause, who and when.

The name of the file is the name of the plan, and what a row says is what the plan states, at that row.  A row without a
measure is a cause that has none.  Rows with the same measure, and cells with the same words, are about the same thing.
The goal and the indicators of a row belong together: they measure it, where it is the only goal there.
Which headings mean what stands in `wording/plan_table.toml`; a column that is none of them, rows above the headings, and cells
that look merged or are doubtful, are told in `Records.remarks`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgraph import ontology
from kgraph.errors import DataError, Position, Problem
from kgraph.model import KINDS, Link, Node, Records
from kgraph.names import fold
from kgraph.sources import csv_rows, followups, reviews
from kgraph.sources.csv_rows import Row, Rows
from kgraph.sources.doubtful_cells import BETWEEN_NAMES, doubtful, month_of_excel
from kgraph.sources.files import display
from kgraph.sources.foreign import made
from kgraph.sources.merged_cells import lacking_area, looking_merged
from kgraph.wording import catalogue, text

__all__ = ["in_folder", "read"]


@dataclass(frozen=True)
class _Part:
    """What the words in a cell are, and how the measure of the row is linked to them."""

    kind: str
    prefix: str
    relation: str
    inverse: bool = False
    commas: bool = False
    """Whether a comma, too, stands between two of them."""


_PARTS = {
    "area": _Part("CrimeArea", "area", "homeArea"),
    "also": _Part("CrimeArea", "area", "alsoAffects"),
    "cause": _Part("Cause", "cause", "addresses"),
    "goal": _Part("Goal", "g", "pursues"),
    "indicator": _Part("Indicator", "i", "isMeasuredBy"),
    "responsible": _Part("Actor", "actor", "isResponsibleFor", inverse=True, commas=True),
    "actors": _Part("Actor", "actor", "takesPartIn", inverse=True, commas=True),
    "group": _Part("TargetGroup", "group", "isFor", commas=True),
    "place": _Part("Place", "place", "takesPlaceAt", commas=True),
    "method": _Part("Method", "method", "usesMethod", commas=True),
}
_OWN = {
    "short": "short_sv", "time": "time", "starts": "starts", "ends": "ends", "status": "measure_status",
    "recurrence": "recurrence", "level": "prevention_level", "type": "prevention_type", "perspective": "time_perspective",
    "follow_up": "follow_up_sv", "note": "note_sv",
}  # fmt: skip
"""What a cell says of the measure itself, by the field that holds it."""
_OF_THE_PLAN = {
    "assessment": ("Assessment", "assessment", "restsOn"), "decided_by": ("Actor", "actor", "decidedBy"),
    "municipality": ("Municipality", "municipality", "isPlanOf"),
}  # fmt: skip
"""What a cell says of the plan as a whole: the kind and the prefix of what it names, and the plan's relation to it."""
_BETWEEN = re.compile(r"[;|\n]")
_DAYS = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:\s*[-–]\s*(\d{4}(?:-\d\d){0,2}))?")
"""A time that cannot be read in two ways: a year, a month or a day, or from one to another."""
_LONGEST, _MARK = 40, 6


def in_folder(folder: Path) -> tuple[Path, ...]:
    """The plans that lie as tables in a data folder, by name; the logs are none."""
    logs = (reviews.LOG, followups.LOG)
    return tuple(sorted(one for one in folder.glob("*.csv") if one.is_file() and one.name not in logs))


def read(file: Path) -> Records:
    """The records of a plan in a table, with every problem of its rows, and a remark on each column that is not read.

    Raises `DataError` when the file is no table of measures.
    """
    table = csv_rows.read(file, is_heading=lambda cells: "measure" in dict(_columns(cells)).values())
    columns = dict(_columns(table.columns))
    if "measure" not in columns.values():
        said = text("plan_table.no_measures", columns=", ".join(f"«{one}»" for one in table.columns if one))
        fix = text("plan_table.no_measures_fix")
        raise DataError([Problem("F8", Position(table.file, 1), said.sv, said.pick("en"), fix.sv, fix.pick("en"))])
    plan = _Plan(Position(display(file)))
    rows = [
        (
            row.position.line or 0,
            Row({columns[name]: cell for name, cell in row.cells.items() if name in columns}, row.position),
        )
        for row in table.rows
    ]
    plan.begin(file, rows)
    for number, row in rows:
        plan.take(row, number)
    headings = {meaning: column for column, meaning in columns.items()}
    empty = (*looking_merged(rows, headings), *lacking_area(rows, headings))
    remarks = (*_passed_over(table, columns), *empty, *doubtful(rows, headings))
    problems = (*table.problems, *plan.problems)
    return Records(tuple(plan.nodes.values()), tuple(plan.links.values()), problems, remarks=remarks)


def _columns(headings: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What each heading that is known means; of two that mean the same, the first."""
    meanings = {
        fold(word): key.partition(".")[2]
        for key, both in catalogue().items() if key.startswith("plan_column.")
        for said in (both.sv, both.pick("en")) for word in said.split(";")
    }  # fmt: skip
    met: set[str] = set()
    for column in headings:
        meaning = meanings.get(fold(column))
        if meaning and meaning not in met:
            met.add(meaning)
            yield column, meaning


def _passed_over(table: Rows, columns: dict[str, str]) -> Iterator[Problem]:
    if above := [row for row in table.above if row]:
        told, fix = (
            text("plan_table.above", rows=" · ".join(" ".join(row.split()) for row in above)),
            text("plan_table.above_fix"),
        )
        yield Problem("F9", Position(table.file, 1), told.sv, told.pick("en"), fix.sv, fix.pick("en"))
    for column in table.columns:
        if fold(column) and column not in columns and any(row[column] for row in table.rows):
            told, fix = text("plan_table.column", column=column), text("plan_table.column_fix")
            yield Problem("F9", Position(table.file, 1), told.sv, told.pick("en"), fix.sv, fix.pick("en"))


@dataclass
class _Plan:
    """The records of a plan as its rows are taken in."""

    where: Position
    nodes: dict[str, tuple[Node, Position]] = field(default_factory=dict)
    links: dict[tuple[str, ...], tuple[Link, Position]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said: dict[str, tuple[dict[str, str], int]] = field(default_factory=dict)
    """What was said of each measure where it was first met, and the row."""

    def begin(self, file: Path, rows: Sequence[tuple[int, Row]]) -> None:
        """The document that the file is, and the plan that it is named after with what any row says of it as a whole."""
        name = file.stem.replace("_", " ").strip()
        self.document, self.plan = _id("doc", name), _id("plan", name)
        self._node("Source", self.document, {"label_sv": file.name}, self.where)
        own = {"label_sv": name, "document": self.document, "locator": text("plan_table.whole").sv}
        decided = self._once("decided", rows)
        if decided:
            own["decided"] = decided[1]["decided"]
        self._node("Plan", self.plan, own, decided[1].position if decided else self.where)
        for name, (kind, prefix, relation) in _OF_THE_PLAN.items():
            if said := self._once(name, rows):
                label, at = said[1][name], {"document": self.document, "locator": _row(said[0])}
                self._node(kind, _id(prefix, label), {"label_sv": label, **at}, said[1].position)
                self._link(self.plan, relation, _id(prefix, label), at, said[1].position)

    def _once(self, name: str, rows: Sequence[tuple[int, Row]]) -> tuple[int, Row] | None:
        """The first row that says something of the plan; that another says otherwise is a fault."""
        said = [one for one in rows if one[1][name]]
        for number, row in said:
            if fold(row[name]) != fold(said[0][1][name]):
                told, fix = (
                    text("plan_table.two_of_a_plan", row=number, said=row[name]),
                    text("plan_table.two_of_a_plan_fix"),
                )
                self.problems.append(Problem("F7", row.position, told.sv, told.pick("en"), fix.sv, fix.pick("en")))
        return said[0] if said else None

    def take(self, row: Row, number: int) -> None:
        """What a row says: its things, its measure, and how they hang together."""
        at = {"document": self.document, "locator": _row(number)}
        found = {name: [*self._things(row, name, part, at)] for name, part in _PARTS.items()}
        for cause in found["cause"]:
            for area in found["area"]:
                self._link(cause, "contributesTo", area, at, row.position)
        if len(found["goal"]) == 1:
            for indicator in found["indicator"]:
                self._link(found["goal"][0], "isMeasuredBy", indicator, at, row.position)
        if not fold(row["measure"]):
            return
        measure = self._measure(row, number, at)
        self._link(measure, "partOf", self.plan, at, row.position)
        for name, part in _PARTS.items():
            for one in found[name]:
                ends = (one, measure) if part.inverse else (measure, one)
                self._link(ends[0], part.relation, ends[1], at, row.position)

    def _things(self, row: Row, name: str, part: _Part, at: dict[str, str]) -> Iterator[str]:
        for word in (BETWEEN_NAMES if part.commas else _BETWEEN).split(row[name]):
            if fold(word):
                label = " ".join(word.split())
                one = _id(part.prefix, label)
                self._node(part.kind, one, {"label_sv": label, **at}, row.position)
                yield one

    def _measure(self, row: Row, number: int, at: dict[str, str]) -> str:
        label = " ".join(row["measure"].split())
        measure, own = _id("m", label), {_OWN[name]: row[name] for name in _OWN if row[name]}
        if measure in self.said:
            self._compare(label, measure, own, row)
            return measure
        self.said[measure] = own, number
        self._node("Measure", measure, {"label_sv": label, **_read_time(row["time"]), **own, **at}, row.position)
        return measure

    def _compare(self, label: str, measure: str, own: dict[str, str], row: Row) -> None:
        """A measure that a row names again must not be told otherwise of than where it was first named."""
        before, number = self.said[measure]
        if any(before.get(name) != value for name, value in own.items()):
            said, fix = text("plan_table.twice", measure=label, row=number), text("plan_table.twice_fix")
            self.problems.append(Problem("F7", row.position, said.sv, said.pick("en"), fix.sv, fix.pick("en")))

    def _node(self, kind: str, one: str, cells: dict[str, str], where: Position) -> None:
        if one in self.nodes:
            return
        found = made(KINDS[kind], Row({"id": one, **cells}, where), ontology.load())
        if isinstance(found, list):
            self.problems += found
        else:
            self.nodes[one] = (found, where)

    def _link(self, source: str, relation: str, target: str, at: dict[str, str], where: Position) -> None:
        """Note a link between what could be read; the fault of what could not is told already."""
        if source in self.nodes and target in self.nodes:
            made_of = Link(source=source, relation=relation, target=target, **at)
            self.links.setdefault((source, relation, target), (made_of, where))


def _row(number: int) -> str:
    return text("plan_table.row", number=number).sv


def _read_time(time: str) -> dict[str, str]:
    """The fields that hold a time which can be read in one way only: days, months and years, or a word for what comes again."""
    if month := month_of_excel(time):
        return {"starts": month, "ends": month}
    if read := _DAYS.fullmatch(time):
        return {"starts": read[1], "ends": read[2] or read[1]}
    again = ontology.load().schemes["recurrence"].values()
    words = {fold(word) for one in again for word in (one.label.sv, one.label.pick("en"), *one.words)}
    return {"recurrence": time} if fold(time) in words else {}


def _id(prefix: str, label: str) -> str:
    """An id that the words decide, whatever their case; long ones are cut and marked."""
    words = fold(label)
    parts = [part for word in words.split() if (part := re.sub(r"[^a-z0-9]", "", word))]
    whole = "-".join((prefix, *parts))
    if len(whole) <= _LONGEST and " ".join(parts) == words:
        return whole
    kept = whole if len(whole) < _LONGEST - _MARK else whole[: _LONGEST - _MARK - 1].rpartition("-")[0]
    return f"{kept or prefix}-{hashlib.sha256(words.encode()).hexdigest()[:_MARK]}"
