"""Opening files that somebody else made: size, kind, place and encoding are checked before anything is parsed."""

from __future__ import annotations

from pathlib import Path

from kgraph.errors import DataError

__all__ = ["MAX_BYTES", "check_inside", "display", "read_text", "read_texts"]

MAX_BYTES = 20_000_000
"""The largest file that is read, in bytes; a plan of a thousand measures needs less than one tenth of it."""


def display(path: Path) -> str:
    """The path as messages show it: relative to the working folder where it lies below it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or the working folder is gone
        return str(path)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, a byte order mark dropped.

    Raises `DataError` (F1 missing, F2 not a readable file or too large, F3 encoding, F4 empty).
    """
    raw = _read_bytes(path)
    try:
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        if path.suffix.lower() == ".csv":
            raise DataError.single(
                "F3", display(path), "är inte sparad som «CSV UTF-8».", "is not saved as “CSV UTF-8”.", line=line,
                fix_sv="Öppna den i Excel, välj Spara som och filtypen «CSV UTF-8».",
                fix_en="Open it in Excel, choose Save As and the file type “CSV UTF-8”.",
            ) from None  # fmt: skip
        raise DataError.single(
            "F3", display(path), f"är inte UTF-8 (byte {error.start + 1}).", f"is not UTF-8 (byte {error.start + 1}).",
            line=line, fix_sv="Spara filen som UTF-8 i redigeraren.", fix_en="Save the file as UTF-8 in your editor.",
        ) from None  # fmt: skip
    if not content.strip():
        raise DataError.single(
            "F4", display(path), "är tom.", "is empty.", line=1,
            fix_sv="Fyll i filen eller ta bort den.", fix_en="Fill in the file or remove it.",
        )  # fmt: skip
    return content


def _read_bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DataError.single("F1", display(path), "är ingen fil som går att läsa.", "is not a file to read.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            megabytes, limit = f"{size / 1e6:.0f} MB", f"{MAX_BYTES / 1e6:.0f} MB"
            raise DataError.single(
                "F2", display(path), f"är för stor ({megabytes}; högst {limit}).", f"is too large ({megabytes} > {limit}).",
                fix_sv="Dela upp den i flera filer.", fix_en="Split it into several files.",
            )  # fmt: skip
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise DataError.single(
            "F2", display(path), f"går inte att läsa: {reason}.", f"cannot be read: {reason}."
        ) from None


def check_inside(path: Path, folder: Path) -> None:
    """Refuse a file that a link leads out of its data folder.  Raises `DataError` (F2)."""
    try:
        inside = path.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise RuntimeError for links that go round
        raise DataError.single(
            "F2", display(path), "är en länk som inte leder till någon fil.", "is a link that leads to no file.",
            fix_sv="Ta bort länken.", fix_en="Remove the link.",
        ) from None  # fmt: skip
    if not inside:
        raise DataError.single(
            "F2", display(path), "är en länk ut ur datamappen och läses inte.", "is a link out of the data folder.",
            fix_sv="Lägg själva filen i mappen.", fix_en="Put the file itself in the folder.",
        )  # fmt: skip


def read_texts(folder: Path) -> dict[str, str]:
    """The content of every .txt file of a folder by its name.

    Raises `DataError` (F1) when there is none, and that of `read_text` for a file that cannot be read.
    """
    files = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not files:
        raise DataError.single(
            "F1", display(folder), "innehåller inga textfiler (.txt).", "holds no text files (.txt)."
        )
    return {file.name: read_text(file) for file in files}
