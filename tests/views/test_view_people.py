"""The views of actors, target groups, places and follow-up: what stands in the page is what the library answers."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from html import unescape
from typing import Literal

import pytest

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Measure, Place, Text
from kgraph.parts.scope import of_plan
from kgraph.project import page_tables
from kgraph.views.explorer import Openness, explorer, published
from kgraph.views.pictures.places import MOST
from kgraph.wording import text
from tests.several import several

ON = date(2026, 3, 15)


def built(graph: KnowledgeGraph, *, lang: Literal["sv", "en"] = "sv", level: Openness = "internal", on: date | None = ON) -> str:  # fmt: skip
    shown = published(graph, level)
    return explorer(graph, tables=page_tables(shown, on=on), lang=lang, level=level).html


@cache
def plan(name: str = "plan-vasteras-2025") -> KnowledgeGraph:
    return of_plan(kgraph.load(), name)


@cache
def page(name: str = "plan-vasteras-2025") -> str:
    return built(plan(name))


def rows(html: str, table: str) -> list[list[str]]:
    """The cells of a table as text, with the id of the row's thing first."""
    body = re.search(rf'<table id="{table}" data-sortable>.*?<tbody>(.*?)</tbody>', html, re.DOTALL)
    assert body, table
    found = []
    for row in re.findall(r"<tr.*?</tr>", body[1], re.DOTALL):
        thing = re.search(r'href="#sak-([^"]+)"', row)
        cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        found.append([thing[1] if thing else "", *(unescape(re.sub(r"<[^>]+>", " ", cell)).strip() for cell in cells)])
    return found


@pytest.mark.parametrize("name", ["plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan"])
def test_the_load_of_actors_is_the_librarys(name: str) -> None:
    table = analysis.actors(plan(name))
    heads = re.findall(r"urval=roll\.(\w+)\.\*", page(name))
    told = [key for key in ("measures", "responsible_one", "responsible_several", "takes_part", "responsible_unknown", "alone") if any(row[key] or row[f"{key}_stated"] for row in table.rows)]  # fmt: skip
    assert heads == told
    found = rows(page(name), "aktorer-actors")
    assert [row[0] for row in found] == [row["id"] for row in table.rows]
    for row, expected in zip(found, table.rows, strict=True):
        assert row[3 : 3 + len(told)] == [
            str(expected[key]) if expected[key] or expected[f"{key}_stated"] else "" for key in told
        ]


def test_a_number_that_differs_follows_the_switch() -> None:
    table = analysis.actors(plan("plan-s2-samverkan"))
    body = page("plan-s2-samverkan").split('<table id="aktorer-actors"')[1].split("</table>")[0]
    shown = re.findall(r'data-stated="(\d+)" data-all="(\d+)"', body)
    keys = ("measures", "responsible_one", "responsible_several", "takes_part", "responsible_unknown", "alone")
    expected = [(str(row[f"{key}_stated"]), str(row[key])) for row in table.rows for key in keys if row[key] != row[f"{key}_stated"]]  # fmt: skip
    assert shown == expected != []


def test_the_strongest_pairs_stand_in_the_page() -> None:
    table = analysis.collaboration(plan())
    found = rows(page(), "aktorer-collaboration")
    assert [row[1:3] for row in found] == [[row["label"].sv, str(row["together"])] for row in table.rows[:25]]  # type: ignore[union-attr]
    assert "De 25 starkaste av 56 paren" in page()


def test_the_gaps_of_cooperation_stand_in_the_page() -> None:
    gaps = analysis.collaboration(plan("plan-hv-2025")).also[0]
    assert [row[0] for row in rows(page("plan-hv-2025"), "aktorer-cooperation_gaps")] == [row["id"] for row in gaps.rows] != []  # fmt: skip


def test_each_group_tells_its_areas_as_the_overlap_does() -> None:
    graph = plan()
    for group, _, own, areas, *_ in rows(page(), "malgrupper-groups"):
        assert own == str(len(kgraph.overlap(graph, group)))
        told = dict(re.findall(r"(\S.*?)\s+(\d+)(?:\s+|$)", areas))
        expected = {
            area.brief.sv: len(kgraph.overlap(graph, group, area.id))
            for area in graph.of_kind("CrimeArea", "FocusArea")
        }
        assert told == {name: str(count) for name, count in expected.items() if count}


def test_forgotten_groups_and_groups_in_need_are_listed() -> None:
    whole = built(kgraph.load())
    for table in analysis.groups(kgraph.load()).also:
        assert [row[0] for row in rows(whole, f"malgrupper-{table.name}")] == [row["id"] for row in table.rows] != []


def test_an_open_page_calls_no_group_forgotten() -> None:
    html = built(plan(), level="open")
    for false in ("ortglömd", "bortglömd?", "inte ens"):
        assert false not in re.sub(r'<script type="application/json" id="ord".*?</script>', "", html, flags=re.DOTALL).replace("att gruppen är bortglömd", "")  # fmt: skip
    assert "Målgrupper som källorna inte anger någon åtgärd för" in html


