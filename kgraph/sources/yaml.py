"""Authored YAML → records: every problem of every file at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from kgraph.errors import AmbiguousName, DataError, Position, Problem, UnknownName
from kgraph.model import KINDS, Link, Node, Records
from kgraph.names import NameTable, fold
from kgraph.sources import yaml_tree
from kgraph.sources.authoring import SECTIONS, AuthoredFile, LinkEntry, Via
from kgraph.sources.files import check_inside, display, read_text
from kgraph.sources.overlap_rules import FILE as RULES
from kgraph.sources.validation import MOST, explain

__all__ = ["files", "read"]

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
    lost: frozenset[str] = frozenset()
    """The names of what stands in the file but could not be read; a reference to it is no further fault."""


def read(path: Path, *, known: Callable[[str], str] | None = None) -> Records:
    """Read one YAML file, or every .yaml and .yml file below a folder, in the order of their names.

    `known` finds the id of what a reference may mean outside these files, and raises `UnknownName` or `AmbiguousName`; what
    stands in the files comes first.  Returns records together with every problem found; raises `DataError` only when there is no file to read.
    """
    written = files(path)
    if not written:
        raise DataError.single(
            "F1", display(path), "innehåller varken YAML-filer eller tabeller (CSV).", "holds neither YAML files nor tables (CSV).",
            fix_sv="Skapa en mapp med exempel med «kgraph init MAPP».", fix_en="Make a folder with “kgraph init DIR”.",
        )  # fmt: skip
    found = [*(_read_file(file, path) for file in written), _File(problems=tuple(_passed_over(path)))]
    nodes = tuple(pair for file in found for pair in file.nodes)
    problems = [problem for file in found for problem in file.problems]
    lost = frozenset().union(*(file.lost for file in found))
    names = _Names(NameTable(node for node, _ in nodes), known)
    links: list[tuple[Link, Position]] = []
    for draft in (draft for file in found for draft in file.drafts if not lost or fold(draft.written) not in lost):
        resolved = names.resolve(draft)
        if isinstance(resolved, Problem):
            problems.append(resolved)
        else:
            links.append((_link(draft, resolved), draft.position))
    return Records(nodes, tuple(links), tuple(problems))


def files(path: Path) -> list[Path]:
    """The YAML files that a path stands for: itself, or those below a folder, in the order of their names."""
    if path.is_file():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in (".yaml", ".yml") and file.name != RULES)
    return [file for file in found if not any(part.startswith(".") for part in file.relative_to(path).parts)]


_OTHER_FORMATS = (".ttl", ".nt", ".jsonld")


def _passed_over(path: Path) -> Iterator[Problem]:
    """What lies in a data folder but is not read, and ought to be known: folders behind links, graphs in other formats."""
    for found in sorted(path.rglob("*")) if path.is_dir() else ():
        where = Position(display(found))
        if found.is_symlink() and found.is_dir():
            fix = ("Lägg själva mappen här.", "Put the folder itself here.")
            yield Problem(
                "F2", where, "är en länk till en mapp och läses inte.", "is a link to a folder and is not read.", *fix
            )
        elif found.suffix.lower() in _OTHER_FORMATS:
            fix = ("Läs den för sig: --data med filens namn.", "Read it by itself: --data with the name of the file.")
            yield Problem(
                "F2", where, "läses inte ihop med YAML-filerna.", "is not read together with the YAML files.", *fix
            )


def _read_file(file: Path, root: Path) -> _File:
    try:
        if root.is_dir():
            check_inside(file, root)
        content = read_text(file)
    except DataError as error:
        return _File(problems=error.problems)
    tree = yaml_tree.parse(content, display(file))
    if not isinstance(tree.value, dict):
        problem = _empty(display(file)) if tree.value is None else _no_lists(display(file))
        return _File(problems=tuple(tree.problems) or (problem,), lost=_names_in_text(content))
    empty: set[tuple[str | int, ...]] = {(key,) for key, value in tree.value.items() if value is None}
    authored, kept, problems = _readable(tree.without(empty) if empty else tree, display(file))
    nodes, drafts = _collect(authored, kept, display(file))
    lost = frozenset(_names_in(tree.value)) - frozenset(_names_in(kept.value)) if problems else frozenset()
    return _File(nodes, drafts, (*tree.problems, *problems), lost)


def _empty(file: str) -> Problem:
    fix = ("Fyll i filen eller ta bort den.", "Fill in the file or remove it.")
    return Problem("F4", Position(file, 1), "är tom.", "is empty.", *fix)


def _no_lists(file: str) -> Problem:
    return Problem(
        "F7", Position(file, 1), "ska bestå av listor med namn, till exempel «measures:».",
        "must hold named lists, such as “measures:”.",
    )  # fmt: skip


def _readable(tree: yaml_tree.Tree, file: str) -> tuple[AuthoredFile, yaml_tree.Tree, list[Problem]]:
    """The entries of a file, the tree that they stand in, and every problem.

    What is wrong is taken out until the rest can be read, so that references are checked in the same run.
    """
    problems: list[Problem] = []
    for _ in range(_ROUNDS):
        try:
            return AuthoredFile.model_validate(tree.value), tree, problems
        except ValidationError as error:
            problems = problems or list(explain(error, AuthoredFile, tree.line, file))
            if error.error_count() > MOST:
                break
            tree = tree.without({_culprit(item["loc"], item["type"], tree) for item in error.errors(include_url=False)})
    return AuthoredFile(), yaml_tree.Tree(value={}), problems


_ROUNDS = 8
"""How often a file is read anew without what was wrong in it; each round goes at least one level up."""


def _culprit(path: tuple[str | int, ...], fault: str, tree: yaml_tree.Tree) -> tuple[str | int, ...]:
    """The path of what has to go: for something that is missing, the thing that lacks it."""
    path = path[:-1] if fault == "missing" else path
    while path and path not in tree.lines:
        path = path[:-1]
    return path


_NAME_KEYS = ("id", "sv", "en", "abbreviation")
_NAME_IN_TEXT = re.compile(rf"\b(?:{'|'.join(_NAME_KEYS)}):[ \t]*[\"']?([^\"',}}\n#]{{1,200}})")


def _names_in_text(content: str) -> frozenset[str]:
    """The folded names that a file which is no YAML seems to hold."""
    return frozenset(fold(name) for name in _NAME_IN_TEXT.findall(content))


def _names_in(value: Any) -> Iterator[str]:
    """The folded names in a tree: ids, labels and abbreviations."""
    if isinstance(value, dict):
        yield from (fold(str(value[key])[:200]) for key in _NAME_KEYS if key in value)
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _names_in(item)


def _collect(
    authored: AuthoredFile, tree: yaml_tree.Tree, file: str
) -> tuple[tuple[tuple[Node, Position], ...], tuple[_Draft, ...]]:
    nodes: list[tuple[Node, Position]] = []
    drafts: list[_Draft] = []
    for section in SECTIONS:
        for number, entry in enumerate(getattr(authored, section)):
            for node, path in _entries(entry, (section, number)):
                where = Position(file, tree.line(path))
                document = node.document or authored.document
                nodes.append((_bare(node, document), where))
                drafts += _drafts(node, document, path, tree, file)
    for number, link in enumerate(authored.links):
        fields = {key: getattr(link, key) for key in _LINK_FIELDS}
        fields["document"] = link.document or authored.document
        drafts.append(
            _Draft(link.source, Via(link.relation), link.target, fields, Position(file, tree.line(("links", number))))
        )
    return tuple(nodes), tuple(drafts)


def _entries(entry: Node, path: tuple[str | int, ...]) -> Iterator[tuple[Node, tuple[str | int, ...]]]:
    """An entry and the entries written inside it, each with its path."""
    yield entry, path
    for name, _ in _link_fields(type(entry)):
        for number, item in enumerate(getattr(entry, name)):
            if isinstance(item, Node):
                yield from _entries(item, (*path, name, number))


@cache
def _link_fields(model: type[BaseModel]) -> tuple[tuple[str, Via], ...]:
    """The fields of a kind of entry that become links, with what they become."""
    fields = model.model_fields.items()
    return tuple((name, mark) for name, info in fields for mark in info.metadata if isinstance(mark, Via))


@cache
def _own_fields(kind: str) -> tuple[str, ...]:
    return tuple(KINDS[kind].model_fields)


def _bare(entry: Node, document: str | None) -> Node:
    """The node of an entry: its fields without its links, with the file's document where it names none."""
    model = KINDS[entry.kind]
    values = {name: getattr(entry, name) for name in _own_fields(entry.kind)}
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


