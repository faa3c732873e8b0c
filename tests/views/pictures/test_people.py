"""Bars of actors, the matrix of pairs and the grid of target groups: numbers as the library's, all inside, no words on words."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache

import pytest
from hypothesis import given, settings

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, CrimeArea, Link, LinkStatus, Measure, TargetGroup, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.actors import MOST, actors, figures
from kgraph.views.pictures.collaboration import collaboration, strongest
from kgraph.views.pictures.groups import groups, held
from kgraph.views.squares import strength
from kgraph.views.svg import Picture
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan", "plan-uv-strategi")
HOSTILE = "</title><script>alert(1)</script> \u202e&\"' Åäö"


@cache
def shown(plan: str | None) -> KnowledgeGraph:
    """A plan by itself, or all that the shipped data hold."""
    return of_plan(kgraph.load(), plan) if plan else kgraph.load()


def load(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    return actors(analysis.actors(graph), lang)


def pairs(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    return collaboration(graph, analysis.collaboration(graph), lang)


def grid(graph: KnowledgeGraph, lang: str = "sv", *, sure: bool = True) -> Picture:
    return groups(graph, analysis.groups(graph), analysis.group_areas(graph, narrower=False), lang, sure=sure)


def said(picture: Picture, layer: str = "if-all") -> list[str]:
    return [line.text for line in lines(picture, layer)]


def asked(picture: Picture, layer: str) -> dict[tuple[str, str], int]:
    """The number of each square by the two things that it stands between, in a layer."""
    root = root_of(picture)
    things = [str(one.get("data-thing")) for one in root.iter() if one.get("data-thing")]
    other = {"if-all": "if-stated", "if-stated": "if-all"}[layer]
    found = {}
    for square in (one for one in root.iter() if one.get("data-ask")):
        if square.get("class") == other:
            continue
        hidden = {inner for part in square if part.get("class") == other for inner in part.iter()}
        number = next(part for part in square.iter() if part.tag == f"{NAMESPACE}text" and part not in hidden)
        one, two = (things[int(place)] for place in str(square.get("data-ask")).split())
        found[one, two] = int(str(number.text))
    return found


def joint(actor_count: int, shared: LinkStatus = "stated", name: str = "Aktör") -> KnowledgeGraph:
    """So many actors who all take part in one measure, the last of them by a link of that status."""
    ones = [Actor(id=f"actor-{n}", label=Text(sv=f"{name} {n}")) for n in range(actor_count)]
    links = [
        Link(source=one.id, relation="takesPartIn", target="m", status=shared if one is ones[-1] else "stated")
        for one in ones
    ]
    return KnowledgeGraph.of([Measure(id="m", label=Text(sv="Tillsammans")), *ones], links)


@pytest.mark.parametrize("plan", [*PLANS, None])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_plan_and_the_whole_keep_to_their_frames_and_their_words_apart(plan: str | None, lang: str) -> None:
    graph = shown(plan)
    for picture in (load(graph, lang), pairs(graph, lang), grid(graph, lang)):
        assert_in_frame(picture)
        assert_no_words_meet(picture)


@given(graph=graphs())
@settings(deadline=None, max_examples=40)
def test_any_graph_keeps_to_its_frame_and_counts_each_measure_once(graph: KnowledgeGraph) -> None:
    assert_in_frame(load(graph))
    assert_in_frame(pairs(graph))
    for row in analysis.actors(graph).rows:
        assert sum(figures(row, interpreted=True).values()) == row["measures"]
        assert sum(figures(row, interpreted=False).values()) == row["measures_stated"]


@given(graph=graphs())
@settings(deadline=None, max_examples=40)
def test_the_widths_of_a_bar_are_its_numbers(graph: KnowledgeGraph) -> None:
    table = analysis.actors(graph)
    most = max((int(str(row["measures"])) for row in table.rows), default=0)
    root = root_of(actors(table))
    bars = {str(one.get("data-thing")): one for one in root if one.get("data-thing")}
    assert bars.keys() == {row["id"] for row in table.rows}
    for row in table.rows:
        for layer, end in (("if-stated", "if-all"), ("if-all", "if-stated")):
            hidden = {part for group in bars[str(row["id"])] if group.get("class") == end for part in group.iter()}
            rects = [one for one in bars[str(row["id"])].iter() if one.tag == f"{NAMESPACE}rect" and one not in hidden]
            width = sum(float(str(one.get("width"))) for one in rects)
            count = int(str(row["measures" if layer == "if-all" else "measures_stated"]))
            assert width == pytest.approx(count * 560 / most, abs=0.4)


def test_an_unknown_role_has_looks_of_its_own_and_is_said() -> None:
    """The police of the Västerås plan: one measure it answers for, one it takes part in, 18 whose mark is lost."""
    graph = shown("plan-vasteras-2025")
    row = next(one for one in analysis.actors(graph).rows if one["id"] == "actor-polisen")
    assert figures(row, interpreted=True) == {"responsible": 1, "takes_part": 1, "unknown": 18}
    picture = load(graph)
    assert "18?" in said(picture)
    assert any("okänd roll" in key.words for key in picture.legend)


def test_an_interpreted_part_is_dashed_and_counted_in_words() -> None:
    picture = load(joint(2, "interpreted"))
    assert "1, varav 0 enligt planen" in said(picture)
    assert "1, varav 0 enligt planen" not in said(picture, "if-stated")
    assert any(one.get("class") == "measure read" for one in root_of(picture).iter())
    assert any("streckad" in key.words for key in picture.legend)


def moved() -> KnowledgeGraph:
    """An actor who takes part in m-1 and is read to answer for it, is read to take part in m-2, and takes part in m-3."""
    links = [
        Link(source="actor-a", relation="takesPartIn", target="m-1"),
        Link(source="actor-a", relation="isResponsibleFor", target="m-1", status="interpreted"),
        Link(source="actor-a", relation="takesPartIn", target="m-2", status="interpreted"),
        Link(source="actor-a", relation="takesPartIn", target="m-3"),
    ]
    measures = [Measure(id=f"m-{n}", label=Text(sv=f"Åtgärd {n}")) for n in (1, 2, 3)]
    return KnowledgeGraph.of([*measures, Actor(id="actor-a", label=Text(sv="Aktören"))], links)


def test_a_measure_that_a_reading_moves_to_another_role_does_not_stay_in_the_one_it_had() -> None:
    """By readings the actor takes part in two measures, as by the source: one of them is another one."""
    row = analysis.actors(moved()).rows[0]
    assert (row["takes_part_stated"], row["takes_part"], row["takes_part_stays"]) == (2, 2, 1)
    assert row["responsible_stays"] == row["responsible_unknown_stays"] == 0
    picture = actors(analysis.actors(moved()))
    held = [str(one.get("data-holds")) for one in root_of(picture).iter() if one.get("data-holds")]
    assert held == [
        "rolltolkad.responsible.*", "rollkvar.taking.*", "rolltolkad.taking.*", "roll.measures.actor-a",
        "roll.taking.*", "roll.measures.actor-a",
    ]  # fmt: skip
    assert any("streckad" in key.words for key in picture.legend)


def test_more_actors_than_can_be_drawn_are_counted() -> None:
    assert "3 aktörer till, med högst 1 åtgärder var, står i tabellen." in said(load(joint(MOST + 3)))


@pytest.mark.parametrize("plan", [*PLANS, None])
@pytest.mark.parametrize(("layer", "key"), [("if-all", "together"), ("if-stated", "together_stated")])
def test_the_squares_of_pairs_are_those_of_the_analysis(plan: str | None, layer: str, key: str) -> None:
    graph = shown(plan)
    table = analysis.collaboration(graph)
    drawn = set(strongest(table))
    expected = {
        frozenset((str(row["first"]), str(row["second"]))): row[key]
        for row in table.rows
        if row[key] and {row["first"], row["second"]} <= drawn
    }
    assert {frozenset(pair): count for pair, count in asked(pairs(graph), layer).items()} == expected


@pytest.mark.parametrize("plan", [*PLANS, None])
@pytest.mark.parametrize(("layer", "interpreted"), [("if-all", True), ("if-stated", False)])
def test_the_squares_of_groups_are_overlaps(plan: str | None, layer: str, *, interpreted: bool) -> None:
    """Each number is what the overlap of the group and the area finds."""
    graph = shown(plan)
    found = asked(grid(graph), layer)
    assert found
    for (group, area), count in found.items():
        touching = [set(graph.index.touching(one, interpreted=interpreted)) for one in (group, area)]
        assert count == len(touching[0] & touching[1]), (group, area)


def test_forgotten_groups_are_outlined_and_said() -> None:
    """Five groups of the Västerås plan have no measure, not even by an interpretation."""
    graph = shown("plan-vasteras-2025")
    picture = grid(graph)
    frames = [one for one in root_of(picture).iter() if one.get("class") == "gap"]
    assert len(frames) == said(picture).count("bortglömd? ingen känd åtgärd är till för gruppen") == 5
    assert len(held(analysis.groups(graph), analysis.group_areas(graph, narrower=False)).forgotten) == 5


def test_where_interpretations_are_not_known_nobody_is_called_forgotten() -> None:
    picture = grid(shown("plan-vasteras-2025"), sure=False)
    assert not [one for one in root_of(picture).iter() if one.get("class") == "gap"]
    assert not any("bortglömd" in line for line in said(picture))


@pytest.mark.parametrize("count", [0, 1, 2, 25, 60])
def test_any_number_of_hostile_names_stays_text_and_inside(count: int) -> None:
    graph = joint(max(count, 1), name=HOSTILE)
    area, wanted = CrimeArea(id="a", label=Text(sv=HOSTILE)), TargetGroup(id="g", label=Text(sv=HOSTILE))
    more = KnowledgeGraph.of(
        [*graph, area, wanted, TargetGroup(id="h", label=Text(sv=f"{HOSTILE} 2"))],
        [
            *graph.links,
            Link(source="m", relation="homeArea", target="a"),
            Link(source="m", relation="isFor", target="g"),
        ],
    )
    for picture in (load(more), pairs(more), grid(more)):
        assert_in_frame(picture)
        assert_no_words_meet(picture)
        root = ET.fromstring(picture.file(["källa"]).decode())
        assert not [one for one in root.iter() if one.tag.endswith("script")]


def test_an_empty_graph_has_empty_pictures() -> None:
    graph = KnowledgeGraph.of([], [])
    for picture in (load(graph), pairs(graph), grid(graph)):
        assert_in_frame(picture)


def test_a_shade_never_skips_its_third() -> None:
    assert [strength(count, 3) for count in (1, 2, 3)] == [1, 2, 3]
    assert [strength(count, 1) for count in (1,)] == [3]
    assert {strength(count, 100) for count in range(1, 101)} == {1, 2, 3}
