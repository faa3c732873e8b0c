"""The grid and the pyramid: every measure counted once, what is unknown told as unknown, all inside the frame."""

from __future__ import annotations

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure, Text
from kgraph.model.values import PreventionLevel, TimePerspective
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.grid import grid, squares
from kgraph.views.pictures.pyramid import pyramid, tiers
from tests.views.pictures.frames import assert_in_frame, assert_no_words_meet, lines

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan")
LEVELS: tuple[PreventionLevel, ...] = ("universal", "selective", "indicated")
TIMES: tuple[TimePerspective, ...] = ("reactive", "prevent_onset", "change_conditions")


Place = tuple[PreventionLevel | None, TimePerspective | None]
EVERYONE: Place = ("universal", "reactive")


def of(*places: Place, name: str = "Åtgärd") -> KnowledgeGraph:
    ones = [
        Measure(id=f"m-{n}", label=Text(sv=f"{name} {n}"), prevention_level=level, time_perspective=time)
        for n, (level, time) in enumerate(places)
    ]
    return KnowledgeGraph.of(ones, [])


def words(graph: KnowledgeGraph) -> list[str]:
    return [line.text for line in lines(grid(graph))]


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_plan_keeps_to_its_frame_and_its_words_apart(plan: str, lang: str) -> None:
    graph = of_plan(kgraph.load(), plan)
    for picture in (grid(graph, lang), pyramid(graph, lang)):
        assert_in_frame(picture)
        assert_no_words_meet(picture)


@pytest.mark.parametrize("plan", PLANS)
def test_every_measure_stands_in_one_square_and_one_tier(plan: str) -> None:
    graph = of_plan(kgraph.load(), plan)
    ids = sorted(one.id for one in graph.of_kind("Measure"))
    assert sorted(one.id for ones in squares(graph).values() for one in ones) == ids
    assert sorted(one.id for ones in tiers(graph).values() for one in ones) == ids


def test_an_empty_square_is_a_gap_only_when_every_measure_has_its_place() -> None:
    sure = of(("universal", "reactive"), ("indicated", "change_conditions"))
    unsure = of(("universal", "reactive"), (None, None))
    assert words(sure).count("tom ruta: ingen känd åtgärd") == 7
    assert words(unsure).count("tom ruta: ingen känd åtgärd") == 0
    assert words(unsure).count("ingen angiven här") == 8


def test_a_full_square_tells_how_many_more_there_are() -> None:
    said = words(of(*[EVERYONE] * 30))
    assert "30 åtgärder" in said
    assert "och 23 till" in said
    assert_in_frame(grid(of(*[EVERYONE] * 30)))


def test_the_pyramid_counts_its_tiers_and_tells_what_is_unknown() -> None:
    graph = of(("universal", None), ("universal", None), ("indicated", None), (None, None))
    assert "1 indikerade" in pyramid(graph).description
    assert "2 universella" in pyramid(graph).description
    assert "1 av 4" in pyramid(graph).description
    assert any("För 1 åtgärder säger ingen källa" in line.text for line in lines(pyramid(graph)))


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 60])
def test_any_number_of_long_names_keeps_to_the_frame(count: int) -> None:
    graph = of(*[(LEVELS[n % 3], TIMES[n % 2]) for n in range(count)], name="Långt ord i ett mycket långt namn")
    for picture in (grid(graph), pyramid(graph)):
        assert_in_frame(picture)
        assert_no_words_meet(picture)
