"""All things of a kind, narrowed by their fields, by what they are linked to and by what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from kgraph.asking.kinds import kinds_named, plural
from kgraph.collector import collector_put_off
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links as measure_links
from kgraph.measures.rows import marks
from kgraph.model import KINDS, SCHEME_FIELDS, Cell, Count, Link, Measure, Node, SubActivity, Table, Text
from kgraph.names import fold, swedish_order
from kgraph.parts.scope import origins
from kgraph.parts.selection import only_stated
from kgraph.wording import catalogue, columns, text

__all__ = ["listing"]

_Found = tuple[list[Node], list[Node]]
"""The things that meet the conditions, and those of which nobody can tell."""

WITHOUT = {
    "cause": ("addresses", "strengthens"), "measure": ("addresses", "strengthens"), "goal": ("pursues",),
    "indicator": ("isMeasuredBy",), "responsible": ("isResponsibleFor",), "actor": ("isResponsibleFor", "takesPartIn"),
    "area": ("homeArea", "alsoAffects", "contributesTo"), "target_group": ("isFor",), "place": ("takesPlaceAt",),
    "method": ("usesMethod",), "time": (), "follow_up": ("isMeasuredBy", "isFollowedUpThrough"),
}  # fmt: skip
"""Words for `without` that mean links, or links and the field of the same name; of a measure its parts' links too."""


@collector_put_off()
def listing(
    graph: KnowledgeGraph, kind: str, *, where: Mapping[str, str] | None = None, linked: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Table:  # fmt: skip
    """The things of a kind (by its name or an everyday word: "measures", "insatser"; "områden" is areas of all kinds), in Swedish order.

    `where` maps field names to values (a notation or its label), `linked` names things that each must be linked to
    directly, `without` names fields or links (see `WITHOUT`) that each must lack; rejected links do not count.
    Fields and links go by their English keys or their names in either language ("time" or "när", "goal" or "mål").
    What the source tells of, though the text has lost it, is unknown and not lacking: `lost` counts those beside.
    Where measures must lack an indicator, `by_goals` counts those beside that have one only by a goal which others pursue too.
    Raises `UnknownName` for an unknown kind or thing, `UsageError` for an unknown field.
    """
    kinds = kinds_named(graph, kind)
    name = kinds[0]
    fields = {_field(graph, name, field): value for field, value in (where or {}).items()}
    lacks = [_lack(graph, name, word) for word in without]
    others = [graph.resolve(one).id for one in linked]

    def those(part: KnowledgeGraph, lacks: Sequence[str] = lacks, *, interpreted: bool) -> _Found:
        found: _Found = [], []
        for node in part.of_kind(*kinds):
            if (
                all(_matches(part, node, field, value, interpreted=interpreted) for field, value in fields.items())
                and all(_is_linked(part, node.id, other) for other in others)
                and all(_lacks(part, node, lack, interpreted=interpreted) for lack in lacks)
            ):
                found[any(measure_links.lost_words(node, lack) for lack in lacks)].append(node)
        return found

    nodes, lost = those(graph, interpreted=True)
    nodes.sort(key=lambda node: (swedish_order(node.label.sv), node.id))
    several = len(graph.of_kind("Source")) > 1
    rows = [_row(graph, node, several=several) for node in nodes]
    further = _origins(graph, rows) if name == "Measure" else {}
    return Table(
        name="list", title=text("list.title", kind=plural(graph, kinds)), rows=tuple(rows),
        columns=columns(label="name", short="show.short", **further, id="id", source="source"),
        counts=(
            *_how_many(those(only_stated(graph), interpreted=False), (nodes, lost), lacks), *_by_goals(graph, those, lacks if name == "Measure" else ()),
        ) if fields or others or lacks else (),
    )  # fmt: skip


def _how_many(stated: _Found, every: _Found, lacks: Sequence[str]) -> Iterator[Count]:
    """How many there are, and of how many nobody can tell."""
    yield _counted("found", stated[0], every[0])
    if lost := [*stated[1], *every[1]]:
        words = {word for node in lost for lack in lacks for word in measure_links.lost_words(node, lack)}
        yield _counted("lost", stated[1], every[1], words=", ".join(sorted(words)))


def _by_goals(graph: KnowledgeGraph, those: Callable[..., _Found], lacks: Sequence[str]) -> Iterator[Count]:
    """How many measures more would lack an indicator, if none came to them by a goal that others pursue too."""
    if "indicator" in lacks:
        others = [one for one in lacks if one != "indicator"]
        found = []
        for part, layer in ((only_stated(graph), False), (graph, True)):
            only = only_by_goals(part)
            found.append([node for node in those(part, others, interpreted=layer)[0] if node.id in only])
        if any(found):
            yield _counted("by_goals", *found)


def only_by_goals(graph: KnowledgeGraph) -> frozenset[str]:
    """The measures whose every indicator is one of `measures.links.indicators_of_a_shared_goal`, and that have one; for all at once."""
    measured = {link.source for link in graph.of_relation("isMeasuredBy") if link.counts}
    pursued = [link for link in graph.of_relation("pursues") if link.counts and link.target in measured]
    often = Counter(link.target for link in pursued)
    own = measured.union(link.source for link in pursued if often[link.target] == 1)
    return frozenset(link.source for link in pursued).difference(own)


def _origins(graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]]) -> dict[str, str]:
    """Put plan and standing in rows of measures; the columns for them, where they have something to tell."""
    apart = marks(graph)
    from_where = origins(graph)
    for row in rows:
        row["plans"] = tuple(one.brief for one in from_where[str(row["id"])])
        row["standing"] = tuple(text(f"standing.{one}") for one in apart.get(str(row["id"]), ()))
    plans = {"plans": "plan"} if len({row["plans"] for row in rows}) > 1 else {}
    return plans | ({"standing": "standing"} if any(row["standing"] for row in rows) else {})


