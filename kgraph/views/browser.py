"""An HTML file → a tagged PDF, by a Chromium that is on the machine: a profile of its own that is thrown away, and no network."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kgraph.errors import UsageError
from kgraph.wording import refused

__all__ = ["find", "pdf", "sheets"]

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_PLACES = {
    "LOCALAPPDATA": (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"),
    "PROGRAMFILES": (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"),
    "PROGRAMFILES(X86)": (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe"),
}  # fmt: skip
"""Where Windows keeps browsers, by the variables of its environment."""
_MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)  # fmt: skip
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip
_PATIENCE = 120
"""How many seconds the browser may take."""


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """A Chromium, Chrome or Edge: the one that KGRAPH_BROWSER names, else one that is where such are; None where there is none."""
    if named := environment.get("KGRAPH_BROWSER"):
        return named if Path(named).is_file() else shutil.which(named, path=environment.get("PATH"))
    return next(_found(environment), None)


def _found(environment: Mapping[str, str]) -> Iterator[str]:
    for name in _NAMES:
        if where := shutil.which(name, path=environment.get("PATH")):
            yield where
    places = [
        Path(environment[folder]) / file for folder, files in _PLACES.items() if folder in environment for file in files
    ]
    yield from (str(place) for place in (*places, *map(Path, _MAC)) if place.is_file())


def pdf(page: bytes) -> bytes:
    """A page as PDF with tags, outline, title and language.

    Raises `UsageError` when there is no browser, or when it gives no PDF.
    """
    program = find()
    if program is None:
        raise _refusal("no_browser")
    with tempfile.TemporaryDirectory(prefix="kgraph-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_bytes(page)
        command = [
            program,
            *_FLAGS,
            *_unsandboxed(),
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={target}",
            source.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603  # a program that the user names
        except (OSError, subprocess.TimeoutExpired) as error:
            raise _refusal("browser_failed", browser=program, reason=str(error)) from None
        if not target.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise _refusal("browser_failed", browser=program, reason=said[-1] if said else str(done.returncode))
        return target.read_bytes()


def sheets(content: bytes, anchors: Iterable[str]) -> dict[str, int]:
    """The numbers, from 1, of the sheets of a PDF that stand the anchors which its links lead to; empty without the library for it.

    Browsers cannot yet write the number of a page into a list of contents, so it is printed, read and printed again.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        return {}
    reader = PdfReader(io.BytesIO(content))
    known = reader.named_destinations
    found = {one: known[f"/{one}"] for one in anchors if f"/{one}" in known}
    return {
        one: number + 1
        for one, place in found.items()
        if (number := reader.get_destination_page_number(place)) is not None
    }


def _unsandboxed() -> list[str]:
    """Root, as in a container, must do without the sandbox; nobody else."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []


def _refusal(key: str, **values: object) -> UsageError:
    return refused(f"report.{key}", **values)
