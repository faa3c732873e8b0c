"""What the graph holds: things by kind, links by relation and status."""

from __future__ import annotations

from collections import Counter

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links
from kgraph.model import Count, Table, Text
from kgraph.parts.scope import beside, standings
from kgraph.wording import columns, text

__all__ = ["stats"]


def stats(graph: KnowledgeGraph) -> Table:
    """How many things of each kind; `also` holds what comes from each document, and the links of each relation by status."""
    kinds = Counter(node.kind for node in graph)
    rows = tuple(
        {"kind": name, "label": kind.plural, "count": kinds[name]}
        for name, kind in graph.ontology.kinds.items()
        if kinds[name]
    )
    stated, every = counted_links(graph)
    count = Count(
        key="links", label=text("stats.links_count"), stated=stated, with_interpreted=every,
        rule=text("stats.links_rule"),
    )  # fmt: skip
    return Table(
        name="stats", title=text("stats.title"), columns=columns(label="kind", count="count"), rows=rows,
        counts=(count,), also=(_documents(graph), _links(graph)), notes=_beside(graph),
    )  # fmt: skip


def _beside(graph: KnowledgeGraph) -> tuple[Text, ...]:
    """How many measures stand outside the plans and how many are only proposed; nothing where none does."""
    told = standings(graph).values()
    total = len(graph.of_kind("Measure"))
    return (text("stats.beside", total=total, **beside(told)),) if told else ()


def _documents(graph: KnowledgeGraph) -> Table:
    things = Counter(node.document for node in graph)
    stated = Counter(link.document for link in graph.links if link.counts_as_stated)
    every = Counter(link.document for link in graph.links if link.counts)
    rows = tuple(
        {"id": one.id, "label": one.label, "things": things[one.id], "stated": stated[one.id], "links": every[one.id]}
        for one in graph.of_kind("Source")
    )
    headings = columns(
        label="stats.document", things="stats.things", stated="stats.stated", links="stats.with_interpreted"
    )
    return Table(name="documents", title=text("stats.documents"), columns=headings, rows=rows)


def _links(graph: KnowledgeGraph) -> Table:
    tally: Counter[tuple[str, str]] = Counter((link.relation, link.status) for link in graph.links)
    used = sorted({relation for relation, _ in tally})
    statuses = ("stated", "confirmed", "interpreted", "rejected")
    rows = tuple(
        {"relation": name, "label": graph.ontology.relations[name].label, **{s: tally[name, s] for s in statuses}}
        for name in used
    )
    headings = columns(label="relation", **{status: status for status in statuses})
    return Table(name="links", title=text("stats.links"), columns=headings, rows=rows)
