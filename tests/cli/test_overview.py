from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.cli.overview import overview
from kgraph.model import CrimeArea, Link, Measure, Municipality, Node, Plan, Table, Text

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run


def commands(table: Table) -> list[list[str]]:
    return [shlex.split(str(row["command"])) for row in table.also[0].rows]


def test_it_tells_plan_municipality_period_and_counts() -> None:
    nodes: list[Node] = [
        Plan(id="plan", label=Text(sv="Planen"), starts="2025", ends="2026"),
        Municipality(id="town", label=Text(sv="Staden")),
        Measure(id="m-1", label=Text(sv="Ett")),
    ]
    links = [
        Link(source="plan", relation="isPlanOf", target="town"),
        Link(source="m-1", relation="partOf", target="plan"),
    ]
    told = overview(kgraph.KnowledgeGraph.of(nodes, links))
    assert told.cells() == [["Planen", "Staden", "2025–2026", "1"]]
    assert (told.counts[0].stated, told.counts[0].with_interpreted) == (2, 2)


def test_counts_both_ways_and_no_rejected_ones() -> None:
    told = overview(kgraph.example())
    counted = [link for link in kgraph.example().links if link.status != "rejected"]
    assert told.counts[0].stated == sum(link.counts_as_stated for link in counted)
    assert told.counts[0].with_interpreted == len(counted)


def test_three_commands_that_work_on_the_data(run: Run) -> None:
    told = commands(overview(kgraph.example()))
    assert told[0] == ["kgraph", "overlap", "narkotika", "nyrekrytering"]
    assert len(told) == 3
    for one in told:
        assert run(*one[1:]).exit_code == 0


def test_bare_kgraph_on_the_shipped_data(process: Process) -> None:
    done = process("--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert told["rows"][0]["municipality"]
    for row in told["also"][0]["rows"]:
        assert process(*shlex.split(row["command"])[1:]).returncode == 0


def test_an_empty_graph_still_gets_an_answer() -> None:
    told = overview(kgraph.KnowledgeGraph.of([], []))
    assert told.rows == ()
    assert told.notes
    assert len(commands(told)) == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    labels=st.lists(
        st.text(alphabet='ab "$`\\å-!', min_size=1, max_size=9).filter(str.strip), min_size=2, max_size=3, unique=True
    )
)
def test_commands_survive_odd_names(run: Run, monkeypatch: pytest.MonkeyPatch, labels: list[str]) -> None:
    areas = [CrimeArea(id=f"area-{number}", label=Text(sv=label)) for number, label in enumerate(labels)]
    links = [Link(source="m", relation="homeArea", target=area.id) for area in areas]
    graph = kgraph.KnowledgeGraph.of([*areas, Measure(id="m", label=Text(sv="m"))], links)
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: graph)
    for one in commands(overview(graph)):
        done = run(*one[1:])
        assert done.exit_code == 0, (one, done.stderr)
