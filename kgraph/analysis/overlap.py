"""Which measures touch several things at once: the question the product is for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from kgraph.asking.expressions import All, Any, Expression, Not, Term, names, written
from kgraph.asking.hits import hits, name_hints, resolved, touchable
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Table, Text, integer
from kgraph.names import swedish_order
from kgraph.paths.chains import touches
from kgraph.paths.distances import steps_from
from kgraph.readings import readings
from kgraph.wording import columns, joined, refused, text

__all__ = ["overlap"]

_NEAREST = 5
_NEVER = 10_000
"""What it lacks to become a hit, for a measure that touches what it must not."""


@collector_put_off()
def overlap(graph: KnowledgeGraph, *all_of: Term, any_of: Sequence[Term] = (), but_not: Sequence[Term] = ()) -> Table:
    """The measures that touch every thing in `all_of`, at least one in `any_of` and none in `but_not`.

    Things are areas, causes, problems, goals, indicators, actors, target groups, places, methods, plans or plan tables, by name or id, in any mix; each
    may also be a question of its own: `overlap(graph, "narkotika", kgraph.Any("polisen", "skolan"))`, or in one sentence
    `overlap(graph, kgraph.where("narkotika och (polisen eller skolan) och inte skolmiljö"))`.
    `kgraph.ways` says what touching is; the rule is also printed with the count.

    Each way of counting judges the whole question by its own links.  A measure that is excluded by a stated link is
    therefore excluded from both counts; one that is excluded only by an interpreted link stays among the stated hits
    (`leaves` is true) and is no hit with interpreted links.  The rows are the hits of either way.

    Returns a table with a row for each hit: `id`, `label`, `home`, `basis` ("stated" or "interpreted"), `steps` (the
    longest of its paths), `way` ("direct", "area" where one goes on from its home area, else "cause"), `plan` (the document,
    where it is in no plan), `standing` (outside the plans, proposed or both), `paths` (one for each thing that it touches),
    `how` (those of them that say all) and `leaves`.  When nothing is found `also` holds the nearest.
    Raises `UnknownName` or `AmbiguousName` for a name that cannot be resolved, `UsageError` when nothing is named.
    """
    if not (all_of or any_of or but_not):
        raise refused("overlap.too_few")
    asked = All(*all_of, *([Any(*any_of)] if any_of else []), *(Not(one) for one in but_not))
    question = resolved(graph, asked)
    plain = all(isinstance(one, str) for one in (*all_of, *any_of, *but_not))
    title = _title(graph, all_of, any_of, but_not) if plain else _sentence(graph, question)
    table = hits(graph, question, title)
    notes = (*name_hints(graph, asked), *(() if table.rows else (text("overlap.none"),)), *table.notes)
    near = () if table.rows else _nearest(graph, question)
    return table.model_copy(
        update={"notes": notes, "also": near, "lead": (*readings(graph, names(asked)), *table.lead)}
    )


# --- the question in words -------------------------------------------------------------------------------------


def _sentence(graph: KnowledgeGraph, question: Expression) -> Text:
    only = question.terms[0] if isinstance(question, All) and len(question.terms) == 1 else question
    key, told = ("title_not", only.term) if isinstance(only, Not) else ("title", only)
    things = {
        lang: written(told, lang, lambda one, lang=lang: graph[one].brief.pick(lang))  # type: ignore[misc]  # a default
        for lang in ("sv", "en")
    }
    return text(f"overlap.{key}", things=Text(sv=things["sv"], en=things["en"]))


def _title(graph: KnowledgeGraph, every: Sequence[Term], some: Sequence[Term], none: Sequence[Term]) -> Text:
    if not (every or some):
        return text("overlap.title_not", things=_joined(graph, none, "any_of"))
    parts = [_joined(graph, things, key) for things, key in ((every, "all_of"), (some, "any_of")) if things]
    things = text("overlap.and_some", every=parts[0], some=parts[1]) if every and some else parts[0]
    if none:
        things = text("overlap.but_not", things=things, without=_joined(graph, none, "any_of"))
    return text("overlap.title", things=things)


def _joined(graph: KnowledgeGraph, things: Sequence[Term], conjunction: str) -> Text:
    found = dict.fromkeys(touchable(graph, str(one)) for one in things)
    return joined((graph[one].brief for one in found), text(f"overlap.{conjunction}"))


# --- the nearest, when nothing is found --------------------------------------------------------------------------


def _nearest(graph: KnowledgeGraph, question: Expression) -> tuple[Table, ...]:
    """The measures that lack least to be hits; between equals, those with the shortest way to the rest."""
    things = names(question)
    lacks = _lacks(graph, question, wanted=True)
    touched = {thing: _touches(graph, thing) for thing in things}
    how_many = np.sum([one.astype(np.int64) for one in touched.values()], axis=0)
    candidates = np.flatnonzero((how_many > 0) & (lacks < _NEVER)).tolist()
    best = sorted(candidates, key=lambda place: (lacks[place], -how_many[place], place))[: 4 * _NEAREST]
    rows = [
        {
            **_near_row(graph, place, question, {one for one in things if touched[one][place]}),
            "lacks": int(lacks[place]),
        }
        for place in best
    ]
    rows.sort(
        key=lambda row: (
            row["lacks"], -integer(row, "touched"), row["distance"], swedish_order(graph[str(row["id"])].brief.sv),
        )
    )  # fmt: skip
    shown = [{**row, "paths": tuple(touches(graph, str(row["id"]), things).values())} for row in rows[:_NEAREST]]
    return (
        Table(
            name="nearest", title=text("overlap.nearest"), rows=tuple(shown), notes=(text("overlap.nearest_rule"),),
            columns=columns(label="measure", paths="touches", missing="missing"),
        ),
    ) if shown else ()  # fmt: skip


def _touches(graph: KnowledgeGraph, thing: str) -> npt.NDArray[np.bool_]:
    bits = graph.index.row(thing, interpreted=True)
    return np.unpackbits(bits, count=len(graph.index.measures)).astype(np.bool_)


def _lacks(graph: KnowledgeGraph, term: Term, *, wanted: bool) -> npt.NDArray[np.int64]:
    """For each measure how many more things it would have to touch to answer the term (or, when not `wanted`, not to).

    Nothing that a measure touches can be taken from it: then it can never answer.
    """
    if isinstance(term, str):
        touched = _touches(graph, term)
        return np.where(touched == wanted, 0, 1 if wanted else _NEVER).astype(np.int64)
    if isinstance(term, Not):
        return _lacks(graph, term.term, wanted=not wanted)
    parts = np.stack([_lacks(graph, one, wanted=wanted) for one in term.terms])
    every = isinstance(term, All) is wanted
    lacks: npt.NDArray[np.int64] = np.minimum(parts.sum(axis=0), _NEVER) if every else parts.min(axis=0)
    return lacks


def _near_row(graph: KnowledgeGraph, place: int, question: Expression, touched: set[str]) -> dict[str, Cell]:
    missing = _missing(question, touched) or []
    node, measure = int(graph.index.measure_nodes[place]), graph.index.measures[place]
    return {
        "id": measure, "label": graph[measure].brief, "touched": len(touched),
        "distance": sum(min(int(steps_from(graph, thing)[node]) for thing in group) for group in missing),
        "missing": tuple(_one_of(graph, group) for group in missing),
    }  # fmt: skip


def _one_of(graph: KnowledgeGraph, group: Sequence[str]) -> Text:
    return joined((graph[one].brief for one in group), text("overlap.any_of"))


def _missing(term: Term, touched: set[str], *, wanted: bool = True) -> list[tuple[str, ...]] | None:
    """What is left to touch, one thing of each group, by the way that needs the fewest; None when nothing would help."""
    if isinstance(term, str):
        return [] if (term in touched) is wanted else [(term,)] if wanted else None
    if isinstance(term, Not):
        return _missing(term.term, touched, wanted=not wanted)
    parts = [_missing(one, touched, wanted=wanted) for one in term.terms]
    possible = [part for part in parts if part is not None]
    if isinstance(term, All) is wanted:
        return [group for part in possible for group in part] if len(possible) == len(parts) else None
    if possible and all(len(part) == 1 for part in possible):
        return [tuple(thing for part in possible for thing in part[0])]
    return min(possible, key=len, default=None)
