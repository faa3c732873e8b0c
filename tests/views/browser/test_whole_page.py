"""What holds on the whole page: views in groups, one address for every state, filters in all views, columns, paper."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import of_plan
from tests.views.browser.test_access import goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

VASTERAS = "plan-vasteras-2025"
ROWS = "selector => [...document.querySelectorAll(selector + ' tbody tr')].filter((row) => row.checkVisibility()).map((row) => row.dataset.id || row.id)"


@pytest.fixture(scope="module")
def whole_page(build: Build) -> Path:
    return build(kgraph.load())


def rows(page: Page, selector: str) -> list[str]:
    found: list[str] = page.evaluate(ROWS, selector)
    return found


def test_every_view_has_one_link_in_a_named_group(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    views = page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)")
    links = page.evaluate("[...document.querySelectorAll('.views a')].map((one) => one.hash.slice(1))")
    assert sorted(views) == sorted([*links, "lista"])  # what a number counts is reached by the number
    assert len(views) >= 16
    groups = page.locator(".view-groups > li > span").all_inner_texts()
    assert groups == ["Fråga", "Bilder", "Vem och var", "Underlag"]
    for name in page.evaluate(
        "[...document.querySelectorAll('.views')].map((one) => one.getAttribute('aria-labelledby'))"
    ):
        assert page.locator(f"#{name}").is_visible()


@pytest.mark.parametrize("width", [320, 768, 1440, 3840])
def test_no_view_of_the_whole_page_scrolls_sideways(whole_page: Path, visit: Open, width: int) -> None:
    page = visit(whole_page, width=width)
    for view in page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)"):
        goto(page, f"#{view}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
    goto(page, "#atgarder;kolumner=plan%2Chem%2Cnar%2Cvem%2Cmal%2Comraden%2Csaknas%2Ckalla")
    assert page.locator("#atgarder thead th:visible").count() == (
        9 if width > 760 else page.locator("#atgarder thead th").count()
    )
    if width == 1440:
        assert page.evaluate(
            "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1)(document.querySelector('#atgarder .table-wrap'))"
        )


def test_in_a_narrow_window_the_views_are_behind_a_button(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, width=320)
    assert not page.locator(".views a").first.is_visible()
    page.click("#meny")
    assert page.get_attribute("#meny", "aria-expanded") == "true"
    page.locator(".views a").first.focus()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "meny"
    page.click("#meny")
    page.click(".views a[href='#kallor']")
    until(page, "!document.querySelector('#kallor').hidden")
    assert page.inner_text("#meny") == "Vyer: Källor"
    assert not page.locator(".views a").first.is_visible()


def test_headings_go_down_one_step_at_a_time(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    for view in page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)"):
        goto(page, f"#{view}")
        levels = page.evaluate(
            "[...document.querySelectorAll('h1, h2, h3, h4, h5')].filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1]))"
        )
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels)), (view, levels)


def test_the_order_of_a_table_is_in_the_address_and_back_gives_the_old(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    before = rows(page, "#atgarder")
    page.click("#atgarder thead [data-col=omraden] button")
    until(page, "location.hash.includes('ordning=')")
    numbers = page.evaluate(
        "[...document.querySelectorAll('#atgarder tbody td.number')].map((cell) => Number(cell.textContent))"
    )
    assert numbers == sorted(numbers, reverse=True)
    assert rows(visit(plan_page, page.evaluate("location.hash")), "#atgarder") == rows(page, "#atgarder")
    page.click("#atgarder thead [data-col=omraden] button")
    until(page, "document.querySelector('[data-col=omraden]').getAttribute('aria-sort') === 'ascending'")
    page.go_back()
    page.go_back()
    until(page, "!document.querySelector('#atgarder [aria-sort]')")
    assert rows(page, "#atgarder") == before


def test_columns_are_chosen_and_kept_in_the_address(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    page.click(".columns summary")
    page.uncheck("#atgarder-kolumner input[value=vem]")
    until(page, "location.hash.includes('kolumner=')")
    assert not page.locator("#atgarder th[data-col=vem]").is_visible()
    assert page.locator("#atgarder td:nth-child(4):visible").count() == 0
    again = visit(plan_page, page.evaluate("location.hash"))
    assert not again.locator("#atgarder th[data-col=vem]").is_visible()
    page.go_back()
    until(page, "document.querySelector('#atgarder-kolumner input[value=vem]').checked")
    assert page.locator("#atgarder th[data-col=vem]").is_visible()


def test_the_area_holds_in_tables_that_are_made_alike(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#stjarnan;omrade=area-narkotika")
    homes = {
        link.source
        for link in plan.links
        if link.relation == "homeArea" and link.target == "area-narkotika" and link.counts
    }
    every = page.locator("#stjarnan tbody tr").count()
    assert set(rows(page, "#stjarnan-star")) == {one for one in homes if plan[one].kind == "Measure"}
    assert "Område: Narkotika" in page.locator("#omrade-rad").inner_text()
    page.click("#omrade-rad button")
    until(page, "!location.hash.includes('omrade')")
    assert len(rows(page, "#stjarnan-star")) == every


def test_findings_follow_plan_and_area(whole_page: Path, visit: Open) -> None:
    whole = kgraph.load()
    page = visit(whole_page, "#kontroller")
    shown = "[...document.querySelectorAll('.check li a')].filter((one) => one.checkVisibility()).map((one) => one.hash.slice(5))"
    every = page.evaluate(shown)
    assert set(every) <= {one.subject for one in check(whole)}
    goto(page, f"#kontroller;plan={VASTERAS}")
    of_the_plan = page.evaluate(shown)
    inside = {node.id for node in of_plan(whole, VASTERAS)}
    measures = {one for one in of_the_plan if whole[one].kind == "Measure"}
    assert measures == {one for one in every if whole[one].kind == "Measure" and one in inside}
    assert 0 < len(of_the_plan) < len(every)
    counts = page.evaluate(
        "[...document.querySelectorAll('.check')].filter((one) => !one.hidden).map((one) => [one.dataset.weight, Number(one.querySelector('.count').textContent)])"
    )
    judged = sum(number for weight, number in counts if weight != "unjudged")
    assert judged == int(page.inner_text("#kontroller-rubrik .count"))
    assert sum(number for _, number in counts) - judged == int(page.inner_text("#kontroller-ovissa b"))
    page.select_option("#kontroller [data-area-filter]", "area-narkotika")
    until(page, "location.hash.includes('omrade=area-narkotika')")
    assert set(page.evaluate(shown)) <= set(of_the_plan)


def test_the_chosen_plan_speaks_first_in_the_details(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, f"#laget;plan={VASTERAS};visa=actor-polisen")
    heads = page.locator("#detalj h3").all_inner_texts()
    assert [one for one in heads if one.startswith(("Enligt ", "Vad andra"))] == [
        "Enligt Västerås plan 2025–2026",
        "Vad andra dokument säger",
    ]
    goto(page, "#laget;visa=actor-polisen")
    assert "Vad andra dokument säger" not in page.locator("#detalj h3").all_inner_texts()


def test_the_link_to_any_state_can_be_copied(whole_page: Path, visit: Open) -> None:
    page = visit(
        whole_page, f"#aktorer;plan={VASTERAS};omrade=area-narkotika", permissions=["clipboard-read", "clipboard-write"]
    )
    page.click("#lank")
    until(page, "document.querySelector('#meddelande').textContent !== ''")
    assert "Länken är kopierad" in page.inner_text("#meddelande")
    assert page.get_attribute("#meddelande", "role") == "status"


def test_a_word_with_a_semicolon_stays_a_word(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    page.fill("#atgarder-filter", "skola; 100 % = allt")
    until(page, "location.hash.includes('sok=')")
    again = visit(plan_page, page.evaluate("location.hash"))
    assert again.input_value("#atgarder-filter") == "skola; 100 % = allt"


def test_paper_says_what_was_chosen(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, f"#kontroller;plan={VASTERAS};omrade=area-narkotika;tolkade=0")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    foot = page.inner_text("#utskrift")
    for part in ("Utskriven 20", "Västerås plan 2025–2026", "Narkotika", "utan tolkade kopplingar"):
        assert part in foot
    page.emulate_media(media="print")
    assert not page.locator(".bar").is_visible()


def test_three_figures_and_states_are_the_librarys(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    from kgraph.covering.states import covers, figures

    page = visit(plan_page)
    told = page.evaluate(
        "[...document.querySelectorAll('.figures td b')].map((one) => [one.dataset.stated, one.dataset.all])"
    )
    known = {count.key: count for count in figures(plan)}
    order = [known[f"{way}_{things}"] for way in ("nominal", "real", "evidence") for things in ("causes", "areas")]
    assert told == [[str(count.stated), str(count.with_interpreted)] for count in order]
    states = page.inner_text("section[aria-labelledby=siffror-rubrik] p:last-child")
    told = [tuple(map(int, re.findall(r"\d+", part))) for part in states.split(" · ")]
    causes = covers(plan, "Cause").values()
    both = Counter(one.state for one in causes if one.state in ("uncovered", "interpreted_only"))
    assert sorted(one for one, *rest in told if not rest) == sorted(both.values())  # of both ways at once: one number
    tallies = [
        Counter(getattr(one, way) for one in causes if one.state != "uncovered") for way in ("state", "state_read")
    ]
    for place in (0, 1):
        pairs = sorted(pair[place] for pair in told if len(pair) > 1 and pair[place])
        assert pairs == sorted(number for state, number in tallies[place].items() if state != "interpreted_only")
