"""The house rules that a machine can hold: layers, types, lint, size of files, and what start-up loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "kgraph").rglob("*.py"))
HOMES = {
    "click": ("cli", "__main__"), "pyvis": ("views",), "pyshacl": ("checks",), "jinja2": ("views",), "rich": ("cli",),
    "yaml": ("sources",), "networkx": ("network", "graph", "export"), "rdflib": ("graph", "rdf", "export", "checks"),
    "snowballstemmer": ("names",), "scipy": ("setcover",),
    # The rows of the index are arrays; these read many of them at a time.
    "numpy": ("index", "likeness", "missing_links", "setcover", "asking", "paths", "parts", "versioning", "analysis"),
    "pyoxigraph": ("ontology", "rdf", "graph", "sources", "store", "export"),
    "tomllib": ("wording", "cli"), "icalendar": ("export",),
}  # fmt: skip


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_types_are_strict() -> None:
    result = run("mypy")
    assert result.returncode == 0, result.stdout + result.stderr


def test_lint_is_clean() -> None:
    result = run("ruff", "check", "kgraph", "tests", "benchmarks")
    assert result.returncode == 0, result.stdout + result.stderr


def test_format_is_kept() -> None:
    result = run("ruff", "format", "--check", "kgraph", "tests", "benchmarks")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_sitting(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_is_imported_in_its_home_only(library: str) -> None:
    guests = {
        str(file.relative_to(ROOT / "kgraph"))
        for file in MODULES
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith((f"import {library}", f"from {library}"))
    }
    homes = HOMES[library]
    assert {guest for guest in guests if guest.split("/")[0].removesuffix(".py") not in homes} == set()


def test_the_questions_are_there_when_only_the_package_was_imported() -> None:
    code = "import kgraph; print(kgraph.analysis.sources.__name__)"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stdout == "sources\n", result.stderr


def test_the_package_itself_loads_nothing_heavy() -> None:
    code = "import sys, kgraph; print(*sorted({'numpy','rdflib','networkx','pyoxigraph','pyvis','pyshacl','scipy'} & set(sys.modules)))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == ""
