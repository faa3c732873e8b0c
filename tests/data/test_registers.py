"""What holds for every record that is shipped: its source, its place in it, its names and its form."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import jsonschema
import pytest
import yaml

import kgraph
from kgraph import ways
from kgraph.graph import KnowledgeGraph
from kgraph.model import Link, Node
from kgraph.names import fold
from kgraph.project import SCHEMA_FILE, schema_text
from kgraph.sources.authoring import json_schema

DATA = Path(__file__).resolve().parents[2] / "data"
FILES = sorted(DATA.rglob("*.yaml"))

ROWS_OF = {"2.2": 5, "3.2": 5, "4.2": 7, "5.2": 4, "6.2": 3, "7.2": 4, "8.1.1": 6, "8.2.1": 3, "8.3.1": 4}
"""The chapters with a table and how many rows it has."""

CHAPTERS = {
    "1", "1.1", "1.2", "1.3", "1.4", "2", "2.1", "3", "3.1", "4", "4.1", "5", "5.1", "6", "6.1", "7", "7.1",
    "8", "8.1", "8.2", "8.3", "9", *ROWS_OF,
}  # fmt: skip
FOOTNOTES = range(1, 28)

PERSONAL = {
    "e-mail": re.compile(r"[\w.]+@[\w.]+\.\w+"),
    "personal number": re.compile(r"\b(?:19|20)?\d{6}[-+]\d{4}\b"),
    "phone": re.compile(r"(?:\+46|\b0)\d{1,3}[- ]\d{2,3} ?\d{2,3}"),
}

MEANT = {
    "narkotika": "area-narkotika", "droger": "area-narkotika", "knark": "area-narkotika",
    "nyrekrytering": "area-nyrekrytering", "rekrytering": "area-nyrekrytering", "gängkriminalitet": "area-nyrekrytering",
    "skola": "area-skolmiljo", "skolmiljö": "area-skolmiljo", "internet": "area-internet", "nätet": "area-internet",
    "våld": "area-vald", "heder": "area-vald", "hedersrelaterat våld": "area-vald",
    "tystnadskultur": "area-tystnadskultur", "desinformation": "area-tystnadskultur",
    "välfärdsbrott": "area-valfardsbrott", "organiserad brottslighet": "area-organiserad",
    "utemiljöer": "area-utemiljoer", "trygghet ute": "area-utemiljoer",
    "IFF": "actor-iff", "BUF": "actor-buf", "SK": "actor-sk", "KIFF": "actor-kiff", "polisen": "actor-polisen",
    "regionen": "actor-region-vastmanland", "Mimer": "actor-mimer", "LACUS": "actor-lacus",
    "SSPF": "method-sspf", "MVP": "method-mvp", "BOB-råd": "method-bob-rad", "EST": "method-est",
    "ANDTS-coach": "method-andts-coach", "Krogar mot knark": "method-krogar-mot-knark",
    "föräldraskapsstöd": "m-foraldraskapsstod", "störningsjour": "m-storningsjour", "doping": "method-ren-hardtraning",
}  # fmt: skip
"""Words that people type and what they mean by them."""


@cache
def data() -> KnowledgeGraph:
    return kgraph.load()


def texts(record: Node | Link) -> list[str]:
    """Every piece of text that a record holds, whatever the field."""
    found: list[str] = []
    waiting: list[object] = [record.model_dump()]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
        elif isinstance(one, str):
            found.append(one)
    return found


def misplaced(locator: str) -> list[str]:
    """The parts of a locator that the document does not have: "kap. 4.2, rad 9" → ["rad 9"]."""
    wrong: list[str] = []
    word, chapter = "", ""
    for part in re.split(r", och |, | och ", locator):
        *words, number = part.split()
        word = words[0] if words else word
        chapter = number if word == "kap." else chapter
        known = {
            "kap.": number in CHAPTERS,
            "rad": number.isdigit() and 1 <= int(number) <= ROWS_OF.get(chapter, 0),
            "fotnot": number.isdigit() and int(number) in FOOTNOTES,
        }
        if len(words) > 1 or not known.get(word, False):
            wrong.append(part)
    return wrong


@pytest.mark.parametrize(
    ("locator", "wrong"),
    [
        ("kap. 4.2, rad 7", []), ("kap. 4.2, rad 8", ["rad 8"]), ("kap. 2 och kap. 2.2, rad 2 och 6", ["6"]),
        ("kap. 2.2, 3.2 och 7.2", []), ("kap. 2.3", ["kap. 2.3"]), ("rad 1", ["rad 1"]), ("kap. 1, fotnot 28", ["fotnot 28"]),
        ("kap. 2, rad 1", ["rad 1"]), ("kap. 2.2, rad 3, och fotnot 8", []), ("s. 3", ["s. 3"]),
    ],
)  # fmt: skip
def test_the_reading_of_locators(locator: str, wrong: list[str]) -> None:
    assert misplaced(locator) == wrong


def test_every_locator_is_a_place_in_the_document() -> None:
    locators = {record.locator for record in (*data(), *data().links) if record.locator and record.document == "s0"}
    assert {locator: wrong for locator in locators if (wrong := misplaced(locator))} == {}


def test_no_measure_is_stated_to_meet_a_cause() -> None:
    links = [link for link in data().links if link.relation in ways.CAUSE_LINKS and link.document == "s0"]
    assert links
    assert {link.status for link in links} == {"interpreted"}


def test_every_reading_gives_its_reason_in_both_languages() -> None:
    for link in data().links:
        reason = link.rationale
        assert (reason is not None) == (link.status == "interpreted"), link
        assert reason is None or (reason.sv.endswith(".") and (reason.en or "").endswith(".")), link


def test_a_reading_that_names_two_places_gives_a_way_from_measure_to_cause() -> None:
    """A measure is read against a cause from where the cause stands and where the measure stands."""
    for link in data().links:
        if link.relation not in ways.CAUSE_LINKS or link.document != "s0":
            continue
        if own := data()[link.source].locator:
            assert own.removeprefix("kap. 1.1, ") in (link.locator or ""), link


def test_labels_in_both_languages_and_shorts_that_fit_and_differ() -> None:
    for node in data():
        assert node.label.en, node.id
        assert node.short is not None, node.id
        assert node.short.en, node.id
        assert max(len(node.short.sv), len(node.short.en)) <= 32, node.id
    for lang in ("sv", "en"):
        used = Counter((node.kind, fold(node.brief.pick(lang))) for node in data())
        assert [name for name, times in used.items() if times > 1] == []


def test_descriptions_and_notes_in_both_languages() -> None:
    for record in (*data(), *data().links):
        for text in (record.note, getattr(record, "description", None), getattr(record, "follow_up", None)):
            assert text is None or text.en, record


def test_no_name_means_two_things() -> None:
    assert data().names.clashes() == {}


@pytest.mark.parametrize(("name", "meant"), MEANT.items())
def test_words_that_people_type_find_what_they_mean(name: str, meant: str) -> None:
    for written in (name, name.upper(), fold(name)):
        assert data().resolve(written).id == meant


@pytest.mark.parametrize("what", PERSONAL)
def test_nothing_looks_like_personal_data(what: str) -> None:
    hits = [text for record in (*data(), *data().links) for text in texts(record) if PERSONAL[what].search(text)]
    assert hits == []


@pytest.mark.parametrize(
    ("what", "text"),
    [("e-mail", "skriv till namn@exempel.se"), ("personal number", "19121212-1212"), ("phone", "ring 021-39 00 00")],
)
def test_personal_data_would_be_seen(what: str, text: str) -> None:
    assert PERSONAL[what].search(text)
    assert not PERSONAL[what].search("KS 2024/00363, SFS 2023:196 och 2025–2026")


def test_no_evidence_rating_that_a_document_does_not_state() -> None:
    assert {node.id: node.locator for node in data().of_kind("EvidenceRating")} == {
        "evidence-mvp": "fotnot 9",
        "evidence-flertal": "kap. 1.2, fotnot 5",
        "evidence-s1-mvp-at": "kap. 7.4",
    }
    rated = {(link.source, link.target) for link in data().links if link.relation == "rates"}
    assert rated == {("evidence-mvp", "method-mvp"), ("evidence-s1-mvp-at", "m-s1-mvp-at")}


def test_the_schema_beside_the_data_is_the_one_of_the_models() -> None:
    assert (DATA / SCHEMA_FILE).read_text(encoding="utf-8") == schema_text(json_schema())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_follows_the_schema_that_its_first_line_names(file: Path) -> None:
    first, *_ = file.read_text(encoding="utf-8").splitlines()
    way = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert way is not None
    schema = file.parent / way[1]
    assert schema.resolve() == DATA / SCHEMA_FILE
    jsonschema.validate(
        yaml.safe_load(file.read_text(encoding="utf-8")), json.loads(schema.read_text(encoding="utf-8"))
    )


def test_reading_the_data_again_gives_the_same_graph() -> None:
    assert kgraph.load() == kgraph.load(DATA) == data()
