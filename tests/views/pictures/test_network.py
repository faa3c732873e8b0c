"""The network: what it holds is what the library says, lines pass no box, and nothing stands outside."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings

import kgraph
from kgraph import analysis
from kgraph.excerpts import near_thing, of_actor
from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    AREA_KINDS,
    Actor,
    Cause,
    CrimeArea,
    Link,
    LinkStatus,
    Measure,
    Path,
    Plan,
    SubActivity,
    Text,
)
from kgraph.parts.scope import of_plan
from kgraph.paths.chains import touches
from kgraph.views.columns import column, crossings, places
from kgraph.views.pictures.network import DrawnNet, fits, net_of_answer, net_of_part, network
from kgraph.views.pictures.network.drawn import Drawn
from kgraph.views.pictures.network.layout import Layout, laid_out
from kgraph.views.svg import Picture
from tests.strategies import graphs
from tests.views.pictures.frames import NAMESPACE, assert_in_frame, assert_no_words_meet, root_of

HOSTILE = "</title><script>alert(1)</script> \u202e&\"' Åäö"


@cache
def plan() -> KnowledgeGraph:
    return of_plan(kgraph.load(), "plan-vasteras-2025")


def things(picture: Picture, layer: str = "if-all") -> set[str]:
    """The ids of what is drawn in a layer (in both where there is one drawing)."""
    root = root_of(picture)
    groups = [one for one in root if one.get("class") in ("if-all", "if-stated")]
    shown = [one for one in groups if one.get("class") == layer] or [root]
    return {str(one.get("data-thing")) for group in shown for one in group.iter() if one.get("data-thing")}


def small(*more: Link) -> KnowledgeGraph:
    """Two causes, a measure with a part, an area and an actor; the part alone is linked to the first cause."""
    nodes = [
        Cause(id="c1", label=Text(sv="En orsak")), Cause(id="c2", label=Text(sv="Tvåans orsak")), Measure(id="m", label=Text(sv="Åtgärden")),
        SubActivity(id="s", label=Text(sv="Delen")), CrimeArea(id="a", label=Text(sv=HOSTILE)), Actor(id="p", label=Text(sv="Polisen")),
    ]  # fmt: skip
    links = [
        Link(source="s", relation="partOf", target="m"), Link(source="s", relation="addresses", target="c1"),
        Link(source="c1", relation="contributesTo", target="a"), Link(source="c2", relation="contributesTo", target="a", status="interpreted"),
        Link(source="m", relation="homeArea", target="a"), Link(source="p", relation="isResponsibleFor", target="m", status="rejected"),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [*links, *more])


def test_a_small_part_holds_everything_and_each_link_that_counts() -> None:
    """Worked by hand: six things; five links count, one of them interpreted; the rejected one is no line."""
    net = net_of_part(small())
    assert set(net.things) == {"c1", "c2", "m", "s", "a", "p"}
    assert {frozenset(ends): line.stated for ends, line in net.lines.items()} == {
        frozenset(("s", "m")): True, frozenset(("s", "c1")): True, frozenset(("c1", "a")): True,
        frozenset(("c2", "a")): False, frozenset(("m", "a")): True,
    }  # fmt: skip
    stated = net.stated()
    assert "c2" not in stated.things  # only an interpreted line held it to the rest
    assert "p" in stated.things  # nothing ever did
    assert len(stated.lines) == 4


def test_of_two_lines_that_say_the_same_the_firmest_is_drawn_whichever_way_they_point() -> None:
    twice = small(
        Link(source="c2", relation="contributesTo", target="a", locator="2"),
        Link(source="c2", relation="contributesTo", target="c1", status="interpreted"),
        Link(source="c1", relation="contributesTo", target="c2"),
    )
    lines = {frozenset(ends): line.stated for ends, line in net_of_part(twice).lines.items()}
    assert lines[frozenset(("c2", "a"))] is True
    assert lines[frozenset(("c1", "c2"))] is True
    assert len(lines) == 6


def test_where_there_is_much_a_part_lends_its_links_to_its_measure() -> None:
    many = [Measure(id=f"m{n}", label=Text(sv=f"Nummer {n}")) for n in range(50)]
    graph = KnowledgeGraph.of([*small(), *many], small().links)
    net = net_of_part(graph)
    assert "s" not in net.things
    assert net.others == 2  # the part and the actor
    assert {frozenset(ends) for ends in net.lines} == {
        frozenset(("m", "c1")), frozenset(("c1", "a")), frozenset(("c2", "a")), frozenset(("m", "a")),
    }  # fmt: skip
    assert "2 saker" in " ".join(root_of(network(graph, net)).itertext())


@pytest.mark.parametrize(
    ("bonds", "expected"),
    [
        ((("m", "interpreted"),), {"m": False}),
        ((("m", "interpreted"), ("m2", "stated")), {"m": False, "m2": True}),
        ((("m", "stated"), ("plan", "stated")), {"m": True}),
    ],
)
def test_a_part_lends_to_each_measure_of_its_own_as_firmly_as_it_is_a_part(
    bonds: tuple[tuple[str, LinkStatus], ...], expected: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Worked by hand: the part addresses c1 by a stated link, and no line joins the measures that share it."""
    monkeypatch.setattr("kgraph.views.pictures.network._FEW", 0)
    nodes = [*small(), Measure(id="m2", label=Text(sv="Den andra")), Plan(id="plan", label=Text(sv="Planen"))]
    links = [Link(source="s", relation="partOf", target=whole, status=status) for whole, status in bonds]
    graph = KnowledgeGraph.of(nodes, [*(link for link in small().links if link.relation != "partOf"), *links])
    lines = {ends: line.stated for ends, line in net_of_part(graph).lines.items() if not {"m", "m2"}.isdisjoint(ends)}
    assert lines == {("m", "a"): True, **{(whole, "c1"): firm for whole, firm in expected.items()}}


