"""The sentences that a person reads, in Swedish and English side by side.

Only faults in files, and a file in the way, are worded where they are found: `kgraph.sources`, `kgraph.structure`, `kgraph.errors`.
The catalogue is the `.toml` files beside this module; a key is `section.name`.
Code asks for a `Text` and leaves the choice of language to the edge.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from kgraph.errors import UsageError
from kgraph.model import Column, Text

__all__ = ["catalogue", "columns", "joined", "kronor", "refused", "text"]


@cache
def catalogue() -> dict[str, Text]:
    """Every text of the catalogue by its key; placeholders stand in braces."""
    entries: dict[str, Text] = {}
    files = sorted(resources.files(__name__).iterdir(), key=lambda item: item.name)
    for file in (item for item in files if item.name.endswith(".toml")):
        for section, names in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for name, both in names.items():
                entries[f"{section}.{name}"] = Text(**both)
    return entries


def text(key: str, /, **values: object) -> Text:
    """The text called `key` with its placeholders filled; a value that is a `Text` is filled in per language.

    Raises `KeyError` when the catalogue has no such key or a placeholder is not given.
    """
    entry = catalogue()[key]
    if not values:
        return entry
    filled = {lang: _fill(entry.pick(lang), values, lang) for lang in ("sv", "en")}
    return Text(sv=filled["sv"], en=filled["en"])


def refused(key: str, /, **values: object) -> UsageError:
    """The error that tells the text called `key` in both languages; it is for the caller to raise."""
    told = text(key, **values)
    return UsageError(told.sv, told.pick("en"))


def _fill(template: str, values: dict[str, object], lang: str) -> str:
    picked = {name: value.pick(lang) if isinstance(value, Text) else value for name, value in values.items()}
    return template.format(**picked)


def joined(texts: Iterable[Text], between: str | Text = ", ") -> Text:
    """Some texts in one, in each language; a word of the catalogue between them has a space on either side.  At least one."""
    told = list(texts)
    word = {lang: f" {between.pick(lang)} " if isinstance(between, Text) else between for lang in ("sv", "en")}
    return Text(**{lang: word[lang].join(one.pick(lang) for one in told) for lang in ("sv", "en")})


def kronor(amount: float) -> Text:
    """An amount with thin gaps between the thousands, and its öre where there are any."""
    told = f"{amount:,.{0 if amount == round(amount) else 2}f}".replace(",", "\N{NO-BREAK SPACE}")
    return Text(sv=told.replace(".", ","), en=told)


def columns(**headings: str) -> tuple[Column, ...]:
    """The columns of a table: each key with the heading that the catalogue has as `column.<name>` or `<section>.<name>`."""
    return tuple(
        Column(key=key, label=text(name if "." in name else f"column.{name}")) for key, name in headings.items()
    )
