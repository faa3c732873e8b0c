"""The YAML reader: YAML 1.2's scalars, lines, and no exception whatever the text is."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from kgraph.sources.yaml_tree import Tree, parse

SCALARS: dict[str, Any] = {
    "no": "no", "yes": "yes", "on": "on", "Off": "Off", "y": "y", "true": True, "False": False, "null": None, "~": None,
    "0114": "0114", "007": "007", "0": 0, "-0": 0, "+5": 5, "2025": 2025, "1:30": "1:30", "2025-01-01": "2025-01-01",
    "1_000": "1_000", "0x1F": "0x1F", "0o17": "0o17", "0b1": "0b1", ".inf": ".inf", ".nan": ".nan", "1e3": 1000.0,
    "1.5": 1.5, ".5": 0.5, "1.": 1.0, "<<": "<<", "=": "=", "'5'": "5", '"no"': "no", "''": "", "5 §": "5 §",
    "1" * 40: int("1" * 40), "1" * 41: "1" * 41, "٣": "٣",
}  # fmt: skip


@pytest.mark.parametrize("written", SCALARS)
def test_scalars_by_the_rules_of_yaml_1_2(written: str) -> None:
    value = parse(f"a: {written}\n", "f").value["a"]
    assert value == SCALARS[written]
    assert type(value) is type(SCALARS[written])


def test_keys_are_text() -> None:
    assert parse("no: 1\n2025: 2\nnull: 3\n", "f").value == {"no": 1, "2025": 2, "None": 3}


def test_lines_are_those_of_the_file() -> None:
    tree = parse("a:\n  # kommentar\n  - x\n\n  - y: |\n      två\n      rader\n    z: 1\nb: 2\n", "f")
    assert tree.value == {"a": ["x", {"y": "två\nrader\n", "z": 1}], "b": 2}
    paths: list[tuple[tuple[str | int, ...], int]] = [
        (("a",), 1), (("a", 0), 3), (("a", 1), 5), (("a", 1, "y"), 5), (("a", 1, "z"), 8), (("b",), 9), (("a", 1, "q"), 5),
    ]  # fmt: skip
    assert [(path, tree.line(path)) for path, _ in paths] == paths


def test_a_part_can_be_taken_out_and_the_rest_keeps_its_lines() -> None:
    tree = parse("a:\n- x\n- y\n- z: 1\n  w: 2\n", "f").without({("a", 0), ("a", 2, "z")})
    assert tree.value == {"a": ["y", {"w": 2}]}
    assert [tree.line(("a", 0)), tree.line(("a", 1)), tree.line(("a", 1, "w"))] == [3, 4, 5]


PIECES = st.sampled_from(
    ["a", "b: ", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ",", ":", "?", "'", '"', "|", ">", "#", "&x", "*x", "!t", "---\n", "...",
     "%", "@", "`", "\\", "~", "no", "1", "0x", "\r", "\u2028", "\x85", "\x00", "\ufeff", "\ud800", "å", "😀", "<<: ", "\n\n", "? "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)))
@example("\ud800")
@example("a: [" * 31)
@example("{? a : b, *x : c}")
def test_any_text_gives_a_tree(content: str) -> None:
    tree = parse(content, "f")
    assert isinstance(tree, Tree)
    lines = content.count("\n") + content.count("\r") + 1
    for problem in tree.problems:
        assert problem.code == "F5"
        assert problem.position.line is not None
        assert 1 <= problem.position.line <= lines
        assert problem.sv != problem.en
    for path in tree.lines:
        assert 1 <= (tree.line(path) or 0) <= lines


@given(st.one_of(st.text(), st.lists(PIECES, max_size=25).map("".join)))
def test_without_problems_it_has_the_shape_that_pyyaml_sees(content: str) -> None:
    tree = parse(content, "f")
    if not tree.problems:
        assert _words(tree.value) == _words(yaml.load(content, Loader=_Words))  # noqa: S506  # it makes nothing but text


class _Words(yaml.CBaseLoader):
    """PyYAML's loader that keeps every scalar as text."""


def _words(value: Any) -> Any:
    """The value with every scalar reduced to whether it is text that no rule of ours reads as something else."""
    if isinstance(value, dict):
        return [(_word(key), _words(item)) for key, item in value.items()]
    return [_words(item) for item in value] if isinstance(value, list) else _word(value)


def _word(value: Any) -> Any:
    return value if isinstance(value, str) and re.fullmatch(r"[^\W\d][^\W]*", value) and value not in LITERALS else "?"


LITERALS = {"null", "Null", "NULL", "None", "true", "True", "TRUE", "false", "False", "FALSE"}
