"""Where content goes: stdout, a file, a folder, a device; and the one line that says why it does not."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kgraph
from kgraph.cli import failures
from kgraph.export import csv_files, export

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Run

TABLES = ("nodes.csv", "links.csv")


@pytest.mark.parametrize("name", ["g.csv", "g", "g.zip.txt"])
def test_a_zip_is_not_written_under_another_name(run: Run, tmp_path: Path, name: str) -> None:
    done = run("export", "--format", "csv", "--out", str(tmp_path / name))
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (failures.USAGE, "", 1)
    assert ".zip" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_zip_is_a_zip(run: Run, tmp_path: Path) -> None:
    assert run("export", "--format", "csv", "--out", str(tmp_path / "g.ZIP")).exit_code == 0
    assert zipfile.is_zipfile(tmp_path / "g.ZIP")


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_folder_gets_both_tables(run: Run, tmp_path: Path, slash: str) -> None:
    done = run("export", "--format", "csv", "--out", f"{tmp_path}{slash}")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [str(tmp_path / name) for name in TABLES]
    assert {name: (tmp_path / name).read_bytes() for name in TABLES} == csv_files(kgraph.example())
    text = (tmp_path / "nodes.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == len(kgraph.example())


def test_a_new_folder_is_made_when_it_ends_in_a_slash(run: Run, tmp_path: Path) -> None:
    done = run("export", "--format", "csv", "--out", f"{tmp_path / 'a' / 'b'}/", "--json")
    assert [Path(row["path"]).name for row in json.loads(done.stdout)["rows"]] == [*TABLES]
    assert all((tmp_path / "a" / "b" / name).is_file() for name in TABLES)


def test_no_table_is_written_when_one_is_in_the_way(run: Run, tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_text("mine", encoding="utf-8")
    refused = run("export", "--format", "csv", "--out", str(tmp_path))
    assert refused.exit_code == failures.USAGE
    assert "links.csv" in refused.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["links.csv"]
    assert run("export", "--format", "csv", "--out", str(tmp_path), "--force").exit_code == 0


def test_a_zip_has_no_place_in_json_and_says_so(run: Run) -> None:
    done = run("export", "--format", "csv", "--json")
    assert (done.exit_code, done.stdout) == (failures.USAGE, "")
    assert "--json" in json.loads(done.stderr)["error"]["message"]["en"]


def test_a_dash_is_stdout(run: Run) -> None:
    assert run("export", "--format", "turtle", "--out", "-").stdout_bytes == export(kgraph.example(), "turtle")
    assert run("export", "--format", "csv", "--out", "-").stdout_bytes == export(kgraph.example(), "csv")
    assert run("schema", "--out", "-").stdout == run("schema").stdout


@pytest.mark.parametrize("args", [["export", "--format", "turtle"], ["schema"]])
def test_a_folder_is_no_file(run: Run, tmp_path: Path, args: list[str]) -> None:
    done = run(*args, "--out", f"{tmp_path / 'new'}/")
    assert (done.exit_code, done.stderr.count("\n")) == (failures.USAGE, 1)
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has other devices")
@pytest.mark.parametrize("args", [["export", "--format", "turtle"], ["export", "--format", "csv"], ["schema"]])
def test_a_device_is_written_to_and_stays(run: Run, args: list[str]) -> None:
    assert run(*args, "--out", os.devnull).exit_code == 0
    assert run(*args, "--out", os.devnull, "--force").exit_code == 0
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("args", [["export", "--format", "csv"], ["export", "--format", "turtle"], ["view"]])
@pytest.mark.parametrize("end", [".zip", ".html"])
def test_a_name_that_the_disk_refuses(run: Run, args: list[str], end: str) -> None:
    done = run(*args, "--out", "å" * 300 + end)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (failures.USAGE, "", 1)


def test_a_page_does_not_go_to_stdout(run: Run) -> None:
    done = run("view", "--out", "-")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (failures.USAGE, "", 1)
    assert "view --out tar en mapp" in done.stderr


def test_a_folder_may_have_the_name_of_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    assert run("view", "--out", str(tmp_path / "x.html")).exit_code == 0


@pytest.mark.parametrize(
    "args", [["export", "--format", "turtle", "--out", ""], ["view", "--out="], ["--data=", "stats"]]
)
def test_nothing_is_no_place(process: Process, args: list[str]) -> None:
    done = process(*args)
    assert (done.returncode, done.stdout) == (failures.USAGE, b"")
    assert "är tomt" in done.stderr.decode()
