"""Every question that kgraph answers, asked of a whole network of 20,000 measures: each within a second after loading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from benchmarks.network import network
from benchmarks.timing import Row, clocked
from kgraph import KnowledgeGraph, analysis

__all__ = ["ARGUMENTS", "NOT_ASKED", "questions"]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def _with(*positional: Any, **named: Any) -> Arguments:
    return positional, named


_ON = date(2026, 6, 30)
ARGUMENTS: Mapping[str, tuple[Arguments, ...]] = {
    "actors": (_with(), _with("actor-0")),
    "calendar": (_with(on=_ON),),
    "compare": (_with("plan-0", "plan-1"),),
    "coverage": (_with(), _with(area="area-0")),
    "fragility": (_with(), _with(most=20), _with(kind="areas", most=20)),
    "groups": (_with(), _with("group-0")),
    "history": (_with(on=_ON),),
    "impact": (_with("cause-0", most=20), _with("m-17", most=20)),
    "leverage": (_with(), _with(most=20), _with(causes=True, most=20)),
    "listing": (
        _with("measures"),
        _with("measures", without=["cause", "goal"]),
        _with("measures", where={"time": "2025"}),
    ),
    "matrix": (_with("areas", "areas"), _with("measures", "areas", most=50)),
    "matrix_cell": (_with("areas", "areas", "area-0", "area-1"),),
    "overlap": (_with("area-0"), _with("area-0", "area-1"), _with("cause-0", "actor-0", any_of=["area-1", "area-2"])),
    "path": (_with("m-17", "cause-900"),),
    "review": (_with(), _with(reviewed=True, area="area-0")),
    "robustness": (_with("cause-900", "area-0"),),
    "rollup": (_with("actor"),),
    "search": (_with("skola trygg"),),
    "show": (_with("actor-0"), _with("area-0")),
    "status": (_with(on=_ON), _with(on=_ON, measures=True)),
    "suggest": (_with(), _with(measure="m-17")),
    "tree": (_with("area-0"),),
    "whatif": (_with(without=["m-17"]), _with(without=["actor-0"])),
}
"""What a question is asked with; one that needs nothing but the graph is asked so without a line here."""
NOT_ASKED = ("overlap_rules", "trees", "versions")
"""Answers to files of rules and to two graphs, and the trees of all areas at once: no single question to one network."""


def questions() -> Iterator[Row]:
    """The processor's time for each question, asked of a graph that has only just been loaded, beside the second that it may take;
    the slowest first.  Median of three, each of a fresh copy, so that nothing is remembered from the time before.
    """
    graph = network()
    graph.index, graph.names  # noqa: B018  # made with the graph
    asked = (
        _row(graph, name, positional, named)
        for name in sorted(analysis.__all__)
        if name not in NOT_ASKED
        for positional, named in ARGUMENTS.get(name, (_with(),))
    )
    yield from sorted(asked, key=lambda row: -row.seconds)


def _row(graph: KnowledgeGraph, name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> Row:
    question: Callable[..., object] = getattr(analysis, name)
    cpu, wall = clocked(lambda: _loaded(graph), lambda copy: question(copy, *positional, **named))
    return Row("questions", _asked(name, positional, named), cpu, "one second", 1.0, target=1, wall=wall)


def _loaded(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph as it is when it has been loaded: its index and its table of names made, nothing asked yet."""
    copy = graph.part(graph, graph.links)
    copy.__dict__.update(index=graph.index, names=graph.names)
    return copy


def _asked(name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> str:
    words = [*(repr(one) for one in positional), *(f"{key}={value!r}" for key, value in named.items())]
    return f"{name}({', '.join(words)})"