class _Names:
    """Looks up what references mean.  Suggestions take time, so only the first unknown names get them."""

    def __init__(self, table: NameTable, known: Callable[[str], str] | None = None) -> None:
        self.table = table
        self.known = known or table.resolve
        self.unknown: dict[str, UnknownName] = {}

    def resolve(self, draft: _Draft) -> str | Problem:
        """The id that a written reference means, or why it means none."""
        found = self.table.candidates(draft.written)
        try:
            return found[0] if len(found) == 1 else self._outside(draft.written, found)
        except AmbiguousName as error:
            fix = ("Skriv id i stället för namnet.", "Write the id instead of the name.")
            return Problem("S9", draft.position, error.sv, error.en, *fix)
        except UnknownName as error:
            sv, en = f"Okänd hänvisning. {error.sv}", f"Unknown reference. {error.en}"
            return Problem("S2", draft.position, sv, en, *_ADD)

    def _outside(self, name: str, found: tuple[str, ...]) -> str:
        """The id of what is not in the files by one name only."""
        if found:
            raise AmbiguousName(name, found)
        if name in self.unknown:
            raise self.unknown[name]
        if len(self.unknown) >= _SUGGEST_FOR:
            raise UnknownName(name)
        try:
            return self.known(name)
        except UnknownName as error:
            self.unknown[name] = error
            raise


_SUGGEST_FOR = 20
_ADD = (
    "Rätta namnet, eller lägg in det som saknas i listan för sitt slag (causes, actors …).",
    "Correct the name, or add what is missing to the list of its kind (causes, actors …).",
)


def _link(draft: _Draft, other: str) -> Link:
    source, target = (other, draft.entry) if draft.via.inverse else (draft.entry, other)
    return Link(source=source, relation=draft.via.relation, target=target, **draft.fields)
