"""YAML text → plain values with the line of each, by YAML 1.2's core rules and without YAML's traps.

Whole numbers and decimals are written as people write them: `0114`, `0x1F` and `.inf` stay text.

PyYAML parses the text into events; values are built here, because PyYAML's own
construction follows YAML 1.1 ("no" becomes False), keeps the last of two equal keys
and knows no lines.  Anchors, aliases, tags and several documents in a file are refused: nobody
needs them in a data file, and aliases can make ten lines fill the memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kgraph.errors import Position, Problem

__all__ = ["Tree", "parse", "unseen_signs"]

MAX_VALUES = 500_000
"""The most values that one file may hold; a plan of a thousand measures needs a tenth of it."""
MAX_DEPTH = 30
"""The deepest nesting that is read; a data file needs about eight levels."""

Key = str | int
_LITERALS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_LONGEST_NUMBER = 40
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

    def without(self, paths: set[tuple[Key, ...]]) -> Tree:
        """The tree with the values at these paths taken out; those that stay keep their lines."""
        kept = Tree()
        kept.value = self._copied(self.value, (), (), paths, kept.lines)
        return kept

    def _copied(
        self,
        value: Any,
        old: tuple[Key, ...],
        new: tuple[Key, ...],
        out: set[tuple[Key, ...]],
        lines: dict[tuple[Key, ...], int],
    ) -> Any:
        lines[new] = self.line(old) or 1
        if isinstance(value, dict):
            kept = [(key, item) for key, item in value.items() if (*old, key) not in out]
            return {key: self._copied(item, (*old, key), (*new, key), out, lines) for key, item in kept}
        if isinstance(value, list):
            stay = [(place, item) for place, item in enumerate(value) if (*old, place) not in out]
            return [self._copied(item, (*old, place), (*new, n), out, lines) for n, (place, item) in enumerate(stay)]
        return value


def parse(content: str, file: str) -> Tree:
    """Parse one YAML document; faults of syntax are in `problems`, then `value` holds what could be read.

    Keys are always text.  The value is None after a fault that ends the reading.
    """
    tree = Tree(problems=list(unseen_signs(content, file)))
    if tree.problems:
        return tree
    try:
        _Builder(tree, file).build(content)
    except yaml.YAMLError as error:
        en = str(getattr(error, "problem", None) or error).partition("\n")[0]
        line = min(_mark_line(error, en), content.count("\n")) + 1
        tree.value = None
        tree.problems.append(
            Problem(
                "F5",
                Position(file, line),
                f"är inte giltig YAML: {_IN_SWEDISH.get(en, en)}.",
                f"is not valid YAML: {en}.",
                "Kontrollera indrag, kolon och citattecken på raden och raden ovanför.",
                "Check indentation, colons and quotes on the line and the one above.",
            )  # fmt: skip
        )
    return tree


def _mark_line(error: yaml.YAMLError, reason: str) -> int:
    """The line of the fault, from 0; for a quote that never ends the one where it begins."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    lines = [mark.line for mark in (reversed(marks) if "end of stream" in reason else marks) if mark]
    return int(lines[0]) if lines else 0


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Control characters, which YAML forbids, and signs that some programs take for the end of a line and others do not."""
_UNSEEN_MOST = 20

_IN_SWEDISH = {
    "block sequence entries are not allowed in this context": "en lista («- ») kan inte börja här",
    "could not find expected ':'": "ett kolon saknas efter nyckeln",
    "did not find expected '-' indicator": "listans rader ska börja med «- » i samma indrag",
    "did not find expected ',' or ']'": "ett kommatecken eller «]» saknas",
    "did not find expected ',' or '}'": "ett kommatecken eller «}» saknas",
    "did not find expected <document start>": "något står kvar efter filens innehåll",
    "did not find expected key": "här väntades en nyckel",
    "did not find expected node content": "här väntades ett värde",
    "found a tab character that violates indentation": "indraget har en tabb; använd mellanslag",
    "found character that cannot start any token": "ett värde kan inte börja med det här tecknet (tabb, @, % eller `)",
    "found unexpected end of stream": "ett citattecken avslutas aldrig",
    "found unknown escape character": "okänd kod efter bakstreck; skriv texten i enkla citattecken",
    "mapping values are not allowed in this context": "ett kolon kan inte stå här; sätt texten inom citattecken",
}


def unseen_signs(content: str, file: str) -> Iterator[Problem]:
    """A problem for each of the first lines that hold a sign that cannot be seen."""
    line, counted = 1, 0
    seen: set[int] = set()
    for found in _UNSEEN.finditer(content):
        line, counted = line + content.count("\n", counted, found.start()), found.start()
        if line in seen:
            continue
        seen.add(line)
        code = f"U+{ord(found[0]):04X}"
        yield Problem(
            "F5", Position(file, line), f"innehåller ett osynligt tecken ({code}).", f"holds an invisible sign ({code}).",
            "Ta bort det; ofta har det följt med vid kopiering.", "Delete it; it often comes along when text is copied.",
        )  # fmt: skip
        if len(seen) == _UNSEEN_MOST:
            return


_WRITE_OUT = ("Skriv ut värdet där det behövs.", "Write the value out where it is needed.")
_ONCE = ("Behåll den ena.", "Keep one of them.")
_SPLIT = ("Lägg dokumenten i var sin fil.", "Put each document in a file of its own.")
_FLATTEN = ("Skriv med färre nivåer.", "Write it with fewer levels.")


class _Stop(Exception):
    """The rest of the file is not worth reading."""


class _Builder:
    """Builds one value from parser events, keeping an explicit stack so that deep nesting cannot exhaust Python's."""

    def __init__(self, tree: Tree, file: str) -> None:
        self.tree = tree
        self.file = file
        self.stack: list[_Open] = []
        self.documents = 0
        self.values = 0

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
                self.refuse(
                    line, "innehåller flera dokument (---).", "holds several documents (---).", stop=True, fix=_SPLIT
                )
        elif isinstance(event, yaml.AliasEvent):
            self.refuse(line, f"använder ett alias (*{event.anchor}).", f"uses an alias (*{event.anchor}).", stop=True)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            self.node(event, line)

    def node(self, event: Any, line: int) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            sv, en = f"har fler än {MAX_VALUES} värden.", f"holds more than {MAX_VALUES} values."
            self.refuse(line, sv, en, stop=True, fix=("Dela upp filen.", "Split the file."))
        if event.tag not in (None, "!"):
            self.refuse(line, f"använder en tagg ({event.tag}).", f"uses a tag ({event.tag}).", stop=True)
        if event.anchor is not None:
            self.refuse(
                line, f"använder ett ankare (&{event.anchor}).", f"uses an anchor (&{event.anchor}).", stop=True
            )
        if isinstance(event, yaml.ScalarEvent):
            self.put(_scalar(event), line)
            return
        if len(self.stack) >= MAX_DEPTH:
            self.refuse(
                line,
                f"är djupare än {MAX_DEPTH} nivåer.",
                f"is nested deeper than {MAX_DEPTH} levels.",
                stop=True,
                fix=_FLATTEN,
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
            self.refuse(line, f"har nyckeln «{name}» två gånger.", f"has the key “{name}” twice.", fix=_ONCE)
        self.tree.lines[(*around.path, name)] = line
        return name

    def refuse(self, line: int, sv: str, en: str, *, stop: bool = False, fix: tuple[str, str] = _WRITE_OUT) -> None:
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
    if event.style or not event.implicit[0]:
        return word
    if word in _LITERALS:
        return _LITERALS[word]
    if _INTEGER.fullmatch(word):
        digits = word.lstrip("+-")
        is_code = digits[0] == "0" and len(digits) > 1
        return word if is_code or len(digits) > _LONGEST_NUMBER else int(word)
    return float(word) if _FLOAT.fullmatch(word) else word