def test_places_stand_in_the_order_of_their_names_with_what_is_done() -> None:
    html, graph = page("plan-hv-2025"), plan("plan-hv-2025")
    table, measures = analysis.places(graph), {one.id for one in graph.of_kind("Measure")}
    assert [row[0] for row in rows(html, "plats-places")] == [row["id"] for row in table.rows]
    body = html.split('<table id="plats-places"')[1].split("</table>")[0]
    for row in body.split("<tr")[2:]:
        place = re.search(r'href="#sak-([^"]+)"', row)[1]  # type: ignore[index]  # every row has one
        named = re.findall(r'class="each( if-all)?" data-to="([^"]+)">[^<]*?(\(tolkat\))?</span>', row)
        own = {
            layer: {one.source for one in graph.incoming(place, "takesPlaceAt") if one.source in measures and (one.counts_as_stated or layer)}
            for layer in (True, False)
        }  # fmt: skip
        assert {one for _, one, _ in named} >= own[True], place
        assert {one for read, one, _ in named if not read} >= own[False], place
        assert all(bool(read) == bool(said) for read, _, said in named)
    assert "meter" not in body
    assert "heat" not in body


def test_what_lies_in_a_circle_of_places_is_told_once() -> None:
    ones = [Place(id=f"p-{n}", label=Text(sv=f"Plats {n}")) for n in range(3)]
    links = [Link(source=f"p-{n}", relation="broader", target=f"p-{(n + 1) % 3}") for n in range(3)]
    links.append(Link(source="m", relation="takesPlaceAt", target="p-0"))
    html = built(KnowledgeGraph.of([*ones, Measure(id="m", label=Text(sv="Något"))], links))
    assert [row[0] for row in rows(html, "plats-places")] == ["p-0", "p-1", "p-2"]


def test_more_places_than_a_picture_holds_are_told_by_their_table() -> None:
    ones = [Place(id=f"p-{n}", label=Text(sv=f"Plats {n:02}")) for n in range(MOST + 1)]
    links = [Link(source="m", relation="takesPlaceAt", target=one.id) for one in ones]
    html = built(KnowledgeGraph.of([*ones, Measure(id="m", label=Text(sv="Något"))], links))
    assert text("spots.too_many", places=MOST + 1, most=MOST).sv in html
    assert 'id="bild-plats-0"' not in html
    assert len(rows(html, "plats-places")) == MOST + 1


def test_a_page_without_a_day_has_no_view_of_follow_up() -> None:
    assert 'id="uppfoljning"' not in built(plan(), on=None)
    assert 'id="uppfoljning"' in page()


@pytest.mark.parametrize("on", [date(2025, 6, 1), date(2026, 3, 15), date(2027, 1, 2)])
def test_what_is_late_is_judged_by_the_day_given(on: date) -> None:
    html = built(plan(), on=on)
    assert f"bedömt efter {on.isoformat()}" in html
    body = html.split('<table id="uppfoljning-follow_up"')[1].split("</table>")[0]
    for count in analysis.status(plan(), on=on).counts:
        marked = [one for one in re.findall(r'data-is="([^"]*)"', body) if count.key in one.split()]
        assert len(marked) == count.with_interpreted, count.key


def test_every_measure_and_every_day_stands_in_the_table() -> None:
    found = {row[0]: row for row in rows(page(), "uppfoljning-follow_up")}
    assert {one.id for one in plan().of_kind("Measure")} <= found.keys()
    for row in analysis.calendar(plan(), on=ON, end=date(2027, 12, 31)).rows:
        assert str(row["date"]) in found[str(row["measure"] or row["thing"])][2]


def test_what_comes_next_stands_first_then_what_is_late() -> None:
    found = [row[2:4] for row in rows(page(), "uppfoljning-follow_up")]
    ahead = [any(day >= "2026-03-15" for day in re.findall(r"\d{4}-\d\d-\d\d", days)) for days, _ in found]
    assert ahead == sorted(ahead, reverse=True)
    late = ["gått ut" in state for _, state in found[sum(ahead) :]]
    assert late == sorted(late, reverse=True)
    assert sum(late) == 24


def test_responsibility_is_never_guessed() -> None:
    who = {row[0]: row[4] for row in rows(page(), "uppfoljning-follow_up")}
    assert who["m-andts-coacher"].startswith("deltar eller ansvarar: ")


def test_a_row_that_a_part_shares_with_the_whole_stands_once() -> None:
    html = built(several())
    copied = re.findall(r'<table id="(aktorer-actors-\d+)".*?</table>', html, re.DOTALL)
    assert copied
    assert re.search(r'<tr data-row="\d+"></tr>', html)


@pytest.mark.parametrize("level", ["internal", "open"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_both_languages_and_both_levels_have_the_views(lang: Literal["sv", "en"], level: Openness) -> None:
    html = built(plan(), lang=lang, level=level)
    for key in ("aktorer", "malgrupper", "plats", "uppfoljning"):
        assert f'<section id="{key}" data-view' in html
    assert ("Follow-up" in html) == (lang == "en")
