from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.cli.overview import overview
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Municipality, Node, Plan, PlanTable, Table, Text
from kgraph.views.explorer.facts import Facts
from tests.several import several

if TYPE_CHECKING:
    from pathlib import Path

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


def test_the_commands_read_the_data_and_the_part_that_were_asked_about(process: Process, tmp_path: Path) -> None:
    from kgraph.project import init

    folder = tmp_path / "min plan"
    init(folder)
    told = json.loads(process("--data", str(folder), "--json").stdout)
    tried = [shlex.split(row["command"]) for row in told["also"][0]["rows"]]
    assert len(tried) == 3
    assert all(one[:3] == ["kgraph", "--data", str(folder)] for one in tried)
    assert all(process(*one[1:]).returncode == 0 for one in tried)


def test_several_plans_are_listed_and_told_apart(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    told = overview(several())
    assert told.cells() == [
        ["Norrtunas plan", "Norrtuna kommun", "2024–2025", "3"],
        ["Sörtunas plan", "Sörtuna kommun", "2025–2026", "2"],
    ]
    assert [note.sv for note in told.notes] == [
        "Utan åtgärder i dessa data: Norrtunas förra plan.",
        "2 av 7 åtgärder står utanför planerna och 2 är bara förslag.",
    ]
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    given = commands(told)
    assert [one[1] for one in given] == ["overlap", "compare", "--plan"]
    for one in given:
        assert run(*one[1:]).exit_code == 0


def test_the_plan_with_most_measures_comes_first_whatever_else_it_holds() -> None:
    """The south plan has two measures; tables and a rejected link make it no larger than the north one with three."""
    tables = [PlanTable(id=f"table-{number}", label=Text(sv=f"Tabell {number}")) for number in (1, 2)]
    bonds = [Link(source=one.id, relation="partOf", target="plan-south-2026") for one in tables]
    bonds.append(Link(source="m-n-krogar", relation="partOf", target="plan-south-2026", status="rejected"))
    graph = KnowledgeGraph.of([*several(), *tables], [*several().links, *bonds])
    assert commands(overview(graph)) == commands(overview(several()))
    plan = Facts(graph, "sv", "internal").plan
    assert plan is not None
    assert plan.id == "plan-north-2025"


@pytest.mark.parametrize(
    "restricted", [("--plan", "plan-north-2025"), ("--municipality", "sörtuna"), ("--document", "d-study")]
)
@pytest.mark.parametrize(
    "command", [("overlap", "narkotika"), ("coverage",), ("list", "measures"), ("stats",), ("conflicts",), ("sources",), ("review",), ("show", "narkotika"), ("search", "narkotika"), ("check", "--fail-on", "never")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_every_command_can_be_restricted(
    run: Run, monkeypatch: pytest.MonkeyPatch, restricted: tuple[str, ...], command: tuple[str, ...]
) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    for arguments in ((*restricted, *command), (*command, *restricted)):
        done = run(*arguments)
        assert done.exit_code == 0, done.stderr
        foreign = {"plan-north-2025": "m-s-", "sörtuna": "m-n-", "d-study": "m-s-"}[restricted[1]]
        assert foreign not in run(*arguments, "--json").stdout


def test_the_page_of_one_plan_and_of_the_whole(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: several())
    done = run("view", "--out", str(tmp_path))
    assert done.exit_code == 0, done.stderr
    assert run("view", "--plan", "norrtunas plan", "--out", str(tmp_path)).exit_code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["alla-planer.html", "north-2025.html"]
    assert "Sörtuna" not in (tmp_path / "north-2025.html").read_text(encoding="utf-8")


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
