"""Slips of the pen (Q3, Q7, Q8, Q9, Q12)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.checks import check, wordings
from kgraph.checks.report import findings_table
from kgraph.graph import KnowledgeGraph
from kgraph.model import AcceptedGap, Actor, Link, Measure, Method, Node, PlanTable, Text, cell_text
from tests.checks.running import cases


def named(one: str) -> Text:
    return Text(sv=one, en=one)


def column(*times: str | None) -> list[tuple[str | None, str]]:
    """Subject and number of what Q3 finds in a table with these times in its rows."""
    nodes: list[Node] = [PlanTable(id="t", label=named("t"))]
    nodes += [Measure(id=f"m{n}", label=named(f"m{n}"), row=n, time=time) for n, time in enumerate(times)]
    links = [Link(source=f"m{n}", relation="inTable", target="t") for n in range(len(times))]
    found = [one for one in check(KnowledgeGraph.of(nodes, links)) if one.code == "Q3"]
    return [(one.subject, one.message.sv.split()[1] if one.judged else one.case) for one in found]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (["Klart 2030", "Klart 2030", "Klart 2031"], [("m2", "2031")]),
        (["Klart 2030", "Klart 2031", "Klart 2032"], [("m1", "2031"), ("m2", "2032")]),
        (["Klart 2030", "Klart 2035", "Klart 2041"], []),
        (["Klart 2030", "Klart 2030", "Klart 2030"], []),
        (["Klart 2030", "Klart 2031"], [(None, "nothing")]),
        (["2025", "2025", "2026"], [(None, "nothing")]),
        (["start 7/1/23", "start 3/1/23", "start 3/1/23"], [(None, "nothing")]),
        (["Mål 1 före 2030", "Mål 1 före 2030", "Mål 2 före 2030"], [("m2", "2")]),
        ([None, None, None], [(None, "nothing")]),
    ],
)
def test_a_number_that_drifts_down_a_column(times: list[str | None], expected: list[Any]) -> None:
    assert column(*times) == expected


def test_the_years_that_drift_in_hasselby_vallingby() -> None:
    """Nine rows say that the square is to be no open drug scene by 2030; rows 4, 8 and 9 say 2029, 2033 and 2034."""
    assert {one for _, one, _ in cases(kgraph.load(), "Q3")} == {"m-hv-2-04", "m-hv-2-08", "m-hv-2-09"}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"description": named("xx")}, ["residue"]), ({"note": named("TODO")}, ["residue"]), ({"time": "När??"}, ["residue"]),
        ({"follow_up": named("Hur mäter vi?")}, ["question"]), ({"label": named("Är det delbart?")}, []), ({"note": named("maxxa")}, []),
        ({"description": named("Vem gör vad? Alla.")}, []),
    ],
)  # fmt: skip
def test_what_is_left_of_a_draft(fields: dict[str, Any], expected: list[str]) -> None:
    measure = Measure(**{"id": "m", "label": named("m"), **fields})
    assert [case for case, _, _ in cases(KnowledgeGraph.of([measure], []), "Q7")] == expected


SECRETS = {
    "email": "förnamn.efternamn@vasteras.example", "personal_number": "19850412-1234", "phone": "021-39 00 12",
}  # fmt: skip


@pytest.mark.parametrize("sort", SECRETS)
@pytest.mark.parametrize("field", ["label", "note", "time", "aliases"])
def test_personal_data_is_found_in_any_field_and_told_in_none(sort: str, field: str) -> None:
    words = f"Nås på {SECRETS[sort]}."
    value: Any = {"time": words, "aliases": (words,)}.get(field, named(words))
    measure = Measure(**{"id": "m", "label": named("m"), field: value})
    graph = KnowledgeGraph.of([measure], [])
    found = [one for one in check(graph) if one.code == "Q8"]
    assert [one.case for one in found] == [sort]
    for every in (False, True):
        table = findings_table(found, every=every)
        for row in table.cells():
            assert not any(SECRETS[sort] in cell for cell in row)
        assert SECRETS[sort] not in repr(table)
    assert SECRETS[sort] not in repr(found[0])


@pytest.mark.parametrize(
    ("owner", "found"),
    [
        ("rådet", []),
        ("Trygghetssamordnaren", []),
        ("Anna", [("owner", "gap", True)]),
        ("Rådet Lindgren", [("owner", "gap", True)]),
    ],
)
def test_the_owner_of_an_accepted_gap_is_a_role(owner: str, found: list[Any]) -> None:
    gap = AcceptedGap(id="gap", label=named("Lucka"), reason=named("Väntar"), owner_role=owner, review_on="2027-01-31")
    graph = KnowledgeGraph.of([gap], [])
    assert cases(graph, "Q8") == found
    assert not found or not any(owner in repr(one) for one in check(graph) if one.code == "Q8")


def test_the_rationale_of_a_link_is_looked_at_too() -> None:
    nodes: list[Node] = [Measure(id="m", label=named("m")), Actor(id="a", label=named("a"))]
    link = Link(source="a", relation="takesPartIn", target="m", note=named("Ring 070-123 45 67"))
    assert cases(KnowledgeGraph.of(nodes, [link]), "Q8") == [("phone", "a", True)]


@pytest.mark.parametrize(
    "words",
    [
        "KS 2024/00363",
        "2024–2027",
        "160 000 invånare",
        "2025-06-30",
        "0114",
        "kap. 2.2",
        "SOU 2022:70",
        "1 200 000 kr",
        "2025-2026",
        "dnr 0123/2024",
        "012/2024 345",
        "05/06 2025",
        "01/02/2025",
        "kl. 08:00–16:30",
        "2025:0701234",
        "20250101",
        "202501–202512",
        "2020–2024",
        "20 250 101 123 kr",
        "212000-2080",
        "16212000-2080",
        "1.0712345678",
    ],
)
def test_numbers_that_are_nobodys(words: str) -> None:
    measure = Measure(id="m", label=named("m"), note=named(words))
    assert cases(KnowledgeGraph.of([measure], []), "Q8") == []


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("tel:070-1234567", "phone"), ("Tel.0701234567", "phone"), ("+46 (0)70-123 45 67", "phone"), ("070/123 45 67", "phone"),
        ("Ring 070-1234567.", "phone"), ("198501011234", "personal_number"), ("850101–1234", "personal_number"),
        ("19850101–1234", "personal_number"),
    ],
)  # fmt: skip
def test_common_spellings_are_found(words: str, sort: str) -> None:
    measure = Measure(id="m", label=named("m"), note=named(words))
    assert cases(KnowledgeGraph.of([measure], []), "Q8") == [(sort, "m", True)]


LOOKED_FOR = [*wordings._PERSONAL.values(), wordings._DRAFT]


@given(st.sampled_from(LOOKED_FOR).flatmap(st.from_regex), st.sampled_from(["", "1", "1-", "-", "/", "ı", "å"]))
@example("070/123 45 67", "")
@example("ınfoga", "")  # the lower case of other letters, which stand for an i here
@example("İnfoga", "")
@settings(max_examples=300)
def test_whatever_is_looked_for_the_quick_look_stops_at(words: str, before: str) -> None:
    said = before + words
    if any(shape.search(said) for shape in LOOKED_FOR):
        assert wordings._SUSPECT.search(said.casefold())


@given(st.integers(1, 12), st.integers(1, 28), st.integers(0, 9999), st.sampled_from("-+"), st.booleans())
def test_every_personal_number_is_found(month: int, day: int, last: int, sign: str, century: bool) -> None:  # noqa: FBT001
    number = f"{'19' if century else ''}85{month:02}{day:02}{sign}{last:04}"
    measure = Measure(id="m", label=named("m"), note=named(f"Se {number}"))
    assert ("personal_number", "m", True) in cases(KnowledgeGraph.of([measure], []), "Q8")


@given(
    st.from_regex(r"(\+46[ -]?|0)[1-9][0-9]{0,2}", fullmatch=True),
    st.lists(st.from_regex(r"[- \u00a0]?[0-9]{2,4}", fullmatch=True), min_size=2, max_size=3),
)
@example("021", ["\u00a039", "\u00a000"])
def test_every_telephone_number_is_found_however_it_is_spaced(first: str, rest: list[str]) -> None:
    measure = Measure(id="m", label=named("m"), note=named(f"Ring {first}{''.join(rest)}"))
    assert ("phone", "m", True) in cases(KnowledgeGraph.of([measure], []), "Q8")


def test_no_personal_data_is_in_the_five_documents() -> None:
    assert cases(kgraph.load(), "Q8") == []


def test_what_form_alone_carries_is_told_by_its_fields() -> None:
    measure = Measure(id="m", label=named("m"), unknown=("responsible", "also_affects"))
    (found,) = [one for one in check(KnowledgeGraph.of([measure], [])) if one.code == "Q9"]
    assert cell_text(found.message).endswith("Andra områden som påverkas, Ansvarig.")


def pair(first: str, second: str, *relation: str, **fields: Any) -> list[str]:
    nodes: list[Node] = [Method(id="a", label=named(first)), Method(id="b", label=named(second), **fields)]
    links = [Link(source="a", relation=one, target="b") for one in relation]
    return [case for case, _, _ in cases(KnowledgeGraph.of(nodes, links), "Q12")]


def test_names_that_are_all_but_alike() -> None:
    assert pair("Trygghetsvandring", "Trygghetsvandringar") == ["alike"]
    assert pair("Vandring i skolan", "Skolans vandringar") == ["alike"]
    assert pair("Trygghetsvandring", "Trygghetsdag") == []
    for settled in ("exactMatch", "distinctFrom", "broader"):
        assert pair("Trygghetsvandring", "Trygghetsvandringar", settled) == []


def test_abbreviations_that_nothing_explains() -> None:
    assert pair("Samtal enligt ABK", "Annat") == ["abbreviation"]
    assert pair("Samtal enligt ABK", "Annat", abbreviation="ABK") == []
    assert pair("Samtal enligt ABK", "Annat", aliases=("ABK-samtal",)) == []
