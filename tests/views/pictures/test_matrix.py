"""The grid of areas: each two once, with what they share both ways, inside the frame."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

import kgraph
from kgraph import analysis
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, CrimeArea, Link, Measure, Table, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.matrix import MOST_AREAS, fits_grid, matrix
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, root_of


def table(graph: KnowledgeGraph) -> Table:
    return analysis.matrix(graph, "områden", "områden", sort="name")


def squares(graph: KnowledgeGraph, layer: str) -> dict[str, float]:
    """The sentence of each square of a layer, and the length of its side."""
    group = next(one for one in root_of(matrix(table(graph))) if one.get("class") == layer)
    found = {}
    for one in group:
        box = one.find(f"{NAMESPACE}rect")
        if box is not None:
            found[one.findtext(f"{NAMESPACE}title", "")] = float(box.get("width", ""))
    return found


def expected(graph: KnowledgeGraph, *, interpreted: bool) -> set[str]:
    """The sentences of the pairs that share measures, by sets of ids alone."""
    areas = sorted(graph.of_kind(*AREA_KINDS), key=lambda one: one.id)
    touching = {one.id: set(graph.index.touching(one.id, interpreted=interpreted)) for one in areas}
    names = {
        frozenset((one.brief.sv, other.brief.sv)): len(touching[one.id] & touching[other.id])
        for one, other in itertools.combinations(areas, 2)
    }
    return {f"{' och '.join(sorted(pair))}: {number}" for pair, number in names.items() if number}


def in_order(sentences: dict[str, float]) -> set[str]:
    return {
        f"{' och '.join(sorted(one.rpartition(': ')[0].split(' och ')))}: {one.rpartition(': ')[2]}"
        for one in sentences
    }


@given(graph=graphs())
@settings(deadline=None, max_examples=60)
def test_each_two_areas_that_share_have_one_square_in_each_way_of_counting(graph: KnowledgeGraph) -> None:
    assert in_order(squares(graph, "if-all")) == expected(graph, interpreted=True)
    assert in_order(squares(graph, "if-stated")) == expected(graph, interpreted=False)


def test_the_size_of_a_square_is_the_part_that_is_shared() -> None:
    """A has m1–m4, B m1 and m5: they share one of five; C has just B's: all of two.  The areas of the squares are as 1/5 to 1."""
    nodes = [
        *(CrimeArea(id=one, label=Text(sv=one.upper())) for one in "abc"),
        *(Measure(id=f"m{n}", label=Text(sv=f"M{n}")) for n in range(1, 6)),
    ]
    links = [
        Link(source=f"m{n}", relation="alsoAffects", target=area)
        for area, ones in (("a", (1, 2, 3, 4)), ("b", (1, 5)), ("c", (1, 5)))
        for n in ones
    ]
    found = squares(KnowledgeGraph.of(nodes, links), "if-all")
    assert (found["A och B: 1"] / found["B och C: 2"]) ** 2 == pytest.approx(1 / 5, abs=0.01)


@pytest.mark.parametrize("plan", ["plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan", "plan-uv-strategi"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_plan_keeps_to_its_frame_and_its_words_apart(plan: str, lang: str) -> None:
    picture = matrix(table(of_plan(kgraph.load(), plan)), lang)
    assert_in_frame(picture)
    assert_no_words_meet(picture)


def test_the_words_of_the_vasteras_grid_name_the_strongest_pair() -> None:
    """Narkotika and Nyrekrytering share 10 measures as stated and 14 with interpreted links."""
    told = matrix(table(of_plan(kgraph.load(), "plan-vasteras-2025"))).description
    assert "Flest delar Narkotika och Nyrekrytering: 10 enligt planen, 14 med tolkade kopplingar." in told


def test_too_many_areas_are_refused_and_one_has_nothing_to_compare() -> None:
    def of(count: int) -> KnowledgeGraph:
        return KnowledgeGraph.of([CrimeArea(id=f"a{n}", label=Text(sv=f"Område {n}")) for n in range(count)], [])

    assert fits_grid(table(of(MOST_AREAS)))
    with pytest.raises(UsageError, match=str(MOST_AREAS)):
        matrix(table(of(MOST_AREAS + 1)))
    assert matrix(table(of(1))).description == "Det finns inga två områden att jämföra."
    assert "Inga två av dem" in matrix(table(of(2))).description


def test_the_same_graph_gives_the_same_bytes_and_hostile_names_stay_text() -> None:
    name = "</text><script>alert(1)</script> & \x00"
    graph = KnowledgeGraph.of([CrimeArea(id=one, label=Text(sv=one + name)) for one in "ab"], [])
    made = matrix(table(graph)).file(["x"])
    assert made == matrix(table(graph)).file(["x"])
    assert not list(ET.fromstring(made.decode()).iter(f"{NAMESPACE}script"))
