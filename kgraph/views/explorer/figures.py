"""Three ways to count coverage, each with its rule, and how the causes stand: for the view of the situation."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kgraph.covering.states import STATES, covers, figures
from kgraph.views.explorer.facts import Facts
from kgraph.wording import text

__all__ = ["standing", "three_figures"]

_WAYS = ("nominal", "real", "evidence")


def three_figures(facts: Facts) -> list[dict[str, Any]]:
    """On paper, for real and by evidence: how many causes and areas have a measure, both ways, with the rule in words."""
    known = {count.key: count for count in figures(facts.graph)}
    rows = [[known[f"{way}_{things}"] for things in ("causes", "areas")] for way in _WAYS]
    return [
        {
            "name": facts.pick(text(f"page_figures.{way}")), "rule": facts.pick(row[0].rule),
            "numbers": [(count.stated, count.with_interpreted, count.total) for count in row],
        }
        for way, row in zip(_WAYS, rows, strict=True)
        if any(count.total for count in row)
    ]  # fmt: skip


def standing(facts: Facts) -> list[tuple[str, int]]:
    """How many causes are in each state that some are in, from the barest gap to the best cover."""
    found = Counter(cover.state for cover in covers(facts.graph, "Cause").values())
    names = {state: text(f"covering.state_{state}") for state in STATES}
    if facts.level == "open":
        names["uncovered"] = text("page.unlinked")
    return [(facts.pick(names[state]), found[state]) for state in STATES if found[state]]
