from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.times.dates import day, end_of_next_year, months_after, span

DAYS = st.dates(date(1000, 1, 1), date(9990, 12, 31))


def spelled(text: str) -> list[str]:
    return [str(one) for one in span(text) or ()]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        (" 2025 ", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-06-30", "2025-06-30", "2025-06-30"),
        ("Juni 2025", "2025-06-01", "2025-06-30"),
        ("june 2025", "2025-06-01", "2025-06-30"),
        ("första halvåret 2025", "2025-01-01", "2025-06-30"),
        ("H2 2025", "2025-07-01", "2025-12-31"),
        ("2025 H2", "2025-07-01", "2025-12-31"),
        ("2025-H1", "2025-01-01", "2025-06-30"),
        ("Q3 2025", "2025-07-01", "2025-09-30"),
        ("kvartal 4 2025", "2025-10-01", "2025-12-31"),
        ("fjärde kvartalet 2025", "2025-10-01", "2025-12-31"),
        ("2025-2026", "2025-01-01", "2026-12-31"),
        ("2025 – 2026", "2025-01-01", "2026-12-31"),
        ("2025-03-01 till 2025-04", "2025-03-01", "2025-04-30"),
        ("maj 2025–juni 2025", "2025-05-01", "2025-06-30"),
        ("2026-03 till 2026-12", "2026-03-01", "2026-12-31"),
        ("VT 2026", "2026-01-01", "2026-06-30"),
        ("våren 2026", "2026-01-01", "2026-06-30"),
        ("sommaren 2026", "2026-06-01", "2026-08-31"),
        ("HT 2026", "2026-08-01", "2026-12-31"),
        ("ht2026", "2026-08-01", "2026-12-31"),
        ("HÖSTEN 2026", "2026-08-01", "2026-12-31"),
        ("våren 2026–hösten 2027", "2026-01-01", "2027-12-31"),
        ("kv 2 2026", "2026-04-01", "2026-06-30"),
        ("jan–juni 2026", "2026-01-01", "2026-06-30"),
        ("jan-juni 2026", "2026-01-01", "2026-06-30"),
        ("31 dec 2026", "2026-12-31", "2026-12-31"),
        ("1 mars–30 juni 2026", "2026-03-01", "2026-06-30"),
        ("30/6 2026", "2026-06-30", "2026-06-30"),
        ("2026/2027", "2026-01-01", "2027-12-31"),
        ("v. 40 2026", "2026-09-28", "2026-10-04"),
        ("vecka 53, 2026", "2026-12-28", "2027-01-03"),
        ("2025 v 1", "2024-12-30", "2025-01-05"),
        ("v 10–v 12 2026", "2026-03-02", "2026-03-22"),
    ],
)
def test_what_a_calendar_settles_is_read(text: str, first: str, last: str) -> None:
    assert spelled(text) == [first, last]


@pytest.mark.parametrize(
    "text",
    [
        "", "löpande", "våren", "vintern 2025", "jun-25", "32 dec 2025", "30/13 2025", "juni–2", "dec–jan 2026", "20232026", "2025-13", "2025-00", "2025-02-30", "H3 2025", "Q5 2025",
        "2026–2025", "2025–", "–2025", "2025-2026-2027", "0000", "２０２５", "2025-6", "under 2025", "3/1/23", "vecka 12", "v. 53 2025",
        "halvår 2025", "2025–2026–2027",
    ],
)  # fmt: skip
def test_what_it_does_not_settle_stays_unread(text: str) -> None:
    assert span(text) is None


@given(DAYS)
def test_a_day_lies_in_its_month_half_quarter_and_year(one: date) -> None:
    year, month = f"{one.year:04}", f"{one.year:04}-{one.month:02}"
    half, quarter = (one.month + 5) // 6, (one.month + 2) // 3
    times = [one.isoformat(), month, f"Q{quarter} {year}", f"H{half} {year}", year]
    spans = [span(text) for text in times]
    assert spans[0] == (one, one)
    lengths = [(found[1] - found[0]).days + 1 for found in spans if found and found[0] <= one <= found[1]]
    assert len(lengths) == 5
    assert lengths == sorted(lengths)


@given(st.integers(1000, 9990), st.sampled_from((("H", 2), ("Q", 4))))
def test_the_parts_of_a_year_fill_it_without_overlap(year: int, parts: tuple[str, int]) -> None:
    letter, number = parts
    spans = [span(f"{letter}{part} {year}") for part in range(1, number + 1)]
    known = [one for one in spans if one]
    assert (known[0][0], known[-1][1]) == span(str(year))
    assert all(after[0] - before[1] == timedelta(1) for before, after in itertools.pairwise(known))


@given(DAYS, DAYS)
def test_from_one_to_another(first: date, last: date) -> None:
    found = span(f"{first} – {last}")
    assert found == ((first, last) if first <= last else None)


@given(st.text(max_size=20))
def test_any_text_can_be_asked_about(text: str) -> None:
    found = span(text)
    assert found is None or found[0] <= found[1]


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_months_later(start: date, some: int, more: int) -> None:
    after = months_after(start, some)
    assert (after.year - start.year) * 12 + after.month - start.month == some
    assert after.day == start.day or (after.day < start.day and (after + timedelta(1)).day == 1)
    assert months_after(start, 0) == start
    assert after <= months_after(start, some + more)


def test_only_a_whole_day_is_a_day() -> None:
    assert day("2025-06-30") == date(2025, 6, 30)
    assert [day(text) for text in ("2025", "2025-06", "löpande")] == [None, None, None]


def test_what_lies_beyond_the_last_year_is_the_last_day() -> None:
    assert months_after(date(9999, 6, 1), 12) == date.max


def test_the_end_of_next_year_is_that_of_the_last_year_where_there_is_none_later() -> None:
    assert end_of_next_year(date(2025, 3, 1)) == date(2026, 12, 31)
    assert end_of_next_year(date(9999, 1, 1)) == date.max
