"""The outputs in docs/cli.md and docs/fragor.md are real.  `KGRAPH_UPDATE_DOCS=1 pytest tests/cli/test_docs.py` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import pytest

import kgraph
from kgraph.cli.commands import program
from kgraph.model import Table

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "cli.md"
QUESTIONS = DOCS / "fragor.md"
BLOCK = re.compile(
    r"^```console(?: lines=(?P<lines>\d+))?\n\$ kgraph(?P<args>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
LANGUAGES = {PAGE: "en", QUESTIONS: "sv"}


def run_again(block: re.Match[str], terminal: Callable[..., str], lang: str) -> str:
    env = {"NO_COLOR": "1", "KGRAPH_LANG": lang}
    shown = ESCAPE.sub("", terminal(*shlex.split(block["args"]), env=env, cwd=PAGE.parents[1]))
    lines = [line.rstrip() for line in shown.splitlines()]
    most = int(block["lines"] or len(lines))
    kept = [*lines[:most], *(["…"] if len(lines) > most else [])]
    info = f" lines={block['lines']}" if block["lines"] else ""
    return "\n".join([f"```console{info}", f"$ kgraph{block['args']}", *kept, "```"])


@pytest.mark.parametrize("page", LANGUAGES, ids=lambda page: page.stem)
def test_the_page_shows_what_the_commands_say(page: Path, terminal: Callable[..., str]) -> None:
    fresh = BLOCK.sub(lambda block: run_again(block, terminal, LANGUAGES[page]), page.read_text(encoding="utf-8"))
    if os.environ.get("KGRAPH_UPDATE_DOCS"):
        page.write_text(fresh, encoding="utf-8", newline="\n")
    assert fresh == page.read_text(encoding="utf-8")


def test_every_question_has_its_command_and_its_function() -> None:
    """The twenty-six questions, each with an answer that was run and the function that gives it in Python."""
    page = QUESTIONS.read_text(encoding="utf-8")
    versions = [kgraph.load(DOCS / "exempel" / name) for name in ("plan-2024", "plan-2026")]
    known = {"kgraph": kgraph, "graph": kgraph.load(), "date": date, "before": versions[0], "after": versions[1]}
    sections = re.split(r"^## (\d+)\. ", page, flags=re.MULTILINE)[1:]
    assert sections[::2] == [str(number) for number in range(1, 27)]
    for section in sections[1::2]:
        assert len(BLOCK.findall(section)) == 1
        (called,) = re.findall(r"^I Python: `(kgraph\..+)`$", section, flags=re.MULTILINE)
        assert isinstance(eval(called, dict(known)), Table), called  # noqa: S307  # our own page


def test_every_command_and_option_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    ctx = click.Context(program)
    for name in program.list_commands(ctx):
        command = program.get_command(ctx, name)
        assert command is not None
        assert f"### `kgraph {name}" in page
        assert all(param.opts[0] in page for param in command.params if isinstance(param, click.Option)), name
