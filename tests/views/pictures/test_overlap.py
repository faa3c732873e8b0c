"""Hits with their ways, both shares of each two areas, and what each measure touches: as the library has it, both ways."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import analysis
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.overlap import overlap
from kgraph.views.pictures.shares import shares
from kgraph.views.pictures.touching import touching
from kgraph.views.svg import Picture
from kgraph.wording import text
from tests.strategies import STATUSES, graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

HOSTILE = "</title><script>alert(1)</script> \u202e&\"' Åäö"
AREAS = ("a-0", "a-1")


def areas_shared() -> st.SearchStrategy[KnowledgeGraph]:
    """Random graphs in which measures belong to one of the areas and affect the other, in either standing or not at all."""
    ends = st.sampled_from([("homeArea", "a-0"), ("alsoAffects", "a-1"), ("alsoAffects", "a-0"), ("homeArea", "a-1")])
    one = st.tuples(st.sampled_from(["m-0", "m-1", "m-2"]), ends, st.sampled_from(STATUSES))
    return st.builds(
        lambda graph, drawn: KnowledgeGraph.of(graph, [*graph.links, *(
            Link(source=m, relation=relation, target=area, status=status, locator="9") for m, (relation, area), status in drawn
        )]),
        graphs(), st.lists(one, max_size=10, unique=True),
    )  # fmt: skip


@cache
def plan() -> KnowledgeGraph:
    return of_plan(kgraph.load(), "plan-vasteras-2025")


def hits(graph: KnowledgeGraph, *areas: str, lang: str = "sv", is_open: bool = False) -> Picture:
    return overlap(graph, analysis.overlap(graph, *areas), areas, lang, stated_only=is_open)


def grid(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    return shares(graph, analysis.matrix(graph, "områden", "områden", sort="name"), lang)


def marks(graph: KnowledgeGraph, lang: str = "sv") -> Picture:
    return touching(graph, analysis.matrix(graph, "åtgärder", "områden", sort="name"), lang)


def said(picture: Picture, layer: str = "if-all") -> list[str]:
    return [line.text for line in lines(picture, layer)]


def things(picture: Picture, layer: str) -> set[str]:
    other = {"if-all": "if-stated", "if-stated": "if-all"}[layer]
    shown = [one for one in root_of(picture) if one.get("class") != other]
    return {str(one.get("data-thing")) for group in shown for one in group.iter() if one.get("data-thing")}


def assert_fine(picture: Picture) -> None:
    assert_in_frame(picture)
    assert_no_words_meet(picture)


@settings(max_examples=30)
@given(areas_shared())
def test_each_way_of_counting_shows_its_own_hits(graph: KnowledgeGraph) -> None:
    """And where not even readings give a hit, the way that counts these shows the nearest."""
    picture, table = hits(graph, *AREAS), analysis.overlap(graph, *AREAS)
    assert_fine(picture)
    stated, every = (set(graph.index.overlap(AREAS, (), (), interpreted=one)) for one in (False, True))
    nearest = {str(row["id"]) for near in table.also for row in near.rows}
    shown = {
        layer: {one for one in things(picture, layer) if graph[one].kind == "Measure"}
        for layer in ("if-all", "if-stated")
    }
    assert shown == {"if-all": every or nearest, "if-stated": stated}


def test_no_stated_layer_tells_of_interpreted_ways() -> None:
    """Also where nothing is found: what is nearest is nearest by interpreted links too."""
    for areas in (("area-narkotika", "area-nyrekrytering"), ("area-narkotika", "area-utemiljoer")):
        assert "(tolkat)" not in " ".join(said(hits(plan(), *areas), "if-stated"))
        assert "(tolkat)" in " ".join(said(hits(plan(), *areas)))


def test_nothing_found_shows_the_nearest_with_what_they_lack() -> None:
    nodes = [*(CrimeArea(id=one, label=Text(sv=one)) for one in AREAS), Measure(id="m", label=Text(sv="M"))]
    lost = Measure(id="n", label=Text(sv="N"), unknown=("also_affects",))
    graph = KnowledgeGraph.of(
        [*nodes, lost], [Link(source=one, relation="homeArea", target="a-0") for one in ("m", "n")]
    )
    words = said(hits(graph, *AREAS))
    assert text("overlap.none").sv in " ".join(words)
    assert words.count(text("hits.not").sv) == 1
    assert words.count(text("hits.unknown").sv) == 1  # the text has lost what else it affects
    assert said(hits(graph, *AREAS, is_open=True)).count(text("hits.unknown").sv) == 2


def test_more_hits_than_can_be_drawn_are_counted() -> None:
    nodes = [
        CrimeArea(id="a", label=Text(sv=HOSTILE)),
        *(Measure(id=f"m{n}", label=Text(sv=f"{HOSTILE} {n}")) for n in range(43)),
    ]
    graph = KnowledgeGraph.of(nodes, [Link(source=f"m{n}", relation="homeArea", target="a") for n in range(43)])
    picture = hits(graph, "a")
    assert_fine(picture)
    assert text("hits.more", count=3).sv in said(picture)
    assert not list(root_of(picture).iter(f"{NAMESPACE}script"))


def test_both_shares_stand_across_the_diagonal() -> None:
    """Worked by hand: four measures touch A, two of them B too, and B has no other: 2 of 4 is 50 %, 2 of 2 is 100 %."""
    nodes = [
        *(CrimeArea(id=one, label=Text(sv=one)) for one in "ab"),
        *(Measure(id=f"m{n}", label=Text(sv=f"M{n}")) for n in range(4)),
    ]
    links = [Link(source=f"m{n}", relation="homeArea", target="a") for n in range(4)]
    more = [
        Link(source=f"m{n}", relation="alsoAffects", target="b", status="stated" if n else "interpreted")
        for n in range(2)
    ]
    picture = grid(KnowledgeGraph.of(nodes, [*links, *more]))
    assert_fine(picture)
    every, stated = said(picture), said(picture, "if-stated")
    assert {"25 % · 50 %", "1 av 4 · 2 av 4", "100 %", "1 av 1 · 2 av 2"} <= set(every)
    assert {"25 %", "1 av 4", "100 %", "1 av 1"} <= set(stated)
    assert {"4 åtgärder", "1 · 2 åtgärder"} <= set(every)
    assert {"4 åtgärder", "1 åtgärd"} <= set(stated)


def test_a_share_that_readings_bear_on_is_dashed_and_tells_what_the_plan_states() -> None:
    """By the plan alone 3 of the 10 measures against narcotics touch the schools, with readings 7 of 14."""
    assert {"30 % · 50 %", "3 av 10 · 7 av 14", "10 · 14 åtgärder"} <= set(said(grid(plan())))
    assert {"30 %", "3 av 10", "10 åtgärder"} <= set(said(grid(plan()), "if-stated"))
    every, stated = (one for one in root_of(grid(plan())) if one.get("class") in {"if-all", "if-stated"})
    for layer, is_dashed in ((every, True), (stated, False)):
        looks = [one.get("class", "").split() for one in layer.iter(f"{NAMESPACE}rect")]
        assert any("dashes" in one for one in looks) == is_dashed
    assert "ground dashes" in {key.class_ for key in grid(plan()).legend}


@settings(max_examples=30)
@given(graphs())
def test_every_mark_is_a_touch_of_the_index(graph: KnowledgeGraph) -> None:
    picture = marks(graph)
    assert_fine(picture)
    for layer, interpreted in (("if-all", True), ("if-stated", False)):
        other = "if-all" if layer == "if-stated" else "never"
        drawn = {
            str(row.get("data-thing")): sum(
                other not in one.get("class", "").split() for one in row.iter(f"{NAMESPACE}circle")
            )
            for row in root_of(picture)
            if row.get("data-thing")
        }
        touched = {f"m-{n}": 0 for n in range(6)}
        for area in (one.id for one in graph.of_kind("CrimeArea")):
            for measure in graph.index.touching(area, interpreted=interpreted):
                touched[measure] += 1
        assert {one: drawn[one] for one in touched} == touched


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_shipped_plan_keeps_to_its_frame(lang: str) -> None:
    for picture in (
        hits(plan(), "area-narkotika", "area-nyrekrytering", "area-internet", lang=lang), hits(plan(), "area-vald", lang=lang),
        hits(plan(), "area-narkotika", "area-utemiljoer", lang=lang), grid(plan(), lang), marks(plan(), lang),
    ):  # fmt: skip
        assert_fine(picture)


def test_more_than_can_be_read_is_refused() -> None:
    for draw in (grid, marks):
        with pytest.raises(UsageError, match="32"):
            draw(kgraph.load())
