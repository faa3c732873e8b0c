from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given, settings

import kgraph
from kgraph import ways
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    AREA_KINDS,
    Cause,
    CrimeArea,
    Link,
    LinkStatus,
    Measure,
    Path,
    SubActivity,
    Table,
    Text,
    cell_text,
)
from tests.strategies import graphs


def by_id(table: Table) -> dict[str, dict[str, object]]:
    return {str(row["id"]): dict(row) for row in table.rows}


def count(table: Table, key: str) -> tuple[int, int, int | None]:
    (one,) = (one for one in table.counts if one.key == key)
    return one.stated, one.with_interpreted, one.total


def test_a_measure_by_hand() -> None:
    """m-skola stands in the school area and is for pupils; only as read does it act on a cause, which drives two areas."""
    table = kgraph.impact(kgraph.example(), "m-skola")
    told = {
        one: (row["steps"], row["basis"], row["paths_stated"], row["paths_all"]) for one, row in by_id(table).items()
    }
    assert told == {
        "area-skola": (1, "stated", 1, 1),
        "area-narkotika": (2, "interpreted", 0, 1),
        "area-nyrekrytering": (2, "interpreted", 0, 1),
        "cause-skola": (1, "interpreted", 0, 1),
        "group-elever": (1, "stated", 1, 1),
    }
    assert list(told) == ["area-skola", "area-narkotika", "area-nyrekrytering", "cause-skola", "group-elever"]
    assert [count(table, key) for key in ("areas", "causes", "groups")] == [(1, 3, 3), (0, 1, 4), (1, 1, 1)]
    best = by_id(table)["area-narkotika"]["best"]
    assert isinstance(best, Path)
    assert best.text.sv == "riktas mot (tolkat) Ej behörig till gymnasiet, som bidrar till Narkotika"


def test_a_home_area_passes_the_effect_on_one_step() -> None:
    rows = by_id(kgraph.impact(kgraph.example(), "m-krogar"))
    assert (rows["area-nyrekrytering"]["steps"], rows["area-nyrekrytering"]["basis"]) == (2, "stated")


def test_a_cause_by_hand_and_the_measures_on_it() -> None:
    table = kgraph.impact(kgraph.example(), "cause-skola")
    assert [row["id"] for row in table.rows] == ["area-narkotika", "area-nyrekrytering"]
    (measures,) = table.also
    assert [(row["id"], row["basis"]) for row in measures.rows] == [("m-skola", "interpreted")]
    assert count(measures, "measures") == (0, 1, 4)


def cycle() -> KnowledgeGraph:
    """m → a, a ⇄ b, b → area, a → area, one link with a strength that a source gives."""
    nodes = [
        Measure(id="m", label=Text(sv="m"), unknown=("also_affects",)), Cause(id="a", label=Text(sv="a")),
        Cause(id="b", label=Text(sv="b")), CrimeArea(id="area", label=Text(sv="area")),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes,
        [
            Link(source="m", relation="addresses", target="a", strength=0.5),
            Link(source="a", relation="contributesTo", target="b", strength=0.8),
            Link(source="b", relation="contributesTo", target="a"),
            Link(source="b", relation="contributesTo", target="area", strength=0.5),
            Link(source="a", relation="contributesTo", target="area", status="interpreted", strength=0.9),
        ],
    )


def test_a_cycle_ends_and_every_path_is_told_on_demand() -> None:
    table = kgraph.impact(cycle(), "m", paths=True)
    how = by_id(table)["area"]["how"]
    assert isinstance(how, tuple)
    assert [[step.target for step in path.steps] for path in how] == [["a", "area"], ["a", "b", "area"]]
    assert by_id(table)["area"]["steps"] == 3  # the stated path is the best, though it is longer
    assert any("gått förlorat" in note.sv for note in table.notes)


