"""S11: places that the outline of a document lacks."""

from __future__ import annotations

import pytest

import kgraph
from kgraph.checks import check
from kgraph.checks.places import misplaced
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, Link, Measure, Source, Text

OUTLINE = ("avsn. Barn och unga", "fotnot 2", "kap. 2", "kap. 4", "kap. 4.1", "Sammanfattning")


@pytest.mark.parametrize(
    ("locator", "wrong"),
    [
        ("kap. 2", []), ("kap. 4.1, rad 99", []), ("kap. 2, rad 1 och 2", []), ("kap. 2, 4.1 och fotnot 2", []), ("Sammanfattning", []),
        ("avsn. Barn och unga, mål och kap. 2", []), ("kap. 7", ["kap. 7"]), ("kap. 2 och kap. 9", ["kap. 9"]),
        ("kap. 41", ["kap. 41"]), ("kap. 4.11", ["kap. 4.11"]), ("kap. 2.1", ["kap. 2.1"]), ("kap. 2, 3 och 4.1", ["kap. 3"]),
        ("s. 3", ["s. 3"]), ("kap. 2, och fotnot 3", ["fotnot 3"]), ("avsn. Barn", ["avsn. Barn"]),
    ],
)  # fmt: skip
def test_the_places_of_a_locator_that_an_outline_lacks(locator: str, wrong: list[str]) -> None:
    assert misplaced(locator, OUTLINE) == wrong


def test_things_and_links_are_judged_and_documents_without_an_outline_are_not() -> None:
    def named(name: str) -> Text:
        return Text(sv=name, en=name)

    nodes = [
        Source(id="d", label=named("Planen"), outline=OUTLINE), Source(id="e", label=named("Bilden")),
        Measure(id="m", label=named("Åtgärden"), document="d", locator="kap. 7"),
        Cause(id="c", label=named("Orsaken"), document="e", locator="kap. 7"),
    ]  # fmt: skip
    link = Link(source="m", relation="addresses", target="c", document="d", locator="kap. 9")
    found = [one for one in check(KnowledgeGraph.of(nodes, [link])) if one.code == "S11"]
    assert sorted(one.message.sv for one in found) == [
        "Planen har ingen plats som heter «kap. 7».", "Planen har ingen plats som heter «kap. 9».",
    ]  # fmt: skip
    assert all(one.level == "structure" for one in found)


def test_every_place_of_the_five_documents_stands_in_their_outlines() -> None:
    assert [one.message.sv for one in check(kgraph.load()) if one.code == "S11"] == []
