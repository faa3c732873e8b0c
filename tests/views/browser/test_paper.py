"""What is printed is whole: every column on the paper, headings on every sheet, pictures with their legends, nothing folded."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.wording import text
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser


def sheets(page: Page) -> list[str]:
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [unicodedata.normalize("NFKC", "".join(sheet.extract_text().split())) for sheet in pdf.pages]


def test_every_column_of_a_wide_matrix_is_on_the_paper(build: Build, visit: Open) -> None:
    graph = kgraph.load()
    page = visit(build(graph), "#matris")
    shown = page.evaluate(
        "[...document.querySelectorAll('#matris [data-part=\"\"] .grid')].map((one) => one.tHead.innerText)"
    )
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    rights = page.evaluate(
        "[...document.querySelectorAll('#matris .sheet')].map((one) => one.getBoundingClientRect().right)"
    )
    assert len(rights) == 6
    assert max(rights) <= 688
    headings = "".join(
        page.evaluate("[...document.querySelectorAll('#matris .sheet th')].map((one) => one.textContent)")
    )
    areas = [area for area in graph.of_kind(*AREA_KINDS) if area.brief.sv in "".join(shown)]
    assert len(areas) > 30
    assert all(headings.count(area.brief.sv) >= 2 for area in areas)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".sheet").count() == 0


def test_headings_of_columns_stand_on_every_sheet(plan_page: Path, visit: Open) -> None:
    printed = sheets(visit(plan_page, "#matris"))
    assert len(printed) > 2
    heading = text("page.measure").sv
    assert all(heading in sheet and "Tystnadskultur" in sheet for sheet in printed[1:])


def test_a_picture_is_on_the_sheet_of_its_legend_and_reasons_are_open(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp;alla=area-narkotika,area-nyrekrytering")
    reason = page.locator(".reasons p").first.text_content() or ""
    assert reason
    printed = sheets(page)
    assert "".join(reason.split()) in "".join(printed)
    legend = next(sheet for sheet in printed if "streckad:tolkad" in sheet)
    assert "Svaretsombild" in legend
    assert "Orsaker" in legend
    assert "Förskolenärvaro" in legend


def test_the_marks_of_a_legend_keep_their_colours_on_paper(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp")
    page.emulate_media(media="print")
    told = page.locator(".legend .key, .legend .line").evaluate_all(
        "them => them.map((one) => getComputedStyle(one).webkitPrintColorAdjust)"
    )
    assert set(told) == {"exact"}


@pytest.mark.parametrize("address", ["#tid-niva", "#orsaker", "#natverk;alla=area-narkotika,area-nyrekrytering"])
def test_no_sheet_has_only_lines_about_the_page(plan_page: Path, visit: Open, address: str) -> None:
    first, *others = sheets(visit(plan_page, address))
    assert "Utskriven20" in first
    assert all("kgraph0" not in sheet and len(sheet) > 80 for sheet in others)
    assert len(others) == 0 or address != "#tid-niva"


@pytest.mark.parametrize(
    ("address", "lying"),
    [("#natverk;kring=area-narkotika", True), ("#natverk;alla=area-narkotika,area-nyrekrytering", False)],
)
def test_the_network_is_printed_large_with_its_table_below(
    plan_page: Path, visit: Open, address: str, *, lying: bool
) -> None:
    page = visit(plan_page, address)
    links = page.locator("#nat-tabell tbody tr").count()
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    assert (pdf.pages[0].mediabox.width > pdf.pages[0].mediabox.height) is lying
    printed = sheets(page)
    assert "Narkotika" in printed[0]
    assert "Orsaker" in printed[0], "the picture stands below the heading, on the first sheet"
    assert sum(sheet.count("tolkad") + sheet.count("enligtplanen") for sheet in printed[1:]) >= links
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1017 if lying else 688, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    letters = page.evaluate(
        "(() => { const one = document.querySelector('#nat-svg-plats svg'); return 14 * one.getScreenCTM().a; })()"
    )
    assert letters * 0.75 >= 7, "letters of seven points or more"


def test_a_network_too_large_to_draw_is_printed_as_its_table_alone(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#natverk;kring=area-narkotika;steg=2")
    page.emulate_media(media="print")
    assert not page.locator("#nat-svg-plats").is_visible()
    assert page.locator("#nat-tabell").is_visible()
    assert len(sheets(page)[0]) > 1000


def test_the_last_rows_of_a_table_stand_together_with_its_heading_where_it_is_short(
    plan_page: Path, visit: Open
) -> None:
    printed = sheets(visit(plan_page, "#laget"))
    heading = "Åtgärderutanorsak5"
    first, last = "Införa100%renhårdträning", "Upptäckamiljöbrott"
    assert [one for one in printed if heading in one and first in one and last in one]


def test_a_network_too_tall_for_a_sheet_is_printed_in_slices_that_hold_each_box_whole(
    build: Build, visit: Open
) -> None:
    page = visit(build(kgraph.load()), "#natverk;alla=area-vald")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    told = page.evaluate("""(() => {
      const slices = [...document.querySelectorAll("#nat .slice")];
      const frames = slices.map((one) => one.viewBox.baseVal);
      const boxes = [...slices[0].querySelectorAll("[data-thing] rect")].map((one) => one.getBBox());
      const inside = (box) => frames.some(({ y, height }) => box.y >= y && box.y + box.height <= y + height);
      return {
        count: slices.length, letters: Math.min(...slices.map((one) => 14 * one.getScreenCTM().a)), cut: boxes.filter((box) => !inside(box)).length,
        high: Math.max(...slices.map((one) => one.getBoundingClientRect().height)), all: boxes.length,
      };
    })()""")
    assert told["count"] > 1
    assert told["letters"] * 0.75 >= 7
    assert told["high"] <= 994, "no slice is higher than a sheet"
    assert told["all"] > 50
    assert told["cut"] == 0
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".slice").count() == 0


def test_the_tree_of_a_chosen_area_begins_on_the_first_sheet(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    begun = {}
    for area in plan.of_kind(*AREA_KINDS):
        first = sheets(visit(plan_page, f"#orsaker;omrade={area.id}"))[0]
        begun[area.id] = "".join(text("cause_tree.column_area").sv.split()) + "Orsak" in first
    assert [area for area, there in begun.items() if not there] == []
