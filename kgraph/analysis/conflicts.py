"""Where the sources disagree: with each other, or with themselves."""

from __future__ import annotations

from kgraph.contradictions import contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Table, Text
from kgraph.wording import columns, text

__all__ = ["conflicts"]


def conflicts(graph: KnowledgeGraph) -> Table:
    """The statements about the same thing that disagree (see `kgraph.contradictions` for the rules), with both sources.

    A row is a conflict: `rule`, `subject` (an id), `about`, `first` and `second` (what is said), `first_source` and
    `second_source`; further statements of the same conflict follow in `second`.
    """
    rows: list[dict[str, Cell]] = []
    for one in contradictions(graph):
        first, *others = one.sides
        rows.append(
            {
                "rule": one.rule,
                "rule_label": text(f"conflict.rule_{one.rule}"),
                "subject": one.subject,
                "about": one.about,
                "first": first.says,
                "first_source": first.source,
                "second": tuple(side.says for side in others),
                "second_source": tuple(source for side in others if isinstance(source := side.source, Text)),
            }  # fmt: skip
        )
    headings = columns(
        about="conflict.about", first="conflict.first", first_source="source", second="conflict.second",
        second_source="source", rule_label="conflict.rule",
    )  # fmt: skip
    notes = (text("conflict.method"),) if rows else (text("conflict.none"), text("conflict.method"))
    return Table(name="conflicts", title=text("conflict.title"), columns=headings, rows=tuple(rows), notes=notes)
