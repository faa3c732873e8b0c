"""The cause tree: every cause and measure in its row, gaps in words, nothing crossed, sheets that fit."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, AcceptedGap, Cause, CrimeArea, Link, Measure, Table, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.tree import SHEET, sheets, tree
from kgraph.views.svg import Picture
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, lines, root_of

PLANS = ("plan-vasteras-2025", "plan-hv-2025", "plan-s2-samverkan", "plan-uv-strategi")
AREAS = st.sampled_from(["a-0", "a-1", "a-2"])


def things(picture: Picture, layer: str) -> Counter[str]:
    """What is drawn in a layer, and how many times."""
    other = {"if-all": "if-stated", "if-stated": "if-all"}[layer]
    found: Counter[str] = Counter()

    def walk(element: ET.Element) -> None:
        if other in element.get("class", "").split():
            return
        if thing := element.get("data-thing"):
            found[thing] += 1
        for child in element:
            walk(child)

    walk(root_of(picture))
    return found


def stated(graph: KnowledgeGraph) -> KnowledgeGraph:
    return KnowledgeGraph.of(graph.nodes.values(), [link for link in graph.links if link.counts_as_stated])


def rows(graph: KnowledgeGraph, area: str) -> Counter[str]:
    return Counter(str(row["id"]) for row in analysis.tree(graph, area).rows)


def said(picture: Picture, layer: str) -> Counter[str]:
    return Counter(one.text for one in lines(picture, layer))


@given(graph=graphs(), area=AREAS)
@settings(deadline=None, max_examples=80)
def test_each_row_of_the_tree_is_drawn_once_in_each_way_of_counting(graph: KnowledgeGraph, area: str) -> None:
    picture = tree(analysis.tree(graph, area))
    assert things(picture, "if-all") == rows(graph, area)
    assert things(picture, "if-stated") == rows(stated(graph), area)


@given(graph=graphs(), area=AREAS)
@settings(deadline=None, max_examples=80)
def test_gaps_are_said_in_words_as_often_as_the_tree_has_them(graph: KnowledgeGraph, area: str) -> None:
    picture = tree(analysis.tree(graph, area))
    every = analysis.tree(graph, area)
    assert said(picture, "if-all")["ingen åtgärd"] == sum(row["gap"] == "both" and not row["cut"] for row in every.rows)
    cut = {(row["id"], row["parent_id"]) for row in every.rows if row["cut"]}  # those say where the branch is instead
    words = said(picture, "if-stated")
    assert words["ingen åtgärd"] + words["ingen angiven åtgärd"] == sum(
        row["gap"] == "both" and (row["id"], row["parent_id"]) not in cut
        for row in analysis.tree(stated(graph), area).rows
    )


@pytest.mark.parametrize("picture_of", [lambda table: [tree(table)], sheets])
def test_that_there_is_no_measure_stands_in_the_column_of_the_measures(
    picture_of: Callable[[Table], Sequence[Picture]],
) -> None:
    """Narkotika has underlying causes, so that what stands right beside a cause stands under their heading."""
    for picture in picture_of(analysis.tree(of_plan(kgraph.load(), PLANS[0]), "area-narkotika")):
        for layer in ("if-all", "if-stated"):
            words = lines(picture, layer)
            (column,) = {one.left for one in words if one.text == "Åtgärder som möter orsaken"}
            lost = {one.left for one in words if one.text in ("ingen åtgärd", "ingen angiven åtgärd")}
            assert lost == {column}


@given(graph=graphs(), area=AREAS)
@settings(deadline=None, max_examples=60)
def test_any_tree_keeps_to_its_frame_and_its_words_apart(graph: KnowledgeGraph, area: str) -> None:
    picture = tree(analysis.tree(graph, area))
    assert_in_frame(picture)
    assert_no_words_meet(picture)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_sheets_of_a_plan_fit_and_hold_what_the_tree_holds(plan: str, lang: str) -> None:
    graph = of_plan(kgraph.load(), plan)
    for area in graph.of_kind(*AREA_KINDS):
        table = analysis.tree(graph, area.id)
        found = sheets(table, lang)
        for picture in found:
            assert_in_frame(picture)
            assert_no_words_meet(picture)
            assert picture.height <= SHEET * picture.width
            assert_no_line_crosses_words(picture)
        measures = [
            Counter({one: n for one, n in things(picture, "if-all").items() if graph[one].kind == "Measure"})
            for picture in found
        ]
        assert sum(measures, Counter()) == Counter(str(row["id"]) for row in table.rows if row["kind"] == "Measure")
        assert set().union(*(things(picture, "if-all") for picture in found)) == {row["id"] for row in table.rows}


def segments(path: str) -> list[tuple[float, float, float, float]]:
    """The straight lines of a path of M, H, h and V."""
    found, x, y = [], 0.0, 0.0
    for command, first, second in re.findall(r"([MHhV])(-?[\d.]+)(?: (-?[\d.]+))?", path):
        to = {"M": (first, second), "H": (first, y), "h": (x + float(first), y), "V": (x, first)}[command]
        new = float(to[0]), float(to[1])
        if command != "M":
            found.append((min(x, new[0]), min(y, new[1]), max(x, new[0]), max(y, new[1])))
        x, y = new
    return found


def assert_no_line_crosses_words(picture: Picture) -> None:
    """No connecting line passes through a line of text, in the layer where both are seen."""
    for layer in ("if-all", "if-stated"):
        shown = [
            one
            for path in root_of(picture).iter(f"{NAMESPACE}path")
            if layer == "if-all" or "if-all" not in path.get("class", "")
            for one in segments(path.get("d", ""))
        ]
        for words in lines(picture, layer):
            for left, top, right, bottom in shown:
                assert right <= words.left + 1 or left >= words.right - 1 or bottom <= words.top + 1 or top >= words.bottom - 1, (words, left, top)  # fmt: skip


def big() -> KnowledgeGraph:
    """An area with 30 causes and 40 measures: ten causes of the area, two behind each, measures by turns."""
    nodes: list[CrimeArea | Cause | Measure] = [CrimeArea(id="a", label=Text(sv="Ett område med ganska långt namn"))]
    nodes += [Cause(id=f"c-{n}", label=Text(sv=f"Orsak nummer {n} med långt namn")) for n in range(30)]
    nodes += [Measure(id=f"m-{n}", label=Text(sv=f"Åtgärd nummer {n} med långt namn")) for n in range(40)]
    links = [
        Link(source=f"c-{n}", relation="contributesTo", target="a" if n < 10 else f"c-{n % 10}") for n in range(30)
    ]
    links += [
        Link(source=f"m-{n}", relation="addresses", target=f"c-{n % 25}", status="interpreted" if n % 3 else "stated")
        for n in range(40)
    ]
    return KnowledgeGraph.of(nodes, links)


def test_thirty_causes_and_forty_measures_can_be_read() -> None:
    found = sheets(analysis.tree(big(), "a"))
    assert (
        len(found) == 3
    )  # each cause has two lines of name and one or two measures: thirty rows of about 60, 990 to a sheet
    for picture in found:
        assert_in_frame(picture)
        assert_no_words_meet(picture)
        assert_no_line_crosses_words(picture)
        assert picture.width <= 900  # on 182 mm of paper letters of 14 are then at least 8 points
        assert not any("…" in one.text for one in lines(picture))
    assert [picture.title[-12:] for picture in found] == ["(del 1 av 3)", "(del 2 av 3)", "(del 3 av 3)"]
    assert sum(said(picture, "if-all")["ingen åtgärd"] for picture in found) == 5


def test_a_cause_with_more_measures_than_a_sheet_holds_goes_on_on_the_next() -> None:
    nodes = [
        CrimeArea(id="a", label=Text(sv="A")),
        Cause(id="c", label=Text(sv="C")),
        *(Measure(id=f"m-{n:03}", label=Text(sv=f"M {n}")) for n in range(90)),
    ]
    links = [
        Link(source="c", relation="contributesTo", target="a"),
        *(Link(source=f"m-{n:03}", relation="addresses", target="c") for n in range(90)),
    ]
    found = sheets(analysis.tree(KnowledgeGraph.of(nodes, links), "a"))
    assert len(found) > 1
    assert all(things(picture, "if-all")["c"] == 1 for picture in found)
    assert [said(picture, "if-all")["fortsättning"] for picture in found] == [0, *[1] * (len(found) - 1)]
    assert all(picture.height <= SHEET * picture.width for picture in found)


def test_a_cycle_and_a_branch_shown_elsewhere_are_cut_with_words() -> None:
    nodes = [
        CrimeArea(id="a", label=Text(sv="A")),
        *(Cause(id=one, label=Text(sv=one.upper())) for one in ("b", "c", "d")),
    ]
    pairs = (("b", "a"), ("c", "b"), ("b", "c"), ("d", "a"), ("c", "d"))
    graph = KnowledgeGraph.of(nodes, [Link(source=one, relation="contributesTo", target=other) for one, other in pairs])
    words = " ".join(one.text for one in lines(tree(analysis.tree(graph, "a"))))
    assert "går runt: står redan ovanför" in words
    assert "grenen visas under B" in words


def test_on_an_open_page_nobody_says_that_there_is_no_measure() -> None:
    graph = stated(of_plan(kgraph.load(), "plan-vasteras-2025"))
    words = said(tree(analysis.tree(graph, "area-narkotika"), stated_only=True), "if-all")
    assert words["ingen angiven åtgärd"] == 10  # all its ten stated causes: the plan's links to causes are interpreted
    assert words["ingen åtgärd"] == 0


def test_hostile_names_stay_text_and_the_bytes_are_the_same() -> None:
    name = "</text><script>alert(1)</script> \x00 & \u202e"
    graph = KnowledgeGraph.of(
        [CrimeArea(id="a", label=Text(sv=name)), Cause(id="c", label=Text(sv=name))],
        [Link(source="c", relation="contributesTo", target="a")],
    )
    table = analysis.tree(graph, "a")
    made = tree(table).file(["x"])
    assert not list(ET.fromstring(made.decode()).iter(f"{NAMESPACE}script"))
    assert made == tree(table).file(["x"])


@pytest.mark.parametrize(("on", "words"), [(None, "accepterad lucka"), (date(2027, 2, 1), "beslutet har gått ut")])
def test_an_accepted_gap_says_so_in_its_box(on: date | None, words: str) -> None:
    assert words in said(tree(analysis.tree(accepted(), "narkotika", on=on)), "if-all")
    assert words not in said(tree(analysis.tree(kgraph.example(), "narkotika")), "if-all")


def accepted() -> KnowledgeGraph:
    """The example with the gap of tobacco accepted until February 2027."""
    gap = AcceptedGap(
        id="gap", label=Text(sv="Väntar"), reason=Text(sv="Regionens"), owner_role="rådet", review_on="2027-02-01"
    )
    link = Link(source="gap", relation="accepts", target="cause-tobak", locator="1")
    return KnowledgeGraph.of([*kgraph.example(), gap], [*kgraph.example().links, link])


def test_a_high_tree_is_laid_in_columns_that_fit_a_slide() -> None:
    """Of all five documents: what was more than three times as high as wide is about as wide as high, and holds the same."""
    table = analysis.tree(kgraph.load(), "area-vald")
    picture = tree(table)
    assert len(sheets(table)) > 2
    assert 0.5 < picture.height / picture.width < 1
    every = Counter(str(row["id"]) for row in table.rows)
    assert things(picture, "if-all") == every + Counter({"area-vald": 1})  # the area heads both columns
    assert_in_frame(picture)
    assert_no_words_meet(picture)


def test_a_tree_that_is_wide_as_it_is_stays_in_one_column() -> None:
    table = analysis.tree(of_plan(kgraph.load(), "plan-vasteras-2025"), "area-narkotika")
    assert tree(table) == sheets(table)[0]
