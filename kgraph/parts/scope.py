"""What one document, plan or municipality says: the graph cut down to its own statements.

A register thing (an area, a method, an actor) belongs to every document that speaks of it; what is cut is the
statements, so a plan's answer never leans on what another document says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.grouping import gathered
from kgraph.model import FOLLOW_UP_LOG, Link, Node, Text
from kgraph.parts.belonging import going, without
from kgraph.times.course import statuses
from kgraph.towns import documents_about, towns_told_of
from kgraph.wording import refused, text

__all__ = [
    "OUTSIDE", "beside", "documents_about", "of_municipality", "of_none", "of_plan", "only_named", "origins", "plans_of", "plans_with_measures", "said_by", "scope", "shares",
    "sizes_of_plans", "spans", "speakers", "standings", "stands", "stands_beside",
]  # fmt: skip

OUTSIDE = "-"
"""What `shares` calls the measures that are part of no plan; it cannot be the id of a plan."""


def scope(
    graph: KnowledgeGraph, *, plan: str | None = None, municipality: str | None = None, document: str | None = None
) -> KnowledgeGraph:
    """The graph of what is said by the named plan, municipality and document; all of them when several are given.

    Raises `UnknownName` or `AmbiguousName` for a name that cannot be resolved among its kind, and `UsageError` where the
    municipality or the document says nothing of the plan.
    """
    source = graph.choose(document, "Source").id if document else None
    wanted = graph.choose(plan, "Plan") if plan else None
    if municipality:
        graph = of_municipality(graph, municipality)
    if source:
        graph = said_by(graph, source)
    if wanted and wanted.id not in graph:
        raise refused("scope.apart", plan=wanted.brief)
    return of_plan(graph, wanted.id) if wanted else graph


def said_by(graph: KnowledgeGraph, *documents: str) -> KnowledgeGraph:
    """The statements of some documents (by id) with the things that they are about.

    A match says what another document's thing resembles, so by itself it brings nothing with it.  What the follow-up log
    notes of the measures comes along, as decisions of the review log do: both are the words of the plan's owners.  So do
    links that no document states (proposals, confirmed or not), with the document of the thing that they are said of.
    """
    chosen = frozenset(documents)
    by_document = graph.once("scope.by_document", lambda: _by_document(graph))
    proposed = graph.once("scope.undocumented", lambda: _undocumented(graph))
    links = [link for said in (by_document, proposed) for one in sorted(chosen) for link in said.get(one, ())]
    telling = [link for link in links if link.counts and link.relation not in ways.MATCHES]
    kept = {link.source for link in telling} | {link.target for link in telling} | (chosen & graph.nodes.keys())
    held = graph.once(
        "scope.things_of", lambda: gathered(graph.nodes, (node.document for node in graph.nodes.values()))
    )
    kept.update(one for document in chosen for one in held.get(document, ()))
    if FOLLOW_UP_LOG in graph and FOLLOW_UP_LOG not in documents:
        noted = [link for link in by_document.get(FOLLOW_UP_LOG, ()) if link.target in kept]
        links += noted
        kept |= {link.source for link in noted} | {FOLLOW_UP_LOG}
    return graph.within(kept, links)


def _by_document(graph: KnowledgeGraph) -> Mapping[str, tuple[Link, ...]]:
    """The links of each document that some link names."""
    links = [link for link in graph.links if link.document]
    return gathered(links, (str(link.document) for link in links))


def _undocumented(graph: KnowledgeGraph) -> Mapping[str, tuple[Link, ...]]:
    """The links that name no document, by the document of the thing that they begin at; of the other end where it has none."""
    pairs = [
        (link, document)
        for link in graph.links
        if not link.document and (document := graph[link.source].document or graph[link.target].document)
    ]
    return gathered([link for link, _ in pairs], [document for _, document in pairs])


def of_municipality(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    """What is said by the documents that are about a municipality, without their values that hold for others only, and with
    the values that further documents give of it.
    """
    town = graph.choose(name, "Municipality").id
    own = said_by(graph, *documents_about(graph, town))
    towns = towns_told_of(graph)
    here = {one for one, told in towns.items() if town in told}
    away = {one for one, told in towns.items() if town not in told} & own.nodes.keys()
    if not away and here <= own.nodes.keys():
        return own
    further = [link for one in sorted(here - own.nodes.keys()) for link in graph.outgoing(one) if link.counts]
    links = [link for link in (*own.links, *further) if not away & {link.source, link.target}]
    ends = {end for link in links for end in (link.source, link.target)}
    others = {one.id for one in graph.of_kind("Municipality")} - ends
    documents = {str(graph[one].document) for one in here} & graph.nodes.keys()
    return graph.within((own.nodes.keys() - away - others) | ends | documents | {town}, links)


def of_plan(graph: KnowledgeGraph, name: str) -> KnowledgeGraph:
    """What a plan's own document says of it, without the measures that belong to other plans or documents only, and
    what hangs on them.  A measure that the document names outside its plan stays, and counts as such (`standings`).

    Of a plan that a document only names beside the one that it holds, no more is known than what is said of that plan
    itself, and which efforts go on from it.
    """
    plan = graph.choose(name, "Plan")
    return graph.once(("scope.of_plan", plan.id), lambda: _of_plan(graph, plan))


def _of_plan(graph: KnowledgeGraph, plan: Node) -> KnowledgeGraph:
    own = said_by(graph, plan.document) if plan.document else graph
    if only_named(own, plan):
        return _named(own, plan)
    owners = _owners(graph)
    own_measures = own.of_kind("Measure")
    alone = without(own, {one.id for one in own_measures if not _belongs(one, plan, owners.get(one.id))})
    return _apart(alone, plan)


def only_named(own: KnowledgeGraph, plan: Node) -> bool:
    """Whether what a document says (`said_by`) has measures or tables of other plans and none of this one."""
    part, whole = own.interned.pairs(("partOf",), interpreted=True)
    parts = np.isin(part, own.interned.of_kinds(("Measure", "PlanTable")))
    held = {own.interned.ids[one] for one in np.unique(whole[parts]).tolist()}
    return plan.id not in held and any(one.id in held for one in own.of_kind("Plan"))


def _named(own: KnowledgeGraph, plan: Node) -> KnowledgeGraph:
    """The plan and what is linked to it, by those links alone."""
    links = (*own.outgoing(plan.id), *own.incoming(plan.id))
    kept = {plan.id, *(end for link in links if link.counts for end in (link.source, link.target))}
    return own.within(kept | (own.nodes.keys() & {plan.document}), links)


def _belongs(measure: Node, plan: Node, owners: Collection[str] | None) -> bool:
    return plan.id in owners if owners else measure.document == plan.document


def _apart(own: KnowledgeGraph, plan: Node) -> KnowledgeGraph:
    """The graph without what a document that holds several plans says of the others; that they replace each other stays."""
    others = {one.id for one in own.of_kind("Plan")} - {plan.id}
    if not others:
        return own
    known = own.interned
    within: dict[str, set[str]] = defaultdict(set)
    for part, whole in zip(*(ends.tolist() for ends in known.pairs(("partOf",), interpreted=True)), strict=True):
        within[known.ids[part]].add(known.ids[whole])
    measures = [one.id for one in own.of_kind("Measure")]
    kept = {plan.id, *(one for one in measures if not (one in within and within[one] <= others))}
    apart = known.among(others)
    about = [own.links[place] for place in known.link[apart[known.source] | apart[known.target]].tolist()]
    theirs = {id(link) for link in about if link.source not in kept and link.target not in kept}
    told = {end for link in about if id(link) not in theirs for end in (link.source, link.target)}
    left = own.nodes.keys() - (going(own, others) - (others & told))
    return own.within(left, [link for link in own.links if id(link) not in theirs] if theirs else None)


def _owners(graph: KnowledgeGraph) -> Mapping[str, set[str]]:
    """The ids of the plans that each measure is a part of; of those it goes on from, where it is a part of none here."""

    def found() -> Mapping[str, set[str]]:
        plans = {plan.id for plan in graph.of_kind("Plan")}
        owners: dict[str, set[str]] = {}
        for link in graph.of_relation("partOf"):
            if link.target in plans and link.counts:
                owners.setdefault(link.source, set()).add(link.target)
        parts = frozenset(owners)
        for link in graph.of_relation("continuesFrom"):
            if link.target in plans and link.counts and link.source not in parts:
                owners.setdefault(link.source, set()).add(link.target)
        return MappingProxyType(owners)

    return graph.once("scope.owners", found)


def plans_of(graph: KnowledgeGraph, measure: str) -> tuple[Node, ...]:
    """The plans that a measure is a part of, or else goes on from, by stated or interpreted links, in the order of their ids."""
    return tuple(graph[one] for one in sorted(_owners(graph).get(measure, ())))


# --- where a measure comes from -----------------------------------------------------------------------------


def origins(graph: KnowledgeGraph) -> dict[str, tuple[Node, ...]]:
    """The plans that each measure is a part of, or the document that names it where it is part of none, by its id; measures of
    the same origin share one tuple.
    """
    return graph.once("scope.origins", lambda: _origins(graph))


def _origins(graph: KnowledgeGraph) -> dict[str, tuple[Node, ...]]:
    owners = _owners(graph)
    same: dict[tuple[str, ...], tuple[Node, ...]] = {}
    found: dict[str, tuple[Node, ...]] = {}
    for measure in graph.of_kind("Measure"):
        document = (measure.document,) if measure.document and measure.document in graph else ()
        key = tuple(sorted(owners.get(measure.id, ()))) or document
        if key not in same:
            same[key] = tuple(graph[one] for one in key)
        found[measure.id] = same[key]
    return found


def plans_with_measures(graph: KnowledgeGraph) -> tuple[Node, ...]:
    """The plans that at least one measure is a part of, in the order of their ids."""
    return tuple(graph[one] for one in sorted(sizes_of_plans(graph)))


def sizes_of_plans(graph: KnowledgeGraph) -> Counter[str]:
    """How many measures are a part of each plan, or go on from it and are a part of none, by the plan's id."""
    return Counter(plan for one, plans in _owners(graph).items() if graph[one].kind == "Measure" for plan in plans)


