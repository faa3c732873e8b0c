"""The star: every measure in its place, none on another, all inside."""

from __future__ import annotations

import itertools
import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

import kgraph
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Text
from kgraph.parts.scope import of_plan
from kgraph.views.explorer import published
from kgraph.views.pictures.star import MOST_AREAS, placing, star
from kgraph.wording import text
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan")


def dots(graph: KnowledgeGraph, layer: str) -> dict[str, tuple[float, float]]:
    """Where each measure stands in a layer."""
    group = next(one for one in root_of(star(graph)) if one.get("class") == layer)
    found: dict[str, tuple[float, float]] = {}
    for one in group:
        circle = one.find(f"{NAMESPACE}circle")
        if one.get("data-thing") and circle is not None:
            found[str(one.get("data-thing"))] = (float(circle.get("cx", "")), float(circle.get("cy", "")))
    return found


def touching(graph: KnowledgeGraph, *, interpreted: bool) -> set[str]:
    areas = [area.id for area in graph.of_kind("CrimeArea", "FocusArea", "GoalArea")]
    return {one for area in areas for one in graph.index.touching(area, interpreted=interpreted)}


@pytest.mark.parametrize("plan", PLANS)
def test_the_measures_of_a_plan_that_touch_an_area_each_have_one_dot(plan: str) -> None:
    graph = of_plan(kgraph.load(), plan)
    assert dots(graph, "if-all").keys() == touching(graph, interpreted=True)
    assert dots(graph, "if-stated").keys() == touching(graph, interpreted=False)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("layer", ["if-all", "if-stated"])
def test_no_dot_stands_on_another(plan: str, layer: str) -> None:
    spots = dots(of_plan(kgraph.load(), plan), layer)
    assert all(math.dist(*pair) >= 24 for pair in itertools.combinations(spots.values(), 2))


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_plan_keeps_to_its_frame_and_its_words_apart(plan: str, lang: str) -> None:
    picture = star(of_plan(kgraph.load(), plan), lang)
    assert_in_frame(picture)
    assert_no_words_meet(picture)


@given(graph=graphs())
@settings(deadline=None, max_examples=40)
def test_any_graph_keeps_to_its_frame(graph: KnowledgeGraph) -> None:
    assert_in_frame(star(graph))
    assert dots(graph, "if-all").keys() == touching(graph, interpreted=True)


def of_areas(count: int) -> KnowledgeGraph:
    areas = [CrimeArea(id=f"a-{n}", label=Text(sv=f"Område {n}")) for n in range(count)]
    one = Measure(id="m", label=Text(sv="Till alla"))
    return KnowledgeGraph.of(
        [*areas, one], [Link(source="m", relation="alsoAffects", target=area.id) for area in areas]
    )


def test_a_measure_that_touches_most_areas_stands_in_the_centre() -> None:
    spot = dots(of_areas(9), "if-all")["m"]
    assert math.dist(spot, (580, 396)) < 5  # 300 + 96 down, half of 1160 across


def test_the_vasteras_star_has_its_three_universal_measures_in_the_centre() -> None:
    """The plan's own star has parental support, presence in preschool and presence in school in its middle."""
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    central = {one for one, spot in dots(graph, "if-stated").items() if math.dist(spot, (580, 396)) < 60}
    assert {graph[one].brief.sv for one in central} == {"Föräldraskapsstöd", "Förskolenärvaro", "Skolnärvaro"}


def test_a_star_of_too_many_points_is_refused_with_what_to_do() -> None:
    with pytest.raises(UsageError) as caught:
        star(of_areas(MOST_AREAS + 1))
    assert str(MOST_AREAS) in caught.value.sv


def test_neighbours_share_most() -> None:
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    who = placing(graph)
    first, second = who.areas[:2]
    shared = [sum({first.id, area.id} <= who.every[one.id] for one in who.measures) for area in who.areas[1:]]
    assert shared[0] == max(shared)
    assert second == who.areas[1]


def test_the_file_is_a_drawing() -> None:
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    assert ET.fromstring(star(graph).file().decode()).tag == f"{NAMESPACE}svg"


def test_an_area_of_one_measure_tells_it_in_the_singular() -> None:
    nodes = [CrimeArea(id="a", label=Text(sv="A")), Measure(id="m", label=Text(sv="M"))]
    for status, told in (("stated", "1 åtgärd: 1"), ("interpreted", "1 åtgärd, 0 enligt planen: 1")):
        graph = KnowledgeGraph.of(nodes, [Link(source="m", relation="homeArea", target="a", status=status)])
        assert told in [one.text for one in lines(star(graph))]


def test_an_open_star_tells_nothing_of_readings() -> None:
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    assert "tolkade" in star(graph).description
    for lang, word in (("sv", "tolka"), ("en", "interpreted")):
        assert word not in star(published(graph, "open"), lang).description


def test_a_star_without_readings_does_not_explain_them() -> None:
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    labels = [[key.words for key in star(one).legend] for one in (graph, published(graph, "open"))]
    read = text("star.key_read").sv
    assert (read in labels[0], read in labels[1]) == (True, False)


def test_a_measure_without_a_place_in_the_star_is_told_with_its_reason() -> None:
    """Beside two measures of an area one that only a reading leads to one, and one that nothing leads to any."""
    area = CrimeArea(id="a", label=Text(sv="Narkotika"))
    measures = [Measure(id=f"m{n}", label=Text(sv=f"Åtgärd {n}")) for n in range(1, 5)]
    links = [Link(source="m1", relation="homeArea", target="a"), Link(source="m2", relation="homeArea", target="a")]
    read = Link(source="m3", relation="alsoAffects", target="a", status="interpreted")
    graph = KnowledgeGraph.of([area, *measures], [*links, read])
    picture = star(graph)
    assert "planen säger inte vilket område det gäller: nr 3, 4." in picture.description
    assert "inte ens en tolkad: nr 4." in picture.description
    assert "nr 3, 4." in picture.body
    assert_in_frame(picture)
    placed = KnowledgeGraph.of([area, *measures[:2]], links)
    assert "Inte i bilden" not in star(placed).description + star(placed).body
