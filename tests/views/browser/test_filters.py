"""Filters hold in every view: pictures fade what the area leaves out and say so, counts are those of what is left."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Statement, Text
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

AREA = "area-narkotika"
LIT = "view => [...document.querySelectorAll(`#${view} .pic [data-thing]:not(.faded)`)].map((one) => one.dataset.thing)"

COUNTED = """([view, end]) => [...document.querySelectorAll(`#${view} a:is([href^='#lista;'], [href^='#atgarder;'], [href^='#overlapp;'], [href^='#uppfoljning;'])`)]
  .filter((one) => one.checkVisibility() && one.getAttribute("href").endsWith(end) && /^\\d/.test(one.innerText))
  .reduce((sum, one) => sum + Number.parseInt(one.innerText, 10), 0)"""
"""The sum of a view's numbers that open a list whose address ends so."""


def at_home(plan: KnowledgeGraph) -> set[str]:
    return {link.source for link in plan.links if link.relation == "homeArea" and link.target == AREA and link.counts}


def lit(page: Page, plan: KnowledgeGraph, view: str) -> set[str]:
    return {one for one in page.evaluate(LIT, view) if plan[one].kind == "Measure"}


def test_a_picture_fades_what_the_area_leaves_out_and_says_so(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, f"#stjarnan;omrade={AREA}")
    home = {one for one in at_home(plan) if plan[one].kind == "Measure"}
    assert lit(page, plan, "stjarnan") == home
    frame = page.locator("#stjarnan .pic-frame").first
    note = page.locator(f"#{frame.get_attribute('aria-describedby')}")
    assert "Narkotika" in note.inner_text()
    assert page.inner_text("#stjarnan .rows-left").startswith(f"{len(home)} av ")
    touching = [set(plan.index.touching(one.id, interpreted=True)) for one in plan.of_kind(*AREA_KINDS)]
    left = sum(sum(one in ones for ones in touching) > 1 for one in home)
    assert page.inner_text("#stjarnan .tallies").startswith(f"{left} av {len(home)} ")
    page.select_option("#stjarnan [data-area-filter]", "")
    until(page, "!document.querySelector('#stjarnan .faded')")
    assert note.inner_text() == ""
    assert page.locator("#stjarnan .tallies").is_visible()


@pytest.mark.parametrize("view", ["tid-niva", "pyramid", "aktorer", "malgrupper", "plats", "uppfoljning", "matris"])
def test_the_area_chosen_in_one_view_holds_in_the_next(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, view: str
) -> None:
    page = visit(plan_page, "#stjarnan")
    page.select_option("#stjarnan [data-area-filter]", AREA)
    page.evaluate("view => document.querySelector(`.views a[href='#${view}']`).click()", view)
    until(page, "view => location.hash.startsWith('#' + view)", view)
    assert page.locator(f"#{view} [data-area-filter]").input_value() == AREA
    assert lit(page, plan, view) <= at_home(plan)
    for frame in page.locator(f"#{view} .pic-frame").filter(visible=True).all():
        assert "Narkotika" in page.inner_text(f"#{frame.get_attribute('aria-describedby')}")
    for told in page.locator(f"#{view} .rows-left").filter(visible=True).all():
        rows = [int(one) for one in told.inner_text().split() if one.isdigit()]
        assert not rows or rows[0] < rows[1]
        assert "visar alla områden" not in told.inner_text()
    left = page.evaluate(COUNTED, [view, f";omrade={AREA}"])
    page.select_option(f"#{view} [data-area-filter]", "")
    until(page, "!location.hash.includes('omrade')")
    assert view == "matris" or 0 < left < page.evaluate(COUNTED, [view, ""])


def test_the_first_view_follows_the_area_and_says_what_does_not(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, f"#laget;omrade={AREA}")
    assert page.locator("#laget .coverage tbody tr").filter(visible=True).count() == 1
    assert "korten räknar alla områden" in page.inner_text("#omrade-rad")
    page.click("#omrade-rad button")
    until(page, "!location.hash.includes('omrade')")
    assert page.locator("#laget .coverage tbody tr").filter(visible=True).count() > 5


def test_a_saved_picture_says_what_it_is_faded_by(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, f"#stjarnan;omrade={AREA}")
    with page.expect_download() as waiting:
        page.locator("#stjarnan [data-save-svg]").first.click()
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "nedtonat" in saved
    assert 'opacity="0.2"' in saved


def test_findings_stand_by_what_they_come_to_and_can_be_chosen(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#kontroller")
    weights = page.evaluate("[...document.querySelectorAll('.check')].map((one) => one.dataset.weight)")
    order = ["finding", "hint", "accepted", "unjudged"]
    assert weights == sorted(weights, key=order.index)
    hints = [one for one in check(plan) if one.judged and one.weight == "hint"]
    page.select_option("#kontroller-vikt", "hint")
    until(page, "location.hash.includes('vikt=hint')")
    assert page.inner_text("#kontroller-rubrik .count") == str(len(hints))
    assert {one.inner_text() for one in page.locator(".check .tag").filter(visible=True).all()} == {"tips"}


def test_a_value_that_is_our_reading_is_marked_and_goes_with_the_switch(
    plan: KnowledgeGraph, build: Build, visit: Open
) -> None:
    """In the panel as on the command line: what no source says is told as a reading, with the reason."""
    read = Statement(
        id="statement-read", label=Text(sv="Ett värde"), unit="antal fynd", interpreted=("unit",),
        rationale=Text(sv="Enheten följer av hur det mäts."), document="vasteras-2025",
    )  # fmt: skip
    page = visit(build(KnowledgeGraph.of([*plan, read], plan.links)), "#laget;visa=statement-read")
    told = page.inner_text("#detalj dl")
    assert "antal fynd" in told
    assert "tolkat" in told
    assert "Enheten följer av hur det mäts." in told
    page.uncheck("#tolkade")
    until(page, "!document.querySelector('#detalj dl').innerText.includes('antal fynd')")
    assert "visas inte" in page.inner_text("#detalj dl")


def test_on_paper_a_picture_stands_with_its_title_and_what_it_is_faded_by(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, f"#stjarnan;omrade={AREA}")
    first = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()
    for told in ("Stjärnan: åtgärderna mellan områdena", "nedtonat", "Trygga utemiljöer"):
        assert told in first
