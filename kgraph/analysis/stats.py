"""What the graph holds: things by kind, links by relation and status."""

from __future__ import annotations

from collections import Counter

from kgraph.graph import KnowledgeGraph
from kgraph.model import Count, Table
from kgraph.wording import columns, text

__all__ = ["stats"]


def stats(graph: KnowledgeGraph) -> Table:
    """How many things of each kind; `also` holds how many links of each relation, by status."""
    kinds = Counter(node.kind for node in graph)
    rows = tuple(
        {"kind": name, "label": kind.plural, "count": kinds[name]}
        for name, kind in graph.ontology.kinds.items()
        if kinds[name]
    )
    counted = [link for link in graph.links if link.counts]
    count = Count(
        key="links", label=text("stats.links_count"), stated=sum(link.counts_as_stated for link in counted),
        with_interpreted=len(counted), rule=text("stats.links_rule"),
    )  # fmt: skip
    return Table(
        name="stats", title=text("stats.title"), columns=columns(label="kind", count="count"), rows=rows,
        counts=(count,), also=(_links(graph),),
    )  # fmt: skip


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
