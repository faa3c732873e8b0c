"""What changed between two versions: one typed change for each thing that came, went, moved, was reworded or linked anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kgraph import ways
from kgraph.graph import KnowledgeGraph
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
    for (thing, relation), ends in _differing(before, after, pairs).items():
        if thing in key:
            found += _links((before[key[thing].before], after[thing]), relation, ends, narrower)
    return tuple(sorted(found, key=_order))


_Said = tuple[str, str, str, bool]
"""Thing, relation, other end, and whether it is stated or confirmed."""


def _differing(
    before: KnowledgeGraph, after: KnowledgeGraph, pairs: Pairing
) -> dict[tuple[str, str], tuple[Layers, Layers]]:
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


def _layers(ends: tuple[set[str], set[str]]) -> Layers:
    return frozenset(ends[0]), frozenset(ends[1])


def _said(graph: KnowledgeGraph, later: Mapping[str, str]) -> set[_Said]:
    """Every link that counts of the relations that are compared."""
    found = set()
    for link in graph.links:
        if link.counts and _is_compared(graph, link):
            thing, end = later.get(link.source, link.source), later.get(link.target, link.target)
            if link.relation in ways.DIRECT_INVERSE:
                thing, end = end, thing
            found.add((thing, link.relation, end, link.counts_as_stated))
    return found


def _is_compared(graph: KnowledgeGraph, link: Link) -> bool:
    return link.relation not in LEFT_OUT and (link.relation != "partOf" or graph[link.target].kind != "Plan")


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