def _row(graph: KnowledgeGraph, node: Node, *, several: bool) -> dict[str, Cell]:
    """A thing with its own fields; the source names the document where there are several."""
    own = {field: getattr(node, field) for field in _own_fields(type(node))}
    source = graph.citation(node) if several else node.locator
    return {"id": node.id, "label": node.label, "short": node.short, "source": source, **own}


@cache
def _own_fields(kind: type[Node]) -> tuple[str, ...]:
    """The fields that a kind of thing has and others have not."""
    return tuple(field for field in kind.model_fields if field not in Node.model_fields)


def _field(graph: KnowledgeGraph, kind: str, name: str) -> str:
    """The field of a kind that a word means.  Raises `UsageError` with the fields that there are."""
    return _meant(name, _fields(kind), "list.unknown_field", graph.ontology.kinds[kind].label)


def _lack(graph: KnowledgeGraph, kind: str, name: str) -> str:
    """The field, or the word for links, that a word means.  Raises `UsageError` with those that there are."""
    links = [(key, catalogue()[f"without.{key}"]) for key in WITHOUT]
    return _meant(name, [*links, *_fields(kind)], "list.unknown_without", graph.ontology.kinds[kind].label)


def _fields(kind: str) -> list[tuple[str, Text]]:
    return [(field, catalogue()[f"field.{field}"]) for field in KINDS[kind].model_fields]


def _meant(name: str, known: Sequence[tuple[str, Text]], error: str, kind: Text) -> str:
    for key, words in known:
        if fold(name) in (fold(key), fold(words.sv), fold(words.pick("en"))):
            return key
    sv, en = (text(error, name=name, kind=kind, known=_listed(known, lang)).pick(lang) for lang in ("sv", "en"))
    raise UsageError(sv, en)


def _listed(known: Sequence[tuple[str, Text]], lang: str) -> str:
    return ", ".join(sorted({words.pick(lang).lower() for _, words in known}, key=swedish_order))


def _counted(key: str, stated: Sequence[Node], every: Sequence[Node], **words: str) -> Count:
    return Count(
        key=key,
        label=text(f"list.{key}"),
        stated=len(stated),
        with_interpreted=len(every),
        rule=text(f"list.{key}_rule", **words),
    )


def _matches(graph: KnowledgeGraph, node: Node, field: str, value: str, *, interpreted: bool) -> bool:
    given = node.told(field, interpreted=interpreted)
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


def _lacks(graph: KnowledgeGraph, node: Node, lack: str, *, interpreted: bool) -> bool:
    if lack == "time" and isinstance(node, Measure | SubActivity):
        return not measure_links.has_time(node, interpreted=interpreted)
    if lack == "measure" and node.id in graph.index.number:
        return not _has_measure(graph, node)
    value = node.told(lack, interpreted=interpreted) if lack in type(node).model_fields else None
    return value in (None, ()) and not any(link.counts for link in _links(graph, node, lack))


def _has_measure(graph: KnowledgeGraph, thing: Node) -> bool:
    """Whether a measure acts on a cause, itself or by a part; touches another thing; or has a goal that an indicator measures."""
    if thing.kind == "Cause":
        return thing.id in graph.once("listing.acted_on", lambda: _acted_on(graph))
    measured = (link.source for link in graph.incoming(thing.id, "isMeasuredBy") if link.counts)
    goals = (one for one in measured if graph[one].kind == "Goal")
    return any(graph.index.count(one, interpreted=True) for one in (thing.id, *goals))


def _acted_on(graph: KnowledgeGraph) -> frozenset[str]:
    return frozenset(cause for _, cause in graph.index.addressing(interpreted=True))


def _links(graph: KnowledgeGraph, node: Node, lack: str) -> Sequence[Link]:
    """The links that a word for `without` means: of a measure those of its parts and of its goals' indicators too."""
    relations = WITHOUT.get(lack, ())
    if not relations:
        return ()
    if isinstance(node, Measure):
        of_goals = {"indicator": measure_links.indicators, "follow_up": measure_links.follow_up}.get(lack)
        return of_goals(graph, node.id) if of_goals else measure_links.related(graph, node.id, *relations)
    return (*graph.outgoing(node.id, *relations), *graph.incoming(node.id, *relations))
