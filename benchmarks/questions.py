"""Every question that kgraph answers, asked of a whole network of 20,000 measures: each within a second after loading.

What is judged is the time until a person sees the answer: a question is asked and the first hundred rows of each of its tables are
read, since the rows of a long answer are made when they are looked at.  The column "all rows", which is not judged, is the time with
every row read, as `--json` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import kgraph
from benchmarks.network import network
from benchmarks.timing import Row, clocked, cpu_seconds
from kgraph import KnowledgeGraph, analysis
from kgraph.errors import Position
from kgraph.export.tables import csv_files
from kgraph.model import Cause, Link, Table, Text
from kgraph.sources.overlap_rules import OverlapRule, OverlapRules

__all__ = ["ARGUMENTS", "QUESTIONS", "asked_by", "questions", "read"]

Arguments = tuple[tuple[Any, ...], dict[str, Any]]


def _with(*positional: Any, **named: Any) -> Arguments:
    return positional, named


def a_later_version(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph without a twentieth of its measures and of its other links."""
    gone = {node.id for node in graph.of_kind("Measure")[::20]}
    links = [link for link in graph.links if not {link.source, link.target} & gone]
    later = graph.part(
        [node for node in graph if node.id not in gone], [link for n, link in enumerate(links) if n % 20]
    )
    later.index  # noqa: B018  # made with the graph
    return later


def _chain() -> KnowledgeGraph:
    """Two thousand causes, each of which contributes to the next."""
    ids = [f"cause-{n:04}" for n in range(2_000)]
    links = [Link(source=one, relation="contributesTo", target=other) for one, other in pairwise(ids)]
    return KnowledgeGraph.of([Cause(id=one, label=Text(sv=one)) for one in ids], links)


