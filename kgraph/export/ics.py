"""Table of days → iCalendar (RFC 5545), for calendar programs.  icalendar is used here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from kgraph.model import Cell, Table, cell_text
from kgraph.wording import text

__all__ = ["ics"]

_TOLD = ("time", "who", "through", "indicators", "goals", "plan", "source")
"""What the description of an entry tells, in this order."""


def ics(table: Table, *, on: date, lang: str = "sv") -> bytes:
    """A calendar with an all-day entry for each row of `kgraph.calendar`, in UTF-8 with lines folded at 75 octets.

    What begins on a day that its source does not name (a month, a season, a year) has an entry over all days that it may be, which says so.

    Each entry has a UID made of the row's id, so that an entry read again replaces the old one; `on` stands as the moment
    it was made (DTSTAMP), so that the same data give the same bytes.  CATEGORIES hold what happens and the plans, DESCRIPTION
    who, what it is followed up by, and the source.  Entries do not block time.
    """
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", f"-//kgraph//kgraph//{lang.upper()}")
    made.add("version", "2.0")
    made.add("x-wr-calname", table.title.pick(lang))
    for row in table.rows:
        day = date.fromisoformat(str(row["date"]))
        last = date.fromisoformat(str(row.get("begins_by") or row["date"]))
        entry = Event()
        entry.add("uid", f"{row['id']}@kgraph")
        entry.add("dtstamp", datetime.combine(on, time(), UTC))
        entry.add("dtstart", day)
        if last < date.max:
            entry.add("dtend", last + timedelta(1))
        what = cell_text(row["event_label"], lang)
        entry.add("summary", f"{what[:1].upper()}{what[1:]}: {cell_text(row['label'], lang)}")
        entry.add("categories", [what, *(cell_text(one, lang) for one in _several(row.get("plan")))])
        entry.add("description", "\n".join(_lines(row, lang)))
        entry.add("transp", "TRANSPARENT")
        made.add_component(entry)
    written: bytes = made.to_ical()
    return written


def _several(cell: Cell) -> tuple[Cell, ...]:
    return cell if isinstance(cell, tuple) else (cell,) if cell else ()


def _lines(row: dict[str, Cell], lang: str) -> Iterator[str]:
    """The full name of the thing, and a line for each matter that has something to tell."""
    yield cell_text(row["full_label"], lang)
    if row.get("begins_by"):
        yield text("calendar.no_day").pick(lang)
    for key in _TOLD:
        if told := cell_text(row.get(key), lang):
            heading = text(f"calendar.{key}" if key not in ("plan", "source") else f"column.{key}")
            yield f"{heading.pick(lang)}: {told}"
