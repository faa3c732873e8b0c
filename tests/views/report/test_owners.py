"""What the owners of a plan have said, in the annex and on the page: how measures go, and what was decided on readings."""

from __future__ import annotations

import re
from functools import cache

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.link_counts import link_status
from kgraph.model import FOLLOW_UP_LOG, FollowUp, Link, Source, Text, cell_text
from kgraph.project import page_tables
from kgraph.reporting import annex
from kgraph.views.explorer import explorer, published
from kgraph.views.report import Report
from kgraph.views.report.content import Grid, Words
from tests.views.report.annexes import DAY
from tests.views.report.test_content import chapter, words


@cache
def spoken() -> KnowledgeGraph:
    """The example with a note on a measure, a reading confirmed and one rejected."""
    graph = kgraph.example()
    measure = graph.of_kind("Measure")[0]
    log = Source(id=FOLLOW_UP_LOG, label=Text(sv="Uppföljningsloggen"))
    note = Text(sv="Rekrytering pågår")
    entry = FollowUp(
        id="f", label=Text(sv="Läget"), date="2026-01-10", measure_status="delayed", role="skolledningen", note=note,
        document=FOLLOW_UP_LOG,
    )  # fmt: skip
    line = Link(source="f", relation="followsUp", target=measure.id, document=FOLLOW_UP_LOG)
    read = [link for link in graph.links if link.status == "interpreted"][:2]
    judged = {"reviewed_by": "rådet", "reviewed_on": "2026-01-20"}
    made = {
        link.id: link.model_copy(update={"status": status, **judged})
        for link, status in zip(read, ("confirmed", "rejected"), strict=True)
    }
    late = measure.model_copy(update={"starts": "2025", "ends": "2025", "time": None})
    return KnowledgeGraph.of(
        [*(one for one in graph if one.id != late.id), late, log, entry],
        [*(made.get(link.id, link) for link in graph.links), line],
    )


@cache
def told(level: str = "internal") -> Report:
    return annex(spoken(), on=DAY, level="open" if level == "open" else "internal")


def grid(report: Report, key: str, title: str) -> Grid:
    return next(one for one in chapter(report, key).blocks if isinstance(one, Grid) and one.title == title)


def test_the_annex_tells_which_measure_stands_how_and_why() -> None:
    measure = spoken().of_kind("Measure")[0].brief.sv
    noted = grid(told(), "follow_up", kgraph.followup(spoken()).title.sv)
    assert noted.rows == (("2026-01-10", measure, "försenad", "skolledningen", "Rekrytering pågår"),)
    every = grid(told(), "measures", "Åtgärderna")
    state = [head.label for head in every.heads].index("Läge")
    cells = {row[0].split(" (")[0].split(":")[0]: row[state] for row in every.rows}
    assert cells.pop(measure) == "försenad (2026-01-10)"
    assert set(cells.values()) == {"okänd status"}
    assert "Läge" not in [head.label for head in grid(annex(kgraph.example(), on=DAY), "measures", "Åtgärderna").heads]
    assert "Rekrytering pågår" not in " ".join(words(block) for block in chapter(told("open"), "follow_up").blocks)


def test_what_has_run_out_says_how_it_stands() -> None:
    late = grid(told(), "follow_up", "Tiden har gått ut")
    assert [head.label for head in late.heads][:4] == ["Åtgärd", "Slutar", "Läge", "Anmärkning"]
    assert ("2025-12-31", "försenad", "Rekrytering pågår") in [row[1:4] for row in late.rows]


def test_what_is_said_to_be_delayed_is_named_by_itself() -> None:
    (row,) = grid(told(), "follow_up", "Sägs vara försenade").rows
    assert row[1:4] == ("2025-12-31", "försenad", "Rekrytering pågår")
    titles = [
        one.title for one in chapter(annex(kgraph.example(), on=DAY), "follow_up").blocks if isinstance(one, Grid)
    ]
    assert "Sägs vara försenade" not in titles


def test_the_annex_lists_what_was_decided_on_readings_by_whom_and_when() -> None:
    (table,) = (one for one in chapter(told(), "reviewed").blocks if isinstance(one, Grid))
    assert sorted(row[1:] for row in table.rows) == [
        ("avvisad", "rådet", "2026-01-20"),
        ("bekräftad", "rådet", "2026-01-20"),
    ]
    (published,) = (one for one in chapter(told("open"), "reviewed").blocks if isinstance(one, Grid))
    assert [row[1] for row in published.rows] == ["bekräftad"]
    notes = [one.text for one in chapter(told("open"), "reviewed").blocks if isinstance(one, Words)]
    assert "1 tolkning är dessutom avvisad. Den räknas inte och visas inte i en öppen bilaga." in notes
    assert not any("dessutom" in one.text for one in chapter(told(), "reviewed").blocks if isinstance(one, Words))
    assert dict(told().front.facts)["Byggd ur"] == "Exempelplan, beslut om tolkningar, uppföljning"
    plain = annex(kgraph.example(), on=DAY)
    assert "reviewed" not in [one.key for one in plain.chapters]
    assert dict(plain.front.facts)["Byggd ur"] == "Exempelplan"


def test_the_page_and_the_annex_of_the_same_data_show_the_same_fingerprint() -> None:
    """Whatever either may show: what they were built from is one and the same."""
    shown = published(spoken(), "open")
    pages = [
        explorer(spoken(), tables=page_tables(spoken())).html,
        explorer(spoken(), tables=page_tables(shown), level="open").html,
    ]
    feet = [told(level).front.foot for level in ("internal", "open")]
    prints = {one for said in (*pages, *feet) for one in re.findall(r"data ([0-9a-f]{8})\b", said)}
    assert len(prints) == 1


def test_a_confirmed_link_says_who_confirmed_it_and_is_nowhere_called_a_statement_of_the_source() -> None:
    (link,) = (one for one in spoken().links if one.status == "confirmed")
    assert link_status(link).sv == "bekräftad av rådet 2026-01-20"
    rows = [row for row in kgraph.show(spoken(), link.source).rows if row.get("other") == link.target]
    assert [str(row["status_label"]) for row in rows] == [str(link_status(link))]
    bases = kgraph.actors(spoken(), spoken().of_kind("Actor")[0].id)
    assert [cell_text(row["basis_label"]) for row in bases.rows] == ["enligt källan"]  # another link is confirmed


def test_the_page_tells_who_noted_how_a_measure_stands_and_why() -> None:
    page = explorer(spoken(), tables=page_tables(spoken(), on=DAY)).html
    assert "försenad (antecknat 2026-01-10: skolledningen)" in page
    assert "Rekrytering pågår" in page.partition('id="uppfoljning"')[2].partition("</section>")[0]
