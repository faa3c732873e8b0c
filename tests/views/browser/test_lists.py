"""The lists of the page: what they claim, how they are narrowed, and the files that are taken from them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure
from tests.views.conftest import Open, until

pytestmark = pytest.mark.browser


def table_of(page: Page, button: str) -> list[dict[str, str]]:
    """What a button hands over, as Excel would read it."""
    with page.expect_download() as waiting:
        page.click(button)
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_without_interpreted_links_no_list_says_that_there_are_none(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget;tolkade=0")
    for part in ("#orsaker-utan-atgard", "#atgarder-utan-orsak", ".cards"):
        assert "inte ens tolkat" not in page.locator(part).inner_text()
    assert "Planen anger ingen koppling" in page.locator("#orsaker-utan-atgard").inner_text()
    page.check("#tolkade")
    until(page, "document.documentElement.dataset.layer === 'all'")
    assert "inte ens tolkat" in page.locator("#orsaker-utan-atgard").inner_text()


@pytest.mark.parametrize("layer", ["", ";tolkade=0"])
def test_the_number_of_an_area_leads_to_its_causes_without_measure(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, layer: str
) -> None:
    page = visit(plan_page, f"#laget{layer}")
    link = page.locator(".covered a[href^='#orsaker-utan-atgard']").nth(1)
    without = int(link.inner_text().split()[0])
    link.click()
    until(page, "document.activeElement.id === 'orsaker-utan-atgard-rubrik'")
    rows = table_of(page, "[data-csv=orsaker-utan-atgard]")
    assert len(rows) == without == page.locator("#orsaker-utan-atgard tbody tr").filter(visible=True).count() > 0
    assert all(row["Id"] in plan for row in rows)
    page.select_option("#atgarder-utan-orsak select", "")
    until(page, "!location.hash.includes('omrade=')")


def test_the_csv_of_measures_has_one_fact_in_each_column(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    rows = {row["Id"]: row for row in table_of(page, "#atgarder-csv")}
    assert rows.keys() == {one.id for one in plan.of_kind("Measure")}
    for measure in plan.of_kind("Measure"):
        row = rows[measure.id]
        assert row["Fullständigt namn"] == measure.label.sv
        assert isinstance(measure, Measure)
        assert row["När"] == (measure.time or measure.starts or "")
        assert row["Källa"] == (measure.locator or "")
        goals = {plan[link.target].brief.sv for link in plan.outgoing(measure.id, "pursues")}
        assert set(filter(None, row["Mål"].split("; "))) == goals
        assert (row["Ansvarig"] == "okänd") is ("responsible" in measure.unknown)
    page.select_option("#atgarder [data-area-filter]", "area-narkotika")
    until(page, "location.hash.includes('omrade=area-narkotika')")
    assert {row["Hemområde"] for row in table_of(page, "#atgarder-csv")} == {"Narkotika"}


def test_interpretations_can_be_taken_to_a_workshop(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#tolkningar")
    rows = table_of(page, "#tolkningar-csv")
    readings = [link for link in plan.links if link.status == "interpreted"]
    assert {row["Id"] for row in rows} == {f"{link.source} {link.relation} {link.target}" for link in readings}
    assert list(rows[0]) == ["Id", "Område", "Tolkning", "Motivering", "Källa", "Beslut", "Kommentar"]
    assert all(row["Motivering"] and not row["Beslut"] and not row["Kommentar"] for row in rows)
    page.select_option("#tolkningar [data-area-filter]", "area-internet")
    until(page, "location.hash.includes('omrade=area-internet')")
    some = table_of(page, "#tolkningar-csv")
    assert 0 < len(some) < len(rows)
    assert {row["Område"] for row in some} == {"Internet"}
    assert page.text_content("#tolkningar-antal") == str(len(some))


def test_an_actor_may_be_responsible_for_more(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget;visa=actor-polisen")
    joined = {link.target for link in plan.outgoing("actor-polisen", "takesPartIn")}
    lost = sum("responsible" in plan[one].unknown for one in joined)
    told = page.locator("#detalj").inner_text()
    assert f"I {lost} av de åtgärder som Polisen deltar i är ansvarig okänd: Polisen kan vara ansvarig." in told
    group = page.locator(".neighbours").filter(has_text="ansvarig okänd").locator("li:not(.part)")
    assert group.count() == lost


def test_causes_of_an_area_say_when_they_have_no_measure(plan_page: Path, open_page: Path, visit: Open) -> None:
    assert (
        visit(plan_page, "#laget;visa=area-narkotika").locator("#detalj .tag-gap").first.text_content()
        == "ingen åtgärd"
    )
    without = visit(open_page, "#laget;visa=area-narkotika").locator("#detalj")
    assert without.locator(".tag-gap").count() == 0
    assert "ingen angiven åtgärd" in without.inner_text()


def test_a_check_leads_to_a_list_of_as_many(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#kontroller;tolkade=0")
    led = page.locator(".check").filter(has=page.locator("a[href^='#atgarder'], a[href^='#orsaker']"))
    assert led.count() == 5
    for place in range(led.count()):
        number = int(led.nth(place).locator(".count").text_content() or "")
        link = led.nth(place).locator("a").last
        href = link.get_attribute("href") or ""
        link.click()
        name = href.removeprefix("#").split(";")[0]
        shown = f"[...document.querySelectorAll('#{name} tbody tr')].filter((row) => row.checkVisibility()).length"
        until(page, f"{shown} === {number}")
        page.go_back()
        page.wait_for_selector("#kontroller:not([hidden])")
