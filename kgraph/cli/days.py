"""Days as a person writes them, and today.  Only the command line looks at the clock."""

from __future__ import annotations

import datetime as dt

import click

from kgraph.cli.help import echo, refusal, words

__all__ = ["Day", "today"]


class Day(click.ParamType[dt.date]):
    """A day written YYYY-MM-DD."""

    name = "day"

    def convert(self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day that a word of the command line means."""
        del ctx
        from kgraph.times.dates import day

        option = param.opts[0] if param else ""
        if isinstance(value, dt.date):
            return value
        if (found := day(value)) is None:
            raise refusal(lambda lang: words("cli.bad_day", lang, value=echo(value), option=option))
        return found


def today() -> dt.date:
    """The day it is where the person sits."""
    return dt.datetime.now().astimezone().date()
