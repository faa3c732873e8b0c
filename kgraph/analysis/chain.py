"""How far does the whole chain hold: assessment → cause → measure → goal → indicator → actor?  And where does it break?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kgraph.covering.id_pairs import id_pairs
from kgraph.covering.states import Cover, covers
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Cell, Count, Node, Table, Text
from kgraph.names import swedish_order
from kgraph.wording import columns, text

__all__ = ["chain"]

_STEPS = ("measure", "goal", "indicator", "actor")
"""The steps after the cause.  A measure stays in the chain as long as it has what each step asks for."""
_LOST = {"goal": {"goals"}, "indicator": {"indicators", "follow_up"}, "actor": {"actors", "responsible"}}
"""Words of a measure's `unknown` that say that the source has what a step asks for, though the text has lost it."""
_LAYERS = (False, True)


def chain(graph: KnowledgeGraph, *, area: str | None = None, inherit: bool = False, on: date | None = None) -> Table:
    """For each cause how many measures carry the chain on at each step, and where it breaks.

    A cause rests on an assessment when a plan whose document speaks of it does.  After the cause, `measures` are those that
    cover it, `goals` those of them that pursue a goal, `indicators` those whose goal also is measured by an indicator, and
    `actors` those that in addition have somebody responsible or taking part; each key also with `_stated`.  `breaks_stated`
    and `breaks` are the names of the steps that fail ("assessment" and the first of the others), empty when the whole
    chain holds.  Where the text is known to have lost what a step asks for, the words say so.

    The counts tell for how many causes the chain holds up to each step, and the whole of it.  With `area` only the causes
    that drive it, as counted with interpreted links.  `inherit` and `on` are those of `kgraph.covering.states.covers`.
    Raises `UnknownName` or `AmbiguousName` for the name of the area.
    """
    node = graph.resolve(area, AREA_KINDS) if area else None
    driving = set(graph.index.driving(node.id, interpreted=True)) if node else set(graph.nodes)
    causes = sorted(
        (cause for cause in graph.of_kind("Cause") if cause.id in driving),
        key=lambda cause: (swedish_order(cause.brief.sv), cause.id),
    )
    found = covers(graph, "Cause", on=on, inherit=inherit)
    layers = [_Layer.of(graph, interpreted=layer) for layer in _LAYERS]
    told = [_Told.of(cause, found[cause.id], layers) for cause in causes]
    return Table(
        name="chain", title=text("chain.title_of", area=node.brief) if node else text("chain.title"),
        rows=tuple(_row(graph, one) for one in told), counts=tuple(_counts(told)),
        columns=columns(
            label="cause", assessment_label="chain.assessment", measures_label="chain.measures", goals_label="chain.goals",
            indicators_label="chain.indicators", actors_label="chain.actors", breaks_label="chain.breaks",
        ),
        notes=(text("chain.note"),),
    )  # fmt: skip


@dataclass(frozen=True)
class _Layer:
    """What the steps ask for, in one way of counting."""

    assessed: frozenset[str]
    """The causes that rest on an assessment."""
    having: Mapping[str, frozenset[str]]
    """For each step the measures that have what it asks for; no measure need be asked whether it is one."""

    @classmethod
    def of(cls, graph: KnowledgeGraph, *, interpreted: bool) -> _Layer:
        pursued = list(id_pairs(graph, "pursues", interpreted=interpreted))
        measured = {goal for goal, _ in id_pairs(graph, "isMeasuredBy", interpreted=interpreted)}
        actors = (graph.index.touching(actor.id, interpreted=interpreted) for actor in graph.of_kind("Actor"))
        having = {
            "goal": frozenset(one for one, _ in pursued),
            "indicator": frozenset(one for one, goal in pursued if goal in measured),
            "actor": frozenset(one for ones in actors for one in ones),
        }
        return cls(frozenset(_assessed(graph, interpreted=interpreted)), having)

    def steps(self, measures: Sequence[str]) -> list[Sequence[str]]:
        """The measures that are left in the chain at each step."""
        left: list[Sequence[str]] = [measures]
        for step in _STEPS[1:]:
            left.append([one for one in left[-1] if one in self.having[step]])
        return left


