"""How everyday words were read: told where other things hold the same word, and only there."""

from __future__ import annotations

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Node, Place, Text
from kgraph.parts.scope import scope
from kgraph.readings import readings


def town() -> KnowledgeGraph:
    """“skolan” is another word for the area Trygga platser; a place and an actor hold the word, and so does a cause."""
    nodes: list[Node] = [
        CrimeArea(id="a", label=Text(sv="Trygga platser"), aliases=("skolan",)), Place(id="p", label=Text(sv="Norra skolor")),
        Actor(id="b", label=Text(sv="Bolaget"), aliases=("skolorna",)), Cause(id="c", label=Text(sv="Mörka skolor")),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [])


def test_an_alias_that_others_hold_is_told_and_an_own_name_is_not() -> None:
    (note,) = readings(town(), ["skolan", "skolan", "Norra skolor", "a", "Trygga platser", "okänt"])
    assert note.sv.startswith("«skolan» lästes som Trygga platser (")
    assert "Bolaget (aktör), Norra skolor (plats)?" in note.sv
    assert "Mörka" not in note.sv
    assert "was read as" in note.pick("en")


def test_a_word_that_no_other_holds_is_not_told() -> None:
    assert readings(town(), ["bolagen"]) == ()


def test_the_school_of_the_vasteras_plan_is_told_first() -> None:
    """“skolan” is the area Skolmiljö, so the measures of the schools as a place are not asked about."""
    plan = scope(kgraph.load(), plan="vasterasplanen")
    asked = kgraph.where("narkotika och (polisen eller skolan) och inte skolmiljö")
    table = kgraph.overlap(plan, asked)
    assert "«skolan» lästes som Skolmiljö" in table.lead[0].sv
    assert "Skolor" in table.lead[0].sv
    assert "lästes" not in str(kgraph.overlap(plan, "narkotika", "nyrekrytering").lead)
