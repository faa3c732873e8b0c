"""How well founded is the claim that a cause drives an area?  Independent paths, a smallest cut, and who says so."""

from __future__ import annotations

from collections.abc import Callable

from kgraph import ways
from kgraph.asking.asked import asked
from kgraph.effects.disjoint import Way, independent, minimum_cut
from kgraph.effects.reach import MOST_PATHS, Net, Paths, chain, claim, holds, simple_paths
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Link, Node, Table, Text
from kgraph.paths.chains import in_words, nearness
from kgraph.wording import columns, text

__all__ = ["robustness"]

_Allowed = Callable[[Link], bool]
_LAYERS: dict[str, _Allowed] = {
    "stated": lambda link: link.counts_as_stated,
    "interpreted": lambda link: link.counts,
}


def robustness(graph: KnowledgeGraph, cause: str, area: str) -> Table:
    """What the claim that a cause (or a problem) drives an area rests on.

    The rows are independent paths, which share no thing between their ends: `number`, `steps`, `basis`, `path`; by
    stated links where they bear the claim, else with interpreted ones.  The counts are `independent` (paths), `cut` (the
    fewest things and links that would have to fall for the claim to fall; equal to it by Menger 1927), `paths` (all
    that pass no thing twice; where the search was ended at 100 the label says that they are at least so many) and
    `sources` (documents by whose links alone the claim follows).  `also` holds `cut` (what it is made of, for each
    way of counting) and `documents` (each with the number of its links on the way and whether it bears the claim
    alone).  Raises `UnknownName`, `AmbiguousName`, or `UsageError` for a thing of another kind.
    """
    start = asked(graph, cause, ("Cause", "Problem"), "robustness.not_cause")
    end = asked(graph, area, AREA_KINDS, "robustness.not_area")
    nets = {key: claim(graph, start.id, end.id, allowed) for key, allowed in _LAYERS.items()}
    found = {key: independent(net, start.id, end.id) for key, net in nets.items()}
    every = {key: simple_paths(net, start.id, end.id) for key, net in nets.items()}
    documents = _documents(graph, start.id, end.id, nets["interpreted"])
    return Table(
        name="robustness", title=text("robustness.title", cause=start.brief, area=end.brief),
        columns=columns(number="path.number", directness="directness", basis_label="basis", path="paths"),
        rows=tuple(_rows(graph, start, nets, found)), counts=_counts(found, every, documents),
        notes=_notes(start, end, found, every), also=(_cut(graph, start, end, nets), documents),
    )  # fmt: skip


def _rows(
    graph: KnowledgeGraph, start: Node, nets: dict[str, Net], found: dict[str, tuple[Way, ...]]
) -> list[dict[str, Cell]]:
    layer = "stated" if len(found["stated"]) == len(found["interpreted"]) else "interpreted"
    rows: list[dict[str, Cell]] = []
    for number, way in enumerate(found[layer], 1):
        path = in_words(graph, start.id, chain(nets[layer], way))
        rows.append(
            {
                "number": number, "steps": len(path.steps), "things": way, "basis": path.basis, "basis_label": text(f"basis.{path.basis}"),
                "directness": nearness((path,)), "path": path,
            }
        )  # fmt: skip
    return rows


def _counts(found: dict[str, tuple[Way, ...]], every: dict[str, Paths], documents: Table) -> tuple[Count, ...]:
    alone = [sum(bool(row[key]) for row in documents.rows) for key in ("alone_stated", "alone")]
    numbers = {
        "independent": [len(ways) for ways in found.values()],
        "cut": [len(ways) for ways in found.values()],
        "paths": [len(paths.ways) for paths in every.values()],
        "sources": alone,
    }
    capped = any(paths.cut for paths in every.values())
    labels = {key: text(f"robustness.{key}") for key in numbers} | (
        {"paths": text("robustness.paths_at_least")} if capped else {}
    )
    return tuple(
        Count(
            key=key, label=labels[key], stated=stated, with_interpreted=interpreted,
            rule=text(f"robustness.{key}_rule"),
        )
        for key, (stated, interpreted) in numbers.items()
    )  # fmt: skip


def _notes(start: Node, end: Node, found: dict[str, tuple[Way, ...]], every: dict[str, Paths]) -> tuple[Text, ...]:
    if not found["interpreted"]:
        return (text("robustness.none", cause=start.brief, area=end.brief),)
    notes = [] if found["stated"] else [text("robustness.only_interpreted")]
    if any(paths.cut for paths in every.values()):
        notes.append(text("robustness.more_paths", most=MOST_PATHS))
    return tuple(notes)


def _cut(graph: KnowledgeGraph, start: Node, end: Node, nets: dict[str, Net]) -> Table:
    """What a smallest cut is made of: by stated links, with interpreted ones, or by both ways of counting."""
    parts = {basis: minimum_cut(net, start.id, end.id) for basis, net in nets.items()}
    rows: list[dict[str, Cell]] = []
    for part in sorted({*parts["stated"], *parts["interpreted"]}):
        counted = [basis for basis, found in parts.items() if part in found]
        basis = "both" if len(counted) == len(parts) else counted[0]
        one, label = _cut_part(graph, start, nets[counted[0]], part)
        rows.append(
            {"id": one, "label": label, "things": part, "basis": basis, "basis_label": text(f"effects.{basis}")}
        )
    return Table(
        name="cut", title=text("robustness.cut_title"), columns=columns(label="what", basis_label="counted"),
        rows=tuple(rows), notes=(text("robustness.cut_note"),),
    )  # fmt: skip


def _cut_part(graph: KnowledgeGraph, start: Node, net: Net, part: Way) -> tuple[str, Text]:
    """The id and the words of a part of a cut: a thing, or the link that goes all the way."""
    if len(part) == 1:
        return part[0], graph[part[0]].brief
    words = in_words(graph, start.id, chain(net, part)).text
    return net[part[0]][part[1]].link.id, text("robustness.link", cause=start.brief, words=words)


def _documents(graph: KnowledgeGraph, start: str, end: str, net: Net) -> Table:
    """The documents whose links lie on the way, and which of them bear the claim alone."""
    on_the_way = [
        link
        for here, hops in net.items()
        for link in graph.outgoing(here, *ways.DRIVES)
        if link.target in hops and link.counts
    ]
    told = sorted({link.document for link in on_the_way if link.document})
    nowhere = sum(link.document is None for link in on_the_way)
    lacking = (text("robustness.no_document", count=nowhere),) if nowhere else ()
    return Table(
        name="documents", title=text("robustness.documents"),
        rows=tuple(_document_row(graph, start, end, document, on_the_way) for document in told),
        columns=columns(
            label="document_told", links_stated="links_told_stated", links="links_told", alone_stated="alone_stated",
            alone="alone_all",
        ),
        notes=(text("robustness.sources_rule"), *lacking),
    )  # fmt: skip


def _document_row(graph: KnowledgeGraph, start: str, end: str, document: str, links: list[Link]) -> dict[str, Cell]:
    own = [link for link in links if link.document == document]

    def alone(allowed: _Allowed) -> bool:
        return holds(graph, start, end, lambda link: link.document == document and allowed(link))

    return {
        "id": document, "label": graph[document].brief if document in graph else document,
        "links_stated": sum(link.counts_as_stated for link in own), "links": len(own),
        "alone_stated": alone(_LAYERS["stated"]), "alone": alone(_LAYERS["interpreted"]),
    }  # fmt: skip
