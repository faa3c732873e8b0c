"""Which measures a set question finds, with the path to each thing that a hit touches; what overlap and matrix answer with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any as AnyValue

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.asking.asked import asked
from kgraph.asking.expressions import All, Expression, Not, Term, adjacent, names
from kgraph.collector import collector_put_off
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Numbers, numbers
from kgraph.link_counts import basis_words
from kgraph.measures.rows import marks, told_of
from kgraph.model import AREA_KINDS, Cell, Column, Count, LazyRows, Path, Table, Text
from kgraph.names import swedish_order
from kgraph.parts.scope import origins, plans_with_measures, stands
from kgraph.paths.chains import nearness, touches
from kgraph.paths.outlines import Outlines
from kgraph.wording import columns, joined, text

__all__ = ["found", "hits", "name_hints", "resolved", "touchable", "touching"]

_WAYS = ("direct", "area", "cause")
"""How a hit may touch what was asked for: by a link of its own, over its home area or over a cause."""
Bits = npt.NDArray[np.uint8]
_Flags = npt.NDArray[np.bool_]


def touchable(graph: KnowledgeGraph, name: str) -> str:
    """The id of a thing that can be touched.

    Raises `UnknownName` or `AmbiguousName`; for the name of something that cannot be touched `UsageError` says what it is.
    """
    return asked(graph, name, ways.TOUCHABLE, "overlap.not_touchable").id


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

    The rows are described at `kgraph.overlap`, and made when they are looked at; with `only` this measure alone is asked about.
    """
    made = _Hits.of(graph, question, only)
    stated, both = int(made.stated.sum()), int(made.both.sum())
    count = Count(
        key="measures", label=text("overlap.count"), stated=stated, with_interpreted=both,
        total=None if only else len(graph.index.measures), rule=text("overlap.rule"),
    )  # fmt: skip
    leaving = int((~made.both).sum())
    notes = [text("overlap.leaves", count=leaving)] if leaving else []
    # as good as a tuple; pydantic would make all of them
    rows: AnyValue = LazyRows(len(made.measures), made.row, is_read=not bool(made.stated.all()))
    return Table.model_construct(
        name="overlap", title=title, also=(), columns=_columns(made), rows=rows,
        counts=(count,), notes=(*(() if only else _floor(graph, question)), *notes, *_beside(made)),
        lead=() if only else _split(made),
    )  # fmt: skip


