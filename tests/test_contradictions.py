"""The rules on made-up documents: what they find, and what they rightly leave alone."""

from __future__ import annotations

from typing import Any

import pytest

import kgraph
from kgraph.contradictions import contradictions
from kgraph.contradictions.claims import SCALES, exclude, in_words, meaning
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Measure, Method, Node, PlanTable, Source, Statement, Text


def named(name: str) -> Text:
    return Text(sv=name)


def link(source: str, relation: str, target: str, **more: Any) -> Link:
    return Link(
        source=source, relation=relation, target=target, document=more.pop("document", "d1"), locator="1", **more
    )


def said(name: str, **more: Any) -> Statement:
    return Statement(id=name, label=named(name), document=more.pop("document", "d1"), locator="1", **more)


BASE: list[Node] = [
    Source(id="d1", label=named("Ena dokumentet")), Source(id="d2", label=named("Andra dokumentet")),
    Method(id="metod", label=named("Metoden")), Measure(id="m", label=named("Åtgärden")), CrimeArea(id="a", label=named("A")),
    CrimeArea(id="b", label=named("B")), CrimeArea(id="c", label=named("C")),
]  # fmt: skip


def found(nodes: list[Node], links: list[Link]) -> list[tuple[str, str]]:
    return [(one.rule, one.subject) for one in contradictions(KnowledgeGraph.of([*BASE, *nodes], links))]


MATRIX: list[Node] = [
    PlanTable(id="matris", label=named("Matrisen"), exhaustive_for=("alsoAffects",), document="d1", locator="2"),
    PlanTable(id="tabell", label=named("Tabellen"), exhaustive_for=("alsoAffects",), document="d1", locator="3"),
]


def test_two_exhaustive_lists_are_compared_both_ways() -> None:
    links = [
        link("m", "alsoAffects", "a", stated_in="matris"), link("m", "alsoAffects", "b", stated_in="matris"),
        Link(source="m", relation="alsoAffects", target="a", stated_in="tabell", document="d1", locator="3"),
        Link(source="m", relation="alsoAffects", target="c", stated_in="tabell", document="d1", locator="3"),
    ]  # fmt: skip
    graph = KnowledgeGraph.of([*BASE, *MATRIX], links)
    one, other = contradictions(graph)
    assert [side.says.sv for side in one.sides] == ["står i Matrisen", "saknas i Tabellen"]
    assert [side.says.sv for side in other.sides] == ["står i Tabellen", "saknas i Matrisen"]
    assert one.about.sv == "Åtgärden berör även B"
    assert one.sides[0].source == Text(sv="Ena dokumentet, 1", en="Ena dokumentet, 1")


def test_a_thing_that_stands_in_one_list_only_is_no_conflict() -> None:
    assert found([*MATRIX], [link("m", "alsoAffects", "a", stated_in="matris")]) == []


def test_a_list_that_is_not_exhaustive_denies_nothing() -> None:
    loose = [MATRIX[0], PlanTable(id="tabell", label=named("Exempel"))]
    links = [link("m", "alsoAffects", "a", stated_in="matris"), link("m", "alsoAffects", "b", stated_in="tabell")]
    assert found(loose, links) == []


def test_opposite_claims_of_two_documents() -> None:
    nodes: list[Node] = [
        said("s1", attribute="evaluated", value="yes"),
        said("s2", attribute="evaluated", value="no", document="d2"),
    ]
    links = [link("s1", "isAbout", "metod"), link("s2", "isAbout", "metod", document="d2")]
    assert found(nodes, links) == [("values", "metod")]
    table = kgraph.conflicts(KnowledgeGraph.of([*BASE, *nodes], links))
    (row,) = table.rows
    assert str(row["first_source"].sv) == "Ena dokumentet, 1"  # type: ignore[union-attr]  # a Text
    assert [str(one.sv) for one in row["second_source"]] == ["Andra dokumentet, 1"]  # type: ignore[union-attr]  # Texts


