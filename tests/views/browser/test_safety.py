"""Text from data stays text, wherever it is shown; nothing is asked for outside; nothing runs that is not the page's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Link, Measure, Municipality, Node, Plan, Source, Text
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

EVIL = (
    "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", 'a" href="javascript:alert(3)" onclick="alert(4)',
    "<a href='https://example.org'>href</a>", "{{ 7*7 }} {% raw %} ${1}", "rad\u2028bryt\u2029slut", "\u202eomvänd\u202c",
    "<!-- <b> & &amp; &lt;", "=HYPERLINK(1)",
)  # fmt: skip


def evil(place: int) -> Text:
    return Text(sv=f"{place} {EVIL[place % len(EVIL)]}", en=f"{place} {EVIL[(place + 1) % len(EVIL)]}")


@pytest.fixture(scope="module")
def hostile() -> KnowledgeGraph:
    """A graph in which every field that holds text holds something that would like to be more than text."""
    common: dict[str, Any] = {"document": "s", "locator": "".join(EVIL), "aliases": EVIL, "unknown": EVIL}

    def fields(place: int) -> dict[str, Any]:
        return {
            "label": evil(place), "description": evil(place + 1), "note": evil(place + 2), "abbreviation": EVIL[place % 9], **common,
        }  # fmt: skip

    nodes: list[Node] = [
        Source(id="s", label=evil(0), publisher=EVIL[0], issued=EVIL[1], url="javascript:alert(5)"),
        Municipality(id="town", **fields(1)),
        Plan(id="plan-x", starts=EVIL[2], ends=EVIL[3], decided=EVIL[4], diary_number=EVIL[5], **fields(2)),
        *(CrimeArea(id=f"area-{place}", **fields(place)) for place in range(3)),
        *(Cause(id=f"cause-{place}", **fields(place)) for place in range(3)),
        *(Measure(id=f"m-{place}", time=EVIL[place], follow_up=evil(place), **fields(place)) for place in range(9)),
        Actor(id="actor", **fields(3)),
    ]
    ends = [
        ("plan-x", "isPlanOf", "town"),
        *((f"m-{place}", "partOf", "plan-x") for place in range(9)),
        *((f"m-{place}", "homeArea", f"area-{place % 3}") for place in range(9)),
        *((f"m-{place}", "addresses", f"cause-{place % 3}") for place in range(9)),
        *((f"cause-{place}", "contributesTo", f"area-{other}") for place in range(3) for other in range(3)),
        *(("actor", "isResponsibleFor", f"m-{place}") for place in range(9)),
    ]
    links = [
        Link(
            source=source, relation=relation, target=target, document="s", locator=EVIL[place % 9], rationale=evil(place), note=evil(place),
            status="interpreted" if place % 2 else "stated",
        )
        for place, (source, relation, target) in enumerate(ends)
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, links)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_hostile_text_stays_text(hostile: KnowledgeGraph, build: Build, visit: Open, lang: str) -> None:
    page = visit(build(hostile, lang=lang), "#overlapp;alla=area-0,area-1;visa=m-0")
    for form in ("svg", "tabell", "natverk"):
        page.check(f"input[value={form}]", force=True)
    page.select_option("#bild-fokus", index=2)
    for address in ("#laget", "#atgarder", "#tolkningar", "#om", *(f"#laget;visa={node.id}" for node in hostile)):
        page.evaluate("address => { location.hash = address; }", address)
    for words in EVIL:
        page.fill("#sok", words)
    assert page.locator("img, iframe, object, embed, base, form[action], [onclick], [onerror]").count() == 0
    page.evaluate("kgraph.picture()")  # the program of the network is there
    assert page.locator("script:not([type^='application/'])").count() == 3
    assert page.locator("a:not([href^='#'])").count() == 0
    everything = page.evaluate("document.body.textContent")
    assert all(words in everything for words in EVIL)


def test_details_and_lists_show_the_words_as_they_are(hostile: KnowledgeGraph, build: Build, visit: Open) -> None:
    page = visit(build(hostile))
    for place in range(9):
        page.evaluate("address => { location.hash = address; }", f"#overlapp;alla=area-{place % 3};visa=m-{place}")
        label = hostile[f"m-{place}"].label.sv
        until(page, "label => document.querySelector('#detalj-namn')?.textContent === label", label)
        assert EVIL[place % 9] in page.evaluate("document.querySelector('#detalj').textContent")
        assert label in page.evaluate(
            "[...document.querySelectorAll('#bild-svg-plats title')].map((title) => title.textContent)"
        )
        assert label in page.evaluate(
            "[...document.querySelectorAll('#svar-lista h4')].map((title) => title.textContent)"
        )


def test_a_tooltip_of_the_network_is_text(hostile: KnowledgeGraph, build: Build, visit: Open) -> None:
    page = visit(build(hostile), "#overlapp;alla=area-0", height=1400)
    canvas = page.locator("#bild-natverk canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    told = set()
    for step in range(8):
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 60 + step * 50)
        page.wait_for_timeout(250)
        told.add(page.evaluate("document.querySelector('.vis-tooltip')?.innerHTML || ''"))
    assert any("&lt;" in one for one in told)
    assert not any("<img" in one or "<script" in one or "<a" in one for one in told)


def test_a_cell_of_the_csv_is_no_formula(hostile: KnowledgeGraph, build: Build, visit: Open) -> None:
    nodes = [node.model_copy(update={"label": Text(sv="=1+1")}) if node.id == "m-0" else node for node in hostile]
    page = visit(build(KnowledgeGraph.of(nodes, hostile.links)), "#overlapp;alla=area-0")
    with page.expect_download() as waiting:
        page.click("#svar-csv")
    content = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert '"\'=1+1"' in content
    assert '"=1+1"' not in content


def test_an_injected_script_or_style_does_not_run(plan_page: Path, browser: Browser, tmp_path: Path) -> None:
    evil = "<script>window.ran = 1</script><style>body { display: none }</style><p id='here' onclick='window.ran = 1' style='color: red'>x</p>"
    file = tmp_path / "changed.html"
    file.write_text(
        plan_page.read_text(encoding="utf-8").replace('<footer class="foot">', evil + '<footer class="foot">'),
        encoding="utf-8",
    )
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(file.as_uri())
    page.locator("#here").click()
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).display") != "none"
    assert page.evaluate("getComputedStyle(document.querySelector('#here')).color") != "rgb(255, 0, 0)"
    assert len(refused) == 4
    assert all("Content Security Policy" in line for line in refused)
    context.close()
