"""The page's answers are the library's, for every pair of areas, both ways of counting, and for other questions."""

from __future__ import annotations

import csv
import io
import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import AREA_KINDS, Table, cell_text
from tests.analysis.test_overlap import further
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser

ASK = """async (addresses) => {
  document.querySelector("input[value=tabell]").checked = true;
  const told = [];
  for (const address of addresses) {
    if (location.hash !== address) {
      const changed = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));
      location.hash = address;
      await changed;
    }
    told.push({
      ids: [...document.querySelectorAll("#svar-lista .hits:not(.hits-near) > li")].map((item) => item.dataset.id),
      near: [...document.querySelectorAll("#svar-lista .hits-near > li")].map((item) => item.dataset.id),
      tally: document.querySelector("#svar-antal").textContent,
      split: document.querySelector("#svar-vagar").textContent,
    });
  }
  return told;
}"""


def expected(table: Table, *, interpreted: bool) -> dict[str, Any]:
    count = table.counts[0]
    ids = [row["id"] for row in table.rows if interpreted or row["basis"] == "stated"]
    near = [row["id"] for also in table.also for row in also.rows]
    tally = f"{count.stated} enligt planen · {count.with_interpreted} med tolkade kopplingar"
    split = "".join(note.sv for note in table.lead if "Räknat på den väg" in note.sv)
    return {"ids": ids, "near": near, "tally": tally, "split": split}


def asked(page: Page, addresses: list[str]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = page.evaluate(ASK, addresses)
    return told


def test_every_pair_of_areas_both_ways(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    areas = [area.id for area in plan.of_kind(*AREA_KINDS)]
    pairs = [(*pair, layer) for pair in itertools.combinations(areas, 2) for layer in (True, False)]
    addresses = [f"#overlapp;alla={one},{other}{'' if layer else ';tolkade=0'}" for one, other, layer in pairs]
    told = asked(visit(plan_page), addresses)
    assert told == [expected(kgraph.overlap(plan, one, other), interpreted=layer) for one, other, layer in pairs]


def test_questions_of_any_mix(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    chance = random.Random(7)  # noqa: S311  # questions, not secrets
    things = [node.id for node in plan.of_kind(*AREA_KINDS, "Cause", "Actor", "TargetGroup", "Place", "Method")]
    areas = [node.id for node in plan.of_kind(*AREA_KINDS)]
    addresses, tables = [], []
    for number in range(90):
        every = chance.sample(areas, 1) + chance.sample(things, chance.randint(0, 2))
        every = list(dict.fromkeys(every))
        without = [one for one in chance.sample(things, chance.randint(0, 2)) if one not in every]
        some = number % 2 == 0
        addresses.append(
            f"#overlapp;alla={','.join(every)}{';lage=nagon' if some else ''}{';inte=' + ','.join(without) if without else ''}"
        )
        questions = {"any_of": every} if some else {}
        tables.append(kgraph.overlap(plan, *([] if some else every), **questions, but_not=without))
    assert asked(visit(plan_page), addresses) == [expected(table, interpreted=True) for table in tables]
    assert any(table.also for table in tables)
    assert any(table.rows for table in tables)


def test_paths_are_told_in_the_same_words(plan: KnowledgeGraph, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page, "#overlapp;alla=area-narkotika,area-nyrekrytering")
    with page.expect_download() as waiting:
        page.click("#svar-csv")
    raw = Path(waiting.value.path()).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    table = kgraph.overlap(plan, "narkotika", "nyrekrytering")
    words = [" | ".join(path.text.sv for path in row["paths"]) for row in table.rows]  # type: ignore[union-attr]
    assert [row[5] for row in rows[1:]] == words
    assert rows[0][:8] == [
        "Åtgärd",
        "Fullständigt namn",
        "Hemområde",
        "Grund",
        "Hur nära",
        "Så här",
        "Källor",
        "Motivering",
    ]
    assert [row[8] for row in rows[1:]] == [row["id"] for row in table.rows]
    for told, row in zip(rows[1:], table.rows, strict=True):
        places = {place for path in row["paths"] if path.source for place in path.source.sv.split("; ")}  # type: ignore[union-attr]
        assert set(told[6].split("; ")) == places
        assert bool(told[7]) is any(path.basis == "interpreted" for path in row["paths"])  # type: ignore[union-attr]


def test_an_open_page_equals_the_library_on_what_is_stated(plan: KnowledgeGraph, build: Any, visit: Open) -> None:
    page = visit(build(plan, level="open"))
    areas = [area.id for area in plan.of_kind(*AREA_KINDS)]
    pairs = list(itertools.combinations(areas, 2))
    told = asked(page, [f"#overlapp;alla={one},{other}" for one, other in pairs])
    stated = KnowledgeGraph.of(plan.nodes.values(), [link for link in plan.links if link.counts_as_stated])
    for (one, other), answer in zip(pairs, told, strict=True):
        table = kgraph.overlap(stated, one, other)
        assert answer["ids"] == [row["id"] for row in table.rows]
        assert answer["tally"] == f"{table.counts[0].stated} enligt planen"
        assert "Med tolkade" not in answer["split"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("droger", "Narkotika"), ("NARKOTIKAN", "Narkotika"), ("nyrekryteringen", "Nyrekrytering"), ("ganget", "Nyrekrytering"),
        ("polis", "Polisen"), ("valfardsbrott", "Välfärdsbrott"), ("krogar", "Krogar och hotell"), ("krogar mot", "Införa Krogar mot knark"),
    ],
)  # fmt: skip
def test_everyday_words_find_the_thing(words: str, first: str, plan_page: Path, visit: Open) -> None:
    page = visit(plan_page)
    page.fill("#sok", words)
    offers = page.locator("#sok-lista [role=option] span:first-child").all_text_contents()
    assert offers[0] == first


NEAR = """async (addresses) => {
  const told = [];
  for (const address of addresses) {
    const changed = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));
    location.hash = address;
    await changed;
    const hits = [...document.querySelectorAll("#svar-lista .hits:not(.hits-near) > li")];
    told.push(Object.fromEntries(hits.map((item) => [item.dataset.id, item.querySelector(".near").textContent])));
  }
  return told;
}"""


def test_how_near_a_hit_is_is_said_as_the_library_says_it(plan: KnowledgeGraph, build: Build, visit: Open) -> None:
    """Each thing by itself, the nearest first; what a sub-activity is linked to, its measure is linked to directly."""
    for graph in (plan, further()):
        things = [node.id for node in graph.of_kind(*AREA_KINDS, "Cause")]
        told = visit(build(graph)).evaluate(NEAR, [f"#overlapp;alla={one}" for one in things])
        rows = [kgraph.overlap(graph, one).rows for one in things]
        said = [[(row["id"], cell_text(row["directness"])) for row in hits] for hits in rows]
        assert [[*hits.items()] for hits in told] == said
    assert "direkt, genom en delaktivitet" in {words for hits in told for words in hits.values()}
