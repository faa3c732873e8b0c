"""Readers: one module per format, each `read(path) -> Records`.

`read(path)` picks the reader: a folder of YAML or of two tables, or one file of YAML, Turtle, N-Triples, JSON-LD or JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kgraph.errors import DataError
from kgraph.model import Records

__all__ = ["read"]


def read(path: str | Path) -> Records:
    """Read a folder or a file into records; the suffix of a file says its format.

    Faults inside files come back in `Records.problems`; `DataError` is raised when there is nothing to read.
    """
    where = Path(path)
    try:
        is_folder, exists = where.is_dir(), where.exists()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError.single("F2", where, f"går inte att läsa: {reason}.", f"cannot be read: {reason}.") from None
    if is_folder:
        from kgraph.sources import followups, reviews, tables, yaml

        read_folder = tables.read if tables.is_table_folder(where) else yaml.read
        return followups.add(reviews.apply(read_folder(where) + reviews.read(where)), where)
    if not exists:
        raise DataError.single(
            "F1", where, "finns inte.", "does not exist.",
            fix_sv="Kontrollera sökvägen, eller skapa en mapp med «kgraph init MAPP».",
            fix_en="Check the path, or make a folder with “kgraph init DIR”.",
        )  # fmt: skip
    return _reader(where)(where)


def _reader(path: Path) -> Callable[[Path], Records]:
    from kgraph.sources import node_link, rdf, yaml

    readers = {
        ".yaml": yaml.read, ".yml": yaml.read, ".json": node_link.read,
        ".ttl": rdf.read, ".turtle": rdf.read, ".nt": rdf.read, ".ntriples": rdf.read, ".jsonld": rdf.read,
    }  # fmt: skip
    if (reader := readers.get(path.suffix.lower())) is None:
        raise DataError.single(
            "F1", path, f"kgraph läser inte filer av slaget «{path.suffix}».", f"kgraph does not read “{path.suffix}”.",
            fix_sv=f"Använd något av {', '.join(readers)}.", fix_en=f"Use one of {', '.join(readers)}.",
        )  # fmt: skip
    return reader