def _outside(graph: KnowledgeGraph) -> list[Node]:
    """The measures that are part of no plan; one that is only mentioned here, its own document left out, may be part of one."""
    owned = _owners(graph)
    measures = graph.of_kind("Measure")
    return [one for one in measures if one.id not in owned and (one.document is None or one.document in graph)]


def _read_into_plan(graph: KnowledgeGraph) -> set[str]:
    """The measures that interpreted links alone make part of a plan, or let go on from one."""
    owned = {
        link.source for relation in ("partOf", "continuesFrom") for link in graph.of_relation(relation)
        if link.counts_as_stated and graph[link.target].kind == "Plan"
    }  # fmt: skip
    return {one for one in _owners(graph) if one not in owned and graph[one].kind == "Measure"}


def standings(graph: KnowledgeGraph) -> dict[str, tuple[str, ...]]:
    """The measures that are no part of what plans promise, with why: "outside" (it is in no plan; "read_into_plan" where only our
    own reading puts it in one), and where the latest word on them is that they are proposed "proposed", or "read_as_proposed"
    where that is our own reading.

    They are counted like others, and always told apart.  Where the graph knows no plan at all, nothing is outside.
    """
    away = {one.id: "outside" for one in _outside(graph)} if graph.of_kind("Plan") else {}
    away |= dict.fromkeys(_read_into_plan(graph), "read_into_plan")
    proposed: dict[str, str] = {}
    for why, layer in (("read_as_proposed", True), ("proposed", False)):
        said = statuses(graph, interpreted=layer)
        proposed |= {one: why for one, status in said.items() if status == "proposed"}
    return {
        one: tuple([known[one] for known in (away, proposed) if one in known])
        for one in sorted(away.keys() | proposed.keys())
    }


