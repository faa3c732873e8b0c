"""A file is written whole or not at all, and never over another that nobody gave up."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

import kgraph
from kgraph.errors import ExistsError, UsageError
from kgraph.export import FORMATS, export, write, write_all


def test_it_writes_a_new_file_with_the_usual_permissions(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    path = write(b"ett", tmp_path / "a.ttl")
    assert path.read_bytes() == b"ett"
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.ttl", "plain"]


def test_it_never_overwrites_unless_told_to(tmp_path: Path) -> None:
    path = write(b"ett", tmp_path / "a.ttl")
    with pytest.raises(ExistsError) as caught:
        write(b"annat", path)
    assert caught.value.path == path
    assert path.read_bytes() == b"ett"
    assert write(b"tre", path, force=True).read_bytes() == b"tre"
    assert [file.name for file in tmp_path.iterdir()] == ["a.ttl"]


def test_it_does_not_follow_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "a.ttl"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExistsError):
        write(b"ett", link)


def test_a_file_that_appears_while_writing_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.ttl"

    def someone_else_is_quicker(_descriptor: int) -> None:
        path.write_bytes(b"deras")

    monkeypatch.setattr(os, "fsync", someone_else_is_quicker)
    with pytest.raises(ExistsError):
        write(b"mitt", path)
    assert path.read_bytes() == b"deras"
    assert [file.name for file in tmp_path.iterdir()] == ["a.ttl"]


def test_a_disk_without_hard_links_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_self: Path, _target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refused)
    assert write(b"ett", tmp_path / "a.ttl").read_bytes() == b"ett"
    assert [file.name for file in tmp_path.iterdir()] == ["a.ttl"]


@pytest.mark.parametrize("force", [False, True])
def test_a_failing_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool) -> None:  # noqa: FBT001
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    old = tmp_path / "old.ttl"
    old.write_bytes(b"kvar")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write(b"ny", old if force else tmp_path / "new.ttl", force=force)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("old.ttl", b"kvar")]


def test_a_missing_folder_is_said_in_both_languages(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write(b"", tmp_path / "nowhere" / "a.ttl")
    assert "finns inte" in caught.value.sv
    assert "does not exist" in caught.value.en


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="är en mapp"):
        write(b"", tmp_path, force=True)


def test_a_name_that_the_disk_refuses(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        write(b"", tmp_path / ("å" * 300))
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="turtle, ntriples, jsonld, graphml, csv, json"):
        export(kgraph.example(), "docx")


def test_every_format_says_what_it_is() -> None:
    for name, form in FORMATS.items():
        assert form.name == name
        assert form.suffix.startswith(".")
        assert form.label.en
        assert export(kgraph.example(), name)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write(b"ett", pipe)
    assert os.read(reader, 9) == b"ett"
    os.close(reader)
    assert pipe.is_fifo()


def test_several_files_are_written_or_none(tmp_path: Path) -> None:
    contents = {tmp_path / "new" / "a": b"a", tmp_path / "new" / "b": b"b"}
    assert write_all(contents) == tuple(contents)
    assert [path.read_bytes() for path in contents] == [b"a", b"b"]
    (tmp_path / "new" / "a").unlink()
    with pytest.raises(ExistsError):
        write_all(contents)
    assert not (tmp_path / "new" / "a").exists()
    with pytest.raises(UsageError):
        write_all({tmp_path / "new" / "b" / "c": b"c"})
