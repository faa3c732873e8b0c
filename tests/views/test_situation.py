"""What the page says of the situation and its menu: both ways of counting, and no link that leads nowhere."""

from __future__ import annotations

import re

import pytest

import kgraph
from kgraph.analysis import conflicts, coverage
from kgraph.graph import KnowledgeGraph
from kgraph.measures.links import LACKS
from kgraph.measures.roles import Roles
from kgraph.model import Actor, Link, Measure, Text
from kgraph.parts.scope import of_plan, plans_with_measures
from kgraph.project import page_tables
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.facts import Facts
from kgraph.views.explorer.level import Openness
from kgraph.wording import text
from tests.views.conftest import DAY

PLANS = [plan.id for plan in plans_with_measures(kgraph.load())]


def made(graph: KnowledgeGraph, *, level: Openness = "internal", whole: KnowledgeGraph | None = None) -> str:
    shown = published(graph, level)
    tables = page_tables(shown, on=DAY, whole=published(whole, level) if whole else None)
    return explorer(graph, tables=tables, level=level).html


@pytest.mark.parametrize("name", ["", *PLANS])
def test_every_item_of_the_menu_has_a_view_with_its_own_heading(name: str) -> None:
    whole = kgraph.load()
    html = made(of_plan(whole, name) if name else whole)
    menu = re.search(r'<ul class="view-groups".*?</nav>', html, re.DOTALL)
    assert menu
    for key, words in re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', menu[0]):
        view = re.search(rf'<section id="{key}"(?=[^>]* data-view)[^>]*>.*?</h2>', html, re.DOTALL)
        assert view, key
        assert f'id="{key}-rubrik"' in view[0]
        assert words in view[0]


def test_a_view_that_the_page_does_not_have_is_not_in_the_menu(plan: KnowledgeGraph) -> None:
    tables = {name: table for name, table in page_tables(plan).items() if name not in ("conflicts", "sources")}
    html = explorer(plan, tables=tables).html
    assert 'href="#motsagelser"' not in html
    assert 'href="#kallor"' not in html
    assert 'href="#kontroller"' not in html  # no findings were handed over


def test_what_another_document_says_against_the_plan_is_on_its_page(plan: KnowledgeGraph) -> None:
    whole = kgraph.load()
    count = conflicts(whole, about=plan).counts[0]
    assert (count.stated, count.with_interpreted) == (0, 1)
    html = made(plan, whole=whole)
    view = re.search(r'<section id="motsagelser".*?</section>', html, re.DOTALL)
    assert view
    assert 'data-stated="0" data-all="1"' in view[0]
    assert view[0].count('<tr class="if-all">') == 1
    alone = re.search(r'<section id="motsagelser".*?</section>', made(plan), re.DOTALL)
    assert alone
    assert "Inga motsägelser" in alone[0]
    assert '<tr class="if-all">' not in made(plan, level="open", whole=whole)


def test_how_the_causes_stand_is_told_in_both_ways(plan: KnowledgeGraph) -> None:
    states = next(one for one in coverage(plan, on=DAY).also if one.name == "states")
    known = {row["state"]: (row["causes_stated"], row["causes"]) for row in states.rows}
    line = re.search(r'<p class="states">.*?</p>', made(plan), re.DOTALL)
    assert line
    said = re.sub(r"<[^>]*>", "", line[0])
    stated, _ = known["interpreted_only"]
    assert stated == 47  # what the plan itself leaves unlinked and a reader has linked
    assert f"ingen åtgärd, inte ens tolkad: {known['uncovered'][0]} · ingen i planen, men tolkad: {stated} · " in said
    assert "täckt av en: 0 enligt planen, 33 med tolkade" in said
    told = re.search(r'<p class="states">.*?</p>', made(plan, level="open"), re.DOTALL)
    assert told
    assert "tolkade" not in told[0]


