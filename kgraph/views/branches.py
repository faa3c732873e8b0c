"""The rows of a cause tree as a tree again, for what is drawn of it: what each branch holds in both ways of counting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.model import Cell, Table, Text

__all__ = ["Branch", "grown"]


@dataclass
class Branch:
    """A row of a cause tree, the measures that meet it and the branches below it.

    `hidden` tells that it stands there with interpreted links only, by its own or by one above; `interpreted` that its own
    link is such a one.  `gap` and `gap_stated` are what lacks below it with interpreted links and without: "both" for a
    measure, "no_cause" for a cause, None where nothing does.
    """

    row: Mapping[str, Cell]
    hidden: bool = False
    interpreted: bool = False
    gap: str | None = None
    gap_stated: str | None = None
    continued: bool = False
    measures: list[Branch] = field(default_factory=list)
    below: list[Branch] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The thing of the row."""
        return str(self.row["id"])

    def said(self, key: str, lang: str) -> str:
        """What a field of the row says; "" for nothing."""
        cell = self.row[key]
        return cell.pick(lang) if isinstance(cell, Text) else "" if cell is None else str(cell)

    def walk(self) -> Iterator[Branch]:
        """The branch and those below it, depth first, without measures."""
        waiting = [self]
        while waiting:
            here = waiting.pop()
            yield here
            waiting.extend(reversed(here.below))

    def lack(self, *, stated_only: bool) -> tuple[str, str | None] | None:
        """What is said to lack below the branch ("both", "stated" or "no_cause"), and in which layer; None where nothing does.

        With `stated_only` nothing but stated links is shown at all, so that nobody may say that there is no measure.
        """
        if self.gap:
            return ("stated" if stated_only and self.gap == "both" else self.gap), None
        if self.gap_stated:
            return ("stated" if self.gap_stated == "both" else self.gap_stated), "if-stated"
        return None


def grown(table: Table) -> Branch:
    """The tree of a table that `kgraph.tree` gives; measures that interpreted links alone give stand last."""
    made: dict[object, Branch] = {}
    for row in table.rows:
        above = made.get(row["parent"])
        interpreted = row["basis"] == "interpreted"
        one = Branch(row, hidden=interpreted or bool(above and above.hidden), interpreted=interpreted)
        made[row["number"]] = one
        if above:
            (above.measures if row["kind"] == "Measure" else above.below).append(one)
    for one in made.values():
        one.measures.sort(key=lambda measure: (measure.hidden, measure.interpreted))
        _judge(one)
    return next(iter(made.values()))


def _judge(branch: Branch) -> None:
    """Fill in what lacks; a branch that goes on elsewhere says so instead."""
    if branch.row["cut"]:
        return
    said = branch.row["gap"]
    branch.gap = str(said) if said in ("both", "no_cause") else None
    unread = branch.row["kind"] == "Problem" and bool(branch.below) and all(one.hidden for one in branch.below)
    plain = branch.gap or ("both" if said == "stated" else "no_cause" if unread else None)
    branch.gap_stated = None if branch.hidden else plain
