"""What is measured: start-up, loading, overlap and growth, each beside the rival it has to beat."""

from __future__ import annotations

import itertools
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import rdflib

import kgraph
from benchmarks import authored, rivals, synthetic
from benchmarks.timing import Row, median, medians, process
from kgraph import KnowledgeGraph
from kgraph.export import export
from kgraph.index import Index
from kgraph.index.numbers import intern
from kgraph.model import AREA_KINDS, Link, Node

__all__ = ["growth", "loading", "overlap", "start_up"]


def start_up() -> Iterator[Row]:
    """(a) The command line as a process, beside Python importing click."""
    commands = (["--help"], ["overlap", "narkotika", "nyrekrytering"])
    programs = [process([sys.executable, "-m", "kgraph", *arguments]) for arguments in commands]
    *kgraphs, click = medians(*programs, process([sys.executable, "-c", "import click"]), times=21)
    for arguments, seconds in zip(commands, kgraphs, strict=True):
        target = 1.3 if arguments == ["--help"] else None
        what = f"kgraph {' '.join(arguments)}"
        yield Row(
            "start-up", what, seconds, 'python -c "import click"', click, target=target, number=1 if target else None
        )


def loading() -> Iterator[Row]:
    """(b) The shipped data from YAML, checked, beside rdflib and Oxigraph parsing the same graph's Turtle."""
    turtle = export(kgraph.load(), "turtle")

    def in_rdflib() -> object:
        return rdflib.Graph().parse(data=turtle, format="turtle")

    def in_oxigraph() -> object:
        store = ox.Store()
        store.bulk_load(turtle, format=ox.RdfFormat.TURTLE)
        return store

    load, rdflib_load, oxigraph_load = medians(kgraph.load, in_rdflib, in_oxigraph)
    yield Row("load", "shipped data: YAML → checked graph", load, "rdflib parses its Turtle", rdflib_load)
    yield Row("load", "shipped data: YAML → checked graph", load, "Oxigraph bulk-loads its Turtle", oxigraph_load)
    yield from _large_files()


def _large_files() -> Iterator[Row]:
    """Size M as a folder of YAML, read until it answers, beside Oxigraph bulk-loading the same triples."""
    graph = synthetic.graph(synthetic.SIZES["M"])
    lines = export(graph, "ntriples")

    def bulk_load() -> object:
        store = ox.Store()
        store.bulk_load(lines, format=ox.RdfFormat.N_TRIPLES)
        return store

    with tempfile.TemporaryDirectory() as folder:
        authored.write(graph, Path(folder))
        read = kgraph.load(folder)
        if [(one.id, one.status) for one in read.links] != [(one.id, one.status) for one in graph.links]:
            raise AssertionError("the files do not hold the links of the graph")
        load, rival = medians(lambda: kgraph.load(folder).index, bulk_load, times=3)
    count = lines.count(b"\n")
    yield Row(
        "load",
        "M: YAML files → checked graph → index",
        load,
        f"Oxigraph bulk-loads its {count} triples",
        rival,
        target=3,
    )


def overlap() -> Iterator[Row]:
    """(c) The overlap of two areas on the shipped data; all pairs of areas must give equal answers everywhere."""
    graph = kgraph.load()
    with_interpreted = rivals.store_with_interpreted(graph)
    areas = [node.id for node in graph.of_kind(*AREA_KINDS)]
    for pair in itertools.combinations(areas, 2):
        for interpreted, store in ((False, graph.store), (True, with_interpreted)):
            expected = frozenset(graph.index.overlap(pair, interpreted=interpreted))
            rivals.fastest(rivals.on_oxigraph(store, pair), expected)
    names = ("narkotika", "nyrekrytering")
    pairs = [(graph.resolve(names[0]).id, graph.resolve(names[1]).id)]
    yield from _asked("overlap", "shipped data", graph, pairs, with_rdflib=True)
    expected = frozenset(graph.index.overlap(pairs[0], interpreted=True))
    rival = median(rivals.fastest(rivals.on_oxigraph(with_interpreted, pairs[0]), expected))
    seconds = median(lambda: graph.index.overlap(pairs[0], interpreted=True))
    yield Row("overlap", "shipped data: overlap with interpreted links", seconds, "SPARQL on Oxigraph", rival)
    whole = median(lambda: kgraph.overlap(graph, *names))
    yield Row(
        "overlap", "shipped data: names → table with paths, both counts", whole, "SPARQL on Oxigraph, ids only", rival
    )


