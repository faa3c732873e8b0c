"""Rules of overlap, `overlap-rules.yaml` beside the data: which things must share measures, and which should not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from kgraph.errors import DataError, Position, Problem
from kgraph.model import Frozen, Text
from kgraph.sources import yaml_tree
from kgraph.sources.files import display, read_text
from kgraph.sources.validation import explain

__all__ = ["FILE", "OverlapRule", "OverlapRules", "read"]

FILE = "overlap-rules.yaml"

Kind = Literal["must_share", "should_not_share"]


def _as_text(value: Any) -> Any:
    return {"sv": value} if isinstance(value, str) else value


Name = Annotated[str, StringConstraints(min_length=1)]
_Pair = Annotated[tuple[Name, ...], Field(min_length=2, max_length=2)]
_Reason = Annotated[Text, BeforeValidator(_as_text)]


class _ShouldNotShare(Frozen):
    """Two things, by name or id, that no measure should touch both of."""

    between: _Pair
    reason: _Reason


class _MustShare(_ShouldNotShare):
    """Two things that at least so many measures must touch both of."""

    at_least: Annotated[int, Field(strict=True, gt=0)] = 1


class _Authored(Frozen):
    """The whole file."""

    must_share: tuple[_MustShare, ...] = ()
    should_not_share: tuple[_ShouldNotShare, ...] = ()


@dataclass(frozen=True)
class OverlapRule:
    """One rule: its kind, the two things as they were written, and where it stands; `at_least` is 0 for "should not share"."""

    kind: Kind
    between: tuple[str, str]
    at_least: int
    reason: Text
    position: Position


@dataclass(frozen=True)
class OverlapRules:
    """The rules of a file in its order, and every problem with it; rules that can be read are there in spite of the others."""

    rules: tuple[OverlapRule, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> OverlapRules:
    """The rules in a file.  Names are looked up by whoever asks the graph; a file of comments alone holds no rules."""
    file = display(path)
    try:
        tree = yaml_tree.parse(read_text(path), file)
    except DataError as error:
        return OverlapRules(problems=error.problems)
    if tree.value is None:
        return OverlapRules(problems=tuple(tree.problems))
    if not isinstance(tree.value, dict):
        return OverlapRules(problems=(*tree.problems, _no_lists(file)))
    tree = tree.without({(key,) for key, value in tree.value.items() if value is None})
    problems = list(tree.problems)
    try:
        _Authored.model_validate(tree.value)
    except ValidationError as error:
        problems += explain(error, _Authored, tree.line, file)
    return OverlapRules(tuple(_readable(tree, file)), tuple(problems))


def _no_lists(file: str) -> Problem:
    return Problem(
        "F7", Position(file, 1), "ska bestå av listorna «must_share:» och «should_not_share:».",
        "must hold the lists “must_share:” and “should_not_share:”.",
    )  # fmt: skip


def _readable(tree: yaml_tree.Tree, file: str) -> Iterator[OverlapRule]:
    """The entries that are as they should be."""
    models: dict[Kind, type[_ShouldNotShare]] = {"must_share": _MustShare, "should_not_share": _ShouldNotShare}
    for kind, model in models.items():
        entries = tree.value.get(kind, ())
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            try:
                made = model.model_validate(entry)
            except ValidationError:
                continue
            first, second = made.between
            least = made.at_least if isinstance(made, _MustShare) else 0
            yield OverlapRule(kind, (first, second), least, made.reason, Position(file, tree.line((kind, number))))
