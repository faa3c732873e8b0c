"""Each case that the rules about the plan's tables, and about the records themselves, tell apart."""

from __future__ import annotations

from typing import Any

import pytest

import kgraph
from kgraph.checks import check
from kgraph.checks.tables import TEMPLATE
from kgraph.model import Actor, Cause, Goal, Indicator, Link, Measure, Place, Plan, PlanTable, Source, Statement, Text
from kgraph.parts.scope import of_plan
from tests.checks.running import SAMPLE, cases, graph_of


def table(*columns: str) -> PlanTable:
    label = Text(sv="Tabell", en="Table")
    return PlanTable.model_validate(
        {"id": "t-1", "label": label, "columns": columns, "document": "plan", "locator": "1"}
    )


def link(source: str, relation: str, target: str, status: Any = "stated") -> Link:
    return Link(source=source, relation=relation, target=target, status=status, document="plan", locator="1")


IN_TABLE = link("m-1", "inTable", "t-1")
OTHERS = [
    kind(id=node_id, label=Text(sv=node_id, en=node_id), document="plan", locator="1")
    for kind, node_id in ((Actor, "x-1"), (Cause, "c-1"), (Goal, "g-1"), (Indicator, "i-1"))
]


def empty(*links: Link, columns: tuple[str, ...], **fields: Any) -> list[str]:
    """The Swedish names of the columns whose cells are found empty."""
    graph = graph_of(SAMPLE.model_copy(update=fields), table(*columns), *OTHERS, links=[IN_TABLE, *links])
    return [
        found.message.sv.split("«")[1].split("»")[0] for found in check(graph) if found.code == "Q1" and found.judged
    ]


def test_every_column_that_has_nothing_is_an_empty_cell() -> None:
    columns = ("problem", *TEMPLATE, "responsible")
    assert empty(columns=columns) == sorted(["orsak", "mål", "tid", "aktör", "uppföljning", "ansvarig"])


@pytest.mark.parametrize(
    ("column", "links", "fields"),
    [
        ("cause", [link("m-1", "addresses", "c-1")], {}),
        ("cause", [link("m-1", "strengthens", "c-1", "confirmed")], {}),
        ("goal", [link("m-1", "pursues", "g-1")], {}),
        ("time", [], {"time": "2025"}),
        ("time", [], {"starts": "2025"}),
        ("actor", [link("x-1", "takesPartIn", "m-1")], {}),
        ("actor", [link("x-1", "isResponsibleFor", "m-1")], {}),
        ("responsible", [link("x-1", "isResponsibleFor", "m-1")], {}),
        ("responsible", [], {"unknown": ("responsible",)}),
        ("follow_up", [link("m-1", "isMeasuredBy", "i-1")], {}),
        ("follow_up", [link("m-1", "isFollowedUpThrough", "x-1")], {}),
        ("follow_up", [], {"follow_up": Text(sv="Följs upp", en="Followed up")}),
    ],
)
def test_a_cell_with_something_in_it(column: str, links: list[Link], fields: dict[str, Any]) -> None:
    assert empty(*links, columns=(column,), **fields) == []


def test_what_an_analyst_has_read_in_does_not_fill_a_cell() -> None:
    assert empty(link("m-1", "addresses", "c-1", "interpreted"), columns=("cause",)) == ["orsak"]


def test_a_field_that_is_our_reading_does_not_fill_a_cell() -> None:
    assert empty(columns=("time",), time="2025", interpreted=("time",)) == ["tid"]
    follow_up = Text(sv="Följs upp", en="Followed up")
    assert empty(columns=("follow_up",), follow_up=follow_up, interpreted=("follow_up",)) == ["uppföljning"]


@pytest.mark.parametrize("holder", ["t-1", "p"])
@pytest.mark.parametrize("status", ["stated", "interpreted"])
def test_a_column_that_is_left_empty_at_adoption_is_told_once_and_is_no_fault(holder: str, status: str) -> None:
    more = [
        SAMPLE.model_copy(update={"id": "m-2"}), Plan(id="p", label=Text(sv="Planen"), locator="1"), table("time", "follow_up"),
        Statement(id="s", label=Text(sv="Tom"), attribute="empty_at_adoption", value="follow_up", locator="1"),
    ]  # fmt: skip
    links = [IN_TABLE, link("m-2", "inTable", "t-1"), link("t-1", "partOf", "p"), link("s", "isAbout", holder, status)]
    found = [one for one in check(graph_of(SAMPLE, *more, links=links)) if one.code == "Q1"]
    told = sorted((one.case, one.subject, one.weight) for one in found if "uppföljning" in one.message.sv)
    if status == "stated":
        assert told == [("left_empty", holder, "accepted")]
        assert "2 åtgärder" in next(one for one in found if one.case == "left_empty").message.sv
    else:
        assert told == [("empty", "m-1", "finding"), ("empty", "m-2", "finding")]
    assert sum("tid" in one.message.sv for one in found if one.case == "empty") == 2


def test_the_follow_up_of_hasselby_vallingby_is_left_empty_by_its_plan() -> None:
    """The cover sheet has it filled in at the end of the year; all but the one measure of sheet 3 have it empty."""
    found = [one for one in check(of_plan(kgraph.load(), "plan-hv-2025")) if one.code == "Q1"]
    assert [(one.case, one.subject, one.weight) for one in found] == [("left_empty", "plan-hv-2025", "accepted")]
    assert "31 åtgärder" in found[0].message.sv