def growth(*, slow: bool = False) -> Iterator[Row]:
    """(d) The same on made-up plans; rdflib joins for M only when asked, since it needs minutes there."""
    for name, size in synthetic.SIZES.items():
        nodes, links = synthetic.records(size)
        graph = KnowledgeGraph.of(nodes, links)
        label = f"{name} ({size.measures} measures, {len(links)} links)"
        yield from _made(name, label, graph)
        areas = [area.id for area in graph.of_kind("CrimeArea")]
        pairs = [tuple(random.Random(place).sample(areas, 2)) for place in range(_PAIRS)]  # noqa: S311  # nothing secret
        yield from _asked(name, label, graph, pairs, with_rdflib=slow or name == "S")
        yield _bitmaps(name, label, graph, pairs)


_PAIRS = 5


def _made(group: str, label: str, graph: KnowledgeGraph) -> Iterator[Row]:
    """From plain values to a graph that answers, and its parts, beside Oxigraph loading the same triples."""
    lines = export(graph, "ntriples")
    plain = [(type(record), record.model_dump()) for record in (*graph, *graph.links)]

    def bulk_load() -> object:
        store = ox.Store()
        store.bulk_load(lines, format=ox.RdfFormat.N_TRIPLES)
        return store

    def validated() -> list[Node | Link]:
        return [model.model_validate(values) for model, values in plain]

    def checked() -> KnowledgeGraph:
        return KnowledgeGraph.of(graph, graph.links)

    def everything() -> object:
        records = validated()
        made = KnowledgeGraph.of(
            [one for one in records if isinstance(one, Node)], [one for one in records if isinstance(one, Link)]
        )
        return made.index

    count = lines.count(b"\n")
    beside = f"Oxigraph bulk-loads its {count} triples"
    whole, checking, indexing, rival = medians(
        everything, checked, lambda: Index.build(intern(graph, graph.links)), bulk_load, times=5
    )
    yield Row(group, f"{label}: values → validated → checked → index", whole, beside, rival)
    yield Row(group, f"{label}: · of which checking", checking, beside, rival)
    yield Row(group, f"{label}: · of which building the index", indexing, beside, rival)


def _asked(
    group: str, label: str, graph: KnowledgeGraph, pairs: Sequence[Sequence[str]], *, with_rdflib: bool
) -> Iterator[Row]:
    """Stated overlap of two areas in process, beside SPARQL: the median over the pairs; the answers must be equal."""
    expected = [frozenset(graph.index.overlap(pair, interpreted=False)) for pair in pairs]
    seconds = statistics.median(median(partial(graph.index.overlap, pair, interpreted=False)) for pair in pairs)
    what = f"{label}: overlap, {int(statistics.median(map(len, expected)))} hits"
    asked = list(zip(pairs, expected, strict=True))
    oxigraph = [rivals.fastest(rivals.on_oxigraph(graph.store, pair), hits) for pair, hits in asked]
    yield Row(group, what, seconds, "SPARQL on Oxigraph", statistics.median(median(answer) for answer in oxigraph))
    if with_rdflib:
        rdflib_answers = [rivals.fastest(rivals.on_rdflib(graph.rdf, pair), hits) for pair, hits in asked[:2]]
        rival = statistics.median(median(answer, times=3) for answer in rdflib_answers)
        yield Row(group, what, seconds, "SPARQL on rdflib", rival)


def _bitmaps(group: str, label: str, graph: KnowledgeGraph, pairs: Sequence[Sequence[str]]) -> Row:
    """Overlap with its names looked up and the hits listed, beside the least that numpy needs to count them."""
    rows = [[graph.index.row(one, interpreted=False).copy() for one in pair] for pair in pairs]

    def least() -> list[int]:
        return [int(np.bitwise_count(first & second).sum()) for first, second in rows]

    def listed() -> list[int]:
        return [len(graph.index.overlap([graph.resolve(one).id for one in pair], interpreted=False)) for pair in pairs]

    assert least() == listed()  # noqa: S101  # both see the same bits
    what = f"{label}: overlap, names looked up, hits listed"
    return Row(
        group, what, median(listed) / len(pairs), "numpy AND + bitwise_count, counted", median(least) / len(pairs)
    )