def test_strength_by_the_chosen_rule() -> None:
    """Stated: 0.5 · 0.8 · 0.5 = 0.20.  With interpreted 0.5 · 0.9 = 0.45; both paths share a, so noisy-or adds nothing that is sure."""
    row = by_id(kgraph.impact(cycle(), "m", combine="product"))["area"]
    assert (row["strength_stated"], row["strength"]) == (pytest.approx(0.2), pytest.approx(0.45))
    assert (row["strength_stated_known"], row["strength_known"]) == (True, True)
    assert cell_text(row["strength_label"]) == "0,45"  # type: ignore[arg-type]
    assert cell_text(row["strength_label"], "en") == "0.45"  # type: ignore[arg-type]
    row = by_id(kgraph.impact(cycle(), "m", combine="noisy-or"))["area"]
    # b → a has no strength, but m → a → b → a → area is no path: what b → a is changes nothing
    assert (row["strength"], row["strength_known"]) == (pytest.approx(0.45), False)
    assert cell_text(row["strength_label"]) == "minst 0,45"  # type: ignore[arg-type]


def test_an_interpreted_link_that_joins_two_stated_paths_lowers_nothing() -> None:
    """Stated: over x 0.84 · 0.6 = 0.504, over y 0.5, apart 1 − 0.496 · 0.5 = 0.752.  The reading y → x makes 1 · 1 · 0.6 = 0.6 of both."""
    nodes = [*(Cause(id=one, label=Text(sv=one)) for one in "sxy"), CrimeArea(id="t", label=Text(sv="t"))]
    ends: list[tuple[str, str, float, LinkStatus]] = [
        ("s", "x", 0.84, "stated"), ("x", "t", 0.6, "stated"), ("s", "y", 1, "stated"), ("y", "t", 0.5, "stated"),
        ("y", "x", 1, "interpreted"),
    ]  # fmt: skip
    links = [
        Link(source=source, relation="contributesTo", target=target, strength=strength, status=status)
        for source, target, strength, status in ends
    ]
    row = by_id(kgraph.impact(KnowledgeGraph.of(nodes, links), "s", combine="noisy-or"))["t"]
    assert (row["strength_stated"], row["strength"]) == (pytest.approx(0.752), pytest.approx(0.752))
    assert (cell_text(row["strength_stated_label"]), cell_text(row["strength_label"])) == ("0,75", "minst 0,75")  # type: ignore[arg-type]


def crossing() -> KnowledgeGraph:
    """m → c1 (1) and c1 → a (no strength), c1 → c2 (0.9), c2 → a (0.9): 0.81 belongs to the longer path."""
    nodes = [
        Measure(id="m", label=Text(sv="m")), Cause(id="c1", label=Text(sv="Orsak 1")),
        Cause(id="c2", label=Text(sv="Orsak 2")), CrimeArea(id="a", label=Text(sv="Stöld")),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes,
        [
            Link(source="m", relation="addresses", target="c1", strength=1),
            Link(source="c1", relation="contributesTo", target="a"),
            Link(source="c1", relation="contributesTo", target="c2", strength=0.9),
            Link(source="c2", relation="contributesTo", target="a", strength=0.9),
        ],
    )


def steps(cell: object) -> list[list[tuple[str, float | None]]]:
    assert isinstance(cell, tuple)
    return [[(step.target, step.strength) for step in path.steps] for path in cell]


