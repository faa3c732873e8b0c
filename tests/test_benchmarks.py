"""The benchmarks stay in step with what there is to measure; nothing here is about time."""

from __future__ import annotations

import inspect

import pytest

from benchmarks.commands import COMMANDS
from benchmarks.network import network
from benchmarks.page import report
from benchmarks.questions import ARGUMENTS, QUESTIONS, asked_by
from kgraph import analysis
from kgraph.cli.commands import program


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_can_be_asked_of_the_network(name: str) -> None:
    signature = inspect.signature(asked_by(name))
    for positional, named in ARGUMENTS.get(name, (((), {}),)):
        signature.bind("graph", *positional, **named)


def test_every_analysis_is_asked_and_no_line_is_for_a_question_that_is_gone() -> None:
    assert set(analysis.__all__) <= set(QUESTIONS)
    assert set(ARGUMENTS) <= set(QUESTIONS)


def test_every_command_of_the_help_is_asked_of_the_foreign_network() -> None:
    known = {name for names in program.sections.values() for name in names}
    assert set(COMMANDS) == known | {""}
    assert all(COMMANDS.values())


def test_a_network_has_just_the_size_that_is_asked_for_and_is_the_same_each_time() -> None:
    graph = network(measures=400, causes=60, links=1500)
    assert (len(graph.of_kind("Measure")), len(graph.of_kind("Cause")), len(graph.links)) == (400, 60, 1500)
    assert graph == network(measures=400, causes=60, links=1500)
    assert graph != network(measures=400, causes=60, links=1500, seed=2)


def test_in_a_dense_network_nearly_every_measure_touches_every_area() -> None:
    graph = network(measures=400, causes=60, links=1500, dense=True)
    assert (len(graph.of_kind("Measure")), len(graph.of_kind("Cause")), len(graph.links)) == (400, 60, 1500)
    touched = [graph.index.count(area.id, interpreted=True) for area in graph.of_kind("CrimeArea")]
    assert min(touched) > 200


def test_the_page_is_not_timed_without_a_browser_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_BROWSER", "/nowhere/chromium")
    with pytest.raises(SystemExit, match="needs a Chromium"):
        report(as_json=False)
