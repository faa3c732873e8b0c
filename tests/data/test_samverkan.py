"""The strategist's slides, matrix and activity table of Västerås as the data tell them, held against the document.

All expectations were read from the document and written here by hand; nothing is generated from the data.
"""

from __future__ import annotations

from functools import cache

import pytest

import kgraph
from kgraph.contradictions import contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Agreement, Statement
from kgraph.parts.scope import said_by

MATRIX = {
    "A": "uvas familjer skjutningar nyrekrytering myndighetsnarvaro boendeinflytande boendesegregation boendemiljo valfardsbrott",
    "B": "forskola feriepraktik likvardighet uvas familjer skjutningar nyrekrytering vald",
    "C": "mbu strak digitalt skjutningar myndighetsnarvaro valfardsbrott",
    "D": "uvas familjer digitalt skjutningar boendesegregation",
    "E": "familjer digitalt boendeinflytande boendemiljo feriepraktik",
    "F": "feriepraktik likvardighet uvas familjer digitalt nyrekrytering valfardsbrott",
    "G": "mbu strak familjer skjutningar nyrekrytering boendeinflytande boendesegregation boendemiljo valfardsbrott vald",
    "H": "familjer skjutningar nyrekrytering vald",
}
"""The columns of the matrix and the activities in them."""

AIMS = {
    "forskola": "B", "mbu": "CG", "familjer": "ABDEFGH", "nyrekrytering": "ABCFGH", "feriepraktik": "BF", "uvas": "ABDF",
    "skjutningar": "ABCDGH", "vald": "BGH", "likvardighet": "BF", "strak": "CG", "myndighetsnarvaro": "AC",
    "valfardsbrott": "ACFG", "boendeinflytande": "AEG", "digitalt": "CDEF", "boendemiljo": "AEG", "boendesegregation": "ADG",
    "sprak": "",
}  # fmt: skip
"""The activities of the table and the column of goal areas that they aim at."""

ROWS = {
    "forskola": [1], "mbu": [2], "familjer": [3], "nyrekrytering": [4], "feriepraktik": [5], "uvas": [6], "skjutningar": [7, 8],
    "vald": [9, 10], "likvardighet": [11, 12], "strak": [13, 14, 15], "myndighetsnarvaro": [16], "valfardsbrott": [17],
    "boendeinflytande": [18, 23], "digitalt": [19], "boendemiljo": [20], "boendesegregation": [21], "sprak": [22],
}  # fmt: skip
TASKS = {1: 4, 2: 2, 3: 3, 4: 3, 5: 2, 6: 4, 7: 3, 8: 1, 9: 3, 10: 3, 11: 2, 13: 2, 14: 2, 15: 1, 16: 3, 17: 3, 18: 4, 23: 1}  # fmt: skip
"""How many numbered tasks each row has; row 19 has a placeholder and the others none."""

PARTNERS = {
    "mbu": "mimer polisen s2-raddningstjansten s2-svealandstrafiken s2-vaktarbolag s2-ambulans",
    "skjutningar": "polisen kriminalvarden sis socialstyrelsen s2-fastighetsagare",
    "valfardsbrott": "skatteverket aklagarmyndigheten s2-utbetalande bolagen",
    "myndighetsnarvaro": "s2-bibliotek-backby s2-trygghetssamordnare s2-ledningsgrupper",
    "vald": "pug-valdsprevention cmv vir",
    "forskola": "s2-placeringsenheten region-vastmanland s2-forskoleteam",
    "strak": "mimer polisen s2-fastighetsagare s2-citysamverkan s2-pug-tob",
    "boendeinflytande": "mimer s2-fastighetsagare s2-foreningar",
    "familjer": "s2-sspf-styrgrupp", "sprak": "s2-vuxenutbildning s2-samhallsvagledning", "digitalt": "s2-biblioteken",
}  # fmt: skip
"""Who stands in the column of working groups and partners."""

CAUSES = {
    "feriepraktik": {"cause-s2-kontaktnat", "cause-s2-tidig-arbetserfarenhet-saknas"},
    "digitalt": {"cause-s2-digital-ovana"}, "valfardsbrott": {"cause-folkbokforing"},
    "skjutningar": {"cause-s2-insocialisering", "cause-s2-vapen", "cause-s2-vapengommor"},
}  # fmt: skip
METHODS = {
    "familjer": {"sspf"}, "mbu": {"mbu"}, "strak": {"est", "trygghetsvandring"}, "forskola": {"uppsokande"},
    "vald": {"mvp", "agera-tillsammans", "s2-vip", "hrv-coach", "s2-machofabriken"},
}  # fmt: skip


@cache
def data() -> KnowledgeGraph:
    return said_by(kgraph.load(), "s2")


def targets_of(source: str, relation: str) -> set[str]:
    return {link.target for link in data().outgoing(source, relation)}


def aims(measure: str, table: str) -> str:
    """The letters of the goal areas that one of the two lists gives an activity."""
    links = [link for link in data().outgoing(f"m-s2-{measure}", "alsoAffects") if link.stated_in == table]
    return "".join(sorted(link.target.removeprefix("goalarea-s2-").upper() for link in links))


