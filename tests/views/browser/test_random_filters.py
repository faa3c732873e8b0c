"""Lists narrowed by any mix of filters hold what the library says, in both languages and by both ways of counting."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.parts.selection import only_stated
from kgraph.wording import text
from tests.views.browser.test_access import goto
from tests.views.browser.test_parity import asked
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser

ROWS = """selector => [...document.querySelectorAll(selector + ' tbody tr')].filter((row) => row.checkVisibility())
  .map((row) => row.querySelector("th a").hash.slice(5))"""


@pytest.fixture(scope="module")
def in_language(plan: KnowledgeGraph, build: Build) -> Callable[[str], Path]:
    return cache(lambda lang: build(plan, lang=lang))


def shown(page: Page, address: str, selector: str) -> list[str]:
    goto(page, address)
    ids: list[str] = page.evaluate(ROWS, selector)
    return ids


def measures(graph: KnowledgeGraph, area: str, pick: str) -> set[str]:
    """The measures at home in an area, if one is given, that fit a choice: in several areas, or without something."""
    found = {measure.id: measure for measure in graph.of_kind("Measure")}
    if area:
        at_home = {link.source for link in graph.incoming(area, "homeArea") if link.counts}
        found = {one: found[one] for one in found.keys() & at_home}
    if not pick:
        return set(found)
    if pick == "flera":
        areas = [one.id for one in graph.of_kind(*AREA_KINDS)]
        touching = [set(graph.index.touching(one, interpreted=True)) for one in areas]
        return {one for one in found if sum(one in measures for measures in touching) > 1}
    lack = pick.removesuffix("-lost")
    if pick.endswith("-lost"):
        have = {link.target for link in graph.of_relation("isResponsibleFor") if link.counts}
        parts = (link for link in graph.of_relation("partOf") if link.counts and link.source in have)
        have |= {link.target for link in parts if graph[link.source].kind == "SubActivity"}
        return {one for one, measure in found.items() if lack in measure.unknown} - have
    without = kgraph.listing(graph, "measures", without=[lack])
    return found.keys() & {str(row["id"]) for row in without.rows}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_measures_by_area_choice_and_switch(
    lang: str, plan: KnowledgeGraph, in_language: Callable[[str], Path], visit: Open
) -> None:
    chance = random.Random(11)  # noqa: S311  # filters, not secrets
    page = visit(in_language(lang))
    areas = ["", *(one.id for one in plan.of_kind(*AREA_KINDS))]
    picks = ["", "flera", "time", "responsible", "responsible-lost", "indicator", "goal"]
    sizes = set()
    for _ in range(60):
        area, pick, layer = chance.choice(areas), chance.choice(picks), chance.random() < 0.5
        address = f"#atgarder;{f'omrade={area};' if area else ''}{f'urval={pick};' if pick else ''}{'' if layer else 'tolkade=0'}"
        expected = measures(plan if layer else only_stated(plan), area, pick)
        ids = shown(page, address, "#atgarder")
        assert len(ids) == len(set(ids))
        assert set(ids) == expected, address
        sizes.add(len(ids))
    assert len(sizes) > 8


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_gaps_of_every_area_and_switch(
    lang: str, plan: KnowledgeGraph, in_language: Callable[[str], Path], visit: Open
) -> None:
    page = visit(in_language(lang))
    found = 0
    for layer, graph in ((True, plan), (False, only_stated(plan))):
        for area in (None, *(one.id for one in plan.of_kind(*AREA_KINDS))):
            table = next(one for one in kgraph.coverage(graph, area=area).also if one.name == "gap_causes")
            narrowed = f";omrade={area}" if area else ""
            ids = shown(page, f"#orsaker-utan-atgard{narrowed}{'' if layer else ';tolkade=0'}", "#orsaker-utan-atgard")
            assert set(ids) == {str(row["id"]) for row in table.rows}, (area, layer)
            found += len(ids)
    assert found > 100


def test_english_questions_get_the_librarys_answer(
    plan: KnowledgeGraph, in_language: Callable[[str], Path], visit: Open
) -> None:
    chance = random.Random(12)  # noqa: S311  # questions, not secrets
    areas = [area.id for area in plan.of_kind(*AREA_KINDS)]
    things = [node.id for node in plan.of_kind("Cause", "Actor", "TargetGroup", "Place", "Method")]
    questions = [[*chance.sample(areas, 1), *chance.sample([*areas, *things], 1)] for _ in range(40)]
    questions = [one for one in questions if len(set(one)) > 1]
    told = asked(visit(in_language("en")), [f"#overlapp;alla={','.join(one)}" for one in questions])
    for question, answer in zip(questions, told, strict=True):
        table = kgraph.overlap(plan, *question)
        count = table.counts[0]
        words = (
            text("page_script.count_stated", n=count.stated),
            text("page_script.count_all", n=count.with_interpreted),
        )
        assert answer["tally"] == " · ".join(one.pick("en") for one in words)
        assert set(answer["ids"]) == {row["id"] for row in table.rows}
        assert set(answer["near"]) == {row["id"] for also in table.also for row in also.rows}
