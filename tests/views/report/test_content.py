"""What a report holds: its chapters, numbers that equal the library's, and nothing interpreted where it is open."""

from __future__ import annotations

import re

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Actor, Cause, CrimeArea, Link, Measure, Plan, Text
from kgraph.reporting import annex, report_tables
from kgraph.views.explorer import published
from kgraph.views.report.content import Block, Chapter, Drawn, Grid, Points, Report, Words
from tests.views.report.annexes import DAY, made, plan

OUTLINE = """
summary: points
reading: points words
brief: grid grid grid
areas: grid
gaps: grid words grid grid words grid
causes > tree-area-internet tree-area-narkotika tree-area-nyrekrytering tree-area-organiserad tree-area-skolmiljo tree-area-utemiljoer tree-area-tystnadskultur tree-area-vald tree-area-valfardsbrott
overlap: drawn grid
star: drawn
levels: drawn words grid grid
actors: drawn drawn grid grid
groups: drawn grid
places: grid
follow_up: drawn words grid grid grid
law: grid
measures: words grid
checks: words grid
sources: grid
method > touch counting made
""".strip()
"""The chapters with what they hold after the lead."""


def chapter(report: Report, key: str) -> Chapter:
    return next(one for top in report.chapters for one in top.walk() if one.key == key)


def grids(report: Report) -> list[Grid]:
    return [block for top in report.chapters for one in top.walk() for block in one.blocks if isinstance(block, Grid)]


def words(block: Block) -> str:
    if isinstance(block, Words):
        return block.text
    if isinstance(block, Points):
        return " ".join(block.items)
    if isinstance(block, Drawn):
        return f"{block.picture.title} {block.picture.description}"
    return " ".join(
        [
            block.title,
            *block.counts,
            *block.notes,
            *(head.label for head in block.heads),
            *(cell for row in block.rows for cell in row),
        ]
    )


def everything(report: Report) -> str:
    return " ".join(words(block) for top in report.chapters for one in top.walk() for block in one.blocks)


def outline(report: Report) -> list[str]:
    lines = []
    for one in report.chapters:
        held = " ".join(type(block).__name__.lower() for block in one.blocks[1:])
        lines.append(
            f"{one.key}{': ' if held else ''}{held}"
            + (f" > {' '.join(sub.key for sub in one.below)}" if one.below else "")
        )
    return lines


def test_the_chapters_stand_in_their_order() -> None:
    assert outline(made()) == OUTLINE.splitlines()
    assert outline(made("en")) == outline(made())


def test_every_chapter_says_first_what_it_is_about() -> None:
    for one in made().chapters:
        assert isinstance(one.blocks[0], Words)
        assert one.blocks[0].look == "lead"


def test_the_numbers_are_those_of_the_library_in_both_ways() -> None:
    counts = {count.key: count for count in kgraph.coverage(plan()).counts}
    rows = {row[0]: row[1:] for row in chapter(made(), "brief").blocks[1].rows}  # type: ignore[union-attr]
    causes = counts["causes"]
    assert causes.total == 74
    assert rows["Orsaker utan åtgärd"] == (str(74 - causes.stated), str(74 - causes.with_interpreted), "74")
    assert rows["Orsaker utan åtgärd"] == (
        "74",
        "27",
        "74",
    )  # the plan links no measure to a cause; a reader does for 47
    assert rows["Åtgärder utan orsak"][:2] == ("46", "5")


def test_every_measure_cause_and_source_is_there() -> None:
    said = everything(made())
    graph = plan()
    assert [one.id for one in graph.of_kind("Measure") if one.brief.sv not in said and one.label.sv not in said] == []
    assert len(chapter(made(), "measures").blocks[2].rows) == len(graph.of_kind("Measure"))  # type: ignore[union-attr]
    gaps = chapter(made(), "gaps").blocks[1]
    told, read = chapter(made(), "gaps").blocks[2:4]
    assert isinstance(gaps, Grid)
    assert isinstance(told, Words)
    assert isinstance(read, Grid)
    assert told.text.startswith("Därtill når bara tolkade kopplingar 47 orsaker.")
    named, open_still = [name for row in read.rows for name in row[1].split("; ")], {row[0] for row in gaps.rows}
    assert (len(named), len(open_still), sum(int(row[2]) for row in read.rows)) == (47, 27, 47)
    assert len({row[0] for row in read.rows}) == len(read.rows)
    causes = graph.of_kind("Cause")
    assert [one.id for one in causes if (one.label.sv in open_still) == (one.brief.sv in named)] == []


