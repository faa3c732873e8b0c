"""The page's search is the library's: the same things in the same order, for every name and for inflections nobody uses."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import kgraph
from kgraph.graph import KnowledgeGraph
from kgraph.model import Node, Text
from tests.views.conftest import Build, Open

pytestmark = pytest.mark.browser

FIND = "asked => asked.map((one) => window.kgraph.search(one))"


@pytest.fixture(scope="module")
def swedish(plan: KnowledgeGraph) -> KnowledgeGraph:
    """The plan in Swedish alone: the library looks in both languages, a page holds the words of one."""

    def plain(text: Text | None) -> Text | None:
        return Text(sv=text.sv) if text else None

    fields = ("label", "short", "description", "note")
    nodes = [node.model_copy(update={field: plain(getattr(node, field)) for field in fields}) for node in plan]
    return plan.part(nodes, plan.links)


@pytest.fixture(scope="module")
def page_of_it(swedish: KnowledgeGraph, build: Build) -> Path:
    return build(swedish)


def told(graph: KnowledgeGraph, words: str) -> list[object]:
    return [row["id"] for row in kgraph.search(graph, words).rows]


def test_every_name_finds_what_the_library_finds(swedish: KnowledgeGraph, page_of_it: Path, visit: Open) -> None:
    names = sorted(
        {name for node in swedish for name in (node.label.sv, node.brief.sv, *node.aliases, node.abbreviation or "")}
    )
    asked = random.Random(5).sample(names, 250)  # noqa: S311  # words to ask for
    assert visit(page_of_it).evaluate(FIND, asked) == [told(swedish, one) for one in asked]


def test_wrong_inflections_and_beginnings_are_met_alike(swedish: KnowledgeGraph, page_of_it: Path, visit: Open) -> None:
    choose = random.Random(6)  # noqa: S311  # words to ask for
    words = sorted({word for node in swedish for word in node.label.sv.split()})
    asked = []
    for word in choose.sample(words, 150):
        ending = choose.choice(["et", "ets", "en", "ens", "erna", "s", "arna", "heten", "ligt", "an", "on", "ade"])
        asked.append(
            choose.choice(
                [word + ending, word[: max(2, len(word) // 2)], word.upper(), kgraph.names.fold(word) + ending]
            )
        )
    asked += ["gäng", "gang", "gång", "skola polis", "våld i  nära-relation", "narkotikan", "miljön", "", "?!", "xyzzy"]
    assert visit(page_of_it).evaluate(FIND, asked) == [told(swedish, one) for one in asked]


def test_what_is_typed_with_dots_does_not_find_what_is_written_without(page_of_it: Path, visit: Open) -> None:
    with_dots, without = visit(page_of_it).evaluate(FIND, ["gäng", "gang"])
    assert set(with_dots) < set(without)


OFFER = "asked => asked.map((one) => window.kgraph.offers(one))"


def test_what_nothing_is_called_is_offered_what_the_library_offers(
    swedish: KnowledgeGraph, page_of_it: Path, visit: Open
) -> None:
    choose = random.Random(8)  # noqa: S311  # words to ask for
    named = [name for node in swedish for name in (node.label.sv, node.brief.sv, *node.aliases)]
    asked = ["åtgärder mot narkotika", "ungdomsbrottslighet", "narkotka", "nyrekrytring", "xyzzy"]
    for name in choose.sample(sorted(set(named)), 60):
        place = choose.randrange(len(name))
        asked.append(name[:place] + choose.choice(["", "x", "e", name[place : place + 1] * 2]) + name[place + 1 :])
    expected = [{kgraph.names.fold(name) for name in kgraph.names.suggest(one, _every_name(swedish))} for one in asked]
    assert all(expected[:4])
    spelled = {node.id: {kgraph.names.fold(name) for name in _names(node)} for node in swedish}
    for words, ids, names in zip(asked, visit(page_of_it).evaluate(OFFER, asked), expected, strict=True):
        assert all(spelled[one] & names for one in ids), words
        assert names <= {name for one in ids for name in spelled[one]}, words


def _names(node: Node) -> list[str]:
    return [words.sv for words in (node.label, node.short) if words] + list(node.aliases)


def _every_name(graph: KnowledgeGraph) -> list[str]:
    return [name for node in graph for name in _names(node)]