@cache
def stands(standing: tuple[str, ...], as_what: str, *, interpreted: bool) -> bool:
    """Whether a standing says, in a way of counting, that a measure is "outside", or that it is "proposed"."""
    return any(why in _STANDS[as_what][interpreted] for why in standing)


_STANDS = {
    "outside": (("outside", "read_into_plan"), ("outside",)), "proposed": (("proposed",), ("proposed", "read_as_proposed")),
}  # fmt: skip
"""What a standing says as stated, and with interpretations."""


@cache
def stands_beside(standing: tuple[str, ...], *, interpreted: bool) -> bool:
    """Whether a standing says, in a way of counting, that a measure is no part of what plans promise."""
    return any(stands(standing, one, interpreted=interpreted) for one in _STANDS)


def beside(told: Collection[tuple[str, ...]]) -> dict[str, Text]:
    """How many of some standings are outside the plans, how many proposals and how many both: each both ways, in words."""
    times = Counter(told)
    counted = {
        key: [
            sum(number for one, number in times.items() if all(stands(one, why, interpreted=layer) for why in whys))
            for layer in (False, True)
        ]
        for key, whys in (("both", tuple(_STANDS)), *((why, (why,)) for why in _STANDS))
    }
    return {
        key: text("stats.beside_number" if stated == every else "stats.beside_both", stated=stated, every=every)
        for key, (stated, every) in counted.items()
    }


