"""The example graph in every format, byte by byte.

To write the golden files again:  python -m tests.export.test_golden
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.export import FORMATS, export

GOLDEN = Path(__file__).parent / "golden"
TEXT_FORMATS = tuple(name for name in FORMATS if name != "csv")  # the zip's bytes depend on the zlib of the machine


def golden(name: str) -> Path:
    return GOLDEN / f"example{FORMATS[name].suffix}"


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_example_is_written_as_the_golden_file(name: str) -> None:
    assert export(kgraph.example(), name).decode() == golden(name).read_bytes().decode()


def test_the_bytes_do_not_depend_on_the_hash_seed() -> None:
    code = (
        "import hashlib, kgraph; from kgraph.export import FORMATS, export;"
        "print([hashlib.sha256(export(kgraph.example(), name)).hexdigest() for name in FORMATS])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(runs) == 1


if __name__ == "__main__":
    for each in TEXT_FORMATS:
        golden(each).write_bytes(export(kgraph.example(), each))
