"""The picture of the answer: drawn, complete, and the same as canvas, as SVG and as a table."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.paths.chains import touches
from tests.views.conftest import Open, until

pytestmark = pytest.mark.browser

ASKED = ("area-narkotika", "area-nyrekrytering")
QUESTION = f"#overlapp;alla={','.join(ASKED)}"
CANVAS = "() => kgraph.picture()"


def expected(graph: KnowledgeGraph, *, interpreted: bool) -> tuple[set[str], set[tuple[str, str]]]:
    """The things and lines that the picture should have, worked out from the graph alone."""
    table = kgraph.overlap(graph, *ASKED)
    measures = {str(row["id"]) for row in table.rows if interpreted or row["basis"] == "stated"}
    things, lines = set(ASKED), set()
    paths = {
        measure: {
            thing: path for thing, path in touches(graph, measure).items() if interpreted or path.basis == "stated"
        }
        for measure in measures
    }
    for measure in measures:
        things |= {link.target for link in graph.outgoing(measure, ways.HOME) if link.counts}
        parts = [measure, *(link.source for link in graph.incoming(measure, "partOf"))]
        links = [link for part in parts for link in graph.outgoing(part, *ways.CAUSE_LINKS)]
        things |= {link.target for link in links if link.target in paths[measure]}
    for measure, known in paths.items():
        lines |= {(measure, thing) for thing in known if thing in things}
    return measures | things, lines


@pytest.mark.parametrize("interpreted", [True, False])
def test_canvas_svg_and_table_hold_what_the_data_holds(
    plan: KnowledgeGraph, plan_page: Path, visit: Open, *, interpreted: bool
) -> None:
    things, lines = expected(plan, interpreted=interpreted)
    page = visit(plan_page, QUESTION + ("" if interpreted else ";tolkade=0"))
    canvas = page.evaluate(CANVAS)
    assert set(canvas["nodes"]) == things
    assert {tuple(line) for line in canvas["edges"]} == lines
    svg = page.evaluate(
        "[...document.querySelectorAll('#bild-svg-plats [data-thing]')].map((one) => one.dataset.thing)"
    )
    assert set(svg) == things
    assert page.locator("#bild-svg-plats [data-line]").count() == len(lines)
    rows = page.evaluate(
        "[...document.querySelectorAll('#bild-tabell tbody tr')].map((row) => [row.dataset.from, row.dataset.to])"
    )
    assert {tuple(row) for row in rows} == lines


def test_the_canvas_is_not_blank_and_the_same_each_time(plan_page: Path, visit: Open) -> None:
    pictures = []
    for _ in range(2):
        page = visit(plan_page, QUESTION)
        page.wait_for_timeout(300)
        pictures.append(page.locator("#bild-natverk").screenshot())
    colours = Image.open(io.BytesIO(pictures[0])).convert("RGB").getcolors(1 << 24)
    assert colours is not None
    assert len(colours) > 20
    assert pictures[0] == pictures[1]


def test_things_stand_in_their_columns(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    places = page.evaluate(CANVAS)["places"]
    columns = {
        name: {places[one]["x"] for one in places if plan[one].kind in kinds}
        for name, kinds in {"cause": ("Cause",), "measure": ("Measure",), "area": AREA_KINDS}.items()
    }
    assert all(len(spots) == 1 for spots in columns.values())
    assert max(columns["cause"]) < min(columns["measure"]) < min(columns["area"])
    assert len({(spot["x"], spot["y"]) for spot in places.values()}) == len(places)


def test_an_interpreted_line_is_dashed_and_says_so(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    table = page.evaluate(
        "[...document.querySelectorAll('#bild-tabell tbody tr')].map((row) => row.cells[3].textContent)"
    )
    assert (
        page.locator("#bild-svg-plats [data-line='interpreted'] [stroke-dasharray]").count()
        == table.count("tolkad")
        > 0
    )
    assert page.evaluate(CANVAS)["dashed"] == table.count("tolkad")
    page.select_option("#bild-fokus", label="Utreda mer MVP i skolorna")
    assert "tolkad" in page.evaluate(
        "[...document.querySelectorAll('#bild-svg-plats text')].map((one) => one.textContent)"
    )


def test_highlighting_fades_and_hides_nothing(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    before = page.evaluate(CANVAS)["nodes"]
    page.select_option("#bild-fokus", label="Narkotika")
    near = page.locator("#bild-svg-plats g[opacity='1']").count()
    page.select_option("#bild-steg", "2")
    further = page.locator("#bild-svg-plats g[opacity='1']").count()
    assert 1 < near < further <= len(before)
    assert page.evaluate(CANVAS)["nodes"] == before
    assert page.evaluate(CANVAS)["faded"] == len(before) - further


def test_a_click_opens_the_details(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    spot = page.evaluate("kgraph.picture().then((shown) => shown.places['area-narkotika'])")
    at = page.evaluate("spot => kgraph.onScreen(spot)", spot)
    page.locator("#bild-natverk").scroll_into_view_if_needed()
    page.locator("#bild-natverk canvas").click(position=at)
    page.wait_for_selector("#detalj:not([hidden])")
    assert "Narkotika" in (page.text_content("#detalj-namn") or "")


def test_the_svg_can_be_taken_along(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    with page.expect_download() as waiting:
        page.click("#bild-svg")
    root = ET.fromstring(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    inside = "{http://www.w3.org/2000/svg}"
    titles = [title.text for title in root.iter(f"{inside}title")]
    things, _ = expected(plan, interpreted=True)
    assert titles[0] == "Åtgärder som berör Narkotika och Nyrekrytering"
    assert set(titles[1:]) == {plan[thing].label.sv for thing in things}
    assert [one.tag for one in root][:2] == [f"{inside}title", f"{inside}desc"]
    words = " ".join(one.text or "" for one in root.iter(f"{inside}text"))
    for told in (titles[0], "streckad: tolkad", "Västerås kommun", "Byggd ur: Åtgärdsplan Västerås 2025–2026"):
        assert told in words
    assert "style" not in root.attrib


def test_no_line_to_an_actor_passes_behind_an_area(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp;alla=area-narkotika,actor-polisen")
    places = page.evaluate(CANVAS)["places"]
    areas = [place for one, place in places.items() if plan[one].kind in AREA_KINDS]
    assert places["actor-polisen"]["x"] <= min(place["x"] for place in areas)
    assert places["actor-polisen"]["y"] > max(place["y"] for place in areas)
    headings = page.evaluate(
        "[...document.querySelectorAll('#bild-svg-plats svg > text')].map((one) => one.textContent)"
    )
    assert headings == ["Orsaker", "Åtgärder", "Områden", "Aktörer m.m."]


def test_without_causes_the_picture_says_why(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION + ";tolkade=0")
    assert "Slå på" in (page.text_content("#bild-not") or "")


def test_the_program_of_the_network_is_unpacked_when_it_is_first_needed(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    assert page.evaluate("typeof vis") == "undefined"
    page.evaluate("address => { location.hash = address; }", QUESTION)
    until(page, "typeof vis === 'object'")
    assert page.evaluate("kgraph.picture().then((shown) => shown.nodes.length)") > 3
    assert page.locator("#bild-natverk[aria-busy]").count() == 0
    assert page.inner_text("#bild-laddar") == ""


def test_a_browser_that_cannot_unpack_it_is_told_of_the_other_forms(plan_page: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(plan_page.as_uri() + QUESTION)
    until(page, "document.querySelector('#bild-laddar').textContent.includes('stillbild')")
    page.check("#bild input[value=svg]", force=True)
    assert page.locator("#bild-svg-plats svg").is_visible()
    assert page.inner_text("#bild-laddar") == ""
    context.close()
