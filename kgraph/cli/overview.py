"""What a bare `kgraph` says: which plans are loaded, how much they hold, and what to ask them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kgraph.cli.help import words
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import counted_links, unread
from kgraph.model import AREA_KINDS, Cell, Column, Count, Node, Plan, Table, Text, cell_text
from kgraph.parts.scope import beside, sizes_of_plans, standings

__all__ = ["overview"]


def overview(graph: KnowledgeGraph, options: str = "") -> Table:
    """The plans with municipality and period, the links counted both ways, and commands that work on these data, with the
    `options` that choose these.

    Where some plans have measures, those without are named in a note only; so are measures outside the plans and proposals.
    """
    plans = [node for node in graph.of_kind("Plan") if isinstance(node, Plan)]
    every = [_plan(graph, plan) for plan in plans]
    rows = tuple(row for row in every if row["measures"]) or tuple(every)
    notes = (
        tuple(_notes(graph, [row["plan"] for row in every if row not in rows]))
        if rows
        else (_text("overview.no_plan"),)
    )
    columns = _columns(plan="plan", municipality="municipality", period="period", measures="measures")
    return Table(
        name="overview", title=_text("overview.title"), columns=columns, rows=rows, counts=(_links(graph),), notes=notes,
        also=(_to_try(graph, options),),
    )  # fmt: skip


def _notes(graph: KnowledgeGraph, bare: Sequence[Cell]) -> Iterator[Text]:
    """What the list of plans leaves out: the plans without measures, and the measures that no plan promises."""
    if bare:
        names = [", ".join(cell_text(one, lang) for one in bare) for lang in ("sv", "en")]
        yield Text(
            sv=words("overview.no_measures", "sv", plans=names[0]),
            en=words("overview.no_measures", "en", plans=names[1]),
        )
    apart = standings(graph).values()
    if apart:
        yield _text("overview.beside", **beside(apart), total=len(graph.of_kind("Measure")))
    yield from unread(graph)


def _text(key: str, **values: object) -> Text:
    sv, en = (
        words(key, lang, **{name: one.pick(lang) if isinstance(one, Text) else one for name, one in values.items()})
        for lang in ("sv", "en")
    )
    return Text(sv=sv, en=en)


def _columns(**headings: str) -> tuple[Column, ...]:
    return tuple(Column(key=key, label=_text(f"overview.{name}")) for key, name in headings.items())


def _plan(graph: KnowledgeGraph, plan: Plan) -> dict[str, Cell]:
    towns = [graph[link.target] for link in graph.outgoing(plan.id, "isPlanOf") if link.counts]
    measures = [
        link for link in graph.incoming(plan.id, "partOf") if link.counts and graph[link.source].kind == "Measure"
    ]
    years = [year for year in (plan.starts, plan.ends) if year]
    return {
        "id": plan.id, "plan": plan.label, "municipality": tuple(town.label for town in towns),
        "period": "–".join(dict.fromkeys(years)) or None, "starts": plan.starts, "ends": plan.ends,
        "measures": len({link.source for link in measures}),
    }  # fmt: skip


def _links(graph: KnowledgeGraph) -> Count:
    stated, every = counted_links(graph)
    return Count(
        key="links", label=_text("overview.links"), stated=stated, with_interpreted=every,
        rule=_text("overview.links_rule", nodes=len(graph)),
    )  # fmt: skip


def _to_try(graph: KnowledgeGraph, options: str) -> Table:
    start = f"kgraph {options} " if options else "kgraph "
    rows = tuple(
        {"command": command.replace("kgraph ", start, 1), "what": _text(f"overview.try_{key}")}
        for key, command in _commands(graph)
    )
    columns = _columns(command="command", what="what")
    return Table(name="try", title=_text("overview.try"), columns=columns, rows=rows, notes=(_text("overview.help"),))


def _commands(graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Three commands, each with names that these data know; with several plans, those that tell them apart."""
    pair = _busiest_pair(graph)
    if pair:
        yield "overlap", f"kgraph overlap {' '.join(_typed(graph, node) for node in pair)}"
    plans = [graph[one] for one, _ in sorted(sizes_of_plans(graph).items(), key=lambda sized: (-sized[1], sized[0]))]
    if len(plans) > 1:
        one, other = (_typed(graph, plan) for plan in plans[:2])
        yield "compare", f"kgraph compare {one} {other}"
        yield "plan_gaps", f"kgraph --plan {one} coverage --gaps"
    else:
        yield "gaps", "kgraph coverage --gaps"
        if thing := pair[0] if pair else next(iter(graph), None):
            yield "show", f"kgraph show {_typed(graph, thing)}"
    if not pair:
        yield "stats", "kgraph stats"


def _busiest_pair(graph: KnowledgeGraph) -> tuple[Node, Node] | None:
    """The two areas that most measures touch together by stated links; the first pair by id between equals."""
    areas = [area for area in graph.of_kind(*AREA_KINDS) if graph.index.count(area.id, interpreted=True)]
    pairs = list(combinations(areas, 2))
    shared = {
        (one.id, other.id): tuple(
            len(graph.index.overlap((one.id, other.id), (), (), interpreted=layer)) for layer in (False, True)
        )
        for one, other in pairs
    }
    return max(pairs, key=lambda pair: shared[pair[0].id, pair[1].id], default=None)


def _typed(graph: KnowledgeGraph, node: Node) -> str:
    """A thing as one would type it: its short name in lower case, quoted when it has spaces; its id where that is unsafe."""
    name = node.brief.sv.lower()
    is_plain = name[0].isalnum() and all(sign.isalnum() or sign in " -" for sign in name)
    if not is_plain or graph.names.candidates(name) != (node.id,):
        return node.id
    return f'"{name}"' if " " in name else name
