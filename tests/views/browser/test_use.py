"""Using the page: address and history, the switch, cards that lead to their lists, search, files, paper, no script."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

import kgraph
from kgraph.graph import KnowledgeGraph
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

QUESTION = "#overlapp;alla=area-narkotika,area-nyrekrytering"


def words(pdf: PdfReader) -> str:
    """The text of a printed page, its ligatures taken apart."""
    return " ".join(unicodedata.normalize("NFKC", " ".join(sheet.extract_text() for sheet in pdf.pages)).split())


def test_the_address_holds_the_state_and_back_goes_back(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.select_option("select[data-place='0']", "area-narkotika")
    page.select_option("select[data-place='1']", "area-skolmiljo")
    page.click("#svar-lista h4 a >> nth=0")
    page.uncheck("#tolkade")
    address = page.evaluate("location.hash")
    assert all(part in address for part in ("overlapp", "alla=area-narkotika,area-skolmiljo", "visa=", "tolkade=0"))
    again = visit(plan_page, address)
    for one in ("#svar-lista", "#detalj", "#svar-antal"):
        assert again.text_content(one) == page.text_content(one)
    page.go_back()
    until(page, "document.querySelector('#tolkade').checked")
    page.go_back()
    page.wait_for_selector("#detalj", state="hidden")
    page.go_back()
    page.wait_for_selector("#laget:not([hidden])")
    assert page.input_value("select[data-place='0']") == "area-narkotika"


def test_each_card_leads_to_the_list_it_counts(plan_page: Path, visit: Open) -> None:
    for layer in ("", ";tolkade=0"):
        page = visit(plan_page, f"#laget{layer}")
        cards = page.locator(".card > a, .card-list a:not(.card-ways a)")
        for place in range(cards.count()):
            number = int(cards.nth(place).locator("b").text_content() or "")
            href = cards.nth(place).get_attribute("href") or ""
            cards.nth(place).click()
            name = href.removeprefix("#").split(";")[0]
            until(page, "name => location.hash.startsWith('#' + name)", name)
            shown = f"[...document.querySelectorAll('#{name} tbody tr')].filter((row) => row.checkVisibility()).length"
            until(page, f"{shown} === {number}")
            page.go_back()
            page.wait_for_selector("#laget:not([hidden])")


def test_the_numbers_are_the_librarys(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    table = kgraph.coverage(plan)
    causes = next(count for count in table.counts if count.key == "causes")
    card = page.locator(".card").filter(has_text="Orsaker utan angiven åtgärd").locator("b")
    assert causes.total is not None
    assert int(card.text_content() or "") == causes.total - causes.stated  # what the plan answers for, by either switch
    assert f"{causes.total - causes.with_interpreted} med tolkade" in page.locator(".card-ways").first.inner_text()
    page.uncheck("#tolkade")
    until(page, "document.documentElement.dataset.layer === 'stated'")
    assert int(card.text_content() or "") == causes.total - causes.stated
    shown = page.evaluate(
        "[...document.querySelectorAll('table.coverage tbody tr')].map((row) => row.querySelector('.number a b').textContent)"
    )
    areas = next(one for one in table.also if one.name == "areas")
    assert shown == [str(row["measures_stated"]) for row in areas.rows]


def test_rows_are_added_and_taken_away(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp;alla=area-narkotika")
    page.click("#fraga-till")
    assert page.evaluate("document.activeElement.dataset.place") == "2"
    page.select_option("select[data-place='2']", "area-vald")
    until(page, "location.hash.includes('area-vald')")
    page.click("#fraga-inte")
    page.select_option("select[data-list='not']", "area-skolmiljo")
    until(page, "location.hash.includes('inte=area-skolmiljo')")
    page.click(".remove >> nth=-1")
    until(page, "!location.hash.includes('inte=')")
    page.select_option("#fraga-lage", "nagon")
    until(page, "location.hash.includes('lage=nagon')")
    assert "eller" in (page.text_content("#overlapp-rubrik") or "")


def test_when_nothing_is_found_the_nearest_are_told(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp;alla=area-valfardsbrott,area-skolmiljo")
    assert len(kgraph.overlap(plan, "area-valfardsbrott", "area-skolmiljo")) == 0
    assert "Inga åtgärder berör båda." in (page.text_content("#svar-lista") or "")
    assert "Närmast" in (page.text_content("#svar-lista") or "")
    assert page.locator(".hits-near .path-missing").count() > 0


def test_a_misspelt_word_is_met_with_a_guess(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.fill("#sok", "narkotkia")
    assert "Menade du" in (page.text_content("#sok-svar") or "")
    assert "Narkotika" in page.locator("#sok-lista [role=option] span:first-child").all_text_contents()
    page.fill("#sok", "xyzzyxyzzy")
    assert page.text_content("#sok-svar") == "Inget hittades"


def test_the_list_of_measures_is_filtered_by_word_and_lack(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    page.fill("#atgarder-filter", "FORSKOLA")
    until(page, "location.hash.includes('sok=FORSKOLA')")
    rows = page.locator("#atgarder tbody tr").filter(visible=True)
    assert 0 < rows.count() < 10
    assert (page.text_content("#atgarder-antal") or "").startswith(str(rows.count()))
    page.fill("#atgarder-filter", "finns inte alls")
    page.wait_for_selector("#atgarder-tomt:not([hidden])")


def test_counts_for_areas_are_a_floor(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    lost = sum("also_affects" in one.unknown for one in plan.of_kind("Measure"))
    page = visit(plan_page, QUESTION)
    assert f"{lost} åtgärder" in page.locator("#svar-golv").inner_text()
    assert f"vilka fler områden {lost} åtgärder påverkar har gått förlorad" in (page.text_content("#om") or "")
    page = visit(plan_page, "#overlapp;alla=actor-polisen")
    assert not page.locator("#svar-golv").is_visible()
    assert page.locator("#svar-regel").inner_text().startswith("En aktör berörs av")


def test_an_interpreted_path_says_why(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    paths = page.locator(".path-interpreted")
    assert paths.count() == page.locator(".reasons").count() > 0
    page.locator(".reasons summary").first.click()
    assert len(page.locator(".reasons p").first.inner_text()) > 20


def test_nothing_found_does_not_push_the_page_down(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    before = page.locator("#laget").bounding_box()
    page.fill("#sok", "xyzzyxyzzy")
    assert page.locator("#sok-svar").is_visible()
    assert page.locator("#laget").bounding_box() == before


def test_a_link_to_a_file_says_whom_it_works_for(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION, permissions=["clipboard-read", "clipboard-write"])
    page.click("#svar-lank")
    until(page, "document.querySelector('#meddelande').textContent")
    assert "filen på samma plats" in (page.text_content("#meddelande") or "")


def test_lists_are_in_swedish_order(plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    names = page.locator("#atgarder tbody th a").all_text_contents()
    alphabet = {sign: place for place, sign in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
    firsts = [alphabet[name[0].lower()] for name in names if name[0].lower() in alphabet]
    assert firsts == sorted(firsts)
    assert max(firsts) >= alphabet["å"]


def test_the_plan_prints_without_controls(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, QUESTION)
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))
    text = words(pdf)
    for row in kgraph.overlap(plan, "narkotika", "nyrekrytering").rows:
        assert plan[str(row["id"])].brief.sv in text
    for control in ("Kopiera länk", "Hämta som", "Visa tolkade kopplingar", "Lägg till", "Visa det närmaste", "Rensa"):
        assert control not in text
    for line in ("Byggd ur Åtgärdsplan Västerås 2025–2026", "Västerås kommun", "kgraph 0.", "Utskriven 20"):
        assert line in text
    assert round(float(pdf.pages[0].mediabox.width)) == 595
    assert round(float(pdf.pages[0].mediabox.height)) == 842
    catalogue = pdf.trailer["/Root"].get_object()
    assert catalogue["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert catalogue["/Lang"] == "sv"  # type: ignore[index]


def test_all_measures_print_as_a_list(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#atgarder")
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = words(pdf)
    missing = [
        measure.brief.sv
        for measure in plan.of_kind("Measure")
        if "".join(measure.brief.sv.split()) not in "".join(text.split())
    ]
    assert missing == []


def test_without_script_tables_and_gaps_are_there(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, java_script_enabled=False)
    for one in (
        "#laget",
        "#orsaker-utan-atgard table",
        "#atgarder-utan-orsak table",
        "#atgarder table",
        "#tolkningar table",
        "#om",
    ):
        assert page.locator(one).first.is_visible(), one
    for one in ("#fraga", "#overlapp", "#sok", ".switch"):
        assert not page.locator(one).is_visible(), one
    assert page.locator("#atgarder tbody tr").count() == len(plan.of_kind("Measure"))
    assert page.locator(".no-script").is_visible()
    assert page.locator(".pic-frame").filter(visible=True).count() > 0
    for frame in page.locator(".pic-frame").filter(visible=True).all():
        assert frame.locator("svg > *").count() > 1  # no frame without its drawing


def test_the_page_is_there_in_english(plan: KnowledgeGraph, build: Build, visit: Open) -> None:
    page = visit(build(plan, lang="en"), QUESTION)
    assert "as the plan states" in (page.text_content("#svar-antal") or "")
    assert page.get_attribute("html", "lang") == "en"


def test_an_address_of_nonsense_opens_the_first_view(plan_page: Path, visit: Open) -> None:
    for address in ("#%E0%A4%A", "#nothing;alla=,,x;visa=no", "#overlapp;alla=<b>", "#sak-", "#constructor", "#;;;==="):
        page = visit(plan_page, address)
        assert page.locator("[data-view]:not([hidden])").count() == 1
