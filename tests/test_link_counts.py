from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

import kgraph
from kgraph import analysis
from kgraph.analysis.suggest import proposed
from kgraph.cli.commands import program
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import both_ways, counted_links, unread
from kgraph.model import FOLLOW_UP_LOG, FollowUp, Link, LinkStatus, Source, Step, Text, cell_text, integer
from kgraph.project import page_tables
from kgraph.reporting import annex, annex_file
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.lists import lists
from kgraph.views.explorer.parts import Part
from kgraph.views.explorer.situations import situations
from kgraph.wording import text


def test_a_number_is_told_both_ways_where_they_differ() -> None:
    assert (both_ways(3, 3), both_ways(3, 5), both_ways(5, 3)) == ("3", "3 (5)", "5 (3)")


@pytest.mark.parametrize(
    ("status", "stated", "every"),
    [("stated", True, True), ("confirmed", True, True), ("interpreted", False, True), ("rejected", False, False)],
)
def test_what_counts_in_each_way_of_counting(status: LinkStatus, *, stated: bool, every: bool) -> None:
    link = Link(source="a", relation="drives", target="b", status=status)
    assert (link.counts_in(interpreted=False), link.counts_in(interpreted=True)) == (stated, every)
    assert Step(source="a", relation="drives", target="b", status=status).counts_as_stated == stated


def test_a_count_is_read_from_a_row_as_the_number_that_it_is() -> None:
    assert integer({"measures": 3}, "measures") == 3
    with pytest.raises(TypeError, match="measures"):
        integer({"measures": "3"}, "measures")


def test_proposals_that_nobody_has_judged_are_told_apart_wherever_links_are_counted() -> None:
    """The example has interpreted links of its own, each from a document; a proposal of the program is added."""
    graph = kgraph.example()
    made = proposed(kgraph.suggest(graph, most=2))
    assert len(made) == 1
    more = KnowledgeGraph.of(graph, [*graph.links, *made])
    read = sum(link.status == "interpreted" for link in more.links)
    for table in (kgraph.coverage, kgraph.stats, kgraph.review):
        assert not [note for note in table(graph).notes if "kgraph suggest" in note.sv]
        (note,) = (note for note in table(more).notes if "kgraph suggest" in note.sv)
        assert note.sv.startswith("Tolkade kopplingar utan källa, som ingen har bekräftat (")
        assert f": 1 av {read}. " in note.sv
    assert "kgraph suggest" in kgraph.coverage(more, kind="område").notes[-1].sv
    assert kgraph.coverage(more, kind="mål").notes == ()  # no reading is about a goal
    confirmed = [one.model_copy(update={"status": "confirmed"}) if one in made else one for one in more.links]
    judged = KnowledgeGraph.of(graph, confirmed)
    assert unread(judged) == ()
    assert counted_links(judged)[1] == counted_links(more)[1]


def test_a_line_of_the_follow_up_log_is_no_link_of_the_plan_on_the_page_nor_in_the_annex() -> None:
    before = kgraph.example()
    log = Source(id=FOLLOW_UP_LOG, label=Text(sv="Uppföljningsloggen"))
    entry = FollowUp(
        id="f", label=Text(sv="Läget"), date="2026-01-10", measure_status="ongoing", document=FOLLOW_UP_LOG
    )
    line = Link(source="f", relation="followsUp", target=before.of_kind("Measure")[0].id, document=FOLLOW_UP_LOG)
    after = KnowledgeGraph.of([*before, log, entry], [*before.links, line])
    told = [Facts(one, "sv", "internal") for one in (before, after)]
    assert [lists(one, kgraph.coverage(one.graph), ())["link_count"] for one in told] == [counted_links(before)[1]] * 2
    cards = [situations([Part("", "", "", one, one.number, page_tables(one.graph))])[0]["cards"][-1] for one in told]
    assert cards[0] == cards[1]
    assert analysis.sources(before).counts == analysis.sources(after).counts
    drawn = [kgraph.picture(one, "situation").body for one in (before, after)]
    assert drawn[0] == drawn[1]


def test_the_shipped_data_hold_no_unread_proposal() -> None:
    assert unread(kgraph.load()) == ()


def _with_proposal() -> tuple[KnowledgeGraph, Link]:
    """The example with a proposal, as `suggest --out` writes it: an interpreted link without a document."""
    graph = kgraph.example()
    link = Link(source="m-krogar", relation="addresses", target="cause-status", status="interpreted")
    return KnowledgeGraph.of(graph, [*graph.links, link]), link


