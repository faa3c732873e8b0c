"""What changed between two versions: one typed change for each thing that came, went, moved, was reworded or linked anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import Counts, Numbers, numbers, unique_pairs
from kgraph.model import Link, Node
from kgraph.versioning.change import CODES, Change, Layers
from kgraph.versioning.fields import field_changes
from kgraph.versioning.pairing import COMPARED, SAYS_PART, SAYS_SAME, Pairing

__all__ = ["LEFT_OUT", "changes"]

_CALLED: Mapping[str, str] = {
    ways.HOME: "moved", "partOf": "moved", "isFor": "target_group_changed", "isResponsibleFor": "actor_changed",
    "takesPartIn": "actor_changed", "pursues": "goal_changed", "isMeasuredBy": "indicator_changed", "alsoAffects": "area_changed",
    "usesMethod": "method_changed", "takesPlaceAt": "place_changed", **dict.fromkeys(ways.CAUSE_LINKS, "cause_link"),
    **dict.fromkeys((*ways.DRIVES, ways.MATTERS), "driver_changed"),
}  # fmt: skip
"""What a change of the ends of a relation is called; of any other, "relation_changed"."""

LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys((*SAYS_SAME, *SAYS_PART, "closeMatch", "relatedMatch", "distinctFrom"), "what other things it is like"),
    "inTable": "the list that it stands in", "continuesFrom": "the plan before it",
}  # fmt: skip
"""The relations of compared things that are not compared, and what they tell; `partOf` a plan neither: the plans differ."""


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
            found += field_changes(old, new, after.ontology)
    key = {pair.after: pair for pair in pairs.pairs}
    for thing, relation, ends in _differing(before, after, pairs):
        if thing in key:
            found += _links((before[key[thing].before], after[thing]), relation, ends, narrower)
    return tuple(sorted(found, key=_order))


def _differing(
    before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing
) -> Iterator[tuple[str, str, tuple[Layers, Layers]]]:
    """Each thing and relation whose ends differ, with those before and those after, all by their later ids."""
    number: dict[str, int] = defaultdict(lambda: len(number))
    later = [numbers([number[name] for name in names]) for names in (map(pairs.key, before.nodes), after.nodes)]
    ids = tuple(number)
    versions = tuple(zip((before, after), later, strict=True))
    relations = {relation for graph, _ in versions for relation in graph.index.interned.groups} - LEFT_OUT.keys()
    for relation in sorted(relations):
        sides = [[_keys(*version, relation, interpreted=layer) for layer in (False, True)] for version in versions]
        apart = [np.setxor1d(was, now, assume_unique=True) >> _HALF for was, now in zip(*sides, strict=True)]
        things = sorted({thing for layer in apart for thing in layer.tolist()})
        ends = [[_at(keys, things, ids) for keys in side] for side in sides]
        for thing, *told in zip(things, *(zip(*side, strict=True) for side in ends), strict=True):
            yield ids[thing], relation, (told[0], told[1])


_HALF = 32
"""A thing and an end are one number: the end in the lower half of its bits."""


def _keys(graph: KnowledgeGraph, later: Numbers, relation: str, *, interpreted: bool) -> Counts:
    """Thing and end of the links of a relation that are compared, as numbers that both versions share; each once, sorted."""
    source, target = graph.index.pairs(relation, interpreted=interpreted)
    if relation == "partOf":
        kept = ~np.isin(target, graph.index.interned.of_kinds(("Plan",)))
        source, target = source[kept], target[kept]
    ends = (target, source) if relation in ways.DIRECT_INVERSE else (source, target)
    things, others = unique_pairs(later[ends[0]], later[ends[1]])
    return (things.astype(np.int64) << _HALF) | others


def _at(keys: Counts, things: Sequence[int], ids: Sequence[str]) -> list[frozenset[str]]:
    """The ends of each of some things."""
    low, high = (np.searchsorted(keys, np.array(things, dtype=np.int64) + more << _HALF).tolist() for more in (0, 1))
    ends = (keys & ((1 << _HALF) - 1)).tolist()
    return [frozenset(ids[one] for one in ends[start:end]) for start, end in zip(low, high, strict=True)]


def _order(change: Change) -> tuple[Any, ...]:
    more = (change.relation or "", sorted(change.left[1] | change.came[1]), sorted(change.left[0] | change.came[0]))
    return CODES.index(change.code), -COMPARED.index(change.kind), change.key, more, change.old.sv if change.old else ""


def _gone_and_come(before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing) -> Iterator[Change]:
    known = set(pairs.after.values())
    yield from (
        Change("removed", node.kind, pairs.key(node.id), None)
        for node in before.of_kind(*COMPARED)
        if node.id not in pairs.after
    )
    yield from (Change("added", node.kind, None, node.id) for node in after.of_kind(*COMPARED) if node.id not in known)


def _divided(before: KnowledgeGraph, after: KnowledgeGraph, same: Iterable[Link]) -> Iterator[Change]:
    """What links say has become several, or several have become: each of the several is a part of the one.

    Nothing is guessed from likeness; what the several and the one are called besides (added, removed) stands as it is.
    """
    inside: dict[str, set[str]] = defaultdict(set)
    told = (link for link in same if link.relation in SAYS_PART)
    for link in (*before.of_relation(*SAYS_PART), *after.of_relation(*SAYS_PART), *told):
        if link.counts:
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


def _links(
    nodes: tuple[Node, Node], relation: str, ends: tuple[Layers, Layers], narrower: _Narrower
) -> Iterator[Change]:
    """The changes of one relation: what left and came, and what only has another basis now."""
    (old, new), (was, now), code = nodes, ends, _CALLED.get(relation, "relation_changed")
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
            for link in graph.of_relation("broader"):
                if link.counts:
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
