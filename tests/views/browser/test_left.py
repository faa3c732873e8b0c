"""Under the filter of areas every number counts what is at home in the area, as the library does on that part of the graph, and opens just that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, CrimeArea, Link, Measure, Place, Table, Text
from kgraph.parts.scope import of_plan
from kgraph.parts.selection import only_stated
from kgraph.views.pictures.grid import squares
from tests.views.browser.test_opened import walked
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

READ = """view => {
  const table = (id) => {
    const found = document.getElementById(id);
    const keys = [...found.tHead.rows[0].cells].map((cell) => cell.dataset.list ?? "");
    const shown = [...found.tBodies[0].rows].filter((row) => row.checkVisibility());
    return shown.map((row) => [row.dataset.id ?? row.dataset.ask, [...row.cells].map((cell) => cell.innerText.trim()),
      [...row.querySelectorAll(".each")].filter((one) => one.checkVisibility()).map((one) => [one.dataset.to, one.innerText.match(/\\d+$/)?.[0]])]);
  };
  const tables = Object.fromEntries([...document.querySelectorAll(`#${view} table[data-sortable]`)].map(({ id }) => [id, table(id)]));
  const tallies = [...document.querySelectorAll(`#${view} .tallies > li`)].filter((one) => one.checkVisibility()).map((one) => one.innerText.match(/\\d+/g).map(Number));
  return { tables, tallies };
}"""


def at_home(graph: KnowledgeGraph, area: str) -> KnowledgeGraph:
    """The graph without the measures that are not at home in an area."""
    home = {link.source for link in graph.incoming(area, "homeArea") if link.counts}
    return graph.within({node.id for node in graph if node.kind != "Measure" or node.id in home})


def shown(page: Page, view: str, area: str, *, layer: bool) -> Any:
    page.evaluate("hash => { location.hash = hash; }", f"#{view};omrade={area}{'' if layer else ';tolkade=0'}")
    until(page, "view => document.getElementById(view).checkVisibility()", view)
    until(page, "layer => document.documentElement.dataset.layer === layer", "all" if layer else "stated")
    until(page, "([view, area]) => document.querySelector(`#${view} [data-area-filter]`).value === area", [view, area])
    return page.evaluate(READ, view)


def count(table: Table, key: str) -> int:
    return next(one.with_interpreted for one in table.counts if one.key == key)


def whole(cell: str) -> int:
    return int(cell or 0)


@pytest.fixture(scope="module")
def areas(plan: KnowledgeGraph) -> list[str]:
    return [area.id for area in plan.of_kind(*AREA_KINDS)]


@pytest.mark.parametrize("layer", [True, False])
def test_actors_and_pairs_of_every_area_are_the_librarys(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, areas: list[str], *, layer: bool
) -> None:
    page, seen = visit(plan_page), 0
    for area in areas:
        graph = at_home(plan if layer else only_stated(plan), area)
        told, load, pairs = (
            shown(page, "aktorer", area, layer=layer),
            analysis.actors(graph),
            analysis.collaboration(graph),
        )
        keys = ("measures", "responsible_one", "responsible_several", "takes_part", "responsible_unknown", "alone")
        known = [key for key in keys if any(row[key] for row in analysis.actors(plan).rows)]
        rows = {
            one: [whole(cell) for cell in cells[2 : 2 + len(known)]]
            for one, cells, _ in told["tables"]["aktorer-actors"]
        }
        assert rows == {row["id"]: [row[key] for key in known] for row in load.rows}, area
        together = {tuple(one.split(",")): int(cells[1]) for one, cells, _ in told["tables"]["aktorer-collaboration"]}
        expected = {(row["first"], row["second"]): row["together"] for row in pairs.rows}
        assert together.items() <= expected.items(), area
        assert [tally[0] for tally in told["tallies"]] == [
            *(count(load, key) for key in ("with_measures", "answered", "by_one")), count(pairs, "pairs"),
        ]  # fmt: skip
        seen += len(rows) + len(together)
    assert seen > 50


@pytest.mark.parametrize("layer", [True, False])
def test_groups_and_places_of_every_area_are_the_librarys(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, areas: list[str], *, layer: bool
) -> None:
    page, seen = visit(plan_page), 0
    for area in areas:
        graph = at_home(plan if layer else only_stated(plan), area)
        groups, by_area, places = (
            analysis.groups(graph),
            analysis.group_areas(graph, narrower=False),
            analysis.places(graph),
        )
        told = shown(page, "malgrupper", area, layer=layer)
        own = {one: (whole(cells[1]), dict(each)) for one, cells, each in told["tables"]["malgrupper-groups"]}
        cells: dict[str, dict[str, str]] = {}
        for row in by_area.rows:
            cells.setdefault(str(row["group"]), {})[str(row["area"])] = str(row["measures"])
        assert own == {row["id"]: (row["own"], cells.get(str(row["id"]), {})) for row in groups.rows if row["measures"]}
        assert told["tallies"][0][0] == count(groups, "groups")
        done = shown(page, "plats", area, layer=layer)
        assert {one: cells[2] for one, cells, _ in done["tables"]["plats-places"]} == {
            row["id"]: str(row["measures"]) for row in places.rows if row["measures"]
        }  # fmt: skip
        assert done["tallies"][0][0] == count(places, "places")
        seen += len(own) + len(places.rows)
    assert seen > 20


@pytest.mark.parametrize("layer", [True, False])
def test_levels_of_every_area_are_the_librarys(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, areas: list[str], *, layer: bool
) -> None:
    page = visit(plan_page)
    for area in areas:
        graph = at_home(plan if layer else only_stated(plan), area)
        told = shown(page, "tid-niva", area, layer=layer)["tables"]["tid-niva-squares"]
        found: Mapping[tuple[str | None, str | None], Any] = squares(graph, interpreted=layer)
        assert sum(int(cell) for _, cells, _ in told for cell in cells[1:]) == sum(map(len, found.values()))
        balance = analysis.balance(graph)
        pyramid = shown(page, "pyramid", area, layer=layer)
        assert [tally[:2] for tally in pyramid["tallies"]] == [
            [one.with_interpreted, one.total] for one in balance.counts
        ]  # fmt: skip
        assert [one for one, *_ in pyramid["tables"]["pyramid-balance"]] == [area]


@pytest.mark.parametrize("area", ["area-narkotika", "area-vald", "area-internet"])
@pytest.mark.parametrize("layer", ["", ";tolkade=0"])
def test_under_an_area_every_number_opens_its_list(plan_page: Path, visit: Open, area: str, layer: str) -> None:
    told = walked(visit(plan_page), "", layer, area=area)
    assert told["wrong"] == told["unnamed"] == []
    assert told["links"] > 60


def test_a_number_that_the_area_makes_alike_both_ways_stands_once(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#plats;omrade=area-narkotika")
    alike = "[...document.querySelectorAll('main td a[data-stated]')].filter((one) => one.checkVisibility() && one.dataset.stated === one.dataset.all).length"
    cells = "[...document.querySelectorAll('#plats tbody tr:not([hidden]) td.number')].map((cell) => cell.textContent)"
    assert page.evaluate(cells) == ["1", "2", "1", "3", "2", "4"]
    assert page.evaluate(alike) == 0
    page.click("#omrade-rad button")
    until(page, "document.querySelector('#omrade-rad').textContent === ''")
    assert page.locator("#plats tbody tr:visible").count() == 7
    assert page.evaluate(alike) == 0


def test_what_only_a_reader_puts_inside_a_place_is_not_counted_as_stated(build: Build, visit: Open) -> None:
    graph = of_plan(kgraph.load(), "plan-hv-2025")
    page, seen = visit(build(graph)), 0
    told = """() => Object.fromEntries([...document.querySelectorAll("#plats tbody tr:not([hidden])")].map((row) => {
      const link = row.querySelector("td.number a");
      return [row.dataset.id, [link.dataset.stated ?? link.textContent, link.dataset.all ?? link.textContent].map(Number)];
    }))"""
    for area in ("area-hv-otrygga-platser", "area-hv-unga-riskzon"):
        shown(page, "plats", area, layer=True)
        of_area = analysis.places(at_home(graph, area)).rows
        rows = page.evaluate(told)
        assert rows == {row["id"]: [row["measures_stated"], row["measures"]] for row in of_area if row["measures"]}
        seen += sum(stated != every for stated, every in rows.values())
    assert seen > 2


def test_a_place_stays_for_what_is_done_at_a_smaller_one_in_it(build: Build, visit: Open) -> None:
    around = [Place(id=one, label=Text(sv=one)) for one in ("torget", "hornet")]
    links = [
        Link(source="hornet", relation="broader", target="torget"),
        Link(source="m", relation="takesPlaceAt", target="hornet"),
        Link(source="m", relation="homeArea", target="a"),
    ]
    things = [*around, Measure(id="m", label=Text(sv="M")), CrimeArea(id="a", label=Text(sv="A")), CrimeArea(id="b", label=Text(sv="B"))]  # fmt: skip
    page = visit(build(KnowledgeGraph.of(things, links)), "#plats;omrade=a")
    assert page.locator("#plats tbody tr:visible").count() == 2
    assert page.locator("#plats svg .faded:visible").count() == 0
    page.evaluate("location.hash = '#plats;omrade=b'")
    until(page, "document.querySelectorAll('#plats svg .faded').length === 3")
    assert page.locator("#plats tbody tr:visible").count() == 0
