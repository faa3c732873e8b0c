"""Every question that kgraph answers, asked of a whole network of 20,000 measures: each within a second after loading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from benchmarks.network import network
from benchmarks.timing import Row, median
from kgraph import KnowledgeGraph, analysis

__all__ = ["ARGUMENTS", "questions"]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def _with(*positional: Any, **named: Any) -> Arguments:
    return positional, named


ARGUMENTS: Mapping[str, tuple[Arguments, ...]] = {
    "compare": (_with("plan-0", "plan-1"),),
    "conflicts": (_with(),),
    "coverage": (_with(), _with(area="area-0")),
    "listing": (
        _with("measures"),
        _with("measures", without=["cause", "goal"]),
        _with("measures", where={"time": "2025"}),
    ),
    "overlap": (_with("area-0"), _with("area-0", "area-1"), _with("cause-0", "actor-0", any_of=["area-1", "area-2"])),
    "path": (_with("m-17", "cause-900"),),
    "review": (_with(), _with(reviewed=True, area="area-0")),
    "search": (_with("skola trygg"),),
    "show": (_with("actor-0"), _with("area-0")),
    "sources": (_with(),),
    "stats": (_with(),),
}
"""What each question is asked with; an analysis that is new needs a line here, and is reported until it has one."""


def questions() -> Iterator[Row]:
    """The median of each question, beside the second that it may take."""
    graph = network()
    graph.index, graph.names  # noqa: B018  # made with the graph
    for name in sorted(analysis.__all__):
        if name not in ARGUMENTS:
            raise AssertionError(f"benchmarks.questions.ARGUMENTS has no line for the analysis {name}")
        for positional, named in ARGUMENTS[name]:
            yield Row(
                "questions",
                _asked(name, positional, named),
                _time(graph, name, positional, named),
                "one second",
                1.0,
                target=1,
            )


def _time(graph: KnowledgeGraph, name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> float:
    question: Callable[..., object] = getattr(analysis, name)
    return median(lambda: question(graph, *positional, **named), times=3)


def _asked(name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> str:
    words = [*(repr(one) for one in positional), *(f"{key}={value!r}" for key, value in named.items())]
    return f"{name}({', '.join(words)})"
