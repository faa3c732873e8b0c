"""A page as PDF: tagged, with outline, title, language and measures; and a clear word where there is no browser."""

from __future__ import annotations

import io
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from kgraph.errors import UsageError
from kgraph.reporting import annex_file
from kgraph.views import browser
from tests.views.report.annexes import made, plan

HERE = browser.find() or ""


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    if not HERE:
        if os.environ.get("KGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail("no browser, and KGRAPH_REQUIRE_BROWSER=1 asks for one")
        pytest.skip("no browser; name one in KGRAPH_BROWSER")
    return PdfReader(io.BytesIO(annex_file(made(), "pdf")))


@pytest.mark.browser
def test_the_pdf_is_tagged_and_named(reader: PdfReader) -> None:
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("sv")
    assert reader.metadata is not None
    assert made().front.title in str(reader.metadata.title)
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/Figure", "/L"} <= kinds


def _kinds(element: Any) -> set[str]:
    found: set[str] = set()
    waiting = [element]
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            found.add(str(one.get("/S", "")))
            waiting.extend([one["/K"]] if "/K" in one else [])
    return found


@pytest.mark.browser
def test_the_pdf_has_an_outline_of_the_chapters(reader: PdfReader) -> None:
    told = [str(one.title) for one in _flat(reader.outline)]
    assert [one.title for one in made().chapters if not any(title.endswith(one.title) for title in told)] == []


def _flat(outline: Any) -> list[Any]:
    return [one for part in outline for one in (_flat(part) if isinstance(part, list) else [part])]


@pytest.mark.browser
def test_the_pdf_holds_every_measure_and_the_numbers_of_its_pages(reader: PdfReader) -> None:
    sheets = [sheet.extract_text() for sheet in reader.pages]
    said = re.sub(r"[-\u00ad\s]", "", unicodedata.normalize("NFKC", "".join(sheets)))  # "fl" may be one sign
    missing = [one.id for one in plan().of_kind("Measure") if re.sub(r"[-\s]", "", one.brief.sv) not in said]
    assert missing == []
    for key, number in browser.sheets(annex_file_bytes(reader), [one.key for one in made().chapters]).items():
        title = next(one.title for one in made().chapters if one.key == key)
        assert title in " ".join(sheets[number - 1].split())
    contents = " ".join(sheets[1].split())
    assert "Alla åtgärder" in contents
    assert f"sida {len(sheets)}" in sheets[-1]


def annex_file_bytes(reader: PdfReader) -> bytes:
    content = reader.stream
    content.seek(0)
    return content.read()


def test_a_named_browser_is_taken_and_a_missing_one_is_none(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert browser.find({"KGRAPH_BROWSER": str(program)}) == str(program)
    assert browser.find({"PATH": str(tmp_path)}) == str(program)
    assert browser.find({"KGRAPH_BROWSER": str(tmp_path / "none"), "PATH": str(tmp_path)}) is None


def test_edge_is_found_where_windows_keeps_it(tmp_path: Path) -> None:
    place = tmp_path / r"Microsoft\Edge\Application\msedge.exe"
    place.write_text("", encoding="utf-8")
    assert browser.find({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}) == str(place)


def test_without_a_browser_it_says_so_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_BROWSER", "/no/such/browser")
    with pytest.raises(UsageError, match="KGRAPH_BROWSER"):
        browser.pdf(b"<!doctype html>")


def test_a_browser_that_gives_nothing_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chromium"
    program.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("KGRAPH_BROWSER", str(program))
    with pytest.raises(UsageError, match="no display"):
        browser.pdf(b"<!doctype html>")
