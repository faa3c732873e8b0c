"""Every number that counts something opens a list of so many rows, in both ways of counting, in every view and every part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure, Text
from kgraph.parts.scope import shares
from kgraph.views.pictures.grid import squares
from kgraph.views.pictures.pyramid import tiers
from tests.several import several
from tests.views.browser.test_access import assert_clean
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

WALK = """async ({part, layer, area}) => {
  const go = (hash) => new Promise((done) => {
    if (location.hash === hash) return done();
    addEventListener("hashchange", () => done(), { once: true });
    location.hash = hash;
  });
  const end = part + layer + area;
  const view = () => document.querySelector("[data-view]:not([hidden])");
  const seen = (selector, root = view()) => [...root.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const lines = (hash) => {
    const place = document.getElementById(hash.slice(1).split(";")[0]);
    if (place.matches(".gap")) return seen("tbody tr", place).length;
    return view().id === "overlapp" ? seen(".hits > li").length : seen("tbody tr").length;
  };
  const numbers = (text) => (text.match(/\\d+/g) || []).map(Number);
  const told = { bare: [], wrong: [], unnamed: [], small: [], links: 0 };
  for (const { id } of document.querySelectorAll("[data-view]")) {
    if (id === "lista") continue;
    await go("#" + id + end + ";");
    view().querySelectorAll("details").forEach((one) => { one.open = true; });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    for (const cell of seen("td.number, .tallies > li > span:not(.small), .tree-counts b, .states span, .card-number, .each b")) {
      if (/[1-9]/.test(cell.textContent) && !cell.closest("a") && !cell.querySelector("a")) bareIn(cell, id);
    }
    function bareIn(cell, view_) { told.bare.push([view_, cell.dataset.label || cell.parentElement.innerText.split("\\n")[0].replace(/\\d+/g, "").trim()]); }
    const wanted = new Map();
    for (const link of seen("a:is([href^='#lista;'], [href^='#atgarder;'], [href^='#overlapp;'], [href^='#uppfoljning;'], [href^='#orsaker-utan'], [href^='#atgarder-utan'], [href='#tolkningar'])")) {
      const href = link.getAttribute("href");
      const [number] = numbers((link.querySelector("b") ?? link).textContent).slice(-1);
      if (number === undefined) continue;
      const { width, height } = link.getBoundingClientRect();
      if (Math.min(width, height) < 23.9) told.small.push([id, href]);
      if (/^#(lista|atgarder);/.test(href) && !link.title) told.unnamed.push(href);
      if (number) wanted.set(href, number);
    }
    for (const [href, number] of wanted) {
      const hash = href + part + (href.includes("tolkade=") ? "" : layer);
      await go(hash);
      told.links += 1;
      if (lines(hash) !== number) told.wrong.push([id, hash, number, lines(hash)]);
      if (view().id === "lista" && !view().querySelector("h2").textContent.includes(" ")) told.unnamed.push(href);
    }
  }
  return told;
}"""
"""What each view's numbers lead to: those without a link, those whose list has another number of rows, those too small to hit."""

NO_LIST = {
    ("stjarnan", "Nr"), ("malgrupper", "av  Par av målgrupp och område med åtgärd"), ("uppfoljning", "Dagar att hålla reda på"),
}  # fmt: skip
"""Numbers that name a measure, or count what could be, or days of which the table shows the first."""


def walked(page: Page, part: str, layer: str, *, area: str = "") -> dict[str, Any]:
    asked = {"part": f";plan={part}" if part else "", "layer": layer, "area": f";omrade={area}" if area else ""}
    told: dict[str, Any] = page.evaluate(WALK, asked)
    return told


@pytest.mark.parametrize("layer", ["", ";tolkade=0"])
def test_every_number_of_a_plan_opens_its_list(plan_page: Path, visit: Open, layer: str) -> None:
    told = walked(visit(plan_page), "", layer)
    assert {tuple(one) for one in told["bare"]} <= NO_LIST
    assert told["wrong"] == told["unnamed"] == told["small"] == []
    assert told["links"] > 300


@pytest.mark.parametrize("layer", ["", ";tolkade=0"])
def test_every_number_of_each_part_opens_its_list(build: Build, visit: Open, layer: str) -> None:
    whole = several()
    page = visit(build(whole))
    for part in ("", *shares(whole)):
        told = walked(page, part, layer)
        assert {tuple(one) for one in told["bare"]} <= NO_LIST, part
        assert told["wrong"] == told["unnamed"] == [], part
        assert told["links"] > 10


def test_a_list_is_clean_and_follows_switch_and_area(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#laget")
    page.locator("#laget .coverage a[href='#lista;urval=aktorer.area-narkotika;tolkade=0']").click()
    until(page, "document.querySelector('#lista').checkVisibility()")
    assert page.evaluate("document.documentElement.dataset.layer") == "stated"
    page.locator("#tolkade").check()
    assert page.text_content("#lista-rubrik") == "Aktörer med åtgärder som berör Narkotika"
    assert_clean(page)
    page.evaluate("location.hash = '#lista;urval=orsaker.area-narkotika'")
    until(page, "document.querySelectorAll('#lista-tabell tbody tr').length === 13")
    page.locator("#lista [data-area-filter]").select_option("area-internet")
    until(page, "document.querySelectorAll('#lista-tabell tbody tr').length < 13")
    page.evaluate("location.hash = '#lista;urval=aktorer.area-finns-inte'")
    until(page, "!document.querySelector('#lista-tomt').hidden")


READ: tuple[str, ...] = ("prevention_level", "time_perspective")


def test_readings_of_level_and_time_follow_the_switch(plan: KnowledgeGraph, build: Build, visit: Open) -> None:
    """A measure whose level and time we have read stands in its square with interpretations, and among the unsaid without."""
    one = Measure(
        id="m-last", label=Text(sv="Läst åtgärd"), prevention_level="selective", time_perspective="reactive", interpreted=READ, rationale=Text(sv="Läst."),
    )  # fmt: skip
    graph = KnowledgeGraph.of([*plan, one], plan.links)
    square = ("selective", "reactive")
    assert [len(squares(graph, interpreted=layer)[square]) for layer in (True, False)] == [1, 0]
    assert [one in tiers(graph, interpreted=layer)["selective"] for layer in (True, False)] == [True, False]
    assert one in tiers(graph, interpreted=False)[None]
    page = visit(build(graph), "#tid-niva")
    drawn = page.locator("#tid-niva .pic [data-thing='m-last']").filter(visible=True)
    assert "tolkat" in (drawn.text_content() or "")
    cell = page.locator("#tid-niva-squares a[href$='niva.selective&tid.reactive']")
    assert cell.text_content() == "1"
    page.locator("#tid-niva .pic [data-holds='niva.selective&tid.reactive']").first.click()
    until(page, "document.querySelector('#atgarder').checkVisibility()")
    assert page.locator("#atgarder tbody tr").filter(visible=True).count() == 1
    page.evaluate("location.hash = '#tid-niva;tolkade=0'")
    until(page, "document.querySelector('#tid-niva').checkVisibility()")
    assert cell.text_content() == "0"
    assert (
        not page.locator("#tid-niva-levels tbody").filter(has_text="tolkat").is_visible()
        or not page.get_by_text("selektiv (tolkat)").is_visible()
    )
    page.evaluate("location.hash = '#pyramid;tolkade=0'")
    until(page, "document.querySelector('#pyramid').checkVisibility()")
    assert page.locator("#pyramid .pic [data-thing='m-last']").filter(visible=True).count() == 0


def test_the_area_narrows_an_answer_and_fades_the_network(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    asked = "#overlapp;alla=area-narkotika"
    page = visit(plan_page, f"{asked};omrade=area-skolmiljo")
    homes = {link.source for link in plan.links if link.relation == "homeArea" and link.target == "area-skolmiljo"}
    found = {row["id"] for row in kgraph.overlap(plan, "area-narkotika").rows}
    assert page.locator("#svar-lista .hits > li").count() == len(found & homes) > 0
    assert "Skolmiljö" in (page.text_content("#omrade-rad") or "")
    page.evaluate("location.hash = '#natverk;kring=area-narkotika;omrade=area-skolmiljo'")
    until(page, "document.querySelector('#nat-not').checkVisibility()")
    faded = page.locator("#nat-svg-plats [data-thing]").count()
    assert faded > 0
    assert "nedtonat" in (page.text_content("#nat-not") or "")
