"""What sources say of evidence: counted both ways, never converted, never our own."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import kgraph
from kgraph.analysis import evidence
from kgraph.graph import KnowledgeGraph
from kgraph.model import (
    EvidenceRating,
    Link,
    Measure,
    Method,
    Node,
    Source,
    Statement,
    SubActivity,
    Table,
    Text,
    cell_text,
)


def named(name: str) -> Text:
    return Text(sv=name, en=name)


NODES: list[Node] = [
    Source(id="d", label=named("Källan")), Method(id="x", label=named("Metoden")),
    *(Measure(id=f"m{n}", label=named(f"Åtgärd {n}"), document="d") for n in range(1, 6)), SubActivity(id="s3", label=named("Del")),
    EvidenceRating(id="r1", label=named("Ett"), scheme="EMMIE", value="3", document="d", locator="1"),
    EvidenceRating(id="r2", label=named("Två"), scheme="CrimeSolutions", value="Promising", document="d", locator="2"),
    EvidenceRating(id="r0", label=named("Löst omdöme"), value="bra", document="d", locator="9"),
    Statement(id="t", label=named("Utvärderad"), attribute="evaluated", value="no", document="d", locator="3"),
    Statement(id="u", label=named("Antal"), attribute="count", value="4", document="d", locator="4"),
]  # fmt: skip
LINKS: list[tuple[Any, ...]] = [
    ("r1", "rates", "x"), ("r2", "rates", "x"), ("m1", "usesMethod", "x"), ("m2", "usesMethod", "x", "interpreted"),
    ("s3", "usesMethod", "x"), ("s3", "partOf", "m3", "interpreted"), ("t", "isAbout", "m4"), ("u", "isAbout", "m5"),
]  # fmt: skip


def graph(*more: tuple[Any, ...]) -> KnowledgeGraph:
    made = [
        Link(source=s, relation=r, target=t, status=rest[0] if rest else "stated", document="d")
        for s, r, t, *rest in (*LINKS, *more)
    ]
    return KnowledgeGraph.of(NODES, made)


def rows(table: Table) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): dict(row) for row in table.rows}


def test_the_measures_of_a_method_are_counted_both_ways() -> None:
    """m1 uses the method as stated; m2, and m3 by its part, as read."""
    (method,) = evidence(graph()).also[0].rows
    assert (method["measures_stated"], method["measures"], method["measures_both"]) == (1, 3, "1 (3)")


def test_a_method_is_used_by_no_measure_that_only_a_measure_of_its_own_is_part_of() -> None:
    """m1, which uses the method, is itself part of m5: what a measure is linked to is its own alone."""
    nested = evidence(graph(("m1", "partOf", "m5")))
    assert nested.also[0].rows == evidence(graph()).also[0].rows
    assert rows(nested).get("m5") is None


def test_ratings_come_by_methods_and_parts_as_strongly_as_the_links() -> None:
    """Rated: m1 by a stated link; m2 by an interpreted one, m3 by an interpreted part; m4 is only said something of."""
    table = evidence(graph())
    found = rows(table)
    assert {one: (row["state"], row["basis"]) for one, row in found.items()} == {
        "m1": ("rated", "stated"), "m2": ("rated", "interpreted"), "m3": ("rated", "interpreted"), "m4": ("mentioned", "stated"),
    }  # fmt: skip
    assert [(count.stated, count.with_interpreted, count.total) for count in table.counts] == [(1, 3, 5), (2, 4, 5)]


def test_each_scheme_keeps_its_own_value() -> None:
    assert cell_text(rows(evidence(graph()))["m1"]["rating"]) == "3 (EMMIE); Promising (CrimeSolutions)"


def test_what_nobody_rates_is_not_rated_and_shown_when_asked_for() -> None:
    found = rows(evidence(graph(), every=True))
    assert set(found) == {"m1", "m2", "m3", "m4", "m5"}
    assert (found["m5"]["state"], cell_text(found["m5"]["rating"]), found["m5"]["basis"]) == (
        "not_rated",
        "ej bedömd",
        None,
    )
    assert cell_text(found["m4"]["rating"], "en") == "not rated"


def test_methods_and_loose_verdicts_stand_beside() -> None:
    also = {table.name: table for table in evidence(graph()).also}
    assert [(row["id"], row["measures"]) for row in also["methods"].rows] == [("x", 3)]
    assert [row["id"] for row in also["loose"].rows] == ["r0"]


def test_a_rejected_link_carries_nothing() -> None:
    rejected = [(*one[:3], "rejected") for one in LINKS]
    made = [Link(source=s, relation=r, target=t, status=status, document="d") for s, r, t, status in rejected]
    table = evidence(KnowledgeGraph.of(NODES, made))
    assert table.rows == ()
    assert table.notes[0].sv == "Ingen källa säger något om evidens eller utvärdering."


@given(st.lists(st.tuples(st.sampled_from(("m1", "m2", "m3", "m4", "m5", "s3")), st.sampled_from(("stated", "interpreted", "rejected"))), max_size=8, unique_by=lambda one: one[0]))  # fmt: skip
def test_brute_force_finds_the_same(uses: list[tuple[str, str]]) -> None:
    """Measures rated through the method, walked over the links one by one."""
    made = [Link(source=one, relation="usesMethod", target="x", status=status, document="d") for one, status in uses]
    part = Link(source="s3", relation="partOf", target="m3", document="d")
    rates = Link(source="r1", relation="rates", target="x", document="d")
    expected = [
        {("m3" if one == "s3" else one) for one, status in uses if status in allowed}
        for allowed in (("stated",), ("stated", "interpreted"))
    ]
    count = evidence(KnowledgeGraph.of(NODES, [*made, part, rates])).counts[0]
    assert (count.stated, count.with_interpreted) == (len(expected[0]), len(expected[1]))


def test_the_five_documents_rate_one_method_and_one_effort() -> None:
    """MVP by the footnote of s0, MVP and Agera tillsammans by s1; the footnote on most measures points none out."""
    table = evidence(kgraph.load())
    assert {row["id"] for row in table.rows if row["state"] == "rated"} >= {"m-s1-mvp-at"}
    assert [row["id"] for part in table.also if part.name == "loose" for row in part.rows] == ["evidence-flertal"]


def test_a_rating_whose_value_is_our_reading_is_no_stated_one() -> None:
    read = [one.model_copy(update={"interpreted": ("value",)}) if one.id in ("r1", "r2") else one for one in graph()]
    (count, *_) = evidence(KnowledgeGraph.of(read, graph().links)).counts
    (before, *_) = evidence(graph()).counts
    assert (before.stated, before.with_interpreted) == (1, 3)
    assert (count.stated, count.with_interpreted) == (0, 3)
