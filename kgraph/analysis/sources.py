"""The documents: what was taken from each, what was left out and why."""

from __future__ import annotations

from collections import Counter

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links
from kgraph.model import FOLLOW_UP_LOG, Cell, Count, Source, Table
from kgraph.wording import columns, text

__all__ = ["sources"]


def sources(graph: KnowledgeGraph) -> Table:
    """The documents with how many things and links each is the source of, counted both ways, what was taken and left out."""
    rows: list[dict[str, Cell]] = []
    counted = [link for link in graph.links if link.counts and link.document not in (None, FOLLOW_UP_LOG)]
    things = Counter(node.document for node in graph)
    every = Counter(link.document for link in counted)
    stated = Counter(link.document for link in counted if link.counts_as_stated)
    for document in graph.of_kind("Source"):
        if not isinstance(document, Source):
            continue
        rows.append(
            {
                "id": document.id,
                "label": document.label,
                "publisher": document.publisher,
                "issued": document.issued,
                "things": things[document.id],
                "links_stated": stated[document.id],
                "links": every[document.id],
                "taken": document.taken,
                "left_out": document.left_out,
            }  # fmt: skip
        )
    count = Count(
        key="links", label=text("sources.links"), stated=stated.total(),
        with_interpreted=len(counted), total=counted_links(graph)[1], rule=text("sources.rule"),
    )  # fmt: skip
    headings = columns(
        label="field.document", publisher="field.publisher", issued="field.issued", things="sources.things",
        links_stated="sources.links_stated", links="sources.links_all", taken="field.taken", left_out="field.left_out",
    )  # fmt: skip
    return Table(name="sources", title=text("sources.title"), columns=headings, rows=tuple(rows), counts=(count,))
