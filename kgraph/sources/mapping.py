"""`mapping.yaml` beside foreign tables: what their columns, kinds and relations are called in kgraph, and which rows to leave out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from kgraph.errors import DataError, Position, Problem
from kgraph.model import LinkStatus
from kgraph.model.base import Frozen
from kgraph.names import fold
from kgraph.sources import yaml_tree
from kgraph.sources.csv_rows import heading
from kgraph.sources.files import display, read_text
from kgraph.sources.validation import explain
from kgraph.wording import text

__all__ = ["FILE", "Filter", "Found", "Mapping", "RelationRule", "read"]

FILE = "mapping.yaml"

Dropped = Literal["duplicates", "wrong_ends", "dangling"]
"""Rows that may be left out for what they are: a second row of the same id or link, a link that the relation does not
allow between its ends, a link to something that is in no table."""


def _words(value: Any) -> Any:
    """One word or a list of words, numbers and truth values as they are written in a table."""
    items = value if isinstance(value, list) else [value]
    return tuple(str(item).lower() if isinstance(item, bool) else str(item) for item in items)


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class Filter(Frozen):
    """Rows of a table that stay or go by the value of a column; case, accents and signs do not matter."""

    table: Literal["nodes", "links"]
    column: Annotated[str, AfterValidator(heading)]
    keep: Words = ()
    drop: Words = ()

    @model_validator(mode="after")
    def _says_something(self) -> Filter:
        if bool(self.keep) == bool(self.drop):
            raise ValueError("keep, drop")
        return self

    def leaves_out(self, value: str) -> bool:
        """Whether a row with this value goes."""
        known = {fold(word) for word in self.keep or self.drop}
        return (fold(value) in known) is bool(self.drop)


class RelationRule(Frozen):
    """What a foreign relation is in kgraph; with `inverse` its ends change places."""

    relation: str
    inverse: bool = False


def _rule(value: Any) -> Any:
    return {"relation": value} if isinstance(value, str) else value


class Mapping(Frozen):
    """How foreign tables are read; a kind or relation that is mapped to nothing (`null`) is left out and reported."""

    columns: dict[Annotated[str, AfterValidator(heading)], Annotated[str, AfterValidator(heading)]] = Field(
        default_factory=dict
    )
    kinds: dict[str, str | None] = Field(default_factory=dict)
    relations: dict[str, Annotated[RelationRule | None, BeforeValidator(_rule)]] = Field(default_factory=dict)
    statuses: dict[str, LinkStatus] = Field(default_factory=dict)
    filters: tuple[Filter, ...] = ()
    drop: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Found:
    """The mapping of a folder, and where in its file things stand."""

    rules: Mapping
    file: str
    tree: yaml_tree.Tree

    def at(self, *path: str | int) -> Position:
        """The place of a value in the file."""
        return Position(self.file, self.tree.line(path))


def read(folder: Path) -> tuple[Found, tuple[Problem, ...]]:
    """The mapping in a folder, an empty one where there is none, and every problem of the file."""
    file = folder / FILE
    name = display(file)
    tree = yaml_tree.Tree()
    if not file.is_file():
        return Found(Mapping(), name, tree), ()
    try:
        tree = yaml_tree.parse(read_text(file), name)
        problems = tuple(tree.problems) or _not_named(tree, name)
        rules = Mapping() if problems else Mapping.model_validate(tree.value or {})
    except DataError as error:
        rules, problems = Mapping(), error.problems
    except ValidationError as error:
        rules, problems = Mapping(), tuple(explain(error, Mapping, tree.line, name))
    return Found(rules, name, tree), problems


def _not_named(tree: yaml_tree.Tree, name: str) -> tuple[Problem, ...]:
    if tree.value is None or isinstance(tree.value, dict):
        return ()
    told = [text(f"tables.{key}", known=", ".join(Mapping.model_fields)) for key in ("no_mapping", "no_mapping_fix")]
    return (Problem("F7", Position(name, 1), told[0].sv, told[0].pick("en"), told[1].sv, told[1].pick("en")),)