@settings(max_examples=60)
@given(graphs())
def test_a_measure_has_the_lines_that_touches_says_it_has_by_one_link_or_a_part(graph: KnowledgeGraph) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kgraph.views.pictures.network._FEW", 0)
        lines = {frozenset(ends): line for ends, line in net_of_part(graph).lines.items()}
    areas = {one.id for one in graph.of_kind("Cause", *AREA_KINDS)}
    for measure in graph.of_kind("Measure"):
        paths = touches(graph, measure.id, areas)
        near = {thing: path for thing, path in paths.items() if _is_near(path)}
        drawn = {other: line for ends, line in lines.items() if measure.id in ends for other in ends & areas}
        assert near.keys() <= drawn.keys() <= paths.keys()
        assert all(drawn[thing].stated for thing, path in near.items() if path.basis == "stated")
        assert all(paths[thing].basis == "stated" for thing, line in drawn.items() if line.stated)


def _is_near(path: Path) -> bool:
    first = path.steps[0]
    return len(path.steps) == 1 or (len(path.steps) == 2 and first.relation == "partOf" and not first.forward)


@settings(max_examples=30)
@given(graphs())
def test_an_answer_holds_its_measures_and_what_they_touch_of_what_was_asked(graph: KnowledgeGraph) -> None:
    """By the index, which the drawing does not ask: the measures in both ways of counting."""
    table = analysis.overlap(graph, "a-0", "a-1")
    net = net_of_answer(graph, table, ("a-0", "a-1"))
    for shown, interpreted in ((net, True), (net.stated(), False)):
        hits = set(graph.index.overlap(("a-0", "a-1"), (), (), interpreted=interpreted))
        drawn = {one for one in shown.things if {(one, "a-0"), (one, "a-1")} <= shown.lines.keys()}
        assert drawn == hits
        assert {one for one in shown.things if graph[one].kind == "Measure"} == hits  # no half answers
    if net.things:
        picture = network(graph, net)
        assert_in_frame(picture)
        assert_no_words_meet(picture)
        assert things(picture) == set(net.things)


