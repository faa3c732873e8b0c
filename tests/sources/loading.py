"""Loading bad input: what every test of this folder asks."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.errors import DataError, Problem

Place = tuple[str, int | None, str]
"""File name, line and code of a problem."""


def problems(path: Path) -> tuple[Problem, ...]:
    """The problems of a path; each must be one line in both languages and know its file."""
    with pytest.raises(DataError) as caught:
        kgraph.load(path)
    found = caught.value.problems
    for problem in found:
        assert problem.sv
        assert problem.en
        assert problem.sv != problem.en
        for lang in ("sv", "en"):
            line = problem.line(lang)
            assert line == "".join(line.splitlines())
            assert line.startswith(f"{problem.position}: {problem.code} ")
    return found


def places(path: Path) -> list[Place]:
    """File name, line and code of each problem, in the order in which they are told."""
    return [(Path(one.position.file).name, one.position.line, one.code) for one in problems(path)]


def yaml_file(folder: Path, content: str | bytes, name: str = "a.yaml") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
