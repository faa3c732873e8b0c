"""The wheel of a year: twelve months as a ring, what begins, comes again, ends and is to be followed up, with the list beside it.

The months go round as on a clock, with January at the top to the right.  How far a month reaches out tells how many days
it has, its number stands by its name, and the list says what they are: so sixty days at the turn of a month can be read too.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from markupsafe import Markup

from kgraph.model import Cell, Table, Text
from kgraph.views.svg import Key, Picture, el, label, thing
from kgraph.wording import text

__all__ = ["KINDS", "days_of", "year_wheel", "years"]

KINDS = ("begins", "again", "ends", "follow_up")
"""The sorts of days, from the middle of the ring outwards."""
_LOOKS = {"begins": "area", "again": "measure", "ends": "cause", "follow_up": "other"}
_CENTRE, _INNER, _OUTER, _NAMES = (215.0, 225.0), 72.0, 165.0, 190.0
_LEAST = 7.0
"""How thick the thinnest part of a month is."""
_FEWEST = 3
"""A year with fewer days than this gives way to one with more."""
_LISTED, _COLUMN, _LINE, _MOST_LINES = 450.0, 350.0, 19.0, 54

_Row = Mapping[str, Cell]


def days_of(table: Table, year: int) -> dict[int, list[_Row]]:
    """The rows of the calendar in a year by the number of their month, in the order of their days."""
    found: dict[int, list[_Row]] = defaultdict(list)
    for row in table.rows:
        day = date.fromisoformat(str(row["date"]))
        if day.year == year:
            found[day.month].append(row)
    return dict(sorted(found.items()))


def years(table: Table, on: date) -> tuple[int, ...]:
    """Which two years have a wheel: that of the day, and the next or, where that has hardly anything, the one before; else the nearest."""
    held = Counter(date.fromisoformat(str(row["date"])).year for row in table.rows)
    beside = sorted((on.year + 1, on.year - 1), key=lambda year: held[year] < _FEWEST)
    wanted = [year for year in (on.year, *beside) if held[year]][:2]
    return tuple(sorted(wanted)) or tuple(sorted(held, key=lambda year: (abs(year - on.year), year))[:1])


def kind(row: _Row) -> str:
    """The sort of a day: what begins, comes again, ends, or is to be followed up by law."""
    event = str(row["event"])
    if event.startswith("law"):
        return "follow_up"
    return "begins" if event.endswith("starts") else "ends" if event.endswith("ends") else "again"


def year_wheel(table: Table, year: int, on: date, lang: str = "sv") -> Picture:
    """The wheel of the days of a calendar in a year; the day that the page is judged by is marked where it lies in it."""
    months = days_of(table, year)
    counts = {month: Counter(map(kind, rows)) for month, rows in months.items()}
    most = max((sum(one.values()) for one in counts.values()), default=1)
    names = text("year.months").pick(lang).split()
    total = sum(map(len, months.values()))
    body = [*_ring(counts, most), *_round(counts, names), *_centre(year, total, on, lang)]
    listed, height = _listed(months, names, lang)
    busiest = max(months, key=lambda month: (len(months[month]), -month), default=1)
    told = text("year.alt", year=year, total=total, month=names[busiest - 1], most=most if months else 0, **{key: sum(one[key] for one in counts.values()) for key in KINDS})  # fmt: skip
    used = {key for one in counts.values() for key in one}
    legend = [Key("box", _LOOKS[key], text(f"year.key_{key}").pick(lang)) for key in KINDS if key in used]
    if on.year == year:
        legend.append(Key("line", "line", text("year.key_on", day=on.isoformat()).pick(lang)))
    title = text("year.title", year=year).pick(lang)
    width = _LISTED + 2 * _COLUMN
    return Picture(f"year-{year}", title, told.pick(lang), width, max(height, _CENTRE[1] * 2) + 6, Markup("").join([*body, *listed]), tuple(legend))  # fmt: skip


def _spot(angle: float, radius: float) -> tuple[float, float]:
    """A place on the wheel; the angle is in months from the top."""
    turned = angle * math.pi / 6
    return _CENTRE[0] + radius * math.sin(turned), _CENTRE[1] - radius * math.cos(turned)


def _piece(start: float, end: float, inner: float, outer: float) -> str:
    """A piece of the ring between two angles and two radii."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = _spot(start, outer), _spot(end, outer), _spot(end, inner), _spot(start, inner)  # fmt: skip
    return f"M{ax:.1f} {ay:.1f}A{outer:.0f} {outer:.0f} 0 0 1 {bx:.1f} {by:.1f}L{cx:.1f} {cy:.1f}A{inner:.0f} {inner:.0f} 0 0 0 {dx:.1f} {dy:.1f}z"  # fmt: skip


