"""Foreign names and cells in kgraph's form: ids that every format can hold, and values of the right type."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from kgraph.errors import Problem
from kgraph.model import SCHEME_FIELDS, Link, Node, Text
from kgraph.names import fold
from kgraph.ontology import Concept, Ontology
from kgraph.sources.csv_rows import Row
from kgraph.sources.validation import explain

__all__ = ["Ids", "columns_of", "made"]

Record = TypeVar("Record", Node, Link)
_GOOD = re.compile(r"[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_LONGEST, _MARK = 64, 8
_LIST = re.compile(r"\s*\|\s*")


@dataclass(frozen=True)
class Ids:
    """kgraph's id for every foreign one: the same where it can be, otherwise in lower case with hyphens; unlike ids never become one."""

    known: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, written: Iterable[str]) -> Ids:
        """The ids of some foreign ones, which do not depend on their order."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for one in sorted({one for one in written if one}):
            wanted[_plain(one)].append(one)
        return cls(
            MappingProxyType(
                {
                    one: plain if one == plain or (len(group) == 1 and plain) else _marked(plain, one)
                    for plain, group in wanted.items()
                    for one in group
                }
            )
        )

    def __getitem__(self, written: str) -> str:
        """The id; for one that no table has, what it would be."""
        return self.known.get(written) or _plain(written) or _marked("", written)


def _plain(written: str) -> str:
    if len(written) <= _LONGEST and _GOOD.fullmatch(written):
        return written
    plain = "-".join(fold(written).split())
    return plain if len(plain) <= _LONGEST and _GOOD.fullmatch(plain) else ""


def _marked(plain: str, written: str) -> str:
    mark = hashlib.sha256(written.encode()).hexdigest()[:_MARK]
    return f"{plain[: _LONGEST - _MARK - 1].rstrip('-.') or 'x'}-{mark}"


@cache
def _forms(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Each field of a model with the form in which a table has it: text, list, scheme, number or word."""
    return tuple((name, _form(name, info.annotation)) for name, info in model.model_fields.items())


def _form(name: str, annotation: Any) -> str:
    inner = (annotation, *_inner(annotation))
    if any(isinstance(part, type) and issubclass(part, Text) for part in inner):
        return "text"
    if any(get_origin(part) is tuple for part in inner):
        return "list"
    if name in SCHEME_FIELDS:
        return "scheme"
    return "number" if float in inner else "word"


def _inner(annotation: Any) -> tuple[Any, ...]:
    """The types inside optional and annotated ones."""
    return tuple(found for part in get_args(annotation) for found in (part, *_inner(part)))


@cache
def columns_of(model: type[BaseModel]) -> frozenset[str]:
    """The columns that a table may have for a model; a text has one for each language."""
    both = {name: (f"{name}_sv", f"{name}_en") for name, form in _forms(model) if form == "text"}
    return frozenset(column for name, _ in _forms(model) for column in both.get(name, (name,)))


def made(model: type[Record], row: Row, ontology: Ontology) -> Record | list[Problem]:
    """The record that the cells of a row describe, or what is wrong with them; columns that the model lacks are passed over."""
    values: dict[str, Any] = {}
    for name, form in _forms(model):
        if form == "text":
            if both := _text(row, name):
                values[name] = both
        elif written := row[name]:
            values[name] = _value(name, form, written, ontology)
    try:
        return model.model_validate(values)
    except ValidationError as error:
        return list(explain(error, model, lambda _: row.position.line, row.position.file))


def _text(row: Row, name: str) -> dict[str, str] | None:
    """Both languages of a text; what is written in English alone is shown as it is in Swedish too."""
    sv, en = row[f"{name}_sv"], row[f"{name}_en"]
    if not (sv or en):
        return None
    return {"sv": sv or en} | ({"en": en} if en else {})


def _value(name: str, form: str, written: str, ontology: Ontology) -> Any:
    if form == "list":
        return tuple(part for part in _LIST.split(written) if part)
    if form == "scheme":
        words = _notations(tuple(ontology.schemes[SCHEME_FIELDS[name]].values()))
        return words.get(fold(written), written)
    return written.replace(",", ".") if form == "number" else written


@cache
def _notations(concepts: tuple[Concept, ...]) -> dict[str, str]:
    """The notation of each value by its folded notation, label and everyday words."""
    found: dict[str, str] = {}
    for one in concepts:
        for word in (one.notation, one.label.sv, one.label.pick("en"), *one.words):
            found.setdefault(fold(word), one.notation)
    return found
