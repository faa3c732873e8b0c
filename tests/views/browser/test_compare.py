"""Two plans side by side: for every pair and both ways of counting the page says what the library says."""

from __future__ import annotations

import csv
import io
import itertools
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import integer
from kgraph.parts.scope import plans_with_measures
from kgraph.parts.selection import only_stated
from tests.views.browser.test_access import SMALL, assert_clean, goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

SHOWN = """() => [...document.querySelectorAll(".compare tbody tr")].flatMap((row) => [...row.cells].slice(1).flatMap((cell, place) =>
  [...cell.querySelectorAll("li")].map((item) => [item.dataset.id, place, item.dataset.basis])))"""


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return kgraph.load()


@pytest.fixture(scope="module")
def whole_page(whole: KnowledgeGraph, build: Build) -> Path:
    return build(whole)


def expected(graph: KnowledgeGraph, first: str, second: str) -> list[list[Any]]:
    """The library's rows, those of a kind column by column."""
    rows = kgraph.compare(graph, first, second).rows
    told = [
        [row["id"], 1 if row["first"] and row["second"] else 0 if row["first"] else 2, row["basis"], row["kind"]]
        for row in rows
    ]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    return [one[:3] for one in sorted(told, key=lambda one: (kinds.index(one[3]), one[1]))]


def asked(page: Page, address: str) -> list[list[Any]]:
    goto(page, address)
    rows: list[list[Any]] = page.evaluate(SHOWN)
    return rows


def test_every_pair_says_what_the_library_says(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page)
    plans = [plan.id for plan in plans_with_measures(whole)]
    assert len(plans) > 2
    stated = only_stated(whole)
    for first, second in itertools.permutations(plans, 2):
        address = f"#jamfor;planer={first}%2C{second}"
        assert asked(page, address) == expected(whole, first, second)
        assert asked(page, f"{address};tolkade=0") == expected(stated, first, second)


def test_the_table_of_pairs_counts_as_the_library(whole: KnowledgeGraph) -> None:
    rows = kgraph.analysis.comparisons(whole).rows
    plans = plans_with_measures(whole)
    assert len(rows) == len(plans) * (len(plans) - 1) // 2
    for row in rows:
        compared = kgraph.compare(whole, str(row["first"]), str(row["second"]))
        keys = ("both", "both_stated", "only_first", "only_second")
        assert [row[key] for key in keys] == [sum(integer(kind, key) for kind in compared.also[0].rows) for key in keys]
        assert len(compared) == sum(integer(row, key) for key in ("both", "only_first", "only_second"))


def test_plans_are_chosen_swapped_and_kept_in_the_address(whole: KnowledgeGraph, whole_page: Path, visit: Open) -> None:
    page = visit(whole_page, "#jamfor")
    page.select_option("#jamfor-en", "plan-hv-2025")
    page.select_option("#jamfor-annan", "plan-vasteras-2025")
    until(page, "location.hash.includes('planer=plan-hv-2025%2Cplan-vasteras-2025')")
    kinds = kgraph.compare(whole, "plan-hv-2025", "plan-vasteras-2025").also[0].rows
    stated, both = (sum(integer(row, key) for row in kinds) for key in ("both_stated", "both"))
    tally = page.locator("#jamfor-antal").inner_text()
    assert tally.startswith(f"{stated} · {both} i båda")
    page.click("#jamfor-byt")
    until(page, "document.querySelector('#jamfor-en').value === 'plan-vasteras-2025'")
    page.go_back()
    until(page, "document.querySelector('#jamfor-en').value === 'plan-hv-2025'")
    page.select_option("#jamfor-annan", "plan-hv-2025")
    until(page, "document.querySelector('#jamfor-en').value === 'plan-vasteras-2025'")
    page.locator("#jamfor-par a").first.click()
    until(page, "location.hash.includes('planer=plan-hv-2025%2Cplan-s2-samverkan')")
    with page.expect_download() as saved:
        page.click("#jamfor-csv")
    rows = list(csv.reader(io.StringIO(saved.value.path().read_text(encoding="utf-8-sig")), delimiter=";"))
    assert len(rows) - 1 == len(kgraph.compare(whole, "plan-hv-2025", "plan-s2-samverkan"))


def test_the_view_is_accessible_and_fits(whole_page: Path, visit: Open) -> None:
    for scheme in ("light", "dark"):
        assert_clean(visit(whole_page, "#jamfor", color_scheme=scheme))
    page = visit(whole_page, "#jamfor", width=320)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(SMALL) == []


def test_a_page_of_one_plan_has_no_such_view(plan_page: Path, visit: Open) -> None:
    assert visit(plan_page).locator("#jamfor").count() == 0
