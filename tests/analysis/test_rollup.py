from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, CrimeArea, Link, LinkStatus, Measure, Node, Table, Text
from tests.covered import covered_graphs


def _named(name: str) -> dict[str, Any]:
    return {"id": name, "label": Text(sv=name.capitalize())}


def by_hand() -> KnowledgeGraph:
    """Two areas, one narrower than the other, and an empty one; four measures, one of them of no area."""
    nodes: list[Node] = [
        *(CrimeArea(**_named(one)) for one in ("broad", "narrow", "empty")), Actor(**_named("police")), Actor(**_named("school")),
        Measure(**_named("m-1"), prevention_level="universal"), Measure(**_named("m-2")),
        Measure(**_named("m-3"), prevention_level="selective"), Measure(**_named("m-loose")),
    ]  # fmt: skip
    ends: list[tuple[str, str, str, LinkStatus]] = [
        ("m-1", "homeArea", "broad", "stated"), ("m-2", "homeArea", "broad", "stated"), ("m-2", "homeArea", "narrow", "interpreted"),
        ("m-3", "homeArea", "narrow", "stated"), ("narrow", "broader", "broad", "stated"),
        ("police", "isResponsibleFor", "m-1", "stated"), ("school", "takesPartIn", "m-1", "stated"),
        ("police", "takesPartIn", "m-2", "interpreted"), ("school", "takesPartIn", "m-3", "rejected"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes, [Link(source=a, relation=r, target=b, status=s, locator="1") for a, r, b, s in ends]
    )


def cells(table: Table, area: str) -> dict[Any, tuple[Any, ...]]:
    return {
        row["value"]: (row["stated"], row["with_interpreted"], row["total_stated"], row["total"])
        for row in table.rows
        if row["area"] == area
    }


def test_areas_by_actor_by_hand() -> None:
    """Of broad's m-1 and m-2 the police has one as stated and both as read, so the unknown goes from one to none."""
    table = kgraph.rollup(by_hand(), "actor")
    assert cells(table, "broad") == {"police": (1, 2, 2, 2), "school": (1, 1, 2, 2), "unknown": (1, 0, 2, 2)}
    assert cells(table, "narrow") == {"police": (0, 1, 1, 2), "unknown": (1, 1, 1, 2)}
    assert cells(table, "-") == {"police": (1, 2, 4, 4), "school": (1, 1, 4, 4), "unknown": (3, 2, 4, 4)}
    assert cells(table, "?") == {"unknown": (1, 1, 1, 1)}
    assert cells(table, "empty") == {None: (0, 0, 0, 0)}


def test_areas_by_level_with_and_without_inheritance() -> None:
    plain, inherited = (kgraph.rollup(by_hand(), "level", inherit=one) for one in (False, True))
    assert cells(plain, "broad") == {"universal": (1, 1, 2, 2), "unknown": (1, 1, 2, 2)}
    assert cells(inherited, "broad") == {"universal": (1, 1, 3, 3), "selective": (1, 1, 3, 3), "unknown": (1, 1, 3, 3)}
    assert cells(plain, "narrow") == cells(inherited, "narrow") == {"selective": (1, 1, 1, 2), "unknown": (0, 1, 1, 2)}


def test_the_unknown_is_never_cut() -> None:
    table = kgraph.rollup(by_hand(), "actor", most=1)
    assert list(cells(table, "broad")) == ["police", "unknown"]
    assert [row["further"] for row in table.rows if row["area"] == "broad"] == [None, 1]


@pytest.mark.parametrize("word", ["actor", "aktör", "Aktör", "aktor"])
def test_dimensions_go_by_their_names_in_either_language(word: str) -> None:
    assert kgraph.rollup(by_hand(), word) == kgraph.rollup(by_hand(), "actor")


def test_an_unknown_dimension_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="målgrupp"):
        kgraph.rollup(by_hand(), "väder")


