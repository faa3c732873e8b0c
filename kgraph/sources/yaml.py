"""Authored YAML → records: every problem of every file at once, each with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kgraph.errors import AmbiguousName, DataError, Position, Problem, UnknownName
from kgraph.model import KINDS, Link, Node, Records
from kgraph.names import NameTable
from kgraph.sources import yaml_tree
from kgraph.sources.authoring import SECTIONS, AuthoredFile, LinkEntry, Via
from kgraph.sources.files import check_inside, display, read_text
from kgraph.sources.validation import explain

__all__ = ["read"]

_LINK_FIELDS = tuple(name for name in LinkEntry.model_fields if name != "to")


@dataclass(frozen=True)
class _Draft:
    """A link whose other end is still as it was written: an id, or a name to look up."""

    entry: str
    via: Via
    written: str
    fields: dict[str, Any]
    position: Position


@dataclass(frozen=True)
class _File:
    nodes: tuple[tuple[Node, Position], ...] = ()
    drafts: tuple[_Draft, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(path: Path) -> Records:
    """Read one YAML file, or every .yaml and .yml file below a folder, in the order of their names.

    Returns records together with every problem found; raises `DataError` only when there is no file to read.
    """
    files = [_read_file(file, path) for file in _files(path)]
    nodes = tuple(pair for file in files for pair in file.nodes)
    problems = [problem for file in files for problem in file.problems]
    table = NameTable(node for node, _ in nodes)
    links: list[tuple[Link, Position]] = []
    for draft in (draft for file in files for draft in file.drafts):
        resolved = _resolve(draft, table)
        if isinstance(resolved, Problem):
            problems.append(resolved)
        else:
            links.append((_link(draft, resolved), draft.position))
    return Records(nodes, tuple(links), tuple(problems))


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found = sorted(file for suffix in ("*.yaml", "*.yml") for file in path.rglob(suffix))
    files = [file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)]
    if not files:
        raise DataError.single(
            "F1", display(path), "innehåller inga YAML-filer.", "holds no YAML files.",
            fix_sv="Skapa en mapp med exempel med «kgraph init MAPP».", fix_en="Make a folder with “kgraph init DIR”.",
        )  # fmt: skip
    return files


def _read_file(file: Path, root: Path) -> _File:
    try:
        if root.is_dir():
            check_inside(file, root)
        content = read_text(file)
    except DataError as error:
        return _File(problems=error.problems)
    tree = yaml_tree.parse(content, display(file))
    if tree.problems:
        return _File(problems=tuple(tree.problems))
    if not isinstance(tree.value, dict):
        problem = Problem(
            "F7", Position(display(file), 1), "ska bestå av listor med namn, till exempel «measures:».",
            "must hold named lists, such as “measures:”.",
        )  # fmt: skip
        return _File(problems=(problem,))
    try:
        authored = AuthoredFile.model_validate({key: value for key, value in tree.value.items() if value is not None})
    except ValidationError as error:
        return _File(problems=tuple(explain(error, AuthoredFile, tree, display(file))))
    return _collect(authored, tree, display(file))


def _collect(authored: AuthoredFile, tree: yaml_tree.Tree, file: str) -> _File:
    nodes: list[tuple[Node, Position]] = []
    drafts: list[_Draft] = []
    for section in SECTIONS:
        for number, entry in enumerate(getattr(authored, section)):
            for node, path in _entries(entry, (section, number)):
                where = Position(file, tree.line(path))
                document = node.document or authored.document
                nodes.append((_bare(node, document), where))
                drafts += _drafts(node, document, path, tree, file)
    return _File(tuple(nodes), tuple(drafts))


def _entries(entry: Node, path: tuple[str | int, ...]) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    """An entry and the entries written inside it, each with its path."""
    yield entry, path
    for name, _ in _link_fields(type(entry)):
        for number, item in enumerate(getattr(entry, name)):
            if isinstance(item, Node):
                yield from _entries(item, (*path, name, number))


def _link_fields(model: type[BaseModel]) -> Iterator[tuple[str, Via]]:
    for name, info in model.model_fields.items():
        for mark in info.metadata:
            if isinstance(mark, Via):
                yield name, mark


def _bare(entry: Node, document: str | None) -> Node:
    """The node of an entry: its fields without its links, with the file's document where it names none."""
    model = KINDS[entry.kind]
    values = {name: getattr(entry, name) for name in model.model_fields}
    return model.model_construct(**{**values, "document": document})


def _drafts(
    entry: Node, document: str | None, path: tuple[str | int, ...], tree: yaml_tree.Tree, file: str
) -> Iterator[_Draft]:
    inherited = {"document": document, "locator": entry.locator}
    for name, via in _link_fields(type(entry)):
        for number, item in enumerate(getattr(entry, name)):
            position = Position(file, tree.line((*path, name, number)))
            if isinstance(item, Node):
                own = {"document": item.document or document, "locator": item.locator or entry.locator}
                yield _Draft(entry.id, via, item.id, own, position)
            else:
                fields = {key: getattr(item, key) for key in _LINK_FIELDS}
                if item.document is None:
                    fields["document"] = document
                    fields["locator"] = item.locator or inherited["locator"]
                yield _Draft(entry.id, via, item.to, fields, position)


def _resolve(draft: _Draft, table: NameTable) -> str | Problem:
    """The id that a written reference means; an id that nothing has is left for the graph to report."""
    try:
        return table.resolve(draft.written)
    except AmbiguousName as error:
        fix = ("Skriv id i stället för namnet.", "Write the id instead of the name.")
        return Problem("S9", draft.position, error.sv, error.en, *fix)
    except UnknownName as error:
        return Problem("S2", draft.position, f"Okänd hänvisning. {error.sv}", f"Unknown reference. {error.en}", *_ADD)


_ADD = ("Rätta namnet, eller lägg in det som saknas.", "Correct the name, or add what is missing.")


def _link(draft: _Draft, other: str) -> Link:
    source, target = (other, draft.entry) if draft.via.inverse else (draft.entry, other)
    return Link(source=source, relation=draft.via.relation, target=target, **draft.fields)
