"""Every code that the product can print is a rule that can be explained, in its place in the order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph.checks import LEVELS, RULES, explain, rules
from kgraph.errors import UnknownName
from kgraph.wording import catalogue

ROOT = Path(__file__).parents[2]
WORDS = ("title", "why", "fix", "source")
_CODE = re.compile(r"""["'\s]([LGQSF]\d{1,2})["']""")
_IN_TEXT = re.compile(r"\b([LGQSF]\d{1,2})\b")


def codes_in(pattern: re.Pattern[str], *files: Path) -> set[str]:
    return {code for file in files for code in pattern.findall(file.read_text(encoding="utf-8"))}


def test_every_code_in_the_sources_is_a_rule() -> None:
    used = codes_in(_CODE, *(ROOT / "kgraph").rglob("*.py"))
    assert {"S1", "F1", "F8", "S9", "G2", "Q2"} <= used
    assert used <= set(RULES)


def test_every_code_of_a_shape_is_a_rule() -> None:
    shapes = (ROOT / "ontology" / "shapes.ttl").read_text(encoding="utf-8")
    used = set(re.findall(r'kg:checkCode "(\w+)"', shapes))
    assert used
    assert used <= set(RULES)


def test_every_code_that_a_text_mentions_is_a_rule() -> None:
    assert codes_in(_IN_TEXT, *(ROOT / "kgraph" / "wording").glob("*.toml")) <= set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_has_its_words_in_both_languages(code: str) -> None:
    assert all(catalogue()[f"{code}.{word}"].en for word in WORDS)
    assert RULES[code].level in LEVELS


def test_every_case_that_has_words_belongs_to_a_rule_that_judges_graphs() -> None:
    cases = {
        key.partition(".")[0]
        for key in catalogue()
        if re.match(r"[LGQSF]\d", key) and key.partition(".")[2] not in WORDS
    }
    with_texts = {"Q16"}  # judged by `own_words`, which needs the texts beside the graph
    in_the_readers_words = {"F9"}
    assert cases == {code for code, rule in RULES.items() if rule.judges_graphs} - in_the_readers_words | with_texts


@pytest.mark.parametrize("code", RULES)
def test_a_code_is_explained(code: str) -> None:
    table = explain(code.lower())
    parts = {str(row["part"]): row["answer"] for row in table.rows}
    in_table = [part for part in ("table_fix", "rows_fix") if f"{code}.{part}" in catalogue()]
    assert list(parts) == ["asks", "level", "why", "source", "fix", *in_table, "bad", "good"]
    assert all(parts.values())
    assert table.title.sv.startswith(f"{code}: ")


@pytest.mark.parametrize(("wrong", "near"), [("G22", "G2"), ("Q", "Q1"), ("s99", "S9"), ("", ""), ("Ö1", "")])
def test_an_unknown_code_is_answered_with_those_near_it(wrong: str, near: str) -> None:
    with pytest.raises(UnknownName) as raised:
        explain(wrong)
    assert (near in raised.value.suggestions) == bool(near)


def test_every_rule_is_listed_with_its_level_and_title() -> None:
    table = rules()
    assert [row["code"] for row in table.rows] == list(RULES)
    assert all(row["level"] == RULES[str(row["code"])].level for row in table.rows)
    assert all(row["title"] == RULES[str(row["code"])].title for row in table.rows)
    assert [column.key for column in table.columns] == ["code", "level_label", "title"]
    assert all(all(cells) for lang in ("sv", "en") for cells in table.cells(lang))
