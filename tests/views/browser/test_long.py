"""A page of hundreds of measures: what is not in sight is not laid out, and nothing is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Plan, Source, Text
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

MANY = 260
SHOWN = "[...document.querySelectorAll('#atgarder tbody tr')].filter((row) => row.checkVisibility()).length"


@pytest.fixture(scope="module")
def long_page(build: Build) -> Path:
    """Hundreds of measures at home in one area, every other on time."""
    names = [f"m-{number}" for number in range(MANY)]
    nodes = [
        Source(id="s", label=Text(sv="Källa")),
        Plan(id="plan-lang", label=Text(sv="Lång plan")),
        CrimeArea(id="area-a", label=Text(sv="Alfa")),
        CrimeArea(id="area-b", label=Text(sv="Beta")),
        Cause(id="cause-c", label=Text(sv="Gamma")),
        *(Measure(id=one, label=Text(sv=f"Åtgärd {one}"), time="2026" if place % 2 else None) for place, one in enumerate(names)),
    ]  # fmt: skip
    ends = [("cause-c", "contributesTo", "area-a"), ("m-0", "addresses", "cause-c"), ("m-0", "homeArea", "area-b")]
    ends += [
        (one, relation, target)
        for one in names
        for relation, target in (("partOf", "plan-lang"), ("homeArea", "area-a"))
    ]
    return build(KnowledgeGraph.of(nodes, [Link(source=source, relation=relation, target=target, document="s") for source, relation, target in ends]))  # fmt: skip


def test_a_long_list_shows_its_first_rows_and_all_on_demand(long_page: Path, visit: Open) -> None:
    page = visit(long_page, "#atgarder")
    assert page.evaluate(SHOWN) == 250
    assert page.inner_text("#atgarder-antal") == f"{MANY} åtgärder"
    with page.expect_download() as waiting:
        page.click("#atgarder-csv")
    assert Path(waiting.value.path()).read_text(encoding="utf-8-sig").count("\n") == MANY + 1
    page.select_option("#atgarder-urval", "time")
    until(page, SHOWN.replace(".length", f".length === {MANY // 2}"))
    assert page.locator("#atgarder .long-note").is_hidden()
    page.select_option("#atgarder-urval", "")
    page.click("#atgarder .long-note button")
    assert page.evaluate(SHOWN) == MANY
    assert page.locator("#atgarder .long-note").is_hidden()


def test_paper_and_files_hold_every_row(long_page: Path, visit: Open) -> None:
    page = visit(long_page, "#matris")
    with page.expect_download() as waiting:
        page.locator("[data-save-csv='matris-atgarder']").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8-sig").count("\n") == MANY + 1
    page = visit(long_page, "#atgarder")
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN) == MANY


def test_an_answer_too_large_for_a_picture_says_so(long_page: Path, visit: Open) -> None:
    page = visit(long_page, "#overlapp;alla=area-a")
    assert page.locator("#svar-lista .hits > li").count() == MANY
    assert "fler än 100 saker" in page.inner_text("#bild-for-stor")
    assert page.locator("#bild").is_hidden()
    page.evaluate("location.hash = '#overlapp;alla=area-b'")
    until(page, "document.querySelector('#bild').checkVisibility()")
    assert page.locator("#bild-for-stor").is_hidden()
    page.evaluate("location.hash = '#natverk;alla=area-a'")
    until(page, "document.querySelector('#nat-for-stor').checkVisibility()")


def test_only_the_first_view_is_laid_out_while_the_page_is_read(long_page: Path, visit: Open, tmp_path: Path) -> None:
    html = long_page.read_text(encoding="utf-8")
    half = tmp_path / "half.html"
    half.write_text(html[: html.rindex("<script>")], encoding="utf-8")
    seen = (
        "[...document.querySelectorAll('[data-view]')].filter((view) => view.checkVisibility()).map((view) => view.id)"
    )
    assert visit(half).evaluate(seen) == ["laget"]
    assert visit(half, "#atgarder").evaluate(seen) == ["atgarder"]
    assert len(visit(half, java_script_enabled=False).locator("[data-view]").filter(visible=True).all()) > 5
