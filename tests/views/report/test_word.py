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
from kgraph.views.report.content import Drawn, Grid, Words
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


def test_columns_are_as_wide_as_what_they_hold_and_fill_the_page(document: Any) -> None:
    for table in document.tables:
        widths = [cell.width.cm for cell in table.rows[0].cells]
        assert 16.9 < sum(widths) < 17.1
    causes = next(
        table for table in document.tables if table.rows[0].cells[0].text == "Orsak" and len(table.columns) == 4
    )
    assert causes.rows[1].cells[0].width > 2 * causes.rows[1].cells[3].width


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
