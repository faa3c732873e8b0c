"""How a run ends: every fault becomes an exit status and, on stderr, lines that say what to do."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from kgraph.cli.help import closest, did_you_mean, words
from kgraph.cli.streams import close_quietly

if TYPE_CHECKING:
    from kgraph.errors import DataError, UsageError

__all__ = ["CLEAN", "DATA", "FINDINGS", "INTERNAL", "USAGE", "status"]

CLEAN, FINDINGS, USAGE, DATA, INTERNAL = range(5)
_INTERRUPTED = 130
_BROKEN_PIPE = 141
_PIPE_ERRORS = (errno.EPIPE, errno.ESHUTDOWN)


def status(run: Callable[[], int], lang: str) -> int:
    """Run, and turn whatever is raised into an exit status; the message goes to stderr."""
    try:
        return run()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, EOFError, click.Abort):
        _say("")
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the edge of the program: nothing may pass it as a traceback
        return _told(error, lang)


def _told(error: Exception, lang: str) -> int:
    from kgraph.errors import DataError, UsageError

    tellers: tuple[tuple[type[Exception], Callable[..., int]], ...] = (
        (DataError, _data), (UsageError, _usage), (click.ClickException, _click), (OSError, _system), (Exception, _internal),
    )  # fmt: skip
    tell = next(tell for kind, tell in tellers if isinstance(error, kind))
    return tell(error, lang)


def _data(error: DataError, lang: str) -> int:
    for problem in error.problems:
        _say(problem.line(lang))
    return DATA


def _usage(error: UsageError, lang: str) -> int:
    _say(f"kgraph: {error.sv if lang == 'sv' else error.en}")
    return USAGE


def _click(error: click.ClickException, lang: str) -> int:
    _say(f"kgraph: {_in_words(error, lang)}")
    return USAGE


def _system(error: OSError, lang: str) -> int:
    if error.errno in _PIPE_ERRORS or (os.name == "nt" and error.errno == errno.EINVAL and not error.filename):
        close_quietly()
        return _BROKEN_PIPE
    if not error.filename:
        return _internal(error, lang)
    reasons = {FileNotFoundError: "missing", PermissionError: "denied", IsADirectoryError: "is_folder"}
    key = reasons.get(type(error))
    reason = words(f"cli.file_{key}", lang) if key else str(error.strerror)
    _say("kgraph: " + words("cli.bad_file", lang, path=error.filename, reason=reason))
    return DATA


def _internal(error: Exception, lang: str) -> int:
    if os.environ.get("KGRAPH_DEBUG"):
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    _say("kgraph: " + words("cli.internal", lang, error=said))
    return INTERNAL


def _say(line: str) -> None:
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except OSError:  # stderr is closed: there is nobody left to tell
        return


# --- click's own faults, in our words --------------------------------------------------------------------------


def _in_words(error: click.ClickException, lang: str) -> str:
    if isinstance(error, click.NoSuchOption):
        return _no_option(error, lang)
    if isinstance(error, click.MissingParameter):
        return words("cli.missing", lang, name=_name(error)) + _see_help(error, lang)
    if isinstance(error, click.BadOptionUsage):
        key = "takes_no_value" if "take" in error.message else "needs_value"
        return words(f"cli.{key}", lang, name=error.option_name)
    if isinstance(error, click.BadParameter):
        key = "bad_number" if isinstance(error.param and error.param.type, click.IntRange) else "bad_value"
        return words(f"cli.{key}", lang, name=_name(error))
    return error.format_message()


def _no_option(error: click.NoSuchOption, lang: str) -> str:
    params = error.ctx.command.params if error.ctx else []
    known = [name for param in params if isinstance(param, click.Option) for name in param.opts]
    hint = did_you_mean(closest(error.option_name, known), lang)
    return words("cli.no_option", lang, name=error.option_name) + (hint or _see_help(error, lang))


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return str(error.param.metavar or error.param.name) if error.param else "?"


def _see_help(error: click.UsageError, lang: str) -> str:
    return " " + words("cli.see_help", lang, command=error.ctx.command_path if error.ctx else "kgraph")
