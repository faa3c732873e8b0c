"""Each command is a function of the library first, under the same name."""

from __future__ import annotations

import click
import pytest

import kgraph
from kgraph.cli.commands import program
from kgraph.cli.help import words

COMMANDS = sorted(name for names in program.sections.values() for name in names)
ELSEWHERE = {
    "sources": "kgraph.sources holds the readers; the answer is kgraph.analysis.sources",
    "export": "kgraph.export holds the formats; the function is kgraph.export.export",
    "completion": "speaks of the command line itself",
}
"""Commands whose name in `kgraph` is taken, or that are no question to a graph, and why."""


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ELSEWHERE])
def test_a_command_is_a_function_of_the_same_name(name: str) -> None:
    assert callable(getattr(kgraph, name))
    assert name in dir(kgraph)


def test_the_exceptions_are_as_few_as_they_can_be() -> None:
    from kgraph import analysis, export

    assert set(ELSEWHERE) <= set(COMMANDS)
    assert callable(analysis.sources)
    assert callable(export.export)
    assert not any(callable(getattr(kgraph, name, None)) for name in ELSEWHERE)


def test_what_a_command_calls_otherwise_is_the_same_function() -> None:
    from kgraph import analysis, project, reporting, store

    assert (kgraph.list, kgraph.sparql, kgraph.report) == (analysis.listing, store.query, reporting.annex)
    assert (kgraph.view, kgraph.init) == (project.view, project.init)


_NO_QUESTIONS = {"All", "Any", "KnowledgeGraph", "Not", "__version__", "example", "load", "near", "select", "where"}


@pytest.mark.parametrize("name", sorted({*kgraph.__all__} - {*COMMANDS} - _NO_QUESTIONS))
def test_a_question_that_is_no_command_names_the_one_that_answers_it(name: str) -> None:
    """And that command takes the options that are named."""
    _, command, *more = words(f"library.{name}", "sv").split()
    known = program.get_command(click.Context(program), command)
    assert known is not None
    options = {option for param in known.params for option in param.opts}
    assert {word for word in more if word.startswith("--")} <= options