def test_cards_of_lacks_tell_by_stated_links_what_the_open_page_tells() -> None:
    whole = kgraph.load()
    inside, outside = (Facts(published(whole, level), "sv", level) for level in ("internal", "open"))
    for key in LACKS:
        inner, outer = (
            [
                sum(key in one.lacking(measure, interpreted=False) for measure in one.measures),
                sum(key in one.lost(measure, interpreted=False) for measure in one.measures),
                sum(f"{key}-lost" in one.lack_marks(measure)[1] for measure in one.measures),
            ]
            for one in (inside, outside)
        )
        assert inner == outer
        if key == "responsible":
            roles = Roles.of(whole)
            lost = [sum(roles.is_lost(one.id, interpreted=way) for one in inside.measures) for way in (False, True)]
            assert lost[0] != lost[1]
            assert inner[1:] == [lost[0], lost[0]]
            words = text("page.lost").sv
            card = f';urval=responsible-lost"><span>{words}</span> <b data-stated="{lost[0]}" data-all="{lost[1]}">'
            assert card in made(whole)


def test_a_row_says_that_the_responsible_is_unknown_where_only_an_interpreted_link_tells() -> None:
    measure = Measure(id="m-a", label=Text(sv="Åtgärd"), unknown=("responsible",))
    actor = Actor(id="a-b", label=Text(sv="Aktören"))
    link = Link(
        source="a-b",
        relation="isResponsibleFor",
        target="m-a",
        status="interpreted",
        rationale=Text(sv="Av sammanhanget."),
    )
    row = made(KnowledgeGraph.of([measure, actor], [link])).partition('<tr id="sak-m-a"')[2].partition("</tr>")[0]
    assert '<span class="who unknown if-stated">' in row
    assert 'data-lacks-stated="' in row


def test_who_does_a_measure_is_marked_where_a_reader_interpreted_it() -> None:
    measure = Measure(id="m-a", label=Text(sv="Åtgärd"))
    actors = [Actor(id=f"a-{one}", label=Text(sv=f"Aktör {one}")) for one in "xyz"]
    links = [
        Link(source="a-z", relation="isResponsibleFor", target="m-a", status="stated", document="d", locator="s. 1"),
        Link(
            source="a-x",
            relation="isResponsibleFor",
            target="m-a",
            status="interpreted",
            rationale=Text(sv="Av annat."),
        ),
        Link(source="a-y", relation="takesPartIn", target="m-a", status="interpreted", rationale=Text(sv="Av annat.")),
    ]
    row = made(KnowledgeGraph.of([measure, *actors], links)).partition('<tr id="sak-m-a"')[2].partition("</tr>")[0]
    assert '<span class="who">Ansvarar: Aktör z<span class="if-all">, Aktör x (tolkat)</span></span>' in row
    assert '<span class="small if-all">Deltar: <span class="if-all">Aktör y (tolkat)</span></span>' in row


def test_every_card_tells_its_rule_and_both_ways_of_counting(plan: KnowledgeGraph) -> None:
    html = made(kgraph.load())
    whole = html.partition('<ul class="cards">')[2].partition("</details>")[0]
    listed, _, rules = whole.partition('<details class="card-rules">')
    cards = re.split('<li class="card(?: card-list)?">', listed)[1:]
    assert len(cards) == 5
    assert rules.count("<dt>") == rules.count("<dd>Räknat ") == len(cards)
    lacks = next(card for card in cards if "urval=responsible" in card)
    assert re.findall(r">(\d+ (?:enligt planen|med tolkade))<", lacks)[:2] == ["34 enligt planen", "30 med tolkade"]
    assert lacks.count('class="card-ways"') == lacks.count("<b ")
    assert 'class="card-ways"' not in made(plan, level="open")


def test_the_open_star_has_no_columns_of_readings(plan: KnowledgeGraph) -> None:
    levels: tuple[tuple[Openness, int], ...] = (("internal", 2), ("open", 0))
    for level, many in levels:
        star = re.search(r'<section id="stjarnan".*?</section>', made(plan, level=level), re.DOTALL)
        assert star
        assert star[0].count("… med tolkade") + star[0].count("… och med tolkade") == many
