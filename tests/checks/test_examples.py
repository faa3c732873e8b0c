"""Every rule objects to its bad example, in the words of the golden file, and not to its good one.

To write the golden file again:  python -m tests.checks.test_examples
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from kgraph import sources
from kgraph.checks import RULES, from_problems
from kgraph.checks.examples import example
from kgraph.checks.own_words import own_words
from kgraph.errors import DataError
from kgraph.graph import KnowledgeGraph
from kgraph.model import Finding
from tests.checks.running import findings_in

GOLDEN = Path(__file__).parent / "golden" / "examples.txt"
UNSHOWABLE = {"F1", "F2", "F3", "F4"}
"""Codes about files as such; what a bad one is cannot be written in an example, so the tests make it."""


def said(findings: tuple[Finding, ...], folder: Path) -> str:
    """What some findings of a rule say, in both languages; the folder that they were found in left out."""
    lines = []
    for found in findings:
        place = f"{Path(found.file).name if found.file else '-'}:{found.line or '-'}"
        head = f"{found.code} {found.level} {found.case or '-'} {'judged' if found.judged else 'unjudged'}"
        lines += [f"{head} {found.subject or '-'} {place}"]
        lines += [
            f"  sv {found.message.sv} → {found.fix.sv}",
            f"  en {found.message.pick('en')} → {found.fix.pick('en')}",
        ]
    return "\n".join(lines).replace(f"{folder}/data/", "")


def bad_findings(code: str, folder: Path) -> tuple[Finding, ...]:
    if code == "Q16":
        found = _copied(folder)
    else:
        found = _unreadable(code, folder) if code in UNSHOWABLE else findings_in(example(code).bad, folder)
    return tuple(finding for finding in found if finding.code == code)


def _copied(folder: Path) -> tuple[Finding, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "example.yaml").write_text(example("Q16").bad, encoding="utf-8")
    text = "Det gäller elever som är borta\nfrån skolan utan lov flera gånger i veckan."
    return own_words(KnowledgeGraph(sources.read(folder / "example.yaml")), {"texten": text})


def _unreadable(code: str, folder: Path) -> tuple[Finding, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "example.yaml"
    if code == "F3":
        file.write_bytes("places: [Lövvången]".encode("latin-1"))
    elif code != "F1":
        file.write_bytes(b"" if code == "F4" else b"#" * 20_000_001)
    try:
        return from_problems(sources.read(file).problems)
    except DataError as error:
        return from_problems(error.problems)


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    for code in RULES:
        assert example(code).bad.strip()
        assert example(code).good.strip()


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_is_found_in_the_words_of_the_golden_file(code: str, tmp_path: Path) -> None:
    expected = {section.partition(" ")[0]: section for section in GOLDEN.read_text(encoding="utf-8").split("\n\n")}
    assert said(bad_findings(code, tmp_path), tmp_path) == expected[code].strip()


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_passes(code: str, tmp_path: Path) -> None:
    assert [found for found in findings_in(example(code).good, tmp_path) if found.code == code] == []


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_can_be_read(code: str, tmp_path: Path) -> None:
    codes = {found.code for found in findings_in(example(code).good, tmp_path)}
    assert not codes & {rule.code for rule in RULES.values() if not rule.judges_graphs}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        folders = {code: Path(scratch) / code for code in RULES}
        sections = [said(bad_findings(code, folder), folder) for code, folder in folders.items()]
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
