"""The details of a measure tell its latest follow-up: the day, the status, the role and the note, as far as the page may."""

from __future__ import annotations

from typing import Literal

import pytest

from kgraph.graph import KnowledgeGraph
from kgraph.model import FollowUp, Link, Measure, Text
from tests.views.browser.test_access import assert_clean, goto
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser


def noted() -> KnowledgeGraph:
    """Two follow-ups of a measure that are sure, a later one that a reader ties to it, and a measure without any."""
    entries = [("f-1", "2026-03-01", "ongoing"), ("f-2", "2026-05-20", "delayed"), ("f-3", "2026-06-01", "completed")]
    things = [
        FollowUp(id=one, label=Text(sv=f"Uppföljning {one}"), date=day, measure_status=status, role="Samordnare", note=Text(sv=f"Anteckning {one}"))
        for one, day, status in entries
    ]  # fmt: skip
    links = [
        Link(source=one, relation="followsUp", target="m", status="interpreted" if one == "f-3" else "stated")
        for one, *_ in entries
    ]
    return KnowledgeGraph.of(
        [*things, Measure(id="m", label=Text(sv="Följd")), Measure(id="n", label=Text(sv="Ensam"))], links
    )


def test_the_latest_follow_up_stands_in_the_details_and_follows_the_switch(build: Build, visit: Open) -> None:
    page = visit(build(noted()), "#atgarder;visa=m")
    told = page.locator("#detalj-uppfoljning")
    assert told.locator("dd").all_inner_texts() == ["2026-06-01", "genomförd", "Samordnare", "Anteckning f-3"]
    assert told.locator("h3 .tag").count() == 1
    assert_clean(page)
    goto(page, "#atgarder;tolkade=0;visa=m")
    until(page, "document.querySelector('#detalj-uppfoljning dd').textContent === '2026-05-20'")
    assert told.locator("dd").all_inner_texts() == ["2026-05-20", "försenad", "Samordnare", "Anteckning f-2"]
    assert told.locator("h3 .tag").count() == 0
    told.locator("a").click()
    until(page, "location.hash.includes('visa=f-2')")
    assert page.inner_text("#detalj-namn") == "Uppföljning f-2"
    goto(page, "#atgarder;visa=n")
    until(page, "document.querySelector('#detalj-namn').textContent === 'Ensam'")
    assert told.count() == 0


@pytest.mark.parametrize(("lang", "status"), [("sv", "försenad"), ("en", "delayed")])
def test_an_open_page_tells_it_without_the_note(build: Build, visit: Open, lang: Literal["sv", "en"], status: str) -> None:  # fmt: skip
    file = build(noted(), level="open", lang=lang)
    page = visit(file, "#atgarder;visa=m")
    assert page.locator("#detalj-uppfoljning dd").all_inner_texts() == ["2026-05-20", status, "Samordnare"]
    assert "Anteckning f-2" not in file.read_text(encoding="utf-8")
