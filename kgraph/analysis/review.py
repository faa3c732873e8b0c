"""Which links are assumptions, and who has taken a stand on them?  The list a workshop goes through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kgraph import ways
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links, link_status
from kgraph.model import AREA_KINDS, Cell, Count, LazyRows, Link, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import catalogue, columns, text

__all__ = ["review"]


@collector_put_off()
def review(graph: KnowledgeGraph, *, reviewed: bool = False, area: str | None = None, on: date | None = None) -> Table:
    """The interpreted links with their rationale, grouped by area; with `reviewed` also those confirmed or rejected,
    with `area` only those about it.

    A row is a link: `id` (what `kgraph review confirm` takes), `areas` (of its ends: their home, or what they drive),
    `group` (the areas; without any, what kind of things it is about), `link` in words, `rationale`, `source`,
    `status`, `reviewed_by`, `reviewed_on`.  `also` holds `lost_reviews`, the reviews of links that the data no longer
    has.  With `on` a note tells of decisions that are dated after that day.
    """
    wanted = ("interpreted", "confirmed", "rejected") if reviewed else ("interpreted",)
    found = [(link, _areas(graph, link)) for link in graph.links if link.status in wanted]
    title = text("review.title")
    if area:
        label = graph.resolve(area, AREA_KINDS).brief
        title = text("review.title_of", area=label)
        found = [(link, areas) for link, areas in found if label in areas]
    found.sort(key=lambda one: _order(graph, *one))
    rows: Any = LazyRows(len(found), lambda place: _row(graph, *found[place]))
    return Table(
        name="review", title=title, rows=rows, counts=(_count(graph),),
        columns=columns(group="review.group", link="review.link", rationale="why", source="source", status_label="status", id="id"),
        notes=(*(() if rows else (text("review.none"),)), *_later(graph, on)), also=tuple(_lost(graph)),
    )  # fmt: skip


def _later(graph: KnowledgeGraph, on: date | None) -> tuple[Text, ...]:
    """How many decisions of the log are dated after a day: they outdo all that is decided before."""
    later = [one for one in graph.reviews if on and one.date > on.isoformat()]
    return (text("review.later", count=len(later), on=on, last=max(one.date for one in later)),) if later else ()


def _row(graph: KnowledgeGraph, link: Link, areas: tuple[Text, ...]) -> dict[str, Cell]:
    return {
        "id": link.id, "areas": areas, "group": areas or (_kind(graph, link),),
        "link": text("review.words", **_parts(graph, link)), "relation": link.relation,
        "rationale": link.rationale, "source": graph.citation(link), "status": link.status,
        "status_label": link_status(link), "reviewed_by": link.reviewed_by, "reviewed_on": link.reviewed_on,
    }  # fmt: skip


def _parts(graph: KnowledgeGraph, link: Link) -> dict[str, Text]:
    """What the words for a link are made of."""
    return {
        "source": graph[link.source].brief, "relation": graph.ontology.relations[link.relation].reading,
        "target": graph[link.target].brief,
    }  # fmt: skip


def _areas(graph: KnowledgeGraph, link: Link) -> tuple[Text, ...]:
    """The areas a link is about: an end that is one, else those of its measure (or of a measure of its goal or its whole),
    else what its cause drives.
    """
    ends = (link.source, link.target)
    found = [end for end in ends if graph[end].kind in AREA_KINDS]
    for relation in (ways.HOME, "alsoAffects"):
        if not found:
            found = [area for end in ends for area in _led_to(graph, relation, end)]
    if not found:
        driven = [area for end in ends for area in graph.outgoing(end, *ways.DRIVES) if area.counts]
        found = [area.target for area in driven if graph[area.target].kind in AREA_KINDS]
    return tuple(graph[area].brief for area in sorted(set(found)))


def _led_to(graph: KnowledgeGraph, relation: str, end: str) -> list[str]:
    """What a relation leads to from a thing, or from the measures that it belongs to."""
    targets = _targets(graph, relation)
    return graph.once(
        ("review.led_to", relation, end),
        lambda: [one for owner in _owners(graph, end) for one in targets.get(owner, ())],
    )


def _targets(graph: KnowledgeGraph, relation: str) -> Mapping[str, list[str]]:
    """What each thing is linked to by a relation."""

    def found() -> Mapping[str, list[str]]:
        targets: dict[str, list[str]] = defaultdict(list)
        for link in graph.of_relation(relation):
            if link.counts:
                targets[link.source].append(link.target)
        return targets

    return graph.once(("review.targets", relation), found)


def _owners(graph: KnowledgeGraph, end: str) -> list[str]:
    """The thing itself, and the measures that a goal or a part belongs to."""
    kind = graph[end].kind
    links = graph.incoming(end, "pursues") if kind == "Goal" else ()
    parts = graph.outgoing(end, "partOf") if kind == "SubActivity" else ()
    return [end, *(one.source for one in links if one.counts), *(one.target for one in parts if one.counts)]


def _kind(graph: KnowledgeGraph, link: Link) -> Text:
    """What a link without an area is about: likenesses between things of a kind, or the kind of its subject."""
    kind = graph[link.source].kind
    key = "review.among" if kind == graph[link.target].kind else "review.about_kind"
    return graph.once((key, kind), lambda: text(key, kind=graph.ontology.kinds[kind].plural))


def _order(graph: KnowledgeGraph, link: Link, areas: tuple[Text, ...]) -> tuple[bool, str, str]:
    """By the first area, or what the link is about, and then by its words in Swedish."""
    words = catalogue()["review.words"].sv.format(**{name: part.sv for name, part in _parts(graph, link).items()})
    first = areas[0] if areas else _kind(graph, link)
    return not areas, swedish_order(first.sv), swedish_order(words)


def _count(graph: KnowledgeGraph) -> Count:
    stated, every = counted_links(graph)
    return Count(
        key="links", label=text("stats.links_count"), stated=stated, with_interpreted=every,
        rule=text("stats.links_rule"),
    )  # fmt: skip


def _lost(graph: KnowledgeGraph) -> Iterator[Table]:
    known = {link.id for link in graph.links} if graph.reviews else set[str]()
    rows: tuple[dict[str, Cell], ...] = tuple(
        {"id": one.link, "decision": one.decision, "reviewed_on": one.date, "reviewed_by": one.by}
        for one in graph.reviews
        if one.link not in known
    )
    if rows:
        headings = columns(
            id="id", decision="review.decision", reviewed_on="field.reviewed_on", reviewed_by="field.reviewed_by"
        )
        yield Table(
            name="lost_reviews",
            title=text("review.lost"),
            columns=headings,
            rows=rows,
            notes=(text("review.lost_rule"),),
        )
