from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kgraph.checks import RULES
from kgraph.checks.manual import manual

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current() -> None:
    assert (DOCS / "checks.md").read_text(encoding="utf-8") == manual(), "run: python docs/generate_checks.py"


def test_the_page_has_every_rule_once_and_no_level_without_rules() -> None:
    headings = [line for line in manual().splitlines() if line.startswith("##")]
    assert [line.split()[1] for line in headings if line.startswith("###")] == list(RULES)
    levels = [line for line in headings if not line.startswith("###")]
    assert len(levels) == len({rule.level for rule in RULES.values()})


def test_the_script_writes_the_page(tmp_path: Path) -> None:
    copy = tmp_path / "generate_checks.py"
    copy.write_text((DOCS / "generate_checks.py").read_text(encoding="utf-8"), encoding="utf-8")
    subprocess.run([sys.executable, str(copy)], check=True, env={"PYTHONPATH": str(DOCS.parent)})
    assert (tmp_path / "checks.md").read_text(encoding="utf-8") == manual()
