from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner, Result

from kgraph.cli import failures
from kgraph.cli.commands import program
from kgraph.errors import DataError, KgraphError

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

ROOT = Path(__file__).parents[2]

USAGE = [
    (["overlp", "a"], "Det finns inget kommando som heter «overlp». Menade du overlap?"),
    (["tackningg"], "Det finns inget kommando som heter «tackningg». Menade du coverage?"),
    (
        ["robustness"],
        "Det finns inget kommando som heter «robustness». I biblioteket heter en fråga så; här svarar «kgraph impact ORSAK --on OMRÅDE» på den.",
    ),
    (
        ["Group-Areas", "--lang", "en"],
        "There is no command called “Group-Areas”. A question of the library is called so; here “kgraph groups --areas” answers it.",
    ),
    (["xyzzy"], "Det finns inget kommando som heter «xyzzy». Se «kgraph --help»."),
    (["coverage", "--gasp"], "Valet --gasp finns inte. Menade du --gaps?"),
    (["--jsn"], "Valet --jsn finns inte. Menade du --json?"),
    (["export", "--fromat", "turtle"], "Valet --fromat finns inte. Menade du --format?"),
    (["show", "åtgärd"], "«åtgärd» är ett slag, ingen enskild sak. Pröva: kgraph list åtgärd\n"),
    (["overlap", "narkotika", "insatser"], "«insatser» är ett slag"),
    (
        ["path", "crime areas", "polisen"],
        '«crime areas» är ett slag, ingen enskild sak. Pröva: kgraph list "crime areas"',
    ),
    (["coverage", "--area", "orsaker"], "«orsaker» är ett slag"),
    (["--data", "", "stats"], "--data är tomt."),
    (["init", ""], "MAPP är tomt."),
    (["show", "a\x1b[31m\n\u202eb"], "Hittar inget som heter «a\\x1b[31m\\n\\u202eb»."),
    (["show", "x" * 100], "Hittar inget som heter «" + "x" * 59 + "…»."),
    (["x" * 100], "Det finns inget kommando som heter «" + "x" * 59 + "…»."),
    (["list", "åtgärder", "--where", "x" * 100 + "=1"], "«" + "x" * 59 + "…» är inget fält hos"),
    (["overlap", "narkotika", "skolmijö"], "Hittar inget som heter «skolmijö». Menade du «Skolmiljö»?"),
    (["overlap"], "Nämn minst en sak att fråga om."),
    (["show"], "Det saknas något: ange NAMN. Se «kgraph show --help»."),
    (["search"], "Det saknas något: ange ORD…. Se «kgraph search --help»."),
    (["path", "polisen"], "Det saknas något: ange TILL."),
    (["path", "polisen", "elever", "--most", "0"], "--most ska vara ett heltal, minst 1."),
    (["path", "polisen", "elever", "--most", "två"], "--most ska vara ett heltal, minst 1."),
    (["path", "polisen", "elever", "--most"], "Valet --most behöver ett värde."),
    (["stats", "--json=1"], "Valet --json tar inget värde."),
    (["stats", "mer"], "För mycket angivet: mer."),
    (["--lang", "fr", "stats"], "«fr» går inte här. Välj sv eller en."),
    (["list", "åtgärder", "--where", "time"], "«time» ska skrivas FÄLT=VÄRDE"),
    (["list", "åtgärder", "--where", "tid=1"], "«tid» är inget fält hos"),
    (["list", "grejer"], "Hittar inget som heter «grejer»."),
    (["check", "--fail-on", "lag"], "«lag» går inte här. Välj structure, law, guidance, quality eller never."),
    (["explain", "G99"], "Hittar inget som heter «G99»."),
    (["export"], "Det saknas något: ange --format."),
    (["export", "--format", "xlsx"], "Formatet «xlsx» finns inte."),
    (["sparql", "SELECT nothing"], "Frågan går inte att läsa som SPARQL"),
    (["completion", "zhs"], "«zhs» går inte här. Välj bash, zsh, fish eller powershell. Menade du zsh?"),
    (["show", "--", "--json"], "Hittar inget som heter «--json»."),
]


