"""What changed between two versions: one typed change for each thing that came, went, moved, was reworded or linked anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node, Text
from kgraph.versioning.pairing import COMPARED, SAYS_PART, Pairing

__all__ = ["CODES", "Change", "changes"]

CODES: tuple[str, ...] = (
    "removed", "added", "split", "merged", "moved", "cause_link_removed", "cause_link_added", "target_group_narrowed",
    "target_group_widened", "target_group_changed", "actor_changed", "goal_changed", "indicator_changed", "area_changed",
    "method_changed", "place_changed", "driver_changed", "basis_changed", "time_changed", "status_changed", "reworded",
)  # fmt: skip
"""Every kind of change by its stable code, the weightiest first."""

_ACTIVITIES = ("Measure", "SubActivity")
_SETS: Mapping[str, tuple[tuple[str, ...], str]] = {
    ways.HOME: (_ACTIVITIES, "moved"), "partOf": (("SubActivity",), "moved"), "isFor": (_ACTIVITIES, "target_group_changed"),
    "isResponsibleFor": (_ACTIVITIES, "actor_changed"), "takesPartIn": (_ACTIVITIES, "actor_changed"),
    "pursues": (_ACTIVITIES, "goal_changed"), "isMeasuredBy": ((*_ACTIVITIES, "Goal"), "indicator_changed"),
    "alsoAffects": (_ACTIVITIES, "area_changed"), "usesMethod": (_ACTIVITIES, "method_changed"),
    "takesPlaceAt": (_ACTIVITIES, "place_changed"), "addresses": (_ACTIVITIES, "cause_link"),
    "strengthens": (_ACTIVITIES, "cause_link"),
    **dict.fromkeys((*ways.DRIVES, ways.MATTERS), (("Cause", "Problem", "CrimeArea", "FocusArea", "GoalArea"), "driver_changed")),
}  # fmt: skip
"""The relations that are compared: of which kinds, and what a change of the set is called."""

_Layers = tuple[frozenset[str], frozenset[str]]
"""What a thing is linked to: by stated and confirmed links, and with interpreted ones."""


@dataclass(frozen=True)
class Change:
    """One change of a thing; `before` and `after` are its ids (None where it is missing).

    `left` and `came` are the other ends of a relation that went and came, by their later ids where they have one: by stated
    and confirmed links, and with interpreted ones.  `old` and `new` are words or values, where these changed.
    """

    code: str
    kind: str
    before: str | None
    after: str | None
    relation: str | None = None
    left: _Layers = (frozenset(), frozenset())
    came: _Layers = (frozenset(), frozenset())
    old: Text | None = None
    new: Text | None = None

    @property
    def key(self) -> str:
        """What the thing is called in both versions."""
        return self.after or self.before or ""

    @property
    def is_stated(self) -> bool:
        """Whether the change shows without interpreted links too."""
        return self.relation is None or bool(self.left[0] or self.came[0])


def changes(
    before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing, same: Iterable[Link] = ()
) -> tuple[Change, ...]:
    """Every change of what is compared (`COMPARED`), by code, kind and id; what has no change is not in it.

    `same` are the further links that `pairing` was given.
    """
    found = [*_gone_and_come(before, after, pairs), *_divided(before, after, same)]
    narrower = _Narrower(before, after, pairs)
    for pair in pairs.pairs:
        old, new = before[pair.before], after[pair.after]
        if old != new:
            found += _fields(old, new)
    key = {pair.after: pair for pair in pairs.pairs}
    for (thing, relation), ends in _differing(before, after, pairs).items():
        if thing in key and after[thing].kind in _SETS[relation][0]:
            found += _links((before[key[thing].before], after[thing]), relation, ends, narrower)
    return tuple(sorted(found, key=_order))


_Said = tuple[str, str, str, bool]
"""Thing, relation, other end, and whether it is stated or confirmed."""


def _differing(
    before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing
) -> dict[tuple[str, str], tuple[_Layers, _Layers]]:
    """For each thing and relation whose ends differ: those before and those after, all by their later ids."""
    said = _said(before, pairs.after), _said(after, {})
    changed = {one[:2] for one in said[0] ^ said[1]}
    found: dict[tuple[str, str], list[tuple[set[str], set[str]]]] = {
        at: [(set(), set()), (set(), set())] for at in changed
    }
    for side, links in enumerate(said):
        for thing, relation, end, is_stated in links:
            if (thing, relation) in changed:
                stated, every = found[thing, relation][side]
                every.add(end)
                if is_stated:
                    stated.add(end)
    return {at: (_layers(was), _layers(now)) for at, (was, now) in found.items()}


def _layers(ends: tuple[set[str], set[str]]) -> _Layers:
    return frozenset(ends[0]), frozenset(ends[1])


def _said(graph: KnowledgeGraph, later: Mapping[str, str]) -> set[_Said]:
    """Every link that counts of the relations that are compared."""
    found = set()
    for link in graph.links:
        if link.relation in _SETS and link.status != "rejected":
            thing, end = later.get(link.source, link.source), later.get(link.target, link.target)
            if link.relation in ways.DIRECT_INVERSE:
                thing, end = end, thing
            found.add((thing, link.relation, end, link.status != "interpreted"))
    return found


def _order(change: Change) -> tuple[Any, ...]:
    more = (change.relation or "", sorted(change.left[1] | change.came[1]), sorted(change.left[0] | change.came[0]))
    return CODES.index(change.code), -COMPARED.index(change.kind), change.key, more, change.old.sv if change.old else ""


def _gone_and_come(before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing) -> Iterator[Change]:
    known = set(pairs.after.values())
    yield from (
        Change("removed", node.kind, node.id, None) for node in before.of_kind(*COMPARED) if node.id not in pairs.after
    )
    yield from (Change("added", node.kind, None, node.id) for node in after.of_kind(*COMPARED) if node.id not in known)


def _divided(before: KnowledgeGraph, after: KnowledgeGraph, same: Iterable[Link]) -> Iterator[Change]:
    """What links say has become several, or several have become: each of the several is a part of the one.

    Nothing is guessed from likeness; what the several and the one are called besides (added, removed) stands as it is.
    """
    inside: dict[str, set[str]] = defaultdict(set)
    for link in (*before.links, *after.links, *same):
        if link.relation in SAYS_PART and link.counts:
            part, whole = (link.source, link.target) if link.relation == "broadMatch" else (link.target, link.source)
            inside[whole].add(part)
    for code, one_side, other in (("split", before, after), ("merged", after, before)):
        for whole in sorted(inside):
            ends = frozenset(part for part in inside[whole] if part in other and part not in one_side)
            if len(ends) > 1 and whole in one_side and whole not in other and one_side[whole].kind in COMPARED:
                kind = one_side[whole].kind
                if code == "split":
                    yield Change(code, kind, whole, None, "broadMatch", came=(ends, ends))
                else:
                    yield Change(code, kind, None, whole, "broadMatch", left=(ends, ends))


def _fields(old: Node, new: Node) -> Iterator[Change]:
    for field in ("label", "description"):
        was, now = getattr(old, field), getattr(new, field)
        if was != now:
            yield Change("reworded", new.kind, old.id, new.id, old=_words(was, now), new=_words(now, was))
    for code, fields in (
        ("time_changed", ("time", "starts", "ends", "recurrence")),
        ("status_changed", ("measure_status",)),
    ):
        told = [[str(getattr(one, field, None) or "") for field in fields] for one in (old, new)]
        if told[0] != told[1]:
            was, now = ("; ".join(dict.fromkeys(filter(None, each))) for each in told)
            yield Change(
                code, new.kind, old.id, new.id, old=Text(sv=was) if was else None, new=Text(sv=now) if now else None
            )


def _words(text: Text | None, other: Text | None) -> Text | None:
    """The words that changed: the Swedish ones, or the English where only they did."""
    if text and other and text.sv == other.sv and text.en:
        return Text(sv=text.en, en=text.en)
    return text


def _links(
    nodes: tuple[Node, Node], relation: str, ends: tuple[_Layers, _Layers], narrower: _Narrower
) -> Iterator[Change]:
    """The changes of one relation: what left and came, and what only has another basis now."""
    (old, new), (was, now), code = nodes, ends, _SETS[relation][1]
    left, came = (was[0] - now[0], was[1] - now[1]), (now[0] - was[0], now[1] - was[1])
    same = was[1] & now[1]
    firmer, weaker = came[0] & same, left[0] & same
    if firmer or weaker:
        nothing: frozenset[str] = frozenset()
        yield Change("basis_changed", new.kind, old.id, new.id, relation, (weaker, nothing), (firmer, nothing))
    left, came = (left[0] - same, left[1]), (came[0] - same, came[1])
    if code == "cause_link":
        for end in sorted(left[1] | came[1]):
            only = frozenset({end})
            gone = end in left[1]
            yield Change(
                "cause_link_removed" if gone else "cause_link_added", new.kind, old.id, new.id, relation,
                (left[0] & only, left[1] & only), (came[0] & only, came[1] & only),
            )  # fmt: skip
    elif left[1] or came[1]:
        called = narrower.code(was[1], now[1]) if code == "target_group_changed" else code
        yield Change(called, new.kind, old.id, new.id, relation, left, came)


class _Narrower:
    """Which group is a part of which, by the `broader` links of both versions."""

    def __init__(self, before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing) -> None:
        self.above: dict[str, set[str]] = defaultdict(set)
        for graph, key in ((before, pairs.key), (after, str)):
            for link in graph.links:
                if link.relation == "broader" and link.counts:
                    self.above[key(link.source)].add(key(link.target))

    def code(self, was: frozenset[str], now: frozenset[str]) -> str:
        """Narrowed when all that is aimed at now lies within what was, widened when the reverse holds; else changed.

        Where either names no group at all its extent is unknown, and nothing is said of it.
        """
        inside, outside = self._within(now, was), self._within(was, now)
        if was and now and inside != outside:
            return "target_group_narrowed" if inside else "target_group_widened"
        return "target_group_changed"

    def _within(self, ones: frozenset[str], others: frozenset[str]) -> bool:
        return all(self._upward(one) & others for one in ones)

    def _upward(self, one: str) -> set[str]:
        found, waiting = {one}, [one]
        while waiting:
            new = self.above.get(waiting.pop(), set()) - found
            found |= new
            waiting += sorted(new)
        return found
