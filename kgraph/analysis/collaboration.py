"""Who works together, and where do sources say that cooperation falls short?"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways
from kgraph.measures.roles import Roles
from kgraph.measures.rows import brief_names, only_first
from kgraph.model import Cell, Count, Node, Problem, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["collaboration"]

_Pairs = Counter[tuple[str, str]]


def collaboration(graph: KnowledgeGraph, *, most: int | None = None, whole: KnowledgeGraph | None = None) -> Table:
    """Each pair of actors with how many measures both have a part in, most first; `also` holds the gaps that sources state.

    A row is an edge of the collaboration graph: `first` and `second` (ids, in their order), `together_stated` and
    `together`, and of how many measures of each (`of_first`, `of_second`, with interpreted links).  Counting walks the
    actors of each measure, so it grows with the pairs that there are and not with all that there could be; with `most` only
    so many rows stand.

    `also` is the table `cooperation_gaps`: a problem of the kind cooperation gap, the actors it `affects`, how many
    measures all of them have a part in (`together_stated`, `together`), and its source.  Where the graph is a part of a
    larger one, `whole`, and states no gap, the notes tell how many are stated elsewhere.
    """
    roles = Roles.of(graph)
    stated, every = (_pairs(roles, interpreted=layer) for layer in (False, True))
    order = sorted(every, key=lambda pair: (-every[pair], *_names(graph, *pair), pair))
    rows = [_row(graph, roles, pair, stated[pair], every[pair]) for pair in order[:most]]
    count = Count(
        key="pairs", label=text("people.pairs_count"), stated=len(stated), with_interpreted=len(every),
        rule=text("people.pairs_rule"),
    )  # fmt: skip
    return Table(
        name="collaboration", title=text("people.pairs"), rows=tuple(rows), counts=(count,), also=(_gaps(graph, roles, whole or graph),), notes=(*only_first(most, len(order)), text("people.both")),
        columns=columns(
            label="people.pair_column", together_stated="people.together_stated",
            together="people.together_all", of_first_both="people.of_first", of_second_both="people.of_second",
        ),
    )  # fmt: skip


def _pairs(roles: Roles, *, interpreted: bool) -> _Pairs:
    """How many measures each pair shares."""
    found: _Pairs = Counter()
    for actors in roles.behind[interpreted].values():
        found.update(combinations(sorted(actors), 2))
    return found


def _row(graph: KnowledgeGraph, roles: Roles, pair: tuple[str, str], stated: int, every: int) -> dict[str, Cell]:
    first, second = pair
    own: dict[str, Cell] = {}
    for key, actor in (("of_first", first), ("of_second", second)):
        numbers = [len(roles.involved[layer].get(actor, ())) for layer in (False, True)]
        own |= {f"{key}_stated": numbers[0], key: numbers[1], f"{key}_both": both_ways(*numbers)}
    return {
        "first": first, "second": second,
        "label": text("people.pair", first=graph[first].brief, second=graph[second].brief),
        "together_stated": stated, "together": every, **own,
    }  # fmt: skip


def _names(graph: KnowledgeGraph, *ids: str) -> tuple[str, ...]:
    return tuple(swedish_order(graph[one].brief.sv) for one in ids)


def _stated_gaps(graph: KnowledgeGraph) -> list[Problem]:
    found = (one for one in graph.of_kind("Problem") if isinstance(one, Problem))
    return [one for one in found if one.problem_kind == "cooperation_gap"]


def _gaps(graph: KnowledgeGraph, roles: Roles, whole: KnowledgeGraph) -> Table:
    """The gaps in cooperation that sources state, with those between whom they are."""
    gaps = _stated_gaps(graph)
    rows = [_gap_row(graph, roles, gap) for gap in gaps]
    rows.sort(key=lambda row: swedish_order(graph[str(row["id"])].label.sv))
    count = Count(
        key="gaps", label=text("people.gaps_count"), stated=sum(bool(row["is_named"]) for row in rows),
        with_interpreted=sum(bool(row["actor_ids"]) for row in rows), total=len(gaps), rule=text("people.gaps_rule"),
    )  # fmt: skip
    return Table(
        name="cooperation_gaps", title=text("people.gaps"), rows=tuple(rows), counts=(count,),
        columns=columns(
            full_label="people.gap", actors="people.between", together_stated="people.together_stated",
            together="people.together_all", source="source",
        ),
        notes=(text("people.gaps_note"),) if rows else (_no_gap(whole),),
    )  # fmt: skip


def _no_gap(whole: KnowledgeGraph) -> Text:
    """That no gap is stated: here, where other documents state some; that is not to say that there is none."""
    others = len(_stated_gaps(whole))
    return text("people.gaps_elsewhere", count=others) if others else text("people.gaps_none")


def _gap_row(graph: KnowledgeGraph, roles: Roles, gap: Node) -> dict[str, Cell]:
    links = [link for link in graph.outgoing(gap.id, "affects") if link.counts and graph[link.target].kind == "Actor"]
    actors = sorted({link.target for link in links})
    shared = [_shared(roles, actors, interpreted=layer) if len(actors) > 1 else None for layer in (False, True)]
    return {
        "id": gap.id, "label": gap.brief, "full_label": gap.label, "actor_ids": tuple(actors),
        "is_named": "problem_kind" not in gap.interpreted and any(link.counts_as_stated for link in links),
        "actors": brief_names(graph, actors), "together_stated": shared[0], "together": shared[1],
        "source": graph.citation(gap),
    }  # fmt: skip


def _shared(roles: Roles, actors: list[str], *, interpreted: bool) -> int:
    """How many measures all of the actors have a part in."""
    return len(set.intersection(*(roles.involved[interpreted].get(one, set()) for one in actors)))
