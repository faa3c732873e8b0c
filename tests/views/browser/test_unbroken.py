"""A label of many letters without a space widens no view, wide or narrow, and a narrow cell is called by the words that are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import Text
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BROKEN = r"""() => {
  const broken = new Set();
  const nodes = document.createTreeWalker(document.querySelector('#atgarder table'), NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    for (const word of nodes.currentNode.data.matchAll(/\p{L}{3,20}(?!\p{L})(?<!\p{L}{21})/gu)) {
      const range = document.createRange();
      range.setStart(nodes.currentNode, word.index);
      range.setEnd(nodes.currentNode, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.top));
      if (new Set(lines).size > 1) broken.add(word[0]);
    }
  }
  return [...broken];
}"""


def test_no_view_is_wider_than_the_window(plan: KnowledgeGraph, build: Build, visit: Open) -> None:
    first = {kind: plan.of_kind(kind)[0].id for kind in ("Measure", "Cause", "CrimeArea", "Actor", "TargetGroup", "Goal", "Plan", "Source")}  # fmt: skip
    long = Text(sv="x" * 900)
    nodes = [
        node.model_copy(update={"label": long, "short": None, "description": long}) if node.id in first.values() else node
        for node in plan.nodes.values()
    ]  # fmt: skip
    page = visit(build(KnowledgeGraph.of(nodes, plan.links)))
    views = page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)")
    assert len(views) > 15
    wide = {}
    for view in views:
        page.evaluate("view => { location.hash = '#' + view; }", view)
        page.wait_for_timeout(50)
        if over := page.evaluate(WIDE):
            wide[view] = over
    for thing in first.values():
        page.evaluate("thing => { location.hash = '#overlapp;visa=' + thing; }", thing)
        page.wait_for_timeout(50)
        if over := page.evaluate(WIDE):
            wide[thing] = over
    assert wide == {}


@pytest.fixture(scope="module")
def long_words(plan: KnowledgeGraph, build: Build) -> Path:
    """A plan in which the first of every kind is named with one word of sixty letters."""
    word = Text(sv="brottsförebyggande" * 3 + "arbete")
    first = {plan.of_kind(kind)[0].id for kind in {node.kind for node in plan.nodes.values()}}
    nodes = [
        node.model_copy(update={"label": word, "short": None}) if node.id in first else node
        for node in plan.nodes.values()
    ]
    return build(KnowledgeGraph.of(nodes, plan.links))


def test_a_word_of_sixty_letters_widens_no_view_of_a_telephone(long_words: Path, visit: Open) -> None:
    page = visit(long_words, width=320)
    wide = {}
    for view in page.evaluate("[...document.querySelectorAll('[data-view]')].map((one) => one.id)"):
        page.evaluate("view => { location.hash = '#' + view; }", view)
        page.wait_for_timeout(50)
        wide[view] = page.evaluate(WIDE)
    assert len(wide) > 15
    assert not any(wide.values()), wide


def test_a_long_word_pushes_no_column_out_of_sight_and_ordinary_words_stay_whole(long_words: Path, visit: Open) -> None:
    page = visit(long_words, width=1440)
    for view in ("malgrupper", "stjarnan", "atgarder"):
        page.evaluate("view => { location.hash = '#' + view; }", view)
        page.wait_for_timeout(50)
        over = f"[...document.querySelectorAll('#{view} .table-wrap')].map((one) => one.scrollWidth - one.clientWidth)"
        assert max(page.evaluate(over)) <= 0, view
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize(("layer", "label"), [("", "Orsaker med åtgärd"), (";tolkade=0", "Orsaker med angiven åtgärd")])
def test_a_narrow_cell_is_called_by_the_words_that_are_shown(
    plan_page: Path, visit: Open, layer: str, label: str
) -> None:
    page = visit(plan_page, "#laget" + layer, width=320)
    assert (
        page.locator("#laget td.covered").first.evaluate("one => getComputedStyle(one, '::before').content")
        == f'"{label}: "'
    )
