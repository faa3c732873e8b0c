"""Amounts as a person writes them: with a comma or a point, and with gaps between the thousands."""

from __future__ import annotations

import re

import click

from kgraph.cli.help import echo, refusal, words

__all__ = ["Amount"]

_GAP = re.compile(r"(?<=\d)\s(?=\d{3}(?!\d))")
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


class Amount(click.ParamType[float]):
    """A number such as 2.5, 2,5 or 100 000.  What may be either a fraction or thousands (1,000) is not guessed at."""

    name = "amount"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number that a word of the command line means."""
        del ctx
        if not isinstance(value, str):
            return value
        option = param.opts[0] if param else ""
        number = "" if _THOUSANDS.fullmatch(value) else _GAP.sub("", value).replace(",", ".")
        try:
            return float(number)
        except ValueError:
            raise refusal(lambda lang: words("cli.bad_amount", lang, value=echo(value), option=option)) from None
