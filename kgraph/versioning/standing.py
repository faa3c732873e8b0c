"""How a thing stands in one version and one way of counting: its state, and whether it counts for real.

`kgraph.covering` has both rules.  A thing shifts where it has measures in both versions but stands otherwise; what has none in one
of them lost its last or gained its first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import NamedTuple

from kgraph.covering.firmness import Firmness, firmness
from kgraph.covering.states import STATES, StateAsked, alone
from kgraph.graph import KnowledgeGraph
from kgraph.versioning.change import Change
from kgraph.wording import text

__all__ = ["Shift", "Standing", "Worth", "Worths", "explains", "weighs", "worths"]

_LADDER: tuple[StateAsked, ...] = (
    "uncovered",
    *STATES[STATES.index("cancelled_only") : STATES.index("one")],
    "stand_in",
    "one",
    "several",
)
"""Where a thing can stand, from the weakest."""
_STAND_IN, _ONE = _LADDER.index("stand_in"), _LADDER.index("one")


class Standing(NamedTuple):
    """Whether a measure that counts for real covers a thing, which weighs the most; and its place on the ladder of states."""

    real: bool
    rank: int

    @property
    def state(self) -> StateAsked:
        """The state by its name."""
        return _LADDER[self.rank]


Shift = tuple[Standing, Standing]
"""How a thing stands before and after."""


class Worth(NamedTuple):
    """How what a measure alone covers would stand, and what that goes by: cancelled and planned; a stand-in; unassigned and idle."""

    standing: Standing
    status: tuple[bool, bool]
    is_stand_in: bool
    unassigned: tuple[bool, bool]


_NONE = Worth(Standing(real=False, rank=0), (False, False), is_stand_in=False, unassigned=(False, False))


@cache
def _same(worth: Worth) -> Worth:
    """One object for all that are equal: there are few, and thousands of measures are compared by them."""
    return worth


class Worths(NamedTuple):
    """What each measure is worth by its id in both versions; which stand where, from the weakest; and which count for real."""

    of: dict[str, Worth]
    ranked: tuple[frozenset[str], ...]
    real: frozenset[str]

    def standing(self, measures: frozenset[str]) -> Standing:
        """How a thing stands that some measures cover."""
        if len(list(islice(filter(self.ranked[_ONE].__contains__, measures), 2))) > 1:
            return Standing(real=True, rank=_ONE + 1)
        met = (rank for rank in range(_ONE, 0, -1) if not measures.isdisjoint(self.ranked[rank]))
        return Standing(real=not measures.isdisjoint(self.real), rank=next(met, 0))


def worths(graph: KnowledgeGraph, key: Callable[[str], str], *, interpreted: bool) -> Worths:
    """What each measure is worth in one way of counting."""
    known = firmness(graph, interpreted=interpreted)
    told = (known.stand_ins, known.cancelled, known.planned, known.unassigned, known.idle)
    alike: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for one in graph.index.measures:
        alike[tuple([one in ones for ones in told])].append(one)
    found: dict[str, Worth] = {}
    ranked: list[set[str]] = [set() for _ in _LADDER]
    real: set[str] = set()
    for first, *others in alike.values():
        worth, named = _worth(first, known), [key(one) for one in (first, *others)]
        found |= dict.fromkeys(named, worth)
        ranked[worth.standing.rank].update(named)
        real.update(named if worth.standing.real else ())
    return Worths(found, tuple(map(frozenset, ranked)), frozenset(real))


def _worth(one: str, known: Firmness) -> Worth:
    state, is_stand_in = alone(one, known), one in known.stand_ins
    rank = _STAND_IN if state == "one" and is_stand_in else _LADDER.index(state)
    return _same(Worth(
        Standing(real=one not in known.hollow, rank=rank), (one in known.cancelled, one in known.planned),
        is_stand_in, (one in known.unassigned, one in known.idle),
    ))  # fmt: skip


def weighs(shift: Shift, was: Worth, now: Worth | None) -> bool:
    """Whether what became of one of its measures (None: not among them) is a part of why a thing stands weaker."""
    before, after = ((one or _NONE).standing for one in (was, now))
    high, low = shift
    fell = low.rank < high.rank and before.rank > min(low.rank, _STAND_IN) and after.rank < before.rank
    return fell or (high.real and not low.real and before.real and not after.real)


def explains(change: Change, was: Worth, now: Worth, layer: int, *, left: bool, of_part: bool) -> bool:
    """Whether a change of a measure, or of a part of it, may be why the measure is worth less (`left`: what left it) or more."""
    if layer == 0 and not change.is_stated:
        return False
    if change.code == "status_changed":
        return was.status != now.status and not of_part
    if change.code == "field_changed":
        return was.is_stand_in != now.is_stand_in and change.field == text("field.stand_in") and not of_part
    if was.unassigned == now.unassigned:
        return False
    if change.relation in ("isResponsibleFor", "takesPartIn", "partOf"):
        return bool((change.left if left else change.came)[layer])
    return change.code in ("time_changed", "removed" if left else "added")
