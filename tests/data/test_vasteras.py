"""The Västerås plan 2025–2026 as the data tell it, held against what the document says.

All expectations were read from the document and written here by hand; nothing is generated from the data.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Assessment, LegalRequirement, Measure, Municipality, Plan
from kgraph.parts.scope import of_plan, said_by


@cache
def data() -> KnowledgeGraph:
    """What the plan itself says, without the other documents."""
    return said_by(kgraph.load(), "s0")


def sources_of(target: str, relation: str) -> set[str]:
    return {link.source for link in data().incoming(target, relation)}


def targets_of(source: str, relation: str) -> set[str]:
    return {link.target for link in data().outgoing(source, relation)}


class Row(NamedTuple):
    """A row of a table as it stands in the document: who is named, when, how many goals and indicators."""

    measure: str
    actors: str
    time: str | None = None
    goals: int = 0
    indicators: int = 0


SIX_AREAS = {
    "area-skolmiljo",
    "area-nyrekrytering",
    "area-narkotika",
    "area-internet",
    "area-vald",
    "area-tystnadskultur",
}
THREE_AREAS = {"area-valfardsbrott", "area-organiserad", "area-utemiljoer"}
OUTDOORS = "SK KIFF TFF SBF VOF Mimer"
EIGHT = "SK BUF Skultuna IFF KIFF VOF Polisen regionen"

TABLES: dict[str, tuple[str, str, list[Row]]] = {
    "2.2": ("table-vasteras-2-2", "area-skolmiljo", [
        Row("m-skolsociala-team", "IFF BUF Skultuna Polisen", "2025", 2, 2),
        Row("m-normforskjutning", "BUF Skultuna IFF Polisen", None, 2, 1),
        Row("m-utbildning-orosanmalan", EIGHT, "Årligen med start 2025", 1, 2),
        Row("m-mvp", "SK KIFF BUF Skultuna IFF", "2025", 3, 3),
        Row("m-nya-arenor", "SK BUF Skultuna IFF Polisen", "2025", 1, 1),
    ]),
    "3.2": ("table-vasteras-3-2", "area-nyrekrytering", [
        Row("m-fler-i-forskola", "BUF Skultuna IFF KIFF regionen", "2025", 1, 2),
        Row("m-bob-rad", "Polisen IFF BUF Skultuna KIFF regionen", "2025", 1, 0),
        Row("m-avhoppare", "IFF Polisen", "2025", 1, 2),
        Row("m-sspf", "IFF KIFF Polisen BUF Skultuna", "2025", 1, 1),
        Row("m-socioekonomi", "SK IFF KIFF BUF Skultuna Mimer", "2025", 1, 2),
    ]),
    "4.2": ("table-vasteras-4-2", "area-narkotika", [
        Row("m-tobaksfri", "KIFF BUF Skultuna", "2025", 1, 2),
        Row("m-krogar", "SK KIFF Polisen", "2025", 2, 2),
        Row("m-andts-coacher", "KIFF BUF Skultuna IFF", "2025", 2, 2),
        Row("m-kampanjfilm", "SK", "2025", 2, 2),
        Row("m-fortroende-bruk", "IFF regionen BUF Skultuna KIFF Polisen", "2025", 1, 2),
        Row("m-barn-beroende", "SK IFF regionen BUF Skultuna KIFF Polisen", "2025", 2, 1),
        Row("m-ren-hardtraning", "KIFF Polisen", "2026", 1, 2),
    ]),
    "5.2": ("table-vasteras-5-2", "area-internet", [
        Row("m-delbart", "BUF Skultuna KIFF Polisen", "2025", 2, 1),
        Row("m-digitalt-verktyg", "SK BUF KIFF Skultuna Polisen", "2025", 1, 1),
        Row("m-internetkunskap", EIGHT, "2025", 2, 1),
        Row("m-polis-natpatrull", "Polisen SK", "2026", 2, 0),
    ]),
    "6.2": ("table-vasteras-6-2", "area-vald", [
        Row("m-fraga-vald", "SK BUF Skultuna IFF KIFF VOF regionen", "2025", 2, 0),
        Row("m-vaga-bry-dig", "SK Mimer KIFF IFF Skultuna VOF Polisen regionen", "2025", 2, 2),
        Row("m-storningsjour", "Mimer IFF", "2025", 1, 0),
    ]),
    "7.2": ("table-vasteras-7-2", "area-tystnadskultur", [
        Row("m-oppen-forskola", "IFF KIFF BUF Skultuna", "2025", 2, 1),
        Row("m-medborgarkontor", "KIFF IFF Polisen", "2025", 2, 0),
        Row("m-kampanjer", "SK bolagen IFF", "2025", 3, 1),
        Row("m-mbu-ambassadorer", "KIFF IFF Polisen Mimer regionen", "2025", 1, 1),
    ]),
    "8.1.1": ("table-vasteras-8-1", "area-valfardsbrott", [
        Row("m-minska-risk", "alla"),
        Row("m-kartlagg-paverkan", "SK"),
        Row("m-tillsynskommunikation", "SK MHF IFF VOF KIFF SBF"),
        Row("m-anmala-folkbokforing", "SK"),
        Row("m-assistans", "VOF"),
        Row("m-forsorjningsstod", "IFF"),
    ]),
    "8.2.1": ("table-vasteras-8-2", "area-organiserad", [
        Row("m-samhallsbyggnad", "SK"),
        Row("m-miljobrott", "MHF"),
        Row("m-naringslivsbrott", "SK"),
    ]),
    "8.3.1": ("table-vasteras-8-3", "area-utemiljoer", [
        Row("m-samordna-kartlaggning", OUTDOORS),
        Row("m-bevakning", OUTDOORS),
        Row("m-medvetenhet", OUTDOORS),
        Row("m-est", "KIFF IFF TFF Mimer Polisen"),
    ]),
}  # fmt: skip

ABBREVIATIONS = {
    "SK": "Stadsledningskontoret",
    "BUF": "Barn- och utbildningsförvaltningen",
    "IFF": "Individ- och familjeförvaltningen",
    "KIFF": "Kultur-, idrotts- och fritidsförvaltningen",
    "MHF": "Miljö- och hälsoskyddsförvaltningen",
    "Skultuna": "Skultuna kommundelsförvaltning",
    "SBF": "Stadsbyggnadsförvaltningen",
    "TFF": "Teknik- och fastighetsförvaltningen",
    "VOF": "Vård- och omsorgsförvaltningen",
}
NOT_ABBREVIATED = {
    "Polisen": "actor-polisen", "regionen": "actor-region-vastmanland", "Mimer": "actor-mimer",
    "bolagen": "actor-bolagen", "alla": "actor-namnder-bolag",
}  # fmt: skip

FOLLOWED_UP = {
    "m-bob-rad": set[str](),
    "m-polis-natpatrull": {"actor-polisen"},
    "m-fraga-vald": set[str](),
    "m-storningsjour": {"actor-koncernledningsgrupp"},
    "m-medborgarkontor": set[str](),
    "m-minska-risk": set[str](),
    "m-kartlagg-paverkan": set[str](),
    "m-tillsynskommunikation": {"actor-myndighetsforum"},
    "m-anmala-folkbokforing": {"actor-lacus"},
    "m-assistans": {"actor-lacus"},
    "m-forsorjningsstod": {"actor-lacus"},
    "m-samhallsbyggnad": {"actor-lacus"},
    "m-miljobrott": {"actor-lacus"},
    "m-naringslivsbrott": {"actor-lacus"},
    "m-samordna-kartlaggning": {"actor-hallbar-samhallsutveckling"},
    "m-bevakning": {"actor-hallbar-samhallsutveckling"},
    "m-medvetenhet": {"actor-hallbar-samhallsutveckling"},
    "m-est": set[str](),
}
"""Rows whose follow-up is not an indicator, and the body it goes through where one is named."""

STAR = {"m-foraldraskapsstod", "m-forskolenarvaro", "m-skolnarvaro"}
EARLIER = {"m-foraldraskapsstod", "m-forskolebesok", "m-mbu"}
ROWS = [(chapter, number, row) for chapter, (_, _, rows) in TABLES.items() for number, row in enumerate(rows, 1)]


def actor_ids(names: str) -> set[str]:
    by_abbreviation = {actor.abbreviation: actor.id for actor in data().of_kind("Actor") if actor.abbreviation}
    return {NOT_ABBREVIATED.get(name) or by_abbreviation[name] for name in names.split()}


def test_nine_areas_six_prioritised_and_three_treated() -> None:
    assert {area.id for area in data().of_kind("CrimeArea", "FocusArea", "GoalArea")} == SIX_AREAS | THREE_AREAS
    assert targets_of("plan-vasteras-2025", "prioritises") == SIX_AREAS
    assert targets_of("plan-vasteras-2025", "treats") == THREE_AREAS


def test_every_table_has_its_rows_numbered_without_gaps() -> None:
    assert [len(rows) for _, _, rows in TABLES.values()] == [5, 5, 7, 4, 3, 4, 6, 3, 4]
    assert len(data().of_kind("PlanTable")) == len(TABLES)
    for table, _, rows in TABLES.values():
        found = {node.row: node.id for one in sources_of(table, "inTable") if isinstance(node := data()[one], Measure)}
        assert found == {number: row.measure for number, row in enumerate(rows, 1)}


NAMED_IN_THE_MEASURE = {"m-anmala-folkbokforing": {"actor-skatteverket"}}
"""Whom the words of a measure name, though not as one of those who do it."""


@pytest.mark.parametrize(("chapter", "number", "row"), ROWS, ids=lambda value: getattr(value, "measure", str(value)))
def test_a_row_says_what_the_document_says(chapter: str, number: int, row: Row) -> None:
    measure = data()[row.measure]
    assert isinstance(measure, Measure)
    in_ch_8 = chapter.startswith("8")
    assert targets_of(row.measure, "homeArea") == {TABLES[chapter][1]}
    assert (measure.locator, measure.time) == (f"kap. {chapter}, rad {number}", row.time)
    assert sources_of(row.measure, "isResponsibleFor" if in_ch_8 else "takesPartIn") == actor_ids(row.actors)
    other = sources_of(row.measure, "takesPartIn" if in_ch_8 else "isResponsibleFor")
    assert other == NAMED_IN_THE_MEASURE.get(row.measure, set())
    assert len(targets_of(row.measure, "pursues")) == row.goals
    assert len(targets_of(row.measure, "isMeasuredBy")) == row.indicators
    assert measure.unknown == (() if in_ch_8 else ("also_affects", "responsible"))
    assert targets_of(row.measure, "isFollowedUpThrough") == FOLLOWED_UP.get(row.measure, set())
    assert bool(row.indicators) != (row.measure in FOLLOWED_UP)
    assert bool(measure.follow_up or targets_of(row.measure, "isFollowedUpThrough")) == (row.measure in FOLLOWED_UP)


def test_whom_the_words_of_a_measure_name_has_part_in_it_by_our_reading_only() -> None:
    links = [one for one in data().links if one.relation == "takesPartIn" and one.target in NAMED_IN_THE_MEASURE]
    assert [(one.source, one.status, one.locator) for one in links] == [
        ("actor-skatteverket", "interpreted", "kap. 8.1.1, rad 4")
    ]


def test_a_year_is_read_as_that_year() -> None:
    for _, _, row in ROWS:
        measure = data()[row.measure]
        assert isinstance(measure, Measure)
        if row.time in ("2025", "2026"):
            assert (measure.starts, measure.ends, measure.recurrence) == (row.time, row.time, None)
    yearly = data()["m-utbildning-orosanmalan"]
    assert isinstance(yearly, Measure)
    assert (yearly.starts, yearly.ends, yearly.recurrence) == ("2025", None, "yearly")


def test_the_measures_outside_the_tables_are_the_star_and_the_earlier_plan() -> None:
    in_tables = {row.measure for _, _, row in ROWS}
    assert {measure.id for measure in data().of_kind("Measure")} - in_tables == STAR | EARLIER
    assert {link.source for link in data().links if link.relation == "continuesFrom"} == EARLIER
    for measure in STAR:
        assert targets_of(measure, "alsoAffects") == SIX_AREAS
        assert all(link.status == "stated" for link in data().outgoing(measure, "alsoAffects"))
    stated = {link.source for link in data().links if link.relation == "alsoAffects" and link.counts_as_stated}
    assert stated == STAR, "the star's points are a picture that the text has lost"


def test_level_and_type_stand_only_where_the_document_gives_them() -> None:
    measures = [node for node in data().of_kind("Measure") if isinstance(node, Measure)]
    assert {m.id: m.prevention_level for m in measures if m.prevention_level} == dict.fromkeys(STAR, "universal")
    assert {m.id: m.prevention_type for m in measures if m.prevention_type} == {"m-bevakning": "situational"}
    assert not [m.id for m in measures if m.time_perspective or m.measure_status]


def test_the_abbreviations_of_chapter_9_and_no_others() -> None:
    actors = [node for node in data().of_kind("Actor") if isinstance(node, Actor)]
    assert {actor.abbreviation: actor.label.sv for actor in actors if actor.abbreviation} == ABBREVIATIONS
    assert all(actor.locator == "kap. 9" for actor in actors if actor.abbreviation)


def test_plan_period_law_assessment_and_earlier_plan() -> None:
    plan, earlier, assessment, law, place = (
        data()[one] for one in ("plan-vasteras-2025", "plan-vasteras-tidigare", "assessment-vasteras-2024",
                                "law-2023-196-5", "municipality-vasteras")
    )  # fmt: skip
    assert isinstance(plan, Plan)
    assert (plan.starts, plan.ends, plan.decided, plan.diary_number) == ("2025", "2026", None, None)
    assert isinstance(earlier, Plan)
    assert (earlier.starts, earlier.diary_number) == (None, "KS 2023/00734")
    assert isinstance(assessment, Assessment)
    assert (assessment.completed, assessment.diary_number) == ("2024-06", "KS 2024/00363")
    assert isinstance(law, LegalRequirement)
    assert (law.law, law.paragraph) == ("SFS 2023:196", "5 §")
    assert isinstance(place, Municipality)
    assert place.code == "1980"
    assert targets_of(plan.id, "restsOn") == {assessment.id}
    assert targets_of(plan.id, "decidedBy") == targets_of(earlier.id, "decidedBy") == {"actor-samverkansledningen"}
    assert targets_of(plan.id, "isPlanOf") == {place.id}
    status = {(link.relation, link.target): link.status for link in data().outgoing(plan.id)}
    assert status["fulfils", law.id] == "stated"
    assert status["replaces", earlier.id] == "interpreted", "that it replaces the earlier plan is not said outright"


def test_members_and_parties() -> None:
    board = actor_ids("BUF IFF KIFF Skultuna Mimer regionen") | {"actor-lpo-vasteras"}
    assert sources_of("actor-samverkansledningen", "memberOf") == board
    assert len(sources_of("actor-lacus", "memberOf")) == 6
    assert sources_of("agreement-vasteras-polisen", "partyTo") == {"actor-vasteras-stad", "actor-lpo-vasteras"}


def test_prevention_matters_only_in_the_direction_that_is_stated() -> None:
    links = [link for link in data().links if link.relation == "mattersFor"]
    assert {(link.source, link.target, link.status) for link in links} == {
        ("area-narkotika", "area-nyrekrytering", "stated")
    }
    assert {link.locator for link in links} == {"kap. 1.2", "kap. 3.1"}


def test_the_stated_overlap_of_narcotics_and_recruitment() -> None:
    table = kgraph.overlap(data(), "narkotika", "nyrekrytering")
    stated = {row["id"] for row in table.rows if row["basis"] == "stated"}
    assert stated == {row.measure for row in TABLES["4.2"][2]} | STAR
    assert table.counts[0].stated == 10
    assert {"m-sspf"} <= {row["id"] for row in table.rows} - stated


def test_the_plan_keeps_its_own_numbers_when_other_documents_are_in_the_graph() -> None:
    """The plan states no link between a measure and a cause, so by its own word nothing is covered."""
    plan = of_plan(kgraph.load(), "plan-vasteras-2025")
    hits = kgraph.overlap(plan, "narkotika", "nyrekrytering").counts[0]
    assert (hits.stated, hits.with_interpreted) == (10, 14)
    causes, measures = kgraph.coverage(plan).counts[:2]
    assert (causes.stated, causes.with_interpreted, causes.total) == (0, 47, 74)
    assert (measures.stated, measures.with_interpreted, measures.total) == (0, 41, 46)
