"""YAML text → plain values with the line of each, by YAML 1.2's core rules and without YAML's traps.

PyYAML parses the text into events; values are built here, because PyYAML's own
construction follows YAML 1.1 ("no" becomes False), keeps the last of two equal keys
and knows no lines.  Anchors, aliases, tags and several documents in a file are refused: nobody
needs them in a data file, and aliases can make ten lines fill the memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kgraph.errors import Position, Problem

__all__ = ["Tree", "parse"]

MAX_DEPTH = 30
"""The deepest nesting that is read; a data file needs about eight levels."""

Key = str | int
_LITERALS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Tree:
    """The value of a YAML file, the line of every value by its path, and the problems of its syntax."""

    value: Any = None
    lines: dict[tuple[Key, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: tuple[Key, ...]) -> int | None:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse(content: str, file: str) -> Tree:
    """Parse one YAML document; faults of syntax are in `problems`, then `value` holds what could be read."""
    tree = Tree()
    try:
        _Builder(tree, file).build(content)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        tree.value = None
        tree.problems.append(
            Problem(
                "F5",
                Position(file, mark.line + 1 if mark else _control_line(content)),
                f"är inte giltig YAML: {reason}.",
                f"is not valid YAML: {reason}.",
                "Kontrollera indrag, kolon och citattecken på raden och raden ovanför.",
                "Check indentation, colons and quotes on the line and the one above.",
            )  # fmt: skip
        )
    return tree


def _control_line(content: str) -> int:
    """The line of the first control character: the one thing YAML refuses without telling a line."""
    found = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", content)
    return content.count("\n", 0, found.start()) + 1 if found else 1


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Builder:
    """Builds one value from parser events, keeping an explicit stack so that deep nesting cannot exhaust Python's."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file
        self.stack: list[_Open] = []
        self.documents = 0

    def build(self, content: str) -> None:
        try:
            for event in yaml.parse(content, Loader=_LOADER):
                self.take(event)
        except _Stop:
            self.tree.value = None

    def take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.refuse(line, "innehåller flera dokument (---).", "holds several documents (---).", stop=True)
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"använder ett alias (*{event.anchor}).", f"uses an alias (*{event.anchor}).", stop=True)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            self.node(event, line)

    def node(self, event: Any, line: int) -> None:
        if event.tag not in (None, "!"):
            self.refuse(line, f"använder en tagg ({event.tag}).", f"uses a tag ({event.tag}).", stop=True)
        if isinstance(event, yaml.ScalarEvent):
            self.put(_scalar(event), line)
            return
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(
                line, f"är djupare än {MAX_DEPTH} nivåer.", f"is nested deeper than {MAX_DEPTH} levels.", stop=True
            )
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.put(value, line)
        self.stack.append(_Open(value, path))

    def put(self, value: Any, line: int) -> tuple[Key, ...]:
        """Place a value in the open list or mapping and remember its line."""
        if not self.stack:
            self.tree.value = value
            self.tree.lines[()] = line
            return ()
        around = self.stack[-1]
        if isinstance(around.value, list):
            around.value.append(value)
            path = (*around.path, len(around.value) - 1)
        elif not around.has_key:
            around.key, around.has_key = self.key(value, around, line), True
            return around.path
        else:
            around.value[around.key] = value
            path, around.has_key = (*around.path, around.key), False
        self.tree.lines.setdefault(path, line)
        return path

    def key(self, value: Any, around: _Open, line: int) -> str:
        if isinstance(value, (dict, list)):
            self.refuse(line, "har en nyckel som inte är ett ord.", "has a key that is not a word.", stop=True)
        name = str(value)
        if name in around.value:
            self.refuse(line, f"har nyckeln «{name}» två gånger.", f"has the key “{name}” twice.")
        self.tree.lines[(*around.path, name)] = line
        return name

    def refuse(self, line: int, sv: str, en: str, *, stop: bool = False) -> None:
        fix = ("Skriv ut värdet där det behövs.", "Write the value out where it is needed.")
        self.tree.problems.append(Problem("F5", Position(self.file, line), sv, en, *fix))
        if stop:
            raise _Stop


@dataclass
class _Open:
    value: Any
    path: tuple[Key, ...]
    key: str = ""
    has_key: bool = False


def _scalar(event: Any) -> Any:
    """A scalar by YAML 1.2's core schema; quoted and block scalars are text."""
    word = event.value
    if event.style is not None or not event.implicit[0]:
        return word
    if word in _LITERALS:
        return _LITERALS[word]
    if _INTEGER.fullmatch(word):
        return word if len(word.lstrip("+-")) > 1 and word.lstrip("+-")[0] == "0" else int(word[:40])
    return float(word) if _FLOAT.fullmatch(word) else word
