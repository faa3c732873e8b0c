r"""Graph → two CSV tables, also in a zip, and any `Table` → one CSV, as a Swedish Excel opens them.

The dialect: UTF-8 with a byte order mark, `;` between cells, CRLF between lines, cells quoted where they need it.
A text that a spreadsheet could take for a formula (it begins with = + - @, their full-width forms, a tab or a line
break) gets an apostrophe before it; so does one that begins with apostrophes before such a sign.  To undo it, take one
apostrophe from every cell that matches `'+[=+\-@…]`.  Several values in a cell have " | " between them.
"""

from __future__ import annotations

import csv as _csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from kgraph.graph import KnowledgeGraph
from kgraph.model import KINDS, Link, Node, Table, Text

__all__ = ["LINK_COLUMNS", "csv", "csv_files", "flat", "node_columns", "table_csv"]

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")
_TIME = (1980, 1, 1, 0, 0, 0)
"""The one time that is in every zip file kgraph writes: the first that the format knows."""
_TEXTS = frozenset(
    {"label", "short", "description", "note", "follow_up", "resources", "population", "taken", "left_out", "rationale"}
)
LINK_COLUMNS = (
    "source", "relation", "target", "status", "document", "locator", "rationale_sv", "rationale_en", "note_sv", "note_en",
    "strength", "stated_in", "reviewed_by", "reviewed_on",
)  # fmt: skip
"""The columns of links.csv."""


def csv(graph: KnowledgeGraph) -> bytes:
    """A zip of nodes.csv and links.csv; its bytes depend on the graph alone."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in csv_files(graph).items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            archive.writestr(entry, data)
    return content.getvalue()


def csv_files(graph: KnowledgeGraph) -> dict[str, bytes]:
    """The two tables of a graph by the names of their files."""
    nodes = _csv_bytes(node_columns(), (_cells(flat(node), node_columns()) for node in graph))
    links = _csv_bytes(LINK_COLUMNS, (_cells(flat(link), LINK_COLUMNS) for link in graph.links))
    return {"nodes.csv": nodes, "links.csv": links}


def table_csv(table: Table, lang: str = "sv") -> bytes:
    """The rows of a table under its headings, in the chosen language."""
    return _csv_bytes(table.headings(lang), table.cells(lang))


def node_columns() -> tuple[str, ...]:
    """The columns of nodes.csv: id, kind, the label in both languages, then every field of every kind."""
    names: dict[str, None] = dict.fromkeys(("id", "kind"))
    for field in (field for model in KINDS.values() for field in model.model_fields):
        names |= dict.fromkeys((f"{field}_sv", f"{field}_en") if field in _TEXTS else (field,))
    return tuple(names)


def flat(record: Node | Link) -> dict[str, str | int | float]:
    """The filled fields of a record as plain values: a text becomes two, a list one with " | " between its parts."""
    values: dict[str, str | int | float] = {}
    for field in type(record).model_fields:
        value: Any = getattr(record, field)
        if isinstance(value, Text):
            values |= {f"{field}_{lang}": words for lang in ("sv", "en") if (words := getattr(value, lang))}
        elif isinstance(value, tuple):
            values |= {field: " | ".join(value)} if value else {}
        elif value is not None:
            values[field] = value
    return values | ({"kind": record.kind} if isinstance(record, Node) else {})


def _cells(values: dict[str, str | int | float], columns: Sequence[str]) -> list[str | int | float]:
    return [values.get(column, "") for column in columns]


def _csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> bytes:
    lines = io.StringIO(newline="")
    writer = _csv.writer(lines, delimiter=";")
    writer.writerow([_harmless(heading) for heading in headings])
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return lines.getvalue().encode("utf-8-sig")


def _harmless(cell: str | float) -> str | float:
    """The cell as a spreadsheet may have it: never a formula."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
