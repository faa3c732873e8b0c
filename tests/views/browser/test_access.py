"""What WCAG 2.2 AA asks, as far as a machine can tell: axe, widths, targets, the keyboard, focus, landmarks."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

QUESTION = "#overlapp;alla=area-narkotika,area-nyrekrytering"
ADDRESSES = (
    "", "#overlapp", QUESTION, QUESTION + ";visa=m-andts-coacher", "#overlapp;alla=area-narkotika;inte=area-skolmiljo;tolkade=0",
    "#atgarder", "#atgarder;urval=tid", "#tolkningar", "#kontroller", "#om",
)  # fmt: skip
GO = """address => location.hash === address || new Promise((done) => {
  addEventListener("hashchange", () => requestAnimationFrame(() => done()), { once: true });
  location.hash = address;
})"""


RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.mark.parametrize(("scheme", "rules"), [("light", RULES), ("dark", ("cat.color",))])
def test_axe_finds_nothing(plan_page: Path, visit: Open, scheme: str, rules: tuple[str, ...]) -> None:
    """In the dark only the rules about colours can tell anything new."""
    page = visit(plan_page, color_scheme=scheme)
    for address in ADDRESSES:
        goto(page, address)
        assert_clean(page, rules)
    goto(page, QUESTION)
    for form in ("svg", "tabell"):
        page.check(f"input[value={form}]", force=True)
        assert_clean(page, rules)
    page.fill("#sok", "skola")
    assert_clean(page, rules)


def assert_clean(page: Page, rules: tuple[str, ...] = RULES) -> None:
    found = Axe().run(page, options={"runOnly": list(rules), "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def goto(page: Page, address: str) -> None:
    page.evaluate(GO, address or "#laget")


def test_axe_finds_nothing_on_an_english_and_an_open_page(plan: object, build: Build, visit: Open) -> None:
    for file in (build(plan, lang="en"), build(plan, level="open")):
        page = visit(file, QUESTION)
        assert_clean(page)


@pytest.mark.parametrize("width", [320, 768, 1280, 3840])
def test_no_width_scrolls_sideways(plan_page: Path, visit: Open, width: int) -> None:
    page = visit(plan_page, width=width)
    for address in ADDRESSES:
        goto(page, address)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
        wide = page.evaluate(
            "[...document.querySelectorAll('.table-wrap')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert wide == 0 or width not in (320, 1280, 3840), address


def test_text_can_be_spaced_and_doubled(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.body.style.cssText = 'line-height: 1.5; letter-spacing: .12em; word-spacing: .16em'")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


SMALL = """() => {
  const inSentence = (one) => {
    const around = one.closest("p, li, td, th, dd, h3, h4, div").cloneNode(true);
    around.querySelectorAll("a, button").forEach((other) => other.remove());
    return getComputedStyle(one).display === "inline" && /[\\p{L}\\p{N}]/u.test(around.textContent);
  };
  return [...document.querySelectorAll("a, button, select, input, [role=option], summary")]
    .filter((one) => one.checkVisibility() && !one.matches(".skip") && !inSentence(one))
    .map((one) => ({ text: one.textContent.slice(0, 40) || one.id, box: (one.closest("label:has(> input[type=radio], > input[type=checkbox])") || one).getBoundingClientRect() }))
    .filter(({ box }) => box.height && (box.height < 23.5 || box.width < 23.5))
    .map(({ text, box }) => `${text} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""
"""What is smaller than 24 pixels, however much room is around it; a link in a sentence has the height of its line."""
VIEWS = "[...document.querySelectorAll('[data-view]')].map((one) => '#' + one.id)"


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_enough_in_every_view(plan_page: Path, visit: Open, width: int) -> None:
    page = visit(plan_page, width=width)
    for address in (
        *page.evaluate(VIEWS),
        *ADDRESSES,
        "#orsaker;omrade=area-narkotika",
        "#natverk;kring=area-narkotika",
    ):
        goto(page, address)
        assert page.evaluate(SMALL) == [], address


def test_the_keyboard_alone_is_enough(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("one => one.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "sok"
    page.keyboard.type("krogar mot")
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#sok", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_selector("#detalj:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "detalj-namn"
    page.keyboard.press("Escape")
    page.wait_for_selector("#detalj", state="hidden")
    assert page.evaluate("document.activeElement.id") == "sok"


def test_a_row_opens_with_enter_and_gives_focus_back(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    link = page.locator("#atgarder tbody th a").nth(2)
    link.focus()
    name = link.text_content()
    page.keyboard.press("Enter")
    page.wait_for_selector("#detalj:not([hidden])")
    page.keyboard.press("Escape")
    page.wait_for_selector("#detalj", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == name


def test_details_over_the_page_keep_the_keyboard_inside(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder", width=600)
    link = page.locator("#atgarder tbody th a").nth(1)
    link.click()
    page.wait_for_selector("#detalj[role=dialog][aria-modal=true]")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || Boolean(document.activeElement.closest('#detalj'))"
        )
    page.keyboard.press("Escape")
    page.wait_for_selector("#detalj", state="hidden")
    assert page.evaluate("document.activeElement.textContent") == link.text_content()


def test_a_question_is_asked_with_the_keyboard_and_cleared_with_escape(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.locator("select[data-list=all]").nth(0).focus()
    page.keyboard.type("Narkotika")
    page.keyboard.press("Tab")
    page.keyboard.type("Nyrekr")
    assert page.locator("select[data-list=all] >> nth=1").evaluate("one => one.value") == "area-nyrekrytering"
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#svar-antal').textContent.includes('enligt planen')")
    page.wait_for_selector("#svar-lista li")
    assert page.evaluate("document.activeElement.dataset.place") == "1"
    page.locator("#overlapp-rubrik").focus()
    page.keyboard.press("Escape")
    page.wait_for_selector("#svar-tomt:not([hidden])")
    assert page.locator("#svar-lista li").count() == 0


def test_one_choice_is_answered_by_the_button_and_the_answer_gets_the_focus(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.select_option("select[data-place='0']", "area-narkotika")
    assert page.is_visible("#laget")
    page.locator("#fraga-visa").press("Enter")
    page.wait_for_selector("#svar-lista li")
    assert page.evaluate("document.activeElement.id") == "overlapp-rubrik"


VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement), span = document.activeElement.nextElementSibling;
  const ring = (one) => one.outlineStyle !== "none" && parseFloat(one.outlineWidth) >= 2;
  return ring(style) || (span && ring(getComputedStyle(span)));
}"""


@pytest.mark.parametrize("address", ["", QUESTION, "#atgarder"])
def test_focus_is_visible_on_every_stop(plan_page: Path, visit: Open, address: str) -> None:
    page = visit(plan_page, address)
    seen = []
    for _ in range(45):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(VISIBLE), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        seen.append(page.evaluate("document.activeElement.tagName"))
    assert len(seen) > 20


def test_the_pages_parts_are_named(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    assert page.get_attribute("html", "lang") == "sv"
    for part in ("header", "nav[aria-label]", "main", "footer", "search"):
        assert page.locator(part).count() == 1, part
    assert page.locator("h1").count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].filter((one) => one.checkVisibility()).map((one) => +one.tagName[1])"
    )
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.locator("#svar-antal").get_attribute("role") == "status"


def test_forced_colours_and_reduced_motion_are_respected(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION, forced_colors="active", reduced_motion="reduce")
    page.check("input[value=svg]", force=True)
    assert page.locator("#bild-svg-plats svg").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"
