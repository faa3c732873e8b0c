"""What a stranger installs: the wheel carries ontology and data, the lock covers it, the README's commands are real."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kgraph
from kgraph.parts.scope import of_plan
from tests.cli.test_output import shown

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_everything_it_needs(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = [
        *(
            "kgraph/shipped_files" / file.relative_to(ROOT)
            for folder in ("ontology", "data")
            for file in _files(folder)
        ),
        *(file.relative_to(ROOT) for file in _files("kgraph") if file.suffix != ".pyc"),
    ]
    assert {str(file) for file in wanted} - names == set()
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_wheel_answers_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import kgraph; print(kgraph.__file__); print(kgraph.overlap(kgraph.load(), 'narkotika', 'nyrekrytering').counts[0].stated)"
    environment = {"PYTHONPATH": str(tmp_path / "site"), "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    where, stated = result.stdout.split()
    assert where.startswith(str(tmp_path))
    assert int(stated) > 0


def _files(folder: str) -> list[Path]:
    return [file for file in (ROOT / folder).rglob("*") if file.is_file() and "__pycache__" not in file.parts]


def test_the_lock_pins_every_dependency_and_names_no_host() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert {re.split(r"[<>=\[ ]", one)[0].lower() for one in wanted} - pinned == set()
    assert "://" not in lock


def test_version_and_changelog_agree() -> None:
    assert PROJECT["version"] == kgraph.__version__
    assert f"## {kgraph.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["main-job", "tests"])
def test_the_readme_gives_each_command_on_one_line_that_ci_can_read(name: str) -> None:
    found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```\n", README)
    assert found
    assert "\n" not in found[1]
    assert f"command_after {name}" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_readme_links_to_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []


def test_the_numbers_in_the_readme_are_those_of_the_shipped_data() -> None:
    graph = of_plan(kgraph.load(), "vasterasplanen")
    count = kgraph.overlap(graph, "narkotika", "nyrekrytering").counts[0]
    assert (
        f"Åtgärder: {count.stated} enligt planen · {count.with_interpreted} med tolkade kopplingar (av {count.total})"
        in README
    )
    causes = kgraph.coverage(graph).counts[0]
    assert f"{causes.with_interpreted} of {causes.total} causes have a measure" in README
    assert causes.total is not None
    assert f"lists the {causes.total - causes.with_interpreted} that" in README
    lost = [node for node in graph.of_kind("Measure") if "responsible" in node.unknown]
    assert f"recorded as lost for those {len(lost)} measures" in README
    assert causes.stated == 0


def test_the_answer_in_the_readme_is_the_real_one() -> None:
    """Each line stands in the answer on 80 columns, in its order; "…" is what was left out."""
    table = kgraph.overlap(of_plan(kgraph.load(), "vasterasplanen"), "narkotika", "nyrekrytering")
    answer = iter(shown(table, 80).splitlines())
    (example,) = re.findall(r"```\n(Åtgärder som berör.*?)\n…\n```", README, flags=re.DOTALL)
    assert [line for line in example.splitlines() if line not in answer] == []


def test_the_python_in_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own README
