"""Random graphs for the laws: small, with cycles, parallel statements and every status."""

from __future__ import annotations

from hypothesis import strategies as st

from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Link, LinkStatus, Measure, Node, SubActivity, Text

STATUSES: tuple[LinkStatus, ...] = ("stated", "interpreted", "confirmed", "rejected")
_SIZES = {"m": (Measure, 6), "s": (SubActivity, 2), "c": (Cause, 5), "a": (CrimeArea, 3), "actor": (Actor, 2)}
_ENDS = [
    ("addresses", "m", "c"), ("addresses", "s", "c"), ("strengthens", "m", "c"), ("homeArea", "m", "a"),
    ("alsoAffects", "m", "a"), ("contributesTo", "c", "c"), ("contributesTo", "c", "a"), ("protectsAgainst", "c", "a"),
    ("mattersFor", "a", "a"), ("isResponsibleFor", "actor", "m"), ("takesPartIn", "actor", "s"),
]  # fmt: skip


def nodes() -> list[Node]:
    """The nodes that every random graph has."""
    return [
        model(id=f"{prefix}-{number}", label=Text(sv=f"{prefix} nummer {number}"))
        for prefix, (model, size) in _SIZES.items()
        for number in range(size)
    ]


@st.composite
def link(draw: st.DrawFn) -> Link:
    """One link between kinds that its relation allows."""
    relation, source, target = draw(st.sampled_from(_ENDS))
    return Link(
        source=f"{source}-{draw(st.integers(0, _SIZES[source][1] - 1))}",
        relation=relation,
        target=f"{target}-{draw(st.integers(0, _SIZES[target][1] - 1))}",
        status=draw(st.sampled_from(STATUSES)),
        locator=draw(st.sampled_from(("1", "2"))),
    )


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    """A graph of 6 measures, 2 sub-activities, 5 causes, 3 areas and 2 actors with up to 30 links."""
    drawn = draw(st.lists(link(), max_size=30, unique_by=Link.sort_key))
    parts = [
        Link(source=f"s-{n}", relation="partOf", target=f"m-{n}", locator="1", status=draw(st.sampled_from(STATUSES)))
        for n in range(_SIZES["s"][1])
    ]
    return KnowledgeGraph.of(nodes(), [*parts, *drawn])
