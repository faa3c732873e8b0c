"""`kgraph coverage` with its kinds, states, chain and roll-ups, and `kgraph balance`, as a person meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

import kgraph
from kgraph import analysis

Run = Callable[..., Result]

ASKED: list[tuple[list[str], Any]] = [
    (["coverage", "--kind", "målgrupp"], lambda g: analysis.coverage(g, kind="TargetGroup")),
    (["coverage", "--kind", "goals", "--gaps"], lambda g: analysis.coverage(g, kind="mål")),
    (["coverage", "--state", "bara tolkad"], lambda g: analysis.coverage(g, state="interpreted_only")),
    (["coverage", "--deep", "--area", "narkotika"], lambda g: analysis.chain(g, area="narkotika")),
    (["coverage", "--deep", "--kind", "målgrupp"], lambda g: analysis.chain(g, kind="target group")),
    (["coverage", "--by", "aktör"], lambda g: analysis.rollup(g, "actor", most=5)),
    (
        ["coverage", "--by", "level", "--inherit", "--most", "1"],
        lambda g: analysis.rollup(g, "level", inherit=True, most=1),
    ),
    (["täckning", "--no-inherit"], analysis.coverage),
    (["balance", "--area", "narkotika"], lambda g: analysis.balance(g, area="narkotika")),
    (["balans"], analysis.balance),
]


@pytest.mark.parametrize(("args", "library"), ASKED, ids=lambda part: " ".join(part) if isinstance(part, list) else "")
def test_the_answer_is_the_librarys(run: Run, args: list[str], library: Any) -> None:
    done = run(*args, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(json.dumps(library(kgraph.example()).to_json()))


@pytest.mark.parametrize(("args", "library"), ASKED, ids=lambda part: " ".join(part) if isinstance(part, list) else "")
def test_both_languages_have_an_answer(run: Run, args: list[str], library: object) -> None:
    del library
    told = [run(*args, "--lang", lang).stderr for lang in ("sv", "en")]
    assert all(told)
    assert told[0] != told[1]


def test_gaps_of_a_kind_are_one_table(run: Run) -> None:
    assert run("coverage", "--kind", "orsak", "--deep").stdout == run("coverage", "--deep").stdout
    assert run("coverage", "--kind", "orsak", "--gaps").stdout == run("coverage", "--gaps").stdout
    assert run("coverage", "--kind", "målgrupp", "--gaps").stdout == "full_label\tlabel\n"


def test_a_state_alone_shows_only_what_is_in_it(run: Run) -> None:
    lines = run("coverage", "--state", "uncovered").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines[1:]] == ["Status och pengar", "Tobaksbruk"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["coverage", "--deep", "--by", "actor"], "--deep och --by är olika frågor"),
        (["coverage", "--deep", "--kind", "mål", "--area", "narkotika"], "bara väljas när det gäller orsaker"),
        (["coverage", "--by", "actor", "--kind", "mål"], "--by och --kind är olika frågor"),
        (["coverage", "--kind", "mål", "--gaps", "--state", "several"], "--gaps och --state är olika frågor"),
        (["coverage", "--gaps", "--state", "uncovered"], "--gaps och --state är olika frågor"),
        (["coverage", "--areas", "--state", "one"], "--areas och --state är olika frågor"),
        (["coverage", "--by", "actor", "--on", "2026-01-01"], "--by och --on är olika frågor"),
        (["coverage", "--by", "actor", "--gaps"], "--by och --gaps är olika frågor"),
        (["coverage", "--kind", "mål", "--areas"], "--areas och --kind är olika frågor"),
        (["coverage", "--most", "3"], "--most hör ihop med --by"),
        (["coverage", "--by", "väder"], "Välj aktör, målgrupp, plats"),
        (["coverage", "--kind", "aktör"], "inget som kan täckas av åtgärder"),
        (["coverage", "--kind", "mål", "--area", "narkotika"], "bara väljas när det gäller orsaker"),
        (["coverage", "--state", "lagom"], "Inget läge heter «lagom»"),
        (["coverage", "--on", "igår"], "«igår» är ingen dag. Skriv dagen för --on som ÅÅÅÅ-MM-DD"),
        (["coverage", "--by", "actor", "--most", "0"], "--most ska vara ett heltal"),
        (["balance", "--area", "månen"], "månen"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_plain_words(run: Run, args: list[str], told: str) -> None:
    done = run(*args)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""
