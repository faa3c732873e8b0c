"""What is different in the answer to a question that is asked of two graphs, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Column, Count, Table, Text, cell_text
from kgraph.wording import columns, text

__all__ = ["Question", "before_and_after", "changed", "counted"]

Question = Callable[[KnowledgeGraph], Table]
"""Any analysis that needs nothing but a graph."""

_Row = dict[str, Cell]
_NAMING = ("area_label", "label")
"""The columns that say what a row is about; where a table has none of them, its first."""
_KEYS = {
    "calendar": (("id",), ("label", "event_label")),
    "conflicts": (("rule", "subject"), ("about",)),
    "history": (("id", "date"), ("label", "date")),
    "law": (("code", "subject"), ("about", "duty", "paragraph")),
    "matrix": (("row_id", "column_id"), ("row", "column")),
    "portfolio": (("basis", "id"), ("label", "basis_label")),
    "review": (("id",), ("link", "id")),
}
"""By the name of a table: which cells of a row say which one it is, and which columns say so to a reader, where that is
more than an id and `_NAMING`."""


def before_and_after(old: Count, new: Count, *, of: str = "") -> _Row:
    """A figure before and after, both ways, and the change; `of` is the name of the table that it belongs to."""
    return {
        "key": f"{of}.{old.key}" if of else old.key, "label": old.label, "before_stated": old.stated,
        "before": old.with_interpreted, "after_stated": new.stated, "after": new.with_interpreted,
        "change_stated": new.stated - old.stated, "change": new.with_interpreted - old.with_interpreted,
        "total_before": old.total, "total_after": new.total, "rule": old.rule,
    }  # fmt: skip


def counted(before: Table, after: Table) -> Iterator[_Row]:
    """The figures of a table that both answers have."""
    new = {count.key: count for count in after.counts}
    return (before_and_after(old, new[old.key], of=before.name) for old in before.counts if old.key in new)


def changed(before: Table, after: Table) -> Table:
    """What is told otherwise after than before: a row for each cell that a reader sees, `what`, `column`, `before` and `after`.

    A row that only one of the answers has is told in one row, without a column.  What must be read before the numbers of the
    answers (`lead`) stands in the notes.
    """
    identity, naming = _keys(before)
    old, new = _named(before, after, (*identity, *naming))
    shared = [column for column in before.columns if column in after.columns and column.key not in (*identity, *naming)]
    rows = [told for name, row in old.items() for told in _told(row, new.get(name), naming, shared)]
    rows += [told for name in new if name not in old for told in _told(None, new[name], naming, shared)]
    return Table(
        name=f"changed_{before.name}", title=text("whatif.changed", question=before.title), rows=tuple(rows),
        columns=columns(what="what", column="whatif.column", before="whatif.before", after="whatif.after"),
        notes=(*(() if rows else (text("whatif.unchanged"),)), *_leads(before, after)),
    )  # fmt: skip


def _leads(before: Table, after: Table) -> Iterator[Text]:
    """What is to be read before the numbers of either answer, and then what is to be read before those of both."""
    for when, lead, other in (("before", before.lead, after.lead), ("after", after.lead, before.lead)):
        yield from (text(f"whatif.lead_{when}", lead=one) for one in lead if one not in other)
    yield from (one for one in before.lead if one in after.lead)


def _keys(table: Table) -> tuple[Sequence[str], Sequence[str]]:
    """What says which row it is, by keys of cells, and what says so to a reader, by keys of columns."""
    keys = [column.key for column in table.columns]
    return _KEYS.get(table.name) or (("id",), [key for key in _NAMING if key in keys] or keys[:1])


def _named(before: Table, after: Table, keys: Sequence[str]) -> list[dict[tuple[str, ...], _Row]]:
    """The rows of both by what says which they are; where that is said of several in either, by all that they say."""
    both = [(table, tuple(table.rows)) for table in (before, after)]
    said = [list(zip(*([cell_text(row.get(key)) for row in rows] for key in keys), strict=True)) for _, rows in both]
    several = {name for names in said for name, times in Counter(names).items() if times > 1}
    found: list[dict[tuple[str, ...], _Row]] = []
    for (table, rows), names in zip(both, said, strict=True):
        seen: Counter[tuple[str, ...]] = Counter()
        found.append({})
        for row, name in zip(rows, names, strict=True):
            whole = (*name, *(cell_text(row.get(column.key)) for column in table.columns)) if name in several else name
            seen[whole] += 1
            found[-1][(*whole, str(seen[whole]))] = row
    return found


def _told(old: _Row | None, new: _Row | None, naming: Sequence[str], shared: list[Column]) -> Iterator[_Row]:
    """The differences of one row, whose name is in the columns `naming`."""
    if old is None or new is None:
        listed = [text(f"whatif.{'listed' if row else 'not_listed'}") for row in (old, new)]
        yield _what(old or new or {}, naming) | {"column": None, "key": None, "before": listed[0], "after": listed[1]}
        return
    for column in shared if old != new else ():
        cells = old.get(column.key), new.get(column.key)
        if cells[0] != cells[1]:
            told: _Row = {"column": column.label, "key": column.key, "before": cells[0], "after": cells[1]}
            yield _what(old, naming) | told


def _what(row: _Row, naming: Sequence[str]) -> _Row:
    sv, en = (": ".join(filter(None, (cell_text(row.get(key), lang) for key in naming))) for lang in ("sv", "en"))
    return {"id": cell_text(row.get("id")) or None, "what": Text(sv=sv, en=en)}
