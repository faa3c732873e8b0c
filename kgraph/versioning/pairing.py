"""What is the same thing in two versions: by id within one kind, by a link that says so, else by likeness, one to one.

A pair by likeness is a reading, and is marked as one: seven tenths the cosine of the words (`kgraph.likeness`), three tenths
the share of links that both have (Jaccard 1901), over the ends that are paired already.  The best pairs are taken first
until none reaches `LIKE`; nothing depends on which version is called the earlier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Space, bag, own_texts
from kgraph.model import AREA_KINDS, Link

__all__ = ["COMPARED", "LIKE", "SAYS_PART", "SAYS_SAME", "Pair", "Pairing", "id_of", "pairing"]

COMPARED: tuple[str, ...] = (
    *AREA_KINDS, "Actor", "TargetGroup", "Place", "Method", "Indicator", "Goal", "Problem", "Cause", "Measure", "SubActivity",
    "AcceptedGap",
)  # fmt: skip
"""The kinds that are compared, in the order that they are paired: those that others are linked to first."""

LIKE = 0.45
"""From what score on two things are read as the same."""
_WORDS, _LINKS = 0.7, 0.3
_DIGITS = 9

_EARLIER = "\n"
"""What begins the key of a thing of the earlier version whose id is another thing in the later one; no id has it."""

SAYS_SAME = ("exactMatch",)
"""Relations that say that two things are the same."""
SAYS_PART = ("broadMatch", "narrowMatch")
"""Relations that say that a thing is a part of another: to the wider one, and to the narrower."""


@dataclass(frozen=True)
class Pair:
    """A thing of the earlier version and the same thing of the later; `score` is told for a pair by likeness."""

    before: str
    after: str
    by: Literal["id", "link", "likeness"]
    score: float | None = None


@dataclass(frozen=True)
class Pairing:
    """Every pair, in the order of the earlier ids; `apart` are the ids that are of one kind before and of another after."""

    pairs: tuple[Pair, ...]
    apart: frozenset[str] = frozenset()

    @cached_property
    def after(self) -> Mapping[str, str]:
        """The later id of each earlier one that is paired."""
        return {pair.before: pair.after for pair in self.pairs}

    @cached_property
    def guessed(self) -> frozenset[str]:
        """The later ids of what is paired by likeness alone."""
        return frozenset(pair.after for pair in self.pairs if pair.by == "likeness")

    def key(self, before: str) -> str:
        """What a thing of the earlier version is called in both: its later id where it is paired; never the id of another."""
        return self.after.get(before) or (_EARLIER + before if before in self.apart else before)


def id_of(key: str) -> str:
    """The id that a thing has by what it is called in both versions."""
    return key.removeprefix(_EARLIER)


def pairing(before: KnowledgeGraph, after: KnowledgeGraph, same: Iterable[Link] = ()) -> Pairing:
    """The pairs of two versions.  `same` are further links that lie in neither, such as those between two plans."""
    apart = frozenset(one for one in before.nodes if one in after and before[one].kind != after[one].kind)
    same_kind = (one.id for one in before.of_kind(*COMPARED) if one.id in after and one.id not in apart)
    found = {one: Pair(one, one, "id") for one in same_kind}
    taken = set(found)
    said = (link for link in same if link.relation in SAYS_SAME)
    for first, second in _said(before, after, (*before.of_relation(*SAYS_SAME), *after.of_relation(*SAYS_SAME), *said)):
        if first not in found and second not in taken:
            found[first] = Pair(first, second, "link")
            taken.add(second)
    alone = [{one.id for one in graph.of_kind(*COMPARED)} for graph in (before, after)]
    links = _linked(before, alone[0] - found.keys()), _linked(after, alone[1] - taken)
    for kind in COMPARED:
        for pair in _alike(before, after, kind, found, links):
            found[pair.before] = pair
    return Pairing(tuple(found[one] for one in sorted(found)), apart)


def _said(before: KnowledgeGraph, after: KnowledgeGraph, links: Iterable[Link]) -> Iterator[tuple[str, str]]:
    """The pairs that links say are the same, in order; either end may be the earlier."""
    for link in sorted({link for link in links if link.counts}, key=Link.sort_key):
        for first, second in ((link.target, link.source), (link.source, link.target)):
            apart = first in before and second in after and first not in after and second not in before
            if apart and before[first].kind == after[second].kind and before[first].kind in COMPARED:
                yield first, second


_Ends = Mapping[str, list[tuple[str, bool, str]]]
"""What things are linked to: the relation, whether it begins at the thing, and the other end."""


def _alike(
    before: KnowledgeGraph, after: KnowledgeGraph, kind: str, found: Mapping[str, Pair], links: tuple[_Ends, _Ends]
) -> list[Pair]:
    """The pairs of a kind by likeness, the best first, each thing once."""
    taken = {pair.after for pair in found.values()}
    olds = [node for node in before.of_kind(kind) if node.id not in found]
    news = [node for node in after.of_kind(kind) if node.id not in taken]
    if not olds or not news:
        return []
    key = {pair.before: pair.after for pair in found.values()}
    itself = {one: one for one in key.values()}
    words = Space.of({node.id: bag((text, 1.0) for text in own_texts(node)) for node in (*olds, *news)})
    ends = {
        **{node.id: _ends(links[0], node.id, key) for node in olds},
        **{node.id: _ends(links[1], node.id, itself) for node in news},
    }
    near, far, cosine = words.pairs([node.id for node in olds], [node.id for node in news])
    scored = []
    for row, column, likeness in zip(near.tolist(), far.tolist(), cosine.tolist(), strict=True):
        old, new = olds[row].id, news[column].id
        score = round(_WORDS * likeness + _LINKS * _share(ends[old], ends[new]), _DIGITS)
        if score >= LIKE:
            scored.append((-score, *sorted((old, new)), old, new))
    return list(_one_to_one(sorted(scored)))


def _one_to_one(scored: Iterable[tuple[float, str, str, str, str]]) -> Iterator[Pair]:
    used: set[str] = set()
    for score, _, _, old, new in scored:
        if not {old, new} & used:
            used |= {old, new}
            yield Pair(old, new, "likeness", -score)


def _linked(graph: KnowledgeGraph, ones: Collection[str]) -> _Ends:
    """What some things are linked to by the links that count."""
    interned = graph.index.interned
    mine = np.zeros(len(interned.ids), dtype=np.bool_)
    mine[[interned.number[one] for one in ones]] = True
    found = defaultdict(list)
    for relation in interned.groups:
        source, target = interned.pairs((relation,), interpreted=True)
        for near, far, begins in ((source, target, True), (target, source, False)):
            here = mine[near]
            for one, other in zip(near[here].tolist(), far[here].tolist(), strict=True):
                found[interned.ids[one]].append((relation, begins, interned.ids[other]))
    return found


def _ends(links: _Ends, node_id: str, key: Mapping[str, str]) -> set[tuple[str, bool, str]]:
    """What a thing is linked to among what is paired already, by later ids."""
    return {(relation, begins, key[other]) for relation, begins, other in links.get(node_id, ()) if other in key}


def _share(first: set[tuple[str, bool, str]], second: set[tuple[str, bool, str]]) -> float:
    return len(first & second) / len(first | second) if first | second else 0.0
