"""Examples as data on disk, and what the checks say of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import rdflib

from kgraph import sources
from kgraph.checks import check, from_problems
from kgraph.checks.examples import BASE
from kgraph.checks.shapes import validate
from kgraph.errors import DataError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding, Link, Measure, Node, Text

DAY = date(2026, 1, 1)
"""The day that rules of time judge the examples by."""
SAMPLE = Measure(id="m-1", label=Text(sv="Åtgärd ett", en="Measure one"), document="plan", locator="1")


def findings_in(content: str, folder: Path) -> tuple[Finding, ...]:
    """The findings of a file and of the document it is taken from; from reading when it cannot be read."""
    for start, suffix, judge in (("{", "json", _checked), ("@prefix", "ttl", _validated)):
        if content.startswith(start):
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"example.{suffix}"
            file.write_text(content, encoding="utf-8")
            return judge(file)
    if content.startswith("id,"):
        return _checked(_tables(content, folder))
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "base.yaml").write_text(BASE, encoding="utf-8")
    (data / "example.yaml").write_text(content, encoding="utf-8")
    return _checked(data)


def _tables(content: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "nodes.csv").write_text(content, encoding="utf-8")
    (folder / "links.csv").write_text("source,relation,target\n", encoding="utf-8")
    return folder


def _checked(path: Path) -> tuple[Finding, ...]:
    try:
        return check(KnowledgeGraph(sources.read(path)), on=DAY)
    except DataError as error:
        return from_problems(error.problems)


def _validated(path: Path) -> tuple[Finding, ...]:
    """What the shapes say of triples as they stand in a file."""
    return validate(KnowledgeGraph(sources.read(path)), rdflib.Graph().parse(path, format="turtle"))


def graph_of(*nodes: Node, links: Sequence[Link] = ()) -> KnowledgeGraph:
    """A graph of records that come from no file."""
    return KnowledgeGraph.of(nodes, links)


def cases(graph: KnowledgeGraph, code: str) -> list[tuple[str, str | None, bool]]:
    """Case, subject and whether it was judged, of every finding of a rule."""
    return [(found.case, found.subject, found.judged) for found in check(graph) if found.code == code]