def test_what_is_interpreted_is_called_so() -> None:
    aims = chapter(made(), "gaps").blocks[1]
    assert isinstance(aims, Grid)
    assert any("(tolkat)" in row[1] for row in aims.rows)
    assert {row[2] for row in aims.rows} == {"ingen åtgärd"}


def test_every_count_of_every_table_has_its_rule_in_the_last_chapter() -> None:
    rules = chapter(made(), "counting").blocks[-1]
    assert isinstance(rules, Grid)
    told = set(rules.rows)
    for table in report_tables(plan(), on=DAY).values():
        for count in (count for one in (table, *table.also) for count in one.counts):
            assert (count.label.sv, count.rule.sv) in told


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_an_open_report_holds_nothing_interpreted(lang: str) -> None:
    report = made("en" if lang == "en" else "sv", "open")
    said = everything(report)
    assert [word for word in ("tolkat)", "tolkad)", "(interpreted)") if word in said] == []
    assert all(
        block.interpreted is False
        for top in report.chapters
        for one in top.walk()
        for block in one.blocks
        if isinstance(block, Drawn)
    )
    stated = {link.rationale.sv for link in plan().links if link.status == "interpreted" and link.rationale}
    assert [one for one in stated if one in said] == []
    assert said == everything(
        annex(published(plan(), "open"), on=DAY, lang="en" if lang == "en" else "sv", level="open")
    )


def test_an_open_report_does_not_say_that_something_lacks_a_link() -> None:
    """Readers' links are not in it, so nobody may say there that a cause is without a measure."""
    said = everything(made("sv", "open"))
    assert "ingen åtgärd är kopplad" not in said
    assert "Orsaker utan åtgärd" not in [row[0] for grid in grids(made("sv", "open")) for row in grid.rows]


def test_without_a_day_there_is_no_day_and_nothing_that_a_day_decides() -> None:
    report = annex(plan())
    assert (report.made, {"law"} & {one.key for one in report.chapters}) == ("", set())
    assert not any("Framtagen" in name for name, _ in report.front.facts)
    assert ("Framtagen", "2026-02-03") in made().front.facts


def test_no_table_tells_of_the_command_line_or_holds_an_empty_column() -> None:
    assert "kgraph overlap" not in everything(made())
    assert "--no-narrower" not in everything(made())
    for grid in grids(made()):
        assert all(any(row[place] for row in grid.rows) for place in range(len(grid.heads))), grid.title
        assert {len(row) for row in grid.rows} == {len(grid.heads)}


def test_every_plan_and_the_example_have_a_report() -> None:
    for graph, first in ((kgraph.example(), "summary"), (kgraph.KnowledgeGraph.of([], []), "reading")):
        report = annex(graph, on=DAY)
        assert report.chapters[0].key == first
        assert report.chapters[-1].key == "method"


def test_counts_in_both_ways_stand_to_the_right_as_numbers_do() -> None:
    states = next(one for one in grids(made()) if any(re.fullmatch(r"\d+ \(\d+\)", row[1]) for row in one.rows))
    assert [head.number for head in states.heads] == [False, *(True for _ in states.heads[1:])]
    assert not any(head.number for one in grids(made()) for head in one.heads if head.label == "När")


