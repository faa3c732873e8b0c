"""Cells of a plan's table that can be read in two ways: they are read in the plainest, and told so that their owner can judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from kgraph.errors import Position, Problem
from kgraph.names import fold, named_together
from kgraph.sources.csv_rows import Row
from kgraph.wording import text

__all__ = ["BETWEEN_NAMES", "doubtful", "month_of_excel"]

_ACTORS = ("responsible", "actors")
BETWEEN_NAMES = re.compile(r"[;|\n,]")
"""What stands between two names in one cell."""
_NOBODY = frozenset({"nn", "n n", "vakant", "ej klart", "okand", "oklart", "saknas", "tbd", "na", "vacant", "unknown"})
"""What people write where nobody is named yet, folded, without signs."""
_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_OF_EXCEL = re.compile(rf"({'|'.join(_MONTHS)})-(\d\d)", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A day alone, which may be that of the measure or the last one for it; a period or a month is neither."""
_SHOWN = 6


def month_of_excel(time: str) -> str | None:
    """The month (ÅÅÅÅ-MM) that a cell stands for which a Swedish Excel made of "2026-06" or "juni 2026"; None for any other.

    >>> month_of_excel("jun-26"), month_of_excel("26 juni")
    ('2026-06', None)
    """
    read = _OF_EXCEL.fullmatch(time.strip())
    return f"20{read[2]}-{_MONTHS.index(read[1].lower()) + 1:02}" if read else None


def doubtful(rows: Sequence[tuple[int, Row]], headings: Mapping[str, str]) -> Iterator[Problem]:
    """A remark for each column with actors that look like several in one, or like nobody, and for days and months.

    The months are those that Excel has rewritten.

    `headings` gives what each meaning is called in the file.
    """
    for name in _ACTORS:
        for key, looks_so in (("several", _looks_like_several), ("nobody", _looks_like_nobody)):
            yield from _remark(key, name, rows, headings, looks_so)
    yield from _remark("month", "time", rows, headings, lambda cell: month_of_excel(cell) is not None)
    yield from _remark("day", "time", rows, headings, lambda cell: _DAY.fullmatch(cell) is not None)


def _looks_like_several(cell: str) -> bool:
    return any(len(named_together(one)) > 1 for one in BETWEEN_NAMES.split(cell))


def _looks_like_nobody(cell: str) -> bool:
    return any(re.sub(r"[^a-z ]", "", fold(one)).strip() in _NOBODY for one in BETWEEN_NAMES.split(cell))


def _remark(
    key: str, name: str, rows: Sequence[tuple[int, Row]], headings: Mapping[str, str], looks_so: Callable[[str], bool]
) -> Iterator[Problem]:
    met = [(number, row) for number, row in rows if row[name] and looks_so(row[name])]
    if not met:
        return
    cells = ", ".join(f"«{' '.join(row[name].split())}» ({number})" for number, row in met[:_SHOWN])
    said = text(
        f"plan_table.{key}", column=headings[name], cells=cells + (" …" if len(met) > _SHOWN else ""), count=len(met)
    )
    fix = text(f"plan_table.{key}_fix", month=month_of_excel(met[0][1][name]) or "")
    yield Problem("F9", Position(met[0][1].position.file, met[0][0]), said.sv, said.pick("en"), fix.sv, fix.pick("en"))
