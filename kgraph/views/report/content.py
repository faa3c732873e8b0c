"""What a report holds, whatever it is written as: chapters of words, points, tables and drawings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kgraph.views.svg import Picture

__all__ = ["Block", "Chapter", "Drawn", "Front", "Grid", "Head", "Points", "Report", "Words"]


@dataclass(frozen=True)
class Words:
    """A paragraph: what a chapter is about (`lead`), plain text, or a note in smaller type."""

    text: str
    look: Literal["lead", "plain", "note"] = "plain"


@dataclass(frozen=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Head:
    """The heading of a column; numbers stand to the right in it, and what is `short` keeps to one line."""

    label: str
    number: bool = False
    short: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its title, headings and cells, what it counts, and the notes below it; `read` are the rows that are interpreted."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    counts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    read: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Drawn:
    """A picture; without interpreted things where `interpreted` is false."""

    picture: Picture
    interpreted: bool = True


Block = Words | Points | Grid | Drawn


@dataclass(frozen=True)
class Chapter:
    """A chapter, or a section of one: `key` is its anchor."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    below: tuple[Chapter, ...] = ()

    def walk(self) -> Iterator[Chapter]:
        """The chapter and its sections."""
        yield self
        for one in self.below:
            yield from one.walk()


@dataclass(frozen=True)
class Front:
    """The first page: whose plan it is, what the document is, its title, and what is known of it."""

    owner: str
    kind: str
    title: str
    facts: tuple[tuple[str, str], ...]
    foot: str


@dataclass(frozen=True)
class Report:
    """A report: the stem of its file's name, its language, its first page and its chapters; `made` is its day, if any is given."""

    name: str
    lang: Literal["sv", "en"]
    front: Front
    contents: str
    chapters: tuple[Chapter, ...]
    made: str = ""
