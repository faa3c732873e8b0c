"""The duties of the law, worked by hand on made-up plans, and on the five documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.analysis import law
from kgraph.checks import check
from kgraph.duties import Judgement, judgements
from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    Actor,
    Agreement,
    Assessment,
    CrimeArea,
    FollowUp,
    Goal,
    LegalRequirement,
    Link,
    Measure,
    Municipality,
    Node,
    Plan,
    PlanTable,
    Statement,
    Text,
    cell_text,
)
from kgraph.parts.scope import of_plan
from kgraph.times.dates import months_after
from kgraph.views.explorer import published

ON = date(2026, 6, 30)


def named(name: str) -> Text:
    return Text(sv=name, en=name)


def graph(
    *links: tuple[str, ...], plan: dict[str, Any] | None = None, assessment: dict[str, Any] | None = None, entry: str = "", claims: dict[str, str] | None = None
) -> KnowledgeGraph:  # fmt: skip
    """A plan of a town with what may stand around it; `claims` are statements about the assessment, agreement or town."""
    nodes: list[Node] = [
        Plan(id="p", label=named("Planen"), document="d", **(plan or {})), Municipality(id="town", label=named("Byn"), document="d"),
        Assessment(id="l", label=named("Lägesbilden"), document="d", **(assessment or {})), Measure(id="m", label=named("Åtgärden")),
        Agreement(id="a", label=named("Överenskommelsen"), document="d"), Goal(id="g", label=named("Målet")),
        CrimeArea(id="area", label=named("Området")), PlanTable(id="t", label=named("Tabellen")), Actor(id="body", label=named("Organet")),
        FollowUp(id="f", label=named("Läget"), date=entry or None),
        *(LegalRequirement(id=f"law-{n}", label=named(f"{n} §"), law="SFS 2023:196", paragraph=f"{n} §") for n in range(10, 14)),
    ]  # fmt: skip
    said = [("p", "isPlanOf", "town"), *links]
    for number, (key, value) in enumerate((claims or {}).items()):
        subject, attribute = key.split(".")
        nodes.append(Statement(id=f"x{number}", label=named(key), attribute=attribute, value=value, document="d"))
        said.append((f"x{number}", "isAbout", subject))
    made = [
        Link(source=s, relation=r, target=t, document="d", status=rest[0] if rest else "stated")
        for s, r, t, *rest in said
    ]
    return KnowledgeGraph.of(nodes, made)


def stands(code: str, found: KnowledgeGraph, on: date | None = ON, paragraph: str = "") -> tuple[str, str]:
    """Verdict and case of the one duty of a code."""
    (one,) = (one for one in judgements(found, on) if one.code == code and one.paragraph.startswith(paragraph))
    return one.verdict, one.case


RESTS = ("p", "restsOn", "l")


def test_a_plan_rests_on_an_assessment_by_a_stated_link_only() -> None:
    assert stands("L1", graph(RESTS)) == ("fulfilled", "rests")
    assert stands("L1", graph((*RESTS, "confirmed"))) == ("fulfilled", "rests")
    assert stands("L1", graph((*RESTS, "interpreted"))) == ("unknown", "interpreted_only")
    assert stands("L1", graph((*RESTS, "rejected"))) == ("unknown", "none")
    assert stands("L1", graph(("p", "restsOn", "a"))) == ("unknown", "none")
    assert stands("L1", graph(claims={"p.has_assessment": "no"})) == ("not_fulfilled", "denied")
    assert stands("L1", graph(plan={"unknown": ("assessment",)})) == ("unknown", "lost")


def test_what_is_recorded_to_be_no_action_plan_breaks_none_of_its_duties() -> None:
    found = graph(claims={"p.is_action_plan": "no"})
    assert [stands(code, found) for code in ("L1", "L5")] == [("unknown", "no_plan")] * 2
    assert stands("L1", graph(claims={"p.is_action_plan": "yes"})) == ("unknown", "none")
    assert stands("L1", graph(RESTS, claims={"p.is_action_plan": "no"})) == ("fulfilled", "rests")
    read = [link.model_copy(update={"status": "interpreted"}) for link in found.links]
    table = law(KnowledgeGraph.of(found, read), on=ON)
    (row,) = (one for one in table.rows if one["code"] == "L1")
    assert cell_text(row["why"]).startswith("Enligt vår läsning av källan är dokumentet ingen åtgärdsplan")


def test_a_field_that_is_our_reading_fulfils_nothing_by_what_is_stated() -> None:
    claim = graph(claims={"town.has_council": "yes"})
    nodes = [one.model_copy(update={"interpreted": ("value",)}) if one.id == "x0" else one for one in claim]
    assert stands("L7", KnowledgeGraph.of(nodes, claim.links), paragraph="10") == ("unknown", "interpreted_claim")
    fresh = graph(assessment={"completed": "2025", "interpreted": ("completed",)})
    (one,) = (one for one in judgements(fresh, ON) if one.code == "L3")
    assert (one.verdict, one.case, one.read) == ("unknown", "no_date", True)


def test_an_assessment_has_the_parts_that_a_source_says_it_has() -> None:
    whole = {f"l.has_{part}": "yes" for part in ("mapping", "other_information", "analysis")}
    assert stands("L2", graph(claims=whole)) == ("fulfilled", "whole")
    assert stands("L2", graph(claims={**whole, "l.has_analysis": "partly"})) == ("not_fulfilled", "lacks")
    assert stands("L2", graph(claims={"l.has_mapping": "yes"})) == ("unknown", "unsaid")
    assert stands("L2", graph(claims={"l.has_mapping": "no"})) == ("not_fulfilled", "lacks")


@pytest.mark.parametrize(
    ("completed", "on", "expected"),
    [
        # 24 months after 30 June 2024 is 30 June 2026: that day it is still in time, the next it is not
        ("2024-06-30", date(2026, 6, 30), ("fulfilled", "fresh")), ("2024-06-30", date(2026, 7, 1), ("expired", "old")),
        # June 2024 may mean its first day (too old from 2 June 2026) or its last (from 1 July): between them nobody can tell
        ("2024-06", date(2026, 6, 1), ("fulfilled", "fresh")), ("2024-06", date(2026, 6, 15), ("unknown", "coarse")),
        ("2024-06", date(2026, 7, 1), ("expired", "old")),
        ("2027", date(2026, 7, 1), ("unknown", "later")), ("i våras", date(2026, 7, 1), ("unknown", "unread")),
        (None, date(2026, 7, 1), ("unknown", "no_date")), ("2024-06-30", None, ("unknown", "no_day")),
    ],
)  # fmt: skip
def test_the_age_of_an_assessment(completed: str | None, on: date | None, expected: tuple[str, str]) -> None:
    assert stands("L3", graph(RESTS, assessment={"completed": completed}), on) == expected


def test_an_assessment_of_a_replaced_plan_is_judged_no_more() -> None:
    old = Plan(id="old", label=named("Förra planen"))
    found = graph()
    links = [Link(source="p", relation="replaces", target="old"), Link(source="old", relation="restsOn", target="l")]
    both = KnowledgeGraph.of([*found, old], [*found.links, *links])
    told = {(one.code, one.subject.id) for one in judgements(both, ON)}
    assert not {("L1", "old"), ("L2", "l"), ("L3", "l")} & told
    assert ("L1", "p") in told


@pytest.mark.parametrize(
    ("claim", "when", "plan", "expected"),
    [
        ("yes", "2024-06-30", {}, ("fulfilled", "fresh")),
        ("yes", "2024-06-29", {}, ("expired", "old")),
        ("yes", "2024-06", {}, ("unknown", "coarse")),  # until the 1st it is too old, until the 30th it is not
        ("yes", "2026-07-01", {"starts": "2020"}, ("unknown", "none")),
        ("yes", None, {"starts": "2020"}, ("unknown", "none")),
        ("no", None, {"starts": "2020"}, ("not_fulfilled", "denied")),
        ("no", None, {"starts": "2024-07"}, ("not_due", "not_due")),
    ],
)
def test_a_plan_is_followed_up_where_a_source_says_so_of_the_plan(
    claim: str, when: str | None, plan: dict[str, str], expected: tuple[str, str]
) -> None:
    found = graph(plan=plan, claims={"p.is_followed_up": claim})
    nodes = [one.model_copy(update={"year": when}) if one.id == "x0" else one for one in found]
    assert stands("L4", KnowledgeGraph.of(nodes, found.links)) == expected
    read = [link.model_copy(update={"status": "interpreted"}) for link in found.links]
    (one,) = (one for one in judgements(KnowledgeGraph.of(nodes, read), ON) if one.code == "L4")
    assert (one.verdict in ("unknown", "not_due"), one.read) == (True, expected[0] == "fulfilled")


def test_a_note_on_a_measure_is_told_and_is_no_follow_up_of_the_plan() -> None:
    logged = (("m", "partOf", "p"), ("f", "followsUp", "m"))
    assert stands("L4", graph(*logged, entry="2026-06-30")) == ("unknown", "no_start")
    assert stands("L4", graph(*logged, entry="2026-06-30", plan={"starts": "2020"})) == ("unknown", "none")
    assert stands("L4", graph(*logged, entry="2026-06-30", plan={"starts": "2024-07"})) == ("not_due", "not_due")
    assert stands("L4", graph(plan={"starts": "2024"})) == ("unknown", "none")
    assert stands("L4", graph(*logged, entry="2024-06-30"), None) == ("unknown", "no_day")

    def why(*links: tuple[str, ...], entry: str) -> str:
        (row,) = (row for row in law(graph(*links, entry=entry), on=ON).rows if row["code"] == "L4")
        return cell_text(row["why"])

    assert "antecknat för 1 av 1 åtgärder, senast 2026-06-30; det är ingen uppföljning av hela" in why(
        *logged, entry="2026-06-30"
    )
    assert "för 1 av 1 åtgärder" in why(*logged, ("t", "partOf", "p"), entry="2026-06-30")  # a table is no measure
    assert "antecknat för 0 (1) av 1 åtgärder" in why(logged[0], (*logged[1], "interpreted"), entry="2026-06-30")
    assert "antecknat" not in why(*logged, entry="2026-07-01")


def test_a_decision_has_a_body_and_a_date() -> None:
    by = ("p", "decidedBy", "body")
    assert stands("L5", graph(by, plan={"decided": "2025-02-10"})) == ("fulfilled", "decided")
    assert stands("L5", graph(by)) == ("unknown", "no_date")
    assert stands("L5", graph(plan={"decided": "2025-02-10"})) == ("unknown", "no_body")
    assert stands("L5", graph()) == ("unknown", "none")
    assert stands("L5", graph(claims={"p.is_decided": "no"})) == ("not_fulfilled", "denied")
    assert stands("L5", graph((*by, "interpreted"), plan={"decided": "2025"})) == ("unknown", "interpreted_only")
    assert stands("L5", graph(by, plan={"decided": "2026-07-01"})) == ("not_fulfilled", "later")


def test_an_agreement_gives_purposes_and_areas() -> None:
    rests, purpose, area = ("p", "restsOn", "a"), ("a", "pursues", "g"), ("a", "treats", "area")
    assert stands("L6", graph(rests, purpose, area)) == ("fulfilled", "whole")
    assert stands("L6", graph(rests, purpose)) == ("unknown", "unsaid")
    assert stands("L6", graph(rests, purpose, (*area, "interpreted"))) == ("unknown", "interpreted_only")
    assert stands("L6", graph(rests, purpose, claims={"a.has_areas": "yes"})) == ("fulfilled", "whole")
    assert stands("L6", graph(rests, purpose, claims={"a.has_areas": "no"})) == ("not_fulfilled", "lacks")
    assert stands("L6", graph()) == ("unknown", "no_agreement")


@pytest.mark.parametrize(
    ("code", "paragraph", "attribute"),
    [
        ("L7", "10", "has_council"), ("L7", "11", "has_coordination_function"), ("L8", "12", "informs_inhabitants"),
        ("L9", "13", "reports_to_council"),
    ],
)  # fmt: skip
def test_what_is_there_for_a_duty_is_named_or_claimed(code: str, paragraph: str, attribute: str) -> None:
    there = ("body", "fulfils", f"law-{paragraph}")
    assert stands(code, graph(there), paragraph=paragraph) == ("fulfilled", "named")
    assert stands(code, graph((*there, "interpreted")), paragraph=paragraph) == ("unknown", "interpreted_only")
    assert stands(code, graph(), paragraph=paragraph) == ("unknown", "unsaid")
    assert stands(code, graph(claims={f"town.{attribute}": "yes"}), paragraph=paragraph) == ("fulfilled", "claimed")
    assert stands(code, graph(there, claims={f"town.{attribute}": "no"}), paragraph=paragraph) == (
        "not_fulfilled",
        "denied",
    )


def test_a_claim_of_before_the_act_breaks_nothing_and_a_read_one_fulfils_nothing() -> None:
    found = graph(claims={"town.informs_inhabitants": "no"})
    claim = found["x0"]
    for year, expected in (
        ("2022", ("unknown", "unsaid")),
        ("2023", ("not_fulfilled", "denied")),
        ("2024", ("not_fulfilled", "denied")),
    ):
        dated = [claim.model_copy(update={"year": year}) if node == claim else node for node in found]
        assert stands("L8", KnowledgeGraph.of(dated, found.links)) == expected
    read = graph(claims={"town.has_council": "yes"})
    links = [link.model_copy(update={"status": "interpreted"}) if link.source == "x0" else link for link in read.links]
    assert stands("L7", KnowledgeGraph.of(read, links), paragraph="10") == ("unknown", "interpreted_claim")


def test_what_another_towns_document_says_is_no_word_of_this_town() -> None:
    found = graph()
    other = Link(source="body", relation="fulfils", target="law-10", document="elsewhere")
    assert stands("L7", KnowledgeGraph.of(found, [*found.links, other]), paragraph="10") == ("unknown", "unsaid")


def test_counts_and_verdicts_of_the_table_are_those_of_the_duties() -> None:
    """L1 stated; L7 (10 §) read only; nothing else is told: 1 fulfilled, 2 with the reading."""
    found = graph(RESTS, ("body", "fulfils", "law-10", "interpreted"), assessment={"completed": "2025"})
    table = law(found, on=ON)
    ones = judgements(found, ON)
    fulfilled = [one for one in ones if one.verdict == "fulfilled"]
    assert {(one.code, one.case) for one in fulfilled} == {("L1", "rests"), ("L3", "fresh")}
    assert (table.counts[0].stated, table.counts[0].with_interpreted, table.counts[0].total) == (2, 3, len(ones))
    assert [row["verdict"] for row in table.rows] == [one.verdict for one in ones]


def test_a_check_finds_what_the_table_says_and_passes_nothing_that_is_unknown() -> None:
    for found in (graph(), graph(RESTS), kgraph.load()):
        told = {(one.code, one.subject, one.case, one.judged) for one in check(found, on=ON) if one.level == "law"}
        assert told == {
            (one.code, one.subject.id, one.case, one.verdict in ("not_fulfilled", "expired"))
            for one in judgements(found, ON)
            if one.verdict not in ("fulfilled", "not_due")
        }


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_a_day_is_too_old_exactly_when_24_months_have_passed(completed: date, on: date) -> None:
    verdict, _ = stands("L3", graph(assessment={"completed": completed.isoformat()}), on)
    months = (on.year - completed.year) * 12 + on.month - completed.month  # another way of counting
    late = months > 24 or (months == 24 and on > months_after(completed, 24))
    assert verdict == ("unknown" if completed > on else "expired" if late else "fulfilled")


def test_the_plan_of_vasteras() -> None:
    """It rests on the assessment of June 2024, which is too old from July 2026 on; it began in 2025."""
    told: dict[tuple[str, str], Judgement] = {
        (one.code, one.subject.id): one for one in judgements(kgraph.load(), date(2026, 7, 1))
    }
    assert told["L1", "plan-vasteras-2025"].verdict == "fulfilled"
    assert told["L3", "assessment-vasteras-2024"].case == "old"
    assert told["L4", "plan-vasteras-2025"].case == "not_due"
    assert told["L5", "plan-vasteras-2025"].case == "no_date"
    assert told["L1", "plan-hv-2025"].read
    assert told["L8", "municipality-vasteras"].case == "unsaid"
    assert ("L1", "plan-vasteras-tidigare") not in told


def test_what_is_published_of_a_plan_is_judged_by_the_same_duties_of_the_same_things() -> None:
    """That the plan replaces an earlier one, which its document only names, is a reading that is not published."""
    for plan in ("plan-vasteras-2025", "plan-hv-2025"):
        part = of_plan(kgraph.load(), plan)
        rows, shown = ([row["subject"] for row in law(one, on=ON).rows] for one in (part, published(part, "open")))
        assert shown == rows
    table = law(published(of_plan(kgraph.load(), "plan-vasteras-2025"), "open"), on=ON)
    assert len(table) == 9
    assert [row["subject"] for row in table.rows if row["code"] == "L7"] == ["municipality-vasteras"]


def test_lists_and_strategies_are_not_judged_as_action_plans() -> None:
    told = {(one.code, one.subject.id): one.case for one in judgements(kgraph.load(), date(2026, 7, 1))}
    assert {told[code, plan] for code in ("L1", "L4", "L5") for plan in ("plan-s2-samverkan", "plan-uv-strategi")} == {
        "no_plan"
    }


def test_nothing_to_judge_is_said() -> None:
    table = law(kgraph.example(), on=ON)
    assert (table.rows, [note.sv for note in table.notes]) == ((), ["Det finns ingen plan att bedöma."])


def test_what_the_strategy_of_upplands_vasby_shows() -> None:
    """Its council and its coordinating office are stated; what it says of reports to the council is general, so a reading."""
    told = {
        (one.code, one.paragraph): (one.verdict, one.case)
        for one in judgements(kgraph.load(), ON)
        if one.subject.id == "municipality-upplands-vasby"
    }
    assert told["L7", "10 §"] == told["L7", "11 §"] == ("fulfilled", "claimed")
    assert told["L9", "13 §"] == ("unknown", "interpreted_claim")


def test_what_has_run_out_and_what_is_not_due_are_no_breaches_and_not_fulfilled() -> None:
    """The source tells of an assessment of June 2024, not that there is no newer one; a plan of 2025 is not due yet."""
    table = law(of_plan(kgraph.load(), "vasterasplanen"), on=date(2026, 11, 20))
    told = {row["code"]: (row["verdict"], cell_text(row["verdict_label"])) for row in table.rows}
    assert told["L3"] == ("expired", "har gått ut enligt källan, nyare okänd")
    assert told["L4"] == ("not_due", "ännu inte aktuellt")
    assert table.counts[0].stated == 1
    assert "med --plan bara planens eget" in table.notes[-1].sv


def test_the_first_note_tells_that_what_is_not_fulfilled_is_not_therefore_broken() -> None:
    """Of the nine demands on the plan 1 is fulfilled; the other 8 are 0 + 1 + 1 + 6."""
    table = law(of_plan(kgraph.load(), "vasterasplanen"), on=date(2026, 11, 20))
    (count,) = table.counts
    assert (count.stated, count.with_interpreted, count.total) == (1, 1, 9)
    assert "inte uppfyllt 0, utgånget 1, ännu inte aktuellt 1, går inte att bedöma 6" in table.notes[0].sv
    assert "not fulfilled 0, expired 1, not due yet 1, cannot be judged 6" in table.notes[0].pick("en")


def test_one_demand_in_two_paragraphs_is_told_once_where_both_are_judged_alike() -> None:
    def told(found: KnowledgeGraph) -> list[tuple[str, str]]:
        rows = [row for row in law(found, on=ON).rows if row["code"] == "L7"]
        return [(cell_text(row["paragraph"]), cell_text(row["why"])) for row in rows]

    ((paragraph, why),) = told(graph())
    assert paragraph == "10 och 11 §"
    assert "strategiskt råd." in why
    assert "samordningsfunktion." in why
    assert [one for one, _ in told(graph(claims={"town.has_council": "yes"}))] == ["10 §", "11 §"]
    towns = [cell_text(row["about"]) for row in law(kgraph.load(), on=ON).rows if row["code"] == "L7"]
    assert len(towns) == len(set(towns))
