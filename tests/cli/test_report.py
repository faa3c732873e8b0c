"""`kgraph report`: forms, places and days."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

import kgraph
from kgraph.cli import failures, main
from kgraph.errors import UsageError
from kgraph.parts.scope import scope
from kgraph.reporting import annex
from tests.cli.conftest import Run


@pytest.mark.parametrize(("name", "begins"), [("a.html", b"<!doctype html>"), ("a.docx", b"PK")])
def test_the_form_is_that_of_the_files_name(run: Run, tmp_path: Path, name: str, begins: bytes) -> None:
    done = run("report", "--out", str(tmp_path / name), "--on", "2026-01-02")
    assert (done.exit_code, done.stdout.strip()) == (0, str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert run("rapport", "--out", str(tmp_path / name), "--on", "2026-01-02").exit_code == failures.USAGE
    before = (tmp_path / name).read_bytes()
    assert run("bilaga", "--out", str(tmp_path / name), "--on", "2026-01-02", "--force").exit_code == 0
    assert (tmp_path / name).read_bytes() == before


def test_the_day_is_today_unless_one_is_given(run: Run) -> None:
    assert "<dd>2026-01-02</dd>" in run("report", "--format", "html", "--out", "-", "--on", "2026-01-02").stdout
    days = {datetime.now().astimezone().date().isoformat() for _ in range(2)}
    told = run("report", "--format", "html", "--out", "-").stdout
    days |= {datetime.now().astimezone().date().isoformat()}
    assert any(f"<dd>{day}</dd>" in told for day in days)


def test_a_folder_gets_a_file_named_after_the_plan(run: Run, tmp_path: Path) -> None:
    done = run("report", "--format", "html", "--out", f"{tmp_path}/ny/", "--lang", "en")
    assert done.exit_code == 0
    assert [file.name.endswith("-annex.html") for file in (tmp_path / "ny").iterdir()] == [True]


@pytest.mark.parametrize("args", [["--format", "odt"], ["--out", "x.txt"], ["--level", "secret"], ["--on", "i morgon"]])
def test_what_is_wrong_is_said_in_one_line(run: Run, args: list[str]) -> None:
    done = run("report", *args)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (failures.USAGE, "", 1)


def test_without_a_browser_there_is_no_pdf_and_nothing_is_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_BROWSER", "/no/such/browser")
    done = run("report", "--out", str(tmp_path / "x.pdf"))
    assert (done.exit_code, done.stdout) == (failures.USAGE, "")
    assert "KGRAPH_BROWSER" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_annex_that_nobody_could_leaf_through_is_refused_with_those_of_the_plans(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kgraph.reporting.MOST_MEASURES", 10)
    graph = kgraph.load()
    with pytest.raises(UsageError, match="kgraph --plan plan-hv-2025 report --level internal"):
        annex(graph)
    with pytest.raises(UsageError, match="kgraph --plan plan-hv-2025 report --level open"):
        annex(graph, level="open")
    with pytest.raises(UsageError) as refused:
        annex(scope(graph, plan="plan-hv-2025"))
    assert "kgraph --plan" not in refused.value.en


def test_what_is_too_much_is_offered_with_the_same_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kgraph.reporting.MOST_MEASURES", 1)
    data = str(Path(kgraph.__file__).parent.parent / "data")
    monkeypatch.setattr("sys.argv", ["kgraph", "--data", data, "report", "--out", str(tmp_path / "x.html")])
    with pytest.raises(SystemExit):
        main()
    assert (
        f"  kgraph --data {data} --plan plan-vasteras-2025 report --level open" in capsys.readouterr().err.splitlines()
    )
