"""JSON in networkx's node-link form → records; what `kgraph export --format json` writes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kgraph.errors import DataError, Position, Problem
from kgraph.model import KINDS, Link, Node, Records
from kgraph.sources.files import display, read_text
from kgraph.sources.validation import explain

__all__ = ["read"]

Record = TypeVar("Record", Node, Link)
_NOT_FIELDS = frozenset({"key", "kind"})


def read(path: Path) -> Records:
    """Read node-link JSON with the keys `nodes` and `edges`.  Raises `DataError` (F5, F7) when it is something else."""
    file = display(path)
    try:
        content = json.loads(read_text(path), object_pairs_hook=_once)
    except RecursionError:
        raise DataError.single("F5", file, "är JSON i för många nivåer.", "is JSON nested too deeply.") from None
    except ValueError as error:
        line = getattr(error, "lineno", None)
        raise DataError.single(
            "F5", file, f"är inte giltig JSON: {error}.", f"is not valid JSON: {error}.", line=line
        ) from None
    if not isinstance(content, dict) or not all(isinstance(content.get(name), list) for name in ("nodes", "edges")):
        raise DataError.single(
            "F7", file, "saknar listorna «nodes» och «edges».", "lacks the lists “nodes” and “edges”."
        )
    nodes, node_problems = _sorted_out(_nodes(content["nodes"], file))
    links, link_problems = _sorted_out(_links(content["edges"], file))
    position = Position(file)
    lost = {_id(item) for item in content["nodes"]} - {node.id for node in nodes}
    return Records(
        tuple((node, position) for node in nodes),
        tuple((link, position) for link in links if not {link.source, link.target} & lost),
        node_problems + link_problems,
    )


def _id(item: Any) -> str:
    """The id of a node that perhaps could not be read; links to it are no fault of theirs."""
    return str(item.get("id", "")) if isinstance(item, dict) else ""


def _nodes(items: Iterable[Any], file: str) -> Iterator[Node | Problem]:
    for number, item in enumerate(items):
        kind = item.get("kind") if isinstance(item, dict) else None
        if not isinstance(kind, str) or kind not in KINDS:
            yield _problem(file, f"nodes[{number}]", f"okänt slag {kind!r}", f"unknown kind {kind!r}", code="S4")
        else:
            yield from _made(KINDS[kind], item, file, f"nodes[{number}]")


def _links(items: Iterable[Any], file: str) -> Iterator[Link | Problem]:
    for number, item in enumerate(items):
        if isinstance(item, dict):
            yield from _made(Link, item, file, f"edges[{number}]")
        else:
            yield _problem(file, f"edges[{number}]", "ska vara ett objekt", "must be an object")


def _made(model: type[Record], item: dict[str, Any], file: str, place: str) -> Iterator[Record | Problem]:
    try:
        yield model.model_validate({name: value for name, value in item.items() if _is_field(name, value)})
    except ValidationError as error:
        for problem in explain(error, model, lambda _: None, file):
            yield replace(problem, sv=f"{place}: {problem.sv}", en=f"{place}: {problem.en}")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are all different; Python would silently keep the last of two equal ones."""
    made = dict(pairs)
    if len(made) < len(pairs):
        names = sorted(name for name, _ in pairs)
        twice = next(name for name, after in pairwise(names) if name == after)
        raise ValueError(f"duplicate key «{twice}»")
    return made


def _is_field(name: str, value: Any) -> bool:
    return name not in _NOT_FIELDS and value is not None


def _problem(file: str, place: str, sv: str, en: str, code: str = "F7") -> Problem:
    return Problem(code, Position(file), f"{place}: {sv}.", f"{place}: {en}.")


def _sorted_out(items: Iterable[Record | Problem]) -> tuple[list[Record], tuple[Problem, ...]]:
    made = list(items)
    return (
        [item for item in made if not isinstance(item, Problem)],
        tuple(item for item in made if isinstance(item, Problem)),
    )