def test_beside_a_strength_stands_the_path_that_gives_it() -> None:
    for combine in ("product", "noisy-or"):
        table = kgraph.impact(crossing(), "m", combine=combine)
        row = by_id(table)["a"]
        assert row["strength"] == pytest.approx(0.81)
        assert steps(row["how"]) == [[("c1", 1), ("c2", 0.9), ("a", 0.9)]]
        assert cell_text(row["how"]) == (  # type: ignore[arg-type]
            "riktas mot Orsak 1 (styrka 1,00), som bidrar till Orsak 2 (styrka 0,90), "
            "som bidrar till Stöld (styrka 0,90) – hela vägen: 0,81"
        )
        written = next(one for one in table.to_json()["rows"] if one["id"] == "a")
        assert [step["strength"] for step in written["best"]["steps"]] == [1, None]
    every = by_id(kgraph.impact(crossing(), "m", combine="product", paths=True))["a"]["how"]
    assert steps(every) == [[("c1", 1), ("a", None)], [("c1", 1), ("c2", 0.9), ("a", 0.9)]]
    assert isinstance(every, tuple)
    assert cell_text(every[0]).endswith("(styrka okänd) – hela vägen: okänd")
    assert "styrka" not in cell_text(by_id(kgraph.impact(crossing(), "m"))["a"]["best"])  # type: ignore[arg-type]


def test_of_several_paths_those_that_give_the_number_are_shown() -> None:
    """As stated only a → b → area counts; with the reading a → area (0.9) that path gives the other number."""
    how = by_id(kgraph.impact(cycle(), "m", combine="product"))["area"]["how"]
    assert steps(how) == [[("a", 0.5), ("b", 0.8), ("area", 0.5)], [("a", 0.5), ("area", 0.9)]]
    nodes = [*(Cause(id=one, label=Text(sv=one)) for one in "sxy"), CrimeArea(id="t", label=Text(sv="t"))]
    ends = [("s", "x", 0.8), ("x", "t", 0.5), ("s", "y", 1.0), ("y", "t", 0.5)]
    links = [Link(source=s, relation="contributesTo", target=t, strength=strength) for s, t, strength in ends]
    row = by_id(kgraph.impact(KnowledgeGraph.of(nodes, links), "s", combine="noisy-or"))["t"]
    assert row["strength"] == pytest.approx(1 - 0.6 * 0.5)
    assert sorted(steps(row["how"])) == [[("x", 0.8), ("t", 0.5)], [("y", 1.0), ("t", 0.5)]]


def test_without_any_strength_steps_are_counted_and_that_is_said() -> None:
    plain, asked = (
        kgraph.impact(kgraph.example(), "m-skola"),
        kgraph.impact(kgraph.example(), "m-skola", combine="product"),
    )
    assert asked.rows == plain.rows
    assert asked.columns == plain.columns
    assert set(asked.notes) - set(plain.notes) == {kgraph.wording.text("impact.no_strengths")}


def test_most_cuts_the_rows_and_not_the_counts() -> None:
    whole, part = kgraph.impact(kgraph.example(), "m-skola"), kgraph.impact(kgraph.example(), "m-skola", most=2)
    assert part.rows == whole.rows[:2]
    assert part.counts == whole.counts
    assert "2 av 5" in part.notes[-1].sv


def test_nothing_follows_and_what_cannot_act() -> None:
    bare = KnowledgeGraph.of([Measure(id="m", label=Text(sv="m"))], [])
    assert "Ingen koppling" in kgraph.impact(bare, "m").notes[0].sv
    with pytest.raises(UsageError, match="combine ska vara något av steps"):
        kgraph.impact(kgraph.example(), "m-skola", combine="noisy_or")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="whatif --without"):
        kgraph.impact(kgraph.example(), "polisen")
    with pytest.raises(UnknownName):
        kgraph.impact(kgraph.example(), "ingenting")


