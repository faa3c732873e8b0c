from __future__ import annotations

import json
import sys
from collections import defaultdict
from functools import cache
from itertools import combinations, product

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cell, Table, integer
from kgraph.paths.chains import touches
from tests.strategies import graphs

Rows = dict[tuple[str, str], dict[str, Cell]]


def by_pair(table: Table) -> Rows:
    return {(str(row["row_id"]), str(row["column_id"])): row for row in table.rows}


@cache
def shipped() -> KnowledgeGraph:
    return kgraph.load()


def test_by_hand_on_the_example() -> None:
    # as stated narcotics is touched by m-krogar and m-tobak (home), and so is recruitment (narcotics matters for it);
    # m-skola joins both by a reading.  The school environment has m-skola and m-natvaro, both at home.
    table = kgraph.matrix(kgraph.example(), "områden", "områden")
    rows = by_pair(table)
    assert list(rows) == [
        ("area-narkotika", "area-nyrekrytering"), ("area-narkotika", "area-skola"), ("area-nyrekrytering", "area-skola"),
    ]  # fmt: skip
    drugs = rows["area-narkotika", "area-nyrekrytering"]
    assert (drugs["count_stated"], drugs["count"], drugs["jaccard_stated"], drugs["jaccard"]) == (2, 3, 1.0, 1.0)
    school = rows["area-narkotika", "area-skola"]
    assert (school["count_stated"], school["count"]) == (0, 1)
    assert (school["row_measures"], school["column_measures"]) == (3, 2)
    assert (school["row_in_column"], school["column_in_row"], school["jaccard"]) == (1 / 3, 1 / 2, 1 / 4)
    assert (school["row_in_column_stated"], school["jaccard_stated"]) == (0.0, 0.0)
    count = table.counts[0]
    assert (count.stated, count.with_interpreted, count.total) == (1, 3, 3)
    grid, pairs = table.also
    assert [row["area-narkotika"] for row in grid.rows] == ["2·3", "2·3", "0·1"]
    assert pairs.cells()[1] == ["Narkotika × Skolmiljö", "0 · 1", "0% · 33%", "0% · 50%", "0% · 25%"]


def test_a_share_of_nothing_is_unknown() -> None:
    # nobody acts on cause-status, so what share of its measures the area has cannot be said; of the area's it has none
    rows = by_pair(kgraph.matrix(kgraph.example(), "orsaker", "områden"))
    row = rows["cause-status", "area-skola"]
    assert (row["count"], row["row_in_column"], row["column_in_row"], row["jaccard"]) == (0, None, 0.0, 0.0)
    assert rows["cause-skola", "area-skola"]["row_in_column_stated"] is None
    empty = by_pair(kgraph.matrix(kgraph.example(), "orsaker", "orsaker"))["cause-status", "cause-tobak"]
    assert empty["jaccard"] is None
    table = kgraph.matrix(kgraph.example(), "orsaker", "områden")
    assert "? · 100%" in {cell for row in table.also[-1].cells() for cell in row}


