"""How well missing links are found: links are held back, and each method says where they stand in its ranking.

The links are dealt into folds in an order that depends on the seed alone.  For each fold the graph is made anew without
its links (every statement of each, those of sub-activities too), so nothing that follows from them is left; rationales
are read by nobody.  Each held-back link is then ranked among the things that its measure is not linked to.  Places that
no method tells apart are shared: a link among n equals counts as their middle.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import kgraph
from kgraph import KnowledgeGraph, ways
from kgraph.likeness import own_texts
from kgraph.missing_links import WEIGHTS, Ranking
from kgraph.model import Link

__all__ = ["AT", "METHODS", "Score", "by_score", "chance", "evaluate", "lines", "plain", "report"]

AT = (1, 5, 10)
FOLDS, SEED = 10, 1
_RELATIONS = {
    "causes": ways.CAUSE_LINKS,
    "areas": ("alsoAffects",),
    "measures": ("closeMatch", "exactMatch"),
}
_Pair = tuple[str, str]
_Scores = Mapping[str, float]
Method = Callable[[KnowledgeGraph, str], Callable[[str], _Scores]]
"""Graph and kind of link → measure → score of each thing; what has no score is last."""


@dataclass
class Score:
    """The places of the held-back links under one method."""

    places: list[float] = field(default_factory=list)

    def hits(self, most: int) -> float:
        """The share of the links among the first `most`."""
        return sum(place <= most for place in self.places) / max(len(self.places), 1)

    @property
    def reciprocal(self) -> float:
        """The mean of 1 / place (MRR)."""
        return sum(1 / place for place in self.places) / max(len(self.places), 1)


def by_score(weights: Mapping[str, float] | None = None) -> Method:
    """kgraph's own ranking."""

    def method(graph: KnowledgeGraph, what: str) -> Callable[[str], _Scores]:
        ranking = Ranking.of(graph, what, weights)

        def scores(measure: str) -> _Scores:
            pairs = ranking.order({measure})
            return {(other if one == measure else one): score for one, other, score in pairs}

        return scores

    return method


def plain(graph: KnowledgeGraph, what: str) -> Callable[[str], _Scores]:
    """Plain TF-IDF: words as they are written, counted, times log(N / n), cosine; nothing else."""
    kinds = {"causes": ("Cause",), "areas": ("CrimeArea", "FocusArea", "GoalArea"), "measures": ()}[what]
    nodes = graph.of_kind("Measure", *kinds)
    counts = {node.id: Counter(" ".join(own_texts(node)).lower().split()) for node in nodes}
    held = Counter(word for words in counts.values() for word in words)
    vectors = {
        one: _unit({w: n * math.log(len(nodes) / held[w]) for w, n in words.items()}) for one, words in counts.items()
    }
    things = [node.id for node in (graph.of_kind(*kinds) if kinds else nodes)]

    def scores(measure: str) -> _Scores:
        mine = vectors[measure]
        return {
            one: sum(part * vectors[one].get(word, 0) for word, part in mine.items())
            for one in things
            if one != measure
        }

    return scores


def chance(graph: KnowledgeGraph, what: str) -> Callable[[str], _Scores]:
    """No score at all; `evaluate` then gives each place its chance."""
    del graph, what
    return lambda _: {}


METHODS: Mapping[str, Method] = {"kgraph": by_score(), "plain TF-IDF": plain, "random": chance}


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(part * part for part in vector.values())) or 1.0
    return {word: part / length for word, part in vector.items()}


def evaluate(
    graph: KnowledgeGraph, what: str, methods: Mapping[str, Method] = METHODS, *, folds: int = FOLDS, seed: int = SEED
) -> dict[str, Score]:
    """Where each method puts the held-back links of a kind ("causes", "areas" or "measures")."""
    held = sorted(_held(graph, what))
    random.Random(seed).shuffle(held)  # noqa: S311  # nothing secret
    found = {name: Score() for name in methods}
    for fold in range(folds):
        out = held[fold::folds]
        if out:
            left = _without(graph, what, out)
            tasks = list(_tasks(left, what, out))
            for name, method in methods.items():
                ranked = method(left, what)
                found[name].places += [
                    place for task in tasks for place in _places(ranked, *task, dealt=name == "random")
                ]
    return found


