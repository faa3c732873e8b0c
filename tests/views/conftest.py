"""Pages built once, and one browser for all tests that need one."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, sync_playwright

import kgraph
from kgraph.checks import check
from kgraph.graph import KnowledgeGraph
from kgraph.parts.scope import of_plan
from kgraph.project import page_tables
from kgraph.views.explorer import explorer, published
from kgraph.views.explorer.level import Openness

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

DAY = date(2026, 3, 15)
"""The day that the pages of the tests are judged by."""

Build = Callable[..., Path]
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def plan() -> KnowledgeGraph:
    """One plan by itself, whatever else the shipped data hold."""
    return of_plan(kgraph.load(), "plan-vasteras-2025")


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A page of a graph as a file."""

    def make(graph: KnowledgeGraph, *, lang: str = "sv", level: Openness = "internal") -> Path:
        shown = published(graph, level)
        tables = page_tables(shown, on=DAY)
        page = explorer(
            graph, tables=tables, findings=check(shown, on=DAY), lang="en" if lang == "en" else "sv", level=level
        )
        file = tmp_path_factory.mktemp("page") / page.name
        file.write_bytes(page.encode())
        return file

    return make


@pytest.fixture(scope="session")
def plan_page(plan: KnowledgeGraph, build: Build) -> Path:
    return build(plan)


@pytest.fixture(scope="session")
def open_page(plan: KnowledgeGraph, build: Build) -> Path:
    return build(plan, level="open")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("KGRAPH_BROWSER", "/usr/bin/chromium")
    if not Path(program).exists():
        if os.environ.get("KGRAPH_REQUIRE_BROWSER") == "1":
            pytest.fail(f"no browser at {program}, and KGRAPH_REQUIRE_BROWSER=1 asks for one")
        pytest.skip(f"no browser at {program}; name one in KGRAPH_BROWSER")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a file in a fresh context; at the end nothing may have been asked for outside, logged as an error or popped up."""
    contexts = []
    faults: list[str] = []

    def go(file: Path, address: str = "", *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: _outside(request.url, faults))
        page.on("console", lambda message: _logged(message, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: _popped_up(dialog, faults))
        page.goto(file.as_uri() + address)
        return page

    yield go
    for context in contexts:
        context.close()
    assert faults == []


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait for a condition; Playwright's own waiting evaluates strings in the page, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(condition, argument):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {condition}")


def _logged(message: ConsoleMessage, faults: list[str]) -> None:
    if message.type in ("error", "warning"):
        faults.append(message.text)


def _popped_up(dialog: Dialog, faults: list[str]) -> None:
    faults.append(f"dialog {dialog.message}")
    dialog.dismiss()


def _outside(url: str, faults: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        faults.append(f"request {url}")
