"""How one thing hangs together with another: the shortest chains of links, with the source of each."""

from __future__ import annotations

from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Step, Table
from kgraph.paths.chains import between
from kgraph.wording import columns, text

__all__ = ["path"]


@collector_put_off()
def path(graph: KnowledgeGraph, start: str, end: str, *, most: int = 3) -> Table:
    """The shortest paths from `start` to `end`, whichever way the links point, at most `most` of them.

    Paths of stated and confirmed links come first; shorter ones that need an interpretation follow.  A row is a step:
    `number` (of the path), `from`, `relation`, `to`, `status`, `source`; `path` holds the whole path in words.
    """
    first, last = graph.resolve(start), graph.resolve(end)
    paths = between(graph, first.id, last.id, most=most)
    rows: list[dict[str, Cell]] = []
    for number, found in enumerate(paths, 1):
        rows += [{"number": number, **_row(graph, step), "basis": found.basis, "path": found} for step in found.steps]
    headings = {
        "number": "path.number",
        "from": "from",
        "relation_label": "relation",
        "to": "to",
        "status_label": "status",
    }
    missing = (
        text("path.same", thing=first.brief)
        if first.id == last.id
        else text("path.none", start=first.brief, end=last.brief)
    )
    return Table(
        name="path", title=text("path.title", start=first.brief, end=last.brief), rows=tuple(rows),
        columns=columns(**headings, source="source", why="why"),
        notes=(text("path.rule"),) if rows else (missing, text("path.rule")),
    )  # fmt: skip


def _row(graph: KnowledgeGraph, step: Step) -> dict[str, Cell]:
    relation = graph.ontology.relations[step.relation]
    here, there = (step.source, step.target) if step.forward else (step.target, step.source)
    return {
        "from": graph[here].brief, "from_id": here, "to": graph[there].brief, "to_id": there, "relation": step.relation,
        "relation_label": relation.reading if step.forward else relation.inverse_reading, "status": step.status,
        "status_label": text(f"status.{step.told_as}"), "source": graph.citation(step), "why": _why(graph, step),
    }  # fmt: skip


def _why(graph: KnowledgeGraph, step: Step) -> Cell:
    """The rationales and notes of the statement that a step is made of."""
    same = [
        link
        for link in graph.outgoing(step.source, step.relation)
        if (link.target, link.locator, link.status) == (step.target, step.locator, step.status)
    ]
    return tuple(words for link in same for words in (link.rationale, link.note) if words)
