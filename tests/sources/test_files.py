"""What stands where a file should be: nothing, a folder, a link, something unreadable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import DataError
from tests.sources.loading import places, problems, yaml_file

GOOD = "measures:\n- id: m\n  label: {sv: Åtgärd}\n"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert places(tmp_path / "nowhere") == [("nowhere", None, "F1")]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert places(tmp_path) == [(tmp_path.name, None, "F1")]


def test_a_suffix_that_kgraph_does_not_read(tmp_path: Path) -> None:
    assert places(yaml_file(tmp_path, GOOD, "a.docx")) == [("a.docx", None, "F1")]


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff", "# bara en kommentar\n", "---\n"])
def test_an_empty_file(content: str, tmp_path: Path) -> None:
    assert places(yaml_file(tmp_path, content)) == [("a.yaml", 1, "F4")]


def test_another_encoding(tmp_path: Path) -> None:
    content = "measures:\n- id: m\n  label: {sv: Åtgärd}\n"
    assert places(yaml_file(tmp_path, content.encode("latin-1"))) == [("a.yaml", 3, "F3")]
    assert places(yaml_file(tmp_path, content.encode("utf-16"))) == [("a.yaml", 1, "F3")]


def test_a_file_of_50_megabytes_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _self: pytest.fail("read"))
    assert places(path) == [("a.yaml", None, "F2")]


def test_a_folder_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    yaml_file(tmp_path, GOOD)
    assert places(tmp_path) == [("x.yaml", None, "F1")]


def test_a_link_out_of_the_data_folder(tmp_path: Path) -> None:
    secret = yaml_file(tmp_path, "sources:\n- id: hemlig\n", "secret.yaml")
    data = tmp_path / "inner"
    data.mkdir()
    (data / "link.yaml").symlink_to(secret)
    (data / "folder").symlink_to(tmp_path)
    found = problems(data)
    assert {(Path(one.position.file).name, one.code) for one in found} == {("link.yaml", "F2"), ("folder", "F2")}
    assert "hemlig" not in str(found)


def test_a_link_that_goes_round(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert places(tmp_path) == [("a.yaml", None, "F2"), ("b.yaml", None, "F2")]
    assert places(tmp_path / "a.yaml") == [("a.yaml", None, "F1")]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone")
    assert places(tmp_path) == [("a.yaml", None, "F2")]


def test_a_link_to_the_folder_itself_is_not_followed_for_ever(tmp_path: Path) -> None:
    yaml_file(tmp_path, GOOD)
    (tmp_path / "again").symlink_to(tmp_path)
    assert places(tmp_path) == [("again", None, "F2")]


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)  # file permissions do not stop root
    assert places(yaml_file(tmp_path, GOOD)) == [("a.yaml", None, "F2")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    assert places(tmp_path) == [("a.yaml", None, "F1")]


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert [place[1:] for place in places(tmp_path / ("a" * 5000))] == [(None, "F2")]


def test_a_name_that_would_break_the_line(tmp_path: Path) -> None:
    path = yaml_file(tmp_path, "", "a\nb\x1b[31m.yaml")
    with pytest.raises(DataError) as caught:
        kgraph.load(path)
    assert "a\\nb\\x1b[31m.yaml:1: F4 är tom." in str(caught.value)


@pytest.mark.parametrize("content", [GOOD.replace("\n", "\r\n"), "\ufeff" + GOOD, GOOD.rstrip()])
def test_line_ends_of_windows_and_a_byte_order_mark_are_fine(content: str, tmp_path: Path) -> None:
    graph = kgraph.load(yaml_file(tmp_path, content))
    assert graph["m"].label.sv == "Åtgärd"
    assert graph.position(graph["m"]).line == 2


def test_lines_are_counted_alike_with_line_ends_of_windows(tmp_path: Path) -> None:
    assert places(yaml_file(tmp_path, "measures:\r\n- id: m\r\n  label: {sv: M}\r\n  rad: 1\r\n")) == [
        ("a.yaml", 4, "F6")
    ]


def test_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    yaml_file(tmp_path / ".git", "[", "x.yaml")
    yaml_file(tmp_path, GOOD)
    assert len(kgraph.load(tmp_path)) == 1
