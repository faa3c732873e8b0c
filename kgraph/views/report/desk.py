"""What a report is written from: facts, answers, findings and pictures, and the ways in which chapters ask for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kgraph.model import Finding, Table
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.lists import lists
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.situations import situations
from kgraph.views.report.content import Drawn, Grid, Head
from kgraph.views.report.grids import grid, shortened
from kgraph.views.svg import Picture
from kgraph.wording import text

__all__ = ["Desk"]


@dataclass(frozen=True)
class Desk:
    """All that a report is written from: facts, tables by the names of the analyses, findings, pictures by chapter."""

    facts: Facts
    tables: Mapping[str, Table]
    findings: Sequence[Finding]
    pictures: Mapping[str, Sequence[Picture]] = field(default_factory=dict)
    rejected: int = 0
    """How many readings the plan's owners have rejected, shown or not."""

    def say(self, key: str, **values: object) -> str:
        """A text of the report in its language."""
        return self.facts.pick(text(key if "." in key else f"report.{key}", **values))

    @property
    def is_open(self) -> bool:
        """Whether the report may hold only what may be published."""
        return self.facts.level == "open"

    @cached_property
    def situation(self) -> dict[str, Any]:
        """What the page tells of the situation."""
        return situations([Part("", "", "", self.facts, self.facts.number, self.tables)])[0]

    @cached_property
    def lists(self) -> dict[str, Any]:
        """What the page tells of measures and findings."""
        return lists(self.facts, self.tables["coverage"], self.findings)

    def drawn(self, key: str) -> Iterator[Drawn]:
        """The pictures of a chapter."""
        for one in self.pictures.get(key, ()):
            yield Drawn(one, interpreted=not self.is_open)

    def tabled(self, name: str, *, leave: Sequence[str] = (), most: int | None = None) -> Iterator[Grid]:
        """The table of an analysis, where it has rows."""
        if name in self.tables and self.tables[name].rows:
            yield grid(self.facts, self.tables[name], leave=leave, most=most)

    def beside(self, name: str, other: str, *, leave: Sequence[str] = ()) -> Iterator[Grid]:
        """The table `other` that belongs to an analysis, where it has rows; what it counts stands in its rows."""
        for one in self.tables[name].also if name in self.tables else ():
            if one.name == other and one.rows:
                yield grid(self.facts, one, leave=leave, counts=False)

    def listed(
        self,
        title: str,
        heads: Sequence[Head],
        rows: Sequence[tuple[str, ...]],
        notes: Iterable[str] = (),
        counts: Iterable[str] = (),
    ) -> Iterator[Grid]:
        """A table of the report's own, where it has rows; notes that are empty are left out."""
        if rows:
            yield Grid(title, shortened(heads, rows), tuple(rows), tuple(counts), tuple(note for note in notes if note))

    def numbers(self, stated: int, every: int) -> tuple[str, ...]:
        """A number for each way of counting that the report has."""
        return (str(stated),) if self.is_open else (str(stated), str(every))

    def ways(self, *before: Head) -> tuple[Head, ...]:
        """The headings of a table of numbers."""
        both = ("stated",) if self.is_open else ("stated", "every")
        return (*before, *(Head(self.say(f"head_{key}"), number=True) for key in both))