@dataclass(frozen=True)
class _Hits:
    """The measures that a question finds, by their numbers: whether stated links, and all, make each a hit, what its paths are like,
    and its standing (of every measure that has one); `order` are the places of these in the order of the rows.
    """

    graph: KnowledgeGraph
    things: tuple[str, ...]
    measures: Numbers
    stated: _Flags
    both: _Flags
    paths: Outlines
    standing: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, graph: KnowledgeGraph, question: Expression, only: str | None) -> _Hits:
        """The hits of a question of ids, or of one measure alone."""
        stated, both = (_hit(graph, question, interpreted=layer) for layer in (False, True))
        found = numbers(np.flatnonzero(stated | both))
        if only is not None:
            found = found[found == graph.index.column(only)]
        things = names(question)
        return cls(
            graph, things, found, stated[found], both[found], Outlines.of(graph, found, things), marks(graph)
        )  # fmt: skip

    @cached_property
    def order(self) -> list[int]:
        """Stated hits first, then those with short paths, then by name and id."""
        steps, stated = self.paths.steps.tolist(), self.stated.tolist()
        labels = [swedish_order(self.graph[one].brief.sv) for one in self.ids]
        return sorted(range(len(labels)), key=lambda place: (not stated[place], steps[place], labels[place], place))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the measures."""
        return self.graph.index.named(self.measures)

    @cached_property
    def joined(self) -> _Flags:
        """The stated hits with a path that no document states by itself."""
        return self.stated & self.paths.together

    def way(self, place: int) -> str:
        """How a hit touches what was asked for, by the paths that are told: as its least direct one does."""
        return "area" if self.paths.by_area[place] else "cause" if self.paths.by_cause[place] else "direct"

    def row(self, number: int) -> dict[str, Cell]:
        """One row, with its paths in words."""
        place = self.order[number]
        graph, measure, leaves, joined = self.graph, self.ids[place], not self.both[place], bool(self.joined[place])
        known = touches(graph, measure, self.things)
        paths = tuple(known[thing] for thing in self.things if thing in known)
        basis, steps = "stated" if self.stated[place] else "interpreted", int(self.paths.steps[place])
        return {
            "id": measure, "label": graph[measure].brief, "full_label": graph[measure].label,
            "plan": _origin(graph, measure), "standing": told_of(self.standing.get(measure, ())),
            "home": _home(graph, measure), "basis": basis, "steps": steps, "leaves": leaves,
            "together": joined, "basis_label": _basis(graph, basis, paths, leaves=leaves, joined=joined),
            "directness": _near(self.way(place), paths), "way": self.way(place), "paths": paths,
            "how": _how(paths),
        }  # fmt: skip


def _hit(graph: KnowledgeGraph, question: Expression, *, interpreted: bool) -> _Flags:
    """Whether each measure answers a question of ids."""
    bits = touching(graph, question, interpreted=interpreted)
    return np.unpackbits(bits, count=len(graph.index.measures)).astype(np.bool_)


def _split(made: _Hits) -> tuple[Text, ...]:
    """How many hits are direct and how many go by a cause or the home area, both ways; nothing where all are direct."""
    if not (made.paths.by_area | made.paths.by_cause).any():
        return ()
    stated, every = (Counter(map(made.way, np.flatnonzero(one).tolist())) for one in (made.stated, made.both))
    return (text("overlap.split", stated=_by_way(stated), every=_by_way(every)),)


def _by_way(counts: Counter[str]) -> Text:
    told = [text(f"overlap.way_{way}", count=counts[way]) for way in _WAYS if counts[way]]
    return joined(told or [text("overlap.way_none")])


def _near(way: str, paths: Sequence[Path]) -> Text | None:
    """How far it is, after the word by which a hit that is not direct is counted."""
    return nearness(paths, "" if way == "direct" else way)


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


def _columns(made: _Hits) -> tuple[Column, ...]:
    """The columns; which plan a hit comes from is told where measures come from more than one, its standing where a hit has one."""
    several = made.graph.once("hits.several_origins", lambda: _several_origins(made.graph))
    plan = {"plan": "plan"} if several else {}
    standing = {"standing": "standing"} if any(one in made.standing for one in made.ids) else {}
    return columns(
        label="measure", **plan, **standing, home="home", basis_label="basis", directness="directness", how="paths"
    )


def _several_origins(graph: KnowledgeGraph) -> bool:
    """Whether measures come from more than one plan or document, by the names that these go by."""
    return len({_origin(graph, measure) for measure in graph.index.measures}) > 1


def _origin(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    plans = origins(graph)[measure]
    return graph.once(("hits.origin", id(plans)), lambda: tuple(one.brief for one in plans))


def _beside(made: _Hits) -> tuple[Text, ...]:
    """How many hits stand outside the plans, how many are proposals, and how many rest on several documents together."""
    notes: list[Text] = []
    standings = [made.standing.get(one, ()) for one in made.ids]
    for one in ("outside", "proposed"):
        sure, told = (
            np.array([stands(why, one, interpreted=layer) for why in standings], dtype=np.bool_)
            for layer in (False, True)
        )
        stated, every = int((made.stated & sure).sum()), int((made.both & told).sum())
        notes += [text(f"overlap.beside_{one}", stated=stated, interpreted=every)] if (sure | told).any() else []
    if joined := int(made.joined.sum()):
        notes.append(text("overlap.together", count=joined))
    if unread := int((made.paths.unread & ~made.stated).sum()):
        notes.append(text("overlap.unread", count=unread))
    return tuple(notes)


def _basis(graph: KnowledgeGraph, basis: str, paths: Sequence[Path], *, leaves: bool, joined: bool) -> Text:
    """What a hit rests on in words; a chain that no document states by itself is told apart, and of several plans none is "the" plan."""
    if leaves:
        return text("overlap.basis_leaves")
    sourced = all(step.status != "confirmed" for path in paths for step in path.steps)
    if joined and sourced:
        return text("basis.together")
    several = basis == "stated" and graph.once("hits.several_plans", lambda: len(plans_with_measures(graph)) > 1)
    return basis_words(basis, sourced=sourced) if several or not sourced else text(f"basis.{basis}")


def _how(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths that no other goes on from: it says what they say too."""
    walked = [tuple(map(id, path.steps)) for path in paths]
    begun = {one[:end] for one in walked for end in range(len(one))}
    return tuple([path for path, one in zip(paths, walked, strict=True) if one not in begun])


def _home(graph: KnowledgeGraph, measure: str) -> tuple[Text, ...]:
    return tuple(graph[link.target].brief for link in graph.outgoing(measure, ways.HOME) if link.counts)
