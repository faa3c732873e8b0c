"""What a part of the graph says against itself and against others."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.analysis import conflicts
from kgraph.contradictions import contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Node, Source, Statement, Text
from kgraph.parts.scope import of_plan, said_by
from tests.several import several
from tests.strategies import STATUSES


def three() -> KnowledgeGraph:
    """d1 and d2 disagree on `share`; d2 disagrees with itself on `size`; d3 says nothing that others deny."""
    made = [("x1", "d1", "share", 1), ("x2", "d2", "share", 2), ("y1", "d2", "size", 3), ("y2", "d2", "size", 4), ("z", "d3", "age", 5)]  # fmt: skip
    nodes: list[Node] = [
        *(Source(id=f"d{n}", label=Text(sv=f"Dokument {n}")) for n in (1, 2, 3)),
        CrimeArea(id="a", label=Text(sv="Området")),
        *(
            Statement(id=one, label=Text(sv=one), attribute=key, number=number, document=document)
            for one, document, key, number in made
        ),
    ]
    return KnowledgeGraph.of(
        nodes, [Link(source=one, relation="isAbout", target="a", document=document) for one, document, _, _ in made]
    )


def told(table: kgraph.Table) -> list[tuple[str, list[str]]]:
    """What each row is about, and which documents it is marked as being against."""
    return [(str(row["about"].sv), [str(one.sv) for one in row["against"]]) for row in table.rows]


def test_a_part_is_held_against_itself_and_against_the_others() -> None:
    whole = three()
    assert told(conflicts(whole)) == [("Området: x1", []), ("Området: y1", [])]
    assert told(conflicts(whole, about=said_by(whole, "d1"))) == [("Området: x1", ["Dokument 2"])]
    assert told(conflicts(whole, about=said_by(whole, "d2"))) == [
        ("Området: x1", ["Dokument 1"]),
        ("Området: y1", []),
    ]
    assert told(conflicts(whole, about=said_by(whole, "d3"))) == []


def test_the_column_is_there_only_where_it_says_something() -> None:
    whole = three()
    keys = {
        name: [column.key for column in conflicts(whole, about=part).columns]
        for name, part in (("all", None), ("d1", said_by(whole, "d1")), ("d3", said_by(whole, "d3")))
    }
    assert {name: "against" in found for name, found in keys.items()} == {"all": False, "d1": True, "d3": False}


def test_every_conflict_within_a_part_is_among_those_about_it() -> None:
    whole = several()
    for plan in ("plan-north-2025", "plan-south-2026"):
        part = of_plan(whole, plan)
        within = {one.about.sv for one in contradictions(part)}
        assert within <= {about for about, _ in told(conflicts(whole, about=part))}


def test_the_plan_of_vasteras_is_contradicted_by_the_mapping() -> None:
    """The mapping (s1) says that Mimer's störningsjour has a task; the plan (s0) is to look into whether to start one."""
    whole = kgraph.load()
    found = told(conflicts(whole, about=said_by(whole, "s0")))
    assert ("Utreda störningsjour: Planen ska utreda om en störningsjour kan startas", ["Kartläggning av våldsarbetet"]) in found  # fmt: skip


# --- against every pair of statements, one at a time ---------------------------------------------------------


@st.composite
def disagreeing(draw: st.DrawFn) -> KnowledgeGraph:
    """Up to seven figures of two attributes of two areas, in two years and two units, some of them by reading or rejected."""
    nodes: list[Node] = [
        Source(id="d", label=Text(sv="Dokumentet")), *(CrimeArea(id=one, label=Text(sv=one)) for one in ("a1", "a2")),
    ]  # fmt: skip
    links: list[Link] = []
    for number in range(draw(st.integers(0, 7))):
        told = Statement(
            id=f"x{number}", label=Text(sv=f"x{number}"), attribute=draw(st.sampled_from(("share", "size"))), document="d",
            number=draw(st.sampled_from((1, 2, 2.0, 3))), year=draw(st.sampled_from((2024, 2025))), unit=draw(st.sampled_from((None, "%", "Procent"))),
            interpreted=draw(st.sampled_from(((), (), ("number",)))),
        )  # fmt: skip
        nodes.append(told)
        for area in draw(st.sets(st.sampled_from(("a1", "a2")))):
            status = draw(st.sampled_from(STATUSES))
            links.append(Link(source=told.id, relation="isAbout", target=area, document="d", status=status))
    return KnowledgeGraph.of(nodes, links)


@given(disagreeing())
@settings(max_examples=150, deadline=None)
def test_the_figures_that_disagree_are_those_that_every_pair_tells(graph: KnowledgeGraph) -> None:
    """Brute force over pairs of links: of one area, attribute, year and unit, with other numbers; joined by what they share."""
    found: dict[tuple[object, ...], set[str]] = {}
    sure: set[tuple[object, ...]] = set()
    for one, other in itertools.permutations(graph.links, 2):
        first, second = graph[one.source], graph[other.source]
        assert isinstance(first, Statement)
        assert isinstance(second, Statement)
        units = ["%" if unit == "Procent" else unit for unit in (first.unit, second.unit)]
        alike = (one.target, first.attribute, first.year) == (other.target, second.attribute, second.year)
        if (
            "rejected" in (one.status, other.status)
            or not alike
            or units[0] != units[1]
            or first.number == second.number
        ):
            continue
        key = (one.target, first.attribute, first.year, units[0])
        found.setdefault(key, set()).update((first.id, second.id))
        if "interpreted" not in (one.status, other.status) and not first.interpreted and not second.interpreted:
            sure.add(key)
    told = [one for one in contradictions(graph) if one.rule == "values"]
    assert sorted(sorted(str(side.record.id) for side in one.sides if side.record) for one in told) == sorted(map(sorted, found.values()))  # fmt: skip
    count = conflicts(graph).counts[0]
    assert (count.stated, count.with_interpreted) == (len(sure), len(found))
