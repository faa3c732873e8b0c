from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import kgraph
from kgraph import analysis, checks
from kgraph.export import FORMATS, export
from kgraph.project import schema_text
from kgraph.sources.authoring import json_schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from kgraph.model import Table
    from tests.cli.conftest import Run


def answered(run: Run, *args: str) -> dict[str, Any]:
    done = run(*args, "--json")
    assert done.exit_code in (0, 1), done.stderr
    assert done.stderr == ""
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


QUESTIONS = [
    (["overlap", "narkotika", "nyrekrytering"], lambda g: analysis.overlap(g, "narkotika", "nyrekrytering")),
    (
        ["overlap", "--any", "narkotika", "--any", "skolmiljö"],
        lambda g: analysis.overlap(g, any_of=["narkotika", "skolmiljö"]),
    ),
    (["overlap", "narkotika", "--not", "polisen"], lambda g: analysis.overlap(g, "narkotika", but_not=["polisen"])),
    (["coverage"], analysis.coverage),
    (["coverage", "--gaps"], analysis.coverage),
    (
        ["path", "polisen", "nyrekrytering", "--most", "1"],
        lambda g: analysis.path(g, "polisen", "nyrekrytering", most=1),
    ),
    (["show", "droger"], lambda g: analysis.show(g, "droger")),
    (["search", "vuxna", "skolan"], lambda g: analysis.search(g, "vuxna skolan")),
    (["list", "insatser", "--linked", "polisen"], lambda g: analysis.listing(g, "insatser", linked=["polisen"])),
    (
        ["list", "aktörer", "--where", "actor_type=police"],
        lambda g: analysis.listing(g, "Actor", where={"actor_type": "police"}),
    ),
    (["list", "measures", "--without", "cause"], lambda g: analysis.listing(g, "Measure", without=["cause"])),
    (["stats"], analysis.stats),
    (
        ["check", "--on", "2026-06-30"],
        lambda g: checks.findings_table(checks.check(g, on=date(2026, 6, 30)), every=True),
    ),
    (["explain", "g2"], lambda _: checks.explain("G2")),
    (["explain"], lambda _: checks.rules()),
]


