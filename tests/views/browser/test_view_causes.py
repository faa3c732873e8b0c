"""The cause trees in a browser: chosen by area, switched, opened, saved, printed, at every width and without JavaScript."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.views.pictures.tree import sheets
from tests.views.browser.test_access import assert_clean, goto
from tests.views.conftest import Build, Open, until
from tests.views.pictures.frames import NAMESPACE, lines

pytestmark = pytest.mark.browser

NARKOTIKA = "#orsaker;omrade=area-narkotika"
SHOWN = "() => [...document.querySelectorAll('#orsaker .tree:not([hidden])')].map((one) => one.id)"
SEEN = """(selector) => [...document.querySelectorAll(`#orsaker-area-narkotika ${selector}`)].filter((one) => one.getClientRects().length).map((one) => one.textContent)"""


@pytest.fixture(scope="module")
def whole_page(build: Build) -> Path:
    return build(kgraph.load())


def test_every_picture_is_unpacked_as_it_was_drawn(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#orsaker")
    until(page, "!document.querySelector('#orsaker svg[data-packed]')")
    for area in plan.of_kind(*AREA_KINDS):
        drawn = sheets(analysis.tree(plan, area.id, depth=6))
        for number, picture in enumerate(drawn):
            svg = f"#orsaker-{area.id} figure:nth-of-type({number + 1}) svg"
            texts = page.evaluate(
                "(svg) => [...document.querySelectorAll(svg + ' text')].flatMap((one) => one.children.length ? [...one.children] : [one]).map((one) => one.textContent)",
                svg,
            )
            every = Counter(one.text for layer in ("if-all", "if-stated") for one in set(lines(picture, layer)))
            assert Counter(texts) >= every - Counter(
                one.text for one in set(lines(picture, "if-all")) & set(lines(picture, "if-stated"))
            )
            titles = page.evaluate(
                "(svg) => [...document.querySelectorAll(svg + ' [data-thing]')].map((one) => [one.dataset.thing, one.querySelector('title').textContent])",
                svg,
            )
            assert titles
            assert all(plan[thing].label.sv == title for thing, title in titles)
            assert page.get_attribute(svg, "role") == "img"
            told = page.evaluate(
                "(svg) => document.querySelector(svg).getAttribute('aria-labelledby').split(' ').map((id) => document.getElementById(id).textContent)",
                svg,
            )
            assert told == [picture.title, picture.description]


def test_the_choice_of_area_is_in_the_address_and_goes_with_the_back_button(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#orsaker")
    assert len(page.evaluate(SHOWN)) == 9
    page.locator("#orsaker [data-area-filter]").focus()
    page.keyboard.type("Skolm")
    until(page, "location.hash.includes('omrade=area-skolmiljo')")
    assert page.evaluate(SHOWN) == ["orsaker-area-skolmiljo"]
    page.go_back()
    until(page, "!location.hash.includes('omrade')")
    assert len(page.evaluate(SHOWN)) == 9


def test_the_switch_hides_what_is_interpreted_and_names_other_gaps(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, NARKOTIKA)
    assert Counter(page.evaluate(SEEN, "svg text"))["ingen åtgärd"] == 3
    page.locator("#tolkade").press("Space")
    until(page, "document.documentElement.dataset.layer === 'stated'")
    words = Counter(page.evaluate(SEEN, "svg text"))
    assert (
        words["ingen åtgärd"] + words["ingen angiven åtgärd"] == 10
    )  # its ten stated causes; the plan's links to causes are interpreted
    measures = {one.brief.sv for one in plan.of_kind("Measure")}
    assert not any(word.removesuffix(" (tolkad)") in measures for word in words)
    assert page.evaluate(SEEN, ".tree-counts b") == ["10", "0", "0"]


def test_a_box_opens_its_cause_and_a_row_its_measure(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, NARKOTIKA)
    page.locator("#orsaker-area-narkotika svg [data-thing=cause-psykisk-ohalsa]").first.click()
    page.wait_for_selector("#detalj:not([hidden])")
    assert "Psykisk ohälsa" in (page.text_content("#detalj-namn") or "")
    page.keyboard.press("Escape")
    page.locator("#orsaker-area-narkotika summary").press("Enter")
    page.locator("#orsaker-area-narkotika td a").first.press("Enter")
    page.wait_for_selector("#detalj:not([hidden])")


def test_the_tree_can_be_taken_along(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, NARKOTIKA)
    with page.expect_download() as waiting:
        page.locator("#orsaker-area-narkotika [data-save-svg]").click()
    assert waiting.value.suggested_filename == "orsaker-area-narkotika.svg"
    root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))
    words = [one.text for one in root.iter(f"{NAMESPACE}text")]
    assert "Orsaksträd: Narkotika" in words
    assert words.count("ingen åtgärd") == 3


def test_a_link_to_a_tree_and_the_plan_filter(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#orsaker-area-narkotika")
    assert page.evaluate("document.querySelector('[data-view]:not([hidden])').id") == "orsaker"
    page = visit(whole_page, "#orsaker;plan=plan-hv-2025")
    part = kgraph.parts.scope.of_plan(kgraph.load(), "plan-hv-2025")
    assert len(page.evaluate(SHOWN)) == sum(
        len(analysis.tree(part, area.id).rows) > 1 for area in part.of_kind(*AREA_KINDS)
    )
    assert page.locator("#orsaker .overview:visible tbody tr").count() == len(part.of_kind(*AREA_KINDS))
    page = visit(whole_page, "#orsaker;omrade=area-skolmiljo;plan=plan-hv-2025")
    assert page.is_visible("#orsaker-tomt")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(plan_page: Path, visit: Open, scheme: str) -> None:
    page = visit(plan_page, "#orsaker", color_scheme=scheme)
    assert_clean(page)
    goto(page, NARKOTIKA)
    page.locator("#orsaker-area-narkotika summary").click()
    assert_clean(page)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_width_scrolls_sideways(plan_page: Path, visit: Open, width: int) -> None:
    page = visit(plan_page, "#orsaker", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    goto(page, NARKOTIKA)
    page.locator("#orsaker-area-narkotika summary").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shrunk = "((svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)(document.querySelector('#orsaker-area-narkotika svg'))"
    assert 14 * page.evaluate(shrunk) > 11


def test_without_javascript_every_tree_stands_as_a_table(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, java_script_enabled=False)
    assert page.locator("#orsaker details").count() == 9
    page.locator("#orsaker-area-narkotika summary").click()
    assert page.locator("#orsaker-area-narkotika tbody th:visible").count() == 13
    assert not page.locator("#orsaker svg:visible").count()


def test_on_paper_every_sheet_fits_a_page_and_the_controls_are_gone(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#orsaker", width=688)  # 182 mm, what A4 leaves between the margins
    page.emulate_media(media="print")
    tall = page.evaluate(
        "[...document.querySelectorAll('#orsaker figure')].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height)"
    )
    assert len(tall) == 9
    assert max(tall) < 263 / 25.4 * 96
    assert not page.locator(
        "#orsaker .filters label:visible, #orsaker button:not(.sort):visible, #orsaker summary:visible"
    ).count()
