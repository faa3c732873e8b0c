"""Data of one's own: a folder to start in, the schema for the editor, completion for the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kgraph.cli.completion import SHELLS, among, script
from kgraph.cli.help import bad_choice, closest
from kgraph.cli.program import File, Target, command
from kgraph.cli.session import Session
from kgraph.cli.targets import put

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["COMMANDS"]


@command("init")
@click.argument("folder", type=File())
@click.option("--from", "source", type=File())
@click.option("--force", is_flag=True)
@click.pass_obj
def init(session: Session, folder: Path, *, source: Path | None, force: bool) -> None:
    """Start data of one's own in a new folder."""
    from kgraph import project
    from kgraph.model import AREA_KINDS, Text
    from kgraph.wording import text

    beginning = str(source) if source else None
    session.wrote(*project.init(folder, source=beginning, force=force))
    if beginning not in (None, project.SHIPPED):
        graph = project.load(folder)
        kinds = {"measures": ("Measure",), "causes": ("Cause",), "areas": AREA_KINDS, "actors": ("Actor",)}
        session.hint("cli.after_init_from", **{name: len(graph.of_kind(*kind)) for name, kind in kinds.items()})
        for one in graph.remarks:
            said = Text(sv=f"{one.sv} {one.fix_sv}".strip(), en=f"{one.en} {one.fix_en}".strip())
            session.talk(text("cli.remark", remark=said))
    session.hint("cli.after_init", path=folder)


@command("schema")
@click.option("--out", type=Target())
@click.option("--force", is_flag=True)
@click.pass_obj
def schema(session: Session, out: str | None, *, force: bool) -> None:
    """The JSON Schema of the data files."""
    from kgraph.project import schema_text
    from kgraph.sources.authoring import json_schema

    put(session, schema_text(json_schema()).encode(), "schema", out, force=force)


@command("completion")
@click.argument("shell", shell_complete=among(*SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """The script that lets a shell complete."""
    session = ctx.ensure_object(Session)
    shell = {"pwsh": "powershell"}.get(shell, shell)
    if shell not in SHELLS:
        raise bad_choice(shell, SHELLS, closest(shell, SHELLS))
    session.give(script(ctx.find_root().command, shell).encode(), "completion")


COMMANDS = {str(one.name): one for one in (init, schema, completion)}
"""The commands of this module by their names."""
