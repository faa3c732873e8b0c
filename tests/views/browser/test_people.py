"""The views of actors, target groups, places and follow-up in a browser: every number opens the list it counts."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

import kgraph
from kgraph import analysis
from kgraph.carrying import carried
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import of_plan, shares
from kgraph.views.pictures.groups import MOST_AREAS, MOST_GROUPS, Held, held
from kgraph.wording import text
from tests.people import nested
from tests.several import several
from tests.views.browser.test_access import RULES, SMALL, assert_clean, goto
from tests.views.browser.test_use import words
from tests.views.conftest import DAY, Build, Open, until
from tests.views.pictures.test_people import moved

pytestmark = pytest.mark.browser

VIEWS = ("aktorer", "malgrupper", "plats", "uppfoljning")
NUMBERS = """(view) => [...document.querySelectorAll(`#${view} [data-part]:not([hidden]) td a, #${view} [data-part]:not([hidden]) .tallies a`)]
  .filter((one) => one.checkVisibility() && /^\\d+$/.test(one.textContent) && one.textContent !== "0")
  .map((one) => [one.getAttribute("href"), Number(one.textContent)])"""
COUNTED = """async (addresses) => {
  const told = [];
  for (const address of addresses) {
    if (location.hash !== address) {
      const changed = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));
      location.hash = address;
      await changed;
    }
    const view = address.slice(1).split(";")[0];
    const list = view === "overlapp" ? "#svar-lista .hits:not(.hits-near) > li" : `#${view} tbody tr`;
    told.push([...document.querySelectorAll(list)].filter((row) => row.checkVisibility()).length);
  }
  return told;
}"""


@pytest.fixture(scope="module")
def hv(build: Build) -> Path:
    """A plan with many actors, nested places and interpreted links."""
    return build(of_plan(kgraph.load(), "plan-hv-2025"))


@pytest.fixture(scope="module")
def whole_page(build: Build) -> Path:
    return build(several())


def groups_held(graph: KnowledgeGraph) -> Held:
    return held(analysis.groups(graph), analysis.group_areas(graph, narrower=False))


def counted(page: Page, view: str, suffix: str) -> int:
    """Follow every number of a view; how many there were."""
    goto(page, f"#{view}{suffix}")
    links = page.evaluate(NUMBERS, view)
    found = page.evaluate(COUNTED, [f"{href}{suffix}" for href, _ in links])
    wrong = [(href, number, count) for (href, number), count in zip(links, found, strict=True) if number != count]
    assert wrong == []
    return len(links)


@pytest.mark.parametrize("suffix", ["", ";tolkade=0"])
@pytest.mark.parametrize("name", ["plan_page", "hv"])
def test_every_number_opens_the_list_that_it_counts(name: str, suffix: str, visit: Open, request: pytest.FixtureRequest) -> None:  # fmt: skip
    page = visit(request.getfixturevalue(name))
    told = {view: counted(page, view, suffix) for view in VIEWS}
    assert told["aktorer"] > 70
    assert told["malgrupper"] > 40
    assert told["plats"] > 5
    assert told["uppfoljning"] > 2


def test_every_number_of_every_part_opens_its_list(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    told = [
        counted(page, view, f"{';plan=' + key if key else ''}{layer}")
        for key in ("", *shares(several()))
        for layer in ("", ";tolkade=0")
        for view in ("aktorer", "malgrupper", "plats")
    ]
    assert sum(told) > 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(hv: Path, visit: Open, scheme: str) -> None:
    page = visit(hv, color_scheme=scheme)
    for view in VIEWS:
        goto(page, f"#{view}")
        assert_clean(page, RULES if scheme == "light" else ("cat.color",))


@pytest.mark.parametrize("options", [{"lang": "en"}, {"level": "open"}])
def test_axe_finds_nothing_in_english_or_on_an_open_page(plan: KnowledgeGraph, build: Build, visit: Open, options: Any) -> None:  # fmt: skip
    page = visit(build(plan, **options))
    for view in VIEWS:
        goto(page, f"#{view}")
        assert_clean(page)


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_width_scrolls_sideways_and_targets_are_large(plan_page: Path, visit: Open, width: int) -> None:
    page = visit(plan_page, width=width)
    for view in VIEWS:
        goto(page, f"#{view}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
        wide = page.evaluate("[...document.querySelectorAll('.table-wrap')].filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).length")  # fmt: skip
        assert wide == 0 or width == 768, view
        assert page.evaluate(SMALL) == [], view


def test_the_switch_changes_bars_squares_and_numbers(hv: Path, visit: Open) -> None:
    page = visit(hv, "#malgrupper")
    squares = "() => [...document.querySelectorAll('#malgrupper svg [data-ask]')].filter((one) => one.getBoundingClientRect().width).length"
    graph = of_plan(kgraph.load(), "plan-hv-2025")
    table = analysis.group_areas(graph, narrower=False)
    every = page.evaluate(squares)
    page.uncheck("#tolkade")
    until(page, f"({squares})() < {every}")
    drawn = {*groups_held(graph).areas[:MOST_AREAS], *groups_held(graph).groups[:MOST_GROUPS]}
    assert page.evaluate(squares) == sum(
        bool(row["measures_stated"]) and {row["group"], row["area"]} <= drawn for row in table.rows
    )


def test_a_square_opens_the_overlap_of_its_two_things(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#malgrupper")
    square = page.locator("#malgrupper svg [data-ask]").first
    names, number = square.locator("title").text_content(), square.locator("text").first.text_content()
    square.dispatch_event("click")
    page.wait_for_selector("#overlapp:not([hidden])")
    heading = page.text_content("#overlapp-rubrik") or ""
    assert all(name in heading for name in (names or "").split(" – "))
    assert page.locator("#svar-lista .hits:not(.hits-near) > li").count() == int(number or "")
    page.go_back()
    page.wait_for_selector("#malgrupper:not([hidden])")


def test_a_bar_and_a_row_open_their_actor(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#aktorer")
    page.locator("#aktorer svg [data-thing='actor-mimer']").first.dispatch_event("click")
    page.wait_for_selector("#detalj:not([hidden])")
    assert page.evaluate("location.hash").endswith("visa=actor-mimer")
    page.keyboard.press("Escape")
    page.wait_for_selector("#detalj", state="hidden")
    page.click("#aktorer-actors a[href='#sak-actor-polisen']")
    page.wait_for_selector("#detalj:not([hidden])")


def test_the_list_of_a_role_says_whose_it_is(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder;urval=roll.responsible_unknown.actor-polisen")
    assert page.text_content("#atgarder-antal") == "18 åtgärder · Polisen: Därav okänd roll"


@pytest.mark.parametrize(
    "address", ["#atgarder;urval=roll.x.y", "#atgarder;urval=roll.", "#uppfoljning;urval=finns-inte"]
)
def test_an_address_that_means_nothing_breaks_nothing(plan_page: Path, visit: Open, address: str) -> None:
    page = visit(plan_page, address)
    assert page.locator(f"{address.split(';', maxsplit=1)[0]}:not([hidden])").count() == 1


def test_the_filter_of_follow_up_lives_in_the_address(plan_page: Path, plan: KnowledgeGraph, visit: Open) -> None:
    page = visit(plan_page, "#uppfoljning")
    late = next(count for count in analysis.status(plan, on=DAY).counts if count.key == "overdue").stated
    rows = "() => [...document.querySelectorAll('#uppfoljning tbody tr')].filter((row) => row.checkVisibility()).length"
    everything = page.evaluate(rows)
    page.select_option("#uppfoljning select[data-standing]", "overdue")
    until(page, f"({rows})() === {late}")
    assert "urval=overdue" in page.evaluate("location.hash")
    assert everything > late
    page.go_back()
    until(page, f"({rows})() === {everything}")


def test_what_is_done_at_a_place_follows_switch_and_area_and_opens(hv: Path, visit: Open) -> None:
    """The picture and the names in the table beside it are of the same measures."""
    drawn = """() => [...new Set([...document.querySelectorAll("#plats svg [data-thing]:not(.faded)")].filter((one) => one.getBoundingClientRect().width)
      .map((one) => one.dataset.thing))].sort()"""
    named = """() => [...new Set([...document.querySelectorAll("#plats tbody a[href^='#sak-']")].filter((one) => one.checkVisibility())
      .map((one) => one.hash.slice(5)))].sort()"""
    page = visit(hv, "#plats")
    counts = []
    for address in ("#plats", "#plats;tolkade=0", "#plats;omrade=area-hv-unga-riskzon"):
        goto(page, address)
        until(page, f"JSON.stringify(({drawn})()) === JSON.stringify(({named})())")
        counts.append(len(page.evaluate(named)))
    assert counts[0] > counts[1] > counts[2] > 0
    goto(page, "#plats")
    page.locator("#plats svg [data-thing^='place-']").first.dispatch_event("click")
    until(page, "location.hash.includes('visa=')")
    page.wait_for_selector("#detalj:not([hidden])")


def test_sorting_keeps_the_numbers_with_their_rows(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#aktorer")
    page.click("#aktorer-actors thead button >> nth=3")
    first = page.locator("#aktorer-actors tbody tr").first
    assert first.locator("th").text_content() == "Stadsledningskontoret"
    assert first.locator("td a").nth(1).get_attribute("href") == "#atgarder;urval=roll.responsible_one.actor-sk"


@pytest.mark.parametrize("view", ["aktorer", "malgrupper", "plats", "uppfoljning"])
def test_the_pictures_can_be_taken_along(plan_page: Path, visit: Open, view: str) -> None:
    page = visit(plan_page, f"#{view}")
    buttons = page.locator(f"#{view} [data-save-svg]")
    for place in range(buttons.count()):
        with page.expect_download() as waiting:
            buttons.nth(place).click()
        root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))
        assert root.find("{http://www.w3.org/2000/svg}title") is not None
        assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) > 3


@pytest.mark.parametrize("view", VIEWS)
def test_the_views_print_without_their_buttons(plan_page: Path, visit: Open, view: str) -> None:
    page = visit(plan_page, f"#{view}")
    told = words(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True))))
    assert "Ladda ner bilden" not in told
    assert {"aktorer": "Stadsledningskontoret", "malgrupper": "Barn och unga", "plats": "Krogar och hotell", "uppfoljning": "2026-06-01"}[view] in told  # fmt: skip


def test_everything_is_there_without_script(hv: Path, visit: Open) -> None:
    page = visit(hv, java_script_enabled=False)
    for view in VIEWS:
        assert page.locator(f"#{view} table").first.is_visible()
    assert page.locator("#plats tbody th").count() >= 18
    assert "Se över gångvägen" in page.inner_text("#plats table")


def test_an_actor_is_told_with_what_rests_on_its_measures_alone(
    plan: KnowledgeGraph, plan_page: Path, whole_page: Path, visit: Open
) -> None:
    for graph, file in ((plan, plan_page), (several(), whole_page)):
        page = visit(file)
        for actor in sorted(one.id for one in graph.of_kind("Actor"))[::4]:
            goto(page, f"#aktorer;visa={actor}")
            counts = {one.key: one for one in carried(graph, [actor]).counts}
            values = {
                f"{key}_{way}": getattr(counts[key], "stated" if way == "stated" else "with_interpreted")
                for key in ("measures", "causes")
                for way in ("stated", "all")
            }
            told = page.locator("#detalj-bar")
            said = [told.text_content()] if told.count() else []
            assert said == ([text("page_script.carried", **values).sv] if values["measures_all"] else []), actor


def test_a_part_stands_under_its_measure_in_the_details_of_an_actor(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    page = visit(plan_page, "#aktorer;visa=actor-polisen")
    hrefs = page.evaluate(
        "[...document.querySelectorAll('#detalj .neighbours li:not(.part) > a')].map((one) => one.hash.slice(5))"
    )
    parts = page.locator("#detalj .neighbours li.part")
    sub = [one for one in plan.outgoing("actor-polisen") if plan[one.target].kind == "SubActivity"]
    assert parts.count() == len(sub) == 1
    measures = {one for one in hrefs if plan[one].kind == "Measure"}
    assert measures == set(plan.index.touching("actor-polisen", interpreted=True))
    whole = next(one.target for one in plan.outgoing(sub[0].target) if one.relation == "partOf")
    assert plan[whole].brief.sv in parts.inner_text()
    assert "en del av" in parts.inner_text()
    above = parts.locator("xpath=preceding-sibling::li[1]/a").get_attribute("href")
    assert above == f"#sak-{whole}"


def test_the_days_of_a_row_stand_in_order_and_what_comes_next_comes_first(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#uppfoljning")
    cells = page.locator("#uppfoljning [data-part]:not([hidden]) tbody tr td:nth-child(2)").all_inner_texts()
    days = [re.findall(r"\d{4}-\d{2}-\d{2}", cell) for cell in cells]
    assert all(one == sorted(one) for one in days)
    ahead = [next(day for day in one if day >= DAY.isoformat()) for one in days if one and one[-1] >= DAY.isoformat()]
    assert ahead == sorted(ahead)
    assert len(ahead) > 3
    assert all(one[-1] >= DAY.isoformat() for one in days[: len(ahead)])
    row = page.locator("#uppfoljning tbody tr").filter(has_text="Införa ren hårdträning").locator("td").first
    assert row.inner_text() == "2026-01-01 börjar, 2026-12-31 slutar"


HELD = """() => [...document.querySelectorAll("#aktorer .pic [data-holds]")].filter((one) => one.getBoundingClientRect().width)
  .map((one) => [one.dataset.holds, Number(one.querySelector("text").textContent.match(/\\d+/)[0])])"""


@pytest.mark.parametrize("suffix", ["", ";tolkade=0"])
def test_an_actor_of_a_measure_that_is_part_of_another_is_none_of_the_whole(
    suffix: str, build: Build, visit: Open
) -> None:
    """Of both actors the table says one measure, which it alone answers for; the lists hold as many."""
    assert counted(visit(build(nested())), "aktorer", suffix) >= 6


def test_each_part_of_a_bar_opens_so_many_measures_where_readings_move_a_role(build: Build, visit: Open) -> None:
    page = visit(build(moved()), "#aktorer")
    parts = page.evaluate(HELD)
    assert len(parts) == 4
    for place, (holds, count) in enumerate(parts):
        page.locator("#aktorer .pic [data-holds]:visible").nth(place).click()
        until(page, "document.querySelector('#atgarder').checkVisibility()")
        assert page.evaluate("[...document.querySelectorAll('#atgarder tbody tr')].filter((row) => row.checkVisibility()).length") == count, holds  # fmt: skip
        page.evaluate("location.hash = '#aktorer'")
        until(page, "document.querySelector('#aktorer').checkVisibility()")


def test_a_gap_in_cooperation_opens_what_its_numbers_count(hv: Path, visit: Open) -> None:
    page = visit(hv, "#aktorer")
    links = page.evaluate("""() => [...document.querySelectorAll("[id^='aktorer-cooperation_gaps'] td a, section:has(> .table-wrap > [id^='aktorer-cooperation_gaps']) .tallies a")]
      .filter((one) => one.checkVisibility() && /^[1-9]/.test(one.textContent)).map((one) => [one.getAttribute("href"), Number(one.textContent.match(/\\d+/)[0])])""")  # fmt: skip
    assert {"#lista;urval=brister", "#lista;urval=brister.alla"} <= {href for href, _ in links}
    assert any(href.startswith("#overlapp;alla=") for href, _ in links)
    assert page.evaluate(COUNTED, [href for href, _ in links]) == [count for _, count in links]


def test_the_numbers_of_checks_and_readings_open_their_lists(plan_page: Path, visit: Open) -> None:
    """A number beside a heading opens the rows that it counts where these stand in another list or among others."""
    page = visit(plan_page, "#tolkningar")
    group = page.locator("#tolkningar .readings-of:visible a.count").first
    count = int(group.inner_text())
    group.click()
    until(page, "location.hash.includes('omrade=')")
    until(page, f"document.querySelector('#tolkningar-antal').textContent === '{count}'")
    assert page.locator("#tolkningar tbody tr:visible").count() == count > 0
    page.evaluate("location.hash = '#kontroller'")
    until(page, "document.querySelector('#kontroller').checkVisibility()")
    pills = page.evaluate("[...document.querySelectorAll('#kontroller a.count')].filter((one) => one.checkVisibility()).map((one) => [one.getAttribute('href'), Number(one.textContent)])")  # fmt: skip
    assert len(pills) > 1
    for href, number in pills:
        page.evaluate("href => { location.hash = href; }", href)
        until(page, "href => document.querySelector(href.split(';')[0]).checkVisibility()", href)
        assert page.locator(href.split(";")[0]).locator("tbody tr:visible").count() == number, href
