"""Pydantic's errors in plain words: file, line, what was wrong, what to do, in both languages."""

from __future__ import annotations

import difflib
import reprlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from kgraph import ontology
from kgraph.errors import Position, Problem
from kgraph.names import fold
from kgraph.wording import catalogue

__all__ = ["MOST", "explain"]


MOST = 1000
"""How many faults of a file are told; a file with more is wrong in some general way."""
_Path = tuple[int | str, ...]
_SHOWN = reprlib.Repr()
_SHOWN.maxstring = _SHOWN.maxother = 40
_SHOWN.maxlist = _SHOWN.maxdict = 3


def explain(
    error: ValidationError, model: type[BaseModel], line: Callable[[_Path], int | None], file: str
) -> Iterator[Problem]:
    """One problem for each error that pydantic found in what was to be a `model`; `line` knows where a path stands."""
    items = error.errors(include_url=False)
    for item in items[:MOST]:
        path = item["loc"]
        position = Position(file, line(path))
        name = _name(path) or file
        if item["type"] == "extra_forbidden":
            yield _unknown_key(name, _fields_at(model, path[:-1]), position)
        elif item["type"] == "missing":
            example = "m-ett-kort-namn" if name == "id" else "…"
            add = (f"Skriv till «{name}: {example}».", f"Add “{name}: {example}”.")
            yield Problem("F8", position, f"saknar «{name}».", f"lacks “{name}”.", *add)
        else:
            yield _wrong_value(name, item, position, _model_at(model, path))
    if len(items) > MOST:
        yield Problem(
            "F7", Position(file, line(items[MOST]["loc"])), f"{len(items) - MOST} fel till, härifrån och framåt.",
            f"{len(items) - MOST} more faults, from here on.", "Rätta de första och läs in igen.",
            "Correct the first ones and load again.",
        )  # fmt: skip


def _unknown_key(name: str, known: Sequence[str], position: Position) -> Problem:
    sv, en = f"okänd nyckel «{name}».", f"unknown key “{name}”."
    if list(known) == ["sv", "en"]:
        fix = (
            'Står det ett komma i texten? Sätt då citattecken runt den: sv: "…, …".',
            'Is there a comma in the text? Then put quotes around it: sv: "…, …".',
        )
    elif near := _meant_key(name, known):
        fix = (f"Menade du «{near}»?", f"Did you mean “{near}”?")
    else:
        fix = (f"Här går det att skriva: {', '.join(known)}.", f"Allowed here: {', '.join(known)}.")
    return Problem("F6", position, sv, en, *fix)


def _meant_key(name: str, known: Sequence[str]) -> str | None:
    """The key that a word is near: in its spelling, or by what it is called in plain Swedish or English."""
    words = catalogue()
    called = {
        fold(each): key for section in ("field", "key") for key in known
        if (both := words.get(f"{section}.{key}")) for each in (both.sv, both.pick("en"))
    }  # fmt: skip
    if fold(name) in called:
        return called[fold(name)]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return (
        close[0]
        if close
        else next((called[one] for one in difflib.get_close_matches(fold(name), called, n=1, cutoff=0.8)), None)
    )


def _wrong_value(name: str, item: Any, position: Position, model: type[BaseModel]) -> Problem:
    shown = _SHOWN.repr(item.get("input"))
    limits = {key: str(value) for key, value in (item.get("ctx") or {}).items()}
    if item["type"] in _EXPLAINED:
        needed = [key for key, field in model.model_fields.items() if field.is_required()]
        keys = list(model.model_fields) if "sv" in needed else needed
        values = {
            "expected": "", "max_length": "", "min_length": "", "pattern": "",
            "keys": ", ".join(f"{key}: …" for key in keys), **limits,
        }  # fmt: skip
        sv, en = _EXPLAINED[item["type"]]
        if item["type"] == "literal_error" and (value := _meant_value(str(item.get("input")), values["expected"])):
            sv, en = f"Menade du «{value}»? {sv}", f"Did you mean “{value}”? {en}"
        fix_sv = sv.format(**{**values, "expected": values["expected"].replace("' or '", "' eller '")})
        fix_en = en.format(**values)
    else:
        fix_sv, fix_en = f"Rätta värdet ({item['msg']}).", f"Correct the value ({item['msg']})."
    return Problem(
        "F7", position, f"«{name}» har fel värde ({shown}).", f"“{name}” has a wrong value ({shown}).", fix_sv, fix_en
    )


def _meant_value(written: str, expected: str) -> str | None:
    """The value that a word of a vocabulary stands for ("tolkad" → "interpreted"), when it is one of those expected."""
    for scheme in ontology.load().schemes.values():
        for concept in scheme.values():
            words = (concept.label.sv, concept.label.pick("en"), *concept.words)
            if f"'{concept.notation}'" in expected and fold(written) in {fold(word) for word in words}:
                return concept.notation
    return None


def _name(path: _Path) -> str:
    """The last word of a path, with the number of the item when it ends in a list: "aliases[2]"."""
    words = [place for place, part in enumerate(path) if isinstance(part, str)]
    start = words[-1] if words else 0
    return "".join(part if isinstance(part, str) else f"[{part + 1}]" for part in path[start:])


_EXPLAINED = {
    "string_type": ("Skriv en text, gärna inom citattecken.", "Write a text, in quotes if need be."),
    "string_too_long": ("Korta till högst {max_length} tecken.", "Shorten to {max_length} characters at most."),
    "string_too_short": ("Fyll i ett värde eller ta bort raden.", "Fill in a value or remove the line."),
    "string_pattern_mismatch": (
        "Skriv med små bokstäver a–z, siffror och bindestreck, utan å, ä, ö och mellanslag.",
        "Write lower-case letters a–z, digits and hyphens, no spaces.",
    ),
    "too_short": ("Listan ska ha minst {min_length}.", "The list must have at least {min_length}."),
    "too_long": ("Listan får ha högst {max_length}.", "The list may have at most {max_length}."),
    "literal_error": ("Skriv något av {expected}.", "Write one of {expected}."),
    "tuple_type": ("Skriv en lista: varje rad börjar med «- ».", "Write a list: each line begins with “- ”."),
    "model_type": ("Skriv namn och värden: «{keys}».", "Write names and values: “{keys}”."),
    "iso_day": ("Skriv en dag som finns, ÅÅÅÅ-MM-DD.", "Write a day that exists, YYYY-MM-DD."),
    "int_parsing": ("Skriv ett heltal.", "Write a whole number."),
    "int_type": ("Skriv ett heltal.", "Write a whole number."),
    "int_from_float": ("Skriv ett heltal.", "Write a whole number."),
    "float_type": ("Skriv ett tal.", "Write a number."),
    "float_parsing": ("Skriv ett tal.", "Write a number."),
    "less_than_equal": ("Skriv ett tal som är högst {le}.", "Write a number of at most {le}."),
    "greater_than": ("Skriv ett heltal större än {gt}.", "Write a whole number above {gt}."),
    "finite_number": ("Skriv ett vanligt tal.", "Write an ordinary number."),
    "greater_than_equal": ("Skriv ett tal som är minst {ge}.", "Write a number of at least {ge}."),
}


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The names that may stand at a path."""
    return list(_model_at(model, path).model_fields)


def _model_at(model: type[BaseModel], path: tuple[str | int, ...]) -> type[BaseModel]:
    """The innermost model that a path leads into."""
    current: type[BaseModel] = model
    for part in path:
        info = current.model_fields.get(str(part)) if isinstance(part, str) else None
        if info is not None and (inner := _model_in(info.annotation)) is not None:
            current = inner
    return current


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)