def test_the_summary_says_in_sentences_what_the_library_counts() -> None:
    """46 measures, of which 10 touch two areas as stated; KIFF is in 25; nobody knows who answers for 28."""
    points = chapter(made(), "summary").blocks[1]
    assert isinstance(points, Points)
    assert 5 <= len(points.items) <= 8
    said = " ".join(points.items)
    counts = {count.key: count for count in kgraph.coverage(plan()).counts}
    causes, measures = counts["causes"], counts["measures"]
    assert causes.total is not None
    assert f"{causes.total - causes.stated} av {causes.total} orsaker" in said
    assert f"{causes.total - causes.with_interpreted} när tolkade kopplingar räknas" in said
    assert f"{len(plan().of_kind('Measure')) - measures.stated} av 46 åtgärder är inte kopplade" in said
    assert "10 åtgärder berör minst två områden enligt planen, 30 med tolkade" in said
    assert "Kultur-, idrotts- och fritidsförvaltningen är med i flest åtgärder: 25" in said
    assert "för 28 åtgärder" in said
    told = words(chapter(made("sv", "open"), "summary").blocks[1])
    assert "tolkade" not in told
    assert "saknar åtgärd" not in told


def test_a_measure_tells_who_takes_part_and_has_one_name() -> None:
    table = chapter(made(), "measures").blocks[2]
    assert isinstance(table, Grid)
    rows = {row[0]: row[3] for row in table.rows}
    assert "deltar: BUF, KIFF, Polisen" in next(
        who for name, who in rows.items() if name.startswith("Digitalt verktyg")
    )
    assert not any(who == "Ansvarig okänd" for who in rows.values())
    assert "Fler skolor med i SSPF och SSF" in rows
    assert not any("SSF: Fler skolor" in name for name in rows)


def test_who_does_a_measure_is_marked_where_it_is_read_as_interpreted() -> None:
    nodes = [
        Plan(id="p", label=Text(sv="P")),
        Measure(id="m", label=Text(sv="M")),
        Actor(id="o", label=Text(sv="Aktör")),
    ]
    read = Link(
        source="o", relation="isResponsibleFor", target="m", status="interpreted", rationale=Text(sv="Av annat.")
    )
    graph = KnowledgeGraph.of(nodes, [Link(source="m", relation="partOf", target="p"), read])
    table = chapter(annex(graph, on=DAY, lang="sv", level="internal"), "measures").blocks[1]
    assert isinstance(table, Grid)
    assert [row[3] for row in table.rows] == ["Aktör (tolkat)"]


def test_a_picture_of_what_nobody_knows_is_left_out_with_a_line() -> None:
    levels = chapter(made(), "levels")
    assert [one.picture.name for one in levels.blocks if isinstance(one, Drawn)] == [
        "pyramid"
    ]  # three levels are known
    assert "Rutnätet över tid och nivå skulle vara tomt" in " ".join(words(one) for one in levels.blocks)
    bare = annex(kgraph.load().part([kgraph.load()["m-est"]], []), on=DAY)
    assert not any(isinstance(one, Drawn) for one in chapter(bare, "levels").blocks)


def test_a_board_sees_gaps_and_law_and_not_the_form_of_the_data() -> None:
    table = chapter(made(), "checks").blocks[2]
    assert isinstance(table, Grid)
    codes = {row[0].split(" · ")[0] for row in table.rows}
    assert {"G2", "G3"} <= codes
    assert not any(code.startswith("F") for code in codes)
    assert not {"L7", "G11"} & codes  # what cannot be judged
    assert any("Utelämnat här" in note for note in table.notes)


def test_a_summary_writes_no_number_of_nothing() -> None:
    """Two areas that share no measure, and not a measure without a cause."""
    areas = [CrimeArea(id=one, label=Text(sv=one)) for one in ("a", "b")]
    things = [Cause(id="c", label=Text(sv="c")), Measure(id="m", label=Text(sv="m"))]
    links = [
        Link(source=one, relation=relation, target=other)
        for one, relation, other in [("m", "addresses", "c"), ("m", "homeArea", "a")]
    ]
    for level in ("internal", "open"):
        points = chapter(annex(KnowledgeGraph.of([*areas, *things], links), level=level), "summary").blocks[1]
        said = words(points)
        assert "Ingen av 1 orsaker saknar en angiven eller bekräftad åtgärd." in said
        assert "Ingen av 1 åtgärder saknar en angiven eller bekräftad orsak." in said
        assert "Ingen åtgärd berör minst två områden." in said
        assert not re.search(r"\b0\b", said)