@pytest.mark.parametrize("activity", AIMS)
def test_an_activity_stands_in_the_columns_of_the_matrix_that_the_document_puts_it_in(activity: str) -> None:
    assert aims(activity, "table-s2-matris") == "".join(col for col, held in MATRIX.items() if activity in held.split())


@pytest.mark.parametrize(("activity", "areas"), AIMS.items(), ids=AIMS.keys())
def test_an_activity_aims_at_what_its_row_says(activity: str, areas: str) -> None:
    assert aims(activity, "table-s2-aktiviteter") == areas


def test_the_activities_are_those_of_the_table_and_all_but_one_stand_in_the_matrix() -> None:
    measures = {node.id.removeprefix("m-s2-") for node in data().of_kind("Measure") if node.document == "s2"}
    assert measures == set(AIMS) == set(ROWS)
    assert {name for held in MATRIX.values() for name in held.split()} == set(AIMS) - {"sprak"}
    assert sorted(number for rows in ROWS.values() for number in rows) == list(range(1, 24))


@pytest.mark.parametrize(("activity", "rows"), ROWS.items(), ids=ROWS.keys())
def test_an_activity_is_found_at_its_rows(activity: str, rows: list[int]) -> None:
    places = [f"blad Aktiviteter, rad {number}" for number in rows]
    assert data()[f"m-s2-{activity}"].locator == " och ".join(places)


def test_every_numbered_task_is_a_part_of_its_activity() -> None:
    tasks = [node for node in data().of_kind("SubActivity") if "uppdrag" in (node.locator or "")]
    counted = dict.fromkeys(TASKS, 0)
    for task in tasks:
        number = int((task.locator or "").split("rad ")[1].split(",")[0])
        counted[number] += 1
        assert any(target.startswith("m-s2-") for target in targets_of(task.id, "partOf")), task.id
    assert counted == TASKS


@pytest.mark.parametrize(("activity", "actors"), PARTNERS.items(), ids=PARTNERS.keys())
def test_the_partners_of_a_row_take_part(activity: str, actors: str) -> None:
    named = {link.source.removeprefix("actor-") for link in data().incoming(f"m-s2-{activity}", "takesPartIn")}
    assert set(actors.split()) <= named


@pytest.mark.parametrize(("activity", "causes"), CAUSES.items(), ids=CAUSES.keys())
def test_a_row_that_gives_its_reasons_meets_them(activity: str, causes: set[str]) -> None:
    assert targets_of(f"m-s2-{activity}", "addresses") == causes


@pytest.mark.parametrize(("activity", "methods"), METHODS.items(), ids=METHODS.keys())
def test_the_methods_of_a_row(activity: str, methods: set[str]) -> None:
    assert targets_of(f"m-s2-{activity}", "usesMethod") == {f"method-{name}" for name in methods}


def test_when_activities_begin() -> None:
    begins = {node.id.removeprefix("m-s2-"): getattr(node, "starts", None) for node in data().of_kind("Measure")}
    assert {name: when for name, when in begins.items() if when} == {
        "forskola": "2023-07-01", "mbu": "2023", "familjer": "2023-03-01", "nyrekrytering": "2023-03-01",
    }  # fmt: skip


def test_the_agreement_its_period_and_its_parties() -> None:
    agreement = data()["agreement-s2-samverkan"]
    assert isinstance(agreement, Agreement)
    assert (agreement.starts, agreement.ends) == ("2023-06-01", "2027-06-01")
    parties = {link.source for link in data().incoming(agreement.id, "partyTo")}
    assert parties == {"actor-vasteras-stad", "actor-lpo-vasteras", "actor-mimer", "actor-region-vastmanland"}


def test_the_figures_of_the_slides() -> None:
    values = {node.id: node.number for node in data().of_kind("Statement") if isinstance(node, Statement)}
    assert values["stmt-s2-invanare"] == 160_000
    assert values["stmt-s2-privat-forskola"] == 30
    assert values["stmt-s2-uvas-kontakt"] == 97
    assert values["stmt-s2-samtidigt"] == 3
    principles = [one for one in values if one.startswith("stmt-s2-princip-")]
    assert len(principles) == 5


def test_matrix_and_table_disagree_twice_and_the_parties_once() -> None:
    found = {(one.rule, one.subject): [side.says.sv for side in one.sides] for one in contradictions(data())}
    assert set(found) == {
        ("lists", "m-s2-feriepraktik"), ("lists", "m-s2-nyrekrytering"), ("values", "agreement-s2-samverkan"),
    }  # fmt: skip
    differing = {one: set(aims(one, "table-s2-matris")) ^ set(aims(one, "table-s2-aktiviteter")) for one in AIMS}
    assert {one: letters for one, letters in differing.items() if letters} == {
        "feriepraktik": {"E"}, "nyrekrytering": {"C"},
    }  # fmt: skip
    parties = [node for node in data().of_kind("Statement") if getattr(node, "attribute", "") == "parties"]
    assert {getattr(node, "number", None) for node in parties} == {3, 4}
