"""What paths are said to be like is what they are when they are put in words."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.index.numbers import numbers
from kgraph.model import Cause, CrimeArea, Link, Measure, Path, Plan, Source, Step, SubActivity, Text
from kgraph.paths.chains import touches
from kgraph.paths.outlines import Outlines
from tests.strategies import rich_graphs


@given(rich_graphs())
@settings(max_examples=100, deadline=None)
def test_outlines_are_those_of_the_paths_in_words(graph: KnowledgeGraph) -> None:
    _compare(graph)


def test_on_the_shipped_data_too() -> None:
    _compare(kgraph.load())


def test_a_way_by_a_part_is_not_taken_for_one_of_the_measure_itself() -> None:
    nodes = [
        *(Measure(id=one, label=Text(sv=one)) for one in ("m-0", "m-1")), SubActivity(id="s", label=Text(sv="s")),
        Cause(id="c", label=Text(sv="c")), Plan(id="p", label=Text(sv="p")),
    ]  # fmt: skip
    links = [("m-0", "addresses", "c"), ("s", "addresses", "c"), ("s", "partOf", "m-1")]
    graph = KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t) for s, r, t in links])
    assert Outlines.of(graph, numbers([0, 1]), ["c"]).steps.tolist() == [1, 1]


def test_documents_are_told_apart_however_many_they_are() -> None:
    nodes = [
        *(Measure(id=f"m-{n:03}", label=Text(sv="m"), document=None) for n in range(130)), Cause(id="c", label=Text(sv="c")),
        CrimeArea(id="a", label=Text(sv="a")), *(Source(id=f"d-{n}", label=Text(sv="d")) for n in range(130)),
    ]  # fmt: skip
    links = [Link(source=f"m-{n:03}", relation="addresses", target="c", document=f"d-{n}") for n in range(130)]
    graph = KnowledgeGraph.of(nodes, [*links, Link(source="c", relation="contributesTo", target="a", document="d-100")])
    found = Outlines.of(graph, numbers(np.arange(130)), ["a"])
    assert np.flatnonzero(~found.together).tolist() == [100]


def _compare(graph: KnowledgeGraph) -> None:
    things = [thing.id for thing in graph.of_kind(*ways.TOUCHABLE)][:20]
    found = Outlines.of(graph, numbers(np.arange(len(graph.index.measures))), things)
    columns = (found.steps, found.by_area, found.by_cause, found.together, found.unread)
    for measure, *said in zip(graph.index.measures, *(one.tolist() for one in columns), strict=True):
        paths = list(touches(graph, measure, things).values())
        relations = {step.relation for path in paths for step in path.steps}
        assert said == [
            max((len(path.steps) - _is_by_part(path) for path in paths), default=0), ways.MATTERS in relations, bool(relations & {*ways.DRIVES}),
            any(_is_together(graph, path) for path in paths),
            any(step.told_as == "unread" for path in paths for step in path.steps),
        ]  # fmt: skip


def _is_by_part(path: Path) -> bool:
    return len(path.steps) > 1 and path.steps[0].relation == "partOf"


def _is_together(graph: KnowledgeGraph, path: Path) -> bool:
    return path.basis == "stated" and not frozenset.intersection(*(_said(graph, step) for step in path.steps))


def _said(graph: KnowledgeGraph, step: Step) -> frozenset[str | None]:
    links = (link for link in graph.outgoing(step.source, step.relation) if link.target == step.target)
    return frozenset(link.document for link in links if link.counts_as_stated)