def test_figures_differ_only_under_the_same_conditions() -> None:
    def figures(**second: Any) -> list[tuple[str, str]]:
        nodes: list[Node] = [
            said("s1", attribute="share", number=10, unit="%", year="2024"),
            said("s2", attribute="share", **second),
        ]
        return found(nodes, [link("s1", "isAbout", "a"), link("s2", "isAbout", "a")])

    assert figures(number=12, unit="%", year="2024") == [("values", "a")]
    assert figures(number=10, unit="%", year="2024") == []
    assert figures(number=12, unit="%", year="2023") == []
    assert figures(number=12, unit="antal", year="2024") == []
    assert figures(number=12, unit="%", year="2024", population=named("flickor")) == []


def test_prose_is_never_compared() -> None:
    nodes: list[Node] = [
        said("s1", attribute="success_factor", value="Tålamod"),
        said("s2", attribute="success_factor", value="Pengar till många"),
    ]
    assert found(nodes, [link("s1", "isAbout", "a"), link("s2", "isAbout", "a")]) == []


def counted(number: float) -> list[tuple[str, str]]:
    table = PlanTable(id="blad", label=named("Bladet"), document="d1", locator="1")
    causes: list[Node] = [Cause(id=f"c{n}", label=named(f"orsak {n}"), document="d1") for n in range(3)]
    count = said("s", attribute="count", number=number, counted_kind="Cause")
    rows = [link(cause.id, "inTable", "blad") for cause in causes]
    return found([table, *causes, count], [*rows, link("s", "isAbout", "blad")])


def test_a_stated_count_is_held_against_the_rows() -> None:
    assert counted(3) == []
    assert counted(4) == [("counts", "blad")]


def summed(*parts: float, unit: str, total: float = 100) -> list[tuple[str, str]]:
    nodes: list[Node] = [said("total", attribute="all", number=total, unit=unit)]
    nodes += [said(f"del{n}", attribute=f"part_{chr(97 + n)}", number=part, unit=unit) for n, part in enumerate(parts)]
    return found(nodes, [link(f"del{n}", "addsUpTo", "total") for n in range(len(parts))])


def test_parts_are_held_against_their_sum_with_room_for_rounded_shares() -> None:
    assert summed(33, 33, 33, unit="%") == []
    assert summed(33, 33, 30, unit="%") == [("sums", "total")]
    assert summed(40, 59, unit="antal") == [("sums", "total")]
    assert summed(40, 60, unit="antal") == []


def test_parts_in_another_unit_than_their_sum_are_told_and_a_part_linked_twice_counts_once() -> None:
    nodes: list[Node] = [
        said("total", number=100, unit="fall"),
        said("del1", number=40, unit="per 100 000"),
        said("del2", number=60, unit="fall"),
    ]
    links = [link("del1", "addsUpTo", "total"), link("del2", "addsUpTo", "total")]
    (one,) = contradictions(KnowledgeGraph.of([*BASE, *nodes], links))
    assert one.sides[1].says.sv == "delarna anges i per 100 000, summan i fall"
    whole: list[Node] = [said("total", number=100, unit="fall"), said("del1", number=40, unit="fall"), nodes[2]]
    twice = Link(source="del1", relation="addsUpTo", target="total", document="d2", locator="2")
    assert found(whole, [*links, twice]) == []


def test_rejected_links_make_no_conflict() -> None:
    nodes: list[Node] = [said("s1", attribute="evaluated", value="yes"), said("s2", attribute="evaluated", value="no")]
    assert found(nodes, [link("s1", "isAbout", "metod"), link("s2", "isAbout", "metod", status="rejected")]) == []


def test_no_conflict_is_said_in_words() -> None:
    assert kgraph.conflicts(kgraph.example()).notes[0].sv == "Inga motsägelser hittades."


