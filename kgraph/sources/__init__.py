"""Readers: one module per format, each `read(path) -> Records`.

`read(path)` picks the reader: a folder of YAML and plans in tables, or of two tables of things and links, or one file of YAML, CSV,
Turtle, N-Triples, JSON-LD or JSON.
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
        from kgraph.sources import followups, reviews, tables

        read_folder = tables.read if tables.is_table_folder(where) else _plans_and_yaml
        return followups.add(reviews.apply(read_folder(where) + reviews.read(where)), where)
    if not exists:
        raise DataError.single(
            "F1", where, "finns inte.", "does not exist.",
            fix_sv="Kontrollera sökvägen, eller skapa en mapp med «kgraph init MAPP».",
            fix_en="Check the path, or make a folder with “kgraph init DIR”.",
        )  # fmt: skip
    return _reader(where)(where)


def _plans_and_yaml(folder: Path) -> Records:
    """What the plans in tables of a folder say, and what stands beside them in YAML; a name there may be one of theirs."""
    from kgraph.names import NameTable
    from kgraph.sources import plan_table, yaml

    found = sum((plan_table.read(file) for file in plan_table.in_folder(folder)), Records())
    if not found.nodes:
        return yaml.read(folder)
    names = NameTable(node for node, _ in found.nodes)
    return found + yaml.read(folder, known=names.resolve) if yaml.files(folder) else found


def _reader(path: Path) -> Callable[[Path], Records]:
    from kgraph.sources import node_link, plan_table, rdf, yaml

    readers: dict[str, Callable[[Path], Records]] = {
        ".yaml": yaml.read, ".yml": yaml.read, ".csv": plan_table.read, ".json": node_link.read,
        ".ttl": rdf.read, ".turtle": rdf.read, ".nt": rdf.read, ".ntriples": rdf.read, ".jsonld": rdf.read,
    }  # fmt: skip
    if path.suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods"):
        raise DataError.single(
            "F1", path, "är en arbetsbok; kgraph läser ett blad i taget, som CSV.", "is a workbook; kgraph reads one sheet of it, as CSV.",
            fix_sv="I Excel: Arkiv, Spara som, filformatet CSV UTF-8 (kommaavgränsad).", fix_en="In Excel: File, Save As, CSV UTF-8.",
        )  # fmt: skip
    if (reader := readers.get(path.suffix.lower())) is None:
        raise DataError.single(
            "F1", path, f"kgraph läser inte filer av slaget «{path.suffix}».", f"kgraph does not read “{path.suffix}”.",
            fix_sv=f"Använd något av {', '.join(readers)}.", fix_en=f"Use one of {', '.join(readers)}.",
        )  # fmt: skip
    return reader
