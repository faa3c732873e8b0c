"""What all measures at once are said to be linked to is what each of them is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.measures import links
from kgraph.model import Actor, Goal, Indicator, Link, Measure, Node, Text
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
