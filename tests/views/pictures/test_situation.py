"""The situation, places and what plans share: numbers as the library's, both ways, all inside, no words on words."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import judged
from kgraph.model import CrimeArea, Link, Measure, Place, Text
from kgraph.parts.scope import of_plan
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.level import published
from kgraph.views.pictures.comparison import comparison
from kgraph.views.pictures.places import nested, places
from kgraph.views.pictures.situation import situation
from kgraph.views.svg import Picture
from kgraph.wording import text
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

HOSTILE = "</title><script>alert(1)</script> \u202e&\"' Åäö"


@cache
def shown(plan: str | None) -> KnowledgeGraph:
    return of_plan(kgraph.load(), plan) if plan else kgraph.load()


def now(graph: KnowledgeGraph, lang: str = "sv", *, is_open: bool = False) -> Picture:
    touching = analysis.matrix(graph, "åtgärder", "områden", sort="name")
    return situation(graph, analysis.coverage(graph), touching, lang, stated_only=is_open)


def said(picture: Picture, layer: str = "if-all") -> list[str]:
    return [line.text for line in lines(picture, layer)]


def assert_fine(picture: Picture) -> None:
    assert_in_frame(picture)
    assert_no_words_meet(picture)


@pytest.mark.parametrize("plan", ["plan-vasteras-2025", "plan-hv-2025", None])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_is_shipped_keeps_to_its_frame(plan: str | None, lang: str) -> None:
    graph = shown(plan)
    for picture in (now(graph, lang), now(published(graph, "open"), lang, is_open=True), places(graph, lang)):
        assert_fine(picture)


@settings(max_examples=30)
@given(graphs())
def test_the_cards_tell_what_the_library_counts(graph: KnowledgeGraph) -> None:
    picture = now(graph)
    assert_fine(picture)
    counts = {count.key: count for count in analysis.coverage(graph).counts}
    big = [one.text for one in root_of(picture).iter(f"{NAMESPACE}text") if one.get("font-size") == "32"]
    for word, interpreted in (("stated", False), ("every", True)):
        several = [0] * 6
        for area in graph.of_kind("CrimeArea"):
            for measure in graph.index.touching(area.id, interpreted=interpreted):
                several[int(measure[-1])] += 1
        covered = [
            counts[one].with_interpreted if interpreted else counts[one].stated for one in ("causes", "measures")
        ]
        told = [str(5 - covered[0]), str(6 - covered[1]), str(sum(areas > 1 for areas in several))]
        words = " ".join(said(picture))
        assert all(text(judged(graph, f"situation.{word}"), n=one).sv in words for one in told)
        if not interpreted:
            assert big[:3] == told, "large is what the plan answers for, whatever the switch says"
    assert big[3:] == [str(sum(link.status == "interpreted" for link in graph.links))]


def test_what_is_lacking_and_what_is_lost_is_what_the_page_says() -> None:
    graph = shown("plan-vasteras-2025")
    facts, words = Facts(graph, "sv", "internal"), said(now(graph))
    for lack in ("time", "responsible", "indicator", "goal"):
        lost = sum(lack in facts.lost(one, interpreted=True) for one in facts.measures)
        name = text(f"page.lack_{lack}").sv + (f" {text('situation.lost', n=lost).sv}" if lost else "")
        without = sum(lack in facts.lacking(one) for one in facts.measures)
        assert words[words.index(name) + 1] == str(without)
    assert text("page_script.floor", n=28).sv in words


def test_what_is_lacking_is_told_both_ways_where_they_differ() -> None:
    graph = shown(None)
    facts, words = Facts(graph, "sv", "internal"), said(now(graph))
    without = [sum("responsible" in facts.lacking(one, interpreted=layer) for one in facts.measures) for layer in (False, True)]  # fmt: skip
    assert without[0] != without[1]
    assert f"{without[0]} · {without[1]}" in words
    assert text("situation.ways").sv in words


def test_what_nobody_can_tell_is_never_cut() -> None:
    for lang in ("sv", "en"):
        assert not [line for line in said(now(shown("plan-vasteras-2025"), lang)) if line.endswith("…")]


def test_an_open_picture_does_not_say_that_something_lacks_a_link() -> None:
    graph = published(shown("plan-vasteras-2025"), "open")
    picture = now(graph, is_open=True)
    told = " ".join([picture.description, *said(picture)])
    assert text("page.card_gap_causes").sv not in told
    assert text("page.card_gap_causes_unlinked").sv in told
    assert text("page.card_unconfirmed").sv not in told
    assert not [one for one in root_of(picture).iter() if one.get("class") == "doubt"]
    assert "med tolkade" not in told


def test_an_area_without_causes_says_so_and_is_no_full_bar() -> None:
    graph = KnowledgeGraph.of([CrimeArea(id="a", label=Text(sv=HOSTILE)), Measure(id="m", label=Text(sv="M"))], [])
    picture = now(graph)
    assert text("situation.no_causes").sv in said(picture)
    assert not [one for one in root_of(picture).iter() if one.get("class") in ("track", "stated")]
    assert not list(root_of(picture).iter(f"{NAMESPACE}script"))


def test_places_stand_inside_places_and_a_circle_ends_where_it_began() -> None:
    around = [Place(id=one, label=Text(sv=one)) for one in ("b", "a", "o1", "o2")]
    graph = KnowledgeGraph.of([*around, Measure(id="m", label=Text(sv="M")), Measure(id="n", label=Text(sv="N"))], [
        Link(source="a", relation="broader", target="b"), Link(source="o1", relation="broader", target="o2"), Link(source="o2", relation="broader", target="o1"),
        Link(source="m", relation="takesPlaceAt", target="a", status="interpreted"), Link(source="n", relation="takesPlaceAt", target="a"),
    ])  # fmt: skip
    first, second = nested(graph)
    assert (first.place.id, [one.place.id for one in first.inside]) == ("b", ["a"])
    assert [(one.id, sure) for one, sure in first.inside[0].measures] == [("m", False), ("n", True)]
    assert (second.place.id, [one.place.id for one in second.inside], second.inside[0].inside) == ("o1", ["o2"], ())
    picture = places(graph)
    assert_fine(picture)
    assert {"M", "N"} <= set(said(picture))
    assert "M" not in said(picture, "if-stated")


def test_a_place_that_only_a_reader_puts_inside_another_stands_beside_it_without_readings() -> None:
    around = [Place(id=one, label=Text(sv=one)) for one in ("b", "a")]
    links = [Link(source="a", relation="broader", target="b", status="interpreted"), Link(source="m", relation="takesPlaceAt", target="a", status="interpreted")]  # fmt: skip
    graph = KnowledgeGraph.of([*around, Measure(id="m", label=Text(sv="M"))], links)
    assert [one.place.id for one in nested(graph)] == ["b"]
    assert [one.place.id for one in nested(graph, interpreted=False)] == ["a", "b"]
    nothing = text("view_places.nothing").sv
    assert said(places(graph), "if-stated").count(nothing) == 2
    assert nothing not in said(places(graph), "if-all")


def test_each_pair_of_plans_has_its_three_numbers_both_ways() -> None:
    table = analysis.comparisons(shown(None))
    for lang in ("sv", "en"):
        assert_fine(comparison(shown(None), table, lang))
    picture = comparison(shown(None), table)
    every, stated = said(picture), said(picture, "if-stated")
    for row in table.rows:
        alike = row["both"] == row["both_stated"]
        assert (str(row["both"]) if alike else f"{row['both_stated']} · {row['both']}") in every
        assert str(row["both_stated"]) in stated
    read = [one for one in root_of(picture).iter(f"{NAMESPACE}rect") if one.get("class") == "doubt"]
    assert len(read) == sum(row["both"] != row["both_stated"] for row in table.rows) > 0
    assert "doubt" in {key.class_ for key in picture.legend}
