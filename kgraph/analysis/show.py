"""Everything about one thing: its fields, its links and where each stands in the sources."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from kgraph.asking.kinds import kind_named
from kgraph.contradictions import in_words
from kgraph.errors import AmbiguousName, UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import link_status
from kgraph.model import Cell, Link, Node, Statement, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import catalogue, columns, text

__all__ = ["show"]

_PLAIN = ("abbreviation", "aliases", "description", "note")


def show(graph: KnowledgeGraph, name: str) -> Table:
    """All that the graph says of the thing called `name`: a row for each filled field and each link, with its source.

    Rows have `what`, `value`, `status` and `source`; rows of links also `relation`, `other` (an id) and `stated_in`, the
    table or list within the document that the statement stands in, where the data tells.  Rejected links are shown with
    their status.  Where nothing is called `name`, the one thing with a name that holds its words is meant.  The id of a link
    (as `kgraph review` gives it) shows its statements.  Raises `UnknownName` or `AmbiguousName`.
    """
    if statements := [link for link in graph.links if link.id == name.strip()]:
        return _statements(graph, statements)
    node = _meant(graph, name)
    links = [*graph.outgoing(node.id), *graph.incoming(node.id)]
    rows = [
        *_fields(graph, node),
        *(_link_row(graph, node, link) for link in sorted(links, key=lambda link: _order(graph, node, link))),
    ]
    headings = columns(what="what", value="value", status_label="status", source="source", **_lists(rows), why="why")
    return Table(
        name="show", title=text("show.title", label=node.label, kind=graph.ontology.kinds[node.kind].label),
        columns=headings, rows=tuple(rows), notes=tuple(_caveats(graph, node)),
    )  # fmt: skip


def _lists(rows: list[dict[str, Cell]]) -> dict[str, str]:
    """The column of tables and lists, where a statement stands in one."""
    return {"stated_in": "show.stated_in"} if any(row.get("stated_in") for row in rows) else {}


def _list_of(graph: KnowledgeGraph, link: Link) -> Text | None:
    """The table or list that a statement stands in."""
    return graph[link.stated_in].brief if link.stated_in and link.stated_in in graph else None


def _statements(graph: KnowledgeGraph, links: list[Link]) -> Table:
    """Every statement of one link: its ends in words, status, source, rationale and what was said of it."""
    reading = graph.ontology.relations[links[0].relation].reading
    source, target = graph[links[0].source], graph[links[0].target]
    title = text("review.words", source=source.brief, relation=reading, target=target.brief)
    rows: list[dict[str, Cell]] = [
        {
            "what": reading, "value": target.label, "relation": link.relation, "other": target.id, "status": link.status,
            "status_label": text(f"status.{link.told_as}"), "source": graph.citation(link), "why": link.rationale or link.note,
            "stated_in": _list_of(graph, link), "reviewed_by": link.reviewed_by, "reviewed_on": link.reviewed_on,
        }
        for link in links
    ]  # fmt: skip
    headings = columns(
        value="to", status_label="status", source="source", **_lists(rows), why="why", reviewed_by="field.reviewed_by",
        reviewed_on="field.reviewed_on",
    )  # fmt: skip
    return Table(name="show", title=title, columns=headings, rows=tuple(rows))


def _meant(graph: KnowledgeGraph, name: str) -> Node:
    """What a name means; where it is no name and no word for a kind, the one thing whose name holds its words."""
    try:
        return graph.resolve(name)
    except UnknownName as unknown:
        if _is_kind(graph, name):
            raise
        try:
            return graph.choose(name, *graph.ontology.kinds)
        except AmbiguousName as several:
            raise UnknownName(name, unknown.suggestions or several.labels[:3]) from None


def _is_kind(graph: KnowledgeGraph, name: str) -> bool:
    with suppress(UnknownName):
        return bool(kind_named(graph, name))
    return False


def _fields(graph: KnowledgeGraph, node: Node) -> Iterator[dict[str, Cell]]:
    yield {"what": text("column.id"), "value": node.id, "source": graph.citation(node)}
    if node.short:
        yield {"what": text("show.short"), "value": node.short}
    own = [field for field in type(node).model_fields if field not in Node.model_fields]
    for field in (*_PLAIN, *own):
        if (value := getattr(node, field)) not in (None, ()):
            said = graph.citation(node) if field in own else None
            row = {"what": text(f"field.{field}"), "value": _in_words(graph, field, value), "source": said}
            yield row | (_read_in(node) if field in node.interpreted else {})
    if node.unknown:
        names = tuple(_field_name(field) for field in node.unknown)
        yield {"what": text("show.unknown"), "value": names}


def _read_in(node: Node) -> dict[str, Cell]:
    """That a value is nobody's word but a reading, and why."""
    return {"status": "interpreted", "status_label": text("status.interpreted"), "why": node.rationale}


def _caveats(graph: KnowledgeGraph, node: Node) -> Iterator[Text]:
    """That an actor may be responsible for more than is told, where the text has lost who is."""
    joined = {link.target for link in graph.outgoing(node.id, "takesPartIn") if link.counts}
    lost = sum("responsible" in graph[one].unknown for one in joined)
    if lost:
        yield text("show.maybe_responsible", count=lost, label=node.brief)


def _in_words(graph: KnowledgeGraph, field: str, value: Cell) -> Cell:
    if isinstance(value, tuple):
        return tuple(graph.ontology.in_words(field, item) for item in value if item is not None)
    return (
        value
        if isinstance(value, int | float) and not isinstance(value, bool)
        else graph.ontology.in_words(field, value or "")
    )


def _field_name(field: str) -> Text:
    return catalogue().get(f"field.{field}", Text(sv=field))


def _order(graph: KnowledgeGraph, node: Node, link: Link) -> tuple[bool, str, str, tuple[str, ...]]:
    """What the node says of others before what others say of it; the others of a relation in Swedish order."""
    forward = link.source == node.id
    other = graph[link.target if forward else link.source]
    return not forward, link.relation, swedish_order(other.label.sv), link.sort_key()


def _link_row(graph: KnowledgeGraph, node: Node, link: Link) -> dict[str, Cell]:
    forward = link.source == node.id
    relation, other = graph.ontology.relations[link.relation], graph[link.target if forward else link.source]
    return {
        "what": relation.reading if forward else relation.inverse_reading, "value": _told(other),
        "relation": link.relation, "other": other.id, "status": link.status, "stated_in": _list_of(graph, link),
        "status_label": link_status(link), "source": graph.citation(link), "why": link.rationale or link.note,
    }  # fmt: skip


def _told(other: Node) -> Text:
    """What stands at the other end of a link: its name, and what it says where it is a statement."""
    if not isinstance(other, Statement) or not other.value:
        return other.label
    said = in_words(other.value) or other.value
    return text("conflict.says", label=other.label, value=said)
