"""click's commands in kgraph's words: help in two languages, Swedish names for commands, one way to end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from kgraph.cli import failures
from kgraph.cli.help import (
    LANGUAGES,
    asks_json,
    bad_choice,
    closest,
    did_you_mean,
    echo,
    fold,
    has,
    refusal,
    spoken,
    words,
    words_or,
)
from kgraph.cli.session import Session
from kgraph.cli.streams import prepare, width_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Command", "File", "Program", "Target", "command", "given", "language", "shared_options"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_SCOPE = ("plan", "municipality", "document")
_WIDEST, _NARROWEST = 80, 50
"""How wide a help is written at most and at least."""
_SHARED = ("data", *_SCOPE, "lang", "json", "help", "version")
"""Options that every command has; its help lists them apart from its own."""


def language(ctx: click.Context) -> str:
    """The language of the run that a context belongs to."""
    session = ctx.find_object(Session)
    return session.lang if session else LANGUAGES[0]


def given(ctx: click.Context, *names: str) -> list[str]:
    """Which of the parameters somebody has typed, as opposed to those that have their defaults."""
    return [name for name in names if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE]


class Target(click.Path):
    """Where to write, as it was typed: a slash at its end means a folder, and a dash means stdout."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word itself; nothing at all is no place (`Path("")` would be the folder one stands in)."""
        if not value:
            raise failures.EmptyValue("", ctx, param)
        return os.fsdecode(super().convert(value, param, ctx))


def _read_as(value: Any, name: str, thing: str) -> Any:
    """What was typed, with the id of a thing in place of a name, alone or among others."""
    if isinstance(value, tuple):
        return tuple(_read_as(one, name, thing) for one in value)
    return thing if value == name else value


class File(Target):
    """A path as a `pathlib.Path`; that module is imported when a path is given, not before."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Make a path of a word of the command line."""
        from pathlib import Path

        return Path(super().convert(value, param, ctx))


class Command(click.Command):
    """A command whose help, metavars and headings come from `wording/cli.toml`, by its name and those of its parameters."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the words in place before anything is parsed (help and completion read them); refuse what is left over."""
        lang = language(ctx)
        _localise(self, lang)
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            more = echo(" ".join(rest))
            see = {"command": ctx.command_path}
            raise refusal(lambda lang: f"{words('cli.too_many', lang, rest=more)} {words('cli.see_help', lang, **see)}")
        return rest

    def invoke(self, ctx: click.Context) -> object:
        """As click does; a name that can mean one thing only is read as that, and one that is known, but not in the chosen
        part, is told as that.
        """
        from kgraph.errors import UnknownName

        session = ctx.ensure_object(Session)
        try:
            with session.asked():
                return super().invoke(ctx)
        except UnknownName as error:
            if isinstance(self, click.Group):  # its command has seen to it
                raise
            if not (meant := session.meant(error)) or not self._reads(ctx, error.name, meant.id):
                raise session.outside(error) from error
            told = words("cli.only_one", session.lang, name=error.name, thing=meant.label.pick(session.lang))
        sys.stderr.write(told + "\n")
        return self.invoke(ctx)

    def _reads(self, ctx: click.Context, name: str, thing: str) -> bool:
        """Put the id of a thing where its name was typed, in what takes names of things; whether it was typed there."""
        from kgraph.cli.completion import NAMES

        before = dict(ctx.params)
        for param in self.params:
            if vars(param)["_custom_shell_complete"] in NAMES:  # click has no public name for it
                ctx.params[str(param.name)] = _read_as(ctx.params[str(param.name)], name, thing)
        return ctx.params != before

    def get_short_help_str(self, limit: int = 45) -> str:
        """The command in one line; `limit` is click's and not needed."""
        del limit
        ctx = click.get_current_context(silent=True)
        return words_or(f"command.{self.name}", language(ctx) if ctx else LANGUAGES[0], str(self.name))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line: how the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=words("cli.usage", language(ctx)) + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command is for, in a line, and more about it."""
        for section in ("command", "about"):
            for paragraph in _told(f"{section}.{self.name}", language(ctx)):
                formatter.write_paragraph()
                with formatter.indentation():
                    formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Arguments, the command's own options, then those that all commands share."""
        lang = language(ctx)
        arguments = [param for param in self.params if isinstance(param, click.Argument)]
        rows = [(param.make_metavar(ctx), words_or(f"argument.{param.name}", lang, "")) for param in arguments]
        _definitions(formatter, words("cli.arguments", lang), rows)
        for heading, shared in (("cli.options", False), ("cli.shared_options", True)):
            options = [param for param in self.params if isinstance(param, click.Option)]
            records = [param.get_help_record(ctx) for param in options if (param.name in _SHARED) is shared]
            _definitions(formatter, words(heading, lang), [record for record in records if record])

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: `format_options` has written them (newer versions of click ask separately)."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples to copy."""
        lines = _told(f"example.{self.name}", language(ctx), "\n")
        if lines:
            with formatter.section(words("cli.examples", language(ctx))):
                for line in lines:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Program(Command, click.Group):
    """The group of all commands, which also decides how a run ends."""

    sections: Mapping[str, Mapping[str, str]]
    """Heading of the help → name of a command → the module that holds it."""
    synonyms: Mapping[str, str]
    """Folded Swedish names of commands → their names."""

    def main(
        self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: object, **__: object
    ) -> NoReturn:
        """Run with the arguments (those of the process by default) and end the process with kgraph's exit status."""
        prepare()
        given = list(sys.argv[1:] if args is None else args)
        session = Session(lang=spoken(given, os.environ))
        if instruction := os.environ.get("_KGRAPH_COMPLETE"):
            from kgraph.cli.completion import complete

            sys.exit(failures.status(lambda: complete(self, instruction), session.lang))
        ended = failures.status(
            lambda: self._run(given, session, prog_name or "kgraph"), session.lang, as_json=asks_json(given)
        )
        sys.exit(ended)

    def _run(self, args: list[str], session: Session, name: str) -> int:
        called = "kgraph" if name.endswith(("main__.py", "-m")) else name
        wide = max(min(width_of(sys.stdout), _WIDEST) - 2, _NARROWEST)  # as click has it, which imports shutil to ask
        with self.make_context(called, args, obj=session, terminal_width=wide) as ctx:
            ended = self.invoke(ctx)
        sys.stdout.flush()
        return ended if isinstance(ended, int) else 0

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name or a Swedish synonym, in any case, with or without å ä ö."""
        del ctx
        name = self.synonyms.get(fold(cmd_name), fold(cmd_name))
        homes = {one: home for commands in self.sections.values() for one, home in commands.items()}
        if name not in homes:
            return None
        found: click.Command = import_module(homes[name]).COMMANDS[name]
        return found

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        del ctx
        return [name for commands in self.sections.values() for name in commands]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with our own message when there is no such command."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            raise refusal(lambda lang: self._no_command(ctx, args[0], lang))
        return found.name if found else None, found, args[1:]

    def _no_command(self, ctx: click.Context, name: str, lang: str) -> str:
        if has(question := f"library.{name.casefold().replace('-', '_')}"):
            told = words("cli.answered_by", lang, command=words(question, lang))
            return f"{words('cli.no_command', lang, name=echo(name))} {told}"
        known = {*self.list_commands(ctx), *self.synonyms}
        near = dict.fromkeys(self.synonyms.get(one, one) for one in closest(name, known))
        hint = did_you_mean([*near], lang) or " " + words("cli.see_help", lang, command=ctx.command_path)
        return words("cli.no_command", lang, name=echo(name)) + hint

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, then the options."""
        lang = language(ctx)
        width = max(map(len, self.list_commands(ctx)))
        for heading, names in self.sections.items():
            rows = [(f"{name:<{width}}", words_or(f"command.{name}", lang, name)) for name in names]
            _definitions(formatter, words_or(f"group.{heading}", lang, heading), rows)
        Command.format_options(self, ctx, formatter)


