"""The review mode: a decision for each reading, kept in the tab, saved as a file that `kgraph review apply` takes."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph import project
from kgraph.errors import DataError
from kgraph.graph import KnowledgeGraph
from kgraph.reviewing import apply
from tests.views.browser.test_access import SMALL, assert_clean
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

LINK = "m-tobaksfri--addresses--cause-tobak"


def row(page: Page, place: int = 0) -> str:
    """The id of a row that waits for a decision."""
    return str(
        page.evaluate("place => document.querySelectorAll('.readings tbody tr:not([data-done])')[place].id", place)
    )


def save(page: Page) -> str:
    with page.expect_download() as saved:
        page.click("#granska-spara")
    assert saved.value.suggested_filename == "granskning.csv"
    return saved.value.path().read_text(encoding="utf-8")


def test_from_the_page_to_the_log_and_back(tmp_path: Path, build: Build, visit: Open) -> None:
    project.init(tmp_path / "plan")
    page = visit(build(kgraph.load(tmp_path / "plan")), "#tolkningar")
    page.click("[data-way=confirm]")
    assert page.locator(".decision .tag").inner_text() == "Bekräftas"
    page.fill(".decision input", 'Prövad; se "protokoll"')
    page.fill("#granska-roll", "samverkansledningen")
    page.fill("#granska-datum", "2026-03-01")
    file = tmp_path / "granskning.csv"
    file.write_text(save(page), encoding="utf-8")
    done = apply(tmp_path / "plan", file, today=date(2026, 3, 1))
    assert [(one.link, one.decision, one.by, one.date, one.note) for one in done.added] == [
        (LINK, "confirm", "samverkansledningen", "2026-03-01", 'Prövad; se "protokoll"')
    ]
    after = visit(build(kgraph.load(tmp_path / "plan")), "#tolkningar")
    assert "bekräftad" in after.locator(".readings tbody tr").first.inner_text()
    assert after.locator("[data-way]").count() == 0
    assert after.locator("#tolkningar-antal").inner_text() == "0"
    file.write_text(file.read_text(encoding="utf-8").replace("confirm", "reject"), encoding="utf-8")
    with pytest.raises(DataError, match="redan avgjord"):
        apply(tmp_path / "plan", file)


def test_many_decisions_are_counted_undone_and_saved_in_the_logs_form(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#tolkningar")
    waiting = {link.id for link in plan.links if link.status == "interpreted"}
    ids = [row(page, place) for place in range(3)]
    page.click(f"#{ids[0]} [data-way=confirm]")
    page.click(f"#{ids[1]} [data-way=reject]")
    page.click(f"#{ids[2]} [data-way=reject]")
    page.click(f"#{ids[2]} [data-way=confirm]")
    assert page.locator("#granska-antal").inner_text() == f"3 av {len(waiting)} avgjorda: 2 bekräftade, 1 avvisade"
    assert page.get_attribute(f"#{ids[2]} [data-way=reject]", "aria-pressed") == "false"
    page.click(f"#{ids[0]} [data-way=undo]")
    assert page.evaluate("document.activeElement.closest('tr').id") == ids[0]
    assert page.locator("#granska-antal").inner_text().startswith("2 av")
    page.click("#granska-spara")
    assert "roll" in page.locator("#meddelande").inner_text()
    assert page.evaluate("document.activeElement.id") == "granska-roll"
    page.fill("#granska-roll", "rådet")
    rows = list(csv.reader(io.StringIO(save(page).removeprefix("\ufeff")), delimiter=";"))
    assert rows[0] == ["date", "by", "decision", "link", "note"]
    assert sorted(one[2] for one in rows[1:]) == ["confirm", "reject"]
    assert {one[3] for one in rows[1:]} <= waiting


def test_decisions_outlive_another_view_and_the_switch(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#tolkningar")
    page.click("[data-way=reject] >> nth=0")
    page.evaluate("location.hash = '#om'")
    page.wait_for_selector("#om:not([hidden])")
    page.evaluate("location.hash = '#tolkningar;tolkade=0'")
    page.wait_for_selector("#tolkningar:not([hidden])")
    assert page.locator("#granska-antal").inner_text().startswith("1 av")
    page.click("#granska-tom")
    assert page.locator("#granska-antal").inner_text().startswith("0 av")


def test_every_button_says_which_link_and_the_keyboard_is_enough(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#tolkningar")
    names = page.evaluate(
        "[...document.querySelectorAll('.decide [data-way]')].map((one) => one.getAttribute('aria-label'))"
    )
    assert len(set(names)) > len(names) * 0.95
    assert all(": " in name for name in names)
    page.locator("[data-way=confirm]").first.focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.is-decided') !== null")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".decision .tag").first.inner_text() == "Avvisas"


def test_it_is_accessible_fits_and_prints_what_was_decided(plan_page: Path, visit: Open) -> None:
    for scheme in ("light", "dark"):
        page = visit(plan_page, "#tolkningar", color_scheme=scheme)
        page.click("[data-way=reject] >> nth=0")
        assert_clean(page)
    narrow = visit(plan_page, "#tolkningar", width=320)
    narrow.click("[data-way=confirm] >> nth=0")
    assert narrow.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert narrow.evaluate(SMALL) == []
    page.emulate_media(media="print")
    assert page.locator(".decision .tag").first.is_visible()
    assert not page.locator("[data-way=confirm]").first.is_visible()


def test_an_open_page_has_nothing_to_decide(open_page: Path, visit: Open) -> None:
    page = visit(open_page, "#tolkningar")
    assert page.locator("[data-way], #granska-spara").count() == 0
