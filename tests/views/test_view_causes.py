"""The view of causes: every tree of every part, complete in the file, with the library's numbers."""

from __future__ import annotations

import html as escapes
import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, AcceptedGap, Link, Text
from kgraph.parts.scope import of_plan, shares
from kgraph.project import page_tables
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.level import Openness

Lang = Any


@cache
def plan() -> KnowledgeGraph:
    return of_plan(kgraph.load(), "plan-vasteras-2025")


@cache
def section(*, whole: bool = False, lang: Lang = "sv", level: Openness = "internal") -> str:
    graph = kgraph.load() if whole else plan()
    made = explorer(graph, tables=page_tables(published(graph, level)), lang=lang, level=level).html
    return re.search(r'<section id="orsaker" data-view.*?(?=<section id="\w+" data-view)', made, re.DOTALL)[0]  # type: ignore[index]


def trees(text: str) -> dict[str, str]:
    return {
        found[1]: found[0]
        for found in re.finditer(r'<section class="block tree" id="([\w-]+)".*?</section>', text, re.DOTALL)
    }


def names(graph: KnowledgeGraph) -> list[str]:
    return [node.brief.sv for node in Facts(graph, "sv", "internal").nodes]


def test_each_area_with_a_tree_has_one_and_the_file_holds_its_rows_as_text() -> None:
    found = trees(section())
    numbers = {node.id: place for place, node in enumerate(Facts(plan(), "sv", "internal").nodes)}
    for area in plan().of_kind(*AREA_KINDS):
        table = analysis.tree(plan(), area.id, depth=6)
        told = found[f"orsaker-{area.id}"]
        rows = re.findall(r"<tr[^>]*><th scope=row data-n=(\d+)[^>]*>([^<]*)<td>", told)
        things = [str(row["id"]) for row in table.rows[1:] if row["kind"] != "Measure"]
        causes = sorted((numbers[one], plan()[one].brief.sv) for one in things)
        assert sorted((int(number), escapes.unescape(name)) for number, name in rows) == causes
        measures = re.findall(r"<(?:i|span) data-n=(\d+)>([^<]*)<", told)
        assert sorted(int(number) for number, _ in measures) == sorted(
            numbers[str(row["id"])] for row in table.rows if row["kind"] == "Measure"
        )
        assert all(
            name.startswith(names(plan())[int(number)])
            for number, name in ((one, escapes.unescape(other)) for one, other in measures)
        )


def test_the_counts_of_a_tree_are_the_librarys_both_ways() -> None:
    found = trees(section())
    for area in plan().of_kind(*AREA_KINDS):
        for count in analysis.tree(plan(), area.id).counts:
            said = "<b" + (
                f' data-stated="{count.stated}" data-all="{count.with_interpreted}"'
                if count.stated != count.with_interpreted
                else ""
            )
            told = found[f"orsaker-{area.id}"].partition(f"{count.label.sv}: <span data-list=")[2].partition(">")[2]
            assert told.startswith(f"{said}>{count.with_interpreted}</b>")


def test_the_overview_counts_as_the_trees_do() -> None:
    rows = re.findall(
        r'<a href="#orsaker-([\w-]+)">[^<]*</a><td class="number">([^\n]*)\n<td class="number">([^\n]*)\n<td class="number">([^\n]*)',
        section(),
    )
    told = {area: [numbers_in(one) for one in numbers] for area, *numbers in rows}
    assert told == {
        str(row["id"]): [(row[f"{key}_stated"], row[key]) for key in ("causes", "uncovered", "measures")]
        for row in analysis.trees(plan()).rows
    }


def numbers_in(cell: str) -> tuple[int, int]:
    """A number by stated links and with interpreted ones; it stands once where they agree."""
    found = [int(one) for one in re.findall(r"\d+", cell)]
    return found[0], found[-1]


def test_what_hangs_on_an_interpretation_can_be_hidden_and_says_so() -> None:
    """In the tree of Narkotika three causes hang on interpreted links to it or to a cause of it, and every measure does."""
    told = trees(section())["orsaker-area-narkotika"]
    assert len(re.findall(r"<tr class=if-all>", told)) == 3
    assert len(re.findall(r"<i data-n=\d+>[^<]* \(tolkad\)</i>", told)) == 17
    assert told.count('<b class="lack">ingen åtgärd</b>') == 3
    assert told.count('<b class="lack if-stated">ingen angiven åtgärd</b>') == 7


def test_every_part_shows_each_of_its_trees_once() -> None:
    text, graph = section(whole=True), kgraph.load()
    of = {ident: re.search(r'data-of="([^"]*)"', told)[1].split(" ") for ident, told in trees(text).items()}  # type: ignore[index]
    for key, part in {"*": graph, **shares(graph)}.items():
        wanted = sorted(area.id for area in part.of_kind(*AREA_KINDS) if len(analysis.tree(part, area.id).rows) > 1)
        shown = sorted(
            re.sub(r"-\d+$", "", ident.removeprefix("orsaker-"))
            if ident.removeprefix("orsaker-") not in graph
            else ident.removeprefix("orsaker-")
            for ident, keys in of.items()
            if key in keys
        )
        assert shown == wanted
    assert sum(len(keys) > 1 for keys in of.values()) >= 15  # what a plan alone says of an area stands once


def test_the_pictures_are_packed_with_all_their_elements() -> None:
    packed = json.loads(re.search(r'id="orsaker-bilder">(.*?)</script>', section(), re.DOTALL)[1])  # type: ignore[index]
    frames = re.findall(r'<div class="pic-frame wide-pic" id="(trad-[\d-]+)"', section())
    assert sorted(frames) == sorted(packed["drawn"])
    thing = [number for number, kind in enumerate(packed["kinds"]) if "data-thing" in kind]
    drawn = {one[1] for elements in packed["drawn"].values() for one in walk(elements) if one[0] in thing}
    trees_of_all = (analysis.tree(plan(), area.id, depth=6) for area in plan().of_kind(*AREA_KINDS))
    numbers = {node.id: place for place, node in enumerate(Facts(plan(), "sv", "internal").nodes)}
    assert drawn == {numbers[str(row["id"])] for table in trees_of_all for row in table.rows}


def walk(elements: list[Any]) -> list[list[Any]]:
    """Every packed element, the inner ones too."""
    return [found for one in elements if isinstance(one, list) for found in (one, *walk(one[1:]))]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_open_page_says_what_is_not_stated_rather_than_what_is_not_there(lang: Lang) -> None:
    text = section(lang=lang, level="open")
    assert ("ingen angiven åtgärd" if lang == "sv" else "no stated measure") in text
    assert not re.search(r"ingen åtgärd\b|no measure\b|\(tolkad\)|\(interpreted\)", text)


def test_the_view_is_small_enough() -> None:
    assert len(section().encode()) < 65_000
    assert len(section(whole=True).encode()) < 320_000


def test_the_decision_on_an_accepted_gap_stands_in_the_rows() -> None:
    gap = AcceptedGap(
        id="gap", label=Text(sv="Väntar"), reason=Text(sv="Regionens"), owner_role="rådet", review_on="2027-02-01"
    )
    link = Link(source="gap", relation="accepts", target="cause-tobak", locator="1")
    graph = KnowledgeGraph.of([*kgraph.example(), gap], [*kgraph.example().links, link])
    for on, words in ((date(2027, 1, 31), "accepterad lucka: Regionens"), (date(2027, 2, 1), "gick ut 2027-02-01")):
        made = explorer(graph, tables=page_tables(graph, on=on)).html
        assert re.search(rf"ingen åtgärd; [^<]*{words}", made)
