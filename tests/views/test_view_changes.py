"""The view of two versions tells what each change did, the accepted gaps among it."""

from __future__ import annotations

from pathlib import Path

from kgraph import KnowledgeGraph, project
from kgraph.model import AcceptedGap, Cause, CrimeArea, Link, Measure, Text


def test_a_gap_that_is_no_longer_accepted_stands_among_the_changes(tmp_path: Path) -> None:
    cause, area = Cause(id="c", label=Text(sv="Skulder")), CrimeArea(id="a", label=Text(sv="Narkotika"))
    measure = Measure(id="m", label=Text(sv="Hembesök"))
    gap = AcceptedGap(
        id="gap", label=Text(sv="Vi väntar"), reason=Text(sv="Skäl"), owner_role="rådet", review_on="2027-01-31"
    )
    links = [
        Link(source="c", relation="contributesTo", target="a"),
        Link(source="m", relation="homeArea", target="a"),
    ]
    accepts = Link(source="gap", relation="accepts", target="c")
    before = KnowledgeGraph.of([cause, area, measure, gap], [*links, accepts])
    after = KnowledgeGraph.of([cause, area, measure], links)
    page = project.view(after, tmp_path, before=before).read_text(encoding="utf-8")
    assert "orsaken Skulder: accepterad lucka → ingen åtgärd" in page
    assert "#andringar;urval=gap_changed" in page
