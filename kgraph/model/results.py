"""What questions return: tables whose cells are values, never markup, with every count given twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, overload

from pydantic import (
    SerializeAsAny,
    SerializerFunctionWrapHandler,
    ValidatorFunctionWrapHandler,
    WrapSerializer,
    WrapValidator,
    model_serializer,
)

from kgraph.model import display
from kgraph.model.base import FIRM, Frozen, LinkStatus, Short, Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "SCHEMA_VERSION",
    "Cell",
    "Column",
    "Count",
    "Finding",
    "LazyRows",
    "Level",
    "Path",
    "Step",
    "Table",
    "WeighedStep",
    "Weight",
    "cell_text",
    "integer",
]

SCHEMA_VERSION = 1
"""The version of the JSON that results are written as; it rises when a key changes its meaning."""

Level = Literal["law", "guidance", "quality", "structure"]
Weight = Literal["finding", "hint", "accepted"]


class Step(Frozen):
    """One link of a path; `forward` is false where the path walks it from its object to its subject."""

    source: str
    relation: str
    target: str
    status: LinkStatus
    forward: bool = True
    document: str | None = None
    locator: str | None = None

    @property
    def counts_as_stated(self) -> bool:
        """True for what a source states or the plan's owners have confirmed, as `Link.counts_as_stated`."""
        return self.status in FIRM

    @property
    def told_as(self) -> str:
        """The key of the words for its status, as `Link.told_as`."""
        return "unread" if self.status == "interpreted" and self.document is None else self.status


class WeighedStep(Step):
    """A step of a path whose strength was asked for: that of its link, from 0 to 1; None where no source gives it."""

    strength: float | None


class Path(Frozen):
    """A chain of links; as strong as its weakest one.  `text` says it in words, `source` where its links stand."""

    steps: tuple[SerializeAsAny[Step], ...]
    text: Text
    source: Text | None = None

    @property
    def basis(self) -> Literal["stated", "interpreted"]:
        """The word "stated" when every link is stated or confirmed, "interpreted" otherwise."""
        return "stated" if all(step.counts_as_stated for step in self.steps) else "interpreted"


Scalar = Text | Path | str | int | float | bool | None
Cell = Scalar | tuple[Scalar, ...]


def cell_text(cell: Cell, lang: str = "sv") -> str:
    """A cell in words: texts in the chosen language, several values with "; " between them, nothing as ""."""
    if isinstance(cell, tuple):
        return "; ".join(cell_text(item, lang) for item in cell)
    if isinstance(cell, Path):
        return cell.text.pick(lang) + (f" [{cell.source.pick(lang)}]" if cell.source else "")
    if isinstance(cell, Text):
        return cell.pick(lang)
    if isinstance(cell, bool):
        return {"sv": ("nej", "ja"), "en": ("no", "yes")}[lang][cell]
    if isinstance(cell, float):
        return f"{cell:.2f}".replace(".", "," if lang == "sv" else ".")
    return "" if cell is None else str(cell)


def integer(row: Mapping[str, Cell], key: str) -> int:
    """The whole number in a cell of a row; `TypeError` where it holds something else."""
    cell = row[key]
    if not isinstance(cell, int):
        raise TypeError(f"{key}: {cell!r}")
    return cell


_PLAIN = frozenset({Text, Short, Path, str, int, float, bool, type(None)})
_CELLS = _PLAIN | {tuple}
_KEYS = frozenset({str})


def _as_they_are(rows: Any, looked_at: ValidatorFunctionWrapHandler) -> Any:
    """Rows whose cells have the types of cells already, as analyses make them, need not be tried against each type in turn."""
    as_made = type(rows) is LazyRows or (type(rows) is tuple and all(map(_is_plain, rows)))
    return rows if as_made else looked_at(rows)


def _is_plain(row: Any) -> bool:
    if type(row) is not dict or not _KEYS.issuperset(map(type, row)):
        return False
    types = set(map(type, row.values()))
    if not types <= _CELLS:
        return False
    return tuple not in types or all(_PLAIN.issuperset(map(type, cell)) for cell in row.values() if type(cell) is tuple)


