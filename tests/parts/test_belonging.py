"""What goes when a thing goes, step by step."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    CrimeArea,
    FollowUp,
    Goal,
    Indicator,
    Link,
    Measure,
    Node,
    Plan,
    PlanTable,
    Problem,
    Source,
    Statement,
    SubActivity,
    Text,
)
from kgraph.parts.belonging import _FREE, _INWARD, _OUTWARD, going, without
from kgraph.parts.scope import of_plan
from tests.strategies import graphs, rich_graphs


def named(name: str) -> Text:
    return Text(sv=name)


def chain() -> KnowledgeGraph:
    """m1 → goal → indicator ← statement; a part and a follow-up of m1; a goal that m1 and m2 share; an area of both."""
    nodes: list[Node] = [
        Measure(id="m1", label=named("Ett")), Measure(id="m2", label=named("Två")), SubActivity(id="s1", label=named("Del")),
        FollowUp(id="f1", label=named("Läget")), Goal(id="g1", label=named("Mål")), Goal(id="g2", label=named("Delat mål")),
        Indicator(id="i1", label=named("Mått")), Statement(id="x1", label=named("Om måttet")), CrimeArea(id="a", label=named("A")),
        CrimeArea(id="b", label=named("B")), Goal(id="g0", label=named("Ingens mål")),
    ]  # fmt: skip
    made = [
        ("s1", "partOf", "m1"), ("f1", "followsUp", "m1"), ("m1", "pursues", "g1"), ("m1", "pursues", "g2"), ("m2", "pursues", "g2"),
        ("g1", "isMeasuredBy", "i1"), ("x1", "isAbout", "i1"), ("m1", "homeArea", "a"), ("m2", "homeArea", "a"),
        ("m1", "alsoAffects", "b"),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t) for s, r, t in made])


def test_what_belongs_to_a_thing_goes_with_it_over_several_steps() -> None:
    """The statement goes three steps after the measure; area b is named by m1 alone; g0 belonged to nobody before either."""
    assert set(without(chain(), ["m1"]).nodes) == {"m2", "g2", "a", "g0"}


def test_a_thing_of_two_owners_stays_until_both_are_gone() -> None:
    assert "g2" in without(chain(), ["m2"])
    assert set(without(chain(), ["m1", "m2"]).nodes) == {"g0"}
    assert without(chain(), []) == chain()


def two_in_one() -> KnowledgeGraph:
    """One document with two plans that share a measure and an area; the rest is each plan's own."""
    at = {"document": "d"}
    nodes: list[Node] = [
        Source(id="d", label=named("Dokumentet")), Plan(id="p1", label=named("Plan ett"), **at), Plan(id="p2", label=named("Plan två"), **at),
        CrimeArea(id="both", label=named("Båda"), **at), CrimeArea(id="one", label=named("Ettans"), **at),
        CrimeArea(id="two", label=named("Tvåans"), **at), PlanTable(id="t2", label=named("Tabell två"), **at),
        Problem(id="y2", label=named("Problem två"), **at), Statement(id="x2", label=named("Om plan två"), **at),
        Measure(id="m", label=named("Delad"), **at), Measure(id="m1", label=named("Ett"), **at), Measure(id="m2", label=named("Två"), **at),
    ]  # fmt: skip
    made = [
        ("p1", "prioritises", "both"), ("p2", "prioritises", "both"), ("p1", "prioritises", "one"), ("p2", "prioritises", "two"),
        ("t2", "partOf", "p2"), ("y2", "inTable", "t2"), ("x2", "isAbout", "p2"), ("m", "partOf", "p1"), ("m", "partOf", "p2"),
        ("m1", "partOf", "p1"), ("m2", "partOf", "p2"), ("m", "homeArea", "both"), ("m2", "homeArea", "two"), ("p2", "replaces", "p1"),
    ]  # fmt: skip
    return KnowledgeGraph.of(nodes, [Link(source=s, relation=r, target=t, **at) for s, r, t in made])


def test_a_plan_does_not_get_what_its_document_says_of_another() -> None:
    first, second = of_plan(two_in_one(), "p1"), of_plan(two_in_one(), "p2")
    assert set(first.nodes) == {"d", "p1", "p2", "both", "one", "m", "m1"}
    assert set(second.nodes) == {"d", "p1", "p2", "both", "two", "t2", "y2", "x2", "m", "m2"}
    assert [(link.source, link.relation, link.target) for link in first.links if "p2" in (link.source, link.target)] == [
        ("m", "partOf", "p2"), ("p2", "replaces", "p1"),
    ]  # fmt: skip


def test_another_plan_that_has_nothing_to_do_with_it_goes_altogether() -> None:
    whole = two_in_one()
    apart = KnowledgeGraph.of(
        whole, [link for link in whole.links if link.relation != "replaces" and link.id != "m--partOf--p2"]
    )
    assert "p2" not in of_plan(apart, "p1")


@given(graphs(), st.data())
def test_what_is_left_hangs_together_and_more_gone_leaves_no_more(graph: KnowledgeGraph, data: st.DataObject) -> None:
    ids = st.lists(st.sampled_from(sorted(graph.nodes)), max_size=4)
    some, more = data.draw(ids), data.draw(ids)
    less, least = without(graph, some), without(graph, [*some, *more])
    assert not set(some) & set(less.nodes)
    assert set(least.nodes) <= set(less.nodes)
    assert all({link.source, link.target} <= set(less.nodes) for link in less.links)
    assert without(graph, set(graph.nodes) - set(less.nodes)) == less


def hangs(graph: KnowledgeGraph, one: str, away: set[str]) -> bool:
    """Whether all that a thing belongs to is away; where it belongs to nothing, whether all that it is linked to is."""
    kind, out, into = graph[one].kind, graph.outgoing(one), graph.incoming(one)
    owners = {link.target for link in out if kind in _OUTWARD.get(link.relation, ())}
    owners |= {link.source for link in into if kind in _INWARD.get(link.relation, ())}
    return away >= (owners or {link.target for link in out} | {link.source for link in into})


@given(st.one_of(graphs(), rich_graphs()), st.data())
def test_what_goes_is_what_a_walk_from_thing_to_thing_finds(graph: KnowledgeGraph, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(graph.nodes))))
    away, edge = set(gone), set(gone)
    while edge:
        links = [link for one in edge for link in (*graph.outgoing(one), *graph.incoming(one))]
        near = {end for link in links for end in (link.source, link.target)} - away
        edge = {one for one in near if graph[one].kind not in _FREE and hangs(graph, one, away)}
        away |= edge
    assert going(graph, gone) == away
