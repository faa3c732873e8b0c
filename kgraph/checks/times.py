"""Dates as records hold them: an ISO year, month or day ("2025", "2025-06", "2025-06-30")."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["ends_before", "is_date", "is_years"]

_YEARS = re.compile(r"\d{4}(\s*[-–]\s*\d{4})?", re.ASCII)
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


def is_date(written: str) -> bool:
    """Whether the text is an ISO year, month or day that exists.

    >>> [is_date(one) for one in ("2025", "2025-06", "2025-06-30", "2025-06-31", "våren 2025")]
    [True, True, True, False, False]
    """
    if not _ISO.fullmatch(written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def is_years(written: str) -> bool:
    """Whether a time as the plan writes it needs no further reading: a year, or a year and another.

    >>> [is_years(one) for one in ("2025", "2025–2026", "2025 - 2026", "våren 2025")]
    [True, True, True, False]
    """
    return bool(_YEARS.fullmatch(written.strip()))


def ends_before(end: str, start: str) -> bool:
    """Whether one date lies before another, as far as the coarser of the two can tell.

    >>> [ends_before("2025", "2025-06"), ends_before("2025-05", "2025-06-01")]
    [False, True]
    """
    known = min(len(end), len(start))
    return end[:known] < start[:known]
