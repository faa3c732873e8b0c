from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

import kgraph
from kgraph import project
from kgraph.errors import DataError, ExistsError, UsageError


def test_a_new_folder_loads_checks_and_answers(tmp_path: Path) -> None:
    written = project.init(tmp_path / "plan")
    assert {path.name for path in written} >= {"README.md", "plan.yaml", "register.yaml", "kgraph.schema.json"}
    graph = kgraph.load(tmp_path / "plan")
    assert len(kgraph.overlap(graph, "knark", "gäng")) == 1
    assert graph == kgraph.load(tmp_path / "plan" / "data")
    assert kgraph.coverage(graph).counts[0].with_interpreted == 1


def test_the_example_in_a_new_folder_follows_its_own_schema(tmp_path: Path) -> None:
    import jsonschema
    import yaml

    project.init(tmp_path)
    schema = json.loads((tmp_path / "data" / "kgraph.schema.json").read_text(encoding="utf-8"))
    files = [
        file for file in (tmp_path / "data").glob("*.yaml") if file.name != "overlap-rules.yaml"
    ]  # rules are no data
    assert files
    for file in files:
        jsonschema.validate(yaml.safe_load(file.read_text(encoding="utf-8")), schema)
        assert file.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=./kgraph.schema.json")


def test_nothing_is_overwritten_unless_told_to(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "plan.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(ExistsError, match=r"plan\.yaml"):
        project.init(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    project.init(tmp_path, force=True)
    assert (tmp_path / "data" / "plan.yaml").read_text(encoding="utf-8") != "mine"


def test_a_plan_in_a_table_is_where_a_new_folder_begins(tmp_path: Path) -> None:
    table = tmp_path / "Åtgärdsplan 2026.csv"
    table.write_text("Område;Åtgärd\nNarkotika;Vuxna ute\n", encoding="utf-8-sig")
    written = project.init(tmp_path / "plan", source=table)
    assert {path.name for path in written} == {"README.md", "Åtgärdsplan 2026.csv", "kgraph.schema.json", ".gitkeep"}
    assert [one.label.sv for one in kgraph.load(tmp_path / "plan").of_kind("Measure")] == ["Vuxna ute"]


def test_nothing_is_written_of_a_table_that_cannot_be_read(tmp_path: Path) -> None:
    table = tmp_path / "lista.csv"
    table.write_text("Område;Åtgärd;Status\nNarkotika;Vuxna ute;kanske\n", encoding="utf-8")
    with pytest.raises(DataError, match="kanske"):
        project.init(tmp_path / "plan", source=table)
    assert [path.name for path in tmp_path.iterdir()] == ["lista.csv"]


def test_a_folder_is_nothing_to_begin_with(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="är en mapp"):
        project.init(tmp_path / "plan", source=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_data_are_copied_whole(tmp_path: Path) -> None:
    project.init(tmp_path / "kopia", source=project.SHIPPED)
    assert kgraph.load(tmp_path / "kopia") == kgraph.load()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="Kan inte skapa"):
        project.init(tmp_path / "file" / "plan")


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="finns inte"):
        kgraph.load(tmp_path / "nowhere")
    with pytest.raises(DataError, match="varken YAML-filer eller tabeller"):
        kgraph.load(tmp_path)


def test_pages_go_to_the_folder_for_generated_files_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert project.output_folder() == project.output_folder(tmp_path / "plan") == tmp_path / "here"
    (tmp_path / "here" / "visualisations").mkdir()
    assert project.output_folder() == tmp_path / "here" / "visualisations"
    (tmp_path / "plan" / "visualisations").mkdir(parents=True)
    assert project.output_folder(tmp_path / "plan") == tmp_path / "plan" / "visualisations"


def test_what_could_not_be_made_whole_is_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "visualisations").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError):
        project.init(tmp_path / "plan")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["visualisations"]


def test_the_project_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project.init(tmp_path / "plan")
    monkeypatch.chdir(tmp_path)
    assert project.project_here() is None
    monkeypatch.chdir(tmp_path / "plan")
    assert project.project_here() == tmp_path / "plan"


def test_a_list_that_is_none_is_told_with_file_and_line(tmp_path: Path) -> None:
    lines = [
        "sources:", "  - {id: d, label: {sv: Planen}}", "crime_areas:", "  - {id: a, label: {sv: Området}, document: d}", "measures:",
        "  - id: m", "    label: {sv: Åtgärden}", "    document: d", "    also_affects:", "      - to: a", "        stated_in: tabel-1",
        "plan_tables:", "  - {id: tabell-1, label: {sv: Tabellen}, document: d}",
    ]  # fmt: skip
    file = tmp_path / "plan.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kgraph.load(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.position.line) == ("S2", 10)
    assert "tabel-1" in problem.sv
    assert "«tabell-1»" in problem.fix_sv
    file.write_text(file.read_text(encoding="utf-8").replace("tabel-1", "tabell-1"), encoding="utf-8")
    assert kgraph.load(tmp_path).links[0].stated_in == "tabell-1"


@pytest.mark.parametrize("on", [True, False])
def test_loading_leaves_the_collector_as_it_was(on: bool, tmp_path: Path) -> None:  # noqa: FBT001 - parametrised
    was = gc.isenabled()
    try:
        gc.enable() if on else gc.disable()
        kgraph.load()
        assert gc.isenabled() is on
        with pytest.raises(DataError):
            kgraph.load(tmp_path / "nothing.yaml")
        assert gc.isenabled() is on
    finally:
        gc.enable() if was else gc.disable()