def _ring(counts: Mapping[int, Counter[str]], most: int) -> Iterator[Markup]:
    for radius, looks in ((_OUTER, "surface"), (_INNER, "ground")):
        yield el("circle", cx=_CENTRE[0], cy=_CENTRE[1], r=radius, class_=looks)
    spokes = ((_spot(month, _INNER), _spot(month, _OUTER)) for month in range(12))
    yield el("path", d="".join(f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}" for (ax, ay), (bx, by) in spokes), class_="grid")
    for month, found in counts.items():
        inner = _INNER
        shown = [(key, found[key]) for key in KINDS if found[key]]
        room = (_OUTER - _INNER) - _LEAST * len(shown)
        for key, count in shown:
            outer = inner + _LEAST + room * count / max(most, 1)
            yield el("path", d=_piece(month - 0.97, month - 0.03, inner, outer), class_=_LOOKS[key])
            inner = outer


def _round(counts: Mapping[int, Counter[str]], names: Sequence[str]) -> Iterator[Markup]:
    """The names of the months, upright, with their numbers."""
    for month in range(1, 13):
        x, y = _spot(month - 0.5, _NAMES)
        count = sum(counts.get(month, Counter()).values())
        yield label(x, y - (7 if count else 0), names[month - 1][:3], size=13, anchor="middle", class_="strong" if count else "muted")  # fmt: skip
        if count:
            yield label(x, y + 9, str(count), size=13, anchor="middle")


def _centre(year: int, total: int, on: date, lang: str) -> Iterator[Markup]:
    x, y = _CENTRE
    yield label(x, y - 12, str(year), size=28, anchor="middle", class_="strong")
    yield label(x, y + 16, text("year.days", count=total).pick(lang), size=13, anchor="middle")
    if on.year == year:
        angle = on.month - 1 + (on.day - 1) / 31
        (ax, ay), (bx, by) = _spot(angle, _INNER - 8), _spot(angle, _OUTER)
        yield el("path", d=f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}", class_="line")


def _listed(months: Mapping[int, Sequence[_Row]], names: Sequence[str], lang: str) -> tuple[list[Markup], float]:
    """The months with what happens in each, in two columns beside the wheel, and how high they are."""
    for shown in (6, 4, 3, 2, 1, 0):
        blocks = [_block(names[month - 1], rows, shown, lang) for month, rows in months.items()]
        if sum(map(len, blocks)) <= _MOST_LINES:
            break
    half = sum(map(len, blocks)) / 2
    drawn: list[Markup] = []
    x, y, tall, taken = _LISTED, 22.0, 0.0, 0
    for block in blocks:
        if taken and x == _LISTED and taken + len(block) / 2 > half:
            x, y = _LISTED + _COLUMN, 22.0
        for line in block:
            drawn.append(_line(line, x, y))
            y += _LINE
        taken, y = taken + len(block), y + 8
        tall = max(tall, y)
    return drawn, tall


def _block(name: str, rows: Sequence[_Row], shown: int, lang: str) -> list[dict[str, Any]]:
    """The lines of a month: its name, each sort of event with its number, and the first things of each."""
    lines: list[dict[str, Any]] = [{"words": name.capitalize(), "class_": "strong"}]
    events: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        events[_words(row["event_label"], lang)].append(row)
    for event, ones in events.items():
        lines.append({"words": f"{event}: {len(ones)}", "class_": "muted"})
        kept = ones if len(ones) <= shown + 1 and shown else ones[:shown]
        lines += [{"words": _words(row["label"], lang), "thing": row["thing"], "name": _words(row["full_label"], lang)} for row in kept]  # fmt: skip
        if kept and len(kept) < len(ones):
            lines.append({"words": text("year.more", count=len(ones) - len(kept)).pick(lang), "class_": "muted"})
    return lines


def _words(cell: Cell, lang: str) -> str:
    return cell.pick(lang) if isinstance(cell, Text) else str(cell)


def _line(line: Mapping[str, Any], x: float, y: float) -> Markup:
    if "thing" not in line:
        return label(x, y, line["words"], width=_COLUMN - 20, size=13.5, class_=line["class_"])
    return thing(line["thing"], line["name"], label(x + 14, y, line["words"], width=_COLUMN - 34, size=13.5))
