"""What a rule is, and how it words what it finds.

A rule is a code, the kinds of things it judges and one function `(graph) -> findings`.  Its words stand in
`kgraph/wording/{checks,needs,rules}.toml` under its code: title, why, fix, source and one message for each case that it tells apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kgraph.errors import Position
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Level, Link, Node, Text, Weight
from kgraph.wording import catalogue, text

__all__ = ["LEVELS", "Judge", "Rule", "about", "level_of", "order"]

LEVELS: tuple[Level, ...] = ("law", "guidance", "quality", "structure")
"""The levels, the most binding first."""

Judge = Callable[[KnowledgeGraph], Iterator[Finding]]
DatedJudge = Callable[[KnowledgeGraph, date | None], Iterator[Finding]]

_LEVEL_OF: dict[str, Level] = {"L": "law", "G": "guidance", "Q": "quality", "S": "structure", "F": "structure"}


@dataclass(frozen=True)
class Rule:
    """One rule.  `judge` is None for what is found before there is a graph, by the readers or the shapes.

    `kinds` are the kinds of things that the rule is about; without any of them there is nothing to judge by.  A rule
    that hangs on what day it is has `judge_on`, which is given the day, or None when nobody says which.
    """

    code: str
    judge: Judge | None = None
    kinds: tuple[str, ...] = ()
    judge_on: DatedJudge | None = None

    @property
    def judges_graphs(self) -> bool:
        """Whether the rule judges a graph, rather than what is found before there is one."""
        return bool(self.judge or self.judge_on)

    def findings(self, graph: KnowledgeGraph, on: date | None) -> Iterator[Finding]:
        """What the rule finds in a graph on a day."""
        if self.judge_on:
            yield from self.judge_on(graph, on)
        elif self.judge:
            yield from self.judge(graph)

    @property
    def level(self) -> Level:
        """How binding the rule is."""
        return level_of(self.code)

    @property
    def title(self) -> Text:
        """What the rule asks, in one line."""
        return text(f"{self.code}.title")

    @property
    def why(self) -> Text:
        """Why it is asked."""
        return text(f"{self.code}.why")

    @property
    def fix(self) -> Text:
        """What to do about it, whatever the case."""
        return text(f"{self.code}.fix")

    @property
    def source(self) -> Text:
        """Who asks for it: a law, a guidance, or kgraph itself."""
        return text(f"{self.code}.source")


def level_of(code: str) -> Level:
    """The level that the first letter of a code stands for."""
    return _LEVEL_OF[code[0]]


def about(
    graph: KnowledgeGraph,
    code: str,
    case: str,
    record: Node | Link | None = None,
    *,
    judged: bool = True,
    weight: Weight = "finding",
    **values: Any,
) -> Finding:
    """A finding of the rule `code` about a record (a link counts as its subject's) in the words of one of its cases."""
    position = graph.position(record) if record is not None else _NOWHERE
    subject = graph[record.source] if type(record) is Link else record
    file, line = None if position.file == "-" else position.file, position.line
    table = _table_of(position.file) if subject else ""
    fix = _fix_in_table(code, case, subject, table) if subject and table else _fix(code, case)
    message, label = _message(f"{code}.{case}", **values), subject.brief if subject else None
    return Finding(
        code, level_of(code), message, fix, case, subject.id if subject else None, label, file, line, judged, weight
    )


_NOWHERE = Position("-")
_message = lru_cache(maxsize=4096)(text)  # most findings of a case say the same


@cache
def _table_of(file: str) -> str:
    """What sort of table a record stands in: that of a plan, where nobody knows the names of fields, or the rows of nodes.csv and links.csv."""
    if not file.endswith(".csv"):
        return ""
    return "rows" if Path(file).name in ("nodes.csv", "links.csv") else "table"


@cache
def _fix(code: str, case: str) -> Text:
    """The remedy of the case where it has one of its own, that of the rule otherwise."""
    return catalogue().get(f"{code}.{case}_fix") or text(f"{code}.fix")


def _fix_in_table(code: str, case: str, subject: Node, table: str) -> Text:
    """The same for a thing in a table; where there is one, the remedy that is meant for tables."""
    key, names_the_thing = _remedy_in_table(code, case, table)
    return _message(key, subject=subject.id, document=subject.document) if names_the_thing else text(key)


@cache
def _remedy_in_table(code: str, case: str, table: str) -> tuple[str, bool]:
    """The key of the remedy, and whether it names the thing: one that does not is the same for thousands."""
    keys = (f"{code}.{case}_{table}_fix", f"{code}.{case}_fix", f"{code}.{table}_fix", f"{code}.fix")
    key = next(one for one in keys if one in catalogue())
    return key, key.endswith(f"{table}_fix") and "{" in text(key).sv


def order(finding: Finding) -> tuple[tuple[int, str, int], str, int, str, str]:
    """Sort findings by level, code, file and line, then by subject and message."""
    return (
        _rank(finding.level, finding.code), finding.file or "", finding.line or 0, finding.subject or "", finding.message.sv,
    )  # fmt: skip


@cache
def _rank(level: Level, code: str) -> tuple[int, str, int]:
    return LEVELS.index(level), code[0], int(code[1:])