def test_a_proposal_is_not_told_as_what_somebody_has_read() -> None:
    """One word for it wherever a link is told: in a thing's links, in the list for the workshop, in paths."""
    graph, link = _with_proposal()
    shown = {row["other"]: row for row in analysis.show(graph, "m-krogar").rows if "other" in row}
    assert shown["cause-status"]["status_label"] == text("status.unread")
    reviewed = {str(row["id"]): row["status_label"] for row in analysis.review(graph).rows}
    assert reviewed[link.id] == text("status.unread")
    assert reviewed["m-skola--addresses--cause-skola"] == text("status.interpreted")
    way = analysis.path(graph, "m-krogar", "cause-status").rows[-1]
    assert way["status_label"] == text("status.unread")
    (hit,) = (row for row in analysis.overlap(graph, "cause-status").rows if row["id"] == "m-krogar")
    assert "(tolkat, utan källa)" in cell_text(hit["paths"])
    (other,) = analysis.overlap(graph, "cause-skola").rows
    assert "(tolkat)" in cell_text(other["paths"])


def test_a_judged_proposal_is_told_as_what_became_of_it() -> None:
    _, link = _with_proposal()
    for status in ("confirmed", "rejected"):
        assert link.model_copy(update={"status": status}).told_as == status
    assert link.model_copy(update={"document": "exempel"}).told_as == "interpreted"


def test_every_answer_of_the_library_that_rests_on_proposals_says_so_once() -> None:
    graph, _ = _with_proposal()
    (note,) = unread(graph)
    answers = [
        analysis.overlap(graph, "cause-status"), analysis.impact(graph, "m-krogar"), analysis.leverage(graph), analysis.chain(graph),
        analysis.fragility(graph), analysis.whatif(graph, without=["m-krogar"]), analysis.review(graph=graph),
        kgraph.rollup(graph, "actor"), kgraph.versions(kgraph.example(), graph), kgraph.matrix(graph, "orsaker", "områden"),
    ]  # fmt: skip
    assert [[*table.lead, *table.notes].count(note) for table in answers] == [1] * len(answers)
    assert note in analysis.portfolio(graph).lead  # where it must be read before the numbers it stands there alone
    assert note not in analysis.portfolio(graph).notes
    # figures that no reading changes rest on no proposal, and an example without one has none
    assert note not in analysis.overlap(graph, "area-skola").notes
    assert all("kgraph suggest" not in one.sv for one in analysis.leverage(kgraph.example()).notes)


def test_whether_an_answer_rests_on_readings_is_known_before_a_row_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where both ways count as many, but not the same: a reading takes one hit away and another gives one."""
    graph, _ = _with_proposal()
    (note,) = unread(graph)
    things = ("cause-status", "cause-skola", "area-skola")
    asked: list[kgraph.Any | kgraph.Not] = [
        *map(kgraph.Any, things), *map(kgraph.Not, things),
        kgraph.Any("cause-status", kgraph.All("area-skola", kgraph.Not("cause-skola"))),
    ]  # fmt: skip
    expected = [any(row["basis"] == "interpreted" for row in kgraph.overlap(graph, one).rows) for one in asked]

    alike = [
        (table := kgraph.overlap(graph, one)).counts[0].stated == table.counts[0].with_interpreted for one in asked
    ]
    assert {True, False} <= {is_read for same, is_read in zip(alike, expected, strict=True) if same}

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("kgraph.asking.hits._Hits.row", never)
    for one, is_read in zip(asked, expected, strict=True):
        table = analysis.overlap(graph, one)
        differs = is_read or table.counts[0].stated != table.counts[0].with_interpreted
        assert (note in table.notes) == differs, one


def test_the_annex_says_how_many_proposals_nobody_has_read_once_and_without_commands() -> None:
    graph, _ = _with_proposal()
    told = [annex_file(annex(one), "html").decode() for one in (graph, kgraph.example())]
    assert [page.count("utan källa, som ingen har bekräftat: 1 av") for page in told] == [1, 0]
    assert "utan källa" not in annex_file(annex(graph, level="open"), "html").decode()


def test_hits_that_rest_on_proposals_are_counted() -> None:
    graph, _ = _with_proposal()
    counted = text("overlap.unread", count=1)
    assert counted in analysis.overlap(graph, "cause-status").notes
    assert counted not in analysis.overlap(kgraph.example(), "cause-skola").notes


def test_the_command_line_says_so_under_every_such_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    graph, _ = _with_proposal()
    monkeypatch.setattr("kgraph.project.load", lambda _path=None: graph)
    for command in (["matrix", "areas", "areas"], ["impact"], ["coverage"], ["fragility"]):
        notes = json.loads(CliRunner().invoke(program, [*command, "--json"]).stdout)["notes"]
        assert sum("Tolkade kopplingar utan källa, som ingen har bekräftat" in note["sv"] for note in notes) == 1, (
            command
        )