@pytest.mark.parametrize(("args", "said"), USAGE, ids=lambda part: " ".join(part) if isinstance(part, list) else "")
def test_wrong_use_is_one_clear_line_and_two(run: Run, args: list[str], said: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (failures.USAGE, "")
    assert done.stderr.startswith(f"kgraph: {said}")
    assert done.stderr.count("\n") == 1


def test_wrong_use_is_told_in_english_when_asked(run: Run) -> None:
    assert (
        run("overlp", "--lang", "en").stderr == "kgraph: There is no command called “overlp”. Did you mean overlap?\n"
    )
    assert run("show", "nrkotika", "--lang", "en").stderr.startswith(
        "kgraph: Nothing is called “nrkotika”. Did you mean"
    )


def test_wrong_language_in_the_environment_is_wrong_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_LANG", "no")
    assert run("stats").exit_code == failures.USAGE


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(
        "document: plan\nmeasures:\n  - id: Fel Id\n    label: Något\n", encoding="utf-8"
    )
    return tmp_path


def test_data_that_cannot_be_read_is_a_line_for_each_problem_and_three(process: Process, broken: Path) -> None:
    done = process("--data", str(broken), "stats")
    assert (done.returncode, done.stdout) == (failures.DATA, b"")
    lines = done.stderr.decode().splitlines()
    assert lines
    assert all("plan.yaml:" in line and " → " in line for line in lines)


def test_check_shows_such_problems_as_findings(process: Process, broken: Path) -> None:
    done = process("--data", str(broken), "check", "--json")
    assert done.returncode == failures.DATA
    rows = json.loads(done.stdout)["rows"]
    assert rows
    assert {row["level"] for row in rows} == {"structure"}


def test_missing_data(process: Process) -> None:
    done = process("--data", "no-such-folder", "stats")
    assert done.returncode == failures.DATA
    assert "no-such-folder" in done.stderr.decode()


def test_an_internal_error_is_one_line_and_four(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_graph: object) -> None:
        raise RuntimeError("a\nb")

    monkeypatch.setattr("kgraph.analysis.stats", failing)
    done = run("stats")
    assert done.exit_code == failures.INTERNAL
    assert done.stderr == "kgraph: Internt fel: RuntimeError: a b. Sätt KGRAPH_DEBUG=1 för att se hela spåret.\n"
    monkeypatch.setenv("KGRAPH_DEBUG", "1")
    assert "Traceback" in run("stats").stderr


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyboardInterrupt(), 130),
        (EOFError(), 130),
        (click.Abort(), 130),
        (click.exceptions.Exit(7), 7),
        (BrokenPipeError(errno.EPIPE, "pipe"), 141),
        (OSError(errno.EBADF, "closed"), 141),
        (OSError(errno.ENOSPC, "full"), failures.USAGE),
        (DataError([]), failures.DATA),
        (PermissionError(errno.EACCES, "no", "file"), failures.DATA),
        (OSError(errno.EIO, "odd"), failures.INTERNAL),
        (KgraphError("odd"), failures.INTERNAL),
        (click.BadParameter("odd"), failures.USAGE),
        (click.BadArgumentUsage("odd"), failures.USAGE),
    ],
    ids=lambda part: type(part).__name__ if isinstance(part, BaseException) else "",
)
def test_every_end_has_its_status(
    error: BaseException, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended() -> int:
        raise error

    monkeypatch.setattr(failures, "close_quietly", lambda _stream: None)
    assert failures.status(ended, "sv") == status
    assert "Traceback" not in capsys.readouterr().err


def test_exit_statuses_of_processes(process: Process, example_file: str) -> None:
    assert process("--data", example_file, "stats").returncode == 0
    assert process("--data", example_file, "check").returncode == 1
    assert process("--data", example_file, "show", "ingenting").returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE and other pipes")
def test_a_broken_pipe_is_quiet(example_file: str) -> None:
    command = f'"{sys.executable}" -m kgraph --data "{example_file}" export --format ntriples | head -n 1; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, cwd=ROOT, check=False, text=True, encoding="utf-8"
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in ("0", "141")  # a short output may fit in the pipe before its reader ends


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGPIPE and other pipes")
def test_a_pipe_that_nobody_reads_ends_with_141(example_file: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "kgraph", "--data", example_file, "stats"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(theirs)
    assert done.returncode == 141
    assert b"rror" not in done.stderr


SIGNALLING = """
import sys
from importlib import import_module
from kgraph.cli import main

module, name = import_module(sys.argv.pop(1)), sys.argv.pop(1)
real = getattr(module, name)

def announced(*given):
    print("now", file=sys.stderr, flush=True)
    return real(*given)

setattr(module, name, announced)
main()
"""


def interrupted_in(module: str, name: str, *args: str, after: float = 0) -> tuple[int, bytes, bytes]:
    """kgraph as a process that gets Ctrl-C when it says that it has come to a function, or so long `after`: status, output, errors."""
    command = [sys.executable, "-c", SIGNALLING, module, name, *args]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as running:
        limit = threading.Timer(120, running.kill)
        limit.start()
        assert running.stderr
        assert running.stderr.readline() == b"now\n"
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        told, said = running.communicate()
        limit.cancel()
    return running.returncode, told, said


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a process")
def test_ctrl_c_ends_with_130() -> None:
    """While it waits for a query to be typed."""
    status, _, said = interrupted_in("kgraph.cli.commands.outward", "_query_text", "sparql", "-")
    assert status == 130
    assert b"Traceback" not in said


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a process")
def test_ctrl_c_ends_a_query_that_takes_too_long() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    status, told, said = interrupted_in(
        "kgraph.store", "query", "sparql", endless, after=2
    )  # when the store is deep in it
    assert status in (-signal.SIGINT, 130)
    assert (told, b"Traceback" in said) == (b"", False)


def test_a_district_that_is_asked_for_as_a_municipality_is_led_to_its_plan(process: Process) -> None:
    """Hässelby-Vällingby is a district of Stockholm and has a plan; Sveg has nothing here, and is answered as before."""
    done = process("--municipality", "hässelby", "stats")
    assert done.returncode == 2
    assert "är ingen kommun i de här data, men det finns en plan" in done.stderr.decode()
    assert "--plan plan-hv-2025" in done.stderr.decode()
    assert "finns en plan" not in process("--municipality", "sveg", "stats").stderr.decode()


def test_part_of_a_name_that_one_thing_has_is_read_as_it_and_told(tmp_path: Path) -> None:
    rows = "Område;Åtgärd;Orsak\nOtrygghet;Ny belysning längs gångvägen;Mörka gångvägar\nOtrygghet;Ny lekplats;Mörka gångvägar\n"
    (tmp_path / "plan.csv").write_text(rows, encoding="utf-8")

    def ask(*args: str) -> Result:
        return CliRunner().invoke(program, ["--data", str(tmp_path / "plan.csv"), *args])

    for asked in (("whatif", "--without"), ("impact",), ("path", "mörka")):
        done = ask(*asked, "belysning")
        assert done.exit_code == 0, done.stderr
        assert "«belysning» läses som «Ny belysning längs gångvägen»" in done.stderr
        assert ask(*asked, "belysning", "--json").exit_code == 2  # a program is told to write the whole name
    assert "«mörka» läses som «Mörka gångvägar»" in ask("path", "mörka", "lekplats").stderr
    for name in ("ny", "belysnxng", "gångvägen"):  # of two things, misspelt, of a thing and another with a word like it
        assert ask("whatif", "--without", name).exit_code == 2
    assert ask("whatif", "--without", "mörka").exit_code == 2  # a cause cannot be taken away


def _asked(*args: str) -> Result:
    return CliRunner().invoke(program, list(args))


def test_a_part_of_a_name_is_read_only_where_names_stand_and_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert _asked("view", "--near", "rån, särskilt", "--out", "rån, särskilt").exit_code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["rån, särskilt"]
    asked = _asked("whatif", "--without", "team av", "--figure", "team av")
    assert asked.exit_code == 2
    assert asked.stderr.count("läses som") == 1
    assert "Ingen siffra heter «team av»" in asked.stderr
    within = _asked("overlap", "--where", 'narkotika och "arenan inom"')
    assert (within.exit_code, "läses som" in within.stderr) == (2, False)


def test_a_program_writes_names_in_full_whatever_it_asks(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    assert _asked("init", str(folder)).exit_code == 0
    said = ("--status", "klar", "--by", "rådet", "--on", "2026-01-02", "--json")
    noted = ("--data", str(folder), "followup", "add", *said)
    log = folder / "data" / "follow-up-log.csv"
    refused = _asked(*noted, "tobaksfri")
    assert (refused.exit_code, log.exists()) == (2, False)
    for asked in (
        ("show", "arenan inom"), ("whatif", "--without", "arenan inom"), ("compare", "hässelby", "väsby"), ("--plan", "väsby", "stats")
    ):  # fmt: skip
        told = _asked(*asked, "--json")
        assert (told.exit_code, "Hittar inget som heter" in told.stderr) == (2, True)
    assert _asked("show", "arenan inom").exit_code == _asked("--plan", "väsby", "stats").exit_code == 0
    done = _asked(*noted, "m-tobaksfri")
    assert json.loads(done.stdout)["rows"] == [{"path": str(log), "measures": ["m-tobaksfri"]}]
    assert _asked(*noted[:-1], "tobaksfri").exit_code == 0  # a person is told which measure was noted
