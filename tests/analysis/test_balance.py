from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given, settings

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, LinkStatus, Measure, Node, Table, Text, cell_text
from tests.covered import covered_graphs


def _named(name: str) -> dict[str, Any]:
    return {"id": name, "label": Text(sv=name.capitalize())}


def by_hand() -> KnowledgeGraph:
    """Area `told`: everything is said of its two measures.  Area `half`: of one of two.  Area `silent`: of none.  `empty`: none."""
    nodes: list[Node] = [
        *(CrimeArea(**_named(one)) for one in ("told", "half", "silent", "empty")),
        Cause(**_named("c-place"), nature="situational"), Cause(**_named("c-any")),
        Measure(**_named("m-1"), prevention_type="social", prevention_level="universal", time_perspective="reactive"),
        Measure(**_named("m-2"), prevention_type="social", prevention_level="selective", time_perspective="prevent_onset"),
        Measure(**_named("m-3")),
    ]  # fmt: skip
    ends: list[tuple[str, str, str, LinkStatus]] = [
        ("m-1", "homeArea", "told", "stated"), ("m-2", "homeArea", "told", "interpreted"), ("m-1", "alsoAffects", "half", "stated"),
        ("m-3", "homeArea", "half", "stated"), ("m-3", "homeArea", "silent", "stated"), ("m-2", "homeArea", "empty", "rejected"),
        ("m-1", "addresses", "c-place", "stated"), ("m-3", "addresses", "c-place", "interpreted"), ("m-2", "addresses", "c-any", "stated"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes, [Link(source=a, relation=r, target=b, status=s, locator="1") for a, r, b, s in ends]
    )


def row_of(table: Table, area: str) -> dict[str, Any]:
    return next(row for row in table.rows if row["area"] == area)


def test_verdicts_by_hand() -> None:
    table = kgraph.balance(by_hand())
    verdicts = {row["area"]: row["verdict_type"] for row in table.rows}
    assert verdicts == {
        "-": "partly",
        "told": "missing",
        "half": "partly",
        "silent": "unsaid",
        "empty": "none",
        "?": "missing",
    }
    told = row_of(table, "told")
    assert (told["social_stated"], told["social"], told["type_unknown"]) == (1, 2, 0)
    assert told["missing_type"] == ("situational",)
    assert told["missing_level"] == ("indicated",)
    assert told["missing_time"] == ("change_conditions",)


def test_something_is_said_to_be_missing_only_where_all_is_known() -> None:
    table = kgraph.balance(by_hand())
    assert cell_text(row_of(table, "told")["type_label"]) == "sociala 1 (2); saknar situationella"
    assert cell_text(row_of(table, "half")["type_label"]) == "okänt 1; sociala 1; inga kända situationella"
    assert cell_text(row_of(table, "silent")["type_label"]) == "okänt för alla"
    assert cell_text(row_of(table, "empty")["type_label"], "en") == "no measures"


def test_what_causes_meet_what_measures() -> None:
    (matching,) = kgraph.balance(by_hand()).also
    rows = {
        row["nature"]: (row["social_stated"], row["social"], row["unknown_stated"], row["unknown"])
        for row in matching.rows
    }
    assert rows["situational"] == (
        1,
        1,
        0,
        1,
    )  # a situational cause met by a social measure, and by one of unknown type
    assert rows["unknown"] == (1, 1, 0, 0)


def test_one_area_alone() -> None:
    table = kgraph.balance(by_hand(), area="told")
    assert [row["area"] for row in table.rows] == ["told"]
    assert [(count.key, count.stated, count.with_interpreted, count.total) for count in table.counts] == [
        ("type", 1, 2, 2), ("level", 1, 2, 2), ("time", 1, 2, 2),
    ]  # fmt: skip


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_levels_agree_with_counting_the_measures_of_an_area(graph: KnowledgeGraph) -> None:
    for row in kgraph.balance(graph).rows:
        for key, layer in (("_stated", False), ("", True)):
            measures = set(graph.index.measures)
            everywhere = {
                area.id: set(graph.index.touching(area.id, interpreted=layer)) for area in graph.of_kind("CrimeArea")
            }
            if row["area"] == "?":
                measures -= set().union(*everywhere.values())
            elif row["area"] != "-":
                measures = everywhere[str(row["area"])]
            levels = Counter(graph.nodes[one].model_dump()["prevention_level"] or "level_unknown" for one in measures)
            for level in ("universal", "selective", "indicated", "level_unknown"):
                assert row[f"{level}{key}"] == levels[level]
            assert row[f"measures{key}"] == len(measures)


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_nothing_is_said_to_be_missing_while_something_is_unknown(graph: KnowledgeGraph) -> None:
    for row in kgraph.balance(graph).rows:
        for dimension in ("type", "level", "time"):
            unknown = int(str(row[f"{dimension}_unknown"])) + int(str(row[f"{dimension}_unknown_stated"]))
            assert (row[f"verdict_{dimension}"] in ("missing", "all", "none")) == (unknown == 0)
            assert "saknar" not in cell_text(row[f"{dimension}_label"]) or unknown == 0


def test_the_unknown_dominates_in_the_five_documents() -> None:
    """Eleven of 172 measures are called social or situational, three universal, none given a time perspective."""
    table = kgraph.balance(kgraph.load())
    assert [(count.key, count.stated, count.total) for count in table.counts] == [
        ("type", 11, 172),
        ("level", 3, 172),
        ("time", 0, 172),
    ]
    assert not {"all", "missing"} & {row[f"verdict_{one}"] for row in table.rows for one in ("type", "level", "time")}
    assert row_of(table, "area-narkotika")["type_label"][0].sv == "okänt 20 (26)"


def test_a_value_that_somebody_has_read_in_counts_with_interpretations_only() -> None:
    """Two measures act on one cause; the type of m-2 and the nature of the cause are readings.

    As stated: one social measure, one unknown, and no nature met.  With interpretations: one social, one situational,
    and the situational cause meets one of each.
    """
    why = Text(sv="Av orden")
    nodes: list[Node] = [
        CrimeArea(**_named("a")),
        Cause(**_named("c"), nature="situational", interpreted=("nature",), rationale=why),
        Measure(**_named("m-1"), prevention_type="social"),
        Measure(**_named("m-2"), prevention_type="situational", interpreted=("prevention_type",), rationale=why),
    ]
    links = [Link(source=one, relation="homeArea", target="a", locator="1") for one in ("m-1", "m-2")]
    links += [Link(source=one, relation="addresses", target="c", locator="1") for one in ("m-1", "m-2")]
    table = kgraph.balance(KnowledgeGraph.of(nodes, links))
    row = row_of(table, "a")
    assert (row["social_stated"], row["situational_stated"], row["type_unknown_stated"]) == (1, 0, 1)
    assert (row["social"], row["situational"], row["type_unknown"]) == (1, 1, 0)
    (matching,) = table.also
    met = {line["nature"]: (line["social_stated"], line["social"], line["situational"]) for line in matching.rows}
    assert (met["situational"], met["unknown"]) == ((0, 1, 1), (1, 0, 0))
