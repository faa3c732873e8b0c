"""The strategy of Upplands Väsby as the data tell it, held against what the document says.

All expectations were read from the document and written here by hand; nothing is generated from the data.
"""

from __future__ import annotations

from functools import cache

import pytest

import kgraph
from kgraph.contradictions import contradictions
from kgraph.graph import KnowledgeGraph
from kgraph.model import Goal, Measure, Municipality, Plan, Statement
from kgraph.parts.scope import of_plan

PLAN = "plan-uv-strategi"
OFFICES = {
    "area-uv-stadsbyggnad": {"actor-uv-samhallsbyggnad"},
    "area-uv-offentlig-miljo": {"actor-uv-klk", "actor-uv-samhallsbyggnad"},
    "area-uv-skola": {"actor-uv-utbildning"},
    "area-uv-medarbetare": {"actor-uv-klk"},
    "area-uv-organiserad": {"actor-uv-klk"},
    "area-uv-fritid": {"actor-uv-kultur-fritid"},
    "area-uv-nara-relation": {"actor-uv-social-omsorg"},
    "area-uv-heder": {"actor-uv-social-omsorg"},
    "area-uv-extremism": {"actor-uv-klk"},
}
LEVELS = {
    "actor-uv-inriktande": {"actor-uv-miljo-plan", "actor-uv-kontorschefer"},
    "actor-uv-samordnande": {"actor-uv-bra"},
    "actor-uv-verkstallande": {
        "actor-uv-kontor", "actor-uv-bostadsbolag", "actor-uv-naringsliv", "actor-uv-civilsamhalle", "actor-uv-lokala-rad",
    },
}  # fmt: skip
MECHANISMS = {"cause-uv-friktion", "cause-uv-konkurrens", "cause-uv-jamnariga", "cause-uv-vuxenkontroll"}

FACTORS = {
    "provokation": ("contributesTo", "area-uv-offentlig-miljo"), "social-kontroll": ("protectsAgainst", "area-uv-offentlig-miljo"),
    "tidigt-stod": ("protectsAgainst", "cause-uv-valdsmonster"),
    "befolkat": ("protectsAgainst", "problem-uv-otrygghet"), "radsla": ("contributesTo", "problem-uv-otrygghet"),
}  # fmt: skip
"""What the text says drives or holds back something, beside the four mechanisms of the school."""
NAMED = {
    "alkohol": ("offentlig-miljo", ""), "utformning": ("offentlig-miljo", ""), "naringsidkare": ("offentlig-miljo", ""),
    "mobbningsprogram": ("skola", ""), "polis-skola": ("skola", "polisen"), "likabehandling": ("skola", ""),
    "skolans-teknik": ("skola", ""), "kunskap-hot": ("medarbetare", ""), "system-hot": ("medarbetare", ""),
    "sakra-miljon": ("medarbetare", ""), "lokal-samling": ("organiserad", ""), "granska-lokaler": ("fritid", ""),
    "foreningskontakter": ("fritid", ""), "tvarsektoriellt": ("nara-relation", ""),
    "stod-valdsutsatta": ("nara-relation", "polisen"), "kunskap-lagar": ("heder", ""), "stod-heder": ("heder", ""),
    "stadsbyggande": ("stadsbyggnad", ""), "stadsmassighet": ("stadsbyggnad", ""),
}  # fmt: skip
"""The measures that a section names, its area, and who is named besides the office in charge."""


@cache
def data() -> KnowledgeGraph:
    return kgraph.load()


def own(kind: str) -> list[str]:
    return [node.id for node in data().of_kind(kind) if node.document == "s3"]


def sources_of(target: str, relation: str) -> set[str]:
    return {link.source for link in data().incoming(target, relation)}


def targets_of(source: str, relation: str) -> set[str]:
    return {link.target for link in data().outgoing(source, relation)}


def test_the_plan_is_that_of_upplands_vasby_and_says_neither_when_nor_by_whom_it_was_decided() -> None:
    plan, municipality = data()[PLAN], data()["municipality-upplands-vasby"]
    assert isinstance(plan, Plan)
    assert isinstance(municipality, Municipality)
    assert municipality.code == "0114"
    assert targets_of(PLAN, "isPlanOf") == {municipality.id}
    assert (plan.starts, plan.ends, plan.decided, plan.diary_number) == (None, None, None, None)
    assert not data().outgoing(PLAN, "decidedBy", "restsOn", "fulfils", "replaces")


