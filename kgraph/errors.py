"""What can go wrong, said so that the reader knows where and what to do.

Every error of the package derives from `KgraphError`.  Errors that concern input
carry `Problem` records: one per fault, each with its place, so that a caller can
show all faults of a file at once instead of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "AmbiguousName",
    "DataError",
    "ExistsError",
    "KgraphError",
    "Position",
    "Problem",
    "TooHeavy",
    "UnknownName",
    "UsageError",
]


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that would break a line, steer a terminal or turn the direction of writing."""


@dataclass(frozen=True, order=True)
class Position:
    """Where in a file something stands; `line` counts from 1, `None` when the format has no lines."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Problem:
    """One fault in the input: a stable code, where it is, what is wrong and what to do, in both languages."""

    code: str
    position: Position
    sv: str
    en: str
    fix_sv: str = ""
    fix_en: str = ""

    def line(self, lang: str = "sv") -> str:
        """One line for a person: place, code, message and remedy; signs that cannot be seen are written as escapes."""
        message, fix = (self.sv, self.fix_sv) if lang == "sv" else (self.en, self.fix_en)
        words = f"{self.position}: {self.code} {message}" + (f" → {fix}" if fix else "")
        return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), words)

    def sort_key(self) -> tuple[str, int, str, str]:
        """Order problems by file, line, code and message."""
        return (self.position.file, self.position.line or 0, self.code, self.sv)


class KgraphError(Exception):
    """The base of every error that kgraph raises on purpose."""


class DataError(KgraphError):
    """The data cannot be read; `problems` holds every fault that was found, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=Problem.sort_key))
        super().__init__("\n".join(problem.line() for problem in self.problems))

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the problems, so that the error survives a process pool."""
        return type(self), (self.problems,)

    @classmethod
    def single(
        cls,
        code: str,
        file: str | Path,
        sv: str,
        en: str,
        *,
        fix_sv: str = "",
        fix_en: str = "",
        line: int | None = None,
    ) -> DataError:
        """An error with one problem, for faults that end the reading of a file."""
        return cls([Problem(code, Position(str(file), line), sv, en, fix_sv, fix_en)])


class UsageError(KgraphError):
    """A question that cannot be asked as it stands; `sv` and `en` hold the sentence to show, of several lines if `in_lines`."""

    in_lines = False

    def __init__(self, sv: str, en: str) -> None:
        self.sv = sv
        self.en = en
        super().__init__(sv)

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from what the error was made of, so that it survives a process pool."""
        return type(self), self._made_of()

    def _made_of(self) -> tuple[object, ...]:
        return self.sv, self.en


class TooHeavy(UsageError):
    """What was asked for is too large to make at once: a message of several lines, which offers commands for parts of it."""

    in_lines = True

    def with_options(self, options: str) -> TooHeavy:
        """The same with commands that have more options, such as the folder with the data."""
        return TooHeavy(*(words.replace("\n  kgraph ", f"\n  kgraph {options} ") for words in (self.sv, self.en)))


class UnknownName(UsageError):
    """No thing in the graph goes by this name; `suggestions` holds the labels that come closest."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        self.name = name
        self.suggestions = suggestions
        hint_sv = f" Menade du {_listed(suggestions, '«»', 'eller')}?" if suggestions else ""
        hint_en = f" Did you mean {_listed(suggestions, '“”', 'or')}?" if suggestions else ""
        super().__init__(f"Hittar inget som heter «{name}».{hint_sv}", f"Nothing is called “{name}”.{hint_en}")

    def _made_of(self) -> tuple[object, ...]:
        return self.name, self.suggestions


class AmbiguousName(UsageError):
    """Several things go by this name; `candidates` holds their ids, `labels` what they are called (or nothing)."""

    def __init__(self, name: str, candidates: tuple[str, ...], labels: tuple[str, ...] = ()) -> None:
        self.name = name
        self.candidates = candidates
        self.labels = labels
        told = [f"{one} ({label})" for one, label in zip(candidates, labels, strict=True)] if labels else candidates
        super().__init__(
            f"«{name}» kan vara flera saker: {', '.join(told)}. Skriv ett av dessa id.",
            f"“{name}” can mean several things: {', '.join(told)}. Write one of these ids.",
        )

    def _made_of(self) -> tuple[object, ...]:
        return self.name, self.candidates, self.labels


class ExistsError(UsageError):
    """A file is in the way and nobody said that it may be replaced."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} finns redan och skrivs inte över. Ange --force om den får ersättas.",
            f"{path} exists already and is not overwritten. Give --force if it may be replaced.",
        )

    def _made_of(self) -> tuple[object, ...]:
        return (self.path,)


def _listed(names: tuple[str, ...], quotes: str, conjunction: str) -> str:
    quoted = [f"{quotes[0]}{name}{quotes[1]}" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {conjunction} {quoted[-1]}"
