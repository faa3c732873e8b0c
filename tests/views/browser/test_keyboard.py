"""Every number of a picture can be reached and opened by keyboard alone: in the picture, or as the same link in the table beside."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.parts.scope import of_plan
from tests.views.browser.test_access import assert_clean, goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

PICTURED = """view => [...document.querySelectorAll(`#${view} svg :is([data-ask], [data-holds])`)]
  .filter((one) => one.getBoundingClientRect().width && /[1-9]/.test(one.textContent))
  .map((one) => [one.between ? "#overlapp;alla=" + one.between.join() : "#atgarder;urval=" + one.dataset.holds.replace("*", one.closest("[data-thing]")?.dataset.thing),
    Number([...one.querySelectorAll("text")].filter((words) => words.getBoundingClientRect().width).map((words) => words.textContent.match(/\\d+/)?.[0]).find(Boolean))])"""
FOCUSED = """() => {
  const { activeElement: one } = document;
  return one.dataset.holds ? "#atgarder;urval=" + one.dataset.holds.replace("*", one.closest("[data-thing]")?.dataset.thing) : one.getAttribute("href");
}"""
ROWS = "view => [...document.querySelectorAll(view === 'overlapp' ? '#svar-lista .hits:not(.hits-near) > li' : '#atgarder tbody tr')].filter((row) => row.checkVisibility()).length"


@pytest.fixture(scope="module")
def hv(build: Build) -> Path:
    return build(of_plan(kgraph.load(), "plan-hv-2025"))


@pytest.mark.parametrize("suffix", ["", ";tolkade=0"])
@pytest.mark.parametrize("view", ["malgrupper", "pyramid", "aktorer"])
@pytest.mark.parametrize("name", ["plan_page", "hv"])
def test_tab_reaches_every_number_of_a_picture(name: str, view: str, suffix: str, visit: Open, request: pytest.FixtureRequest) -> None:  # fmt: skip
    page = visit(request.getfixturevalue(name), f"#{view}{suffix}")
    wanted = {str(href) for href, _ in page.evaluate(PICTURED, view)}
    if view == "aktorer":  # pairs beyond the strongest stand in the list that their number opens
        wanted = {href for href in wanted if "urval" in href}
    assert wanted
    page.focus(f"#{view} h2")
    reached: set[str | None] = set()
    for _ in range(500):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(FOCUSED))
        if wanted <= reached:
            break
    assert wanted - reached == set()


@pytest.mark.parametrize("view", ["malgrupper", "pyramid"])
def test_enter_opens_as_many_as_the_picture_says(view: str, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, f"#{view}")
    for href, count in page.evaluate(PICTURED, view)[:6]:
        goto(page, f"#{view}")
        page.evaluate(
            """([view, href]) => [...document.querySelectorAll(`#${view} a, #${view} svg [tabindex]`)].find((one) =>
              one.checkVisibility() && (one.getAttribute("href") ?? "#atgarder;urval=" + one.dataset.holds) === href).focus()""", [view, href],
        )  # fmt: skip
        page.keyboard.press("Enter")
        until(page, "view => !document.getElementById(view).checkVisibility()", view)
        assert page.evaluate(ROWS, href[1:].split(";")[0]) == count, href


def test_numbers_that_are_stops_have_names_and_break_no_rule(hv: Path, visit: Open) -> None:
    page = visit(hv)
    for view in ("pyramid", "aktorer"):
        goto(page, f"#{view}")
        assert_clean(page)
        names = page.eval_on_selector_all(f"#{view} svg [role=link]", "all => all.map((one) => one.getAttribute('aria-label'))")  # fmt: skip
        assert names
        assert len(set(names)) == len(names)


def test_a_picture_that_is_saved_has_no_stops(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#pyramid")
    assert page.locator("#pyramid svg [tabindex]").count() > 1
    with page.expect_download() as waiting:
        page.click("#pyramid [data-save-svg]")
    saved = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert "tabindex" not in saved
    assert 'role="link"' not in saved
    assert 'role="img"' in saved
