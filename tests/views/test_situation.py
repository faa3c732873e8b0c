"""What the page says of the situation and its menu: both ways of counting, and no link that leads nowhere."""

from __future__ import annotations

import re

import pytest

import kgraph
from kgraph.analysis import conflicts, coverage
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import of_plan, plans_with_measures
from kgraph.project import page_tables
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.level import Openness
from tests.views.conftest import DAY

PLANS = [plan.id for plan in plans_with_measures(kgraph.load())]


def made(graph: KnowledgeGraph, *, level: Openness = "internal", whole: KnowledgeGraph | None = None) -> str:
    shown = published(graph, level)
    tables = page_tables(shown, on=DAY, whole=published(whole, level) if whole else None)
    return explorer(graph, tables=tables, level=level).html


@pytest.mark.parametrize("name", ["", *PLANS])
def test_every_item_of_the_menu_has_a_view_with_its_own_heading(name: str) -> None:
    whole = kgraph.load()
    html = made(of_plan(whole, name) if name else whole)
    menu = re.search(r'<ul class="view-groups".*?</nav>', html, re.DOTALL)
    assert menu
    for key, words in re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', menu[0]):
        view = re.search(rf'<section id="{key}"(?=[^>]* data-view)[^>]*>.*?</h2>', html, re.DOTALL)
        assert view, key
        assert f'id="{key}-rubrik"' in view[0]
        assert words in view[0]


def test_a_view_that_the_page_does_not_have_is_not_in_the_menu(plan: KnowledgeGraph) -> None:
    tables = {name: table for name, table in page_tables(plan).items() if name not in ("conflicts", "sources")}
    html = explorer(plan, tables=tables).html
    assert 'href="#motsagelser"' not in html
    assert 'href="#kallor"' not in html
    assert 'href="#kontroller"' not in html  # no findings were handed over


def test_what_another_document_says_against_the_plan_is_on_its_page(plan: KnowledgeGraph) -> None:
    whole = kgraph.load()
    count = conflicts(whole, about=plan).counts[0]
    assert (count.stated, count.with_interpreted) == (0, 1)
    html = made(plan, whole=whole)
    view = re.search(r'<section id="motsagelser".*?</section>', html, re.DOTALL)
    assert view
    assert 'data-stated="0" data-all="1"' in view[0]
    assert view[0].count('<tr class="if-all">') == 1
    alone = re.search(r'<section id="motsagelser".*?</section>', made(plan), re.DOTALL)
    assert alone
    assert "Inga motsägelser" in alone[0]
    assert '<tr class="if-all">' not in made(plan, level="open", whole=whole)


def test_how_the_causes_stand_is_told_in_both_ways(plan: KnowledgeGraph) -> None:
    states = next(one for one in coverage(plan, on=DAY).also if one.name == "states")
    known = {row["state"]: (row["causes_stated"], row["causes"]) for row in states.rows}
    line = re.search(r'<p class="states">.*?</p>', made(plan), re.DOTALL)
    assert line
    said = re.sub(r"<[^>]*>", "", line[0])
    stated, _ = known["interpreted_only"]
    assert stated == 47  # what the plan itself leaves unlinked and a reader has linked
    assert f"ingen åtgärd, inte ens tolkad: {known['uncovered'][0]} · ingen i planen, men tolkad: {stated} · " in said
    assert "täckt av en: 0 enligt planen, 33 med tolkade" in said
    told = re.search(r'<p class="states">.*?</p>', made(plan, level="open"), re.DOTALL)
    assert told
    assert "tolkade" not in told[0]
