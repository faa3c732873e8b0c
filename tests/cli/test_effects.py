from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kgraph
from kgraph import analysis
from kgraph.analysis.impact import COMBINE
from kgraph.cli.commands import effects

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

QUESTIONS = [
    (["impact"], lambda g: analysis.leverage(g, most=20)),
    (["impact", "--causes", "--most", "2"], lambda g: analysis.leverage(g, causes=True, most=2)),
    (["impact", "stöd så att fler klarar skolan"], lambda g: analysis.impact(g, "m-skola", most=20)),
    (
        ["impact", "m-skola", "--paths", "--combine", "noisy-or"],
        lambda g: analysis.impact(g, "m-skola", paths=True, combine="noisy-or", most=20),
    ),
    (
        ["impact", "cause-skola", "--on", "nyrekrytering"],
        lambda g: analysis.robustness(g, "cause-skola", "nyrekrytering"),
    ),
    (
        ["whatif", "--without", "SKF", "--actor-takes-measures", "--overlap", "narkotika", "skolmiljö"],
        lambda g: analysis.whatif(
            g, without=["SKF"], actor_takes_measures=True, overlaps=[("narkotika", "skolmiljö")], most=20
        ),
    ),
    (
        ["whatif", "--without", "m-skola", "--without", "m-tobak", "--figure", "groups", "--on", "2026-01-01"],
        lambda g: analysis.whatif(g, without=["m-skola", "m-tobak"], figure=["groups"], most=20),
    ),
    (["fragility"], lambda g: analysis.fragility(g, most=20)),
    (["fragility", "--kind", "områden", "--most", "1"], lambda g: analysis.fragility(g, kind="areas", most=1)),
]


