"""Three ways to count coverage, each with its rule, and how the causes stand: for the view of the situation."""

from __future__ import annotations

from typing import Any

from kgraph.covering.states import FIGURES
from kgraph.model import Cell, Table, cell_text
from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["standing", "three_figures"]


def three_figures(facts: Facts, figures: Table) -> list[dict[str, Any]]:
    """On paper, for real and by evidence: how many causes and areas have a measure, both ways, with the rule in words."""
    known = {count.key: count for count in figures.counts}
    rows = [[known[f"{way}_{things}"] for things in ("causes", "areas")] for way in FIGURES]
    return [
        {
            "key": way, "name": facts.pick(text(f"page_figures.{way}")), "rule": facts.pick(row[0].rule),
            "numbers": [(kind, count.stated, count.with_interpreted, count.total) for kind, count in zip(("Cause", "omrade"), row, strict=True)],
        }
        for way, row in zip(FIGURES, rows, strict=True)
        if any(count.total for count in row)
    ]  # fmt: skip


def standing(facts: Facts, states: Table) -> list[tuple[Cell, str, Cell, Cell]]:
    """How many causes are in each state that some are in, both ways, from the barest gap to the best cover."""
    rows = [row for row in states.rows if row["causes_stated"] or row["causes"]]
    return [
        (row["state"], cell_text(_of_state(row, facts), facts.lang), row["causes_stated"], row["causes"])
        for row in rows
    ]


def _of_state(row: dict[str, Cell], facts: Facts) -> Cell:
    """What a state is called; where interpreted links are left out nobody may say that something is missing."""
    return text("page.unlinked") if facts.level == "open" and row["state"] == "uncovered" else row["state_label"]
