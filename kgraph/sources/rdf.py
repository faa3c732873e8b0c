"""Turtle, N-Triples and JSON-LD → records."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kgraph import rdf
from kgraph.errors import DataError
from kgraph.model import Records
from kgraph.sources.files import display, read_text

__all__ = ["read"]

_FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".jsonld": ox.RdfFormat.JSON_LD}


def read(path: Path) -> Records:
    """Read a file of triples; its suffix says the format.  Nothing is fetched from outside.

    Raises `DataError` (F5) when the file does not follow its format.
    """
    content = read_text(path)
    try:
        facts = list(ox.parse(content.encode(), format=_FORMATS[path.suffix.lower()]))
    except SyntaxError as error:
        reason = error.msg or str(error)
        raise DataError.single(
            "F5",
            display(path),
            f"följer inte formatet: {reason}.",
            f"does not follow its format: {reason}.",
            line=error.lineno,
        ) from None
    return rdf.records(facts, display(path))