def speakers(graph: KnowledgeGraph, ids: Iterable[str]) -> dict[str, tuple[Node, ...]]:
    """Who speaks of each thing (by it or by its links): the plans whose documents do; documents of no plan, or of several."""
    several = plans_with_measures(graph)
    counted = Counter(plan.document for plan in several)
    plans = {plan.document: plan for plan in several if counted[plan.document] == 1}
    told: dict[str, tuple[Node, ...]] = {}
    for node_id in ids:
        links = (*graph.outgoing(node_id), *graph.incoming(node_id))
        spoken = {link.document for link in links if link.counts and link.relation not in ways.MATCHES}
        documents = {graph[node_id].document, *spoken}
        found = {plans.get(one) or graph[one] for one in documents if one and one in graph}
        told[node_id] = tuple(sorted(found, key=lambda one: one.id))
    return told


def of_none(graph: KnowledgeGraph) -> KnowledgeGraph:
    """What is said of the measures outside the plans, by the documents that they come from, without the plans' measures."""
    outside = _outside(graph)
    own = said_by(graph, *sorted({one.document for one in outside if one.document}))
    kept = {one.id for one in outside}
    return without(own, {one.id for one in graph.of_kind("Measure") if one.id not in kept})


def spans(graph: KnowledgeGraph) -> bool:
    """Whether measures come from more than one place: several plans, or a plan and efforts that other documents tell of."""
    plans = plans_with_measures(graph)
    outside = {one.document for one in _outside(graph)}
    return bool(plans) and len(plans) + len(outside - {plan.document for plan in plans}) > 1


def shares(graph: KnowledgeGraph) -> dict[str, KnowledgeGraph]:
    """The graph of each plan that has measures, by the plan's id, and that of the measures `OUTSIDE` the plans.

    Empty where there is nothing to tell apart (see `spans`).
    """
    if not spans(graph):
        return {}
    found = {plan.id: of_plan(graph, plan.id) for plan in plans_with_measures(graph)}
    if _outside(graph):
        found[OUTSIDE] = of_none(graph)
    return found
