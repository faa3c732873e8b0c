"""What narrows a view is said above it with a way to take it away; a number's way of counting holds for its list alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.several import several
from tests.views.browser.test_access import assert_clean
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

HOMES = "#laget .coverage a[href='#lista;urval=aktorer.area-narkotika;tolkade=0']"


def layer(page: Page) -> str:
    told: str = page.evaluate("document.documentElement.dataset.layer")
    return told


def test_a_number_told_without_interpreted_links_leaves_the_switch_of_the_rest_alone(
    plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#laget")
    for way_back in (".views a[href='#laget']", "#urval-rad button"):
        page.locator(HOMES).click()
        until(page, "document.querySelector('#lista').checkVisibility()")
        assert layer(page) == "stated"
        assert "utan tolkade kopplingar, som talet du öppnade" in page.inner_text("#tolkade-rad")
        page.locator(way_back).click()
        until(page, "document.querySelector('#laget').checkVisibility()")
        assert layer(page) == "all"
        assert "tolkade=" not in page.url
        assert "egen=" not in page.url
        assert page.inner_text("#tolkade-rad") == ""


def test_a_reader_who_left_interpreted_links_out_gets_them_for_one_list_only(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget;tolkade=0")
    page.locator(HOMES.replace("tolkade=0", "tolkade=1")).click()
    until(page, "document.querySelector('#lista').checkVisibility()")
    assert layer(page) == "all"
    assert "med tolkade kopplingar, som talet" in page.inner_text("#tolkade-rad")
    page.locator(".views a[href='#aktorer']").click()
    until(page, "document.querySelector('#aktorer').checkVisibility()")
    assert layer(page) == "stated"
    assert "avstängda" in page.inner_text("#tolkade-rad")
    page.locator("#tolkade-rad button").click()
    until(page, "document.documentElement.dataset.layer === 'all'")


def test_the_switch_makes_the_way_of_a_list_the_readers_own(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#lista;urval=aktorer.area-narkotika;egen=1;tolkade=0")
    page.locator("#tolkade").check()
    until(page, "document.documentElement.dataset.layer === 'all'")
    assert page.inner_text("#tolkade-rad") == ""
    assert "egen=" not in page.url


def test_measures_opened_from_a_number_stand_under_their_selection(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder;urval=beror.area-internet")
    assert page.inner_text("#atgarder-rubrik") == "Urval av åtgärder: Berör Internet"
    assert page.locator("#atgarder-urval option:checked").inner_text() == "Berör Internet"
    assert "Berör Internet" in page.inner_text("#urval-rad")
    assert_clean(page)
    page.locator("#urval-rad button").click()
    until(page, "!location.hash.includes('urval')")
    assert page.inner_text("#atgarder-rubrik") == "Alla åtgärder"
    assert page.inner_text("#urval-rad") == ""
    assert page.locator("#atgarder-urval [data-opened]").count() == 0
    assert page.locator("#atgarder tbody tr:not([hidden])").count() == page.locator("#atgarder tbody tr").count()


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("laget", "korten räknar alla"),
        ("atgarder", "bara det som hör hemma där"),
        ("aktorer", "bilderna räknar alla områden"),
        ("orsaker", "Bara områdets träd visas."),
        ("motsagelser", "Området Narkotika är valt, men den här vyn visar alla områden."),
        ("kallor", "Området Narkotika är valt, men den här vyn visar alla områden."),
    ],
)
def test_an_area_is_told_in_words_that_hold_in_the_view(plan_page: Path, visit: Open, view: str, told: str) -> None:
    page = visit(plan_page, f"#{view};omrade=area-narkotika")
    assert told in page.inner_text("#omrade-rad")


def test_a_view_that_shows_all_areas_takes_the_area_away(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#plats;omrade=area-narkotika")
    page.click(".views a[href='#kallor']")
    until(page, "location.hash.startsWith('#kallor;omrade=')")
    page.click("#omrade-rad button")
    until(page, "location.hash === '#kallor;'")
    assert page.inner_text("#omrade-rad") == ""


def test_pairs_of_plans_are_not_said_to_be_at_home_in_an_area(build: Build, visit: Open) -> None:
    page = visit(build(several()), "#jamfor")
    area = page.locator("#jamfor [data-area-filter] option").nth(1).get_attribute("value")
    page.select_option("#jamfor [data-area-filter]", area)
    until(page, "location.hash.includes('omrade=')")
    assert page.locator("#jamfor .rows-left").inner_text().startswith("Tabellen visar alla områden")


def test_tables_say_what_the_area_leaves_of_them(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#aktorer;omrade=area-narkotika")
    rows = "#aktorer-collaboration tbody tr"
    assert 0 < page.locator(rows).filter(visible=True).count() < page.locator(rows).count()
    notes = page.locator("#aktorer .rows-left").all_inner_texts()
    assert all("Talen räknar det som hör hemma i Narkotika" in note for note in notes)


SHOWN = "[...document.querySelectorAll('#atgarder tbody tr, #lista-tabell tbody tr')].filter((row) => row.checkVisibility()).length"


def test_each_number_of_a_bar_opens_so_many_measures(plan_page: Path, visit: Open) -> None:
    for way in ("", ";tolkade=0"):
        page = visit(plan_page, f"#aktorer{way}")
        told = page.locator("#aktorer .pic [data-thing] [data-holds]:has(rect)").filter(visible=True)
        assert told.count() > 20
        for place in range(0, told.count(), 5):
            number = (told.nth(place).text_content() or "").rstrip("?")
            told.nth(place).click(force=True)
            until(page, "document.querySelector('#atgarder').checkVisibility()")
            if number:
                until(page, f"{SHOWN} === {number}")
            assert ": " in page.inner_text("#atgarder-rubrik").removeprefix("Urval av åtgärder: ")
            assert page.locator("#detalj").is_hidden()
            page.go_back()
            until(page, "document.querySelector('#aktorer').checkVisibility()")


def test_each_number_of_a_card_and_of_an_actor_opens_its_list(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget")
    for place, way in ((0, "stated"), (1, "all")):
        link = page.locator("#laget .card-ways a[href*='urval=flera']").nth(place)
        number = link.inner_text().split()[0]
        link.click()
        until(page, f"document.documentElement.dataset.layer === '{way}' && {SHOWN} === {number}")
        page.go_back()
        until(page, "document.querySelector('#laget').checkVisibility()")
    page = visit(plan_page, "#aktorer")
    page.locator("#aktorer-actors tbody th a").first.click()
    hrefs = [one.get_attribute("href") for one in page.locator("#detalj-bar a").all()]
    assert {(href or "").split("=")[1].split(".")[0] for href in hrefs} == {"roll", "bara"}
    for href in hrefs:
        link = page.locator(f"#detalj-bar a[href='{href}']")
        number = link.inner_text()
        link.click()
        until(page, f"!document.querySelector('#aktorer').checkVisibility() && {SHOWN} === {number}")
        page.go_back()
        until(page, "document.querySelector('#detalj-bar')?.checkVisibility()")


@pytest.mark.parametrize("view", ["overlapp", "natverk"])
def test_a_picture_of_an_answer_says_how_many_areas_it_leaves_out(plan_page: Path, visit: Open, view: str) -> None:
    page = visit(plan_page, f"#{view};alla=area-narkotika,area-nyrekrytering")
    board = page.locator("#bild" if view == "overlapp" else "#nat")
    until(
        page,
        "id => document.getElementById(id).textContent.includes('ritas inte')",
        f"{'bild' if view == 'overlapp' else 'nat'}-not",
    )
    assert "ritas inte" in (board.locator(".svg-place svg").get_attribute("aria-label") or "")
    assert board.locator(".line-thin.line-interpreted").is_visible()


def test_a_choice_that_the_page_does_not_know_is_said_not_to_be_there(plan_page: Path, visit: Open) -> None:
    for choice in ("pahittad", "beror.pahittad", "roll.measures.pahittad", "time&pahittad"):
        page = visit(plan_page, f"#atgarder;urval={choice}")
        assert f"{choice}." in page.inner_text("#lank-rad")
    page = visit(plan_page)
    hrefs = page.locator("a[href*='urval=']").evaluate_all("them => them.map((one) => one.getAttribute('href'))")
    values = page.locator("#atgarder-urval option").evaluate_all("them => them.map((one) => one.value)")
    for address in [*{one.split(".")[0]: one for one in hrefs}.values(), *(f"#atgarder;urval={one}" for one in values)]:
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_timeout(50)
        assert page.inner_text("#lank-rad") == "", address