def _localise(command: click.Command, lang: str) -> None:
    command.options_metavar = words("cli.options_metavar", lang)
    if isinstance(command, click.Group):
        command.subcommand_metavar = words("cli.subcommand_metavar", lang)
    for param in command.params:
        names = (f"{command.name}_{param.name}", str(param.name))
        param.metavar = next((words(f"metavar.{name}", lang) for name in names if has(f"metavar.{name}")), None)
        if isinstance(param, click.Option):
            param.help = next((words(f"option.{name}", lang) for name in names if has(f"option.{name}")), None)


def _told(key: str, lang: str, separator: str = "\n\n") -> list[str]:
    return words(key, lang).split(separator) if has(key) else []


def _definitions(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


# --- options that every command has ------------------------------------------------------------------------


def _set_data(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).data = value


def _set_scope(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).scope[str(param.name)] = value


def _set_json(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click passes it so
    if value:
        ctx.ensure_object(Session).json = True


def _check_lang(_ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None and value not in LANGUAGES:
        raise bad_choice(value, LANGUAGES)


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # click passes it so
    if value and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def shared_options(function: _Function) -> _Function:
    """Give a command the options that all have, so that they may stand before or after its name."""
    unseen: dict[str, Any] = {"expose_value": False}
    for option in (
        click.option("--help", "-h", is_flag=True, is_eager=True, callback=_show_help, **unseen),
        click.option("--json", is_flag=True, callback=_set_json, **unseen),
        click.option("--lang", envvar="KGRAPH_LANG", callback=_check_lang, **unseen),
        *(click.option(f"--{name}", callback=_set_scope, **unseen) for name in reversed(_SCOPE)),
        click.option("--data", type=File(), callback=_set_data, **unseen),
    ):
        function = option(function)
    return function


def command(name: str) -> Callable[[_Function], Command]:
    """Make a function a command of this name with the shared options."""

    def made(function: _Function) -> Command:
        return click.command(name, cls=Command, add_help_option=False)(shared_options(function))

    return made
