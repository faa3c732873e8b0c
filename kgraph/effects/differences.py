"""What is different in the answer to a question that is asked of two graphs, before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Column, Count, Table, Text, cell_text
from kgraph.wording import columns, text

__all__ = ["Question", "before_and_after", "changed", "counted"]

Question = Callable[[KnowledgeGraph], Table]
"""Any analysis that needs nothing but a graph."""

_Row = dict[str, Cell]
_NAMING = ("area_label", "label")
"""The columns that say what a row is about; where a table has none of them, its first."""


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
    old, new = _named(before), _named(after)
    naming = _naming(before)
    shared = [column for column in before.columns if column in after.columns and column.key not in naming]
    rows = [told for name, row in old.items() for told in _told(row, new.get(name), naming, shared)]
    rows += [told for name in new if name not in old for told in _told(None, new[name], _naming(after), shared)]
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


def _naming(table: Table) -> list[str]:
    keys = [column.key for column in table.columns]
    return [key for key in _NAMING if key in keys] or keys[:1]


def _named(table: Table) -> dict[tuple[str, ...], _Row]:
    """The rows by id and name; of several that are called alike each has its number."""
    naming = _naming(table)
    seen: Counter[tuple[str, ...]] = Counter()
    found = {}
    for row in table.rows:
        name = (cell_text(row.get("id")), *(cell_text(row[key]) for key in naming))
        seen[name] += 1
        found[(*name, str(seen[name]))] = row
    return found


def _told(old: _Row | None, new: _Row | None, naming: list[str], shared: list[Column]) -> Iterator[_Row]:
    """The differences of one row, whose name is in the columns `naming`."""
    if old is None or new is None:
        listed = [text(f"whatif.{'listed' if row else 'not_listed'}") for row in (old, new)]
        yield _what(old or new or {}, naming) | {"column": None, "key": None, "before": listed[0], "after": listed[1]}
        return
    for column in shared:
        cells = old.get(column.key), new.get(column.key)
        if cells[0] != cells[1]:
            told: _Row = {"column": column.label, "key": column.key, "before": cells[0], "after": cells[1]}
            yield _what(old, naming) | told


def _what(row: _Row, naming: list[str]) -> _Row:
    sv, en = (": ".join(cell_text(row[key], lang) for key in naming) for lang in ("sv", "en"))
    return {"id": cell_text(row.get("id")) or None, "what": Text(sv=sv, en=en)}
