"""Pictures as PNG and PDF: the right size, not blank, tagged, with their text; and a clear word where the library is not."""

from __future__ import annotations

import io
import sys
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

import kgraph
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.model import CrimeArea, Link, Measure, Text
from kgraph.parts.scope import of_plan
from kgraph.views.pictures.star import star
from kgraph.views.prints import pdf, png

PLAN = of_plan(kgraph.load(), "plan-vasteras-2025")


def test_a_png_has_two_pixels_for_each_unit_and_the_colours_of_the_palette() -> None:
    made = star(PLAN)
    svg = made.file(["rad å ä ö"])
    image = Image.open(io.BytesIO(png(svg, made))).convert("RGB")
    height = float(svg.decode().partition('viewBox="')[2].partition('"')[0].split()[3])
    assert image.size == (round(made.width * 2), round(height * 2))
    found = {colour for _, colour in image.getcolors(1 << 24) or []}
    assert {(255, 255, 255), (0xE3, 0xEE, 0xFA), (0x1F, 0x5A, 0x96)} <= found  # ground, and a measure's fill and line
    assert len(found) > 50  # words are there, with soft edges


def test_the_layer_that_is_hidden_is_not_in_the_pixels() -> None:
    made = star(PLAN)
    assert png(made.file(interpreted=True), made) != png(made.file(interpreted=False), made)


def test_a_pdf_is_tagged_and_says_what_it_shows() -> None:
    made = star(PLAN, "en")
    reader = PdfReader(io.BytesIO(pdf(made.file(lang="en"), made, "en")))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("en")
    assert reader.metadata is not None
    assert (reader.metadata.title, len(reader.pages)) == (made.title, 1)
    assert "New recruitment" in reader.pages[0].extract_text()
    assert made.description in _alternatives(catalogue["/StructTreeRoot"])


def _alternatives(element: Any) -> list[str]:
    """Every alternative text of a structure."""
    found = element.get_object()
    if isinstance(found, list):
        return [text for one in found for text in _alternatives(one)]
    if not isinstance(found, dict):
        return []
    own = [str(found["/Alt"])] if "/Alt" in found else []
    return own + (_alternatives(found["/K"]) if "/K" in found else [])


def test_words_of_typst_in_names_stay_words() -> None:
    hostile = '#panic("x") $ ] <a> \\ "'
    nodes = [CrimeArea(id="a", label=Text(sv=hostile)), Measure(id="m", label=Text(sv=hostile))]
    graph = KnowledgeGraph.of(nodes, [Link(source="m", relation="alsoAffects", target="a")])
    made = star(graph)
    assert png(made.file([hostile]), made).startswith(b"\x89PNG")
    assert hostile in PdfReader(io.BytesIO(pdf(made.file([hostile]), made))).pages[0].extract_text().replace("\n", " ")


def test_without_the_library_it_says_in_one_line_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    made = star(PLAN)
    with pytest.raises(UsageError) as caught:
        png(made.file(), made)
    assert 'pip install "kgraph[pictures]"' in caught.value.sv
    assert "\n" not in caught.value.sv + caught.value.en
