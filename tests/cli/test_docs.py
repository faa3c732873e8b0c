"""The outputs in docs/cli.md are real.  `KGRAPH_UPDATE_DOCS=1 pytest tests/cli/test_docs.py` writes them anew."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click

from kgraph.cli.commands import program

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
BLOCK = re.compile(
    r"^```console(?: lines=(?P<lines>\d+))?\n\$ kgraph(?P<args>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE
)
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
ENV = {"NO_COLOR": "1", "KGRAPH_LANG": "en"}


def run_again(block: re.Match[str], terminal: Callable[..., str]) -> str:
    shown = ESCAPE.sub("", terminal(*shlex.split(block["args"]), env=ENV, cwd=PAGE.parents[1]))
    lines = [line.rstrip() for line in shown.splitlines()]
    most = int(block["lines"] or len(lines))
    kept = [*lines[:most], *(["…"] if len(lines) > most else [])]
    info = f" lines={block['lines']}" if block["lines"] else ""
    return "\n".join([f"```console{info}", f"$ kgraph{block['args']}", *kept, "```"])


def test_the_page_shows_what_the_commands_say(terminal: Callable[..., str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    fresh = BLOCK.sub(lambda block: run_again(block, terminal), page)
    if os.environ.get("KGRAPH_UPDATE_DOCS"):
        PAGE.write_text(fresh, encoding="utf-8", newline="\n")
    assert fresh == PAGE.read_text(encoding="utf-8")


def test_every_command_and_option_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    ctx = click.Context(program)
    for name in program.list_commands(ctx):
        command = program.get_command(ctx, name)
        assert command is not None
        assert f"### `kgraph {name}" in page
        assert all(param.opts[0] in page for param in command.params if isinstance(param, click.Option)), name
