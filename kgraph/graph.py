"""The hub: one frozen graph of records, with lenses made on first use and never edited.

Records are the truth.  `net` (networkx), `rdf` (rdflib), `store` (Oxigraph) and `index`
(numpy) are read-only projections of the same nodes and links, so there is nothing to keep in step.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from kgraph import ontology as vocabulary
from kgraph.errors import DataError, Position, Problem
from kgraph.grouping import Grouped, gathered
from kgraph.holding import holding
from kgraph.model import Link, Node, Records, Review, Step, Text
from kgraph.names import NameTable
from kgraph.ontology import Ontology
from kgraph.structure import problems_in
from kgraph.wording import joined

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    import rdflib

    from kgraph.index import Index
    from kgraph.index.numbers import Interned

__all__ = ["KnowledgeGraph"]

_Made = TypeVar("_Made")
_Ordered = tuple[Mapping[str, Node], Mapping[str, Position], tuple[Link, ...], tuple[Position, ...]]
"""The nodes and their positions by their ids, the links and theirs; all in order."""


class KnowledgeGraph:
    """Nodes and links of one or several plans, checked to hang together, in a fixed order.

    Raises `DataError` with every problem when ids clash, links dangle or a relation has a wrong end.
    """

    def __init__(self, records: Records, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or vocabulary.load()
        problems = (*records.problems, *problems_in(records, self.ontology))
        if problems:
            raise DataError(problems)
        self._fill(_in_order(records.nodes, records.links), records.reviews, records.remarks)

    def _fill(self, ordered: _Ordered, reviews: tuple[Review, ...], remarks: tuple[Problem, ...]) -> None:
        """All that a graph is made of, once it is checked and in order."""
        self._nodes, self._node_positions, self._links, self._link_positions = ordered
        self.reviews = reviews
        self.remarks = remarks
        """What the reader left out, and why; never empty in silence."""

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the records, so that a graph can be copied and sent to another process; its lenses are made anew."""
        records = Records(
            tuple((node, self.position(node)) for node in self),
            tuple((link, self.position(link)) for link in self.links),
            reviews=self.reviews,
            remarks=self.remarks,
        )
        return KnowledgeGraph, (records, self.ontology)

    @classmethod
    def of(cls, nodes: Iterable[Node], links: Iterable[Link], ontology: Ontology | None = None) -> KnowledgeGraph:
        """A graph of records that come from no file."""
        nowhere = Position("-")
        return cls(Records(tuple((n, nowhere) for n in nodes), tuple((link, nowhere) for link in links)), ontology)

    def part(self, nodes: Iterable[Node], links: Iterable[Link]) -> KnowledgeGraph:
        """A graph of some of these records, with the positions that they have here.

        Records of this graph are not checked again, but for links that would dangle; raises `DataError` as the class does.
        """
        kept, statements = list(nodes), list(links)
        made = self.within({node.id for node in kept}, [link for link in statements if id(link) in self._places])
        known = len(made) == len(kept) and len(made.links) == len(statements)
        if known and all(self._nodes[node.id] is node for node in kept):
            return made
        return KnowledgeGraph(self._records(kept, statements), self.ontology)

    def within(self, ids: AbstractSet[str], links: Iterable[Link] | None = None) -> KnowledgeGraph:
        """The graph of some of its things, by their ids, and of the links between them, or of some of its links: as `part`, unchecked."""
        among = None if links is None else [self._places[id(link)] for link in links]
        numbered, places = self.interned.within(ids, among)
        kept = tuple([self._links[place] for place in places])
        ordered = (
            {one: self._nodes[one] for one in numbered.ids}, {one: self._node_positions[one] for one in numbered.ids},
            kept, tuple([self._link_positions[place] for place in places]),
        )  # fmt: skip
        made = self._like(ordered, self._reviews_of(kept), self.remarks)
        made.interned = numbered
        return made

    def plus(self, records: Records) -> KnowledgeGraph:
        """The graph with further records, checked against each other and what is here; raises `DataError` as the class does."""
        ends = {node.id for node, _ in records.nodes}.union(*({link.source, link.target} for link, _ in records.links))
        same = {
            link.sort_key(): link for new, _ in records.links for link in self.outgoing(new.source, new.relation) if link.target == new.target
        }  # fmt: skip
        beside = self._records([self._nodes[one] for one in sorted(ends) if one in self._nodes], list(same.values()))
        if problems := (*records.problems, *problems_in(beside + records, self.ontology)):
            raise DataError(problems)
        nodes = [*((node, self._node_positions[one]) for one, node in self._nodes.items()), *records.nodes]
        links = [*zip(self._links, self._link_positions, strict=True), *records.links]
        return self._like(_in_order(nodes, links), (*self.reviews, *records.reviews), (*self.remarks, *records.remarks))

    def _like(self, ordered: _Ordered, reviews: tuple[Review, ...], remarks: tuple[Problem, ...]) -> KnowledgeGraph:
        """A graph of the same ontology, of records that are known to hang together."""
        made = KnowledgeGraph.__new__(KnowledgeGraph)
        made.ontology = self.ontology
        made._fill(ordered, reviews, remarks)  # noqa: SLF001  # the same class
        return made

    def _records(self, nodes: Iterable[Node], links: Sequence[Link]) -> Records:
        """Records with the positions that they have here and the reviews that are about them."""
        return Records(
            tuple((node, self.position(node)) for node in nodes), tuple((link, self.position(link)) for link in links),
            reviews=self._reviews_of(links), remarks=self.remarks,
        )  # fmt: skip

    def _reviews_of(self, links: Iterable[Link]) -> tuple[Review, ...]:
        """The reviews but those of links that are here and not among some links."""
        if not self.reviews:
            return ()
        left = {link.id for link in self.links} - {link.id for link in links}
        return tuple(review for review in self.reviews if review.link not in left)

    # --- the records ---------------------------------------------------------------------------------------

    @property
    def nodes(self) -> Mapping[str, Node]:
        """The things by their ids, in the order of the ids."""
        return MappingProxyType(self._nodes)

    @property
    def links(self) -> tuple[Link, ...]:
        """The statements, in the order of `Link.sort_key`."""
        return self._links

    def __getitem__(self, node_id: str) -> Node:
        return self._nodes[node_id]

    def __contains__(self, node_id: object) -> bool:
        return node_id in self._nodes

    def __iter__(self) -> Iterator[Node]:
        return iter(self._nodes.values())

    def __len__(self) -> int:
        return len(self._nodes)

    def __eq__(self, other: object) -> bool:
        """Two graphs are equal when their nodes and links are; where these were read from does not matter."""
        if not isinstance(other, KnowledgeGraph):
            return NotImplemented
        return self._nodes == other._nodes and self.links == other.links

    __hash__ = None  # type: ignore[assignment]  # equality by content, and the content is large

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.nodes)} nodes, {len(self.links)} links>"

    def _repr_html_(self) -> str:
        return holding(self._nodes.values(), self._links, self.ontology)

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        """The nodes of the kinds, in the order of their ids."""
        groups = [self._by_kind.get(kind, ()) for kind in dict.fromkeys(kinds)]
        every = [node for group in groups for node in group]
        return groups[0] if len(groups) == 1 else tuple(sorted(every, key=attrgetter("id")))

    def position(self, record: Node | Link) -> Position:
        """The file and line that a record was read from; "-" where it came from no file."""
        if type(record) is Link:  # looking through the classes that a node is of takes longer than all the rest
            return self._positions_by_key.get(record.sort_key(), Position("-"))
        return self._node_positions.get(record.id) or Position("-")

    def outgoing(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """The links whose subject is the node, of the relations when given, rejected ones included."""
        return self._by_source.of(node_id, relations)

    def incoming(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """The links whose object is the node, of the relations when given, rejected ones included."""
        return self._by_target.of(node_id, relations)

    def of_relation(self, *relations: str) -> tuple[Link, ...]:
        """The links of the relations, rejected ones included, each relation's in the order of `links`."""
        return tuple(link for relation in dict.fromkeys(relations) for link in self._by_relation.get(relation, ()))

    def resolve(self, name: str, kinds: Sequence[str] = ()) -> Node:
        """The thing that a name means: id, label, short label, abbreviation or alias, inflected or not.

        Raises `UnknownName` (with suggestions) or `AmbiguousName` (with the candidates).
        """
        if (known := self._nodes.get(name)) and (not kinds or known.kind in kinds):
            return known  # an id needs no table of names
        return self._nodes[self.names.resolve(name, kinds)]

    def choose(self, name: str, *kinds: str) -> Node:
        """As `resolve`; where nothing is called so, the one thing of the kinds with a name that holds the words."""
        for each in (name, name.casefold()):  # ids are in lower case: "S1" is s1
            if (known := self._nodes.get(each)) and known.kind in kinds:
                return known
        return self._nodes[self.names.choose(name, kinds)]

    def citation(self, record: Node | Link | Step) -> Text | None:
        """The source of a record in words: the document's short label and the place in it; None when it has neither."""
        document, locator = record.document, record.locator
        return self.once(("citation", document, locator), lambda: self._cited(document, locator))

    def _cited(self, document: str | None, locator: str | None) -> Text | None:
        named = self._nodes[document].brief if document and document in self._nodes else None
        parts = [part for part in (named, Text(sv=locator) if locator else None) if part]
        return joined(parts) if parts else None

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """What `make` gives, worked out when it is first asked for and kept with the graph, which never changes.

        `key` must name the question and all that the answer depends on beside the graph; nobody may change the answer.  The
        `id(...)` of an object may stand in a key only where the object is a record of this graph or is itself kept with it: that of
        another may be given to something else when it is gone.
        """
        if key not in self._kept:
            self._kept[key] = make()
        made: _Made = self._kept[key]
        return made

    # --- the lenses ----------------------------------------------------------------------------------------

    @cached_property
    def names(self) -> NameTable:
        """The table that names are looked up in."""
        return NameTable(self.nodes.values())

    @cached_property
    def net(self) -> nx.MultiDiGraph[str]:
        """The graph for networkx: a frozen MultiDiGraph; nodes and edges carry the fields of their records."""
        from kgraph.network import network

        return network(self.nodes.values(), self.links)

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The graph in an in-memory Oxigraph store, for SPARQL; read it, do not write to it."""
        from kgraph.rdf import store

        return store(self.nodes.values(), self.links)

    @cached_property
    def rdf(self) -> rdflib.Graph:
        """The graph for rdflib, made from the same triples as `store`; read it, do not write to it."""
        from kgraph.rdf import rdflib_graph

        return rdflib_graph(self.nodes.values(), self.links)

    @cached_property
    def index(self) -> Index:
        """The integer core that overlap and coverage run on."""
        from kgraph.index import Index

        return Index.build(self.interned)

    @cached_property
    def interned(self) -> Interned:
        """The ids and links as numbers; those of a part are taken from those of the whole."""
        from kgraph.index.numbers import intern

        return intern(self.nodes.values(), self.links)

    # --- where things stand among the records --------------------------------------------------------------

    @cached_property
    def _by_source(self) -> Grouped:
        return Grouped(self._links, map(attrgetter("source"), self._links))

    @cached_property
    def _by_target(self) -> Grouped:
        return Grouped(self._links, map(attrgetter("target"), self._links))

    @cached_property
    def _by_relation(self) -> Mapping[str, tuple[Link, ...]]:
        return gathered(self._links, map(attrgetter("relation"), self._links))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Node, ...]]:
        return gathered(self._nodes.values(), [node.kind for node in self._nodes.values()])

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def _places(self) -> dict[int, int]:
        """The place of each link by the identity of its object, which lives as long as the graph does."""
        return dict(zip(map(id, self._links), range(len(self._links)), strict=True))

    @cached_property
    def _positions_by_key(self) -> dict[tuple[str, ...], Position]:
        return {link.sort_key(): place for link, place in zip(self._links, self._link_positions, strict=True)}


def _in_order(nodes: Iterable[tuple[Node, Position]], links: Iterable[tuple[Link, Position]]) -> _Ordered:
    things = sorted(nodes, key=lambda pair: pair[0].id)
    said = sorted(links, key=lambda pair: pair[0].sort_key())
    return (
        {node.id: node for node, _ in things}, {node.id: position for node, position in things},
        tuple([link for link, _ in said]), tuple([position for _, position in said]),
    )  # fmt: skip