def test_measures_touch_directly_or_indirectly() -> None:
    table = kgraph.matrix(kgraph.example(), "insatser", "brottsområden")
    said = {pair: (row["touch_stated"], row["touch"]) for pair, row in by_pair(table).items()}
    assert said == {
        ("m-krogar", "area-narkotika"): ("direct", "direct"),
        ("m-krogar", "area-nyrekrytering"): ("indirect", "indirect"),  # narcotics matters for it
        ("m-tobak", "area-narkotika"): ("direct", "direct"),
        ("m-tobak", "area-nyrekrytering"): ("indirect", "indirect"),
        ("m-skola", "area-skola"): ("direct", "direct"),
        ("m-skola", "area-narkotika"): (None, "indirect"),  # through the interpreted cause
        ("m-skola", "area-nyrekrytering"): (None, "indirect"),
        ("m-natvaro", "area-skola"): ("direct", "direct"),
    }
    (grid,) = table.also
    assert [row["id"] for row in grid.rows] == ["m-skola", "m-krogar", "m-tobak", "m-natvaro"]  # by how many they touch
    assert [grid.rows[0][one] for one in ("area-narkotika", "area-nyrekrytering", "area-skola")] == ["(○)", "(○)", "●"]
    assert len(kgraph.matrix(kgraph.example(), "åtgärder", "områden", most=1)) == 3
    assert (table.counts[0].stated, table.counts[0].with_interpreted, table.counts[0].total) == (4, 4, 4)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_each_cell_is_the_overlap_of_its_pair(graph: KnowledgeGraph) -> None:
    table = kgraph.matrix(graph, "områden", "orsaker", ids=True)
    areas, causes = ([one.id for one in graph.of_kind(kind)] for kind in ("CrimeArea", "Cause"))
    rows = by_pair(table)
    assert rows.keys() == set(product(areas, causes))
    for (one, other), row in rows.items():
        answer = kgraph.overlap(graph, one, other)
        assert (row["count_stated"], row["count"]) == (answer.counts[0].stated, answer.counts[0].with_interpreted)
        assert set(row["measure_ids"]) == {hit["id"] for hit in answer.rows}  # type: ignore[arg-type]  # a tuple
        cell = kgraph.matrix_cell(graph, "områden", "orsaker", one, other)
        assert (cell.rows, cell.counts) == (answer.rows, answer.counts)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_laws_of_the_figures(graph: KnowledgeGraph) -> None:
    across, turned = (
        by_pair(kgraph.matrix(graph, *kinds)) for kinds in (("områden", "orsaker"), ("orsaker", "områden"))
    )
    for (one, other), row in across.items():
        mirrored = turned[other, one]
        for suffix in ("_stated", ""):
            sets = [set(graph.index.touching(thing, interpreted=not suffix)) for thing in (one, other)]
            shared, union = sets[0] & sets[1], sets[0] | sets[1]
            assert row[f"count{suffix}"] == len(shared) <= min(map(len, sets))
            assert row[f"row_in_column{suffix}"] == (len(shared) / len(sets[0]) if sets[0] else None)
            assert row[f"jaccard{suffix}"] == (len(shared) / len(union) if union else None)
            assert row[f"row_in_column{suffix}"] == mirrored[f"column_in_row{suffix}"]
            assert row[f"jaccard{suffix}"] == mirrored[f"jaccard{suffix}"]
            assert row[f"jaccard{suffix}"] is None or 0 <= float(str(row[f"jaccard{suffix}"])) <= 1


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_each_pair_once_and_nothing_with_itself(graph: KnowledgeGraph) -> None:
    areas = [one.id for one in graph.of_kind("CrimeArea")]
    pairs = [frozenset(pair) for pair in by_pair(kgraph.matrix(graph, "områden", "brottsområden"))]
    assert sorted(map(sorted, pairs)) == sorted(map(sorted, combinations(areas, 2)))


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_touching_is_what_the_paths_say(graph: KnowledgeGraph) -> None:
    """Direct is a path of one link, or of two where the first makes a part a part of the measure."""
    rows = by_pair(kgraph.matrix(graph, "åtgärder", "områden"))
    for measure in graph.of_kind("Measure"):
        known = touches(graph, measure.id, [one.id for one in graph.of_kind("CrimeArea")])
        assert known.keys() == {other for one, other in rows if one == measure.id}
        for thing, path in known.items():
            own = [step for step in path.steps if step.relation != "partOf"]
            row = rows[measure.id, thing]
            assert (row["touch_stated"] is not None) == (path.basis == "stated")
            if len(own) == 1:
                assert row["touch" if path.basis == "interpreted" else "touch_stated"] == "direct"


def test_orders_and_most() -> None:
    graph = shipped()
    table = kgraph.matrix(graph, "områden", "områden", sort="count", most=5)
    counts = [row["count"] for row in table.rows]
    assert counts == sorted(counts, reverse=True)  # type: ignore[type-var]  # numbers
    assert len(table) == 5
    names = [row["row"].sv for row in kgraph.matrix(graph, "områden", "områden", sort="name").rows]  # type: ignore[union-attr]  # a Text
    assert names[0] == "A. Inga utsatta områden"
    jaccards = [row["jaccard"] or 0.0 for row in kgraph.matrix(graph, "områden", "områden").rows]
    assert jaccards == sorted(jaccards, reverse=True)  # type: ignore[type-var]  # numbers


def test_the_five_documents() -> None:
    rows = by_pair(kgraph.matrix(shipped(), "områden", "områden"))
    assert len(rows) == 34 * 33 / 2
    answer = kgraph.overlap(shipped(), "droger", "rekrytering").counts[0]
    row = rows["area-narkotika", "area-nyrekrytering"]
    assert (row["count_stated"], row["count"]) == (answer.stated, answer.with_interpreted)
    # of the Västerås plan alone every pair can be read in one grid of nine areas
    own = kgraph.matrix(_vasteras(), "områden", "områden")
    assert [part.name for part in own.also] == ["grid", "strongest"]
    assert len(own.also[0].columns) == 10
    assert json.loads(json.dumps(own.to_json()))["also"][0]["name"] == "grid"


def _vasteras() -> KnowledgeGraph:
    from kgraph.parts.scope import scope

    return scope(shipped(), plan="vasterasplanen")


