"""What all measures at once are said to be linked to is what each of them is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgraph.analysis.listing import only_by_goals
from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.measures.rows import indicator_names
from kgraph.model import Actor, Goal, Indicator, Link, Measure, Node, Text
from kgraph.views.explorer.facts import Facts
from tests.strategies import STATUSES

_NODES: list[Node] = [
    model(id=f"{prefix}{number}", label=Text(sv=f"{prefix} {number}"))
    for model, prefix in ((Measure, "m"), (Goal, "g"), (Indicator, "i"), (Actor, "a"))
    for number in range(3)
]
_ENDS = (
    ("m", "pursues", "g"),
    ("m", "isMeasuredBy", "i"),
    ("g", "isMeasuredBy", "i"),
    ("m", "isFollowedUpThrough", "a"),
)


@st.composite
def _linked(draw: st.DrawFn) -> Link:
    (source, relation, target), number = draw(st.sampled_from(_ENDS)), st.integers(0, 2)
    return Link(
        source=f"{source}{draw(number)}", relation=relation, target=f"{target}{draw(number)}",
        status=draw(st.sampled_from(STATUSES)),
    )  # fmt: skip


@given(st.lists(_linked(), max_size=12, unique_by=Link.sort_key))
def test_the_support_of_all_measures_at_once_is_that_of_each(made: list[Link]) -> None:
    graph = KnowledgeGraph.of(_NODES, made)
    goals, indicators = links.supports(graph, "pursues"), links.indicator_supports(graph)
    bodies = links.supports(graph, "isFollowedUpThrough")
    for measure in ("m0", "m1", "m2"):
        assert goals.get(measure, "none") == links.support(links.goals(graph, measure))
        assert indicators.get(measure, "none") == links.support(links.indicators(graph, measure))
        alone = [one for one in links.follow_up(graph, measure) if one.relation == "isFollowedUpThrough"]
        assert bodies.get(measure, "none") == links.support(alone)


@given(st.lists(_linked(), max_size=20, unique_by=Link.sort_key))
def test_measures_with_an_indicator_only_by_a_shared_goal_are_found_one_by_one_too(made: list[Link]) -> None:
    graph = KnowledgeGraph.of(_NODES, made)
    one_by_one = {
        one.id
        for one in graph.of_kind("Measure")
        if (found := {link.target for link in links.indicators(graph, one.id)})
        and found == links.indicators_of_a_shared_goal(graph, one.id)
    }
    assert only_by_goals(graph) == one_by_one


def test_an_indicator_by_a_shared_goal_alone_is_told_as_such() -> None:
    """m 0 has i 0 itself and shares g 0, which i 0 and i 1 measure, with m 1; g 1, which i 2 measures, is m 1's alone."""
    ends = [
        ("m0", "isMeasuredBy", "i0"), ("m0", "pursues", "g0"), ("m1", "pursues", "g0"), ("m1", "pursues", "g1"),
        ("g0", "isMeasuredBy", "i0"), ("g0", "isMeasuredBy", "i1"), ("g1", "isMeasuredBy", "i2"),
    ]  # fmt: skip
    graph = KnowledgeGraph.of(_NODES, [Link(source=one, relation=by, target=other) for one, by, other in ends])
    assert links.indicators_of_a_shared_goal(graph, "m0") == {"i1"}
    assert links.indicators_of_a_shared_goal(graph, "m1") == {"i0", "i1"}
    assert [name.sv for name in indicator_names(graph, "m1").values()] == [
        "i 0 (via ett mål som flera har)", "i 1 (via ett mål som flera har)", "i 2",
    ]  # fmt: skip
    assert Facts(graph, "sv", "internal").indicators("m0") == [("i 0", True), ("i 1 (via ett mål som flera har)", True)]


def test_the_page_tells_lost_goals_and_indicators_as_lost_as_the_checks_do() -> None:
    """The words are those that the data are written with: goals, indicators."""
    measure = Measure(id="m", label=Text(sv="m"), unknown=("goals", "indicators"))
    facts = Facts(KnowledgeGraph.of([measure], []), "sv", "internal")
    assert facts.lacking(measure, interpreted=True) == ("time", "responsible")
    assert facts.lost(measure, interpreted=True) == ("indicator", "goal")
