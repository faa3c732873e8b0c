"""The rules on random documents, against looking at every pair of statements, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.contradictions import Conflict, contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Node, Place, PlanTable, Source, Statement, TargetGroup, Text
from tests.strategies import STATUSES

DOCUMENTS = st.sampled_from(("d1", "d2"))


def named(name: str) -> dict[str, Any]:
    return {"id": name, "label": Text(sv=name)}


def sources() -> list[Node]:
    return [Source(**named(one)) for one in ("d1", "d2")]


def counted(link: Link) -> bool:
    return link.status != "rejected"


def firm(link: Link) -> bool:
    return link.status in ("stated", "confirmed")


def of_rule(graph: KnowledgeGraph, rule: str) -> list[Conflict]:
    return [one for one in contradictions(graph) if one.rule == rule]


# --- a relation in one list and not in the other -------------------------------------------------------------

RELATIONS = {"alsoAffects": ("a1", "a2"), "isFor": ("t1", "t2")}
TABLES = {"l1": ("d1", "2"), "l2": ("d1", "3"), "l3": ("d2", "2")}


@st.composite
def listed(draw: st.DrawFn) -> KnowledgeGraph:
    """Three lists of two documents, each in full for some relations; what they give two measures, and what is said beside them."""
    nodes: list[Node] = [
        *sources(), *(Measure(**named(one)) for one in ("m1", "m2")), *(CrimeArea(**named(one)) for one in RELATIONS["alsoAffects"]),
        *(TargetGroup(**named(one)) for one in RELATIONS["isFor"]),
    ]  # fmt: skip
    for one, (document, locator) in TABLES.items():
        full = tuple(sorted(draw(st.sets(st.sampled_from(sorted(RELATIONS))))))
        nodes.append(PlanTable(**named(one), document=document, locator=locator, exhaustive_for=full))
    links = []
    for _ in range(draw(st.integers(0, 14))):
        relation = draw(st.sampled_from((*RELATIONS, "inTable")))
        source, status = draw(st.sampled_from(("m1", "m2"))), draw(st.sampled_from(STATUSES))
        if relation == "inTable":
            made = Link(source=source, relation=relation, target=draw(st.sampled_from(sorted(TABLES))), status=status)
        else:
            made = Link(
                source=source, relation=relation, target=draw(st.sampled_from(RELATIONS[relation])), status=status, document=draw(DOCUMENTS),
                stated_in=draw(st.sampled_from((None, *TABLES))), locator=draw(st.sampled_from(("2", "2, rad 1", "20", "3, rad 2"))),
            )  # fmt: skip
        links.append(made)
    return KnowledgeGraph.of(nodes, {link.sort_key(): link for link in links}.values())


class _Said:
    """What the lists of a graph say of a measure, by looking at every stated link each time."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.links = [link for link in graph.links if firm(link)]

    def full(self, relation: str) -> list[str]:
        return [one for one in TABLES if relation in getattr(self.graph[one], "exhaustive_for", ())]

    def gives(self, table: str, measure: str, relation: str, end: str | None = None) -> bool:
        given = [
            link.target
            for link in self.links
            if (link.stated_in, link.source, link.relation) == (table, measure, relation)
        ]
        return end in given if end else bool(given)

    def holds(self, table: str, measure: str, relation: str) -> bool:
        rows = any((link.source, link.relation, link.target) == (measure, "inTable", table) for link in self.links)
        return rows or self.gives(table, measure, relation)

    def beside(self, table: str, measure: str, relation: str, end: str) -> bool:
        """Whether the running text of the list's own place says what the list, which has the measure in it, does not give."""
        document, place = TABLES[table]
        said = any(
            (link.source, link.relation, link.target, link.stated_in, link.document) == (measure, relation, end, None, document)
            and (link.locator or "").split(",")[0] == place
            for link in self.links
        )  # fmt: skip
        return said and self.gives(table, measure, relation) and not self.gives(table, measure, relation, end)

    def against(self, measure: str, relation: str, end: str) -> Iterator[list[str]]:
        """Every two lists: does the one give it, is the measure in the other, and does that not give it?  Then each list beside itself."""
        full, lacking = self.full(relation), set()
        for has, lacks in permutations(full, 2):
            missing = self.holds(lacks, measure, relation) and not self.gives(lacks, measure, relation, end)
            if missing and self.gives(has, measure, relation, end):
                lacking.add(lacks)
                more = [f"sägs på annan plats i {lacks}"] if self.beside(lacks, measure, relation, end) else []
                yield [f"står i {has}", f"saknas i {lacks}", *more]
        for table in full:
            if table not in lacking and self.beside(table, measure, relation, end):
                yield [f"sägs på annan plats i {table}", f"saknas i {table}"]


