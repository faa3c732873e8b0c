from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph import project
from kgraph.errors import ExistsError, UsageError
from kgraph.views.page import Page, is_generated


def test_a_page_is_utf8() -> None:
    assert Page("a.html", "å\n").encode() == b"\xc3\xa5\n"


@pytest.mark.parametrize(
    "content", [b"", b"<!doctype html>", b"\xff\xfe\x00", b'<meta name="generator" content="Word">']
)
def test_other_peoples_files_are_told_apart(content: bytes) -> None:
    assert not is_generated(content)


def test_a_page_is_written_and_replaced(tmp_path: Path) -> None:
    written = project.view(kgraph.example(), tmp_path / "new" / "folder")
    assert written.parent == tmp_path / "new" / "folder"
    assert is_generated(written.read_bytes())
    first = written.read_bytes()
    assert project.view(kgraph.example(), written.parent) == written
    assert written.read_bytes() == first
    assert [file.name for file in written.parent.iterdir()] == [written.name]


def test_a_foreign_file_in_the_way_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    name = project.view(kgraph.example(), tmp_path).name
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(ExistsError):
        project.view(kgraph.example(), tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    project.view(kgraph.example(), tmp_path, force=True)
    assert is_generated((tmp_path / name).read_bytes())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="Kan inte skriva"):
        project.view(kgraph.example(), tmp_path / "file")


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_draft: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    monkeypatch.setattr(Path, "hardlink_to", broken)
    with pytest.raises(UsageError, match="No space"):
        project.view(kgraph.example(), tmp_path)
    assert list(tmp_path.iterdir()) == []
