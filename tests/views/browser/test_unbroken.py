"""A label of nine hundred letters without a space widens no view, and a narrow cell is called by the words that are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import Text
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser

WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


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


@pytest.mark.parametrize(("layer", "label"), [("", "Orsaker med åtgärd"), (";tolkade=0", "Orsaker med angiven åtgärd")])
def test_a_narrow_cell_is_called_by_the_words_that_are_shown(
    plan_page: Path, visit: Open, layer: str, label: str
) -> None:
    page = visit(plan_page, "#laget" + layer, width=320)
    assert (
        page.locator("#laget td.covered").first.evaluate("one => getComputedStyle(one, '::before').content")
        == f'"{label}: "'
    )
