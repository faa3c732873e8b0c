"""The matrices in a browser: squares that open their overlap and say both shares, sorting, the switch, narrow windows, paper."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.parts.scope import of_plan
from tests.views.browser.test_access import SMALL, assert_clean, goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

LINKS = """() => [...document.querySelectorAll('#matris-omraden td a')].map((one) => [one.hash, one.textContent, one.getAttribute('aria-label'), one.title])"""


@pytest.mark.parametrize("interpreted", [True, False])
def test_every_square_says_and_opens_what_the_library_says(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, *, interpreted: bool
) -> None:
    page = visit(plan_page, "#matris" + ("" if interpreted else ";tolkade=0"))
    index = plan.index
    expected = {}
    for one, other in itertools.permutations(plan.of_kind(*AREA_KINDS), 2):
        shared = len(index.overlap((one.id, other.id), interpreted=interpreted))
        sure = len(index.overlap((one.id, other.id), interpreted=False))
        said = []
        for a, b in ((one, other), (other, one)):
            own, stated = (len(index.touching(a.id, interpreted=layer)) for layer in (interpreted, False))
            beside = "" if (sure, stated) == (shared, own) else f" (enligt planen {sure} av {stated})"
            said.append(f"{a.brief.sv} delar {shared} av {own} med {b.brief.sv}{beside}")
        number = f"{sure} · {shared}" if sure != shared else str(shared)
        expected[f"#overlapp;alla={one.id},{other.id}"] = [number, " · ".join(said), "\n".join(said)]
    assert {address: rest for address, *rest in page.evaluate(LINKS)} == expected


def test_a_square_is_reached_by_keyboard_tells_its_shares_and_opens_its_list(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris")
    link = page.locator('#matris-omraden a[href="#overlapp;alla=area-narkotika,area-nyrekrytering"]')
    link.focus()
    assert (
        page.text_content("#matris [data-told]")
        == "Narkotika delar 14 av 14 med Nyrekrytering (enligt planen 10 av 10) · Nyrekrytering delar 14 av 20 med Narkotika (enligt planen 10 av 15)"
    )
    page.keyboard.press("Enter")
    page.wait_for_selector("#svar-lista li")
    assert page.locator("#svar-lista .hits:not(.hits-near) > li").count() == 14
    page.go_back()
    page.wait_for_selector("#matris-omraden")
    page.locator("#matris-omraden td a").nth(3).hover()
    assert "delar" in (page.text_content("#matris [data-told]") or "")


def test_a_frame_that_ends_before_its_rows_says_how_many_there_are(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#matris")
    told = page.evaluate("[...document.querySelectorAll('#matris .grid-wrap')].map((one) => one.dataset.rows || '')")
    assert told == ["", f"{len(plan.of_kind('Measure'))} rader: rulla i rutan"]
    strip = page.evaluate("getComputedStyle(document.querySelectorAll('#matris .grid-wrap')[1], '::after').position")
    assert strip == "sticky"


def test_every_row_of_areas_is_seen_in_an_ordinary_window(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris", width=1366)
    frame = page.locator("#matris .grid-wrap").first
    assert frame.locator("tbody tr").count() == len(plan.of_kind(*AREA_KINDS))
    assert frame.evaluate("one => one.scrollHeight <= one.clientHeight")


def test_marks_have_words_and_sort_by_how_near_they_are(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris")
    head = page.locator("#matris-atgarder th[data-id=area-nyrekrytering]")
    place = head.evaluate("one => one.cellIndex")
    head.locator("button").click()
    cells = page.evaluate(
        "(place) => [...document.querySelectorAll('#matris-atgarder tbody tr')].map((row) => row.cells[place].innerText.trim())",
        place,
    )
    assert cells == sorted(cells, key=["● direkt", "◐ indirekt", "○ tolkad", ""].index)
    assert {"● direkt", "◐ indirekt", "○ tolkad"} <= set(cells)
    titles = page.evaluate("[...document.querySelectorAll('#matris-atgarder td[title]')].map((one) => one.title)")
    assert "ANDTS-coach på varje skola – Narkotika: direkt" in titles


def test_the_switch_hides_what_is_interpreted_in_the_file_too(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#matris;tolkade=0")
    assert "○" not in page.inner_text("#matris-atgarder tbody")
    with page.expect_download() as waiting:
        page.click("[data-save-csv=matris-atgarder]")
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_bytes().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1 + len(plan.of_kind("Measure"))
    assert not any("tolkad" in cell for row in rows for cell in row)


def test_the_plan_filter_shows_the_matrices_of_the_plan(build: Build, visit: Open) -> None:
    page = visit(build(kgraph.load()), "#matris;plan=plan-hv-2025")
    part = of_plan(kgraph.load(), "plan-hv-2025")
    shown = page.locator("#matris [data-part]:not([hidden]) [data-touches] tbody tr")
    assert shown.count() == len(part.of_kind("Measure"))
    link = page.locator("#matris [data-part]:not([hidden]) [data-overlaps] td a").first
    one, other = (link.get_attribute("href") or "").rpartition("=")[2].split(",")
    sure, every = (len(part.index.overlap((one, other), interpreted=layer)) for layer in (False, True))
    assert link.text_content() == (f"{sure} · {every}" if sure != every else str(every))
    link.click()
    until(page, "document.querySelector('#svar-antal').textContent.length > 0")
    assert "plan=plan-hv-2025" in page.evaluate("location.hash")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(plan_page: Path, visit: Open, scheme: str) -> None:
    page = visit(plan_page, "#matris", color_scheme=scheme)
    page.locator("#matris summary").click()
    assert_clean(page)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_frames_scroll_and_the_page_does_not(plan_page: Path, visit: Open, width: int) -> None:
    page = visit(plan_page, "#matris", width=width)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(SMALL) == []
    frame = page.locator("#matris .grid-wrap").nth(1)
    assert (
        frame.evaluate(
            "one => { one.scrollLeft = 200; one.scrollTop = 300; return getComputedStyle(one.querySelector('tbody tr')).display; }"
        )
        == "table-row"
    )
    if width == 320:
        assert frame.evaluate("one => one.scrollLeft") == 200
        assert frame.evaluate("one => one.tabIndex") == 0
    left = frame.evaluate(
        "one => one.querySelector('tbody tr:nth-child(20) th').getBoundingClientRect().left - one.getBoundingClientRect().left"
    )
    top = frame.evaluate(
        "one => one.querySelector('thead th:first-child').getBoundingClientRect().top - one.getBoundingClientRect().top"
    )
    assert abs(left) <= 2
    assert abs(top) <= 2


def test_the_grid_can_be_taken_along(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris")
    page.locator("#matris summary").click()
    with page.expect_download() as waiting:
        page.locator("#matris [data-save-svg]").click()
    assert "Hur områdena överlappar" in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_on_paper_the_matrices_are_whole_and_without_controls(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris", width=688)
    page.emulate_media(media="print")
    assert page.evaluate(
        "[...document.querySelectorAll('#matris .grid-wrap')].every((one) => one.scrollHeight <= one.clientHeight + 2)"
    )
    assert page.evaluate(
        "Math.max(...[...document.querySelectorAll('#matris .grid')].map((one) => one.getBoundingClientRect().right)) <= 688"
    )
    assert not page.locator("#matris .tools:visible, #matris [data-told]:visible").count()


def test_without_javascript_the_numbers_are_there_both_ways(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, java_script_enabled=False)
    row = page.locator("#matris-omraden tr[data-id=area-narkotika]").inner_text()
    assert "10 · 14" in row


def test_going_on_keeps_the_switch(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#matris;tolkade=0")
    goto(page, "#matris;tolkade=0")
    page.locator("#matris-omraden td a").first.click()
    assert "tolkade=0" in page.evaluate("location.hash")
