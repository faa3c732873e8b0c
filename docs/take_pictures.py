"""Takes the pictures of the page that the README and the guide show:  python docs/take_pictures.py

Needs the test extra and a Chromium (`KGRAPH_BROWSER` names another than /usr/bin/chromium).  Pictures for people: nothing
compares their bytes, since fonts differ between machines.
"""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import kgraph
from kgraph import project
from kgraph.analysis.suggest import proposed, suggest
from kgraph.export.proposals import proposals
from kgraph.parts.scope import of_plan

DOCS = Path(__file__).parent
PICTURES = DOCS / "pictures"
EXAMPLE = DOCS / "exempel" / "lillkoping"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
WIDE, HIGH = 1280, 720
COLOURS = 96
"""How many colours a picture keeps: enough for lines and text, and a third of the bytes."""


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        program = os.environ.get("KGRAPH_BROWSER", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        of_the_readme(browser, Path(folder, "readme"))
        of_the_guide(browser, Path(folder, "guide"))
        browser.close()


def of_the_readme(browser: Browser, folder: Path) -> None:
    """The answer to the README's question."""
    file = project.view(of_plan(kgraph.load(), "vasterasplanen"), folder)
    page = opened(browser, file, "overlapp;alla=area-narkotika,area-nyrekrytering")
    keep(below(page, "form"), "overlap")


def of_the_guide(browser: Browser, folder: Path) -> None:
    """The page of the guide's plan as it meets the reader, and its interpretations as they are decided at the meeting."""
    (table,) = EXAMPLE.glob("*.csv")
    project.init(folder, source=table)
    proposed_links = proposals(proposed(suggest(kgraph.load(folder), most=3)))
    (folder / "data" / "forslag.yaml").write_bytes(proposed_links)
    file = project.view(kgraph.load(folder), folder)
    keep(below(opened(browser, file, ""), "#laget"), "guide-laget")
    page = opened(browser, file, "tolkningar")
    for place, way in enumerate(("reject", "reject", "confirm")):
        page.locator(f".readings tbody tr >> nth={place}").locator(f"[data-way={way}]").click()
    page.fill("#granska-roll", "brottsförebyggande rådet")
    page.fill("#granska-datum", "2026-03-12")
    page.evaluate("document.activeElement.blur()")
    keep(below(page, "#granska-roll"), "guide-granska")


def opened(browser: Browser, file: Path, place: str) -> Page:
    """The page at a place, once it has come to rest."""
    page = browser.new_page(viewport={"width": WIDE, "height": HIGH}, locale="sv-SE")
    page.goto(f"{file.as_uri()}#{place}")
    page.wait_for_timeout(2500)
    return page


def below(page: Page, place: str) -> bytes:
    """What a person sees with the first such thing a little below the upper edge."""
    page.evaluate(
        "place => scrollTo(0, document.querySelector(place).getBoundingClientRect().top + scrollY - 60)", place
    )
    page.wait_for_timeout(300)
    return page.screenshot()


def keep(picture: bytes, name: str) -> None:
    """Write a picture with few colours."""
    with Image.open(io.BytesIO(picture)) as shot:
        shot.convert("RGB").quantize(COLOURS).save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