@pytest.mark.parametrize(
    ("args", "library"), QUESTIONS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_every_question_is_the_librarys(run: Run, args: list[str], library: Any) -> None:
    expected: Table = library(kgraph.example())
    assert answered(run, *args) == json.loads(json.dumps(expected.to_json()))


@pytest.mark.parametrize(
    ("args", "library"), QUESTIONS, ids=lambda part: " ".join(part) if isinstance(part, list) else ""
)
def test_json_has_the_same_frame_for_every_question(run: Run, args: list[str], library: object) -> None:
    del library
    found = answered(run, *args)
    frame = ["schema_version", "name", "title", "columns", "rows", "counts", "notes", "also"]
    assert list(found) == [
        *frame,
        *(["lead"] if args[0] == "overlap" and found["rows"] else []),
    ]  # how direct the hits are
    assert found["schema_version"] == 1
    assert all(
        set(count) == {"key", "label", "stated", "with_interpreted", "total", "rule"} for count in found["counts"]
    )
    assert all(set(column) == {"key", "label"} for column in found["columns"])


def test_a_pipe_gets_keys_and_rows_and_stderr_the_counts(run: Run) -> None:
    done = run("overlap", "narkotika", "nyrekrytering")
    header, *rows = done.stdout.splitlines()
    assert header.split("\t")[:2] == ["label", "home"]
    assert [row.split("\t")[0] for row in rows] == [
        "Inför Krogar mot knark",
        "Tobaksfri skoltid",
        "Stöd så att fler klarar skolan",
    ]
    assert all(row.count("\t") == header.count("\t") for row in rows)
    assert "Åtgärder som berör Narkotika och Nyrekrytering" in done.stderr
    assert "2 enligt planen · 3 med tolkade kopplingar (av 4)" in done.stderr


def test_english_cells_and_talk(run: Run) -> None:
    done = run("overlap", "narkotika", "nyrekrytering", "--lang", "en")
    assert "Introduce Bars against drugs" in done.stdout
    assert "2 as the plan states · 3 with interpreted links (of 4)" in done.stderr


def test_nothing_found_is_no_fault(run: Run) -> None:
    done = run("overlap", "skolmiljö", "polisen")
    assert (done.exit_code, len(done.stdout.splitlines())) == (0, 1)
    assert "Inga åtgärder" in done.stderr


def test_gaps_are_two_tables_with_a_blank_line_between(run: Run) -> None:
    causes, measures = run("coverage", "--gaps").stdout.split("\n\n")
    assert causes.splitlines()[1:] == [
        "Status och pengar\tStatus och pengar\tNyrekrytering",
        "Tobaksbruk\tTobaksbruk\tNarkotika",
    ]
    assert "Inför Krogar mot knark\tInför Krogar mot knark\tNarkotika" in measures.splitlines()
    assert run("coverage", "--areas").stdout.startswith("label\thome_both\t")


def test_options_work_before_and_after_the_command(run: Run) -> None:
    after = run("stats", "--json", "--lang", "en").stdout
    assert after == run("--json", "--lang", "en", "stats").stdout == run("--json", "stats", "--lang", "en").stdout


def test_data_option_reaches_the_loader(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Path | None] = []

    def load(path: Path | None = None) -> object:
        asked.append(path)
        return kgraph.example()

    monkeypatch.setattr("kgraph.project.load", load)
    monkeypatch.chdir(tmp_path)
    run("stats")
    run("--data", "one", "stats")
    run("--data", "one", "stats", "--data", "two")
    assert asked == [None, Path("one"), Path("two")]


@pytest.mark.parametrize(
    ("level", "status"), [("never", 0), ("structure", 0), ("law", 0), ("guidance", 1), ("quality", 1)]
)
def test_check_ends_by_the_level_that_counts(run: Run, level: str, status: int) -> None:
    assert run("check", "--fail-on", level).exit_code == status


def test_check_fails_on_any_judged_finding_by_default(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("check").exit_code == 1
    unjudged = [finding for finding in checks.check(kgraph.example()) if not finding.judged]
    monkeypatch.setattr("kgraph.checks.check", lambda _graph, **_: tuple(unjudged))
    assert run("check").exit_code == 0
    assert run("kontroll", "--fail-on", "law").exit_code == 0


def test_check_puts_like_findings_together_unless_every_one_is_asked_for(run: Run) -> None:
    assert len(run("check").stdout.splitlines()) < len(run("check", "--every").stdout.splitlines())


@pytest.mark.parametrize("name", list(FORMATS))
def test_export_to_stdout_and_to_a_file(run: Run, tmp_path: Path, name: str) -> None:
    content = export(kgraph.example(), name)
    assert run("export", "--format", name).stdout_bytes == content
    file = tmp_path / f"out{FORMATS[name].suffix}"
    done = run("export", "--format", name, "--out", str(file))
    assert (done.exit_code, done.stdout) == (0, f"{file}\n")
    assert file.read_bytes() == content
    assert run("export", "--format", name, "--out", str(file)).exit_code == 2
    assert run("export", "--format", name, "--out", str(file), "--force").exit_code == 0


def test_formats_of_the_help_are_those_that_exist(run: Run) -> None:
    shown = run("export", "--help").output
    assert all(name in shown for name in FORMATS)


def test_written_files_and_plain_content_have_json_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    assert answered(run, "export", "--format", "turtle", "--out", str(file))["rows"] == [{"path": str(file)}]
    assert answered(run, "export", "--format", "turtle")["rows"] == [{"content": file.read_text(encoding="utf-8")}]


def test_schema(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "schema.json"
    assert run("schema").stdout == schema_text(json_schema())
    assert run("schema", "--out", str(file)).exit_code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["title"] == "kgraph data file"


def test_sparql_from_the_line_a_file_and_stdin(run: Run, tmp_path: Path) -> None:
    query = "SELECT ?m WHERE { ?m a kg:Measure } ORDER BY ?m"
    file = tmp_path / "fråga.rq"
    file.write_text(query, encoding="utf-8")
    expected = "m\nkgd:m-krogar\nkgd:m-natvaro\nkgd:m-skola\nkgd:m-tobak\n"
    assert run("sparql", query).stdout == expected
    assert run("sparql", f"@{file}").stdout == expected
    assert run("sparql", "-", input=query).stdout == expected


def test_sparql_files_that_cannot_be_read(run: Run, tmp_path: Path) -> None:
    missing = run("sparql", f"@{tmp_path / 'no.rq'}")
    assert (missing.exit_code, missing.stderr.count("\n")) == (2, 1)
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in run("sparql", f"@{tmp_path / 'bad.rq'}").stderr


def test_init_then_check(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "min kommun"
    done = run("init", str(folder))
    assert done.exit_code == 0
    assert all(Path(line).is_file() for line in done.stdout.splitlines())
    again = run("init", str(folder))
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert run("init", str(folder), "--force").exit_code == 0


def test_init_tells_how_the_table_was_read_and_other_answers_only_of_rows(
    terminal: Callable[..., str], tmp_path: Path
) -> None:
    merged = "Område;Åtgärd;Prioritet\nA;M1;1\n;M2;1\n;M3;2\n"
    for name, rows in (("hel", merged.replace("\n;", "\nA;")), ("sammanfogad", merged)):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
        said = " ".join(terminal("init", name, "--from", f"{name}.csv", cwd=tmp_path).split())
        assert "Obs: kolumnen «Prioritet» läses inte" in said
        assert "sv=" not in said
        lacking = name == "sammanfogad"
        assert ("2 av 3 rader saknar Område (rad 3, 4)" in said) is lacking
        answer = terminal("--data", name, "stats", cwd=tmp_path)
        assert ("Att se över i tabellerna: 1." in answer) is lacking  # what is lacking; the other column can wait
        checked = terminal("--data", name, "check", cwd=tmp_path)
        assert f"F9 Allt i tabellerna kom med: uppfylls inte i {1 + lacking} fall" in checked
        assert "Att se över i tabellerna" not in checked


def test_view_hands_over_to_the_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def view(
        graph: kgraph.KnowledgeGraph, folder: Path, *, lang: str, level: str, force: bool, on: date, **_: object
    ) -> Path:
        return folder / f"{len(graph)}-{lang}-{level}-{force}-{on}.html"

    monkeypatch.setattr("kgraph.project.view", view)
    done = run("view", "--out", str(tmp_path), "--lang", "en", "--level", "open", "--force", "--on", "2026-03-15")
    assert done.stdout == f"{tmp_path / f'{len(kgraph.example())}-en-open-True-2026-03-15.html'}\n"
