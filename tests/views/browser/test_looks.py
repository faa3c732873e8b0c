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
    page.locator("#stjarnan .pic [data-thing]").first.click()
    page.wait_for_selector("#detalj:not([hidden])")
    assert page.evaluate("document.activeElement.id") == "detalj-namn"
    assert page.evaluate(RING) == "none"
    page.keyboard.press("Tab")
    assert page.evaluate(RING) == "solid"
