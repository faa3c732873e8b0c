"""How a run ends: every fault becomes an exit status and, on stderr, lines that say what to do (or one JSON object)."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from kgraph.cli.help import both, closest, did_you_mean, echo, visible, words
from kgraph.cli.streams import close_quietly, talking

if TYPE_CHECKING:
    from kgraph.errors import DataError, Problem, UsageError

__all__ = ["CLEAN", "DATA", "FINDINGS", "INTERNAL", "USAGE", "EmptyValue", "status"]

CLEAN, FINDINGS, USAGE, DATA, INTERNAL = range(5)
_INTERRUPTED = 130
_BROKEN_PIPE = 141
_NO_READER = (errno.EPIPE, errno.ESHUTDOWN, errno.EBADF)
_QUOTED = "(?s)([«“])(.*?)([»”])"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class EmptyValue(click.BadParameter):
    """An option or argument that names a file or folder was given as nothing at all."""


class _Fault(NamedTuple):
    """What went wrong: the exit status, a word for programs, the message in each language, and the problems of data."""

    status: int
    code: str
    message: dict[str, str]
    problems: tuple[Problem, ...] = ()
    in_lines: bool = False

    def lines(self, lang: str) -> list[str]:
        """For a person: a line for each problem, or the one message."""
        message = f"kgraph: {self.message[lang]}"
        return [problem.line(lang) for problem in self.problems] or (
            message.split("\n") if self.in_lines else [message]
        )

    def to_json(self) -> str:
        """For a program: one object on one line."""
        import json

        from kgraph.model.results import SCHEMA_VERSION

        message = {lang: visible(text) for lang, text in self.message.items()}
        problems = [_problem(one) for one in self.problems]
        error = {"code": self.code, "exit": self.status, "message": message, "problems": problems}
        return json.dumps({"schema_version": SCHEMA_VERSION, "error": error}, ensure_ascii=False)


def status(run: Callable[[], int], lang: str, *, as_json: bool = False) -> int:
    """Run, and turn whatever is raised into an exit status; the message goes to stderr."""
    try:
        return run()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (KeyboardInterrupt, EOFError, click.Abort):
        _say("")
        return _INTERRUPTED
    except OSError as error:
        if _has_no_reader(error):
            close_quietly(sys.stdout)
            return _BROKEN_PIPE
        return _tell(_system(error), lang, as_json=as_json)
    except Exception as error:  # noqa: BLE001  # the edge of the program: nothing may pass it as a traceback
        return _tell(_fault(error), lang, as_json=as_json)


def _tell(fault: _Fault, lang: str, *, as_json: bool) -> int:
    for line in [fault.to_json()] if as_json else fault.lines(lang):
        _say(line)
    return fault.status


def _say(line: str) -> None:
    with talking():  # stderr may be closed or full: there is nobody left to tell
        sys.stderr.write(visible(line) + "\n")


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code, "file": visible(problem.position.file), "line": problem.position.line,
        "message": {"sv": visible(problem.sv), "en": visible(problem.en)},
        "fix": {"sv": visible(problem.fix_sv), "en": visible(problem.fix_en)},
    }  # fmt: skip


def _fault(error: Exception) -> _Fault:
    from kgraph.errors import DataError, UsageError

    if isinstance(error, DataError):
        return _data(error)
    if isinstance(error, UsageError):
        return _usage(error)
    if isinstance(error, click.ClickException):
        return _Fault(USAGE, "usage", both(lambda lang: _in_words(error, lang)))
    return _internal(error)


def _data(error: DataError) -> _Fault:
    message = both(lambda lang: words("cli.bad_data", lang, number=len(error.problems)))
    return _Fault(DATA, "data", message, error.problems)


def _usage(error: UsageError) -> _Fault:
    return _Fault(USAGE, "usage", {"sv": _cut(error.sv), "en": _cut(error.en)}, in_lines=error.in_lines)


def _cut(message: str) -> str:
    """A message with the name that it says back in its first quotes cut to what a reader needs."""
    return re.sub(_QUOTED, lambda found: found[1] + echo(found[2]) + found[3], message, count=1)


def _has_no_reader(error: OSError) -> bool:
    """Whether the reader of stdout has gone; Windows says so with a number of its own."""
    return error.errno in _NO_READER or (os.name == "nt" and error.errno == errno.EINVAL and not error.filename)


def _system(error: OSError) -> _Fault:
    if error.filename:
        reasons = {FileNotFoundError: "missing", PermissionError: "denied", IsADirectoryError: "is_folder"}
        key = reasons.get(type(error))
        return _Fault(DATA, "file", both(lambda lang: _bad_file(error, lang, key)))
    if error.errno in _NO_ROOM:
        close_quietly(sys.stdout)
        return _Fault(USAGE, "output", both(lambda lang: words("cli.no_room", lang)))
    if _nowhere():
        return _Fault(USAGE, "usage", both(lambda lang: words("cli.nowhere", lang)))
    return _internal(error)


def _bad_file(error: OSError, lang: str, key: str | None) -> str:
    reason = words(f"cli.file_{key}", lang) if key else str(error.strerror)
    return words("cli.bad_file", lang, path=error.filename, reason=reason)


def _nowhere() -> bool:
    """Whether the folder that one stands in is gone."""
    try:
        os.getcwd()  # noqa: PTH109  # pathlib is not needed for this
    except FileNotFoundError:
        return True
    return False


def _internal(error: Exception) -> _Fault:
    if os.environ.get("KGRAPH_DEBUG"):
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return _Fault(INTERNAL, "internal", both(lambda lang: words("cli.internal", lang, error=said)))


# --- click's own faults, in our words --------------------------------------------------------------------------


def _in_words(error: click.ClickException, lang: str) -> str:
    if isinstance(error, click.NoSuchOption):
        return _no_option(error, lang)
    if isinstance(error, click.MissingParameter):
        return words("cli.missing", lang, name=_name(error)) + _see_help(error, lang)
    if isinstance(error, click.BadOptionUsage):
        key = "takes_no_value" if "take" in error.message else "needs_value"
        return words(f"cli.{key}", lang, name=echo(error.option_name))
    if isinstance(error, EmptyValue):
        return words("cli.empty_value", lang, name=_name(error))
    if isinstance(error, click.BadParameter):
        key = "bad_number" if isinstance(error.param and error.param.type, click.IntRange) else "bad_value"
        return words(f"cli.{key}", lang, name=_name(error))
    return error.format_message()


def _no_option(error: click.NoSuchOption, lang: str) -> str:
    params = error.ctx.command.params if error.ctx else []
    known = [name for param in params if isinstance(param, click.Option) for name in param.opts]
    hint = did_you_mean(closest(error.option_name, known), lang)
    return words("cli.no_option", lang, name=echo(error.option_name)) + (hint or _see_help(error, lang))


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return str(error.param.metavar or error.param.name) if error.param else "?"


def _see_help(error: click.UsageError, lang: str) -> str:
    return " " + words("cli.see_help", lang, command=error.ctx.command_path if error.ctx else "kgraph")
