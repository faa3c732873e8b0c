"""The page in a real browser: how soon its first answer is seen, how soon a filter is, how heavy it is; beside plain pyvis.

Both pages are made of the same made-up plan and opened in turn as files in a Chromium with an empty profile.  A time is from
the start of the navigation until the frame with the answer has been drawn: for kgraph the situation with its numbers, as the
page opens; for pyvis (`generate_html` with `cdn_resources="in_line"`, all else as it comes) the network when its physics has come
to rest and it is drawn, which is when its nodes can be read.  A filter is timed from the change until the new answer has
been drawn: the list that was asked for, with its numbers; the picture of it follows in the next frame.  A plain pyvis page
has none.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import kgraph
from benchmarks.synthetic import SIZES, Size, graph
from kgraph import KnowledgeGraph, project, reporting
from kgraph.parts.scope import of_plan
from kgraph.views.browser import find

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["Line", "report"]

_TIMES = 5
_PATIENCE = 60_000
"""Milliseconds after which a page is given up."""
_SLOW = 10_000
"""Milliseconds above which a page of the rival is opened once only."""
_SIZES = {200: SIZES["S"], 2_000: Size(2_000, 250, 30, 80)}
_FIRST = {200: 1_000, 2_000: 3_000}
_FILTER = {200: 100, 2_000: 500}
_DAY = date(2026, 3, 15)
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_WATCH = """(() => {
  const look = () => {
    const ready = document.documentElement?.classList.contains("scripted") || window.network?.physics?.ready;
    requestAnimationFrame(ready ? () => setTimeout(() => window.seen(performance.now())) : look);
  };
  look();
})()"""
"""Notes when the frame after the first whole answer is drawn: each of the pages says in its way that it has one."""
_GO = """address => new Promise((done) => {
  const start = performance.now();
  addEventListener("hashchange", () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))), { once: true });
  location.hash = address;
})"""


@dataclass(frozen=True)
class Line:
    """One thing that was measured, in milliseconds or bytes, with its limit and what plain pyvis needs for the same."""

    what: str
    unit: str
    value: float
    limit: float
    pyvis: float | None = None

    @property
    def met(self) -> bool:
        return self.value < self.limit

    @property
    def ratio(self) -> float | None:
        return None if self.pyvis is None else self.value / self.pyvis


def report(*, as_json: bool) -> None:
    """Measure and print; ends with a message where there is no Playwright or no Chromium."""
    lines = _lines(_program())
    if as_json:
        rows = [{**asdict(line), "met": line.met, "ratio": line.ratio} for line in lines]
        print(json.dumps({"schema_version": 1, "rows": rows}, indent=2))
        return
    form = "{:<70} {:>9} {:>9} {:>4} {:>12} {:>8}"
    print(form.format("what", "median", "limit", "met", "plain pyvis", "ratio"))
    for line in lines:
        limit, met = f"< {_told(line.limit, line.unit)}", "yes" if line.met else "NO"
        beside = "" if line.pyvis is None else _told(line.pyvis, line.unit)
        ratio = "" if line.ratio is None else f"{line.ratio:.2f} ×"
        print(form.format(line.what, _told(line.value, line.unit), limit, met, beside, ratio).rstrip(), flush=True)


def _told(value: float, unit: str) -> str:
    if unit == "B":
        return f"{value / 1000:.0f} kB"
    return f"{value:.0f} ms" if value < 1000 else f"{value / 1000:.1f} s"  # noqa: PLR2004  # a second


def _program() -> str:
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        sys.exit("the scene «page» needs Playwright: pip install kgraph[test]")
    program = find()
    if program is None:
        sys.exit("the scene «page» needs a Chromium; KGRAPH_BROWSER may name one")
    return program


def _lines(program: str) -> Iterator[Line]:
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_FLAGS))
        yield from _weights(Path(name))
        for measures, size in _SIZES.items():
            yield from _of_size(browser, Path(name), measures, graph(size))
        browser.close()


def _weights(folder: Path) -> Iterator[Line]:
    """A plan of about fifty measures, as it is shipped: its page, and its report as a page."""
    plan = of_plan(kgraph.load(), "vasterasplanen")
    measures, beside = len(plan.of_kind("Measure")), _pyvis(plan, folder / "plan.html").stat().st_size
    page = project.view(plan, folder, on=_DAY).stat().st_size
    yield Line(f"{measures} measures: bytes of the page", "B", page, 1_000_000, beside)
    annex = len(reporting.annex_file(reporting.annex(plan, on=_DAY), "html"))
    yield Line(f"{measures} measures: bytes of the report", "B", annex, 300_000)


def _of_size(browser: Browser, folder: Path, measures: int, made: KnowledgeGraph) -> Iterator[Line]:
    page, rival = project.view(made, folder / str(measures), whole=True), _pyvis(made, folder / f"{measures}.html")
    ours, theirs = list[float](), list[float]()
    for _ in range(_TIMES):
        ours.append(_opened(browser, page))
        if not theirs or theirs[0] < _SLOW:
            theirs.append(_opened(browser, rival))
    told = ", pyvis given up" if theirs[0] >= _PATIENCE else ", pyvis once" if theirs[0] >= _SLOW else ""
    seen = f"{measures} measures: first answer seen{told}"
    yield Line(seen, "ms", statistics.median(ours), _FIRST[measures], statistics.median(theirs))
    areas = [one.id for one in made.of_kind("CrimeArea")]
    pairs = [f"#overlapp;alla={one},{other}" for one, other in itertools.pairwise(areas)]
    lists, load = ([f"#{view};omrade={area}" for area in areas] for view in ("atgarder", "aktorer"))
    for what, addresses in (
        ("the question about two areas", pairs),
        ("all measures of an area", lists),
        ("the actors of an area", load),
    ):
        first, later = _filtered(browser, page, addresses)
        yield Line(f"{measures} measures: {what}, the view opened with it", "ms", first, _FILTER[measures])
        yield Line(f"{measures} measures: {what}, another", "ms", later, _FILTER[measures])
    yield Line(
        f"{measures} measures: bytes of the page", "B", page.stat().st_size, project.MOST_BYTES, rival.stat().st_size
    )


def _opened(browser: Browser, file: Path) -> float:
    """Milliseconds from the start of the navigation until the answer has been drawn; nothing is fetched from elsewhere."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    seen: list[float] = []
    page.expose_function("seen", lambda at: seen.append(at))  # noqa: PLW0108  # Playwright marks what it is handed
    page.route("http*://**", lambda route: route.abort())
    page.add_init_script(_WATCH)
    started = time.monotonic()
    page.goto(file.as_uri(), timeout=2 * _PATIENCE, wait_until="commit")
    while not seen and time.monotonic() - started < _PATIENCE / 1000:
        page.wait_for_timeout(50)
    page.context.close()
    return seen[0] if seen else float(_PATIENCE)


def _filtered(browser: Browser, file: Path, addresses: Sequence[str]) -> tuple[float, float]:
    """The median of the first filter on a fresh page, which shows its view too, and of the next one in that view."""
    times = []
    for _ in range(_TIMES):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(file.as_uri(), timeout=_PATIENCE)
        times.append([float(page.evaluate(_GO, address)) for address in addresses[:2]])
        page.context.close()
    first, later = (statistics.median(found) for found in zip(*times, strict=True))
    return first, later


def _pyvis(made: KnowledgeGraph, file: Path) -> Path:
    """The same things and links as pyvis shows them by itself."""
    from pyvis.network import Network

    net = Network(notebook=False, directed=True, cdn_resources="in_line")
    for node in made:
        net.add_node(node.id, label=node.brief.sv, title=node.label.sv)
    for link in made.links:
        if link.counts:
            net.add_edge(link.source, link.target, title=link.relation)
    file.write_text(net.generate_html(), encoding="utf-8")
    return file
