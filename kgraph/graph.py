"""The hub: one frozen graph of records, with lenses made on first use and never edited.

Records are the truth.  `net` (networkx), `rdf` (rdflib), `store` (Oxigraph) and `index`
(numpy) are read-only projections of the same nodes and links, so there is nothing to keep in step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph import ontology as vocabulary
from kgraph.errors import DataError, Position
from kgraph.model import Link, Node, Records, Review, Step, Text
from kgraph.names import NameTable
from kgraph.ontology import Ontology
from kgraph.structure import problems_in

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    import rdflib

    from kgraph.index import Index

__all__ = ["KnowledgeGraph"]


class KnowledgeGraph:
    """Nodes and links of one or several plans, checked to hang together, in a fixed order.

    Raises `DataError` with every problem when ids clash, links dangle or a relation has a wrong end.
    """

    def __init__(self, records: Records, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or vocabulary.load()
        problems = (*records.problems, *problems_in(records, self.ontology))
        if problems:
            raise DataError(problems)
        nodes = sorted((node for node, _ in records.nodes), key=lambda node: node.id)
        self._nodes = {node.id: node for node in nodes}
        self._links = tuple(sorted((link for link, _ in records.links), key=Link.sort_key))
        self.reviews: tuple[Review, ...] = records.reviews
        self._positions: dict[Node | Link, Position] = {**dict(records.nodes), **dict(records.links)}

    def __reduce__(self) -> tuple[object, ...]:
        """Rebuild from the records, so that a graph can be copied and sent to another process; its lenses are made anew."""
        records = Records(
            tuple((node, self.position(node)) for node in self),
            tuple((link, self.position(link)) for link in self.links),
            reviews=self.reviews,
        )
        return KnowledgeGraph, (records, self.ontology)

    @classmethod
    def of(cls, nodes: Iterable[Node], links: Iterable[Link], ontology: Ontology | None = None) -> KnowledgeGraph:
        """A graph of records that come from no file."""
        nowhere = Position("-")
        return cls(Records(tuple((n, nowhere) for n in nodes), tuple((link, nowhere) for link in links)), ontology)

    def part(self, nodes: Iterable[Node], links: Iterable[Link]) -> KnowledgeGraph:
        """A graph of some of these records, with the positions that they have here."""
        kept = tuple((link, self.position(link)) for link in links)
        left = {link.id for link in self.links} - {link.id for link, _ in kept}
        reviews = tuple(review for review in self.reviews if review.link not in left)
        records = Records(tuple((node, self.position(node)) for node in nodes), kept, reviews=reviews)
        return KnowledgeGraph(records, self.ontology)

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
        return self.nodes[node_id]

    def __contains__(self, node_id: object) -> bool:
        return node_id in self.nodes

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes.values())

    def __len__(self) -> int:
        return len(self.nodes)

    def __eq__(self, other: object) -> bool:
        """Two graphs are equal when their nodes and links are; where these were read from does not matter."""
        if not isinstance(other, KnowledgeGraph):
            return NotImplemented
        return dict(self.nodes) == dict(other.nodes) and self.links == other.links

    __hash__ = None  # type: ignore[assignment]  # equality by content, and the content is large

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.nodes)} nodes, {len(self.links)} links>"

    def of_kind(self, *kinds: str) -> tuple[Node, ...]:
        """The nodes of the kinds, in the order of their ids."""
        return tuple(node for node in self if node.kind in kinds)

    def position(self, record: Node | Link) -> Position:
        """The file and line that a record was read from; "-" where it came from no file."""
        return self._positions.get(record, Position("-"))

    def outgoing(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """The links whose subject is the node, of the relations when given, rejected ones included."""
        return _of(self._by_source.get(node_id, ()), relations)

    def incoming(self, node_id: str, *relations: str) -> tuple[Link, ...]:
        """The links whose object is the node, of the relations when given, rejected ones included."""
        return _of(self._by_target.get(node_id, ()), relations)

    def resolve(self, name: str, kinds: Sequence[str] = ()) -> Node:
        """The thing that a name means: id, label, short label, abbreviation or alias, inflected or not.

        Raises `UnknownName` (with suggestions) or `AmbiguousName` (with the candidates).
        """
        return self.nodes[self.names.resolve(name, kinds)]

    def choose(self, name: str, *kinds: str) -> Node:
        """As `resolve`; where nothing is called so, the one thing of the kinds with a name that holds the words."""
        return self.nodes[self.names.choose(name, kinds)]

    def citation(self, record: Node | Link | Step) -> Text | None:
        """The source of a record in words: the document's short label and the place in it; None when it has neither."""
        document = self.nodes[record.document].brief if record.document in self.nodes and record.document else None
        place = Text(sv=record.locator) if record.locator else None
        parts = [part for part in (document, place) if part]
        if not parts:
            return None
        return Text(sv=", ".join(part.sv for part in parts), en=", ".join(part.pick("en") for part in parts))

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

        return Index.build(self.nodes.values(), self.links)

    @cached_property
    def _by_source(self) -> dict[str, list[Link]]:
        return _grouped(self.links, "source")

    @cached_property
    def _by_target(self) -> dict[str, list[Link]]:
        return _grouped(self.links, "target")


def _grouped(links: Iterable[Link], end: str) -> dict[str, list[Link]]:
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[getattr(link, end)].append(link)
    return groups


def _of(links: Sequence[Link], relations: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(link for link in links if not relations or link.relation in relations)
