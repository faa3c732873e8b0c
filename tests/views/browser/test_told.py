"""What the page tells where it once was silent: a star too large to read, a selection that does not apply, both counts in tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import plans_with_measures
from kgraph.parts.selection import only_stated
from kgraph.views.pictures.star import star
from kgraph.wording import text
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return kgraph.load()


@pytest.fixture(scope="module")
def whole_page(whole: KnowledgeGraph, build: Build) -> Path:
    return build(whole)


def test_a_star_too_large_says_what_the_command_says_and_leads_to_the_plans(
    whole: KnowledgeGraph, whole_page: Path, visit: Open
) -> None:
    with pytest.raises(UsageError) as refused:
        star(whole)
    page = visit(whole_page, "#stjarnan")
    shown = page.locator("#stjarnan [data-part='']")
    assert shown.locator(".empty").first.inner_text() == refused.value.sv
    shown.get_by_role("link", name=whole["plan-vasteras-2025"].brief.sv).first.click()
    until(page, "location.hash.includes('plan=plan-vasteras-2025')")
    assert page.locator("#stjarnan .pic").filter(visible=True).count() == 1


def test_a_selection_that_the_comparison_does_not_follow_is_said_not_to_apply(whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#jamfor;plan=plan-hv-2025")
    name = page.locator("#planval").evaluate("one => one.selectedOptions[0].textContent")
    assert (page.text_content("#planval-rad") or "").startswith(text("page_script.not_part", name=name).sv)


def test_a_comparison_counts_both_ways(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    plans = [plan.id for plan in plans_with_measures(whole)]
    told = visit(whole_page, f"#jamfor;planer={plans[-1]}%2C{plans[0]}").text_content("#jamfor-antal") or ""
    places = ((True, True), (True, False), (False, True))
    tables = [kgraph.compare(graph, plans[-1], plans[0]) for graph in (only_stated(whole), whole)]
    counts = [
        [sum((row["first"], row["second"]) == place for row in table.rows) for table in tables] for place in places
    ]
    numbers = [str(every) if stated == every else f"{stated} · {every}" for stated, every in counts]
    assert any("·" in number for number in numbers)
    assert told.startswith(f"{numbers[0]} i båda, {numbers[1]} bara i ")
    assert f", {numbers[2]} bara i " in told


def test_cells_of_tables_count_both_ways(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#aktorer")
    both = "one => getComputedStyle(one, '::before').content.trim() + one.textContent"
    cells = page.locator("#aktorer .answer td [data-stated]").filter(visible=True)
    number = cells.first.evaluate("one => [one.dataset.stated, one.dataset.all]")
    assert number[0] != number[1]
    assert cells.first.evaluate(both) == f'"{number[0]}\xa0·\xa0"{number[1]}'
    assert text("page.two_numbers").sv in page.inner_text("#aktorer")
    page.uncheck("#tolkade")
    until(page, "document.documentElement.dataset.layer === 'stated'")
    assert cells.first.evaluate(both) == f"none{number[0]}"


def test_measures_at_home_in_an_area_open_the_list_that_they_count(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    links = page.locator("#laget .coverage a[href^='#atgarder;omrade=']")
    numbers = links.all_text_contents()
    assert len(numbers) > 5
    for place, number in enumerate(numbers):
        links.nth(place).click()
        until(page, "location.hash.startsWith('#atgarder;omrade=')")
        assert page.locator("#atgarder tbody tr").filter(visible=True).count() == int(number)
        page.go_back()
        until(page, "document.querySelector('#laget').checkVisibility()")


def test_cards_without_interpreted_links_are_those_of_the_open_page(
    whole: KnowledgeGraph, whole_page: Path, build: Build, visit: Open
) -> None:
    numbers = [
        visit(one, "#laget;tolkade=0").locator("#laget .card-list b").filter(visible=True).all_text_contents()
        for one in (whole_page, build(whole, level="open"))
    ]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 4