@given(listed())
@settings(max_examples=200)
def test_what_one_full_list_has_and_another_lacks(graph: KnowledgeGraph) -> None:
    said = _Said(graph)
    expected = [
        (measure, end, sides)
        for relation, ends in RELATIONS.items()
        for measure, end in product(("m1", "m2"), ends)
        for sides in said.against(measure, relation, end)
    ]
    found = [
        (one.subject, one.about.sv.split()[-1], [side.says.sv for side in one.sides]) for one in of_rule(graph, "lists")
    ]
    assert sorted(found) == sorted(expected)


# --- counts --------------------------------------------------------------------------------------------------


@st.composite
def counting(draw: st.DrawFn) -> KnowledgeGraph:
    """What two documents say of how many causes and measures a table has or an area hangs together with, and the rows."""
    nodes: list[Node] = [
        *sources(), PlanTable(**named("l1"), document="d1"), CrimeArea(**named("a1")), *(Cause(**named(f"c{n}")) for n in range(3)),
        *(Measure(**named(f"m{n}")) for n in range(2)),
    ]  # fmt: skip
    links = []
    for _ in range(draw(st.integers(0, 9))):
        source, relation, target = draw(
            st.sampled_from(
                [(one, "inTable", "l1") for one in ("c0", "c1", "c2", "m0")]
                + [(one, "contributesTo", "a1") for one in ("c0", "c1")]
                + [("m0", "homeArea", "a1")]
            )
        )
        links.append(Link(source=source, relation=relation, target=target, document=draw(DOCUMENTS), status=draw(st.sampled_from(STATUSES))))  # fmt: skip
    for number in range(draw(st.integers(1, 4))):
        nodes.append(
            Statement(
                **named(f"x{number}"), attribute=draw(st.sampled_from(("count", "count", "size"))), document=draw(DOCUMENTS),
                number=draw(st.sampled_from((0, 1, 2, 3))), counted_kind=draw(st.sampled_from(("Cause", "Measure", None))),
            )
        )  # fmt: skip
        links += [
            Link(source=f"x{number}", relation="isAbout", target=about, status=status, locator=status)
            for about in draw(st.sets(st.sampled_from(("l1", "a1"))))
            for status in draw(st.sets(st.sampled_from(STATUSES), min_size=1, max_size=2))
        ]
    return KnowledgeGraph.of(nodes, {link.sort_key(): link for link in links}.values())


@given(counting())
@settings(max_examples=200)
def test_counts_are_those_of_the_rows_counted_one_by_one(graph: KnowledgeGraph) -> None:
    expected = set()
    for one in graph.of_kind("Statement"):
        assert isinstance(one, Statement)
        if one.attribute != "count" or not one.counted_kind:
            continue
        for subject in ("l1", "a1"):
            about = [link for link in graph.links if (link.source, link.target) == (one.id, subject) and counted(link)]
            joined = {
                end for link in graph.links for end in (link.source, link.target)
                if counted(link) and link.document == one.document and subject in (link.source, link.target)
                if graph[end].kind == one.counted_kind and (subject != "l1" or link.relation == "inTable")
            }  # fmt: skip
            if about and len(joined) != one.number:
                expected.add((subject, one.id, str(len(joined)), any(map(firm, about))))
    found = {
        (one.subject, getattr(one.sides[0].record, "id", ""), "".join(filter(str.isdigit, one.sides[1].says.sv)), one.sure)
        for one in of_rule(graph, "counts")
    }  # fmt: skip
    assert found == expected


# --- single values and claims --------------------------------------------------------------------------------

SINGLE = ("polisen", "Polisen", "polisen och kommunen", "kommunen", "Kommunen i staden")
AGREE = {("polisen", "Polisen"), *((one, "polisen och kommunen") for one in ("polisen", "Polisen", "kommunen")), ("kommunen", "Kommunen i staden")}  # fmt: skip
"""The pairs of values of which one only says more than the other."""
CLAIMS = ("yes", "Ja", "no", "planned", "ongoing", "pågår", "led_by_board", "led_by_office", "grannarna")
CODES = {"Ja": "yes", "pågår": "ongoing", "grannarna": None}
EXCLUDE = {("yes", "no"), ("ongoing", "no"), ("yes", "planned"), ("ongoing", "planned"), ("led_by_board", "led_by_office")}  # fmt: skip
"""The pairs of claims that cannot both be so; "grannarna" is prose."""