def two(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two statements of one attribute of one thing are found to disagree."""
    nodes: list[Node] = [said("s1", attribute="matter", **first), said("s2", attribute="matter", **second)]
    return bool(found(nodes, [link("s1", "isAbout", "a"), link("s2", "isAbout", "a")]))


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("yes", "no", True), ("started", "to_be_investigated", True), ("evaluated", "not_evaluated", True),
        ("led_by_board", "led_by_office", True), ("yes", "yes", False), ("yes", "grannarna", False), ("skola", "fritid", False),
        # claims are read in either language, any case, with or without å ä ö, and in other words than their own
        ("yes", "Nej", True), ("ja", "nej", True), ("påbörjad", "ska utredas", True), ("Paborjad", "utreds", True), ("inte utvärderad", "evaluated", True),
        # a code of the writer's own may have letters of Swedish
        ("leds_av_nämnden", "leds_av_kontoret", True), ("leds_av_nämnden", "Leds_av_nämnden", False),
        # two words for what can be so at once
        ("started", "ongoing", False), ("yes", "evaluated", False), ("planned", "to_be_investigated", False),
        ("not_confirmed", "no_visible_change", False), ("most", "partly", False),
        # words for what cannot
        ("ongoing", "completed", True), ("planned", "cancelled", True), ("few", "yes", True), ("temporary", "not_confirmed", True),
        ("increasing", "decreasing", True), ("increasing", "no_visible_change", True), ("positive", "negative", True),
        ("few", "increasing", False), ("unknown", "no", False), ("yes", "led_by_board", False),
    ],
)  # fmt: skip
def test_a_single_word_of_a_source_is_no_claim(one: str, other: str, differ: bool) -> None:  # noqa: FBT001  # a row of the table
    assert two({"value": one}, {"value": other}) is differ


def test_per_cent_is_one_unit_however_it_is_written() -> None:
    for unit in ("procent", "Procent", "percent", "%"):
        assert two({"number": 10, "unit": "%"}, {"number": 12, "unit": unit})
    assert not two({"number": 10, "unit": "%"}, {"number": 12, "unit": "procentenheter"})
    assert summed(33, 33, 33, unit="Procent") == []


@pytest.mark.parametrize(
    ("written", "number", "exact", "differ"),
    [
        # 160 tusen has its last written place at ten thousands: off by 5 000, or by a tenth, 16 000, which is more
        ("Ca 160 tusen", 160_000, 152_744, False), ("cirka 160 000", 160_000, 140_000, True), ("160 tusen", 160_000, 152_744, True),
        # a hundred may be rounded to hundreds: 50 to 150
        ("omkring 100", 100, 55, False), ("omkring 100", 100, 49, True), ("~12", 12, 13, False), ("about 12", 12, 14, True),
        # the word must stand by itself
        ("catering 100", 100, 99, True),
    ],
)  # fmt: skip
def test_a_rough_figure_contradicts_only_what_it_cannot_be_a_rounding_of(
    written: str, number: float, exact: float, differ: bool  # noqa: FBT001  # a row of the table
) -> None:  # fmt: skip
    assert two({"value": written, "number": number}, {"value": str(exact), "number": exact}) is differ


def test_things_that_are_an_exact_match_are_one_subject() -> None:
    others: list[Node] = [Method(id=f"metod{n}", label=named(f"Metoden {n}")) for n in (2, 3)]
    nodes: list[Node] = [
        said("s1", attribute="evaluated", value="yes"),
        said("s2", attribute="evaluated", value="no", document="d2"),
    ]
    about = [link("s1", "isAbout", "metod"), link("s2", "isAbout", "metod3", document="d2")]
    chain = [link("metod", "exactMatch", "metod2"), link("metod3", "exactMatch", "metod2")]
    assert found([*others, *nodes], about) == []
    assert found([*others, *nodes], [*about, *chain]) == [("values", "metod")]
    rejected = [one.model_copy(update={"status": "rejected"}) for one in chain]
    assert found([*others, *nodes], [*about, *rejected]) == []
    close = [one.model_copy(update={"relation": "closeMatch"}) for one in chain]
    assert found([*others, *nodes], [*about, *close]) == []


def test_a_reading_that_things_are_the_same_takes_no_stated_contradiction_away() -> None:
    """Both documents speak of the very same method; that another may be the same method changes nothing of that."""
    nodes: list[Node] = [
        Method(id="metod2", label=named("Metoden 2")), said("s1", attribute="evaluated", value="yes"), said("s2", attribute="evaluated", value="no"),
        said("s3", attribute="evaluated", value="no"),
    ]  # fmt: skip
    links = [link(one, "isAbout", "metod") for one in ("s1", "s2")]
    read = link("metod2", "exactMatch", "metod", status="interpreted")
    (one,) = contradictions(KnowledgeGraph.of([*BASE, *nodes], [*links, read, link("s3", "isAbout", "metod2")]))
    assert (one.sure, [side.sure for side in one.sides]) == (True, [True, True, False])
    (other,) = contradictions(KnowledgeGraph.of([*BASE, *nodes], [links[0], read, link("s3", "isAbout", "metod2")]))
    assert (other.sure, [side.sure for side in other.sides]) == (False, [True, False])


CLAIMS = sorted({claim for scale in SCALES for claim in scale})


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_has_words_and_never_contradicts_itself(claim: str) -> None:
    words = in_words(claim)
    assert words is not None
    assert meaning(words.sv) == meaning(words.en) == meaning(claim) == claim
    assert not exclude(claim, claim)
    assert all(exclude(claim, other) == exclude(other, claim) for other in CLAIMS)


@pytest.mark.parametrize(
    ("attribute", "one", "other", "differ"),
    [
        ("led_by", "polisen", "kommunen", True), ("period", "2025–2026", "2024–2027", True), ("led_by", "Polisen", "polisen", False),
        ("led_by", "verksamhetschefer", "kommundirektör", True), ("led_by", "enhetschefer", "avdelningsdirektör", True),
        ("led_by", "Kommundirektören", "kommundirektören i staden", False), ("period", "2025–2026", "2025-2026", False),
        ("success_factor", "polisen", "kommunen", False),
    ],
)  # fmt: skip
def test_what_has_one_value_only_is_compared_in_whatever_words(
    attribute: str, one: str, other: str, differ: bool  # noqa: FBT001  # a row of the table
) -> None:  # fmt: skip
    nodes: list[Node] = [said("s1", attribute=attribute, value=one), said("s2", attribute=attribute, value=other)]
    assert bool(found(nodes, [link("s1", "isAbout", "a"), link("s2", "isAbout", "a")])) is differ


def test_a_statement_can_say_itself_that_there_is_one_value_only() -> None:
    assert two({"value": "Storgatan", "single_valued": True}, {"value": "Lillgatan", "single_valued": True})
    assert not two({"value": "Storgatan", "single_valued": True}, {"value": "Lillgatan"})


def test_only_those_who_disagree_stand_against_each_other() -> None:
    """Two who saw nothing agree; one who saw a rise is against both; one who speaks of something else is left out."""
    told = {"s1": "not_confirmed", "s2": "no_visible_change", "s3": "temporary", "s4": "more_serious"}
    nodes: list[Node] = [said(one, attribute="rise", value=value) for one, value in told.items()]
    graph = KnowledgeGraph.of([*BASE, *nodes], [link(one, "isAbout", "a") for one in told])
    (one,) = contradictions(graph)
    assert [side.record.id for side in one.sides if side.record] == ["s3", "s1", "s2"]


def test_a_contradiction_that_rests_on_a_reading_says_so_and_is_counted_apart() -> None:
    nodes: list[Node] = [said("s1", attribute="started", value="yes"), said("s2", attribute="started", value="no")]
    read = link("s2", "isAbout", "metod", status="interpreted")
    graph = KnowledgeGraph.of([*BASE, *nodes], [link("s1", "isAbout", "metod"), read])
    table = kgraph.conflicts(graph)
    assert [row["basis"] for row in table.rows] == ["interpreted"]
    assert [(one.stated, one.with_interpreted) for one in table.counts] == [(0, 1)]
    assert [side.sure for side in contradictions(graph)[0].sides] == [True, False]
    confirmed = KnowledgeGraph.of(
        [*BASE, *nodes], [link("s1", "isAbout", "metod"), read.model_copy(update={"status": "confirmed"})]
    )
    assert [row["basis"] for row in kgraph.conflicts(confirmed).rows] == ["stated"]
    valued = [nodes[0], nodes[1].model_copy(update={"interpreted": ("value",)})]
    links = [link("s1", "isAbout", "metod"), link("s2", "isAbout", "metod")]
    assert [one.sure for one in contradictions(KnowledgeGraph.of([*BASE, *valued], links))] == [False]


def test_the_notes_of_what_disagrees_are_shown_as_caveats() -> None:
    nodes: list[Node] = [
        said("s1", attribute="started", value="yes", note=named("Gäller bara förra året.")),
        said("s2", attribute="started", value="no"),
    ]
    graph = KnowledgeGraph.of([*BASE, *nodes], [link("s1", "isAbout", "metod"), link("s2", "isAbout", "metod")])
    table = kgraph.conflicts(graph)
    assert table.rows[0]["caveats"] == (named("Gäller bara förra året."),)
    assert "caveats" in [column.key for column in table.columns]


def test_what_a_list_lacks_but_its_own_rows_say_elsewhere() -> None:
    """The table's cell says A; the running text of the same row says B too.  Said at another place, B is no matter of the list's."""
    cell = link("m", "alsoAffects", "a", stated_in="tabell")
    beside = Link(source="m", relation="alsoAffects", target="b", document="d1", locator="3, rad 5")
    graph = KnowledgeGraph.of([*BASE, *MATRIX], [cell, beside])
    (one,) = contradictions(graph)
    assert [side.says.sv for side in one.sides] == ["sägs på annan plats i Tabellen", "saknas i Tabellen"]
    for away in ({"locator": "30"}, {"document": "d2"}, {"status": "interpreted"}):
        assert found([*MATRIX], [cell, beside.model_copy(update=away)]) == []
    assert found([*MATRIX], [cell, beside.model_copy(update={"target": "a"})]) == []


def test_where_another_list_has_it_too_that_is_one_contradiction_with_three_sides() -> None:
    links = [
        link("m", "alsoAffects", "b", stated_in="matris"), link("m", "alsoAffects", "a", stated_in="matris"),
        link("m", "alsoAffects", "a", stated_in="tabell"),
        Link(source="m", relation="alsoAffects", target="b", document="d1", locator="3, rad 5"),
    ]  # fmt: skip
    (one,) = contradictions(KnowledgeGraph.of([*BASE, *MATRIX], links))
    assert [side.says.sv for side in one.sides] == [
        "står i Matrisen", "saknas i Tabellen", "sägs på annan plats i Tabellen",
    ]  # fmt: skip


def test_a_row_without_any_of_the_relation_denies_it_too() -> None:
    """The activity stands in the table, whose cell is empty: it lacks what the matrix gives."""
    links = [link("m", "alsoAffects", "a", stated_in="matris"), link("m", "inTable", "tabell")]
    assert found([*MATRIX], links) == [("lists", "m")]


def grouped(whole: float, *parts: float, order: str | None = None, claim: str = "yes") -> list[tuple[str, str]]:
    nodes: list[Node] = [said("all", attribute="share", number=whole, unit="%")]
    nodes += [said(f"p{n}", attribute="share", number=part, unit="procent") for n, part in enumerate(parts)]
    links = [link(f"p{n}", "broader", "all") for n in range(len(parts))]
    if order:
        nodes.append(said("order", attribute=order, value=claim))
        links.append(link("order", "isAbout", "p0"))
    return found(nodes, links)


def test_a_share_of_all_lies_between_those_of_its_groups() -> None:
    assert grouped(10, 12.2, 7) == []
    assert grouped(13, 12.2, 7) == []  # 12.2 and 13 may both be rounded by half a point
    assert grouped(14, 12.2, 7) == [("shares", "all")]
    assert grouped(14, 12.2) == []  # the other group is not known


def test_a_group_said_to_be_above_the_rest_cannot_be_below_all() -> None:
    assert grouped(35.4, 25, order="above_the_rest") == [("shares", "all")]
    assert grouped(20, 21.1, order="above_the_rest") == []
    assert grouped(20, 21.1, order="below_the_rest") == [("shares", "all")]
    assert grouped(35.4, 25, order="above_the_rest", claim="no") == []
