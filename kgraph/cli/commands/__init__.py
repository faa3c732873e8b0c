"""The program: every command in its place, and what a bare `kgraph` says."""

from __future__ import annotations

import click

from kgraph import __version__
from kgraph.cli.program import Program, shared_options
from kgraph.cli.session import Session

__all__ = ["program"]

_SECTIONS = {
    "overlaps": ("overlaps", ("overlap", "matrix", "tree")),
    "coverages": ("coverages", ("coverage", "balance")),
    "questions": (
        "questions",
        ("path", "show", "search", "list", "conflicts", "sources", "stats"),
    ),
    "effects": ("effects", ("impact", "whatif", "fragility")),
    "choosing": ("choosing", ("portfolio",)),
    "changes": ("changes", ("compare", "suggest")),
    "people": ("people", ("actors", "groups", "places", "methods")),
    "time": ("time", ("status", "calendar", "followup")),
    "checks": ("checking", ("check", "explain")),
    "trust": ("trust", ("law", "evidence", "indicators")),
    "reviews": ("reviewing", ("review",)),
    "outward": ("outward", ("view", "report", "export", "sparql")),
    "own": ("own", ("init", "schema", "completion")),
}
"""Heading of the help → the module beside this one, and the commands it holds; read only when one of them is used."""

_SYNONYMS = {
    "oversikt": "stats", "overlapp": "overlap", "tackning": "coverage", "luckor": "coverage", "balans": "balance", "vag": "path", "visa": "show",
    "sok": "search", "lista": "list", "statistik": "stats", "innehall": "stats", "kontroll": "check", "kontrollera": "check",
    "granska": "review", "granskning": "review", "bedom": "review", "forklara": "explain", "vy": "view", "sida": "view", "rapport": "report", "bilaga": "report", "exportera": "export", "fraga": "sparql",
    "lag": "law", "lagen": "law", "lagkrav": "law", "evidens": "evidence", "matt": "indicators", "uppfoljningsmatt": "indicators",
    "jamfor": "compare", "jamforelse": "compare", "versioner": "compare", "foresla": "suggest", "forslag": "suggest", "motsagelser": "conflicts", "konflikter": "conflicts", "kallor": "sources",
    "matris": "matrix", "trad": "tree", "orsakstrad": "tree", "effekt": "impact", "paverkan": "impact",
    "verkan": "impact", "vad hander om": "whatif", "sarbarhet": "fragility", "ny": "init", "borja": "init", "komplettering": "completion",
    "aktorer": "actors", "malgrupper": "groups", "platser": "places", "metoder": "methods", "lage": "status", "laget": "status",
    "portfolj": "portfolio", "urval": "portfolio", "minsta uppsattning": "portfolio",
    "kalender": "calendar", "arshjul": "calendar", "uppfoljning": "followup", "uppfoljningar": "followup",
}  # fmt: skip
"""Swedish names of the commands, folded; they work but are not listed."""


def _version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click passes it so
    if value and not ctx.resilient_parsing:
        click.echo(f"kgraph {__version__}")
        ctx.exit()


@click.command("kgraph", cls=Program, add_help_option=False, invoke_without_command=True)
@shared_options
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@click.pass_context
def program(ctx: click.Context) -> None:
    """Tell what is loaded when no command is given."""
    if ctx.invoked_subcommand is None:
        from kgraph.cli.overview import overview

        session = ctx.ensure_object(Session)
        table = overview(session.graph, session.options)
        session.answer(table, shown=(table, *table.also))


program.sections = {
    heading: dict.fromkeys(names, f"{__name__}.{module}") for heading, (module, names) in _SECTIONS.items()
}
program.synonyms = _SYNONYMS