@pytest.mark.parametrize(
    ("args", "library"), QUESTIONS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_every_command_is_the_librarys(run: Run, args: list[str], library: Any) -> None:
    done = run(*args, "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert json.loads(done.stdout) == json.loads(json.dumps(library(kgraph.example()).to_json()))


@pytest.mark.parametrize("question", effects._ASKED)
def test_every_question_can_be_asked_before_and_after(run: Run, question: str) -> None:
    done = run("whatif", "--without", "m-skola", "--ask", question, "--on", "2026-01-01", "--json")
    assert (done.exit_code, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert len([part for part in answer["also"] if part["name"].startswith("changed_")]) == 1


@pytest.mark.parametrize(
    ("question", "library"),
    [
        ("coverage:mål", lambda g: analysis.coverage(g, kind="goal")), ("chain:area", lambda g: analysis.chain(g, kind="area")),
        ("fragility:målgrupper", lambda g: analysis.fragility(g, kind="groups")), ("review", analysis.review),
        ("leverage-causes", lambda g: analysis.leverage(g, causes=True)),
    ],
)  # fmt: skip
def test_a_question_of_a_kind_is_the_librarys_before_and_after(run: Run, question: str, library: Any) -> None:
    done = run("whatif", "--without", "m-skola", "--ask", question, "--on", "2026-01-01", "--json")
    after = kgraph.example().within(kgraph.example().nodes.keys() - {"m-skola"})
    before, then = library(kgraph.example()), library(after)
    told = {row["key"]: row for row in json.loads(done.stdout)["rows"]}
    for old, new in zip(before.counts, then.counts, strict=True):
        row = told[f"{before.name}.{old.key}"]
        assert (row["before_stated"], row["before"], row["after_stated"], row["after"]) == (
            old.stated, old.with_interpreted, new.stated, new.with_interpreted,
        )  # fmt: skip
    (changed,) = (part for part in json.loads(done.stdout)["also"] if part["name"] == f"changed_{before.name}")
    gone = {row["id"] for row in before.rows} - {row["id"] for row in then.rows}
    assert {row["id"] for row in changed["rows"] if row["key"] is None} == gone


def test_a_question_before_and_after_is_told_in_words(run: Run) -> None:
    done = run("whatif", "--without", "m-skola", "--ask", "by-actor", "--figure", "measures")
    assert "Åtgärder med uppgift om aktör\t2\t2\t1\t1\t-1\t-1" in done.stdout


def test_a_question_asked_twice_is_answered_once(run: Run) -> None:
    once = ("whatif", "--without", "m-skola", "--ask", "coverage")
    assert run(*once, "--ask", "coverage", "--json").stdout == run(*once, "--json").stdout


def test_both_languages(run: Run) -> None:
    swedish, english = (run("whatif", "--without", "m-skola", "--lang", lang) for lang in ("sv", "en"))
    assert "Vad händer utan «Stöd så att fler klarar skolan»?" in swedish.stderr
    assert "What happens without “School support”?" in english.stderr
    assert "Målgrupper med åtgärd\t1\t1\t0\t0\t-1\t-1" in swedish.stdout
    assert "Target groups with a measure\t1\t1\t0\t0\t-1\t-1" in english.stdout
    assert "How close" not in run("impact", "m-skola", "--lang", "sv").stderr
    assert "Hang on a single measure: 0 as the plan states · 2" in run("fragility", "--lang", "en").stderr


@pytest.mark.parametrize(
    ("swedish", "english"),
    [("effekt", "impact"), ("påverkan", "impact"), ("sårbarhet", "fragility"), ("SARBARHET", "fragility")],
)
def test_swedish_names(run: Run, swedish: str, english: str) -> None:
    assert run(swedish).stdout == run(english).stdout != ""


def test_what_if_by_its_question(run: Run) -> None:
    assert run("vad händer om", "--without", "m-skola").stdout == run("whatif", "--without", "m-skola").stdout


def test_a_file_is_added(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ny.yaml"
    file.write_text("measures:\n- {id: m-ny, label: {sv: Ny}, addresses: [Status och pengar]}\n", encoding="utf-8")
    done = run("whatif", "--add", str(file), "--figure", "uncovered_causes")
    assert done.stdout.splitlines()[1] == "Orsaker utan åtgärd\t4\t2\t3\t1\t-1\t-1"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["impact", "ingenting"], "Hittar inget som heter"),
        (["impact", "polisen"], "whatif --without"),
        (["impact", "--paths"], "Ange också en sak"),
        (["impact", "m-skola", "--causes"], "--causes rangordnar"),
        (["impact", "cause-skola", "--on", "nyrekrytering", "--paths"], "--paths betyder inget"),
        (["impact", "cause-skola", "--on", "nyrekrytering", "--combine", "product"], "--combine betyder inget"),
        (["impact", "cause-skola", "--on", "nyrekrytering", "--most", "3"], "--most betyder inget"),
        (["impact", "m-skola", "--combine", "sum"], "noisy-or"),
        (["impact", "m-skola", "--most", "0"], "minst 1"),
        (["impact", "m-skola", "--on", "narkotika"], "slaget åtgärd"),
        (["impact", "cause-skola", "--on", "polisen"], "slaget aktör"),
        (["impact", "åtgärder"], "kgraph list"),
        (["whatif"], "--without NAMN"),
        (["whatif", "--without", "narkotika"], "brottsområde"),
        (["whatif", "--without", "m-skola", "--figure", "x"], "nominal_causes"),
        (["whatif", "--without", "m-skola", "--ask", "balanse"], "balance"),
        (["whatif", "--without", "m-skola", "--ask", "suggest"], "inga siffror före och efter"),
        (["whatif", "--without", "m-skola", "--ask", "balance:mål"], "coverage:…"),
        (["whatif", "--without", "m-skola", "--ask", "coverage:bananer"], "bananer"),
        (["whatif", "--without", "m-skola", "--actor-takes-measures"], "nämner ingen aktör"),
        (["whatif", "--without", "m-skola", "--on", "i går"], "--on"),
        (["whatif", "--without", "m-skola", "--overlap", "narkotika", "ingenting"], "ingenting"),
        (["fragility", "--kind", "aktörer"], "causes, areas"),
        (["fragility", "--kind", "bananer"], "bananer"),
    ],
)
def test_what_cannot_be_asked_is_told(process: Process, example_file: str, args: list[str], told: str) -> None:
    done = process(*args, "--data", example_file)
    assert (done.returncode, done.stdout) == (2, b"")
    assert told in done.stderr.decode()


def test_problems_of_an_added_file_have_their_line(process: Process, example_file: str, tmp_path: Path) -> None:
    file = tmp_path / "ny.yaml"
    file.write_text("measures:\n- {id: m-ny, label: {sv: Ny}, addresses: [Status och pangar]}\n", encoding="utf-8")
    done = process("whatif", "--add", str(file), "--data", example_file)
    assert done.returncode == 3  # data that cannot be read
    assert f"{file}:2: S2" in done.stderr.decode()


def test_what_can_be_chosen_is_what_the_library_knows() -> None:
    assert effects._COMBINE == COMBINE
