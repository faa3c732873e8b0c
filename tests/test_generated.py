"""Files in the repository that scripts make are what the scripts would make now: the example notebook and the gallery.

`KGRAPH_UPDATE_DOCS=1 pytest tests/test_generated.py` makes them anew.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "tio-fragor.ipynb"


@pytest.mark.generated
@pytest.mark.parametrize("script", ["make_notebook", "make_gallery"])
def test_what_a_script_makes_is_what_the_repository_holds(script: str) -> None:
    update = os.environ.get("KGRAPH_UPDATE_DOCS")
    command = [sys.executable, f"docs/{script}.py", *([] if update else ["--check"])]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"run: python docs/{script}.py\n{done.stdout}{done.stderr}"


def test_the_notebook_asks_ten_questions_and_every_one_is_answered() -> None:
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    answers = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    assert len(answers) == 10
    for cell in answers:
        (output,) = cell["outputs"]
        assert {"text/html", "image/svg+xml"} & set(output["data"])
        assert "<script" not in json.dumps(output["data"])
    assert "execution" not in NOTEBOOK.read_text(encoding="utf-8").replace("execution_count", "")
