"""Pairs that are not linked, ranked by a score whose every part can be shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from kgraph import ways
from kgraph.collector import collector_put_off
from kgraph.graph import KnowledgeGraph
from kgraph.likeness import Numbers, Places, Postings, Space, bag, own_texts
from kgraph.missing_links.candidates import WEIGHTS, Candidate, Part
from kgraph.missing_links.facts import Gathered
from kgraph.missing_links.opposites import AGAINST, Sides, opposed, sides
from kgraph.missing_links.traits import Trait, flags, leading, sharing
from kgraph.model import AREA_KINDS, Cause

__all__ = ["Ranking"]

_RARE = 50
"""Duplicates must share a word that at most this many texts hold."""
_BLOCK = 2048
"""Rows that are scored at a time."""
_DIGITS = 9
"""Scores that are equal to this many digits are equal; what is left is the rounding of sums."""


@dataclass(frozen=True)
class Ranking:
    """Rows and columns, what makes their pairs alike, and the pairs that must not be proposed.

    A pair is a candidate when its texts share a word or when what `joins` names speaks for it; structure alone proposes
    nothing.  One whose names say opposite groups scores `AGAINST` less, and is none where nothing is left.  Where rows and columns are the same things (`mirrored`) a pair counts once, the smaller id first.
    """

    what: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    words: Space
    traits: Mapping[str, Trait]
    barred: Places
    """The pairs that must not be proposed: row · columns + column, sorted."""
    relation: Callable[[str], str]
    weights: Mapping[str, float]
    joins: tuple[str, ...] = ("method",)
    mirrored: bool = False
    sides: Mapping[str, Sides] = field(default_factory=dict)

    @classmethod
    def of(
        cls, graph: KnowledgeGraph, what: str, weights: Mapping[str, float] | None = None, *, known: KnowledgeGraph | None = None
    ) -> Ranking:  # fmt: skip
        """The ranking of one of `WHAT`; `weights` takes the place of `WEIGHTS[what]`, and a part without one does not count.

        What `known`, a graph that this one is a part of, has joined in any status is not proposed either.
        """
        made = {"causes": _causes, "areas": _areas, "methods": _methods, "measures": _measures}[what]
        with collector_put_off():
            ranking = made(Gathered(graph, known), WEIGHTS[what] if weights is None else weights)
            return replace(ranking, sides=sides(graph, {*ranking.rows, *ranking.columns}))

    def order(self, only: Collection[str] | None = None, most: int | None = None) -> list[tuple[str, str, float]]:
        """The candidates with their scores, best first; of scores that are equal the first by its ids.

        With `only` just those that begin at one of these things (of a mirrored ranking: that have one as either end).
        """
        places = np.array([at for at, name in enumerate(self.rows) if only is None or name in only], dtype=np.int64)
        reach = (
            self._postings.reach([self.rows[at] for at in places.tolist()]) * self.weights.get("words", 0)
            + self._others
        )
        first = np.argsort(-reach, kind="stable")
        rows, columns, scores = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
        for start in range(0, len(places), _BLOCK):
            floor = _raised(0.0, scores, most)
            if reach[first[start]] < floor:
                break
            block = np.sort(places[first[start : start + _BLOCK]])
            found = self._scored(block, most, floor, mirrored=self.mirrored and only is None)
            both = tuple(np.concatenate(pair) for pair in zip((rows, columns, scores), found, strict=True))
            rows, columns, scores = _kept(both[0], both[1], both[2], most)
        told = zip(rows.tolist(), columns.tolist(), scores.tolist(), strict=True)
        named = [(self.rows[row], self.columns[column], score) for row, column, score in told]
        return _once((min(one, two), max(one, two), score) for one, two, score in named) if self.mirrored else named

    def best(self, most: int, only: Collection[str] | None = None) -> tuple[Candidate, ...]:
        """The likeliest missing links, best first, with the parts of their scores."""
        return tuple(self.explained(*pair) for *pair, _ in self.order(only, most))

    def explained(self, source: str, target: str) -> Candidate:
        """A pair with the parts of its score, whether it may be proposed or not."""
        row, column = self._row[source], self._column[target]
        shared = self.words.shared(source, target)
        words = sum(share for _, share in shared) * self.weights.get("words", 0)
        parts = [Part("words", words, tuple(one for one, _ in shared))]
        at = (np.array([row]), np.array([column]))
        for key, trait in self._counted:
            parts.append(Part(key, float(trait.values(*at)[0]) * self.weights[key], trait.things(row, column)))
        if source in self.sides and target in self.sides:
            words_against = opposed(self.sides[source], self.sides[target])
            parts.append(Part("against", -AGAINST if words_against else 0.0, words_against))
        told = tuple(sorted((part for part in parts if part.share), key=lambda part: (-part.share, part.key)))
        score = round(sum(part.share for part in told), _DIGITS)
        return Candidate(source, self.relation(target), target, score, told)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.rows)}

    @cached_property
    def _column(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.columns)}

    @cached_property
    def _side(self) -> tuple[Places, Places]:
        """The sides that each row and each column is on."""
        neither: Sides = ((0, ""), (0, ""))
        told = (
            [[side for side, _ in self.sides.get(one, neither)] for one in ones] for ones in (self.rows, self.columns)
        )
        rows, columns = (np.array(ones, dtype=np.int64).reshape(-1, len(neither)) for ones in told)
        return rows, columns

    def _against(self, keys: Places) -> Numbers:
        """How much less each pair scores since the names say opposite groups."""
        if not self.sides:
            return np.zeros(len(keys))
        width = max(len(self.columns), 1)
        rows, columns = self._side
        apart = rows[keys // width] * columns[keys % width] < 0
        return np.where(apart.any(axis=1), AGAINST, 0.0)

    @cached_property
    def _counted(self) -> list[tuple[str, Trait]]:
        """The traits that have a weight and speak for any pair."""
        return [(key, one) for key, one in sorted(self.traits.items()) if self.weights.get(key) and one.speaks.any()]

    @cached_property
    def _others(self) -> float:
        """What all parts but the words add at most."""
        return sum(self.weights[key] for key, _ in self._counted)

    @cached_property
    def _postings(self) -> Postings:
        return self.words.postings(self.columns)

    def _scored(
        self, rows: Places, most: int | None, floor: float, *, mirrored: bool
    ) -> tuple[Places, Places, Numbers]:
        """The candidates of some rows with their scores, but for those that cannot reach `floor` or be among the `most` best.

        A pair whose parts so far, and all that are left at their best, would not reach it is not looked at further.
        """
        width = max(len(self.columns), 1)
        near, far, likeness = self._postings.meet([self.rows[row] for row in rows.tolist()])
        scores = likeness * self.weights.get("words", 0)
        good = scores + self._others >= floor
        keys, scores = self._free((rows[near] * width + far)[good], scores[good], mirrored=mirrored)
        scores = scores - self._against(keys)
        floor = _raised(floor, scores, most)
        if self._others >= floor:
            keys, scores = self._free(*self._joined(rows, keys, scores), mirrored=mirrored)
        left = self._others
        for key, trait in self._counted:
            floor = _raised(floor, scores, most)
            good = scores + left >= floor
            keys, scores = keys[good], scores[good]
            scores = scores + self.weights[key] * trait.values(keys // width, keys % width)
            left -= self.weights[key]
        scores = np.round(scores, _DIGITS)
        good = scores >= 0
        return keys[good] // width, keys[good] % width, scores[good]

    def _free(self, keys: Places, scores: Numbers, *, mirrored: bool) -> tuple[Places, Numbers]:
        """The pairs that may be proposed."""
        width = max(len(self.columns), 1)
        free = ~_among(keys, self.barred)
        if mirrored:
            free &= keys // width < keys % width
        return keys[free], scores[free]

    def _joined(self, rows: Places, keys: Places, likeness: Numbers) -> tuple[Places, Numbers]:
        """The pairs that share words, and with no likeness those that a trait of `joins` brings together."""
        width = max(len(self.columns), 1)
        found = [trait.pairs(rows) for key, trait in self._counted if key in self.joins]
        more = np.concatenate([np.zeros(0, dtype=np.int64), *(near * width + far for near, far in found)])
        more = np.unique(more)
        more = more[~_among(more, keys)]
        return np.concatenate((keys, more)), np.concatenate((likeness, -self._against(more)))

    def open(self, row: str) -> tuple[str, ...]:
        """The columns that may be proposed for a row."""
        at = self._row[row] * max(len(self.columns), 1)
        barred = set(self.barred.tolist())
        return tuple(name for place, name in enumerate(self.columns) if at + place not in barred)


def _among(keys: Places, known: Places) -> npt.NDArray[np.bool_]:
    """Which keys are among those known, which are sorted."""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = known[np.searchsorted(known, keys).clip(max=len(known) - 1)] == keys
    return found


def _raised(floor: float, scores: Numbers, most: int | None) -> float:
    """The floor, raised to what the `most` best reach already when they do; a little lower, since scores are rounded."""
    if most is None or most > len(scores):
        return floor
    return max(floor, float(np.partition(scores, len(scores) - most)[len(scores) - most]) - 2 * 10.0**-_DIGITS)


def _kept(rows: Places, columns: Places, scores: Numbers, most: int | None) -> tuple[Places, Places, Numbers]:
    """The `most` best, best first; of scores that are equal the first by rows and columns."""
    if most is not None and most < len(scores):
        good = np.flatnonzero(scores >= np.partition(scores, len(scores) - most)[len(scores) - most])
        rows, columns, scores = rows[good], columns[good], scores[good]
    order = np.lexsort((columns, rows, -scores))[:most]
    return rows[order], columns[order], scores[order]


def _barred(
    rows: Sequence[str], columns: Sequence[str], pairs: Iterable[tuple[str, str]], more: Places | None = None
) -> Places:
    """The keys (row · columns + column) of pairs that must not be proposed, sorted; names that are neither left out."""
    row, column = ({name: place for place, name in enumerate(names)} for names in (rows, columns))
    keys = [row[one] * len(columns) + column[two] for one, two in pairs if one in row and two in column]
    return np.sort(
        np.concatenate((np.array(keys, dtype=np.int64), np.zeros(0, dtype=np.int64) if more is None else more))
    )


def _itself(names: Sequence[str]) -> Places:
    return np.arange(len(names)) * (len(names) + 1)


def _once(found: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    return list(dict.fromkeys(found))


def _cause_relation(facts: Gathered) -> Callable[[str], str]:
    def relation(target: str) -> str:
        node = facts.graph[target]
        return "strengthens" if isinstance(node, Cause) and node.cause_kind == "protective_factor" else "addresses"

    return relation


def _causes(facts: Gathered, weights: Mapping[str, float]) -> Ranking:
    """Measure → cause."""
    graph, measures = facts.graph, facts.measures
    causes = tuple(node.id for node in graph.of_kind("Cause"))
    driven = {area.id: set(graph.index.driving(area.id, interpreted=True)) for area in graph.of_kind(*AREA_KINDS)}
    areas = _turned(driven)
    has = facts.having(*ways.CAUSE_LINKS)
    by = _turned(has)
    words = facts.space({**facts.beside(), **{one: [facts.label(area) for area in areas[one]] for one in causes}})
    return Ranking(
        "causes", measures, causes, words, {
            "home": flags(measures, facts.having(ways.HOME), causes, areas),
            "document": flags(measures, facts.document(measures), causes, facts.document(causes)),
            "method": sharing(measures, causes, facts.over(by, causes, facts.having("usesMethod"))),
            "actor": sharing(measures, causes, facts.over(by, causes, facts.actors())),
            "near": leading(measures, has, causes, words.matrix(causes)),
        }, _barred(measures, causes, facts.linked(*ways.CAUSE_LINKS)), _cause_relation(facts), weights,
    )  # fmt: skip


def _areas(facts: Gathered, weights: Mapping[str, float]) -> Ranking:
    """Measure → area; an area that the measure touches already, directly or through its causes, is not missing."""
    graph, measures = facts.graph, facts.measures
    areas = tuple(node.id for node in graph.of_kind(*AREA_KINDS))
    has = facts.having(ways.HOME, "alsoAffects")
    by = _turned(has)
    driving = facts.driving()
    words = facts.space(
        {**facts.beside(), **{one: [facts.label(cause) for cause in driving.get(one, ())] for one in areas}}
    )
    members = [set(by[area]) for area in areas]
    beside = np.array([[len(one & other) / max(len(one), 1) for other in members] for one in members]).reshape(
        len(areas), len(areas)
    )
    np.fill_diagonal(beside, 0)
    return Ranking(
        "areas", measures, areas, words, {
            "beside": leading(measures, has, areas, beside),
            "document": flags(measures, facts.document(measures), areas, facts.document(areas)),
            "method": sharing(measures, areas, facts.over(by, areas, facts.having("usesMethod"))),
            "actor": sharing(measures, areas, facts.over(by, areas, facts.actors())),
        }, _barred(measures, areas, facts.linked(ways.HOME, "alsoAffects"), _touching(graph, areas)), lambda _: "alsoAffects", weights, joins=("method", "beside"),
    )  # fmt: skip


def _methods(facts: Gathered, weights: Mapping[str, float]) -> Ranking:
    """Pairs of methods."""
    methods = tuple(node.id for node in facts.graph.of_kind("Method"))
    using = _turned(facts.having("usesMethod"))
    text = Space.of({one: bag((words, 1.0) for words in own_texts(facts.graph[one])) for one in methods}, most=_RARE)
    return Ranking(
        "methods", methods, methods, text, {
            "actor": sharing(methods, methods, {one: _gathered(using[one], facts.actors()) for one in methods}),
            "group": sharing(methods, methods, {one: _gathered(using[one], facts.groups()) for one in methods}),
        }, _barred(methods, methods, facts.matched(), _itself(methods)), lambda _: "closeMatch", weights, mirrored=True,
    )  # fmt: skip


def _measures(facts: Gathered, weights: Mapping[str, float]) -> Ranking:
    """Pairs of measures."""
    measures = facts.measures
    words = facts.space(dict.fromkeys(measures, ()), most=_RARE)
    return Ranking(
        "measures", measures, measures, words, {
            "home": sharing(measures, measures, facts.having(ways.HOME)),
            "method": sharing(measures, measures, facts.having("usesMethod")),
            "actor": sharing(measures, measures, facts.actors()),
            "group": sharing(measures, measures, facts.groups()),
        }, _barred(measures, measures, facts.matched(), _itself(measures)), lambda _: "closeMatch", weights, mirrored=True,
    )  # fmt: skip


def _touching(graph: KnowledgeGraph, areas: Sequence[str]) -> Places:
    """The measures that touch each area, as keys of `_barred`; the index has the measures in the same order."""
    bits = [np.unpackbits(graph.index.row(area, interpreted=True), count=len(graph.index.measures)) for area in areas]
    return np.concatenate(
        [np.zeros(0, dtype=np.int64), *(np.flatnonzero(row) * len(areas) + place for place, row in enumerate(bits))]
    )


def _turned(has: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Who has each thing, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(has):
        for thing in sorted(set(has[one])):
            found[thing].append(one)
    return found


def _gathered(ones: Sequence[str], have: Mapping[str, Iterable[str]]) -> set[str]:
    return {thing for one in ones for thing in have.get(one, ())}
