"""Write docs/checks.md from the rules:  python docs/generate_checks.py"""

from __future__ import annotations

from pathlib import Path

from kgraph.checks.manual import manual

PAGE = Path(__file__).with_name("checks.md")

if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