@st.composite
def claiming(draw: st.DrawFn) -> KnowledgeGraph:
    """What is said of two areas and of a third that may be the same as the second, at two places that may be one and the same."""
    nodes: list[Node] = [
        *sources(), *(CrimeArea(**named(one)) for one in ("a1", "a2", "a3")), *(Place(**named(one)) for one in ("p1", "p2")),
    ]  # fmt: skip
    links = [
        Link(source=one, relation="exactMatch", target=other, status=draw(st.sampled_from(STATUSES)))
        for one, other in (("a2", "a1"), ("a2", "a3"), ("p1", "p2"))
        if draw(st.booleans())
    ]
    for number in range(draw(st.integers(2, 6))):
        single = draw(st.booleans())
        nodes.append(
            Statement(
                **named(f"x{number}"), attribute="led_by" if single else draw(st.sampled_from(("evaluated", "own"))), document="d1",
                value=draw(st.sampled_from(SINGLE if single else CLAIMS)), year=draw(st.sampled_from((None, None, "2025"))),
                interpreted=draw(st.sampled_from(((), (), ("value",)))),
            )
        )  # fmt: skip
        abouts = draw(st.sets(st.sampled_from(("a1", "a2", "a3")), min_size=1, max_size=2))
        places = draw(st.sets(st.sampled_from(("p1", "p2")), max_size=1))
        links += [
            Link(source=f"x{number}", relation=relation, target=end, status=draw(st.sampled_from(STATUSES)))
            for relation, ends in (("isAbout", abouts), ("holdsAt", places))
            for end in sorted(ends)
        ]
    return KnowledgeGraph.of(nodes, links)


def disagree(one: Statement, other: Statement) -> bool:
    """Whether two statements of one attribute and year cannot both be true, by the tables above."""
    if one.attribute == "led_by":
        pair = (str(one.value), str(other.value))
        return pair[0] != pair[1] and not {pair, pair[::-1]} & AGREE
    codes = [CODES.get(str(said.value), said.value) for said in (one, other)]
    return bool({(codes[0], codes[1]), (codes[1], codes[0])} & EXCLUDE)


class _Way:
    """One way of counting: what is the same as what, and what each statement is about, by walking from link to link."""

    def __init__(self, graph: KnowledgeGraph, *, interpreted: bool) -> None:
        self.links = [link for link in graph.links if (counted(link) if interpreted else firm(link))]

    def same(self, thing: str) -> frozenset[str]:
        found = {thing}
        for _ in self.links:
            found |= {
                end for link in self.links if link.relation == "exactMatch" and {link.source, link.target} & found
                for end in (link.source, link.target)
            }  # fmt: skip
        return frozenset(found)

    def ends(self, one: Statement, relation: str) -> set[frozenset[str]]:
        return {self.same(link.target) for link in self.links if (link.source, link.relation) == (one.id, relation)}

    def at(self, one: Statement) -> set[tuple[object, ...]]:
        """What the statement is about, and under which conditions."""
        where = frozenset(self.ends(one, "holdsAt"))
        return {(about, one.attribute, one.year, where) for about in self.ends(one, "isAbout")}


@given(claiming())
@settings(max_examples=300)
def test_values_and_claims_that_disagree_are_those_that_every_pair_tells(graph: KnowledgeGraph) -> None:
    every, stated = (_Way(graph, interpreted=layer) for layer in (True, False))
    expected: dict[tuple[object, ...], set[str]] = {}
    sure = set()
    for one, other in combinations(graph.of_kind("Statement"), 2):
        assert isinstance(one, Statement)
        assert isinstance(other, Statement)
        for key in every.at(one) & every.at(other) if disagree(one, other) else ():
            expected.setdefault(key, set()).update((one.id, other.id))
            about = [frozenset(at) for at in (stated.at(one), stated.at(other))]
            if any(at[0] <= key[0] for at in about[0] & about[1]) and not (one.interpreted or other.interpreted):  # type: ignore[operator]  # sets
                sure.add(key)
    found = of_rule(graph, "values")
    told = [(one.subject, sorted(getattr(side.record, "id", "") for side in one.sides), one.sure) for one in found]
    assert sorted(told) == sorted((min(key[0]), sorted(ones), key in sure) for key, ones in expected.items())  # type: ignore[call-overload]  # sets
