"""The report on paper: a table is never begun at the foot of a page with nothing whole of it below its heading."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from kgraph.views import browser
from kgraph.views.report import report_page
from kgraph.views.report.content import Grid
from kgraph.views.report.widths import is_crowded
from tests.views.report.annexes import made

pytestmark = pytest.mark.browser


def bare(text: str) -> str:
    """The letters of a text: where lines end on paper does not matter, nor which letters the font has joined."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u00ad", "").replace("-", "")


@pytest.mark.skipif(browser.find() is None, reason="no browser")
def test_a_table_begins_with_its_heading_and_its_first_row_together() -> None:
    pages = [
        bare(page.extract_text()) for page in PdfReader(io.BytesIO(browser.pdf(report_page(made()).encode()))).pages
    ]
    grids = [block for top in made().chapters for one in top.walk() for block in one.blocks if isinstance(block, Grid)]
    apart = []
    for grid in grids:
        begun = [page.partition(bare(grid.title))[2] for page in pages if bare(grid.title) in page]
        first = [bare(grid.heads[0].label), bare(grid.rows[0][0])]
        if not any(all(words in page for words in first) for page in begun):
            apart.append(grid.title)
    assert len(grids) > 15
    assert apart == []


@pytest.mark.skipif(browser.find() is None, reason="no browser")
def test_a_crowded_table_lies_down_so_that_no_sheet_is_shrunk_to_hold_it() -> None:
    """One cell that may not be broken was wider than the sheet, and the whole annex was printed smaller for its sake."""
    pages = PdfReader(io.BytesIO(browser.pdf(report_page(made()).encode()))).pages
    crowded = {
        chapter.key
        for chapter in made().chapters
        if any(isinstance(block, Grid) and is_crowded(block) for block in chapter.blocks)
    }
    assert crowded == {"law", "measures"}
    lying = [bare(page.extract_text()) for page in pages if page.mediabox.width > page.mediabox.height]
    titles = {one.key: bare(f"{number} {one.title}") for number, one in enumerate(made().chapters, 1)}
    assert {key for key, title in titles.items() if any(title in page for page in lying)} == crowded
    law = next(block for one in made().chapters if one.key == "law" for block in one.blocks if isinstance(block, Grid))
    assert any(all(bare(row[0]) in page for row in law.rows) for page in lying)
