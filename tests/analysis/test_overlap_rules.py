from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kgraph
from kgraph.errors import DataError, Position
from kgraph.model import Text
from kgraph.sources import overlap_rules as reader
from kgraph.sources.overlap_rules import OverlapRule, OverlapRules
from tests.strategies import graphs

THINGS = ["a-0", "a-1", "c-0", "c-1", "actor-0"]
RULES = st.builds(
    lambda kind, between, least: OverlapRule(
        kind, (between[0], between[1]), least if kind == "must_share" else 0, Text(sv="Skäl."), Position("r", 1)
    ),
    st.sampled_from(["must_share", "should_not_share"]),
    st.lists(st.sampled_from(THINGS), min_size=2, max_size=2, unique=True),
    st.integers(1, 3),
)


def written(folder: Path, content: str) -> OverlapRules:
    file = folder / reader.FILE
    file.write_text(content, encoding="utf-8")
    return reader.read(file)


def test_by_hand_on_the_example(tmp_path: Path) -> None:
    # narcotics and recruitment share m-krogar and m-tobak as stated and m-skola by a reading; narcotics and the school
    # environment share m-skola by a reading alone; police and school environment share nothing
    rules = written(
        tmp_path,
        """
must_share:
  - between: [narkotika, nyrekrytering]
    at_least: 3
    reason: Nätverken lever på narkotikan.
  - between: [polisen, skolmiljö]
    reason: {sv: Polisen ska synas., en: The police should be seen.}
should_not_share:
  - between: [Narkotika, skolmiljön]
    reason: Var sin ledning.
  - between: [polisen, Elever]
    reason: Hellre skolan.
""",
    )
    assert rules.problems == ()
    table = kgraph.overlap_rules(kgraph.example(), rules)
    told = [
        (r["rule"], r["count_stated"], r["count"], r["held_stated"], r["held"], r["state"], r["measure_ids"])
        for r in table.rows
    ]
    assert told == [
        ("must_share", 0, 0, False, False, "broken", ()),
        ("must_share", 2, 3, False, True, "differs", ("m-krogar", "m-skola", "m-tobak")),
        ("should_not_share", 0, 1, True, False, "differs", ("m-skola",)),
        ("should_not_share", 0, 0, True, True, "held", ()),
    ]  # fmt: skip
    assert [row["state_label"].sv for row in table.rows] == [  # type: ignore[union-attr]  # Texts
        "bruten", "hålls bara med tolkade", "bruten med tolkade", "hålls",
    ]  # fmt: skip
    assert [(one.key, one.stated, one.with_interpreted, one.total) for one in table.counts] == [
        ("must_share", 0, 1, 2), ("should_not_share", 2, 1, 2),
    ]  # fmt: skip
    assert str(table.rows[1]["where"]).endswith("overlap-rules.yaml:3")
    assert table.rows[0]["reason"].en == "The police should be seen."  # type: ignore[union-attr]  # a Text


@given(graphs(), st.lists(RULES, min_size=1, max_size=4, unique_by=lambda one: frozenset(one.between)))
@settings(max_examples=80, deadline=None)
def test_a_rule_is_judged_by_the_overlap_of_its_pair(graph: kgraph.KnowledgeGraph, rules: list[OverlapRule]) -> None:
    table = kgraph.overlap_rules(graph, OverlapRules(tuple(rules)))
    assert len(table) == len(rules)
    for row in table.rows:
        count = kgraph.overlap(graph, str(row["first_id"]), str(row["second_id"])).counts[0]
        assert (row["count_stated"], row["count"]) == (count.stated, count.with_interpreted)
        for held, number in ((row["held_stated"], count.stated), (row["held"], count.with_interpreted)):
            least = int(str(row["at_least"]))
            assert held is (number >= least if row["rule"] == "must_share" else not number)
    states = ["broken", "differs", "held"]
    order = [states.index(str(row["state"])) for row in table.rows]
    assert order == sorted(order)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    rules = written(
        tmp_path,
        """
must_share:
  - between: [narkotikka, nyrekrytering]
    reason: Skäl.
  - between: [narkotika, polisen]
    at_leest: 2
    reason: Skäl.
  - between: [narkotika]
    reason: Skäl.
  - between: [narkotika, polisen]
    at_least: 0
    reason: Skäl.
should_not_share:
  - between: [narkotika, polisen]
    at_least: 2
    reason: Skäl.
  - between: [narkotika, droger]
    reason: Skäl.
  - between: [Tobaksfri skoltid, polisen]
may_share: []
""",
    )
    with pytest.raises(DataError) as error:
        kgraph.overlap_rules(kgraph.example(), rules)
    told = [(problem.position.line, problem.code) for problem in error.value.problems]
    assert told == [
        (3, "S2"), (6, "F6"), (8, "F7"), (11, "F7"), (15, "F6"), (17, "F7"), (19, "F8"), (20, "F6"),
    ]  # fmt: skip
    by_line = {problem.position.line: problem for problem in error.value.problems}
    assert "Menade du «Narkotika»" in by_line[3].sv
    assert by_line[6].fix_sv == "Menade du «at_least»?"
    assert by_line[8].fix_sv == "Listan ska ha minst 2."
    assert by_line[11].fix_sv == "Skriv ett heltal större än 0."
    assert "Narkotika två gånger" in by_line[17].sv


