"""Graph → bytes of a file: one function for each format, and a safe way to put the bytes on disk.

Turtle, N-Triples, JSON-LD and JSON hold everything: loading them gives an equal graph.  GraphML and CSV are for
looking at, flat and with the links' status beside them.  The same graph gives the same bytes, on every run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from kgraph.export.ics import ics
from kgraph.export.tables import csv_files, table_csv
from kgraph.export.writing import append, write, write_all
from kgraph.graph import KnowledgeGraph
from kgraph.model import Text
from kgraph.wording import refused, text

__all__ = ["FORMATS", "Format", "append", "csv_files", "export", "ics", "table_csv", "write", "write_all"]


@dataclass(frozen=True)
class Format:
    """A format: its name on the command line, the suffix of its files, its media type and what it is for."""

    name: str
    suffix: str
    media_type: str
    label: Text


def _formats() -> Mapping[str, Format]:
    known = (
        ("turtle", ".ttl", "text/turtle"),
        ("ntriples", ".nt", "application/n-triples"),
        ("jsonld", ".jsonld", "application/ld+json"),
        ("graphml", ".graphml", "application/graphml+xml"),
        ("csv", ".zip", "application/zip"),
        ("json", ".json", "application/json"),
    )
    return MappingProxyType(
        {name: Format(name, suffix, media, text(f"export.{name}")) for name, suffix, media in known}
    )


FORMATS: Mapping[str, Format] = _formats()
"""Every format by its name."""

_HOMES: Mapping[str, str] = MappingProxyType(
    {
        "turtle": "triples", "ntriples": "triples", "jsonld": "jsonld", "graphml": "graphml", "csv": "tables",
        "json": "node_link",
    }
)  # fmt: skip


def export(graph: KnowledgeGraph, name: str) -> bytes:
    """The graph as a file of the format `name`, a key of `FORMATS`.

    Raises `UsageError` for a format that does not exist.
    """
    if name not in FORMATS:
        raise refused("export.unknown_format", name=name, known=", ".join(FORMATS))
    writer = getattr(import_module(f"kgraph.export.{_HOMES[name]}"), name)
    content: bytes = writer(graph)
    return content