class LazyRows(Sequence[dict[str, Cell]]):
    """The rows of a long answer, each made when it is first looked at; otherwise like a tuple of them.

    `is_read` says whether any of them rests on interpreted links, where that is known before they are made.
    """

    def __init__(self, number: int, make: Callable[[int], dict[str, Cell]], *, is_read: bool | None = None) -> None:
        self._number, self._make, self.is_read = number, make, is_read
        self._made: dict[int, dict[str, Cell]] = {}

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> dict[str, Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[dict[str, Cell], ...]: ...
    def __getitem__(self, place: int | slice) -> dict[str, Cell] | tuple[dict[str, Cell], ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(self._number)[place])
        number = range(self._number)[place]
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        return map(self.__getitem__, range(self._number))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | LazyRows) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # rows are dictionaries

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (tuple(self),)


def _all_made(rows: Sequence[dict[str, Cell]], written: SerializerFunctionWrapHandler) -> Any:
    return written(tuple(rows))


Rows = Annotated[tuple[dict[str, Cell], ...], WrapValidator(_as_they_are), WrapSerializer(_all_made)]


class Column(Frozen):
    """A column: its stable English key and its heading."""

    key: str
    label: Text


class Count(Frozen):
    """A number counted both ways, with the rule of counting; `total` is what it is a part of, if anything."""

    key: str
    label: Text
    stated: int
    with_interpreted: int
    total: int | None = None
    rule: Text


class Table(Frozen):
    """The answer to a question.  Each row maps column keys (and further keys for programs) to cells; very many rows may be `LazyRows`.

    `also` holds the tables that belong to the same answer, such as the nearest measures when nothing was found; `lead` what
    must be read before the numbers.  Most answers have no `lead`, and their JSON then leaves it out.
    """

    name: str
    title: Text
    columns: tuple[Column, ...]
    rows: Rows = ()
    counts: tuple[Count, ...] = ()
    notes: tuple[Text, ...] = ()
    also: tuple[Table, ...] = ()
    lead: tuple[Text, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self, lang: str = "sv") -> list[list[str]]:
        """Every row as text, in the order of the columns."""
        return [[cell_text(row.get(column.key), lang) for column in self.columns] for row in self.rows]

    def headings(self, lang: str = "sv") -> list[str]:
        """The headings of the columns."""
        return [column.label.pick(lang) for column in self.columns]

    @model_serializer(mode="wrap")
    def _without_an_empty_lead(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        found: dict[str, Any] = written(self)
        if not self.lead:
            found.pop("lead", None)
        return found

    def to_json(self) -> dict[str, Any]:
        """The whole table as JSON values, with `schema_version` first and English keys."""
        return {"schema_version": SCHEMA_VERSION, **self.model_dump(mode="json")}

    def to_pandas(self, lang: str = "sv") -> pd.DataFrame:
        """The table as a pandas DataFrame of text; needs pandas, which kgraph does not install."""
        import pandas as pd

        return pd.DataFrame(self.cells(lang), columns=[column.key for column in self.columns])

    def __str__(self) -> str:
        lines = [self.title.sv, *(one.sv for one in self.lead)]
        for count in self.counts:
            of = "" if count.total is None else f" av {count.total}"
            lines.append(
                f"{count.label.sv}: {count.stated}{of} enligt planen · {count.with_interpreted}{of} med tolkade"
            )
        lines += ["\t".join(self.headings()), *("\t".join(row) for row in self.cells())]
        return "\n".join([*lines, *(note.sv for note in self.notes), *(f"\n{table}" for table in self.also)])

    def _repr_html_(self) -> str:
        return display.html(self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # IPython calls it so
        """The plain text beside the table in a notebook: its name and size, not all that it holds."""
        del cycle
        printer.text(f"<Table {self.name}: {len(self.rows)} rows>")


class Finding(NamedTuple):
    """What a rule found: a stable code, how binding the rule is, where it applies, what is wrong and what to do.

    A plain tuple, since there are a hundred thousand in a large network and nothing in them is to be checked.
    `case` names which of the rule's messages this is, for programs ("none", "interpreted_only" …).
    `judged` is false when there was no data to judge by: the rule then neither passes nor fails.
    `weight` tells a finding from a hint, and from what somebody has decided to accept: neither of those two is a fault.
    """

    code: str
    level: Level
    message: Text
    fix: Text
    case: str = ""
    subject: str | None = None
    label: Text | None = None
    file: str | None = None
    line: int | None = None
    judged: bool = True
    weight: Weight = "finding"

    @property
    def is_fault(self) -> bool:
        """Whether it is something to mend: judged, no hint, and accepted by nobody."""
        return self.judged and self.weight == "finding"
