"""The integer core beside its rivals, each in the same run: numpy alone, scipy, duckdb and SPARQL on Oxigraph (targets 5, 6, 7 and 11).

Size L (200,000 measures) is made with `--slow` only: its records and the rival's triples take minutes.  Nothing is counted that
is not needed for the answer: records, numbers and the rivals' tables are made outside the clock.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
import pyoxigraph as ox

from benchmarks import memory, rivals, synthetic
from benchmarks.timing import Row, median, medians
from kgraph import KnowledgeGraph
from kgraph.index import Index
from kgraph.index.components import components
from kgraph.index.numbers import Adjacency, Numbers, Pairs, intern, numbers
from kgraph.index.touched import touched
from kgraph.rdf import triples

__all__ = ["LIMITS", "core", "measured"]

LIMITS = {"S": 30.0, "M": 60.0, "L": 330.0}
"""The sizes, and the seconds that each may take where time is limited; half of what L needs is the filling of Oxigraph's store."""

_PAIRS = 5
_SLOW = 5.0
"""A rival that takes more seconds than this is asked once."""


def core(*, slow: bool = False) -> Iterator[Row]:
    """Index, overlap, matrix and memory at S and M, at L too when `slow`."""
    for name in LIMITS:
        if slow or name != "L":
            yield from measured(name)


def measured(name: str) -> Iterator[Row]:
    """The same at one size."""
    size = {**synthetic.SIZES, "L": synthetic.LARGE}[name]
    graph = synthetic.graph(size)
    label = f"{name} ({size.measures} measures, {len(graph.links)} links)"
    started = time.perf_counter()
    store = _store(graph)
    filled = time.perf_counter() - started
    built = median(lambda: Index.build(intern(graph, graph.links)), times=3)
    yield Row("core", f"{label}: index from records", built, "Oxigraph's store from records, once", filled)
    yield from _overlaps(name, label, graph, store)
    yield from _matrices(name, label, graph)
    ours, theirs = memory.grown(graph.index, store)
    yield Row(
        "core", f"{label}: memory that index and ids take in a fresh process", ours, "Oxigraph's store in another",
        theirs, target=0.1 if name == "L" else None, unit="B", number=11,
    )  # fmt: skip


def _store(graph: KnowledgeGraph) -> ox.Store:
    store = ox.Store()
    store.bulk_extend(ox.Quad(one.subject, one.predicate, one.object) for one in triples(graph, graph.links))
    return store


# --- target 5 and 7 --------------------------------------------------------------------------------------------


def _overlaps(name: str, label: str, graph: KnowledgeGraph, store: ox.Store) -> Iterator[Row]:
    index, chance = graph.index, random.Random(1)  # noqa: S311  # nothing secret
    areas = graph.of_kind("CrimeArea")
    pairs = [chance.sample(areas, 2) for _ in range(_PAIRS)]
    called = [[area.label.sv for area in pair] for pair in pairs]
    ids = [[area.id for area in pair] for pair in pairs]
    rows = [[index.row(one, interpreted=False).view(np.uint64).copy() for one in pair] for pair in ids]
    graph.resolve(called[0][0])  # the table of names is made with the graph's first question

    def least() -> list[int]:
        return [int(np.bitwise_count(first & second).sum()) for first, second in rows]

    def counted() -> list[int]:
        return [index.overlap_count([graph.resolve(one).id for one in pair], interpreted=False) for pair in called]

    def listed() -> list[tuple[str, ...]]:
        return [index.overlap([graph.resolve(one).id for one in pair], interpreted=False) for pair in called]

    hits = [frozenset(found) for found in listed()]
    if not least() == counted() == [len(found) for found in hits]:
        raise AssertionError("the bits differ")
    ours, ids_too, rival = (one / _PAIRS for one in medians(counted, listed, least))
    beside, mean = "numpy AND + bitwise_count", statistics.mean(map(len, hits))
    target = 5 if name == "L" else None
    yield Row("core", f"{label}: overlap of two names, counted", ours, beside, rival, target=target, number=5)
    yield Row("core", f"{label}: overlap of two names, {mean:.0f} ids listed", ids_too, beside, rival, number=5)
    spellings = rivals.on_oxigraph(store, ids[0])
    best = spellings.index(
        rivals.fastest(spellings, hits[0])
    )  # of the first pair; the others are asked in the same words
    answers = [rivals.on_oxigraph(store, pair)[best] for pair in ids]
    if [answer() for answer in answers] != hits:
        raise AssertionError("SPARQL differs")
    sparql = statistics.median(median(answer, times=3) for answer in answers)
    listing = statistics.median(median(partial(index.overlap, pair, interpreted=False)) for pair in ids)
    what, allowed = f"{label}: overlap, ids listed, equal sets", {"M": 1 / 50, "L": 1 / 300}.get(name)
    yield Row("core", what, listing, "SPARQL on Oxigraph", sparql, target=allowed, number=7)


