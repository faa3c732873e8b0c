"""Where the sources disagree: with each other, or with themselves."""

from __future__ import annotations

from kgraph.contradictions import Conflict, Side, contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Count, Link, Statement, Table, Text
from kgraph.wording import columns, text

__all__ = ["conflicts"]


def conflicts(graph: KnowledgeGraph, *, about: KnowledgeGraph | None = None) -> Table:
    """The statements about the same thing that disagree (see `kgraph.contradictions` for the rules), with both sources.

    With `about`, a part of the graph (see `kgraph.parts.scope`), only the conflicts in which the part says something: those
    within it, and those between it and what other documents say, marked `against` with the documents.
    A row is a conflict: `rule`, `subject` (an id), `about`, `first` and `second` (what is said), `first_source` and
    `second_source`, `basis` ("stated", or "interpreted" where it is a reading that one of them is about the same thing),
    `caveats` (the notes of what disagrees) and `against`; further statements of the same conflict follow in `second`.
    """
    told = _Told(about)
    found = [one for one in contradictions(graph) if told.speaks(one)]
    rows = tuple(_row(graph, one, told) for one in found)
    against = {"against": "conflict.against"} if any(row["against"] for row in rows) else {}
    headings = columns(
        about="conflict.about", first="conflict.first", first_source="source", second="conflict.second",
        second_source="source", **against, rule_label="conflict.rule", basis_label="basis",
        **({"caveats": "conflict.caveat"} if any(row["caveats"] for row in rows) else {}),
    )  # fmt: skip
    notes = (
        *(() if rows else (text("conflict.none"),)),
        text("conflict.method"),
        *(() if about is None else (text("conflict.of_part"),)),
    )
    count = Count(
        key="conflicts", label=text("conflict.count"), stated=sum(one.sure for one in found), with_interpreted=len(found),
        rule=text("conflict.count_rule"),
    )  # fmt: skip
    return Table(
        name="conflicts", title=text("conflict.title"), columns=headings, rows=rows, counts=(count,), notes=notes
    )


class _Told:
    """What a part of a graph says itself; everything, where there is no part."""

    def __init__(self, part: KnowledgeGraph | None) -> None:
        self.part = part
        self.links = frozenset(part.links) if part is not None else frozenset[Link]()

    def speaks(self, conflict: Conflict) -> bool:
        """Whether the part is one of those that disagree."""
        return self.part is None or any(self.has(side) for side in conflict.sides)

    def has(self, side: Side) -> bool:
        """Whether the part says this; a thing that others say something of is in a part, but says nothing there."""
        record = side.record
        if self.part is None or record is None:
            return self.part is None
        return record in self.links if isinstance(record, Link) else record.id in self.part

    def others(self, graph: KnowledgeGraph, conflict: Conflict) -> tuple[Text, ...]:
        """The documents, outside the part, that say something else."""
        away = {side.record.document for side in conflict.sides if side.record is not None and not self.has(side)}
        return tuple(graph[one].brief for one in sorted(filter(None, away)) if one in graph)


def _row(graph: KnowledgeGraph, conflict: Conflict, told: _Told) -> dict[str, Cell]:
    first, *others = conflict.sides
    basis = "stated" if conflict.sure else "interpreted"
    notes = [side.record.note for side in conflict.sides if isinstance(side.record, Statement) and side.record.note]
    return {
        "rule": conflict.rule, "rule_label": text(f"conflict.rule_{conflict.rule}"), "subject": conflict.subject,
        "about": conflict.about, "first": first.says, "first_source": first.source,
        "second": tuple(side.says for side in others),
        "second_source": tuple(source for side in others if isinstance(source := side.source, Text)),
        "basis": basis, "basis_label": text(f"basis.{basis}"), "caveats": tuple(dict.fromkeys(notes)),
        "against": told.others(graph, conflict),
    }  # fmt: skip