def test_what_cannot_be_asked() -> None:
    graph = kgraph.example()
    with pytest.raises(UnknownName):
        kgraph.matrix(graph, "blommor", "områden")
    with pytest.raises(UsageError, match="inget som åtgärder berör"):
        kgraph.matrix(graph, "områden", "källor")
    with pytest.raises(UsageError, match="byt plats"):
        kgraph.matrix(graph, "områden", "åtgärder")
    with pytest.raises(UsageError, match="ingen ordning"):
        kgraph.matrix(graph, "områden", "områden", sort="size")
    with pytest.raises(UnknownName):
        kgraph.matrix_cell(graph, "områden", "områden", "narkotika", "polisen")


def test_a_cell_of_a_measure_is_its_path() -> None:
    graph = kgraph.example()
    table = kgraph.matrix_cell(graph, "åtgärder", "områden", "Tobaksfri skoltid", "nyrekryteringen")
    assert [row["id"] for row in table.rows] == ["m-tobak"]
    assert table.counts[0].total is None
    assert not any("Minst så många" in note.sv for note in table.notes)
    empty = kgraph.matrix_cell(graph, "åtgärder", "områden", "m-natvaro", "droger")
    assert len(empty) == 0
    assert empty.notes[0].sv == "Rutan är tom: åtgärden berör inte det."


def test_a_cell_of_a_thing_with_itself_names_it_once_and_pairs_that_share_nothing_are_not_counted() -> None:
    graph = kgraph.load()
    assert (
        kgraph.matrix_cell(graph, "områden", "områden", "narkotika", "narkotika").title.sv
        == "Åtgärder som berör Narkotika"
    )
    table = kgraph.matrix(graph, "områden", "orsaker")
    (best,) = (part for part in table.also if part.name == "strongest")
    sharing = sum(bool(row["count"]) for row in table.rows)
    assert sharing < len(table.rows)
    assert f"av {sharing} par som delar åtgärder" in best.notes[-1].sv


def test_a_large_matrix_is_cut_unless_it_is_said_how_much_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three areas make three pairs, of which two are shown; one measure is shown even where it has more rows than there is room for."""
    whole = kgraph.matrix(kgraph.example(), "åtgärder", "områden")
    monkeypatch.setattr(sys.modules["kgraph.analysis.matrix"], "_MOST_ROWS", 2)
    graph = kgraph.example()
    pairs = kgraph.matrix(graph, "områden", "områden")
    assert (len(pairs), pairs.counts[0].total) == (2, 3)
    assert pairs.notes[0].sv == "Här visas 2 av 3 rader; antalen ovan gäller alla. Fler med --most."
    assert len(kgraph.matrix(graph, "områden", "områden", most=3)) == 3
    measures = kgraph.matrix(graph, "åtgärder", "områden")
    assert len({row["row_id"] for row in measures.rows}) == 1
    assert measures.notes[0].sv.startswith(f"Här visas {len(measures)} av {len(whole)} rader")
    assert kgraph.matrix(graph, "åtgärder", "områden", most=4) == whole


def test_a_graph_with_nothing_in_it_has_an_empty_matrix() -> None:
    """Columns without a name once made a note without words, which no text can be."""
    assert kgraph.matrix(KnowledgeGraph.of([], []), "områden", "målgrupper").rows == ()


@pytest.mark.parametrize(
    ("kind", "relation"), [("Goal", "pursues"), ("Indicator", "isMeasuredBy"), ("PlanTable", "inTable")]
)
def test_what_a_measure_is_linked_to_itself_can_be_asked_about_whatever_its_kind(kind: str, relation: str) -> None:
    """Counted a second way, over the links of the shipped plans; and what is touched by nothing says what to ask instead."""
    graph = kgraph.load()
    known = defaultdict(set)
    for link in graph.links:
        if link.relation == relation and link.counts and graph[link.source].kind == "Measure":
            known[link.target].add(link.source)
    table = kgraph.matrix(graph, kind, "målgrupper", most=20_000)
    assert {row["row_id"]: row["row_measures"] for row in table.rows} == {
        thing.id: len(known[thing.id]) for thing in graph.of_kind(kind)
    }
    both = max(table.rows, key=lambda row: integer(row, "count"))
    hits = kgraph.overlap(graph, str(both["row_id"]), str(both["column_id"]))
    assert len(hits.rows) == integer(both, "count") > 0
    assert {row["id"] for row in hits.rows} <= known[str(both["row_id"])]
    for other in ("kommuner", "dokument", "överenskommelser"):
        with pytest.raises(UsageError, match="i stället för kommuner, dokument och överenskommelser planer"):
            kgraph.matrix(graph, kind, other)
    assert kgraph.overlap(graph, "Fri från extremism", "narkotika").rows == ()
    with pytest.raises(UsageError, match="genom sin plan"):
        kgraph.overlap(graph, graph.of_kind("Municipality")[0].id, "narkotika")
