"""Files that are no YAML, or YAML that nobody needs in a data file: one problem, with its line, at once."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from tests.sources.loading import places, problems, yaml_file

LAUGHS = "a: &a [x, x, x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]" for n in range(9))

SYNTAX = {
    "a bracket is missing": ("measures:\n- {id: m, label: {sv: M}\n- id: n\n", 3),
    "a quote never ends": ("measures:\n- id: m\n  label: {sv: 'M}\n", 3),
    "a colon too many": ("measures:\n- id: m\n  time: år: 2025\n", 3),
    "indentation is off": ("measures:\n- id: m\n  label: {sv: M}\n row: 1\n", 4),
    "a tab indents": ("measures:\n\t- id: m\n", 2),
    "an alias": ("measures:\n- *m\n", 2),
    "an anchor": ("measures:\n- &m\n  id: m\n", 2),
    "aliases that explode": (LAUGHS, 1),
    "a tag": ("measures:\n- !!python/object/apply:os.system [ls]\n", 2),
    "a tag of one's own": ("measures: !mine []\n", 1),
    "several documents": ("measures: []\n---\nmeasures: []\n", 2),
    "a key that is a list": ("measures:\n- ? [a]\n  : b\n", 2),
    "a key twice": ("measures:\n- id: m\n  label: {sv: M}\n  row: 1\n  row: 2\n", 5),
    "a section twice": ("measures: []\ncauses: []\nmeasures: []\n", 3),
    "100,000 brackets": ("measures: " + "[" * 100_000, 1),
    "100,000 dashes": ("- " * 100_000, 1),
    "100,000 braces": ("measures:\n- " + "{a: " * 100_000, 2),
    "a bell": ("measures:\n- id: m\x07\n", 2),
    "a NUL": ("measures:\n\n- id: \x00\n", 3),
    "a C1 sign": ("measures:\n- id: m\n  label: {sv: \x9f}\n", 3),
    "a line separator": ("measures:\n- id: m\n  label: {sv: a\u2028b}\n", 3),
    "a byte order mark inside": ("measures:\n- id: m\ufeff\n", 2),
    "half a million values": ("measures:\n- [" + "[]," * 500_000 + "]\n", 2),
    "a key of a megabyte": ("x" * 1_000_000 + ": 1\n", 1),
}


@pytest.mark.parametrize("case", SYNTAX)
def test_one_problem_with_its_line(case: str, tmp_path: Path) -> None:
    content, line = SYNTAX[case]
    assert places(yaml_file(tmp_path, content)) == [("a.yaml", line, "F5")]


@pytest.mark.parametrize(
    "case", ["100,000 brackets", "aliases that explode", "half a million values", "a key of a megabyte"]
)
def test_it_is_refused_with_little_memory(case: str, tmp_path: Path) -> None:
    path = yaml_file(tmp_path, SYNTAX[case][0])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    places(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # kilobytes


def test_every_line_with_an_unseen_sign_is_named(tmp_path: Path) -> None:
    path = yaml_file(tmp_path, "measures:\n- id: m\x01\x02\n  label: {sv: M}\n- id: n\x03\n")
    assert places(path) == [("a.yaml", 2, "F5"), ("a.yaml", 4, "F5")]


def test_the_common_faults_are_explained_in_swedish(tmp_path: Path) -> None:
    [problem] = problems(yaml_file(tmp_path, "measures:\n- id: m\n  time: år: 2025\n"))
    assert "ett kolon kan inte stå här" in problem.line("sv")
    assert "mapping values are not allowed" in problem.line("en")


def test_a_very_long_line_is_read(tmp_path: Path) -> None:
    words = "ord " * 500_000
    path = yaml_file(tmp_path, f"measures:\n- id: m\n  label: {{sv: '{words}'}}\n  adresses: [x]\n")
    assert places(path) == [("a.yaml", 4, "F6")]
    assert all(len(problem.line()) < 1000 for problem in problems(path))


def test_a_wrong_value_that_is_huge_is_shown_in_short(tmp_path: Path) -> None:
    path = yaml_file(tmp_path, f"measures:\n- id: {'Å' * 1_000_000}\n  label: {{sv: M}}\n")
    [problem] = problems(path)
    assert (problem.code, problem.position.line) == ("F7", 2)
    assert len(problem.line()) < 300
