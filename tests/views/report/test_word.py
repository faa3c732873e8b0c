"""The report as Word: it opens, and has headings, tables whose headings come again, and pictures that say what they show."""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from kgraph.errors import UsageError
from kgraph.reporting import annex, annex_file
from kgraph.views.report.content import Drawn, Grid, Head, Words
from kgraph.views.report.widths import floors, widths
from kgraph.views.svg import text_width
from tests.views.report.annexes import DAY, hostile, made


@pytest.fixture(scope="module")
def content() -> bytes:
    return annex_file(made(), "docx")


@pytest.fixture(scope="module")
def document(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def blocks(kind: type) -> list[Any]:
    return [block for top in made().chapters for one in top.walk() for block in one.blocks if isinstance(block, kind)]


def test_headings_are_headings(document: Any) -> None:
    told = [
        (int(one.style.name[-1]), one.text.partition(" ")[2])
        for one in document.paragraphs
        if one.style.name.startswith("Heading")
    ]
    assert told == [
        pair for top in made().chapters for pair in [(1, top.title), *((2, one.title) for one in top.below)]
    ]


def test_tables_are_tables_whose_headings_come_again(document: Any) -> None:
    grids = blocks(Grid)
    assert len(document.tables) == len(grids)
    for table, grid in zip(document.tables, grids, strict=True):
        assert [cell.text for cell in table.rows[0].cells] == [head.label for head in grid.heads]
        assert len(table.rows) == len(grid.rows) + 1
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    first = next(grid for grid in grids if grid.title == "Åtgärderna")
    found = next(
        table for table in document.tables if table.rows[0].cells[0].text == "Åtgärd" and len(table.columns) == 6
    )
    assert [cell.text for cell in found.rows[1].cells] == list(first.rows[0])


def rooms(document: Any) -> list[float]:
    """The room of each table: the width of the page that it stands on, in centimetres."""
    found: list[float] = []
    waiting = 0
    for one in document.element.body.iter(qn("w:tbl"), qn("w:sectPr")):
        if one.tag == qn("w:tbl"):
            waiting += 1
        else:
            found += [int(one.find(qn("w:pgSz")).get(qn("w:w"))) / 567 - 4] * waiting
            waiting = 0
    return found


def test_columns_have_room_for_their_longest_words_and_fill_the_page(document: Any) -> None:
    for table, grid, room in zip(document.tables, blocks(Grid), rooms(document), strict=True):
        given = [cell.width.cm for cell in table.rows[0].cells]
        assert sum(given) == pytest.approx(room, abs=0.1)
        assert [int(one.get(qn("w:w"))) / 567 for one in table._tbl.tblGrid] == pytest.approx(given, abs=0.1)
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        for place, width in enumerate(given):
            words = [word for row in grid.rows for word in row[place].split()] + grid.heads[place].label.split()
            assert width > 0.14 * max(len(part) for word in words for part in word.replace("/", "-").split("-"))
    causes = next(
        table for table in document.tables if table.rows[0].cells[0].text == "Orsak" and len(table.columns) == 4
    )
    assert causes.rows[1].cells[0].width > 2 * causes.rows[1].cells[3].width


def test_a_floor_is_the_longest_word_and_is_kept_however_long_the_others_are() -> None:
    heads = (Head("Paragraf"), Head("Därför"), Head("Dag", short=True))
    made = Grid("t", heads, (("5 §", "ord " * 200, "i dag, kl. 9"),))
    least, given = floors(made, 8.5), widths(made, 8.5, 17)
    assert least[0] > text_width("Paragraf", 8.5) / 28.35
    assert least[1] < 2
    assert least[2] > text_width("i dag, kl. 9", 8.5) / 28.35
    assert all(one >= floor for one, floor in zip(given, least, strict=True))
    assert given[1] > 2 * max(given[0], given[2])
    assert sum(given) == pytest.approx(17)
    assert sum(widths(made, 8.5, 2)) == pytest.approx(2)
    dated = Grid("t", (Head("a"),), (("2025-12-31",),))
    assert floors(dated, 8.5)[0] > text_width("2025-12-31", 8.5) / 28.35


def room_below(line: Any) -> int:
    """The room below a paragraph, in twentieths of a point; none where it says nothing of it, as between notes of a table."""
    return int(line.pPr.spacing.get(qn("w:after")) or 0) if line.pPr is not None else 0


def test_tables_have_light_rules_room_in_their_cells_and_room_below(document: Any) -> None:
    for table in document.tables:
        style = table.style.element
        assert {one.get(qn("w:sz")) for one in style.find(f".//{qn('w:tblBorders')}")} == {"4"}
        assert {one.tag for one in style.find(f".//{qn('w:tblBorders')}")} == {qn("w:bottom"), qn("w:insideH")}
        assert len(style.find(f".//{qn('w:tblCellMar')}")) == 4
        below = table._tbl.getnext()
        assert int(below.pPr.spacing.get(qn("w:before"))) > 0
        while below.getnext().tag == qn("w:p") and not room_below(below):
            below = below.getnext()
        assert room_below(below) >= 200


def test_words_are_divided_by_the_rules_of_the_language(document: Any) -> None:
    assert document.settings.element.find(qn("w:autoHyphenation")) is not None


def test_a_crowded_table_lies_with_its_chapter_and_pictures_stand(document: Any) -> None:
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    lying = [grid.title for grid, room in zip(blocks(Grid), rooms(document), strict=True) if room > 20]
    assert "Åtgärderna" in lying
    assert all(not section.different_first_page_header_footer for section in list(document.sections)[1:])


def test_pictures_say_what_they_show(document: Any) -> None:
    drawn = blocks(Drawn)
    assert len(document.inline_shapes) == len(drawn) > 10
    for shape, block in zip(document.inline_shapes, drawn, strict=True):
        assert shape._inline.docPr.get("descr") == block.picture.description
        assert shape.width.cm <= 17.01
        assert shape.height.cm <= 21.01


def test_contents_page_numbers_and_language_are_there(document: Any) -> None:
    codes = [one.text.strip() for one in document.element.iter(qn("w:instrText"))]
    assert [code for code in codes if code.startswith("TOC")] == ['TOC \\o "1-2" \\h \\z \\u']
    listed = next(one.text for one in document.paragraphs if "Alla åtgärder" in one.text)
    assert all(one.title in listed for top in made().chapters for one in top.walk())
    foot = document.sections[0].footer
    assert [one.text.strip() for one in foot._element.iter(qn("w:instrText"))] == ["PAGE"]
    spoken = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert spoken == {"sv-SE"}
    known = document.core_properties
    assert (known.title, known.language, known.created.isoformat()[:10]) == (made().front.title, "sv-SE", "2026-02-03")


def test_no_clock_is_in_it(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert annex_file(made(), "docx") == content


def test_hostile_names_stay_text() -> None:
    document = docx.Document(io.BytesIO(annex_file(annex(hostile(), on=DAY), "docx")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("<script>alert(1)</script>" in cell for cell in cells)


def test_english_is_english() -> None:
    document = docx.Document(io.BytesIO(annex_file(made("en", "open"), "docx")))
    assert document.core_properties.language == "en-GB"
    assert "How to read this annex" in [one.text.partition(" ")[2] for one in document.paragraphs]


def test_without_the_library_it_says_in_one_line_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UsageError, match=r"kgraph\[report\]"):
        annex_file(made(), "docx")


def test_nothing_that_leads_to_a_picture_or_a_table_is_left_alone_at_the_foot_of_a_page(document: Any) -> None:
    """Headings stay with their leads by style; leads, points above a picture, captions and heading rows with what follows."""
    paragraphs = document.paragraphs
    leads = {
        block.text
        for top in made().chapters
        for block in top.blocks
        if isinstance(block, Words) and block.look == "lead"
    }
    assert all(one.paragraph_format.keep_with_next for one in paragraphs if one.text in leads)
    pictured = [place for place, one in enumerate(paragraphs) if one._p.findall(f".//{qn('w:drawing')}")]
    above = [paragraphs[place - 1] for place in pictured]
    assert all(
        one.paragraph_format.keep_with_next for one in above if one.style.name in ("Normal", "List Bullet") and one.text
    )
    for table in document.tables:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in table.rows[0].cells)


def test_the_notes_of_a_long_table_stand_above_it(document: Any) -> None:
    """Below it they stood alone on a page, when the chapter after began on one that lies down."""
    long = [grid for grid in blocks(Grid) if len(grid.rows) > 20 and grid.notes]
    assert long
    lines = [one.text for one in document.paragraphs]
    for grid in long:
        assert lines[lines.index(grid.title) - 1] == grid.notes[-1]
