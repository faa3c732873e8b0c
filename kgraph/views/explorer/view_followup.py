"""The view of follow-up: how far measures have come, the wheel of the year, and what is to be followed up when and by whom.

The page has no clock: the day that it is judged by was given when it was built, and it says which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from kgraph.measures import links as measure_links
from kgraph.measures.rows import brief_names
from kgraph.model import Cell, Measure, Table, Text
from kgraph.names import swedish_order
from kgraph.times.course import not_begun
from kgraph.times.dates import end_of_next_year
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.views import View
from kgraph.views.pictures.status import status
from kgraph.views.pictures.year import year_wheel, years
from kgraph.views.svg import Picture
from kgraph.wording import columns, joined, text

__all__ = ["FOLLOW_UP"]

_SEVERAL = 3
"""How many times of what comes again are told in a cell."""


def _on(part: Part) -> date:
    """The day that the page is judged by."""
    return date.fromisoformat(str(part.tables["day"].rows[0]["on"]))


def _pictures(part: Part) -> Iterator[Picture]:
    lang, calendar, on = part.facts.lang, part.tables["calendar"], _on(part)
    if part.tables["status"].rows:
        yield status(part.tables["status"], lang)
    for year in years(calendar, on):
        yield year_wheel(calendar, year, on, lang)


def _tables(part: Part) -> Iterator[Table]:
    """A row for each measure, and for each plan, agreement and assessment with a day: when, how it stands, who, by what."""
    calendar, on = part.tables["calendar"], _on(part)
    days: dict[str, list[dict[str, Cell]]] = defaultdict(list)
    for row in calendar.rows:
        days[str(row["measure"] or row["thing"])].append(row)
    standing = {str(row["id"]): row for row in _measures(part)}
    things = [*standing, *(one for one in days if one not in standing)]
    rows = sorted((_row(part, one, days.get(one, ()), standing.get(one)) for one in things), key=_order)
    counts = (*part.tables["status"].counts, *(one for one in calendar.counts if one.key == "days"))
    yield Table(
        name="follow_up", title=text("view_followup.table"), rows=tuple(rows), counts=counts,
        columns=columns(
            label="view_followup.what", days="view_followup.days", state="view_followup.state", who="view_followup.who",
            through="view_followup.through",
        ),
        notes=tuple(_notes(part, on)),
    )  # fmt: skip


def _measures(part: Part) -> tuple[dict[str, Cell], ...]:
    """How each measure stands."""
    return next((table.rows for table in part.tables["status"].also if table.name == "measure_status"), ())


def _notes(part: Part, on: date) -> Iterator[Text]:
    yield text("view_followup.unsaid")
    yield text("view_followup.reading", end=end_of_next_year(on).isoformat())
    yield from (one for one in part.tables["calendar"].notes if one == text("calendar.law"))
    yield text("view_followup.ics")


def _order(row: Mapping[str, Cell]) -> tuple[object, ...]:
    """What comes next first, then what is overdue, the oldest first; then what lies behind, and what has no day."""
    return (str(row["rank"]), str(row["day"]), swedish_order(str(row["name"])), str(row["id"]))


def _row(
    part: Part, thing: str, days: Sequence[dict[str, Cell]], standing: Mapping[str, Cell] | None
) -> dict[str, Cell]:  # fmt: skip
    node = part.facts.graph[thing]
    ahead = [str(row["date"]) for row in days if not row["passed"]]
    tokens = _tokens(standing) if standing else ()
    last = str(days[-1]["date"]) if days else ""
    return {
        "id": thing, "label": node.brief, "name": node.brief.sv, "days": tuple(_days(days)), "who": _who(part, node, days),
        "state": tuple(_state(standing)) if standing else (), "through": _through(days) or _own_through(part, node),
        "tokens": tokens, "day": ahead[0] if ahead else last,
        "rank": 0 if ahead else 1 if "overdue" in tokens else 2 if days else 3,
    }  # fmt: skip


def _state(standing: Mapping[str, Cell]) -> Iterator[Text]:
    """What somebody has said of how a measure stands, where anybody has, who, when and what beside, and how it lies in time."""
    said = None if standing["status"] == "unknown" else standing["status_label"]
    if standing["since"]:
        said = text("view_followup.noted", status=said, day=standing["since"], by=standing["noted_by"])
    timed = text("view_followup.now") if standing["timing"] == "now" else standing["timing_label"]
    yield from (one for one in (said, standing["note"], timed) if isinstance(one, Text))


def _tokens(standing: Mapping[str, Cell]) -> tuple[str, ...]:
    """Which of the counts of the analysis of status a measure is in, with interpreted links."""
    said, timed = standing["status"], standing["timing"]
    found = {
        "unknown": said == "unknown",
        "overdue": timed == "overdue",
        "not_begun": not_begun(str(said), str(timed)),
    }
    return tuple(key for key, holds in found.items() if holds)


def _days(rows: Sequence[Mapping[str, Cell]]) -> Iterator[Text]:
    """Each day with what happens, one after the other; of what comes again only a few, those that lie ahead first."""
    again: dict[object, int] = defaultdict(int)
    told = []
    for row in sorted(rows, key=lambda row: bool(row["passed"])):
        again[row["event"]] += 1
        if again[row["event"]] <= _SEVERAL:
            told.append(row)
    for row in sorted(told, key=lambda row: str(row["date"])):
        yield text(f"view_followup.{row['event']}", day=row["date"])
    if more := sum(max(0, count - _SEVERAL) for count in again.values()):
        yield text("view_followup.more", count=more)


def _who(part: Part, node: Any, rows: Sequence[Mapping[str, Cell]]) -> Cell:
    """Who answers; where nobody is said to, who takes part, said once with whether it may be more than that."""
    graph = part.facts.graph
    if not isinstance(node, Measure):
        return rows[0]["who"] if rows else ()
    if found := {link.source for link in measure_links.responsible(graph, node.id)}:
        return brief_names(graph, found)
    names = brief_names(graph, {link.source for link in measure_links.actors(graph, node.id)})
    if not names:
        return ()
    return text(
        "view_followup.maybe" if "responsible" in node.unknown else "view_followup.takes_part", names=joined(names)
    )


def _through(rows: Sequence[Mapping[str, Cell]]) -> Cell:
    """The bodies and what the source says of following up, and the indicators."""
    if not rows:
        return ()
    told = [one for key in ("through", "indicators") for one in _several(rows[0][key])]
    return tuple(dict.fromkeys(told))


def _several(cell: Cell) -> tuple[Text, ...]:
    return tuple(one for one in cell if isinstance(one, Text)) if isinstance(cell, tuple) else ()


def _own_through(part: Part, node: Any) -> Cell:
    """The same of a measure without a day, from the table of what has none."""
    for table in part.tables["calendar"].also:
        for row in table.rows:
            if row["id"] == node.id:
                return tuple(one for key in ("through", "indicators") for one in _several(row.get(key)))
    return ()


def _more(part: Part) -> dict[str, Any]:
    """What the template says beside: the day, and the choices of the filter with their numbers."""
    return {
        "judged": part.facts.pick(text("view_followup.judged", day=_on(part).isoformat())),
        "choices": [(count.key, part.facts.pick(count.label)) for count in part.tables["status"].counts],
    }  # fmt: skip


FOLLOW_UP = View(
    "uppfoljning", "view_followup", ("status", "calendar", "day"), pictures=_pictures, shown=_tables, more=_more, packed=True,
    template="view_followup.html.j2", lists={
        f"follow_up#{key}{end}": href
        for key in ("unknown", "overdue", "not_begun")
        for end, href in (("", f"#uppfoljning;urval={key}"), (":total", "#atgarder;"))
    },
)  # fmt: skip
