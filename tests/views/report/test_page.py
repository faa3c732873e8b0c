"""The report as a page: small, without a script, headings and tables as such, the same bytes on every run."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from kgraph.reporting import annex, annex_file
from kgraph.views.page import is_generated
from tests.views.report.annexes import DAY, HOSTILE, hostile, made


class Tags(HTMLParser):
    """Every element with its attributes, and the words outside style sheets."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside != "style":
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("level", ["internal", "open"])
def test_the_page_is_small_and_stands_by_itself(lang: str, level: str) -> None:
    content = annex_file(made("en" if lang == "en" else "sv", "open" if level == "open" else "internal"), "html")
    page = Tags(content.decode())
    assert len(content) < 300_000
    assert is_generated(content)
    assert page.all("html") == [{"lang": lang}]
    assert page.all("script") == page.all("link") == page.all("img") == []
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"
    ]
    assert {str(one["href"])[0] for one in page.all("a")} == {"#"}
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(one["href"])[1:] for one in page.all("a")} <= set(ids)
    assert "vis-network" not in content.decode()


def test_headings_have_their_order_and_tables_their_headings() -> None:
    page = Tags(annex_file(made(), "html").decode())
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert len(page.all("caption")) == len(page.all("thead")) == len(page.all("table"))
    assert {one.get("scope") for one in page.all("th")} == {"col", "row"}
    drawings = page.all("svg")
    assert drawings
    assert all(one["role"] == "img" and one["aria-labelledby"] for one in drawings)


def test_hostile_names_stay_text() -> None:
    content = annex_file(annex(hostile(), on=DAY), "html").decode()
    page = Tags(content)
    assert page.all("script") == []
    assert "49" not in "".join(page.words).partition("{{ 7")[0][-4:]
    assert content.count("</style>") == 1
    seen = " ".join(page.words)
    assert "<script>alert(1)</script>" in seen
    style = content.partition("<style>")[2].partition("</style>")[0]
    assert HOSTILE not in style
    assert "alert(1)" not in style


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import hashlib, kgraph, datetime\nfrom kgraph.reporting import annex, annex_file\nfrom kgraph.parts.scope import of_plan\n"
        "made = annex(of_plan(kgraph.load(), 'plan-vasteras-2025'), on=datetime.date(2026, 2, 3))\n"
        "for form in ('html', 'docx'): print(form, hashlib.sha256(annex_file(made, form)).hexdigest())"
    )
    told = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(told) == 1
    assert "docx" in told.pop()
