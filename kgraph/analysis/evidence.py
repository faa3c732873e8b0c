"""Does the measure rest on evidence, and on which?  What sources say of it; no rating of our own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgraph.contradictions import in_words
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import basis_words, both_ways, sources_alone
from kgraph.measures.sets import owners
from kgraph.model import Cell, Count, EvidenceRating, Node, Statement, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins
from kgraph.wording import columns, text

__all__ = ["evidence"]

_ATTRIBUTES = ("evaluated", "evidence", "effect", "works_well")
"""How the attributes begin of statements that tell of evidence or evaluation."""


@dataclass
class _Said:
    """What is said of one thing: records with whether stated links alone lead to them, and the methods they came by."""

    ratings: dict[str, bool] = field(default_factory=dict)
    statements: dict[str, bool] = field(default_factory=dict)
    methods: dict[str, bool] = field(default_factory=dict)

    own: set[str] = field(default_factory=set)
    """Those of the records that are about the thing itself."""

    def add(self, record: Node, *, stated: bool, own: bool = True) -> None:
        """Note a record; of two ways to it the stated one counts."""
        self.own |= {record.id} if own else set[str]()
        found = self.ratings if isinstance(record, EvidenceRating) else self.statements
        found[record.id] = stated or found.get(record.id, False)

    @property
    def links(self) -> dict[str, bool]:
        """All that is said, with whether stated links alone lead to it."""
        return {**self.ratings, **self.statements}

    @property
    def stated(self) -> bool:
        """Whether a rating is there by stated links."""
        return any(self.ratings.values())


def evidence(graph: KnowledgeGraph, *, every: bool = False) -> Table:
    """The measures that a source says something of as to evidence or evaluation, itself or of a method that it uses.

    Each scheme's value stands as its source writes it: schemes are never converted, and kgraph rates nothing.  What no
    source rates is "not_rated", and the count says how many those are; with `every` they have rows too.
    A row is a measure: `id`, `label`, `plan`, `state` ("rated", "mentioned" or "not_rated"), `basis`, `methods`, `ratings`,
    `said` (of the measure itself; of a method, with the method) and `source`.  `also` holds `methods`, the same for the methods, and `loose`, ratings that name no measure.
    """
    by_method, alone = _told(graph), sources_alone(graph)
    by_measure, sourced = _of_measures(graph, by_method), _of_measures(alone, _told(alone))
    measures = graph.of_kind("Measure")
    told = [one for one in measures if every or one.id in by_measure]
    rows = sorted((_row(graph, one, by_measure.get(one.id), sourced.get(one.id)) for one in told), key=_order)
    headings = columns(
        label="measure", plan="plan", rating="evidence.rating", said="evidence.said", methods="evidence.methods",
        basis_label="basis", source="source",
    )  # fmt: skip
    return Table(
        name="evidence", title=text("evidence.title"), columns=headings, rows=tuple(rows),
        counts=_counts(by_measure, len(measures)),
        notes=(*(() if by_measure else (text("evidence.none"),)), text("evidence.method")),
        also=tuple(table for table in (_methods(graph, by_method), _loose(graph)) if table.rows),
    )  # fmt: skip


def _told(graph: KnowledgeGraph) -> dict[str, _Said]:
    """What is said of each method and measure, by its id."""
    found: dict[str, _Said] = defaultdict(_Said)
    for record in graph.of_kind("EvidenceRating", "Statement"):
        if isinstance(record, Statement) and not record.attribute.startswith(_ATTRIBUTES):
            continue
        for link in graph.outgoing(record.id, "rates", "isAbout"):
            if link.counts and graph[link.target].kind in ("Measure", "Method"):
                found[link.target].add(record, stated=link.counts_as_stated and "value" not in record.interpreted)
    return dict(found)


def _of_measures(graph: KnowledgeGraph, told: Mapping[str, _Said]) -> dict[str, _Said]:
    """What is said of each measure, or of a method that it or a part of it uses."""
    found: dict[str, _Said] = defaultdict(_Said)
    for thing, said in told.items():
        users = {thing: True} if graph[thing].kind == "Measure" else _users(graph, thing)
        for measure, stated in users.items():
            own = graph[thing].kind == "Measure"
            for record, sure in (*said.ratings.items(), *said.statements.items()):
                found[measure].add(graph[record], stated=stated and sure, own=own)
            if not own:
                found[measure].methods[thing] = stated
    return dict(found)


def _users(graph: KnowledgeGraph, method: str) -> dict[str, bool]:
    """The measures that use a method, themselves or in a part, with whether stated links say so."""
    users: dict[str, bool] = {}
    for link in graph.incoming(method, "usesMethod"):
        for measure, surely in owners(graph).get(link.source, ()) if link.counts else ():
            users[measure] = (surely and link.counts_as_stated) or users.get(measure, False)
    return users


def _row(graph: KnowledgeGraph, measure: Node, said: _Said | None, sourced: _Said | None) -> dict[str, Cell]:
    """The row of a measure; `sourced` is what is said of it where no confirmation counts."""
    said, sourced = said or _Said(), sourced or _Said()
    state = "rated" if said.ratings else "mentioned" if said.statements else "not_rated"
    links = said.links
    basis = ("stated" if all(links.values()) else "interpreted") if links else None
    return {
        "id": measure.id, "label": measure.brief, "full_label": measure.label, "state": state,
        "plan": tuple(one.brief for one in origins(graph)[measure.id]), **_words(graph, said), "basis": basis,
        "basis_label": basis_words(basis, sourced=sourced.links == links) if basis else None,
        "methods": tuple(graph[one].brief for one in sorted(said.methods)),
    }  # fmt: skip


def _words(graph: KnowledgeGraph, said: _Said) -> dict[str, Cell]:
    """Ratings, what is said of the thing itself, and their sources; where nobody rates, that.

    What is said of a method stands once, with the method.
    """
    ratings = tuple(_rating(one) for name in sorted(said.ratings) if isinstance(one := graph[name], EvidenceRating))
    own = sorted(said.own & said.statements.keys())
    sources = dict.fromkeys(source for one in (*sorted(said.ratings), *own) if (source := graph.citation(graph[one])))
    return {
        "rating": tuple(dict.fromkeys(ratings)) or (text("evidence.not_rated"),),
        "said": tuple(_statement(graph[one]) for one in own), "source": tuple(sources),
    }  # fmt: skip


def _rating(one: EvidenceRating) -> Text:
    return text("evidence.by_scheme", scheme=one.scheme or text("evidence.no_scheme"), value=one.value or one.label)


def _statement(one: Node) -> Text:
    value = one.value if isinstance(one, Statement) else None
    return text("conflict.says", label=one.label, value=in_words(value) or value) if value else one.label


def _order(row: dict[str, Cell]) -> tuple[int, str, str]:
    label = row["label"]
    name = label.sv if isinstance(label, Text) else ""
    return ("rated", "mentioned", "not_rated").index(str(row["state"])), swedish_order(name), str(row["id"])


def _counts(told: Mapping[str, _Said], total: int) -> tuple[Count, ...]:
    rated = [one for one in told.values() if one.ratings]
    return (
        Count(
            key="rated", label=text("evidence.count"), stated=sum(one.stated for one in rated), with_interpreted=len(rated),
            total=total, rule=text("evidence.rule"),
        ),
        Count(
            key="mentioned", label=text("evidence.mentioned"),
            stated=sum(any({**one.ratings, **one.statements}.values()) for one in told.values()),
            with_interpreted=len(told), total=total, rule=text("evidence.mentioned_rule"),
        ),
    )  # fmt: skip


def _methods(graph: KnowledgeGraph, told: Mapping[str, _Said]) -> Table:
    methods = sorted(
        (graph[one] for one in told if graph[one].kind == "Method"), key=lambda one: swedish_order(one.brief.sv)
    )
    rows = tuple(_method_row(graph, one, told[one.id]) for one in methods)
    headings = columns(label="evidence.method_heading", rating="evidence.rating", said="evidence.said", measures_both="evidence.measures", source="source")  # fmt: skip
    return Table(
        name="methods", title=text("evidence.methods_title"), columns=headings, rows=rows, notes=(text("people.both"),)
    )


def _method_row(graph: KnowledgeGraph, method: Node, said: _Said) -> dict[str, Cell]:
    users = _users(graph, method.id)
    stated, every = sum(users.values()), len(users)
    return {
        "id": method.id, "label": method.brief, **_words(graph, said), "measures_stated": stated, "measures": every,
        "measures_both": both_ways(stated, every),
    }  # fmt: skip


def _loose(graph: KnowledgeGraph) -> Table:
    rows = tuple(_loose_rows(graph))
    headings = columns(label="evidence.loose_heading", value="value", source="source", note="evidence.note")
    return Table(name="loose", title=text("evidence.loose"), columns=headings, rows=rows)


def _loose_rows(graph: KnowledgeGraph) -> Iterator[dict[str, Cell]]:
    for one in graph.of_kind("EvidenceRating"):
        if isinstance(one, EvidenceRating) and not any(link.counts for link in graph.outgoing(one.id, "rates")):
            yield {
                "id": one.id,
                "label": one.label,
                "value": _rating(one),
                "source": graph.citation(one),
                "note": one.note,
            }
