"""The files that are taken from the views: every cell against the library's tables, with and without interpreted links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.measures.sets import linked
from kgraph.model import AREA_KINDS, Cell, cell_text
from kgraph.parts.scope import of_plan
from kgraph.paths.chains import touches
from kgraph.wording import text
from tests.views.browser.test_lists import table_of
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

LAYERS = pytest.mark.parametrize("layer", [True, False])
READ = " (tolkat)"
Row = Mapping[str, Cell]


@pytest.fixture(scope="module", params=["plan-vasteras-2025", "plan-hv-2025"])
def made(request: pytest.FixtureRequest, build: Build) -> tuple[KnowledgeGraph, Path]:
    graph = of_plan(kgraph.load(), request.param)
    return graph, build(graph)


def file_of(page: Page, view: str, button: str, *, layer: bool) -> list[dict[str, str]]:
    page.evaluate("(hash) => { location.hash = hash; }", f"#{view}" + ("" if layer else ";tolkade=0"))
    until(page, "([view, layer]) => document.querySelector('#' + view).checkVisibility() && document.documentElement.dataset.layer === layer", [view, "all" if layer else "stated"])  # fmt: skip
    return table_of(page, button)


def numbers(row: Mapping[str, str], key: str, *, layer: bool) -> tuple[int, ...]:
    """A number of the file, by both ways of counting; an empty cell is none."""
    heading = text(key).sv
    names = [f"{heading}, enligt planen", f"{heading}, med tolkade"]
    assert not (names[0] in row and not layer)
    told = [int(row[name] or 0) for name in names] if names[0] in row else [int(row[heading] or 0)] * 2
    return tuple(told if layer else told[:1])


def counted(row: Row, key: str, *, layer: bool) -> tuple[int, ...]:
    found = (row[f"{key}_stated"], row[key])
    return tuple(one for one in (found if layer else found[:1]) if isinstance(one, int))


def names(cell: Cell) -> str:
    """Names in a cell, with semicolons where one of them holds a comma."""
    several = [cell_text(one, "sv") for one in cell] if isinstance(cell, tuple) else [cell_text(cell, "sv")]
    return ("; " if any(", " in one for one in several) else ", ").join(several)


def item(name: str, ways: tuple[int, ...], *, layer: bool) -> str:
    stated, every = ways
    return f"{name} {stated} · {every}" if layer and stated != every else f"{name} {every if layer else stated}"


@LAYERS
def test_every_cell_of_the_actors_is_the_librarys(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:  # fmt: skip
    graph, file = made
    told = file_of(visit(file), "aktorer", "[data-save-csv=aktorer-actors]", layer=layer)
    expected = analysis.actors(graph).rows
    heads = {
        key: f"people.{key}" for key in ("measures", "responsible_one", "responsible_several", "takes_part", "alone")
    }
    if any("Därav okänd roll" in one for one in told[0]):
        heads["responsible_unknown"] = "view_actors.unknown"
    assert len(told) == len(expected) > 5
    for row, one in zip(told, expected, strict=True):
        assert (row["Id"], row["Aktör"], row["Slag"]) == (one["id"], names(one["label"]), names(one["type_label"]))
        assert row[text("people.always_with").sv] == names(one["always_with" if layer else "always_with_stated"])
        for key, heading in heads.items():
            if any(counted(other, key, layer=True) != (0, 0) for other in expected):
                assert numbers(row, heading, layer=layer) == counted(one, key, layer=layer), (one["id"], key)


@LAYERS
def test_every_pair_of_actors_is_in_the_file(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:
    graph, file = made
    page = visit(file)
    told = file_of(page, "aktorer", "[data-save-csv=aktorer-collaboration]", layer=layer)
    rows = [row for row in analysis.collaboration(graph).rows if layer or row["together_stated"]]
    assert len(told) == len(rows) > page.locator("#aktorer-collaboration tbody tr").count() == 25
    assert all("Id" not in row for row in told)
    keys = {
        "together": "view_actors.together",
        "of_first": "view_actors.of_first",
        "of_second": "view_actors.of_second",
    }
    found = {row["Par"]: [numbers(row, heading, layer=layer) for heading in keys.values()] for row in told}
    assert found == {names(row["label"]): [counted(row, key, layer=layer) for key in keys] for row in rows}
    assert list(found) == [names(row["label"]) for row in rows]


@LAYERS
def test_every_cell_of_the_groups_is_the_librarys(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:  # fmt: skip
    graph, file = made
    told = file_of(visit(file), "malgrupper", "[data-save-csv=malgrupper-groups]", layer=layer)
    expected = [row for row in analysis.groups(graph).rows if row["measures"]]
    pairs = analysis.group_areas(graph, narrower=False).rows
    assert len(told) == len(expected) > 3
    for row, one in zip(told, expected, strict=True):
        assert (row["Id"], row["Målgrupp"]) == (one["id"], names(one["label"]))
        assert numbers(row, "view_groups.own", layer=layer) == counted(one, "own", layer=layer)
        if any(other["narrower"] for other in expected):
            assert numbers(row, "view_groups.with_narrower", layer=layer) == counted(one, "measures", layer=layer)
            assert row[text("people.narrower").sv] == names(one["narrower"])
        own = [pair for pair in pairs if pair["group"] == one["id"] and any(counted(pair, "measures", layer=layer))]
        shown = [item(names(pair["area_label"]), counted(pair, "measures", layer=True), layer=layer) for pair in own]
        assert row[text("view_groups.by_area").sv] == "; ".join(shown)


@LAYERS
def test_every_cell_of_the_places_is_the_librarys(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:  # fmt: skip
    graph, file = made
    told = file_of(visit(file), "plats", "[data-save-csv=plats-places]", layer=layer)
    expected, done = analysis.places(graph).rows, linked(graph, "takesPlaceAt")
    assert len(told) == len(expected) > 3
    for row, one in zip(told, expected, strict=True):
        assert (row["Id"], row["Plats"]) == (one["id"], names(one["label"]))
        for key, heading in (("measures", "people.measures"), ("actors", "view_places.actors")):
            assert numbers(row, heading, layer=layer) == counted(one, key, layer=layer)
        assert row[text("people.areas").sv] == names(one["areas"])
        sure, every = (set(done[way].get(str(one["id"]), ())) for way in (False, True))
        shown = {graph[thing].brief.sv + ("" if thing in sure else READ) for thing in (every if layer else sure)}
        assert set(filter(None, row[text("view_places.done").sv].split("; "))) == shown


VALUES = {
    "level": ("universal", "selective", "indicated"), "type": ("social", "situational"),
    "time": ("reactive", "prevent_onset", "change_conditions"),
}  # fmt: skip


def balance_cell(row: Row, dimension: str, *, layer: bool) -> str:
    """What the file says of a dimension: each value with its number, and those that have none."""
    verdict, missing = row[f"verdict_{dimension}"], row[f"missing_{dimension}"]
    if verdict in ("none", "unsaid"):
        return names(row[f"{dimension}_label"])
    known = [(text(f"balance.of_{one}", count="").sv.strip(), one) for one in VALUES[dimension]]
    known.append((text("balance.unknown", count="").sv.strip(), f"{dimension}_unknown"))
    told = [item(name, counted(row, key, layer=True), layer=layer) for name, key in known if any(counted(row, key, layer=layer))]  # fmt: skip
    lacks = [text(f"balance.{verdict}_lacks_{one}").sv for one in missing] if isinstance(missing, tuple) else []
    return "; ".join([*told, *lacks])


@LAYERS
def test_every_cell_of_the_pyramid_is_the_librarys(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:  # fmt: skip
    graph, file = made
    told = file_of(visit(file), "pyramid", "[data-save-csv=pyramid-balance]", layer=layer)
    expected = analysis.balance(graph).rows
    assert len(told) == len(expected) > 3
    for row, one in zip(told, expected, strict=True):
        cells = [names(one["label"]), str(one["measures_stated"]), str(one["measures"])]
        assert list(row.values())[:3] == cells
        for dimension in VALUES:
            assert row[text(f"balance.{dimension}").sv] == balance_cell(one, dimension, layer=layer), (one, dimension)


def following(graph: KnowledgeGraph, thing: str, relation: str, *, layer: bool) -> dict[str, bool]:
    """What a thing is linked to, and whether it is stated."""
    found: dict[str, bool] = {}
    for link in graph.outgoing(thing, relation):
        if link.counts and (layer or link.counts_as_stated):
            found[link.target] = found.get(link.target, False) or link.counts_as_stated
    return found


def strongest(pairs: Iterable[tuple[str, bool]]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for thing, sure in pairs:
        found[thing] = found.get(thing, False) or sure
    return found


def said(graph: KnowledgeGraph, found: Mapping[str, bool]) -> set[str]:
    return {graph[one].brief.sv + ("" if sure else READ) for one, sure in found.items()}


@LAYERS
def test_what_only_a_reading_says_of_a_measure_is_marked_and_nothing_else(made: tuple[KnowledgeGraph, Path], visit: Open, *, layer: bool) -> None:  # fmt: skip
    graph, file = made
    told = {row["Id"]: row for row in file_of(visit(file), "atgarder", "#atgarder-csv", layer=layer)}
    assert told.keys() == {one.id for one in graph.of_kind("Measure")}
    for measure, row in told.items():
        goals = following(graph, measure, "pursues", layer=layer)
        assert set(filter(None, row["Mål"].split("; "))) == said(graph, goals)
        own = [(one, sure) for one, sure in following(graph, measure, "isMeasuredBy", layer=layer).items() if graph[one].kind == "Indicator"]  # fmt: skip
        through = [(one, sure and firm) for goal, firm in goals.items() for one, sure in following(graph, goal, "isMeasuredBy", layer=layer).items()]  # fmt: skip
        indicators = said(graph, strongest(chain(own, through)))
        known = {one.brief.sv for one in graph.of_kind("Indicator")}
        listed = {one for one in row["Mått och uppföljning"].split("; ") if one.removesuffix(READ) in known}
        assert listed == indicators, measure
        paths = touches(graph, measure).items()
        areas = {one: path.basis == "stated" for one, path in paths if graph[one].kind in AREA_KINDS and (layer or path.basis == "stated")}  # fmt: skip
        assert set(filter(None, row["Berör områden"].split("; "))) == said(graph, areas)


@LAYERS
def test_the_lists_of_gaps_part_their_areas_and_mark_the_read_ones(plan: KnowledgeGraph, plan_page: Path, visit: Open, *, layer: bool) -> None:  # fmt: skip
    rows = {row["Id"]: row["Driver"] for row in file_of(visit(plan_page), "laget", "[data-csv=orsaker-utan-atgard]", layer=layer)}  # fmt: skip
    areas = {one.brief.sv for one in plan.of_kind(*AREA_KINDS)}
    assert {name for told in rows.values() for name in re.split(", ", told.replace(READ, "")) if name} <= areas
    if layer:
        assert rows["cause-sociala-medier-spridning"] == "Tystnadskultur, Skolmiljö (tolkat)"


def test_numbers_on_the_screen_are_told_both_ways(plan_page: Path, visit: Open) -> None:
    """What the style sheet writes before a number: of areas in the list of measures, and of measures beside a tree."""
    before: Any = "(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one, '::before').content + one.textContent)"  # fmt: skip
    page = visit(plan_page, "#atgarder")
    assert '"2 · "3'.replace(" ", "\xa0") in page.evaluate(before, "#sak-m-andts-coacher td.number a")
    page = visit(plan_page, "#orsaker-area-narkotika")
    assert '"10 · "2'.replace(" ", "\xa0") in page.evaluate(before, "#orsaker-area-narkotika > .note a")