@settings(max_examples=30)
@given(graphs())
def test_a_part_holds_a_line_for_each_two_things_that_are_linked(graph: KnowledgeGraph) -> None:
    net = net_of_part(graph)
    for shown, counts in ((net, "counts"), (net.stated(), "counts_as_stated")):
        pairs = {frozenset((link.source, link.target)) for link in graph.links if getattr(link, counts)}
        assert {frozenset(ends) for ends in shown.lines} == {pair for pair in pairs if len(pair) > 1}
    picture = network(graph, net)
    assert_in_frame(picture)
    assert_no_words_meet(picture)


def parts() -> list[tuple[KnowledgeGraph, DrawnNet]]:
    found = [near_thing(plan(), name, 1).graph for name in ("narkotika", "nyrekrytering", "polisen")]
    made = [(part, net_of_part(part)) for part in (*found, of_actor(plan(), "polisen").graph)]
    areas = ("area-narkotika", "area-nyrekrytering")
    return [*made, (plan(), net_of_answer(plan(), analysis.overlap(plan(), *areas), areas))]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_shipped_parts_keep_to_their_frame_and_no_line_crosses_a_box(lang: str) -> None:
    for graph, net in parts():
        assert fits(net)
        picture = network(graph, net, lang)
        assert_in_frame(picture)
        assert_no_words_meet(picture)
        assert things(picture, "if-stated") <= things(picture)
        for layer in [one for one in root_of(picture) if one.get("class") == "if-all"] or [root_of(picture)]:
            boxes = [
                tuple(float(box.attrib[name]) for name in ("x", "y", "width", "height"))
                for box in layer.iter(f"{NAMESPACE}rect")
            ]
            for line in layer.iter(f"{NAMESPACE}path"):
                for x, y, end in re.findall(r"([\d.]+) ([\d.]+)H([\d.]+)", line.attrib["d"]):
                    for left, top, width, height in boxes:
                        beside = left + width <= float(x) + 1 or float(end) <= left + 1
                        assert beside or not top < float(y) < top + height


def layout(net: DrawnNet, graph: KnowledgeGraph) -> Layout:
    columns: dict[int, list[tuple[str, str]]] = {}
    for one in net.things:
        columns.setdefault(column(graph[one].kind), []).append((one, graph[one].brief.sv))
    return laid_out(columns, net.lines)


@settings(max_examples=50)
@given(graphs())
def test_every_line_can_be_read_back_from_what_is_drawn(graph: KnowledgeGraph) -> None:
    """From boxes, dots on rails and curves alone: the lines of the net, each with what it is."""
    net = net_of_part(graph)
    made = layout(net, graph)
    read = {
        frozenset((one, other)): line
        for (left, right), line in made.lines.items()
        for one in made.boxes[left].names
        for other in made.boxes[right].names
    }
    assert read == {frozenset(ends): line for ends, line in net.lines.items()}
    dots = {(one, rail.target): line for rails in made.rails for rail in rails for one, line in rail.rows.items()}
    drawn = Drawn(graph, made, (), "sv")
    for ends, line in made.lines.items():
        assert (dots.get(ends) == line) != bool(drawn.way(*ends))
    assert str(list(drawn.elements())).count("<circle") == len(dots)


@pytest.mark.parametrize("number", range(5))
def test_no_rail_goes_on_at_the_height_of_a_row_nor_where_another_does(number: int) -> None:
    graph, net = parts()[number]
    made = layout(net, graph)
    for place, rails in enumerate(made.rails):
        heights = {box.middle for box in made.boxes.values() if box.place == place}
        assert all(abs(rail.goes - height) > 4 for rail in rails for height in heights)
        assert len({round(rail.goes) for rail in rails}) == len(rails)


