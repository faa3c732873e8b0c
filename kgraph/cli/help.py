"""The words of the command line, read from `wording/cli.toml` without the rest of kgraph: `--help` must come at once."""

from __future__ import annotations

import os.path
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from kgraph.errors import UsageError

__all__ = [
    "LANGUAGES", "Language", "asks_json", "bad_choice", "both", "closest", "did_you_mean", "echo", "fold", "has", "one_of", "refusal", "spoken",
    "visible", "words", "words_or",
]  # fmt: skip

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
_FILE = os.path.join(os.path.dirname(__file__), os.pardir, "wording", "cli.toml")  # noqa: PTH118, PTH120  # see below
"""Not a `pathlib.Path`: importing that takes a tenth of the time that `kgraph --help` may take."""
_UNSEEN = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Signs that would break a line, steer a terminal or turn the direction of writing."""
_ECHO = 60
"""How much of what was typed is said back in a message."""
_NEAR, _AS_NEAR = 0.6, 0.15
"""How like a word a suggestion must be, and how much less like it than the best one."""


@cache
def _written() -> dict[str, str]:
    """Each text of the catalogue as it is written, by "section.name": to parse them all takes a tenth of the time that `--help` may take."""
    found: dict[str, list[str]] = {}
    section = key = ""
    with open(_FILE, encoding="utf-8") as file:  # noqa: PTH123  # as _FILE
        for line in file:
            name, is_text, _ = line.partition(" = { sv = ")
            if line.startswith("["):
                section, key = line.strip("[]\n"), ""
            elif is_text:
                key = f"{section}.{name}"
            if key:
                found.setdefault(key, []).append(line)
    return {key: "".join(lines) for key, lines in found.items()}


@cache
def _both(key: str) -> dict[str, str]:
    (found,) = tomllib.loads(_written()[key]).values()
    return cast("dict[str, str]", found)


def has(key: str) -> bool:
    """Whether the catalogue has the key `section.name`."""
    return key in _written()


def words(key: str, lang: str, /, **values: object) -> str:
    """The text called `section.name` in a language, with its placeholders filled.  Raises `KeyError` for an unknown key."""
    both = _both(key)
    text = both.get(lang) or both["sv"]
    return text.format(**values) if values else text


def words_or(key: str, lang: str, fallback: str) -> str:
    """The text called `key`, or the fallback when nobody has written it: a help that lacks a line is still a help."""
    return words(key, lang) if has(key) else fallback


def both(tell: Callable[[str], str]) -> dict[str, str]:
    """What is told in each language, by its code."""
    return {lang: tell(lang) for lang in LANGUAGES}


def refusal(tell: Callable[[str], str]) -> UsageError:
    """The error for wrong use, told in each language."""
    from kgraph.errors import UsageError

    return UsageError(**both(tell))


def bad_choice(value: str, choices: Sequence[str], near: Sequence[str] = ()) -> UsageError:
    """The error for a value that is none of the choices, with those that may have been meant."""
    return refusal(
        lambda lang: (
            words("cli.bad_choice", lang, value=echo(value), choices=one_of(choices, lang)) + did_you_mean(near, lang)
        )
    )


def visible(text: str) -> str:
    """The text on one line, its unseen signs as escapes."""
    return re.sub(_UNSEEN, lambda found: found[0].encode("unicode_escape").decode(), text)


def echo(name: str) -> str:
    """What somebody typed, as a message says it back: visible, and cut with "…" when it is long."""
    shown = visible(name)
    return shown if len(shown) <= _ECHO else shown[: _ECHO - 1].rstrip() + "…"


def asks_json(args: Sequence[str]) -> bool:
    """Whether a command line asks for JSON; found before it is parsed, as its faults are told in JSON too."""
    return "--json" in args[: args.index("--") if "--" in args else len(args)]


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
    import unicodedata

    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))


def closest(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """At most three of the candidates that look like the word, best first, and none much less like it than the best.

    Dashes before an option say nothing of which one is meant.
    """
    from difflib import SequenceMatcher

    wanted = fold(word).lstrip("-")
    likeness = {one: SequenceMatcher(None, wanted, one.lstrip("-")).ratio() for one in sorted(candidates)}
    least = max(_NEAR, max(likeness.values(), default=0) - _AS_NEAR)
    return tuple(sorted((one for one in likeness if likeness[one] >= least), key=lambda one: -likeness[one])[:3])


def did_you_mean(names: Sequence[str], lang: str) -> str:
    """The question "Menade du a, b eller c?" with a space before it; nothing when there are no names."""
    return " " + words("cli.did_you_mean", lang, names=one_of(names, lang)) if names else ""


def one_of(names: Sequence[str], lang: str) -> str:
    """The names as a choice: "a, b eller c"."""
    *first, last = names
    return words("cli.or", lang).join([*([", ".join(first)] if first else []), last])
