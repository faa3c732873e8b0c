"""Which measures a set question finds, with the path to each thing that a hit touches; what overlap and matrix answer with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import is_

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.asking.expressions import All, Expression, Not, Term, adjacent, names
from kgraph.collector import collector_put_off
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.measures.rows import marks, told_of
from kgraph.model import AREA_KINDS, Cell, Column, Count, Path, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins, plans_with_measures
from kgraph.paths.chains import together, touches
from kgraph.wording import columns, refused, text

__all__ = ["found", "hits", "name_hints", "resolved", "touchable", "touching"]

_WAYS = ("direct", "area", "cause")
"""How a hit may touch what was asked for: by a link of its own, over its home area or over a cause."""
Bits = npt.NDArray[np.uint8]


def touchable(graph: KnowledgeGraph, name: str) -> str:
    """The id of a thing that can be touched.

    Raises `UnknownName` or `AmbiguousName`; for the name of something that cannot be touched `UsageError` says what it is.
    """
    try:
        return graph.resolve(name, ways.TOUCHABLE).id
    except UnknownName:
        others = graph.names.candidates(name)
        if not others:
            raise
        kind = graph.ontology.kinds[graph[others[0]].kind].label
        raise refused("overlap.not_touchable", name=name, kind=kind) from None


def resolved(graph: KnowledgeGraph, question: Expression) -> Expression:
    """The question with ids for names; raises as `touchable`, and says so where two names and a word are one name."""
    try:
        return _of_ids(graph, question)
    except UnknownName as error:
        hints = name_hints(graph, question)
        if not hints:
            raise
        sv, en = (
            " ".join([said, *(hint.pick(lang) for hint in hints)])
            for said, lang in ((error.sv, "sv"), (error.en, "en"))
        )
        raise UsageError(sv, en) from None


def _of_ids(graph: KnowledgeGraph, question: Expression) -> Expression:
    if isinstance(question, Not):
        return Not(_id_or_question(graph, question.term))
    return type(question)(*dict.fromkeys(_id_or_question(graph, one) for one in question.terms))


def _id_or_question(graph: KnowledgeGraph, term: Term) -> Term:
    return touchable(graph, term) if isinstance(term, str) else _of_ids(graph, term)


def name_hints(graph: KnowledgeGraph, question: Term) -> tuple[Text, ...]:
    """A hint for each thing whose name is read as a question in itself, because it holds och or eller."""
    known = (one for one in adjacent(question) if graph.names.candidates(one, ways.TOUCHABLE))
    return tuple(text("expression.is_a_name", name=name) for name in dict.fromkeys(known))


def touching(graph: KnowledgeGraph, term: Term, *, interpreted: bool) -> Bits:
    """The packed bits of the measures that answer a question of ids, in one way of counting.

    A negation is of what counts: with interpreted links a thing is "not touched" when nothing says so, not even a reading.
    """
    if isinstance(term, str):
        return graph.index.row(term, interpreted=interpreted)
    if isinstance(term, Not):
        inverse: Bits = ~touching(graph, term.term, interpreted=interpreted)
        return inverse
    parts = [touching(graph, one, interpreted=interpreted) for one in term.terms]
    joined: Bits = (np.bitwise_and if isinstance(term, All) else np.bitwise_or).reduce(parts)
    return joined


def found(graph: KnowledgeGraph, question: Term, *, interpreted: bool) -> tuple[str, ...]:
    """The ids of the measures that answer a question of ids."""
    measures = graph.index.measures
    bits = np.unpackbits(touching(graph, question, interpreted=interpreted), count=len(measures))
    return tuple(measures[place] for place in np.flatnonzero(bits))


@collector_put_off()
def hits(graph: KnowledgeGraph, question: Expression, title: Text, *, only: str | None = None) -> Table:
    """The table of a question of ids: its measures with the best path to each thing that they touch, counted both ways.

    The rows are described at `kgraph.overlap`; with `only` this measure alone is asked about.
    """
    stated, both = (set(found(graph, question, interpreted=layer)) for layer in (False, True))
    if only is not None:
        stated, both = stated & {only}, both & {only}
    things = names(question)
    apart = marks(graph)
    rows = [
        _row(graph, measure, things, apart.get(measure, ()), is_stated=measure in stated, leaves=measure not in both)
        for measure in stated | both
    ]
    rows.sort(key=lambda row: (row["basis"] != "stated", row["steps"], swedish_order(_name(row)), row["id"]))
    count = Count(
        key="measures", label=text("overlap.count"), stated=len(stated), with_interpreted=len(both),
        total=None if only else len(graph.index.measures), rule=text("overlap.rule"),
    )  # fmt: skip
    leaving = len(stated - both)
    notes = [text("overlap.leaves", count=leaving)] if leaving else []
    # the cells are what they should be, and looking at each of ten thousand paths takes as long as finding them
    return Table.model_construct(
        name="overlap", title=title, also=(), columns=_columns(graph, rows), rows=tuple(rows), counts=(count,),
        notes=(*(() if only else _floor(graph, question)), *notes, *_beside(rows)), lead=() if only else _split(rows),
    )  # fmt: skip


def _split(rows: Sequence[dict[str, Cell]]) -> tuple[Text, ...]:
    """How many hits are direct and how many go by a cause or the home area, both ways; nothing where all are direct."""
    if all(row["way"] == "direct" for row in rows):
        return ()
    stated = Counter(row["way"] for row in rows if row["basis"] == "stated")
    every = Counter(row["way"] for row in rows if not row["leaves"])
    return (text("overlap.split", stated=_by_way(stated), every=_by_way(every)),)


def _by_way(counts: Counter[Cell]) -> Text:
    told = [text(f"overlap.way_{way}", count=counts[way]) for way in _WAYS if counts[way]] or [text("overlap.way_none")]
    return Text(sv=", ".join(one.sv for one in told), en=", ".join(one.pick("en") for one in told))


def _way(paths: Sequence[Path]) -> str:
    """How a hit touches what was asked for, by the paths that are told: as its least direct one does."""
    relations = {step.relation for path in paths for step in path.steps}
    if ways.MATTERS in relations:
        return "area"
    return "cause" if relations & {*ways.DRIVES} else "direct"


def _floor(graph: KnowledgeGraph, question: Expression) -> tuple[Text, ...]:
    """That counts for areas are a floor where the text has lost what more measures affect, and a ceiling for areas not to be touched;
    nothing where the question contradicts itself.
    """
    lost = sum("also_affects" in measure.unknown for measure in graph.of_kind("Measure"))
    wanted, unwanted = (
        any(graph[one].kind in AREA_KINDS for one in names(question, wanted=sign)) for sign in (True, False)
    )
    never = isinstance(question, All) and any(Not(one) in question.terms for one in question.terms)
    if never or not lost or not (wanted or unwanted):
        return ()
    key = "lost_both" if wanted and unwanted else "lost_affects" if wanted else "lost_most"
    return (text(f"overlap.{key}", count=lost),)


def _columns(graph: KnowledgeGraph, rows: Sequence[dict[str, Cell]]) -> tuple[Column, ...]:
    """The columns; which plan a hit comes from is told where measures come from more than one, its standing where a hit has one."""
    several = graph.once("hits.several_origins", lambda: _several_origins(graph))
    plan = {"plan": "plan"} if several else {}
    standing = {"standing": "standing"} if any(row["standing"] for row in rows) else {}
    return columns(
        label="measure", **plan, **standing, home="home", basis_label="basis", directness="directness", how="paths"
    )


def _several_origins(graph: KnowledgeGraph) -> bool:
    """Whether measures come from more than one plan or document, by the names that these go by."""
    return len({_origin(graph, measure) for measure in graph.index.measures}) > 1


def _origin(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    plans = origins(graph)[measure]
    return graph.once(("hits.origin", id(plans)), lambda: tuple(one.brief for one in plans))


def _beside(rows: Sequence[dict[str, Cell]]) -> tuple[Text, ...]:
    """How many hits stand outside the plans, how many are proposals, and how many rest on several documents together."""
    notes: list[Text] = []
    for one, more in (("outside", ()), ("proposed", ("read_as_proposed",))):
        names = [text(f"standing.{why}") for why in (one, *more)]
        told = [row for row in rows if any(name in _texts(row["standing"]) for name in names)]
        stated = sum(row["basis"] == "stated" and names[0] in _texts(row["standing"]) for row in told)
        every = sum(not row["leaves"] for row in told)
        notes += [text(f"overlap.beside_{one}", stated=stated, interpreted=every)] if told else []
    joined = sum(bool(row["together"]) for row in rows)
    notes += [text("overlap.together", count=joined)] if joined else []
    unread = sum(row["basis"] == "interpreted" and _is_unread(row) for row in rows)
    return (*notes, *((text("overlap.unread", count=unread),) if unread else ()))


def _is_unread(row: dict[str, Cell]) -> bool:
    """Whether a path of a hit goes over a proposal that nobody has read."""
    paths = row["paths"] if isinstance(row["paths"], tuple) else ()
    return any(step.told_as == "unread" for path in paths if isinstance(path, Path) for step in path.steps)


def _texts(cell: Cell) -> tuple[object, ...]:
    return cell if isinstance(cell, tuple) else ()


def _row(
    graph: KnowledgeGraph, measure: str, things: Sequence[str], standing: Sequence[str], *, is_stated: bool, leaves: bool
) -> dict[str, Cell]:  # fmt: skip
    known = touches(graph, measure, things)
    paths = tuple(known[thing] for thing in things if thing in known)
    basis = "stated" if is_stated else "interpreted"
    steps = max((len(path.steps) for path in paths), default=0)
    joined = is_stated and any(together(graph, path) for path in paths)
    return {
        "id": measure, "label": graph[measure].brief, "full_label": graph[measure].label,
        "plan": _origin(graph, measure), "standing": told_of(tuple(standing)),
        "home": _home(graph, measure), "basis": basis, "steps": steps, "leaves": leaves,
        "together": joined, "basis_label": _basis(graph, basis, leaves=leaves, joined=joined),
        "directness": _directness(steps), "way": _way(paths), "paths": paths,
        "how": tuple(path for path in paths if not any(_begins(other, path) for other in paths)),
    }  # fmt: skip


def _basis(graph: KnowledgeGraph, basis: str, *, leaves: bool, joined: bool) -> Text:
    """What a hit rests on in words; a chain that no document states by itself is told apart, and of several plans none is "the" plan."""
    if leaves:
        return text("overlap.basis_leaves")
    if joined:
        return text("basis.together")
    several = basis == "stated" and graph.once("hits.several_plans", lambda: len(plans_with_measures(graph)) > 1)
    return text("status.stated") if several else text(f"basis.{basis}")


@cache
def _directness(steps: int) -> Text | None:
    """How far it is to the farthest thing; nothing where the question names only what is not to be touched."""
    if not steps:
        return None
    return text("overlap.direct") if steps == 1 else text("overlap.indirect", steps=steps)


def _begins(longer: Path, path: Path) -> bool:
    """Whether `longer` goes on from `path`, and so says what it says too."""
    return len(longer.steps) > len(path.steps) and all(map(is_, longer.steps, path.steps))


def _home(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    return tuple(graph[link.target].brief for link in graph.outgoing(measure, ways.HOME) if link.counts)


def _name(row: dict[str, Cell]) -> str:
    label = row["label"]
    return label.sv if isinstance(label, Text) else str(label)