@given(graphs())
@settings(max_examples=50, deadline=None)
def test_areas_reached_are_those_touched_and_causes_reach_what_networkx_says(graph: KnowledgeGraph) -> None:
    for measure in ("m-0", "m-1"):
        table = kgraph.impact(graph, measure)
        touched = [
            sum(measure in graph.index.touching(area.id, interpreted=layer) for area in graph.of_kind(*AREA_KINDS))
            for layer in (False, True)
        ]
        assert list(count(table, "areas")[:2]) == touched
    for layer in (False, True):
        net: nx.DiGraph[str] = nx.DiGraph()
        net.add_nodes_from(graph.nodes)
        net.add_edges_from(
            (o.source, o.target)
            for o in graph.links
            if o.relation in ways.DRIVES and (o.counts if layer else o.counts_as_stated)
        )
        rows = kgraph.impact(graph, "c-0").rows
        found = {str(row["id"]) for row in rows if layer or row["basis"] == "stated"}
        assert found == nx.descendants(net, "c-0") - {"c-0"}


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_every_row_is_explained_and_rejected_links_count_nowhere(graph: KnowledgeGraph) -> None:
    counted = KnowledgeGraph.of(graph, [link for link in graph.links if link.counts])
    table = kgraph.impact(graph, "m-0", paths=True)
    assert table.to_json() == kgraph.impact(counted, "m-0", paths=True).to_json()
    for row in table.rows:
        how = row["how"]
        paths = how if isinstance(how, tuple) else (how,)
        assert len(paths) == row["paths_all"]
        assert (
            sum(isinstance(path, Path) and path.basis == "stated" for path in paths)
            >= int(str(row["paths_stated"]))
            > -1
        )
        best = row["best"]
        assert isinstance(best, Path)
        assert (best.basis, len(best.steps)) == (row["basis"], row["steps"])


def test_krogar_mot_knark_in_the_real_plan() -> None:
    """The plan states two areas (home, and what all drug prevention matters for); a third only through a reading."""
    table = kgraph.impact(kgraph.load(), "m-krogar", paths=True)
    assert count(table, "areas")[:2] == (2, 3)
    rows = by_id(table)
    assert rows["area-nyrekrytering"]["basis"] == "stated"
    assert (rows["area-organiserad"]["basis"], rows["area-organiserad"]["steps"]) == ("interpreted", 3)
    assert any("gått förlorat" in note.sv for note in table.notes)


def parted() -> KnowledgeGraph:
    """A measure whose part meets a cause, which drives an area; and that is linked to another cause itself."""
    nodes = [
        Measure(id="m", label=Text(sv="Åtgärd")), SubActivity(id="s", label=Text(sv="Del")), Cause(id="c", label=Text(sv="Orsak")),
        Cause(id="own", label=Text(sv="Egen")), CrimeArea(id="a", label=Text(sv="Område")), CrimeArea(id="b", label=Text(sv="Annat")),
    ]  # fmt: skip
    ends = [
        ("s", "partOf", "m"), ("s", "addresses", "c"), ("c", "contributesTo", "a"), ("m", "addresses", "own"), ("own", "contributesTo", "b"),
    ]  # fmt: skip
    return KnowledgeGraph.of(
        nodes, [Link(source=one, relation=relation, target=other) for one, relation, other in ends]
    )


def test_what_a_part_is_linked_to_its_measure_is_linked_to_directly_in_every_answer() -> None:
    graph = parted()
    reached = {row["id"]: (row["steps"], cell_text(row["directness"])) for row in kgraph.impact(graph, "m").rows}
    assert reached == {
        "c": (2, "direkt, genom en delaktivitet"), "a": (3, "i 2 steg, genom en delaktivitet"),
        "own": (1, "direkt"), "b": (2, "i 2 steg"),
    }  # fmt: skip
    for things, words in ((["c"], "direkt, genom en delaktivitet"), (["own"], "direkt"), (["a"], "via en orsak, genom en delaktivitet"),
                          (["b"], "via en orsak"), (["a", "b"], "via en orsak"), (["c", "own"], "direkt")):  # fmt: skip
        (row,) = kgraph.overlap(graph, *things).rows
        assert cell_text(row["directness"]) == words
    assert "ett steg att gå från åtgärden till dess egen delaktivitet" in kgraph.impact(graph, "m").notes[0].sv
    (row,) = kgraph.robustness(graph, "c", "a").rows
    assert cell_text(row["directness"]) == "direkt"
