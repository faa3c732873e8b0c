"""Actors whose names hold the names of others, as cells with two actors are read: told wherever the answer counts one without the other."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.measures.roles import counted_apart
from kgraph.model import Table

ROWS = "Åtgärd;Orsak;Vem\nVuxna ute;Få vuxna;Skolan och polisen\nPatrull;Få vuxna;Polisen\nLäxhjälp;Få läser;Skolan\nFritid;Få läser;Barn- och fritidsförvaltningen\n"


@pytest.fixture
def graph(tmp_path: Path) -> kgraph.KnowledgeGraph:
    file = tmp_path / "plan.csv"
    file.write_text(ROWS, encoding="utf-8")
    return kgraph.load(file)


def told(table: Table) -> list[str]:
    return [note.sv for note in table.notes if "för sig" in note.sv]


def test_two_actors_in_one_cell_are_told_where_one_of_them_is_asked_about(graph: kgraph.KnowledgeGraph) -> None:
    said = (
        "Namn som också nämner en annan aktör räknas för sig: «Skolan och polisen» (nämner Polisen, Skolan). "
        "Flera aktörer i samma cell skiljs åt med komma."
    )
    for name in ("polisen", "skolan", "Skolan och polisen"):
        assert told(kgraph.whatif(graph, without=[name])) == [said]
        assert told(kgraph.actors(graph, name)) == [said]
    assert told(kgraph.actors(graph)) == told(kgraph.fragility(graph)) == [said]


def test_nothing_is_told_of_an_actor_that_no_other_name_holds(graph: kgraph.KnowledgeGraph) -> None:
    assert not told(kgraph.actors(graph, "Barn- och fritidsförvaltningen"))
    assert not told(kgraph.whatif(graph, without=["Patrull"]))
    assert not [*counted_apart(kgraph.example())]
