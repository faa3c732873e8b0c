"""Who covers what: for each cause, area, goal, target group and problem the measures behind it, and its state.

A cause is covered by the measures that address or strengthen it, themselves or by a part; an area, a target group or a
problem by the measures that touch it (`kgraph.ways`); a goal by the measures that pursue it.  What a measure is worth is
told in `kgraph.covering.firmness`.

The states, and which of them comes first, are decided in `_covers` (the bare ones) and `_of_measures` alone:
  1. no measure at all, not even by an interpreted link: *accepted_gap* where somebody has decided so and the decision still
     holds, else *uncovered*;
  2. only interpreted links: *interpreted_only*;
  3. all measures by stated links are cancelled, and it is said so: *cancelled_only*;
  4. all that are left are planned or proposed, and it is said so: *planned_only*;
  5. all that are left are unassigned, with neither anybody responsible nor a time: *unassigned_only*;
  6. *several* where two or more of the rest are no stand-ins, else *one*.
So a measure more never makes a state worse (`STATES` is their order), and a rejected link counts nowhere.  A thing also has
the state that it is in when interpreted links, and readings of ours (`Node.interpreted`), count as others do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal, get_args

from kgraph.asking.kinds import kinds_named
from kgraph.covering.firmness import Firmness, firmness
from kgraph.covering.hierarchy import below
from kgraph.covering.id_pairs import id_pairs
from kgraph.errors import UnknownName
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, AcceptedGap, Count, Text
from kgraph.names import fold
from kgraph.wording import joined, refused, text

__all__ = [
    "COVERABLE",
    "FIGURES",
    "KIND_GROUPS",
    "STATES",
    "Cover",
    "State",
    "StateAsked",
    "acceptances",
    "alone",
    "coverable_kinds",
    "covers",
    "figures",
    "stands",
    "state_named",
]

State = Literal[
    "uncovered", "accepted_gap", "interpreted_only", "cancelled_only", "planned_only", "unassigned_only", "one", "several",
]  # fmt: skip

StateAsked = State | Literal["stand_in"]
"""What one may ask for: a state, or those covered by one that only refers elsewhere or is a placeholder (a part of `one`)."""

STATES: tuple[State, ...] = get_args(State)
"""Every state, from the barest gap to the best cover: a measure more never moves a thing to the left."""

FIGURES = ("nominal", "real", "evidence")
"""The three figures of coverage; each is at most the one before."""

KIND_GROUPS: dict[str, tuple[str, ...]] = {
    "causes": ("Cause",), "areas": AREA_KINDS, "goals": ("Goal",), "groups": ("TargetGroup",), "problems": ("Problem",),
}  # fmt: skip
"""The kinds of things that can be covered, by what they are counted as."""

COVERABLE: tuple[str, ...] = tuple(chain.from_iterable(KIND_GROUPS.values()))
"""The kinds of things that can be covered."""


@dataclass(frozen=True)
class Cover:
    """Who covers one thing: ids of measures by stated and confirmed links, and with interpreted ones, both sorted.

    `state` is what it is in by what is stated, `state_read` when interpretations count as what is stated does.
    """

    thing: str
    stated: tuple[str, ...]
    every: tuple[str, ...]
    state: State
    state_read: State


def covers(graph: KnowledgeGraph, *kinds: str, on: date | None = None, inherit: bool = False) -> dict[str, Cover]:
    """The cover of every thing of the kinds (all of `COVERABLE` when none is named), by its id in the order of ids.

    `on` is the day that accepted gaps are judged by and follow-ups read up to; without it every accepted gap holds and every
    follow-up is read.  With `inherit` a thing is also
    covered by what covers the things that are narrower than it (`broader` links).
    """
    every = graph.once(("covers", on, inherit), lambda: _covers(graph, on, inherit=inherit))
    return {node: cover for node, cover in every.items() if not kinds or graph[node].kind in kinds}


def _covers(graph: KnowledgeGraph, on: date | None, *, inherit: bool) -> dict[str, Cover]:
    things = sorted(node.id for node in graph.of_kind(*COVERABLE))
    stated, every = (_found(graph, things, interpreted=layer, inherit=inherit) for layer in (False, True))
    known, read = (firmness(graph, interpreted=layer, on=on) for layer in (False, True))
    accepted = acceptances(graph, on)
    found: dict[str, Cover] = {}
    for one in things:
        bare: State = "accepted_gap" if one in accepted else "uncovered"
        state_read = _of_measures(every[one], read, bare)
        state = _of_measures(stated[one], known, "interpreted_only" if every[one] else bare)
        found[one] = Cover(one, stated[one], every[one], state, state_read)
    return found


def acceptances(graph: KnowledgeGraph, on: date | None = None) -> dict[str, AcceptedGap]:
    """The decision that lets each thing be without a measure on a day, by the thing's id: the one that holds longest.

    A decision ends on its `review_on`.  Only stated and confirmed links accept: a reading is no decision.
    """
    held: dict[str, AcceptedGap] = {}
    every = graph.of_kind("AcceptedGap")
    gaps = [node for node in every if isinstance(node, AcceptedGap) and not (on and on.isoformat() >= node.review_on)]
    for gap in sorted(gaps, key=lambda gap: (gap.review_on, gap.id)):
        held.update({link.target: gap for link in graph.outgoing(gap.id, "accepts") if link.counts_as_stated})
    return held


def coverable_kinds(graph: KnowledgeGraph, word: str) -> tuple[str, ...]:
    """The kinds that `kinds_named` takes an everyday word for.  Raises `UsageError` for what cannot be covered."""
    try:
        kinds = kinds_named(graph, word)
    except UnknownName:
        kinds = ()
    if not kinds or kinds[0] not in COVERABLE:
        raise refused("covering.unknown_kind", name=word)
    return kinds


def state_named(word: str) -> StateAsked:
    """The state that a word means: its name, or what it is called in either language.  Raises `UsageError` for another word."""
    known: dict[str, StateAsked] = {}
    choices: tuple[StateAsked, ...] = (*STATES, "stand_in")
    labels = [text(f"covering.state_{state}") for state in choices]
    for state, label in zip(choices, labels, strict=True):
        known |= {fold(name): state for name in (state, state.replace("_", " "), label.sv, label.pick("en"))}
    if fold(word) not in known:
        quoted = (Text(sv=f"«{label.sv}»", en=f"«{label.pick('en')}»") for label in labels)
        raise refused("covering.unknown_state", name=word, known=joined(quoted))
    return known[fold(word)]


def figures(graph: KnowledgeGraph, on: date | None = None, *, inherit: bool = False) -> tuple[Count, ...]:
    """How many causes and areas have a measure: nominally (by any link), for real (by a measure that is no stand-in, is not
    cancelled and has somebody who acts or a time) and by evidence (for real, by one whose evidence a source speaks of), each with
    its rule; keys `nominal_causes` …  `on` and `inherit` are those of `covers`.

    Each figure is at most the one before.  Where no source speaks of evidence the rule says that there is nothing to weigh.
    """
    worth = {layer: firmness(graph, interpreted=layer, on=on) for layer in (False, True)}
    weighed = bool(worth[True].rated)
    made: list[Count] = []
    for things, kinds in (("causes", ("Cause",)), ("areas", AREA_KINDS)):
        known = covers(graph, *kinds, on=on, inherit=inherit).values()
        by_layer = {False: [one.stated for one in known], True: [one.every for one in known]}
        for name in FIGURES:
            numbers = [sum(stands(worth[layer], ones, name) for ones in by_layer[layer]) for layer in (False, True)]
            rule = text(f"covering.{name}_rule" if name != "evidence" or weighed else "covering.nothing_to_weigh")
            made.append(
                Count(
                    key=f"{name}_{things}", label=text(f"covering.{name}_{things}"), stated=numbers[0], with_interpreted=numbers[1],
                    total=len(known), rule=rule,
                )
            )  # fmt: skip
    return tuple(made)


def stands(worth: Firmness, measures: Sequence[str], figure: str) -> bool:
    """Whether some measures, known to be worth so much, are enough for one of `FIGURES`."""
    if figure == "nominal":
        return bool(measures)
    if figure == "real":
        return not worth.hollow.issuperset(measures)
    return not (worth.rated - worth.hollow).isdisjoint(measures)


def _of_measures(measures: Sequence[str], known: Firmness, bare: State) -> State:
    """The state of a thing by the measures that cover it: that of the best, and the second one that holds settles it; `bare`
    where there are none.
    """
    if not measures:
        return bare
    best = STATES.index("cancelled_only")
    holding = 0
    for one in measures:
        own = alone(one, known)
        best = max(best, STATES.index(own))
        holding += own == "one" and one not in known.stand_ins
        if holding > 1:
            return "several"
    return STATES[best]


def alone(measure: str, known: Firmness) -> State:
    """The state of what this measure alone covers."""
    if measure in known.cancelled:
        return "cancelled_only"
    if measure in known.planned:
        return "planned_only"
    return "unassigned_only" if measure in known.unassigned else "one"


def _found(
    graph: KnowledgeGraph, things: Sequence[str], *, interpreted: bool, inherit: bool
) -> dict[str, tuple[str, ...]]:
    """The measures that cover each thing, sorted."""
    linked: dict[str, set[str]] = defaultdict(set)
    for measure, thing in (
        *graph.index.addressing(interpreted=interpreted),
        *_pursuing(graph, interpreted=interpreted),
    ):
        linked[thing].add(measure)

    def own(thing: str) -> tuple[str, ...]:
        if graph[thing].kind in ("Cause", "Goal"):
            return tuple(sorted(linked.get(thing, ())))
        return graph.index.touching(thing, interpreted=interpreted)

    found = {thing: own(thing) for thing in things}
    if not inherit:
        return found
    narrower = below(graph, things, interpreted=interpreted)
    return {
        thing: found[thing] if len(ones) == 1 else tuple(sorted({measure for one in ones for measure in found[one]}))
        for thing, ones in narrower.items()
    }


def _pursuing(graph: KnowledgeGraph, *, interpreted: bool) -> Iterator[tuple[str, str]]:
    """Each measure → goal pair once; plans, areas and agreements pursue goals too, but do nothing by themselves."""
    pairs = id_pairs(graph, "pursues", interpreted=interpreted)
    return ((one, goal) for one, goal in pairs if graph[one].kind == "Measure")
