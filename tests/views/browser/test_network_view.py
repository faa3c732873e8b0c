"""The network around a thing: what the library calls near, in every form, by the switch and the plan; and the answer to the question."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import of_plan
from kgraph.parts.selection import near, only_stated, select
from tests.views.browser.test_access import SMALL, assert_clean, goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

FORMS = """async () => ({
  canvas: await kgraph.network(),
  svg: [...document.querySelectorAll("#nat-svg-plats [data-thing]")].map((one) => one.dataset.thing),
  rows: [...document.querySelectorAll("#nat-tabell tbody tr")].map((row) => [row.dataset.from, row.dataset.to]),
})"""


def shown(page: Page, address: str) -> dict[str, Any]:
    goto(page, address)
    told: dict[str, Any] = page.evaluate(FORMS)
    return told


def lines(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in graph.links if link.counts}


@pytest.mark.parametrize("interpreted", [True, False])
def test_what_is_near_is_what_the_library_calls_near(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, *, interpreted: bool
) -> None:
    graph = plan if interpreted else only_stated(plan)
    choose = random.Random(3)  # noqa: S311  # things to ask for
    starts = ["area-narkotika", "actor-polisen", *choose.sample(sorted(node.id for node in plan), 12)]
    page = visit(plan_page)
    page.check("input[value=n-natverk]", force=True)
    for start in starts:
        for steps in (1, 2):
            part = select(graph, near(start, steps))
            told = shown(page, f"#natverk;kring={start};steg={steps}{'' if interpreted else ';tolkade=0'}")
            assert {tuple(row) for row in told["rows"]} == lines(part), (start, steps)
            ids = {node.id for node in part}
            if len(ids) <= 100:
                assert set(told["canvas"]["nodes"]) == set(told["svg"]) == ids, (start, steps)
                assert {tuple(edge) for edge in told["canvas"]["edges"]} == lines(part)
            else:
                assert page.locator("#nat-for-stor").is_visible()
                assert f"{len(ids)} saker" in page.locator("#nat-for-stor").inner_text()
                assert page.locator("#nat-tabell").is_visible()


def test_it_follows_the_plan(build: Build, visit: Open) -> None:
    whole = kgraph.load()
    page = visit(build(whole))
    told = shown(page, "#natverk;kring=area-narkotika;steg=1;plan=plan-vasteras-2025")
    assert {tuple(row) for row in told["rows"]} == lines(
        select(of_plan(whole, "plan-vasteras-2025"), near("area-narkotika", 1))
    )


def test_it_starts_empty_then_from_a_choice_or_from_the_question(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#natverk")
    assert page.locator("#nat-tomt").is_visible()
    assert not page.locator("#nat").is_visible()
    page.locator("#nat-tomt a", has_text="Narkotika").click()
    until(page, "location.hash.includes('kring=area-narkotika')")
    page.select_option("#nat-antal-steg", "2")
    until(page, "location.hash.includes('steg=2')")
    page.go_back()
    until(page, "document.querySelector('#nat-antal-steg').value === '1'")
    assert not page.locator("#nat-steg").is_visible(), "how far to highlight is asked when something is"
    page.select_option("#nat-fokus", label="Nyrekrytering")
    assert page.locator("#nat-steg").is_visible()
    assert page.evaluate("kgraph.network().then((shown) => shown.faded)") > 0
    goto(page, "#natverk;alla=area-narkotika,area-nyrekrytering")
    measures = {row["id"] for row in kgraph.overlap(plan, "area-narkotika", "area-nyrekrytering").rows}
    assert measures <= set(page.evaluate("kgraph.network().then((shown) => shown.nodes)"))


def test_a_thing_leads_to_its_network(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget;visa=cause-tobak")
    page.click("#detalj .ask-link >> text=nätverket")
    until(page, "location.hash.startsWith('#natverk')")
    assert "kring=cause-tobak" in page.evaluate("location.hash")
    with page.expect_download() as saved:
        page.click("#nat-svg")
    assert saved.value.suggested_filename == "natverk.svg"
    assert "Tobaksbruk" in saved.value.path().read_text(encoding="utf-8")


def test_the_view_is_accessible_fits_and_prints(plan_page: Path, visit: Open) -> None:
    for scheme in ("light", "dark"):
        page = visit(plan_page, "#natverk;kring=area-narkotika", color_scheme=scheme)
        for form in ("n-natverk", "n-svg", "n-tabell"):
            page.check(f"input[value={form}]", force=True)
            assert_clean(page)
    page = visit(plan_page, "#natverk;kring=area-narkotika", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(SMALL) == []
    page = visit(plan_page, "#natverk;kring=area-narkotika")
    page.emulate_media(media="print")
    assert page.locator("#nat-svg-plats svg").is_visible()
    assert not page.locator("#nat-kring").is_visible()


def test_the_letters_of_the_picture_are_as_large_as_those_beside_it(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#natverk;kring=area-narkotika", width=1440)
    page.check("input[value=n-svg]", force=True)
    assert page.evaluate("14 * document.querySelector('#nat-svg-plats svg').getScreenCTM().a") >= 12
    names = page.locator("#nat-svg-plats [data-thing]")
    over = names.evaluate_all(
        "them => them.filter((one) => { const box = one.querySelectorAll('rect')[0].getBBox();"
        " return [...one.querySelectorAll('text')].some((text) => text.getBBox().width > box.width); })"
        ".map((one) => one.textContent)"
    )
    assert over == []
    labels = page.locator("#natverk label:is(.field, .inline) > span").filter(visible=True).all_inner_texts()
    assert len(labels) == len(set(labels)) > 2


def test_how_much_is_shown_is_told_both_ways(
    plan: KnowledgeGraph, plan_page: Path, open_page: Path, visit: Open
) -> None:
    parts = [select(graph, near("area-narkotika", 1)) for graph in (only_stated(plan), plan)]
    stated, every = (f"{len(list(part))} saker och {len(lines(part))} kopplingar" for part in parts)
    for switch in ("", ";tolkade=0"):
        page = visit(plan_page, f"#natverk;kring=area-narkotika{switch}")
        assert page.inner_text("#nat-antal") == f"{stated} enligt planen · {every} med tolkade"
    assert visit(open_page, "#natverk;kring=area-narkotika").inner_text("#nat-antal") == f"{stated} enligt planen"


def test_on_a_telephone_the_still_picture_keeps_its_letters_and_is_scrolled(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#natverk;kring=area-narkotika", width=320)
    page.check("input[value=n-svg]", force=True)
    assert page.evaluate("14 * document.querySelector('#nat-svg-plats svg').getScreenCTM().a") >= 12
    assert page.get_attribute("#nat-svg-plats", "tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert_clean(page)
