"""Bytes → a file on disk: all of it or nothing, and never over a file that nobody gave up."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from kgraph.errors import ExistsError, UsageError
from kgraph.wording import refused

__all__ = ["append", "write", "write_all"]


def write(content: bytes, path: str | Path, *, force: bool = False) -> Path:
    """Write `content` to `path` through a temporary file beside it, so that no reader meets half a file.

    Returns the path.  Raises `ExistsError` when something has that name and `force` is not given, and `UsageError`
    when the folder does not exist, `path` is a folder, or the disk refuses; nothing is left behind then.
    A device or a pipe (`/dev/null`, say) is written to as it is.
    """
    where = Path(path)
    try:
        if where.is_char_device() or where.is_fifo():
            where.write_bytes(content)
            return where
        _check(where, force=force)
        _put(content, where, force=force)
    except FileExistsError:
        raise ExistsError(where) from None
    except OSError as error:
        raise _refusal("not_written", file=where, reason=error.strerror or str(error)) from None
    return where


def write_all(contents: Mapping[Path, bytes], *, force: bool = False) -> tuple[Path, ...]:
    """Write several files, each as `write` does, and make the folders they lack; none when something is in the way of one."""
    for where in contents:
        try:
            where.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _refusal("not_written", file=where, reason=error.strerror or str(error)) from None
        _check(where, force=force)
    return tuple(write(content, where, force=force) for where, content in contents.items())


def append(lines: str, log: Path, *, heading: str) -> Path:
    """Write lines at the end of a log and return its path; a new log gets a byte order mark, which a spreadsheet needs to
    read å, ä and ö, and its heading first.  What is there stays as it is, byte for byte.

    The heading is there before the log has its name, and lines are one write, so that two writers can neither mix their
    lines nor begin the same log twice; a last line without an end gets one.  Raises `UsageError` when the disk refuses.
    """
    try:
        start = f"\N{BYTE ORDER MARK}{heading}\n"
        _begin(log, start)
        with log.open("a+b") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            head = "" if not size or file.read(1) == b"\n" else "\n"
            file.write(((head if size else start) + lines).encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _refusal("not_written", file=log, reason=error.strerror or str(error)) from None
    return log


def _begin(log: Path, heading: str) -> None:
    """Make a log with its heading, unless there is one: a whole file gets the name, or none does."""
    if log.exists():
        return
    handle, name = tempfile.mkstemp(prefix=".kgraph-", suffix=".tmp", dir=log.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(heading.encode())
        temporary.chmod(_mode(log))
        _put_in_place(temporary, log)
    except FileExistsError:
        pass  # another writer was first, with the same heading
    finally:
        temporary.unlink(missing_ok=True)


def _check(where: Path, *, force: bool) -> None:
    if where.is_dir():
        raise _refusal("is_folder", file=where)
    if not where.parent.is_dir():
        raise _refusal("no_folder", folder=where.parent, file=where.name)
    if not force and os.path.lexists(where):
        raise ExistsError(where)


def _put(content: bytes, where: Path, *, force: bool) -> None:
    handle, name = tempfile.mkstemp(prefix=".kgraph-", suffix=".tmp", dir=where.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(where))
        if force:
            temporary.replace(where)
        else:
            _put_in_place(temporary, where)
    finally:
        temporary.unlink(missing_ok=True)


def _put_in_place(temporary: Path, where: Path) -> None:
    """Give the file its name only when the name is free; a hard link decides that in one step where the disk has them."""
    try:
        where.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(where):
            raise FileExistsError(where) from None
        temporary.replace(where)


def _mode(where: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file gets here."""
    if where.exists():
        return where.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _refusal(key: str, **values: object) -> UsageError:
    return refused(f"export.{key}", **values)