def test_what_has_the_same_lines_shares_a_box_and_it_is_said() -> None:
    """Two causes of the one area and of no measure stand together; the third has a measure, and stands alone."""
    nodes = [
        *(Cause(id=f"c{n}", label=Text(sv=f"Orsak {n}")) for n in range(3)), Measure(id="m", label=Text(sv="Åtgärden")),
        CrimeArea(id="a", label=Text(sv="Området")),
    ]  # fmt: skip
    links = [Link(source=f"c{n}", relation="contributesTo", target="a") for n in range(3)]
    graph = KnowledgeGraph.of(nodes, [*links, Link(source="m", relation="addresses", target="c2")])
    boxes = layout(net_of_part(graph), graph).boxes
    assert sorted(sorted(box.names) for box in boxes.values()) == [["a"], ["c0", "c1"], ["c2"], ["m"]]
    picture = network(graph, net_of_part(graph))
    assert "delar ruta" in str(picture.body)
    assert things(picture) == {"a", "c0", "c1", "c2", "m"}


def test_hostile_text_stays_text_and_what_is_asked_is_strong() -> None:
    graph = small()
    picture = network(graph, net_of_answer(graph, analysis.overlap(graph, "a"), ("a",)))
    assert not list(root_of(picture).iter(f"{NAMESPACE}script"))
    strong = [one.text for one in root_of(picture).iter(f"{NAMESPACE}text") if one.get("class") == "strong"]
    assert any("script" in (word or "") for word in strong) or "tspan" in str(picture.body)


def test_the_whole_is_too_large() -> None:
    assert not fits(net_of_part(plan()))


def test_areas_that_the_hits_touch_too_are_counted_in_words() -> None:
    """Every area that a hit touches is drawn or counted as left out, both ways, by the matrix of touching of the index."""
    graph, asked = plan(), ("area-narkotika", "area-nyrekrytering")
    table = analysis.overlap(graph, *asked)
    net = net_of_answer(graph, table, asked)
    hits = {str(row["id"]) for row in table.rows}
    areas = [one.id for one in graph if one.kind in ("CrimeArea", "FocusArea", "GoalArea")]
    touched = {one for one in areas if hits & set(graph.index.touching(one, interpreted=True))}
    sure = {one for one in areas if (hits - net.read) & set(graph.index.touching(one, interpreted=False))}
    assert set(net.left) == touched - set(net.things) != set()
    assert {one for one, stated in net.left.items() if stated} == sure - set(net.things)
    picture = network(graph, net)
    said = f"ritas inte: {sum(net.left.values())} enligt planen, {len(net.left)} med tolkade"
    assert said in picture.description
    assert said in " ".join(re.sub("<[^>]+>", " ", str(picture.body)).split())
    assert {key.class_ for key in picture.legend if key.sign == "joint"} == {
        " ".join(["line", *([] if line.direct else ["thin"]), *([] if line.stated else ["read"])])
        for line in net.lines.values()
    }


def test_the_order_has_few_crossings() -> None:
    """Worked by hand: two pairs that cross as given need not; of two by two, each with each, one crossing must stay."""
    columns = [["a", "b"], ["x", "y"]]
    apart = {"a": ["y"], "b": ["x"], "x": ["b"], "y": ["a"]}
    assert crossings(columns, apart, {"a": 0, "b": 1, "x": 0, "y": 1}) == 1
    assert crossings(columns, apart, places(columns, apart)) == 0
    each = {"a": ["x", "y"], "b": ["x", "y"], "x": ["a", "b"], "y": ["a", "b"]}
    assert crossings(columns, each, places(columns, each)) == 1


@settings(max_examples=30)
@given(graphs())
def test_an_order_is_never_worse_than_the_one_it_began_with(graph: KnowledgeGraph) -> None:
    net = net_of_part(graph)
    columns = [[one for one in net.things if column(graph[one].kind) == place] for place in range(4)]
    near = {one: [other for ends in net.lines if one in ends for other in ends if other != one] for one in net.things}
    first = {one: row for ones in columns for row, one in enumerate(ones)}
    assert crossings(columns, near, places(columns, near)) <= crossings(columns, near, first)