def _with_costs(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph with a cost for every measure."""
    costs = {node: {"cost": 1_000.0 * (1 + n % 50)} for n, node in enumerate(graph.index.measures)}
    return KnowledgeGraph.of([node.model_copy(update=costs.get(node.id)) for node in graph], graph.links)


def rules_of_areas(_: KnowledgeGraph) -> OverlapRules:
    """What each area must share with the next."""
    why, where = Text(sv="De hör ihop.", en="They belong together."), Position("rules.yaml")
    return OverlapRules(
        tuple(OverlapRule("must_share", (f"area-{n}", f"area-{n + 1}"), 1, why, where) for n in range(50))
    )


_ON = date(2026, 6, 30)
ARGUMENTS: Mapping[str, tuple[Arguments, ...]] = {
    "actors": (_with(), _with("actor-0")),
    "calendar": (_with(on=_ON),),
    "compare": (_with("plan-0", "plan-1"),),
    "check": (_with(on=_ON),),
    "coverage": (_with(), _with(area="area-0"), _with(kind="goal")),
    "fragility": (_with(), _with(most=20), _with(kind="areas", most=20)),
    "groups": (_with(), _with("group-0")),
    "history": (_with(on=_ON),),
    "impact": (_with("cause-0"), _with("m-17")),
    "leverage": (_with(), _with(most=20), _with(causes=True, most=20)),
    "listing": (
        _with("measures"),
        _with("measures", without=["cause", "goal"]),
        _with("measures", where={"time": "2025"}),
    ),
    "matrix": (
        _with("areas", "areas"),
        _with("causes", "causes"),
        _with("measures", "areas"),
        _with("measures", "causes"),
    ),
    "matrix_cell": (_with("areas", "areas", "area-0", "area-1"),),
    "overlap": (
        _with("area-0"),
        _with("area-0", "area-1"),
        _with("cause-998", "cause-999", "group-0", "group-1"),
        _with("cause-0", "actor-0", any_of=["area-1", "area-2"]),
        *(_with(any_of=[f"area-{n}" for n in range(count)]) for count in (10, 60)),
    ),
    "overlap_rules": (_with(rules_of_areas),),
    "path": (_with("m-17", "cause-900"),),
    "portfolio": (_with(method="greedy"), _with()),
    "review": (_with(), _with(reviewed=True, area="area-0")),
    "robustness": (_with("cause-900", "area-0"),),
    "rollup": (_with("actor"),),
    "search": (_with("skola trygg"),),
    "show": (_with("actor-0"), _with("area-0")),
    "status": (_with(on=_ON), _with(on=_ON, measures=True)),
    "suggest": (*(_with(what=what) for what in ("causes", "areas", "methods", "measures")), _with(measure="m-17")),
    "tree": (_with("area-0"),),
    "versions": (_with(a_later_version),),
    "whatif": (
        _with(without=["m-17"]),
        _with(without=["actor-0"]),
        *(_with(without=["actor-0"], ask=[one]) for one in (kgraph.coverage, kgraph.leverage)),
    ),
}
"""What a question is asked with; one that needs nothing but the graph is asked so without a line here."""
_SEEN = 100
"""How many rows of a table a person sees at first."""
_NO_QUESTIONS = {
    "All",
    "Any",
    "KnowledgeGraph",
    "Not",
    "__version__",
    "example",
    "load",
    "near",
    "picture",
    "select",
    "where",
}
QUESTIONS = tuple(sorted({*kgraph.__all__, *analysis.__all__} - _NO_QUESTIONS))
"""Every question of the library, so that none can be forgotten."""


def questions() -> Iterator[Row]:
    """The processor's time for each question, asked of networks that have only just been loaded from two tables, beside the second that it
    may take, as each has been asked; an exact portfolio may take longer, and has no target.  Once, each of a fresh copy, so that nothing
    is remembered from the time before.
    """
    for dense in (False, True):
        yield from _of_network(dense=dense)
    yield _row(_chain(), "chain", "impact", ("cause-0000",), {})


def asked_by(name: str) -> Callable[..., object]:
    """The function of a question."""
    found: Callable[..., object] = getattr(analysis, name, None) or getattr(kgraph, name)
    return found


def _of_network(*, dense: bool) -> Iterator[Row]:
    graph = _from_tables(network(dense=dense))
    called = "dense" if dense else "rich"
    for name in QUESTIONS:
        for positional, named in ARGUMENTS.get(name, (_with(),)):
            yield _row(graph, called, name, positional, named)
    for budget in (3_000_000, 1_000_000_000):
        yield _row(_with_costs(graph), called, "portfolio", (), {"method": "greedy", "budget": budget})


def _from_tables(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph as it comes from `nodes.csv` and `links.csv`."""
    with TemporaryDirectory() as folder:
        for file, content in csv_files(graph).items():
            (Path(folder) / file).write_bytes(content)
        loaded = kgraph.load(folder)
    loaded.index, loaded.names  # noqa: B018  # made with the graph
    return loaded


def _row(graph: KnowledgeGraph, called: str, name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> Row:
    question = asked_by(name)

    answers: list[object] = []

    def prepared() -> Callable[[], object]:
        """The question with a graph of its own, and every other graph that it is asked with made as well."""
        copy = _loaded(graph)
        more = [one(copy) if callable(one) else one for one in positional]
        return lambda: question(copy, *more, **named)

    def seen(ask: Callable[[], object]) -> None:
        answers.append(ask())
        read(answers[-1], _SEEN)

    cpu, wall = clocked(prepared, seen, times=1)
    rest = cpu_seconds(lambda: read(answers.pop(), None))
    asked = f"{called}: {_asked(name, positional, named)}"
    exempt = name == "portfolio" and named.get("method") != "greedy"
    return Row("questions", asked, cpu, "one second", 1.0, target=None if exempt else 1, wall=wall, whole=cpu + rest)


def read(answer: object, most: int | None) -> None:
    """Read the first rows of every table of an answer, or all of them."""
    if isinstance(answer, Table):
        answer.rows[:most]
        for part in answer.also:
            read(part, most)


def _loaded(graph: KnowledgeGraph) -> KnowledgeGraph:
    """The graph as it is when it has been loaded: its index and its table of names made, nothing asked yet."""
    copy = graph.part(graph, graph.links)
    copy.__dict__.update(index=graph.index, names=graph.names)
    return copy


def _asked(name: str, positional: tuple[Any, ...], named: dict[str, Any]) -> str:
    words = [
        *(getattr(one, "__name__", repr(one)) for one in positional),
        *(f"{key}={value!r}" for key, value in named.items()),
    ]
    return re.sub(r"<function (\w+) at \w+>", r"\1", f"{name}({', '.join(words)})")
