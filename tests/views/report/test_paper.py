"""The report on paper: a table is never begun at the foot of a page with nothing whole of it below its heading."""

from __future__ import annotations

import io
import unicodedata

import pytest
from pypdf import PdfReader

from kgraph.views import browser
from kgraph.views.report import report_page
from kgraph.views.report.content import Grid
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