def _held(graph: KnowledgeGraph, what: str) -> set[_Pair]:
    """The pairs of a measure and a thing that a counted link joins, over sub-activities too."""
    owners = _owners(graph)
    links = [link for link in graph.links if link.relation in _RELATIONS[what] and link.counts]
    pairs = {(one, link.target) for link in links for one in owners.get(link.source, (link.source,))}
    return {
        pair
        for pair in pairs
        if graph[pair[0]].kind == "Measure" and (what != "measures" or graph[pair[1]].kind == "Measure")
    }


def _owners(graph: KnowledgeGraph) -> dict[str, list[str]]:
    owners: dict[str, list[str]] = defaultdict(list)
    for link in graph.links:
        if link.relation == "partOf" and link.counts and graph[link.source].kind == "SubActivity":
            owners[link.source].append(link.target)
    return owners


def _without(graph: KnowledgeGraph, what: str, out: Iterable[_Pair]) -> KnowledgeGraph:
    """The graph without every statement that joins one of the pairs."""
    gone, owners = set(out), _owners(graph)

    def stays(link: Link) -> bool:
        if link.relation not in _RELATIONS[what] or not link.counts:
            return True
        return not any((one, link.target) in gone for one in owners.get(link.source, (link.source,)))

    return graph.part(graph, (link for link in graph.links if stays(link)))


def _tasks(left: KnowledgeGraph, what: str, out: Iterable[_Pair]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each link to find: its measure, its thing and the things that are ranked; none for what is not missing without it."""
    ranking = Ranking.of(left, what)
    for measure, thing in out:
        ranked = ranking.open(measure)
        if thing in ranked:
            yield measure, thing, ranked


def _places(
    ranked: Callable[[str], _Scores], measure: str, thing: str, things: Sequence[str], *, dealt: bool
) -> Iterator[float]:
    if dealt:  # every place is as likely as any other
        yield from range(1, len(things) + 1)
        return
    scores = ranked(measure)
    mine = scores.get(thing, 0.0)
    better = sum(scores.get(one, 0.0) > mine for one in things)
    equal = sum(scores.get(one, 0.0) == mine for one in things) - 1
    yield better + equal / 2 + 1


def report(*, as_json: bool = False, slow: bool = False) -> None:
    """Print where the held-back links of the shipped data are found; with `slow` also without each part of the score."""
    graph = kgraph.load()
    found = {what: evaluate(graph, what, {**METHODS, **(_fewer(what) if slow else {})}) for what in _RELATIONS}
    if as_json:
        print(json.dumps({"schema_version": 1, "folds": FOLDS, "seed": SEED, "rows": list(_rows(found))}, indent=2))
    else:
        print("\n".join(lines(found)))


def _fewer(what: str) -> dict[str, Method]:
    """kgraph's score without one part at a time, and with the words alone."""
    weights = WEIGHTS[what]
    fewer = {f"without {key}": {k: v for k, v in weights.items() if k != key} for key in weights if key != "words"}
    return {name: by_score(each) for name, each in {**fewer, "words alone": {"words": 1.0}}.items()}


def _rows(found: Mapping[str, Mapping[str, Score]]) -> Iterator[dict[str, Any]]:
    for what, methods in found.items():
        for name, score in methods.items():
            hits = {f"hits_at_{most}": score.hits(most) for most in AT}
            yield {"what": what, "method": name, "links": _links(methods), **hits, "reciprocal_rank": score.reciprocal}


def _links(methods: Mapping[str, Score]) -> int:
    """How many links were held back; by chance every place is counted, so the smallest number is theirs."""
    return min(len(score.places) for score in methods.values())


def lines(found: Mapping[str, Mapping[str, Score]]) -> Iterator[str]:
    """The table as text."""
    yield f"{'held-back links':<30}{'method':<20}" + "".join(f"{f'hits@{most}':>9}" for most in AT) + f"{'MRR':>8}"
    for what, methods in found.items():
        count = _links(methods)
        for name, score in methods.items():
            hits = "".join(f"{score.hits(most):>9.3f}" for most in AT)
            yield f"{f'measure → {what} ({count})':<30}{name:<20}{hits}{score.reciprocal:>8.3f}"
