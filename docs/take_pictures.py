"""Takes the pictures that the README shows, from the page of the shipped data:  python docs/take_pictures.py

Needs the test extra and a Chromium (`KGRAPH_BROWSER` names another than /usr/bin/chromium).  A picture for people: nothing
compares its bytes, since fonts differ between machines.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import kgraph
from kgraph import project
from kgraph.parts.scope import of_plan

PICTURES = Path(__file__).parent / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        page_file = project.view(of_plan(kgraph.load(), "vasterasplanen"), Path(folder))
        browser = play.chromium.launch(
            executable_path=os.environ.get("KGRAPH_BROWSER", "/usr/bin/chromium"), args=FLAGS
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, device_scale_factor=1)
        page.goto(f"{page_file.as_uri()}#overlapp;alla=area-narkotika,area-nyrekrytering")
        page.wait_for_timeout(1500)
        top = page.screenshot(clip={"x": 0, "y": 0, "width": 1280, "height": 700})
        (PICTURES / "overlap.png").write_bytes(top)
        picture = page.locator("canvas").first
        picture.scroll_into_view_if_needed()
        picture.screenshot(path=str(PICTURES / "network.png"))
        browser.close()


if __name__ == "__main__":
    main()