def _assessed(graph: KnowledgeGraph, *, interpreted: bool) -> Iterable[str]:
    """The causes that a plan's document speaks of, by their records or their links, where the plan rests on an assessment."""
    plans = [
        one for one, other in id_pairs(graph, "restsOn", interpreted=interpreted) if graph[other].kind == "Assessment"
    ]
    documents = {graph[one].document for one in plans} - {None}
    for cause in graph.of_kind("Cause"):
        if cause.document in documents:
            yield cause.id
    for link in graph.links if documents else ():
        if link.document in documents and (link.counts if interpreted else link.counts_as_stated):
            yield from (end for end in (link.source, link.target) if graph[end].kind == "Cause")


@dataclass(frozen=True)
class _Told:
    """A cause, whether it is assessed, the measures left at each step, and the steps that fail: by each way of counting."""

    cause: Node
    assessed: tuple[bool, bool]
    left: tuple[list[Sequence[str]], list[Sequence[str]]]

    @classmethod
    def of(cls, cause: Node, cover: Cover, layers: Sequence[_Layer]) -> _Told:
        assessed = [cause.id in layer.assessed for layer in layers]
        left = [layer.steps(ones) for layer, ones in zip(layers, (cover.stated, cover.every), strict=True)]
        return cls(cause, (assessed[0], assessed[1]), (left[0], left[1]))

    def fails(self, layer: bool) -> str | None:  # noqa: FBT001  # a place in a pair
        """The first step after the cause that no measure takes."""
        return next((step for step, ones in zip(_STEPS, self.left[layer], strict=True) if not ones), None)

    def breaks(self, layer: bool) -> tuple[str, ...]:  # noqa: FBT001  # a place in a pair
        step = self.fails(layer)
        return (*(() if self.assessed[layer] else ("assessment",)), *((step,) if step else ()))


def _row(graph: KnowledgeGraph, told: _Told) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "id": told.cause.id, "label": told.cause.brief, "full_label": told.cause.label, "assessment_stated": told.assessed[False],
        "assessment": told.assessed[True], "assessment_label": text(f"chain.assessment_{sum(told.assessed)}"),
    }  # fmt: skip
    for place, step in enumerate(_STEPS):
        stated, every = (len(told.left[layer][place]) for layer in _LAYERS)
        row |= {f"{step}s_stated": stated, f"{step}s": every, f"{step}s_label": _both(stated, every)}
    row |= {"breaks_stated": told.breaks(False), "breaks": told.breaks(True), "breaks_label": _where(graph, told)}  # noqa: FBT003
    return row


def _both(stated: int, every: int) -> Text:
    """A number both ways: "1", or "1 (2)" where interpreted links make it more."""
    return Text(sv=str(stated) if stated == every else f"{stated} ({every})")


def _where(graph: KnowledgeGraph, told: _Told) -> tuple[Text, ...]:
    """The steps that fail, in words; those that only interpreted links carry are told apart."""
    stated, every = told.breaks(False), told.breaks(True)  # noqa: FBT003
    words = []
    for step in ("assessment", *_STEPS):
        if step in stated:
            name = _step(graph, told, step, interpreted=False)
            words.append(name if step in every else text("chain.holds_if_read", step=name))
        elif step in every:
            words.append(text("chain.then", step=_step(graph, told, step, interpreted=True)))
    return tuple(words) or (text("chain.whole"),)


def _step(graph: KnowledgeGraph, told: _Told, step: str, *, interpreted: bool) -> Text:
    """A step's name; with a word on it where some measure that got so far has lost what the step asks for."""
    if step in _LOST:
        before = told.left[interpreted][_STEPS.index(step) - 1]
        if any(_LOST[step] & set(graph[one].unknown) for one in before):
            return text("chain.lost", step=text(f"chain.step_{step}"))
    return text(f"chain.step_{step}")


def _counts(told: Sequence[_Told]) -> Iterable[Count]:
    """For how many causes the chain holds up to each step, and the whole of it, assessment included."""
    tests: dict[str, Callable[[_Told, bool], bool]] = {"assessment": lambda one, layer: one.assessed[layer]}
    for place, step in enumerate(_STEPS):
        tests[step] = lambda one, layer, place=place: bool(one.left[layer][place])  # type: ignore[misc]
    tests["whole"] = lambda one, layer: not one.breaks(layer)
    numbers: dict[str, list[int]] = defaultdict(list)
    for key, holds in tests.items():
        numbers[key] = [sum(holds(one, layer) for one in told) for layer in _LAYERS]
    return (
        Count(
            key=key, label=text(f"chain.count_{key}"), stated=stated, with_interpreted=every, total=len(told),
            rule=text(f"chain.rule_{key}"),
        )
        for key, (stated, every) in numbers.items()
    )  # fmt: skip
