"""`kgraph view` of a part or of two versions, and `kgraph review apply`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kgraph
from kgraph import project
from kgraph.cli import main
from kgraph.wording import text
from tests.cli.conftest import Run

LINK = "m-tobaksfri--addresses--cause-tobak"


@pytest.mark.parametrize(
    ("args", "name", "said"),
    [
        (["--near", "narkotika", "--steps", "1"], "narkotika-1", "Narkotika och det som är kopplat dit"),
        (["--near", "narkotika"], "narkotika-2", "högst 2 kopplingar bort"),
        (["--near", "narkotika", "--lang", "en"], "narkotika-2", "at most 2 links away"),
        (["--near", "narkotika", "--level", "open"], "narkotika-2", "högst 2 kopplingar bort"),
    ],
)
def test_a_part_gets_a_page_with_a_name_and_a_title_of_its_own(
    run: Run, tmp_path: Path, args: list[str], name: str, said: str
) -> None:
    result = run("view", *args, "--out", str(tmp_path))
    assert result.exit_code == 0, result.stderr
    (file,) = tmp_path.iterdir()
    assert file.stem.endswith(f"-{name}")
    assert said in file.read_text(encoding="utf-8").split("</title>")[0]


def test_versions_make_a_page_with_what_changed(run: Run, tmp_path: Path) -> None:
    result = run("view", "--versions", str(tmp_path), str(tmp_path), "--out", str(tmp_path))
    assert result.exit_code == 0, result.stderr
    (file,) = tmp_path.iterdir()
    assert file.stem.endswith("-andringar")
    html = file.read_text(encoding="utf-8")
    assert 'id="andringar"' in html
    assert text("versions.none").sv in html


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--steps", "2"], "Säg också vad"),
        (["--near", "narkotika", "--actor", "polisen"], "Välj ett av"),
        (["star", "--versions", "a", "b"], "gäller sidan"),
        (["star", "--whole"], "gäller sidan"),
        (["star", "--near", "narkotika", "--actor", "polisen"], "Välj ett av"),
        (["--near", "finns inte alls"], "Hittar inget"),
        (["--near", "narkotika", "--steps", "0"], "minst 1"),
    ],
)
def test_what_cannot_be_meant_is_refused(run: Run, tmp_path: Path, args: list[str], said: str) -> None:
    result = run("view", *args, "--out", str(tmp_path))
    assert result.exit_code == 2
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_is_too_large_offers_its_parts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(project, "MOST_MEASURES", 1)
    result = run("view", "--out", str(tmp_path))
    assert result.exit_code == 2
    assert "kgraph view --near" in result.stderr
    assert "--whole" in result.stderr
    assert run("view", "--out", str(tmp_path), "--force").exit_code == 2
    assert run("view", "--out", str(tmp_path), "--whole").exit_code == 0


def test_a_page_can_be_named_as_a_file_and_is_never_written_over(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ny" / "Sida.HTML"
    args = ("view", "--near", "narkotika", "--steps", "1", "--out", str(file))
    first = run(*args, "--json")
    assert json.loads(first.stdout)["rows"] == [{"path": str(file)}]
    assert 'id="laget"' in file.read_text(encoding="utf-8")
    file.write_text(page := file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = run(*args)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "--force" in again.stderr
    assert file.read_text(encoding="utf-8") == page
    assert run(*args, "--force").exit_code == 0
    assert file.read_text(encoding="utf-8") != page
    assert run("view", "--out", "-").exit_code == 2


def test_a_file_of_decisions_is_applied_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from kgraph.cli.commands import program

    monkeypatch.delenv("KGRAPH_LANG", raising=False)
    project.init(tmp_path / "plan")
    file = tmp_path / "granskning.csv"
    file.write_text(f"date;by;decision;link;note\n2026-03-01;rådet;confirm;{LINK};\n", encoding="utf-8")
    where = ["--data", str(tmp_path / "plan")]
    first = CliRunner().invoke(program, ["review", "apply", str(file), *where, "--json"])
    assert first.exit_code == 0, first.stderr
    assert json.loads(first.stdout)["rows"][0]["path"].endswith("review-log.csv")
    assert "Antecknade ställningstaganden: 1." in first.stderr
    again = CliRunner().invoke(program, ["review", "apply", str(file), *where, "--lang", "en"])
    assert "left out: 1" in again.stderr
    file.write_text("date;by;decision;link;note\n2026-03-01;rådet;confirm;m-x--addresses--cause-y;\n", encoding="utf-8")
    wrong = CliRunner().invoke(program, ["review", "apply", str(file), *where])
    assert wrong.exit_code == 3
    assert "granskning.csv:2" in wrong.stderr


def test_a_plan_of_ones_own_is_compared_with_one_that_comes_with_kgraph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from kgraph.cli.commands import program

    project.init(tmp_path / "min")
    folder = str(tmp_path / "min")
    for names in ((folder, "vasterasplanen"), ("vasterasplanen", folder)):
        done = CliRunner().invoke(program, ["compare", *names, "--json"])
        assert done.exit_code == 0, done.stderr
        table = json.loads(done.stdout)
        assert "lästs som samma sak" in table["lead"][-1]["sv"]
        assert any(row["first"] and not row["second"] for row in table["rows"])
    monkeypatch.chdir(folder)
    (mine,) = kgraph.load(folder).of_kind("Plan")
    there = CliRunner().invoke(program, ["compare", "vasterasplanen", mine.id, "--json"])
    assert json.loads(there.stdout)["rows"] == table["rows"]
    unknown = CliRunner().invoke(program, ["compare", mine.id, "hittepå"])
    assert unknown.exit_code == 2
    both = CliRunner().invoke(program, ["compare", "vasterasplanen", "."])
    assert both.exit_code == 0
    empty = tmp_path / "tom"
    (empty / "data").mkdir(parents=True)
    none = CliRunner().invoke(program, ["compare", str(empty), "vasterasplanen"])
    assert none.exit_code in (2, 3)


def test_what_is_too_heavy_is_told_in_lines_with_commands_that_read_the_same_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(project, "MOST_MEASURES", 10)
    data = Path(kgraph.__file__).parent.parent / "data"
    monkeypatch.setattr("sys.argv", ["kgraph", "--data", str(data), "view", "--out", str(tmp_path)])
    with pytest.raises(SystemExit):
        main()
    lines = capsys.readouterr().err.splitlines()
    assert "\\n" not in "".join(lines)
    assert f"  kgraph --data {data} --plan plan-hv-2025 view" in lines
    graph = kgraph.load()
    areas = {link.target for link in graph.of_relation("homeArea") if link.counts}
    assert lines[-2].startswith(f"I allt finns 4 planer, {len(areas)} områden och ")
    assert lines[-1].endswith("--whole.")


def test_what_is_no_actor_is_told_so(run: Run, tmp_path: Path) -> None:
    result = run("view", "--actor", "narkotika", "--out", str(tmp_path))
    assert "«Narkotika» är ingen aktör utan av slaget brottsområde." in result.stderr
