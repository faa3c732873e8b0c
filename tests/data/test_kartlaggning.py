"""The university mapping of Västerås as the data tell it, held against what the document says.

All expectations were read from the document and written here by hand; nothing is generated from the data.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

import kgraph
from kgraph.contradictions import contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Measure, Statement
from kgraph.parts.scope import said_by

YEARS = range(2011, 2021)
ROBBERY = {
    "eskilstuna": [139, 95, 105, 149, 122, 107, 126, 125, 109, 117],
    "gavle": [79, 65, 94, 111, 90, 73, 78, 76, 75, 73],
    "vasteras": [101, 82, 75, 92, 87, 77, 97, 95, 123, 88],
}
"""Table 5.1, by municipality and year."""
INTEGRITY = {
    "eskilstuna": [46, 38, 32, 21, 20, 18, 9, 10, 9, 11],
    "gavle": [23, 33, 25, 13, 11, 14, 6, 6, 3, 6],
    "vasteras": [39, 40, 30, 23, 28, 22, 25, 22, 23, 26],
}
"""Table 5.2, by municipality and year."""
CASES = {"2017": [0, 1, 6, 7], "2018": [10, 16, 33, 59], "2019-delar": [10, 8, 37, 55], "2019-hela": [6, 4, 21, 86]}
"""Table 4.1: up to 17, 18–20, 21 and over, and all, for each period."""

FIGURES = {
    "stmt-s1-inv-vasteras": 152_744, "stmt-s1-inv-eskilstuna": 106_229, "stmt-s1-inv-gavle": 101_728,
    "stmt-s1-frid-vasteras-summa": 278, "stmt-s1-frid-gavle-summa": 140, "stmt-s1-frid-eskilstuna-summa": 214,
    "stmt-s1-partner-uv": 10, "stmt-s1-partner-uv-kvinnor": 12.2, "stmt-s1-partner-uv-man": 7, "stmt-s1-partner-gy": 4,
    "stmt-s1-partner-gy-tjejer": 5.7, "stmt-s1-partner-gy-killar": 1.9, "stmt-s1-familj-gy": 6.1, "stmt-s1-familj-uv": 14,
    "stmt-s1-slakt-gy": 2.1, "stmt-s1-slakt-uv": 3.3, "stmt-s1-van-gy": 12.3, "stmt-s1-van-uv": 14, "stmt-s1-okand-uv-man": 29,
    "stmt-s1-okand-uv-kvinnor": 16, "stmt-s1-kyskhet-gy": 7.4, "stmt-s1-kyskhet-uv": 2.5, "stmt-s1-motsatt-gy": 35.4,
    "stmt-s1-motsatt-uv": 20, "stmt-s1-motsatt-gy-killar": 25, "stmt-s1-motsatt-uv-man": 21.1, "stmt-s1-intervjuer": 11,
    "stmt-s1-kontaktombud": 500, "stmt-s1-mimer-lagenheter": 11_000, "stmt-s1-sociala-kontrakt": 98,
    "stmt-s1-jour-kontakter": 200, "stmt-s1-jour-kvinnofrid": 100, "stmt-s1-frid-start": 40, "stmt-s1-frid-slut": 25,
    "stmt-s1-est-stadsdelar": 6,
}  # fmt: skip


class Effort(NamedTuple):
    """An effort that the report tells of: who runs it, by what methods, for whom."""

    run_by: str
    methods: str = ""
    groups: str = ""
    locator: str = ""


EFFORTS = {
    "m-s1-est": Effort("vasteras-stad", "est embrace grannsamverkan", "", "kap. 4.1 och kap. 4.2"),
    "m-s1-sms": Effort("polisen", "", "invanare", "kap. 4.1"),
    "m-s1-andt-coach": Effort("vasteras-stad", "andts-coach", "", "kap. 4.15.6"),
    "m-s1-hela-kommunen": Effort("forebyggarcentrum", "kommun-fri-fran-vald mvp agera-tillsammans", "medarbetare", "kap. 4.15.7"),
    "m-s1-bygga-broar": Effort("buf", "bygga-broar", "s1-skolpersonal", "kap. 4.15.11"),
    "m-s1-hrv-coach": Effort("buf", "hrv-coach", "s1-skolpersonal", "kap. 4.15.11"),
    "m-s1-vrakning": Effort("mimer", "", "s1-hyresgaster", "kap. 4.19.1 och kap. 7.9"),
    "m-s1-bostad-forst": Effort("mimer", "bostad-forst", "s1-vuxna-missbruk", "kap. 4.19.2"),
    "m-s1-promenader": Effort("stadsmissionen", "", "aldre", "kap. 4.19.3"),
    "m-s1-storningsjour": Effort("mimer", "", "s1-hyresgaster", "kap. 4.19.5"),
    "m-s1-oro-rutiner": Effort("mimer", "barnpilot", "", "kap. 4.19.5"),
    "m-s1-vof": Effort("vof", "", "s1-omsorgspersonal", "kap. 4.16 och kap. 4.16.1"),
}  # fmt: skip

PROPOSALS = {
    "utbildning": "ifn aldrenamnden npf forskolenamnden grundskolenamnden uan niff", "avsikt": "", "aldre": "npf aldrenamnden niff",
    "barn": "ifn", "vardegrund": "forskolenamnden grundskolenamnden uan ifn niff", "kommunikation": "", "fraga": "", "eu": "",
    "processledare": "", "handlingsplan": "", "bokslut": "",
}  # fmt: skip
"""The proposals of chapter 7.11 in order, and the committees that the City Executive Office works with."""


@cache
def data() -> KnowledgeGraph:
    return said_by(kgraph.load(), "s1")


def number(one: str) -> float | None:
    statement = data()[one]
    assert isinstance(statement, Statement)
    return statement.number


def targets_of(source: str, relation: str, prefix: str = "") -> set[str]:
    return {link.target.removeprefix(prefix) for link in data().outgoing(source, relation)}


def sources_of(target: str, relation: str, prefix: str = "") -> set[str]:
    return {link.source.removeprefix(prefix) for link in data().incoming(target, relation)}


@pytest.mark.parametrize("town", ROBBERY)
def test_the_tables_of_reported_crime(town: str) -> None:
    for name, table in (("ran", ROBBERY), ("frid", INTEGRITY)):
        assert [number(f"stmt-s1-{name}-{town}-{year}") for year in YEARS] == table[town]
        for year in YEARS:
            assert targets_of(f"stmt-s1-{name}-{town}-{year}", "holdsAt") == {f"municipality-{town}"}


@pytest.mark.parametrize("period", CASES)
def test_the_table_of_honour_cases(period: str) -> None:
    ages = ("0-17", "18-20", "21", "alla")
    assert [number(f"stmt-s1-heder-{period}-{age}") for age in ages] == CASES[period]
    parts = sources_of(f"stmt-s1-heder-{period}-alla", "addsUpTo")
    assert parts == {f"stmt-s1-heder-{period}-{age}" for age in ages[:-1]}


@pytest.mark.parametrize(("one", "value"), FIGURES.items(), ids=FIGURES.keys())
def test_a_figure_of_the_text(one: str, value: float) -> None:
    assert number(one) == value


def test_the_estimate_of_2019_does_not_add_up_and_rates_are_no_cases() -> None:
    for period, (*parts, total) in CASES.items():
        assert (sum(parts) == total) == (period != "2019-hela")
    found = {one.subject: one.sides for one in contradictions(data()) if one.rule == "sums"}
    frid = {f"stmt-s1-frid-{town}-summa" for town in ("vasteras", "eskilstuna", "gavle")}
    assert set(found) == {"stmt-s1-heder-2019-hela-alla"} | frid
    assert all("per" in found[one][1].says.sv for one in frid)  # ten yearly rates, called cases
    stated, counted = found["stmt-s1-heder-2019-hela-alla"]
    assert stated.says.sv.endswith(": 86")
    assert "31" in counted.says.sv


@pytest.mark.parametrize(("one", "effort"), EFFORTS.items(), ids=EFFORTS.keys())
def test_an_effort_is_told_as_the_report_tells_it(one: str, effort: Effort) -> None:
    assert data()[one].locator == effort.locator
    assert sources_of(one, "isResponsibleFor", "actor-") == {effort.run_by}
    assert targets_of(one, "usesMethod", "method-") == set(effort.methods.split())
    assert targets_of(one, "isFor", "group-") == set(effort.groups.split())


READINGS = {
    ("m-s1-est", "alsoAffects", "area-narkotika"), ("m-s1-est", "alsoAffects", "area-nyrekrytering"),
    ("actor-vasteras-stad", "isResponsibleFor", "m-s1-est"), ("m-s1-stadsdel", "alsoAffects", "area-vald"),
    *(("actor-buf", "isResponsibleFor", f"m-s1-{one}") for one in ("bygga-broar", "hrv-coach", "hrv-forelasning")),
}  # fmt: skip
"""What the report does not say itself: whose direction, whose leader of meetings, whose workplace, which violence."""


@pytest.mark.parametrize("reading", sorted(READINGS), ids="-".join)
def test_what_the_report_leaves_to_the_reader_is_a_reading(reading: tuple[str, str, str]) -> None:
    (link,) = (one for one in data().links if (one.source, one.relation, one.target) == reading)
    assert link.status == "interpreted"


def test_the_eleven_proposals_are_the_executive_offices_and_no_decided_measures() -> None:
    proposed = {
        one.id for one in data().of_kind("Measure") if isinstance(one, Measure) and one.measure_status == "proposed"
    }
    assert {f"m-s1-forslag-{name}" for name in PROPOSALS} == {one for one in proposed if "forslag" in one}
    for place, (name, committees) in enumerate(PROPOSALS.items(), 1):
        one = f"m-s1-forslag-{name}"
        assert data()[one].locator == f"kap. 7.11, punkt {place}"
        assert sources_of(one, "isResponsibleFor") == {"actor-sk"}
        assert sources_of(one, "takesPartIn", "actor-") == set(committees.split())
        assert not targets_of(one, "partOf")


def test_the_efforts_are_part_of_no_plan_and_no_effort_has_an_evidence_rating_of_ours() -> None:
    assert not [link for link in data().links if link.relation == "partOf" and data()[link.source].kind == "Measure"]
    assert {one.id for one in data().of_kind("EvidenceRating") if one.document == "s1"} == {"evidence-s1-mvp-at"}


def test_the_groups_that_are_forgotten_or_come_second() -> None:
    """Men are wholly forgotten; disabled people, the over-80s and HBTQIA+ people come second (ch. 7.10)."""
    for need, group in (
        ("man", "s1-man"),
        ("funktion", "funktionsnedsattning"),
        ("aldre-80", "s1-aldre-80"),
        ("hbtqia", "hbtqia"),
    ):
        assert targets_of(f"need-s1-{need}", "affects", "group-") == {group}


@pytest.mark.parametrize(
    ("gap", "between"),
    [("polis-region", "polisen region-vastmanland"), ("cmv-region", "cmv region-vastmanland"), ("mimer-missbruk", "mimer missbruksenheten"),
     ("fbc-region", "forebyggarcentrum region-vastmanland"), ("jour-socialtjanst", "kvinnohuset socialtjansten")],
)  # fmt: skip
def test_where_cooperation_is_said_to_be_wanting(gap: str, between: str) -> None:
    assert targets_of(f"gap-s1-{gap}", "affects", "actor-") == set(between.split())


def test_the_two_lists_of_groups_differ() -> None:
    lists = {
        name: {link.target.removeprefix("group-") for link in data().links if link.stated_in == name}
        for name in ("list-s1-kunskap", "list-s1-forslag-grupper")
    }
    first, second = lists.values()
    assert first - second == {"s1-aldre-80", "s1-unga-relation"}
    assert second - first == {
        "s1-aldre-kvinnor", "s1-prostitution", "s1-utlandsk-bakgrund", "s1-yngre-kvinnor", "skadligt-bruk",
    }  # fmt: skip
    assert [one for one in contradictions(data()) if one.rule == "lists"] == []  # only one means to be complete


def test_what_the_mapping_says_twice_in_different_ways() -> None:
    subjects = {one.subject for one in contradictions(data()) if one.rule == "values"}
    assert {"area-s1-personran", "m-s1-cmv-utovare", "gap-s1-cmv-region", "need-s1-aldre-80"} <= subjects


def test_new_forms_of_violence_are_told_and_nothing_is_added() -> None:
    """Ch. 4.5 tells of knives and degradation, ch. 5 calls robbery by the young strategic; ch. 4.15.4 names no litter."""
    assert data()["problem-s1-kniv"].locator == "kap. 4.5"
    assert data()["problem-s1-fornedring"].locator == "kap. 4.5 och kap. 7.1"
    area = data()["area-s1-personran"].description
    assert area is not None
    assert "strategiskt brott" in area.sv
    assert not [node.id for node in data() if "skräp" in node.label.sv.casefold()]


def test_isolation_drives_the_violence_and_not_the_need_for_knowledge() -> None:
    assert targets_of("cause-s1-isolering", "contributesTo") == {"area-vald"}
