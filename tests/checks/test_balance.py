"""G11 and G12: a verdict where sources tell of every measure, and no verdict where they do not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Node, Text
from tests.checks.running import cases
from tests.covered import covered_graphs


def named(one: str) -> Text:
    return Text(sv=one, en=one)


def met(nature: Any, *types: Any, status: Any = "stated", read: bool = False) -> list[tuple[str, str | None, bool]]:
    """What G11 says of a cause of a nature against which measures of some types are directed."""
    extra: dict[str, Any] = {"interpreted": ("prevention_type",), "rationale": named("Av orden")} if read else {}
    nodes: list[Node] = [Cause(id="c", label=named("c"), nature=nature)]
    nodes += [Measure(id=f"m{n}", label=named(f"m{n}"), prevention_type=kind, **extra) for n, kind in enumerate(types)]
    links = [Link(source=f"m{n}", relation="addresses", target="c", status=status) for n in range(len(types))]
    found = cases(KnowledgeGraph.of(nodes, links), "G11")
    return [one for one in found if not one[0].startswith("no_areas")]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (met("situational", "social"), [("situational", "c", True)]),
        (met("social", "situational"), [("social", "c", True)]),
        (met("social", "situational", "social"), []),
        (met("situational", "social", None), [("types_untold", "c", False)]),
        (met("situational", "situational", None), []),
        (met("structural", "social"), [("no_natures", None, False)]),
        (met(None, "social"), [("no_natures", None, False)]),
        (met("situational", "social", status="interpreted"), []),
        (met("situational", "situational", read=True), [("types_untold", "c", False)]),
    ],
)
def test_a_cause_is_met_by_its_kind(found: list[Any], expected: list[Any]) -> None:
    assert found == expected


def test_a_mismatch_that_readings_would_mend_is_told_as_such() -> None:
    nodes: list[Node] = [
        Cause(id="c", label=named("c"), nature="situational"), Measure(id="m1", label=named("m1"), prevention_type="social"),
        Measure(id="m2", label=named("m2"), prevention_type="situational"),
    ]  # fmt: skip
    links = [Link(source="m1", relation="addresses", target="c")]
    links += [Link(source="m2", relation="addresses", target="c", status="interpreted")]
    assert ("by_reading", "c", True) in cases(KnowledgeGraph.of(nodes, links), "G11")


def area(*measures: dict[str, Any]) -> KnowledgeGraph:
    nodes: list[Node] = [CrimeArea(id="a", label=named("a"))]
    nodes += [Measure(id=f"m{n}", label=named(f"m{n}"), **fields) for n, fields in enumerate(measures)]
    links = [Link(source=f"m{n}", relation="homeArea", target="a") for n in range(len(measures))]
    return KnowledgeGraph.of(nodes, links)


def test_what_an_area_lacks_is_said_only_when_all_its_measures_are_told_of() -> None:
    universal, silent = {"prevention_level": "universal", "prevention_type": "social"}, dict[str, Any]()
    graph = area(universal)
    assert ("lacks_level", "a", True) in cases(graph, "G12")
    assert ("untold_time", "a", False) in cases(graph, "G12")
    assert ("lacks_type", "a", True) in cases(graph, "G11")
    (found,) = [one for one in check(graph) if one.case == "lacks_level"]
    assert "indikerad, selektiv" in found.message.sv
    assert ("untold_level", "a", False) in cases(area(universal, silent), "G12")


def test_an_area_with_every_level_and_perspective_is_not_told_of() -> None:
    levels = ("universal", "selective", "indicated")
    times = ("reactive", "prevent_onset", "change_conditions")
    told = [{"prevention_level": level, "time_perspective": time} for level, time in zip(levels, times, strict=True)]
    assert cases(area(*told), "G12") == []
    assert cases(area(*told, {}), "G12") == []  # what is untold can take nothing away


def test_without_areas_the_rules_cannot_judge() -> None:
    graph = KnowledgeGraph.of([Measure(id="m", label=named("m"))], [])
    assert {case for case, _, judged in cases(graph, "G12") if not judged} == {"no_areas_level", "no_areas_time"}


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_the_verdicts_agree_with_the_table_of_the_balance(graph: KnowledgeGraph) -> None:
    """`balance` counts in its own way; where it says "missing", G12 finds, and where it says "partly" or "unsaid", it cannot judge."""
    if not graph.of_kind("Measure"):
        return
    rows = {str(row["area"]): row for row in kgraph.balance(graph).rows if row["area"] not in ("-", "?")}
    for code, dimension in (("G11", "type"), ("G12", "level"), ("G12", "time")):
        found = {
            (one, judged)
            for case, one, judged in cases(graph, code)
            if case.endswith((f"s_{dimension}", f"d_{dimension}"))
        }
        verdicts = {one: row[f"verdict_{dimension}"] for one, row in rows.items()}
        missing = {one: row[f"missing_{dimension}"] for one, row in rows.items()}
        expected = {(one, True) for one, verdict in verdicts.items() if verdict == "missing"}
        expected |= {
            (one, False) for one, verdict in verdicts.items() if verdict in ("partly", "unsaid") and missing[one]
        }
        assert {pair for pair in found if pair[0]} == expected


def test_the_five_documents_say_too_little_of_kinds_for_any_verdict() -> None:
    """No source calls a cause social or situational; of levels only the three measures of the star are told of."""
    graph = kgraph.load()
    assert {judged for code in ("G11", "G12") for _, _, judged in cases(graph, code)} == {False}