def test_nine_focus_areas_have_one_goal_each_and_the_offices_that_the_text_names() -> None:
    assert set(own("FocusArea")) == set(OFFICES) == targets_of(PLAN, "prioritises")
    for area, offices in OFFICES.items():
        assert sources_of(area, "isResponsibleFor") == offices
        (goal,) = targets_of(area, "pursues")
        assert data()[goal].locator == f"{data()[area].locator}, mål"
        assert isinstance(data()[goal], Goal)


def test_the_counts_that_the_strategy_gives_are_those_of_the_data() -> None:
    def stated(one: str) -> float | None:
        node = data()[one]
        assert isinstance(node, Statement)
        return node.number

    factors = [node for node in data().of_kind("Statement") if getattr(node, "attribute", "") == "success_factor"]
    assert stated("stmt-uv-antal-fokusomraden") == len(sources_of("table-uv-fokusomraden", "inTable")) == 9
    assert stated("stmt-uv-antal-faktorer") == len([one for one in factors if one.document == "s3"]) == 5
    assert stated("stmt-uv-antal-nivaer") == len(LEVELS) == 3
    assert stated("stmt-uv-antal-lokala-rad") == len(sources_of("actor-uv-lokala-rad", "broader")) == 3
    assert len(own("Indicator")) == 3


@pytest.mark.parametrize(("level", "members"), LEVELS.items(), ids=LEVELS.keys())
def test_the_levels_of_governance_have_their_bodies(level: str, members: set[str]) -> None:
    assert sources_of(level, "memberOf") == members


def test_the_four_mechanisms_of_the_school_are_stated_and_met_by_no_measure() -> None:
    for cause in MECHANISMS:
        (link,) = data().outgoing(cause, "contributesTo")
        assert (link.target, link.status) == ("area-uv-skola", "stated")
        assert not data().incoming(cause, "addresses", "strengthens")


def test_measures_have_no_dates_and_none_is_named_against_extremism() -> None:
    for one in own("Measure"):
        measure = data()[one]
        assert isinstance(measure, Measure)
        assert (measure.starts, measure.ends, measure.row) == (None, None, None)
        assert targets_of(one, "partOf") == {PLAN}
    assert not data().incoming("area-uv-extremism", "homeArea")


def test_the_figure_and_the_text_disagree_on_who_leads_the_executing_level() -> None:
    found = [conflict for conflict in contradictions(data()) if "-uv-" in conflict.subject]
    assert [(conflict.rule, conflict.subject) for conflict in found] == [("values", "actor-uv-verkstallande")]


def test_the_plan_on_its_own_holds_nothing_that_only_other_documents_say() -> None:
    part = of_plan(data(), PLAN)
    assert {link.document for link in part.links} == {"s3"}
    assert len(part.of_kind("Measure")) == len(own("Measure"))


@pytest.mark.parametrize(("measure", "told"), NAMED.items(), ids=NAMED.keys())
def test_a_measure_stands_in_the_section_that_names_it(measure: str, told: tuple[str, str]) -> None:
    area, actor = told
    one = f"m-uv-{measure}"
    assert targets_of(one, "homeArea") == {f"area-uv-{area}"}
    assert (data()[one].locator or "").startswith(data()[f"area-uv-{area}"].locator or "-")
    assert not actor or f"actor-{actor}" in sources_of(one, "takesPartIn")


@pytest.mark.parametrize(("cause", "told"), FACTORS.items(), ids=FACTORS.keys())
def test_what_the_text_says_drives_or_holds_back_a_matter(cause: str, told: tuple[str, str]) -> None:
    (link,) = data().outgoing(f"cause-uv-{cause}", "contributesTo", "protectsAgainst")
    assert ((link.relation, link.target), link.status) == (told, "stated")


@pytest.mark.parametrize(
    ("source", "relation", "target"),
    [("stmt-uv-led-utskott", "isAbout", "actor-uv-miljo-plan"), ("stmt-uv-led-kontorschefer", "isAbout", "actor-uv-kontorschefer"),
     ("cause-uv-ta-stallning", "protectsAgainst", "area-uv-nara-relation")],
)  # fmt: skip
def test_what_was_paired_or_classed_by_us_is_a_reading(source: str, relation: str, target: str) -> None:
    """Two leaders stand beside two bodies in one level of the figure whose lines have fallen apart."""
    (link,) = (one for one in data().outgoing(source, relation) if one.target == target)
    assert link.status == "interpreted"


def test_a_level_of_the_figure_that_holds_one_leader_needs_no_reading() -> None:
    for one in ("stmt-uv-led-rad-figur", "stmt-uv-led-verkstallande-figur"):
        assert [link.status for link in data().outgoing(one, "isAbout")] == ["stated"]
