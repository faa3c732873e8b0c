"""How a notebook shows a table: counts in both ways with their rules, the first rows, notes; escaped, and nothing that runs."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kgraph.model.results import Count, Table

__all__ = ["MOST_ROWS", "html"]

MOST_ROWS = 50
"""How many rows a notebook shows."""
_STYLE = "<style>.kgraph td,.kgraph th{text-align:left!important;vertical-align:top}</style>"
"""Notebooks set tables to the right, as if they held numbers alone."""


def html(table: Table) -> str:
    """A table in Swedish as HTML."""
    counts = "".join(f"<li>{_count(one)}</li>" for one in table.counts)
    notes = "".join(f"<p><small>{escape(one)}</small></p>" for one in _notes(table))
    lead = "".join(f"<p>{escape(one.sv)}</p>" for one in table.lead)
    return f'<div class="kgraph">{_STYLE}{lead}{f"<ul>{counts}</ul>" if counts else ""}{_rows(table)}{notes}</div>'


def _count(count: Count) -> str:
    of = "" if count.total is None else f" av {count.total}"
    both = f"<b>{count.stated}</b>{of} enligt planen · <b>{count.with_interpreted}</b>{of} med tolkade"
    return f"{escape(count.label.sv)}: {both}<br><small>{escape(count.rule.sv)}</small>"


def _rows(table: Table) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in table.headings())
    shown = table.model_copy(update={"rows": table.rows[:MOST_ROWS]})
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>" for cells in shown.cells())
    return (
        f"<table><caption>{escape(table.title.sv)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _notes(table: Table) -> list[str]:
    more = [f"Visar {MOST_ROWS} av {len(table.rows)} rader."] if len(table.rows) > MOST_ROWS else []
    also = [f".also[{place}]: {one.title.sv} ({len(one.rows)} rader)" for place, one in enumerate(table.also)]
    return [*more, *(note.sv for note in table.notes), *also]
