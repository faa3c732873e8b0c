from __future__ import annotations

from kgraph.checks import own_words
from kgraph.graph import KnowledgeGraph
from kgraph.model import Cause, CrimeArea, Link, Statement, Text

SOURCE = "Det finns flera orsaker till att unga\nhamnar i bråk: brist på vuxna,\nbrist på tid."


def graph(label: str, rationale: str = "kort") -> KnowledgeGraph:
    link = Link(source="c", relation="contributesTo", target="a", status="interpreted", rationale=Text(sv=rationale))
    return KnowledgeGraph.of([Cause(id="c", label=Text(sv=label)), CrimeArea(id="a", label=Text(sv="A"))], [link])


def test_eight_words_in_a_row_are_found_across_lines_signs_and_case() -> None:
    (found,) = own_words(graph("ORSAKER till att unga hamnar i bråk, brist"), {"a.txt": SOURCE})
    assert (found.code, found.subject) == ("Q16", "c")
    assert "a.txt" in found.message.sv
    assert "orsaker till att unga hamnar i bråk brist" in found.message.sv


def test_seven_words_are_allowed() -> None:
    assert own_words(graph("orsaker till att unga hamnar i bråk"), {"a.txt": SOURCE}) == ()


def test_rationales_are_looked_at_too_and_each_text_is_named() -> None:
    copied = graph("kort", "flera orsaker till att unga hamnar i bråk")
    found = own_words(copied, {"a.txt": SOURCE, "b.txt": SOURCE.upper(), "c.txt": "något annat"})
    assert [one.subject for one in found] == ["c", "c"]


def test_the_length_of_a_run_can_be_chosen() -> None:
    assert len(own_words(graph("unga hamnar i bråk"), {"a.txt": SOURCE}, run=4)) == 1


def test_values_are_looked_at_and_places_are_not() -> None:
    copied = "flera orsaker till att unga hamnar i bråk"
    said = Statement(id="s", label=Text(sv="Uppgift"), value=copied, locator=copied)
    (found,) = own_words(KnowledgeGraph.of([said], []), {"a.txt": SOURCE})
    assert "«value»" in found.message.sv
