"""The benchmarks stay in step with what there is to measure; nothing here is about time."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest

from benchmarks.bounded import bounded
from benchmarks.commands import COMMANDS
from benchmarks.network import network
from benchmarks.page import report
from benchmarks.questions import ARGUMENTS, QUESTIONS, asked_by, read
from benchmarks.timing import Row
from kgraph import analysis
from kgraph.cli.commands import program
from kgraph.model import Cell, LazyRows, Table, Text


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


def test_the_rows_that_a_person_sees_are_read_and_all_of_them_where_that_is_asked() -> None:
    made: list[int] = []

    def row(place: int) -> dict[str, Cell]:
        made.append(place)
        return {"id": str(place)}

    def table(*also: Table) -> Table:
        rows: Any = LazyRows(150, row)
        return Table(name="t", title=Text(sv="t"), columns=(), rows=rows, also=also)

    answer = table(table())
    read(answer, 100)
    assert sorted(made) == sorted([*range(100), *range(100)])
    read(answer, None)
    assert sorted(made) == sorted([*range(150), *range(150)])


def test_the_page_is_not_timed_without_a_browser_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_BROWSER", "/nowhere/chromium")
    with pytest.raises(SystemExit, match="needs a Chromium"):
        report(as_json=False)


def rows(most: int | None) -> Iterator[Row]:
    """So many rows, or rows until somebody ends it after the first, or a fault."""
    for number in count():
        if number == most:
            return
        yield Row("test", str(number), 1.0, "beside", 1.0)
        if most is None:
            while True:
                pass
        if most < 0:
            raise ValueError("no such number")


def test_a_part_that_does_not_end_is_ended_and_told_and_one_that_fails_is_no_part_that_ended(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert [row.what for row in bounded("two", partial(rows, 2), 60)] == ["0", "1"]
    assert not capsys.readouterr().err
    endless = bounded("endless", partial(rows, None), 10)
    assert next(endless).what == "0"
    assert list(endless) == []
    assert capsys.readouterr().err.startswith("endless: ended after 10 s")
    with pytest.raises(RuntimeError, match="wrong failed"):
        list(bounded("wrong", partial(rows, -1), 60))