def test_a_thing_that_cannot_be_touched_is_a_problem(tmp_path: Path) -> None:
    rules = written(tmp_path, "must_share:\n  - between: [Tobaksfri skoltid, polisen]\n    reason: Skäl.\n")
    with pytest.raises(DataError, match="är av slaget åtgärd"):
        kgraph.overlap_rules(kgraph.example(), rules)


@pytest.mark.parametrize("content", ["# bara en kommentar\n", "must_share:\nshould_not_share:\n"])
def test_a_file_without_rules_is_no_fault(tmp_path: Path, content: str) -> None:
    table = kgraph.overlap_rules(kgraph.example(), written(tmp_path, content))
    assert (table.rows, table.counts) == ((), ())
    assert table.notes[0].sv == "Filen innehåller inga regler."


@pytest.mark.parametrize("content", ["- en lista\n", "bara text\n", "must_share: ]\n", "must_share: 3\n"])
def test_what_is_no_rules_at_all(tmp_path: Path, content: str) -> None:
    with pytest.raises(DataError):
        kgraph.overlap_rules(kgraph.example(), written(tmp_path, content))


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        kgraph.overlap_rules(kgraph.example(), reader.read(tmp_path / "none.yaml"))


def test_the_rules_are_not_read_as_data(tmp_path: Path) -> None:
    from kgraph.project import init, load

    init(tmp_path)
    rules = tmp_path / "data" / reader.FILE
    assert rules.is_file()
    assert len(load(tmp_path)) > 0
    # the example of the starter project is a comment, and true once the signs of comment are taken away
    lines = [line.removeprefix("# ") for line in rules.read_text(encoding="utf-8").splitlines() if line.startswith("#   ") or line in ("# must_share:", "# should_not_share:")]  # fmt: skip
    table = kgraph.overlap_rules(load(tmp_path), written(tmp_path, "\n".join(lines) + "\n"))
    assert {row["rule"] for row in table.rows} == {"must_share", "should_not_share"}


def test_the_five_documents(tmp_path: Path) -> None:
    # Västerås says that all drug prevention matters for recruitment: every drug measure of the plan must touch both
    rules = written(
        tmp_path, "must_share:\n  - between: [narkotikan, rekrytering]\n    at_least: 10\n    reason: kap. 3.1\n"
    )
    (row,) = kgraph.overlap_rules(kgraph.load(), rules).rows
    answer = kgraph.overlap(kgraph.load(), "narkotikan", "rekrytering").counts[0]
    assert (row["count_stated"], row["state"]) == (answer.stated, "held")


def test_an_entry_that_is_a_bare_pair_is_told_which_keys_it_lacks(tmp_path: Path) -> None:
    rules = written(tmp_path, "must_share:\n  - [narkotika, nyrekrytering]\n")
    (problem,) = rules.problems
    assert "«between: …, reason: …»" in problem.fix_sv
    (text,) = written(tmp_path, "must_share:\n  - between: [narkotika, polisen]\n    reason: [skäl]\n").problems
    assert "«sv: …, en: …»" in text.fix_sv


def test_a_pair_that_must_and_should_not_share_is_a_fault(tmp_path: Path) -> None:
    """Whatever the names that the pair is written by, and in whatever order."""
    rules = written(
        tmp_path,
        """
must_share:
  - between: [narkotika, nyrekrytering]
    reason: Skäl.
should_not_share:
  - between: [nyrekrytering, area-narkotika]
    reason: Skäl.
""",
    )
    with pytest.raises(DataError) as failed:
        kgraph.overlap_rules(kgraph.example(), rules)
    (problem,) = failed.value.problems
    assert problem.position.line == 6
    assert "overlap-rules.yaml:3" in problem.sv