def _owners(graph: KnowledgeGraph, end: str, *, interpreted: bool) -> set[str]:
    if graph[end].kind == "Measure":
        return {end}
    return {
        link.target for link in graph.outgoing(end, "partOf") if (link.counts if interpreted else link.counts_as_stated)
    }


_FROM = {"actor": ("isResponsibleFor", "takesPartIn"), "target_group": ("isFor",), "place": ("takesPlaceAt",)}


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_cells_agree_with_counting_measure_by_measure(graph: KnowledgeGraph) -> None:
    for by, relations in _FROM.items():
        for key, layer in (("stated", False), ("with_interpreted", True)):
            having: dict[str, set[str]] = {}
            for link in graph.links:
                if link.relation in relations and (link.counts if layer else link.counts_as_stated):
                    near, far = (link.target, link.source) if by == "actor" else (link.source, link.target)
                    for measure in _owners(graph, near, interpreted=layer):
                        having.setdefault(measure, set()).add(far)
            expected: Counter[tuple[str, str]] = Counter()
            for area in graph.of_kind("CrimeArea"):
                for measure in graph.index.touching(area.id, interpreted=layer):
                    expected.update((area.id, value) for value in having.get(measure, {"unknown"}))
            found = {
                (str(row["area"]), str(row["value"])): row[key]
                for row in kgraph.rollup(graph, by).rows
                if row["area"] not in ("-", "?") and row[key]
            }
            assert found == dict(expected)


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_totals_are_the_distinct_measures_and_of_one_value_each_the_rows_add_up_to_them(graph: KnowledgeGraph) -> None:
    everything = len(graph.of_kind("Measure"))
    touching = {
        layer: {one for area in graph.of_kind("CrimeArea") for one in graph.index.touching(area.id, interpreted=layer)}
        for layer in (False, True)
    }
    for inherit in (False, True):
        table = kgraph.rollup(graph, "level", inherit=inherit)
        for area in {row["area"] for row in table.rows}:
            rows = [row for row in table.rows if row["area"] == area]
            for key, total in (("stated", "total_stated"), ("with_interpreted", "total")):
                assert sum(int(str(row[key])) for row in rows) == rows[0][total]
        whole = next(row for row in table.rows if row["area"] == "-")
        assert (whole["total_stated"], whole["total"]) == (everything, everything)
        away = [row for row in table.rows if row["area"] == "?"]
        homeless = tuple(everything - len(touching[layer]) for layer in (False, True))
        assert homeless == ((away[0]["total_stated"], away[0]["total"]) if away else (0, 0))


@given(covered_graphs())
@settings(max_examples=40, deadline=None)
def test_readings_and_inheritance_only_add_to_what_is_known(graph: KnowledgeGraph) -> None:
    for by in ("actor", "target_group", "place", "level"):
        plain, inherited = (kgraph.rollup(graph, by, inherit=one) for one in (False, True))
        wide = {(row["area"], row["value"]): row for row in inherited.rows}
        for row in plain.rows:
            if row["value"] not in ("unknown", None) and row["area"] != "?":
                assert int(str(row["stated"])) <= int(str(row["with_interpreted"]))
                more = wide[row["area"], row["value"]]
                assert int(str(more["with_interpreted"])) >= int(str(row["with_interpreted"]))


def test_who_works_against_narcotics_in_the_five_documents() -> None:
    """The police is behind 13 of the 27 measures that the sources say touch narcotics, 16 of 33 with interpreted links."""
    table = kgraph.rollup(kgraph.load(), "aktör", area="narkotika")
    assert cells(table, "area-narkotika")["actor-polisen"] == (13, 16, 27, 33)
    assert cells(table, "area-narkotika")["unknown"] == (4, 4, 27, 33)


def test_no_document_gives_a_time_perspective() -> None:
    table = kgraph.rollup(kgraph.load(), "tid")
    assert {row["value"] for row in table.rows} == {"unknown", None}
    (known,) = table.counts
    assert (known.stated, known.with_interpreted, known.total) == (0, 0, 172)
