"""What was seen in pictures of the views, and is to stay mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.views.browser.test_access import goto
from tests.views.conftest import Open

pytestmark = pytest.mark.browser

BROKEN = """(selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).filter((one) => {
  Object.assign(one.style, { width: `${one.clientWidth}px`, minWidth: 0, overflowWrap: "normal" });
  const broken = one.scrollWidth > one.clientWidth + 1;
  one.removeAttribute("style");
  return broken;
}).map((one) => one.textContent)"""
"""Texts that only fit because a word is broken."""


def views(page: Page) -> list[str]:
    names: list[str] = page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)")
    return names


def test_no_heading_of_a_view_is_broken_in_a_word(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, width=320)
    for view in views(page):
        goto(page, f"#{view}")
        assert page.evaluate(BROKEN, f"#{view} > h2, #{view} > .section-head > h2") == []


def test_who_does_a_measure_is_told_in_whole_words(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder", width=768)
    told = page.evaluate(BROKEN, "#atgarder td > .who")
    assert told == []


def test_the_figures_are_on_the_first_screen_of_an_ordinary_computer(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.set_viewport_size({"width": 1366, "height": 768})
    bottoms = page.evaluate("[...document.querySelectorAll('.card')].map((one) => one.getBoundingClientRect().bottom)")
    assert max(bottoms) <= 768
    assert page.evaluate("document.querySelector('header').getBoundingClientRect().height") < 230
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


RING = "getComputedStyle(document.activeElement).outlineStyle"


def test_what_is_opened_by_mouse_has_no_frame_and_by_keyboard_it_has(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#stjarnan")
    page.locator("#stjarnan .pic [data-thing^=m-]").first.click()
    page.wait_for_selector("#detalj:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "detalj-namn"
    assert page.evaluate(RING) == "none"
    page.keyboard.press("Tab")
    assert page.evaluate(RING) == "solid"


@pytest.mark.parametrize("width", [1920, 2560, 3840])
def test_a_wide_window_is_used(plan_page: Path, visit: Open, width: int) -> None:
    """Cards stand in one row, pictures and tables are wider, and opened details take no room from what was looked at."""
    page = visit(plan_page, width=width, height=1000)
    box = "selector => { const { left, right, top } = document.querySelector(selector).getBoundingClientRect(); return [right - left, top]; }"
    assert page.evaluate(box, "#laget .coverage")[0] > 0.75 * width
    assert (
        page.evaluate(
            "new Set([...document.querySelectorAll('#laget .card')].map((one) => one.getBoundingClientRect().top)).size"
        )
        == 1
    )
    lines = page.evaluate(
        "[...document.querySelectorAll('.note, .lead')].filter((one) => one.checkVisibility())"
        ".map((one) => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))"
    )
    assert max(lines) <= 50  # ems: some ninety signs a line
    before = page.evaluate(box, "#laget .coverage")[0]
    goto(page, "#laget;visa=area-narkotika")
    assert page.evaluate(box, "#laget .coverage")[0] > 0.85 * before


def test_the_situation_fits_a_narrow_screen(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, width=768)
    assert (
        page.evaluate(
            "(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)(document.querySelector('#laget .coverage').parentElement)"
        )
        <= 1
    )


def test_names_stay_in_sight_where_a_table_is_wider_than_the_window(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, width=768)
    for view, frame in (("matris", "#matris [data-touches]"), ("aktorer", "#aktorer-actors")):
        goto(page, f"#{view}")
        told = page.evaluate(
            "selector => { const table = document.querySelector(selector), frame = table.parentElement; frame.scrollLeft = 200; "
            "const left = (one) => Math.round(one.getBoundingClientRect().left - frame.getBoundingClientRect().left); "
            "return { scrolled: frame.scrollLeft > 0, stop: frame.tabIndex, name: document.getElementById(frame.getAttribute('aria-labelledby')).textContent, "
            "head: left(table.tHead.rows[0].cells[0]), row: left(table.tBodies[0].rows[0].cells[0]) }; }",
            frame,
        )
        assert told["scrolled"], view
        assert told["stop"] == 0, view
        assert told["name"].strip(), view
        assert max(told["head"], told["row"]) <= 1, (view, told)
