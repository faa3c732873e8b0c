"""Placeholders and references (Q4, Q5): what is recorded, not what a name sounds like."""

from __future__ import annotations

import kgraph
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, Measure, Text
from tests.checks.running import cases, graph_of


def test_only_what_is_recorded_is_found() -> None:
    sounds = Text(sv="Ska utredas enskilt", en="To be looked into")
    for stand_in in ("placeholder", "reference"):
        graph = graph_of(
            Cause(id="c", label=sounds, stand_in=stand_in), Measure(id="m", label=sounds, stand_in=stand_in),
            Actor(id="a", label=sounds, stand_in=stand_in),
        )  # fmt: skip
        assert cases(graph, "Q4") == [(stand_in, "c", True)]
        assert sorted(cases(graph, "Q5")) == [(f"actor_{stand_in}", "a", True), (f"measure_{stand_in}", "m", True)]
    bare = graph_of(Cause(id="c", label=sounds), Measure(id="m", label=sounds), Actor(id="a", label=sounds))
    assert cases(bare, "Q4") + cases(bare, "Q5") == []


def test_without_causes_there_is_nothing_to_judge() -> None:
    assert cases(graph_of(), "Q4") == [("no_data", None, False)]


def test_the_stand_ins_of_the_shipped_plans() -> None:
    """Rows 7 and 9 of sheet 2 leave the causes to be looked into; rows 5 and 14 point at the other rows and their groups.

    Sheet 5 says of rows 1–3 only that ways of working are to be developed.  In Västerås ch. 2.2 row 4 and ch. 6.2 row 3 promise
    no more than to examine whether something can be done.
    """
    graph = kgraph.load()
    assert {one for _, one, _ in cases(graph, "Q4")} == {"cause-hv-2-07", "cause-hv-2-09"}
    assert {one for _, one, _ in cases(graph, "Q5")} == {
        "m-hv-2-05", "m-hv-2-14", "m-hv-5-01", "m-hv-5-02", "m-hv-5-03", "actor-hv-arbetsgrupper-alla", "m-mvp", "m-storningsjour",
    }  # fmt: skip


def test_a_stand_in_that_is_our_reading_is_a_hint() -> None:
    cause = Cause(id="c", label=Text(sv="Utreds"), stand_in="placeholder", interpreted=("stand_in",))
    for one, weight in ((cause, "hint"), (cause.model_copy(update={"interpreted": ()}), "finding")):
        (found,) = (found for found in check(KnowledgeGraph.of([one], [])) if found.code == "Q4")
        assert found.weight == weight
