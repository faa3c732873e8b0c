"""All things of a kind, narrowed by their fields, by what they are linked to and by what they lack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import KINDS, SCHEME_FIELDS, Cell, Node, Table
from kgraph.names import fold, stem, suggest, swedish_order
from kgraph.wording import columns, text

__all__ = ["kind_named", "listing"]

WITHOUT = {
    "cause": ("addresses", "strengthens"), "measure": ("addresses", "strengthens"), "goal": ("pursues",),
    "indicator": ("isMeasuredBy",), "responsible": ("isResponsibleFor",), "actor": ("isResponsibleFor", "takesPartIn"),
    "area": ("homeArea", "alsoAffects", "contributesTo"), "target_group": ("isFor",), "place": ("takesPlaceAt",),
    "method": ("usesMethod",),
}  # fmt: skip
"""Words for `without` that mean links rather than a field."""


def listing(
    graph: KnowledgeGraph, kind: str, *, where: Mapping[str, str] | None = None, linked: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Table:  # fmt: skip
    """The things of a kind (by its name or an everyday word: "measures", "insatser"), in Swedish order.

    `where` maps field names to values (a notation or its label), `linked` names things that each must be linked to
    directly, `without` names fields or links (see `WITHOUT`) that each must lack; rejected links do not count.
    Raises `UnknownName` for an unknown kind or thing, `UsageError` for an unknown field.
    """
    name = kind_named(graph, kind)
    others = [graph.resolve(one).id for one in linked]
    nodes = [
        node
        for node in graph.of_kind(name)
        if all(_matches(graph, node, field, value) for field, value in (where or {}).items())
        and all(_is_linked(graph, node.id, other) for other in others)
        and all(_lacks(graph, node, lack) for lack in without)
    ]
    nodes.sort(key=lambda node: (swedish_order(node.label.sv), node.id))
    rows = tuple(_row(node) for node in nodes)
    return Table(
        name="list", title=text("list.title", kind=graph.ontology.kinds[name].plural), rows=rows,
        columns=columns(label="name", short="show.short", id="id", source="source"),
    )  # fmt: skip


def kind_named(graph: KnowledgeGraph, name: str) -> str:
    """The English name of the kind that a word means.  Raises `UnknownName` with suggestions."""
    words = {
        word: kind.name
        for kind in graph.ontology.kinds.values()
        for both in (kind.label, kind.plural)
        for word in (*kind.words, both.sv, both.pick("en"), kind.name)
    }
    for key in (fold, stem):
        for word, kind_name in words.items():
            if key(word) == key(name):
                return kind_name
    raise UnknownName(name, suggest(name, words))


def _row(node: Node) -> dict[str, Cell]:
    own = {field: getattr(node, field) for field in type(node).model_fields if field not in Node.model_fields}
    return {"id": node.id, "label": node.label, "short": node.short, "source": node.locator, **own}


def _matches(graph: KnowledgeGraph, node: Node, field: str, value: str) -> bool:
    if field not in type(node).model_fields:
        _no_field("list.unknown_field", field, node.kind, [*type(node).model_fields])
    given = getattr(node, field)
    values = given if isinstance(given, tuple) else (given,)
    return any(fold(value) in {fold(word) for word in _names(graph, field, one)} for one in values if one is not None)


def _names(graph: KnowledgeGraph, field: str, value: object) -> list[str]:
    if field not in SCHEME_FIELDS:
        return [getattr(value, "sv", str(value))]
    concept = graph.ontology.schemes[SCHEME_FIELDS[field]][str(value)]
    return [concept.notation, concept.label.sv, concept.label.pick("en"), *concept.words]


def _is_linked(graph: KnowledgeGraph, one: str, other: str) -> bool:
    return any(link.target == other and link.counts for link in graph.outgoing(one)) or any(
        link.source == other and link.counts for link in graph.incoming(one)
    )


def _lacks(graph: KnowledgeGraph, node: Node, lack: str) -> bool:
    if relations := WITHOUT.get(lack):
        links = (*graph.outgoing(node.id, *relations), *graph.incoming(node.id, *relations))
        return not any(link.counts for link in links)
    if lack not in KINDS[node.kind].model_fields:
        _no_field("list.unknown_without", lack, node.kind, [*WITHOUT, *KINDS[node.kind].model_fields])
    return getattr(node, lack) in (None, ())


def _no_field(key: str, name: str, kind: str, known: list[str]) -> None:
    message = text(key, name=name, kind=kind, known=", ".join(known))
    raise UsageError(message.sv, message.pick("en"))
