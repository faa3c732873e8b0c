"""The review mode: a decision for each reading, kept in the tab, saved as a file that `kgraph review apply` takes."""

from __future__ import annotations

import csv
import io
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph import project
from kgraph.analysis import coverage
from kgraph.errors import DataError
from kgraph.graph import KnowledgeGraph
from kgraph.reviewing import apply
from kgraph.speakers import is_known_role
from kgraph.ways import CAUSE_LINKS
from kgraph.wording import text
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


def fault(page: Page, field: str) -> str:
    """What is said at a field that the reader was taken to, which is tied to it and stands right under it."""
    assert page.evaluate("document.activeElement.id") == field
    assert f"{field}-fel" in str(page.get_attribute(f"#{field}", "aria-describedby")).split()
    assert page.get_attribute(f"#{field}", "aria-invalid") == "true"
    boxes = page.locator(f"#{field}").bounding_box(), page.locator(f"#{field}-fel").bounding_box()
    assert boxes[0]
    assert boxes[1]
    assert 0 < boxes[1]["y"] - boxes[0]["y"] < 150
    return page.locator(f"#{field}-fel").inner_text()


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
    assert fault(page, "granska-roll") == "Skriv vilken roll som beslutar innan du sparar."
    assert "roll" not in page.locator("#meddelande").inner_text()
    assert_clean(page)
    page.fill("#granska-roll", "rådet")
    assert not page.locator("#granska-roll-fel").is_visible()
    page.fill("#granska-datum", "")
    page.click("#granska-spara")
    assert "datum" in fault(page, "granska-datum")
    page.fill("#granska-datum", "2026-03-01")
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


def test_a_person_is_asked_about_in_the_page_and_refused_in_words_by_the_log(
    tmp_path: Path, build: Build, visit: Open
) -> None:
    project.init(tmp_path / "plan")
    page = visit(build(kgraph.load(tmp_path / "plan")), "#tolkningar")
    page.click("[data-way=confirm]")
    page.fill("#granska-roll", "Anna Svensson")
    page.click("#granska-spara")
    told = fault(page, "granska-roll")
    assert "aldrig en person" in told
    assert "--" not in told
    file = tmp_path / "granskning.csv"
    file.write_text(save(page), encoding="utf-8")  # asked once; who insists has the file
    with pytest.raises(DataError, match="aldrig en person"):
        apply(tmp_path / "plan", file)


@pytest.mark.parametrize(
    "role",
    ["Anna Svensson", "styrgruppen", "polisen", "Trygghetssamordnaren", "Kalle", "social­nämnden", "the board", "Ö"],
)
def test_the_page_knows_the_roles_that_the_library_knows(
    role: str, plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#tolkningar")
    page.click("[data-way=reject] >> nth=0")
    page.fill("#granska-roll", role)
    with page.expect_event("download", timeout=1500) if is_known_role(plan, role) else nullcontext():
        page.click("#granska-spara")
    assert ("känns inte igen" in page.locator("#granska-roll-fel").inner_text()) is not is_known_role(plan, role)


def test_what_the_decisions_come_to_is_what_the_library_counts(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#tolkningar")
    waiting = [link for link in plan.links if link.status == "interpreted"]
    causal = sorted({link.id for link in waiting if link.relation in CAUSE_LINKS})
    assert len(causal) > 20
    picked = {one: "confirm" if place % 3 else "reject" for place, one in enumerate(causal[::4])}
    assert page.text_content("#granska-foljd") == ""
    for ident, way in picked.items():
        source, relation, target = ident.split("--")
        rows = page.evaluate(
            "([s, r, t]) => DATA_LINKS".replace(
                "DATA_LINKS",
                "[...document.querySelectorAll('.readings tbody tr')]"
                ".filter((row) => { const [one, other] = row.querySelectorAll('th a'); return one.hash === '#sak-' + s && other.hash === '#sak-' + t; }).map((row) => row.id)",
            ),
            [source, relation, target],
        )
        page.click(f"#{rows[0]} [data-way={way}]")
    done = {"confirm": "confirmed", "reject": "rejected"}
    after = plan.part(plan, (
        link.model_copy(update={"status": done[picked[link.id]], "reviewed_by": "rådet", "reviewed_on": "2026-03-01"})
        if link.id in picked and link.status == "interpreted" else link
        for link in plan.links
    ))  # fmt: skip
    old, new = ({count.key: count for count in coverage(graph).counts} for graph in (plan, after))
    values = {
        f"{what}_{when}_{way}": getattr(counts[what], "stated" if way == "stated" else "with_interpreted")
        for what in ("causes", "measures") for when, counts in (("before", old), ("after", new)) for way in ("stated", "all")
    }  # fmt: skip
    assert values["causes_after_stated"] > values["causes_before_stated"]
    assert page.text_content("#granska-foljd") == text("page_script.review_foreseen", **values).sv
