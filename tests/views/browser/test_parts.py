"""A page of several plans: every hit says where it comes from, and the plan filter gives what the plan's own page gives."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Text
from kgraph.parts.scope import OUTSIDE, of_plan, origins, shares, standings
from tests.several import several
from tests.views.browser.test_access import ADDRESSES as OF_ONE_PLAN
from tests.views.browser.test_access import SMALL, assert_clean, goto
from tests.views.browser.test_parity import asked, expected
from tests.views.browser.test_safety import EVIL
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

NORTH = "plan-north-2025"
QUESTION = "#overlapp;alla=area-drugs,area-recruit"
ADDRESSES = (
    "#laget", f"#laget;plan={NORTH}", f"#laget;plan={OUTSIDE}", QUESTION, f"{QUESTION};plan={NORTH};visa=m-n-forslag", "#atgarder",
    f"#atgarder;plan={OUTSIDE}", "#motsagelser", f"#motsagelser;plan={NORTH}", "#kallor", "#tolkningar", "#om",
)  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return several()


@pytest.fixture(scope="module")
def whole_page(whole: KnowledgeGraph, build: Build) -> Path:
    return build(whole)


def test_every_question_to_the_whole_and_to_each_part(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    """Each part answers as the library does for that plan alone, over every pair of things and both ways of counting."""
    addresses, answers = [], []
    for key, graph in {"": whole, **shares(whole)}.items():
        apart = standings(graph) if key != OUTSIDE else standings(whole)
        things = [node.id for node in graph.of_kind(*AREA_KINDS, "Cause", "Actor")]
        for pair in itertools.combinations(things, 2):
            for layer in (True, False):
                addresses.append(
                    f"#overlapp;alla={','.join(pair)}{';plan=' + key if key else ''}{'' if layer else ';tolkade=0'}"
                )
                answer = expected(kgraph.overlap(graph, *pair), interpreted=layer)
                beside = sum(one in apart for one in answer["ids"])
                answer["tally"] += f" · varav {beside} utanför planerna eller förslag" if beside else ""
                answers.append(answer)
    assert asked(visit(whole_page), addresses) == answers
    assert len({str(one) for one in answers}) > 10


def test_the_whole_touches_more_than_a_plan_says_by_itself(
    whole: KnowledgeGraph, whole_page: Path, visit: Open
) -> None:
    page = visit(whole_page)
    assert len(kgraph.overlap(whole, "narkotika", "nyrekrytering")) > 1
    answers = asked(page, [QUESTION, f"{QUESTION};plan={NORTH}"])
    assert "m-n-narvaro" in answers[0]["ids"]
    assert answers[1]["ids"] == []
    assert "m-n-narvaro" in answers[1]["near"]


def test_every_hit_says_its_plan_and_its_standing(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#overlapp;alla=area-drugs")
    hits = page.evaluate(
        "[...document.querySelectorAll('#svar-lista li[data-id]')].map((hit) => [hit.dataset.id, hit.querySelector('.origin').textContent,"
        " [...hit.querySelectorAll('.tag-beside')].map((tag) => tag.textContent)])"
    )
    words = {"outside": "utanför planerna", "proposed": "förslag"}
    apart = standings(whole)
    assert len(hits) == len(kgraph.overlap(whole, "narkotika"))
    for measure, plan, tags in hits:
        assert plan == ", ".join(one.brief.sv for one in origins(whole)[measure])
        assert tags == [words[why] for why in apart.get(measure, ())]
    with page.expect_download() as waiting:
        page.click("#svar-csv")
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0][9:] == ["Plan", "Ställning"]
    assert {row[9] for row in rows[1:]} == {"Norrtunas plan", "Sörtunas plan", "Kartläggningen"}


def test_the_filter_holds_in_every_list(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#atgarder")
    shown = "() => [...document.querySelectorAll('#atgarder tbody tr')].filter((row) => !row.hidden).map((row) => row.id.slice(4)).sort()"
    for key, graph in shares(whole).items():
        page.select_option("#planval", key)
        until(page, "key => location.hash.includes('plan=' + key)", key)
        assert page.evaluate(shown) == sorted(one.id for one in graph.of_kind("Measure"))
        goto(page, f"#tolkningar;plan={key}")
        readings = sum(link.status == "interpreted" for link in graph.links)
        assert page.text_content("#tolkningar-antal") == str(readings)
        goto(page, f"#laget;plan={key}")
        count = next(one for one in kgraph.coverage(graph).counts if one.key == "causes")
        card = page.locator(f"#laget [data-part='{key}'] .card b").first
        assert card.text_content() == str((count.total or 0) - count.stated)
        assert page.locator("#laget [data-part]:not([hidden])").count() == 1
        goto(page, f"#atgarder;plan={key}")
    assert "Utanför planerna" in (page.text_content("#planval-rad") or "")
    page.click("#planval-rad button")
    until(page, "!location.hash.includes('plan=')")
    assert page.evaluate(shown) == sorted(one.id for one in whole.of_kind("Measure"))


def test_a_choice_of_measures_follows_the_plan(whole_page: Path, visit: Open) -> None:
    """The study names who is responsible for a measure of the north plan; the plan itself does not."""
    page = visit(whole_page, "#atgarder;urval=responsible")
    hidden = "() => document.querySelector('#sak-m-n-krogar').hidden"
    assert page.evaluate(hidden) is True
    goto(page, f"#atgarder;urval=responsible;plan={NORTH}")
    assert page.evaluate(hidden) is False
    number = page.locator(f"#laget [data-part='{NORTH}'] .card-list b").nth(1)
    assert number.text_content() == str(page.locator("#atgarder tbody tr").filter(visible=True).count())


def test_links_keep_the_plan_and_the_picture_follows_it(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, f"#laget;plan={NORTH}")
    page.locator(f"#laget [data-part='{NORTH}'] td a[href$='alla=area-drugs']").click()
    until(page, "location.hash.startsWith('#overlapp') && location.hash.includes('plan=')")
    assert set(page.evaluate("kgraph.picture().then((shown) => shown.nodes)")) == {
        "area-drugs", "cause-truancy", "m-n-krogar", "m-n-narvaro", "m-n-forslag"
    }  # fmt: skip
    assert (
        page.evaluate("kgraph.picture().then((shown) => shown.edges.length)")
        == page.locator("#bild-svg-plats [data-line]").count()
    )


def test_a_plan_that_is_not_there_is_the_whole(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#laget;plan=plan-north-old")
    assert page.input_value("#planval") == ""


def test_a_page_of_one_plan_has_no_filter(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    for one in ("#planval", "#planval-rad", ".origin", ".tag-beside"):
        assert page.locator(one).count() == 0


def test_contradictions_and_sources_are_told(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#motsagelser")
    conflicts = kgraph.conflicts(whole)
    assert page.locator("#motsagelser tbody tr").filter(visible=True).count() == len(conflicts) == 1
    assert "Södra planen" in (page.text_content("#motsagelser") or "")
    goto(page, f"#motsagelser;plan={NORTH}")
    against = kgraph.conflicts(whole, about=of_plan(whole, NORTH))  # what other documents deny is told of a plan too
    assert page.locator("#motsagelser tbody tr").filter(visible=True).count() == len(against)
    assert page.locator("#motsagelser .empty").filter(visible=True).count() == (not len(against))
    goto(page, "#kallor")
    rows = page.locator("#kallor tbody tr").filter(visible=True)
    assert rows.count() == 3
    assert "Förordet." in (rows.first.text_content() or "")


def test_axe_finds_nothing_in_the_whole(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    for address in ADDRESSES:
        goto(page, address)
        assert_clean(page)


def test_the_whole_fits_narrow_and_wide_windows(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for address in ADDRESSES:
            goto(page, address)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (width, address)
            assert page.evaluate(SMALL) == [], (width, address)


def test_hostile_names_of_plans_and_documents_stay_text(whole: KnowledgeGraph, build: Build, visit: Open) -> None:
    """Every name and long text of the whole is hostile: in the plan filter, the tags, the sources and the contradictions."""
    nodes = []
    for place, node in enumerate(whole):
        words = Text(sv=f"{place} {EVIL[place % len(EVIL)]}")
        more = {"taken": words, "left_out": words, "publisher": EVIL[1]} if node.kind == "Source" else {}
        nodes.append(node.model_copy(update={"label": words, "short": None, "locator": EVIL[2], **more}))
    page = visit(build(KnowledgeGraph.of(nodes, whole.links)))
    for key in ("", NORTH, OUTSIDE):
        for view in ("#laget", QUESTION, "#atgarder", "#tolkningar", "#motsagelser", "#kallor"):
            goto(page, f"{view};plan={key}")
    assert page.locator("img, iframe, object, [onclick], [onerror]").count() == 0
    assert page.locator("a:not([href^='#'])").count() == 0
    names = page.locator("#planval option").all_text_contents()
    assert {node.label.sv for node in nodes if node.id in shares(whole)} < set(names)
    everything = page.evaluate("document.body.textContent")
    assert all(node.label.sv in everything for node in nodes if node.kind in ("Source", "Plan", "Measure"))


def test_without_script_the_whole_is_there(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, java_script_enabled=False)
    assert page.locator("#laget [data-part]").filter(visible=True).count() == 1
    assert page.locator("#atgarder tbody tr").count() == len(whole.of_kind("Measure"))
    assert not page.locator("#planval").is_visible()


def test_the_addresses_of_one_plan_are_still_addresses(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    for address in OF_ONE_PLAN:
        goto(page, address)
        assert page.locator("[data-view]:not([hidden])").count() == 1


def test_the_label_by_the_list_of_plans_is_not_broken_on_a_telephone(whole_page: Path, visit: Open) -> None:
    label = visit(whole_page, width=320).locator(".plan-choice span").first
    lines = "one => one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight)"
    assert label.evaluate(lines) < 1.5
