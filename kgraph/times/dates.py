"""Times in writing → days: what a year, a month, a half-year or a day covers.  Words that name no such time stay unread.

Only what a calendar settles is read, and what has a meaning of its own here: terms and seasons are the months of `_SEASON`,
wide enough that none ends too early.  "Jun-25" in a source is for a person to read: an earlier reading stands in `starts` and `ends`
of the record, and a wrong guess here would become a deadline.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

__all__ = ["beginning", "day", "end_of_next_year", "months_after", "span"]

_MONTHS = (
    "januari january jan", "februari february feb", "mars march mar", "april apr", "maj may", "juni june jun",
    "juli july jul", "augusti august aug", "september sept sep", "oktober october okt oct", "november nov", "december dec",
)  # fmt: skip
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_ORDINAL = {
    "första": 1, "1:a": 1, "1a": 1, "first": 1, "1st": 1, "andra": 2, "2:a": 2, "2a": 2, "second": 2, "2nd": 2,
    "tredje": 3, "3:e": 3, "third": 3, "3rd": 3, "fjärde": 4, "4:e": 4, "fourth": 4, "4th": 4,
}  # fmt: skip
_SEASON = {
    "vt": (1, 6), "vårterminen": (1, 6), "våren": (1, 6), "spring": (1, 6), "sommaren": (6, 3), "summer": (6, 3),
    "ht": (8, 5), "höstterminen": (8, 5), "hösten": (8, 5), "autumn": (8, 5),
}  # fmt: skip
"""The first month of a term or a season and how many months it has.  Winter lies in two years and is not read."""
_NUMBER = "|".join([*map(re.escape, _ORDINAL), "[1-4]"])
_PART = r"halvåret|halvår|half|h|kvartalet|kvartal|kv\.?|quarter|q"
_SHAPES = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})",
        rf"(?:(?P<day>\d{{1,2}}) )?(?P<word>{'|'.join(_MONTH)})\.? (?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})[ -](?P<year>\d{4})",
        rf"(?P<season>{'|'.join(_SEASON)})[ -]?(?P<year>\d{{4}})",
        rf"(?P<number>{_NUMBER}) ?(?P<part>{_PART}) (?P<year>\d{{4}})",
        rf"(?P<part>{_PART}) ?(?P<number>{_NUMBER}),? (?P<year>\d{{4}})",
        r"(?:vecka|week|[vw]\.?) ?(?P<week>\d{1,2}),? (?P<year>\d{4})",
        r"(?P<year>\d{4})[ -]?(?:vecka|[vw]\.?) ?(?P<week>\d{1,2})",
        r"(?P<year>\d{4})[ -]?(?P<part>h|q|halvår|kvartal) ?(?P<number>[1-4])",
    )
)
_RANGE = re.compile(r"\s+[-–—]\s+|[–—]|\s+till\s+|\s+to\s+|(?<=^\d{4})[-/](?=\d{4}$)|(?<=[a-zåäö.])-(?=[a-zåäö])")
_YEAR_AT_END = re.compile(r"\d{4}$")
_LENGTHS = {"h": 6, "k": 3, "q": 3}
"""Months in a part of the year, by the first letter of its word."""


@lru_cache(maxsize=4096)  # plans write the same few years over and over
def span(text: str) -> tuple[date, date] | None:
    """The first and the last day of the time that a text names; None for one that names none or that does not exist.

    A time is a year, a month, a week (ISO 8601), a day, a half-year, a quarter, a term or a season, or one of these and another with a dash
    between; the first may leave its year to the second.

    >>> [str(one) for one in span("2025-06")]
    ['2025-06-01', '2025-06-30']
    >>> [str(one) for one in span("andra halvåret 2025")]
    ['2025-07-01', '2025-12-31']
    >>> [str(one) for one in span("2025–2026")]
    ['2025-01-01', '2026-12-31']
    >>> [str(one) for one in span("jan–juni 2026")]
    ['2026-01-01', '2026-06-30']
    >>> span("löpande") is span("2025-06-31") is span("2026–2025") is None
    True
    """
    times = _times(text)
    if not 1 <= len(times) <= 2 or any(time is None for time in times):  # noqa: PLR2004  # a time, or from one to another
        return None
    known = [time for time in times if time]
    first, last = known[0][0], known[-1][1]
    return (first, last) if known[0][0] <= known[-1][0] and first <= last else None


def _times(text: str) -> list[tuple[date, date] | None]:
    """The time of each part of a text with dashes between them; the first may leave its year to the last."""
    parts = _RANGE.split(" ".join(text.lower().split()))
    year = _YEAR_AT_END.search(parts[-1])
    return [_one(part) or (_one(f"{part} {year[0]}") if year else None) for part in parts]


@lru_cache(maxsize=4096)
def beginning(text: str) -> tuple[date, date] | None:
    """The days on one of which a time begins: all days of what the text names first; None where it names no time.

    >>> [str(one) for one in beginning("2025–2026")]
    ['2025-01-01', '2025-12-31']
    """
    return _times(text)[0] if span(text) else None


def day(text: str) -> date | None:
    """The day that a text names (ÅÅÅÅ-MM-DD); None for anything coarser and for a day that does not exist.

    >>> day("2025-06-30"), day("2025-06")
    (datetime.date(2025, 6, 30), None)
    """
    found = span(text)
    return found[0] if found and found[0] == found[1] else None


def end_of_next_year(on: date) -> date:
    """The last day of the year after that of a day; of the day's own year where the calendar has no later one."""
    return date(min(on.year + 1, date.max.year), 12, 31)


def months_after(start: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day, and the last day there is after that.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def _one(text: str) -> tuple[date, date] | None:
    """The time of a text without a dash between two."""
    found = next((match.groupdict() for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if found is None:
        return None
    year, first, length, of_month = int(found["year"]), 1, 12, None
    if week := found.get("week"):
        return _week(year, int(week))
    if season := found.get("season"):
        first, length = _SEASON[season]
    elif part := found.get("part"):
        length = _LENGTHS[part[0]]
        number = _ORDINAL.get(found["number"]) or int(found["number"])
        first = length * (number - 1) + 1
    elif month := found.get("month") or found.get("word"):
        first, length = _MONTH.get(month) or int(month), 1
        of_month = int(found["day"]) if found.get("day") else None
    return _days(year, first, length, of_month)


def _week(year: int, week: int) -> tuple[date, date] | None:
    try:
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


def _days(year: int, month: int, length: int, of_month: int | None) -> tuple[date, date] | None:
    try:
        first = date(year, month, of_month or 1)
        last = month + length - 1
        return first, first if of_month else date(year, last, calendar.monthrange(year, last)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
