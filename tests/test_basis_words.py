"""What a row is said to rest on is what its own links are, whatever else in the graph is confirmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

import kgraph
from kgraph import analysis
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import met
from kgraph.model import EvidenceRating, Goal, Indicator, Link, LinkStatus, Node, Place, Table, Text, cell_text
from kgraph.parts.scope import of_plan
from kgraph.project import page_tables
from kgraph.reporting import annex
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.level import Openness
from kgraph.views.report.content import Grid, Points
from tests.people import towns

SAID, READ, JUDGED = "enligt källan", "tolkad", "bekräftad"
_RANK = {"rejected": 0, "interpreted": 1, "confirmed": 2, "stated": 3}
_WORDS = ("", READ, JUDGED, SAID)

_MORE: tuple[Node, ...] = (
    Goal(id="goal", label=Text(sv="Tryggare skola"), goal_kind="outcome"),
    Goal(id="goal-two", label=Text(sv="Färre vapen"), goal_kind="outcome"),
    Indicator(id="ind", label=Text(sv="Antal besök"), indicator_kind="process"),
    Place(id="place", label=Text(sv="Torget")),
    EvidenceRating(id="rating", label=Text(sv="Betyg"), scheme="x", value="god"),
)


def _with(*links: tuple[str, str, str, LinkStatus]) -> KnowledgeGraph:
    """The example with a few more things, some links, and a confirmed link that none of the answers is about."""
    graph = kgraph.example()
    plain = [link for link in graph.links if link.target != "group-elever" and not link.source.startswith("actor")]
    odd: tuple[str, str, str, LinkStatus] = ("cause-tobak", "contributesTo", "area-skola", "confirmed")
    made = [
        Link(source=a, relation=r, target=b, status=status, document="exempel") for a, r, b, status in (odd, *links)
    ]
    return KnowledgeGraph.of([*graph, *_MORE], [*plain, *made])


def _labels(table: Table) -> dict[str, str]:
    return {str(row["id"]): cell_text(row["basis_label"]) for row in table.rows if row.get("basis_label")}


def _also(table: Table, name: str) -> Table:
    return next(one for one in table.also if one.name == name)


_ASKED: dict[str, tuple[tuple[str, str], str, str, Callable[[KnowledgeGraph], Table]]] = {
    "actor": (("actor-polisen", "m-krogar"), "takesPartIn", "m-krogar", lambda one: kgraph.actors(one, "polisen")),
    "group": (("m-krogar", "group-elever"), "isFor", "m-krogar", lambda one: kgraph.groups(one, "elever")),
    "place": (("m-krogar", "place"), "takesPlaceAt", "m-krogar", lambda one: kgraph.places(one, "torget")),
    "carried": (
        ("actor-polisen", "m-krogar"), "takesPartIn", "m-krogar",
        lambda one: _also(kgraph.whatif(one, without=["polisen"]), "carried"),
    ),
    "evidence": (("rating", "m-krogar"), "rates", "m-krogar", kgraph.evidence),
    "indicators": (("goal", "ind"), "isMeasuredBy", "ind", kgraph.indicators),
    "weak": (("goal", "ind"), "isMeasuredBy", "goal", lambda one: _also(kgraph.indicators(one), "weak_goals")),
    "overlap": (("m-krogar", "cause-status"), "addresses", "m-krogar", lambda one: kgraph.overlap(one, "cause-status")),
    "impact": (("m-krogar", "cause-status"), "addresses", "cause-status", lambda one: kgraph.impact(one, "m-krogar")),
    "tree": (("m-krogar", "cause-status"), "addresses", "m-krogar", lambda one: kgraph.tree(one, "nyrekrytering")),
    "measures_on": (
        ("m-krogar", "cause-status"), "addresses", "m-krogar",
        lambda one: _also(kgraph.impact(one, "cause-status"), "measures_on"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("status", ["stated", "confirmed", "interpreted"])
@pytest.mark.parametrize("name", _ASKED)
def test_a_row_says_what_its_own_link_is(name: str, status: LinkStatus) -> None:
    (source, target), relation, row, asked = _ASKED[name]
    said = _labels(asked(_with((source, relation, target, status))))[row]
    assert said.removesuffix(" (tolkat)") in (
        {SAID, "enligt planen"} if status == "stated" else {_WORDS[_RANK[status]]}
    )


def test_of_two_links_the_one_that_the_source_states_is_told() -> None:
    twice: tuple[tuple[str, str, str, LinkStatus], ...] = (
        ("actor-polisen", "takesPartIn", "m-krogar", "confirmed"), ("actor-polisen", "isResponsibleFor", "m-krogar", "stated"),
    )  # fmt: skip
    assert _labels(kgraph.actors(_with(*twice), "polisen")) == {"m-krogar": SAID}
    assert _labels(kgraph.actors(_with(twice[0]), "polisen")) == {"m-krogar": JUDGED}


@given(towns())
@settings(max_examples=60, deadline=None)
def test_every_row_of_an_actor_says_the_firmest_way_to_it(graph: KnowledgeGraph) -> None:
    whole: dict[str, list[tuple[str, int]]] = {one.id: [(one.id, 3)] for one in graph.of_kind("Measure")}
    for link in graph.of_relation("partOf"):
        if link.counts and graph[link.source].kind == "SubActivity" and graph[link.target].kind == "Measure":
            whole.setdefault(link.source, []).append((link.target, _RANK[link.status]))
    for actor in graph.of_kind("Actor"):
        best: dict[str, int] = {}
        for link in graph.outgoing(actor.id, "isResponsibleFor", "takesPartIn"):
            for measure, bond in whole.get(link.target, ()) if link.counts else ():
                best[measure] = max(best.get(measure, 0), min(bond, _RANK[link.status]))
        assert _labels(kgraph.actors(graph, actor.id)) == {one: _WORDS[rank] for one, rank in best.items()}


def test_the_answers_of_the_plan_keep_their_source_after_three_confirmed_links() -> None:
    """Of the 20 measures that the police have a part in none, and of the goals in the annex none, rests on these."""
    graph = of_plan(kgraph.load(), "plan-vasteras-2025")
    read = [link.id for link in graph.links if link.status == "interpreted" and link.relation == "addresses"][:3]
    judged = {"status": "confirmed", "reviewed_by": "rådet", "reviewed_on": "2026-01-20"}
    links = [link.model_copy(update=judged) if link.id in read else link for link in graph.links]
    after = KnowledgeGraph.of(list(graph), links)
    assert sum(link.status == "confirmed" for link in after.links) == 3
    carried = _also(kgraph.whatif(after, without=["polisen"]), "carried")
    assert set(_labels(carried).values()) == {SAID}
    assert _labels(analysis.indicators(after)) == _labels(analysis.indicators(graph))
    (table,) = (
        one for chapter in annex(after).chapters if chapter.key == "follow_up"
        for one in chapter.blocks if isinstance(one, Grid) and one.title == kgraph.indicators(after).title.sv
    )  # fmt: skip
    assert not any("bekräftad" in cell for row in table.rows for cell in row)


def _judged() -> tuple[KnowledgeGraph, KnowledgeGraph]:
    """The example, which states no measure on a cause, and the same with one of its readings confirmed."""
    graph = kgraph.example()
    judged = {"status": "confirmed", "reviewed_by": "rådet", "reviewed_on": "2026-01-20"}
    links = [link.model_copy(update=judged) if link.source == "m-skola" and link.status == "interpreted" else link for link in graph.links]  # fmt: skip
    return graph, KnowledgeGraph.of(list(graph), links)


def test_what_is_linked_by_confirmation_is_counted_apart_from_what_sources_say() -> None:
    before, after = _judged()
    assert met(before) == {"causes": (0, 0), "measures": (0, 0)}
    assert met(after) == {"causes": (0, 1), "measures": (0, 1)}


@given(towns())
@settings(max_examples=40, deadline=None)
def test_what_sources_say_and_what_is_confirmed_is_what_the_cards_leave(graph: KnowledgeGraph) -> None:
    counts = {count.key: count.stated for count in kgraph.coverage(graph).counts}
    assert {key: sum(both) for key, both in met(graph).items()} == {key: counts[key] for key in ("causes", "measures")}


@pytest.mark.parametrize("level", ["internal", "open"])
def test_the_card_the_annex_and_the_picture_do_not_say_that_the_plan_states_what_is_confirmed(level: Openness) -> None:
    words = "enligt planen eller bekräftat"
    for graph, is_judged in zip(_judged(), (False, True), strict=True):
        shown = published(graph, level)
        card = explorer(graph, tables=page_tables(shown), level=level).html.split('class="cards"')[1].split("</ul>")[0]
        points = next(one for one in annex(graph, level=level).chapters if one.key == "summary").blocks[1]
        assert isinstance(points, Points)
        causes, measures = points.items[1:3]
        picture = kgraph.picture(graph, "situation", level=level)
        assert ("eller bekräftad" in picture.description) is is_judged
        assert [words in said for said in (card, causes, measures)] == [is_judged] * 3
        assert ("planen anger 0, 1 bekräftade" in card) is is_judged
        assert ("planen anger en för 0, 1 är bekräftade" in causes) is is_judged
        assert is_judged or "utan tolkade" not in picture.body
