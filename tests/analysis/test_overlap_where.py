from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.asking.expressions import All, Any, Expression, Not, Term, where
from kgraph.errors import UnknownName, UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Path, Table
from tests.asking.test_expressions import groups
from tests.strategies import graphs

THINGS = st.sampled_from(["a-0", "a-1", "a-2", "c-0", "c-1", "actor-0"])
QUESTIONS: st.SearchStrategy[Expression] = st.recursive(THINGS, groups, max_leaves=6).map(
    lambda term: All(term) if isinstance(term, str) else term
)


def ids(table: Table, basis: str = "") -> set[object]:
    return {row["id"] for row in table.rows if not basis or row["basis"] == basis}


def brute(graph: KnowledgeGraph, term: Term, *, interpreted: bool) -> set[str]:
    """The answer by plain sets of what the index says of single things."""
    everything = {node.id for node in graph.of_kind("Measure")}
    if isinstance(term, str):
        return set(graph.index.touching(term, interpreted=interpreted))
    if isinstance(term, Not):
        return everything - brute(graph, term.term, interpreted=interpreted)
    parts = [brute(graph, one, interpreted=interpreted) for one in term.terms]
    return set.intersection(*parts) if isinstance(term, All) else set.union(*parts)


@given(graphs(), QUESTIONS)
@settings(max_examples=120, deadline=None)
def test_a_nested_question_is_what_sets_say(graph: KnowledgeGraph, question: Expression) -> None:
    table = kgraph.overlap(graph, question)
    stated, every = (brute(graph, question, interpreted=layer) for layer in (False, True))
    assert ids(table, "stated") == stated
    assert ids(table) == stated | every
    assert (table.counts[0].stated, table.counts[0].with_interpreted) == (len(stated), len(every))
    assert {row["id"] for row in table.rows if row["leaves"]} == stated - every
    for row in table.rows:
        walked = {path.steps[-1] for path in row["paths"] if isinstance(path, Path)}  # type: ignore[union-attr]  # a tuple
        assert len(walked) == len(row["paths"])  # type: ignore[arg-type]  # a tuple


@given(graphs(), THINGS, THINGS)
@settings(max_examples=60, deadline=None)
def test_de_morgan(graph: KnowledgeGraph, one: str, other: str) -> None:
    for left, right in (
        (Not(All(one, other)), Any(Not(one), Not(other))),
        (Not(Any(one, other)), All(Not(one), Not(other))),
        (Not(Not(one)), All(one)),
    ):
        left_table, right_table = kgraph.overlap(graph, left), kgraph.overlap(graph, right)
        assert ids(left_table) == ids(right_table)
        assert left_table.counts == right_table.counts


@given(graphs(), THINGS, THINGS)
@settings(max_examples=60, deadline=None)
def test_options_and_expression_agree_and_order_does_not_matter(graph: KnowledgeGraph, one: str, other: str) -> None:
    assert ids(kgraph.overlap(graph, one, but_not=[other])) == ids(kgraph.overlap(graph, All(one, Not(other))))
    assert ids(kgraph.overlap(graph, any_of=[one, other])) == ids(kgraph.overlap(graph, Any(one, other)))
    both, turned = kgraph.overlap(graph, one, other), kgraph.overlap(graph, All(other, one))
    assert ids(both) == ids(turned)
    least = min(graph.index.count(thing, interpreted=True) for thing in (one, other))
    assert both.counts[0].with_interpreted <= least


def test_by_hand_on_the_example() -> None:
    # narkotika is touched by m-krogar, m-tobak (home) and m-skola (interpreted, through the cause of school failure);
    # the police take part in m-krogar, the school office answers for m-skola
    graph = kgraph.example()
    table = kgraph.overlap(graph, where("droger och (polisen eller skolförvaltningen)"))
    assert [(row["id"], row["basis"]) for row in table.rows] == [("m-krogar", "stated"), ("m-skola", "interpreted")]
    assert table.title.sv == "Åtgärder som berör Narkotika och (Polisen eller Skolförvaltningen)"
    assert table.title.en == "Measures that touch Narcotics and (The police or School office)"
    assert ids(kgraph.overlap(graph, where("narkotika men inte (polisen eller SKF)"))) == {"m-tobak"}
    assert ids(kgraph.overlap(graph, where("inte narkotikan"))) == {"m-natvaro", "m-skola"}  # m-skola: not as stated


def test_a_hit_that_only_a_reading_excludes_is_told() -> None:
    table = kgraph.overlap(kgraph.example(), where("skolmiljö och inte cause-skola"))
    assert [(row["id"], row["leaves"]) for row in table.rows] == [("m-natvaro", False), ("m-skola", True)]
    assert any("utesluts av en tolkad koppling" in note.sv for note in table.notes)


def test_the_nearest_lacks_least() -> None:
    # nobody touches police and school environment; each lacks one thing; m-skola touches two, and the others stand as far
    # from what they lack, so the name decides between them
    table = kgraph.overlap(kgraph.example(), where("polisen och (skolmiljö eller Elever)"))
    (nearest,) = table.also
    assert [(row["id"], row["lacks"]) for row in nearest.rows] == [("m-skola", 1), ("m-krogar", 1), ("m-natvaro", 1)]
    assert nearest.rows[1]["missing"][0].sv == "Skolmiljö eller Elever"  # type: ignore[index,union-attr]  # Texts
    # what touches a thing that must not be touched can never be a hit
    table = kgraph.overlap(kgraph.example(), where("polisen och skolmiljö och inte narkotika"))
    assert [row["id"] for row in table.also[0].rows] == ["m-natvaro"]  # m-skola touches narcotics by a reading
    assert kgraph.overlap(kgraph.example(), where("inte narkotika och inte skolmiljö")).also == ()


def test_a_name_that_holds_an_operator_is_pointed_out() -> None:
    graph = shipped()
    with pytest.raises(UsageError, match="«Hot och våld i skolan av utomstående» är också ett namn"):
        kgraph.overlap(graph, where("Hot och våld i skolan av utomstående"))
    assert "våld och heder" in kgraph.overlap(graph, where("våld och heder")).notes[0].sv
    assert len(kgraph.overlap(graph, where('"våld och heder"'))) > 0
    with pytest.raises(UnknownName, match="Menade du «Narkotika»"):
        kgraph.overlap(graph, where("polisen och narkotikka"))


@cache
def shipped() -> KnowledgeGraph:
    return kgraph.load()


def test_the_five_documents() -> None:
    # everyday words, nested: drug measures of the police or the social services that do not touch the school environment
    table = kgraph.overlap(shipped(), where("narkotikan och (polisen eller socialtjänsten) och inte skolmiljö"))
    flat = brute(
        shipped(),
        All("area-narkotika", Any(*(shipped().resolve(one, ["Actor"]).id for one in ("polisen", "socialtjänsten"))), Not("area-skolmiljo")),
        interpreted=True,
    )  # fmt: skip
    assert ids(table) >= flat
    assert table.counts[0].with_interpreted == len(flat) > 0