@pytest.mark.parametrize(
    ("nodes", "links", "expected"),
    [
        ([], [], [("no_tables", None, False)]),
        ([table("goal")], [], [("not_in_table", "m-1", False)]),
        ([table()], [IN_TABLE], [("no_columns", "m-1", False)]),
    ],
)
def test_cells_that_cannot_be_judged(nodes: list[PlanTable], links: list[Link], expected: list[Any]) -> None:
    assert cases(graph_of(SAMPLE, *nodes, links=links), "Q1") == expected


@pytest.mark.parametrize(
    ("columns", "case", "words"),
    [
        (TEMPLATE[1:], "one", "kolumn «orsak»."),
        (TEMPLATE[2:], "several", "kolumner «orsak» och «åtgärd»."),
        (("problem", "measure"), "several", "kolumner «orsak», «mål», «tid», «aktör» och «uppföljning»."),
    ],
)
def test_columns_that_the_table_lacks(columns: tuple[str, ...], case: str, words: str) -> None:
    graph = graph_of(table(*columns))
    assert cases(graph, "Q2") == [(case, "t-1", True)]
    assert next(one for one in check(graph) if one.code == "Q2").message.sv.endswith(words)


def test_a_column_for_the_responsible_answers_for_the_actors() -> None:
    assert cases(graph_of(table("cause", "measure", "goal", "time", "responsible", "follow_up")), "Q2") == []


def test_a_table_whose_columns_nobody_has_written_down_cannot_be_judged() -> None:
    assert cases(graph_of(table()), "Q2") == [("no_columns", "t-1", False)]


@pytest.mark.parametrize(
    ("document", "locator", "expected"),
    [("plan", "1", []), ("plan", None, ["locator"]), (None, None, ["document"]), (None, "1", ["document"])],
)
def test_a_record_without_a_source(document: str | None, locator: str | None, expected: list[str]) -> None:
    place = Place(id="p-1", label=Text(sv="Torg", en="Square"), document=document, locator=locator)
    assert [case for case, _, _ in cases(graph_of(place), "S7")] == expected


def test_a_link_without_a_source_is_told_at_its_subject() -> None:
    lost = Link(source="m-1", relation="addresses", target="c-1")
    nowhere = Link(source="m-1", relation="strengthens", target="c-1", document="plan")
    graph = graph_of(SAMPLE, *OTHERS, links=[lost, nowhere])
    assert sorted(cases(graph, "S7")) == [("link_document", "m-1", True), ("link_locator", "m-1", True)]
    assert any("«riktas mot c-1»" in one.message.sv for one in check(graph) if one.code == "S7")


def test_a_reading_that_gives_its_reasons_may_lean_on_no_document() -> None:
    why = Text(sv="Delar ord.", en="They share words.")
    read = Link(source="m-1", relation="addresses", target="c-1", status="interpreted", rationale=why)
    assert cases(graph_of(SAMPLE, *OTHERS, links=[read]), "S7") == []
    assert cases(graph_of(SAMPLE, *OTHERS, links=[read.model_copy(update={"status": "confirmed"})]), "S7") == []
    bare = read.model_copy(update={"rationale": None})
    claimed = read.model_copy(update={"status": "stated"})
    for link in (bare, claimed):
        assert [case for case, _, _ in cases(graph_of(SAMPLE, *OTHERS, links=[link]), "S7")] == ["link_document"]


def test_a_source_needs_no_source() -> None:
    assert cases(graph_of(Source(id="plan", label=Text(sv="Planen", en="The plan"))), "S7") == []


@pytest.mark.parametrize("status", ["stated", "confirmed", "rejected"])
def test_only_an_interpreted_link_needs_a_rationale(status: str) -> None:
    assert cases(graph_of(SAMPLE, *OTHERS, links=[link("m-1", "addresses", "c-1", status)]), "S8") == []
    assert len(cases(graph_of(SAMPLE, *OTHERS, links=[link("m-1", "addresses", "c-1", "interpreted")]), "S8")) == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"interpreted": ("prevention_level",), "prevention_level": "universal", "rationale": Text(sv="Bred grupp")},
            [],
        ),
        ({"interpreted": ("prevention_level",), "prevention_level": "universal"}, ["field"]),
        ({"interpreted": ("prevention_level",), "rationale": Text(sv="Bred grupp")}, ["no_field"]),
        ({"interpreted": ("nivå",)}, ["field", "no_field"]),
        ({"interpreted": ("label",), "rationale": Text(sv="Namnet")}, ["no_field"]),
    ],
)
def test_a_field_that_is_read_in_needs_a_rationale_and_a_value(fields: dict[str, Any], expected: list[str]) -> None:
    measure = SAMPLE.model_copy(update=fields)
    assert sorted(case for case, _, _ in cases(graph_of(measure), "S8")) == expected


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"label": Text(sv="Åtgärd ett", en="Other")}, "«Åtgärd ett»"),
        ({"label": Text(sv="Annan", en="Other"), "abbreviation": "ÅE"}, "«ÅE»"),
        ({"label": Text(sv="Annan", en="Other"), "aliases": ("åtgärden",)}, "«åtgärden»"),
    ],
)
def test_a_shared_name_is_told_once_as_it_is_written(fields: dict[str, Any], word: str) -> None:
    one = SAMPLE.model_copy(update={"abbreviation": "ÅE", "aliases": ("åtgärden",)})
    other = Measure(id="m-2", document="plan", locator="1", **fields)
    found = [finding for finding in check(graph_of(one, other)) if finding.code == "S9"]
    assert [finding.subject for finding in found] == ["m-1"]
    assert word in found[0].message.sv
    assert "m-1, m-2" in found[0].message.sv
