"""Whether indicators tell of effect or activity."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.analysis import indicators
from kgraph.graph import KnowledgeGraph
from kgraph.model import Goal, Indicator, Link, Measure, Node, Text


def named(name: str) -> Text:
    return Text(sv=name, en=name)


NODES: list[Node] = [
    Measure(id="m1", label=named("Ett")), Measure(id="m2", label=named("Två")),
    Goal(id="g1", label=named("Effektmålet"), goal_kind="outcome"), Goal(id="g2", label=named("Andra"), goal_kind="operational"),
    Indicator(id="i1", label=named("Antal kurser"), indicator_kind="output"), Indicator(id="i2", label=named("Oron"), indicator_kind="outcome"),
    Indicator(id="i3", label=named("Okänt")), Indicator(id="i4", label=named("Ensamt"), indicator_kind="process"),
]  # fmt: skip


def graph(*links: tuple[Any, ...]) -> KnowledgeGraph:
    made = [Link(source=s, relation=r, target=t, status=rest[0] if rest else "stated") for s, r, t, *rest in links]
    return KnowledgeGraph.of(NODES, made)


PURSUES = (("m1", "pursues", "g1"), ("m2", "pursues", "g1"))


def test_each_indicator_with_its_kind_goal_and_measures() -> None:
    """i1 measures g1, which m1 and m2 pursue; i2 measures m2 itself by a reading; i3 and i4 belong to nothing."""
    table = indicators(graph(*PURSUES, ("g1", "isMeasuredBy", "i1"), ("m2", "isMeasuredBy", "i2", "interpreted")))
    found = {row["id"]: (row["kind"], row["measures"], row["basis"]) for row in table.rows}
    assert found == {
        "i2": ("outcome", 1, "interpreted"), "i1": ("output", 2, "stated"), "i4": ("process", 0, None), "i3": ("unknown", 0, None),
    }  # fmt: skip
    counts = {count.key: (count.stated, count.with_interpreted, count.total) for count in table.counts}
    assert counts == {"outcome": (0, 1, 4), "output": (1, 1, 4), "process": (0, 0, 4), "unknown": (0, 0, 4)}


def test_the_measures_of_an_indicator_are_counted_both_ways() -> None:
    """i1 measures g1, that m1 pursues as stated and m2 by a reading; i2 measures m2 by a reading alone."""
    read = ("m2", "pursues", "g1", "interpreted")
    table = indicators(
        graph(PURSUES[0], read, ("g1", "isMeasuredBy", "i1"), ("m2", "isMeasuredBy", "i2", "interpreted"))
    )
    found = {row["id"]: (row["measures_stated"], row["measures"], row["measures_both"]) for row in table.rows}
    assert (found["i1"], found["i2"]) == ((1, 2, "1 (2)"), (0, 1, "0 (1)"))


def weak(*links: tuple[Any, ...]) -> list[object]:
    return [row["id"] for part in indicators(graph(*links)).also for row in part.rows]


def test_an_outcome_goal_with_activity_alone_is_told() -> None:
    assert weak(("g1", "isMeasuredBy", "i1")) == ["g1"]
    assert weak(("g1", "isMeasuredBy", "i1"), ("g1", "isMeasuredBy", "i4")) == ["g1"]
    assert weak(("g1", "isMeasuredBy", "i1"), ("g1", "isMeasuredBy", "i2")) == []
    assert weak(("g1", "isMeasuredBy", "i1"), ("g1", "isMeasuredBy", "i3")) == []
    assert weak(("g2", "isMeasuredBy", "i1")) == []
    assert weak(("g1", "isMeasuredBy", "i1", "rejected")) == []


@given(st.lists(st.tuples(st.sampled_from(("g1", "g2", "m1", "m2")), st.sampled_from(("i1", "i2", "i3", "i4")), st.sampled_from(("stated", "interpreted", "confirmed", "rejected"))), unique_by=lambda one: one[:2]))  # fmt: skip
def test_brute_force_counts_the_same(drawn: list[tuple[str, str, str]]) -> None:
    table = indicators(graph(*((one, "isMeasuredBy", other, status) for one, other, status in drawn)))
    kinds = {"i1": "output", "i2": "outcome", "i3": "unknown", "i4": "process"}
    stated = Counter(kinds[one] for one in {i for _, i, status in drawn if status in ("stated", "confirmed")})
    every = Counter(kinds[one] for one in {i for _, i, status in drawn if status != "rejected"})
    assert {one.key: (one.stated, one.with_interpreted) for one in table.counts} == {
        kind: (stated[kind], every[kind]) for kind in ("outcome", "output", "process", "unknown")
    }


def test_the_indicators_of_the_five_documents() -> None:
    """Of 53, 22 tell of effect and 25 of what was done; six words are too open to read."""
    kinds = Counter(str(row["kind"]) for row in indicators(kgraph.load()).rows)
    assert kinds == {"outcome": 22, "output": 25, "unknown": 6}


def test_a_plan_without_indicators_is_told_so() -> None:
    table = indicators(kgraph.example())
    assert (table.rows, table.notes[0].sv) == ((), "Det finns inga mått.")


def read(one: str, kind: Any) -> Indicator:
    """An indicator whose kind no source states."""
    return Indicator(
        id=one, label=named(one), indicator_kind=kind, interpreted=("indicator_kind",), rationale=named("Av orden")
    )


def test_a_kind_that_somebody_has_read_is_unknown_as_stated() -> None:
    """i1 is stated to be output; i5 is read as outcome and i6, read too, is linked by a reading only.

    As stated: one output, and i5 unknown (i6 is not linked).  With interpretations: one output and two outcomes.
    """
    nodes = [*NODES, read("i5", "outcome"), read("i6", "outcome")]
    links = [
        Link(source="g1", relation="isMeasuredBy", target=target, status=status)
        for target, status in (("i1", "stated"), ("i5", "stated"), ("i6", "interpreted"))
    ]
    table = indicators(KnowledgeGraph.of(nodes, links))
    counts = {count.key: (count.stated, count.with_interpreted) for count in table.counts}
    assert counts == {"outcome": (0, 2), "output": (1, 1), "process": (0, 0), "unknown": (1, 0)}
    row = next(row for row in table.rows if row["id"] == "i5")
    assert (row["kind"], row["kind_basis"], row["why"]) == ("outcome", "interpreted", named("Av orden"))
    assert isinstance(row["kind_label"], Text)
    assert row["kind_label"].sv == "effekt (tolkat)"


def test_a_weak_goal_by_a_reading_is_told_as_such() -> None:
    nodes = [*NODES, read("i5", "output")]
    for target, basis in (("i1", "stated"), ("i5", "interpreted")):
        links = [Link(source="g1", relation="isMeasuredBy", target=target)]
        (weak_goals,) = indicators(KnowledgeGraph.of(nodes, links)).also
        assert [row["basis"] for row in weak_goals.rows] == [basis]


def test_no_document_states_what_its_indicators_measure() -> None:
    """All 47 kinds in the five documents are readings, each with its reason: as stated, none measures an effect."""
    graph = kgraph.load()
    found = [one for one in graph.of_kind("Indicator") if isinstance(one, Indicator) and one.indicator_kind]
    assert len(found) == 47
    assert all(one.interpreted == ("indicator_kind",) and one.rationale for one in found)
    assert len({one.rationale for one in found}) > 30  # written one by one
    counts = {count.key: count.stated for count in indicators(graph).counts}
    assert (counts["outcome"], counts["output"], counts["process"]) == (0, 0, 0)
