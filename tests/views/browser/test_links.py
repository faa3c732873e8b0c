"""A link that names what is not on the page: it is said, so that nobody takes a broader answer for the one that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.errors import UsageError
from kgraph.graph import KnowledgeGraph
from kgraph.wording import text
from tests.views.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("address", "unknown"),
    [
        ("#overlapp;alla=area-narkotika,area-borttagen", "area-borttagen"),
        ("#overlapp;alla=area-narkotika;inte=cause-nej", "cause-nej"),
        ("#laget;plan=plan-nej", "plan-nej"),
        ("#orsaker;omrade=area-nej,area-narkotika", "area-nej"),
        ("#atgarder;visa=m-nej", "m-nej"),
        ("#sak-m-nej", "m-nej"),
        ("#nej", "nej"),
        ("#natverk;kring=area-nej", "area-nej"),
        ("#overlapp;alla=area-narkotika;lage=kanske", "kanske"),
        ("#laget;tolkade=nej", "nej"),
        ("#atgarder;ordning=nej:1:upp", "nej:1:upp"),
        ("#laget;fel=1", "fel=1"),
        ("#overlapp;alla=area-narkotika;alla=area-internet", "alla=area-narkotika"),
    ],
)
def test_what_is_not_on_the_page_is_named(address: str, unknown: str, plan_page: Path, visit: Open) -> None:
    said = visit(plan_page, address).text_content("#lank-rad")
    assert said == text("page_script.link_unknown", names=unknown).sv


def test_a_choice_that_nothing_is_known_of_leaves_the_rest(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder;urval=xx")
    assert page.text_content("#lank-rad") == text("page_script.link_unknown", names="xx").sv
    assert page.locator("#atgarder tbody tr").filter(visible=True).count() == len(plan.of_kind("Measure"))


@pytest.mark.parametrize(
    "address", ["", "#laget", "#overlapp;alla=area-narkotika,area-nyrekrytering;visa=actor-polisen", "#orsaker-utan-atgard", "#sak-actor-polisen"]
)  # fmt: skip
def test_a_link_that_holds_says_nothing(address: str, plan_page: Path, visit: Open) -> None:
    assert visit(plan_page, address).text_content("#lank-rad") == ""


def test_what_no_question_can_be_about_is_refused_as_the_library_refuses_it(
    plan: KnowledgeGraph, plan_page: Path, visit: Open
) -> None:
    town = plan.of_kind("Municipality")[0]
    with pytest.raises(UsageError, match="av slaget kommun"):
        kgraph.overlap(plan, town.id)
    page = visit(plan_page, f"#overlapp;alla={town.id}")
    said = page.text_content("#lank-rad") or ""
    assert f"«{town.brief.sv}» (kommun)" in said
    assert page.text_content("#svar-antal") == ""
    assert page.is_visible("#svar-tomt")