# --- target 6 --------------------------------------------------------------------------------------------------


def _matrices(name: str, label: str, graph: KnowledgeGraph) -> Iterator[Row]:
    """From pairs of numbers to the whole area × area matrix: closure, T, and how many measures each two areas share.

    All start from the same arrays.  Ours makes T of everything, as the index needs it, the rivals that of the areas only; were
    scipy to make all of it too, we would take 0.63 of its time at L where chains are short, instead of 0.8 to 1.  There a fifth is out of reach:
    it would be 0.03 s, and to count the bits of each two areas takes 0.05 s, with T and its closure already made.
    """
    layer = graph.index.layer(interpreted=True)
    areas = graph.index.numbers(area.id for area in graph.of_kind("CrimeArea"))
    causes = graph.index.numbers(cause.id for cause in graph.of_kind("Cause"))
    direct, drives = layer.direct.pairs(), layer.drives.pairs()
    for kind, links in (("", drives), (", causes in long chains", _chained(drives, causes))):
        size = len(graph.index.measures), len(graph.index.things)
        ours = partial(_matrix, direct, links, areas, *size)
        engines = {
            "scipy: closure, T, T'T": rivals.scipy_matrix(direct, links, areas, *size),
            **({} if name == "L" and kind else {"duckdb: recursive SQL": rivals.duckdb_matrix(direct, links, areas)}),
        }  # duckdb takes more than two minutes for long chains at size L
        found = ours()
        reach = found.diagonal().sum() / len(graph.index.measures)
        what = f"{label}: area × area with closure and T{kind} ({reach:.1f} areas a measure)"
        for engine, answer in engines.items():
            started = time.perf_counter()
            if not np.array_equal(found, answer()):
                raise AssertionError(f"{engine} differs")
            once = time.perf_counter() - started
            seconds, rival = medians(ours, answer, times=3) if once < _SLOW else (median(ours, times=3), once)
            yield Row("core", what, seconds, engine, rival, target=0.2 if name == "L" else None, number=6)


def _matrix(direct: Pairs, drives: Pairs, areas: Numbers, measures: int, things: int) -> Any:
    causal = numbers(np.flatnonzero(np.bincount(np.concatenate(drives))))
    place = np.full(things, -1, dtype=np.int32)
    place[causal] = np.arange(len(causal))
    found = components(Adjacency.of((place[drives[0]], place[drives[1]]), len(causal)))
    return touched(direct, found, numbers(place), areas, measures).shared(areas, areas)


def _chained(drives: Pairs, causes: Numbers) -> Pairs:
    """The same with a link from every third cause to a hub among the causes, so that chains grow long and loops large."""
    chance = np.random.default_rng(1)
    causes = causes[::3]
    hubs = causes[(len(causes) * chance.random(len(causes)) ** 3).astype(np.int64)]
    apart = causes != hubs
    keys = np.unique(
        np.concatenate(
            [(drives[0].astype(np.int64) << 32) | drives[1], (causes[apart].astype(np.int64) << 32) | hubs[apart]]
        )
    )
    return numbers(keys >> 32), numbers(keys & 0xFFFFFFFF)
