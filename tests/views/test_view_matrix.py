"""The matrices of the page say what the library says: for all pairs of areas and all measures × areas, both ways, in every part."""

from __future__ import annotations

import html as escapes
import itertools
import re
from functools import cache

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS
from kgraph.parts.scope import of_plan, shares
from kgraph.paths.chains import touches
from kgraph.project import page_tables
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.level import Openness

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan", "plan-uv-strategi", "")


@cache
def graph_of(plan: str) -> KnowledgeGraph:
    return of_plan(kgraph.load(), plan) if plan else kgraph.load()


@cache
def section(plan: str, level: Openness = "internal") -> str:
    graph = graph_of(plan)
    made = explorer(graph, tables=page_tables(published(graph, level)), level=level).html
    return re.search(r'<section id="matris" data-view.*?(?=<section id="\w+" data-view)', made, re.DOTALL)[0]  # type: ignore[index]


def table(text: str, ident: str) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The ids of the columns of a table, and its rows: the tag of their heading, and their cells."""
    found = re.search(rf'<table class="grid" id="{ident}".*?</table>', text, re.DOTALL)[0]  # type: ignore[index]
    heads = re.findall(r'<th scope="col"[^>]* data-id="([^"]+)"', found)
    rows = re.findall(r"<tr([^>]*)>(<th scope=.*?)\n", found.partition("<tbody>")[2])
    return heads, [
        (f"{tag} {rest.partition('<td>')[0]}", [escapes.unescape(one) for one in rest.split("<td>")[1:]])
        for tag, rest in rows
    ]


def numbers(text: str) -> tuple[int, int]:
    found = [int(one) for one in re.findall(r"\d+", text)]
    return found[0], found[-1]


@pytest.mark.parametrize("plan", PLANS)
def test_every_pair_of_areas_shares_what_the_library_says(plan: str) -> None:
    graph = graph_of(plan)
    heads, rows = table(section(plan), "matris-omraden")
    told: dict[tuple[str, str], tuple[int, int]] = {}
    for tag, cells in rows:
        area = re.search(r'data-id="([^"]+)"', tag)[1]  # type: ignore[index]
        assert numbers(tag.rpartition('class="small">')[2]) == tuple(
            len(graph.index.touching(area, interpreted=layer)) for layer in (False, True)
        )
        told |= {(area, other): numbers(cell) for other, cell in zip(heads, cells, strict=True) if cell.strip()}
    areas = [one.id for one in graph.of_kind(*AREA_KINDS) if graph.index.touching(one.id, interpreted=True)]
    pairs = list(itertools.permutations(areas, 2))
    if not plan:
        expected = {
            pair: tuple(len(graph.index.overlap(pair, interpreted=layer)) for layer in (False, True)) for pair in pairs
        }
    else:
        tables = {frozenset(pair): kgraph.overlap(graph, *pair).counts[0] for pair in itertools.combinations(areas, 2)}
        expected = {pair: (tables[frozenset(pair)].stated, tables[frozenset(pair)].with_interpreted) for pair in pairs}
    assert told == expected


@pytest.mark.parametrize("plan", PLANS)
def test_every_measure_touches_the_areas_that_its_paths_lead_to(plan: str) -> None:
    """Paths are found by another way than the matrix: ● and ◐ stand just where a stated path leads, ○ where only an interpreted one does."""
    graph = graph_of(plan)
    heads, rows = table(section(plan), "matris-atgarder")
    named = {one.brief.sv: one.id for one in graph.of_kind("Measure")}
    assert len(rows) == len(graph.of_kind("Measure"))
    for tag, (total, *cells) in rows:
        measure = named[escapes.unescape(tag.rpartition(">")[2])]
        paths = {one: path for one, path in touches(graph, measure).items() if graph[one].kind in AREA_KINDS}
        marks = {area: cell.strip() for area, cell in zip(heads, cells, strict=True) if cell.strip()}
        assert marks.keys() == paths.keys()
        assert {area for area, mark in marks.items() if mark != "<i>○ tolkad</i>"} == {
            area for area, path in paths.items() if path.basis == "stated"
        }
        homes = {link.target for link in graph.outgoing(measure, "homeArea") if link.counts_as_stated}
        assert all(marks[area] == "● direkt" for area in homes)
        assert numbers(total) == (sum(path.basis == "stated" for path in paths.values()), len(paths))


def test_parts_of_the_whole_have_matrices_of_their_own() -> None:
    text, graph = section(""), kgraph.load()
    blocks = re.findall(r'<div data-part="([^"]*)"', text)
    assert set(blocks) == {"", *shares(graph)}
    place = blocks.index("plan-hv-2025")
    heads, rows = table(text, f"matris-omraden-{place}")
    own = table(section("plan-hv-2025"), "matris-omraden")
    assert (heads, [cells for _, cells in rows]) == (own[0], [cells for _, cells in own[1]])


def test_an_open_page_holds_no_interpretation() -> None:
    text = section("plan-vasteras-2025", level="open")
    assert "tolkad" not in text
    assert "○" not in text
    assert " · " not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_a_graph_without_areas_has_no_matrices() -> None:
    graph = KnowledgeGraph.of([], [])
    assert 'id="matris"' not in explorer(graph, tables=page_tables(graph)).html


def test_the_view_is_small_enough() -> None:
    assert len(section("plan-vasteras-2025").encode()) < 18_000
    assert len(section("").encode()) < 125_000
