"""Takes a picture of every view of the page at three widths, for people to look at:  python docs/take_screenshots.py [FOLDER]

Light at each width, and dark at the widest.  The pages are those of the shipped data: one plan, and what only the page of all
plans has.  Pictures go to build/screenshots/ unless a folder is named; nothing compares them.  Needs the test extra and a
Chromium (`KGRAPH_BROWSER` names another than those that are usually there).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

import kgraph
from kgraph import project
from kgraph.parts.scope import of_plan
from kgraph.views.browser import find

DAY = date(2026, 3, 15)
LOOKS = ((1440, "light"), (1440, "dark"), (768, "light"), (320, "light"))
STATES = {
    "overlapp": "#overlapp;alla=area-narkotika,area-nyrekrytering",
    "orsaker": "#orsaker;omrade=area-narkotika",
    "natverk": "#natverk;kring=area-narkotika",
    "detalj": "#overlapp;alla=area-narkotika,area-nyrekrytering;visa=actor-polisen",
    "tomt": "#overlapp;alla=area-valfardsbrott,area-skolmiljo",
}
"""Views that show nothing until something is asked, and states that are no view of their own."""
TALLEST = 6000
"""Pixels of a picture from top to bottom; below that lists only go on."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
GO = """address => new Promise((done) => {
  const drawn = () => requestAnimationFrame(() => setTimeout(() => { document.activeElement.blur(); done(); }));
  if (location.hash === address) return drawn();
  addEventListener("hashchange", drawn, { once: true });
  location.hash = address;
})"""


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).resolve().parent.parent / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    program = find()
    if program is None:
        sys.exit("no Chromium is found; KGRAPH_BROWSER may name one")
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        whole = kgraph.load()
        known: set[str] = set()
        for name, graph in (("plan", of_plan(whole, "vasterasplanen")), ("alla", whole)):
            known |= _taken(browser, project.view(graph, Path(made), on=DAY), folder / name, known)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


def _taken(browser: Browser, file: Path, start: Path, known: set[str]) -> set[str]:
    """Take the views of a page that are not known yet, at every width, and say which they are."""
    views: set[str] = set()
    for width, scheme in LOOKS:
        page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
        page.goto(file.as_uri())
        there = {view: address for view, address in _views(page) if view not in known}
        for view, address in there.items():
            page.evaluate(GO, address)
            page.wait_for_timeout(300)
            high = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
            page.screenshot(
                path=f"{start}-{view}-{width}-{scheme}.png", full_page=True, clip={"x": 0, "y": 0, "width": width, "height": high},
            )  # fmt: skip
        page.context.close()
        views |= there.keys()
    return views


def _views(page: Page) -> Iterator[tuple[str, str]]:
    names = page.evaluate("[...document.querySelectorAll('[data-view]')].map((view) => view.id)")
    for name in (*names, *(name for name in STATES if name not in names)):
        yield name, STATES.get(name, f"#{name}")


if __name__ == "__main__":
    main()
