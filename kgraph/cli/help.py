"""The words of the command line, read from `wording/cli.toml` without the rest of kgraph: `--help` must come at once."""

from __future__ import annotations

import os.path
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

__all__ = ["LANGUAGES", "Language", "closest", "did_you_mean", "fold", "has", "one_of", "spoken", "words"]

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
_FILE = os.path.join(os.path.dirname(__file__), os.pardir, "wording", "cli.toml")  # noqa: PTH118, PTH120  # see below
"""Not a `pathlib.Path`: importing that takes a tenth of the time that `kgraph --help` may take."""


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    with open(_FILE, "rb") as file:  # noqa: PTH123  # as _FILE
        return tomllib.load(file)


def has(key: str) -> bool:
    """Whether the catalogue has the key `section.name`."""
    section, _, name = key.partition(".")
    return name in _texts().get(section, {})


def words(key: str, lang: str, /, **values: object) -> str:
    """The text called `section.name` in a language, with its placeholders filled.  Raises `KeyError` for an unknown key."""
    section, _, name = key.partition(".")
    both = _texts()[section][name]
    text = both.get(lang) or both["sv"]
    return text.format(**values) if values else text


def spoken(args: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language that a command line asks for, wherever `--lang` stands in it; else `KGRAPH_LANG`, else Swedish.

    It is found before the line is parsed, so that even a fault in parsing is told in the right language.
    """
    asked = environ.get("KGRAPH_LANG", "")
    for place, word in enumerate(args):
        if word == "--":
            break
        if word == "--lang":
            asked = "".join(args[place + 1 : place + 2])
        elif word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return next((lang for lang in LANGUAGES if lang == asked), LANGUAGES[0])


def fold(word: str) -> str:
    """Lower case and without the marks of letters: "Överlapp" → "overlapp"."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


def closest(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """At most three of the candidates that look like the word, best first."""
    import difflib

    return tuple(difflib.get_close_matches(fold(word), sorted(candidates), n=3, cutoff=0.6))


def did_you_mean(names: Sequence[str], lang: str) -> str:
    """The question "Menade du a, b eller c?" with a space before it; nothing when there are no names."""
    return " " + words("cli.did_you_mean", lang, names=one_of(names, lang)) if names else ""


def one_of(names: Sequence[str], lang: str) -> str:
    """The names as a choice: "a, b eller c"."""
    *first, last = names
    return words("cli.or", lang).join([*([", ".join(first)] if first else []), last])
