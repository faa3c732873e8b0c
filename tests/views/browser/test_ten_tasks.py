"""Ten tasks of a strategist, each done by a person who acts on what is seen, from the page as it opens; none takes more than five clicks.

The answer that the person reads, prints, copies or takes along is the library's.  The tenth task is to do the other nine by
keyboard alone.  How many clicks and presses each took is told at the end of the run, and in `build/ten-tasks.txt`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from pypdf import PdfReader

import kgraph
from kgraph.covering.states import covers
from kgraph.graph import KnowledgeGraph
from kgraph.model import Table, Text
from kgraph.parts.scope import of_plan
from kgraph.wording import text
from tests.views.browser.persons import KeyboardPerson, MousePerson, Person
from tests.views.conftest import Build, Open, until

pytestmark = pytest.mark.browser

MOST_CLICKS = 5
PRINTED = "() => { window.print = () => { document.title += ' 🖶'; }; }"
"""Headless browsers have no dialog for printing; that it was asked for is seen in the title."""


@dataclass(frozen=True)
class Desk:
    """What a task is about: a graph and its page in one language."""

    graph: KnowledgeGraph
    lang: Literal["sv", "en"]
    file: Path
    visit: Open

    def word(self, key: str, **values: object) -> str:
        return text(key, **values).pick(self.lang)

    def say(self, words: Text) -> str:
        return words.pick(self.lang)

    def name(self, thing: str) -> str:
        return self.say(self.graph[thing].brief)

    def names(self, table: Table, key: str = "id") -> list[str]:
        return [self.name(str(row[key])) for row in table.rows]


def answer_of(person: Person) -> list[str]:
    """The names in the answer, those with interpreted links after the others."""
    return person.reads_each(person.page.get_by_role("heading", level=4).get_by_role("link"))


def overlap(desk: Desk) -> tuple[str, list[str]]:
    table = kgraph.overlap(desk.graph, "area-narkotika", "area-nyrekrytering")
    count = table.counts[0]
    tally = f"{desk.word('page_script.count_stated', n=count.stated)} · {desk.word('page_script.count_all', n=count.with_interpreted)}"
    return tally, desk.names(table)


def ask_for_overlap(desk: Desk, person: Person) -> None:
    for place, area in enumerate(("area-narkotika", "area-nyrekrytering"), 1):
        person.choose(desk.word("page_script.thing_number", n=place), desk.name(area))


def find_the_overlap(desk: Desk, person: Person) -> None:
    ask_for_overlap(desk, person)
    tally, names = overlap(desk)
    assert person.page.get_by_text(tally).first.is_visible()
    assert answer_of(person) == names


def list_causes_without_a_measure(desk: Desk, person: Person) -> None:
    title = desk.word("page.card_gap_causes_unlinked")
    person.open(re.compile(f"^{title} \\d"))
    section = person.page.get_by_role("region", name=re.compile(f"^{title}"))
    person.choose(desk.word("page.area"), desk.name("area-narkotika"), section)
    driving = desk.graph.index.driving("area-narkotika", interpreted=False)
    bare = [one.thing for one in covers(desk.graph, "Cause").values() if one.thing in driving and not one.stated]
    read = person.reads_each(section.get_by_role("rowheader").get_by_role("link"))
    assert sorted(read) == sorted(desk.say(desk.graph[one].label) for one in bare)
    assert 0 < len(read) < len(desk.graph.of_kind("Cause"))


def find_who_is_responsible(desk: Desk, person: Person) -> None:
    measure = "m-bevakning"
    person.look_up(desk.name(measure).lower(), desk.name(measure))
    panel = person.page.get_by_role("complementary")
    reading = desk.say(desk.graph.ontology.relations["isResponsibleFor"].inverse_reading)
    group = panel.get_by_role("heading", name=reading, exact=True).locator("xpath=..")
    answering = {link.source for link in desk.graph.incoming(measure, "isResponsibleFor") if link.counts}
    assert set(person.reads_each(group.get_by_role("link"))) == {desk.name(one) for one in answering}
    assert answering


def print_the_cause_tree(desk: Desk, person: Person) -> None:
    person.open(desk.word("view_causes.name"))
    person.choose(desk.word("page.area"), desk.name("area-narkotika"))
    person.open(desk.word("page.print"), "button")
    assert person.page.title().endswith("🖶")
    sheets = PdfReader(io.BytesIO(person.page.pdf(prefer_css_page_size=True))).pages
    paper = unicodedata.normalize("NFKC", "".join("".join(sheet.extract_text() for sheet in sheets).split()))
    table = kgraph.tree(desk.graph, "area-narkotika")
    names = [desk.name(str(row["id"])) for row in table.rows if row.get("id")]
    assert len(names) > 3
    assert [name for name in names if "".join(name.split()) not in paper] == []
    assert desk.name("area-valfardsbrott") not in paper


def copy_a_link_to_the_answer(desk: Desk, person: Person) -> None:
    ask_for_overlap(desk, person)
    person.open(desk.word("page.copy_link"), "button", person.page.get_by_role("main"))
    until(person.page, "document.querySelector('#meddelande').textContent")
    assert desk.word("page_script.copied_file") in person.reads(person.page.locator("body"))
    link = str(person.page.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(desk.file.as_uri())
    colleague = MousePerson(desk.visit(desk.file, link.removeprefix(desk.file.as_uri())))
    assert answer_of(colleague) == overlap(desk)[1]


def find_what_an_actor_does(desk: Desk, person: Person) -> None:
    actor = "actor-polisen"
    person.look_up("polis", desk.name(actor))
    panel = person.page.get_by_role("complementary")
    assert desk.say(desk.graph[actor].label) in person.reads(panel)
    read = set(person.reads_each(panel.get_by_role("link")))
    done = desk.names(kgraph.actors(desk.graph, actor))
    assert done
    assert [name for name in done if name not in read] == []


def see_what_is_only_interpreted(desk: Desk, person: Person) -> None:
    person.open(desk.word("page.view_readings"))
    table = kgraph.review(desk.graph)
    view = person.page.get_by_role("region", name=re.compile(f"^{desk.word('page.view_readings')}"))
    read = person.reads_each(view.get_by_role("rowheader"))
    assert sorted(read) == sorted(" ".join(desk.say(row["link"]).split()) for row in table.rows)  # type: ignore[arg-type]
    assert read


def download_the_list(desk: Desk, person: Person) -> None:
    person.open(desk.word("page.view_measures"))
    with person.page.expect_download() as waiting:
        person.open(desk.word("page.csv"), "button")
    told = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    name, source = desk.word("page_script.csv_label"), desk.word("page_script.csv_source")
    read = {row["Id"]: (row[name], row[source]) for row in rows}
    table = kgraph.listing(desk.graph, "measures")
    assert read == {row["id"]: (desk.say(row["label"]), row["source"] or "") for row in table.rows}  # type: ignore[arg-type]
    assert len(rows) == len(table.rows)


def compare_two_plans(desk: Desk, person: Person) -> None:
    plans = ("plan-vasteras-2025", "plan-hv-2025")
    person.open(desk.word("view_compare.name"))
    for field, plan in zip(("first", "second"), plans, strict=True):
        person.choose(desk.word(f"view_compare.{field}"), desk.name(plan))
    heading = desk.word("page_script.compare_heading", one=desk.name(plans[0]), other=desk.name(plans[1]))
    table = person.page.get_by_role("table", name=heading)
    read = [[sorted(cell) for cell in row] for row in person.reads_cells(table)]
    assert read == by_kind_and_place(desk, kgraph.compare(desk.graph, *plans))


def by_kind_and_place(desk: Desk, table: Table) -> list[list[list[str]]]:
    """For each kind what only the first plan takes up, what both do, what only the second does."""
    kinds = dict.fromkeys(str(row["kind"]) for row in table.rows)
    places = ((True, False), (True, True), (False, True))
    return [
        [
            sorted(desk.name(str(row["id"])) for row in table.rows if (row["kind"], row["first"], row["second"]) == (kind, *place))
            for place in places
        ]
        for kind in kinds
    ]  # fmt: skip


TASKS: dict[str, Callable[[Desk, Person], None]] = {
    "1 find the overlap of two areas": find_the_overlap,
    "2 list causes without a measure in one area": list_causes_without_a_measure,
    "3 who is responsible for a measure": find_who_is_responsible,
    "4 print the cause tree": print_the_cause_tree,
    "5 copy a link to the answer": copy_a_link_to_the_answer,
    "6 find what a named actor does": find_what_an_actor_does,
    "7 see what is only interpreted": see_what_is_only_interpreted,
    "8 download the list": download_the_list,
    "9 compare two plans": compare_two_plans,
}
PEOPLE = {"mouse": MousePerson, "10 keyboard": KeyboardPerson}


@pytest.fixture(scope="module")
def whole() -> KnowledgeGraph:
    return kgraph.load()


@pytest.fixture(scope="module")
def pages(whole: KnowledgeGraph, build: Build) -> Callable[[bool, str], tuple[KnowledgeGraph, Path]]:
    """All plans or one of them, and the page of it in a language, built once."""

    @cache
    def page(several: bool, lang: str) -> tuple[KnowledgeGraph, Path]:  # noqa: FBT001  # a key
        graph = whole if several else of_plan(whole, "plan-vasteras-2025")
        return graph, build(graph, lang=lang)

    return page


@pytest.fixture
def desk(pages: Callable[[bool, str], tuple[KnowledgeGraph, Path]], visit: Open) -> Callable[[str, str], Desk]:
    """Where a task is done: two plans are compared on the page of all."""

    def made(task: str, lang: Literal["sv", "en"]) -> Desk:
        graph, file = pages(TASKS[task] is compare_two_plans, lang)
        return Desk(graph, lang, file, visit)

    return made  # type: ignore[return-value]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("how", PEOPLE)
@pytest.mark.parametrize("task", TASKS)
def test_a_person_does_it(
    task: str, how: str, lang: Literal["sv", "en"], desk: Callable[[str, str], Desk], record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    there = desk(task, lang)
    page = there.visit(there.file, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(PRINTED)
    person = PEOPLE[how](page)
    TASKS[task](there, person)
    record_property("task", [task, how, lang, person.clicks, person.presses, person.screens])
    assert person.clicks <= MOST_CLICKS
    assert (person.clicks == 0) == isinstance(person, KeyboardPerson)


def test_a_person_clicks_on_nothing_that_is_not_seen(visit: Open, tmp_path: Path) -> None:
    """The person is no better than an eye and a hand: hidden, covered and unringed things fail."""
    file = tmp_path / "faulty.html"
    file.write_text(
        "<!doctype html><body><a href='#a' hidden>hidden</a><a href='#b'>covered</a>"
        "<div style='position:fixed;inset:0;background:red'></div><style>a:focus{outline:none}</style>",
        encoding="utf-8",
    )
    page = visit(file)
    page.set_default_timeout(500)
    for person, name, fault in ((MousePerson(page), "hidden", "Timeout"), (MousePerson(page), "covered", "cannot be clicked"), (KeyboardPerson(page), "covered", "no ring")):  # fmt: skip
        with pytest.raises(Exception, match=fault):
            person.open(name)


def test_a_person_rolls_to_what_stands_further_down(visit: Open, tmp_path: Path) -> None:
    file = tmp_path / "long.html"
    file.write_text("<!doctype html><body><p style='height:3000px'>…</p><a href='#far'>far</a>", encoding="utf-8")
    person = MousePerson(visit(file))
    person.open("far")
    assert (person.clicks, person.screens) == (1, 3)
    until(person.page, "location.hash === '#far'")
